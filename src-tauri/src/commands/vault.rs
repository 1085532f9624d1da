//! The vault: making it, opening it, its passphrase, and what is open.

pub mod backup;
pub mod escrow;
pub mod keychain;
pub mod place;

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use crate::idle;
use crate::preference::{PreferenceFile, Recent};
use crate::window;
use jingwei_core::day::Day;
use jingwei_core::demo;
use jingwei_core::ledger;
use jingwei_core::user::User;
use jingwei_core::vault::{self, BackupNote, EscrowSeen, Owner, Shared, Strength, Stretch, Vault};
use jingwei_core::{Code, Error};
use jingwei_keychain::Keychain;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, State};
use zeroize::Zeroizing;

/// What the window works on.
#[derive(Serialize, specta::Type)]
pub struct Session {
    /// The vault's name, without `.vault`.
    pub vault: String,
    pub user: User,
    /// Decides who works on the vault.
    pub manages_users: bool,
    pub today: Day,
    /// The vault lies where nothing can be written.
    pub is_read_only: bool,
    /// Somebody has shown to have the recovery key.
    pub recovery_is_kept: bool,
    /// The bank's key that opens the vault, too: everybody in it may know.
    pub escrow: Option<EscrowSeen>,
    /// This computer's keychain opens the vault at a start.
    pub opens_by_keychain: bool,
    /// The audit trail is not the one that was last closed.
    pub trail_is_at_odds: bool,
    pub backup: BackupNote,
    /// The vault lies where other machines write.
    pub shared: Option<Shared>,
}

/// The open vault; `null` while the window is locked.
#[tauri::command]
#[specta::specta]
pub async fn session(
    desk: State<'_, Desk>,
    keychain: State<'_, Keychain>,
) -> Answer<Option<Session>> {
    if !desk.is_open().await {
        return Ok(None);
    }
    let open = desk.open().await?;
    Ok(Some(Session {
        vault: open.vault.name(),
        user: (*open.vault.user()).clone(),
        manages_users: open.vault.user().manages_users(),
        today: clock::today(),
        is_read_only: open.vault.is_read_only(),
        recovery_is_kept: open.vault.recovery_is_kept()?,
        escrow: open.vault.escrow()?,
        opens_by_keychain: keychain.of(&open.vault).is_some(),
        trail_is_at_odds: open.vault.trail_is_at_odds().await?,
        // Of its own folder: a second place may take its time to answer, and every page waits for this.
        backup: open.vault.backup_note(None, clock::now()).await?,
        shared: vault::shared(&absolute(open.vault.dir())),
    }))
}

/// Unlocks a vault and makes it the one the window works on.
#[tauri::command]
#[specta::specta]
pub async fn vault_open(
    app: AppHandle,
    desk: State<'_, Desk>,
    folder: PathBuf,
    staff_number: Option<String>,
    passphrase: String,
) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let vault = Vault::open(&folder, staff_number.as_deref(), &passphrase, clock::now()).await?;
    begin(&app, &desk, vault).await;
    Ok(())
}

/// A form of the start page.
#[derive(Deserialize, specta::Type)]
pub struct NewVault {
    /// Where `NAME.vault` is made.
    pub folder: PathBuf,
    pub name: String,
    pub owner: String,
    /// Empty where there is none.
    pub staff_number: String,
    pub branch: String,
}

/// Makes a vault and opens it. The recovery key comes back this once.
#[tauri::command]
#[specta::specta]
pub async fn vault_create(
    app: AppHandle,
    desk: State<'_, Desk>,
    wanted: NewVault,
    passphrase: String,
) -> Answer<String> {
    let passphrase = Zeroizing::new(passphrase);
    let dir = place::vault_folder(&wanted.folder, &wanted.name)?;
    let owner = Owner {
        name: wanted.owner.trim().to_owned(),
        staff_number: said(&wanted.staff_number),
        branch: said(&wanted.branch),
    };
    let stretch = stretch().await;
    let (vault, recovery) = Vault::create(&dir, owner, &passphrase, stretch, clock::now()).await?;
    begin(&app, &desk, vault).await;
    Ok(recovery.grouped().to_string())
}

/// Makes the vault of fictional clients in `folder` and opens it.
#[tauri::command]
#[specta::specta]
pub async fn vault_demo(app: AppHandle, desk: State<'_, Desk>, folder: PathBuf) -> Answer<()> {
    let dir = place::free_name(&folder, demo::VAULT_NAME);
    let now = clock::now();
    let stretch = stretch().await;
    let (vault, recovery) = demo::create(&dir, demo::PASSPHRASE, stretch, now).await?;
    // Its clients are fictional: nobody is asked to keep its recovery key.
    let kept = vault.confirm_recovery(&recovery.grouped(), now).await;
    let filled = match kept {
        Ok(()) => demo::install(&vault, clock::today(), now).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(error) = filled {
        vault.close().await;
        return Err(error.into());
    }
    begin(&app, &desk, vault).await;
    Ok(())
}

/// Opens with the recovery key and sets a new passphrase.
#[tauri::command]
#[specta::specta]
pub async fn vault_recover(
    app: AppHandle,
    desk: State<'_, Desk>,
    folder: PathBuf,
    recovery_key: String,
    passphrase: String,
) -> Answer<()> {
    let (recovery_key, passphrase) = (Zeroizing::new(recovery_key), Zeroizing::new(passphrase));
    let stretch = stretch().await;
    let now = clock::now();
    let vault = vault::recover(&folder, &recovery_key, &passphrase, stretch, now).await?;
    begin(&app, &desk, vault).await;
    Ok(())
}

/// Changes the passphrase of the user who is in.
#[tauri::command]
#[specta::specta]
pub async fn vault_change_passphrase(
    desk: State<'_, Desk>,
    keychain: State<'_, Keychain>,
    present: String,
    wanted: String,
) -> Answer<()> {
    let (present, wanted) = (Zeroizing::new(present), Zeroizing::new(wanted));
    let open = desk.open().await?;
    let stretch = stretch().await;
    let known = keychain.of(&open.vault);
    (open.vault)
        .change_passphrase(&present, &wanted, stretch, clock::now())
        .await?;
    if let Some(known) = known {
        keychain::forget_soon(&keychain, known);
    }
    Ok(())
}

/// The recovery key as typed back by its keeper.
#[tauri::command]
#[specta::specta]
pub async fn vault_confirm_recovery(desk: State<'_, Desk>, recovery_key: String) -> Answer<()> {
    let recovery_key = Zeroizing::new(recovery_key);
    let open = desk.open().await?;
    Ok((open.vault)
        .confirm_recovery(&recovery_key, clock::now())
        .await?)
}

/// Another recovery key in place of the present one. It comes back this once.
#[tauri::command]
#[specta::specta]
pub async fn vault_renew_recovery(desk: State<'_, Desk>, passphrase: String) -> Answer<String> {
    let passphrase = Zeroizing::new(passphrase);
    let open = desk.open().await?;
    let recovery = (open.vault)
        .renew_recovery(&passphrase, clock::now())
        .await?;
    Ok(recovery.grouped().to_string())
}

/// Encrypts the vault under another key, and locks: in memory is the old one.
#[tauri::command]
#[specta::specta]
pub async fn vault_rotate_key(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Answer<()> {
    let passphrase = Zeroizing::new(passphrase);
    let open = desk.open().await?;
    let rotated = open.vault.rotate_key(&passphrase, clock::now()).await;
    // Cut off late, it is finished or swept away at the next opening.
    if open.vault.is_closed() {
        idle::lock(&app).await;
    }
    Ok(rotated?)
}

/// How hard a passphrase is to guess for someone who knows these words about its owner.
#[tauri::command]
#[specta::specta]
pub async fn vault_passphrase_strength(passphrase: String, known: Vec<String>) -> Strength {
    let passphrase = Zeroizing::new(passphrase);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    vault::strength(&passphrase, &known)
}

/// The newest day any balance in the vault holds for; `null` while it has none.
#[tauri::command]
#[specta::specta]
pub async fn vault_data_day(desk: State<'_, Desk>) -> Answer<Option<Day>> {
    let open = desk.open().await?;
    Ok(ledger::newest_day(&open.vault).await?)
}

/// Makes an opened vault the one the window works on, and the first of the recent ones.
async fn begin(app: &AppHandle, desk: &Desk, vault: Vault) {
    // A list that cannot be written is no reason to keep the vault shut.
    let _ = app.state::<PreferenceFile>().remember(recent(&vault));
    app.state::<Keychain>().opened(&vault);
    window::entitle(app, &vault.name());
    desk.put(vault).await;
}

/// What this machine keeps of an opened vault.
fn recent(vault: &Vault) -> Recent {
    let now = clock::now();
    let has_several = vault::look(vault.dir(), now).is_ok_and(|seen| seen.users > 1);
    Recent {
        name: vault.name(),
        folder: absolute(vault.dir()),
        opened_at: now,
        staff_number: (vault.user().staff_number.clone()).filter(|_| has_several),
    }
}

fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf())
}

/// As hard as this machine bears; the measuring takes a moment and must not keep commands waiting.
pub(super) async fn stretch() -> Stretch {
    let measured = tokio::task::spawn_blocking(Stretch::calibrated).await;
    measured.unwrap_or_else(|_| Stretch::calibrated())
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn refused(message: &str) -> Error {
    Error::new(Code::Refused, message)
}
