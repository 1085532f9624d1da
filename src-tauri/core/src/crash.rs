//! What a crash leaves behind: where it was, never what was in hand. A panic's own message may quote a cell or a
//! name, standard error may be a log, and a dump of memory holds the key.

use std::panic::{self, PanicHookInfo};
use std::path::Path;

/// From now on a panic says its place only, and no memory is dumped. A program calls it first of all.
pub fn keep_quiet() {
    panic::set_hook(Box::new(|info| eprintln!("{}", said_of(info))));
    #[cfg(unix)]
    {
        // Where a limit cannot be lowered there was none to raise.
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
}

fn said_of(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, |location| {
        let file = Path::new(location.file()).file_name().unwrap_or_default();
        format!("（{}:{}）", file.to_string_lossy(), location.line())
    });
    format!("程序内部出错{place}。已经确认的改动都在保险库里，请重新打开后再试。")
}
