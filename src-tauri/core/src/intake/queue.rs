//! Rows whose client is not in the vault wait here and attach when it appears.

use crate::day::Day;
use crate::error::Result;
use crate::ids::BatchKey;
use crate::intake::commit::{self, Continues};
use crate::intake::known;
use crate::intake::plan::{Counts, Planning, Source, Verdict};
use crate::intake::record::{Kind, PersonRecord, Row, Rows, Table};
use crate::money::Unit;
use crate::vault::{Write, audit::Action};
use serde::de::DeserializeOwned;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet, HashMap};

struct Waiting {
    id: i64,
    source_row: u32,
    record: String,
}

/// The stored form of every row of this kind that waits, and the batch it waits in.
pub async fn waiting_records(
    connection: &mut SqliteConnection,
    kind: &str,
) -> Result<HashMap<String, BatchKey>> {
    let rows = sqlx::query!(
        r#"SELECT q.record, q.batch_id AS "batch: BatchKey" FROM queued_row q JOIN batch b ON b.id = q.batch_id AND b.undone_at IS NULL
         LEFT JOIN batch a ON a.id = q.attached_batch_id
         WHERE q.kind = ? AND (a.id IS NULL OR a.undone_at IS NOT NULL)"#,
        kind
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.record, row.batch))
        .collect())
}

/// Attaches what can now attach, as a batch of its own for each file that waits: undoing either the
/// file or the batch that brought the client (`cause`) takes it back.
pub async fn attach(write: &mut Write, cause: BatchKey) -> Result<Counts> {
    let mut attached = Counts::default();
    for (parent, kind) in waiting_batches(write.connection()).await? {
        let waiting = waiting_rows(write.connection(), parent).await?;
        let counts = attach_batch(write, Continues { parent, cause }, kind, waiting).await?;
        attached.new += counts.new;
        attached.changed += counts.changed;
        attached.unchanged += counts.unchanged;
    }
    Ok(attached)
}

async fn waiting_batches(connection: &mut SqliteConnection) -> Result<BTreeMap<BatchKey, Kind>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT q.batch_id AS "batch: BatchKey", q.kind
           FROM queued_row q JOIN batch b ON b.id = q.batch_id AND b.undone_at IS NULL
           LEFT JOIN batch a ON a.id = q.attached_batch_id
           WHERE (a.id IS NULL OR a.undone_at IS NOT NULL) AND (
               EXISTS (SELECT 1 FROM client c WHERE c.current_batch_id IS NOT NULL
                       AND (c.number = q.client_number OR c.code = q.client_code OR c.name = q.client_name))
               OR EXISTS (SELECT 1 FROM client_alias l JOIN batch s ON s.id = l.batch_id AND s.undone_at IS NULL
                          WHERE l.number = q.client_number OR l.code = q.client_code OR l.name = q.client_name))"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.batch, Kind::from_name(&row.kind)?)))
        .collect())
}

async fn waiting_rows(connection: &mut SqliteConnection, batch: BatchKey) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"SELECT q.id AS "id!", q.source_row AS "source_row: u32", q.record FROM queued_row q
           LEFT JOIN batch a ON a.id = q.attached_batch_id
           WHERE q.batch_id = ? AND (a.id IS NULL OR a.undone_at IS NOT NULL) ORDER BY q.source_row"#,
        batch
    )
    .fetch_all(connection)
    .await?)
}

async fn attach_batch(
    write: &mut Write,
    continues: Continues,
    kind: Kind,
    waiting: Vec<Waiting>,
) -> Result<Counts> {
    let (source, as_of, unit) = parent(write.connection(), continues.parent).await?;
    let table = Table {
        sheet: String::new(),
        header_row: 0,
        as_of,
        unit,
        subject_column: "A".into(),
        rows: table_rows(kind, &waiting),
        stated: None,
        rejected_sums: BTreeMap::new(),
        notes: Vec::new(),
    };
    let known = known::load(write.connection(), &table).await?;
    let said_in = Some(continues.parent);
    let planning = Planning::open(source, table, known, said_in, BTreeSet::new());
    let mut plan = super::carry_on(write.connection(), planning).await?;
    let settled: Vec<i64> = plan
        .rows
        .iter()
        .zip(&waiting)
        .filter(|(row, _)| !matches!(row.verdict, Verdict::Queued | Verdict::Rejected))
        .map(|(_, waiting)| waiting.id)
        .collect();
    if settled.is_empty() {
        return Ok(Counts::default());
    }
    plan.rows.retain(|row| row.verdict != Verdict::Queued);
    let counts = plan.counts();
    let (batch, _) = commit::write(write, &plan, Some(continues)).await?;
    for chunk in settled.chunks(1000) {
        let mut query = QueryBuilder::<Sqlite>::new("UPDATE queued_row SET attached_batch_id = ");
        query.push_bind(batch).push(" WHERE id IN (");
        let mut list = query.separated(", ");
        for id in chunk {
            list.push_bind(*id);
        }
        query.push(")");
        query.build().execute(write.connection()).await?;
    }
    write
        .audit(
            Action::QueueAttached,
            Some(batch.0),
            &serde_json::json!({ "parent": continues.parent, "counts": counts }),
        )
        .await?;
    Ok(counts)
}

type Parent = (Source, Option<Day>, Option<Unit>);

async fn parent(connection: &mut SqliteConnection, batch: BatchKey) -> Result<Parent> {
    let row = sqlx::query!(
        r#"SELECT source, digest, file_digest, as_of AS "as_of: Day", unit FROM batch WHERE id = ?"#,
        batch
    )
    .fetch_one(connection)
    .await?;
    let digest = |stored: Vec<u8>| stored.try_into().unwrap_or_default();
    let source = Source {
        file_name: row.source,
        digest: digest(row.digest),
        file_digest: digest(row.file_digest.unwrap_or_default()),
        by_hand: false,
    };
    Ok((
        source,
        row.as_of,
        row.unit.as_deref().and_then(Unit::from_label),
    ))
}

fn table_rows(kind: Kind, waiting: &[Waiting]) -> Rows {
    fn read<T: DeserializeOwned>(waiting: &[Waiting]) -> Vec<Row<T>> {
        waiting
            .iter()
            .map(|row| Row {
                number: row.source_row,
                // Our own JSON: what cannot be read any more stays waiting.
                record: serde_json::from_str(&row.record).map_err(|_| Vec::new()),
                warnings: Vec::new(),
            })
            .collect()
    }
    let alone = |row: Row<PersonRecord>| Row {
        number: row.number,
        record: row.record.map(|person| vec![person]),
        warnings: row.warnings,
    };
    match kind {
        Kind::Clients => Rows::Clients(read(waiting)),
        Kind::People => Rows::People(read(waiting).into_iter().map(alone).collect()),
        Kind::Deposits => Rows::Deposits(read(waiting)),
        Kind::Loans => Rows::Loans(read(waiting)),
    }
}
