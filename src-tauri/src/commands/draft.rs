//! Forms half filled.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::draft;
use tauri::State;

/// Keeps a form's values (JSON) under its key.
#[tauri::command]
#[specta::specta]
pub async fn draft_save(desk: State<'_, Desk>, key: String, value: String) -> Answer<()> {
    let open = desk.open().await?;
    Ok(draft::save(&open.vault, &key, &value, clock::now()).await?)
}

#[tauri::command]
#[specta::specta]
pub async fn draft_load(desk: State<'_, Desk>, key: String) -> Answer<Option<String>> {
    let open = desk.open().await?;
    Ok(draft::load(&open.vault, &key).await?)
}

/// After the form was saved, or thrown away.
#[tauri::command]
#[specta::specta]
pub async fn draft_drop(desk: State<'_, Desk>, key: String) -> Answer<()> {
    let open = desk.open().await?;
    Ok(draft::forget(&open.vault, &key, clock::now()).await?)
}
