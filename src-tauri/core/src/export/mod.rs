//! What leaves the vault: each list, and the whole, needs a reason, has a number, says whose it is, and is
//! logged.

mod check;
mod store;
mod whole;

pub use check::{CheckedExport, check};
pub use whole::{Whole, whole};

use crate::error::{Code, Error, Result};
use crate::vault::{Signature, Vault, Write, audit::Action};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What a signature of an exported file is for.
const SIGNED: &str = "export";

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
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Clients,
    Audit,
    /// All facts, as one encrypted archive.
    Whole,
    /// Rows that an import rejected, with their numbers whole: mended, they are imported again.
    Rejected,
}

impl What {
    const fn name(self) -> &'static str {
        match self {
            What::Clients => "clients",
            What::Audit => "audit",
            What::Whole => "whole",
            What::Rejected => "rejected",
        }
    }

    const fn action(self) -> Action {
        match self {
            What::Clients => Action::ListExported,
            What::Audit => Action::AuditExported,
            What::Whole => Action::WholeExported,
            What::Rejected => Action::RejectedExported,
        }
    }
}

/// Whose an exported file is: what its watermark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Counts every export of this vault, from 1.
    pub number: i64,
    pub user: String,
    pub staff_number: Option<String>,
    pub branch: Option<String>,
    pub at: Timestamp,
    pub reason: String,
}

/// A list on its way out. Its number stands in the file, so it is taken before the file is made; nothing is
/// counted before [`Export::finish`].
pub struct Export {
    write: Write,
    what: What,
    pub mark: Mark,
}

impl Export {
    /// # Errors
    /// [`Code::ReadOnly`] where nothing can be written: what cannot be signed and recorded does not leave.
    pub async fn begin(vault: &Vault, what: What, reason: Reason, now: Timestamp) -> Result<Self> {
        if vault.is_read_only() {
            return Err(read_only_exports_nothing());
        }
        let mut write = vault.write(now).await?;
        let number = sqlx::query_scalar!(
            r#"SELECT coalesce(max(id), 0) + 1 AS "number: i64" FROM list_export"#
        )
        .fetch_one(write.connection())
        .await?;
        let user = vault.user();
        let mark = Mark {
            number,
            user: user.name.clone(),
            staff_number: user.staff_number.clone(),
            branch: user.branch.clone(),
            at: now,
            reason: reason.0,
        };
        Ok(Export { write, what, mark })
    }

    /// Remembers the file of `entries` clients or rows that lies at `path` as `bytes`, with its audit row;
    /// returns its SHA-256 in hex. The row carries the signature of who exports. What cannot be logged must not
    /// leave the vault: then the file is removed, and the failure to log is the one told.
    pub async fn finish(
        self,
        vault: &Vault,
        entries: u32,
        path: &Path,
        bytes: &[u8],
    ) -> Result<String> {
        let recorded = self.record(vault, entries, path, bytes).await;
        if recorded.is_err() {
            let _ = std::fs::remove_file(path);
        }
        recorded
    }

    async fn record(
        self,
        vault: &Vault,
        entries: u32,
        path: &Path,
        bytes: &[u8],
    ) -> Result<String> {
        let Export {
            mut write,
            what,
            mark,
        } = self;
        let digest = Sha256::digest(bytes);
        let (user, at, kind) = (write.user, write.at_ms(), what.name());
        let sha256 = digest.as_slice();
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        let file_name = file_name.as_ref();
        sqlx::query!(
            "INSERT INTO list_export (id, what, entries, reason, file_name, sha256, user_id, recorded_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            mark.number,
            kind,
            entries,
            mark.reason,
            file_name,
            sha256,
            user,
            at
        )
        .execute(write.connection())
        .await?;
        let hex = hex::encode(digest);
        let signature: Option<Signature> = match vault.signs() {
            true => Some(vault.sign(SIGNED, &signed(mark.number, &digest), mark.at)?),
            // Opened with the recovery key, the vault lets its owner take the data out all the same.
            false => None,
        };
        let detail =
            serde_json::json!({ "entries": entries, "sha256": hex, "signature": signature });
        write
            .commit(what.action(), Some(mark.number), &detail)
            .await?;
        Ok(hex)
    }
}

fn read_only_exports_nothing() -> Error {
    Error::new(
        Code::ReadOnly,
        "保险库以只读方式打开，导出不能签名，也记不进操作记录，所以没有导出。要导出，请把整个 .vault 文件夹复制到可以写入的位置，再打开那一份。",
    )
}

/// The number is in it: one file exported twice is two exports.
fn signed(number: i64, sha256: &[u8]) -> Vec<u8> {
    [number.to_le_bytes().as_slice(), sha256].concat()
}
