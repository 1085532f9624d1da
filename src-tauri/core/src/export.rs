//! Lists that leave the vault: each needs a reason, and is counted and logged.

use crate::error::{Code, Error, Result};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Why a list is exported; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let problem = if text.is_empty() {
            "导出须写明用途，没有导出。"
        } else if text.chars().count() > LONGEST_REASON {
            "导出用途请控制在 200 个字以内，没有导出。"
        } else {
            return Ok(Reason(text.to_owned()));
        };
        Err(Error::new(Code::Refused, problem))
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Clients,
    Audit,
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            What::Clients => "clients",
            What::Audit => "audit",
        }
    }

    const fn action(self) -> Action {
        match self {
            What::Clients => Action::ListExported,
            What::Audit => Action::AuditExported,
        }
    }
}

/// A list that was written to a file.
#[derive(Debug, Clone)]
pub struct Exported<'a> {
    pub what: What,
    /// Clients, or rows of the trail.
    pub entries: u32,
    pub reason: &'a Reason,
    /// The whole file.
    pub bytes: &'a [u8],
}

/// Remembers the export that lies at `path`, with its audit row; returns its SHA-256 in hex. What cannot be
/// logged must not leave the vault: then the file is removed, and the failure to log is the one told.
pub async fn record(
    vault: &Vault,
    exported: &Exported<'_>,
    path: &Path,
    now: Timestamp,
) -> Result<String> {
    let recorded = insert(vault, exported, path, now).await;
    if recorded.is_err() {
        let _ = std::fs::remove_file(path);
    }
    recorded
}

async fn insert(
    vault: &Vault,
    exported: &Exported<'_>,
    path: &Path,
    now: Timestamp,
) -> Result<String> {
    let digest = Sha256::digest(exported.bytes);
    let mut write = vault.write(now).await?;
    let (user, at) = (write.user, write.at_ms());
    let (what, reason) = (exported.what.name(), exported.reason.text());
    let sha256 = digest.as_slice();
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let file_name = file_name.as_ref();
    let inserted = sqlx::query!(
        "INSERT INTO list_export (what, entries, reason, file_name, sha256, user_id, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        what,
        exported.entries,
        reason,
        file_name,
        sha256,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    let hex = hex::encode(digest);
    let detail = serde_json::json!({ "entries": exported.entries, "sha256": hex });
    let row = Some(inserted.last_insert_rowid());
    write.commit(exported.what.action(), row, &detail).await?;
    Ok(hex)
}
