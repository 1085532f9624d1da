//! SQL of entries by hand.

use crate::client::store::gone;
use crate::day::Day;
use crate::error::Result;
use crate::ids::{BatchId, BatchKey, ClientId, ClientKey, PersonKey};
use crate::intake::known::VersionRow;
use crate::intake::plan::KnownPerson;
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

/// One person of a client, by exact name.
pub async fn person(
    connection: &mut SqliteConnection,
    client: ClientKey,
    name: &str,
) -> Result<Option<KnownPerson>> {
    let row = sqlx::query!(
        r#"SELECT p.id AS "id: PersonKey", v.batch_id AS "batch: BatchKey", v.jobs FROM person p
           LEFT JOIN person_version v ON v.person_id = p.id AND v.batch_id = (
               SELECT max(w.batch_id) FROM person_version w JOIN batch b ON b.id = w.batch_id
               WHERE w.person_id = p.id AND b.undone_at IS NULL)
           WHERE p.client_id = ? AND p.name = ?"#,
        client,
        name
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| KnownPerson {
        key: row.id,
        present: (row.batch.zip(row.jobs))
            // Our own JSON, held by a CHECK.
            .map(|(batch, jobs)| (batch, serde_json::from_str(&jobs).unwrap_or_default())),
    }))
}
