//! The audit trail: opened once, read page by page, checked, exported.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::{Answer, Failure};
use crate::preference::PreferenceFile;
use crate::shelf::Shelf;
use jiff::tz::TimeZone;
use jingwei_core::audit::{self, AuditFilter, AuditRow, Who};
use jingwei_core::document;
use jingwei_core::export::{self, Export, Reason, What};
use jingwei_core::language::Language;
use jingwei_core::vault::audit::Anchor;
use jingwei_core::{Code, Error};
use jingwei_report::xlsx::audit_trail::AuditTrail;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;
use tauri::{AppHandle, State};
use tokio::sync::Mutex;

/// Rows that come back with the opening: `PAGE` of dataTableRows.ts.
const FIRST_PAGE: usize = 50;
/// Rows read at a time.
const LONGEST_PAGE: usize = 1_000;
/// Trails that the page may still ask for rows of.
const KEPT_OPEN: usize = 3;
/// A worksheet has 1,048,576 rows.
const MOST_EXPORTED: usize = 1_000_000;

/// Open trails: 8 bytes a row each.
pub struct OpenTrails(Mutex<Shelf<Arc<Vec<i64>>>>);

impl Default for OpenTrails {
    fn default() -> Self {
        OpenTrails(Mutex::new(Shelf::of(KEPT_OPEN)))
    }
}

impl OpenTrails {
    async fn get(&self, trail: u32) -> Answer<Arc<Vec<i64>>> {
        let found = self.0.lock().await.get(trail);
        found.ok_or_else(|| Failure::new(Code::NotFound, "这份操作记录已经换新，请重新打开。"))
    }
}

/// The trail under a filter, as it was opened.
#[derive(Serialize, specta::Type)]
pub struct OpenedTrail {
    /// What pages are asked for by.
    pub trail: u32,
    pub count: u32,
    /// The newest rows.
    pub rows: Vec<AuditRow>,
}

/// Opens the trail under a filter.
#[tauri::command]
#[specta::specta]
pub async fn audit_open(
    desk: State<'_, Desk>,
    trails: State<'_, OpenTrails>,
    preferences: State<'_, PreferenceFile>,
    filter: AuditFilter,
) -> Answer<OpenedTrail> {
    let open = desk.open().await?;
    let numbers = audit::open(&open.vault, &filter, &TimeZone::system()).await?;
    let first = &numbers[..numbers.len().min(FIRST_PAGE)];
    Ok(OpenedTrail {
        rows: audit::rows(&open.vault, first, language(&preferences)).await?,
        count: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
        trail: trails.0.lock().await.put(Arc::new(numbers)),
    })
}

/// Rows of an open trail.
#[tauri::command]
#[specta::specta]
pub async fn audit_page(
    desk: State<'_, Desk>,
    trails: State<'_, OpenTrails>,
    preferences: State<'_, PreferenceFile>,
    trail: u32,
    offset: u32,
    limit: u32,
) -> Answer<Vec<AuditRow>> {
    let open = desk.open().await?;
    let numbers = trails.get(trail).await?;
    let from = (offset as usize).min(numbers.len());
    let to = from.saturating_add(limit as usize).min(numbers.len());
    let asked = &numbers[from..to.min(from + LONGEST_PAGE)];
    Ok(audit::rows(&open.vault, asked, language(&preferences)).await?)
}

/// Everybody who ever worked on this vault.
#[tauri::command]
#[specta::specta]
pub async fn audit_users(desk: State<'_, Desk>) -> Answer<Vec<Who>> {
    Ok(audit::users(&desk.open().await?.vault).await?)
}

/// What a check of the trail found, in a sentence.
#[derive(Serialize, specta::Type)]
pub struct AuditVerdict {
    pub is_whole: bool,
    pub says: String,
    /// The first row that is not as it was written.
    #[specta(type = Option<i32>)]
    pub broken_at: Option<i64>,
}

/// Computes the chain anew and holds it against what was noted outside: at the last closing, in backups, in
/// documents, and in the footer that somebody typed in (empty where nobody did).
#[tauri::command]
#[specta::specta]
pub async fn audit_verify(
    desk: State<'_, Desk>,
    preferences: State<'_, PreferenceFile>,
    footer: String,
) -> Answer<AuditVerdict> {
    let open = desk.open().await?;
    let mut further = Vec::new();
    if !footer.trim().is_empty() {
        further.push(Anchor::from_footer(&footer)?);
    }
    let disk = preferences.preferences().backup_folder;
    if !disk.is_empty() {
        // A stick that is not there has nothing to say.
        further.extend(open.vault.backup_anchors(Path::new(&disk)));
    }
    let trail = open.vault.verify_trail(further).await?;
    Ok(AuditVerdict {
        is_whole: trail.is_whole(),
        says: trail.said(language(&preferences)),
        broken_at: trail.broken.as_ref().map(|broken| broken.seq),
    })
}

/// Holds an exported file that the user picks against the exports of this vault; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn audit_check_export(
    app: AppHandle,
    desk: State<'_, Desk>,
    preferences: State<'_, PreferenceFile>,
    title: String,
) -> Answer<Option<AuditVerdict>> {
    let open = desk.open().await?;
    let asked = Asked {
        title,
        kind: ("Excel, CSV, ZIP", &["xlsx", "csv", "zip"]),
        name: None,
        folder: None,
    };
    let Some(file) = choose::files(&app, asked).await.pop() else {
        return Ok(None);
    };
    let (is_whole, says) = match export::check(&open.vault, &file).await {
        Ok(found) => {
            let said = found.said(&TimeZone::system(), language(&preferences));
            (true, said)
        }
        Err(error) if matches!(error.code, Code::NotFound | Code::Damaged) => {
            (false, error.message)
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Some(AuditVerdict {
        is_whole,
        says,
        broken_at: None,
    }))
}

/// What was exported.
#[derive(Serialize, specta::Type)]
pub struct ExportedTrail {
    pub file_name: String,
    /// Of all exports of this vault.
    pub number: u32,
    pub rows: u32,
}

/// Writes an open trail as a workbook where the user says; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn audit_export(
    app: AppHandle,
    desk: State<'_, Desk>,
    trails: State<'_, OpenTrails>,
    trail: u32,
    reason: String,
) -> Answer<Option<ExportedTrail>> {
    let open = desk.open().await?;
    let reason = Reason::parse(&reason)?;
    let numbers = trails.get(trail).await?;
    let name = format!("操作记录 {}", clock::today());
    let asked = Asked {
        title: "操作记录".into(),
        kind: ("Excel", &["xlsx"]),
        name: Some(document::safe_name(&name, "xlsx")),
        folder: None,
    };
    let Some(path) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let mut rows = Vec::new();
    for chunk in numbers[..numbers.len().min(MOST_EXPORTED)].chunks(LONGEST_PAGE) {
        // A workbook for the bank's compliance speaks Chinese, whatever the window does.
        rows.extend(audit::rows(&open.vault, chunk, Language::Chinese).await?);
    }
    let zone = TimeZone::system();
    let export = Export::begin(&open.vault, What::Audit, reason, clock::now()).await?;
    let workbook = AuditTrail {
        rows: &rows,
        zone: &zone,
        mark: &export.mark,
    };
    let bytes = workbook
        .to_xlsx()
        .map_err(|error| Error::new(Code::Fault, error.to_string()))?;
    let path = document::write_chosen(&path, "xlsx", &bytes)?;
    let (rows, number) = (rows.len() as u32, export.mark.number);
    export.finish(&open.vault, rows, &path, &bytes).await?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(ExportedTrail {
        file_name: file_name.into_owned(),
        number: number as u32,
        rows,
    }))
}

fn language(preferences: &PreferenceFile) -> Language {
    preferences.preferences().language
}
