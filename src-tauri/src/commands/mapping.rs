//! What imports were told of columns and labels: shared with others, and the table of industry labels.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::shelf::Shelf;
use jingwei_core::Code;
use jingwei_core::document;
use jingwei_core::intake::Field;
use jingwei_core::intake::sharing::{self, Exported, Shared, SharedPreview};
use jingwei_core::intake::values::{self, IndustryLabel};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, State};

/// Files that were read and are being looked at.
pub struct OpenMappings(Mutex<Shelf<Arc<Shared>>>);

impl Default for OpenMappings {
    fn default() -> Self {
        OpenMappings(Mutex::new(Shelf::of(2)))
    }
}

/// A file that was written.
#[derive(Debug, Serialize, specta::Type)]
pub struct ExportedMappings {
    pub path: PathBuf,
    pub exported: Exported,
}

/// A file of somebody else, held against the vault; nothing of it is taken yet.
#[derive(Debug, Serialize, specta::Type)]
pub struct ReadMappings {
    pub number: u32,
    pub name: String,
    pub preview: SharedPreview,
}

/// Writes what may leave as a JSON file where the user says; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn mapping_export(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
    name: String,
) -> Answer<Option<ExportedMappings>> {
    let open = desk.open().await?;
    let asked = Asked {
        title,
        kind: ("JSON", &["json"]),
        name: Some(document::safe_name(&name, "json")),
        folder: None,
    };
    let Some(chosen) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let exported = sharing::export(&open.vault).await?;
    let path = document::write_chosen(&chosen, "json", &exported.bytes)?;
    Ok(Some(ExportedMappings { path, exported }))
}

/// Reads a file of somebody else and says what it would change; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn mapping_read(
    app: AppHandle,
    desk: State<'_, Desk>,
    mappings: State<'_, OpenMappings>,
    title: String,
) -> Answer<Option<ReadMappings>> {
    let open = desk.open().await?;
    let asked = Asked {
        title,
        kind: ("JSON", &["json"]),
        name: None,
        folder: None,
    };
    let Some(path) = choose::files(&app, asked).await.into_iter().next() else {
        return Ok(None);
    };
    let shared = Arc::new(sharing::read_file(&path)?);
    let preview = sharing::preview(&open.vault, &shared).await?;
    let mut shelf = mappings.0.lock().unwrap_or_else(PoisonError::into_inner);
    let name = path.file_name().unwrap_or_default();
    Ok(Some(ReadMappings {
        number: shelf.put(shared),
        name: name.to_string_lossy().into_owned(),
        preview,
    }))
}

/// Takes what was read.
#[tauri::command]
#[specta::specta]
pub async fn mapping_take(
    desk: State<'_, Desk>,
    mappings: State<'_, OpenMappings>,
    number: u32,
) -> Answer<SharedPreview> {
    let open = desk.open().await?;
    let shared = {
        let shelf = mappings.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.get(number)
    };
    let shared = shared.ok_or_else(|| {
        let message = "这个文件已经关闭，没有导入任何对应。请重新选择。";
        Failure::new(Code::NotFound, message)
    })?;
    Ok(sharing::take(&open.vault, &shared, clock::now()).await?)
}

/// The table of industry labels.
#[tauri::command]
#[specta::specta]
pub async fn mapping_industries(desk: State<'_, Desk>) -> Answer<Vec<IndustryLabel>> {
    Ok(values::industries(&desk.open().await?.vault).await?)
}

/// Says what a label means, from the next import on; nothing where `target` is missing.
#[tauri::command]
#[specta::specta]
pub async fn mapping_set_value(
    desk: State<'_, Desk>,
    field: Field,
    label: String,
    target: Option<String>,
) -> Answer<()> {
    let open = desk.open().await?;
    Ok(values::set(&open.vault, field, &label, target.as_deref(), clock::now()).await?)
}
