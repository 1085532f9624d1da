//! Balances told by client, beside those told by account, against a real vault.

use crate::day::Day;
use crate::dossier::{self, Account};
use crate::intake::fixture::*;
use crate::intake::record::{ClientRef, DepositRecord, Rows};
use crate::intake::{prepare, undo};
use crate::ledger::client_total;
use crate::metrics::Metrics;

const OCTOBER: &str = "2026-10-31";
const SEPTEMBER: &str = "2026-09-30";

fn total(number: &str, product: Option<&str>, as_of: &str, yuan: i64) -> DepositRecord {
    DepositRecord {
        product: product.map(str::to_owned),
        ..deposit(number, client_total::LABEL, as_of, yuan)
    }
}

async fn desk_of_two() -> Desk {
    let desk = desk().await;
    let clients = vec![client("K1", "示例甲", ""), client("K2", "示例乙", "")];
    desk.import("clients", Rows::Clients(rows(clients))).await;
    desk
}

impl Desk {
    async fn deposits(&self, name: &str, records: Vec<DepositRecord>) -> [u32; 6] {
        counted(self.import(name, Rows::Deposits(rows(records))).await.0)
    }

    /// Why rows of such a table would be rejected.
    async fn refusals(&self, records: Vec<DepositRecord>) -> Vec<(u32, String)> {
        let table = table(Rows::Deposits(rows(records)));
        let plan = prepare(&self.vault, source("refused"), table)
            .await
            .unwrap()
            .plan;
        let rejected = plan.rejected.into_iter();
        rejected
            .map(|problem| (problem.row, problem.reason))
            .collect()
    }

    async fn accounts(&self, named: &str) -> Vec<Account> {
        let key = crate::client::find(&self.vault, named).await.unwrap();
        let whole = dossier::whole(&self.vault, key, day(OCTOBER))
            .await
            .unwrap();
        whole.accounts
    }
}

#[tokio::test]
async fn totals_again_change_nothing_and_months_line_up_however_the_client_is_named() {
    let desk = desk_of_two().await;
    let october = || {
        vec![
            total("K1", None, OCTOBER, 10),
            total("K2", None, OCTOBER, 20),
        ]
    };
    assert_eq!(
        desk.deposits("october", october()).await,
        [2, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        desk.deposits("october", october()).await,
        [0, 0, 2, 0, 0, 0]
    );
    let by_name = DepositRecord {
        client: ClientRef {
            name: Some("示例甲".into()),
            ..ClientRef::default()
        },
        ..total("K1", None, SEPTEMBER, 7)
    };
    assert_eq!(
        desk.deposits("september", vec![by_name]).await,
        [1, 0, 0, 0, 0, 0]
    );
    let accounts = desk.accounts("K1").await;
    let [account] = accounts.as_slice() else {
        panic!("one account: {accounts:?}")
    };
    assert_eq!(
        (account.number.as_str(), account.is_client_total),
        ("客户汇总", true)
    );
    let days: Vec<Day> = account.days.iter().map(|deposit| deposit.as_of).collect();
    assert_eq!(days, [day(SEPTEMBER), day(OCTOBER)]);
}

#[tokio::test]
async fn of_a_client_and_a_day_balances_are_told_by_account_or_by_client_and_never_both() {
    let desk = desk_of_two().await;
    let by_account = vec![deposit("K1", "A1", OCTOBER, 10)];
    let (_, accounts) = desk
        .import("accounts", Rows::Deposits(rows(by_account.clone())))
        .await;
    let totals = || {
        vec![
            total("K1", None, OCTOBER, 10),
            total("K1", None, SEPTEMBER, 10),
            total("K2", None, OCTOBER, 20),
        ]
    };
    let refused = desk.refusals(totals()).await;
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].0, 2);
    assert!(refused[0].1.contains("按账户的余额"), "{}", refused[0].1);
    undo(&desk.vault, accounts, now()).await.unwrap();
    assert_eq!(desk.deposits("totals", totals()).await, [3, 0, 0, 0, 0, 0]);
    let refused = desk.refusals(by_account).await;
    assert!(refused[0].1.contains("客户汇总"), "{}", refused[0].1);
    let other_day = vec![deposit("K1", "A1", "2026-08-31", 10)];
    assert_eq!(desk.deposits("august", other_day).await, [1, 0, 0, 0, 0, 0]);
}

#[tokio::test]
async fn in_one_table_the_first_way_of_telling_counts() {
    let desk = desk_of_two().await;
    let mixed = vec![
        deposit("K1", "A1", OCTOBER, 10),
        total("K1", None, OCTOBER, 10),
        total("K2", None, OCTOBER, 20),
    ];
    let refused = desk.refusals(mixed.clone()).await;
    assert_eq!(refused.len(), 1);
    assert!(refused[0].1.starts_with("同一张表"), "{}", refused[0].1);
    assert_eq!(desk.deposits("mixed", mixed).await, [2, 0, 0, 0, 1, 0]);
}

#[tokio::test]
async fn totals_by_product_and_of_all_products_are_the_same_money() {
    let desk = desk_of_two().await;
    let by_product = |current: &str| {
        vec![
            total("K1", Some(current), OCTOBER, 10),
            total("K1", Some("1天通知存款"), OCTOBER, 2),
            total("K1", Some("7天通知存款"), OCTOBER, 3),
        ]
    };
    assert_eq!(
        desk.deposits("products", by_product("活期存款")).await,
        [3, 0, 0, 0, 0, 0]
    );
    assert_eq!(
        desk.deposits("products", by_product("活期存款")).await,
        [0, 0, 3, 0, 0, 0]
    );
    let refused = desk.refusals(vec![total("K1", None, OCTOBER, 15)]).await;
    assert!(
        refused[0].1.contains("按产品的客户汇总"),
        "{}",
        refused[0].1
    );
    let renamed = desk.refusals(by_product("单位活期存款")).await;
    assert_eq!(renamed.len(), 1);
    assert!(renamed[0].1.contains("另一名称"), "{}", renamed[0].1);
    let another = vec![total("K1", Some("大额存单"), OCTOBER, 4)];
    assert_eq!(desk.deposits("another", another).await, [1, 0, 0, 0, 0, 0]);
}

#[tokio::test]
async fn the_same_total_twice_with_two_amounts_is_told_as_what_it_is() {
    let desk = desk_of_two().await;
    let twice = vec![
        total("K1", None, OCTOBER, 10),
        total("K1", None, OCTOBER, 20),
    ];
    let refused = desk.refusals(twice).await;
    assert!(refused[0].1.contains("同一客户"), "{}", refused[0].1);
}

#[tokio::test]
async fn totals_wait_for_their_client_and_never_attach_beside_its_accounts() {
    let desk = desk().await;
    let waiting = vec![
        total("K1", None, OCTOBER, 10),
        total("K2", None, OCTOBER, 20),
    ];
    assert_eq!(desk.deposits("totals", waiting).await, [0, 0, 0, 0, 0, 2]);
    let accounts = vec![deposit("K2", "A2", OCTOBER, 20)];
    assert_eq!(
        desk.deposits("accounts", accounts).await,
        [0, 0, 0, 0, 0, 1]
    );
    let clients = vec![client("K1", "示例甲", ""), client("K2", "示例乙", "")];
    desk.import("clients", Rows::Clients(rows(clients))).await;
    assert_eq!(desk.accounts("K1").await[0].number, client_total::LABEL);
    assert_eq!(desk.accounts("K2").await.len(), 1, "whichever came first");
}

#[tokio::test]
async fn a_bank_that_tells_accounts_from_now_on_leaves_no_total_missing() {
    let desk = desk_of_two().await;
    desk.deposits("september", vec![total("K1", None, SEPTEMBER, 10)])
        .await;
    desk.deposits("october", vec![deposit("K1", "A1", OCTOBER, 12)])
        .await;
    let key = crate::client::find(&desk.vault, "K1").await.unwrap();
    let dossier = dossier::whole(&desk.vault, key, day(OCTOBER))
        .await
        .unwrap();
    let point = Metrics::of(&dossier).deposits.point;
    assert_eq!(
        (point.value, point.note),
        (exact(12).map(|amount| amount.money), None)
    );
}
