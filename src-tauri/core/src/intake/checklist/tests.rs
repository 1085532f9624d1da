//! The rules alone, and the checklist of a real vault.

use super::rules::{Batch, last_ended, regular, state};
use super::*;
use crate::ids::{BatchId, BatchKey};
use crate::intake::fixture::{Desk, client, day, deposit, desk, loan, now, rows};
use crate::intake::record::{DepositRecord, Rows};
use crate::intake::undo;
use crate::setting::Settings;

fn came(key: i64, kind: Kind, days: &[&str]) -> Batch {
    let days: BTreeSet<Day> = days.iter().map(|text| day(text)).collect();
    Batch {
        key: BatchKey(key),
        kind,
        file: MonthFile {
            batch: BatchId::new(now()),
            file: format!("{key}"),
            as_of: days.last().copied(),
            at: now(),
            user: "林叙白".into(),
            rows: 1,
            rejected: 0,
        },
        days,
    }
}

/// Kinds, each with what came now and when it came before.
fn listed(batches: &[Batch], end: &str) -> Vec<(Kind, Vec<i64>, Option<String>)> {
    regular(batches, day(end), &Settings::default())
        .into_iter()
        .map(|came| {
            let now = came.now.iter().map(|batch| batch.key.0).collect();
            let before = came.before.map(|(end, _)| end.to_string());
            (came.kind, now, before)
        })
        .collect()
}

#[test]
fn a_month_ends_when_the_next_begins() {
    assert_eq!(last_ended(day("2026-11-30")), day("2026-10-31"));
    assert_eq!(last_ended(day("2026-12-01")), day("2026-11-30"));
    assert_eq!(last_ended(day("2027-01-15")), day("2026-12-31"));
}

#[test]
fn what_came_last_month_is_expected_this_month() {
    let batches = [
        came(1, Kind::Deposits, &["2026-09-30"]),
        came(2, Kind::Loans, &["2026-09-30"]),
        came(3, Kind::Deposits, &["2026-10-31"]),
    ];
    let september = Some("2026-09-30".to_owned());
    assert_eq!(
        listed(&batches, "2026-10-31"),
        [
            (Kind::Deposits, vec![3], september.clone()),
            (Kind::Loans, vec![], september),
        ]
    );
    assert_eq!(listed(&[], "2026-10-31"), []);
}

#[test]
fn a_month_missed_in_between_does_not_make_a_table_forgotten_but_a_quarter_does() {
    let batches = [came(1, Kind::Loans, &["2026-07-31"])];
    assert_eq!(listed(&batches, "2026-10-31").len(), 1, "92 days");
    assert_eq!(listed(&batches, "2026-11-30").len(), 0);
}

#[test]
fn the_last_working_day_is_the_month_end_and_the_middle_of_the_month_is_not() {
    let of = |text: &str| {
        let batches = [came(1, Kind::Deposits, &[text])];
        listed(&batches, "2026-10-31").len()
    };
    assert_eq!(of("2026-10-30"), 1);
    assert_eq!(of("2026-10-28"), 1, "three days are the default");
    assert_eq!(of("2026-10-27"), 0);
    assert_eq!(of("2026-11-01"), 0);
}

#[test]
fn a_file_of_many_months_counts_for_each() {
    let batches = [came(1, Kind::Deposits, &["2026-09-30", "2026-10-31"])];
    let october = listed(&batches, "2026-10-31");
    assert_eq!(
        october,
        [(Kind::Deposits, vec![1], Some("2026-09-30".into()))]
    );
}

#[test]
fn client_lists_are_expected_once_they_came_for_two_months() {
    // The day before they came.
    let first = came(1, Kind::Clients, &["2026-09-02"]);
    let second = came(2, Kind::Clients, &["2026-10-02"]);
    let third = came(3, Kind::Clients, &["2026-10-31"]);
    assert_eq!(listed(std::slice::from_ref(&first), "2026-10-31"), []);
    let both = [first, second];
    assert_eq!(
        listed(&both, "2026-10-31"),
        [(Kind::Clients, vec![], Some("2026-09-30".into()))]
    );
    let all = [both[0].clone(), both[1].clone(), third];
    assert_eq!(listed(&all, "2026-10-31")[0].1, [3]);
}

#[test]
fn a_kind_is_done_when_nothing_of_it_is_left() {
    assert_eq!(state(false, 0, 0, 0), ItemState::Missing);
    assert_eq!(state(true, 0, 0, 0), ItemState::Done);
    for left in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        assert_eq!(state(true, left.0, left.1, left.2), ItemState::Unfinished);
    }
}

async fn with_september() -> Desk {
    let desk = desk().await;
    let clients = vec![
        client("K1", "示例甲", ""),
        client("K2", "示例乙", ""),
        client("K3", "示例丙", ""),
    ];
    desk.import("clients", Rows::Clients(rows(clients))).await;
    let september = |number, account, yuan| deposit(number, account, "2026-09-30", yuan);
    let balances: Vec<DepositRecord> = vec![
        september("K1", "A1", 10),
        september("K2", "A2", 20),
        september("K3", "A3", 0),
    ];
    desk.import("september.csv", Rows::Deposits(rows(balances)))
        .await;
    desk
}

async fn on(desk: &Desk, on: &str) -> Checklist {
    checklist(&desk.vault, None, day(on)).await.unwrap()
}

fn deposits_of(listed: &Checklist) -> &ChecklistItem {
    let mut items = listed.items.iter();
    items.find(|item| item.kind == Kind::Deposits).unwrap()
}

#[tokio::test]
async fn who_had_a_balance_and_has_no_data_is_named_and_what_waits_is_counted() {
    let desk = with_september().await;
    let empty = on(&desk, "2026-11-03").await;
    assert_eq!(empty.month_end, day("2026-10-31"));
    let missing = deposits_of(&empty);
    assert_eq!(missing.state, ItemState::Missing);
    assert_eq!(missing.before.as_ref().unwrap().file, "september.csv");
    assert_eq!(
        (missing.clients_before, missing.absent),
        (2, 0),
        "nothing has come yet"
    );

    let october = vec![
        deposit("K1", "A1", "2026-10-31", 11),
        deposit("K9", "A9", "2026-10-31", 9),
    ];
    let (_, batch) = desk
        .import("october.csv", Rows::Deposits(rows(october)))
        .await;
    let listed = on(&desk, "2026-11-03").await;
    let deposits = deposits_of(&listed);
    assert_eq!(deposits.state, ItemState::Unfinished);
    assert_eq!(deposits.files[0].file, "october.csv");
    assert_eq!(deposits.files[0].as_of, Some(day("2026-10-31")));
    assert_eq!((deposits.clients, deposits.clients_before), (1, 2));
    assert_eq!(deposits.waiting, 1);
    assert_eq!(deposits.absent, 1);
    assert_eq!(deposits.absent_clients[0].name, "示例乙");

    let rest = vec![deposit("K2", "A2", "2026-10-31", 1)];
    desk.import("rest.csv", Rows::Deposits(rows(rest))).await;
    let late = client("K9", "示例壬", "");
    desk.import("late", Rows::Clients(rows(vec![late]))).await;
    let done = on(&desk, "2026-11-03").await;
    let done = deposits_of(&done);
    assert_eq!(done.state, ItemState::Done, "{done:?}");
    assert_eq!(done.clients, 3, "with the one who was waited for");
    let refused = undo(&desk.vault, batch, now()).await;
    assert!(refused.is_ok());
    let again = on(&desk, "2026-11-03").await;
    let again = deposits_of(&again);
    assert_eq!((again.clients, again.absent), (1, 1));
}

#[tokio::test]
async fn any_month_may_be_asked_for() {
    let desk = with_september().await;
    let month = Some(day("2026-09-01"));
    let september = checklist(&desk.vault, month, day("2026-11-03"))
        .await
        .unwrap();
    assert_eq!(september.month_end, day("2026-09-30"));
    assert_eq!(september.items[0].state, ItemState::Done);
    assert_eq!(september.items[0].before, None);
}

#[tokio::test]
async fn a_table_is_late_only_after_the_days_that_files_take() {
    let desk = with_september().await;
    desk.import("loans", Rows::Loans(rows(vec![loan("K1", "L1", 5)])))
        .await;
    let mut tx = desk.vault.read().await.unwrap();
    let settings = Settings::default();
    let late = async |tx: &mut SqliteConnection, on| missing(tx, day(on), &settings).await.unwrap();
    assert_eq!(late(&mut tx, "2026-11-03").await, None);
    let told = late(&mut tx, "2026-11-04").await.unwrap();
    assert_eq!(told.month_end, day("2026-10-31"));
    assert_eq!(told.kinds, [Kind::Deposits], "October's loans have come");
}
