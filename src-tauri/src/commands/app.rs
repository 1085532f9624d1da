//! The program itself: what it is, and the window's own coming and going.

use crate::failure::{Answer, Failure};
use crate::idle::Idle;
use crate::signs::{Sign, Signs};
use crate::window::{self, Closing};
use crate::{copying, idle};
use jingwei_core::Code;
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};

#[derive(Serialize, specta::Type)]
pub struct AppInfo {
    pub version: String,
    /// `windows`, `macos` or `linux`: decides which keys are shown.
    pub system: String,
}

#[tauri::command]
#[specta::specta]
pub fn app_info(app: AppHandle) -> AppInfo {
    AppInfo {
        version: app.package_info().version.to_string(),
        system: std::env::consts::OS.to_owned(),
    }
}

/// Listens for what the shell tells without being asked.
#[tauri::command]
#[specta::specta]
pub fn app_listen(signs: State<'_, Signs>, channel: Channel<Sign>) {
    signs.listen(channel);
}

/// Somebody works: the idle time begins anew.
#[tauri::command]
#[specta::specta]
pub fn app_works(idle: State<'_, Idle>) {
    idle.somebody_works();
}

/// Closes the vault and starts the program anew: neither key nor client text stays in memory.
#[tauri::command]
#[specta::specta]
pub async fn app_lock(app: AppHandle) -> Answer<()> {
    idle::lock(&app).await;
    Ok(())
}

/// The answer to `close_asked`: everything is stored, or the user stays.
#[tauri::command]
#[specta::specta]
pub fn app_close(app: AppHandle, closing: State<'_, Closing>, go: bool) {
    if go {
        window::destroy(&app);
    } else {
        closing.stay();
    }
}

/// Copies a secret; it leaves the clipboard after half a minute.
#[tauri::command]
#[specta::specta]
pub fn app_copy_secret(app: AppHandle, secret: String) -> Answer<()> {
    copying::copy_secret(&app, secret)
}

/// Copies text.
#[tauri::command]
#[specta::specta]
pub fn app_copy_text(app: AppHandle, text: String) -> Answer<()> {
    copying::copy_text(&app, text)
}

/// Opens the system's dialog to print what the window shows.
#[tauri::command]
#[specta::specta]
pub fn app_print(window: WebviewWindow) -> Answer<()> {
    window.print().map_err(|_| {
        Failure::new(
            Code::Fault,
            "打印对话框没有打开，什么也没有打印。请检查打印机设置，或手抄。",
        )
    })
}
