//! Connections to the encrypted database: exactly one that writes, and readers that never do.

use super::key_file::Key;
use crate::error::{Code, Error, Result};
use sqlx::ConnectOptions;
use sqlx::migrate::{Migrate, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use std::path::Path;

/// `JWVW`: what `PRAGMA application_id` of a vault says; an empty file opens as an empty database.
pub const APPLICATION_ID: i32 = 0x4A57_5657;

pub static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

const READERS: u32 = 4;

/// SQLite's result codes that mean a full disk.
const FULL: i32 = 13;
const IOERR_SHMSIZE: i32 = 4874;
const CONSTRAINT_UNIQUE: i32 = 2067;

fn options(path: &Path, key: &Key) -> SqliteConnectOptions {
    ready();
    // Never log statements, and never print these options: both would show the key.
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.pragma().to_string())
        .pragma("cipher_log_level", "NONE")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-32768")
        .foreign_keys(true)
        // Rows come from a thread of their own: a handful at a time, and both threads mostly wait.
        .row_buffer_size(1_024)
        .busy_timeout(std::time::Duration::from_secs(5))
        .disable_statement_logging()
}

/// Before the first connection. OpenSSL set up by SQLCipher would tear itself down as the program ends, under the
/// feet of the connections' threads that are still ending; set up here, it leaves that to the system.
fn ready() {
    openssl_sys::init();
}

/// For an empty file about to become a vault.
pub async fn create(path: &Path, key: &Key) -> Result<()> {
    let mut connection = options(path, key)
        .create_if_missing(true)
        .pragma("application_id", APPLICATION_ID.to_string())
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    MIGRATIONS
        .run_direct(None, &mut connection, false)
        .await
        .map_err(migration_failed)?;
    close(connection).await
}

/// SQLCipher writes its complaints to standard error before a connection's own pragmas are through. The
/// level holds for the whole process, so it is set once, on a database of nothing.
async fn hush() -> Result<()> {
    static HUSHED: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
    HUSHED
        .get_or_try_init(|| async {
            ready();
            let connection = SqliteConnectOptions::new()
                .in_memory(true)
                .pragma("cipher_log_level", "NONE")
                .disable_statement_logging()
                .connect()
                .await?;
            close(connection).await
        })
        .await
        .copied()
}

/// The one connection that writes and checkpoints.
pub async fn writer(path: &Path, key: &Key) -> Result<SqlitePool> {
    let mut writing = options(path, key)
        // An import changes pages all over the ledger. Where they do not fit, each further page that is read
        // throws out one that is needed next, and all are deciphered time and again.
        .pragma("cache_size", "-262144")
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    if cfg!(target_os = "macos") {
        writing = writing.pragma("fullfsync", "1");
    }
    // What that took is given back: nothing is read here that readers do not hold themselves.
    let pool = SqlitePoolOptions::new().after_release(|connection, _| {
        Box::pin(async move {
            shrink(connection).await?;
            Ok(true)
        })
    });
    connect(pool.max_connections(1), writing).await
}

/// Gives back the memory of pages that a connection has read and not changed.
pub async fn let_go_of_pages(connection: &mut SqliteConnection) -> Result<()> {
    Ok(shrink(connection).await?)
}

async fn shrink(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("PRAGMA shrink_memory")
        .execute(connection)
        .await
        .map(|_| ())
}

/// For a database that nobody else knows of: it writes no log beside it.
pub async fn still_writer(path: &Path, key: &Key) -> Result<SqliteConnection> {
    let writing = options(path, key)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full);
    Ok(writing.connect().await?)
}

/// Encrypts the whole database under another key.
pub async fn rekey(connection: &mut SqliteConnection, key: &Key) -> Result<()> {
    let pragma = format!("PRAGMA rekey = {}", *key.pragma());
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragma))
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether the database may change while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Live,
    /// Nobody can write: read without the files that SQLite would lay beside it.
    Still,
}

impl Reading {
    /// Of a vault that cannot be written. What a log beside it holds is part of it, so that is read, too.
    pub fn of_still(database: &Path) -> Self {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        match std::fs::metadata(log) {
            Ok(log) if log.len() > 0 => Reading::Live,
            _ => Reading::Still,
        }
    }
}

/// Connections that cannot write and never checkpoint (SQLite 3.50.4 loses data when two do).
pub async fn readers(path: &Path, key: &Key, reading: Reading) -> Result<SqlitePool> {
    let reading = read_only(path, key, reading).pragma("query_only", "1");
    connect(SqlitePoolOptions::new().max_connections(READERS), reading).await
}

/// One fresh reader outside the pools: checks must not see another connection's cached pages.
pub async fn fresh_reader(path: &Path, key: &Key, reading: Reading) -> Result<SqliteConnection> {
    Ok(read_only(path, key, reading).connect().await?)
}

/// Waits until the connection is gone: one that is merely dropped closes in its own time, and a
/// writer closed before it would leave the WAL behind.
pub async fn close(connection: SqliteConnection) -> Result<()> {
    Ok(sqlx::Connection::close(connection).await?)
}

fn read_only(path: &Path, key: &Key, reading: Reading) -> SqliteConnectOptions {
    options(path, key)
        .read_only(true)
        .immutable(reading == Reading::Still)
        .pragma("wal_autocheckpoint", "0")
}

async fn connect(pool: SqlitePoolOptions, options: SqliteConnectOptions) -> Result<SqlitePool> {
    hush().await?;
    Ok(pool
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await?)
}

/// Brings the schema up to date, all of it or nothing.
pub async fn migrate(connection: &mut SqliteConnection, migrations: &Migrator) -> Result<()> {
    Ok(migrated(connection, migrations).await?.commit().await?)
}

/// The same for who has more to write in the transaction, and commits it: each migration is one of its own, and one
/// that fails must not leave the ones before it standing.
pub async fn migrated<'c>(
    connection: &'c mut SqliteConnection,
    migrations: &Migrator,
) -> Result<sqlx::Transaction<'c, sqlx::Sqlite>> {
    let mut all = sqlx::Connection::begin_with(connection, "BEGIN EXCLUSIVE").await?;
    migrations
        .run_direct(None, &mut *all, false)
        .await
        .map_err(migration_failed)?;
    Ok(all)
}

/// What stands between an opened database and its use.
#[derive(Debug, PartialEq, Eq)]
pub enum Schema {
    Current,
    /// Written by an earlier version: migrations are pending.
    Older,
}

/// Refuses what is no vault or is newer than this program; changes nothing.
pub async fn schema(connection: &mut SqliteConnection) -> Result<Schema> {
    let application: i32 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    if application != APPLICATION_ID {
        return Err(Error::new(
            Code::Damaged,
            "vault.db 不是完整的保险库数据库（可能被清空或替换）。文件没有改动，请从备份恢复。",
        ));
    }
    let applied = connection
        .list_applied_migrations("_sqlx_migrations")
        .await
        .map_err(migration_failed)?;
    let known: Vec<i64> = MIGRATIONS.iter().map(|m| m.version).collect();
    if applied.iter().any(|m| !known.contains(&m.version)) {
        return Err(Error::new(
            Code::NewerSchema,
            "保险库由更新版本的经纬写成，本版本不能打开。文件没有改动，请先升级软件。",
        ));
    }
    Ok(if applied.len() == known.len() {
        Schema::Current
    } else {
        Schema::Older
    })
}

pub fn migration_failed(error: sqlx::migrate::MigrateError) -> Error {
    match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        other => Error::fault("升级保险库结构时出错，已保持升级前的样子。", other),
    }
}

impl From<sqlx::Error> for Error {
    /// SQLite's messages name tables and columns, never values, so the chain is safe to log.
    fn from(error: sqlx::Error) -> Self {
        let extended = match &error {
            sqlx::Error::Database(database) => {
                database.code().and_then(|code| code.parse::<i32>().ok())
            }
            sqlx::Error::RowNotFound => {
                return Error::new(Code::NotFound, "没有找到要的记录。").caused_by(error);
            }
            _ => None,
        };
        // The shared-memory file beside the database cannot grow: the disk is full.
        let primary = match extended {
            Some(IOERR_SHMSIZE) => Some(FULL),
            extended => extended.map(|extended| extended & 0xff),
        };
        if extended == Some(CONSTRAINT_UNIQUE) {
            return Error::new(Code::Exists, "同样的记录已经存在，这次改动没有写入。")
                .caused_by(error);
        }
        let (code, message) = match primary {
            Some(FULL) => (
                Code::NoSpace,
                "磁盘已满，这次改动没有写入，原有数据完好。请腾出空间后再做一次。",
            ),
            Some(8 | 14 | 23) => (
                Code::ReadOnly,
                "保险库所在位置不能写入，这次改动没有写入。请检查文件夹权限。",
            ),
            Some(11 | 26) => (
                Code::Damaged,
                "保险库文件有损坏。文件没有改动，请从备份恢复，并保留这份损坏的文件。",
            ),
            Some(5 | 6) => (Code::InUse, "保险库正被占用，请稍后再试。"),
            Some(10) => (
                Code::Fault,
                "磁盘读写出错，这次改动没有写入，原有数据完好。请检查磁盘。",
            ),
            _ => (
                Code::Fault,
                "数据库操作没有完成，这次改动没有写入，原有数据完好。",
            ),
        };
        Error::new(code, message).caused_by(error)
    }
}
