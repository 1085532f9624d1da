//! What lies in a folder, said before anything is unlocked: vaults to open, backups to restore.

use super::attempts::Attempts;
use super::backup::Manifest;
use super::key_file::{EscrowSeen, KeyFile};
use super::{DATABASE, KEY_FILE, refuse_hollow};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A locked vault, as far as it can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Locked {
    /// The folder's name without `.vault`.
    pub name: String,
    /// More than one: the staff number is asked, too.
    pub users: u32,
    /// Seconds until a passphrase is tried again.
    pub wait_seconds: u32,
    /// Whose escrow key is said to open it; held against the key only when it opens.
    pub escrow: Option<EscrowSeen>,
}

/// Looks at a vault without its key; refused as opening it would be.
pub fn look(dir: &Path, now: Timestamp) -> Result<Locked> {
    let key_file = KeyFile::read(&dir.join(KEY_FILE))?;
    refuse_hollow(&dir.join(DATABASE))?;
    Ok(Locked {
        name: name_of(dir),
        users: u32::try_from(key_file.users()).unwrap_or(u32::MAX),
        wait_seconds: Attempts::read(dir).wait_seconds(now),
        escrow: key_file.escrow(),
    })
}

/// The vaults a person means by a folder: itself, or those directly inside it.
pub fn find(folder: &Path) -> Result<Vec<PathBuf>> {
    if is_vault(folder) {
        return Ok(vec![folder.to_path_buf()]);
    }
    let inside = vaults_inside(folder)?;
    if inside.is_empty() {
        return Err(Error::new(
            Code::NotAVault,
            "这个文件夹里没有保险库。没有改动任何文件；请选择名字以 .vault 结尾的文件夹。",
        ));
    }
    Ok(inside)
}

/// A backup as its manifest tells it; the copies made before an upgrade have none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupFound {
    pub folder: PathBuf,
    pub name: String,
    #[specta(type = Option<String>)]
    pub made_at: Option<Timestamp>,
    #[specta(type = Option<i32>)]
    pub clients: Option<i64>,
}

/// The backups in a folder (or the one that it is), newest first. A folder that is missing has none.
pub fn backups(folder: &Path) -> Result<Vec<BackupFound>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let folders = if is_vault(folder) {
        vec![folder.to_path_buf()]
    } else {
        vaults_inside(folder)?
    };
    let mut found: Vec<BackupFound> = folders
        .into_iter()
        .map(|folder| {
            let manifest = Manifest::read(&folder);
            BackupFound {
                name: name_of(&folder),
                made_at: manifest.as_ref().map(|manifest| manifest.made_at),
                clients: manifest.as_ref().map(|manifest| manifest.clients),
                folder,
            }
        })
        .collect();
    // Names end in their time, so they order those without a manifest.
    found.sort_by(|a, b| (b.made_at, &b.name).cmp(&(a.made_at, &a.name)));
    Ok(found)
}

fn is_vault(folder: &Path) -> bool {
    folder.join(KEY_FILE).exists() || folder.join(DATABASE).exists()
}

fn vaults_inside(folder: &Path) -> Result<Vec<PathBuf>> {
    let told = |error| super::atomic::from_io(error, "这个文件夹没有打开");
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        // A name that begins with a dot is one still being built.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !is_hidden && is_vault(&path) {
            inside.push(path);
        }
    }
    inside.sort();
    Ok(inside)
}

/// A place that other machines write to behind the vault's back: a synchronised folder makes copies of a
/// database that is being written, a network folder loses locks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shared {
    Synchronised { by: String },
    Network,
}

/// What synchronising programs call their folders, in lower case, and how people know them.
const SYNCHRONISED: [(&str, &str); 14] = [
    ("onedrive", "OneDrive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("百度网盘", "百度网盘"),
    ("baidunetdisk", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("微云", "微云"),
    ("weiyun", "微云"),
    ("wps云盘", "WPS 云盘"),
];

/// Whether a vault lies in such a place, by the names of the folders it lies in. A drive letter that stands for
/// a network folder is not recognised.
pub fn shared(dir: &Path) -> Option<Shared> {
    let whole = dir.to_string_lossy().replace('\\', "/").to_lowercase();
    let mut folders: Vec<&str> = whole.split('/').collect();
    // The vault's own name says nothing about where it lies.
    folders.pop();
    let by = SYNCHRONISED
        .iter()
        .find(|(part, _)| folders.iter().any(|folder| folder.contains(part)));
    if let Some((_, by)) = by {
        return Some(Shared::Synchronised { by: (*by).into() });
    }
    // `\\?\C:\…` is a local path in its long form.
    let is_network =
        (whole.starts_with("//") && !whole.starts_with("//?/")) || whole.starts_with("//?/unc/");
    is_network.then_some(Shared::Network)
}

/// The folder's name without `.vault`.
pub(super) fn name_of(dir: &Path) -> String {
    dir.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synchronised_and_network_folders_are_known_by_their_names() {
        let by = |path: &str| match shared(Path::new(path)) {
            Some(Shared::Synchronised { by }) => by,
            Some(Shared::Network) => "network".into(),
            None => String::new(),
        };
        for (path, expected) in [
            (r"C:\Users\lin\OneDrive - 示例银行\desk.vault", "OneDrive"),
            (
                "/Users/lin/Library/Mobile Documents/com~apple~CloudDocs/desk.vault",
                "iCloud",
            ),
            ("/home/lin/Dropbox/work/desk.vault", "Dropbox"),
            (r"D:\我的坚果云\desk.vault", "坚果云"),
            (r"D:\坚果云\desk.vault", "坚果云"),
            (r"D:\BaiduNetdiskWorkspace\desk.vault", "百度网盘"),
            (r"D:\微云同步助手\123\desk.vault", "微云"),
            (r"\\fileserver\share\desk.vault", "network"),
            (r"\\?\UNC\fileserver\share\desk.vault", "network"),
            (r"\\?\C:\Users\lin\desk.vault", ""),
            (r"C:\Users\lin\Documents\OneDrive.vault", ""),
            ("/home/lin/文档/desk.vault", ""),
        ] {
            assert_eq!(by(path), expected, "{path}");
        }
    }
}
