//! A disk that fails at one operation, or takes the process with it, in front of the real program.
#![cfg(target_os = "linux")]

use crate::harness::{Desk, tests_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output};

/// What fails is every write, truncation and synchronisation that a save makes, one after the other.
#[test]
fn a_disk_that_fails_at_any_write_of_a_save_leaves_the_vault_whole() {
    a_save_over_a_faulty_disk(&[]);
}

/// The same of every read, from the key file on.
#[test]
fn a_disk_that_fails_at_any_read_of_a_save_leaves_the_vault_whole() {
    a_save_over_a_faulty_disk(&["IO_FAULT_READS"]);
}

fn a_save_over_a_faulty_disk(how: &[&str]) {
    let desk = Desk::with_vault();
    let client = [
        "client",
        "add",
        "--name",
        "示例甲有限公司",
        "--number",
        "K1",
    ];
    desk.json(client);
    let pristine = desk.path("pristine");
    copy(&desk.vault(), &pristine);
    let save = ["visit", "plan", "--client", "K1", "--on", "2026-12-01"];
    let disk = FaultyDisk::new(&desk, desk.vault(), how);
    let met = disk.at_each_operation(
        || {
            fs::remove_dir_all(desk.vault()).expect("the vault of before");
            copy(&pristine, &desk.vault());
            desk.command(save)
        },
        |at, status, stderr| {
            assert!(
                matches!(status.code(), Some(0 | 3 | 4)),
                "operation {at}: {status} {stderr}"
            );
            assert_eq!(desk.json(["vault", "verify"])["ok"], true, "operation {at}");
            if status.success() {
                let visits = desk.json(["visit", "list", "--client", "K1"]);
                let planned = visits.as_array().expect("a list").len();
                assert_eq!(planned, 1, "operation {at}: acknowledged and lost");
            } else {
                desk.json(save);
            }
        },
    );
    assert!(met > 3, "a save writes and reads more often than that");
}

/// Killed in place of every write of a document: under its name it is whole, or it is not there.
#[test]
fn a_process_killed_while_it_writes_a_document_leaves_a_whole_one_or_none() {
    let desk = Desk::with_vault();
    desk.json([
        "client",
        "add",
        "--name",
        "示例甲有限公司",
        "--number",
        "K1",
    ]);
    let out = desk.path("packs");
    let pack = ["document", "visit-pack", "--client", "K1", "--out", "packs"];
    let disk = FaultyDisk::new(&desk, out.clone(), &["IO_FAULT_KILLS"]);
    let met = disk.at_each_operation(
        || {
            let _ = fs::remove_dir_all(&out);
            desk.command(pack)
        },
        |at, status, stderr| {
            assert_eq!(status.code(), None, "operation {at}: {stderr}");
            let left = documents(&out);
            for document in &left {
                let bytes = fs::read(document).expect("a document");
                let is_whole = bytes.trim_ascii_end().ends_with(b"%%EOF");
                assert!(is_whole, "operation {at}: {}", document.display());
            }
            desk.json(pack);
            let made = documents(&out).len() - left.len();
            assert_eq!(made, 1, "operation {at}: written again, over nothing");
        },
    );
    assert!(met > 1, "a document is written more often than that");
}

/// What stands in a folder under a final name.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_final = |path: &PathBuf| path.extension().is_some_and(|ending| ending != "partial");
    paths.filter(is_final).collect()
}

/// A disk that fails: `fixtures/io_fault.c`, in front of the C library.
pub struct FaultyDisk {
    library: PathBuf,
    under: PathBuf,
    /// Left behind where the fault was met.
    said: PathBuf,
    how: Vec<String>,
}

impl FaultyDisk {
    /// Of the files under a folder; `how` are the switches of `io_fault.c`.
    pub fn new(desk: &Desk, under: PathBuf, how: &[&str]) -> Self {
        let library = desk.path("io_fault.so");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(tests_folder().join("fixtures/io_fault.c"))
            .arg("-ldl")
            .output()
            .expect("a C compiler, which the vault's own library needs, too");
        assert!(
            compiled.status.success(),
            "{}",
            String::from_utf8_lossy(&compiled.stderr)
        );
        FaultyDisk {
            library,
            under,
            said: desk.path("fault-was-met"),
            how: how.iter().map(ToString::to_string).collect(),
        }
    }

    /// Runs a command with a fault at each operation in turn (at every other one but in `./test --soak`), until it
    /// makes no more and is done; how often the fault was met. `then` looks at what is left: the operation, how the
    /// command ended, and what it said.
    pub fn at_each_operation(
        &self,
        mut command: impl FnMut() -> Command,
        mut then: impl FnMut(u32, ExitStatus, &str),
    ) -> usize {
        let is_soak = std::env::var_os("JINGWEI_SOAK").is_some();
        let operations = (1..500).step_by(if is_soak { 1 } else { 2 });
        for (met, at) in operations.enumerate() {
            let _ = fs::remove_file(&self.said);
            let mut faulty = command();
            faulty
                .env("LD_PRELOAD", &self.library)
                .env("IO_FAULT_AT", at.to_string())
                .env("IO_FAULT_UNDER", &self.under)
                .env("IO_FAULT_SAID", &self.said)
                .envs(self.how.iter().map(|switch| (switch, "1")));
            let Output { status, stderr, .. } = faulty.output().expect("the program starts");
            let stderr = String::from_utf8_lossy(&stderr);
            if !self.said.exists() {
                assert!(status.success(), "{stderr}");
                return met;
            }
            then(at, status, &stderr);
        }
        panic!("the command has no end");
    }
}

/// A folder with its folders.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
