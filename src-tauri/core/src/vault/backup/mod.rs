//! Backups are vaults. Each is verified when made: a backup that does not restore is no backup.

pub mod automatic;
pub mod failed;
mod keep;
pub mod shelf;

#[cfg(test)]
mod tests;

use super::key_file::{Key, KeyFile, Unlocked};
use super::store::{self, Reading};
use super::{BACKUPS, DATABASE, KEY_FILE, Vault, Verification, Write, access, atomic, audit};
use super::{build_folder, put_in_place, refuse_existing};
use crate::erasure::{Erased, list};
use crate::error::{Code, Error, Result};
use crate::ids::UserId;
use audit::{Action, Anchor, AnchorKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const MANIFEST: &str = "manifest.json";
/// How the names of copies from before an upgrade begin.
const BEFORE_UPGRADE: &str = "before-upgrade-";

/// What a backup must hold when restored. Counts and the audit head, no client text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub made_at: Timestamp,
    pub audit_rows: i64,
    /// The last row up to which the trail holds.
    pub audit_head: String,
    /// The first row that does not hold, in a trail that was tampered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit_broken_at: Option<i64>,
    pub clients: i64,
    pub facts: i64,
    /// Rows of every table that there is.
    #[serde(default)]
    pub tables: BTreeMap<String, i64>,
    /// How many drafts there are, and when the newest was kept.
    #[serde(default)]
    pub drafts: (i64, i64),
    /// Who was erased before it was made: an earlier backup that is restored loses them, too.
    #[serde(default)]
    pub erased: Vec<Erased>,
}

impl Manifest {
    fn of(found: &Verification, made_at: Timestamp) -> Self {
        Manifest {
            made_at,
            audit_rows: found.audit.rows,
            audit_head: found.audit.head.clone(),
            audit_broken_at: found.audit.broken.as_ref().map(|broken| broken.seq),
            clients: found.clients,
            facts: found.facts,
            tables: found.tables.clone(),
            drafts: found.drafts,
            erased: found.erased.clone(),
        }
    }

    /// The manifest of a backup, where it has a readable one.
    pub fn read(backup: &Path) -> Option<Self> {
        let text = std::fs::read(backup.join(MANIFEST)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// The head of the trail as the backup took it along: before the row of its own making.
    fn anchor(&self, name: String) -> Option<Anchor> {
        self.audit_broken_at.is_none().then(|| Anchor {
            kind: AnchorKind::Backup,
            seq: self.audit_rows,
            hash: self.audit_head.clone(),
            noted_at: Some(self.made_at),
            name: Some(name),
        })
    }

    /// Manifests of before counted clients and facts only.
    fn holds(&self, found: &Verification) -> bool {
        let mut found = Manifest::of(found, self.made_at);
        if self.erased.is_empty() {
            // Manifests of before name nobody.
            found.erased = Vec::new();
        }
        if self.tables.is_empty() {
            (found.tables, found.drafts) = (BTreeMap::new(), self.drafts);
        }
        *self == found
    }
}

/// The heads that this vault's backups in a folder took along; none where it cannot be read.
pub(super) fn anchors(folder: &Path, vault: Uuid) -> Vec<Anchor> {
    let anchor = |found: super::BackupFound| {
        let key_file = KeyFile::read(&found.folder.join(KEY_FILE)).ok()?;
        let is_own = key_file.vault == vault;
        Manifest::read(&found.folder)
            .filter(|_| is_own)?
            .anchor(found.name)
    };
    let found = super::place::backups(folder).unwrap_or_default();
    found.into_iter().filter_map(anchor).collect()
}

/// A finished backup.
#[derive(Debug, Clone, Serialize)]
pub struct Backup {
    pub path: PathBuf,
    pub manifest: Manifest,
}

impl Vault {
    /// Writes `FOLDER/NAME-TIME.vault`, itself a vault, and checks it page by page.
    pub async fn backup(&self, folder: &Path, now: Timestamp) -> Result<Backup> {
        // Before the copy: it could not be recorded.
        if self.is_read_only() {
            return Err(access::read_only());
        }
        let stamp = now
            .to_zoned_datetime(jiff::tz::TimeZone::system())
            .strftime("%Y%m%d-%H%M%S");
        let path = folder.join(format!("{}-{stamp}.vault", self.name()));
        refuse_existing(&path)?;
        shelf::clear_leftovers(folder, &format!("{}-", self.name()));
        let partial = build_folder(&path)?;
        let built = self.build_backup(&partial, now).await;
        let manifest = put_in_place(built, &partial, &path)?;
        let write = self.write(now).await?;
        write
            .commit(Action::BackupMade, None, &serde_json::json!({}))
            .await?;
        self.note_head().await;
        Ok(Backup { path, manifest })
    }

    async fn build_backup(&self, partial: &Path, now: Timestamp) -> Result<Manifest> {
        let copy = partial.join(DATABASE);
        vacuum_into(&self.database(), &copy, &self.key).await?;
        copy_keys(&self.dir.join(KEY_FILE), &partial.join(KEY_FILE), &self.key)?;
        let found = check_copy(&copy, &self.key).await?;
        let manifest = Manifest::of(&found, now);
        let text = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| Error::fault("无法写出备份清单。", error))?;
        atomic::write(&partial.join(MANIFEST), &text)?;
        Ok(manifest)
    }
}

/// Makes a new vault at `to` from a backup, never over anything. The passphrase is the one the
/// backup was made under; row counts and the audit head must equal the backup's manifest.
pub async fn restore(
    backup: &Path,
    to: &Path,
    staff_number: Option<&str>,
    passphrase: &str,
    now: Timestamp,
) -> Result<Vault> {
    let target = restore_target(backup, to)?;
    let key_file = KeyFile::read(&backup.join(KEY_FILE))?;
    let Unlocked { key, user, .. } = key_file.unlock(staff_number, passphrase)?;
    let partial = build_folder(&target)?;
    let built = async {
        build_restored(backup, &partial, &key, &backup.join(KEY_FILE)).await?;
        let erased = erased_since(backup);
        begin_anew(&partial, &key, user.map(Into::into), &erased, now).await
    }
    .await;
    put_in_place(built, &partial, &target)?;
    Vault::open(&target, staff_number, passphrase, now).await
}

/// Who is known to be erased in the vault that a backup is of: what stands beside the vault, and in the manifests
/// of the backups around this one. Ids are of one vault alone, so that another's mean nothing here.
fn erased_since(backup: &Path) -> Vec<Erased> {
    let mut erased = Vec::new();
    let folder = backup.parent().unwrap_or(Path::new("."));
    if let Some(vault) = folder.parent() {
        erased.extend(list::beside(vault));
    }
    for found in super::place::backups(folder).unwrap_or_default() {
        if let Some(manifest) = Manifest::read(&found.folder) {
            erased.extend(manifest.erased);
        }
    }
    erased
}

/// What a restored vault begins its own way with: whoever was erased since goes again, and the trail says that it
/// was restored.
async fn begin_anew(
    dir: &Path,
    key: &Key,
    user: Option<UserId>,
    erased: &[Erased],
    now: Timestamp,
) -> Result<()> {
    let writer = store::writer(&dir.join(DATABASE), key).await?;
    let begun = async {
        let mut connection = writer.acquire().await?;
        let schema = store::schema(&mut connection).await?;
        if schema == store::Schema::Older && !erased.is_empty() {
            // The backup itself is the copy of before.
            store::migrate(&mut connection, &store::MIGRATIONS).await?;
        }
        let present = crate::user::present(&mut connection).await?;
        drop(connection);
        // A backup may be older than whoever restores it.
        let own = (present.iter()).find(|known| Some(known.id) == user);
        let user = match own {
            Some(own) => own.clone(),
            None => crate::user::who(present, None)?,
        };
        let mut write = Write::of(&writer, now, user.key).await?;
        let again = match erased.is_empty() {
            true => 0,
            false => list::replay(&mut write, erased).await?,
        };
        write
            .commit(Action::VaultRestored, None, &serde_json::json!({}))
            .await?;
        if again > 0 {
            let mut connection = writer.acquire().await?;
            sqlx::query("VACUUM").execute(&mut *connection).await?;
        }
        Ok(())
    }
    .await;
    writer.close().await;
    begun
}

/// A folder that stands already takes the vault inside, under the backup's name.
fn restore_target(backup: &Path, to: &Path) -> Result<PathBuf> {
    let target = if to.is_dir() && !to.join(KEY_FILE).exists() && !to.join(DATABASE).exists() {
        to.join(backup.file_name().unwrap_or_default())
    } else {
        to.to_path_buf()
    };
    refuse_existing(&target)?;
    Ok(target)
}

async fn build_restored(backup: &Path, partial: &Path, key: &Key, key_file: &Path) -> Result<()> {
    let database = backup.join(DATABASE);
    super::refuse_hollow(&database)?;
    refuse_open(backup)?;
    // Only the two files: a stale `-wal` beside a restored database would destroy it.
    copy_file(&database, &partial.join(DATABASE))?;
    copy_keys(key_file, &partial.join(KEY_FILE), key)?;
    hold_against_manifest(backup, &partial.join(DATABASE), key).await
}

/// Is a backup what it was when it was made?
///
/// # Errors
/// [`Code::Damaged`] where it is not, with what was found in `problems`.
async fn check_backup(backup: &Path, key: &Key) -> Result<()> {
    let database = backup.join(DATABASE);
    super::refuse_hollow(&database)?;
    refuse_open(backup)?;
    hold_against_manifest(backup, &database, key).await
}

fn refuse_open(backup: &Path) -> Result<()> {
    let wal = backup.join(format!("{DATABASE}-wal"));
    if wal.metadata().is_ok_and(|wal| wal.len() > 0) {
        return Err(Error::new(
            Code::Refused,
            "这个备份被打开过且没有正常关闭，最近的改动还在日志里。请先打开并关闭它一次再恢复；什么也没有改动。",
        ));
    }
    Ok(())
}

async fn hold_against_manifest(backup: &Path, database: &Path, key: &Key) -> Result<()> {
    let found = check_copy(database, key).await?;
    let manifest = backup.join(MANIFEST);
    if manifest.exists() {
        let text =
            std::fs::read(&manifest).map_err(|error| atomic::from_io(error, "备份没有恢复"))?;
        let expected: Manifest = serde_json::from_slice(&text)
            .map_err(|_| not_whole("备份清单 manifest.json 已损坏"))?;
        if !expected.holds(&found) {
            return Err(not_whole("备份内容与备份清单不符"));
        }
    }
    Ok(())
}

impl Vault {
    /// Makes a vault from one of this vault's own backups, beside this one and never over anything. No
    /// passphrase is asked: it opens with the present one.
    pub async fn restore_beside(&self, backup: &Path, now: Timestamp) -> Result<PathBuf> {
        let own = self.dir.join(KEY_FILE);
        let other = KeyFile::read(&backup.join(KEY_FILE))?;
        if other.vault != KeyFile::read(&own)?.vault {
            return Err(Error::new(
                Code::Refused,
                "这不是本保险库的备份，没有恢复。请在开始页用它自己的口令恢复。",
            ));
        }
        self.refuse_other_key(backup)?;
        let target = free_beside(&self.dir, backup);
        let partial = build_folder(&target)?;
        let built = async {
            build_restored(backup, &partial, &self.key, &own).await?;
            let mut tx = self.read().await?;
            let erased = list::of(&mut tx).await?;
            drop(tx);
            begin_anew(&partial, &self.key, Some(self.user().id), &erased, now).await
        }
        .await;
        put_in_place(built, &partial, &target)?;
        Ok(target)
    }

    /// A backup from before the key was replaced is another's to open: the passphrase of its day.
    fn refuse_other_key(&self, backup: &Path) -> Result<()> {
        let own = KeyFile::read(&self.dir.join(KEY_FILE))?;
        if KeyFile::read(&backup.join(KEY_FILE))?.replaced != own.replaced {
            return Err(Error::new(
                Code::Refused,
                "这份备份是更换密钥之前做的，只能用当时的口令打开：请锁定后在开始页恢复。什么也没有改动。",
            ));
        }
        Ok(())
    }
}

/// `BACKUP.vault` beside the present vault, or the next free name.
fn free_beside(dir: &Path, backup: &Path) -> PathBuf {
    let folder = dir.parent().unwrap_or(Path::new("."));
    let name = backup.file_stem().unwrap_or_default().to_string_lossy();
    let named = |number: u32| match number {
        1 => folder.join(format!("{name}.vault")),
        number => folder.join(format!("{name} ({number}).vault")),
    };
    let mut number = 1;
    while named(number).exists() {
        number += 1;
    }
    named(number)
}

/// Before migrations run: a copy under `backups/`, checked page by page, and kept.
pub async fn before_migration(dir: &Path, key: &Key, now: Timestamp) -> Result<PathBuf> {
    let stamp = now.strftime("%Y%m%d-%H%M%S");
    let path = dir
        .join(BACKUPS)
        .join(format!("{BEFORE_UPGRADE}{stamp}.vault"));
    refuse_existing(&path)?;
    let partial = build_folder(&path)?;
    let built = async {
        let copy = partial.join(DATABASE);
        vacuum_into(&dir.join(DATABASE), &copy, key).await?;
        copy_keys(&dir.join(KEY_FILE), &partial.join(KEY_FILE), key)?;
        // By what every schema has: its tables may be those of years ago.
        let problems = super::verify::damage(&copy, key, Reading::Live).await?;
        if !problems.is_empty() {
            return Err(not_whole("升级前的副本没有通过校验").with("problems", problems.join("；")));
        }
        shelf::note_whole(&partial, now)
    }
    .await;
    put_in_place(built, &partial, &path)?;
    Ok(path)
}

/// `VACUUM INTO` keeps the key, `user_version` and `application_id`.
pub(super) async fn vacuum_into(database: &Path, copy: &Path, key: &Key) -> Result<()> {
    let mut connection = store::fresh_reader(database, key, Reading::Live).await?;
    let copy = copy.to_string_lossy();
    let copied = sqlx::query("VACUUM INTO ?")
        .bind(copy.as_ref())
        .execute(&mut connection)
        .await;
    store::close(connection).await?;
    copied?;
    Ok(())
}

async fn check_copy(database: &Path, key: &Key) -> Result<Verification> {
    let found = super::verify::check(database, key, Reading::Live, Vec::new())
        .await
        .map_err(|error| match error.code {
            // Said of the vault itself it would send its owner to a backup.
            Code::Damaged => not_whole("备份的数据文件有损坏").caused_by(error),
            _ => error,
        })?;
    if !found.is_sound {
        return Err(not_whole("备份没有通过校验").with("problems", found.problems.join("；")));
    }
    Ok(found)
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let copied = std::fs::copy(from, to).and_then(|_| std::fs::File::open(to)?.sync_all());
    copied.map_err(|error| atomic::from_io(error, "备份文件没有复制完"))
}

/// The key file as it is, but for what opens on a device: a copy asks for the passphrase, wherever it is opened.
fn copy_keys(from: &Path, to: &Path, key: &Key) -> Result<()> {
    let mut keys = KeyFile::read(from)?;
    // What somebody put there must not be written as our own.
    let was_ours = keys.verify(key);
    if !keys.forget_devices() {
        return copy_file(from, to);
    }
    was_ours?;
    keys.write(to, key)
}

fn not_whole(what: &str) -> Error {
    Error::new(
        Code::Damaged,
        format!("{what}，没有采用；现有保险库没有改动。"),
    )
}
