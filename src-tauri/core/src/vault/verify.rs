//! Is the vault whole? Each check on a fresh connection, so that none sees another's cached pages.

use super::audit::Head;
use super::key_file::Key;
use super::store::{self, Reading};
use super::{Vault, audit};
use crate::error::Result;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use std::path::Path;

/// What verification found; `problems` empty means whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    pub ok: bool,
    /// Ready to show; page numbers and audit positions, no client text.
    pub problems: Vec<String>,
    pub audit_rows: i64,
    pub audit_head: String,
    pub clients: i64,
    pub facts: i64,
}

impl Vault {
    /// Pages (HMAC), structure, foreign keys and the audit chain.
    pub async fn verify(&self) -> Result<Verification> {
        check(&self.database(), &self.key, self.reading()).await
    }
}

pub(super) async fn check(database: &Path, key: &Key, reading: Reading) -> Result<Verification> {
    let mut problems = Vec::new();
    // quick_check alone sees a page-aligned truncation, cipher_integrity_check alone a flipped bit.
    for (pragma, what) in [
        ("PRAGMA cipher_integrity_check", "页校验"),
        ("PRAGMA quick_check", "结构校验"),
        ("PRAGMA foreign_key_check", "关联校验"),
    ] {
        let mut connection = store::fresh_reader(database, key, reading).await?;
        let found = sqlx::query(pragma).fetch_all(&mut connection).await;
        store::close(connection).await?;
        match found {
            Ok(rows) => problems.extend(
                rows.iter()
                    .map(|row| row.try_get::<String, _>(0).unwrap_or_default())
                    .filter(|line| line != "ok")
                    .map(|line| format!("{what}：{line}")),
            ),
            Err(error) => problems.push(format!("{what}：{}", crate::Error::from(error))),
        }
    }
    let mut connection = store::fresh_reader(database, key, reading).await?;
    let counted = count(&mut connection, &mut problems).await;
    store::close(connection).await?;
    let (head, clients, facts) = counted?;
    Ok(Verification {
        ok: problems.is_empty(),
        problems,
        audit_rows: head.seq,
        audit_head: head.hex(),
        clients,
        facts,
    })
}

/// The trail's head, clients and facts; a broken chain is a problem, not an error.
async fn count(
    connection: &mut SqliteConnection,
    problems: &mut Vec<String>,
) -> Result<(Head, i64, i64)> {
    let head = match audit::verify(connection).await? {
        Ok(head) => head,
        Err(broken) => {
            problems.push(format!("审计链：从第 {} 条起不一致", broken.seq));
            audit::head(connection).await?
        }
    };
    let counted = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM client WHERE current_batch_id IS NOT NULL) AS "clients!: i64",
                  (SELECT count(*) FROM deposit_fact) + (SELECT count(*) FROM loan_fact) AS "facts!: i64""#
    )
    .fetch_one(connection)
    .await?;
    Ok((head, counted.clients, counted.facts))
}
