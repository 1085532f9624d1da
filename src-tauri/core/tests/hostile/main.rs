//! Files made to break the reader (faults.md 19), made here on the fly. Each is refused by the limit that is
//! meant for it, never by the clock, and the next good file reads.
//!
//! The reader starts this very program again as its child, so `main` is our own.

mod child;
mod craft;
mod text;
mod workbook;

use jingwei_core::Code;
use jingwei_core::intake::reader::{
    CHILD_ARGUMENT, Cell, Limits, ReaderProgram, Workbook, child_main, read,
};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use tempfile::TempDir;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return child_main();
    }
    let trials = [workbook::trials(), text::trials(), child::trials()]
        .into_iter()
        .flatten()
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

const MEGABYTE: usize = 1 << 20;

/// What happens, and then a good file.
fn trial(name: &str, body: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, move || {
        body();
        good_file_reads();
        Ok::<(), Failed>(())
    })
}

fn program() -> ReaderProgram {
    ReaderProgram::this().expect("this program")
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    Runtime::new().expect("a runtime").block_on(work)
}

/// The reason for which a file with these bytes is refused.
fn reason_of(name: &str, bytes: &[u8], limits: &Limits) -> String {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    reason_of_file(&path, limits)
}

fn reason_of_file(path: &Path, limits: &Limits) -> String {
    reason(wait(read(&program(), path, limits)))
}

fn reason(read: jingwei_core::Result<Workbook>) -> String {
    let error = read.expect_err("a refusal");
    assert_eq!(error.code, Code::UnreadableFile, "{error}");
    assert!(error.message.contains("未导入任何内容"), "{error}");
    error.context["reason"].clone()
}

fn good_file_reads() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "客户名称").expect("a cell");
    sheet.write(1, 0, "示例精工股份有限公司").expect("a cell");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("good.xlsx");
    book.save(&path).expect("a file");
    let book = wait(read(&program(), &path, &Limits::default())).expect("a good file");
    let cell = book.sheets[0].row_at(1).get(0);
    assert_eq!(*cell, Cell::text("示例精工股份有限公司"));
}
