//! The diagnostics bundle: what whoever helps needs to know of a vault, without a word of any client. Figures,
//! versions and names of tables only; no name, no path, no file name. The product keeps no log.

use crate::day::Day;
use crate::error::{Error, Result};
use crate::setting::{self, Settings};
use crate::vault::{BackupState, Vault, shared};
use crate::{client, today};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::time::Instant;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is in the bundle.
#[derive(Debug, Clone, Serialize)]
pub struct Diagnosis {
    /// The product's version, as the program that asks says it.
    pub version: String,
    pub made_at: Timestamp,
    pub system: System,
    /// SQLCipher's and SQLite's.
    pub sqlcipher: Option<String>,
    pub sqlite: String,
    /// Migrations that this vault went through.
    pub migrations: Vec<i64>,
    pub vault: VaultState,
    /// Rows by table.
    pub tables: BTreeMap<String, i64>,
    pub audit: AuditState,
    /// Numbers and switches.
    pub settings: Settings,
    /// What pages ask most, in milliseconds.
    pub timings_ms: BTreeMap<&'static str, f64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct System {
    pub os: &'static str,
    pub arch: &'static str,
    pub cores: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct VaultState {
    pub bytes: u64,
    pub log_bytes: u64,
    pub is_read_only: bool,
    /// Lies in a synchronised or network folder.
    pub is_shared: bool,
    pub pages: i64,
    pub free_pages: i64,
    pub backups: usize,
    pub backups_damaged: usize,
    pub newest_backup_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AuditState {
    pub rows: i64,
    pub is_whole: bool,
    pub broken_at: Option<i64>,
    /// What verification found, by how many problems.
    pub problems: usize,
}

/// Looks, and changes nothing.
pub async fn of(vault: &Vault, version: &str, today: Day, now: Timestamp) -> Result<Diagnosis> {
    let found = vault.verify().await?;
    let mut tx = vault.read().await?;
    let sqlite = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut *tx);
    let sqlite: String = sqlite.await?;
    let sqlcipher = sqlx::query_scalar("PRAGMA cipher_version").fetch_optional(&mut *tx);
    let sqlcipher: Option<String> = sqlcipher.await?;
    let migrations = sqlx::query_scalar("SELECT version FROM _sqlx_migrations ORDER BY version");
    let migrations: Vec<i64> = migrations.fetch_all(&mut *tx).await?;
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(&mut *tx)
        .await?;
    let free_pages: i64 = sqlx::query_scalar("PRAGMA freelist_count")
        .fetch_one(&mut *tx)
        .await?;
    let settings = setting::load(&mut tx, today, i64::MAX).await?;
    drop(tx);
    Ok(Diagnosis {
        version: version.to_owned(),
        made_at: now,
        system: System {
            os: std::env::consts::OS,
            arch: std::env::consts::ARCH,
            cores: std::thread::available_parallelism().map_or(0, usize::from),
        },
        sqlcipher,
        sqlite,
        migrations,
        vault: state(vault, pages, free_pages)?,
        tables: found.tables,
        audit: AuditState {
            rows: found.audit.rows,
            is_whole: found.audit.is_whole(),
            broken_at: found.audit.broken.as_ref().map(|broken| broken.seq),
            problems: found.problems.len(),
        },
        settings,
        timings_ms: timings(vault, today).await?,
    })
}

fn state(vault: &Vault, pages: i64, free_pages: i64) -> Result<VaultState> {
    let backups = vault.backups_in(&vault.own_backups())?;
    let bytes = |name: &str| std::fs::metadata(vault.dir().join(name)).map_or(0, |meta| meta.len());
    Ok(VaultState {
        bytes: bytes("vault.db"),
        log_bytes: bytes("vault.db-wal"),
        is_read_only: vault.is_read_only(),
        is_shared: shared(vault.dir()).is_some(),
        pages,
        free_pages,
        backups: backups.len(),
        backups_damaged: (backups.iter())
            .filter(|backup| backup.state == BackupState::Damaged)
            .count(),
        newest_backup_at: backups.iter().filter_map(|backup| backup.made_at).max(),
    })
}

/// The questions behind the pages that people wait for.
async fn timings(vault: &Vault, today: Day) -> Result<BTreeMap<&'static str, f64>> {
    let mut taken = BTreeMap::new();
    let mut since = Instant::now();
    let mut took = |what| {
        let now = Instant::now();
        taken.insert(what, now.duration_since(since).as_secs_f64() * 1_000.0);
        since = now;
    };
    client::page(vault, None, 100).await?;
    took("clients_first_page");
    client::search_words(vault).await?;
    took("search_words");
    today::today(vault, today).await?;
    took("today");
    vault.audit_head().await?;
    took("audit_head");
    Ok(taken)
}

const SAID: &str = "经纬 Jingwei 诊断信息\r\n\r\n\
     diagnosis.json 里只有版本、系统、各表行数、设置的数值和几项操作的耗时。\r\n\
     没有客户、联系人、账号、文件名、路径、使用者姓名，也没有口令和密钥。\r\n\
     可以用记事本打开逐项核对，再交给提供支持的人。\r\n";

impl Diagnosis {
    /// As a ZIP of two texts that anybody can read before it is handed on.
    pub fn bundle(&self) -> Result<Vec<u8>> {
        let text = serde_json::to_vec_pretty(self).map_err(not_made)?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [("诊断说明.txt", SAID.as_bytes()), ("diagnosis.json", &text)] {
            zip.start_file(name, SimpleFileOptions::default())
                .map_err(not_made)?;
            zip.write_all(content).map_err(not_made)?;
        }
        Ok(zip.finish().map_err(not_made)?.into_inner())
    }
}

fn not_made(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::fault("诊断信息没有写出。", error)
}
