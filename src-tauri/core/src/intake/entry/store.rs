//! SQL of entries by hand.

use crate::client::store::gone;
use crate::day::Day;
use crate::error::Result;
use crate::ids::{BatchId, BatchKey, ClientId, ClientKey, PersonId, PersonKey};
use crate::intake::known::VersionRow;
use crate::intake::record::{ClientRecord, ClientRef};
use crate::money::Money;
use sqlx::SqliteConnection;

/// Whose what files call by the strongest key of `alias` is, from now on.
pub async fn insert_alias(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    client: ClientKey,
    alias: &ClientRef,
) -> Result<()> {
    let number = alias.number.as_deref();
    let code = alias.code.as_deref().filter(|_| number.is_none());
    let name = (alias.name.as_deref()).filter(|_| number.is_none() && code.is_none());
    sqlx::query!(
        "INSERT INTO client_alias (batch_id, client_id, number, code, name) VALUES (?, ?, ?, ?, ?)",
        batch,
        client,
        number,
        code,
        name
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What stands of one client.
pub struct Standing {
    pub key: ClientKey,
    pub batch: BatchKey,
    pub batch_id: BatchId,
    pub record: ClientRecord,
}

/// The present version of one client; [`Code::NotFound`](crate::error::Code::NotFound) once it is gone.
pub async fn standing(connection: &mut SqliteConnection, client: ClientId) -> Result<Standing> {
    let row = sqlx::query_as!(
        VersionRow,
        r#"SELECT v.client_id AS "id: ClientKey", v.batch_id AS "batch: BatchKey", v.number, v.code, v.name,
                  v.industry_label, v.registered_capital AS "capital: Money",
                  v.registered_capital_quantum AS capital_quantum, v.founded_on AS "founded_on: Day",
                  v.legal_rep, v.manager, v.tier, v.branch
           FROM client c JOIN client_version v ON v.client_id = c.id AND v.batch_id = c.current_batch_id
           WHERE c.uid = ?"#,
        client
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(gone)?;
    let batch = row.batch;
    let batch_id = sqlx::query_scalar!(
        r#"SELECT uid AS "uid: BatchId" FROM batch WHERE id = ?"#,
        batch
    )
    .fetch_one(connection)
    .await?;
    Ok(Standing {
        key: row.id,
        batch,
        batch_id,
        record: row.record(),
    })
}

/// The one client that a batch of one row speaks of.
pub async fn client_of(connection: &mut SqliteConnection, batch: BatchKey) -> Result<ClientId> {
    Ok(sqlx::query_scalar!(
        r#"SELECT c.uid AS "id: ClientId" FROM client_version v
           JOIN client c ON c.id = v.client_id WHERE v.batch_id = ?"#,
        batch
    )
    .fetch_one(connection)
    .await?)
}

/// Whoever of a client stands under this outward id: their key, name and jobs, and the batch that said so.
pub async fn person_by_id(
    connection: &mut SqliteConnection,
    client: ClientKey,
    person: PersonId,
) -> Result<Option<(PersonKey, String, BatchKey, Vec<String>)>> {
    let row = sqlx::query!(
        r#"SELECT p.id AS "id: PersonKey", p.called AS "called!: String", v.batch_id AS "batch: BatchKey", v.jobs
           FROM person p JOIN person_version v ON v.person_id = p.id AND v.batch_id = (
               SELECT max(w.batch_id) FROM person_version w JOIN batch b ON b.id = w.batch_id
               WHERE w.person_id = p.id AND b.undone_at IS NULL)
           WHERE p.client_id = ? AND p.uid = ?"#,
        client,
        person
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        // Our own JSON, held by a CHECK.
        let jobs = serde_json::from_str(&row.jobs).unwrap_or_default();
        (row.id, row.called, row.batch, jobs)
    }))
}

/// The outward id of whoever of a client is called so now.
pub async fn person_called(
    connection: &mut SqliteConnection,
    client: ClientKey,
    name: &str,
) -> Result<Option<PersonId>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT p.uid AS "id: PersonId" FROM person p WHERE p.client_id = ? AND p.called = ? AND EXISTS (
               SELECT 1 FROM person_version v JOIN batch b ON b.id = v.batch_id AND b.undone_at IS NULL
               WHERE v.person_id = p.id)"#,
        client,
        name
    )
    .fetch_optional(connection)
    .await?)
}

/// Says that a person is called otherwise from this batch on.
pub async fn rename(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    person: PersonKey,
    was: &str,
    name: &str,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO person_name (batch_id, person_id, was, name) VALUES (?, ?, ?, ?)",
        batch,
        person,
        was,
        name
    )
    .execute(&mut *connection)
    .await?;
    refresh_names(connection, &serde_json::json!([batch]).to_string()).await
}

/// What everybody whom these batches named otherwise is called now, by the newest name that stands.
pub async fn refresh_names(connection: &mut SqliteConnection, batches: &str) -> Result<()> {
    sqlx::query!(
        "UPDATE person SET renamed = (
             SELECT n.name FROM person_name n JOIN batch b ON b.id = n.batch_id AND b.undone_at IS NULL
             WHERE n.person_id = person.id ORDER BY n.batch_id DESC LIMIT 1)
         WHERE id IN (SELECT person_id FROM person_name WHERE batch_id IN (SELECT value FROM json_each(?)))",
        batches
    )
    .execute(connection)
    .await?;
    Ok(())
}
