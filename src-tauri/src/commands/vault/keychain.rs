//! Opening without the passphrase: turned on and off in the settings, done once at a start.

use super::begin;
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::vault::{DeviceId, Vault};
use jingwei_core::{Code, Error};
use jingwei_keychain::Keychain;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// The keychain is asked once after a start; whoever wants to open later types the passphrase.
#[derive(Default)]
pub struct AskedOnce(AtomicBool);

/// Whether the page may open the vault in this folder by the keychain now.
pub fn opens(asked: &AskedOnce, keychain: &Keychain, folder: &Path) -> bool {
    !asked.0.load(Ordering::SeqCst) && keychain.at_start(folder).is_some()
}

/// Opens the vault that was open last and not locked, without its passphrase.
#[tauri::command]
#[specta::specta]
pub async fn vault_keychain_open(
    app: AppHandle,
    desk: State<'_, Desk>,
    keychain: State<'_, Keychain>,
    asked: State<'_, AskedOnce>,
    folder: PathBuf,
) -> Answer<()> {
    let id = keychain.at_start(&folder);
    let Some(id) = id.filter(|_| !asked.0.swap(true, Ordering::SeqCst)) else {
        return Err(Error::new(Code::Refused, "请输入口令。").into());
    };
    let secret = keychain.secret(id).await?;
    // While the system asked its user to unlock the keychain, somebody may have typed the passphrase.
    if desk.is_open().await {
        return Ok(());
    }
    let vault = Vault::open_on_device(&folder, &id, &secret, clock::now()).await?;
    begin(&app, &desk, vault).await;
    Ok(())
}

/// Whether this computer has a keychain that answers.
#[tauri::command]
#[specta::specta]
pub async fn vault_keychain_look(keychain: State<'_, Keychain>) -> Answer<()> {
    Ok(keychain.answers().await?)
}

#[tauri::command]
#[specta::specta]
pub async fn vault_keychain_on(
    desk: State<'_, Desk>,
    keychain: State<'_, Keychain>,
    passphrase: String,
) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let open = desk.open().await?;
    Ok((keychain.turn_on(&open.vault, &passphrase, clock::now())).await?)
}

/// Whether the keychain let its entry go, too; left there, it opens nothing.
#[tauri::command]
#[specta::specta]
pub async fn vault_keychain_off(
    desk: State<'_, Desk>,
    keychain: State<'_, Keychain>,
) -> Answer<bool> {
    let open = desk.open().await?;
    Ok((keychain.turn_off(&open.vault, clock::now())).await?)
}

/// What the vault lets in no more is forgotten here, too. Nobody waits for it: it opens nothing.
pub fn forget_soon(keychain: &Keychain, known: DeviceId) {
    let keychain = keychain.clone();
    tokio::spawn(async move { keychain.forget(known).await });
}
