//! Opening without the passphrase, for one user on one device: the wrap of it. What locks it is in the device's
//! keychain, so that neither the file nor the keychain opens anything alone.

use super::secret::DeviceSecret;
use super::wrap::{Opened, Wrap};
use super::{KeyFile, Own, Unlocked};
use crate::error::{Code, Error, Result};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which vault, for whom, on which device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceId {
    pub vault: Uuid,
    pub user: Uuid,
    /// Drawn anew each time that a device is let in; says nothing of the machine.
    pub device: Uuid,
}

impl KeyFile {
    /// # Errors
    /// [`Code::Keychain`] where it opens nothing here: no passphrase was wrong.
    pub fn unlock_on_device(&self, id: &DeviceId, secret: &DeviceSecret) -> Result<Unlocked> {
        let lets_in = |wrap: &&Wrap| wrap.device() == Some((id.user, id.device));
        let wrap = self.wraps.iter().find(lets_in);
        let opened = match wrap {
            Some(wrap) => wrap.open(self.vault, secret.0.as_slice())?,
            None => None,
        };
        let Some(opened) = opened else {
            return Err(Error::new(
                Code::Keychain,
                "钥匙串里保存的已不能打开这个保险库，可能是口令或密钥更换过。请输入口令；需要时可在设置里重新开启。",
            ));
        };
        let Opened {
            key,
            private,
            signing,
        } = opened;
        let unlocked = self.unlocked(key, Some(id.user))?;
        let own = Some(Own {
            private,
            is_of_device: true,
            signing,
        });
        Ok(Unlocked { own, ..unlocked })
    }

    pub fn devices_of(&self, user: Uuid) -> impl Iterator<Item = Uuid> {
        let devices = self.wraps.iter().filter_map(Wrap::device);
        devices.filter_map(move |(of, device)| (of == user).then_some(device))
    }

    pub fn forget_device(&mut self, user: Uuid, device: Uuid) {
        self.wraps
            .retain(|wrap| wrap.device() != Some((user, device)));
    }

    /// Whether any was there.
    pub fn forget_devices(&mut self) -> bool {
        let before = self.wraps.len();
        self.wraps.retain(|wrap| wrap.device().is_none());
        self.wraps.len() < before
    }
}
