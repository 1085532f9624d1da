//! The one window: where it loads from, and everything it is denied.

use crate::desk::Desk;
use crate::drops::Drops;
use crate::preference::{PreferenceFile, Theme};
use crate::signs::{Sign, Signs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::webview::{Color, NewWindowResponse, PermissionResponse};
use tauri::{
    AppHandle, LogicalSize, Manager, PhysicalSize, Runtime, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
};
use tauri::{CloseRequestApi, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The label of the one window, which `capabilities/main.json` grants its commands to.
pub const MAIN: &str = "main";

/// The title while no vault is open.
const TITLE: &str = "经纬 Jingwei";
/// Logical pixels, on a screen that has them; every page is drawn for it.
const WISHED: LogicalSize<f64> = LogicalSize::new(1280.0, 800.0);
/// Smaller than a full-HD screen at 200 % with its task bar.
const LEAST: LogicalSize<f64> = LogicalSize::new(880.0, 460.0);
/// The page's canvas, so that the window does not flash before it is painted.
const LIGHT: Color = Color(0xF3, 0xF4, 0xF6, 0xFF);
const DARK: Color = Color(0x0C, 0x11, 0x17, 0xFF);
/// How long the page may take to store what is being typed.
const PAGE_CLOSES_WITHIN: Duration = Duration::from_secs(3);

/// Opens the window at the size it had last.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let page = app
        .config()
        .build
        .dev_url
        .clone()
        .filter(|_| tauri::is_dev());
    let preferences = app.state::<PreferenceFile>().preferences();
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(TITLE)
        .inner_size(WISHED.width, WISHED.height)
        .min_inner_size(LEAST.width, LEAST.height)
        .incognito(!cfg!(feature = "drivable"))
        .general_autofill_enabled(false)
        .on_navigation(move |url| is_own_page(url) || is_page_under_development(url, page.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    let canvas = match (preferences.theme, window.theme()) {
        (Theme::Dark, _) | (Theme::System, Ok(tauri::Theme::Dark)) => DARK,
        _ => LIGHT,
    };
    window.set_background_color(Some(canvas))?;
    fit(&window)?;
    zoom(app, preferences.zoom_percent)?;
    ask_the_page_before_closing(&window);
    let app = app.clone();
    window.on_window_event(move |event| app.state::<Drops>().take(event));
    Ok(())
}

/// A window larger than its screen has buttons that nobody reaches: a full-HD screen at 200 % is 960 × 540.
fn fit<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    let Some(monitor) = window.current_monitor()? else {
        return Ok(());
    };
    // The system has fitted these already, and a size of our own would end them.
    if window.is_maximized()? || window.is_fullscreen()? {
        return Ok(());
    }
    let room = monitor.work_area().size;
    if let Some(fitting) = fitting(window.inner_size()?, window.outer_size()?, room) {
        window.set_size(fitting)?;
        window.center()?;
    }
    Ok(())
}

/// The size of the page with which the whole window, frame and all, is in `room`; `None` where it is already.
fn fitting(
    inner: PhysicalSize<u32>,
    outer: PhysicalSize<u32>,
    room: PhysicalSize<u32>,
) -> Option<PhysicalSize<u32>> {
    let beyond = (
        outer.width.saturating_sub(room.width),
        outer.height.saturating_sub(room.height),
    );
    let size = PhysicalSize::new(
        inner.width.saturating_sub(beyond.0),
        inner.height.saturating_sub(beyond.1),
    );
    (beyond != (0, 0)).then_some(size)
}

/// Shows the page larger or smaller, as the web view itself does it.
pub fn zoom<R: Runtime>(app: &AppHandle<R>, percent: u32) -> tauri::Result<()> {
    match app.get_webview_window(MAIN) {
        Some(window) => window.set_zoom(f64::from(percent) / 100.0),
        None => Ok(()),
    }
}

/// The vault's name, never anything of what is in it.
pub fn entitle<R: Runtime>(app: &AppHandle<R>, vault: &str) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that keeps its old title works all the same.
        let _ = window.set_title(&format!("{vault} · {TITLE}"));
    }
}

/// Closes the window as its own button does: the page stores first.
pub fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that is gone already is what was asked for.
        let _ = window.close();
    }
}

/// Whether the page was asked to let the window go and has not answered.
#[derive(Default)]
pub struct Closing(AtomicBool);

impl Closing {
    /// The page answered: the user stays.
    pub fn stay(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

fn ask_the_page_before_closing<R: Runtime>(window: &WebviewWindow<R>) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            close_asked(&app, api);
        }
    });
}

/// A locked window closes at once. An open desk's page may store drafts first; one that does not answer,
/// or is asked twice, is not waited for.
fn close_asked<R: Runtime>(app: &AppHandle<R>, api: &CloseRequestApi) {
    let closing = app.state::<Closing>();
    let asked_before = closing.0.swap(true, Ordering::SeqCst);
    if asked_before || !app.state::<Desk>().seems_open() {
        return;
    }
    if !app.state::<Signs>().tell(Sign::CloseAsked) {
        return;
    }
    api.prevent_close();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAGE_CLOSES_WITHIN).await;
        if app.state::<Closing>().0.load(Ordering::SeqCst) {
            destroy(&app);
        }
    });
}

/// Lets the window go without asking; the vault is closed when the program ends.
pub fn destroy<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that is gone already is what was asked for.
        let _ = window.destroy();
    }
}

/// Takes the window from the screen before what takes a moment.
pub fn hide<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window that stays is covered by the start page a moment later.
        let _ = window.hide();
    }
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
    fn a_window_is_as_large_as_its_screen_at_most() {
        let size = PhysicalSize::new;
        let screen = size(1920, 1040);
        // 1280 × 800 at 200 %, with a title bar and borders.
        let fitted = fitting(size(2560, 1600), size(2576, 1662), screen);
        assert_eq!(fitted, Some(size(1904, 978)));
        assert_eq!(fitting(size(1280, 800), size(1296, 839), screen), None);
        assert_eq!(fitting(size(1904, 978), size(1920, 1040), screen), None);
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
