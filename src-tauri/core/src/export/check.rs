//! Is a file that somebody shows what this vault exported, and by whom?

use super::{SIGNED, signed};
use crate::error::{Code, Error, Result};
use crate::language::Language;
use crate::vault::{Signature, Signed, Vault, atomic};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::path::Path;

/// An exported file, found to be as it left the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckedExport {
    /// Of all exports of this vault.
    pub number: i64,
    pub exported_at: Timestamp,
    pub reason: String,
    /// Who signed it.
    pub user: String,
    pub staff_number: Option<String>,
    /// Of the key it was signed with.
    pub fingerprint: String,
}

/// Holds a file against the exports of this vault: byte for byte, and by the signature of who exported it.
///
/// # Errors
/// [`Code::NotFound`] for any other file, and one that was changed since; [`Code::Damaged`] where the signature is
/// missing or not that of the one who is said to have exported it.
pub async fn check(vault: &Vault, file: &Path) -> Result<CheckedExport> {
    let sha256 =
        atomic::sha256(file).map_err(|error| atomic::from_io(error, "没有读到文件，没有核对"))?;
    let mut tx = vault.read().await?;
    let export = exported(&mut tx, &sha256).await?.ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "这个文件不是本保险库导出的，或导出之后被改动、另存过。",
        )
    })?;
    drop(tx);
    let signature = export.signature.ok_or_else(|| {
        let number = export.number;
        let unsigned =
            format!("文件与第 {number} 次导出相同，但那次导出没有签名，不能说明是谁导出的。");
        Error::new(Code::Damaged, unsigned)
    })?;
    let bytes = signed(export.number, &sha256);
    let Signed {
        user,
        staff_number,
        fingerprint,
        ..
    } = vault.verify_signature(SIGNED, &bytes, &signature).await?;
    Ok(CheckedExport {
        number: export.number,
        exported_at: export.at,
        reason: export.reason,
        user,
        staff_number,
        fingerprint,
    })
}

impl CheckedExport {
    /// The verdict in a sentence.
    pub fn said(&self, zone: &TimeZone, language: Language) -> String {
        let at = self.exported_at.to_zoned_datetime(zone.clone());
        let at = at.strftime("%Y-%m-%d %H:%M");
        let Self {
            number,
            user,
            fingerprint,
            reason,
            ..
        } = self;
        let staff_number = self.staff_number.as_deref().unwrap_or("—");
        language.pick(
            format!(
                "文件与导出时一致：第 {number} 次导出，由{user}（工号 {staff_number}）于 {at} 签名，用途：{reason}。签名密钥指纹 {fingerprint}。"
            ),
            format!(
                "The file is as it was exported: export {number}, signed by {user} (staff number {staff_number}) at {at}, for: {reason}. Signing key {fingerprint}."
            ),
        )
    }
}

struct Exported {
    number: i64,
    at: Timestamp,
    reason: String,
    signature: Option<Signature>,
}

async fn exported(connection: &mut SqliteConnection, sha256: &[u8]) -> Result<Option<Exported>> {
    let row = sqlx::query!(
        r#"SELECT e.id, e.recorded_at, e.reason, a.detail
           FROM list_export e JOIN audit a ON a.subject = e.id
               AND a.action IN ('list.exported', 'audit.exported', 'whole.exported', 'rejected.exported')
           WHERE e.sha256 = ? ORDER BY e.id DESC LIMIT 1"#,
        sha256
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let detail: serde_json::Value = serde_json::from_str(&row.detail).unwrap_or_default();
        Exported {
            number: row.id,
            at: Timestamp::from_millisecond(row.recorded_at).unwrap_or_default(),
            reason: row.reason,
            signature: serde_json::from_value(detail["signature"].clone()).ok(),
        }
    }))
}
