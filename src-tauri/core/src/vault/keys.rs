//! The key file of an open vault, changed under the one write transaction: of two who change it at once, the
//! second reads what the first wrote.

use super::key_file::{Key, KeyFile, Own, SigningKey, SigningPublic, Wrap};
use super::{Attempts, KEY_FILE, Stretch, Vault, Write};
use crate::error::{Code, Error, Result};
use crate::ids::UserId;
use crate::user::User;
use jiff::Timestamp;
use std::path::Path;
use uuid::Uuid;

impl Vault {
    /// Asks the passphrase of who is in again: an unlocked desk is not its owner. Wrong ones are counted as
    /// at the opening.
    pub(crate) fn authorise(&self, passphrase: &str, now: Timestamp) -> Result<Own> {
        let attempts = Attempts::read(&self.dir);
        attempts.refuse_early(&self.dir, now)?;
        let Some(own) = (self.key_file()?).own_of(self.user().id.into(), passphrase)? else {
            let wrong = Error::new(
                Code::WrongPassphrase,
                "您的口令不对，什么也没有改动。请重新输入。",
            );
            return Err(attempts.count(&self.dir, now, wrong));
        };
        Attempts::forget(&self.dir);
        Ok(own)
    }

    /// A way in for a user, with a new signing key. Stretching takes its time, so it is made before anything is held.
    pub(crate) fn new_wrap(
        &self,
        user: UserId,
        staff_number: Option<&str>,
        passphrase: &str,
        stretch: Stretch,
    ) -> Result<(Wrap, SigningPublic)> {
        let signing = SigningKey::random()?;
        let wrap = self.wrap(user, staff_number, passphrase, stretch, &signing)?;
        Ok((wrap, signing.public()))
    }

    pub(super) fn wrap(
        &self,
        user: UserId,
        staff_number: Option<&str>,
        passphrase: &str,
        stretch: Stretch,
        signing: &SigningKey,
    ) -> Result<Wrap> {
        let vault = self.key_file()?.vault;
        Wrap::of_user(
            &self.key,
            vault,
            user.into(),
            staff_number,
            passphrase,
            stretch,
            signing,
        )
    }

    /// Reads the key file, changes and writes it. The transaction is committed after it: a crash between the two
    /// costs the row, never the vault; whoever has a wrap and no row is let in by nobody and swept away.
    pub(crate) fn change_keys<T>(
        &self,
        _held: &Write,
        change: impl FnOnce(&mut KeyFile) -> T,
    ) -> Result<T> {
        let mut keys = self.key_file()?;
        keys.verify(&self.key)?;
        let changed = change(&mut keys);
        keys.write(&self.dir.join(KEY_FILE), &self.key)?;
        Ok(changed)
    }

    /// Who has a passphrase of their own.
    pub(crate) fn key_users(&self) -> Result<Vec<UserId>> {
        Ok(self.key_file()?.user_ids().map(UserId::from).collect())
    }

    pub(super) fn key_file(&self) -> Result<KeyFile> {
        KeyFile::read(&self.dir.join(KEY_FILE))
    }
}

/// Takes out of the key file whoever the vault does not know: somebody whose adding was cut off, or who came after
/// the backup that this vault was restored from.
pub(super) fn sweep(dir: &Path, key: &Key, present: &[User]) -> Result<()> {
    let path = dir.join(KEY_FILE);
    let mut keys = KeyFile::read(&path)?;
    let present: Vec<Uuid> = present.iter().map(|user| user.id.into()).collect();
    if keys.keep_users(&present) {
        keys.write(&path, key)?;
    }
    Ok(())
}
