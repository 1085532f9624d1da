//! A folder of backups over time: what lies there and in which state, what goes, and what a crash left.

use super::keep::{self, Keep};
use super::{Manifest, check_backup};
use crate::error::{Code, Error, Result};
use crate::setting;
use crate::vault::key_file::KeyFile;
use crate::vault::{BACKUPS, KEY_FILE, Vault, atomic, audit::Action, place};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a later check of a backup found, beside it.
const CHECK: &str = "check.json";

/// Whether a backup can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BackupState {
    /// Whole when it was made, or when it was last checked.
    Verified,
    /// A check found it damaged since.
    Damaged,
    /// Nobody ever checked it: a copy of a vault, or one made before manifests were.
    Unchecked,
}

/// A backup of this vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupKept {
    pub folder: PathBuf,
    pub name: String,
    #[specta(type = Option<String>)]
    pub made_at: Option<Timestamp>,
    #[specta(type = Option<i32>)]
    pub clients: Option<i64>,
    pub state: BackupState,
    /// Made before an upgrade; these are never cleared away.
    pub is_before_upgrade: bool,
}

#[derive(Serialize, Deserialize)]
struct Check {
    checked_at: Timestamp,
    problems: Vec<String>,
}

impl Vault {
    /// Where this vault's own backups lie.
    pub fn own_backups(&self) -> PathBuf {
        self.dir.join(BACKUPS)
    }

    /// This vault's backups in a folder, newest first. A folder that is missing has none.
    pub fn backups_in(&self, folder: &Path) -> Result<Vec<BackupKept>> {
        let own = KeyFile::read(&self.dir.join(KEY_FILE))?.vault;
        let found = place::backups(folder)?.into_iter();
        Ok(found
            .filter(|found| {
                KeyFile::read(&found.folder.join(KEY_FILE)).is_ok_and(|other| other.vault == own)
            })
            .map(|found| BackupKept {
                state: state(&found.folder),
                is_before_upgrade: found.name.starts_with(super::BEFORE_UPGRADE),
                folder: found.folder,
                name: found.name,
                made_at: found.made_at,
                clients: found.clients,
            })
            .collect())
    }

    /// Checks a backup of this vault page by page, and remembers beside it what was found.
    pub async fn verify_backup(&self, backup: &Path, now: Timestamp) -> Result<Vec<String>> {
        self.refuse_other_key(backup)?;
        let problems = match check_backup(backup, &self.key).await {
            Ok(()) => Vec::new(),
            Err(error) if error.code == Code::Damaged => vec![
                (error.context.get("problems").cloned()).unwrap_or_else(|| error.message.clone()),
            ],
            Err(error) => return Err(error),
        };
        let check = Check {
            checked_at: now,
            problems,
        };
        let text = serde_json::to_vec(&check)
            .map_err(|error| Error::fault("校验结果没有记下。", error))?;
        // A backup on a write-protected disk is checked all the same.
        let _ = atomic::write(&backup.join(CHECK), &text);
        Ok(check.problems)
    }

    /// Which of this vault's verified backups in a folder the settings no longer keep, oldest last. Damaged
    /// and unchecked ones, and those from before an upgrade, are no one's to clear away but the user's.
    pub async fn superfluous(&self, folder: &Path, now: Timestamp) -> Result<Vec<PathBuf>> {
        let keep = self.keep(now).await?;
        let zone = TimeZone::system();
        let mut found = self.backups_in(folder)?;
        found.retain(|backup| backup.state == BackupState::Verified && !backup.is_before_upgrade);
        let made: Vec<_> = (found.iter())
            .map(|backup| {
                backup
                    .made_at
                    .unwrap_or_default()
                    .to_zoned_datetime(zone.clone())
                    .datetime()
            })
            .collect();
        let kept = keep::kept(&made, keep);
        let goes = found.into_iter().enumerate();
        Ok(goes
            .filter(|(at, _)| !kept.contains(at))
            .map(|(_, backup)| backup.folder)
            .collect())
    }

    /// Removes the superfluous ones; returns them.
    pub async fn prune_backups(&self, folder: &Path, now: Timestamp) -> Result<Vec<PathBuf>> {
        let goes = self.superfluous(folder, now).await?;
        for backup in &goes {
            remove_whole(backup)?;
        }
        if !goes.is_empty() {
            let write = self.write(now).await?;
            let detail = serde_json::json!({ "removed": goes.len() });
            write.commit(Action::BackupsCleared, None, &detail).await?;
        }
        Ok(goes)
    }

    async fn keep(&self, now: Timestamp) -> Result<Keep> {
        let mut tx = self.read().await?;
        let today = now.to_zoned_datetime(TimeZone::system()).date().into();
        let settings = setting::load(&mut tx, today, i64::MAX).await?;
        Ok(Keep {
            daily: settings.backups_daily,
            weekly: settings.backups_weekly,
            monthly: settings.backups_monthly,
        })
    }
}

/// Says of a copy without a manifest that it was checked and is whole.
pub(super) fn note_whole(backup: &Path, now: Timestamp) -> Result<()> {
    let check = Check {
        checked_at: now,
        problems: Vec::new(),
    };
    let text =
        serde_json::to_vec(&check).map_err(|error| Error::fault("校验结果没有记下。", error))?;
    atomic::write(&backup.join(CHECK), &text)
}

fn state(backup: &Path) -> BackupState {
    let check = std::fs::read(backup.join(CHECK)).ok();
    let check: Option<Check> = check.and_then(|text| serde_json::from_slice(&text).ok());
    match check {
        Some(check) if check.problems.is_empty() => BackupState::Verified,
        Some(_) => BackupState::Damaged,
        None if Manifest::read(backup).is_some() => BackupState::Verified,
        None => BackupState::Unchecked,
    }
}

/// Out of sight first, so that a crash leaves no half of it under its name.
fn remove_whole(backup: &Path) -> Result<()> {
    let told = |error| atomic::from_io(error, "旧备份没有删除");
    let hidden = atomic::partial_name(backup);
    if hidden.exists() {
        std::fs::remove_dir_all(&hidden).map_err(told)?;
    }
    std::fs::rename(backup, &hidden).map_err(told)?;
    std::fs::remove_dir_all(&hidden).map_err(told)
}

/// Removes what a crash left of a vault's backups in a folder: hidden folders of its name still being built.
/// `name` is empty for the vault's own folder, where nobody else builds.
pub fn clear_leftovers(folder: &Path, name: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let begin = format!(".{name}");
    for path in entries.flatten().map(|entry| entry.path()) {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_leftover = file_name.starts_with(&begin) && file_name.ends_with(".vault.partial");
        if is_leftover && path.is_dir() {
            // The next opening tries again.
            let _ = std::fs::remove_dir_all(&path);
        }
    }
}
