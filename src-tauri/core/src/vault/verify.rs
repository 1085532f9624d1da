//! Is the vault whole? Each check on a fresh connection, so that none sees another's cached pages, and all at once:
//! what they cost is the deciphering of every page. None is given up when another fails, so that each closes what it
//! opened.

use super::audit::{Anchor, Trail, anchor, check as trail};
use super::key_file::{Key, KeyFile};
use super::store::{self, Reading};
use super::{BACKUPS, KEY_FILE, Vault, backup};
use crate::erasure::{Erased, list};
use crate::error::Result;
use crate::language::Language;
use serde::Serialize;
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whole, and so is the trail.
    pub ok: bool,
    /// Ready to show; page numbers and audit positions, no client text.
    pub problems: Vec<String>,
    /// Nothing is damaged. A trail that was tampered with is told, but must not cost the rest its backups.
    #[serde(skip)]
    pub is_sound: bool,
    pub audit: Trail,
    pub clients: i64,
    pub facts: i64,
    /// Rows of every table.
    #[serde(skip)]
    pub tables: BTreeMap<String, i64>,
    /// How many drafts there are, and when the newest was kept.
    #[serde(skip)]
    pub drafts: (i64, i64),
    /// Who was erased.
    #[serde(skip)]
    pub erased: Vec<Erased>,
}

impl Vault {
    /// Pages (HMAC), structure, foreign keys and the audit trail.
    pub async fn verify(&self) -> Result<Verification> {
        let anchors = self.anchors();
        check(&self.database(), &self.key, self.reading(), anchors).await
    }

    /// The audit trail alone, held against what was noted at the last closing, in the vault's own backups, in
    /// the documents made here, and in `further` anchors.
    pub async fn verify_trail(&self, further: Vec<Anchor>) -> Result<Trail> {
        let mut anchors = self.anchors();
        anchors.extend(further);
        let mut connection =
            store::fresh_reader(&self.database(), &self.key, self.reading()).await?;
        let found = trail::check(&mut connection, anchors).await;
        store::close(connection).await?;
        found
    }

    /// Whether one look already shows that the trail is not the one that was last closed.
    pub async fn trail_is_at_odds(&self) -> Result<bool> {
        let Some(anchor) = Anchor::of_closing(&self.dir) else {
            return Ok(false);
        };
        let mut tx = self.read().await?;
        Ok(!anchor::is_borne_out(&mut tx, &anchor).await?)
    }

    /// The heads of the trail that this vault's backups in a folder took along. None where there is no such
    /// folder, or no backup of this vault in it.
    pub fn backup_anchors(&self, folder: &Path) -> Vec<Anchor> {
        let own = KeyFile::read(&self.dir.join(KEY_FILE));
        own.map_or_else(|_| Vec::new(), |own| backup::anchors(folder, own.vault))
    }

    /// What lies in the vault's own folder.
    fn anchors(&self) -> Vec<Anchor> {
        let mut anchors = self.backup_anchors(&self.dir.join(BACKUPS));
        anchors.extend(Anchor::of_closing(&self.dir));
        anchors
    }
}

pub(super) async fn check(
    database: &Path,
    key: &Key,
    reading: Reading,
    anchors: Vec<Anchor>,
) -> Result<Verification> {
    let (problems, counted) = tokio::join!(
        damage(database, key, reading),
        counted(database, key, reading, anchors)
    );
    let mut problems = problems?;
    let Counted {
        audit,
        clients,
        facts,
        tables,
        drafts,
        erased,
    } = counted?;
    let is_sound = problems.is_empty();
    problems.extend(
        (audit.broken.as_ref()).map(|broken| format!("审计链：{}", broken.said(Language::Chinese))),
    );
    Ok(Verification {
        ok: problems.is_empty(),
        problems,
        is_sound,
        audit,
        clients,
        facts,
        tables,
        drafts,
        erased,
    })
}

/// What is wrong with pages (HMAC), structure and foreign keys, ready to show.
pub(super) async fn damage(database: &Path, key: &Key, reading: Reading) -> Result<Vec<String>> {
    // quick_check alone sees a page-aligned truncation, cipher_integrity_check alone a flipped bit.
    let found = |pragma, what| found(database, key, reading, pragma, what);
    let (pages, structure, relations) = tokio::join!(
        found("PRAGMA cipher_integrity_check", "页校验"),
        found("PRAGMA quick_check", "结构校验"),
        found("PRAGMA foreign_key_check", "关联校验"),
    );
    Ok([pages?, structure?, relations?].concat())
}

async fn found(
    database: &Path,
    key: &Key,
    reading: Reading,
    pragma: &'static str,
    what: &str,
) -> Result<Vec<String>> {
    let mut connection = store::fresh_reader(database, key, reading).await?;
    let found = sqlx::query(pragma).fetch_all(&mut connection).await;
    store::close(connection).await?;
    Ok(match found {
        Ok(rows) => (rows.iter())
            .map(|row| row.try_get::<String, _>(0).unwrap_or_default())
            .filter(|line| line != "ok")
            .map(|line| format!("{what}：{line}"))
            .collect(),
        // What is checked may be a backup: nothing is said of the vault and its changes here.
        Err(_) => vec![format!("{what}：没有做完，文件读不下去")],
    })
}

struct Counted {
    audit: Trail,
    clients: i64,
    facts: i64,
    tables: BTreeMap<String, i64>,
    drafts: (i64, i64),
    erased: Vec<Erased>,
}

async fn counted(
    database: &Path,
    key: &Key,
    reading: Reading,
    anchors: Vec<Anchor>,
) -> Result<Counted> {
    let mut connection = store::fresh_reader(database, key, reading).await?;
    let counted = count(&mut connection, anchors).await;
    store::close(connection).await?;
    counted
}

async fn count(connection: &mut SqliteConnection, anchors: Vec<Anchor>) -> Result<Counted> {
    let audit = trail::check(connection, anchors).await?;
    let counted = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM client WHERE current_batch_id IS NOT NULL) AS "clients!: i64",
                  (SELECT count(*) FROM deposit_fact) + (SELECT count(*) FROM loan_fact) AS "facts!: i64""#
    )
    .fetch_one(&mut *connection)
    .await?;
    let tables = tables(&mut *connection).await?;
    // A backup may be from before there was such a list.
    let erased = match tables.contains_key("erasure") {
        true => list::of(&mut *connection).await?,
        false => Vec::new(),
    };
    Ok(Counted {
        audit,
        clients: counted.clients,
        facts: counted.facts,
        tables,
        drafts: backup::automatic::drafts(connection).await?,
        erased,
    })
}

/// How many rows each table has; whatever tables a later version adds are counted, too.
async fn tables(connection: &mut SqliteConnection) -> Result<BTreeMap<String, i64>> {
    let names = sqlx::query_scalar!(
        r#"SELECT name AS "name!: String" FROM sqlite_schema
           WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut counts = BTreeMap::new();
    for name in names {
        let sql = format!(r#"SELECT count(*) FROM "{}""#, name.replace('"', r#""""#));
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&mut *connection)
            .await?;
        counts.insert(name, rows);
    }
    Ok(counts)
}
