//! `jingwei audit …`

use crate::args::{AuditCommand, AuditExport, AuditFilters, AuditList};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::audit::{self, AuditFilter, AuditRow};
use jingwei_core::client;
use jingwei_core::document;
use jingwei_core::export::{self, Export, Reason, What};
use jingwei_core::language::Language;
use jingwei_core::vault::Vault;
use jingwei_core::vault::audit::Anchor;
use jingwei_core::{Code, Error, Result};
use jingwei_report::xlsx::audit_trail::{AuditTrail, label};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Rows read at a time for a workbook.
const CHUNK: usize = 1_000;
/// A worksheet has 1,048,576 rows.
const MOST_EXPORTED: usize = 1_000_000;

pub async fn run(session: &Session, command: AuditCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = match command {
        AuditCommand::List(wanted) => list(&vault, &wanted, output).await,
        AuditCommand::Verify { head, backups } => verify(&vault, head, backups, output).await,
        AuditCommand::Check { file } => check(&vault, &file, output).await,
        AuditCommand::Export(wanted) => export(&vault, session, &wanted, output).await,
    };
    vault.close().await;
    done
}

async fn list(vault: &Vault, wanted: &AuditList, output: &Output) -> Result<ExitCode> {
    let filter = filter(vault, &wanted.filters).await?;
    let zone = TimeZone::system();
    let (before, limit) = (wanted.before, wanted.limit);
    let page = audit::page(vault, &filter, &zone, before, limit, Language::Chinese).await?;
    output.result(&page, |page| {
        let mut lines: Vec<String> = page.rows.iter().flat_map(|row| lines(row, &zone)).collect();
        if let Some(before) = page.before {
            lines.push(format!("还有更早的：--before {before}"));
        }
        lines
    });
    Ok(ExitCode::SUCCESS)
}

async fn filter(vault: &Vault, wanted: &AuditFilters) -> Result<AuditFilter> {
    let client = match &wanted.client {
        Some(named) => {
            let key = client::find(vault, named).await?;
            let found = client::summaries(vault, &[key]).await?;
            found.first().map(|client| client.id)
        }
        None => None,
    };
    let user = match &wanted.by {
        None => None,
        Some(name) => {
            let known = audit::users(vault).await?;
            let found = known.into_iter().find(|who| who.name == *name);
            let nobody = || Error::new(Code::NotFound, "没有这位使用者，没有查询。");
            Some(found.ok_or_else(nobody)?.id)
        }
    };
    Ok(AuditFilter {
        from: wanted.from,
        to: wanted.until,
        user,
        areas: wanted.area.clone(),
        client,
    })
}

/// One line a row, and one below it for each field that changed.
fn lines(row: &AuditRow, zone: &TimeZone) -> Vec<String> {
    let at = row
        .at
        .to_zoned_datetime(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string();
    let seq = row.seq.to_string();
    let client = row.client.as_ref().map_or("—", |client| &client.name);
    let told = [&seq, &at, &row.user, label(row.area), client, &row.says];
    let of = |text: &str| {
        if text.is_empty() {
            "（空）".to_owned()
        } else {
            text.replace('\n', "；")
        }
    };
    let changes = row.changes.iter().map(|change| {
        format!(
            "\t{}：{} → {}",
            change.what,
            of(&change.was),
            of(&change.is)
        )
    });
    std::iter::once(told.join("\t")).chain(changes).collect()
}

async fn verify(
    vault: &Vault,
    head: Option<String>,
    backups: Vec<PathBuf>,
    output: &Output,
) -> Result<ExitCode> {
    let mut further = Vec::new();
    for folder in &backups {
        let found = vault.backup_anchors(folder);
        if found.is_empty() {
            let message = "这个文件夹里没有本保险库的备份，没有核对。";
            let error = Error::new(Code::NotFound, message);
            return Err(error.with("folder", folder.display().to_string()));
        }
        further.extend(found);
    }
    if let Some(head) = head {
        further.push(Anchor::from_footer(&head)?);
    }
    let trail = vault.verify_trail(further).await?;
    output.result(&trail, |trail| vec![trail.said(Language::Chinese)]);
    match &trail.broken {
        None => Ok(ExitCode::SUCCESS),
        Some(broken) => {
            let told = format!("{}。", broken.said(Language::Chinese));
            let error = Error::new(Code::Damaged, told).with("seq", broken.seq.to_string());
            Ok(output.error(&error))
        }
    }
}

async fn check(vault: &Vault, file: &Path, output: &Output) -> Result<ExitCode> {
    let found = export::check(vault, file).await?;
    output.result(&found, |found| {
        vec![found.said(&TimeZone::system(), Language::Chinese)]
    });
    Ok(ExitCode::SUCCESS)
}

/// A trail on disk.
#[derive(Serialize)]
struct Written {
    path: PathBuf,
    rows: u32,
    /// Of all exports of this vault.
    number: i64,
    sha256: String,
}

async fn export(
    vault: &Vault,
    session: &Session,
    wanted: &AuditExport,
    output: &Output,
) -> Result<ExitCode> {
    let reason = Reason::parse(&wanted.reason)?;
    let (filter, zone) = (filter(vault, &wanted.filters).await?, TimeZone::system());
    let mut numbers = audit::open(vault, &filter, &zone).await?;
    numbers.truncate(MOST_EXPORTED);
    let mut rows = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        rows.extend(audit::rows(vault, chunk, Language::Chinese).await?);
    }
    let export = Export::begin(vault, What::Audit, reason, session.now).await?;
    let workbook = AuditTrail {
        rows: &rows,
        zone: &zone,
        mark: &export.mark,
    };
    let bytes = workbook
        .to_xlsx()
        .map_err(|error| Error::new(Code::Fault, error.to_string()))?;
    let folder = wanted.to.parent().unwrap_or(Path::new("."));
    let name = wanted.to.file_name().unwrap_or_default().to_string_lossy();
    let path = document::write_new(folder, &name, &bytes)?;
    let (count, number) = (rows.len() as u32, export.mark.number);
    let written = Written {
        rows: count,
        number,
        sha256: export.finish(vault, count, &path, &bytes).await?,
        path,
    };
    output.result(&written, |written| {
        vec![format!("{} 条\t{}", written.rows, written.path.display())]
    });
    Ok(ExitCode::SUCCESS)
}
