//! A process that brings an older schema up to date is killed at each of its writes, truncations and synchronisations:
//! what it leaves is the old schema or the new one, never something between (docs/faults.md 2). Its owner has no signing
//! key yet: one is made, and told once.

#![cfg(target_os = "linux")]

use super::tests::age;
use super::*;
use std::process::Command;
use tempfile::TempDir;

const WORDS: &str = "correct horse battery";
/// Names the vault to the process that is killed.
const VAULT: &str = "JINGWEI_KILLED_UPGRADE";
const NAME: &str = "killed_at_any_write_of_an_upgrade_the_schema_is_the_old_or_the_new";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn later() -> Timestamp {
    "2026-11-24T01:02:03Z".parse().unwrap()
}

#[test]
fn killed_at_any_write_of_an_upgrade_the_schema_is_the_old_or_the_new() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let Some(vault) = std::env::var_os(VAULT) {
        runtime.block_on(async { opened(Path::new(&vault), now()).await.close().await });
        return;
    }
    let folder = TempDir::new().unwrap();
    let (old, dir) = (folder.path().join("old"), folder.path().join("desk.vault"));
    let rows = runtime.block_on(made_old(&old));
    let (mut at, mut stood) = (0, [false; 2]);
    loop {
        at += 1;
        assert!(at < 5_000, "an upgrade has an end");
        copy(&old, &dir);
        if !is_killed(folder.path(), &dir, at) {
            break;
        }
        let copies = place::backups(&dir.join(BACKUPS)).unwrap();
        let is_new = runtime.block_on(is_new(&dir));
        stood[usize::from(is_new)] = true;
        assert!(!is_new || copies.len() == 1, "write {at}: no copy is kept");
        // Goes on where it was cut off, and says once that the schema was brought up to date.
        let head = runtime.block_on(async {
            let vault = opened(&dir, later()).await;
            assert!(vault.verify().await.unwrap().ok, "write {at}");
            let head = vault.audit_head().await.unwrap();
            vault.close().await;
            head
        });
        assert_eq!(head.seq, rows + 2, "write {at}");
        std::fs::remove_dir_all(&dir).unwrap();
    }
    assert_eq!(
        stood,
        [true, true],
        "killed before and after it was decided, of {at}"
    );
}

/// An older vault; how many rows its trail has.
async fn made_old(dir: &Path) -> i64 {
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let made = Vault::create(dir, owner, WORDS, Stretch::cheap(), now()).await;
    let vault = made.unwrap().0;
    let rows = vault.audit_head().await.unwrap().seq;
    age(&vault).await;
    let mut keys = vault.key_file().unwrap();
    keys.forget_signing();
    keys.write(&dir.join(KEY_FILE), &vault.key).unwrap();
    vault.close().await;
    rows
}

async fn opened(dir: &Path, now: Timestamp) -> Vault {
    Vault::open(dir, None, WORDS, now).await.unwrap()
}

/// Looks without opening, which would bring the schema up to date. What is neither old nor new is refused here.
async fn is_new(dir: &Path) -> bool {
    let key = KeyFile::read(&dir.join(KEY_FILE))
        .unwrap()
        .unlock(None, WORDS);
    let key = key.unwrap().key;
    let database = dir.join(DATABASE);
    assert_eq!(
        verify::damage(&database, &key, Reading::Live)
            .await
            .unwrap(),
        Vec::<String>::new()
    );
    let mut connection = store::fresh_reader(&database, &key, Reading::Live)
        .await
        .unwrap();
    let schema = store::schema(&mut connection).await.unwrap();
    let applied: i64 = sqlx::query_scalar("SELECT count(*) FROM _sqlx_migrations")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    store::close(connection).await.unwrap();
    let is_new = schema == store::Schema::Current;
    assert!(
        is_new || applied == 1,
        "{applied} of the migrations are there"
    );
    is_new
}

/// Whether the process met its end at this write, or came through.
fn is_killed(folder: &Path, dir: &Path, at: u32) -> bool {
    let said = folder.join("killed");
    let _ = std::fs::remove_file(&said);
    let status = Command::new(std::env::current_exe().unwrap())
        .args([&format!("vault::upgrade_tests::{NAME}"), "--exact"])
        .env(VAULT, dir)
        .env("LD_PRELOAD", library(folder))
        .env("IO_FAULT_AT", at.to_string())
        .env("IO_FAULT_UNDER", dir)
        .env("IO_FAULT_SAID", &said)
        .env("IO_FAULT_KILLS", "1")
        .output()
        .unwrap()
        .status;
    assert_eq!(status.success(), !said.exists(), "write {at}: {status}");
    said.exists()
}

fn library(folder: &Path) -> PathBuf {
    let library = folder.join("io_fault.so");
    if !library.exists() {
        let source = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/fixtures/io_fault.c"
        );
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]);
        let status = compiler.arg(&library).args([source, "-ldl"]).status();
        assert!(status.unwrap().success());
    }
    library
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
