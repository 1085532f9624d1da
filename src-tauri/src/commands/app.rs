//! The program itself.

use serde::Serialize;

#[derive(Serialize, specta::Type)]
pub struct AppInfo {
    pub version: String,
    /// `windows`, `macos` or `linux`: decides which keys are shown.
    pub system: String,
}

#[tauri::command]
#[specta::specta]
pub fn app_info(app: tauri::AppHandle) -> AppInfo {
    AppInfo {
        version: app.package_info().version.to_string(),
        system: std::env::consts::OS.to_owned(),
    }
}
