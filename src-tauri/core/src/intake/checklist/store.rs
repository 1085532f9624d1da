//! What the checklist reads.

use super::AbsentClient;
use super::rules::{self, Batch, MonthFile};
use crate::day::Day;
use crate::error::Result;
use crate::ids::{BatchId, BatchKey, ClientId};
use crate::intake::plan::Counts;
use crate::intake::record::Kind;
use jiff::Timestamp;
use jiff::tz::Offset;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// The clock of the banks whose month ends these are.
const BANKS: Offset = jiff::tz::offset(8);

/// Every file that stands, with the days it speaks of.
pub async fn batches(connection: &mut SqliteConnection) -> Result<Vec<Batch>> {
    let rows = sqlx::query!(
        r#"SELECT b.id AS "key: BatchKey", b.uid AS "uid: BatchId", b.kind, b.source, b.as_of AS "as_of: Day", b.counts,
                  b.recorded_at, u.name AS user
           FROM batch b JOIN user u ON u.id = b.user_id
           WHERE b.parent_id IS NULL AND b.undone_at IS NULL AND NOT b.by_hand"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut days = batch_days(connection).await?;
    let batches = rows.into_iter().filter_map(|row| {
        let kind = Kind::from_name(&row.kind)?;
        let counts: Counts = serde_json::from_str(&row.counts).unwrap_or_default();
        let at = Timestamp::from_millisecond(row.recorded_at).unwrap_or_default();
        let mut days = days.remove(&row.key).unwrap_or_default();
        match rules::has_days(kind) {
            // A file that only repeats what stands brings no row of its own, yet it came.
            true => days.extend(row.as_of),
            false => {
                let came_on = Day::from(BANKS.to_datetime(at).date());
                days = BTreeSet::from([came_on.plus_days(-1)]);
            }
        }
        Some(Batch {
            key: row.key,
            kind,
            file: MonthFile {
                batch: row.uid,
                file: row.source,
                as_of: days.last().copied().filter(|_| rules::has_days(kind)),
                at,
                user: row.user,
                rows: counts.new + counts.changed + counts.unchanged,
                rejected: counts.rejected,
            },
            days,
        })
    });
    Ok(batches.collect())
}

async fn batch_days(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<BatchKey, BTreeSet<Day>>> {
    // From day to day by the index: a batch has few days and many rows.
    let rows = sqlx::query!(
        r#"WITH RECURSIVE
               said (batch, kind, as_of) AS (
                   SELECT b.id, b.kind, CASE b.kind
                       WHEN 'deposits' THEN (SELECT min(f.as_of) FROM deposit_fact f WHERE f.batch_id = b.id)
                       ELSE (SELECT min(f.as_of) FROM loan_fact f WHERE f.batch_id = b.id) END
                   FROM batch b WHERE b.kind IN ('deposits', 'loans') AND b.undone_at IS NULL
                   UNION ALL
                   SELECT batch, kind, CASE kind
                       WHEN 'deposits' THEN (SELECT min(f.as_of) FROM deposit_fact f
                                             WHERE f.batch_id = batch AND f.as_of > said.as_of)
                       ELSE (SELECT min(f.as_of) FROM loan_fact f
                             WHERE f.batch_id = batch AND f.as_of > said.as_of) END
                   FROM said WHERE said.as_of IS NOT NULL)
           SELECT batch AS "batch!: BatchKey", as_of AS "as_of!: Day" FROM said WHERE as_of IS NOT NULL"#
    )
    .fetch_all(connection)
    .await?;
    let mut days: BTreeMap<BatchKey, BTreeSet<Day>> = BTreeMap::new();
    for row in rows {
        days.entry(row.batch).or_default().insert(row.as_of);
    }
    Ok(days)
}

/// Keys of clients with balances of these days; `with_balance`: other than zero.
pub async fn clients(
    connection: &mut SqliteConnection,
    kind: Kind,
    (first, last): (Day, Day),
    with_balance: bool,
) -> Result<BTreeSet<i64>> {
    let keys = match kind {
        Kind::Clients | Kind::People => Vec::new(),
        Kind::Deposits => {
            sqlx::query_scalar!(
                r#"SELECT DISTINCT a.client_id AS "id!: i64" FROM batch b
                 CROSS JOIN deposit_fact f ON f.batch_id = b.id AND f.as_of BETWEEN ? AND ?
                 JOIN account a ON a.id = f.account_id
                 WHERE b.kind = 'deposits' AND b.undone_at IS NULL AND (NOT ? OR f.point <> 0)"#,
                first,
                last,
                with_balance
            )
            .fetch_all(connection)
            .await?
        }
        Kind::Loans => {
            sqlx::query_scalar!(
                r#"SELECT DISTINCT l.client_id AS "id!: i64" FROM batch b
                 CROSS JOIN loan_fact f ON f.batch_id = b.id AND f.as_of BETWEEN ? AND ?
                 JOIN loan l ON l.id = f.loan_id
                 WHERE b.kind = 'loans' AND b.undone_at IS NULL AND (NOT ? OR f.balance <> 0)"#,
                first,
                last,
                with_balance
            )
            .fetch_all(connection)
            .await?
        }
    };
    Ok(keys.into_iter().collect())
}

/// How many of these clients are in the book, and the first of them by name.
pub async fn present(
    connection: &mut SqliteConnection,
    clients: &[i64],
    most: usize,
) -> Result<(u32, Vec<AbsentClient>)> {
    let json = serde_json::to_string(clients).unwrap_or_default();
    let rows = sqlx::query!(
        r#"SELECT uid AS "id: ClientId", name, number FROM client
           WHERE current_batch_id IS NOT NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY name, id"#,
        json
    )
    .fetch_all(connection)
    .await?;
    let all = rows.len() as u32;
    let first = rows.into_iter().take(most).map(|row| AbsentClient {
        id: row.id,
        name: row.name,
        number: row.number,
    });
    Ok((all, first.collect()))
}

/// Rows of these files that wait for their client.
pub async fn waiting(connection: &mut SqliteConnection, batches: &[BatchKey]) -> Result<u32> {
    let json = serde_json::to_string(batches).unwrap_or_default();
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "rows!: u32" FROM queued_row q LEFT JOIN batch a ON a.id = q.attached_batch_id
           WHERE q.batch_id IN (SELECT value FROM json_each(?)) AND (a.id IS NULL OR a.undone_at IS NOT NULL)"#,
        json
    )
    .fetch_one(connection)
    .await?)
}
