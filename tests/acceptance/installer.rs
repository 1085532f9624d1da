//! What the installers promise: no network, no administrator, every licence inside and none that may not ship.

use std::fs;

use serde_json::Value;

use crate::harness::project_folder;

/// Licences of packages in the page that may be shipped with their notice.
const ALLOWED: [&str; 9] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 OR MIT",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MIT AND OFL-1.1",
    "OFL-1.1",
    "Unlicense",
];

fn project_json(path: &str) -> Value {
    let text = fs::read_to_string(project_folder().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn installing_needs_no_network_and_no_administrator() {
    let bundle = &project_json("src-tauri/tauri.conf.json")["bundle"];
    let windows = &bundle["windows"];
    assert_eq!(windows["webviewInstallMode"]["type"], "offlineInstaller");
    assert_eq!(windows["nsis"]["installMode"], "currentUser");
    assert_eq!(
        bundle["createUpdaterArtifacts"], false,
        "the program looks for no update"
    );
}

#[test]
fn the_licences_are_inside() {
    let resources = &project_json("src-tauri/tauri.conf.json")["bundle"]["resources"];
    for source in ["../LICENSE", "../docs/third-party.md", "../docs/licenses/*"] {
        assert!(resources[source].is_string(), "{source} stays behind");
    }
    let notices = fs::read_to_string(project_folder().join("docs/third-party.md"))
        .expect("docs/third-party.md");
    let texts: Vec<&str> = notices
        .split("](licenses/")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .collect();
    assert!(!texts.is_empty());
    for text in texts {
        let path = project_folder().join("docs/licenses").join(text);
        assert!(path.is_file(), "{path:?} is named and not there");
    }
}

#[test]
fn every_package_of_the_page_may_be_shipped() {
    let lock = project_json("ui/package-lock.json");
    let packages = lock["packages"].as_object().expect("packages");
    let shipped: Vec<_> = packages
        .iter()
        .filter(|(path, package)| {
            !path.is_empty() && package["dev"] != true && package["optional"] != true
        })
        .collect();
    assert!(shipped.len() > 10, "{} packages", shipped.len());
    for (path, package) in shipped {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(ALLOWED.contains(&licence), "{path}: {licence}");
    }
}
