//! What the library remembers of a document.

use crate::day::Day;
use crate::ids::{ClientId, DocumentId, VisitId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Internal,
    Client,
}

impl Audience {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Client => "client",
        }
    }

    pub(super) fn from_name(name: &str) -> Self {
        // The column's CHECK allows no third value; of two, the careful one.
        match name {
            "client" => Audience::Client,
            _ => Audience::Internal,
        }
    }
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 拜访资料包
    VisitPack,
}

impl DocumentKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            DocumentKind::VisitPack => "visit_pack",
        }
    }
}

/// A visit pack that is to be remembered.
#[derive(Debug, Clone)]
pub struct MadeVisitPack {
    pub client: ClientId,
    pub visit: Option<VisitId>,
    pub audience: Audience,
    /// 编制日: the day it is made for.
    pub as_of: Day,
    /// 数据截至: the newest day a balance in it holds for.
    pub data_until: Option<Day>,
    /// What was known when it was made: with `as_of` and `audit_head` it gives the same bytes again.
    pub made_at: Timestamp,
    pub audit_head: String,
    /// Without its folder.
    pub file_name: String,
    pub sha256: [u8; 32],
    pub pages: u32,
    /// Where it was written, if it was.
    pub path: Option<String>,
}

impl MadeVisitPack {
    /// For the audit trail: no client's text.
    pub(super) fn detail(&self) -> serde_json::Value {
        serde_json::json!({
            "kind": DocumentKind::VisitPack,
            "audience": self.audience,
            "sha256": hex::encode(self.sha256),
            "saved": self.path.is_some(),
        })
    }
}

/// What recording gave a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct Recorded {
    pub id: DocumentId,
    /// Counts the documents of one kind for one audience of a client, from 1.
    pub version: u32,
}

/// A line of the library.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct DocumentRecord {
    pub id: DocumentId,
    pub client: ClientId,
    pub client_name: String,
    pub kind: DocumentKind,
    pub audience: Audience,
    pub version: u32,
    /// The visit it prepares.
    pub visit: Option<VisitId>,
    /// 编制日: the day it was made for.
    pub as_of: Day,
    /// 数据截至: the newest day a balance in it holds for.
    pub data_until: Option<Day>,
    pub file_name: String,
    pub sha256: String,
    pub pages: u32,
    pub made_by: String,
    #[specta(type = String)]
    pub made_at: Timestamp,
    /// Where the newest copy was written; `None`: it was only shown and recorded.
    pub saved_to: Option<String>,
    /// The short audit head on its pages; empty for those recorded before it was kept.
    #[serde(skip)]
    pub audit_head: String,
}

/// What of the library is wanted; each `None` leaves everything in.
#[derive(Debug, Clone, Default, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct LibraryFilter {
    pub client: Option<ClientId>,
    pub kind: Option<DocumentKind>,
    pub audience: Option<Audience>,
    /// Part of a client's name or of a file name.
    pub search: Option<String>,
    /// Only those recorded before this one: the last line of the page before.
    pub before: Option<DocumentId>,
}

/// Some lines of the library, newest first.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct LibraryPage {
    pub documents: Vec<DocumentRecord>,
    /// How many the filter leaves in all.
    pub total: u32,
    pub more: bool,
}
