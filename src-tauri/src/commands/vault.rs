//! The vault: opening it, and what is open.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::day::Day;
use jingwei_core::ledger;
use jingwei_core::user::User;
use jingwei_core::vault::Vault;
use serde::Serialize;
use std::path::PathBuf;
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// What the window works on.
#[derive(Serialize, specta::Type)]
pub struct Session {
    /// The vault's name, without `.vault`.
    pub vault: String,
    pub user: User,
    pub today: Day,
}

/// The open vault; `null` while the window is locked.
#[tauri::command]
#[specta::specta]
pub async fn session(desk: State<'_, Desk>) -> Answer<Option<Session>> {
    if !desk.is_open().await {
        return Ok(None);
    }
    let open = desk.open().await?;
    Ok(Some(Session {
        vault: open.vault.name(),
        user: open.vault.user().clone(),
        today: clock::today(),
    }))
}

/// Unlocks a vault and makes it the one the window works on.
#[tauri::command]
#[specta::specta]
pub async fn vault_open(
    desk: State<'_, Desk>,
    folder: PathBuf,
    staff_number: Option<String>,
    passphrase: String,
) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let vault = Vault::open(&folder, staff_number.as_deref(), &passphrase, clock::now()).await?;
    Ok(desk.put(vault).await?)
}

/// The newest day any balance in the vault holds for; `null` while it has none.
#[tauri::command]
#[specta::specta]
pub async fn vault_data_day(desk: State<'_, Desk>) -> Answer<Option<Day>> {
    let open = desk.open().await?;
    Ok(ledger::newest_day(&open.vault).await?)
}

/// Closes the vault and starts the program anew: neither key nor client text stays in memory.
#[tauri::command]
#[specta::specta]
pub async fn vault_lock(app: AppHandle, desk: State<'_, Desk>) -> Answer<()> {
    desk.close().await;
    app.request_restart();
    Ok(())
}
