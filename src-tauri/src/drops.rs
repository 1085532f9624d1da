//! Files dragged over the window. The page is told over a channel it opens once: so it needs no
//! permission to listen to events.

use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::ipc::Channel;
use tauri::{DragDropEvent, WindowEvent};

/// What happens to files over the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "drop", rename_all = "snake_case")]
pub enum FileDrop {
    Over { files: u32 },
    Left,
    Dropped { paths: Vec<PathBuf> },
}

impl FileDrop {
    fn of(event: &WindowEvent) -> Option<Self> {
        match event {
            WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) => Some(FileDrop::Over {
                files: paths.len() as u32,
            }),
            WindowEvent::DragDrop(DragDropEvent::Leave) => Some(FileDrop::Left),
            WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => Some(FileDrop::Dropped {
                paths: paths.clone(),
            }),
            _ => None,
        }
    }
}

/// Who is told: the page that asked last.
#[derive(Default)]
pub struct Drops {
    page: Mutex<Option<Channel<FileDrop>>>,
}

impl Drops {
    pub fn tell(&self, page: Channel<FileDrop>) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
    }

    /// Passes on what concerns files.
    pub fn take(&self, event: &WindowEvent) {
        let Some(drop) = FileDrop::of(event) else {
            return;
        };
        let page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = page.as_ref() {
            // A page that was reloaded is not there to be told; the new one asks again.
            let _ = page.send(drop);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_says_its_paths_and_other_events_say_nothing() {
        let paths = vec![PathBuf::from("客户清单.xlsx"), PathBuf::from("存款.csv")];
        let position = (1.0, 2.0).into();
        let dropped = WindowEvent::DragDrop(DragDropEvent::Drop {
            paths: paths.clone(),
            position,
        });
        assert_eq!(FileDrop::of(&dropped), Some(FileDrop::Dropped { paths }));
        let over = WindowEvent::DragDrop(DragDropEvent::Over { position });
        assert_eq!(FileDrop::of(&over), None);
        assert_eq!(FileDrop::of(&WindowEvent::Focused(true)), None);
    }
}
