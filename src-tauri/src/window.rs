//! The one window: where it loads from, and everything it is denied.

use crate::drops::Drops;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// The label of the one window, which `capabilities/main.json` grants its commands to.
pub const MAIN: &str = "main";

/// Opens the window at the size it had last.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let page = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("经纬 Jingwei")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        .incognito(!cfg!(feature = "drivable"))
        .general_autofill_enabled(false)
        .on_navigation(move |url| is_own_page(url) || is_page_under_development(url, page.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    let app = app.clone();
    window.on_window_event(move |event| app.state::<Drops>().take(event));
    Ok(())
}

/// Brings the window to the front: what a second start of the program does.
pub fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that cannot come forward stays where it is; there is nobody to tell.
        let _ = window.unminimize().and_then(|()| window.set_focus());
    }
}

/// Remembers place and size, nothing of what was shown.
pub fn state_plugin<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Whether an address is one the program serves itself: `tauri://localhost`, and where the web
/// view knows no own schemes (Windows) `http://tauri.localhost`.
fn is_own_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

/// The development server's page; never in a released build, which has no such address.
fn is_page_under_development(url: &Url, page: Option<&Url>) -> bool {
    page.is_some_and(|page| page.origin() == url.origin())
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
