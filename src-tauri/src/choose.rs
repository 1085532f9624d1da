//! What only the user can name: files to read, a folder, where to save. Nothing when the dialog was closed.
//!
//! No driver can reach the system's dialogs, so a drivable build asks none: it takes the next line of the
//! file named by `JINGWEI_E2E_CHOICES`, paths divided by tabs.

use std::path::PathBuf;
use tauri::{AppHandle, Runtime};

/// What a dialog says, and what it offers.
pub struct Asked<'a> {
    pub title: String,
    /// What the kind of file is called, and its extensions; empty for a folder.
    pub kind: (&'a str, &'a [&'a str]),
    /// The name offered for a new file.
    pub name: Option<String>,
    /// Where the dialog starts.
    pub folder: Option<PathBuf>,
}

/// Files to read.
pub async fn files<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Vec<PathBuf> {
    choices::files(app, asked).await
}

/// A folder.
pub async fn folder<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Option<PathBuf> {
    choices::folder(app, asked).await
}

/// Where to write; the dialog has asked before it gives the name of a file that exists.
pub async fn new_file<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Option<PathBuf> {
    choices::new_file(app, asked).await
}

#[cfg(not(feature = "drivable"))]
mod choices {
    use super::Asked;
    use std::path::PathBuf;
    use tauri::{AppHandle, Runtime};
    use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
    use tokio::sync::oneshot;

    pub async fn files<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Vec<PathBuf> {
        let (chosen, choice) = oneshot::channel();
        dialog(app, asked).pick_files(told(chosen));
        let files = choice.await.ok().flatten().unwrap_or_default();
        files.into_iter().filter_map(path).collect()
    }

    pub async fn folder<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Option<PathBuf> {
        let (chosen, choice) = oneshot::channel();
        dialog(app, asked).pick_folder(told(chosen));
        choice.await.ok().flatten().and_then(path)
    }

    pub async fn new_file<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> Option<PathBuf> {
        let (chosen, choice) = oneshot::channel();
        dialog(app, asked).save_file(told(chosen));
        choice.await.ok().flatten().and_then(path)
    }

    fn dialog<R: Runtime>(app: &AppHandle<R>, asked: Asked<'_>) -> FileDialogBuilder<R> {
        let mut dialog = app.dialog().file().set_title(asked.title);
        let (kind, extensions) = asked.kind;
        if !extensions.is_empty() {
            dialog = dialog.add_filter(kind, extensions);
        }
        if let Some(name) = asked.name {
            dialog = dialog.set_file_name(name);
        }
        if let Some(folder) = asked.folder {
            dialog = dialog.set_directory(folder);
        }
        dialog
    }

    /// The window may be gone before its dialog; then there is nobody to tell.
    fn told<T: Send + 'static>(chosen: oneshot::Sender<T>) -> impl FnOnce(T) + Send + 'static {
        move |choice| {
            let _ = chosen.send(choice);
        }
    }

    fn path(file: FilePath) -> Option<PathBuf> {
        file.into_path().ok()
    }
}

#[cfg(feature = "drivable")]
mod choices {
    use super::Asked;
    use std::path::PathBuf;
    use tauri::{AppHandle, Runtime};

    pub async fn files<R: Runtime>(_: &AppHandle<R>, _: Asked<'_>) -> Vec<PathBuf> {
        next()
    }

    pub async fn folder<R: Runtime>(_: &AppHandle<R>, _: Asked<'_>) -> Option<PathBuf> {
        next().pop()
    }

    pub async fn new_file<R: Runtime>(_: &AppHandle<R>, _: Asked<'_>) -> Option<PathBuf> {
        next().pop()
    }

    /// The first line of the test's list, which it leaves; no list or no line is a closed dialog.
    fn next() -> Vec<PathBuf> {
        let Some(list) = std::env::var_os("JINGWEI_E2E_CHOICES") else {
            return Vec::new();
        };
        let text = std::fs::read_to_string(&list).unwrap_or_default();
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        // A list that cannot be written is seen by the test at its next dialog.
        let _ = std::fs::write(&list, rest);
        line.split('\t')
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
            .collect()
    }
}
