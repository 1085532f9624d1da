//! What is erased, what that takes along, and what is left to show that it was done.

use crate::day::Day;
use crate::ids::{ClientId, ErasureId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who is to be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[serde(rename = "ErasureSubject")]
pub enum Subject {
    Person(PersonId),
    Client(ClientId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ErasureKind")]
pub enum Kind {
    Person,
    Client,
}

impl Subject {
    pub const fn kind(self) -> Kind {
        match self {
            Subject::Person(_) => Kind::Person,
            Subject::Client(_) => Kind::Client,
        }
    }

    pub fn uid(self) -> Uuid {
        match self {
            Subject::Person(id) => id.into(),
            Subject::Client(id) => id.into(),
        }
    }
}

impl Kind {
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Client => "client",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Kind::Person => "联系人",
            Kind::Client => "客户",
        }
    }

    pub(super) fn of(self, uid: Uuid) -> Subject {
        match self {
            Kind::Person => Subject::Person(uid.into()),
            Kind::Client => Subject::Client(uid.into()),
        }
    }
}

/// Rows by table that are deleted, or of which a text is blotted out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename = "ErasureCounts", transparent)]
pub struct Counts(pub BTreeMap<String, u32>);

impl Counts {
    pub(super) fn add(&mut self, table: &str, rows: u64) {
        if rows > 0 {
            *self.0.entry(table.to_owned()).or_default() += rows as u32;
        }
    }
}

/// What erasing would do, said before it is done.
#[derive(Debug, Clone, Serialize, specta::Type)]
#[serde(rename = "ErasurePreview")]
pub struct Preview {
    pub kind: Kind,
    /// The person's name, or the client's.
    pub name: String,
    pub client_name: String,
    pub counts: Counts,
    /// What forbids it.
    pub hold: Option<Standing>,
    /// Backups in the vault's own folder, which keep what they hold.
    pub backups: u32,
    /// Files that were written outside the vault and stay where they are.
    pub files: Vec<String>,
}

/// Why a client is kept, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "StandingHold")]
pub struct Standing {
    pub reason: String,
    pub until: Option<Day>,
}

/// That somebody was erased: ids and counts, and the row of the trail that seals it. No value of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "ErasureProof")]
pub struct Proof {
    pub id: ErasureId,
    pub kind: Kind,
    #[specta(type = String)]
    pub subject: Uuid,
    pub client: ClientId,
    pub reason: String,
    /// Who did it.
    pub by: String,
    #[specta(type = String)]
    pub at: Timestamp,
    pub counts: Counts,
    /// Done again on what a backup brought back.
    pub is_replay: bool,
    /// The sealing row's number and hash.
    #[specta(type = i32)]
    pub audit_seq: i64,
    pub audit_hash: String,
}

/// One line of the list that outlives a vault's present: beside it, and in the manifests of its backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    pub kind: Kind,
    pub subject: Uuid,
}
