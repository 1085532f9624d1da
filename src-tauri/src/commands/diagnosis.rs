//! What whoever helps needs to know, without a word of any client.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::{diagnosis, document};
use tauri::{AppHandle, State};

/// Writes the bundle where the user says; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn diagnosis_save(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
) -> Answer<Option<String>> {
    let open = desk.open().await?;
    let (today, now) = (clock::today(), clock::now());
    let asked = Asked {
        name: Some(document::safe_name(&format!("{title} {today}"), "zip")),
        title,
        kind: ("ZIP", &["zip"]),
        folder: None,
    };
    let Some(path) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let version = app.package_info().version.to_string();
    let found = diagnosis::of(&open.vault, &version, today, now).await?;
    let path = document::write_chosen(&path, "zip", &found.bundle()?)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(name.into_owned()))
}
