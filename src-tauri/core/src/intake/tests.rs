//! Plan, commit, queue and undo against a real vault.

mod by_client;
mod people;

use super::fixture::*;
use super::plan::Verdict;
use super::record::{ClientRecord, ClientRef, Kind, PersonRecord, Rows};
use super::*;
use crate::dossier;
use crate::money::{Amount, Money, Quantum};

#[tokio::test]
async fn the_same_rows_again_change_nothing() {
    let desk = desk().await;
    let list = || {
        Rows::Clients(rows(vec![
            client("K1", "示例甲", "重点客户"),
            client("K2", "示例乙", ""),
            client("K1", "示例甲", "重点客户"),
        ]))
    };
    assert_eq!(
        counted(desk.import("clients", list()).await.0),
        [2, 0, 0, 1, 0, 0]
    );
    let before = desk.dossier("K1").await;
    assert_eq!(
        counted(desk.import("clients", list()).await.0),
        [0, 0, 2, 1, 0, 0]
    );
    assert_eq!(desk.dossier("K1").await, before);
    let blank_tier = Rows::Clients(rows(vec![client("K1", "示例甲", "")]));
    assert_eq!(
        counted(desk.import("blank", blank_tier).await.0),
        [0, 0, 1, 0, 0, 0],
        "a blank takes nothing away"
    );
    assert_eq!(desk.dossier("K1").await, before);
}

#[tokio::test]
async fn equal_names_never_merge_and_contradicting_keys_are_rejected() {
    let desk = desk().await;
    let mut a = client("K1", "示例同名", "");
    a.client.code = Some("91000000DEM000014K".into());
    let mut b = client("K2", "示例同名", "");
    b.client.code = Some("91000000DEM000022E".into());
    assert_eq!(
        counted(
            desk.import("clients", Rows::Clients(rows(vec![a.clone(), b])))
                .await
                .0
        ),
        [2, 0, 0, 0, 0, 0]
    );
    a.client.code = Some("91000000DEM000022E".into());
    let mut foreign_number = client("K9", "示例另一家", "");
    foreign_number.client.code = Some("91000000DEM000014K".into());
    let by_name = ClientRecord {
        client: ClientRef {
            name: Some("示例同名".into()),
            ..ClientRef::default()
        },
        ..ClientRecord::default()
    };
    let (counts, _) = desk
        .import(
            "clash",
            Rows::Clients(rows(vec![a, foreign_number, by_name])),
        )
        .await;
    assert_eq!(counted(counts), [0, 0, 0, 0, 3, 0]);
}

#[tokio::test]
async fn rows_wait_for_their_client_and_attach_and_wait_again_after_an_undo() {
    let desk = desk().await;
    desk.import(
        "clients-1",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let balances = || {
        Rows::Deposits(rows(vec![
            deposit("K1", "A1", "2026-10-31", 10),
            deposit("K2", "A2", "2026-10-31", 20),
        ]))
    };
    let (counts, balances_batch) = desk.import("balances", balances()).await;
    assert_eq!(counted(counts), [1, 0, 0, 0, 0, 1]);
    assert_eq!(
        counted(desk.import("balances", balances()).await.0),
        [0, 0, 1, 0, 0, 1]
    );
    let people = Rows::People(rows(vec![vec![PersonRecord {
        client: reference("K2"),
        name: "沈知衡".into(),
        jobs: vec!["董事长".into()],
    }]]));
    desk.import("people", people).await;

    let (_, second) = desk
        .import(
            "clients-2",
            Rows::Clients(rows(vec![client("K2", "示例乙", "")])),
        )
        .await;
    let attached = desk.dossier("K2").await;
    assert!(
        attached.contains("A2") && attached.contains("沈知衡"),
        "{attached}"
    );
    assert_eq!(
        counted(desk.import("balances", balances()).await.0),
        [0, 0, 2, 0, 0, 0]
    );

    undo(&desk.vault, second, now()).await.unwrap();
    assert!(crate::client::find(&desk.vault, "K2").await.is_err());
    assert_eq!(
        counted(desk.import("balances", balances()).await.0),
        [0, 0, 1, 0, 0, 1],
        "it waits again, once"
    );
    desk.import(
        "clients-3",
        Rows::Clients(rows(vec![client("K2", "示例乙", "")])),
    )
    .await;
    assert!(desk.dossier("K2").await.contains("A2"));

    // Undoing the file takes its attached rows along.
    undo(&desk.vault, balances_batch, now()).await.unwrap();
    assert!(!desk.dossier("K2").await.contains("A2"));
}

#[tokio::test]
async fn undo_brings_the_dossier_back_byte_by_byte_or_is_refused() {
    let desk = desk().await;
    let (_, clients) = desk
        .import(
            "clients",
            Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
        )
        .await;
    let (_, first) = desk
        .import(
            "first",
            Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", 10)])),
        )
        .await;
    let before = desk.dossier("K1").await;
    let (counts, second) = desk
        .import(
            "second",
            Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", 11)])),
        )
        .await;
    assert_eq!(counts.changed, 1);
    assert_ne!(desk.dossier("K1").await, before);
    let (_, loans) = desk
        .import("loans", Rows::Loans(rows(vec![loan("K1", "J1", 5)])))
        .await;

    for (batch, what) in [
        (clients, "clients with facts"),
        (first, "a file that a later one builds on"),
    ] {
        let refused = undo(&desk.vault, batch, now()).await.err();
        assert_eq!(refused.map(|e| e.code), Some(Code::Refused), "{what}");
    }
    undo(&desk.vault, loans, now()).await.unwrap();
    undo(&desk.vault, second, now()).await.unwrap();
    assert_eq!(desk.dossier("K1").await, before);
    assert_eq!(
        undo(&desk.vault, second, now()).await.err().map(|e| e.code),
        Some(Code::Refused),
        "twice"
    );
    undo(&desk.vault, first, now()).await.unwrap();
    undo(&desk.vault, clients, now()).await.unwrap();
    assert!(crate::client::find(&desk.vault, "K1").await.is_err());
    assert!(desk.vault.verify().await.unwrap().ok);
}

#[tokio::test]
async fn a_finer_amount_replaces_a_coarser_one_and_not_the_other_way() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let with = |fen: i64, quantum: u8| {
        let mut record = deposit("K1", "A1", "2026-10-31", 0);
        record.amounts.point = Some(Amount {
            money: Money::from_fen(fen),
            quantum: Quantum::from_exponent(quantum),
        });
        Rows::Deposits(rows(vec![record]))
    };
    assert_eq!(
        counted(desk.import("coarse", with(4_057_140_000, 4)).await.0),
        [1, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        counted(desk.import("fine", with(4_057_142_311, 0)).await.0),
        [0, 1, 0, 0, 0, 0]
    );
    assert_eq!(
        counted(desk.import("coarse again", with(4_057_140_000, 4)).await.0),
        [0, 0, 1, 0, 0, 0]
    );
    assert!(desk.dossier("K1").await.contains("4057142311"));
}

#[tokio::test]
async fn an_added_column_is_kept_though_nothing_changed() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    desk.import(
        "short",
        Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", 10)])),
    )
    .await;
    let mut longer = deposit("K1", "A1", "2026-10-31", 10);
    longer.amounts.month_start = exact(7);
    let (counts, _) = desk
        .import("long", Rows::Deposits(rows(vec![longer])))
        .await;
    assert_eq!(counted(counts), [0, 0, 1, 0, 0, 0]);
    assert!(
        desk.dossier("K1")
            .await
            .contains("\"month_start\":{\"fen\":700")
    );
}

#[tokio::test]
async fn odd_moves_and_negative_balances_are_marked_and_taken() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let months = vec![
        deposit("K1", "A1", "2026-08-31", 100),
        deposit("K1", "A1", "2026-09-30", 149),
        deposit("K1", "A1", "2026-10-31", 74),
        deposit("K1", "A2", "2026-10-31", -1),
    ];
    let prepared = prepare(
        &desk.vault,
        source("months"),
        table(Rows::Deposits(rows(months))),
    )
    .await
    .unwrap();
    let odd: Vec<u32> = prepared
        .plan
        .rows
        .iter()
        .filter(|row| row.abnormal)
        .map(|row| row.row)
        .collect();
    assert_eq!(odd, [4, 5]);
    assert!(
        prepared
            .plan
            .rows
            .iter()
            .all(|row| row.verdict == Verdict::New)
    );
    commit(&desk.vault, prepared, now()).await.unwrap();
    let (counts, _) = desk
        .import(
            "next",
            Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-11-30", 37)])),
        )
        .await;
    assert_eq!(counts.abnormal, 1, "against what the vault held");
}

#[tokio::test]
async fn an_account_of_another_client_is_refused_and_other_rows_go_in() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![
            client("K1", "示例甲", ""),
            client("K2", "示例乙", ""),
        ])),
    )
    .await;
    desk.import(
        "first",
        Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", 10)])),
    )
    .await;
    let mixed = vec![
        deposit("K2", "A1", "2026-10-31", 10),
        deposit("K2", "A2", "2026-10-31", 10),
    ];
    assert_eq!(
        counted(desk.import("second", Rows::Deposits(rows(mixed))).await.0),
        [1, 0, 0, 0, 1, 0]
    );
}

#[tokio::test]
async fn a_plan_made_before_a_change_is_not_carried_out() {
    let desk = desk().await;
    let list = Rows::Clients(rows(vec![client("K1", "示例甲", "")]));
    let stale = prepare(&desk.vault, source("stale"), table(list))
        .await
        .unwrap();
    desk.import(
        "other",
        Rows::Clients(rows(vec![client("K2", "示例乙", "")])),
    )
    .await;
    assert_eq!(
        commit(&desk.vault, stale, now())
            .await
            .err()
            .map(|e| e.code),
        Some(Code::Refused)
    );
    assert!(crate::client::find(&desk.vault, "K1").await.is_err());
}

#[tokio::test]
async fn known_time_shows_what_was_known_then() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let then = now();
    let prepared = prepare(
        &desk.vault,
        source("later"),
        table(Rows::Deposits(rows(vec![deposit(
            "K1",
            "A1",
            "2026-10-31",
            10,
        )]))),
    )
    .await
    .unwrap();
    let later = now() + jiff::SignedDuration::from_hours(24);
    let batch = commit(&desk.vault, prepared, later).await.unwrap().batch;
    let key = crate::client::find(&desk.vault, "K1").await.unwrap();
    let accounts_at = async |known_at| {
        dossier::load(&desk.vault, key, day("2026-10-31"), known_at)
            .await
            .unwrap()
            .accounts
            .len()
    };
    assert_eq!(accounts_at(Some(then)).await, 0);
    assert_eq!(accounts_at(None).await, 1);
    undo(
        &desk.vault,
        batch,
        later + jiff::SignedDuration::from_hours(1),
    )
    .await
    .unwrap();
    assert_eq!(accounts_at(None).await, 0);
    assert_eq!(
        accounts_at(Some(later)).await,
        1,
        "known then, undone since"
    );
}

#[tokio::test]
async fn an_undone_mistake_frees_the_account_for_its_true_owner() {
    let desk = desk().await;
    let both = vec![client("K1", "示例甲", ""), client("K2", "示例乙", "")];
    desk.import("clients", Rows::Clients(rows(both))).await;
    let of = |number: &str| Rows::Deposits(rows(vec![deposit(number, "A1", "2026-10-31", 10)]));
    let (_, wrong) = desk.import("wrong", of("K1")).await;
    undo(&desk.vault, wrong, now()).await.unwrap();
    assert_eq!(
        counted(desk.import("right", of("K2")).await.0),
        [1, 0, 0, 0, 0, 0]
    );
    assert!(desk.dossier("K2").await.contains("A1"));
    assert!(!desk.dossier("K1").await.contains("A1"));
    assert_eq!(
        counted(desk.import("wrong again", of("K1")).await.0),
        [0, 0, 0, 0, 1, 0]
    );
}

#[tokio::test]
async fn a_file_that_repeats_waiting_rows_of_another_stands_on_it() {
    let desk = desk().await;
    let waiting = || deposit("K2", "A2", "2026-10-31", 20);
    let (_, first) = desk
        .import("v1", Rows::Deposits(rows(vec![waiting()])))
        .await;
    let more = vec![waiting(), deposit("K2", "A3", "2026-10-31", 30)];
    desk.import("v2", Rows::Deposits(rows(more))).await;
    let refused = undo(&desk.vault, first, now()).await.err();
    assert_eq!(
        refused.map(|e| e.code),
        Some(Code::Refused),
        "v2 would lose its row"
    );
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K2", "示例乙", "")])),
    )
    .await;
    let dossier = desk.dossier("K2").await;
    assert!(dossier.contains("A2") && dossier.contains("A3"));
}

#[tokio::test]
async fn rows_that_waited_do_not_overrule_what_was_said_later() {
    let desk = desk().await;
    let code = "91000000DEM000014K";
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let mut early = deposit("K1", "A1", "2026-10-31", 100);
    early.client = ClientRef {
        code: Some(code.into()),
        ..ClientRef::default()
    };
    assert_eq!(
        desk.import("preliminary", Rows::Deposits(rows(vec![early])))
            .await
            .0
            .queued,
        1
    );
    desk.import(
        "final",
        Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", 200)])),
    )
    .await;
    let mut coded = client("K1", "示例甲", "");
    coded.client.code = Some(code.into());
    desk.import("codes", Rows::Clients(rows(vec![coded]))).await;
    assert!(desk.dossier("K1").await.contains("\"fen\":20000"));
}

#[tokio::test]
async fn two_rows_for_one_known_client_are_no_fault() {
    let desk = desk().await;
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    let by_name = ClientRecord {
        client: ClientRef {
            name: Some("示例甲".into()),
            ..ClientRef::default()
        },
        tier: Some("重点客户".into()),
        ..ClientRecord::default()
    };
    let twice = vec![client("K1", "示例甲", "战略客户"), by_name];
    // A tier where there was none fills the file up; it changes nothing that stood.
    assert_eq!(
        counted(desk.import("twice", Rows::Clients(rows(twice))).await.0),
        [0, 0, 1, 0, 1, 0]
    );
    assert!(desk.dossier("K1").await.contains("战略客户"));
}

#[tokio::test]
async fn a_name_that_is_another_clients_contradicts_the_number() {
    let desk = desk().await;
    let both = vec![client("K1", "示例甲", ""), client("K2", "示例乙", "")];
    desk.import("clients", Rows::Clients(rows(both))).await;
    let mut mixed = deposit("K1", "A1", "2026-10-31", 10);
    mixed.client.name = Some("示例乙".into());
    assert_eq!(
        counted(
            desk.import("mixed", Rows::Deposits(rows(vec![mixed])))
                .await
                .0
        ),
        [0, 0, 0, 0, 1, 0]
    );
}

#[test]
fn kinds_have_stable_names() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
}

/// A dossier names the files that it takes figures from: not one that a later file has said anew throughout.
#[tokio::test]
async fn a_file_of_which_nothing_stands_is_no_source() {
    let desk = desk().await;
    let balance = |yuan| Rows::Deposits(rows(vec![deposit("K1", "A1", "2026-10-31", yuan)]));
    desk.import(
        "clients",
        Rows::Clients(rows(vec![client("K1", "示例甲", "")])),
    )
    .await;
    desk.import("first", balance(100)).await;
    assert!(desk.dossier("K1").await.contains(r#""file":"first""#));
    desk.import("second", balance(200)).await;
    let dossier = desk.dossier("K1").await;
    assert!(dossier.contains(r#""file":"second""#));
    assert!(!dossier.contains(r#""file":"first""#), "{dossier}");
}

#[tokio::test]
async fn a_client_that_goes_by_a_name_unlike_its_own_is_warned_of() {
    let desk = desk().await;
    let list = |name| Rows::Clients(rows(vec![client("K1", name, "")]));
    desk.import("first", list("示例精工股份有限公司")).await;
    for (name, warned) in [
        ("示例精工集团有限公司", 0),
        ("完全不同的名字有限公司", 1),
        ("示例精工股份有限公司（已销户）", 1),
    ] {
        let prepared = prepare(&desk.vault, source(name), table(list(name)));
        let plan = prepared.await.unwrap().plan;
        assert_eq!(
            (plan.counts().changed, plan.counts().warned),
            (1, warned),
            "{name}"
        );
        assert_eq!(plan.warnings.len(), warned as usize);
    }
}
