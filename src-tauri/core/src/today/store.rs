//! SQL of the day: the kept figures of every client, and the rows that are due.

use super::model::{ItemClient, Mover, Movers, Subject};
use crate::day::Day;
use crate::error::Result;
use crate::ids::{BatchId, ClientId, LoanId, LoanKey, MarkId, VisitId};
use crate::intake::record::{Classification, Kind};
use crate::masking;
use crate::metrics::{Basis, Comparison, Movement};
use crate::money::Money;
use crate::product;
use crate::setting::Settings;
use crate::vault::Write;
use crate::visit::TimeOfDay;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Movers shown of each direction.
const MOST_MOVERS: u32 = 4;

pub type Waiting = (Subject, Option<ItemClient>);

/// How old the ledgers are.
pub struct Freshness {
    pub clients: u32,
    /// With any ledger too old.
    pub stale_clients: u32,
    pub deposits: LedgerAge,
    pub loans: LedgerAge,
}

pub struct LedgerAge {
    pub newest: Option<Day>,
    /// The oldest that is too old.
    pub oldest: Option<Day>,
    /// Clients that are in this ledger at all.
    pub clients: u32,
    pub stale_clients: u32,
}

impl Freshness {
    /// One subject for each ledger in which somebody's day is too old.
    pub fn stale(&self, limit_days: i64) -> impl Iterator<Item = Subject> {
        let subject = move |ledger, age: &LedgerAge| {
            Some(Subject::StaleData {
                ledger,
                clients: age.stale_clients,
                oldest: age.oldest?,
                newest: age.newest?,
                limit_days,
            })
        };
        [
            subject(Kind::Deposits, &self.deposits),
            subject(Kind::Loans, &self.loans),
        ]
        .into_iter()
        .flatten()
    }
}

/// A day before `oldest_good` is too old.
pub async fn freshness(connection: &mut SqliteConnection, oldest_good: Day) -> Result<Freshness> {
    // Integers throughout: SQLite's max() of two values is NULL when either is.
    let row = sqlx::query!(
        r#"WITH age AS (
               SELECT deposit_day AS deposits,
                      nullif(max(coalesce(loan_day, 0), coalesce(off_balance_day, 0)), 0) AS loans
               FROM client_figure f JOIN client c ON c.id = f.client_id
               WHERE c.current_batch_id IS NOT NULL)
           SELECT count(*) AS "clients!: u32",
                  coalesce(sum(coalesce(deposits < ?1, 0) OR coalesce(loans < ?1, 0)), 0) AS "stale!: u32",
                  max(deposits) AS "deposits_newest: Day", count(deposits) AS "deposits_known!: u32",
                  min(CASE WHEN deposits < ?1 THEN deposits END) AS "deposits_oldest: Day",
                  coalesce(sum(deposits < ?1), 0) AS "deposits_stale!: u32",
                  max(loans) AS "loans_newest: Day", count(loans) AS "loans_known!: u32",
                  min(CASE WHEN loans < ?1 THEN loans END) AS "loans_oldest: Day",
                  coalesce(sum(loans < ?1), 0) AS "loans_stale!: u32"
           FROM age"#,
        oldest_good
    )
    .fetch_one(connection)
    .await?;
    Ok(Freshness {
        clients: row.clients,
        stale_clients: row.stale,
        deposits: LedgerAge {
            newest: row.deposits_newest,
            oldest: row.deposits_oldest,
            clients: row.deposits_known,
            stale_clients: row.deposits_stale,
        },
        loans: LedgerAge {
            newest: row.loans_newest,
            oldest: row.loans_oldest,
            clients: row.loans_known,
            stale_clients: row.loans_stale,
        },
    })
}

/// Visits planned for a day of this span and not cancelled, in order of day and hour.
pub async fn visits(
    connection: &mut SqliteConnection,
    from: Day,
    until: Day,
) -> Result<Vec<Waiting>> {
    let rows = sqlx::query!(
        r#"SELECT t.uid AS "visit: VisitId", v.planned_on AS "on!: Day", v.starts_at AS "starts_at: TimeOfDay",
                  v.place, v.ask, c.uid AS "client: ClientId", c.name, c.tier,
                  (SELECT json_group_array(p.called ORDER BY p.id) FROM visit_version_attendee a
                   JOIN person p ON p.id = a.person_id
                   WHERE a.visit_id = v.visit_id AND a.version = v.version) AS "people!: String"
           FROM visit_version v JOIN visit t ON t.id = v.visit_id AND t.version = v.version
           JOIN client c ON c.id = t.client_id AND c.current_batch_id IS NOT NULL
           WHERE v.planned_on BETWEEN ?1 AND ?2 AND v.cancel_reason IS NULL
           ORDER BY v.planned_on, v.starts_at IS NULL, v.starts_at, v.visit_id"#,
        from,
        until
    )
    .fetch_all(connection)
    .await?;
    let waiting = rows.into_iter().map(|row| {
        let subject = Subject::Visit {
            visit: row.visit,
            on: row.on,
            starts_at: row.starts_at,
            place: row.place,
            // Our own JSON, made in the statement.
            with: serde_json::from_str(&row.people).unwrap_or_default(),
            ask: row.ask,
        };
        let client = ItemClient {
            id: row.client,
            name: row.name,
            tier: row.tier,
        };
        (subject, Some(client))
    });
    Ok(waiting.collect())
}

/// A loan or off-balance item that stands with a balance, as far as its place on the list needs it; CNY.
pub struct DueLoan {
    pub loan: LoanKey,
    pub matures_on: Day,
    pub balance: Money,
}

/// What falls due by `until` or is past its day, in the order of the days.
pub async fn due_loans(connection: &mut SqliteConnection, until: Day) -> Result<Vec<DueLoan>> {
    Ok(sqlx::query_as!(
        DueLoan,
        r#"SELECT loan_id AS "loan: LoanKey", matures_on AS "matures_on: Day", balance AS "balance: Money"
           FROM loan_due WHERE matures_on <= ? ORDER BY matures_on, loan_id"#,
        until
    )
    .fetch_all(connection)
    .await?)
}

/// All that the list says of these loans.
pub async fn maturities(
    connection: &mut SqliteConnection,
    loans: &[LoanKey],
    settings: &Settings,
) -> Result<HashMap<LoanKey, Waiting>> {
    let loans = serde_json::to_string(loans).unwrap_or_default();
    let rows = sqlx::query!(
        r#"SELECT d.loan_id AS "key: LoanKey", c.uid AS "client: ClientId", c.name, c.tier, l.uid AS "loan: LoanId",
                  l.number, d.as_of AS "as_of: Day", d.balance AS "balance: Money", d.matures_on AS "matures_on: Day",
                  f.class, f.overdue_days AS "overdue_days: u32", p.label AS "label?", p.code
           FROM json_each(?) wanted CROSS JOIN loan_due d ON d.loan_id = wanted.value
           JOIN loan l ON l.id = d.loan_id JOIN client c ON c.id = d.client_id
           JOIN loan_fact f ON f.loan_id = d.loan_id AND f.as_of = d.as_of AND f.batch_id = d.batch_id
           LEFT JOIN product p ON p.id = f.product_id"#,
        loans
    )
    .fetch_all(connection)
    .await?;
    let waiting = rows.into_iter().map(|row| {
        let off_balance = (row.code.as_deref())
            .and_then(product::by_code)
            .is_some_and(|product| product.off_balance);
        let subject = Subject::Maturity {
            loan: row.loan,
            number: masking::loan(row.number, settings),
            product: row.label,
            off_balance,
            balance: row.balance,
            as_of: row.as_of,
            matures_on: row.matures_on,
            class: row.class.and_then(Classification::from_rank),
            overdue_days: row.overdue_days,
        };
        let client = ItemClient {
            id: row.client,
            name: row.name,
            tier: row.tier,
        };
        (row.key, (subject, Some(client)))
    });
    Ok(waiting.collect())
}

/// The key of a loan; `None` where there is none.
pub async fn loan_key(connection: &mut SqliteConnection, loan: LoanId) -> Result<Option<LoanKey>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id!: LoanKey" FROM loan WHERE uid = ?"#,
        loan
    )
    .fetch_optional(connection)
    .await?)
}

/// Files of which rows still wait for their client.
pub async fn unfinished_imports(
    connection: &mut SqliteConnection,
) -> Result<impl Iterator<Item = Subject>> {
    let rows = sqlx::query!(
        r#"SELECT b.uid AS "batch: BatchId", b.source AS "file!", q.kind AS "kind!", count(*) AS "rows!: u32",
                  b.recorded_at AS "at!"
           FROM queued_row q JOIN batch b ON b.id = q.batch_id AND b.undone_at IS NULL
           LEFT JOIN batch a ON a.id = q.attached_batch_id
           WHERE a.id IS NULL OR a.undone_at IS NOT NULL
           GROUP BY q.batch_id"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(|row| {
        Some(Subject::UnfinishedImport {
            batch: row.batch,
            file: row.file,
            ledger: Kind::from_name(&row.kind)?,
            rows: row.rows,
            imported_at: Timestamp::from_millisecond(row.at).ok()?,
        })
    }))
}

/// When each kind of file was imported last, by [`Kind::name`].
pub async fn last_imports(connection: &mut SqliteConnection) -> Result<HashMap<String, Timestamp>> {
    let rows = sqlx::query!(
        r#"SELECT kind AS "kind!", max(recorded_at) AS "at!: i64" FROM batch
           WHERE undone_at IS NULL AND parent_id IS NULL AND NOT by_hand GROUP BY kind"#
    )
    .fetch_all(connection)
    .await?;
    let imports = rows
        .into_iter()
        .filter_map(|row| Some((row.kind, Timestamp::from_millisecond(row.at).ok()?)));
    Ok(imports.collect())
}

/// The largest moves among the clients known on the portfolio's newest day.
pub async fn movers(
    connection: &mut SqliteConnection,
    as_of: Day,
    settings: &Settings,
) -> Result<Option<Movers>> {
    let up = moves(connection, as_of, 1, settings).await?;
    let down = moves(connection, as_of, -1, settings).await?;
    Ok((!up.is_empty() || !down.is_empty()).then_some(Movers { as_of, up, down }))
}

async fn moves(
    connection: &mut SqliteConnection,
    as_of: Day,
    direction: i64,
    settings: &Settings,
) -> Result<Vec<Mover>> {
    let rows = sqlx::query!(
        r#"SELECT c.uid AS "client: ClientId", c.name, c.tier,
                  f.month_average AS "now!: Money", f.previous_average AS "base!: Money"
           FROM client_figure f JOIN client c ON c.id = f.client_id AND c.current_batch_id IS NOT NULL
           WHERE f.deposit_day = ?1 AND (f.month_average - f.previous_average) * ?2 > 0
           ORDER BY (f.month_average - f.previous_average) * ?2 DESC, f.client_id LIMIT ?3"#,
        as_of,
        direction,
        MOST_MOVERS
    )
    .fetch_all(connection)
    .await?;
    let base_day = as_of.month_end_after(-1);
    let moves = rows.into_iter().map(|row| {
        let comparison = Comparison::new(Basis::PreviousMonth, base_day, row.base, row.now);
        let notable = matches!(
            comparison.movement,
            Movement::Growth(rate) if rate.abs() >= settings.notable_move
        );
        Mover {
            client: ItemClient {
                id: row.client,
                name: row.name,
                tier: row.tier,
            },
            month_average: row.now,
            comparison,
            notable,
        }
    });
    Ok(moves.collect())
}

/// A mark that stands.
pub struct Mark {
    pub id: MarkId,
    pub until: Option<Day>,
    pub reason: Option<String>,
    pub at: Timestamp,
}

impl Mark {
    /// Done, or put off until a day after `on`.
    pub fn hides(&self, on: Day) -> bool {
        self.until.is_none_or(|until| until > on)
    }
}

/// Of each item the newest mark that is not undone.
pub async fn marks(connection: &mut SqliteConnection) -> Result<HashMap<String, Mark>> {
    let rows = sqlx::query!(
        r#"SELECT uid AS "id: MarkId", item, until AS "until: Day", reason, recorded_at
           FROM today_mark WHERE undone_at IS NULL ORDER BY id"#
    )
    .fetch_all(connection)
    .await?;
    let marks = rows.into_iter().filter_map(|row| {
        let mark = Mark {
            id: row.id,
            until: row.until,
            reason: row.reason,
            at: Timestamp::from_millisecond(row.recorded_at).ok()?,
        };
        Some((row.item, mark))
    });
    Ok(marks.collect())
}

pub async fn insert_mark(
    write: &mut Write,
    item: &str,
    put_off: Option<(Day, &str)>,
) -> Result<(i64, MarkId)> {
    let (id, at, user) = (MarkId::new(write.at), write.at_ms(), write.user);
    let (until, reason) = put_off.unzip();
    let inserted = sqlx::query!(
        "INSERT INTO today_mark (uid, item, until, reason, user_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        item,
        until,
        reason,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    Ok((inserted.last_insert_rowid(), id))
}

/// The mark's key; `None` where no such mark stands.
pub async fn undo_mark(write: &mut Write, mark: MarkId) -> Result<Option<i64>> {
    let (at, user) = (write.at_ms(), write.user);
    Ok(sqlx::query_scalar!(
        r#"UPDATE today_mark SET undone_at = ?, undone_by = ? WHERE uid = ? AND undone_at IS NULL RETURNING id AS "id!: i64""#,
        at,
        user,
        mark
    )
    .fetch_optional(write.connection())
    .await?)
}
