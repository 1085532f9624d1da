//! The vault against real files: what opening refuses, what stays, what a backup brings back.

use super::*;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";

pub(crate) fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

async fn made(folder: &TempDir) -> (PathBuf, Vault) {
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        staff_number: Some("A1024".into()),
        branch: Some("科技园支行".into()),
    };
    let (vault, _) = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now())
        .await
        .unwrap();
    (dir, vault)
}

fn writer(vault: &Vault) -> &SqlitePool {
    vault.writer.as_ref().expect("a vault open for work")
}

async fn code_of_opening(dir: &Path, passphrase: &str) -> Option<Code> {
    match Vault::open(dir, None, passphrase, now()).await {
        Ok(vault) => {
            vault.close().await;
            None
        }
        Err(error) => Some(error.code),
    }
}

#[tokio::test]
async fn opens_again_for_the_owner_and_leaves_no_journal() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    assert_eq!(vault.user().name, "林叙白");
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
    assert!(!dir.join("vault.db-wal").exists());
    let vault = Vault::open(&dir, Some("A1024"), PASSPHRASE, now())
        .await
        .unwrap();
    assert_eq!(vault.audit_head().await.unwrap().seq, 2);
    vault.close().await;
}

#[tokio::test]
async fn a_second_opening_is_refused_while_the_first_lives() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    assert_eq!(code_of_opening(&dir, PASSPHRASE).await, Some(Code::InUse));
    vault.close().await;
    assert_eq!(code_of_opening(&dir, PASSPHRASE).await, None);
}

#[tokio::test]
async fn refuses_what_is_wrong_missing_empty_or_cut_and_recreates_nothing() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    vault.close().await;
    assert_eq!(
        code_of_opening(&dir, "wrong").await,
        Some(Code::WrongPassphrase)
    );
    assert_eq!(
        code_of_opening(&folder.path().join("none.vault"), PASSPHRASE).await,
        Some(Code::NotAVault)
    );

    let database = dir.join(DATABASE);
    let whole = std::fs::read(&database).unwrap();
    for (bytes, expected) in [
        (&whole[..0], Code::Damaged),
        (&whole[..5000], Code::Damaged),
        (
            &b"not a database, but long enough to look like one".repeat(256)[..8192],
            Code::Damaged,
        ),
    ] {
        std::fs::write(&database, bytes).unwrap();
        assert_eq!(code_of_opening(&dir, PASSPHRASE).await, Some(expected));
        assert_eq!(
            std::fs::read(&database).unwrap(),
            bytes,
            "the damaged file is kept as it was"
        );
    }
    std::fs::remove_file(&database).unwrap();
    assert_eq!(
        code_of_opening(&dir, PASSPHRASE).await,
        Some(Code::NotAVault)
    );
    assert!(!database.exists());

    std::fs::write(&database, &whole).unwrap();
    std::fs::write(dir.join(KEY_FILE), b"{").unwrap();
    assert_eq!(code_of_opening(&dir, PASSPHRASE).await, Some(Code::Damaged));
}

#[tokio::test]
async fn a_flipped_bit_and_a_cut_page_are_found_by_verification() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    // Of a table that nothing reads on opening.
    let page: i64 = sqlx::query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = 'draft'")
        .fetch_one(writer(&vault))
        .await
        .unwrap();
    vault.close().await;
    let database = dir.join(DATABASE);
    let whole = std::fs::read(&database).unwrap();

    let mut flipped = whole.clone();
    let at = page as usize * 4096 - 2000;
    flipped[at] ^= 1;
    std::fs::write(&database, &flipped).unwrap();
    let found = verified(&dir).await;
    assert!(!found.unwrap_or(true), "a flipped bit");

    std::fs::write(&database, &whole[..whole.len() - 4096]).unwrap();
    assert!(
        !verified(&dir).await.unwrap_or(false),
        "a missing last page"
    );
}

/// `None` when opening refuses already.
async fn verified(dir: &Path) -> Option<bool> {
    let vault = Vault::open(dir, None, PASSPHRASE, now()).await.ok()?;
    let found = vault.verify().await;
    vault.close().await;
    Some(found.is_ok_and(|found| found.ok))
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_untouched() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (29990101000000, 'later', 1, x'00', 0)")
        .execute(writer(&vault))
        .await
        .unwrap();
    vault.close().await;
    let before = std::fs::read(dir.join(DATABASE)).unwrap();
    assert_eq!(
        code_of_opening(&dir, PASSPHRASE).await,
        Some(Code::NewerSchema)
    );
    assert_eq!(std::fs::read(dir.join(DATABASE)).unwrap(), before);
}

#[tokio::test]
async fn the_file_is_encrypted() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    vault.close().await;
    for file in std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
    {
        let bytes = std::fs::read(&file).unwrap();
        for canary in ["林叙白", "A1024", "CREATE TABLE", "SQLite format"] {
            let found = memchr::memmem::find(&bytes, canary.as_bytes());
            assert_eq!(found, None, "{canary} in {}", file.display());
        }
    }
}

#[tokio::test]
async fn a_clock_set_back_does_not_turn_the_trail_around() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let year_ago = now() - jiff::SignedDuration::from_hours(24 * 365);
    let write = vault.write(year_ago).await.unwrap();
    write
        .commit(Action::VaultMigrated, None, &serde_json::json!({}))
        .await
        .unwrap();
    let times: Vec<i64> = sqlx::query_scalar("SELECT at FROM audit ORDER BY seq")
        .fetch_all(writer(&vault))
        .await
        .unwrap();
    assert!(times.is_sorted());
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
}

#[tokio::test]
async fn a_backup_restores_beside_and_never_over() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let backup = vault
        .backup(&folder.path().join("disk"), now())
        .await
        .unwrap();
    vault.close().await;
    assert_eq!(code_of_opening(&backup.path, PASSPHRASE).await, None);

    let taken = restore(&backup.path, &dir, None, PASSPHRASE, now())
        .await
        .err();
    assert_eq!(taken.map(|e| e.code), Some(Code::Exists));
    let wrong = restore(
        &backup.path,
        &folder.path().join("r.vault"),
        None,
        "wrong",
        now(),
    )
    .await
    .err();
    assert_eq!(wrong.map(|e| e.code), Some(Code::WrongPassphrase));
    assert!(!folder.path().join("r.vault").exists());

    let restored = restore(
        &backup.path,
        &folder.path().join("r.vault"),
        None,
        PASSPHRASE,
        now(),
    )
    .await
    .unwrap();
    assert!(restored.verify().await.unwrap().ok);
    restored.close().await;

    // A damaged backup is not adopted.
    let database = backup.path.join(DATABASE);
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    let refused = restore(
        &backup.path,
        &folder.path().join("s.vault"),
        None,
        PASSPHRASE,
        now(),
    )
    .await
    .err();
    assert_eq!(refused.map(|e| e.code), Some(Code::Damaged));
    assert!(!folder.path().join("s.vault").exists());
}

/// Leaves the vault as the first version left it: with the tables of its one migration and no others.
pub(super) async fn age(vault: &Vault) {
    sqlx::query("PRAGMA foreign_keys = OFF")
        .execute(writer(vault))
        .await
        .unwrap();
    let later: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name NOT IN ('_sqlx_migrations', 'user', 'batch', 'batch_reliance', 'audit', 'setting')",
    )
    .fetch_all(writer(vault))
    .await
    .unwrap();
    for table in later {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TABLE {table}")))
            .execute(writer(vault))
            .await
            .unwrap();
    }
    sqlx::query(
        "DELETE FROM _sqlx_migrations WHERE version > (SELECT min(version) FROM _sqlx_migrations)",
    )
    .execute(writer(vault))
    .await
    .unwrap();
    for later in [
        "DROP TRIGGER audit_keeps_order",
        "DROP INDEX audit_at",
        "DROP INDEX audit_user",
        "DROP INDEX audit_action",
        "ALTER TABLE batch DROP COLUMN by_hand",
        "DROP INDEX batch_together",
        "ALTER TABLE batch DROP COLUMN together_id",
        "DROP INDEX batch_file_digest",
        "ALTER TABLE batch DROP COLUMN file_digest",
    ] {
        sqlx::query(later).execute(writer(vault)).await.unwrap();
    }
}

#[tokio::test]
async fn an_older_schema_is_backed_up_and_migrated_when_opened() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    age(&vault).await;
    vault.close().await;

    let vault = Vault::open(&dir, None, PASSPHRASE, now()).await.unwrap();
    sqlx::query("SELECT count(*) FROM draft")
        .execute(writer(&vault))
        .await
        .unwrap();
    assert_eq!(
        vault.audit_head().await.unwrap().seq,
        4,
        "the upgrade is in the trail, and the signing key that the old tables did not know"
    );
    assert!(vault.verify().await.unwrap().ok);
    let kept = vault.backups_in(&vault.own_backups()).unwrap();
    assert!(kept[0].is_before_upgrade && kept[0].state == BackupState::Verified);
    vault.close().await;
    let backups: Vec<PathBuf> = std::fs::read_dir(dir.join(BACKUPS))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(backups.len(), 1, "{backups:?}");
    let key = KeyFile::read(&backups[0].join(KEY_FILE)).unwrap();
    assert!(
        key.unlock(None, PASSPHRASE).is_ok(),
        "the copy from before opens with the same words"
    );
}

fn later(seconds: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_secs(seconds)
}

#[tokio::test]
async fn wrong_passphrases_wait_longer_each_time_and_enter_the_trail() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    vault.close().await;
    drop(vault);
    for _ in 0..4 {
        assert_eq!(
            code_of_opening(&dir, "wrong").await,
            Some(Code::WrongPassphrase)
        );
    }
    assert_eq!(look(&dir, now()).unwrap().wait_seconds, 5);
    assert_eq!(
        code_of_opening(&dir, PASSPHRASE).await,
        Some(Code::Delayed),
        "the right words wait, too"
    );
    let vault = Vault::open(&dir, None, PASSPHRASE, later(5)).await.unwrap();
    let mut tx = vault.read().await.unwrap();
    let detail: String =
        sqlx::query_scalar("SELECT detail FROM audit WHERE action = 'unlock.failed'")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
    let detail: serde_json::Value = serde_json::from_str(&detail).unwrap();
    assert_eq!(detail["failed"], 4);
    drop(tx);
    assert_eq!(look(&dir, later(5)).unwrap().wait_seconds, 0);
    vault.close().await;
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_no_longer_does() {
    const NEW: &str = "paper lantern harbour";
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let backup = vault
        .backup(&folder.path().join("disk"), now())
        .await
        .unwrap();
    let change = async |present: &str, new: &str| {
        vault
            .change_passphrase(present, new, Stretch::cheap(), now())
            .await
            .err()
            .map(|error| error.code)
    };
    assert_eq!(change("wrong", NEW).await, Some(Code::WrongPassphrase));
    assert_eq!(change(PASSPHRASE, "12345678").await, Some(Code::Refused));
    assert_eq!(change(PASSPHRASE, NEW).await, None);
    vault.close().await;
    drop(vault);
    assert_eq!(
        code_of_opening(&dir, PASSPHRASE).await,
        Some(Code::WrongPassphrase)
    );
    let vault = Vault::open(&dir, Some("A1024"), NEW, now()).await.unwrap();
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
    assert_eq!(
        code_of_opening(&backup.path, PASSPHRASE).await,
        None,
        "a backup opens with the words of its day"
    );
}

#[tokio::test]
async fn the_recovery_key_sets_a_new_passphrase_and_stays_valid() {
    const NEW: &str = "paper lantern harbour";
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        staff_number: Some("A1024".into()),
        branch: None,
    };
    let (vault, recovery) = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now())
        .await
        .unwrap();
    vault.close().await;
    drop(vault);
    let refused = async |typed: &str, new: &str| {
        recover(&dir, typed, new, Stretch::cheap(), now())
            .await
            .err()
            .map(|error| error.code)
    };
    let recovery = recovery.grouped().to_lowercase();
    assert_eq!(
        refused(PASSPHRASE, NEW).await,
        Some(Code::WrongPassphrase),
        "a passphrase is no recovery key"
    );
    assert_eq!(refused(&recovery, "short").await, Some(Code::Refused));
    let vault = recover(&dir, &recovery, NEW, Stretch::cheap(), now())
        .await
        .unwrap();
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
    drop(vault);
    assert_eq!(
        code_of_opening(&dir, PASSPHRASE).await,
        Some(Code::WrongPassphrase)
    );
    let vault = Vault::open(&dir, Some("A1024"), NEW, now()).await.unwrap();
    vault.close().await;
    drop(vault);
    assert_eq!(code_of_opening(&dir, &recovery).await, None);
}

#[tokio::test]
async fn a_weak_passphrase_makes_no_vault() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    for weak in ["", "   ", "12345678", "password"] {
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let refused = Vault::create(&dir, owner, weak, Stretch::cheap(), now())
            .await
            .err();
        assert_eq!(refused.map(|error| error.code), Some(Code::Refused));
        assert!(!dir.exists());
    }
}

#[tokio::test]
async fn vaults_and_backups_are_found_where_a_person_points() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let disk = folder.path().join("disk");
    vault.backup(&disk, later(-60)).await.unwrap();
    let newest = vault.backup(&disk, now()).await.unwrap();
    vault.close().await;
    assert_eq!(find(&dir).unwrap(), [dir.as_path()]);
    assert_eq!(find(folder.path()).unwrap(), [dir.as_path()]);
    let nothing = find(&dir.join(BACKUPS)).unwrap_err();
    assert_eq!(nothing.code, Code::NotAVault);
    let found = backups(&disk).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].folder, newest.path);
    assert_eq!(found[0].made_at, Some(now()));
    assert!(backups(&folder.path().join("none")).unwrap().is_empty());
    assert_eq!(look(&dir, now()).unwrap().users, 1);
}

/// The key was made and shown, and the program ended: what the next opening must know.
#[tokio::test]
async fn a_recovery_key_counts_as_kept_once_typed_back_and_another_one_replaces_it() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let stretch = Stretch::cheap();
    let (vault, shown) = Vault::create(&dir, owner, PASSPHRASE, stretch, now())
        .await
        .unwrap();
    vault.close().await;
    let vault = Vault::open(&dir, None, PASSPHRASE, now()).await.unwrap();
    assert!(!vault.recovery_is_kept().unwrap());

    let wrong = vault.renew_recovery("not the passphrase", now()).await;
    assert_eq!(wrong.err().map(|e| e.code), Some(Code::WrongPassphrase));
    let second = vault.renew_recovery(PASSPHRASE, now()).await.unwrap();
    for lost in [&*shown.grouped(), "0000", ""] {
        let told = vault.confirm_recovery(lost, now()).await.unwrap_err();
        assert_eq!(told.code, Code::WrongPassphrase, "{lost}");
    }
    assert!(!vault.recovery_is_kept().unwrap());
    vault
        .confirm_recovery(&second.grouped(), now())
        .await
        .unwrap();
    assert!(vault.recovery_is_kept().unwrap());
    vault.close().await;

    assert_eq!(
        code_of_opening(&dir, &shown.grouped()).await,
        Some(Code::WrongPassphrase)
    );
    let words = "a quite different passphrase";
    let vault = recover(&dir, &second.grouped(), words, stretch, now())
        .await
        .unwrap();
    assert!(vault.recovery_is_kept().unwrap());
    let actions: Vec<String> = sqlx::query_scalar("SELECT action FROM audit ORDER BY seq")
        .fetch_all(writer(&vault))
        .await
        .unwrap();
    assert!(
        actions.ends_with(&[
            "recovery.renewed".into(),
            "recovery.kept".into(),
            "unlock.failed".into(),
            "signing_key.made".into(),
            "passphrase.recovered".into(),
        ]),
        "{actions:?}"
    );
    vault.close().await;
}
