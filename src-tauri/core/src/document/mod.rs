//! The library of documents that were made: which client and day, for whom, from what, and where copies lie.

mod file;
mod model;
mod store;

pub use file::{safe_name, write_chosen, write_new};
pub use model::{
    Audience, DocumentKind, DocumentRecord, LibraryFilter, LibraryPage, MadeVisitPack, Recorded,
};

use crate::error::Result;
use crate::ids::DocumentId;
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;

/// Remembers documents, each with its audit row, in one transaction.
pub async fn record(
    vault: &Vault,
    made: &[MadeVisitPack],
    now: Timestamp,
) -> Result<Vec<Recorded>> {
    let Some((last, earlier)) = made.split_last() else {
        return Ok(Vec::new());
    };
    let mut recorded = Vec::with_capacity(made.len());
    let mut write = vault.write(now).await?;
    for document in earlier {
        let (key, row) = store::insert(&mut write, document).await?;
        write
            .audit(Action::DocumentMade, Some(key), &document.detail())
            .await?;
        recorded.push(row);
    }
    let (key, row) = store::insert(&mut write, last).await?;
    write
        .commit(Action::DocumentMade, Some(key), &last.detail())
        .await?;
    recorded.push(row);
    Ok(recorded)
}

/// Remembers where a copy of a recorded document was written.
pub async fn saved(vault: &Vault, document: DocumentId, path: &str, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let key = store::key(write.connection(), document).await?;
    store::insert_copy(&mut write, key, path).await?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::DocumentSaved, Some(key), &nothing)
        .await?;
    Ok(())
}

/// Leaves in the audit trail that a recorded document went to a printer.
pub async fn printed(vault: &Vault, document: DocumentId, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let key = store::key(write.connection(), document).await?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::DocumentPrinted, Some(key), &nothing)
        .await?;
    Ok(())
}

/// A page of the library, newest first.
pub async fn list(vault: &Vault, filter: &LibraryFilter, limit: u32) -> Result<LibraryPage> {
    let mut tx = vault.read().await?;
    store::page(&mut tx, filter, limit).await
}

/// One document of the library.
pub async fn by_id(vault: &Vault, document: DocumentId) -> Result<DocumentRecord> {
    let mut tx = vault.read().await?;
    store::by_id(&mut tx, document).await
}
