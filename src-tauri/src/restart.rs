//! Starting again, where a start met the end of the program before it.
//!
//! A start that follows an end at once can find the predecessor's name still on the bus and nobody answering
//! to it. Without more ado it would end without a window: what the user sees is a click that did nothing.

use std::time::Duration;

/// Counts the starts in the environment, because each is a program of its own.
const STARTS: &str = "JINGWEI_STARTS";
const MOST_STARTS: u32 = 20;
const BETWEEN_STARTS: Duration = Duration::from_millis(100);

/// Starts the program again where `error` says that the predecessor was just ending; does not return then.
/// Any other error, and the same one after two seconds, comes back.
pub fn after_a_predecessors_end(error: tauri::Error) -> tauri::Error {
    let starts: u32 = (std::env::var(STARTS).ok())
        .and_then(|starts| starts.parse().ok())
        .unwrap_or(1);
    if starts >= MOST_STARTS || !met_an_end(&error) {
        return error;
    }
    std::thread::sleep(BETWEEN_STARTS);
    start(starts + 1).map_or(error, tauri::Error::Io)
}

/// The single-instance plugin fails only where a first instance was found and did not answer.
fn met_an_end(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}

/// The same process with a fresh image: GTK cannot be set up twice in one.
#[cfg(unix)]
fn start(starts: u32) -> Option<std::io::Error> {
    use std::os::unix::process::CommandExt;
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return Some(error),
    };
    let arguments = std::env::args_os().skip(1);
    Some(
        std::process::Command::new(program)
            .args(arguments)
            .env(STARTS, starts.to_string())
            .exec(),
    )
}

/// On Windows the plugin waits by itself and never fails for this reason.
#[cfg(not(unix))]
fn start(_: u32) -> Option<std::io::Error> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_unanswered_predecessor_is_a_reason_to_start_again() {
        let of = |plugin: &str| {
            tauri::Error::PluginInitialization(plugin.to_owned(), "no reply".to_owned())
        };
        assert!(met_an_end(&of("single-instance")));
        assert!(!met_an_end(&of("window-state")));
        assert!(!met_an_end(&tauri::Error::WindowNotFound));
    }
}
