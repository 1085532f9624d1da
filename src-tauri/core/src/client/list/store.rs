//! SQL of the list.

use super::Entry;
use super::model::{Bound, ClientRow, Facet, Facets, Filter, ListQuery, SortKey};
use crate::day::Day;
use crate::error::{Error, Result};
use crate::ids::{ClientId, ClientKey};
use crate::intake::record::Classification;
use crate::metrics::{Basis, Comparison};
use crate::money::Money;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::HashMap;

/// Months of a trend.
const TREND: usize = 12;

const FROM: &str = " FROM client c JOIN client_figure f ON f.client_id = c.id WHERE c.current_batch_id IS NOT NULL";

/// One row comes back instead of one a client: handing 100,000 rows over costs more than finding them.
pub async fn entries(
    connection: &mut SqliteConnection,
    query: &ListQuery,
    today: Day,
) -> Result<Vec<Entry>> {
    let mut select = QueryBuilder::<Sqlite>::new(
        "SELECT group_concat(line, ';') FROM (
         SELECT c.id || ',' || coalesce(f.month_average, '') || ',' || coalesce(f.loans, '') AS line",
    );
    select.push(FROM);
    push_filters(&mut select, &query.filters, today);
    select.push(" ORDER BY ");
    for sort in &query.sort {
        select.push(column(sort.by));
        select.push(if sort.descending { " DESC" } else { "" });
        select.push(" NULLS LAST, ");
    }
    select.push("c.sort_number, c.id)");
    let lines: Option<String> = select.build_query_scalar().fetch_one(connection).await?;
    let lines = lines.unwrap_or_default();
    lines
        .split_terminator(';')
        .map(|line| {
            entry(line)
                .ok_or_else(|| Error::fault("客户列表没有读出，数据没有改动。请重试。", "odd line"))
        })
        .collect()
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.split(',');
    let key = ClientKey(parts.next()?.parse().ok()?);
    let mut amount = || match parts.next() {
        Some("") => Some(None),
        Some(fen) => fen.parse().ok().map(|fen| Some(Money::from_fen(fen))),
        None => None,
    };
    Some(Entry {
        key,
        deposits: amount()?,
        loans: amount()?,
    })
}

pub async fn count(
    connection: &mut SqliteConnection,
    query: &ListQuery,
    today: Day,
) -> Result<u32> {
    let mut select = QueryBuilder::<Sqlite>::new("SELECT count(*)");
    select.push(FROM);
    push_filters(&mut select, &query.filters, today);
    Ok(select.build_query_scalar().fetch_one(connection).await?)
}

const fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::Number => "c.number",
        SortKey::Name => "c.name",
        SortKey::Code => "c.code",
        SortKey::Tier => "c.tier_rank",
        SortKey::Industry => "c.industry_label",
        SortKey::Manager => "c.manager",
        SortKey::Branch => "c.branch",
        SortKey::Class => "f.worst_class",
        SortKey::Deposits => "f.month_average",
        SortKey::Movement => "f.movement",
        SortKey::YearMovement => "f.year_movement",
        SortKey::YearAverage => "f.year_average",
        SortKey::Point => "f.point",
        SortKey::DepositDay => "f.deposit_day",
        SortKey::Loans => "f.loans",
        SortKey::OffBalance => "f.off_balance",
        SortKey::LoanDay => "f.loan_day",
        SortKey::Maturity => "f.matures_on",
        SortKey::Overdue => "f.overdue_days",
    }
}

fn push_filters(select: &mut QueryBuilder<Sqlite>, filters: &[Filter], today: Day) {
    for filter in filters {
        select.push(" AND ");
        match filter {
            Filter::Tier { values } => push_beginnings(select, "c.tier", values),
            Filter::Industry { values } => push_values(select, "c.industry_label", values),
            Filter::Manager { values } => push_values(select, "c.manager", values),
            Filter::Branch { values } => push_values(select, "c.branch", values),
            Filter::Class { values } => {
                let ranks: Vec<i64> = values.iter().map(|class| class.rank()).collect();
                select.push("f.worst_class IN (SELECT value FROM json_each(");
                select.push_bind(serde_json::to_string(&ranks).unwrap_or_default());
                select.push("))");
            }
            Filter::HasLoans { value: true } => {
                select.push("f.loans > 0");
            }
            Filter::HasLoans { value: false } => {
                select.push("coalesce(f.loans, 0) <= 0");
            }
            Filter::MaturesWithin { days } => {
                select.push("f.matures_on <= ");
                select.push_bind(today.plus_days(i64::from(*days)));
            }
            Filter::Deposits { is, amount } => push_amount(select, "f.month_average", *is, *amount),
            Filter::Loans { is, amount } => push_amount(select, "f.loans", *is, *amount),
            Filter::Movement { is, basis_points } => {
                // Exact, in whole numbers: now ÷ before − 1 against the bound.
                select.push("f.previous_average > 0 AND f.month_average * 10000");
                select.push(operator(*is));
                select.push("f.previous_average * ");
                select.push_bind(10_000 + i64::from(*basis_points));
            }
            Filter::Overdue { value: true } => {
                select.push("f.overdue_days > 0");
            }
            Filter::Overdue { value: false } => {
                select.push("coalesce(f.overdue_days, 0) = 0");
            }
        }
    }
}

const fn operator(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => " >= ",
        Bound::AtMost => " <= ",
    }
}

fn push_amount(select: &mut QueryBuilder<Sqlite>, column: &'static str, is: Bound, amount: Money) {
    select.push(column);
    select.push(operator(is));
    select.push_bind(amount);
}

fn push_values(select: &mut QueryBuilder<Sqlite>, column: &'static str, values: &[String]) {
    select.push("coalesce(");
    select.push(column);
    select.push(", '') IN (SELECT value FROM json_each(");
    select.push_bind(serde_json::to_string(values).unwrap_or_default());
    select.push("))");
}

fn push_beginnings(select: &mut QueryBuilder<Sqlite>, column: &'static str, values: &[String]) {
    select.push("EXISTS (SELECT 1 FROM json_each(");
    select.push_bind(serde_json::to_string(values).unwrap_or_default());
    select.push(") j WHERE CASE j.value WHEN '' THEN ");
    select.push(column);
    select.push(" IS NULL ELSE substr(");
    select.push(column);
    select.push(", 1, length(j.value)) = j.value END)");
}

pub async fn rows(connection: &mut SqliteConnection, keys: &[ClientKey]) -> Result<Vec<ClientRow>> {
    let list = serde_json::to_string(keys).unwrap_or_default();
    let mut trends = trends(connection, &list).await?;
    let found = sqlx::query!(
        r#"SELECT c.id AS "key: ClientKey", c.uid AS "id: ClientId", c.number, c.name, c.code, c.tier,
                  c.industry_label AS industry, c.manager, c.branch, f.deposit_day AS "deposit_day: Day",
                  f.point AS "point: Money", f.month_average AS "month_average: Money",
                  f.year_average AS "year_average: Money", f.previous_average AS "previous_average: Money",
                  f.year_before_average AS "year_before_average: Money", f.loan_day AS "loan_day: Day",
                  f.loans AS "loans: Money", f.off_balance_day AS "off_balance_day: Day",
                  f.off_balance AS "off_balance: Money", f.matures_on AS "matures_on: Day", f.worst_class,
                  f.overdue_days AS "overdue_days: u32"
           FROM json_each(?) j JOIN client c ON c.id = j.value AND c.current_batch_id IS NOT NULL
           JOIN client_figure f ON f.client_id = c.id"#,
        list
    )
    .fetch_all(connection)
    .await?;
    let mut rows: HashMap<ClientKey, ClientRow> = HashMap::with_capacity(found.len());
    for row in found {
        let against = |basis, base_day, base: Option<Money>| {
            Some(Comparison::new(basis, base_day, base?, row.month_average?))
        };
        let day = row.deposit_day;
        let client = ClientRow {
            key: row.key,
            id: row.id,
            number: row.number,
            name: row.name,
            marks: Vec::new(),
            code: row.code,
            tier: row.tier,
            industry: row.industry,
            manager: row.manager,
            branch: row.branch,
            deposit_day: day,
            point: row.point,
            month_average: row.month_average,
            year_average: row.year_average,
            previous_month: day.and_then(|day| {
                against(
                    Basis::PreviousMonth,
                    day.month_end_after(-1),
                    row.previous_average,
                )
            }),
            year_on_year: day.and_then(|day| {
                against(
                    Basis::YearOnYear,
                    day.year_before(),
                    row.year_before_average,
                )
            }),
            trend: trends.remove(&row.key).unwrap_or_default(),
            loan_day: row.loan_day,
            loans: row.loans,
            off_balance_day: row.off_balance_day,
            off_balance: row.off_balance,
            matures_on: row.matures_on,
            worst_class: row.worst_class.and_then(Classification::from_rank),
            overdue_days: row.overdue_days,
        };
        rows.insert(row.key, client);
    }
    Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
}

/// Of the year up to each client's newest day.
async fn trends(
    connection: &mut SqliteConnection,
    keys: &str,
) -> Result<HashMap<ClientKey, Vec<Money>>> {
    let months = sqlx::query!(
        r#"SELECT m.client_id AS "key!: ClientKey", coalesce(m.month_average, m.point) AS "value: Money"
           FROM json_each(?) j CROSS JOIN client_figure f ON f.client_id = j.value
           CROSS JOIN client_month m ON m.client_id = f.client_id AND m.as_of > f.deposit_day - 10000
           ORDER BY m.client_id, m.as_of"#,
        keys
    )
    .fetch_all(connection)
    .await?;
    let mut trends: HashMap<ClientKey, Vec<Money>> = HashMap::new();
    for month in months {
        if let Some(value) = month.value {
            trends.entry(month.key).or_default().push(value);
        }
    }
    for trend in trends.values_mut() {
        let extra = trend.len().saturating_sub(TREND);
        trend.drain(..extra);
    }
    Ok(trends)
}

pub async fn facets(connection: &mut SqliteConnection) -> Result<Facets> {
    Ok(Facets {
        tiers: facet(connection, "tier").await?,
        industries: facet(connection, "industry_label").await?,
        managers: facet(connection, "manager").await?,
        branches: facet(connection, "branch").await?,
    })
}

async fn facet(connection: &mut SqliteConnection, column: &'static str) -> Result<Vec<Facet>> {
    let mut select = QueryBuilder::<Sqlite>::new("SELECT coalesce(");
    select.push(column).push(
        ", '') AS value, count(*) AS clients FROM client WHERE current_batch_id IS NOT NULL
         GROUP BY 1 ORDER BY clients DESC, value",
    );
    let rows: Vec<(String, u32)> = select.build_query_as().fetch_all(connection).await?;
    let facets = rows
        .into_iter()
        .map(|(value, clients)| Facet { value, clients });
    Ok(facets.collect())
}
