//! How this machine shows the window, and which vaults it opened: kept in the program's configuration
//! folder, outside every vault. Names and folders of vaults and the staff number of who works here, nothing of
//! a client.

use jiff::Timestamp;
pub use jingwei_core::language::Language;
use jingwei_core::vault::atomic;
use jingwei_core::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const FILE: &str = "preferences.json";
const RECENT: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
    System,
}

/// What the user chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Preferences {
    pub theme: Theme,
    pub language: Language,
    pub zoom_percent: u32,
    /// Minutes without a key or a move of the pointer until the vault locks.
    pub idle_minutes: u32,
    /// Also when the screen is locked or the machine goes to sleep.
    #[serde(default = "yes")]
    pub locks_with_screen: bool,
    /// The second place, where a copy of each backup goes; empty where there is none.
    pub backup_folder: String,
    /// Where tables are dropped for the import to find; empty where nothing is watched.
    #[serde(default)]
    pub drop_folder: String,
}

/// Files of before say nothing of it.
fn yes() -> bool {
    true
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            theme: Theme::System,
            language: Language::Chinese,
            zoom_percent: 100,
            idle_minutes: 10,
            locks_with_screen: true,
            backup_folder: String::new(),
            drop_folder: String::new(),
        }
    }
}

impl Preferences {
    /// The same within what the window can show and what still protects.
    fn within_bounds(mut self) -> Self {
        self.zoom_percent = self.zoom_percent.clamp(50, 200);
        self.idle_minutes = self.idle_minutes.clamp(1, 120);
        self
    }
}

/// A vault that was opened here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    pub name: String,
    pub folder: PathBuf,
    pub opened_at: Timestamp,
    /// Who opened it last, where it has several users: offered at the next unlocking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_number: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    preferences: Preferences,
    /// Newest first.
    recent: Vec<Recent>,
}

/// The file, and what it says.
pub struct PreferenceFile {
    path: PathBuf,
    stored: Mutex<Stored>,
}

impl PreferenceFile {
    /// A file that is missing or unreadable is one of defaults: no start may fail for it.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join(FILE);
        let stored = std::fs::read(&path)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default();
        PreferenceFile {
            path,
            stored: Mutex::new(stored),
        }
    }

    pub fn preferences(&self) -> Preferences {
        self.stored().preferences.clone()
    }

    /// Where a copy of each backup goes.
    pub fn second_place(&self) -> Option<PathBuf> {
        let folder = self.preferences().backup_folder;
        (!folder.is_empty()).then(|| folder.into())
    }

    /// The folder where tables are dropped for the import.
    pub fn drop_folder(&self) -> Option<PathBuf> {
        let folder = self.preferences().drop_folder;
        (!folder.is_empty()).then(|| folder.into())
    }

    /// Takes these and stores them; what is out of bounds is brought within.
    pub fn set(&self, preferences: Preferences) -> Result<Preferences> {
        let taken = preferences.within_bounds();
        self.change(|stored| stored.preferences = taken.clone())?;
        Ok(taken)
    }

    pub fn recent(&self) -> Vec<Recent> {
        self.stored().recent.clone()
    }

    /// Puts a vault first among the recent ones.
    pub fn remember(&self, opened: Recent) -> Result<()> {
        self.change(|stored| {
            stored.recent.retain(|other| other.folder != opened.folder);
            stored.recent.insert(0, opened);
            stored.recent.truncate(RECENT);
        })
    }

    /// Takes a vault off the list; the vault itself is not touched.
    pub fn forget(&self, folder: &Path) -> Result<()> {
        self.change(|stored| stored.recent.retain(|other| other.folder != folder))
    }

    fn change(&self, change: impl FnOnce(&mut Stored)) -> Result<()> {
        let mut stored = self.stored();
        let mut changed = stored.clone();
        change(&mut changed);
        let text = serde_json::to_vec_pretty(&changed)
            .map_err(|error| Error::fault("设置没有保存。", error))?;
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| atomic::from_io(error, "设置没有保存"))?;
        }
        atomic::write(&self.path, &text)?;
        *stored = changed;
        Ok(())
    }

    /// A thread that failed while it held them left whole values behind.
    fn stored(&self) -> MutexGuard<'_, Stored> {
        self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(folder: &str) -> Recent {
        Recent {
            name: folder.into(),
            folder: folder.into(),
            opened_at: Timestamp::UNIX_EPOCH,
            staff_number: None,
        }
    }

    #[test]
    fn what_was_chosen_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("app.jingwei.desktop");
        let file = PreferenceFile::read(&config);
        assert_eq!(file.preferences(), Preferences::default());
        let chosen = Preferences {
            theme: Theme::Dark,
            zoom_percent: 125,
            ..Preferences::default()
        };
        file.set(chosen.clone()).unwrap();
        file.remember(recent("a.vault")).unwrap();
        let next = PreferenceFile::read(&config);
        assert_eq!(next.preferences(), chosen);
        assert_eq!(next.recent(), [recent("a.vault")]);
    }

    #[test]
    fn a_file_of_before_the_drop_folder_keeps_what_was_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"preferences":{"theme":"dark","language":"zh-CN","zoom_percent":125,"idle_minutes":5,
            "locks_with_screen":true,"backup_folder":"/b"}}"#;
        std::fs::write(folder.path().join(FILE), text).unwrap();
        let file = PreferenceFile::read(folder.path());
        assert_eq!(file.preferences().zoom_percent, 125);
        assert_eq!(file.drop_folder(), None);
    }

    #[test]
    fn a_broken_file_starts_with_defaults() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "{", "[]", r#"{"preferences":{"theme":"pink"}}"#] {
            std::fs::write(folder.path().join(FILE), text).unwrap();
            let file = PreferenceFile::read(folder.path());
            assert_eq!(file.preferences(), Preferences::default(), "{text}");
        }
    }

    #[test]
    fn what_would_hide_the_window_or_never_lock_is_brought_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let file = PreferenceFile::read(folder.path());
        let wild = Preferences {
            zoom_percent: 4000,
            idle_minutes: 0,
            ..Preferences::default()
        };
        let taken = file.set(wild).unwrap();
        assert_eq!((taken.zoom_percent, taken.idle_minutes), (200, 1));
    }

    #[test]
    fn the_newest_vault_is_first_and_stands_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = PreferenceFile::read(folder.path());
        for number in 0..10 {
            file.remember(recent(&format!("{number}.vault"))).unwrap();
        }
        file.remember(recent("5.vault")).unwrap();
        let names: Vec<String> = file.recent().into_iter().map(|r| r.name).collect();
        assert_eq!(names[..2], ["5.vault", "9.vault"]);
        assert_eq!(names.len(), RECENT);
        file.forget(Path::new("5.vault")).unwrap();
        assert_eq!(file.recent()[0].name, "9.vault");
    }
}
