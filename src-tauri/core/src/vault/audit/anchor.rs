//! Anchors: heads of the trail as they were noted outside it. A row that an anchor holds and the trail does
//! not was cut off; one that reads differently was rewritten.
//!
//! Every closing notes the head in `vault.anchor`, every backup in its manifest, every internal document in
//! its footer. Whoever can write the folder can delete the first two; paper, and a backup elsewhere, stay.

use super::Head;
use crate::error::{Code, Error, Result};
use crate::language::Language;
use crate::vault::atomic;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::path::Path;

const FILE: &str = "vault.anchor";
/// Characters of a hash in a footer: `Head::short`.
const SHORT: usize = 8;

/// Where a head was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum AnchorKind {
    /// Beside the vault, when it was last closed.
    Closing,
    /// In a backup's manifest.
    Backup,
    /// In the library: what stands in the footer of a document made here.
    Document,
    /// On paper, typed in by whoever checks.
    Paper,
}

/// A head of the trail, noted outside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Anchor {
    pub kind: AnchorKind,
    #[specta(type = i32)]
    pub seq: i64,
    /// The first characters of the row's hash, or all of them.
    pub hash: String,
    /// Absent for paper.
    #[specta(type = Option<String>)]
    pub noted_at: Option<Timestamp>,
    /// The backup's name.
    pub name: Option<String>,
}

impl Anchor {
    /// What stands in a document's footer: `12·0a1b2c3d`, the sign between them as somebody types it.
    ///
    /// # Errors
    /// Refused where it is no such head.
    pub fn from_footer(text: &str) -> Result<Self> {
        let refused = || {
            Error::new(
                Code::Refused,
                "这不是页脚上的审计编号，没有核对。请照页脚填写，例如 128·0a1b2c3d。",
            )
        };
        let text = text.trim().trim_start_matches("审计").trim();
        let (seq, hash) = text
            .split_once(['·', '.', '-', ' ', '・', '•'])
            .ok_or_else(refused)?;
        let (seq, hash) = (seq.trim().parse().ok(), hash.trim().to_ascii_lowercase());
        let is_short_hash =
            hash.len() == SHORT && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        match seq {
            Some(seq) if seq > 0 && is_short_hash => Ok(Anchor {
                kind: AnchorKind::Paper,
                seq,
                hash,
                noted_at: None,
                name: None,
            }),
            _ => Err(refused()),
        }
    }

    /// Where and when it was noted, to stand after “agrees with”.
    pub fn said(&self, language: Language) -> String {
        let seq = self.seq;
        let name = self.name.as_deref().unwrap_or_default();
        match self.kind {
            AnchorKind::Closing => language.pick(
                format!("上次关闭时记下的第 {seq} 条"),
                format!("row {seq} noted at the last closing"),
            ),
            AnchorKind::Backup => language.pick(
                format!("备份“{name}”里的第 {seq} 条"),
                format!("row {seq} in the backup “{name}”"),
            ),
            AnchorKind::Document => language.pick(
                format!("文档库中一份文档页脚上的第 {seq} 条"),
                format!("row {seq} in the footer of a document of the library"),
            ),
            AnchorKind::Paper => language.pick(
                format!("所填的页脚编号（第 {seq} 条）"),
                format!("the footer that was typed in (row {seq})"),
            ),
        }
    }

    /// Whether a row of this number and hash is the one that was noted.
    pub(super) fn is(&self, head: &Head) -> bool {
        self.seq == head.seq && head.hex().starts_with(&self.hash)
    }

    /// What the last closing noted; nothing in a vault that was never closed, or whose note is gone.
    pub(crate) fn of_closing(dir: &Path) -> Option<Self> {
        let text = std::fs::read(dir.join(FILE)).ok()?;
        let noted: Noted = serde_json::from_slice(&text).ok()?;
        Some(Anchor {
            kind: AnchorKind::Closing,
            seq: noted.seq,
            hash: noted.hash,
            noted_at: Timestamp::from_millisecond(noted.at).ok(),
            name: None,
        })
    }
}

/// `vault.anchor`.
#[derive(Serialize, Deserialize)]
struct Noted {
    seq: i64,
    hash: String,
    /// Of the row, Unix milliseconds.
    at: i64,
}

/// Notes the head beside the vault. A note that the trail no longer bears out stays: it is the proof.
pub(crate) async fn note(connection: &mut SqliteConnection, dir: &Path) -> Result<()> {
    if let Some(present) = Anchor::of_closing(dir)
        && !is_borne_out(connection, &present).await?
    {
        return Ok(());
    }
    let head = super::head(&mut *connection).await?;
    let at = sqlx::query_scalar!("SELECT at FROM audit WHERE seq = ?", head.seq)
        .fetch_optional(connection)
        .await?;
    let noted = Noted {
        seq: head.seq,
        hash: head.hex(),
        at: at.unwrap_or_default(),
    };
    let text = serde_json::to_vec(&noted)
        .map_err(|error| Error::fault("审计链的位置没有记下。", error))?;
    atomic::write(&dir.join(FILE), &text)
}

/// Whether the trail has the very row that was noted. One look, whatever the length of the trail.
pub(crate) async fn is_borne_out(
    connection: &mut SqliteConnection,
    anchor: &Anchor,
) -> Result<bool> {
    let row = sqlx::query!("SELECT seq, hash FROM audit WHERE seq = ?", anchor.seq)
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some_and(|row| {
        anchor.is(&Head {
            seq: row.seq,
            hash: super::to_hash(&row.hash),
        })
    }))
}

/// The heads on the pages of the documents that the library remembers.
pub(super) async fn of_documents(connection: &mut SqliteConnection) -> Result<Vec<Anchor>> {
    let rows =
        sqlx::query!("SELECT DISTINCT audit_head, made_at FROM document WHERE audit_head <> ''")
            .fetch_all(connection)
            .await?;
    let anchor = |head: &str, made_at: i64| {
        Some(Anchor {
            kind: AnchorKind::Document,
            noted_at: Timestamp::from_millisecond(made_at).ok(),
            ..Anchor::from_footer(head).ok()?
        })
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| anchor(&row.audit_head, row.made_at))
        .collect())
}
