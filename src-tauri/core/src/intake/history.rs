//! What was imported, newest first, and what still waits for its client.

use super::plan::Counts;
use super::record::{ClientRef, Kind};
use crate::day::Day;
use crate::error::Result;
use crate::ids::BatchId;
use crate::vault::Vault;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

/// One imported file.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ImportedFile {
    pub batch: BatchId,
    pub file: String,
    pub kind: Kind,
    pub as_of: Option<Day>,
    pub counts: Counts,
    #[specta(type = String)]
    pub at: Timestamp,
    /// Who imported it.
    pub user: String,
    #[specta(type = Option<String>)]
    pub undone_at: Option<Timestamp>,
    /// Rows that still wait for their client.
    pub waiting: u32,
    /// Rows that waited and have found it since.
    pub attached: u32,
    /// Cells that were typed anew before it was committed.
    pub mended: u32,
    /// The first of the files that were committed together with it.
    pub together: Option<BatchId>,
}

/// Rows of one unknown client, over all files.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct WaitingClient {
    pub client: ClientRef,
    pub rows: u32,
    /// The newest file that speaks of it.
    pub file: String,
    pub kind: Kind,
}

/// The newest `limit` files. Rows that attached later belong to their file and are no entries of their own.
pub async fn imports(vault: &Vault, limit: u32) -> Result<Vec<ImportedFile>> {
    let mut tx = vault.read().await?;
    let rows = sqlx::query!(
        r#"SELECT b.uid AS "batch: BatchId", b.source, b.kind, b.as_of AS "as_of: Day", b.counts, b.recorded_at,
                  b.undone_at, u.name AS user,
                  (SELECT t.uid FROM batch t WHERE t.id = b.together_id) AS "together: BatchId",
                  (SELECT count(*) FROM queued_row q LEFT JOIN batch a ON a.id = q.attached_batch_id
                   WHERE q.batch_id = b.id AND (a.id IS NULL OR a.undone_at IS NOT NULL)) AS "waiting!: u32",
                  (SELECT count(*) FROM queued_row q JOIN batch a ON a.id = q.attached_batch_id
                   WHERE q.batch_id = b.id AND a.undone_at IS NULL) AS "attached!: u32",
                  (SELECT count(*) FROM mended_cell m WHERE m.batch_id = b.id) AS "mended!: u32"
           FROM batch b JOIN user u ON u.id = b.user_id WHERE b.parent_id IS NULL ORDER BY b.id DESC LIMIT ?"#,
        limit
    )
    .fetch_all(&mut *tx)
    .await?;
    let files = rows.into_iter().filter_map(|row| {
        Some(ImportedFile {
            batch: row.batch,
            file: row.source,
            kind: Kind::from_name(&row.kind)?,
            as_of: row.as_of,
            counts: serde_json::from_str(&row.counts).unwrap_or_default(),
            at: time(row.recorded_at),
            user: row.user,
            undone_at: row.undone_at.map(time),
            waiting: if row.undone_at.is_some() {
                0
            } else {
                row.waiting
            },
            attached: row.attached,
            mended: row.mended,
            together: row.together,
        })
    });
    Ok(files.collect())
}

fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

/// Clients that rows wait for, those with most rows first.
pub async fn waiting(vault: &Vault, limit: u32) -> Result<Vec<WaitingClient>> {
    let mut tx = vault.read().await?;
    let rows = sqlx::query!(
        r#"SELECT q.client_number, q.client_code, q.client_name, count(*) AS "rows!: u32",
                  max(q.batch_id) AS "batch!: i64", b.source AS "source!", q.kind AS "kind!"
           FROM queued_row q JOIN batch b ON b.id = q.batch_id AND b.undone_at IS NULL
           LEFT JOIN batch a ON a.id = q.attached_batch_id
           WHERE a.id IS NULL OR a.undone_at IS NOT NULL
           GROUP BY q.client_number, q.client_code, CASE WHEN q.client_number IS NULL AND q.client_code IS NULL THEN q.client_name END
           ORDER BY count(*) DESC, q.client_number LIMIT ?"#,
        limit
    )
    .fetch_all(&mut *tx)
    .await?;
    let clients = rows.into_iter().filter_map(|row| {
        Some(WaitingClient {
            client: ClientRef {
                number: row.client_number,
                code: row.client_code,
                name: row.client_name,
            },
            rows: row.rows,
            file: row.source,
            kind: Kind::from_name(&row.kind)?,
        })
    });
    Ok(clients.collect())
}

/// When the very same bytes were imported last, and stand.
pub(super) async fn imported_before(
    connection: &mut SqliteConnection,
    digest: &[u8; 32],
) -> Result<Option<Timestamp>> {
    let digest = digest.as_slice();
    let at = sqlx::query_scalar!(
        r#"SELECT max(recorded_at) AS "at: i64" FROM batch WHERE digest = ? AND undone_at IS NULL AND parent_id IS NULL"#,
        digest
    )
    .fetch_one(connection)
    .await?;
    Ok(at.map(time))
}
