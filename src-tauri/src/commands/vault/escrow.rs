//! The bank's escrow key: set and removed in the settings, used on the start page.

use super::{begin, stretch};
use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::vault::{self, EscrowKey, EscrowSeen};
use serde::Serialize;
use std::path::PathBuf;
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// A public file that was chosen, and whose key it is.
#[derive(Serialize, specta::Type)]
pub struct ChosenEscrow {
    pub file: PathBuf,
    pub escrow: EscrowSeen,
}

/// Asks for the bank's public file; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn vault_escrow_choose(app: AppHandle, title: String) -> Answer<Option<ChosenEscrow>> {
    let Some(file) = ask(&app, title).await else {
        return Ok(None);
    };
    let escrow = vault::look_at_escrow(&file)?;
    Ok(Some(ChosenEscrow { file, escrow }))
}

/// Asks for the bank's private file; `null` when the dialog was closed. It is read when it is used.
#[tauri::command]
#[specta::specta]
pub async fn vault_escrow_choose_private(app: AppHandle, title: String) -> Answer<Option<PathBuf>> {
    Ok(ask(&app, title).await)
}

async fn ask(app: &AppHandle, title: String) -> Option<PathBuf> {
    let asked = Asked {
        title,
        kind: ("JSON", &["json"]),
        name: None,
        folder: None,
    };
    choose::files(app, asked).await.into_iter().next()
}

/// Lets the key of this fingerprint open the vault, too.
#[tauri::command]
#[specta::specta]
pub async fn vault_escrow_set(
    desk: State<'_, Desk>,
    file: PathBuf,
    fingerprint: String,
    passphrase: String,
) -> Answer<EscrowSeen> {
    let passphrase = Zeroizing::new(passphrase);
    let open = desk.open().await?;
    Ok((open.vault)
        .set_escrow(&file, &fingerprint, &passphrase, clock::now())
        .await?)
}

#[tauri::command]
#[specta::specta]
pub async fn vault_escrow_remove(desk: State<'_, Desk>, passphrase: String) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let open = desk.open().await?;
    Ok((open.vault)
        .remove_escrow(&passphrase, clock::now())
        .await?)
}

/// Opens with the bank's private file, under the passphrase of its own, and sets a new passphrase for a user.
#[tauri::command]
#[specta::specta]
pub async fn vault_escrow_recover(
    app: AppHandle,
    desk: State<'_, Desk>,
    folder: PathBuf,
    file: PathBuf,
    file_passphrase: String,
    staff_number: Option<String>,
    passphrase: String,
) -> Answer<()> {
    let file_passphrase = Zeroizing::new(file_passphrase);
    let passphrase = Zeroizing::new(passphrase);
    let escrow = EscrowKey::open(&file, &file_passphrase)?;
    let (staff, stretch) = (staff_number.as_deref(), stretch().await);
    let now = clock::now();
    let vault =
        vault::recover_by_escrow(&folder, &escrow, staff, &passphrase, stretch, now).await?;
    begin(&app, &desk, vault).await;
    Ok(())
}
