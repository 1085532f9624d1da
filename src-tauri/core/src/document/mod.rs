//! Documents that were made: their files in the user's folder, and the row that remembers them.

mod file;

pub use file::{safe_name, write_new};

use crate::day::Day;
use crate::error::Result;
use crate::ids::{ClientId, DocumentId, VisitId};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use serde::Serialize;

/// Who a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Internal,
    Client,
}

impl Audience {
    const fn name(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Client => "client",
        }
    }
}

/// A visit pack that was written to disk.
#[derive(Debug, Clone)]
pub struct MadeVisitPack {
    pub client: ClientId,
    pub visit: Option<VisitId>,
    pub audience: Audience,
    pub as_of: Day,
    /// Without its folder.
    pub file_name: String,
    pub sha256: [u8; 32],
    pub pages: u32,
}

/// Remembers documents, each with its audit row, in one transaction.
pub async fn record(vault: &Vault, made: &[MadeVisitPack], now: Timestamp) -> Result<()> {
    let Some((last, earlier)) = made.split_last() else {
        return Ok(());
    };
    let mut write = vault.write(now).await?;
    for document in earlier {
        let key = insert(&mut write, document).await?;
        write
            .audit(Action::DocumentMade, Some(key), &detail(document))
            .await?;
    }
    let key = insert(&mut write, last).await?;
    write
        .commit(Action::DocumentMade, Some(key), &detail(last))
        .await?;
    Ok(())
}

fn detail(document: &MadeVisitPack) -> serde_json::Value {
    serde_json::json!({
        "kind": "visit_pack",
        "audience": document.audience,
        "sha256": hex::encode(document.sha256),
    })
}

async fn insert(write: &mut crate::vault::Write, document: &MadeVisitPack) -> Result<i64> {
    let id = DocumentId::new(write.at);
    let (at, user) = (write.at_ms(), write.user);
    let (audience, sha256) = (document.audience.name(), document.sha256.as_slice());
    let inserted = sqlx::query!(
        "INSERT INTO document (uid, client_id, visit_id, kind, audience, as_of, file_name, sha256, pages, user_id, recorded_at)
         VALUES (?, (SELECT id FROM client WHERE uid = ?), (SELECT id FROM visit WHERE uid = ?), 'visit_pack', ?, ?, ?, ?, ?, ?, ?)",
        id,
        document.client,
        document.visit,
        audience,
        document.as_of,
        document.file_name,
        sha256,
        document.pages,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    Ok(inserted.last_insert_rowid())
}
