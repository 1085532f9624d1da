//! Loads what planning needs to know about the things a table speaks of: never more of the vault
//! than the file touches, but for the clients' keys.

use super::columns::Field;
use super::values;
use crate::day::Day;
use crate::error::Result;
use crate::ids::{AccountKey, BatchKey, ClientKey, LoanKey, PersonKey};
use crate::intake::plan::{
    ClientIndex, Days, Found, Held, HeldNumbers, Known, KnownClient, KnownDeposit, KnownLoanFact,
    KnownPerson, People, Told,
};
use crate::intake::record::{
    Classification, ClientRecord, ClientRef, DepositAmounts, DepositRecord, LoanRecord, Row, Rows,
    Table,
};
use crate::ledger::{client_total, quanta};
use crate::money::{Amount, Money, Quantum};
use crate::setting;
use crate::vault::let_go_of_pages;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::{BTreeSet, HashMap};

/// Values an `IN (…)` takes at a time.
const CHUNK: usize = 1000;

/// Clients that are taken over at a time: all of them at once would stand in memory twice.
const CLIENTS_AT_ONCE: u32 = 10_000;

/// What the vault holds of the table's clients, people, accounts or loans.
pub async fn load(connection: &mut SqliteConnection, table: &Table) -> Result<Known> {
    let mut known = Known {
        settings: setting::load(connection, table.as_of.unwrap_or(Day::LAST), i64::MAX).await?,
        ..Known::default()
    };
    // What is read through here is not read again, and would fill the memory.
    load_labels(connection, &mut known).await?;
    let_go_of_pages(connection).await?;
    known.values = values::load(connection).await?;
    load_clients(connection, &mut known).await?;
    match &table.rows {
        Rows::Clients(_) => known.client_versions = client_versions(connection).await?,
        Rows::People(_) => known.people = people(connection, None).await?,
        // Accounts and loans are asked for number by number, as the plan comes to them.
        Rows::Deposits(rows) => known.told = told(connection, rows, &known.clients).await?,
        Rows::Loans(_) => {}
    }
    Ok(known)
}

/// Labels that were imported before, and who the managers are.
async fn load_labels(connection: &mut SqliteConnection, known: &mut Known) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT 'product' AS "field!: String", label AS "label!: String" FROM product
           UNION SELECT 'industry', industry_label FROM client_version WHERE industry_label IS NOT NULL
           UNION SELECT 'manager', manager FROM client_version WHERE manager IS NOT NULL
           UNION SELECT 'manager', name FROM user"#
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        if row.field == "manager" {
            known.managers.insert(row.label.clone());
        }
        if let Some(field) = Field::from_name(&row.field) {
            known.labels.insert((field, row.label));
        }
    }
    Ok(())
}

async fn load_clients(connection: &mut SqliteConnection, known: &mut Known) -> Result<()> {
    let mut after = ClientKey(0);
    loop {
        let rows = sqlx::query!(
            r#"SELECT id AS "id: ClientKey", number, code, name FROM client
               WHERE current_batch_id IS NOT NULL AND id > ? ORDER BY id LIMIT ?"#,
            after,
            CLIENTS_AT_ONCE
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        for row in rows {
            known.clients.add(row.id, row.number, row.code, row.name);
        }
        let_go_of_pages(connection).await?;
    }
    let aliases = sqlx::query!(
        r#"SELECT l.client_id AS "client: ClientKey", l.number, l.code, l.name FROM client_alias l
           JOIN batch b ON b.id = l.batch_id AND b.undone_at IS NULL
           JOIN client c ON c.id = l.client_id AND c.current_batch_id IS NOT NULL ORDER BY l.batch_id"#
    )
    .fetch_all(connection)
    .await?;
    for row in aliases {
        known.clients.add_alias(
            row.client,
            ClientRef {
                number: row.number,
                code: row.code,
                name: row.name,
            },
        );
    }
    Ok(())
}

/// A client's version as it is stored.
pub(super) struct VersionRow {
    pub(super) id: ClientKey,
    pub(super) batch: BatchKey,
    pub(super) number: Option<String>,
    pub(super) code: Option<String>,
    pub(super) name: String,
    pub(super) industry_label: Option<String>,
    pub(super) capital: Option<Money>,
    pub(super) capital_quantum: Option<i64>,
    pub(super) founded_on: Option<Day>,
    pub(super) legal_rep: Option<String>,
    pub(super) manager: Option<String>,
    pub(super) tier: Option<String>,
    pub(super) branch: Option<String>,
}

impl VersionRow {
    pub(super) fn record(self) -> ClientRecord {
        ClientRecord {
            client: ClientRef {
                number: self.number,
                code: self.code,
                name: Some(self.name),
            },
            industry_label: self.industry_label,
            registered_capital: amount(self.capital, self.capital_quantum),
            founded_on: self.founded_on,
            legal_rep: self.legal_rep,
            manager: self.manager,
            tier: self.tier,
            branch: self.branch,
        }
    }
}

/// Names of present clients by their numbers.
pub async fn client_names(
    connection: &mut SqliteConnection,
    numbers: &[String],
) -> Result<HashMap<String, String>> {
    let mut names = HashMap::with_capacity(numbers.len());
    for chunk in numbers.chunks(CHUNK) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT number, name FROM client WHERE current_batch_id IS NOT NULL AND number IN (",
        );
        in_list(&mut query, chunk);
        let rows: Vec<(String, String)> =
            query.build_query_as().fetch_all(&mut *connection).await?;
        names.extend(rows);
    }
    Ok(names)
}

async fn client_versions(
    connection: &mut SqliteConnection,
) -> Result<HashMap<ClientKey, KnownClient>> {
    let rows = sqlx::query_as!(
        VersionRow,
        r#"SELECT v.client_id AS "id: ClientKey", v.batch_id AS "batch: BatchKey", v.number, v.code, v.name,
                  v.industry_label, v.registered_capital AS "capital: Money",
                  v.registered_capital_quantum AS capital_quantum, v.founded_on AS "founded_on: Day",
                  v.legal_rep, v.manager, v.tier, v.branch
           FROM client c JOIN client_version v ON v.client_id = c.id AND v.batch_id = c.current_batch_id"#
    )
    .fetch_all(connection)
    .await?;
    let versions = rows.into_iter().map(|row| {
        let (key, batch) = (row.id, row.batch);
        let record = row.record();
        (key, KnownClient { batch, record })
    });
    Ok(versions.collect())
}

/// An amount from its two columns.
pub(crate) fn amount(money: Option<Money>, quantum: Option<i64>) -> Option<Amount> {
    let quantum = u8::try_from(quantum?).map_or(Quantum::COARSEST, Quantum::from_exponent);
    Some(Amount {
        money: money?,
        quantum,
    })
}

/// Everybody's names, or those of one client's people.
pub(super) async fn people(
    connection: &mut SqliteConnection,
    client: Option<ClientKey>,
) -> Result<People> {
    // Whoever is gone comes first, then earlier names, then those that stand.
    let rows = sqlx::query!(
        r#"SELECT p.id AS "id: PersonKey", p.client_id AS "client_id: ClientKey", bears.name AS "bears!: String",
                  p.called AS "called!: String",
                  v.batch_id AS "batch: BatchKey", v.jobs
           FROM person p
           JOIN (
               SELECT id, called AS name, 1 AS is_called FROM person
               UNION ALL SELECT id, name, 0 FROM person WHERE renamed IS NOT NULL
               UNION ALL SELECT n.person_id, n.was, 0 FROM person_name n
                         JOIN batch x ON x.id = n.batch_id AND x.undone_at IS NULL
           ) bears ON bears.id = p.id
           LEFT JOIN (
               SELECT person_id, max(batch_id) AS batch_id FROM person_version
               JOIN batch b ON b.id = batch_id AND b.undone_at IS NULL GROUP BY person_id
           ) present ON present.person_id = p.id
           LEFT JOIN person_version v ON v.person_id = p.id AND v.batch_id = present.batch_id
           WHERE ?1 IS NULL OR p.client_id = ?1
           ORDER BY present.batch_id IS NOT NULL, bears.is_called"#,
        client
    )
    .fetch_all(connection)
    .await?;
    let mut people = People::default();
    for row in rows {
        let present = row.batch.zip(row.jobs).map(|(batch, jobs)| {
            // Our own JSON, held by a CHECK.
            (batch, serde_json::from_str(&jobs).unwrap_or_default())
        });
        let person = KnownPerson {
            key: row.id,
            name: row.called,
            present,
        };
        people.add(row.client_id, row.bears, person);
    }
    Ok(people)
}

/// How balances are told on the table's days: by account or by client.
async fn told(
    connection: &mut SqliteConnection,
    rows: &[Row<DepositRecord>],
    clients: &ClientIndex,
) -> Result<Told> {
    let records = || rows.iter().flat_map(|row| &row.record);
    let Some(days) = Days::of(records().map(|record| record.as_of), 0) else {
        return Ok(Told::default());
    };
    let totals = records().filter(|record| client_total::is_one(&record.account));
    let of_totals = totals.filter_map(|record| match clients.find(&record.client) {
        Found::One(key) => Some(key),
        Found::Unknown | Found::Contradiction(_) => None,
    });
    let of_totals: BTreeSet<ClientKey> = of_totals.collect();
    let of_totals: Vec<ClientKey> = of_totals.into_iter().collect();
    let mut told = Told::default();
    // The pattern is that of `client_total::LABEL`: as it stands here, the index on numbers answers it.
    let standing = sqlx::query!(
        r#"SELECT a.client_id AS "client: ClientKey", a.number, f.as_of AS "as_of: Day"
           FROM account a CROSS JOIN deposit_fact f ON f.account_id = a.id AND f.as_of BETWEEN ? AND ?
           JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
           WHERE a.number GLOB '客户汇总*' GROUP BY a.id, f.as_of"#,
        days.first,
        days.last
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in standing {
        let held = told.totals.entry((row.client, row.as_of)).or_default();
        held.push(row.number);
    }
    for chunk in of_totals.chunks(CHUNK) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT DISTINCT a.client_id, f.as_of FROM account a CROSS JOIN deposit_fact f ON f.account_id = a.id
             JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             WHERE a.number NOT GLOB '客户汇总*' AND a.client_id IN (",
        );
        in_list(&mut query, chunk);
        within(&mut query, days);
        let rows: Vec<(ClientKey, Day)> =
            query.build_query_as().fetch_all(&mut *connection).await?;
        told.accounts.extend(rows);
    }
    Ok(told)
}

/// The accounts under these numbers.
pub async fn accounts(
    connection: &mut SqliteConnection,
    numbers: &[&str],
    days: Days,
) -> Result<HeldNumbers<AccountKey, KnownDeposit>> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT a.id, a.client_id, a.number, a.currency, EXISTS (
             SELECT 1 FROM deposit_fact f JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             WHERE f.account_id = a.id) AS stands FROM account a
         JOIN client c ON c.id = a.client_id AND c.current_batch_id IS NOT NULL WHERE a.number IN (",
    );
    in_list(&mut query, numbers);
    let rows: Vec<HeldRow<AccountKey>> = query.build_query_as().fetch_all(&mut *connection).await?;
    let keys: Vec<AccountKey> = rows.iter().map(|row| row.0).collect();
    let facts = deposit_facts(connection, &keys, days).await?;
    Ok(by_number(rows, facts))
}

/// Key, client, number, currency, and whether anything of it stands.
type HeldRow<K> = (K, ClientKey, String, String, bool);

fn by_number<K: Copy + Eq + std::hash::Hash, F>(
    rows: Vec<HeldRow<K>>,
    mut facts: HashMap<K, Vec<F>>,
) -> HeldNumbers<K, F> {
    let mut numbers: HeldNumbers<K, F> = HashMap::with_capacity(rows.len());
    for (key, client, number, currency, stands) in rows {
        numbers.entry((number, currency)).or_default().push(Held {
            key,
            client,
            stands,
            facts: facts.remove(&key).unwrap_or_default(),
        });
    }
    numbers
}

type DepositRow = (
    AccountKey,
    Day,
    BatchKey,
    Option<String>,
    Option<Money>,
    Option<Money>,
    Option<Money>,
    Option<Money>,
    Option<Money>,
    i64,
);

async fn deposit_facts(
    connection: &mut SqliteConnection,
    accounts: &[AccountKey],
    days: Days,
) -> Result<HashMap<AccountKey, Vec<KnownDeposit>>> {
    let mut facts: HashMap<AccountKey, Vec<KnownDeposit>> = HashMap::new();
    for chunk in accounts.chunks(CHUNK) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT f.account_id, f.as_of, f.batch_id, p.label, f.point, f.month_start, f.year_start,
                    f.month_average, f.year_average, f.quanta
             FROM deposit_fact f JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             LEFT JOIN product p ON p.id = f.product_id WHERE f.account_id IN (",
        );
        in_list(&mut query, chunk);
        within(&mut query, days);
        query.push(" ORDER BY f.account_id, f.as_of, f.batch_id");
        let rows: Vec<DepositRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        for (account, as_of, batch, product, point, month_start, year_start, month, year, packed) in
            rows
        {
            let [point, month_start, year_start, month_average, year_average] =
                quanta::unpack([point, month_start, year_start, month, year], packed);
            let fact = KnownDeposit {
                as_of,
                batch,
                product,
                amounts: DepositAmounts {
                    point,
                    month_start,
                    year_start,
                    month_average,
                    year_average,
                },
            };
            keep_newest(facts.entry(account).or_default(), fact, |fact| fact.as_of);
        }
    }
    Ok(facts)
}

/// The loans under these numbers.
pub async fn loans(
    connection: &mut SqliteConnection,
    numbers: &[&str],
    days: Days,
) -> Result<HeldNumbers<LoanKey, KnownLoanFact>> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT l.id, l.client_id, l.number, l.currency, EXISTS (
             SELECT 1 FROM loan_fact f JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             WHERE f.loan_id = l.id) AS stands FROM loan l
         JOIN client c ON c.id = l.client_id AND c.current_batch_id IS NOT NULL WHERE l.number IN (",
    );
    in_list(&mut query, numbers);
    let rows: Vec<HeldRow<LoanKey>> = query.build_query_as().fetch_all(&mut *connection).await?;
    let names = (rows.iter())
        .map(|(key, _, number, currency, _)| (*key, (number.as_str(), currency.as_str())))
        .collect();
    let facts = loan_facts(connection, &names, days).await?;
    Ok(by_number(rows, facts))
}

type LoanRow = (
    LoanKey,
    Day,
    BatchKey,
    Option<String>,
    Option<Money>,
    Option<Money>,
    i64,
    Option<String>,
    Option<String>,
    Option<Day>,
    Option<Day>,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

async fn loan_facts(
    connection: &mut SqliteConnection,
    names: &HashMap<LoanKey, (&str, &str)>,
    days: Days,
) -> Result<HashMap<LoanKey, Vec<KnownLoanFact>>> {
    let mut facts: HashMap<LoanKey, Vec<KnownLoanFact>> = HashMap::new();
    let keys: Vec<LoanKey> = names.keys().copied().collect();
    for chunk in keys.chunks(CHUNK) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT f.loan_id, f.as_of, f.batch_id, p.label, f.amount, f.balance, f.quanta, f.rate,
                    f.lpr, f.drawn_on, f.matures_on, f.security, f.class, f.overdue_days
             FROM loan_fact f JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             LEFT JOIN product p ON p.id = f.product_id WHERE f.loan_id IN (",
        );
        in_list(&mut query, chunk);
        within(&mut query, days);
        query.push(" ORDER BY f.loan_id, f.as_of, f.batch_id");
        let rows: Vec<LoanRow> = query.build_query_as().fetch_all(&mut *connection).await?;
        for row in rows {
            let (loan, as_of, batch, product, amount, balance, packed, ..) = row;
            let (.., rate, lpr, drawn_on, matures_on, security, class, overdue_days) = row;
            let (number, currency) = names.get(&loan).copied().unwrap_or_default();
            let [amount, balance] = quanta::unpack([amount, balance], packed);
            let record = LoanRecord {
                client: ClientRef::default(),
                loan: number.to_owned(),
                product,
                currency: currency.to_owned(),
                as_of,
                amount,
                balance,
                rate: rate.and_then(|rate| rate.parse().ok()),
                lpr: lpr.and_then(|lpr| lpr.parse().ok()),
                drawn_on,
                matures_on,
                security,
                class: class.and_then(Classification::from_rank),
                overdue_days: overdue_days.and_then(|days| u32::try_from(days).ok()),
            };
            keep_newest(
                facts.entry(loan).or_default(),
                KnownLoanFact {
                    as_of,
                    batch,
                    record,
                },
                |f| f.as_of,
            );
        }
    }
    Ok(facts)
}

/// Rows come by day, then batch: of one day the newest batch stays.
fn keep_newest<T>(facts: &mut Vec<T>, fact: T, day: impl Fn(&T) -> Day) {
    if facts.last().is_some_and(|last| day(last) == day(&fact)) {
        facts.pop();
    }
    facts.push(fact);
}

fn in_list<'a, T>(query: &mut QueryBuilder<Sqlite>, values: &'a [T])
where
    T: Clone + sqlx::Encode<'a, Sqlite> + sqlx::Type<Sqlite> + 'a,
{
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value.clone());
    }
    query.push(")");
}

fn within(query: &mut QueryBuilder<Sqlite>, days: Days) {
    query.push(" AND f.as_of BETWEEN ").push_bind(days.first);
    query.push(" AND ").push_bind(days.last);
}
