//! SQL of holds.

use super::Hold;
use crate::day::Day;
use crate::error::Result;
use crate::ids::{ClientId, ClientKey, HoldId, UserKey};
use jiff::Timestamp;
use sqlx::SqliteConnection;

pub async fn insert(
    connection: &mut SqliteConnection,
    hold: HoldId,
    client: ClientKey,
    reason: &str,
    until: Option<Day>,
    user: UserKey,
    at: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO hold (uid, client_id, reason, until, user_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
         RETURNING id AS "id!""#,
        hold,
        client,
        reason,
        until,
        user,
        at
    )
    .fetch_one(connection)
    .await?)
}

/// The rows that were lifted.
pub async fn lift(
    connection: &mut SqliteConnection,
    client: ClientKey,
    reason: &str,
    today: Day,
    user: UserKey,
    at: i64,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        r#"UPDATE hold SET lifted_at = ?1, lifted_by = ?2, lift_reason = ?3
           WHERE client_id = ?4 AND lifted_at IS NULL AND (until IS NULL OR until >= ?5) RETURNING id AS "id!""#,
        at,
        user,
        reason,
        client,
        today
    )
    .fetch_all(connection)
    .await?)
}

/// Why a client is kept, and until when; absent where nothing holds it.
pub async fn standing(
    connection: &mut SqliteConnection,
    client: ClientKey,
    today: Day,
) -> Result<Option<(String, Option<Day>)>> {
    let row = sqlx::query!(
        r#"SELECT reason, until AS "until: Day" FROM hold
           WHERE client_id = ? AND lifted_at IS NULL AND (until IS NULL OR until >= ?) ORDER BY id DESC LIMIT 1"#,
        client,
        today
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.reason, row.until)))
}

pub async fn list(
    connection: &mut SqliteConnection,
    client: Option<ClientId>,
    today: Day,
) -> Result<Vec<Hold>> {
    let rows = sqlx::query!(
        r#"SELECT h.uid AS "id: HoldId", c.uid AS "client: ClientId", c.name, h.reason, h.until AS "until: Day",
                  u.name AS by, h.recorded_at
           FROM hold h JOIN client c ON c.id = h.client_id JOIN user u ON u.id = h.user_id
           WHERE h.lifted_at IS NULL AND (h.until IS NULL OR h.until >= ?1) AND (?2 IS NULL OR c.uid = ?2)
           ORDER BY h.id DESC"#,
        today,
        client
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter())
        .map(|row| Hold {
            id: row.id,
            client: row.client,
            client_name: row.name,
            reason: row.reason,
            until: row.until,
            by: row.by,
            at: Timestamp::from_millisecond(row.recorded_at).unwrap_or_default(),
        })
        .collect())
}
