//! `jingwei import …`

mod outcome;

use super::drop_folder::{self, Found};
use crate::args::{ImportFiles, ImportHow};
use crate::output::{self, ExitCode, Output};
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::document;
use jingwei_core::export::{Export, Reason, What};
use jingwei_core::ids::BatchId;
use jingwei_core::intake::delivery::{Delivery, Stage};
use jingwei_core::intake::drop_folder::FileDigest;
use jingwei_core::intake::preview::{FileChange, RejectedRows};
use jingwei_core::intake::reader::{self, Limits, ReaderProgram, Workbook};
use jingwei_core::intake::{self, Hints, Progress, WaitingClient, gather, whole};
use jingwei_core::vault::Vault;
use jingwei_core::{Code, Error, Result};
use jingwei_report::xlsx::rejected;
use outcome::Outcome;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// All tables in one transaction, or none of them.
pub async fn import(session: &Session, wanted: ImportFiles, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let ended = import_all(&vault, session, &wanted).await;
    vault.close().await;
    told(ended?, output)
}

/// The block on standard input, as if it were a file.
pub async fn paste(session: &Session, how: ImportHow, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let ended = paste_all(&vault, session, &how).await;
    vault.close().await;
    told(ended?, output)
}

/// What became of the tables, in the order in which they were named, and why they were not written.
struct Ended {
    outcomes: Vec<Outcome>,
    refused: Option<Error>,
    /// Files that say nothing new, once the others are written.
    nothing_new: Vec<FileDigest>,
}

fn told(ended: Ended, output: &Output) -> Result<ExitCode> {
    let Ended {
        outcomes, refused, ..
    } = ended;
    match refused {
        // A lone file that is refused has no result beside its reason.
        Some(error) if outcomes.len() < 2 => Err(error),
        Some(error) => {
            output.result(&outcomes, |outcomes| outcome::lines(outcomes));
            output.error(&error);
            Ok(output::exit_code(&error))
        }
        None => {
            output.result(&outcomes, |outcomes| outcome::lines(outcomes));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// A file is one workbook, a whole export four.
async fn workbooks(
    program: &ReaderProgram,
    session: &Session,
    path: &Path,
) -> Result<Vec<Workbook>> {
    let limits = Limits::default();
    if whole::is_whole(path) {
        let passphrase = session.archive_passphrase()?;
        return whole::read(program, path, &passphrase, &limits).await;
    }
    Ok(vec![reader::read(program, path, &limits).await?])
}

async fn import_all(vault: &Vault, session: &Session, wanted: &ImportFiles) -> Result<Ended> {
    let found = match &wanted.from_folder {
        Some(folder) => drop_folder::find(vault, folder).await?,
        None => Found {
            new: gather::files(&wanted.files)?,
            left: Vec::new(),
        },
    };
    let program = ReaderProgram::this()?;
    let mut read = Vec::new();
    for path in found.new {
        match workbooks(&program, session, &path).await {
            Ok(workbooks) => {
                let named = |workbook: Workbook| (workbook.file_name.clone(), Ok(workbook));
                read.extend(workbooks.into_iter().map(named));
            }
            Err(error) => read.push((file_name(&path), Err(error))),
        }
    }
    let mut ended = import_read(vault, session, &wanted.how, read).await?;
    if wanted.from_folder.is_some() {
        intake::drop_folder::nothing_new(vault, &ended.nothing_new, session.now).await?;
    }
    ended
        .outcomes
        .extend(found.left.into_iter().map(Outcome::Left));
    Ok(ended)
}

async fn paste_all(vault: &Vault, session: &Session, how: &ImportHow) -> Result<Ended> {
    let program = ReaderProgram::this()?;
    let limits = Limits::default();
    let mut block = Vec::new();
    // One byte more than may come: so the reader sees that it is too much.
    std::io::stdin()
        .lock()
        .take(limits.pasted_bytes + 1)
        .read_to_end(&mut block)
        .map_err(|error| Error::fault("没有从标准输入读到表格。", error))?;
    let name = gather::pasted_name(session.now, TimeZone::system());
    let progress = Progress::default();
    let workbook = reader::read_pasted(&program, name.clone(), block, &limits, &progress).await;
    import_read(vault, session, how, vec![(name, workbook)]).await
}

async fn import_read(
    vault: &Vault,
    session: &Session,
    how: &ImportHow,
    read: Vec<(String, Result<Workbook>)>,
) -> Result<Ended> {
    let (mut delivery, progress) = (Delivery::default(), Progress::default());
    let hints = Hints {
        kind: how.kind,
        as_of: how.as_of,
        unit: how.unit,
    };
    for (name, workbook) in read {
        match workbook {
            Ok(workbook) => {
                for table in gather::tables(workbook, how.kind) {
                    delivery.add(vault, table, hints, &progress).await?;
                }
            }
            Err(error) => delivery.add_refused(name, error),
        }
    }
    let named: Vec<String> = delivery.names().map(str::to_owned).collect();
    if named.len() > 1 && !how.mend.is_empty() {
        return Err(Error::new(
            Code::Usage,
            "--mend 按单元格地址改一张表，这里有几张。请一次只导入一张。",
        ));
    }
    delivery.arrange();
    say(vault, session, how, &mut delivery).await?;
    let mut outcomes = commit(vault, session, how, &mut delivery).await?;
    outcomes.outcomes.sort_by_key(|outcome| {
        let place = named.iter().position(|name| name == outcome.file());
        place.unwrap_or(named.len())
    });
    Ok(outcomes)
}

/// What the command line says of every table.
async fn say(
    vault: &Vault,
    session: &Session,
    how: &ImportHow,
    delivery: &mut Delivery,
) -> Result<()> {
    let header = how.header_row;
    let header = header.map(|row| FileChange::HeaderRow { row: Some(row) });
    let said = how.column.iter().chain(&how.mend).cloned();
    let said: Vec<FileChange> = header.into_iter().chain(said).collect();
    for at in 0..delivery.tables().len() {
        if delivery.tables()[at].preview().is_none() {
            continue;
        }
        for change in &said {
            delivery
                .change(vault, at, change.clone(), session.now)
                .await?;
        }
    }
    delivery
        .plan(vault, session.now, &Progress::default())
        .await
}

async fn commit(
    vault: &Vault,
    session: &Session,
    how: &ImportHow,
    delivery: &mut Delivery,
) -> Result<Ended> {
    for at in 0..delivery.tables().len() {
        let is_open = delivery.tables()[at].problem().is_some();
        delivery.leave_out(at, how.leave_out && is_open)?;
    }
    // What is left out changes what those after it can rely on.
    delivery
        .plan(vault, session.now, &Progress::default())
        .await?;
    let mut outcomes: Vec<Outcome> = delivery.tables().iter().map(outcome::of_table).collect();
    for (table, outcome) in delivery.tables().iter().zip(&mut outcomes) {
        let wanted = how.rejected_to.as_deref().zip(how.reason.as_deref());
        if let (Some((folder, reason)), Outcome::Imported(imported)) = (wanted, outcome) {
            let rows = table.preview().and_then(|preview| preview.rejected().ok());
            if let Some(rows) = rows {
                let to = (folder, imported.file.as_str());
                let path = write_rejected(vault, session, to, &rows, reason).await?;
                imported.rejected_rows = Some(path);
            }
        }
    }
    let committing = match how.dry_run {
        true => delivery.refuse_while_held_back(),
        false => delivery
            .commit(vault, session.now, &Progress::default())
            .await
            .map(drop),
    };
    for (table, outcome) in delivery.tables().iter().zip(&mut outcomes) {
        if let (Stage::Committed(left), Outcome::Imported(imported)) = (&table.stage, outcome) {
            imported.batch = Some(left.committed.batch);
            imported.attached = left.committed.attached;
        }
    }
    let refused = committing.err();
    for outcome in &mut outcomes {
        if let Outcome::Imported(imported) = outcome {
            imported.unwritten = match (&imported.batch, &refused) {
                (Some(_), _) => None,
                _ if how.dry_run => Some("试算，没有写入"),
                (None, Some(_)) => Some("没有写入"),
                (None, None) => Some("没有新内容，没有写入"),
            };
        }
    }
    let is_settled = !how.dry_run && refused.is_none();
    Ok(Ended {
        outcomes,
        refused,
        nothing_new: match is_settled {
            true => delivery.nothing_new(),
            false => Vec::new(),
        },
    })
}

/// As an export: their numbers are whole.
async fn write_rejected(
    vault: &Vault,
    session: &Session,
    (folder, file): (&Path, &str),
    rows: &RejectedRows,
    reason: &str,
) -> Result<PathBuf> {
    let reason = Reason::parse(reason)?;
    let export = Export::begin(vault, What::Rejected, reason, session.now).await?;
    let bytes = rejected::workbook(rows, &export.mark, &TimeZone::system())
        .map_err(|error| Error::fault("没有生成被拒绝行的工作簿，没有导入任何内容。", error))?;
    let path = document::write_new(folder, &rejected::file_name(file), &bytes)?;
    let count = rows.rows.len() as u32;
    export.finish(vault, count, &path, &bytes).await?;
    Ok(path)
}

/// `together`: with what was committed in the same transaction.
pub async fn undo(
    session: &Session,
    batch: BatchId,
    together: bool,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let undone = match together {
        true => intake::undo_together(&vault, batch, session.now).await,
        false => intake::undo(&vault, batch, session.now).await,
    };
    vault.close().await;
    output.result(&undone?, |undone| {
        let files = std::iter::once(&undone.file).chain(&undone.also);
        files.map(|file| format!("已撤销“{file}”的导入")).collect()
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn waiting(session: &Session, limit: u32, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let waiting = intake::waiting(&vault, limit).await;
    vault.close().await;
    output.result(&waiting?, |clients| {
        let line = |one: &WaitingClient| {
            let named = [&one.client.number, &one.client.code, &one.client.name];
            let named: Vec<&str> = named.into_iter().flatten().map(String::as_str).collect();
            format!("{} {} 行 {}", named.join(" "), one.rows, one.file)
        };
        clients.iter().map(line).collect()
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn list(session: &Session, limit: u32, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let files = intake::imports(&vault, limit).await;
    vault.close().await;
    output.result(&files?, |files| files.iter().map(outcome::listed).collect());
    Ok(ExitCode::SUCCESS)
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
