//! Replacing the database key: the vault is written anew under another one, and whoever holds a wrap opens it with
//! the passphrase they have. Backups of before keep the key and the passphrases of their day.
//!
//! The key file decides which database stands, so that a kill at any moment leaves a key and its database:
//! 1. `vault.next` is written whole under the new key. Killed up to here, the next opening sweeps it away.
//! 2. The key file is replaced: it opens the new key only, and says that the database is being replaced.
//! 3. `vault.next` takes the place of `vault.db`, and the key file says no more. Killed in between, the next opening
//!    does the same.

use super::audit::{self, Action};
use super::key_file::{Key, KeyFile};
use super::store::{self, Reading};
use super::{DATABASE, KEY_FILE, Vault, access, atomic, backup, verify};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use std::path::Path;

const NEXT: &str = "vault.next";

impl Vault {
    /// Replaces the database key and closes the vault: what is in memory would be the old key. `authority` is the
    /// passphrase of the manager who is in.
    ///
    /// # Errors
    /// Refused for who does not manage users. Where the disk is full, the vault stays as it was, and open.
    pub async fn rotate_key(&self, authority: &str, now: Timestamp) -> Result<()> {
        if !self.user().manages_users() {
            return Err(Error::new(
                Code::Refused,
                "只有保险库的所有者和团队负责人能更换密钥。什么也没有改动。",
            ));
        }
        let writer = self.writer.as_ref().ok_or_else(access::read_only)?;
        self.authorise(authority, now)?;
        // Nobody writes from here on: what is copied is what there is.
        let held = self.write(now).await?;
        let key = Key::random()?;
        let built = self.build_next(&key, now).await;
        if let Err(error) = built {
            sweep(&self.dir);
            return Err(error);
        }
        self.readers.close().await;
        let closing = writer.close();
        drop(held);
        closing.await;
        let mut keys = self.key_file()?;
        keys.verify(&self.key)?;
        keys.seal_anew(&key)?;
        keys.write(&self.dir.join(KEY_FILE), &key)?;
        settle(&self.dir, &key)
    }

    /// Whether the key was replaced, so that this vault has to be opened again.
    pub fn is_closed(&self) -> bool {
        self.readers.is_closed()
    }

    /// The database as it is, under another key, with the row that says so.
    async fn build_next(&self, key: &Key, now: Timestamp) -> Result<()> {
        let next = self.dir.join(NEXT);
        sweep(&self.dir);
        backup::vacuum_into(&self.database(), &next, &self.key).await?;
        let mut connection = store::still_writer(&next, &self.key).await?;
        let (at, user) = (now.as_millisecond(), self.user().key);
        let nothing = serde_json::json!({});
        let action = Action::KeyReplaced;
        let told = audit::append(&mut connection, at, user, action, Some(user.0), &nothing).await;
        let rekeyed = match told {
            Ok(_) => store::rekey(&mut connection, key).await,
            Err(error) => Err(error),
        };
        store::close(connection).await?;
        rekeyed?;
        let problems = verify::damage(&next, key, Reading::Still).await?;
        if !problems.is_empty() {
            return Err(Error::new(
                Code::Fault,
                "换了密钥的数据库没有通过校验，没有采用。保险库没有改动。",
            )
            .with("problems", problems.join("；")));
        }
        std::fs::File::open(&next)
            .and_then(|file| file.sync_all())
            .and_then(|()| atomic::sync_folder(&self.dir))
            .map_err(|error| atomic::from_io(error, "密钥没有更换"))
    }
}

/// Finishes what a replacement that was cut off still owes, or sweeps away what it left.
pub(super) fn settle(dir: &Path, key: &Key) -> Result<()> {
    let path = dir.join(KEY_FILE);
    let mut keys = KeyFile::read(&path)?;
    if !keys.is_being_replaced() {
        sweep(dir);
        return Ok(());
    }
    let (next, database) = (dir.join(NEXT), dir.join(DATABASE));
    if next.exists() {
        // A log of the old database beside the new one would destroy it; all of it is in the new one.
        for journal in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(dir.join(format!("{DATABASE}{journal}")));
        }
        std::fs::rename(&next, &database)
            .and_then(|()| atomic::sync_folder(dir))
            .map_err(|error| atomic::from_io(error, "更换密钥还没有做完，下次打开时继续"))?;
    }
    keys.is_replaced();
    keys.write(&path, key)
}

/// Where nothing can be written, a replacement cannot be finished.
pub(super) fn refuse_unfinished(dir: &Path) -> Result<()> {
    if KeyFile::read(&dir.join(KEY_FILE))?.is_being_replaced() {
        return Err(Error::new(
            Code::ReadOnly,
            "更换密钥还没有做完，而所在位置不能写入。没有改动任何文件；请把整个 .vault 文件夹复制到可以写入的位置再打开。",
        ));
    }
    Ok(())
}

fn sweep(dir: &Path) {
    for leftover in ["", "-journal", "-wal", "-shm"] {
        // Usually there is none.
        let _ = std::fs::remove_file(dir.join(format!("{NEXT}{leftover}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Owner, Stretch, restore};
    use std::path::PathBuf;
    use tempfile::TempDir;

    const WORDS: &str = "correct horse battery";

    fn now() -> Timestamp {
        "2026-11-23T01:02:03Z".parse().unwrap()
    }

    async fn made(folder: &TempDir) -> (PathBuf, Vault) {
        let dir = folder.path().join("desk.vault");
        let owner = Owner {
            name: "林叙白".into(),
            staff_number: Some("A1024".into()),
            branch: None,
        };
        let made = Vault::create(&dir, owner, WORDS, Stretch::cheap(), now()).await;
        (dir, made.unwrap().0)
    }

    async fn opens_whole(dir: &Path) -> i64 {
        let vault = Vault::open(dir, None, WORDS, now()).await.unwrap();
        assert!(vault.verify().await.unwrap().ok);
        assert!(!dir.join(NEXT).exists());
        assert!(
            !KeyFile::read(&dir.join(KEY_FILE))
                .unwrap()
                .is_being_replaced()
        );
        let rows = vault.audit_head().await.unwrap().seq;
        vault.close().await;
        rows
    }

    #[tokio::test]
    async fn the_same_passphrase_opens_what_the_old_key_does_not() {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        let backup = vault
            .backup(&vault.own_backups(), now())
            .await
            .unwrap()
            .path;
        let old_keys = std::fs::read(dir.join(KEY_FILE)).unwrap();
        let wrong = vault.rotate_key("not the passphrase", now()).await;
        assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
        vault.rotate_key(WORDS, now()).await.unwrap();
        assert!(vault.is_closed());
        vault.close().await;
        assert_eq!(opens_whole(&dir).await, 4, "made, backed up, replaced");

        // A backup of before opens as it did, and is neither damaged nor restored under the new key.
        let vault = Vault::open(&dir, None, WORDS, now()).await.unwrap();
        let checked = vault.verify_backup(&backup, now()).await;
        assert_eq!(checked.unwrap_err().code, Code::Refused);
        let beside = vault.restore_beside(&backup, now()).await;
        assert_eq!(beside.unwrap_err().code, Code::Refused);
        vault.close().await;
        let restored = restore(&backup, &folder.path().join("r.vault"), None, WORDS, now()).await;
        restored.unwrap().close().await;

        // The old key file put back opens nothing: its key is not that of the database.
        std::fs::write(dir.join(KEY_FILE), old_keys).unwrap();
        assert!(Vault::open(&dir, None, WORDS, now()).await.is_err());
    }

    #[tokio::test]
    async fn cut_off_at_any_step_there_is_a_key_and_its_database() {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        let key = Key::random().unwrap();
        vault.build_next(&key, now()).await.unwrap();
        let mut keys = vault.key_file().unwrap();
        vault.close().await;
        let next = std::fs::read(dir.join(NEXT)).unwrap();
        // Written and not decided: swept away.
        assert_eq!(opens_whole(&dir).await, 2);
        // Decided, and the old database still in its place.
        std::fs::write(dir.join(NEXT), next).unwrap();
        keys.seal_anew(&key).unwrap();
        keys.write(&dir.join(KEY_FILE), &key).unwrap();
        assert_eq!(opens_whole(&dir).await, 3);
        // In its place, and the key file not yet told.
        keys.write(&dir.join(KEY_FILE), &key).unwrap();
        assert_eq!(opens_whole(&dir).await, 3);
    }
}
