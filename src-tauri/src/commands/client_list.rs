//! The client list: opened once, read page by page, exported.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::{Desk, Open};
use crate::failure::{Answer, Failure};
use crate::shelf::Shelf;
use jiff::tz::TimeZone;
use jingwei_core::client::list::{self, ClientRow, Facets, List, ListQuery, SortKey, Totals};
use jingwei_core::day::Day;
use jingwei_core::document;
use jingwei_core::export::{Export, Reason, What};
use jingwei_core::ids::ClientKey;
use jingwei_core::{Code, Error};
use jingwei_report::client_list::ClientList;
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::Arc;
use tauri::{AppHandle, State};
use tokio::sync::Mutex;

/// Rows that come back with the opening, so that the page paints after one answer: `PAGE` of dataTableRows.ts,
/// more than the tallest window shows.
const FIRST_PAGE: usize = 50;
/// Rows read at a time.
const LONGEST_PAGE: u32 = 1_000;
/// Lists kept whole, so that typing in the search box narrows one in memory.
const KEPT_WHOLE: usize = 3;
/// Lists that the page may still ask for rows of.
const KEPT_OPEN: usize = 4;

/// Open lists: 40 bytes a client each.
#[derive(Default)]
pub struct OpenLists(Mutex<Kept>);

struct Kept {
    open: Shelf<Opened>,
    whole: VecDeque<Whole>,
    /// How many clients the vault has, as of a row of the audit trail.
    everyone: Option<(i64, u32)>,
}

impl Default for Kept {
    fn default() -> Self {
        Kept {
            open: Shelf::of(KEPT_OPEN),
            whole: VecDeque::new(),
            everyone: None,
        }
    }
}

/// A list that rows are asked of.
#[derive(Clone)]
struct Opened {
    list: Arc<List>,
    /// What its rows are marked with.
    search: Arc<str>,
}

/// A list without a search, as it was at a row of the audit trail: every change leaves one.
struct Whole {
    query: ListQuery,
    today: Day,
    audit: i64,
    list: Arc<List>,
}

impl Kept {
    fn whole(&self, query: &ListQuery, today: Day, audit: i64) -> Option<Arc<List>> {
        let found = self
            .whole
            .iter()
            .find(|whole| whole.query == *query && whole.today == today && whole.audit == audit);
        found.map(|whole| Arc::clone(&whole.list))
    }

    fn keep_whole(&mut self, whole: Whole) {
        self.whole.retain(|kept| kept.query != whole.query);
        self.whole.push_front(whole);
        self.whole.truncate(KEPT_WHOLE);
    }
}

impl OpenLists {
    /// A list that was opened; one of long ago is no longer kept.
    async fn get(&self, number: u32) -> Answer<Opened> {
        let found = self.0.lock().await.open.get(number);
        found.ok_or_else(|| Failure::new(Code::NotFound, "这份列表已经换新，请重新打开。"))
    }

    async fn everyone(&self, open: &Open, audit: i64) -> Answer<u32> {
        if let Some((_, clients)) = (self.0.lock().await.everyone).filter(|(at, _)| *at == audit) {
            return Ok(clients);
        }
        let clients = list::count(&open.vault, &ListQuery::default(), clock::today()).await?;
        self.0.lock().await.everyone = Some((audit, clients));
        Ok(clients)
    }

    async fn whole(
        &self,
        open: &Open,
        query: &ListQuery,
        today: Day,
        audit: i64,
    ) -> Answer<Arc<List>> {
        if let Some(list) = self.0.lock().await.whole(query, today, audit) {
            return Ok(list);
        }
        let list = Arc::new(list::open(&open.vault, query, today).await?);
        let whole = Whole {
            query: query.clone(),
            today,
            audit,
            list: Arc::clone(&list),
        };
        self.0.lock().await.keep_whole(whole);
        Ok(list)
    }
}

/// A list as it was opened.
#[derive(Serialize, specta::Type)]
pub struct OpenedList {
    /// What pages are asked for by.
    pub list: u32,
    pub totals: Totals,
    /// Clients of the vault that the search or the filters leave out.
    pub left_out: u32,
    /// The first rows.
    pub rows: Vec<ClientRow>,
}

/// Opens the list of a query, narrowed to what a search finds: in order of rank (`by_rank`), or of the query.
#[tauri::command]
#[specta::specta]
pub async fn client_list_open(
    desk: State<'_, Desk>,
    lists: State<'_, OpenLists>,
    query: ListQuery,
    search: String,
    by_rank: bool,
) -> Answer<OpenedList> {
    let open = desk.open().await?;
    let today = clock::today();
    let audit = open.vault.audit_head().await?.seq;
    let everyone = lists.everyone(&open, audit).await?;
    let mut list = lists.whole(&open, &query, today, audit).await?;
    if !search.trim().is_empty() {
        let index = open.search().await?;
        let hits = index.search(&search, index.len());
        let found: Vec<ClientKey> = hits.into_iter().map(|hit| hit.key).collect();
        list = Arc::new(list.narrowed(&found, by_rank));
    }
    let rows = marked_rows(&open, &list.keys(0, FIRST_PAGE), &search).await?;
    Ok(OpenedList {
        totals: list.totals(),
        left_out: everyone.saturating_sub(list.totals().clients),
        list: lists.0.lock().await.open.put(Opened {
            list,
            search: search.into(),
        }),
        rows,
    })
}

/// Rows of an open list.
#[tauri::command]
#[specta::specta]
pub async fn client_list_page(
    desk: State<'_, Desk>,
    lists: State<'_, OpenLists>,
    list: u32,
    offset: u32,
    limit: u32,
) -> Answer<Vec<ClientRow>> {
    let open = desk.open().await?;
    let limit = limit.min(LONGEST_PAGE) as usize;
    let opened = lists.get(list).await?;
    let keys = opened.list.keys(offset as usize, limit);
    marked_rows(&open, &keys, &opened.search).await
}

/// Rows with what a search found marked in their names.
async fn marked_rows(open: &Open, keys: &[ClientKey], search: &str) -> Answer<Vec<ClientRow>> {
    let mut rows = list::rows(&open.vault, keys).await?;
    if !search.trim().is_empty() {
        let index = open.search().await?;
        for row in &mut rows {
            row.marks = index.marks(row.key, &row.name, search);
        }
    }
    Ok(rows)
}

/// What filters can offer.
#[tauri::command]
#[specta::specta]
pub async fn client_list_facets(desk: State<'_, Desk>) -> Answer<Facets> {
    Ok(list::facets(&desk.open().await?.vault).await?)
}

/// What was exported.
#[derive(Serialize, specta::Type)]
pub struct ExportedList {
    pub file_name: String,
    /// Of all exports of this vault.
    pub number: u32,
    pub clients: u32,
}

/// Rows from `first` to `last`, both counted from 0 and both inside.
#[derive(serde::Deserialize, specta::Type)]
pub struct RowRange {
    pub first: u32,
    pub last: u32,
}

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Workbook,
    Csv,
}

impl FileKind {
    /// What the dialog calls it, and its extension.
    const fn named(self) -> (&'static str, &'static str) {
        match self {
            FileKind::Workbook => ("Excel", "xlsx"),
            FileKind::Csv => ("CSV", "csv"),
        }
    }
}

/// What the page asks to have written.
#[derive(serde::Deserialize, specta::Type)]
pub struct WantedFile {
    pub kind: FileKind,
    /// Of the open list; none means all rows.
    pub ranges: Vec<RowRange>,
    pub columns: Vec<SortKey>,
    /// The view's name: heads the workbook and names the file.
    pub title: String,
    pub reason: String,
}

/// Writes rows of an open list where the user says; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn client_list_export(
    app: AppHandle,
    desk: State<'_, Desk>,
    lists: State<'_, OpenLists>,
    list: u32,
    wanted: WantedFile,
) -> Answer<Option<ExportedList>> {
    let open = desk.open().await?;
    let reason = Reason::parse(&wanted.reason)?;
    let list = lists.get(list).await?.list;
    let (kind, extension) = wanted.kind.named();
    let name = format!("{} {}", wanted.title, clock::today());
    let asked = Asked {
        title: wanted.title.clone(),
        kind: (kind, &[extension]),
        name: Some(document::safe_name(&name, extension)),
        folder: None,
    };
    let Some(path) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let rows = list::rows(&open.vault, &keys(&list, &wanted.ranges)).await?;
    let export = Export::begin(&open.vault, What::Clients, reason, clock::now()).await?;
    let written = ClientList {
        title: &wanted.title,
        rows: &rows,
        columns: &wanted.columns,
        mark: &export.mark,
        zone: &TimeZone::system(),
    };
    let bytes = match wanted.kind {
        FileKind::Workbook => written.to_xlsx(),
        FileKind::Csv => written.to_csv(),
    }
    .map_err(|error| Error::new(Code::Fault, error.to_string()))?;
    let path = document::write_chosen(&path, extension, &bytes)?;
    let (clients, number) = (rows.len() as u32, export.mark.number);
    export.finish(&open.vault, clients, &path, &bytes).await?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(ExportedList {
        file_name: file_name.into_owned(),
        number: number as u32,
        clients,
    }))
}

fn keys(list: &List, ranges: &[RowRange]) -> Vec<ClientKey> {
    if ranges.is_empty() {
        return list.keys(0, list.len());
    }
    let of = |range: &RowRange| {
        let rows = range.last.saturating_sub(range.first) as usize + 1;
        list.keys(range.first as usize, rows)
    };
    ranges.iter().flat_map(of).collect()
}
