//! SQL of views. Each statement sees the user's own views only.

use super::model::{View, ViewContent};
use crate::error::Result;
use crate::ids::{UserKey, ViewId};
use crate::vault::Write;
use sqlx::SqliteConnection;

pub async fn all(connection: &mut SqliteConnection, user: UserKey) -> Result<Vec<View>> {
    let rows = sqlx::query!(
        r#"SELECT uid AS "id: ViewId", name, content FROM view
           WHERE user_id = ? AND deleted_at IS NULL ORDER BY position, id"#,
        user
    )
    .fetch_all(connection)
    .await?;
    let views = rows.into_iter().map(|row| View {
        id: row.id,
        name: row.name,
        // What an older version could say and this one no longer knows is an empty view, not a fault.
        content: serde_json::from_str(&row.content).unwrap_or_default(),
    });
    Ok(views.collect())
}

pub async fn insert(
    write: &mut Write,
    id: ViewId,
    name: &str,
    content: &ViewContent,
) -> Result<i64> {
    let (user, at, content) = (write.user, write.at_ms(), text(content));
    let inserted = sqlx::query!(
        "INSERT INTO view (uid, user_id, name, position, content, recorded_at)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM view WHERE user_id = ?2), ?4, ?5)",
        id,
        user,
        name,
        content,
        at
    )
    .execute(write.connection())
    .await?;
    Ok(inserted.last_insert_rowid())
}

pub async fn set_content(
    write: &mut Write,
    id: ViewId,
    content: &ViewContent,
) -> Result<Option<i64>> {
    let (user, content) = (write.user, text(content));
    Ok(sqlx::query_scalar!(
        r#"UPDATE view SET content = ? WHERE uid = ? AND user_id = ? AND deleted_at IS NULL RETURNING id AS "id!""#,
        content,
        id,
        user
    )
    .fetch_optional(write.connection())
    .await?)
}

pub async fn set_name(write: &mut Write, id: ViewId, name: &str) -> Result<Option<i64>> {
    let user = write.user;
    Ok(sqlx::query_scalar!(
        r#"UPDATE view SET name = ? WHERE uid = ? AND user_id = ? AND deleted_at IS NULL RETURNING id AS "id!""#,
        name,
        id,
        user
    )
    .fetch_optional(write.connection())
    .await?)
}

/// `None` brings it back.
pub async fn set_deleted(write: &mut Write, id: ViewId, at: Option<i64>) -> Result<Option<i64>> {
    let user = write.user;
    Ok(sqlx::query_scalar!(
        r#"UPDATE view SET deleted_at = ?1 WHERE uid = ?2 AND user_id = ?3 AND (deleted_at IS NULL) = (?1 IS NOT NULL)
           RETURNING id AS "id!""#,
        at,
        id,
        user
    )
    .fetch_optional(write.connection())
    .await?)
}

fn text(content: &ViewContent) -> String {
    serde_json::to_string(content).unwrap_or_default()
}
