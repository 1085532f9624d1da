//! The recovery key after its making: shown to have been kept, or replaced by another. A key that was shown
//! and lost (the program ended, the paper is gone) must not be found missing on the day it is needed.

use super::audit::Action;
use super::key_file::{KeyFile, RecoveryKey};
use super::{Attempts, KEY_FILE, Vault};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;

impl Vault {
    /// Whether the present recovery key was ever typed back, so that somebody has it.
    pub fn recovery_is_kept(&self) -> Result<bool> {
        Ok(self.key_file()?.recovery_is_kept())
    }

    /// Takes the recovery key as typed back by its keeper.
    pub async fn confirm_recovery(&self, typed: &str, now: Timestamp) -> Result<()> {
        let mut key_file = self.key_file()?;
        if !key_file.opens_by_recovery_key(typed)? {
            return Err(Error::new(
                Code::WrongPassphrase,
                "与恢复密钥不符，没有确认。请核对抄写的 8 组字符。",
            ));
        }
        key_file.keep_recovery();
        self.put_key_file(&key_file, Action::RecoveryKept, now)
            .await
    }

    /// Another recovery key in place of the present one, which opens nothing from then on. The passphrase is
    /// asked again: an unlocked desk is not its owner.
    pub async fn renew_recovery(&self, passphrase: &str, now: Timestamp) -> Result<RecoveryKey> {
        let attempts = Attempts::read(&self.dir);
        attempts.refuse_early(&self.dir, now)?;
        let mut key_file = self.key_file()?;
        if !key_file.opens_for(self.user.id.into(), passphrase)? {
            let wrong = Error::new(
                Code::WrongPassphrase,
                "口令不对，恢复密钥没有更换。请重新输入。",
            );
            return Err(attempts.count(&self.dir, now, wrong));
        }
        Attempts::forget(&self.dir);
        let recovery = key_file.renew_recovery(self.user.id.into(), &self.key)?;
        (self.put_key_file(&key_file, Action::RecoveryRenewed, now)).await?;
        Ok(recovery)
    }

    fn key_file(&self) -> Result<KeyFile> {
        KeyFile::read(&self.dir.join(KEY_FILE))
    }

    /// The file and the row that says so.
    pub(super) async fn put_key_file(
        &self,
        key_file: &KeyFile,
        action: Action,
        now: Timestamp,
    ) -> Result<()> {
        let write = self.write(now).await?;
        // The file first: a crash between the two costs the row, never the vault.
        key_file.write(&self.dir.join(KEY_FILE))?;
        let user = self.user.key.0;
        write
            .commit(action, Some(user), &serde_json::json!({}))
            .await?;
        Ok(())
    }
}
