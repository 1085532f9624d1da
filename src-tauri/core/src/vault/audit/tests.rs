//! The trail in the hands of somebody who has the key: what is edited, deleted, cut off, inserted and
//! reordered is named by its position.

use super::*;
use crate::vault::{Owner, Stretch, Vault, restore};
use jiff::Timestamp;
use std::path::PathBuf;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn later(seconds: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_secs(seconds)
}

/// A vault with six rows in its trail, the first two of its making, subjects 3 to 6.
async fn made(folder: &TempDir) -> (PathBuf, Vault) {
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let (vault, _) = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now())
        .await
        .unwrap();
    append_rows(&vault, 3..=6).await;
    (dir, vault)
}

async fn append_rows(vault: &Vault, subjects: std::ops::RangeInclusive<i64>) {
    for subject in subjects {
        let write = vault.write(later(subject)).await.unwrap();
        let nothing = serde_json::json!({});
        let action = Action::VisitPlanned;
        write.commit(action, Some(subject), &nothing).await.unwrap();
    }
}

async fn reopened(dir: &std::path::Path) -> Vault {
    Vault::open(dir, None, PASSPHRASE, later(60)).await.unwrap()
}

/// Passes by the triggers, as somebody with the key can, and puts them back.
async fn tamper(vault: &Vault, sql: &'static str) {
    let writer = vault.writer.as_ref().unwrap();
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'",
    )
    .fetch_all(writer)
    .await
    .unwrap();
    assert_eq!(triggers.len(), 3);
    let run = async |sql: String| {
        let sql = sqlx::AssertSqlSafe(sql);
        sqlx::raw_sql(sql).execute(writer).await.unwrap();
    };
    for (name, _) in &triggers {
        run(format!("DROP TRIGGER {name}")).await;
    }
    run(sql.to_owned()).await;
    for (_, create) in triggers {
        run(create).await;
    }
}

async fn checked(vault: &Vault) -> Trail {
    vault.verify_trail(Vec::new()).await.unwrap()
}

#[tokio::test]
async fn what_was_done_to_the_trail_is_named_with_its_position() {
    const MAKE_ROOM_AT_4: &str = "UPDATE audit SET seq = seq + 100 WHERE seq >= 4;
                                  UPDATE audit SET seq = seq - 99 WHERE seq >= 104;";
    let cases: Vec<(&str, String, i64, Flaw)> = vec![
        (
            "a value edited",
            "UPDATE audit SET subject = 8 WHERE seq = 3".into(),
            3,
            Flaw::Edited,
        ),
        (
            "a detail edited",
            "UPDATE audit SET detail = '{\"n\":1}' WHERE seq = 5".into(),
            5,
            Flaw::Edited,
        ),
        (
            "a subject taken away",
            "UPDATE audit SET subject = NULL WHERE seq = 2".into(),
            2,
            Flaw::Edited,
        ),
        (
            "one deleted in the middle",
            "DELETE FROM audit WHERE seq = 3".into(),
            3,
            Flaw::Missing { until: 3 },
        ),
        (
            "several deleted in the middle",
            "DELETE FROM audit WHERE seq IN (3, 4)".into(),
            3,
            Flaw::Missing { until: 4 },
        ),
        (
            "the first deleted",
            "DELETE FROM audit WHERE seq = 1".into(),
            1,
            Flaw::Missing { until: 1 },
        ),
        (
            "all deleted",
            "DELETE FROM audit".into(),
            1,
            Flaw::Missing { until: 1 },
        ),
        (
            "one deleted and those after it moved up",
            "DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = seq - 1 WHERE seq > 3".into(),
            3,
            Flaw::Edited,
        ),
        (
            "one inserted in the middle",
            format!(
                "{MAKE_ROOM_AT_4}
                 INSERT INTO audit SELECT 4, at, user_id, action, 9, detail, hash FROM audit WHERE seq = 3"
            ),
            4,
            Flaw::Displaced { stands_at: 5 },
        ),
        (
            "two in each other's place",
            "UPDATE audit SET seq = 99 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4;
             UPDATE audit SET seq = 4 WHERE seq = 99"
                .into(),
            3,
            Flaw::Displaced { stands_at: 4 },
        ),
        (
            "one added at the end without the chain",
            "INSERT INTO audit SELECT 7, at, user_id, action, 7, detail, hash FROM audit WHERE seq = 6".into(),
            7,
            Flaw::Edited,
        ),
        (
            "one numbered 0",
            "INSERT INTO audit SELECT 0, at, user_id, action, 7, detail, hash FROM audit WHERE seq = 6".into(),
            0,
            Flaw::Numberless,
        ),
        (
            "one numbered −1",
            "INSERT INTO audit SELECT -1, at, user_id, action, 7, detail, hash FROM audit WHERE seq = 6".into(),
            -1,
            Flaw::Numberless,
        ),
    ];
    for (what, sql, seq, flaw) in cases {
        let folder = TempDir::new().unwrap();
        let (_, vault) = made(&folder).await;
        assert_eq!(checked(&vault).await.broken, None, "{what}: before");
        tamper(&vault, sql.leak()).await;
        let found = checked(&vault).await;
        assert_eq!(found.broken, Some(Break { seq, flaw }), "{what}");
        assert_eq!(found.holds_until, seq.max(1) - 1, "{what}");
        let said = vault.verify().await.unwrap();
        assert!(!said.ok && said.is_sound, "{what}");
        assert!(
            said.problems[0].contains(&seq.to_string()),
            "{:?}",
            said.problems
        );
        vault.close().await;
    }
}

/// Rows cut off leave a chain that holds: only what was noted outside can tell.
#[tokio::test]
async fn rows_cut_from_the_end_are_missed_by_what_was_noted_outside() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let disk = vault
        .backup(&folder.path().join("disk"), later(10))
        .await
        .unwrap();
    let paper = vault.audit_head().await.unwrap().short();
    assert!(paper.starts_with("7·"), "{paper}");
    std::fs::remove_file(dir.join("vault.anchor")).unwrap();
    tamper(&vault, "DELETE FROM audit WHERE seq >= 5").await;
    assert_eq!(checked(&vault).await.broken, None, "nothing was noted yet");

    // The backup took the trail along before the row of its own making.
    let elsewhere = vault.backup_anchors(disk.path.parent().unwrap());
    assert_eq!(elsewhere.len(), 1);
    let anchor = elsewhere[0].clone();
    assert_eq!((anchor.kind, anchor.seq), (AnchorKind::Backup, 6));
    let found = vault.verify_trail(elsewhere.clone()).await.unwrap();
    let flaw = Flaw::CutOff { anchor };
    assert_eq!(found.broken, Some(Break { seq: 5, flaw }));
    assert_eq!(found.holds_until, 4);

    let typed = Anchor::from_footer(&format!(" 审计 {} ", paper.replace('·', "."))).unwrap();
    let found = vault.verify_trail(vec![typed]).await.unwrap();
    assert!(matches!(found.broken.unwrap().flaw, Flaw::CutOff { anchor } if anchor.seq == 7));

    // Rows that come after the cut make up the number and not the hash.
    append_rows(&vault, 15..=19).await;
    let found = vault.verify_trail(elsewhere).await.unwrap().broken.unwrap();
    assert!(
        matches!(found.flaw, Flaw::Rewritten { after: 0, .. }),
        "{found:?}"
    );
    assert_eq!(found.seq, 6);
    vault.close().await;
}

#[tokio::test]
async fn the_note_of_the_last_closing_misses_a_cut_and_outlives_further_closings() {
    for (sql, seq) in [
        ("DELETE FROM audit WHERE seq >= 5", 5),
        ("DELETE FROM audit", 1),
    ] {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        vault.close().await;
        let vault = reopened(&dir).await;
        let found = checked(&vault).await;
        let anchor = found.anchor.unwrap();
        assert_eq!((anchor.kind, anchor.seq), (AnchorKind::Closing, 6));
        assert!(!vault.trail_is_at_odds().await.unwrap());
        tamper(&vault, sql).await;
        vault.close().await;
        for _ in 0..2 {
            let vault = reopened(&dir).await;
            assert!(vault.trail_is_at_odds().await.unwrap());
            let found = checked(&vault).await.broken.unwrap();
            assert_eq!(found.seq, seq);
            assert!(matches!(found.flaw, Flaw::CutOff { anchor } if anchor.seq == 6));
            vault.close().await;
        }
        let vault = reopened(&dir).await;
        append_rows(&vault, 15..=22).await;
        vault.close().await;
        let vault = reopened(&dir).await;
        let found = checked(&vault).await.broken.unwrap();
        assert!(matches!(found.flaw, Flaw::Rewritten { .. }), "{found:?}");
        assert_eq!(found.seq, 6);
        vault.close().await;
    }
}

#[tokio::test]
async fn own_backups_are_anchors_and_a_restored_vault_is_no_forgery() {
    let folder = TempDir::new().unwrap();
    let (dir, vault) = made(&folder).await;
    let disk = folder.path().join("disk");
    let early = vault.backup(&disk, later(10)).await.unwrap();
    append_rows(&vault, 20..=29).await;
    let late = vault.backup(&dir.join("backups"), later(40)).await.unwrap();
    assert_eq!(
        checked(&vault).await.anchor.unwrap().kind,
        AnchorKind::Closing
    );
    vault.close().await;

    let target = folder.path().join("restored.vault");
    let restored = restore(&early.path, &target, None, PASSPHRASE, later(50))
        .await
        .unwrap();
    append_rows(&restored, 60..=80).await;
    // What the vault that was left behind noted later, of rows that this one never had.
    let left = restored.backup_anchors(&dir.join("backups"));
    assert_eq!(
        left[0].name.as_deref(),
        late.path.file_stem().unwrap().to_str()
    );
    let found = restored.verify_trail(left.clone()).await.unwrap();
    assert_eq!(found.broken, None);
    // Noted after the restoring, it is about this trail, and says otherwise.
    let mut forged = left;
    forged[0].noted_at = Some(later(70));
    let found = restored.verify_trail(forged).await.unwrap().broken;
    assert!(matches!(found.unwrap().flaw, Flaw::Rewritten { .. }));
    restored.close().await;
}

/// The data must not be lost because somebody tampered with the trail.
#[tokio::test]
async fn a_vault_with_a_broken_trail_is_backed_up_and_restored_as_it_is() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    tamper(&vault, "UPDATE audit SET subject = 8 WHERE seq = 3").await;
    let backup = vault
        .backup(&folder.path().join("disk"), later(10))
        .await
        .unwrap();
    assert_eq!(backup.manifest.audit_broken_at, Some(3));
    assert!(
        vault
            .backup_anchors(backup.path.parent().unwrap())
            .is_empty()
    );
    vault.close().await;
    let target = folder.path().join("restored.vault");
    let restored = restore(&backup.path, &target, None, PASSPHRASE, later(50))
        .await
        .unwrap();
    let found = restored.verify().await.unwrap();
    assert_eq!(found.audit.broken.unwrap().seq, 3);
    restored.close().await;
}

#[tokio::test]
async fn rows_come_one_after_the_other_and_are_not_replaced() {
    let folder = TempDir::new().unwrap();
    let (_, vault) = made(&folder).await;
    let writer = vault.writer.as_ref().unwrap();
    for sql in [
        "INSERT INTO audit SELECT 0, at, user_id, action, subject, detail, hash FROM audit WHERE seq = 6",
        "INSERT INTO audit SELECT -1, at, user_id, action, subject, detail, hash FROM audit WHERE seq = 6",
        "INSERT INTO audit SELECT 9, at, user_id, action, subject, detail, hash FROM audit WHERE seq = 6",
        "REPLACE INTO audit SELECT 3, at, user_id, action, 8, detail, hash FROM audit WHERE seq = 3",
        "UPDATE audit SET subject = 8",
        "DELETE FROM audit WHERE seq = 6",
    ] {
        assert!(sqlx::query(sql).execute(writer).await.is_err(), "{sql}");
    }
    assert!(checked(&vault).await.is_whole());
    vault.close().await;
}

#[test]
fn a_footer_is_read_as_people_type_it_and_nothing_else_is() {
    let head = Head {
        seq: 128,
        hash: [0xab; 32],
    };
    for typed in [
        "128·abababab",
        " 审计 128·ABABABAB",
        "128.abababab",
        "128 abababab",
    ] {
        assert!(Anchor::from_footer(typed).unwrap().is(&head), "{typed}");
    }
    let other = Anchor::from_footer("128·abababac").unwrap();
    assert!(!other.is(&head));
    for wrong in [
        "",
        "128",
        "abababab",
        "0·abababab",
        "-1·abababab",
        "128·abab",
        "128·ababababab",
        "128·zzzzzzzz",
    ] {
        assert!(Anchor::from_footer(wrong).is_err(), "{wrong}");
    }
}
