//! Opening without the passphrase on one device: off unless its user wants it.
//!
//! The key file holds a wrap under a random secret, the keychain of the device's operating system holds the secret.
//! Whoever has the vault's folder without the user's session on that device opens nothing. What ends it:
//! - turning it off: the wrap goes, and the keychain's entry with it;
//! - another passphrase for that user, however it came about, and their leaving: all of their devices go;
//! - another database key: everybody's devices go.
//!
//! No backup takes a device's wrap along, and no vault made from one has it, so that a copy asks for the passphrase
//! also on that very device. A folder copied by other means keeps it until one of the above is done to that copy.
//!
//! A lock always asks for the passphrase; that is the window's to see to, which starts anew for it.

use super::audit::Action;
use super::key_file::{DeviceId, DeviceSecret, Own, Wrap};
use super::{KEY_FILE, KeyFile, Vault, access};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use std::path::Path;
use uuid::Uuid;

/// A device that may be let in once its keychain has the secret.
pub struct NewDevice {
    pub id: DeviceId,
    pub secret: DeviceSecret,
    wrap: Wrap,
}

impl Vault {
    /// Makes what opens this vault for who is in on one device; nothing opens with it before
    /// [`Vault::let_device_in`]. `passphrase` is theirs, asked again.
    pub fn new_device(&self, passphrase: &str, now: Timestamp) -> Result<NewDevice> {
        if self.is_read_only() {
            return Err(access::read_only());
        }
        let Own { signing, .. } = self.authorise(passphrase, now)?;
        let id = DeviceId {
            vault: self.key_file()?.vault,
            user: self.user().id.into(),
            device: super::key_file::random_uuid()?,
        };
        let secret = DeviceSecret::random()?;
        let DeviceId {
            vault,
            user,
            device,
        } = id;
        let signing = signing.as_ref();
        let wrap = Wrap::of_device(&self.key, vault, user, device, &secret, signing)?;
        Ok(NewDevice { id, secret, wrap })
    }

    /// From now on the device's secret opens this vault.
    pub async fn let_device_in(&self, new: NewDevice, now: Timestamp) -> Result<()> {
        let said = serde_json::json!({ "device": new.id.device });
        self.put_keys_saying(Action::KeychainOn, &said, now, |keys| keys.put(new.wrap))
            .await
    }

    /// From now on it opens nothing.
    ///
    /// # Errors
    /// [`Code::NotFound`] where it is none of who is in.
    pub async fn forget_device(&self, device: Uuid, now: Timestamp) -> Result<()> {
        if !self.devices()?.contains(&device) {
            return Err(Error::new(
                Code::NotFound,
                "钥匙串现在并不能打开这个保险库。什么也没有改动。",
            ));
        }
        let user = self.user().id.into();
        let said = serde_json::json!({ "device": device });
        self.put_keys_saying(Action::KeychainOff, &said, now, |keys| {
            keys.forget_device(user, device);
        })
        .await
    }

    /// Where who is in opens the vault without their passphrase.
    pub fn devices(&self) -> Result<Vec<Uuid>> {
        let user = self.user().id.into();
        Ok(self.key_file()?.devices_of(user).collect())
    }

    /// Which vault this is, wherever it lies.
    pub fn id(&self) -> Result<Uuid> {
        Ok(self.key_file()?.vault)
    }

    /// Opens with what a device's keychain keeps, and says so in the trail.
    ///
    /// # Errors
    /// [`Code::Keychain`] where that opens nothing; it counts as no wrong passphrase.
    pub async fn open_on_device(
        dir: &Path,
        id: &DeviceId,
        secret: &DeviceSecret,
        now: Timestamp,
    ) -> Result<Vault> {
        let vault = Self::open_by(dir, now, |keys| keys.unlock_on_device(id, secret)).await?;
        let told = vault.tell_opened_on(id, now).await;
        vault.closed_on_error(told).await
    }

    async fn tell_opened_on(&self, id: &DeviceId, now: Timestamp) -> Result<()> {
        if self.is_read_only() {
            return Ok(());
        }
        let said = serde_json::json!({ "device": id.device });
        let user = self.user().key.0;
        let write = self.write(now).await?;
        write
            .commit(Action::KeychainUsed, Some(user), &said)
            .await?;
        Ok(())
    }
}

/// Whether the vault in this folder lets the device in, as its key file says; nothing of it is opened.
pub fn lets_in(dir: &Path, id: &DeviceId) -> bool {
    KeyFile::read(&dir.join(KEY_FILE)).is_ok_and(|keys| {
        keys.vault == id.vault && keys.devices_of(id.user).any(|device| device == id.device)
    })
}

#[cfg(test)]
mod tests;
