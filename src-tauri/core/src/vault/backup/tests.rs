//! Backups over time: made when something changed, kept by rule, cleared of leftovers, copied, restored.

use super::shelf::BackupState;
use super::*;
use crate::draft;
use crate::vault::{Owner, SecondCopy, Stretch};
use jiff::SignedDuration;
use sqlx::migrate::Migrator;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

async fn made(folder: &TempDir) -> (PathBuf, Vault) {
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let (vault, _) = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now())
        .await
        .unwrap();
    (dir, vault)
}

async fn deed(vault: &Vault, at: Timestamp) {
    let write = vault.write(at).await.unwrap();
    let nothing = serde_json::json!({});
    write
        .commit(Action::VisitPlanned, Some(1), &nothing)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_vault_is_backed_up_when_something_was_done_and_only_then() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let backed_up = async |hours| vault.back_up_if_changed(None, later(hours)).await.unwrap();
    assert!(backed_up(1).await, "nothing is backed up yet");
    assert!(!backed_up(2).await, "its own row is no change");
    deed(&vault, later(3)).await;
    assert!(backed_up(3).await);
    assert!(!backed_up(4).await);
    draft::save(&vault, "visit:1", r#"{"ask":"迁"}"#, later(5))
        .await
        .unwrap();
    assert!(backed_up(5).await, "a draft is work, too");
    draft::save(&vault, "visit:1", r#"{"ask":"迁入"}"#, later(6))
        .await
        .unwrap();
    assert!(backed_up(6).await, "and so is what is typed into it");
    draft::forget(&vault, "visit:1", later(7)).await.unwrap();
    assert!(backed_up(7).await);
    assert!(!backed_up(8).await);
    // Enough of one day to have some cleared away, which is no change either.
    let own = vault.backups_in(&vault.own_backups()).unwrap();
    assert!(own.len() < 5, "{own:?}");
    vault.close().await;
}

#[tokio::test]
async fn a_backup_on_leaving_that_failed_is_told_with_its_reason_until_one_succeeds() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let told = async || vault.backup_note(None, later(2)).await.unwrap().failed;
    assert_eq!(told().await, None);
    // A file where the folder should be: nothing can be made in it.
    let own = vault.own_backups();
    std::fs::remove_dir_all(&own).unwrap();
    std::fs::write(&own, "").unwrap();
    let error = vault.back_up_if_changed(None, later(1)).await.unwrap_err();
    let failed = told().await.unwrap();
    assert_eq!((failed.at, failed.is_second_place), (later(1), false));
    assert_eq!(failed.reason, error.message);

    std::fs::remove_file(&own).unwrap();
    let second = folder.path().join("second");
    std::fs::create_dir(&second).unwrap();
    let name = format!("desk-{}.vault", stamp(later(2)));
    std::fs::write(second.join(name), "").unwrap();
    (vault.back_up_if_changed(Some(&second), later(2)).await).unwrap();
    assert!(
        told().await.unwrap().is_second_place,
        "the copy had no room"
    );
    vault.back_up(Some(&second), later(3)).await.unwrap();
    assert_eq!(told().await, None);
    vault.close().await;
}

fn stamp(at: Timestamp) -> String {
    let local = at.to_zoned_datetime(jiff::tz::TimeZone::system());
    local.strftime("%Y%m%d-%H%M%S").to_string()
}

#[tokio::test]
async fn a_vault_says_when_its_newest_verified_backup_is_a_week_old() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let overdue = async |days: i64| {
        let note = vault.backup_note(None, later(24 * days)).await.unwrap();
        (note.newest.is_some(), note.is_overdue)
    };
    assert_eq!(overdue(6).await, (false, false), "made this week");
    assert_eq!(overdue(8).await, (false, true));
    vault.back_up(None, later(24 * 9)).await.unwrap();
    assert_eq!(overdue(30).await, (true, false), "nothing was done since");
    deed(&vault, later(24 * 10)).await;
    assert_eq!(overdue(15).await, (true, false));
    assert_eq!(overdue(17).await, (true, true));
    vault.close().await;
}

#[tokio::test]
async fn the_last_verified_backup_stays_when_a_newer_one_is_damaged() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let disk = folder.path().join("disk");
    let old = vault.backup(&disk, later(1)).await.unwrap();
    let new = vault.backup(&disk, later(2)).await.unwrap();
    assert_eq!(
        vault.superfluous(&disk, later(3)).await.unwrap(),
        [old.path.as_path()]
    );
    let database = new.path.join(DATABASE);
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&database, bytes).unwrap();
    assert!(
        !vault
            .verify_backup(&new.path, later(3))
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        vault
            .verify_backup(&old.path, later(3))
            .await
            .unwrap()
            .is_empty()
    );
    let told = vault.verify_backup(&new.path, later(3)).await.unwrap();
    assert!(
        !told[0].contains("保险库文件"),
        "not said of the vault: {told:?}"
    );
    let states: Vec<BackupState> = (vault.backups_in(&disk).unwrap().iter())
        .map(|backup| backup.state)
        .collect();
    assert_eq!(states, [BackupState::Damaged, BackupState::Verified]);
    assert!(
        vault
            .prune_backups(&disk, later(4))
            .await
            .unwrap()
            .is_empty()
    );
    assert!(old.path.exists() && new.path.exists());
    let third = vault.backup(&disk, later(5)).await.unwrap();
    assert_eq!(
        vault.prune_backups(&disk, later(5)).await.unwrap(),
        [old.path.as_path()]
    );
    assert!(
        third.path.exists() && new.path.exists(),
        "a damaged one is the user's to remove"
    );
    vault.close().await;
}

/// What a kill leaves: a hidden folder, half built or half removed.
#[tokio::test]
async fn leftovers_go_at_the_next_opening_and_backup_and_others_stay() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let own = vault
        .own_backups()
        .join(".desk-20261122-080000.vault.partial");
    let disk = folder.path().join("disk");
    let left = disk.join(".desk-20261122-080000.vault.partial");
    let foreign = disk.join(".other-20261122-080000.vault.partial");
    for leftover in [&own, &left, &foreign] {
        std::fs::create_dir_all(leftover).unwrap();
        std::fs::write(leftover.join(DATABASE), b"half").unwrap();
    }
    vault.close().await;
    let vault = Vault::open(&dir, None, PASSPHRASE, later(1)).await.unwrap();
    assert!(!own.exists());
    vault.backup(&disk, later(1)).await.unwrap();
    assert!(!left.exists());
    assert!(foreign.exists(), "another vault may be building it now");
    vault.close().await;
}

#[tokio::test]
async fn the_second_place_gets_a_copy_and_costs_nothing_when_it_is_missing_or_refuses() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let stick = folder.path().join("stick");
    let (_, copied) = vault.back_up(Some(&stick), later(1)).await.unwrap();
    assert_eq!(copied, SecondCopy::Missing);
    assert!(!stick.exists(), "a stick that is not there is not made up");
    std::fs::create_dir(&stick).unwrap();
    let (made, copied) = vault.back_up(Some(&stick), later(2)).await.unwrap();
    assert_eq!(copied, SecondCopy::Made);
    let copy = &vault.backups_in(&stick).unwrap()[0];
    assert_eq!(copy.state, BackupState::Verified);
    assert!(
        vault
            .verify_backup(&copy.folder, later(2))
            .await
            .unwrap()
            .is_empty()
    );
    let same = |name| {
        std::fs::read(made.path.join(name)).unwrap()
            == std::fs::read(copy.folder.join(name)).unwrap()
    };
    assert!(same(DATABASE) && same(KEY_FILE) && same(MANIFEST));
    let name = vault.name();
    let stamp = later(3)
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .strftime("%Y%m%d-%H%M%S")
        .to_string();
    std::fs::create_dir(stick.join(format!("{name}-{stamp}.vault"))).unwrap();
    let (_, copied) = vault.back_up(Some(&stick), later(3)).await.unwrap();
    assert!(matches!(copied, SecondCopy::Failed { .. }), "{copied:?}");
    vault.close().await;
}

#[tokio::test]
async fn a_manifest_counts_every_table() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    draft::save(&vault, "visit:1", "{}", later(1))
        .await
        .unwrap();
    let backup = vault
        .backup(&folder.path().join("disk"), later(2))
        .await
        .unwrap();
    let tables = &backup.manifest.tables;
    for (table, rows) in [
        ("draft", 1),
        ("user", 1),
        ("audit", 2),
        ("visit_version", 0),
        ("loan_fact", 0),
    ] {
        assert_eq!(tables.get(table), Some(&rows), "{table}");
    }
    // Work that is no client and no fact is missed.
    let database = backup.path.join(DATABASE);
    let writer = store::writer(&database, &vault.key).await.unwrap();
    sqlx::query("DELETE FROM draft")
        .execute(&writer)
        .await
        .unwrap();
    writer.close().await;
    let problems = vault.verify_backup(&backup.path, later(3)).await.unwrap();
    assert!(problems[0].contains("清单不符"), "{problems:?}");
    vault.close().await;
}

#[tokio::test]
async fn one_click_restores_beside_with_the_present_passphrase_and_never_over() {
    const NEW: &str = "paper lantern harbour";
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let (backup, _) = vault.back_up(None, later(1)).await.unwrap();
    vault
        .change_passphrase(PASSPHRASE, NEW, Stretch::cheap(), later(2))
        .await
        .unwrap();
    let first = vault.restore_beside(&backup.path, later(3)).await.unwrap();
    let second = vault.restore_beside(&backup.path, later(4)).await.unwrap();
    assert!(first != second && first.parent() == dir.parent());
    vault.close().await;
    let restored = Vault::open(&first, None, NEW, later(5)).await.unwrap();
    assert!(restored.verify().await.unwrap().ok);
    assert_eq!(restored.audit_head().await.unwrap().seq, 3);
    restored.close().await;

    let elsewhere = TempDir::new().unwrap();
    let (_, other) = made(&elsewhere).await;
    let refused = other.restore_beside(&backup.path, later(6)).await.err();
    assert_eq!(refused.map(|error| error.code), Some(Code::Refused));
    other.close().await;
}

/// The second of two new migrations fails: the first must not stand, either.
#[tokio::test]
async fn migrations_that_fail_half_way_leave_the_old_schema_whole() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let later = folder.path().join("migrations");
    std::fs::create_dir(&later).unwrap();
    for entry in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations")).unwrap()
    {
        let from = entry.unwrap().path();
        std::fs::copy(&from, later.join(from.file_name().unwrap())).unwrap();
    }
    std::fs::write(
        later.join("29990101000000_good.sql"),
        "CREATE TABLE later (id INTEGER) STRICT;",
    )
    .unwrap();
    let bad = later.join("29990102000000_bad.sql");
    std::fs::write(
        &bad,
        "CREATE TABLE last (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);",
    )
    .unwrap();
    let mut connection = vault.writer.as_ref().unwrap().acquire().await.unwrap();
    let migrations = Migrator::new(later.as_path()).await.unwrap();
    assert!(store::migrate(&mut connection, &migrations).await.is_err());
    let new: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name IN ('later', 'last')")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
    assert_eq!(new, 0);
    assert_eq!(
        store::schema(&mut connection).await.unwrap(),
        store::Schema::Current
    );
    std::fs::write(&bad, "CREATE TABLE last (id INTEGER) STRICT;").unwrap();
    let mended = Migrator::new(later.as_path()).await.unwrap();
    store::migrate(&mut connection, &mended).await.unwrap();
    drop(connection);
    vault.close().await;
}
