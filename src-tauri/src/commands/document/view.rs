//! How the page sees a document.

use crate::previews::Shown;
use jiff::Timestamp;
use jingwei_core::day::Day;
use jingwei_core::document::{Audience, Recorded};
use jingwei_core::ids::{ClientId, VisitId};
use jingwei_report::OutlineEntry;
use jingwei_report::notes::{Note, NoteKind};
use serde::Serialize;
use specta::datatype::DataType;
use tauri::ipc::{InvokeResponseBody, IpcResponse};

/// A made document, without its bytes.
#[derive(Serialize, specta::Type)]
pub struct Preview {
    pub handle: u32,
    pub client: ClientId,
    pub client_name: String,
    pub visit: Option<VisitId>,
    pub audience: Audience,
    /// 编制日: the day it is made for.
    pub as_of: Day,
    /// 数据截至: the newest day a balance in it holds for.
    pub data_until: Option<Day>,
    #[specta(type = String)]
    pub made_at: Timestamp,
    pub file_name: String,
    pub pages: u32,
    /// Bytes of the file.
    pub size: u32,
    pub sha256: String,
    pub contents: Vec<ContentsEntry>,
    pub notes: Vec<PreviewNote>,
    /// Its row of the library, once it has one.
    pub recorded: Option<Recorded>,
    /// Where it was made again from the library: whether the bytes are those of then.
    pub same_as_recorded: Option<bool>,
}

/// A heading with its place.
#[derive(Serialize, specta::Type)]
pub struct ContentsEntry {
    /// Position among all headings; notes refer to it.
    pub order: u32,
    /// 0 for sections, 1 below.
    pub depth: u8,
    pub number: String,
    pub title: String,
    /// From 1.
    pub page: u32,
    /// Points from the top edge of the page.
    pub top: u32,
}

/// One thing to heed before the document is used.
#[derive(Serialize, specta::Type)]
pub struct PreviewNote {
    /// Figures are older than the limit; otherwise something is printed as missing.
    pub stale: bool,
    /// `ContentsEntry::order` of its section; `null`: the whole document.
    pub section: Option<u32>,
    pub text: String,
}

/// Where a document was saved, and its row of the library.
#[derive(Serialize, specta::Type)]
pub struct Saved {
    pub path: String,
    pub recorded: Recorded,
}

/// A file that reaches the page as an `ArrayBuffer`, not as JSON.
pub struct PdfFile(Vec<u8>);

impl PdfFile {
    pub fn new(bytes: Vec<u8>) -> Self {
        PdfFile(bytes)
    }
}

impl IpcResponse for PdfFile {
    fn body(self) -> tauri::Result<InvokeResponseBody> {
        Ok(InvokeResponseBody::Raw(self.0))
    }
}

impl specta::Type for PdfFile {
    fn definition(_: &mut specta::Types) -> DataType {
        specta_typescript::define("ArrayBuffer").into()
    }
}

impl Preview {
    pub async fn of(shown: &Shown) -> Self {
        let pack = &shown.pack;
        Preview {
            handle: shown.handle,
            client: pack.client,
            client_name: shown.client_name.clone(),
            visit: pack.visit,
            audience: pack.audience,
            as_of: pack.as_of,
            data_until: pack.data_until,
            made_at: shown.made_at,
            file_name: pack.file_name.clone(),
            pages: pack.pdf.pages,
            size: u32::try_from(pack.pdf.bytes.len()).unwrap_or(u32::MAX),
            sha256: hex::encode(pack.sha256),
            contents: pack.pdf.outline.iter().map(ContentsEntry::from).collect(),
            notes: pack.notes.iter().map(PreviewNote::from).collect(),
            recorded: *shown.recorded.lock().await,
            same_as_recorded: shown.same_as_recorded,
        }
    }
}

impl From<&OutlineEntry> for ContentsEntry {
    fn from(entry: &OutlineEntry) -> Self {
        ContentsEntry {
            order: entry.order,
            depth: entry.depth,
            number: entry.number.clone(),
            title: entry.title.clone(),
            page: entry.page,
            top: entry.top,
        }
    }
}

impl From<&Note> for PreviewNote {
    fn from(note: &Note) -> Self {
        PreviewNote {
            stale: note.kind == NoteKind::Stale,
            section: note.section,
            text: note.text.clone(),
        }
    }
}
