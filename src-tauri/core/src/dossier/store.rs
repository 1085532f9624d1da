//! SQL of the dossier. Every statement reads through the batches that stand at `known_at`.

use super::model::{
    Account, ClientFile, Deposit, Dossier, Loan, LoanPoint, Nature, Person, Product, Provenance,
    SourceFile, Visit,
};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{
    AccountId, AccountKey, BatchId, BatchKey, ClientId, ClientKey, LoanId, PersonId, VisitId,
    VisitKey,
};
use crate::intake::record::{Classification, DepositAmounts, Kind};
use crate::ledger::{client_total, quanta};
use crate::money::{Money, Unit};
use crate::product;
use crate::setting;
use crate::visit::TimeOfDay;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// What every statement here asks for.
#[derive(Clone, Copy)]
struct Scope {
    client: ClientKey,
    as_of: Day,
    /// First day of the 24 months.
    from: Day,
    /// Unix milliseconds; a batch stands when recorded by then and not undone by then.
    known_ms: i64,
}

pub async fn load(
    connection: &mut SqliteConnection,
    client: ClientKey,
    as_of: Day,
    known_at: Option<Timestamp>,
) -> Result<Dossier> {
    let scope = Scope {
        client,
        as_of,
        from: as_of.month_end_after(-super::MONTHS).plus_days(1),
        known_ms: known_at.map_or(i64::MAX, Timestamp::as_millisecond),
    };
    let mut sources = Sources::default();
    let file = client_file(connection, scope, &mut sources).await?;
    let people = people(connection, scope, &mut sources).await?;
    let accounts = accounts(connection, scope, &mut sources).await?;
    let (loans, loan_points) = loans(connection, scope, &mut sources).await?;
    let visits = visits(connection, scope).await?;
    let balances = accounts.iter().flat_map(|account| &account.days);
    let of_balances = balances.map(|day| day.source.batch);
    let taken: BTreeSet<BatchId> = (loans.iter().map(|loan| loan.source.batch))
        .chain(of_balances)
        .collect();
    let mut files = sources.files(connection).await?;
    // What a later file said anew is no longer taken from the earlier one.
    files.retain(|file| {
        matches!(file.kind, Kind::Clients | Kind::People) || taken.contains(&file.batch)
    });
    Ok(Dossier {
        as_of,
        known_at,
        settings: setting::load(connection, as_of, scope.known_ms).await?,
        client: file,
        people,
        accounts,
        loans,
        loan_points,
        visits,
        sources: files,
    })
}

/// The batches met on the way, looked up once at the end.
#[derive(Default)]
struct Sources {
    batches: BTreeMap<BatchKey, BatchId>,
}

impl Sources {
    fn at(&mut self, key: BatchKey, batch: BatchId, row: u32) -> Provenance {
        self.batches.insert(key, batch);
        Provenance { batch, row }
    }

    async fn files(self, connection: &mut SqliteConnection) -> Result<Vec<SourceFile>> {
        let keys: Vec<BatchKey> = self.batches.into_keys().collect();
        let keys = serde_json::to_string(&keys).unwrap_or_default();
        let rows = sqlx::query!(
            r#"SELECT uid AS "uid: BatchId", source, kind, unit, by_hand AS "by_hand: bool",
                      (SELECT json_group_array(DISTINCT source_row) FROM mended_cell WHERE batch_id = batch.id) AS "mended!: String"
               FROM batch WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"#,
            keys
        )
        .fetch_all(connection)
        .await?;
        let files = rows.into_iter().filter_map(|row| {
            Some(SourceFile {
                batch: row.uid,
                file: row.source,
                kind: Kind::from_name(&row.kind)?,
                reliability: if row.by_hand { 2 } else { 3 },
                nature: if row.by_hand {
                    Nature::Observed
                } else {
                    Nature::Reported
                },
                // Our own list of numbers.
                mended_rows: serde_json::from_str(&row.mended).unwrap_or_default(),
                unit: row.unit.as_deref().and_then(Unit::from_label),
            })
        });
        Ok(files.collect())
    }
}

async fn client_file(
    connection: &mut SqliteConnection,
    scope: Scope,
    sources: &mut Sources,
) -> Result<ClientFile> {
    let row = sqlx::query!(
        r#"SELECT c.uid AS "id: ClientId", v.batch_id AS "key: BatchKey", b.uid AS "batch: BatchId",
                  v.source_row AS "source_row: u32", v.number, v.name, v.code, v.industry_label,
                  v.registered_capital AS "capital: Money", v.registered_capital_quantum AS capital_quantum,
                  v.founded_on AS "founded_on: Day", v.legal_rep, v.manager, v.tier, v.branch
           FROM client c JOIN client_version v ON v.client_id = c.id
           JOIN batch b ON b.id = v.batch_id AND b.recorded_at <= ?2 AND (b.undone_at IS NULL OR b.undone_at > ?2)
           WHERE c.id = ?1 ORDER BY v.batch_id DESC LIMIT 1"#,
        scope.client,
        scope.known_ms
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::new(Code::NotFound, "这个客户当时还没有建档。"))?;
    Ok(ClientFile {
        id: row.id,
        number: row.number,
        name: row.name,
        code: row.code,
        industry_label: row.industry_label,
        registered_capital: crate::intake::amount(row.capital, row.capital_quantum),
        founded_on: row.founded_on,
        legal_rep: row.legal_rep,
        manager: row.manager,
        tier: row.tier,
        branch: row.branch,
        source: sources.at(row.key, row.batch, row.source_row),
    })
}

async fn people(
    connection: &mut SqliteConnection,
    scope: Scope,
    sources: &mut Sources,
) -> Result<Vec<Person>> {
    let rows = sqlx::query!(
        r#"SELECT p.uid AS "id: PersonId", v.jobs, v.batch_id AS "key: BatchKey", b.uid AS "batch: BatchId",
                  v.source_row AS "source_row: u32",
                  coalesce((SELECT n.name FROM person_name n JOIN batch x ON x.id = n.batch_id
                            WHERE n.person_id = p.id AND x.recorded_at <= ?2
                              AND (x.undone_at IS NULL OR x.undone_at > ?2)
                            ORDER BY n.batch_id DESC LIMIT 1), p.name) AS "name!: String"
           FROM person p JOIN person_version v ON v.person_id = p.id
           JOIN batch b ON b.id = v.batch_id
           WHERE p.client_id = ?1 AND v.batch_id = (
               SELECT max(w.batch_id) FROM person_version w JOIN batch x ON x.id = w.batch_id
               WHERE w.person_id = p.id AND x.recorded_at <= ?2 AND (x.undone_at IS NULL OR x.undone_at > ?2))
           ORDER BY p.id"#,
        scope.client,
        scope.known_ms
    )
    .fetch_all(connection)
    .await?;
    let people = rows.into_iter().map(|row| Person {
        id: row.id,
        name: row.name,
        // Our own JSON, held by a CHECK.
        jobs: serde_json::from_str(&row.jobs).unwrap_or_default(),
        source: sources.at(row.key, row.batch, row.source_row),
    });
    Ok(people.collect())
}

async fn accounts(
    connection: &mut SqliteConnection,
    scope: Scope,
    sources: &mut Sources,
) -> Result<Vec<Account>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "account: AccountKey", a.uid AS "id: AccountId", a.number, a.currency,
                  f.as_of AS "as_of: Day", f.batch_id AS "key: BatchKey", b.uid AS "batch: BatchId",
                  f.source_row AS "source_row: u32", p.label AS "label?", p.code,
                  f.point AS "point: Money", f.month_start AS "month_start: Money", f.year_start AS "year_start: Money",
                  f.month_average AS "month_average: Money", f.year_average AS "year_average: Money", f.quanta
           FROM account a JOIN deposit_fact f ON f.account_id = a.id AND f.as_of BETWEEN ?2 AND ?3
           JOIN batch b ON b.id = f.batch_id AND b.recorded_at <= ?4 AND (b.undone_at IS NULL OR b.undone_at > ?4)
           LEFT JOIN product p ON p.id = f.product_id
           WHERE a.client_id = ?1 ORDER BY a.id, f.as_of, f.batch_id"#,
        scope.client,
        scope.from,
        scope.as_of,
        scope.known_ms
    )
    .fetch_all(connection)
    .await?;
    let mut accounts: Vec<(AccountKey, Account)> = Vec::new();
    for row in rows {
        if accounts.last().is_none_or(|(key, _)| *key != row.account) {
            let account = Account {
                id: row.id,
                is_client_total: client_total::is_one(&row.number),
                number: client_total::shown(row.number),
                currency: row.currency,
                product: None,
                days: Vec::new(),
            };
            accounts.push((row.account, account));
        }
        let Some((_, account)) = accounts.last_mut() else {
            continue;
        };
        let [point, month_start, year_start, month_average, year_average] = quanta::unpack(
            [
                row.point,
                row.month_start,
                row.year_start,
                row.month_average,
                row.year_average,
            ],
            row.quanta,
        );
        let deposit = Deposit {
            as_of: row.as_of,
            amounts: DepositAmounts {
                point,
                month_start,
                year_start,
                month_average,
                year_average,
            },
            source: sources.at(row.key, row.batch, row.source_row),
        };
        if account
            .days
            .last()
            .is_some_and(|last| last.as_of == row.as_of)
        {
            account.days.pop();
        }
        account.days.push(deposit);
        account.product = row.label.map(|label| Product {
            label,
            code: row.code,
        });
    }
    Ok(accounts.into_iter().map(|(_, account)| account).collect())
}

/// The newest day on which this client's loans are known tells what stands: what is no longer listed is
/// settled. Loans and off-balance items have a day of their own: banks list them in separate files, too.
async fn loans(
    connection: &mut SqliteConnection,
    scope: Scope,
    sources: &mut Sources,
) -> Result<(Vec<Loan>, Vec<LoanPoint>)> {
    let rows = sqlx::query!(
        r#"SELECT l.uid AS "id: LoanId", l.number, l.currency, f.as_of AS "as_of: Day",
                  f.batch_id AS "key: BatchKey", b.uid AS "batch: BatchId", f.source_row AS "source_row: u32",
                  p.label AS "label?", p.code, f.amount AS "amount: Money", f.balance AS "balance: Money", f.quanta,
                  f.rate, f.lpr, f.drawn_on AS "drawn_on: Day", f.matures_on AS "matures_on: Day", f.security, f.class,
                  f.overdue_days AS "overdue_days: u32"
           FROM loan l JOIN loan_fact f ON f.loan_id = l.id AND f.as_of <= ?2
           JOIN batch b ON b.id = f.batch_id AND b.recorded_at <= ?3 AND (b.undone_at IS NULL OR b.undone_at > ?3)
           LEFT JOIN product p ON p.id = f.product_id
           WHERE l.client_id = ?1 ORDER BY l.id, f.as_of, f.batch_id"#,
        scope.client,
        scope.as_of,
        scope.known_ms
    )
    .fetch_all(connection)
    .await?;
    let is_off_balance = |code: Option<&str>| {
        code.and_then(product::by_code)
            .is_some_and(|product| product.off_balance)
    };
    let mut newest: BTreeMap<bool, Day> = BTreeMap::new();
    for row in &rows {
        let day = newest
            .entry(is_off_balance(row.code.as_deref()))
            .or_insert(row.as_of);
        *day = row.as_of.max(*day);
    }
    let mut loans: Vec<Loan> = Vec::new();
    let mut points: Vec<LoanPoint> = Vec::new();
    for row in rows {
        let off_balance = is_off_balance(row.code.as_deref());
        let [amount, balance] = quanta::unpack([row.amount, row.balance], row.quanta);
        if row.as_of >= scope.from {
            let point = LoanPoint {
                loan: row.id,
                currency: row.currency.clone(),
                off_balance,
                as_of: row.as_of,
                balance,
            };
            if (points.last()).is_some_and(|p| (p.loan, p.as_of) == (point.loan, point.as_of)) {
                points.pop();
            }
            points.push(point);
        }
        if newest.get(&off_balance) != Some(&row.as_of) {
            continue;
        }
        let loan = Loan {
            id: row.id,
            number: row.number,
            currency: row.currency,
            off_balance,
            product: row.label.map(|label| Product {
                label,
                code: row.code,
            }),
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
            source: sources.at(row.key, row.batch, row.source_row),
        };
        // Of one loan and day the newest batch comes last.
        if loans.last().is_some_and(|last| last.id == loan.id) {
            loans.pop();
        }
        loans.push(loan);
    }
    points.sort_by_key(|point| point.as_of);
    Ok((loans, points))
}

async fn visits(connection: &mut SqliteConnection, scope: Scope) -> Result<Vec<Visit>> {
    let rows = sqlx::query!(
        r#"SELECT t.id AS "key: VisitKey", t.uid AS "id: VisitId", v.version AS "version: u32",
                  v.planned_on AS "planned_on: Day", v.starts_at AS "starts_at: TimeOfDay", v.place, v.ask
           FROM visit t JOIN visit_version v ON v.visit_id = t.id AND v.version = (
               SELECT max(w.version) FROM visit_version w WHERE w.visit_id = t.id AND w.recorded_at <= ?2)
           WHERE t.client_id = ?1 AND v.cancel_reason IS NULL
           ORDER BY v.planned_on IS NULL, v.planned_on, v.starts_at IS NULL, v.starts_at, t.id"#,
        scope.client,
        scope.known_ms
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut visits = Vec::with_capacity(rows.len());
    for row in rows {
        let goals = sqlx::query_scalar!(
            "SELECT text FROM visit_version_goal WHERE visit_id = ? AND version = ? ORDER BY position",
            row.key,
            row.version
        )
        .fetch_all(&mut *connection)
        .await?;
        let attendees = sqlx::query_scalar!(
            r#"SELECT p.uid AS "id: PersonId" FROM visit_version_attendee a JOIN person p ON p.id = a.person_id
               WHERE a.visit_id = ? AND a.version = ? ORDER BY a.person_id"#,
            row.key,
            row.version
        )
        .fetch_all(&mut *connection)
        .await?;
        visits.push(Visit {
            id: row.id,
            planned_on: row.planned_on,
            starts_at: row.starts_at,
            place: row.place,
            attendees,
            goals,
            ask: row.ask,
        });
    }
    Ok(visits)
}
