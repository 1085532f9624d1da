//! The keychain that the operating system has: Keychain on macOS, Credential Manager on Windows, the Secret Service
//! (GNOME Keyring, KWallet) on Linux.

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use jingwei_core::vault::{DeviceId, DeviceSecret};
use jingwei_core::{Code, Error, Result};
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as Unkept};
use std::collections::HashMap;
use std::sync::Arc;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(target_os = "linux")]
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroizing;

pub const MISSING: &str = "这台电脑上没有可用的系统钥匙串。保险库照常用口令打开，什么也没有改动。";
pub const UNANSWERED: &str = "系统钥匙串没有打开或没有应答。请输入口令；保险库没有改动。";
const FORGOTTEN: &str =
    "系统钥匙串里已经没有这个保险库的条目。请输入口令；需要时可在设置里关闭后重新开启。";

/// What the keychain shows beside the entry, where it shows anything.
#[cfg(target_os = "linux")]
const SHOWN: (&str, &str) = ("label", "经纬 Jingwei");
/// Not carried to other computers of the user's.
#[cfg(windows)]
const SHOWN: (&str, &str) = ("persistence", "Local");

pub fn store() -> Result<Arc<Store>> {
    Store::new().map_err(|error| told(MISSING, error))
}

pub fn keep(id: &DeviceId, secret: &DeviceSecret) -> Result<()> {
    let kept = entry(id)?.set_password(&secret.to_text());
    kept.map_err(|error| told("系统钥匙串没有收下，没有开启。保险库没有改动。", error))
}

pub fn secret(id: &DeviceId) -> Result<DeviceSecret> {
    let text = match entry(id)?.get_password() {
        Ok(text) => Zeroizing::new(text),
        Err(Unkept::NoEntry) => return Err(Error::new(Code::Keychain, FORGOTTEN)),
        Err(error) => return Err(told(UNANSWERED, error)),
    };
    DeviceSecret::from_text(&text).ok_or_else(|| Error::new(Code::Keychain, FORGOTTEN))
}

pub fn forget(id: &DeviceId) -> Result<()> {
    match entry(id)?.delete_credential() {
        Ok(()) | Err(Unkept::NoEntry) => Ok(()),
        Err(error) => Err(told(UNANSWERED, error)),
    }
}

/// One a vault and user, so that what is kept anew takes the place of what was.
fn entry(id: &DeviceId) -> Result<Entry> {
    let account = format!("{}/{}", id.vault, id.user);
    #[cfg(any(target_os = "linux", windows))]
    let shown = HashMap::from([SHOWN]);
    #[cfg(not(any(target_os = "linux", windows)))]
    let shown = HashMap::new();
    let entry = store()?.build(super::PROGRAM, &account, Some(&shown));
    entry.map_err(|error| told(UNANSWERED, error))
}

/// Nothing of what the keychain says may be of the secret, and some of its errors hold it.
fn told(message: &str, error: Unkept) -> Error {
    let cause = match error {
        Unkept::BadEncoding(_) | Unkept::BadDataFormat(..) => "unreadable entry".to_owned(),
        error => error.to_string(),
    };
    Error::new(Code::Keychain, message).caused_by(cause)
}
