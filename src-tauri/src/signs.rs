//! What the shell tells the page without being asked. The page listens on one channel.

use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tauri::ipc::Channel;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "sign", rename_all = "snake_case")]
pub enum Sign {
    /// Nobody has worked for a while: the vault locks in so many seconds.
    IdleSoon { seconds: u32 },
    /// Store what is being typed, then lock.
    LockNow,
    /// The user closes the window: store what is being typed, then let it go.
    CloseAsked,
    /// A native menu stands for these keys.
    Keys { keys: String },
}

/// The channel of the page that is shown now.
#[derive(Default)]
pub struct Signs(Mutex<Option<Channel<Sign>>>);

impl Signs {
    /// A page that was loaded anew takes the place of the one before.
    pub fn listen(&self, channel: Channel<Sign>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Whether there was a page to tell.
    pub fn tell(&self, sign: Sign) -> bool {
        let channel = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        channel
            .as_ref()
            .is_some_and(|channel| channel.send(sign).is_ok())
    }
}
