//! Lists over the demo portfolio, and the kept figures held against what the metrics say of each dossier.

use super::*;
use crate::demo;
use crate::dossier;
use crate::ids::{BatchId, ClientId};
use crate::intake;
use crate::intake::record::Classification;
use crate::metrics::{Basis, Metrics};
use crate::vault::{Owner, Stretch};
use tempfile::TempDir;

const TODAY: &str = "2026-11-27";

fn now() -> jiff::Timestamp {
    "2026-11-27T08:00:00Z".parse().unwrap()
}

fn today() -> Day {
    TODAY.parse().unwrap()
}

async fn demo_vault() -> (TempDir, Vault) {
    let folder = TempDir::new().unwrap();
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let dir = folder.path().join("demo.vault");
    let (vault, _) = Vault::create(
        &dir,
        owner,
        "correct horse battery",
        Stretch::cheap(),
        now(),
    )
    .await
    .unwrap();
    demo::install(&vault, today(), now()).await.unwrap();
    (folder, vault)
}

async fn all(vault: &Vault) -> Vec<ClientRow> {
    rows_of(vault, ListQuery::default()).await
}

async fn rows_of(vault: &Vault, query: ListQuery) -> Vec<ClientRow> {
    let list = open(vault, &query, today()).await.unwrap();
    rows(vault, &list.keys(0, usize::MAX)).await.unwrap()
}

/// What a row claims, beside what follows from the dossier of its client.
async fn assert_as_the_metrics_say(vault: &Vault, row: &ClientRow) {
    let dossier = dossier::load(vault, row.key, today(), None).await.unwrap();
    let Metrics {
        deposits, loans, ..
    } = Metrics::of(&dossier);
    let name = &row.name;
    assert_eq!(row.point, deposits.point.value, "{name}");
    assert_eq!(row.month_average, deposits.month_average.value, "{name}");
    assert_eq!(row.year_average, deposits.year_average.value, "{name}");
    assert_eq!(
        row.deposit_day,
        deposits.months.last().map(|month| month.as_of),
        "{name}"
    );
    let average = &deposits.month_average;
    assert_eq!(
        row.previous_month.as_ref(),
        average.comparison(Basis::PreviousMonth),
        "{name}"
    );
    assert_eq!(
        row.year_on_year.as_ref(),
        average.comparison(Basis::YearOnYear),
        "{name}"
    );
    let trend: Vec<Money> = (deposits.months.iter().rev().take(12).rev())
        .filter_map(|month| month.month_average.or(month.point))
        .collect();
    assert_eq!(row.trend, trend, "{name}");
    assert_eq!(
        (row.loans, row.loan_day),
        (loans.balance.value, loans.balance.as_of),
        "{name}"
    );
    let off = &loans.off_balance;
    assert_eq!(
        (row.off_balance, row.off_balance_day),
        (off.value, off.as_of),
        "{name}"
    );
    let mut due: Vec<(Day, Money)> = (dossier.loans.iter())
        .filter(|loan| loan.currency == "CNY")
        .filter_map(|loan| Some((loan.matures_on?, loan.balance?.money)))
        .filter(|(_, balance)| *balance > Money::ZERO)
        .collect();
    due.sort_unstable();
    assert_eq!(row.matures_on, due.first().map(|(day, _)| *day), "{name}");
    let kept: Vec<(Day, Money)> = {
        let mut tx = vault.read().await.unwrap();
        sqlx::query_as(
            "SELECT matures_on, balance FROM loan_due WHERE client_id = ? ORDER BY matures_on, balance",
        )
        .bind(row.key)
        .fetch_all(&mut *tx)
        .await
        .unwrap()
    };
    assert_eq!(kept, due, "{name}");
    assert_eq!(row.worst_class, loans.worst_class, "{name}");
    let overdue = row.overdue_days.filter(|days| *days > 0);
    assert_eq!(overdue, loans.longest_overdue_days, "{name}");
}

#[tokio::test]
async fn kept_figures_are_what_the_metrics_say_also_after_an_undo() {
    let (_folder, vault) = demo_vault().await;
    let clients = all(&vault).await;
    assert_eq!(clients.len(), 40);
    assert!(
        clients
            .iter()
            .any(|row| row.month_average.is_some() && row.loans.is_some())
    );
    for row in &clients {
        assert_as_the_metrics_say(&vault, row).await;
    }
    let batches: Vec<BatchId> = {
        let mut tx = vault.read().await.unwrap();
        sqlx::query_scalar(
            "SELECT uid FROM batch WHERE kind IN ('deposits', 'loans') ORDER BY id DESC",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap()
    };
    for batch in batches {
        intake::undo(&vault, batch, now()).await.unwrap();
        for row in all(&vault).await {
            assert_as_the_metrics_say(&vault, &row).await;
        }
    }
    let bare = all(&vault).await;
    assert!(
        bare.iter()
            .all(|row| row.point.is_none() && row.loans.is_none() && row.trend.is_empty())
    );
}

/// The migration fills what imports keep from then on: its copy of the catalogue's off-balance products and
/// its arithmetic give the same rows.
#[tokio::test]
async fn the_migration_fills_what_imports_keep() {
    let (_folder, vault) = demo_vault().await;
    let text = include_str!("../../../../../migrations/20261127090000_client_figure.sql");
    let due = include_str!("../../../../../migrations/20261127120000_loan_due.sql");
    let fill = format!(
        "{};{}",
        &text[text.find("INSERT INTO client_month").unwrap()..],
        &due[due.find("WITH standing").unwrap()..]
    );
    let mut write = vault.write(now()).await.unwrap();
    let state = "SELECT (SELECT json_group_array(json_array(client_id, as_of, point, month_average, year_average)) FROM client_month)
                 || (SELECT json_group_array(json_array(client_id, deposit_day, point, month_average, year_average,
                     previous_average, year_before_average, loan_day, loans, off_balance_day, off_balance, matures_on,
                     worst_class, overdue_days)) FROM client_figure)
                 || (SELECT json_group_array(json_array(loan_id, client_id, as_of, batch_id, matures_on, balance))
                     FROM loan_due)";
    let kept: String = sqlx::query_scalar(state)
        .fetch_one(write.connection())
        .await
        .unwrap();
    sqlx::raw_sql("DELETE FROM client_month; DELETE FROM client_figure; DELETE FROM loan_due;")
        .execute(write.connection())
        .await
        .unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(fill))
        .execute(write.connection())
        .await
        .unwrap();
    let filled: String = sqlx::query_scalar(state)
        .fetch_one(write.connection())
        .await
        .unwrap();
    assert_eq!(kept, filled);
}

#[tokio::test]
async fn sorts_by_every_key_both_ways_with_missing_last() {
    let (_folder, vault) = demo_vault().await;
    for by in SortKey::ALL {
        for descending in [false, true] {
            let query = ListQuery {
                filters: Vec::new(),
                sort: vec![Sort { by, descending }],
            };
            let sorted = rows_of(&vault, query).await;
            assert_eq!(sorted.len(), 40, "{by:?}");
            let loans: Vec<Option<Money>> = sorted.iter().map(|row| row.loans).collect();
            if by == SortKey::Loans {
                let known: Vec<Money> = loans.iter().flatten().copied().collect();
                assert!(
                    loans[..known.len()].iter().all(Option::is_some),
                    "missing last"
                );
                assert!(
                    known
                        .windows(2)
                        .all(|pair| (pair[0] >= pair[1]) == descending || pair[0] == pair[1])
                );
            }
        }
    }
}

#[tokio::test]
async fn the_second_key_breaks_ties_of_the_first() {
    let (_folder, vault) = demo_vault().await;
    let sort = |by, descending| Sort { by, descending };
    let query = ListQuery {
        filters: Vec::new(),
        sort: vec![sort(SortKey::Tier, false), sort(SortKey::Deposits, true)],
    };
    let sorted = rows_of(&vault, query).await;
    assert_eq!(sorted[0].tier.as_deref(), Some("战略客户"));
    for pair in sorted
        .windows(2)
        .filter(|pair| pair[0].tier == pair[1].tier)
    {
        assert!(pair[0].month_average >= pair[1].month_average);
    }
}

#[tokio::test]
async fn filters_mean_what_they_say() {
    let (_folder, vault) = demo_vault().await;
    let clients = all(&vault).await;
    type Holds = fn(&ClientRow) -> bool;
    let wan = |wan: i64| Money::from_yuan(wan * 10_000);
    let cases: Vec<(Filter, Holds)> = vec![
        (
            Filter::Tier {
                values: vec!["战略".into(), "重点".into()],
            },
            |row| {
                row.tier
                    .as_deref()
                    .is_some_and(|tier| tier.starts_with("战略") || tier.starts_with("重点"))
            },
        ),
        (Filter::HasLoans { value: true }, |row| {
            row.loans.is_some_and(|loans| loans > Money::ZERO)
        }),
        (Filter::HasLoans { value: false }, |row| {
            row.loans.is_none_or(|loans| loans <= Money::ZERO)
        }),
        (Filter::MaturesWithin { days: 30 }, |row| {
            row.matures_on
                .is_some_and(|day| day.days_since(today()) <= 30)
        }),
        (
            Filter::Class {
                values: vec![Classification::SpecialMention],
            },
            |row| row.worst_class == Some(Classification::SpecialMention),
        ),
        (
            Filter::Deposits {
                is: Bound::AtLeast,
                amount: wan(5_000),
            },
            |row| row.month_average >= Some(Money::from_yuan(50_000_000)),
        ),
        (
            Filter::Movement {
                is: Bound::AtMost,
                basis_points: -200,
            },
            |row| {
                row.previous_month.as_ref().is_some_and(|comparison| {
                    matches!(comparison.movement, crate::metrics::Movement::Growth(rate)
                         if rate <= rust_decimal::Decimal::new(-2, 2))
                })
            },
        ),
        (Filter::Overdue { value: true }, |row| {
            row.overdue_days > Some(0)
        }),
        (
            Filter::Industry {
                values: vec![String::new()],
            },
            |row| row.industry.is_none(),
        ),
    ];
    for (filter, holds) in cases {
        let query = ListQuery {
            filters: vec![filter.clone()],
            sort: Vec::new(),
        };
        let expected: Vec<ClientId> = clients
            .iter()
            .filter(|row| holds(row))
            .map(|row| row.id)
            .collect();
        let found: Vec<ClientId> = rows_of(&vault, query.clone())
            .await
            .iter()
            .map(|row| row.id)
            .collect();
        assert_eq!(found, expected, "{filter:?}");
        assert_eq!(
            count(&vault, &query, today()).await.unwrap() as usize,
            expected.len(),
            "{filter:?}"
        );
    }
}

#[tokio::test]
async fn totals_sum_what_is_there_and_a_search_narrows_them() {
    let (_folder, vault) = demo_vault().await;
    let clients = all(&vault).await;
    let list = open(&vault, &ListQuery::default(), today()).await.unwrap();
    let deposits: Money = clients.iter().filter_map(|row| row.month_average).sum();
    let with_loans = clients.iter().filter(|row| row.loans.is_some()).count();
    assert_eq!(list.totals().deposits, deposits);
    assert_eq!(list.totals().with_loans as usize, with_loans);
    let found = [clients[7].key, clients[2].key, ClientKey(999)];
    let by_rank = list.narrowed(&found, true);
    assert_eq!(by_rank.keys(0, 9), [clients[7].key, clients[2].key]);
    assert_eq!(
        list.narrowed(&found, false).keys(0, 9),
        [clients[2].key, clients[7].key]
    );
    let sum: Money = [&clients[7], &clients[2]]
        .iter()
        .filter_map(|row| row.month_average)
        .sum();
    assert_eq!(by_rank.totals().deposits, sum);
}

#[tokio::test]
async fn facets_count_every_client_once() {
    let (_folder, vault) = demo_vault().await;
    let facets = facets(&vault).await.unwrap();
    for list in [
        &facets.tiers,
        &facets.industries,
        &facets.managers,
        &facets.branches,
    ] {
        assert_eq!(list.iter().map(|facet| facet.clients).sum::<u32>(), 40);
    }
    assert!(facets.tiers.iter().any(|facet| facet.value == "战略客户"));
}
