//! Backups that nobody asks for: when a vault with changes is left, and a copy of each in a second place.

use super::failed::BackupFailed;
use super::shelf::{BackupState, clear_leftovers};
use super::{Backup, Manifest, copy_file, put_in_place};
use crate::error::{Code, Error, Result};
use crate::vault::{DATABASE, KEY_FILE, Vault, atomic, build_folder, refuse_existing};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use sqlx::SqliteConnection;
use std::path::{Path, PathBuf};

/// From so many days on a vault without a newer verified backup says so.
const WARNED_AFTER_DAYS: i64 = 7;

/// How a vault stands with its backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupNote {
    /// The newest verified one, here or in the second place.
    #[specta(type = Option<String>)]
    pub newest: Option<Timestamp>,
    /// It is older than a week, or the vault is and has none.
    pub is_overdue: bool,
    /// Something was done since.
    pub has_changed: bool,
    /// The last one on leaving was not made.
    pub failed: Option<BackupFailed>,
}

/// What became of the copy in the second place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SecondCopy {
    /// None is asked for.
    None,
    Made,
    /// The folder is not there: a stick that is not plugged in.
    Missing,
    Failed {
        message: String,
    },
}

impl Vault {
    /// The usual backup: in the vault's own folder, a copy in the second place if there is one, and what the
    /// settings no longer keep goes from both.
    ///
    /// # Errors
    /// Where the backup itself failed. A second place that is missing or full is told, and costs nothing.
    pub async fn back_up(
        &self,
        second: Option<&Path>,
        now: Timestamp,
    ) -> Result<(Backup, SecondCopy)> {
        let own = self.own_backups();
        let made = self.backup(&own, now).await?;
        let copied = self.copy_to(second, &made.path);
        self.prune_backups(&own, now).await?;
        if let (Some(second), SecondCopy::Made) = (second, &copied) {
            self.prune_backups(second, now).await?;
        }
        if !matches!(copied, SecondCopy::Failed { .. }) {
            BackupFailed::forget(self.dir());
        }
        Ok((made, copied))
    }

    /// The same where something was done since the newest verified backup; nothing otherwise. What fails is told at
    /// the next opening.
    pub async fn back_up_if_changed(&self, second: Option<&Path>, now: Timestamp) -> Result<bool> {
        if self.is_read_only() || !self.backup_note(None, now).await?.has_changed {
            return Ok(false);
        }
        let outcome = self.back_up(second, now).await;
        let (is_second_place, reason) = match &outcome {
            Err(error) => (false, &error.message),
            Ok((_, SecondCopy::Failed { message })) => (true, message),
            Ok(_) => return Ok(true),
        };
        let failed = BackupFailed {
            at: now,
            is_second_place,
            reason: reason.clone(),
        };
        failed.note(self.dir());
        outcome.map(|_| true)
    }

    pub async fn backup_note(&self, second: Option<&Path>, now: Timestamp) -> Result<BackupNote> {
        let mut found = self.backups_in(&self.own_backups())?;
        if let Some(second) = second {
            // One that cannot be read now has nothing to say.
            found.extend(self.backups_in(second).unwrap_or_default());
        }
        found.retain(|backup| backup.state == BackupState::Verified);
        let newest = found.iter().max_by_key(|backup| backup.made_at);
        let mut tx = self.read().await?;
        let has_changed = match newest.and_then(|newest| Manifest::read(&newest.folder)) {
            Some(manifest) => has_changed_since(&mut tx, &manifest).await?,
            None => true,
        };
        let newest = newest.and_then(|newest| newest.made_at);
        let since = match newest {
            Some(made_at) => made_at,
            None => made(&mut tx).await?,
        };
        let limit = SignedDuration::from_hours(24 * WARNED_AFTER_DAYS);
        Ok(BackupNote {
            newest,
            is_overdue: has_changed && now.duration_since(since) > limit,
            has_changed,
            failed: BackupFailed::read(self.dir()),
        })
    }

    fn copy_to(&self, second: Option<&Path>, backup: &Path) -> SecondCopy {
        let Some(second) = second else {
            return SecondCopy::None;
        };
        if !second.is_dir() {
            return SecondCopy::Missing;
        }
        clear_leftovers(second, &format!("{}-", self.name()));
        match copy_whole(backup, second) {
            Ok(_) => SecondCopy::Made,
            Err(error) => SecondCopy::Failed {
                message: error.message,
            },
        }
    }
}

/// When the vault was made.
async fn made(connection: &mut SqliteConnection) -> Result<Timestamp> {
    let at = sqlx::query_scalar!("SELECT at FROM audit ORDER BY seq LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(Timestamp::from_millisecond(at.unwrap_or_default()).unwrap_or_default())
}

/// Whether anything was done since a backup. Its own row, and the clearing away of older ones, is nothing;
/// drafts, which leave no row, are something.
async fn has_changed_since(connection: &mut SqliteConnection, manifest: &Manifest) -> Result<bool> {
    let rows = sqlx::query_scalar!(
        r#"SELECT count(*) AS "rows!: i64" FROM audit
           WHERE seq > ? AND action NOT IN ('backup.made', 'backups.cleared')"#,
        manifest.audit_rows
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(rows > 0 || drafts(connection).await? != manifest.drafts)
}

/// How many drafts there are and when the newest was kept: it changes with each of them.
pub(in crate::vault) async fn drafts(connection: &mut SqliteConnection) -> Result<(i64, i64)> {
    let found = sqlx::query!(
        r#"SELECT count(*) AS "count!: i64", coalesce(max(recorded_at), 0) AS "newest!: i64" FROM draft"#
    )
    .fetch_one(connection)
    .await?;
    Ok((found.count, found.newest))
}

/// Copies a finished backup under its own name, and holds the copy against it byte for byte.
fn copy_whole(backup: &Path, to: &Path) -> Result<PathBuf> {
    let path = to.join(backup.file_name().unwrap_or_default());
    refuse_existing(&path)?;
    let partial = build_folder(&path)?;
    let copied = copy_files(backup, &partial);
    put_in_place(copied, &partial, &path)?;
    Ok(path)
}

fn copy_files(backup: &Path, partial: &Path) -> Result<()> {
    for name in [DATABASE, KEY_FILE, super::MANIFEST] {
        let (from, to) = (backup.join(name), partial.join(name));
        copy_file(&from, &to)?;
        if atomic::sha256(&from).ok() != atomic::sha256(&to).ok() {
            return Err(Error::new(
                Code::Damaged,
                "第二处的副本与备份不同，没有采用；保险库里的备份完好。请检查那块磁盘。",
            ));
        }
    }
    Ok(())
}
