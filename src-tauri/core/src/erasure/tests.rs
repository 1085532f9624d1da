//! Canary texts in every field of a vault: after an erasure no row of any table holds them.

use super::*;
use crate::audit as trail;
use crate::client;
use crate::ids::{ClientId, PersonId};
use crate::intake::{self, ClientForm, PersonForm};
use crate::language::Language;
use crate::masking::{self, Numbered};
use crate::vault::{Owner, Stretch, restore};
use crate::visit::{self, VisitPlan, Whom};
use crate::{document, draft, today};
use jiff::tz::TimeZone;
use sqlx::{Row, SqliteConnection};
use std::path::PathBuf;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
const CLIENT: &str = "金丝雀实业有限公司";
const PERSON: &str = "金丝鸟";
/// What the client's own person was called before.
const FORMER: &str = "金丝燕";
const NUMBER: &str = "KCANARY01";
const ACCOUNT: &str = "62220202CANARY5064";
const OTHER: &str = "旁观实业有限公司";

fn now() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

fn on() -> Day {
    "2026-11-02".parse().unwrap()
}

struct Desk {
    folder: TempDir,
    vault: Vault,
    client: ClientId,
    person: PersonId,
    other: ClientId,
}

/// A client of which every table that knows clients says something, and another one beside it.
async fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let (vault, _) = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now())
        .await
        .unwrap();
    let form = |name: &str, number: &str| ClientForm {
        name: name.into(),
        number: number.into(),
        legal_rep: PERSON.into(),
        ..ClientForm::default()
    };
    let client = entered(&vault, form(CLIENT, NUMBER)).await;
    let other = entered(&vault, form(OTHER, "K2")).await;
    let form = |name: &str| PersonForm {
        name: name.into(),
        jobs: "财务总监".into(),
    };
    for (whose, name) in [(client, FORMER), (other, PERSON)] {
        intake::enter_person(&vault, whose, &form(name), now())
            .await
            .unwrap();
    }
    let person = person(&vault, client, FORMER).await.unwrap();
    intake::change_person(&vault, client, person, &form(PERSON), now())
        .await
        .unwrap();
    let desk = Desk {
        folder,
        vault,
        client,
        person,
        other,
    };
    desk.serve().await;
    desk
}

async fn entered(vault: &Vault, form: ClientForm) -> ClientId {
    let entered = intake::enter_client(vault, &form, now()).await.unwrap();
    entered.client
}

impl Desk {
    /// Visits, documents, marks, drafts, views, exports, a hold that is lifted, waiting rows, a ledger.
    async fn serve(&self) {
        let vault = &self.vault;
        let key = client::by_id(vault, self.client).await.unwrap();
        let plan = VisitPlan {
            planned_on: Some(on()),
            place: Some(format!("{CLIENT}会议室")),
            with: vec![Whom::Id(self.person)],
            goals: vec![format!("请{PERSON}说明授信用途")],
            ask: Some(format!("向{PERSON}要三年报表")),
            ..VisitPlan::default()
        };
        let visit = visit::plan(vault, key, plan.clone(), now()).await.unwrap();
        let moved = VisitPlan {
            place: Some(format!("{PERSON}办公室")),
            ..plan
        };
        visit::change(vault, visit, 1, moved, now()).await.unwrap();
        visit::cancel(vault, visit, 2, &format!("{PERSON}出差"), now())
            .await
            .unwrap();
        let value = format!("{{\"ask\":\"{PERSON}\"}}");
        draft::save(vault, &format!("visit {}", self.client), &value, now())
            .await
            .unwrap();
        let today = on();
        crate::hold::set(
            vault,
            self.client,
            &format!("{PERSON}涉诉"),
            None,
            today,
            now(),
        )
        .await
        .unwrap();
        crate::hold::lift(vault, self.client, &format!("{PERSON}撤诉"), today, now())
            .await
            .unwrap();
        let document = document::MadeVisitPack {
            client: self.client,
            visit: Some(visit),
            audience: document::Audience::Internal,
            as_of: on(),
            data_until: None,
            made_at: now(),
            audit_head: String::new(),
            file_name: format!("{CLIENT}-{PERSON}.pdf"),
            sha256: [7; 32],
            pages: 3,
            path: Some(format!("/资料/{CLIENT}-{PERSON}.pdf")),
        };
        document::record(vault, &[document], now()).await.unwrap();
        self.write_the_rest().await;
    }

    async fn write_the_rest(&self) {
        let mut write = self.vault.write(now()).await.unwrap();
        for sql in [
            format!("UPDATE batch SET source = '{CLIENT}-{PERSON}.xlsx' WHERE id = 3"),
            format!(
                "INSERT INTO account (uid, client_id, number, currency) SELECT randomblob(16), id, '{ACCOUNT}', 'CNY'
                 FROM client WHERE name = '{CLIENT}'"
            ),
            "INSERT INTO deposit_fact (account_id, as_of, batch_id, source_row, point, quanta)
             VALUES (1, 20261031, 1, 2, 100, 0)"
                .into(),
            format!(
                "INSERT INTO loan (uid, client_id, number, currency) SELECT randomblob(16), id, 'JJ{ACCOUNT}', 'CNY'
                 FROM client WHERE name = '{CLIENT}'"
            ),
            "INSERT INTO loan_fact (loan_id, as_of, batch_id, source_row, balance, quanta, security)
             VALUES (1, 20261031, 1, 3, 100, 0, '金丝鸟保证')"
                .into(),
            format!(
                "INSERT INTO queued_row (batch_id, source_row, kind, client_number, client_name, record)
                 VALUES (1, 9, 'people', '{NUMBER}', '{CLIENT}', '{{\"name\":\"{PERSON}\"}}')"
            ),
            format!("INSERT INTO mended_cell VALUES (3, 1, 'B1', '{PERSON}', '{PERSON}')"),
            format!(
                "INSERT INTO view (uid, user_id, name, position, content, recorded_at)
                 VALUES (randomblob(16), 1, '{CLIENT}', 1, '{{\"search\":\"{PERSON}\"}}', 1)"
            ),
            format!(
                "INSERT INTO list_export (what, entries, reason, file_name, sha256, user_id, recorded_at)
                 VALUES ('clients', 1, '给{PERSON}', '{CLIENT}.xlsx', randomblob(32), 1, 1)"
            ),
            format!(
                "INSERT INTO today_mark (uid, item, until, reason, user_id, recorded_at)
                 SELECT randomblob(16), 'x', 20261130, '等{PERSON}（{CLIENT}）回电', 1, 1"
            ),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .execute(write.connection())
                .await
                .unwrap();
        }
        // Entries by hand have a row number of their own.
        let mended = "UPDATE mended_cell SET source_row = (SELECT source_row FROM person_version WHERE batch_id = 3)";
        sqlx::query(mended)
            .execute(write.connection())
            .await
            .unwrap();
        write.commit_unrecorded().await.unwrap();
        let account =
            sqlx::query_scalar!(r#"SELECT uid AS "uid: crate::ids::AccountId" FROM account"#)
                .fetch_one(&mut *self.vault.read().await.unwrap())
                .await
                .unwrap();
        let number = masking::reveal(&self.vault, Numbered::Account(account), now()).await;
        assert_eq!(number.unwrap(), ACCOUNT);
    }

    async fn holding(&self, word: &str) -> Vec<String> {
        let mut tx = self.vault.read().await.unwrap();
        holding(&mut tx, word).await
    }

    async fn erase(&self, subject: Subject, reason: &str) -> Result<Proof> {
        erase(&self.vault, subject, reason, on(), now()).await
    }

    async fn told(&self) -> Vec<String> {
        let filter = trail::AuditFilter::default();
        let (zone, language) = (TimeZone::UTC, Language::Chinese);
        let page = trail::page(&self.vault, &filter, &zone, None, 100, language).await;
        let rows = page.unwrap().rows;
        rows.into_iter().map(|row| row.says).collect()
    }
}

/// Columns of any table with a row that holds a text, whatever the column's type.
async fn holding(connection: &mut SqliteConnection, word: &str) -> Vec<String> {
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await
            .unwrap();
    let mut found = Vec::new();
    for table in tables {
        let columns = format!("PRAGMA table_xinfo(\"{table}\")");
        let columns = sqlx::query(sqlx::AssertSqlSafe(columns))
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        for column in columns {
            let column: String = column.get("name");
            let sql = format!(
                "SELECT count(*) FROM \"{table}\" WHERE instr(CAST(\"{column}\" AS TEXT), ?) > 0"
            );
            let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .bind(word)
                .fetch_one(&mut *connection)
                .await
                .unwrap();
            if rows > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}

#[tokio::test]
async fn an_erased_client_stands_in_no_row_of_any_table() {
    let desk = desk().await;
    let words = [CLIENT, NUMBER, ACCOUNT, FORMER];
    for word in words {
        assert!(!desk.holding(word).await.is_empty(), "{word} was there");
    }
    let foretold = preview(&desk.vault, Subject::Client(desk.client), on(), now())
        .await
        .unwrap();
    assert_eq!(foretold.files, [format!("/资料/{CLIENT}-{PERSON}.pdf")]);
    assert!(
        !desk.holding(CLIENT).await.is_empty(),
        "looking erases nothing"
    );
    let proof = desk
        .erase(Subject::Client(desk.client), "客户销户满十年")
        .await
        .unwrap();
    assert_eq!(
        proof.counts, foretold.counts,
        "what was foretold is what was done"
    );
    for word in words {
        assert_eq!(desk.holding(word).await, Vec::<String>::new(), "{word}");
    }
    let others = desk.holding(PERSON).await;
    assert_eq!(
        others,
        [
            "client.legal_rep",
            "client_version.legal_rep",
            "person.name",
            "person.called"
        ],
        "the other client's own"
    );
    assert!(client::by_id(&desk.vault, desk.client).await.is_err());
    let mut tx = desk.vault.read().await.unwrap();
    let free: i64 = sqlx::query_scalar("PRAGMA freelist_count")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(free, 0, "no page keeps what was deleted");
    drop(tx);
    let verified = desk.vault.verify().await.unwrap();
    assert!(verified.ok, "{:?}", verified.problems);
    let told = desk.told().await;
    assert!(told[0].starts_with("清除了一户客户"), "{}", told[0]);
    assert!(told.iter().any(|says| says.contains("已清除")), "{told:?}");
    assert!(told.iter().all(|says| !says.contains(CLIENT)), "{told:?}");
}

#[tokio::test]
async fn an_erased_person_stays_only_where_the_same_name_is_another_clients() {
    let desk = desk().await;
    let subject = Subject::Person(desk.person);
    let proof = desk.erase(subject, "本人要求删除").await.unwrap();
    assert_eq!(proof.counts.0["person"], 1);
    assert_eq!(proof.counts.0["person_name"], 1);
    assert_eq!(desk.holding(FORMER).await, Vec::<String>::new());
    assert_eq!(
        proof.counts.0["legal_rep"], 2,
        "of the client and its version"
    );
    assert!(!proof.counts.0.contains_key("client"), "the client stays");
    let left = desk.holding(PERSON).await;
    assert_eq!(
        left,
        [
            "client.legal_rep",
            "client_version.legal_rep",
            "person.name",
            "person.called"
        ],
        "the other client's own"
    );
    let mut tx = desk.vault.read().await.unwrap();
    let rows = sqlx::query!(
        r#"SELECT c.uid AS "client: ClientId", (SELECT count(*) FROM person p WHERE p.client_id = c.id) AS "people!: i64",
                  c.legal_rep FROM client c ORDER BY c.id"#
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    assert_eq!((rows[0].client, rows[0].people), (desk.client, 0));
    assert_eq!(rows[0].legal_rep, None);
    assert_eq!((rows[1].client, rows[1].people), (desk.other, 1));
    assert_eq!(rows[1].legal_rep.as_deref(), Some(PERSON));
    drop(tx);
    assert!(desk.vault.verify().await.unwrap().ok);
    let again = desk.erase(subject, "本人要求删除").await.err().unwrap();
    assert_eq!(again.code, Code::NotFound);
    assert_eq!(proofs(&desk.vault).await.unwrap(), [proof]);
}

#[tokio::test]
async fn a_hold_a_missing_reason_and_a_reason_that_names_refuse_it() {
    let desk = desk().await;
    let person = Subject::Person(desk.person);
    for reason in ["  ", "金丝鸟要求删除"] {
        let refused = desk.erase(person, reason).await.err().unwrap();
        assert_eq!(refused.code, Code::Refused, "{reason}");
    }
    let until = Some("2026-12-31".parse().unwrap());
    hold::set(&desk.vault, desk.client, "法院调查令", until, on(), now())
        .await
        .unwrap();
    for subject in [person, Subject::Client(desk.client)] {
        let refused = desk.erase(subject, "本人要求").await.err().unwrap();
        assert!(
            refused.message.contains("法院调查令"),
            "{}",
            refused.message
        );
    }
    assert!(!desk.holding(PERSON).await.is_empty());
    let later = "2027-01-01".parse().unwrap();
    assert!(
        hold::list(&desk.vault, None, later)
            .await
            .unwrap()
            .is_empty()
    );
    erase(&desk.vault, person, "本人要求", later, now())
        .await
        .expect("a hold ends by itself");
}

#[tokio::test]
async fn a_restored_backup_loses_whoever_was_erased_since() {
    let desk = desk().await;
    let own = desk.vault.own_backups();
    let before = desk.vault.backup(&own, now()).await.unwrap();
    desk.erase(Subject::Client(desk.client), "客户销户满十年")
        .await
        .unwrap();
    let beside = desk
        .vault
        .restore_beside(&before.path, now())
        .await
        .unwrap();
    let later: Timestamp = "2026-11-03T08:00:00Z".parse().unwrap();
    let after = desk.vault.backup(&own, later).await.unwrap();
    assert_eq!(after.manifest.erased.len(), 1, "ids go with each backup");
    desk.vault.close().await;
    let at_start: PathBuf = desk.folder.path().join("restored.vault");
    // From a folder of backups alone the newer one's manifest tells it.
    let apart = desk.folder.path().join("elsewhere/copies");
    std::fs::create_dir_all(&apart).unwrap();
    for backup in [&before.path, &after.path] {
        let to = apart.join(backup.file_name().unwrap());
        std::fs::create_dir(&to).unwrap();
        for file in std::fs::read_dir(backup).unwrap() {
            let file = file.unwrap();
            if file.path().is_dir() {
                continue;
            }
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    let from = apart.join(before.path.file_name().unwrap());
    let restored = restore(&from, &at_start, None, PASSPHRASE, later)
        .await
        .unwrap();
    restored.close().await;
    for dir in [beside, at_start] {
        let vault = Vault::open(&dir, None, PASSPHRASE, later).await.unwrap();
        let mut tx = vault.read().await.unwrap();
        assert_eq!(holding(&mut tx, CLIENT).await, Vec::<String>::new());
        drop(tx);
        let proofs = proofs(&vault).await.unwrap();
        assert_eq!((proofs.len(), proofs[0].is_replay), (1, true));
        assert!(vault.verify().await.unwrap().ok);
        vault.close().await;
    }
}

#[tokio::test]
async fn what_waits_today_no_longer_speaks_of_an_erased_client() {
    let desk = desk().await;
    desk.erase(Subject::Client(desk.client), "客户销户满十年")
        .await
        .unwrap();
    let page = today::today(&desk.vault, on()).await.unwrap();
    let text = serde_json::to_string(&page).unwrap();
    assert!(!text.contains(CLIENT), "{text}");
}
