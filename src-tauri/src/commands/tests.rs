//! The page's bindings are those of these commands, and the window is granted these commands and no others.

use super::all;
use specta_typescript::Typescript;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const HEADER: &str =
    "// Made from src-tauri/src/commands by `npm run --prefix ui bindings`; do not edit.\n";

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// With `JINGWEI_WRITE_BINDINGS` set the file is written first: that is how it is made.
#[test]
fn the_bindings_of_the_page_are_current() {
    let committed = project().join("ui/src/ipc/bindings.ts");
    let made = if std::env::var_os("JINGWEI_WRITE_BINDINGS").is_some() {
        committed.clone()
    } else {
        tempfile::tempdir().unwrap().keep().join("bindings.ts")
    };
    all()
        .export(Typescript::default().header(HEADER), &made)
        .unwrap();
    assert_eq!(
        std::fs::read_to_string(made).unwrap(),
        std::fs::read_to_string(committed).unwrap(),
        "run `npm run --prefix ui bindings`"
    );
}

/// The command line looks for the note of the keychain where the window keeps it.
#[test]
fn the_keychain_is_noted_under_the_programs_own_name() {
    let text = std::fs::read_to_string(project().join("src-tauri/tauri.conf.json")).unwrap();
    let configuration: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(configuration["identifier"], jingwei_keychain::PROGRAM);
}

#[test]
fn the_window_is_granted_exactly_these_commands() {
    let text = std::fs::read_to_string(project().join("src-tauri/capabilities/main.json")).unwrap();
    let capability: serde_json::Value = serde_json::from_str(&text).unwrap();
    let granted: BTreeSet<String> = (capability["permissions"].as_array().unwrap().iter())
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect();
    let out = tempfile::tempdir().unwrap().keep().join("bindings.ts");
    all().export(Typescript::default(), &out).unwrap();
    let bindings = std::fs::read_to_string(out).unwrap();
    let answered: BTreeSet<String> = bindings
        .split("__TAURI_INVOKE")
        .skip(1)
        // `("session")`, or `<AppInfo>("app_info")` where the answer cannot fail.
        .filter_map(|call| call.split_once("(\"")?.1.split('"').next())
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    assert_eq!(granted, answered);
}
