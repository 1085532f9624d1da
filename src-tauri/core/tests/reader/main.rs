//! The reader as it runs in the product: in a child process, over hostile files made on the fly, and over
//! files damaged at random. What it reads right is tested through the command line.
//!
//! This program is the child, too, so it has a `main` of its own.

#![allow(clippy::unwrap_used, reason = "a test program")]

mod damaged;
mod fuzz;
mod hostile;
mod made;
mod made_xls;
mod old;
mod process;

use jingwei_core::error::{Error, Result};
use jingwei_core::intake::reader::{self, CHILD_ARGUMENT, Limits, ReaderProgram, Workbook};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return reader::child_main();
    }
    let trials = [
        hostile::trials(),
        old::trials(),
        process::trials(),
        damaged::trials(),
        fuzz::trials(),
    ];
    let trials = trials.into_iter().flatten().collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// What happens, and then a good file: whatever became of one child, the next one works.
fn trial(name: &str, run: fn()) -> Trial {
    Trial::test(name, move || {
        run();
        let good = read(&fixture("people.xlsx"), &Limits::default()).unwrap();
        assert_eq!(good.sheets[0].row_count(), 104);
        Ok::<(), Failed>(())
    })
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures")
        .join(name)
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

fn read(path: &Path, limits: &Limits) -> Result<Workbook> {
    wait(reader::read(&ReaderProgram::this()?, path, limits))
}

/// The refusal of bytes given as a file.
fn refusal(bytes: &[u8], limits: &Limits) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, bytes).unwrap();
    read(&path, limits).expect_err("a refusal")
}

fn reason(error: &Error) -> &str {
    error.context.get("reason").map_or("", String::as_str)
}
