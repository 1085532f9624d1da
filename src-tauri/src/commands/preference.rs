//! How this machine shows the window.

use crate::failure::{Answer, Failure};
use crate::preference::{PreferenceFile, Preferences};
use crate::window;
use jingwei_core::Code;
use tauri::{AppHandle, State};

#[tauri::command]
#[specta::specta]
pub fn preference_get(file: State<'_, PreferenceFile>) -> Preferences {
    file.preferences()
}

/// Stores what was chosen and answers what was taken of it.
#[tauri::command]
#[specta::specta]
pub fn preference_set(
    app: AppHandle,
    file: State<'_, PreferenceFile>,
    preferences: Preferences,
) -> Answer<Preferences> {
    let taken = file.set(preferences)?;
    window::zoom(&app, taken.zoom_percent)
        .map_err(|_| Failure::new(Code::Fault, "窗口没有缩放；设置已经保存，重新启动后生效。"))?;
    Ok(taken)
}
