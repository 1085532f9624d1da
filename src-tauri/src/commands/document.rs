//! Documents: made in memory, looked at, saved, printed, recorded in the library, opened again.

mod view;

pub use view::{ContentsEntry, PdfFile, Preview, PreviewNote, Saved};

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::{Desk, Open};
use crate::failure::{Answer, Failure};
use crate::previews::{Previews, Shown};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jingwei_core::day::Day;
use jingwei_core::document::{
    self, Audience, DocumentRecord, LibraryFilter, LibraryPage, Recorded,
};
use jingwei_core::ids::{ClientId, DocumentId, VisitId};
use jingwei_core::{Code, Error, client, dossier};
use jingwei_report::compose::Context;
use jingwei_report::visit_pack::{self, VisitPack};
use sha2::{Digest, Sha256};
use std::path::Path;
use tauri::{AppHandle, State, WebviewWindow};

/// Lines of the library a page.
const LIBRARY_PAGE: u32 = 100;

/// Makes the pack for a visit (else the next planned one) as of today, in memory.
#[tauri::command]
#[specta::specta]
pub async fn document_make(
    desk: State<'_, Desk>,
    previews: State<'_, Previews>,
    client: ClientId,
    visit: Option<VisitId>,
    audience: Audience,
) -> Answer<Preview> {
    let open = desk.open().await?;
    let order = Order {
        client,
        visit,
        audience,
        as_of: clock::today(),
        made_at: clock::now(),
        remake: None,
    };
    let (pack, client_name) = make(&open, order).await?;
    let shown = previews.put(|handle| Shown {
        handle,
        pack,
        client_name,
        made_at: order.made_at,
        recorded: tokio::sync::Mutex::new(None),
        same_as_recorded: None,
    });
    Ok(Preview::of(&shown).await)
}

/// What is to be made; a remake knows no more than was known then.
#[derive(Clone, Copy)]
struct Order<'a> {
    client: ClientId,
    visit: Option<VisitId>,
    audience: Audience,
    as_of: Day,
    made_at: Timestamp,
    /// The audit head on the pages of then.
    remake: Option<&'a str>,
}

async fn make(open: &Open, order: Order<'_>) -> Answer<(VisitPack, String)> {
    let key = client::by_id(&open.vault, order.client).await?;
    let known_at = order.remake.map(|_| order.made_at);
    let dossier = dossier::load(&open.vault, key, order.as_of, known_at).await?;
    let audit_head = match order.remake {
        Some(head) => head.to_owned(),
        None => open.vault.audit_head().await?.short(),
    };
    let user = open.vault.user();
    let context = Context::of(&user, order.made_at, &TimeZone::system(), audit_head);
    let (visit, audience) = (order.visit, order.audience);
    let made = tokio::task::spawn_blocking(move || {
        let pack = visit_pack::make(&dossier, visit, audience, &context)?;
        Ok::<_, Error>((pack, dossier.client.name))
    });
    let made = made
        .await
        .map_err(|error| Error::fault("生成文档时程序出错，数据没有改动。请再试一次。", error))?;
    Ok(made?)
}

/// What is known of a preview: for a page that comes back to it.
#[tauri::command]
#[specta::specta]
pub async fn document_preview(previews: State<'_, Previews>, handle: u32) -> Answer<Preview> {
    let shown = previews.get(handle)?;
    Ok(Preview::of(&shown).await)
}

/// The file itself, as raw bytes.
#[tauri::command]
#[specta::specta]
pub async fn document_bytes(previews: State<'_, Previews>, handle: u32) -> Answer<PdfFile> {
    let shown = previews.get(handle)?;
    Ok(PdfFile::new(shown.pack.pdf.bytes.clone()))
}

/// Asks where to save, under a title of the page's language, writes the file and records it; `null` where the
/// user changed their mind.
#[tauri::command]
#[specta::specta]
pub async fn document_save(
    app: AppHandle,
    desk: State<'_, Desk>,
    previews: State<'_, Previews>,
    handle: u32,
    title: String,
) -> Answer<Option<Saved>> {
    let open = desk.open().await?;
    let shown = previews.get(handle)?;
    let asked = Asked {
        title,
        kind: ("PDF", &["pdf"]),
        name: Some(shown.pack.file_name.clone()),
        folder: None,
    };
    let Some(chosen) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let path = document::write_chosen(&chosen, "pdf", &shown.pack.pdf.bytes)?;
    let recorded = record(&open, &shown, Some(&path)).await;
    if recorded.is_err() {
        // What cannot be remembered must not lie around unlogged; the failure to record is the one to tell.
        let _ = std::fs::remove_file(&path);
    }
    let recorded = recorded?;
    let path = path.to_string_lossy().into_owned();
    Ok(Some(Saved { path, recorded }))
}

/// Records that the pages of this preview go to a printer, then opens the system's print dialog over what
/// the page has laid out for printing.
#[tauri::command]
#[specta::specta]
pub async fn document_print(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    previews: State<'_, Previews>,
    handle: u32,
) -> Answer<Recorded> {
    let open = desk.open().await?;
    let shown = previews.get(handle)?;
    let recorded = record(&open, &shown, None).await?;
    document::printed(&open.vault, recorded.id, clock::now()).await?;
    window.print().map_err(|error| {
        Error::fault(
            "打印没有开始，文档已存入文档库。请另存后用其他程序打印。",
            error,
        )
    })?;
    Ok(recorded)
}

/// Puts a preview into the library without a file.
#[tauri::command]
#[specta::specta]
pub async fn document_finish(
    desk: State<'_, Desk>,
    previews: State<'_, Previews>,
    handle: u32,
) -> Answer<Recorded> {
    let open = desk.open().await?;
    let shown = previews.get(handle)?;
    record(&open, &shown, None).await
}

/// The library's row of a preview, made when there is none; a saved copy is added to it.
async fn record(open: &Open, shown: &Shown, path: Option<&Path>) -> Answer<Recorded> {
    let now = clock::now();
    let mut recorded = shown.recorded.lock().await;
    if let Some(known) = *recorded {
        if let Some(path) = path {
            document::saved(&open.vault, known.id, &path.to_string_lossy(), now).await?;
        }
        return Ok(known);
    }
    let made = [shown.pack.remembered(shown.made_at, path)];
    let rows = document::record(&open.vault, &made, now).await?;
    *recorded = rows.first().copied();
    recorded.ok_or_else(|| Failure::new(Code::Fault, "文档没有存入文档库，请再试一次。"))
}

/// A page of the library.
#[tauri::command]
#[specta::specta]
pub async fn document_list(desk: State<'_, Desk>, filter: LibraryFilter) -> Answer<LibraryPage> {
    let open = desk.open().await?;
    Ok(document::list(&open.vault, &filter, LIBRARY_PAGE).await?)
}

/// Makes a document of the library again from what was known then; it says whether the bytes are the same.
#[tauri::command]
#[specta::specta]
pub async fn document_reopen(
    desk: State<'_, Desk>,
    previews: State<'_, Previews>,
    document: DocumentId,
) -> Answer<Preview> {
    let open = desk.open().await?;
    let was = document::by_id(&open.vault, document).await?;
    let order = Order {
        client: was.client,
        visit: was.visit,
        audience: was.audience,
        as_of: was.as_of,
        made_at: was.made_at,
        remake: Some(&was.audit_head),
    };
    let (pack, client_name) = make(&open, order).await?;
    let is_same = hex::encode(pack.sha256) == was.sha256;
    // Other bytes are another document: it enters the library as one if it is kept.
    let recorded = is_same.then_some(Recorded {
        id: was.id,
        version: was.version,
    });
    let shown = previews.put(|handle| Shown {
        handle,
        pack,
        client_name,
        made_at: was.made_at,
        recorded: tokio::sync::Mutex::new(recorded),
        same_as_recorded: Some(is_same),
    });
    Ok(Preview::of(&shown).await)
}

/// Opens the saved copy with the system's own program, if it still is what was saved.
#[tauri::command]
#[specta::specta]
pub async fn document_open_file(desk: State<'_, Desk>, document: DocumentId) -> Answer<()> {
    let open = desk.open().await?;
    let was = document::by_id(&open.vault, document).await?;
    let path = unchanged_copy(&was)?;
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|error| {
        Error::fault(
            "系统没有能打开 PDF 的程序，文件没有改动。请在预览里查看。",
            error,
        )
    })?;
    Ok(())
}

fn unchanged_copy(was: &DocumentRecord) -> Answer<&str> {
    let Some(path) = was.saved_to.as_deref() else {
        let message = "这份文档没有另存过文件。请在预览里查看，需要时另存。";
        return Err(Failure::new(Code::NotFound, message));
    };
    let Ok(bytes) = std::fs::read(path) else {
        let message = "保存的文件已不在原处，可能被移动或删除。文档库仍在，请用预览重新生成。";
        return Err(Error::new(Code::NotFound, message)
            .with("path", path)
            .into());
    };
    if hex::encode(Sha256::digest(&bytes)) != was.sha256 {
        let message = "原处的文件与当时保存的不同，没有打开，也没有改动它。请用预览重新生成。";
        return Err(Error::new(Code::Refused, message).with("path", path).into());
    }
    Ok(path)
}
