//! All facts of the vault as one archive.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jiff::tz::TimeZone;
use jingwei_core::document;
use jingwei_core::export::{self, Export, Reason, What};
use serde::Serialize;
use tauri::{AppHandle, State};

/// What was exported.
#[derive(Serialize, specta::Type)]
pub struct ExportedWhole {
    pub file_name: String,
    /// Of all exports of this vault.
    pub number: u32,
    pub clients: u32,
}

/// Writes the archive where the user says, under a passphrase of its own; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn export_whole(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
    reason: String,
    passphrase: String,
) -> Answer<Option<ExportedWhole>> {
    let open = desk.open().await?;
    let reason = Reason::parse(&reason)?;
    let name = document::safe_name(&format!("{title} {}", clock::today()), "zip");
    let asked = Asked {
        title,
        kind: ("ZIP", &["zip"]),
        name: Some(name),
        folder: None,
    };
    let Some(path) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let export = Export::begin(&open.vault, What::Whole, reason, clock::now()).await?;
    let whole = export::whole(&open.vault, &export, &passphrase, &TimeZone::system()).await?;
    let path = document::write_chosen(&path, "zip", &whole.bytes)?;
    let number = export.mark.number as u32;
    export
        .finish(&open.vault, whole.clients, &path, &whole.bytes)
        .await?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(ExportedWhole {
        file_name: file_name.into_owned(),
        number,
        clients: whole.clients,
    }))
}
