//! What the window may do, as its configuration says it: docs of the shell promise a closed page.

use std::{fs, path::Path};

use serde_json::Value;

use crate::harness::project_folder;

fn shell_json(path: impl AsRef<Path>) -> Value {
    let path = project_folder().join("src-tauri").join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

#[test]
fn the_page_gets_no_global_bridge_and_no_files() {
    let app = &shell_json("tauri.conf.json")["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["security"]["freezePrototype"], true);
    assert_eq!(app["security"]["assetProtocol"]["enable"], false);
    assert_eq!(
        app["windows"],
        serde_json::json!([]),
        "the window is made in window.rs"
    );
}

#[test]
fn the_content_policy_names_no_remote_origin() {
    let policy = &shell_json("tauri.conf.json")["app"]["security"]["csp"];
    let policy = policy.as_object().expect("a policy by directive");
    assert_eq!(policy["default-src"], "'self'");
    for (directive, sources) in policy {
        let own: &[&str] = match directive.as_str() {
            // The components write their styles at run time; a style can neither run nor send anything.
            "style-src" => &["'self'", "'unsafe-inline'"],
            "connect-src" => &["ipc:", "http://ipc.localhost"],
            _ => &["'self'", "'none'"],
        };
        for source in sources.as_str().expect("a list of sources").split(' ') {
            assert!(own.contains(&source), "{directive} allows {source}");
        }
    }
}

#[test]
fn one_capability_grants_the_one_window_only_own_commands() {
    let folder = project_folder().join("src-tauri/capabilities");
    let files: Vec<_> = fs::read_dir(folder)
        .expect("src-tauri/capabilities")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(files, ["main.json"]);
    let capability = shell_json("capabilities/main.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert_eq!(capability["remote"], Value::Null);

    for permission in capability["permissions"]
        .as_array()
        .expect("a list of permissions")
    {
        let name = permission.as_str().expect("a name");
        assert!(
            name.starts_with("allow-"),
            "{name} is no permission of a command of our own"
        );
    }
}
