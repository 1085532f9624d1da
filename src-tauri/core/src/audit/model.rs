//! What is asked of the trail, and its rows as they are read.

use crate::day::Day;
use crate::ids::{ClientId, UserId};
use crate::vault::audit::Area;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What of the trail is wanted; what is absent or empty leaves everything in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct AuditFilter {
    /// Both days are included, where the user sits.
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub user: Option<UserId>,
    pub areas: Vec<Area>,
    /// What was done to this client: its visits and documents, the files that speak of it, its marks on the
    /// day's list.
    pub client: Option<ClientId>,
}

/// One deed, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AuditRow {
    /// From 1, without a gap.
    #[specta(type = i32)]
    pub seq: i64,
    #[specta(type = String)]
    pub at: Timestamp,
    /// Who did it.
    pub user: String,
    pub area: Area,
    pub client: Option<AuditClient>,
    /// A sentence without the names of who and whom.
    pub says: String,
    pub changes: Vec<Change>,
    /// Of the row in the chain, hexadecimal.
    pub hash: String,
}

/// Whom a deed was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AuditClient {
    pub id: ClientId,
    pub name: String,
}

/// A field that reads otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "AuditChange")]
pub struct Change {
    pub what: String,
    /// Empty where there was nothing.
    pub was: String,
    pub is: String,
}

/// Rows of the trail, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    /// Ask for those before this one; absent on the last page.
    pub before: Option<i64>,
}

/// Somebody who works on this vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "AuditUser")]
pub struct Who {
    pub id: UserId,
    pub name: String,
}
