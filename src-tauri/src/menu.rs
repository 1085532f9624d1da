//! The menu bar of macOS, which every program there has. Its items stand for the page's own shortcuts, so
//! that a menu does nothing that a key does not; Windows and Linux have no menu bar.

use crate::preference::Language;
use crate::signs::{Sign, Signs};
use crate::window;
use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Manager, Runtime};

const QUIT: &str = "quit";

/// The bar's texts; the menu is built before the page, which holds all others.
struct Words {
    program: &'static str,
    settings: &'static str,
    lock: &'static str,
    quit: &'static str,
    file: &'static str,
    import: &'static str,
    edit: &'static str,
    show: &'static str,
    palette: &'static str,
    larger: &'static str,
    smaller: &'static str,
    actual: &'static str,
    window: &'static str,
}

const CHINESE: Words = Words {
    program: "经纬",
    settings: "设置…",
    lock: "锁定",
    quit: "退出经纬",
    file: "文件",
    import: "导入…",
    edit: "编辑",
    show: "显示",
    palette: "搜索…",
    larger: "放大",
    smaller: "缩小",
    actual: "实际大小",
    window: "窗口",
};

const ENGLISH: Words = Words {
    program: "Jingwei",
    settings: "Settings…",
    lock: "Lock",
    quit: "Quit Jingwei",
    file: "File",
    import: "Import…",
    edit: "Edit",
    show: "View",
    palette: "Search…",
    larger: "Zoom In",
    smaller: "Zoom Out",
    actual: "Actual Size",
    window: "Window",
};

/// Puts the bar up and passes its choices to the page.
pub fn install<R: Runtime>(app: &AppHandle<R>, language: Language) -> tauri::Result<()> {
    let words = match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    app.set_menu(bar(app, &words)?)?;
    app.on_menu_event(|app, event| match event.id().as_ref() {
        QUIT => window::close(app),
        keys => {
            let keys = keys.to_owned();
            app.state::<Signs>().tell(Sign::Keys { keys });
        }
    });
    Ok(())
}

fn bar<R: Runtime>(app: &AppHandle<R>, words: &Words) -> tauri::Result<Menu<R>> {
    let program = SubmenuBuilder::new(app, words.program)
        .about(Some(AboutMetadata::default()))
        .separator()
        .item(&item(app, "mod+,", words.settings)?)
        .item(&item(app, "mod+l", words.lock)?)
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .item(
            &MenuItemBuilder::with_id(QUIT, words.quit)
                .accelerator("CmdOrCtrl+Q")
                .build(app)?,
        )
        .build()?;
    let file = SubmenuBuilder::new(app, words.file)
        .item(&item(app, "mod+i", words.import)?)
        .separator()
        .close_window()
        .build()?;
    let show = SubmenuBuilder::new(app, words.show)
        .item(&item(app, "mod+k", words.palette)?)
        .separator()
        .item(&item(app, "mod+=", words.larger)?)
        .item(&item(app, "mod+-", words.smaller)?)
        .item(&item(app, "mod+0", words.actual)?)
        .separator()
        .fullscreen()
        .build()?;
    let window = SubmenuBuilder::new(app, words.window)
        .minimize()
        .maximize()
        .build()?;
    MenuBuilder::new(app)
        .items(&[&program, &file, &edit(app, words)?, &show, &window])
        .build()
}

/// What text fields need: without these items ⌘C and ⌘V do nothing on a Mac.
fn edit<R: Runtime>(app: &AppHandle<R>, words: &Words) -> tauri::Result<Submenu<R>> {
    SubmenuBuilder::new(app, words.edit)
        .undo()
        .redo()
        .separator()
        .cut()
        .copy()
        .paste()
        .select_all()
        .build()
}

/// An item whose id is the page's shortcut; `mod` is what the system calls its own.
fn item<R: Runtime>(
    app: &AppHandle<R>,
    keys: &str,
    text: &str,
) -> tauri::Result<tauri::menu::MenuItem<R>> {
    MenuItemBuilder::with_id(keys, text)
        .accelerator(keys.replace("mod", "CmdOrCtrl"))
        .build(app)
}
