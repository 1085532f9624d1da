//! What imports were told, handed from one vault to another: how files of a shape are read, and what labels of the
//! catalogues mean. No client's data goes along: header texts that hold a name or number the vault knows are left
//! out, and client managers, who are people, always.

mod file;
mod store;

#[cfg(test)]
mod tests;

pub use file::{LARGEST, read, read_file};

use super::columns::Field;
use super::mapping::Reading;
use super::recognise::{BY_LOOK, letters};
use super::record::Kind;
use super::values::Values;
use crate::error::Result;
use crate::money::Unit;
use crate::vault::Vault;
use crate::vault::audit::Action;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// What goes from one vault to another.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Header texts by column, and how such a file is read.
    pub tables: Vec<(BTreeMap<u32, String>, Reading)>,
    pub labels: Values,
}

/// What was written into a file, and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Exported {
    pub tables: u32,
    pub labels: u32,
    /// Labels of client managers: they are people.
    pub managers: u32,
    /// Tables and labels that hold a name or number of the vault.
    pub personal: u32,
    /// Tables that were remembered before header texts were.
    pub unnamed: u32,
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// How what comes stands to what is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum SharedStanding {
    New,
    Changed,
    Same,
}

/// A table of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SharedTable {
    pub standing: SharedStanding,
    pub kind: Option<Kind>,
    pub unit: Option<Unit>,
    /// What the columns are called; none where the table has no header.
    pub headers: Vec<String>,
    /// Columns that are not read as their header says.
    pub columns: Vec<SharedColumn>,
    /// Where it changed: how it was read before.
    pub was: Option<SharedReading>,
}

/// How a table was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SharedReading {
    pub kind: Option<Kind>,
    pub unit: Option<Unit>,
    pub columns: Vec<SharedColumn>,
}

/// What a column holds; nothing of use where `field` is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SharedColumn {
    pub letter: String,
    pub header: String,
    pub field: Option<Field>,
}

/// A label of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SharedLabel {
    pub standing: SharedStanding,
    pub field: Field,
    pub label: String,
    /// `None`: nothing, the cell counts as empty.
    pub target: Option<String>,
    /// Where it changed: what it meant before.
    pub was: Option<String>,
}

/// What taking a file would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SharedPreview {
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    pub tables: Vec<SharedTable>,
    pub labels: Vec<SharedLabel>,
}

/// All that is remembered and may leave.
pub async fn export(vault: &Vault) -> Result<Exported> {
    let mut tx = vault.read().await?;
    let remembered = store::remembered(&mut tx).await?;
    let (shared, personal) = store::without_personal(&mut tx, remembered.shared).await?;
    Ok(Exported {
        tables: shared.tables.len() as u32,
        labels: shared.labels.len() as u32,
        managers: remembered.managers,
        personal,
        unnamed: remembered.unnamed,
        bytes: file::write(&shared),
    })
}

/// What of the file is new, other than what is remembered, or the same; writes nothing.
pub async fn preview(vault: &Vault, shared: &Shared) -> Result<SharedPreview> {
    held_against(&mut *vault.read().await?, shared).await
}

/// Remembers all that is new or other; what it meant before is what it answers.
pub async fn take(vault: &Vault, shared: &Shared, now: Timestamp) -> Result<SharedPreview> {
    let mut write = vault.write(now).await?;
    let before = held_against(write.connection(), shared).await?;
    if before.new + before.changed == 0 {
        write.roll_back().await?;
        return Ok(before);
    }
    store::save(&mut write, shared, &before).await?;
    let entries = before.new + before.changed;
    let detail = serde_json::json!({
        "entries": entries, "new": before.new, "changed": before.changed, "same": before.same
    });
    write
        .commit(Action::MappingsImported, None, &detail)
        .await?;
    Ok(before)
}

async fn held_against(connection: &mut SqliteConnection, shared: &Shared) -> Result<SharedPreview> {
    let tables = store::tables(connection, shared).await?;
    let labels = store::labels(connection, shared).await?;
    let standings = (tables.iter().map(|table| table.standing))
        .chain(labels.iter().map(|label| label.standing));
    let standings: Vec<SharedStanding> = standings.collect();
    let count = |standing| standings.iter().filter(|other| **other == standing).count() as u32;
    Ok(SharedPreview {
        new: count(SharedStanding::New),
        changed: count(SharedStanding::Changed),
        same: count(SharedStanding::Same),
        tables,
        labels,
    })
}

fn shown(
    headers: &BTreeMap<u32, String>,
    reading: &Reading,
    standing: SharedStanding,
    was: &Reading,
) -> SharedTable {
    let now = reading_of(headers, reading);
    SharedTable {
        standing,
        kind: now.kind,
        unit: now.unit,
        headers: headers.values().filter(is_text).cloned().collect(),
        columns: now.columns,
        was: (standing == SharedStanding::Changed).then(|| reading_of(headers, was)),
    }
}

fn reading_of(headers: &BTreeMap<u32, String>, reading: &Reading) -> SharedReading {
    let columns = reading.columns.iter().map(|(column, field)| SharedColumn {
        letter: letters(*column),
        header: headers
            .get(column)
            .filter(is_text)
            .cloned()
            .unwrap_or_default(),
        field: *field,
    });
    SharedReading {
        kind: reading.kind,
        unit: reading.unit,
        columns: columns.collect(),
    }
}

fn is_text(header: &&String) -> bool {
    !header.starts_with(BY_LOOK)
}
