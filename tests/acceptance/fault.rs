//! What may go wrong, each by a test that can fail: `docs/faults.md` names them.

use crate::harness::project_folder;
use std::fs;

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
    assert_eq!(rows, 35, "rows of the table");
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
