//! Carries out a plan: one batch, inside the caller's transaction.

use crate::error::Result;
use crate::ids::{
    AccountId, AccountKey, BatchId, BatchKey, ClientId, ClientKey, LoanId, LoanKey, PersonId,
    PersonKey, ProductKey,
};
use crate::intake::plan::{
    ClientWrite, DepositWrite, LoanWrite, NewEntity, PersonWrite, Plan, QueuedWrite, Target, Writes,
};
use crate::intake::record::Kind;
use crate::ledger::quanta;
use crate::product;
use crate::vault::Write;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::{BTreeSet, HashMap};

/// Rows in one prepared multi-row insert.
const ROWS: usize = 500;

/// A batch that lets queued rows of an earlier one attach.
#[derive(Debug, Clone, Copy)]
pub struct Continues {
    pub parent: BatchKey,
    pub cause: BatchKey,
}

/// Writes the plan inside the caller's transaction.
pub async fn write(
    write: &mut Write,
    plan: &Plan,
    continues: Option<Continues>,
) -> Result<(BatchKey, BatchId)> {
    let (key, id) = insert_batch(write, plan, continues).await?;
    insert_facts(write, key, plan).await?;
    let connection = write.connection();
    if continues.is_none() {
        insert_queued(
            connection,
            key,
            plan.kind,
            &plan.queued,
            &plan.source.digest,
        )
        .await?;
    }
    crate::client::figure::refresh(connection, &[key]).await?;
    Ok((key, id))
}

/// Writes as much of the plan as a plan after it in the same, later rolled back, transaction can see: the keys
/// are those that [`write`] will give. `facts`: whether anything after it asks for more than its batch.
pub async fn rehearse(write: &mut Write, plan: &Plan, facts: bool) -> Result<BatchKey> {
    let (key, _) = insert_batch(write, plan, None).await?;
    if facts {
        insert_facts(write, key, plan).await?;
    }
    Ok(key)
}

async fn insert_facts(write: &mut Write, key: BatchKey, plan: &Plan) -> Result<()> {
    let at = write.at;
    let connection = write.connection();
    insert_reliances(connection, key, &plan.relies_on, &plan.source.digest).await?;
    super::mend::save(connection, key, &plan.mended).await?;
    match &plan.writes {
        Writes::Clients(clients) => insert_clients(connection, key, at, clients).await?,
        Writes::People(people) => insert_people(connection, key, at, people).await?,
        Writes::Deposits { accounts, facts } => {
            let first = insert_entities(connection, "account", at, accounts).await?;
            insert_deposits(connection, key, AccountKey(first), facts).await?;
        }
        Writes::Loans { loans, facts } => {
            let first = insert_entities(connection, "loan", at, loans).await?;
            insert_loans(connection, key, LoanKey(first), facts).await?;
        }
    }
    Ok(())
}

async fn insert_batch(
    write: &mut Write,
    plan: &Plan,
    continues: Option<Continues>,
) -> Result<(BatchKey, BatchId)> {
    let id = BatchId::new(write.at);
    let (kind, digest) = (plan.kind.name(), plan.source.digest.as_slice());
    let file_digest = plan.source.file_digest.as_slice();
    let (as_of, unit) = (plan.as_of, plan.unit.map(|unit| unit.label()));
    let counts = serde_json::to_string(&plan.counts()).unwrap_or_default();
    let (parent, cause) = continues.map(|c| (c.parent, c.cause)).unzip();
    let (user, at) = (write.user, write.at_ms());
    let by_hand = plan.source.by_hand;
    let inserted = sqlx::query!(
        "INSERT INTO batch (uid, kind, source, digest, as_of, unit, user_id, recorded_at, parent_id, cause_id, counts,
                by_hand, file_digest)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, kind, plan.source.file_name, digest, as_of, unit, user, at, parent, cause, counts, by_hand, file_digest
    )
    .execute(write.connection())
    .await?;
    Ok((BatchKey(inserted.last_insert_rowid()), id))
}

/// The same file again only repeats itself: it does not hold the first import fast.
async fn insert_reliances(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    relies_on: &BTreeSet<BatchKey>,
    digest: &[u8],
) -> Result<()> {
    for relied in relies_on {
        sqlx::query!(
            "INSERT OR IGNORE INTO batch_reliance (batch_id, relies_on)
             SELECT ?, id FROM batch WHERE id = ? AND digest <> ?",
            batch,
            relied,
            digest
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

async fn next_key(connection: &mut SqliteConnection, table: &'static str) -> Result<i64> {
    let statement = match table {
        "client" => "SELECT coalesce(max(id), 0) + 1 FROM client",
        "person" => "SELECT coalesce(max(id), 0) + 1 FROM person",
        "account" => "SELECT coalesce(max(id), 0) + 1 FROM account",
        _ => "SELECT coalesce(max(id), 0) + 1 FROM loan",
    };
    Ok(sqlx::query_scalar(statement).fetch_one(connection).await?)
}

async fn insert_clients(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    at: jiff::Timestamp,
    writes: &[ClientWrite],
) -> Result<()> {
    let first = next_key(connection, "client").await?;
    let mut new = 0;
    let keyed: Vec<(ClientKey, bool, &ClientWrite)> = writes
        .iter()
        .map(|write| match write.client {
            Some(key) => (key, false, write),
            None => {
                new += 1;
                (ClientKey(first + new - 1), true, write)
            }
        })
        .collect();
    let fresh: Vec<&(ClientKey, bool, &ClientWrite)> =
        keyed.iter().filter(|(_, new, _)| *new).collect();
    for chunk in fresh.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO client (id, uid, name) ");
        query.push_values(chunk, |mut row, (key, _, write)| {
            row.push_bind(*key)
                .push_bind(ClientId::new(at))
                .push_bind(write.record.client.name.as_deref());
        });
        query.build().execute(&mut *connection).await?;
    }
    for chunk in keyed.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO client_version (client_id, batch_id, source_row, number, code, name, industry_label,
             registered_capital, registered_capital_quantum, founded_on, legal_rep, manager, tier, branch) ",
        );
        query.push_values(chunk, |mut row, (key, _, write)| {
            let record = &write.record;
            row.push_bind(*key).push_bind(batch).push_bind(write.row);
            row.push_bind(record.client.number.as_deref())
                .push_bind(record.client.code.as_deref());
            row.push_bind(record.client.name.as_deref())
                .push_bind(record.industry_label.as_deref());
            row.push_bind(record.registered_capital.map(|capital| capital.money));
            row.push_bind(
                record
                    .registered_capital
                    .map(|capital| i64::from(capital.quantum.exponent())),
            );
            row.push_bind(record.founded_on)
                .push_bind(record.legal_rep.as_deref());
            row.push_bind(record.manager.as_deref())
                .push_bind(record.tier.as_deref())
                .push_bind(record.branch.as_deref());
        });
        query.build().execute(&mut *connection).await?;
    }
    crate::client::store::refresh_current(connection, batch).await
}

async fn insert_people(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    at: jiff::Timestamp,
    writes: &[PersonWrite],
) -> Result<()> {
    let mut next = next_key(connection, "person").await?;
    let mut keyed = Vec::with_capacity(writes.len());
    for write in writes {
        let (key, new) = match write.person {
            Some(key) => (key, false),
            None => {
                next += 1;
                (PersonKey(next - 1), true)
            }
        };
        let jobs = serde_json::to_string(&write.jobs).unwrap_or_default();
        keyed.push((key, new, jobs, write));
    }
    let fresh: Vec<_> = keyed.iter().filter(|(_, new, ..)| *new).collect();
    for chunk in fresh.chunks(ROWS) {
        let mut query =
            QueryBuilder::<Sqlite>::new("INSERT INTO person (id, uid, client_id, name) ");
        query.push_values(chunk, |mut row, (key, _, _, write)| {
            row.push_bind(*key)
                .push_bind(PersonId::new(at))
                .push_bind(write.client)
                .push_bind(write.name.as_str());
        });
        query.build().execute(&mut *connection).await?;
    }
    for chunk in keyed.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO person_version (person_id, batch_id, source_row, jobs) ",
        );
        query.push_values(chunk, |mut row, (key, _, jobs, write)| {
            row.push_bind(*key)
                .push_bind(batch)
                .push_bind(write.row)
                .push_bind(jobs.as_str());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Accounts and loans have the same shape; returns the first new key.
async fn insert_entities(
    connection: &mut SqliteConnection,
    table: &'static str,
    at: jiff::Timestamp,
    new: &[NewEntity],
) -> Result<i64> {
    let first = next_key(connection, table).await?;
    let head = match table {
        "account" => "INSERT INTO account (id, uid, client_id, number, currency) ",
        _ => "INSERT INTO loan (id, uid, client_id, number, currency) ",
    };
    let mut next = first;
    for chunk in new.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(head);
        query.push_values(chunk, |mut row, entity| {
            row.push_bind(next);
            match table {
                "account" => row.push_bind(AccountId::new(at)),
                _ => row.push_bind(LoanId::new(at)),
            };
            row.push_bind(entity.client)
                .push_bind(entity.number.as_str())
                .push_bind(entity.currency.as_str());
            next += 1;
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(first)
}

async fn insert_deposits(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    first: AccountKey,
    facts: &[DepositWrite],
) -> Result<()> {
    // In the order of the table, whatever that of the file: each page is written once.
    let mut facts: Vec<&DepositWrite> = facts.iter().collect();
    facts.sort_unstable_by_key(|fact| (fact.account, fact.as_of));
    let labels: BTreeSet<&str> = (facts.iter())
        .filter_map(|fact| fact.product.as_deref())
        .collect();
    let products = products(connection, &labels, product::Ledger::Deposits).await?;
    for chunk in facts.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO deposit_fact (account_id, as_of, batch_id, source_row, product_id, point, month_start,
             year_start, month_average, year_average, quanta) ",
        );
        query.push_values(chunk, |mut row, fact| {
            let account = match fact.account {
                Target::Existing(key) => key,
                Target::New(at) => AccountKey(first.0 + at as i64),
            };
            row.push_bind(account)
                .push_bind(fact.as_of)
                .push_bind(batch)
                .push_bind(fact.row);
            row.push_bind(
                fact.product
                    .as_ref()
                    .and_then(|label| products.get(label))
                    .copied(),
            );
            for amount in fact.amounts.all() {
                row.push_bind(amount.map(|amount| amount.money));
            }
            row.push_bind(quanta::pack(fact.amounts.all()));
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_loans(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    first: LoanKey,
    facts: &[LoanWrite],
) -> Result<()> {
    let mut facts: Vec<&LoanWrite> = facts.iter().collect();
    facts.sort_unstable_by_key(|fact| (fact.loan, fact.record.as_of));
    let labels: BTreeSet<&str> = (facts.iter())
        .filter_map(|fact| fact.record.product.as_deref())
        .collect();
    let products = products(connection, &labels, product::Ledger::Loans).await?;
    for chunk in facts.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO loan_fact (loan_id, as_of, batch_id, source_row, product_id, amount, balance, quanta, rate,
             lpr, drawn_on, matures_on, security, class, overdue_days) ",
        );
        query.push_values(chunk, |mut row, fact| {
            let loan = match fact.loan {
                Target::Existing(key) => key,
                Target::New(at) => LoanKey(first.0 + at as i64),
            };
            let record = &fact.record;
            row.push_bind(loan)
                .push_bind(record.as_of)
                .push_bind(batch)
                .push_bind(fact.row);
            row.push_bind(
                record
                    .product
                    .as_ref()
                    .and_then(|label| products.get(label))
                    .copied(),
            );
            row.push_bind(record.amount.map(|amount| amount.money))
                .push_bind(record.balance.map(|balance| balance.money));
            row.push_bind(quanta::pack([record.amount, record.balance]))
                .push_bind(record.rate.map(|rate| rate.to_string()))
                .push_bind(record.lpr.map(|lpr| lpr.to_string()));
            row.push_bind(record.drawn_on)
                .push_bind(record.matures_on)
                .push_bind(record.security.as_deref());
            row.push_bind(record.class.map(|class| class.rank()))
                .push_bind(record.overdue_days);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Labels to keys; a label met for the first time is entered with the catalogue's code, if it has one.
async fn products(
    connection: &mut SqliteConnection,
    labels: &BTreeSet<&str>,
    ledger: product::Ledger,
) -> Result<HashMap<String, ProductKey>> {
    let rows = sqlx::query!(r#"SELECT id AS "id: ProductKey", label FROM product"#)
        .fetch_all(&mut *connection)
        .await?;
    let mut products: HashMap<String, ProductKey> =
        rows.into_iter().map(|row| (row.label, row.id)).collect();
    for label in labels.iter().copied() {
        if !products.contains_key(label) {
            let code = product::resolve(label, ledger).map(|product| product.code);
            let inserted = sqlx::query!(
                "INSERT INTO product (label, code) VALUES (?, ?)",
                label,
                code
            )
            .execute(&mut *connection)
            .await?;
            products.insert(label.to_owned(), ProductKey(inserted.last_insert_rowid()));
        }
    }
    Ok(products)
}

/// A row that waits already is not stored twice; the file that says it again relies on the first.
async fn insert_queued(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    kind: Kind,
    queued: &[QueuedWrite],
    digest: &[u8],
) -> Result<()> {
    if queued.is_empty() {
        return Ok(());
    }
    let kind = kind.name();
    let waiting = super::queue::waiting_records(connection, kind).await?;
    let mut relied = BTreeSet::new();
    let mut fresh: Vec<(&QueuedWrite, String)> = Vec::new();
    for row in queued {
        let record = row.record.to_string();
        match waiting.get(&record) {
            Some(first) => drop(relied.insert(*first)),
            None => fresh.push((row, record)),
        }
    }
    insert_reliances(connection, batch, &relied, digest).await?;
    for chunk in fresh.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO queued_row (batch_id, source_row, kind, client_number, client_code, client_name, record) ",
        );
        query.push_values(chunk, |mut row, (queued, record)| {
            let client = &queued.client;
            row.push_bind(batch).push_bind(queued.row).push_bind(kind);
            row.push_bind(client.number.as_deref())
                .push_bind(client.code.as_deref())
                .push_bind(client.name.as_deref());
            row.push_bind(record.as_str());
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
