//! The idle lock: a desk that nobody works at locks itself, and with the screen and before the machine sleeps. The page
//! says when somebody works; the time is kept here, so that a page that hangs locks, too.

use crate::clock;
use crate::desk::Desk;
use crate::platform;
use crate::preference::PreferenceFile;
use crate::signs::{Sign, Signs};
use crate::window;
use jiff::Timestamp;
use jingwei_keychain::Keychain;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Manager, Runtime};

const WARNED_BEFORE: Duration = Duration::from_secs(30);
/// How long the page may take to store what is being typed.
const PAGE_LOCKS_WITHIN: Duration = Duration::from_secs(3);

/// When somebody last worked, by both clocks: the steady one stands still while the machine sleeps, the
/// other can be set.
pub struct Idle(Mutex<(Instant, Timestamp)>);

impl Default for Idle {
    fn default() -> Self {
        Idle(Mutex::new((Instant::now(), clock::now())))
    }
}

impl Idle {
    pub fn somebody_works(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), clock::now());
    }

    fn passed(&self) -> Duration {
        let (steady, wall) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let by_wall = clock::now().duration_since(wall);
        steady
            .elapsed()
            .max(Duration::try_from(by_wall).unwrap_or_default())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Phase {
    Working,
    Warned { seconds: u32 },
    Over,
}

fn phase(passed: Duration, limit: Duration) -> Phase {
    let Some(left) = limit.checked_sub(passed).filter(|left| !left.is_zero()) else {
        return Phase::Over;
    };
    if left > WARNED_BEFORE {
        return Phase::Working;
    }
    Phase::Warned {
        seconds: u32::try_from(left.as_secs()).unwrap_or(0).max(1),
    }
}

/// Looks once a second for as long as the program runs.
pub async fn watch<R: Runtime>(app: AppHandle<R>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let idle = app.state::<Idle>();
        if !app.state::<Desk>().is_open().await {
            idle.somebody_works();
            continue;
        }
        let minutes = app.state::<PreferenceFile>().preferences().idle_minutes;
        match phase(idle.passed(), Duration::from_secs(60 * u64::from(minutes))) {
            Phase::Working => {}
            Phase::Warned { seconds } => {
                app.state::<Signs>().tell(Sign::IdleSoon { seconds });
            }
            Phase::Over => {
                lock_soon(&app).await;
                return;
            }
        }
    }
}

/// Locks as an idle desk does whenever the screen is locked or the machine goes to sleep.
pub fn lock_with_the_screen<R: Runtime>(app: AppHandle<R>) {
    platform::on_leaving(move |held| {
        if !app
            .state::<PreferenceFile>()
            .preferences()
            .locks_with_screen
        {
            return;
        }
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            if app.state::<Desk>().is_open().await {
                lock_soon(&app).await;
            }
            // The program goes on for a moment; the machine may sleep.
            drop(held);
        });
    });
}

/// Lets the page store what is being typed, and locks, at the latest when it does not answer.
async fn lock_soon<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Signs>().tell(Sign::LockNow) {
        tokio::time::sleep(PAGE_LOCKS_WITHIN).await;
    }
    lock(app).await;
}

/// Takes the window from the screen, leaves the vault and starts the program anew: neither key nor client
/// text stays in memory.
pub async fn lock<R: Runtime>(app: &AppHandle<R>) {
    window::hide(app);
    // First: whatever else fails, the passphrase is asked.
    app.state::<Keychain>().lock();
    leave(app).await;
    app.request_restart();
}

/// Backs up what changed and closes the vault.
pub async fn leave<R: Runtime>(app: &AppHandle<R>) {
    let second = app.state::<PreferenceFile>().second_place();
    (app.state::<Desk>())
        .leave(second.as_deref(), clock::now())
        .await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Phase {
        phase(Duration::from_secs(seconds), Duration::from_secs(600))
    }

    #[test]
    fn warns_for_the_last_half_minute_and_then_locks() {
        assert_eq!(at(0), Phase::Working);
        assert_eq!(at(569), Phase::Working);
        assert_eq!(at(570), Phase::Warned { seconds: 30 });
        assert_eq!(at(599), Phase::Warned { seconds: 1 });
        assert_eq!(at(600), Phase::Over);
        assert_eq!(at(10_000), Phase::Over, "after a night's sleep");
    }
}
