//! The import that is open in the window: files read and previewed, nothing of them written yet. It lives
//! in this process only and ends with it, with the import's end, or with the next one opened.

use crate::clock;
use crate::desk::Open;
use crate::failure::{Answer, Failure};
use jiff::tz::TimeZone;
use jingwei_core::ids::BatchId;
use jingwei_core::intake::plan::Counts;
use jingwei_core::intake::preview::{
    FileChange, Preview, PreviewSummary, RejectedRows, RowFilter, RowPage,
};
use jingwei_core::intake::reader::{self, Limits, ReaderProgram, Workbook};
use jingwei_core::intake::record::Kind;
use jingwei_core::intake::{Hints, Progress, ReadingPhase, gather, whole};
use jingwei_core::{Code, Error};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, RwLock};
use zeroize::Zeroizing;

/// How often a long reading says how far it is.
const TELLS_EVERY: Duration = Duration::from_millis(100);

/// The state every import command takes.
#[derive(Default)]
pub struct Imports {
    handles: AtomicU32,
    open: RwLock<Option<Arc<Session>>>,
    cancelled: Notify,
}

struct Session {
    handle: u32,
    /// In the order in which they are committed.
    files: Vec<RwLock<File>>,
}

struct File {
    name: String,
    stage: Stage,
}

enum Stage {
    /// It cannot be read at all.
    Refused(Failure),
    Open(Box<Preview>),
    Committed(CommittedFile),
}

/// How far the reading of the files is.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ImportProgress {
    pub file: String,
    /// From 0.
    pub index: u32,
    pub files: u32,
    pub phase: ReadingPhase,
    /// Rows read so far.
    pub rows: u32,
}

/// The open import, file by file.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct OpenImport {
    pub handle: u32,
    pub files: Vec<OpenFile>,
}

/// One file of the open import: refused, committed, or neither.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct OpenFile {
    pub name: String,
    pub kind: Option<Kind>,
    pub rows: u32,
    pub refused: Option<Failure>,
    pub committed: Option<CommittedFile>,
}

/// What a file left in the vault.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct CommittedFile {
    pub batch: BatchId,
    pub kind: Kind,
    pub counts: Counts,
    pub excluded: u32,
    /// Rows of earlier files that found their client because of this one.
    pub attached: Counts,
}

impl Imports {
    /// Reads and plans files, and those of folders, as a new import; the one open before is let go. `None`: cancelled.
    pub async fn open(
        &self,
        desk: &Open,
        paths: &[PathBuf],
        passphrase: Option<&Zeroizing<String>>,
        tell: impl Fn(ImportProgress),
    ) -> Answer<Option<OpenImport>> {
        self.opened(async {
            let paths = gather::files(paths)?;
            let mut files = Vec::with_capacity(paths.len());
            for (index, path) in paths.iter().enumerate() {
                let name = name_of(path);
                let progress = Progress::default();
                let reading = read(desk, path, passphrase, &name, &progress);
                let place = (index, paths.len());
                files.extend(telling(reading, &name, place, &progress, &tell).await?);
            }
            Ok(files)
        })
        .await
    }

    /// The same with a block from the clipboard.
    pub async fn paste(
        &self,
        desk: &Open,
        block: String,
        tell: impl Fn(ImportProgress),
    ) -> Answer<Option<OpenImport>> {
        let name = gather::pasted_name(clock::now(), TimeZone::system());
        let progress = Progress::default();
        let reading = async {
            let program = ReaderProgram::this()?;
            let (block, limits) = (block.into_bytes(), Limits::default());
            let pasted =
                reader::read_pasted(&program, name.clone(), block, &limits, &progress).await;
            // Nothing else could go on beside it: what is wrong is said where it was asked for.
            planned(desk, pasted?, &progress).await
        };
        self.opened(telling(reading, &name, (0, 1), &progress, &tell))
            .await
    }

    async fn opened(
        &self,
        reading: impl Future<Output = Answer<Vec<File>>>,
    ) -> Answer<Option<OpenImport>> {
        // Dropped, the reading takes its child process with it.
        let mut files = tokio::select! {
            files = reading => files?,
            () = self.cancelled.notified() => return Ok(None),
        };
        files.sort_by_key(order);
        let session = Arc::new(Session {
            handle: self.handles.fetch_add(1, Ordering::Relaxed) + 1,
            files: files.into_iter().map(RwLock::new).collect(),
        });
        let opened = session.shown().await;
        *self.open.write().await = Some(session);
        Ok(Some(opened))
    }

    /// Ends a reading under way; does nothing when there is none.
    pub fn cancel(&self) {
        self.cancelled.notify_waiters();
    }

    /// The import that is open, for a page that comes back to it.
    pub async fn shown(&self) -> Option<OpenImport> {
        let session = self.open.read().await.clone();
        match session {
            Some(session) => Some(session.shown().await),
            None => None,
        }
    }

    /// Lets an import go; what was committed stays.
    pub async fn discard(&self, handle: u32) {
        let mut open = self.open.write().await;
        if open.as_ref().is_some_and(|open| open.handle == handle) {
            *open = None;
        }
    }

    /// A file's facts, counts and totals, true for the vault as it is now.
    pub async fn summary(&self, desk: &Open, handle: u32, file: u32) -> Answer<PreviewSummary> {
        let session = self.session(handle).await?;
        let mut file = session.file(file)?.write().await;
        let preview = file.preview()?;
        preview.refresh(&desk.vault).await?;
        Ok(preview.summary())
    }

    /// A page of a file's rows.
    pub async fn rows(
        &self,
        desk: &Open,
        (handle, file): (u32, u32),
        filter: RowFilter,
        (from, count): (u32, u32),
    ) -> Answer<RowPage> {
        let session = self.session(handle).await?;
        let file = session.file(file)?.read().await;
        let Stage::Open(preview) = &file.stage else {
            return Err(no_preview());
        };
        Ok(preview.rows(&desk.vault, filter, from, count).await?)
    }

    /// The rejected rows of a file, and its name.
    pub async fn rejected(&self, handle: u32, file: u32) -> Answer<(RejectedRows, String)> {
        let session = self.session(handle).await?;
        let file = session.file(file)?.read().await;
        let Stage::Open(preview) = &file.stage else {
            return Err(no_preview());
        };
        Ok((preview.rejected()?, file.name.clone()))
    }

    /// Takes what the user says of a file.
    pub async fn change(
        &self,
        desk: &Open,
        (handle, file): (u32, u32),
        change: FileChange,
    ) -> Answer<PreviewSummary> {
        let session = self.session(handle).await?;
        let mut file = session.file(file)?.write().await;
        let preview = file.preview()?;
        preview.change(&desk.vault, change).await?;
        Ok(preview.summary())
    }

    /// Commits one file in one transaction.
    pub async fn commit(&self, desk: &Open, handle: u32, file: u32) -> Answer<CommittedFile> {
        let session = self.session(handle).await?;
        let mut file = session.file(file)?.write().await;
        let preview = file.preview()?;
        let summary = preview.summary();
        let committed = preview.commit(&desk.vault, clock::now()).await?;
        let left = CommittedFile {
            batch: committed.batch,
            kind: summary.kind.unwrap_or(Kind::Clients),
            counts: summary.counts,
            excluded: summary.excluded,
            attached: committed.attached,
        };
        file.stage = Stage::Committed(left.clone());
        Ok(left)
    }

    async fn session(&self, handle: u32) -> Answer<Arc<Session>> {
        let open = self.open.read().await.clone();
        open.filter(|session| session.handle == handle)
            .ok_or_else(|| {
                Failure::new(
                    Code::NotFound,
                    "这次导入已经结束，没有写入任何内容。请重新选择文件。",
                )
            })
    }
}

impl Session {
    fn file(&self, index: u32) -> Answer<&RwLock<File>> {
        self.files.get(index as usize).ok_or_else(no_preview)
    }

    async fn shown(&self) -> OpenImport {
        let mut files = Vec::with_capacity(self.files.len());
        for file in &self.files {
            files.push(file.read().await.shown());
        }
        OpenImport {
            handle: self.handle,
            files,
        }
    }
}

impl File {
    fn preview(&mut self) -> Answer<&mut Preview> {
        match &mut self.stage {
            Stage::Open(preview) => Ok(preview),
            Stage::Refused(failure) => Err(failure.clone()),
            Stage::Committed(_) => Err(no_preview()),
        }
    }

    fn shown(&self) -> OpenFile {
        let mut shown = OpenFile {
            name: self.name.clone(),
            kind: None,
            rows: 0,
            refused: None,
            committed: None,
        };
        match &self.stage {
            Stage::Refused(failure) => shown.refused = Some(failure.clone()),
            Stage::Open(preview) => {
                let summary = preview.summary();
                (shown.kind, shown.rows) = (summary.kind, summary.rows);
            }
            Stage::Committed(committed) => {
                shown.kind = Some(committed.kind);
                shown.committed = Some(committed.clone());
            }
        }
        shown
    }
}

fn no_preview() -> Failure {
    Failure::new(Code::NotFound, "这个文件没有可以提交的预览。")
}

/// Clients before what hangs on them; what cannot be read comes last.
fn order(file: &File) -> u8 {
    match file.shown().kind {
        Some(Kind::Clients) => 0,
        Some(Kind::People) => 1,
        Some(Kind::Deposits) => 2,
        Some(Kind::Loans) => 3,
        None if matches!(file.stage, Stage::Refused(_)) => 5,
        None => 4,
    }
}

/// Reads what has this name, telling now and then how far it is.
async fn telling(
    reading: impl Future<Output = Answer<Vec<File>>>,
    name: &str,
    (index, files): (usize, usize),
    progress: &Progress,
    tell: &impl Fn(ImportProgress),
) -> Answer<Vec<File>> {
    let told = || ImportProgress {
        file: name.to_owned(),
        index: index as u32,
        files: files as u32,
        phase: progress.phase(),
        rows: progress.rows(),
    };
    let mut reading = std::pin::pin!(reading);
    let mut ticks = tokio::time::interval(TELLS_EVERY);
    loop {
        tokio::select! {
            files = &mut reading => return files,
            _ = ticks.tick() => tell(told()),
        }
    }
}

/// A file that cannot be read is refused beside the others; only the vault's own failure ends them all.
async fn read(
    desk: &Open,
    path: &Path,
    passphrase: Option<&Zeroizing<String>>,
    name: &str,
    progress: &Progress,
) -> Answer<Vec<File>> {
    let program = ReaderProgram::this()?;
    if whole::is_whole(path) {
        let passphrase = passphrase.ok_or_else(|| {
            Error::new(
                Code::NeedsPassphrase,
                "这是经纬导出的全部资料。请输入导出时设的口令。",
            )
        })?;
        let mut files = Vec::new();
        for workbook in whole::read(&program, path, passphrase, &Limits::default()).await? {
            files.extend(planned(desk, workbook, progress).await?);
        }
        return Ok(files);
    }
    match reader::read_noting(&program, path, &Limits::default(), progress).await {
        Ok(workbook) => planned(desk, workbook, progress).await,
        Err(error) => Ok(vec![File {
            name: name.to_owned(),
            stage: Stage::Refused(error.into()),
        }]),
    }
}

/// A preview of each of its tables.
async fn planned(desk: &Open, workbook: Workbook, progress: &Progress) -> Answer<Vec<File>> {
    let mut files = Vec::new();
    for table in gather::tables(workbook, None) {
        let name = table.workbook.file_name.clone();
        let preview = Preview::of(&desk.vault, table.workbook, Hints::default(), progress).await?;
        let stage = Stage::Open(Box::new(preview));
        files.push(File { name, stage });
    }
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
