//! SQL of the whole export: every fact that stands, as the files would say it.

use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientKey;
use crate::intake;
use crate::intake::record::{
    Classification, ClientRecord, ClientRef, DepositAmounts, DepositRecord, LoanRecord,
    PersonRecord,
};
use crate::ledger::{client_total, quanta};
use crate::money::Money;
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Accounts, loans or clients read at a time: memory stays small however many there are.
const SPAN: i64 = 4_000;

/// How each standing client is named.
pub type Names = HashMap<ClientKey, ClientRef>;

pub async fn clients(connection: &mut SqliteConnection) -> Result<Vec<(ClientKey, ClientRecord)>> {
    let rows = sqlx::query!(
        r#"SELECT c.id AS "key: ClientKey", v.number, v.code, v.name, v.industry_label,
                  v.registered_capital AS "capital: Money", v.registered_capital_quantum AS capital_quantum,
                  v.founded_on AS "founded_on: Day", v.legal_rep, v.manager, v.tier, v.branch
           FROM client c JOIN client_version v ON v.client_id = c.id AND v.batch_id = c.current_batch_id
           ORDER BY c.id"#
    )
    .fetch_all(connection)
    .await?;
    let records = rows.into_iter().map(|row| {
        let record = ClientRecord {
            client: ClientRef {
                number: row.number,
                code: row.code,
                name: Some(row.name),
            },
            industry_label: row.industry_label,
            registered_capital: intake::amount(row.capital, row.capital_quantum),
            founded_on: row.founded_on,
            legal_rep: row.legal_rep,
            manager: row.manager,
            tier: row.tier,
            branch: row.branch,
        };
        (row.key, record)
    });
    Ok(records.collect())
}

pub async fn people(connection: &mut SqliteConnection, names: &Names) -> Result<Vec<PersonRecord>> {
    let rows = sqlx::query!(
        r#"SELECT p.client_id AS "client: ClientKey", p.called AS "name!: String", v.jobs
           FROM person p JOIN person_version v ON v.person_id = p.id
           WHERE v.batch_id = (
               SELECT max(w.batch_id) FROM person_version w JOIN batch x ON x.id = w.batch_id
               WHERE w.person_id = p.id AND x.undone_at IS NULL)
           ORDER BY p.id"#
    )
    .fetch_all(connection)
    .await?;
    let records = rows.into_iter().filter_map(|row| {
        Some(PersonRecord {
            client: names.get(&row.client)?.clone(),
            name: row.name,
            // Our own JSON, held by a CHECK.
            jobs: serde_json::from_str(&row.jobs).unwrap_or_default(),
        })
    });
    Ok(records.collect())
}

/// Ranges of keys up to the highest of a table.
pub fn spans(highest: i64) -> impl Iterator<Item = (i64, i64)> {
    (0..=highest / SPAN).map(|nth| (nth * SPAN, (nth + 1) * SPAN - 1))
}

pub async fn highest_account(connection: &mut SqliteConnection) -> Result<i64> {
    let highest = sqlx::query_scalar!(r#"SELECT coalesce(max(id), 0) AS "id: i64" FROM account"#);
    Ok(highest.fetch_one(connection).await?)
}

pub async fn highest_loan(connection: &mut SqliteConnection) -> Result<i64> {
    let highest = sqlx::query_scalar!(r#"SELECT coalesce(max(id), 0) AS "id: i64" FROM loan"#);
    Ok(highest.fetch_one(connection).await?)
}

pub async fn deposits(
    connection: &mut SqliteConnection,
    (first, last): (i64, i64),
    names: &Names,
) -> Result<Vec<DepositRecord>> {
    let rows = sqlx::query!(
        r#"SELECT a.client_id AS "client: ClientKey", a.number, a.currency, p.label AS "label?",
                  f.as_of AS "as_of: Day", f.point AS "point: Money", f.month_start AS "month_start: Money",
                  f.year_start AS "year_start: Money", f.month_average AS "month_average: Money",
                  f.year_average AS "year_average: Money", f.quanta
           FROM account a JOIN deposit_fact f ON f.account_id = a.id
           JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
           LEFT JOIN product p ON p.id = f.product_id
           WHERE a.id BETWEEN ?1 AND ?2 AND NOT EXISTS (
               SELECT 1 FROM deposit_fact g JOIN batch x ON x.id = g.batch_id AND x.undone_at IS NULL
               WHERE g.account_id = f.account_id AND g.as_of = f.as_of AND g.batch_id > f.batch_id)
           ORDER BY a.id, f.as_of"#,
        first,
        last
    )
    .fetch_all(connection)
    .await?;
    let records = rows.into_iter().filter_map(|row| {
        let money = [
            row.point,
            row.month_start,
            row.year_start,
            row.month_average,
            row.year_average,
        ];
        let [point, month_start, year_start, month_average, year_average] =
            quanta::unpack(money, row.quanta);
        Some(DepositRecord {
            client: names.get(&row.client)?.clone(),
            account: client_total::shown(row.number),
            product: row.label,
            currency: row.currency,
            as_of: row.as_of,
            amounts: DepositAmounts {
                point,
                month_start,
                year_start,
                month_average,
                year_average,
            },
        })
    });
    Ok(records.collect())
}

pub async fn loans(
    connection: &mut SqliteConnection,
    (first, last): (i64, i64),
    names: &Names,
) -> Result<Vec<LoanRecord>> {
    let rows = sqlx::query!(
        r#"SELECT l.client_id AS "client: ClientKey", l.number, l.currency, p.label AS "label?",
                  f.as_of AS "as_of: Day", f.amount AS "amount: Money", f.balance AS "balance: Money", f.quanta,
                  f.rate, f.lpr, f.drawn_on AS "drawn_on: Day", f.matures_on AS "matures_on: Day", f.security, f.class,
                  f.overdue_days AS "overdue_days: u32"
           FROM loan l JOIN loan_fact f ON f.loan_id = l.id
           JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
           LEFT JOIN product p ON p.id = f.product_id
           WHERE l.id BETWEEN ?1 AND ?2 AND NOT EXISTS (
               SELECT 1 FROM loan_fact g JOIN batch x ON x.id = g.batch_id AND x.undone_at IS NULL
               WHERE g.loan_id = f.loan_id AND g.as_of = f.as_of AND g.batch_id > f.batch_id)
           ORDER BY l.id, f.as_of"#,
        first,
        last
    )
    .fetch_all(connection)
    .await?;
    let records = rows.into_iter().filter_map(|row| {
        let [amount, balance] = quanta::unpack([row.amount, row.balance], row.quanta);
        Some(LoanRecord {
            client: names.get(&row.client)?.clone(),
            loan: row.number,
            product: row.label,
            currency: row.currency,
            as_of: row.as_of,
            amount,
            balance,
            rate: row.rate.and_then(|rate| rate.parse().ok()),
            lpr: row.lpr.and_then(|lpr| lpr.parse().ok()),
            drawn_on: row.drawn_on,
            matures_on: row.matures_on,
            security: row.security,
            class: row.class.and_then(Classification::from_rank),
            overdue_days: row.overdue_days,
        })
    });
    Ok(records.collect())
}
