//! The audit trail as people read it: filtered, in sentences, page by page. How rows are written and checked:
//! [`crate::vault::audit`].
//!
//! A row holds ids; what they name is read from the vault now, so that erasing a name leaves the chain whole.

mod facts;
mod model;
mod store;
mod words;

#[cfg(test)]
mod tests;

pub use model::{AuditClient, AuditFilter, AuditPage, AuditRow, Change, Who};

use crate::error::Result;
use crate::language::Language;
use crate::vault::Vault;
use jiff::tz::TimeZone;
use sqlx::SqliteConnection;

/// Most rows that are put into words at a time.
const LONGEST_PAGE: usize = 1_000;

/// The numbers of all rows that a filter leaves, newest first: 8 bytes a row, so that any page of a long
/// trail costs the same. `zone` says when the filter's days begin.
pub async fn open(vault: &Vault, filter: &AuditFilter, zone: &TimeZone) -> Result<Vec<i64>> {
    let mut tx = vault.read().await?;
    store::numbers(&mut tx, filter, zone, None, None).await
}

/// These rows, newest first; at most a thousand.
pub async fn rows(vault: &Vault, numbers: &[i64], language: Language) -> Result<Vec<AuditRow>> {
    let mut tx = vault.read().await?;
    let asked = &numbers[..numbers.len().min(LONGEST_PAGE)];
    worded(&mut tx, asked, language).await
}

/// The newest `limit` rows before row `before`.
pub async fn page(
    vault: &Vault,
    filter: &AuditFilter,
    zone: &TimeZone,
    before: Option<i64>,
    limit: u32,
    language: Language,
) -> Result<AuditPage> {
    let mut tx = vault.read().await?;
    let limit = limit.clamp(1, LONGEST_PAGE as u32);
    // One more tells whether there are more.
    let mut numbers = store::numbers(&mut tx, filter, zone, before, Some(limit + 1)).await?;
    let is_last = numbers.len() <= limit as usize;
    numbers.truncate(limit as usize);
    Ok(AuditPage {
        rows: worded(&mut tx, &numbers, language).await?,
        before: numbers.last().copied().filter(|_| !is_last),
    })
}

/// Everybody who ever worked here, by name.
pub async fn users(vault: &Vault) -> Result<Vec<Who>> {
    let mut tx = vault.read().await?;
    store::users(&mut tx).await
}

async fn worded(
    connection: &mut SqliteConnection,
    numbers: &[i64],
    language: Language,
) -> Result<Vec<AuditRow>> {
    let mut rows = Vec::with_capacity(numbers.len());
    for stored in store::rows(connection, numbers).await? {
        let facts = facts::of(connection, &stored, language).await?;
        rows.push(words::row(stored, facts, language));
    }
    Ok(rows)
}
