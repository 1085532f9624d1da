//! How far a file has come: written by the work, read by whoever shows it.

use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ReadingPhase {
    Reading,
    Recognising,
    /// Held against the vault.
    Planning,
    Writing,
}

/// Shared between the work and its watcher; never waits.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    rows: AtomicU32,
    table: AtomicU32,
    is_cancelled: AtomicBool,
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

    /// Of several tables, the one that is written; from 0.
    pub fn note_table(&self, table: u32) {
        self.table.store(table, Ordering::Relaxed);
    }

    pub fn table(&self) -> u32 {
        self.table.load(Ordering::Relaxed)
    }

    /// Asks the work to end before its next step; what it did until then is taken back.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    pub fn rows(&self) -> u32 {
        self.rows.load(Ordering::Relaxed)
    }

    pub fn phase(&self) -> ReadingPhase {
        match self.phase.load(Ordering::Relaxed) {
            0 => ReadingPhase::Reading,
            1 => ReadingPhase::Recognising,
            2 => ReadingPhase::Planning,
            _ => ReadingPhase::Writing,
        }
    }
}
