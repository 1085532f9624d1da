// Windows would open a console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use jingwei_core::{crash, intake::reader};
use std::process::ExitCode;

fn main() -> ExitCode {
    crash::keep_quiet();
    // The reader's child: a sealed process that sees one open file and nothing else.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == reader::CHILD_ARGUMENT)
    {
        return reader::child_main();
    }
    match jingwei_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("窗口没有打开：{error}。数据没有改动；请在有图形界面的会话中再次启动。");
            ExitCode::from(4)
        }
    }
}
