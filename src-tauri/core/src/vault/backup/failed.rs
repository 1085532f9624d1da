//! A backup that nobody asked for fails when nobody looks: it is noted beside the vault and told at the next opening,
//! until one succeeds.

use crate::vault::atomic;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = "vault.backup-failed";

/// Why the last backup on leaving was not made, or not copied to the second place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BackupFailed {
    #[specta(type = String)]
    pub at: Timestamp,
    /// The backup in the vault is whole, its copy is missing.
    pub is_second_place: bool,
    /// Ready to show.
    pub reason: String,
}

impl BackupFailed {
    /// None where there is no note, or one that says nothing.
    pub fn read(dir: &Path) -> Option<Self> {
        let text = std::fs::read(dir.join(FILE)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// On a disk that takes not even this, the week that a vault waits for its backup goes on.
    pub fn note(&self, dir: &Path) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = atomic::write(&dir.join(FILE), &text);
        }
    }

    pub fn forget(dir: &Path) {
        // Usually there is none.
        let _ = std::fs::remove_file(dir.join(FILE));
    }
}
