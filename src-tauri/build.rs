use tauri_build::{AppManifest, Attributes, try_build};

/// Every command the shell answers. Without this list the commands of the app would skip the access list.
const COMMANDS: &[&str] = &["app_version"];

fn main() {
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = try_build(attributes) {
        panic!("the shell cannot be built: {error:#}");
    }
}
