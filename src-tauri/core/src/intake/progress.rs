//! How far a file has come: written by the work, read by whoever shows it.

use serde::Serialize;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ReadingPhase {
    Reading,
    Recognising,
    /// Held against the vault.
    Planning,
}

/// Shared between the work and its watcher; never waits.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    rows: AtomicU32,
}

impl Progress {
    pub fn enter(&self, phase: ReadingPhase) {
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    /// Rows read so far.
    pub fn note_rows(&self, rows: usize) {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.rows.store(rows, Ordering::Relaxed);
    }

    pub fn rows(&self) -> u32 {
        self.rows.load(Ordering::Relaxed)
    }

    pub fn phase(&self) -> ReadingPhase {
        match self.phase.load(Ordering::Relaxed) {
            0 => ReadingPhase::Reading,
            1 => ReadingPhase::Recognising,
            _ => ReadingPhase::Planning,
        }
    }
}
