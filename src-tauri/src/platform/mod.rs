//! What only the operating system knows: that the screen is locked, that the machine goes to sleep. The one place of
//! the program where `unsafe` may stand, for the calls that have no safe form.
//!
//! Where the system does not tell (no bus, no session, a desktop that says nothing), the idle lock alone stands.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as system;

#[cfg(windows)]
#[allow(unsafe_code, reason = "the system's calls have no safe form")]
mod windows;
#[cfg(windows)]
use windows as system;

#[cfg(target_os = "macos")]
#[allow(unsafe_code, reason = "the system's calls have no safe form")]
mod macos;
#[cfg(target_os = "macos")]
use macos as system;

/// What waits with sleeping until it is dropped, where the system lets it.
pub struct Held(
    #[allow(dead_code, reason = "it only has to live")] Option<Box<dyn std::any::Any + Send>>,
);

impl Held {
    fn nothing() -> Self {
        Held(None)
    }
}

/// Calls `leave` whenever somebody locks the screen or the machine is about to sleep, from a thread of its own or, on
/// macOS, the main one. It must be called on the main thread, and does not wait.
pub fn on_leaving(leave: impl Fn(Held) + Send + Sync + 'static) {
    system::on_leaving(std::sync::Arc::new(leave));
}
