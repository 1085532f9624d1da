//! How a shape of file is read, remembered: the next file with the same header texts needs no correction.

use super::columns::Choices;
use super::record::Kind;
use crate::error::Result;
use crate::money::Unit;
use crate::vault::Write;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// The digest of a table's header texts and their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape([u8; 32]);

impl Shape {
    pub fn of(headers: &BTreeMap<u32, String>) -> Self {
        let mut digest = Sha256::new();
        for (column, text) in headers {
            digest.update(column.to_le_bytes());
            digest.update(text.as_bytes());
            digest.update([0]);
        }
        Shape(digest.finalize().into())
    }

    /// Whether this is the stored form of it.
    pub fn is(&self, stored: &[u8]) -> bool {
        self.0 == stored
    }
}

/// What was said of a shape; the as-of day is another each time and never part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub kind: Option<Kind>,
    pub unit: Option<Unit>,
    pub columns: Choices,
}

impl Reading {
    pub fn is_empty(&self) -> bool {
        *self == Reading::default()
    }
}

pub async fn load(connection: &mut SqliteConnection, shape: Shape) -> Result<Reading> {
    let shape = shape.0.as_slice();
    let stored = sqlx::query_scalar!("SELECT reading FROM column_mapping WHERE shape = ?", shape)
        .fetch_optional(connection)
        .await?;
    // Our own JSON; what a later version wrote and we cannot read is as good as not said.
    Ok(stored
        .and_then(|stored| serde_json::from_str(&stored).ok())
        .unwrap_or_default())
}

/// Replaces what was remembered of tables with these header texts; an empty reading forgets it.
pub async fn save(
    write: &mut Write,
    headers: &BTreeMap<u32, String>,
    reading: &Reading,
) -> Result<()> {
    let shape = Shape::of(headers);
    let shape = shape.0.as_slice();
    if reading.is_empty() {
        sqlx::query!("DELETE FROM column_mapping WHERE shape = ?", shape)
            .execute(write.connection())
            .await?;
        return Ok(());
    }
    let (user, at) = (write.user, write.at_ms());
    let stored = serde_json::to_string(reading).unwrap_or_default();
    let headers = serde_json::to_string(headers).unwrap_or_default();
    sqlx::query!(
        "INSERT INTO column_mapping (shape, headers, reading, user_id, recorded_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (shape) DO UPDATE SET headers = excluded.headers, reading = excluded.reading,
             user_id = excluded.user_id, recorded_at = excluded.recorded_at",
        shape,
        headers,
        stored,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    Ok(())
}
