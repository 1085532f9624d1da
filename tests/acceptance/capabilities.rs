//! `capabilities.toml` against the domain reference and the tests' own sources.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::harness::{project_folder, tests_folder};

#[test]
fn each_capability_that_is_built_names_tests_that_exist() {
    let map = read(&tests_folder().join("capabilities.toml"));
    let map: BTreeMap<String, Vec<String>> = toml::from_str(&map).expect("capabilities.toml");
    let domain = read(&project_folder().join("docs/domain.md"));
    let known = catalogue(&domain);
    let faults: Vec<String> = map
        .iter()
        .flat_map(|(id, tests)| faults_of(id, tests, &known, &source_of))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The ids of domain.md §1, which stand in the first cells of its table.
fn catalogue(domain: &str) -> BTreeSet<&str> {
    domain
        .lines()
        .skip_while(|line| !line.starts_with("## 1."))
        .take_while(|line| !line.starts_with("## 2."))
        .filter_map(|line| line.strip_prefix("| ")?.split(' ').next())
        .filter(|id| id.len() == 3 && id[1..].chars().all(|c| c.is_ascii_digit()))
        .collect()
}

/// The source of an acceptance module that `main.rs` declares, `None` where it does not.
fn source_of(module: &str) -> Option<String> {
    let folder = tests_folder().join("acceptance");
    let declared = read(&folder.join("main.rs"))
        .lines()
        .any(|line| line == format!("mod {module};"));
    declared.then(|| read(&folder.join(format!("{module}.rs"))))
}

fn faults_of(
    id: &str,
    tests: &[String],
    known: &BTreeSet<&str>,
    source_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut faults = Vec::new();
    if !known.contains(id) {
        faults.push(format!("{id} is no capability of domain.md §1"));
    }
    if tests.is_empty() {
        faults.push(format!("{id} names no test"));
    }
    for test in tests {
        let Some((module, function)) = test.split_once("::") else {
            faults.push(format!("{id}: {test} is not MODULE::FUNCTION"));
            continue;
        };
        match source_of(module) {
            None => faults.push(format!("{id}: main.rs declares no module {module}")),
            Some(source) if !has_test(&source, function) => {
                faults.push(format!("{id}: {test} is no test that runs"));
            }
            Some(_) => {}
        }
    }
    faults
}

/// Whether a source has a function of this name whose attributes make it a test and let it run.
fn has_test(source: &str, function: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let head = format!("fn {function}(");
    lines.iter().enumerate().any(|(at, line)| {
        let attributes: Vec<&&str> = lines[..at]
            .iter()
            .rev()
            .take_while(|above| above.starts_with("#["))
            .collect();
        line.trim_start_matches("async ").starts_with(&head)
            && attributes
                .iter()
                .any(|a| a.contains("test]") || a.contains("test("))
            && !attributes.iter().any(|a| a.starts_with("#[ignore"))
    })
}

#[test]
fn the_catalogue_of_the_domain_reference_is_read_whole() {
    let domain = read(&project_folder().join("docs/domain.md"));
    let known = catalogue(&domain);
    assert_eq!(known.len(), 90, "{known:?}");
    assert!(known.contains("A01") && known.contains("G04"));
}

#[test]
fn a_wrong_entry_is_named() {
    const SOURCE: &str = "
        #[test]
        fn runs() {}
        #[tokio::test(flavor = \"multi_thread\")]
        async fn runs_too() {}
        #[test]
        #[ignore = \"slow\"]
        fn is_ignored() {}
        fn is_no_test() {}
    ";
    let known = BTreeSet::from(["A01"]);
    let source_of = |module: &str| (module == "client").then(|| SOURCE.to_owned());
    let faults = |id: &str, tests: &[&str]| {
        let tests: Vec<String> = tests.iter().map(ToString::to_string).collect();
        faults_of(id, &tests, &known, &source_of)
    };

    assert!(faults("A01", &["client::runs", "client::runs_too"]).is_empty());
    for (id, test) in [
        ("Z99", "client::runs"),
        ("A01", "runs"),
        ("A01", "elsewhere::runs"),
        ("A01", "client::is_ignored"),
        ("A01", "client::is_no_test"),
        ("A01", "client::is_missing"),
    ] {
        let found = faults(id, &[test]);
        assert_eq!(found.len(), 1, "{id} {test}: {found:?}");
    }
    assert_eq!(faults("A01", &[]).len(), 1);
}
