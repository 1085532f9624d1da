//! 投放文件夹, the drop folder: looked at again and again for tables that the vault does not know yet. It is only ever
//! read: what lies there is never moved, changed or deleted, and nothing of it is imported without a preview.

mod store;

#[cfg(test)]
mod tests;

pub(super) use store::after_undo;
pub use store::{nothing_new, pass_over, sort, take_back};

use super::gather::is_named_as;
use crate::error::{Code, Error, Result};
use crate::vault::atomic;
use jiff::Timestamp;
use std::collections::HashMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Endings of the files that are told of. Texts and web pages lie in such folders for other reasons.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xls", "et", "csv"];

/// Files looked at, the newest by their time: the archive of many years is no delivery.
pub const MOST: usize = 200;

/// The SHA-256 of a file's bytes.
pub type FileDigest = [u8; 32];

/// A folder, and how its files stood at the last look.
#[derive(Debug)]
pub struct DropFolder {
    folder: PathBuf,
    seen: HashMap<PathBuf, Seen>,
}

#[derive(Debug)]
struct Seen {
    trace: Trace,
    /// `None`: it was not whole yet.
    digest: Option<FileDigest>,
}

/// What tells a file that is still being written from one that is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Trace {
    bytes: u64,
    changed: Option<SystemTime>,
}

/// What one look finds, by name.
#[derive(Debug, Default)]
pub struct Look {
    pub whole: Vec<WholeFile>,
    /// Still being written, empty, or not readable: looked at again the next time.
    pub unfinished: Vec<PathBuf>,
    /// Older files that were not looked at.
    pub older: u32,
}

/// A file that stood unchanged from one look to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeFile {
    pub path: PathBuf,
    pub digest: FileDigest,
}

/// The same held against the vault.
#[derive(Debug, Default)]
pub struct Sorted {
    pub new: Vec<WholeFile>,
    /// Imports of these bytes stand; when the last was made.
    pub imported: Vec<(WholeFile, Timestamp)>,
    /// The user does not want them, or they were seen to say nothing new.
    pub passed_over: Vec<WholeFile>,
    pub unfinished: Vec<PathBuf>,
    pub older: u32,
}

impl Trace {
    fn of(metadata: &Metadata) -> Trace {
        Trace {
            bytes: metadata.len(),
            changed: metadata.modified().ok(),
        }
    }
}

impl DropFolder {
    pub fn new(folder: PathBuf) -> Self {
        DropFolder {
            folder,
            seen: HashMap::new(),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a file of these bytes lay there at the last look.
    pub fn holds(&self, file: &FileDigest) -> bool {
        self.seen
            .values()
            .any(|seen| seen.digest.as_ref() == Some(file))
    }

    /// Looks once; a file's bytes are read only when it is new here, or changed. Blocks as long as the disk, or the
    /// network, takes.
    ///
    /// # Errors
    /// [`Code::NotFound`] where the folder is not there or cannot be read.
    pub fn look(&mut self) -> Result<Look> {
        let mut found = self.tables()?;
        found.sort_by(|(a, of_a), (b, of_b)| of_b.changed.cmp(&of_a.changed).then(a.cmp(b)));
        let older = found.len().saturating_sub(MOST) as u32;
        found.truncate(MOST);
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut before = std::mem::take(&mut self.seen);
        let mut look = Look {
            older,
            ..Look::default()
        };
        for (path, trace) in found {
            let unchanged = before.remove(&path).filter(|seen| seen.trace == trace);
            let digest = unchanged.and_then(|seen| seen.digest.or_else(|| whole(&path, trace)));
            match digest {
                Some(digest) => look.whole.push(WholeFile {
                    path: path.clone(),
                    digest,
                }),
                None => look.unfinished.push(path.clone()),
            }
            self.seen.insert(path, Seen { trace, digest });
        }
        Ok(look)
    }

    /// The tables directly in the folder.
    fn tables(&self) -> Result<Vec<(PathBuf, Trace)>> {
        let entries = std::fs::read_dir(&self.folder)
            .and_then(|entries| entries.collect::<io::Result<Vec<_>>>())
            .map_err(|error| self.closed(error))?;
        let paths = entries.into_iter().map(|entry| entry.path());
        let tables = paths.filter(|path| is_named_as(path, &ENDINGS));
        let traced = tables.filter_map(|path| {
            // What is gone by now is as if it had never been there.
            let metadata = std::fs::metadata(&path).ok()?;
            let is_table = metadata.is_file() && !is_hidden(&metadata);
            is_table.then(|| (path, Trace::of(&metadata)))
        });
        Ok(traced.collect())
    }

    fn closed(&self, error: io::Error) -> Error {
        let name = self.folder.file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        let message =
            format!("投放文件夹现在打不开：{name}。里面的文件没有读取；接上或恢复之后会接着看。");
        Error::new(Code::NotFound, message)
            .with("file", name)
            .caused_by(error)
    }
}

/// A file's digest where it has content, can be read, and is the same before and after.
fn whole(path: &Path, trace: Trace) -> Option<FileDigest> {
    if trace.bytes == 0 {
        return None;
    }
    let digest = digest(path).ok()?;
    let after = std::fs::metadata(path).ok()?;
    (Trace::of(&after) == trace).then_some(digest)
}

/// Of a file's bytes.
///
/// # Errors
/// [`Code::NotFound`] where it cannot be read.
pub fn digest(path: &Path) -> Result<FileDigest> {
    atomic::sha256(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("读不了这个文件：{name}。什么也没有改动。");
    Error::new(Code::NotFound, message)
        .with("file", name)
        .caused_by(error)
}

#[cfg(windows)]
fn is_hidden(metadata: &Metadata) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    /// `FILE_ATTRIBUTE_HIDDEN`
    const HIDDEN: u32 = 0x2;
    metadata.file_attributes() & HIDDEN != 0
}

/// Elsewhere the name says it.
#[cfg(not(windows))]
fn is_hidden(_: &Metadata) -> bool {
    false
}
