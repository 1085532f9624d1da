//! The audit trail: one row in the transaction of every change, chained by SHA-256.
//! Rows hold ids and counts, never a client's text.
//!
//! A chain alone cannot tell that its end was cut off, so its head is also kept outside: see [`anchor`].

pub mod anchor;
pub mod trail;

#[cfg(test)]
mod tests;

pub use anchor::{Anchor, AnchorKind};
pub use trail::{Break, Flaw, Trail};

use crate::error::Result;
use crate::ids::UserKey;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

/// What was done. The wire name is part of the chain: never rename one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    VaultCreated,
    VaultMigrated,
    BackupMade,
    VaultRestored,
    UnlockFailed,
    PassphraseChanged,
    PassphraseRecovered,
    RecoveryKept,
    RecoveryRenewed,
    Imported,
    ImportUndone,
    QueueAttached,
    VisitPlanned,
    VisitChanged,
    VisitCancelled,
    VisitReinstated,
    DocumentMade,
    DocumentSaved,
    DocumentPrinted,
    SettingChanged,
    ViewSaved,
    ViewDeleted,
    ViewRestored,
    ListExported,
    TodayDone,
    TodaySnoozed,
    TodayMarkUndone,
}

impl Action {
    pub const fn name(self) -> &'static str {
        match self {
            Action::VaultCreated => "vault.created",
            Action::VaultMigrated => "vault.migrated",
            Action::BackupMade => "backup.made",
            Action::VaultRestored => "vault.restored",
            Action::UnlockFailed => "unlock.failed",
            Action::PassphraseChanged => "passphrase.changed",
            Action::PassphraseRecovered => "passphrase.recovered",
            Action::RecoveryKept => "recovery.kept",
            Action::RecoveryRenewed => "recovery.renewed",
            Action::Imported => "import.committed",
            Action::ImportUndone => "import.undone",
            Action::QueueAttached => "queue.attached",
            Action::VisitPlanned => "visit.planned",
            Action::VisitChanged => "visit.changed",
            Action::VisitCancelled => "visit.cancelled",
            Action::VisitReinstated => "visit.reinstated",
            Action::DocumentMade => "document.made",
            Action::DocumentSaved => "document.saved",
            Action::DocumentPrinted => "document.printed",
            Action::SettingChanged => "setting.changed",
            Action::ViewSaved => "view.saved",
            Action::ViewDeleted => "view.deleted",
            Action::ViewRestored => "view.restored",
            Action::ListExported => "list.exported",
            Action::TodayDone => "today.done",
            Action::TodaySnoozed => "today.snoozed",
            Action::TodayMarkUndone => "today.mark_undone",
        }
    }
}

/// The newest row's number and hash; `Head::default()` is an empty trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    pub seq: i64,
    pub hash: [u8; 32],
}

impl Head {
    /// `seq·8 hex digits`: enough on paper to notice a trail cut short.
    pub fn short(&self) -> String {
        format!("{}·{}", self.seq, hex::encode(&self.hash[..4]))
    }

    pub fn hex(&self) -> String {
        hex::encode(self.hash)
    }
}

pub async fn head(connection: &mut SqliteConnection) -> Result<Head> {
    let row = sqlx::query!("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        .fetch_optional(connection)
        .await?;
    Ok(row.map_or_else(Head::default, |row| Head {
        seq: row.seq,
        hash: to_hash(&row.hash),
    }))
}

/// Appends a row. A clock set back does not turn time around: the row takes the previous row's time.
pub async fn append(
    connection: &mut SqliteConnection,
    at_ms: i64,
    user: UserKey,
    action: Action,
    subject: Option<i64>,
    detail: &serde_json::Value,
) -> Result<Head> {
    let previous = sqlx::query!("SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let (seq, at, before) = match &previous {
        Some(row) => (row.seq + 1, at_ms.max(row.at), to_hash(&row.hash)),
        None => (1, at_ms, [0; 32]),
    };
    let detail = detail.to_string();
    let hash = chain(&before, seq, at, user.0, action.name(), subject, &detail);
    let (action, stored) = (action.name(), hash.as_slice());
    sqlx::query!(
        "INSERT INTO audit (seq, at, user_id, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        seq, at, user, action, subject, detail, stored
    )
    .execute(connection)
    .await?;
    Ok(Head { seq, hash })
}

fn chain(
    previous: &[u8; 32],
    seq: i64,
    at: i64,
    user: i64,
    action: &str,
    subject: Option<i64>,
    detail: &str,
) -> [u8; 32] {
    let mut hash = Sha256::new()
        .chain_update(previous)
        .chain_update(seq.to_le_bytes())
        .chain_update(at.to_le_bytes())
        .chain_update(user.to_le_bytes())
        .chain_update([u8::from(subject.is_some())])
        .chain_update(subject.unwrap_or_default().to_le_bytes());
    // Lengths first: no two rows may read as the same bytes.
    for text in [action, detail] {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

fn to_hash(bytes: &[u8]) -> [u8; 32] {
    // The column's CHECK holds the length; anything else breaks the chain, which is what it should do.
    bytes.try_into().unwrap_or_default()
}
