//! What the page copies and pastes as a table, by the shell: a web view copies only in the very moment of a key or
//! click, and what is copied may have to be read first. A secret leaves the clipboard after half a minute, and the system's history
//! never holds it.

use crate::failure::{Answer, Failure};
use arboard::Clipboard;
use jingwei_core::Code;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager, Runtime};
use zeroize::Zeroizing;

pub const KEPT: Duration = Duration::from_secs(30);

/// Where windows own what they copied, it is gone with its owner: so the owner stays.
#[derive(Default)]
pub struct Copying(Mutex<Option<Clipboard>>);

impl Copying {
    fn put(&self, with: impl FnOnce(arboard::Set<'_>) -> Result<(), arboard::Error>) -> Answer<()> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let put = match held.as_mut() {
            Some(clipboard) => with(clipboard.set()),
            None => Clipboard::new().and_then(|new| with(held.insert(new).set())),
        };
        put.map_err(|_| {
            Failure::new(
                Code::Fault,
                "系统剪贴板现在不能用，没有复制。请稍后再试，或手抄、打印。",
            )
        })
    }

    fn text(&self) -> Answer<String> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = match held.as_mut() {
            Some(clipboard) => clipboard.get_text(),
            None => Clipboard::new().and_then(|new| held.insert(new).get_text()),
        };
        match text {
            // A picture is there, or nothing: who reads the text says so.
            Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
            text => text.map_err(|_| {
                Failure::new(
                    Code::Fault,
                    "系统剪贴板现在不能用，没有粘贴。请稍后再试，或另存为文件再导入。",
                )
            }),
        }
    }

    /// Leaves alone what the user copied since.
    fn take_back(&self, secret: &str) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(clipboard) = held.as_mut() else {
            return;
        };
        if clipboard.get_text().is_ok_and(|text| text == secret) {
            // A clipboard that another program holds at this moment is not ours any more.
            let _ = clipboard.clear();
        }
    }
}

fn outside_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    #[cfg(target_os = "macos")]
    use arboard::SetExtApple as _;
    #[cfg(target_os = "linux")]
    use arboard::SetExtLinux as _;
    #[cfg(windows)]
    use arboard::SetExtWindows as _;
    let set = set.exclude_from_history();
    #[cfg(windows)]
    let set = set.exclude_from_cloud().exclude_from_monitoring();
    set
}

/// Copies what the user may keep.
pub fn copy_text<R: Runtime>(app: &AppHandle<R>, text: String) -> Answer<()> {
    app.state::<Copying>().put(|set| set.text(text))
}

/// What was copied here or elsewhere; empty where it is no text.
pub fn copied_text<R: Runtime>(app: &AppHandle<R>) -> Answer<String> {
    app.state::<Copying>().text()
}

/// Copies `secret` and takes it back in time.
pub fn copy_secret<R: Runtime>(app: &AppHandle<R>, secret: String) -> Answer<()> {
    let secret = Zeroizing::new(secret);
    (app.state::<Copying>()).put(|set| outside_history(set).text(secret.as_str()))?;
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(KEPT).await;
        app.state::<Copying>().take_back(&secret);
    });
    Ok(())
}
