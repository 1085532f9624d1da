//! File names that are safe on every system, and writing that never overwrites.

use crate::error::{Code, Error, Result};
use crate::vault::atomic;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Longest stem in bytes: room for a suffix within the 255 that file systems allow.
const LONGEST: usize = 180;
/// Copies tried before giving up: `name (2).pdf` …
const COPIES: u32 = 10_000;
const RESERVED: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// A file name from text that may hold anything: separators, devices, dots, invisible characters.
pub fn safe_name(stem: &str, extension: &str) -> String {
    let kept: String = stem
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
        .collect();
    let mut cut = kept.trim_matches([' ', '.', '\u{3000}']).to_owned();
    while cut.len() > LONGEST {
        cut.pop();
    }
    let cut = cut.trim_end_matches([' ', '.']);
    let before_dot = cut
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let port = before_dot
        .strip_prefix("COM")
        .or_else(|| before_dot.strip_prefix("LPT"));
    let is_port = port.is_some_and(|n| n.chars().count() == 1);
    let prefix = if cut.is_empty() || is_port || RESERVED.contains(&before_dot.as_str()) {
        "_"
    } else {
        ""
    };
    format!("{prefix}{cut}.{extension}")
}

/// Zero-width and bidirectional controls: they would make a name look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Writes a whole new file into `folder` under `name`, or `name (2)`, … where it is taken.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    write_inner(folder, name, bytes)
        .map_err(|error| atomic::from_io(error, "文档没有写出，原有文件没有改动"))?
        .ok_or_else(|| {
            Error::new(
                Code::Exists,
                "文件夹里同名文档太多，没有写出。请换一个文件夹。",
            )
        })
}

/// Writes under a name that the user chose in a dialog, which has asked before one is taken again; a name
/// that the dialog did not show (because the extension was missing) overwrites nothing.
pub fn write_chosen(chosen: &Path, extension: &str, bytes: &[u8]) -> Result<PathBuf> {
    let is_whole = (chosen.extension()).is_some_and(|given| given.eq_ignore_ascii_case(extension));
    if is_whole && chosen.exists() {
        return atomic::write(chosen, bytes).map(|()| chosen.to_path_buf());
    }
    let mut name =
        (chosen.file_name()).map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    if !is_whole {
        name = format!("{name}.{extension}");
    }
    write_new(chosen.parent().unwrap_or(Path::new(".")), &name, bytes)
}

fn write_inner(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<Option<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let mut partial = tempfile::Builder::new()
        .prefix(".")
        .suffix(".partial")
        .tempfile_in(folder)?;
    partial.write_all(bytes)?;
    partial.as_file().sync_all()?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    for copy in 1..=COPIES {
        let path = folder.join(match copy {
            1 => name.to_owned(),
            n => format!("{stem} ({n}).{extension}"),
        });
        match partial.persist_noclobber(&path) {
            Ok(_) => {
                atomic::sync_folder(folder)?;
                return Ok(Some(path));
            }
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                partial = failed.file
            }
            Err(failed) => return Err(failed.error),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_are_no_file_names() {
        assert_eq!(safe_name(r"..\..\CON:", "pdf"), "_.._CON_.pdf");
        assert_eq!(safe_name("CON", "pdf"), "_CON.pdf");
        assert_eq!(safe_name("com1.x", "pdf"), "_com1.x.pdf");
        assert_eq!(safe_name("", "pdf"), "_.pdf");
        assert_eq!(safe_name("a/b\u{202E}fdp", "pdf"), "a_bfdp.pdf");
        assert_eq!(safe_name("示例精工（集团）", "pdf"), "示例精工（集团）.pdf");
    }

    #[test]
    fn never_overwrites() {
        let folder = tempfile::TempDir::new().unwrap();
        let first = write_new(folder.path(), "a.pdf", b"1").unwrap();
        let second = write_new(folder.path(), "a.pdf", b"2").unwrap();
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(second.file_name().unwrap(), "a (2).pdf");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            2,
            "no partial file stays"
        );
    }

    #[test]
    fn only_the_name_that_was_chosen_is_replaced() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("a.pdf"), "old").unwrap();
        let seen = write_chosen(&at("a.pdf"), "pdf", b"new").unwrap();
        assert_eq!(std::fs::read(&seen).unwrap(), b"new");
        let unseen = write_chosen(&at("a"), "pdf", b"other").unwrap();
        assert_eq!(unseen, at("a (2).pdf"));
        assert_eq!(std::fs::read(at("a.pdf")).unwrap(), b"new");
        let dotted = write_chosen(&at("方案 v1.2"), "pdf", b"x").unwrap();
        assert_eq!(dotted, at("方案 v1.2.pdf"));
    }

    proptest! {
        #[test]
        fn any_text_becomes_one_path_component(stem in any::<String>()) {
            let name = safe_name(&stem, "pdf");
            prop_assert!(name.len() <= 255);
            prop_assert_eq!(Path::new(&name).components().count(), 1);
            prop_assert!(!name.contains(['/', '\\', ':', '\0']));
        }
    }
}
