//! Backups: made, found, and restored beside what is there.

use super::{begin, refused};
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::preference::{PreferenceFile, Preferences};
use jingwei_core::vault::{self, BackupFound};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// Makes a backup in `folder`, checked page by page, and remembers the folder.
#[tauri::command]
#[specta::specta]
pub async fn vault_backup(
    desk: State<'_, Desk>,
    file: State<'_, PreferenceFile>,
    folder: PathBuf,
) -> Answer<BackupFound> {
    let open = desk.open().await?;
    let made = open.vault.backup(&folder, clock::now()).await?;
    let preferences = Preferences {
        backup_folder: folder.to_string_lossy().into_owned(),
        ..file.preferences()
    };
    // The backup is made; where the last one went is a convenience.
    let _ = file.set(preferences);
    let found = vault::backups(&made.path)?;
    (found.into_iter().next()).ok_or_else(|| refused("备份刚刚做完就不在了，请再做一次。").into())
}

/// The backups in a folder, newest first.
#[tauri::command]
#[specta::specta]
pub async fn vault_backups(folder: PathBuf) -> Answer<Vec<BackupFound>> {
    Ok(vault::backups(&folder)?)
}

/// The backups that lie inside a vault, newest first.
#[tauri::command]
#[specta::specta]
pub async fn vault_own_backups(folder: PathBuf) -> Answer<Vec<BackupFound>> {
    Ok(vault::backups(&folder.join("backups"))?)
}

/// Makes a new vault from a backup, never over anything, and opens it.
#[tauri::command]
#[specta::specta]
pub async fn vault_restore(
    app: AppHandle,
    desk: State<'_, Desk>,
    backup: PathBuf,
    folder: PathBuf,
    staff_number: Option<String>,
    passphrase: String,
) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let target = restored_name(&backup, &folder);
    let staff = staff_number.as_deref();
    let vault = vault::restore(&backup, &target, staff, &passphrase, clock::now()).await?;
    begin(&app, &desk, vault).await;
    Ok(())
}

/// The backup's own name, or the next free one, in `folder`.
fn restored_name(backup: &Path, folder: &Path) -> PathBuf {
    let name = backup.file_stem().unwrap_or_default().to_string_lossy();
    super::place::free_name(folder, &name)
}
