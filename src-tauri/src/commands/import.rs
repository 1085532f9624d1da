//! Importing: files chosen or dropped, previewed, changed, committed, undone.

use crate::choose::{self, Asked};
use crate::clock;
use crate::copying;
use crate::desk::Desk;
use crate::drop_folder::Watched;
use crate::drops::{Drops, FileDrop};
use crate::failure::Answer;
use crate::imports::{ImportProgress, Imports, OpenImport};
use jiff::tz::TimeZone;
use jingwei_core::Error;
use jingwei_core::day::Day;
use jingwei_core::document;
use jingwei_core::export::{Export, Reason, What};
use jingwei_core::ids::{BatchId, ClientId};
use jingwei_core::intake::checklist::{Checklist, checklist};
use jingwei_core::intake::preview::{FileChange, PreviewSummary, RowFilter, RowPage};
use jingwei_core::intake::record::ClientRef;
use jingwei_core::intake::values::{self, ValueMapping};
use jingwei_core::intake::{
    self, Entered, Field, ImportedFile, Undone, WaitingClient, gather, whole,
};
use jingwei_report::xlsx::rejected;
use serde::Serialize;
use std::path::PathBuf;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use zeroize::Zeroizing;

/// Lets the user choose files; none when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn import_choose_files(app: AppHandle, title: String) -> Answer<Vec<PathBuf>> {
    let offered = [&gather::ENDINGS[..], &[whole::ENDING]].concat();
    let asked = Asked {
        title,
        // What the dialog offers first; a file of another kind is refused by its content, not its name.
        kind: ("Excel · CSV · ZIP", &offered),
        name: None,
        folder: None,
    };
    Ok(choose::files(&app, asked).await)
}

/// Tells the page of files dragged over the window and dropped on it.
#[tauri::command]
#[specta::specta]
pub fn import_drops(drops: State<'_, Drops>, on_drop: Channel<FileDrop>) {
    drops.tell(on_drop);
}

/// Reads and plans files as the open import; `null` when cancelled. `passphrase`: of a whole export among them.
#[tauri::command]
#[specta::specta]
pub async fn import_open(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    paths: Vec<PathBuf>,
    passphrase: Option<String>,
    on_progress: Channel<ImportProgress>,
) -> Answer<Option<OpenImport>> {
    let open = desk.open().await?;
    let tell = |progress| {
        // A page that is gone has nobody to tell.
        let _ = on_progress.send(progress);
    };
    let passphrase = passphrase.map(Zeroizing::new);
    imports.open(&open, &paths, passphrase.as_ref(), tell).await
}

/// Reads and plans the table on the clipboard as the open import; `null` when cancelled. Its text never enters
/// the page.
#[tauri::command]
#[specta::specta]
pub async fn import_paste(
    app: AppHandle,
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    on_progress: Channel<ImportProgress>,
) -> Answer<Option<OpenImport>> {
    let open = desk.open().await?;
    let block = copying::copied_text(&app)?;
    let tell = |progress| {
        // A page that is gone has nobody to tell.
        let _ = on_progress.send(progress);
    };
    imports.paste(&open, block, tell).await
}

/// Ends the reading or the commit under way; nothing of it was written.
#[tauri::command]
#[specta::specta]
pub async fn import_cancel(imports: State<'_, Imports>) -> Answer<()> {
    imports.cancel().await;
    Ok(())
}

/// The import that is open, or `null`.
#[tauri::command]
#[specta::specta]
pub async fn import_current(imports: State<'_, Imports>) -> Answer<Option<OpenImport>> {
    Ok(imports.shown().await)
}

/// Lets the open import go; what was committed stays.
#[tauri::command]
#[specta::specta]
pub async fn import_discard(imports: State<'_, Imports>, handle: u32) -> Answer<()> {
    imports.discard(handle).await;
    Ok(())
}

/// A file's facts, mapping, counts and totals.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
) -> Answer<PreviewSummary> {
    imports.summary(&*desk.open().await?, handle, file).await
}

/// A page of a file's rows.
#[tauri::command]
#[specta::specta]
pub async fn import_rows(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
    filter: RowFilter,
    from: u32,
    count: u32,
) -> Answer<RowPage> {
    let open = desk.open().await?;
    imports
        .rows(&open, (handle, file), filter, (from, count))
        .await
}

/// A cell whole, for whoever is about to type over it: a page of rows has masked numbers only.
#[tauri::command]
#[specta::specta]
pub async fn import_cell(
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
    row: u32,
    column: u32,
) -> Answer<String> {
    imports.cell(handle, file, row, column).await
}

/// Rejected rows on disk.
#[derive(Serialize, specta::Type)]
pub struct ExportedRejected {
    pub path: PathBuf,
    /// Of all exports of this vault.
    pub number: u32,
}

/// Writes the rejected rows of a file as a workbook where the user says, their numbers whole, for a reason that is
/// on record; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn import_save_rejected(
    app: AppHandle,
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
    title: String,
    reason: String,
) -> Answer<Option<ExportedRejected>> {
    let open = desk.open().await?;
    let reason = Reason::parse(&reason)?;
    let (rows, name) = imports.rejected(handle, file).await?;
    let asked = Asked {
        title,
        kind: ("Excel", &["xlsx"]),
        name: Some(rejected::file_name(&name)),
        folder: None,
    };
    let Some(chosen) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let export = Export::begin(&open.vault, What::Rejected, reason, clock::now()).await?;
    let bytes = rejected::workbook(&rows, &export.mark, &TimeZone::system())
        .map_err(|error| Error::fault("没有生成被拒绝行的工作簿，什么也没有改动。", error))?;
    let path = document::write_chosen(&chosen, "xlsx", &bytes)?;
    let (count, number) = (rows.rows.len() as u32, export.mark.number as u32);
    export.finish(&open.vault, count, &path, &bytes).await?;
    Ok(Some(ExportedRejected { path, number }))
}

/// Takes what the user says of a file, and plans it anew.
#[tauri::command]
#[specta::specta]
pub async fn import_set(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
    change: FileChange,
) -> Answer<PreviewSummary> {
    let open = desk.open().await?;
    imports.change(&open, (handle, file), change).await
}

/// The open import with every table planned for the vault as it is now.
#[tauri::command]
#[specta::specta]
pub async fn import_overview(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
) -> Answer<OpenImport> {
    imports.overview(&*desk.open().await?, handle).await
}

/// Leaves a file out of the commit, or takes it in again.
#[tauri::command]
#[specta::specta]
pub async fn import_leave_out(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    file: u32,
    left_out: bool,
) -> Answer<OpenImport> {
    let open = desk.open().await?;
    imports.leave_out(&open, (handle, file), left_out).await
}

/// Commits all files of the open import that are not left out in one transaction; `null` when cancelled.
#[tauri::command]
#[specta::specta]
pub async fn import_commit(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    handle: u32,
    on_progress: Channel<ImportProgress>,
) -> Answer<Option<OpenImport>> {
    let open = desk.open().await?;
    let tell = |progress| {
        // A page that is gone has nobody to tell.
        let _ = on_progress.send(progress);
    };
    let committed = imports.commit(&open, handle, tell).await?;
    open.reindex().await?;
    Ok(committed)
}

/// The user is through with the open import: files of the drop folder that say nothing new are not told of again.
#[tauri::command]
#[specta::specta]
pub async fn import_finish(
    desk: State<'_, Desk>,
    imports: State<'_, Imports>,
    watched: State<'_, Watched>,
    handle: u32,
) -> Answer<()> {
    let open = desk.open().await?;
    let files = imports.nothing_new(handle).await?;
    watched.nothing_new(&open, files).await
}

/// Imported files, newest first.
#[tauri::command]
#[specta::specta]
pub async fn import_list(desk: State<'_, Desk>, limit: u32) -> Answer<Vec<ImportedFile>> {
    Ok(intake::imports(&desk.open().await?.vault, limit).await?)
}

/// What has come of a month end: of the month of that day, or of the last one that has ended.
#[tauri::command]
#[specta::specta]
pub async fn import_checklist(desk: State<'_, Desk>, month: Option<Day>) -> Answer<Checklist> {
    let open = desk.open().await?;
    Ok(checklist(&open.vault, month, clock::today()).await?)
}

/// Unknown clients that rows wait for.
#[tauri::command]
#[specta::specta]
pub async fn import_waiting(desk: State<'_, Desk>, limit: u32) -> Answer<Vec<WaitingClient>> {
    Ok(intake::waiting(&desk.open().await?.vault, limit).await?)
}

/// What labels of files mean, as it is remembered.
#[tauri::command]
#[specta::specta]
pub async fn import_values(desk: State<'_, Desk>) -> Answer<Vec<ValueMapping>> {
    Ok(values::list(&desk.open().await?.vault).await?)
}

/// What labels of a column may mean.
#[tauri::command]
#[specta::specta]
pub fn import_value_options(field: Field) -> Vec<String> {
    values::options(field)
}

/// Forgets what a label means; it is asked for again.
#[tauri::command]
#[specta::specta]
pub async fn import_value_remove(desk: State<'_, Desk>, field: Field, label: String) -> Answer<()> {
    let open = desk.open().await?;
    Ok(values::remove(&open.vault, field, &label, clock::now()).await?)
}

/// Takes a whole file back, or refuses and names the file that stands on it.
#[tauri::command]
#[specta::specta]
pub async fn import_undo(desk: State<'_, Desk>, batch: BatchId) -> Answer<Undone> {
    let open = desk.open().await?;
    let undone = intake::undo(&open.vault, batch, clock::now()).await?;
    open.reindex().await?;
    Ok(undone)
}

/// Takes back, with a file, all that was committed together with it.
#[tauri::command]
#[specta::specta]
pub async fn import_undo_together(desk: State<'_, Desk>, batch: BatchId) -> Answer<Undone> {
    let open = desk.open().await?;
    let undone = intake::undo_together(&open.vault, batch, clock::now()).await?;
    open.reindex().await?;
    Ok(undone)
}

/// Says whose the rows are that wait under this number, code or name.
#[tauri::command]
#[specta::specta]
pub async fn import_assign(
    desk: State<'_, Desk>,
    waiting: ClientRef,
    client: ClientId,
) -> Answer<Entered> {
    let open = desk.open().await?;
    Ok(intake::assign(&open.vault, &waiting, client, clock::now()).await?)
}
