//! A list that leaves the vault: it needs a reason, and is counted and logged.

use crate::error::{Code, Error, Result};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Why a list is exported; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let problem = if text.is_empty() {
            "导出客户清单须写明用途，没有导出。"
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

/// A list that was written to a file.
#[derive(Debug, Clone)]
pub struct Exported<'a> {
    pub clients: u32,
    pub reason: &'a Reason,
    /// Without its folder.
    pub file_name: &'a str,
    pub sha256: [u8; 32],
}

/// Remembers an export, with its audit row.
pub async fn record(vault: &Vault, exported: &Exported<'_>, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let (user, at) = (write.user, write.at_ms());
    let (reason, sha256) = (exported.reason.text(), exported.sha256.as_slice());
    let inserted = sqlx::query!(
        "INSERT INTO list_export (clients, reason, file_name, sha256, user_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
        exported.clients,
        reason,
        exported.file_name,
        sha256,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    let detail = serde_json::json!({
        "clients": exported.clients,
        "sha256": hex::encode(exported.sha256),
    });
    write
        .commit(
            Action::ListExported,
            Some(inserted.last_insert_rowid()),
            &detail,
        )
        .await?;
    Ok(())
}
