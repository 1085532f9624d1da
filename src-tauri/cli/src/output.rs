//! Results on stdout, refusals and failures on stderr, and their exit codes.

use crate::args::Warning;
use jingwei_core::{Code, Error};
use serde::Serialize;
use std::io::{IsTerminal, Write};

const USAGE: u8 = 2;
const REFUSED: u8 = 3;
const FAILED: u8 = 4;

/// How the program ends; the numbers are in its help.
#[derive(Debug, Clone, Copy)]
pub struct ExitCode(u8);

impl ExitCode {
    pub const SUCCESS: ExitCode = ExitCode(0);

    /// Ends the program at once. The usual way out lets SQLCipher and OpenSSL tear down what threads of connections
    /// that were dropped are still closing with.
    #[cfg(unix)]
    #[expect(unsafe_code, reason = "the only way out past the libraries' own")]
    pub fn leave(self) -> ! {
        let _ = std::io::stdout().flush();
        // SAFETY: takes a number and nothing else, and does not come back.
        unsafe { libc::_exit(self.0.into()) }
    }

    /// Ends the program; the system ends the other threads first.
    #[cfg(not(unix))]
    pub fn leave(self) -> ! {
        std::process::exit(self.0.into())
    }
}

/// Where results go, and in which form.
pub struct Output {
    json: bool,
}

impl Output {
    pub fn new(json: bool) -> Self {
        Output { json }
    }

    /// The result: as JSON, or as the lines a person reads.
    pub fn result<T: Serialize>(&self, value: &T, lines: impl FnOnce(&T) -> Vec<String>) {
        let mut out = std::io::stdout().lock();
        // A reader that hung up (`| head`) is no failure of the command.
        let _ = if self.json {
            serde_json::to_writer(&mut out, value)
                .map_err(std::io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            lines(value)
                .iter()
                .try_for_each(|line| writeln!(out, "{line}"))
        };
    }

    /// Tells on stderr what stands in typed texts and had better not; a line each.
    pub fn warn(&self, warnings: &[Warning]) {
        let mut to = std::io::stderr().lock();
        for warning in warnings {
            let _ = if self.json || !to.is_terminal() {
                writeln!(to, "{}", serde_json::json!({ "warning": warning }))
            } else {
                writeln!(to, "提醒：--{} {}", warning.option, warning.message)
            };
        }
    }

    /// Says what went wrong and which exit code that is.
    pub fn error(&self, error: &Error) -> ExitCode {
        let mut to = std::io::stderr().lock();
        let _ = if self.json || !to.is_terminal() {
            writeln!(to, "{}", error.to_json())
        } else {
            let context = error
                .context
                .iter()
                .map(|(key, value)| format!("  {key}: {value}\n"));
            write!(to, "{}\n{}", error.message, context.collect::<String>())
        };
        exit_code(error)
    }
}

pub fn exit_code(error: &Error) -> ExitCode {
    ExitCode(match error.code {
        Code::Usage => USAGE,
        code if code.is_refusal() => REFUSED,
        _ => FAILED,
    })
}

/// A command line that is not understood.
pub fn usage(message: &str) -> ExitCode {
    let mut to = std::io::stderr().lock();
    let _ = if to.is_terminal() {
        write!(to, "{message}")
    } else {
        let said = serde_json::json!({ "code": "usage", "message": message, "context": {} });
        writeln!(to, "{said}")
    };
    ExitCode(USAGE)
}
