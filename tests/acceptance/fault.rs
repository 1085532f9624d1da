//! What may go wrong, each by a test that can fail: `docs/faults.md` names them.

use crate::harness::{Desk, project_folder};
use std::fs;
use std::path::Path;

/// Every row of the table names tests that exist, or says why none can.
#[test]
fn every_fault_names_tests_that_exist() {
    let table =
        fs::read_to_string(project_folder().join("docs/faults.md")).expect("docs/faults.md");
    let mut rows = 0;
    for row in table.lines().filter_map(|line| line.strip_prefix("| ")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        if cells[0].parse::<u32>().is_err() {
            continue;
        }
        rows += 1;
        assert_eq!(cells[0], rows.to_string(), "the rows stand in order");
        let tests = cells.last().expect("a last cell");
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        let is_told = cells.len() > 3 && !cells[3].trim().is_empty();
        assert!(
            !named.is_empty() || is_told,
            "row {rows} names no test and says not why"
        );
        for test in named {
            let (file, name) = test.split_once(" · ").expect("`FILE · NAME`");
            let source = fs::read_to_string(project_folder().join(file))
                .unwrap_or_else(|_| panic!("row {rows}: no file {file}"));
            assert!(
                is_test(&source, name),
                "row {rows}: {file} has no test {name}"
            );
        }
    }
    assert_eq!(rows, 34, "rows of the table");
}

fn is_test(source: &str, name: &str) -> bool {
    let is_function = |before: &str| {
        before
            .lines()
            .rev()
            .take(3)
            .any(|line| line.contains("#[test]") || line.contains("#[tokio::test"))
    };
    source
        .find(&format!("fn {name}()"))
        .is_some_and(|at| is_function(&source[..source[..at].rfind('\n').unwrap_or(0)]))
        || source.contains(&format!("test(\"{name}\""))
        || source.contains(&format!("\"hostile::{name}\""))
}

/// The operation that fails is every one that a save makes, one after the other.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fails_at_any_write_of_a_save_leaves_the_vault_whole() {
    use crate::harness::Outcome;
    let desk = Desk::with_vault();
    desk.json([
        "client",
        "add",
        "--name",
        "示例甲有限公司",
        "--number",
        "K1",
    ]);
    let pristine = desk.path("pristine");
    copy(&desk.vault(), &pristine);
    let fault = compile(&desk);
    let said = desk.path("fault-was-met");
    for at in 1.. {
        assert!(at < 500, "a save has an end");
        fs::remove_dir_all(desk.vault()).expect("the vault of before");
        copy(&pristine, &desk.vault());
        let _ = fs::remove_file(&said);
        let save = ["visit", "plan", "--client", "K1", "--on", "2026-12-01"];
        let mut faulty = desk.command(save);
        faulty
            .env("LD_PRELOAD", &fault)
            .env("IO_FAULT_AT", at.to_string())
            .env("IO_FAULT_UNDER", desk.vault())
            .env("IO_FAULT_SAID", &said);
        let outcome = Outcome::of(&mut faulty);
        if !said.exists() {
            assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
            assert!(
                at > 3,
                "the fault was never met: a save writes more often than that"
            );
            return;
        }
        assert!(
            [0, 3, 4].contains(&outcome.exit),
            "operation {at}: {}",
            outcome.stderr
        );
        assert_eq!(desk.json(["vault", "verify"])["ok"], true, "operation {at}");
        if outcome.exit == 0 {
            let visits = desk.json(["visit", "list", "--client", "K1"]);
            let planned = visits.as_array().expect("a list").len();
            assert_eq!(planned, 1, "operation {at}: acknowledged and lost");
        } else {
            desk.json(save);
        }
    }
}

#[cfg(target_os = "linux")]
pub fn compile(desk: &Desk) -> std::path::PathBuf {
    let library = desk.path("io_fault.so");
    let compiled = std::process::Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(crate::harness::tests_folder().join("fixtures/io_fault.c"))
        .arg("-ldl")
        .output()
        .expect("a C compiler, which the vault's own library needs, too");
    assert!(
        compiled.status.success(),
        "{}",
        String::from_utf8_lossy(&compiled.stderr)
    );
    library
}

/// A folder with its folders.
#[cfg(target_os = "linux")]
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
