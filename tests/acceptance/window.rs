//! What the window may do, as its configuration says it: docs of the shell promise a closed page.

use std::{collections::BTreeSet, fs, path::Path};

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
        "windows are made in lib.rs"
    );
}

#[test]
fn the_content_policy_names_no_remote_origin() {
    let policy = &shell_json("tauri.conf.json")["app"]["security"]["csp"];
    let policy = policy.as_object().expect("a policy by directive");
    assert_eq!(policy["default-src"], "'self'");
    for (directive, sources) in policy {
        for source in sources.as_str().expect("a list of sources").split(' ') {
            let own = ["'self'", "'none'", "ipc:", "http://ipc.localhost"];
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

    let granted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("a list of permissions")
        .iter()
        .map(|permission| permission.as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(granted, own_permissions());
}

/// `allow-…` for each command of the app manifest in the shell's build script.
fn own_permissions() -> BTreeSet<String> {
    let path = project_folder().join("src-tauri/build.rs");
    let script = fs::read_to_string(path).expect("src-tauri/build.rs");
    let (_, list) = script
        .split_once("COMMANDS: &[&str] = &[")
        .expect("COMMANDS");
    let (list, _) = list.split_once(']').expect("the end of COMMANDS");
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(|command| format!("allow-{}", command.replace('_', "-")))
        .collect()
}
