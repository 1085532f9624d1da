//! The import that is open in the window: files read and previewed, nothing of them written yet. It lives
//! in this process only and ends with it, with the import's end, or with the next one opened.

use crate::clock;
use crate::desk::Open;
use crate::failure::{Answer, Failure};
use jiff::tz::TimeZone;
use jingwei_core::day::Day;
use jingwei_core::ids::BatchId;
use jingwei_core::intake::delivery::{self, Closed, Delivered, Delivery, Stage, Standing};
use jingwei_core::intake::drop_folder::FileDigest;
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
use tokio::sync::{Mutex, Notify, RwLock};
use zeroize::Zeroizing;

/// How often a long reading says how far it is.
const TELLS_EVERY: Duration = Duration::from_millis(100);

/// The state every import command takes.
#[derive(Default)]
pub struct Imports {
    handles: AtomicU32,
    open: RwLock<Option<Arc<Session>>>,
    cancelled: Notify,
    /// The commit under way.
    writing: Mutex<Option<Arc<Progress>>>,
}

struct Session {
    handle: u32,
    delivery: RwLock<Delivery>,
}

/// How far the reading of the files, or the commit, is.
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

/// The open import, table by table in the order in which they are committed.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct OpenImport {
    pub handle: u32,
    pub files: Vec<OpenFile>,
}

/// One table of the open import, or a file that cannot be read.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct OpenFile {
    pub name: String,
    pub kind: Option<Kind>,
    pub standing: Standing,
    /// The user leaves it out of the commit.
    pub left_out: bool,
    pub as_of: Option<Day>,
    pub rows: u32,
    pub counts: Counts,
    /// Rows the user leaves out.
    pub excluded: u32,
    /// Abnormal rows the user has looked at.
    pub confirmed: u32,
    /// Labels that are not known; they are imported as they stand.
    pub asked_values: u32,
    /// Why it is not ready.
    pub problem: Option<Failure>,
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
            let mut delivery = Delivery::default();
            for (index, path) in paths.iter().enumerate() {
                let name = name_of(path);
                let progress = Progress::default();
                let reading = read(&mut delivery, desk, path, passphrase, &name, &progress);
                let place = Place::Reading(name.clone(), index, paths.len());
                telling(reading, place, &progress, &tell).await?;
            }
            let last = paths.len().saturating_sub(1);
            let name = paths.last().map_or_else(String::new, |path| name_of(path));
            let progress = Progress::default();
            delivery.arrange();
            let planning = planned(&mut delivery, desk, &progress);
            let place = Place::Reading(name, last, paths.len());
            telling(planning, place, &progress, &tell).await?;
            Ok(delivery)
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
            let mut delivery = Delivery::default();
            let program = ReaderProgram::this()?;
            let (block, limits) = (block.into_bytes(), Limits::default());
            let pasted =
                reader::read_pasted(&program, name.clone(), block, &limits, &progress).await;
            // Nothing else could go on beside it: what is wrong is said where it was asked for.
            take_in(&mut delivery, desk, pasted?, &progress).await?;
            delivery.arrange();
            planned(&mut delivery, desk, &progress).await?;
            Ok(delivery)
        };
        let place = Place::Reading(name.clone(), 0, 1);
        self.opened(telling(reading, place, &progress, &tell)).await
    }

    async fn opened(
        &self,
        reading: impl Future<Output = Answer<Delivery>>,
    ) -> Answer<Option<OpenImport>> {
        // Dropped, the reading takes its child process, and its rehearsal, with it.
        let delivery = tokio::select! {
            delivery = reading => delivery?,
            () = self.cancelled.notified() => return Ok(None),
        };
        let handle = self.handles.fetch_add(1, Ordering::Relaxed) + 1;
        let opened = shown(handle, &delivery);
        let session = Session {
            handle,
            delivery: RwLock::new(delivery),
        };
        *self.open.write().await = Some(Arc::new(session));
        Ok(Some(opened))
    }

    /// Ends a reading or a commit under way, and nothing of it is written; does nothing when there is none.
    pub async fn cancel(&self) {
        self.cancelled.notify_waiters();
        if let Some(progress) = &*self.writing.lock().await {
            progress.cancel();
        }
    }

    /// The import that is open, for a page that comes back to it.
    pub async fn shown(&self) -> Option<OpenImport> {
        let session = self.open.read().await.clone()?;
        let delivery = session.delivery.read().await;
        Some(shown(session.handle, &delivery))
    }

    /// Every table of it, true for the vault as it is now.
    pub async fn overview(&self, desk: &Open, handle: u32) -> Answer<OpenImport> {
        let session = self.session(handle).await?;
        let mut delivery = session.delivery.write().await;
        planned(&mut delivery, desk, &Progress::default()).await?;
        Ok(shown(handle, &delivery))
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
        let mut delivery = session.delivery.write().await;
        let (vault, now) = (&desk.vault, clock::now());
        Ok(delivery.summary(vault, file as usize, now).await?)
    }

    /// A page of a file's rows.
    pub async fn rows(
        &self,
        desk: &Open,
        (handle, file): (u32, u32),
        filter: RowFilter,
        page: (u32, u32),
    ) -> Answer<RowPage> {
        let session = self.session(handle).await?;
        let delivery = session.delivery.read().await;
        let rows = delivery.rows(&desk.vault, file as usize, filter, page);
        Ok(rows.await?)
    }

    /// A cell of a file whole, to be typed over.
    pub async fn cell(&self, handle: u32, file: u32, row: u32, column: u32) -> Answer<String> {
        let session = self.session(handle).await?;
        let delivery = session.delivery.read().await;
        let preview = delivery.table(file as usize)?.preview();
        let preview = preview.ok_or_else(delivery::no_preview)?;
        Ok(preview.cell_as_it_stands(row, column)?)
    }

    /// The rejected rows of a file, and its name.
    pub async fn rejected(&self, handle: u32, file: u32) -> Answer<(RejectedRows, String)> {
        let session = self.session(handle).await?;
        let delivery = session.delivery.read().await;
        let table = delivery.table(file as usize)?;
        let preview = table.preview().ok_or_else(delivery::no_preview)?;
        Ok((preview.rejected()?, table.name.clone()))
    }

    /// Files that say nothing new.
    pub async fn nothing_new(&self, handle: u32) -> Answer<Vec<FileDigest>> {
        let session = self.session(handle).await?;
        let delivery = session.delivery.read().await;
        Ok(delivery.nothing_new())
    }

    /// Takes what the user says of a file.
    pub async fn change(
        &self,
        desk: &Open,
        (handle, file): (u32, u32),
        change: FileChange,
    ) -> Answer<PreviewSummary> {
        let session = self.session(handle).await?;
        let mut delivery = session.delivery.write().await;
        let (vault, now) = (&desk.vault, clock::now());
        Ok(delivery.change(vault, file as usize, change, now).await?)
    }

    /// Leaves a file out of the commit, or takes it in again.
    pub async fn leave_out(
        &self,
        desk: &Open,
        (handle, file): (u32, u32),
        left_out: bool,
    ) -> Answer<OpenImport> {
        let session = self.session(handle).await?;
        let mut delivery = session.delivery.write().await;
        delivery.leave_out(file as usize, left_out)?;
        planned(&mut delivery, desk, &Progress::default()).await?;
        Ok(shown(handle, &delivery))
    }

    /// Commits every file that is not left out in one transaction. `None`: cancelled.
    pub async fn commit(
        &self,
        desk: &Open,
        handle: u32,
        tell: impl Fn(ImportProgress),
    ) -> Answer<Option<OpenImport>> {
        let session = self.session(handle).await?;
        let progress = Arc::new(Progress::default());
        *self.writing.lock().await = Some(Arc::clone(&progress));
        let mut delivery = session.delivery.write().await;
        let written = delivery.taken().map(str::to_owned).collect();
        let committing = async {
            Ok(delivery
                .commit(&desk.vault, clock::now(), &progress)
                .await?)
        };
        let closed = telling(committing, Place::Writing(written), &progress, &tell).await;
        *self.writing.lock().await = None;
        if closed? == Closed::Cancelled {
            return Ok(None);
        }
        planned(&mut delivery, desk, &Progress::default()).await?;
        Ok(Some(shown(handle, &delivery)))
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

fn shown(handle: u32, delivery: &Delivery) -> OpenImport {
    let files = delivery.tables().iter().map(shown_file).collect();
    OpenImport { handle, files }
}

fn shown_file(table: &Delivered) -> OpenFile {
    let summary = table.preview().map(Preview::summary);
    let summary = summary.as_ref();
    let failure = |error: &Error| Failure::from(delivery::again(error));
    let problem = table.problem().map(failure);
    let refused = match table.stage {
        Stage::Refused(_) => problem.clone(),
        Stage::Open(_) | Stage::Committed(_) => None,
    };
    let committed = match &table.stage {
        Stage::Committed(left) => Some(CommittedFile {
            batch: left.committed.batch,
            kind: left.kind,
            counts: left.counts,
            excluded: left.excluded,
            attached: left.committed.attached,
        }),
        Stage::Refused(_) | Stage::Open(_) => None,
    };
    OpenFile {
        name: table.name.clone(),
        kind: table.kind(),
        standing: table.standing(),
        left_out: table.left_out,
        as_of: summary.and_then(|summary| summary.as_of),
        rows: summary.map_or(0, |summary| summary.rows),
        counts: summary.map(|summary| summary.counts).unwrap_or_default(),
        excluded: summary.map_or(0, |summary| summary.excluded),
        confirmed: summary.map_or(0, |summary| summary.confirmed),
        asked_values: summary.map_or(0, |summary| summary.asked_values.len() as u32),
        problem,
        refused,
        committed,
    }
}

/// What is being worked on.
enum Place {
    /// This file, at this place of so many.
    Reading(String, usize, usize),
    /// These tables, one after the other.
    Writing(Vec<String>),
}

impl Place {
    fn told(&self, progress: &Progress) -> ImportProgress {
        let (file, index, files) = match self {
            Place::Reading(name, index, files) => (Some(name), *index as u32, files),
            Place::Writing(names) => {
                let table = progress.table();
                (names.get(table as usize), table, &names.len())
            }
        };
        ImportProgress {
            file: file.cloned().unwrap_or_default(),
            index,
            files: *files as u32,
            phase: progress.phase(),
            rows: progress.rows(),
        }
    }
}

/// Does the work, telling now and then how far it is.
async fn telling<T>(
    work: impl Future<Output = Answer<T>>,
    place: Place,
    progress: &Progress,
    tell: &impl Fn(ImportProgress),
) -> Answer<T> {
    let mut work = std::pin::pin!(work);
    let mut ticks = tokio::time::interval(TELLS_EVERY);
    loop {
        tokio::select! {
            done = &mut work => return done,
            _ = ticks.tick() => tell(place.told(progress)),
        }
    }
}

/// A file that cannot be read stands beside the others; only the vault's own failure ends them all.
async fn read(
    delivery: &mut Delivery,
    desk: &Open,
    path: &Path,
    passphrase: Option<&Zeroizing<String>>,
    name: &str,
    progress: &Progress,
) -> Answer<()> {
    let program = ReaderProgram::this()?;
    if whole::is_whole(path) {
        let passphrase = passphrase.ok_or_else(|| {
            Error::new(
                Code::NeedsPassphrase,
                "这是经纬导出的全部资料。请输入导出时设的口令。",
            )
        })?;
        for workbook in whole::read(&program, path, passphrase, &Limits::default()).await? {
            take_in(delivery, desk, workbook, progress).await?;
        }
        return Ok(());
    }
    match reader::read_noting(&program, path, &Limits::default(), progress).await {
        Ok(workbook) => take_in(delivery, desk, workbook, progress).await,
        Err(error) => {
            delivery.add_refused(name.to_owned(), error);
            Ok(())
        }
    }
}

/// Each of a workbook's tables.
async fn take_in(
    delivery: &mut Delivery,
    desk: &Open,
    workbook: Workbook,
    progress: &Progress,
) -> Answer<()> {
    for table in gather::tables(workbook, None) {
        let hints = Hints::default();
        delivery.add(&desk.vault, table, hints, progress).await?;
    }
    Ok(())
}

async fn planned(delivery: &mut Delivery, desk: &Open, progress: &Progress) -> Answer<()> {
    Ok(delivery.plan(&desk.vault, clock::now(), progress).await?)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
