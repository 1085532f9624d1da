//! Several tables at once against a real vault.

use super::*;
use crate::day::Day;
use crate::intake::fixture::{Desk, desk, now};
use crate::intake::reader::{Limits, read_here};
use crate::intake::{imports, undo, undo_together, waiting};

const CLIENTS: &str = "客户编号,客户名称,客户等级\nK1,示例甲,重点客户\nK2,示例乙,一般客户\n";
const PEOPLE: &str = "客户编号,姓名,职务\nK1,沈知衡,董事长\nK2,顾明远,财务总监\n";
const DEPOSITS: &str =
    "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\nA1,K1,1000.00\nA2,K2,500.00\n";
const NOVEMBER: &str = "数据日期：2026-11-30,单位：元\n账户编号,客户编号,余额\nA1,K1,400.00\nA2,K2,510.00\nA3,K2,1.00\n";
const LOANS: &str = "数据日期：2026-10-31,单位：元\n借据号,客户编号,业务品种,贷款余额,到期日\n\
                     J1,K1,流动资金贷款,500000.00,2027-03-31\n";
const BARE: &str = "账户编号,客户编号,余额\nA9,K1,7\n";

async fn delivery(desk: &Desk, files: &[(&str, &str)]) -> Delivery {
    let (mut delivery, progress) = (Delivery::default(), Progress::default());
    for (name, text) in files {
        let workbook = read_here(name, text.as_bytes(), &Limits::default()).unwrap();
        let table = FileTable {
            workbook,
            kind: None,
        };
        let hints = Hints::default();
        delivery
            .add(&desk.vault, table, hints, &progress)
            .await
            .unwrap();
    }
    delivery.arrange();
    delivery.plan(&desk.vault, now(), &progress).await.unwrap();
    delivery
}

fn counts(delivery: &Delivery) -> Vec<(&str, Counts)> {
    let tables = delivery.tables().iter();
    tables
        .map(|table| (table.name.as_str(), table.plan().unwrap().counts()))
        .collect()
}

async fn commit_all(delivery: &mut Delivery, desk: &Desk) -> Result<Closed> {
    delivery
        .commit(&desk.vault, now(), &Progress::default())
        .await
}

async fn listed(desk: &Desk) -> Vec<String> {
    let files = imports(&desk.vault, 50).await.unwrap();
    let standing = files.into_iter().filter(|file| file.undone_at.is_none());
    standing.map(|file| file.file).collect()
}

const FOUR: [(&str, &str); 4] = [
    ("贷款.csv", LOANS),
    ("存款.csv", DEPOSITS),
    ("联系人.csv", PEOPLE),
    ("客户.csv", CLIENTS),
];

#[tokio::test]
async fn a_client_of_one_file_is_known_to_the_others_and_all_are_committed_at_once() {
    let desk = desk().await;
    let head = desk.vault.audit_head().await.unwrap();
    let mut delivery = delivery(&desk, &FOUR).await;
    assert_eq!(
        desk.vault.audit_head().await.unwrap(),
        head,
        "a rehearsal leaves nothing"
    );
    assert_eq!(listed(&desk).await, [""; 0]);
    for (name, counts) in counts(&delivery) {
        assert_eq!((counts.queued, counts.rejected), (0, 0), "{name}");
        assert!(counts.new > 0, "{name}");
    }
    assert_eq!(
        commit_all(&mut delivery, &desk).await.unwrap(),
        Closed::Written
    );
    assert_eq!(
        listed(&desk).await,
        ["贷款.csv", "存款.csv", "联系人.csv", "客户.csv"]
    );
    assert!(waiting(&desk.vault, 9).await.unwrap().is_empty());
    let dossier = desk.dossier("K1").await;
    for said in ["A1", "J1", "沈知衡"] {
        assert!(dossier.contains(said), "{said}");
    }
}

#[tokio::test]
async fn together_gives_what_one_after_the_other_gives() {
    let (one_by_one, at_once) = (desk().await, desk().await);
    // Rows of an earlier file wait for a client that only the delivery brings.
    for desk in [&one_by_one, &at_once] {
        let mut early = delivery(desk, &[("早.csv", DEPOSITS)]).await;
        assert_eq!(counts(&early)[0].1.queued, 2);
        commit_all(&mut early, desk).await.unwrap();
    }
    let files = [
        ("客户.csv", CLIENTS),
        ("联系人.csv", PEOPLE),
        ("十月.csv", DEPOSITS),
        ("十一月.csv", NOVEMBER),
        ("贷款.csv", LOANS),
    ];
    let mut expected = Vec::new();
    for file in files {
        let mut alone = delivery(&one_by_one, &[file]).await;
        expected.push((file.0, counts(&alone)[0].1));
        commit_all(&mut alone, &one_by_one).await.unwrap();
    }
    let mut together = delivery(&at_once, &files).await;
    assert_eq!(counts(&together), expected);
    assert_eq!(expected[3].1.new, 3);
    assert_eq!(
        expected[3].1.abnormal, 1,
        "October is what November moved from"
    );
    commit_all(&mut together, &at_once).await.unwrap();
    for client in ["K1", "K2"] {
        let facts = |dossier: String| {
            let mut value: serde_json::Value = serde_json::from_str(&dossier).unwrap();
            strip(&mut value);
            value
        };
        assert_eq!(
            facts(at_once.dossier(client).await),
            facts(one_by_one.dossier(client).await)
        );
    }
}

/// Without what differs between two vaults.
fn strip(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|key, _| {
                !["id", "batch", "uid", "batch_id", "loan"].contains(&key.as_str())
            });
            fields.values_mut().for_each(strip);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[tokio::test]
async fn a_failure_in_the_last_table_leaves_nothing_of_the_first() {
    let desk = desk().await;
    let mut delivery = delivery(&desk, &FOUR).await;
    let mut write = desk.vault.write(now()).await.unwrap();
    sqlx::query(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON loan_fact BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    .execute(write.connection())
    .await
    .unwrap();
    write.commit_unrecorded().await.unwrap();
    assert!(commit_all(&mut delivery, &desk).await.is_err());
    assert_eq!(listed(&desk).await, [""; 0]);
    let mut write = desk.vault.write(now()).await.unwrap();
    sqlx::query("DROP TRIGGER fails")
        .execute(write.connection())
        .await
        .unwrap();
    write.commit_unrecorded().await.unwrap();
    assert_eq!(
        commit_all(&mut delivery, &desk).await.unwrap(),
        Closed::Written,
        "the preview still holds"
    );
}

#[tokio::test]
async fn rows_name_the_clients_that_a_table_before_brings() {
    let desk = desk().await;
    let delivery = delivery(&desk, &[("客户.csv", CLIENTS), ("存款.csv", DEPOSITS)]).await;
    let page = delivery
        .rows(&desk.vault, 1, RowFilter::All, (0, 9))
        .await
        .unwrap();
    let named: Vec<_> = page.rows.iter().map(|row| row.client.as_deref()).collect();
    assert_eq!(named, [Some("示例甲"), Some("示例乙")]);
}

#[tokio::test]
async fn what_asks_holds_all_back_until_it_is_answered_or_left_out() {
    let desk = desk().await;
    let files = [("客户.csv", CLIENTS), ("没有日期.csv", BARE)];
    let mut held = delivery(&desk, &files).await;
    assert_eq!(held.tables()[1].standing(), Standing::Asks);
    let refused = commit_all(&mut held, &desk).await.unwrap_err();
    assert!(
        refused.message.contains("没有日期.csv"),
        "{}",
        refused.message
    );
    assert_eq!(listed(&desk).await, [""; 0]);
    held.leave_out(1, true).unwrap();
    assert_eq!(commit_all(&mut held, &desk).await.unwrap(), Closed::Written);
    assert_eq!(listed(&desk).await, ["客户.csv"]);
    assert!(held.tables()[1].preview().is_some(), "it stays open");
    held.leave_out(1, false).unwrap();
    let unit = FileChange::Unit {
        unit: Some(crate::money::Unit::Yuan),
    };
    held.change(&desk.vault, 1, unit, now()).await.unwrap();
    let day = Some("2026-10-31".parse::<Day>().unwrap());
    let summary = held
        .change(&desk.vault, 1, FileChange::AsOf { day }, now())
        .await;
    assert_eq!(summary.unwrap().counts.new, 1);
    commit_all(&mut held, &desk).await.unwrap();
    let files = imports(&desk.vault, 9).await.unwrap();
    assert!(
        files.iter().all(|file| file.together.is_none()),
        "each came alone"
    );
}

#[tokio::test]
async fn a_row_left_out_of_the_clients_leaves_its_balances_waiting() {
    let desk = desk().await;
    let files = [("客户.csv", CLIENTS), ("存款.csv", DEPOSITS)];
    let mut delivery = delivery(&desk, &files).await;
    let exclude = FileChange::Exclude {
        row: 3,
        excluded: true,
    };
    delivery
        .change(&desk.vault, 0, exclude, now())
        .await
        .unwrap();
    let refused = commit_all(&mut delivery, &desk).await.unwrap_err();
    assert_eq!(
        refused.code,
        Code::Refused,
        "the balances were previewed otherwise"
    );
    assert_eq!(counts(&delivery)[1].1.queued, 1);
    commit_all(&mut delivery, &desk).await.unwrap();
    assert_eq!(waiting(&desk.vault, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_whole_is_undone_at_once_and_each_alone_where_nothing_stands_on_it() {
    let desk = desk().await;
    let mut all = delivery(&desk, &FOUR).await;
    commit_all(&mut all, &desk).await.unwrap();
    let files = imports(&desk.vault, 9).await.unwrap();
    let first = files[3].batch;
    assert!(files.iter().all(|file| file.together == Some(first)));
    let refused = undo(&desk.vault, first, now()).await.unwrap_err();
    assert_eq!(
        refused.code,
        Code::Refused,
        "the balances stand on the clients"
    );
    undo(&desk.vault, files[0].batch, now()).await.unwrap();
    let undone = undo_together(&desk.vault, files[1].batch, now())
        .await
        .unwrap();
    assert_eq!(undone.file, "存款.csv");
    assert_eq!(
        undone.also,
        ["客户.csv", "联系人.csv"],
        "the loans were undone before"
    );
    assert_eq!(listed(&desk).await, [""; 0]);
    assert!(crate::client::find(&desk.vault, "K1").await.is_err());
    let mut again = delivery(&desk, &FOUR).await;
    assert_eq!(
        commit_all(&mut again, &desk).await.unwrap(),
        Closed::Written
    );
}

#[tokio::test]
async fn a_cancelled_commit_writes_nothing_and_nothing_new_is_idle() {
    let desk = desk().await;
    let mut all = delivery(&desk, &FOUR).await;
    let progress = Progress::default();
    progress.cancel();
    let closed = all.commit(&desk.vault, now(), &progress).await.unwrap();
    assert_eq!(closed, Closed::Cancelled);
    assert_eq!(listed(&desk).await, [""; 0]);
    commit_all(&mut all, &desk).await.unwrap();
    let mut again = delivery(&desk, &FOUR).await;
    assert!(
        again
            .tables()
            .iter()
            .all(|table| table.standing() == Standing::Idle)
    );
    assert_eq!(commit_all(&mut again, &desk).await.unwrap(), Closed::Idle);
}
