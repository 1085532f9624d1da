//! `jingwei import --from-folder` and `jingwei import pass-over`: the drop folder.

use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jingwei_core::Result;
use jingwei_core::intake::drop_folder::{self, DropFolder, FileDigest};
use jingwei_core::vault::Vault;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file that is still being copied grows within it.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// What is new in the folder, and what is not taken from it.
pub struct Found {
    pub new: Vec<PathBuf>,
    pub left: Vec<LeftThere>,
}

/// A file that is left where it is.
#[derive(Serialize)]
pub struct LeftThere {
    pub file: String,
    #[serde(flatten)]
    why: Why,
}

#[derive(Serialize)]
#[serde(tag = "left", rename_all = "snake_case")]
enum Why {
    Imported { at: Timestamp },
    PassedOver,
    Unfinished,
    Older { files: u32 },
}

impl LeftThere {
    fn of(path: &Path, why: Why) -> Self {
        let file = super::import::file_name(path);
        LeftThere { file, why }
    }

    pub fn line(&self) -> String {
        let file = &self.file;
        match &self.why {
            Why::Imported { at } => {
                let on = at.to_zoned_datetime(TimeZone::system()).datetime().date();
                format!("{file}：{on} 导入过，这次不再导入")
            }
            Why::PassedOver => format!("{file}：已略过"),
            Why::Unfinished => format!("{file}：是空的、还在写入或读不了，这次没有导入"),
            Why::Older { files } => format!("{file}：另有 {files} 个更早的文件没有看"),
        }
    }
}

/// Looks twice, so that nothing is taken that is still being written.
pub async fn find(vault: &Vault, folder: &Path) -> Result<Found> {
    let mut watched = DropFolder::new(folder.to_owned());
    watched.look()?;
    tokio::time::sleep(BETWEEN_LOOKS).await;
    let sorted = drop_folder::sort(vault, watched.look()?).await?;
    let imported = sorted.imported.iter();
    let imported = imported.map(|(file, at)| (&file.path, Why::Imported { at: *at }));
    let passed = (sorted.passed_over.iter()).map(|file| (&file.path, Why::PassedOver));
    let unfinished = (sorted.unfinished.iter()).map(|path| (path, Why::Unfinished));
    let all = imported.chain(passed).chain(unfinished);
    let mut left: Vec<LeftThere> = all.map(|(path, why)| LeftThere::of(path, why)).collect();
    if sorted.older > 0 {
        let files = sorted.older;
        left.push(LeftThere::of(folder, Why::Older { files }));
    }
    Ok(Found {
        new: sorted.new.into_iter().map(|file| file.path).collect(),
        left,
    })
}

/// `take_back`: they are offered again.
pub async fn pass_over(
    session: &Session,
    files: &[PathBuf],
    take_back: bool,
    output: &Output,
) -> Result<ExitCode> {
    let digests = files.iter().map(|path| drop_folder::digest(path));
    let digests: Vec<FileDigest> = digests.collect::<Result<_>>()?;
    let vault = session.open().await?;
    let done = match take_back {
        true => drop_folder::take_back(&vault, &digests, session.now).await,
        false => drop_folder::pass_over(&vault, &digests, session.now).await,
    };
    vault.close().await;
    done?;
    let names: Vec<String> = (files.iter())
        .map(|path| super::import::file_name(path))
        .collect();
    output.result(&names, |names| {
        let said = match take_back {
            true => "不再略过",
            false => "已略过",
        };
        names.iter().map(|name| format!("{said}：{name}")).collect()
    });
    Ok(ExitCode::SUCCESS)
}
