//! The drop folder.

use crate::desk::Desk;
use crate::drop_folder::{self, FolderLook, Watched};
use crate::failure::Answer;
use crate::preference::PreferenceFile;
use std::path::PathBuf;
use tauri::State;

/// What lies in the drop folder now; `null` where none is watched.
#[tauri::command]
#[specta::specta]
pub async fn drop_folder_look(
    desk: State<'_, Desk>,
    watched: State<'_, Watched>,
    file: State<'_, PreferenceFile>,
) -> Answer<Option<FolderLook>> {
    let open = desk.open().await?;
    match file.drop_folder() {
        Some(folder) => watched.look(&open, folder).await.map(Some),
        None => Ok(None),
    }
}

/// These files are not told of any more, as long as they stay the same; they stay where they are.
#[tauri::command]
#[specta::specta]
pub async fn drop_folder_pass_over(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<()> {
    drop_folder::pass_over(&*desk.open().await?, paths).await
}

/// These files are told of again.
#[tauri::command]
#[specta::specta]
pub async fn drop_folder_take_back(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<()> {
    drop_folder::take_back(&*desk.open().await?, paths).await
}
