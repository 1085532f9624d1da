//! Composers: one file (or folder) a document. They turn a dossier and its metrics into a
//! [`crate::Document`]; none of them sees a coordinate or a database.

mod format;
mod visit_pack;

#[cfg(test)]
pub(crate) use format::not_kept_reason;
pub(crate) use format::{can_be_mended, says_no_data};
pub use visit_pack::{ClientFacing, client_facing, visit_pack};
pub(crate) use visit_pack::{data_until, stale_ledgers};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jingwei_core::user::User;

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
    /// The context of a document that this user makes now; `audit_head` as it stands in the vault.
    pub fn of(user: &User, made_at: Timestamp, zone: &TimeZone, audit_head: String) -> Self {
        Context {
            user_name: user.name.clone(),
            branch: user.branch.clone(),
            produced_at: made_at.to_zoned_datetime(zone.clone()).datetime(),
            audit_head,
        }
    }

    fn minute(&self) -> String {
        self.produced_at.strftime("%Y-%m-%d %H:%M").to_string()
    }
}
