//! 经纬 Jingwei: the window. The only crate that knows Tauri.
//!
//! - [`run`]: the application with its one window
//! - [`commands`]: what the page may ask for, one module a noun
//!
//! The page is served from the program itself and never leaves it: no remote origin, no second
//! window, no download, nothing kept on disk by the web view.

pub mod commands;

use tauri::{
    App, Url, WebviewUrl, WebviewWindowBuilder,
    webview::{NewWindowResponse, PermissionResponse},
};

/// The label of the one window, which `capabilities/main.json` grants its commands to.
const MAIN_WINDOW: &str = "main";

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When the window or the web view cannot be created, for instance without a display.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![commands::app::app_version])
        .setup(|app| Ok(open_main_window(app)?))
        .run(tauri::generate_context!())
}

fn open_main_window(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN_WINDOW, WebviewUrl::default())
        .title("经纬 Jingwei")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .incognito(true)
        .general_autofill_enabled(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    Ok(())
}

/// Whether an address is one the program serves itself: `tauri://localhost`, and where the web
/// view knows no own schemes (Windows) `http://tauri.localhost`.
fn is_own_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(address: &str) -> bool {
        is_own_page(&address.parse().expect("an address"))
    }

    #[test]
    fn the_own_page_may_load() {
        assert!(allowed("tauri://localhost/"));
        assert!(allowed("tauri://localhost/index.html#start"));
        assert!(allowed("http://tauri.localhost/"));
    }

    #[test]
    fn every_other_address_is_blocked() {
        for address in [
            "https://example.com/",
            "http://localhost:1420/",
            "https://tauri.localhost.example.com/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:void(0)",
            "about:blank",
        ] {
            assert!(!allowed(address), "{address}");
        }
    }
}
