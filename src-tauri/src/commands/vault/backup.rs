//! Backups: made, found, and restored beside what is there.

use super::begin;
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::preference::{PreferenceFile, Recent};
use jingwei_core::vault::{self, BackupFound, BackupKept, BackupNote, SecondCopy};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// What a backup on request came to.
#[derive(Serialize, specta::Type)]
pub struct BackupDone {
    pub name: String,
    pub second: SecondCopy,
}

/// Makes a backup in the vault's own folder, checked page by page, and a copy in the second place.
#[tauri::command]
#[specta::specta]
pub async fn vault_backup(
    desk: State<'_, Desk>,
    file: State<'_, PreferenceFile>,
) -> Answer<BackupDone> {
    let open = desk.open().await?;
    let second = file.second_place();
    let (made, second) = open.vault.back_up(second.as_deref(), clock::now()).await?;
    let name = made.path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(BackupDone {
        name: name.into_owned(),
        second,
    })
}

/// The open vault's backups, newest first.
#[derive(Serialize, specta::Type)]
pub struct BackupsKept {
    pub own: Vec<BackupKept>,
    pub second: Vec<BackupKept>,
    /// The folder of the second place is not there.
    pub is_second_missing: bool,
    pub note: BackupNote,
}

#[tauri::command]
#[specta::specta]
pub async fn vault_backups_kept(
    desk: State<'_, Desk>,
    file: State<'_, PreferenceFile>,
) -> Answer<BackupsKept> {
    let open = desk.open().await?;
    let second = file.second_place();
    let in_second = (second.as_deref()).map(|folder| open.vault.backups_in(folder));
    Ok(BackupsKept {
        own: open.vault.backups_in(&open.vault.own_backups())?,
        second: in_second.transpose()?.unwrap_or_default(),
        is_second_missing: second.as_deref().is_some_and(|folder| !folder.is_dir()),
        note: (open.vault)
            .backup_note(second.as_deref(), clock::now())
            .await?,
    })
}

/// Checks a backup page by page; what is wrong with it, ready to show.
#[tauri::command]
#[specta::specta]
pub async fn vault_backup_verify(desk: State<'_, Desk>, folder: PathBuf) -> Answer<Vec<String>> {
    let open = desk.open().await?;
    Ok(open.vault.verify_backup(&folder, clock::now()).await?)
}

/// Makes a vault from a backup of the open one, beside it; it is offered at the start page.
#[tauri::command]
#[specta::specta]
pub async fn vault_restore_beside(
    desk: State<'_, Desk>,
    file: State<'_, PreferenceFile>,
    folder: PathBuf,
) -> Answer<PathBuf> {
    let open = desk.open().await?;
    let now = clock::now();
    let restored = open.vault.restore_beside(&folder, now).await?;
    let present = super::recent(&open.vault);
    let recent = Recent {
        name: restored
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        folder: super::absolute(&restored),
        opened_at: now,
        staff_number: present.staff_number.clone(),
    };
    // The list is a convenience; the one that is open stays first on it.
    let _ = file.remember(recent).and_then(|()| file.remember(present));
    Ok(restored)
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
