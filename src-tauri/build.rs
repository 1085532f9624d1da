//! The access list: `capabilities/main.json` is the one list of what the window may ask for.

use std::env;
use std::path::Path;
use tauri_build::{AppManifest, Attributes, WindowsAttributes, try_build};

fn main() {
    let granted = granted_commands();
    let granted: Vec<&str> = granted.iter().map(String::as_str).collect();
    // tauri-build wants a list that lives as long as the program; this one ends with the build.
    let commands: &'static [&'static str] = Box::leak(
        granted
            .into_iter()
            .map(|name| &*Box::leak(name.to_owned().into_boxed_str()))
            .collect::<Box<[&'static str]>>(),
    );
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(commands))
        .windows_attributes(WindowsAttributes::new_without_app_manifest());
    embed_windows_manifest();
    if let Err(error) = try_build(attributes) {
        panic!("the shell cannot be built: {error:#}");
    }
}

/// The commands behind the permissions `allow-…` of the capability.
fn granted_commands() -> Vec<String> {
    const CAPABILITY: &str = "capabilities/main.json";
    println!("cargo:rerun-if-changed={CAPABILITY}");
    let text = std::fs::read_to_string(CAPABILITY).expect(CAPABILITY);
    text.split('"')
        .filter_map(|word| word.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect()
}

/// Tauri gives its manifest to the program alone; the tests link the same dialogs, and Windows starts nothing that
/// links them without it.
fn embed_windows_manifest() {
    const MANIFEST: &str = "windows/app.manifest";
    println!("cargo:rerun-if-changed={MANIFEST}");
    if env::var("CARGO_CFG_TARGET_ENV").as_deref() != Ok("msvc") {
        return;
    }
    let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the crate lies");
    println!("cargo:rustc-link-arg=/MANIFEST:EMBED");
    println!(
        "cargo:rustc-link-arg=/MANIFESTINPUT:{}",
        Path::new(&folder).join(MANIFEST).display()
    );
}
