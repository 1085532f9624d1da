//! The drop folder as the window looks at it: only while a vault is open, and only when the page asks. What is
//! remembered of its files between two looks lives in this process and ends with it.

use crate::clock;
use crate::desk::Open;
use crate::failure::{Answer, Failure};
use jingwei_core::intake::drop_folder::{self, DropFolder, FileDigest, Look, WholeFile};
use jingwei_core::{Error, Result};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What lies in the drop folder.
#[derive(Debug, Clone, Default, Serialize, specta::Type)]
pub struct FolderLook {
    pub folder: PathBuf,
    /// Not imported yet.
    pub new: Vec<DroppedFile>,
    /// Not wanted; they can be taken back.
    pub passed_over: Vec<DroppedFile>,
    pub imported: u32,
    /// Still being written, empty, or not readable.
    pub unfinished: u32,
    /// Older files that were not looked at.
    pub older: u32,
    /// Why nothing could be seen.
    pub problem: Option<Failure>,
}

/// A file of the drop folder.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct DroppedFile {
    pub name: String,
    pub path: PathBuf,
}

/// The state of the folder between two looks.
#[derive(Default)]
pub struct Watched(Arc<Mutex<Option<DropFolder>>>);

impl Watched {
    /// Looks at the folder and holds what is whole against the vault. A folder that cannot be seen is said, no failure.
    pub async fn look(&self, desk: &Open, folder: PathBuf) -> Answer<FolderLook> {
        let look = match self.looked(folder.clone()).await? {
            Ok(look) => look,
            Err(error) => {
                return Ok(FolderLook {
                    folder,
                    problem: Some(Failure::from(error)),
                    ..FolderLook::default()
                });
            }
        };
        let sorted = drop_folder::sort(&desk.vault, look).await?;
        Ok(FolderLook {
            folder,
            new: sorted.new.into_iter().map(shown).collect(),
            passed_over: sorted.passed_over.into_iter().map(shown).collect(),
            imported: sorted.imported.len() as u32,
            unfinished: sorted.unfinished.len() as u32,
            older: sorted.older,
            problem: None,
        })
    }

    /// Away from the window's own threads: a share in the network may take its time.
    async fn looked(&self, folder: PathBuf) -> Answer<Result<Look>> {
        let watched = Arc::clone(&self.0);
        let looking = move || {
            let mut watched = watched.lock().unwrap_or_else(PoisonError::into_inner);
            let same = watched.take().filter(|now| now.folder() == folder);
            watched
                .insert(same.unwrap_or_else(|| DropFolder::new(folder)))
                .look()
        };
        let looked = tokio::task::spawn_blocking(looking).await;
        looked.map_err(|error| Failure::from(Error::fault("没有看成投放文件夹。", error)))
    }
}

impl Watched {
    /// Those of these files that lie in the folder are not told of any more: they were seen to say nothing new.
    pub async fn nothing_new(&self, desk: &Open, mut files: Vec<FileDigest>) -> Answer<()> {
        {
            let watched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let folder = watched.as_ref();
            files.retain(|file| folder.is_some_and(|folder| folder.holds(file)));
        }
        if desk.vault.is_read_only() {
            return Ok(());
        }
        Ok(drop_folder::nothing_new(&desk.vault, &files, clock::now()).await?)
    }
}

/// The files' bytes, by which the vault knows them.
///
/// # Errors
/// Where one is gone or cannot be read.
async fn digests(paths: Vec<PathBuf>) -> Answer<Vec<FileDigest>> {
    let reading = move || paths.iter().map(|path| drop_folder::digest(path)).collect();
    let read: Result<Vec<FileDigest>> = (tokio::task::spawn_blocking(reading).await)
        .map_err(|error| Failure::from(Error::fault("没有看成投放文件夹。", error)))?;
    Ok(read?)
}

/// These files are not told of any more.
pub async fn pass_over(desk: &Open, paths: Vec<PathBuf>) -> Answer<()> {
    let files = digests(paths).await?;
    Ok(drop_folder::pass_over(&desk.vault, &files, clock::now()).await?)
}

/// These files are told of again.
pub async fn take_back(desk: &Open, paths: Vec<PathBuf>) -> Answer<()> {
    let files = digests(paths).await?;
    Ok(drop_folder::take_back(&desk.vault, &files, clock::now()).await?)
}

fn shown(file: WholeFile) -> DroppedFile {
    let name = file.path.file_name().unwrap_or_default();
    DroppedFile {
        name: name.to_string_lossy().into_owned(),
        path: file.path,
    }
}
