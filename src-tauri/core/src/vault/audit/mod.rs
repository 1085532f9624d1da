//! The audit trail: one row in the transaction of every change, chained by SHA-256.
//! Rows hold ids and counts, never a client's text.
//!
//! A chain alone cannot tell that its end was cut off, so its head is also kept outside: see [`anchor`].

pub mod anchor;
pub mod check;

#[cfg(test)]
mod tests;

pub use anchor::{Anchor, AnchorKind};
pub use check::{Break, Flaw, Trail};

use crate::error::Result;
use crate::ids::UserKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

macro_rules! actions {
    ($($name:ident: $wire:literal, $area:ident;)+) => {
        /// What was done. The wire name is part of the chain: never rename one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $($name),+
        }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$name),+];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Action::$name => $wire),+
                }
            }

            /// What it is about, for readers who look for some and not others.
            pub const fn area(self) -> Area {
                match self {
                    $(Action::$name => Area::$area),+
                }
            }
        }
    };
}

actions! {
    VaultCreated: "vault.created", Vault;
    VaultMigrated: "vault.migrated", Vault;
    BackupMade: "backup.made", Backup;
    BackupsCleared: "backups.cleared", Backup;
    VaultRestored: "vault.restored", Backup;
    UnlockFailed: "unlock.failed", Security;
    PassphraseChanged: "passphrase.changed", Security;
    PassphraseRecovered: "passphrase.recovered", Security;
    RecoveryKept: "recovery.kept", Security;
    RecoveryRenewed: "recovery.renewed", Security;
    EscrowSet: "escrow.set", Security;
    EscrowRemoved: "escrow.removed", Security;
    EscrowUsed: "escrow.used", Security;
    KeychainOn: "keychain.on", Security;
    KeychainOff: "keychain.off", Security;
    KeychainUsed: "keychain.used", Security;
    KeyReplaced: "key.replaced", Security;
    SigningKeyMade: "signing_key.made", Security;
    UserAdded: "user.added", Security;
    UserChanged: "user.changed", Security;
    UserRemoved: "user.removed", Security;
    PassphraseReset: "passphrase.reset", Security;
    Imported: "import.committed", Import;
    ImportUndone: "import.undone", Import;
    QueueAttached: "queue.attached", Import;
    QueueAssigned: "queue.assigned", Import;
    ValueMapped: "value.mapped", Import;
    ValueForgotten: "value.forgotten", Import;
    MappingsImported: "mappings.imported", Import;
    FilesPassedOver: "files.passed_over", Import;
    FilesNothingNew: "files.nothing_new", Import;
    FilesTakenBack: "files.taken_back", Import;
    ClientEntered: "client.entered", Import;
    ClientChanged: "client.changed", Import;
    PersonEntered: "person.entered", Import;
    PersonChanged: "person.changed", Import;
    VisitPlanned: "visit.planned", Visit;
    VisitChanged: "visit.changed", Visit;
    VisitCancelled: "visit.cancelled", Visit;
    VisitReinstated: "visit.reinstated", Visit;
    DocumentMade: "document.made", Document;
    DocumentSaved: "document.saved", Document;
    DocumentPrinted: "document.printed", Document;
    NumberRevealed: "number.revealed", Privacy;
    PersonErased: "person.erased", Privacy;
    ClientErased: "client.erased", Privacy;
    HoldSet: "hold.set", Privacy;
    HoldLifted: "hold.lifted", Privacy;
    SettingChanged: "setting.changed", Setting;
    ViewSaved: "view.saved", Setting;
    ViewDeleted: "view.deleted", Setting;
    ViewRestored: "view.restored", Setting;
    ListExported: "list.exported", Export;
    AuditExported: "audit.exported", Export;
    WholeExported: "whole.exported", Export;
    RejectedExported: "rejected.exported", Export;
    TodayDone: "today.done", Today;
    TodaySnoozed: "today.snoozed", Today;
    TodayMarkUndone: "today.mark_undone", Today;
}

impl Action {
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

/// What a deed is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Vault,
    Backup,
    Security,
    Import,
    Visit,
    Document,
    Export,
    Today,
    /// What of clients was shown in full, erased, and kept from being erased.
    Privacy,
    /// Settings, and the views that a user keeps.
    Setting,
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
