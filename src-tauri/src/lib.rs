//! 经纬 Jingwei: the window. The only crate that knows Tauri.
//!
//! - [`run`]: the application with its one window
//! - [`commands`]: what the page may ask for, one module a noun
//! - [`desk`]: what the window has open: the vault and what is kept beside it in memory
//! - [`choose`]: what only the user can name: files, a folder, where to save
//! - [`preference`]: how this machine shows the window, and which vaults it opened
//! - [`idle`]: the lock of a desk that nobody works at
//! - [`platform`]: what only the system knows: a locked screen, a machine that goes to sleep
//! - [`signs`]: what the shell tells the page without being asked
//! - [`menu`], [`copying`]: the menu bar of macOS; what the page copies
//! - [`previews`]: documents that were made and are being looked at, in memory only
//! - [`imports`], [`drops`]: the import under way, and files dropped on the window
//! - [`shelf`]: lists that the page has opened, by number
//! - [`failure`]: the one form in which errors reach the page
//! - [`clock`]: the only place that reads the clock
//! - [`window`]: the window itself, closed to everything but its own page
//!
//! The page is served from the program itself and never leaves it: no remote origin, no second
//! window, no download, nothing kept on disk by the web view.

pub mod choose;
pub mod clock;
pub mod commands;
mod copying;
pub mod desk;
pub mod drop_folder;
pub mod drops;
pub mod failure;
mod idle;
pub mod imports;
mod menu;
mod platform;
pub mod preference;
pub mod previews;
mod restart;
mod shelf;
mod signs;
mod window;

use desk::Desk;
use drops::Drops;
use imports::Imports;
use jingwei_keychain::Keychain;
use preference::PreferenceFile;
use previews::Previews;
use tauri::{App, AppHandle, Manager, RunEvent};

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When the window or the web view cannot be created, for instance without a display.
pub fn run() -> tauri::Result<()> {
    build()
        .map_err(restart::after_a_predecessors_end)?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                // First, so that a start from now on opens a window instead of looking for this one.
                tauri_plugin_single_instance::destroy(app);
                tauri::async_runtime::block_on(idle::leave(app));
            }
        });
    Ok(())
}

fn build() -> tauri::Result<App> {
    let commands = commands::all();
    tauri::Builder::default()
        // First, so that a second start ends before it does anything else.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::focus(app);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::state_plugin())
        .manage(Desk::default())
        .manage(Previews::default())
        .manage(idle::Idle::default())
        .manage(copying::Copying::default())
        .manage(signs::Signs::default())
        .manage(window::Closing::default())
        .manage(commands::audit::OpenTrails::default())
        .manage(commands::client_list::OpenLists::default())
        .manage(Drops::default())
        .manage(Imports::default())
        .manage(commands::vault::keychain::AskedOnce::default())
        .manage(drop_folder::Watched::default())
        .manage(commands::mapping::OpenMappings::default())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| {
            commands.mount_events(app);
            Ok(start(app.handle())?)
        })
        .build(tauri::generate_context!())
}

/// What stands before the page asks for anything.
fn start(app: &AppHandle) -> tauri::Result<()> {
    let configuration = app.path().app_config_dir()?;
    let preferences = PreferenceFile::read(&configuration);
    let language = preferences.preferences().language;
    app.manage(preferences);
    app.manage(Keychain::noted_in(&configuration));
    if cfg!(target_os = "macos") {
        menu::install(app, language)?;
    }
    window::open(app)?;
    tauri::async_runtime::spawn(idle::watch(app.clone()));
    idle::lock_with_the_screen(app.clone());
    Ok(())
}
