//! The drop folder as the window looks at it: only while a vault is open, and only when the page asks. What is
//! remembered of its files between two looks lives in this process and ends with it.

use crate::clock;
use crate::desk::Open;
use crate::failure::{Answer, Failure};
use jingwei_core::intake::drop_folder::{self, DropFolder, FileDigest, Look, WholeFile};
use jingwei_core::{Code, Error, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::timeout;

/// A share in the network that answers no sooner is left alone until the next look.
const PATIENCE: Duration = Duration::from_secs(8);

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

/// The state of the folder between two looks. Held as long as a look takes, which a share in the network may never
/// answer: whoever waits for it waits with patience only.
#[derive(Default)]
pub struct Watched(Arc<Mutex<Option<DropFolder>>>);

impl Watched {
    /// Looks at the folder and holds what is whole against the vault. A folder that cannot be seen is said, no failure.
    pub async fn look(&self, desk: &Open, folder: PathBuf) -> Answer<FolderLook> {
        let look = match self.looked(folder.clone(), PATIENCE).await? {
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

    /// Away from the window's own threads. A look that is not answered goes on by itself, and no second one is begun
    /// beside it.
    async fn looked(&self, folder: PathBuf, patience: Duration) -> Answer<Result<Look>> {
        let silent = silent(&folder);
        let Some(mut watched) = self.free_within(patience).await else {
            return Ok(Err(silent));
        };
        let looking = tokio::task::spawn_blocking(move || {
            let same = watched.take().filter(|now| now.folder() == folder);
            watched
                .insert(same.unwrap_or_else(|| DropFolder::new(folder)))
                .look()
        });
        match timeout(patience, looking).await {
            Ok(looked) => {
                looked.map_err(|error| Failure::from(Error::fault("没有看成投放文件夹。", error)))
            }
            Err(_) => Ok(Err(silent)),
        }
    }

    async fn free_within(&self, patience: Duration) -> Option<OwnedMutexGuard<Option<DropFolder>>> {
        let free = Arc::clone(&self.0).lock_owned();
        timeout(patience, free).await.ok()
    }

    /// Those of these files that lie in the folder are not told of any more: they were seen to say nothing new.
    pub async fn nothing_new(&self, desk: &Open, mut files: Vec<FileDigest>) -> Answer<()> {
        // Of a folder that does not answer they are told of once more.
        let Some(watched) = self.free_within(PATIENCE).await else {
            return Ok(());
        };
        let folder = watched.as_ref();
        files.retain(|file| folder.is_some_and(|folder| folder.holds(file)));
        drop(watched);
        if desk.vault.is_read_only() {
            return Ok(());
        }
        Ok(drop_folder::nothing_new(&desk.vault, &files, clock::now()).await?)
    }
}

fn silent(folder: &Path) -> Error {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("投放文件夹没有回应：{name}。里面的文件没有读取；有回应之后会接着看。");
    Error::new(Code::NotFound, message).with("file", name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_that_does_not_answer_is_said_and_looked_at_again_when_it_does() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("甲.csv"), "客户编号\n").unwrap();
        let watched = Watched::default();
        let look =
            |patience| watched.looked(folder.path().to_owned(), Duration::from_millis(patience));
        // A look that goes on holds what is remembered, as this does.
        let unanswered = Arc::clone(&watched.0).lock_owned().await;
        let silent = look(1).await.unwrap().unwrap_err();
        assert_eq!(silent.code, Code::NotFound);
        assert!(silent.message.contains("没有回应"), "{}", silent.message);
        drop(unanswered);
        let first = look(10_000).await.unwrap().unwrap();
        assert_eq!((first.whole.len(), first.unfinished.len()), (0, 1));
        let second = look(10_000).await.unwrap().unwrap();
        assert_eq!((second.whole.len(), second.unfinished.len()), (1, 0));
    }
}
