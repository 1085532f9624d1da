//! The SQL of drafts.

use crate::error::Result;
use crate::ids::UserKey;
use sqlx::SqliteConnection;

pub(super) async fn put(
    connection: &mut SqliteConnection,
    user: UserKey,
    key: &str,
    value: &str,
    at_ms: i64,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO draft (user_id, key, value, recorded_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, recorded_at = excluded.recorded_at",
        user,
        key,
        value,
        at_ms
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn get(
    connection: &mut SqliteConnection,
    user: UserKey,
    key: &str,
) -> Result<Option<String>> {
    let value = sqlx::query_scalar!(
        "SELECT value FROM draft WHERE user_id = ? AND key = ?",
        user,
        key
    )
    .fetch_optional(connection)
    .await?;
    Ok(value)
}

pub(super) async fn delete(
    connection: &mut SqliteConnection,
    user: UserKey,
    key: &str,
) -> Result<()> {
    sqlx::query!("DELETE FROM draft WHERE user_id = ? AND key = ?", user, key)
        .execute(connection)
        .await?;
    Ok(())
}
