//! What the vault knows of files by their bytes.

use super::{FileDigest, Look, Sorted};
use crate::error::Result;
use crate::vault::Vault;
use crate::vault::audit::Action;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::{HashMap, HashSet};

/// Tells what is new from what was imported, or passed over.
pub async fn sort(vault: &Vault, look: Look) -> Result<Sorted> {
    let Look {
        whole,
        unfinished,
        older,
    } = look;
    let digests: Vec<String> = (whole.iter())
        .map(|file| hex::encode(file.digest))
        .collect();
    let digests = serde_json::to_string(&digests).unwrap_or_default();
    let imported = imported(vault, &digests).await?;
    let passed_over = passed_over(vault, &digests).await?;
    let mut sorted = Sorted {
        unfinished,
        older,
        ..Sorted::default()
    };
    for file in whole {
        if let Some(at) = imported.get(&file.digest) {
            sorted.imported.push((file, *at));
        } else if passed_over.contains(&file.digest) {
            sorted.passed_over.push(file);
        } else {
            sorted.new.push(file);
        }
    }
    Ok(sorted)
}

/// `digests`: a JSON list of hexadecimal texts.
async fn imported(vault: &Vault, digests: &str) -> Result<HashMap<FileDigest, Timestamp>> {
    let mut tx = vault.read().await?;
    let rows = sqlx::query!(
        r#"SELECT file_digest AS "digest!: Vec<u8>", max(recorded_at) AS "at!: i64" FROM batch
           WHERE file_digest IN (SELECT unhex(value) FROM json_each(?)) AND undone_at IS NULL AND parent_id IS NULL
           GROUP BY file_digest"#,
        digests
    )
    .fetch_all(&mut *tx)
    .await?;
    let known = rows.into_iter().filter_map(|row| {
        let at = Timestamp::from_millisecond(row.at).unwrap_or_default();
        Some((row.digest.try_into().ok()?, at))
    });
    Ok(known.collect())
}

async fn passed_over(vault: &Vault, digests: &str) -> Result<HashSet<FileDigest>> {
    let mut tx = vault.read().await?;
    let rows = sqlx::query_scalar!(
        "SELECT digest FROM passed_file WHERE digest IN (SELECT unhex(value) FROM json_each(?))",
        digests
    )
    .fetch_all(&mut *tx)
    .await?;
    let digests = rows.into_iter();
    Ok(digests
        .filter_map(|digest| digest.try_into().ok())
        .collect())
}

/// Why a file is no longer told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Unwanted,
    NothingNew,
}

impl Why {
    const fn name(self) -> &'static str {
        match self {
            Why::Unwanted => "unwanted",
            Why::NothingNew => "nothing_new",
        }
    }

    const fn action(self) -> Action {
        match self {
            Why::Unwanted => Action::FilesPassedOver,
            Why::NothingNew => Action::FilesNothingNew,
        }
    }
}

/// The user does not want these files: they are not told of again, as long as their bytes stay the same.
pub async fn pass_over(vault: &Vault, files: &[FileDigest], now: Timestamp) -> Result<()> {
    tell_no_more(vault, files, Why::Unwanted, now).await
}

/// These files were previewed and say what the vault holds: they are not told of again, until an import is undone.
pub async fn nothing_new(vault: &Vault, files: &[FileDigest], now: Timestamp) -> Result<()> {
    tell_no_more(vault, files, Why::NothingNew, now).await
}

/// What said nothing new beside an import may do so without it.
pub(in crate::intake) async fn after_undo(connection: &mut SqliteConnection) -> Result<()> {
    sqlx::query!("DELETE FROM passed_file WHERE reason = 'nothing_new'")
        .execute(connection)
        .await?;
    Ok(())
}

async fn tell_no_more(vault: &Vault, files: &[FileDigest], why: Why, now: Timestamp) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut write = vault.write(now).await?;
    let (user, at) = (write.user, write.at_ms());
    let (mut entries, reason) = (0, why.name());
    for digest in files {
        let digest = digest.as_slice();
        let done = sqlx::query!(
            "INSERT OR IGNORE INTO passed_file (digest, user_id, recorded_at, reason) VALUES (?, ?, ?, ?)",
            digest,
            user,
            at,
            reason
        )
        .execute(write.connection())
        .await?;
        entries += done.rows_affected();
    }
    if entries == 0 {
        return write.roll_back().await;
    }
    let detail = serde_json::json!({ "entries": entries });
    write.commit(why.action(), None, &detail).await?;
    Ok(())
}

/// The way back from [`pass_over`].
pub async fn take_back(vault: &Vault, files: &[FileDigest], now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let mut entries = 0;
    for digest in files {
        let digest = digest.as_slice();
        let done = sqlx::query!("DELETE FROM passed_file WHERE digest = ?", digest)
            .execute(write.connection())
            .await?;
        entries += done.rows_affected();
    }
    if entries == 0 {
        return write.roll_back().await;
    }
    let detail = serde_json::json!({ "entries": entries });
    write.commit(Action::FilesTakenBack, None, &detail).await?;
    Ok(())
}
