//! Composers: one file (or folder) a document. They turn a dossier and its metrics into a
//! [`crate::Document`]; none of them sees a coordinate or a database.

mod format;
mod visit_pack;

pub use visit_pack::{ClientFacing, client_facing, visit_pack};

use jiff::civil::DateTime;

/// Who makes a document, where, and when.
#[derive(Debug, Clone)]
pub struct Context {
    pub user_name: String,
    /// The user's branch, in the running head.
    pub branch: Option<String>,
    /// Local time; an argument, never the clock.
    pub produced_at: DateTime,
    /// Short head of the audit trail: paper anchors it (internal documents only).
    pub audit_head: String,
}

impl Context {
    fn minute(&self) -> String {
        self.produced_at.strftime("%Y-%m-%d %H:%M").to_string()
    }
}
