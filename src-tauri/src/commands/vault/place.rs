//! Where vaults lie: those opened before, those a folder holds, and names for new ones.

use super::keychain::{self, AskedOnce};
use super::refused;
use crate::choose::{self, Asked};
use crate::clock;
use crate::failure::Answer;
use crate::preference::PreferenceFile;
use jingwei_core::Result;
use jingwei_core::demo;
use jingwei_core::vault::{self, EscrowSeen, Locked};
use jingwei_keychain::Keychain;
use serde::Serialize;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, State};

/// A vault that was opened on this machine.
#[derive(Serialize, specta::Type)]
pub struct RecentVault {
    pub name: String,
    pub folder: PathBuf,
    /// RFC 3339.
    pub opened_at: String,
    /// The folder is not there any more, or not at this moment (a stick, a network drive).
    pub is_missing: bool,
}

/// Newest first.
#[tauri::command]
#[specta::specta]
pub async fn vault_recent(file: State<'_, PreferenceFile>) -> Answer<Vec<RecentVault>> {
    let recent = file.recent().into_iter();
    Ok(recent
        .map(|recent| RecentVault {
            is_missing: !recent.folder.exists(),
            name: recent.name,
            folder: recent.folder,
            opened_at: recent.opened_at.to_string(),
        })
        .collect())
}

/// Takes a vault off the list of recent ones; the vault itself is not touched.
#[tauri::command]
#[specta::specta]
pub fn vault_forget(file: State<'_, PreferenceFile>, folder: PathBuf) -> Answer<()> {
    Ok(file.forget(&folder)?)
}

/// A vault as the start page lists it.
#[derive(Serialize, specta::Type)]
pub struct FoundVault {
    pub name: String,
    pub folder: PathBuf,
}

/// The vaults meant by a folder: itself, or those in it.
#[tauri::command]
#[specta::specta]
pub async fn vault_find(folder: PathBuf) -> Answer<Vec<FoundVault>> {
    let found = vault::find(&folder)?;
    Ok(found
        .into_iter()
        .map(|folder| FoundVault {
            name: name_of(&folder),
            folder,
        })
        .collect())
}

/// A locked vault, with the passphrase where that is no secret.
#[derive(Serialize, specta::Type)]
pub struct LockedVault {
    pub name: String,
    /// More than one: the staff number is asked, too.
    pub users: u32,
    /// Who opened it last on this machine, where it has several users.
    pub staff_number: Option<String>,
    pub wait_seconds: u32,
    /// Whose escrow key opens it, as its key file says.
    pub escrow: Option<EscrowSeen>,
    /// This computer's keychain opens it, if it is asked now.
    pub by_keychain: bool,
    /// Of the demo, whose clients are fictional.
    pub known_passphrase: Option<String>,
}

/// What can be seen of a vault before it is unlocked; refused as opening it would be.
#[tauri::command]
#[specta::specta]
pub async fn vault_look(
    file: State<'_, PreferenceFile>,
    keychain: State<'_, Keychain>,
    asked: State<'_, AskedOnce>,
    folder: PathBuf,
) -> Answer<LockedVault> {
    let Locked {
        name,
        users,
        wait_seconds,
        escrow,
    } = vault::look(&folder, clock::now())?;
    let recent = file
        .recent()
        .into_iter()
        .find(|recent| recent.folder == super::absolute(&folder));
    let is_demo = name.starts_with(demo::VAULT_NAME);
    Ok(LockedVault {
        name,
        users,
        staff_number: recent.and_then(|recent| recent.staff_number),
        wait_seconds,
        escrow,
        by_keychain: keychain::opens(&asked, &keychain, &folder),
        known_passphrase: is_demo.then(|| demo::PASSPHRASE.to_owned()),
    })
}

/// Asks for a folder; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn vault_choose_folder(
    app: AppHandle,
    title: String,
    from: Option<PathBuf>,
) -> Answer<Option<PathBuf>> {
    let asked = Asked {
        title,
        kind: ("", &[]),
        name: None,
        folder: from.filter(|folder| folder.is_dir()),
    };
    Ok(choose::folder(&app, asked).await)
}

/// Where new vaults go unless the user says otherwise.
#[tauri::command]
#[specta::specta]
pub fn vault_default_folder(app: AppHandle) -> Answer<PathBuf> {
    let paths = app.path();
    let documents = paths.document_dir().or_else(|_| paths.home_dir());
    let documents = documents.map_err(|_| refused("系统没有说明文档文件夹在哪里，请自行选择。"))?;
    Ok(documents.join("经纬"))
}

/// `FOLDER/NAME.vault`, where the name is one a folder can have on every system.
pub(super) fn vault_folder(folder: &Path, name: &str) -> Result<PathBuf> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 || !is_folder_name(name) {
        return Err(refused(
            "保险库名称要有 1 到 60 个字，不能以点开头或结尾，也不能含 / \\ : * ? \" < > |。什么也没有建立。",
        ));
    }
    if folder.as_os_str().is_empty() {
        return Err(refused("请选择保险库放在哪个文件夹。什么也没有建立。"));
    }
    Ok(folder.join(format!("{name}.vault")))
}

fn is_folder_name(name: &str) -> bool {
    let is_odd = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    let is_device = |name: &str| {
        let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
        let numbered = stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT"));
        numbered || ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
    };
    !name.contains(is_odd) && !name.starts_with('.') && !name.ends_with('.') && !is_device(name)
}

/// The first of `NAME.vault`, `NAME 2.vault`, … that is not there yet.
pub(super) fn free_name(folder: &Path, name: &str) -> PathBuf {
    let mut path = folder.join(format!("{name}.vault"));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{name} {number}.vault"));
        number += 1;
    }
    path
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_inside_its_folder_on_every_system() {
        let folder = Path::new("/desk");
        assert_eq!(
            vault_folder(folder, " 我的客户 ").unwrap(),
            Path::new("/desk/我的客户.vault")
        );
        let long = "长".repeat(61);
        for name in [
            "", " ", "..", "../x", "a/b", "a\\b", "CON", "com1", "a:b", ".x", "x.", "a\nb", &long,
        ] {
            assert!(vault_folder(folder, name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_second_demo_stands_beside_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = free_name(folder.path(), "示例");
        assert_eq!(first, folder.path().join("示例.vault"));
        std::fs::create_dir(&first).unwrap();
        assert_eq!(
            free_name(folder.path(), "示例"),
            folder.path().join("示例 2.vault")
        );
    }
}
