//! The program itself.

/// The version of this program, `MAJOR.MINOR.PATCH`.
#[tauri::command]
pub fn app_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
