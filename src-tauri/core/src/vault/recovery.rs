//! The recovery key after its making: shown to have been kept, or replaced by another. A key that was shown
//! and lost (the program ended, the paper is gone) must not be found missing on the day it is needed.

use super::Vault;
use super::audit::Action;
use super::key_file::{KeyFile, RecoveryKey};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;

impl Vault {
    /// Whether the present recovery key was ever typed back, so that somebody has it.
    pub fn recovery_is_kept(&self) -> Result<bool> {
        Ok(self.key_file()?.recovery_is_kept())
    }

    /// Takes the recovery key as typed back by its keeper.
    pub async fn confirm_recovery(&self, typed: &str, now: Timestamp) -> Result<()> {
        if !self.key_file()?.opens_by_recovery_key(typed)? {
            return Err(Error::new(
                Code::WrongPassphrase,
                "与恢复密钥不符，没有确认。请核对抄写的 8 组字符。",
            ));
        }
        self.put_keys(Action::RecoveryKept, now, KeyFile::keep_recovery)
            .await
    }

    /// Another recovery key in place of the present one, which opens nothing from then on. The passphrase is
    /// asked again.
    ///
    /// # Errors
    /// Refused for who does not manage users: it opens the vault as its owner.
    pub async fn renew_recovery(&self, passphrase: &str, now: Timestamp) -> Result<RecoveryKey> {
        if !self.user().manages_users() {
            return Err(Error::new(
                Code::Refused,
                "只有保险库的所有者和团队负责人能换发恢复密钥。恢复密钥没有更换。",
            ));
        }
        self.authorise(passphrase, now)?;
        self.put_keys(Action::RecoveryRenewed, now, |keys| {
            keys.renew_recovery(&self.key)
        })
        .await?
    }

    /// The file and the row that says so.
    pub(super) async fn put_keys<T>(
        &self,
        action: Action,
        now: Timestamp,
        change: impl FnOnce(&mut KeyFile) -> T,
    ) -> Result<T> {
        let nothing = serde_json::json!({});
        self.put_keys_saying(action, &nothing, now, change).await
    }

    /// The same with something to say.
    pub(super) async fn put_keys_saying<T>(
        &self,
        action: Action,
        detail: &serde_json::Value,
        now: Timestamp,
        change: impl FnOnce(&mut KeyFile) -> T,
    ) -> Result<T> {
        let write = self.write(now).await?;
        let changed = self.change_keys(&write, change)?;
        let user = self.user().key.0;
        write.commit(action, Some(user), detail).await?;
        Ok(changed)
    }
}
