//! Texts that do not end.

use crate::{MEGABYTE, program, reason, reason_of_file, trial, wait};
use jingwei_core::intake::reader::{Limits, read_open};
use libtest_mimic::Trial;
use std::fs::File;
use std::io::{PipeReader, Write, pipe};
use std::thread::{self, JoinHandle};
use tempfile::TempDir;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("a_csv_line_of_a_gigabyte", endless_line),
        trial("a_quote_that_never_closes", endless_quote),
        trial("a_csv_beyond_the_size_limit", large_text),
        trial("a_pipe_beyond_the_size_limit", large_pipe),
        trial("more_cells_than_may_be", many_cells),
    ]
}

/// A file of `beginning` and then the same megabyte for as long as anyone reads, at most a gigabyte.
/// Ends with how many megabytes were taken.
pub fn endless(beginning: &'static str, line: &'static str) -> (PipeReader, JoinHandle<usize>) {
    let (reader, mut writer) = pipe().expect("a pipe");
    let feeding = thread::spawn(move || {
        let megabyte = line.repeat(MEGABYTE / line.len());
        if writer.write_all(beginning.as_bytes()).is_err() {
            return 0;
        }
        (0..1_024)
            .find(|_| writer.write_all(megabyte.as_bytes()).is_err())
            .unwrap_or(1_024)
    });
    (reader, feeding)
}

fn reason_of_endless(
    beginning: &'static str,
    line: &'static str,
    limits: &Limits,
) -> (String, usize) {
    let (reader, feeding) = endless(beginning, line);
    let refused = wait(read_open(&program(), "余额.csv".into(), reader, limits));
    (reason(refused), feeding.join().expect("a writer"))
}

fn endless_line() {
    let (reason, taken) = reason_of_endless("客户编号,余额\n", "x", &Limits::default());
    assert_eq!(reason, "line_too_long");
    assert!(taken < 8, "{taken} MB of a gigabyte were read");
}

fn endless_quote() {
    let (reason, taken) = reason_of_endless("客户编号,余额\n\"", "K1,5\n", &Limits::default());
    assert_eq!(reason, "line_too_long");
    assert!(taken < 8, "{taken} MB of a gigabyte were read");
}

fn large_text() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("large.csv");
    let mut file = File::create(&path).expect("a file");
    file.write_all("客户编号,余额\n".as_bytes())
        .expect("a header");
    // The rest is a hole: a gigabyte that takes no room.
    file.set_len(1 << 30).expect("a sparse file");
    assert_eq!(reason_of_file(&path, &Limits::default()), "file_too_large");
}

/// Where no size is known before: counted as it is read.
fn large_pipe() {
    let limits = Limits {
        text_bytes: 2 * MEGABYTE as u64,
        ..Limits::default()
    };
    let (reason, taken) = reason_of_endless("客户编号,余额\n", "K1,5\n", &limits);
    assert_eq!(reason, "file_too_large");
    assert!(taken < 8, "{taken} MB of a gigabyte were read");
}

fn many_cells() {
    let limits = Limits {
        cells: 100_000,
        ..Limits::default()
    };
    let (reason, _) = reason_of_endless("客户编号,余额\n", "K1,5\n", &limits);
    assert_eq!(reason, "too_many_cells");
}
