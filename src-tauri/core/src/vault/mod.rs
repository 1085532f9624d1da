//! The vault 保险库: one folder, one encrypted database, one key file, its backups.
//!
//! `NAME.vault/` holds `vault.db` (SQLCipher; a WAL belongs beside it), `vault.key`, `vault.lock`
//! and `backups/`. Everything else in the product derives from what is in here.

mod access;
pub mod atomic;
mod attempts;
pub mod audit;
mod backup;
mod device;
mod escrow;
mod key_file;
mod keys;
mod passphrase;
mod place;
mod recovery;
mod rotation;
pub(crate) mod signing;
mod store;
mod verify;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod upgrade_tests;

pub use backup::automatic::{BackupNote, SecondCopy};
pub use backup::failed::BackupFailed;
pub use backup::shelf::{BackupKept, BackupState};
pub use backup::{Backup, Manifest, restore};
pub use device::{NewDevice, lets_in};
pub use escrow::{EscrowFiles, look_at_escrow, new_escrow_key, recover_by_escrow};
pub(crate) use key_file::SigningKey;
pub use key_file::{DeviceId, DeviceSecret, EscrowKey, EscrowSeen, RecoveryKey, Stretch};
pub(crate) use passphrase::accept;
pub use passphrase::{Strength, Weakness, recover, strength};
pub use place::{BackupFound, Locked, Shared, backups, find, look, shared};
pub use signing::{Signature, Signed, SigningKeySeen};
pub(crate) use store::let_go_of_pages;
pub use verify::Verification;

use crate::error::{Code, Error, Result};
use crate::ids::{UserId, UserKey};
use crate::user::{self, User};
use access::Access;
use attempts::Attempts;
use audit::{Action, Head};
use jiff::Timestamp;
use key_file::{Key, KeyFile, Own, Unlocked};
use signing::Signer;
use sqlx::sqlite::{Sqlite, SqliteConnection, SqlitePool};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use store::Reading;

const DATABASE: &str = "vault.db";
const KEY_FILE: &str = "vault.key";
const LOCK_FILE: &str = "vault.lock";
const BACKUPS: &str = "backups";

/// An open, unlocked vault. One process at a time; the user is known.
pub struct Vault {
    dir: PathBuf,
    key: Key,
    /// As the vault says now: whoever is in may change what is said of them.
    user: RwLock<Arc<User>>,
    /// None where who is in did not open with their own passphrase or on their device, and where nothing can be written.
    signer: Option<Signer>,
    /// None where the place cannot be written: the vault opens for reading.
    writer: Option<SqlitePool>,
    readers: SqlitePool,
    /// Held while open: a second process that would write is refused.
    access: Access,
}

/// Who a new vault belongs to.
#[derive(Debug, Clone, Default)]
pub struct Owner {
    pub name: String,
    pub staff_number: Option<String>,
    pub branch: Option<String>,
}

impl Owner {
    /// What is blank is not there.
    fn trimmed(self) -> Self {
        let said = |text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        Owner {
            name: self.name.trim().to_owned(),
            staff_number: said(self.staff_number),
            branch: said(self.branch),
        }
    }
}

impl Vault {
    /// Makes a vault and opens it. The folder appears whole or not at all.
    pub async fn create(
        dir: &Path,
        owner: Owner,
        passphrase: &str,
        stretch: Stretch,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryKey)> {
        let signing = SigningKey::random()?;
        Self::create_signing(dir, owner, passphrase, stretch, &signing, now).await
    }

    /// The same, whose owner signs with this key.
    pub(crate) async fn create_signing(
        dir: &Path,
        owner: Owner,
        passphrase: &str,
        stretch: Stretch,
        signing: &SigningKey,
        now: Timestamp,
    ) -> Result<(Vault, RecoveryKey)> {
        if owner.name.trim().is_empty() {
            return Err(Error::new(
                Code::Refused,
                "请填写使用者姓名。保险库没有建立。",
            ));
        }
        let owner = owner.trimmed();
        let known = [&owner.staff_number, &owner.branch];
        let known = known.into_iter().flatten().map(String::as_str);
        let known: Vec<&str> = known.chain([owner.name.as_str()]).collect();
        passphrase::accept(passphrase, &known)?;
        refuse_existing(dir)?;
        let partial = build_folder(dir)?;
        let built = Self::build(&partial, &owner, passphrase, stretch, signing, now).await;
        let recovery = put_in_place(built, &partial, dir)?;
        let vault = Self::open(dir, owner.staff_number.as_deref(), passphrase, now).await?;
        Ok((vault, recovery))
    }

    async fn build(
        dir: &Path,
        owner: &Owner,
        passphrase: &str,
        stretch: Stretch,
        signing: &SigningKey,
        now: Timestamp,
    ) -> Result<RecoveryKey> {
        let user = UserId::new(now);
        let (mut key_file, key, recovery) = KeyFile::create(
            user.into(),
            owner.staff_number.as_deref(),
            passphrase,
            stretch,
            signing,
        )?;
        key_file.write(&dir.join(KEY_FILE), &key)?;
        let database = dir.join(DATABASE);
        store::create(&database, &key).await?;
        let writer = store::writer(&database, &key).await?;
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
        let owner_key = user::insert_owner(&mut tx, user, owner, now).await?;
        let mut write = Write {
            tx,
            at: now,
            user: owner_key,
        };
        let nothing = serde_json::json!({});
        write.audit(Action::VaultCreated, None, &nothing).await?;
        signing::record(&mut write, owner_key, &signing.public()).await?;
        write.commit_told().await?;
        writer.close().await;
        Ok(recovery)
    }

    /// Opens for work: one process at a time, migrated under the lock, refused when it is no vault,
    /// damaged, or newer than this program.
    pub async fn open(
        dir: &Path,
        staff_number: Option<&str>,
        passphrase: &str,
        now: Timestamp,
    ) -> Result<Vault> {
        Self::open_by(dir, now, |key_file| {
            key_file.unlock(staff_number, passphrase)
        })
        .await
    }

    /// Opens by any way to the key. What opens nothing is counted, and delays the next attempt.
    async fn open_by(
        dir: &Path,
        now: Timestamp,
        unlock: impl FnOnce(&KeyFile) -> Result<Unlocked>,
    ) -> Result<Vault> {
        let key_file = KeyFile::read(&dir.join(KEY_FILE))?;
        let database = dir.join(DATABASE);
        refuse_hollow(&database)?;
        let access = Access::of(dir)?;
        let attempts = Attempts::read(dir);
        attempts.refuse_early(dir, now)?;
        let Unlocked { key, user, own } = unlock(&key_file).map_err(|error| match error.code {
            Code::WrongPassphrase => attempts.count(dir, now, error),
            _ => error,
        })?;
        if access.is_read_only() {
            rotation::refuse_unfinished(dir)?;
            let (readers, user) = access::reading(&database, &key, user.map(Into::into)).await?;
            return Ok(Vault {
                dir: dir.to_path_buf(),
                key,
                user: RwLock::new(Arc::new(user)),
                signer: None,
                writer: None,
                readers,
                access,
            });
        }
        rotation::settle(dir, &key)?;
        let writer = store::writer(&database, &key).await?;
        let user = user.map(Into::into);
        let prepared = Self::prepare(dir, &key, &writer, user, own, attempts, now).await;
        let (readers, user, signer) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                writer.close().await;
                return Err(error);
            }
        };
        Ok(Vault {
            dir: dir.to_path_buf(),
            key,
            user: RwLock::new(Arc::new(user)),
            signer,
            writer: Some(writer),
            readers,
            access,
        })
    }

    /// What stands between the database and its use: the schema, the readers, the user and what they sign with.
    async fn prepare(
        dir: &Path,
        key: &Key,
        writer: &SqlitePool,
        user: Option<UserId>,
        own: Option<Own>,
        attempts: Attempts,
        now: Timestamp,
    ) -> Result<(SqlitePool, User, Option<Signer>)> {
        backup::shelf::clear_leftovers(&dir.join(BACKUPS), "");
        let mut connection = writer.acquire().await?;
        let schema = store::schema(&mut connection).await?;
        if schema == store::Schema::Older {
            backup::before_migration(dir, key, now).await?;
            upgrade(&mut connection, user, now).await?;
        }
        let present = user::present(&mut connection).await?;
        keys::sweep(dir, key, &present)?;
        let user = user::who(present, user)?;
        if attempts.failed > 0 {
            tell_attempts(&mut connection, user.key, attempts, now).await?;
            Attempts::forget(dir);
        }
        drop(connection);
        let signer = signing::settle(dir, key, writer, &user, own, now).await?;
        let readers = store::readers(&dir.join(DATABASE), key, Reading::Live).await?;
        Ok((readers, user, signer))
    }

    /// Notes the head of the trail and closes, in the order that lets the writer remove `-wal` and `-shm`, and
    /// lets the next one in.
    pub async fn close(&self) {
        self.note_head().await;
        self.readers.close().await;
        if let Some(writer) = &self.writer {
            writer.close().await;
        }
        self.access.let_go();
    }

    /// What was opened for a purpose is of use only where that was reached.
    async fn closed_on_error(self, done: Result<()>) -> Result<Vault> {
        match done {
            Ok(()) => Ok(self),
            Err(error) => {
                self.close().await;
                Err(error)
            }
        }
    }

    /// Beside the vault, so that rows cut from the end are missed. Where it cannot be written, the note of
    /// before still stands.
    async fn note_head(&self) {
        if let Some(writer) = &self.writer
            && let Ok(mut connection) = writer.acquire().await
        {
            let _ = audit::anchor::note(&mut connection, &self.dir).await;
        }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folder's name without `.vault`.
    pub fn name(&self) -> String {
        place::name_of(&self.dir)
    }

    /// Who is in.
    pub fn user(&self) -> Arc<User> {
        let user = self.user.read();
        user.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes what was said anew of whoever is in; of others it is none of this vault's business.
    pub(crate) fn know(&self, changed: &User) {
        let mut user = self.user.write().unwrap_or_else(PoisonError::into_inner);
        if user.id == changed.id {
            *user = Arc::new(changed.clone());
        }
    }

    /// The place cannot be written: everything can be read, and every change is refused.
    pub fn is_read_only(&self) -> bool {
        self.writer.is_none()
    }

    /// A consistent view for reading; it sees no later change.
    pub async fn read(&self) -> Result<sqlx::Transaction<'static, Sqlite>> {
        Ok(self.readers.begin().await?)
    }

    /// The one write transaction; others wait. Refused where the vault is open for reading only.
    pub async fn write(&self, now: Timestamp) -> Result<Write> {
        let writer = self.writer.as_ref().ok_or_else(access::read_only)?;
        Ok(Write {
            tx: writer.begin_with("BEGIN IMMEDIATE").await?,
            at: now,
            user: self.user().key,
        })
    }

    pub async fn audit_head(&self) -> Result<Head> {
        let mut tx = self.read().await?;
        audit::head(&mut tx).await
    }

    /// Rewrites the database, so that no page keeps what was deleted, and empties the log beside it.
    pub(crate) async fn rewrite(&self) -> Result<()> {
        let writer = self.writer.as_ref().ok_or_else(access::read_only)?;
        let mut connection = writer.acquire().await?;
        sqlx::query("VACUUM").execute(&mut *connection).await?;
        // Waits for readers; what they still hold back goes at the next closing.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut *connection)
            .await?;
        Ok(())
    }

    fn reading(&self) -> Reading {
        if self.is_read_only() {
            Reading::of_still(&self.database())
        } else {
            Reading::Live
        }
    }

    fn database(&self) -> PathBuf {
        self.dir.join(DATABASE)
    }
}

impl Write {
    /// Of a vault that is not opened for work: one that is being restored.
    async fn of(writer: &SqlitePool, at: Timestamp, user: UserKey) -> Result<Write> {
        Ok(Write {
            tx: writer.begin_with("BEGIN IMMEDIATE").await?,
            at,
            user,
        })
    }
}

/// A write transaction: dropped, it changes nothing; committed, it leaves its audit row.
pub struct Write {
    tx: sqlx::Transaction<'static, Sqlite>,
    pub at: Timestamp,
    pub user: UserKey,
}

impl Write {
    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// Unix milliseconds, the stored form of times.
    pub fn at_ms(&self) -> i64 {
        self.at.as_millisecond()
    }

    /// An audit row for one of several things this transaction does.
    pub async fn audit(
        &mut self,
        action: Action,
        subject: Option<i64>,
        detail: &serde_json::Value,
    ) -> Result<Head> {
        let (at, user) = (self.at_ms(), self.user);
        audit::append(&mut self.tx, at, user, action, subject, detail).await
    }

    /// For what is no fact and no decision, such as a draft: nothing of it enters the trail.
    pub(crate) async fn commit_unrecorded(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// For what has its rows of the trail already.
    async fn commit_told(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// For a rehearsal: nothing of it happened.
    pub(crate) async fn roll_back(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }

    /// There is no other commit without its audit row.
    pub async fn commit(
        mut self,
        action: Action,
        subject: Option<i64>,
        detail: &serde_json::Value,
    ) -> Result<Head> {
        let head = self.audit(action, subject, detail).await?;
        self.tx.commit().await?;
        Ok(head)
    }
}

/// The schema of this program and the row that says so, or neither.
async fn upgrade(
    connection: &mut SqliteConnection,
    user: Option<UserId>,
    now: Timestamp,
) -> Result<()> {
    let mut upgraded = store::migrated(connection, &store::MIGRATIONS).await?;
    let user = user::who(user::present(&mut upgraded).await?, user)?;
    let (at, nothing) = (now.as_millisecond(), serde_json::json!({}));
    let action = Action::VaultMigrated;
    audit::append(&mut upgraded, at, user.key, action, None, &nothing).await?;
    Ok(upgraded.commit().await?)
}

/// The wrong passphrases since the last opening, as a row of the trail.
async fn tell_attempts(
    connection: &mut SqliteConnection,
    user: UserKey,
    attempts: Attempts,
    now: Timestamp,
) -> Result<()> {
    let detail = serde_json::json!({
        "failed": attempts.failed,
        "first_at": attempts.first_ms,
        "last_at": attempts.last_ms,
    });
    let (at, action) = (now.as_millisecond(), Action::UnlockFailed);
    audit::append(connection, at, user, action, None, &detail).await?;
    Ok(())
}

fn refuse_existing(dir: &Path) -> Result<()> {
    if dir.exists() {
        return Err(Error::new(
            Code::Exists,
            "这个位置已有同名文件或文件夹，没有覆盖。请换一个名称或位置。",
        ));
    }
    Ok(())
}

/// Missing, empty and truncated databases are refused and never silently recreated.
fn refuse_hollow(database: &Path) -> Result<()> {
    const SMALLEST: u64 = 4096;
    let size = std::fs::metadata(database)
        .map(|meta| meta.len())
        .map_err(|_| {
            Error::new(
                Code::NotAVault,
                "保险库缺少数据文件 vault.db。没有新建，也没有改动任何文件，请从备份恢复。",
            )
        })?;
    if size < SMALLEST || size % SMALLEST != 0 {
        return Err(Error::new(
            Code::Damaged,
            "vault.db 是空的或被截断。文件没有改动，请从备份恢复，并保留这份文件。",
        ));
    }
    Ok(())
}

/// A sibling folder to build in; a leftover of a crash is replaced.
fn build_folder(dir: &Path) -> Result<PathBuf> {
    let told = |error| atomic::from_io(error, "文件夹没有建立");
    if let Some(parent) = dir.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(told)?;
    }
    let partial = atomic::partial_name(dir);
    if partial.exists() {
        std::fs::remove_dir_all(&partial).map_err(told)?;
    }
    std::fs::create_dir(&partial).map_err(told)?;
    std::fs::create_dir(partial.join(BACKUPS)).map_err(told)?;
    Ok(partial)
}

/// Renames a folder that was built whole; removes one that was not.
fn put_in_place<T>(built: Result<T>, partial: &Path, dir: &Path) -> Result<T> {
    let outcome = built.and_then(|value| {
        std::fs::rename(partial, dir)
            .and_then(|()| atomic::sync_folder(dir.parent().unwrap_or(Path::new("."))))
            .map_err(|error| atomic::from_io(error, "文件夹没有建立"))?;
        Ok(value)
    });
    if outcome.is_err() {
        // The error at hand is the one to tell.
        let _ = std::fs::remove_dir_all(partial);
    }
    outcome
}
