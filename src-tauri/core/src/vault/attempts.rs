//! Wrong passphrases: counted beside the vault, answered with a growing delay, told to the audit trail at
//! the next opening. Whoever can write the folder can delete the count; the delay is against hands at the
//! keyboard, the stretched passphrase against copies.

use super::atomic;
use crate::error::{Code, Error};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;

const FILE: &str = "vault.attempts";
/// Slips of the finger that cost nothing.
const FREE: u32 = 3;
const FIRST_DELAY_SECONDS: u32 = 5;
const LONGEST_DELAY_SECONDS: u32 = 15 * 60;

/// The attempts since the vault was last opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attempts {
    pub failed: u32,
    /// Unix milliseconds.
    pub first_ms: i64,
    pub last_ms: i64,
}

/// Seconds to wait after so many failures: 0, 0, 0, 5, 10, 20 … 900.
fn delay_after(failed: u32) -> u32 {
    match failed.checked_sub(FREE) {
        None | Some(0) => 0,
        Some(over) => FIRST_DELAY_SECONDS
            .saturating_mul(2_u32.saturating_pow(over - 1))
            .min(LONGEST_DELAY_SECONDS),
    }
}

impl Attempts {
    /// None where the count is missing or unreadable: it guards nothing that is worth refusing to open for.
    pub fn read(dir: &Path) -> Self {
        std::fs::read(dir.join(FILE))
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }

    /// Seconds until the next attempt counts. A clock set back starts the delay anew, never a longer one.
    pub fn wait_seconds(&self, now: Timestamp) -> u32 {
        let delay = delay_after(self.failed);
        let passed = (now.as_millisecond() - self.last_ms).max(0) / 1000;
        delay.saturating_sub(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    /// Refuses an attempt that comes before its time; it is not tried and not counted.
    pub fn refuse_early(&self, dir: &Path, now: Timestamp) -> Result<(), Error> {
        let mut attempts = *self;
        if now.as_millisecond() < attempts.last_ms {
            attempts.last_ms = now.as_millisecond();
            attempts.write(dir);
        }
        match attempts.wait_seconds(now) {
            0 => Ok(()),
            wait => Err(Error::new(
                Code::Delayed,
                format!("口令多次不对，请等 {wait} 秒再试。保险库没有改动。"),
            )
            .with("wait_seconds", wait.to_string())),
        }
    }

    /// Counts a failure and adds to its error how long to wait.
    pub fn count(mut self, dir: &Path, now: Timestamp, error: Error) -> Error {
        self.failed = self.failed.saturating_add(1);
        self.last_ms = now.as_millisecond();
        if self.failed == 1 {
            self.first_ms = self.last_ms;
        }
        self.write(dir);
        match delay_after(self.failed) {
            0 => error,
            wait => error.with("wait_seconds", wait.to_string()),
        }
    }

    /// A folder that cannot be written keeps no count: the passphrase is still refused.
    fn write(&self, dir: &Path) {
        if let Ok(text) = serde_json::to_vec(self) {
            let _ = atomic::write(&dir.join(FILE), &text);
        }
    }

    /// After the right passphrase.
    pub fn forget(dir: &Path) {
        // Usually there is none.
        let _ = std::fs::remove_file(dir.join(FILE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    fn wrong() -> Error {
        Error::new(Code::WrongPassphrase, "")
    }

    #[test]
    fn the_delay_doubles_and_stays_bearable() {
        let delays: Vec<u32> = [0, 1, 3, 4, 5, 6, 11, 12, 400]
            .into_iter()
            .map(delay_after)
            .collect();
        assert_eq!(delays, [0, 0, 0, 5, 10, 20, 640, 900, 900]);
    }

    #[test]
    fn an_early_attempt_is_refused_with_the_seconds_left_and_does_not_lengthen_them() {
        let folder = tempfile::TempDir::new().unwrap();
        for _ in 0..4 {
            Attempts::read(folder.path()).count(folder.path(), at(0), wrong());
        }
        let attempts = Attempts::read(folder.path());
        assert_eq!(attempts.failed, 4);
        let refused = attempts.refuse_early(folder.path(), at(2)).unwrap_err();
        assert_eq!(refused.code, Code::Delayed);
        assert_eq!(refused.context["wait_seconds"], "3");
        assert_eq!(Attempts::read(folder.path()), attempts);
        assert!(attempts.refuse_early(folder.path(), at(5)).is_ok());
    }

    #[test]
    fn a_clock_set_back_a_year_does_not_lock_the_owner_out_for_one() {
        let folder = tempfile::TempDir::new().unwrap();
        for _ in 0..5 {
            Attempts::read(folder.path()).count(folder.path(), at(0), wrong());
        }
        let year = 365 * 24 * 3600;
        let early = |now| Attempts::read(folder.path()).refuse_early(folder.path(), now);
        assert!(early(at(-year)).is_err());
        assert!(early(at(-year + 10)).is_ok());
    }
}
