//! What labels mean, as the vault remembers it.

use super::super::columns::Field;
use super::{FIELDS, Values, key, target};
use crate::error::{Code, Error, Result};
use crate::vault::audit::Action;
use crate::vault::{Vault, Write};
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

/// A label and what it means.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ValueMapping {
    pub field: Field,
    pub label: String,
    /// `None`: nothing, the cell counts as empty.
    pub target: Option<String>,
    /// Who said so.
    pub user: String,
    #[specta(type = String)]
    pub at: Timestamp,
}

/// All that is remembered, by column and label.
pub async fn list(vault: &Vault) -> Result<Vec<ValueMapping>> {
    let mut tx = vault.read().await?;
    let rows = sqlx::query!(
        "SELECT m.field, m.label, m.target, m.recorded_at, u.name AS user
         FROM value_mapping m JOIN user u ON u.id = m.user_id ORDER BY m.field, m.label"
    )
    .fetch_all(&mut *tx)
    .await?;
    let mappings = rows.into_iter().filter_map(|row| {
        Some(ValueMapping {
            field: Field::from_name(&row.field)?,
            label: row.label,
            target: row.target,
            user: row.user,
            at: Timestamp::from_millisecond(row.recorded_at).unwrap_or_default(),
        })
    });
    Ok(mappings.collect())
}

/// Remembers what a label means.
///
/// # Errors
/// [`Code::Refused`] where the label is blank or the catalogue knows no such target.
pub async fn set(
    vault: &Vault,
    field: Field,
    label: &str,
    named: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let label = key(label);
    if label.is_empty() || !FIELDS.contains(&field) {
        return Err(Error::new(
            Code::Refused,
            "只有行业、产品和客户经理的写法可以对应，写法不能是空的。没有保存。",
        ));
    }
    let target = named.map(|named| target(field, named)).transpose()?;
    let mut write = vault.write(now).await?;
    let values = Values::from([((field, label), target)]);
    save(&mut write, &values).await?;
    let detail = serde_json::json!({ "field": field });
    write.commit(Action::ValueMapped, None, &detail).await?;
    Ok(())
}

/// Forgets what a label means; it is asked for again.
///
/// # Errors
/// [`Code::NotFound`] where nothing was remembered.
pub async fn remove(vault: &Vault, field: Field, label: &str, now: Timestamp) -> Result<()> {
    let (name, label) = (field.name(), key(label));
    let mut write = vault.write(now).await?;
    let removed = sqlx::query!(
        "DELETE FROM value_mapping WHERE field = ? AND label = ?",
        name,
        label
    )
    .execute(write.connection())
    .await?;
    if removed.rows_affected() == 0 {
        let message = "没有记住这个写法，什么也没有改动。";
        return Err(Error::new(Code::NotFound, message));
    }
    let detail = serde_json::json!({ "field": field });
    write.commit(Action::ValueForgotten, None, &detail).await?;
    Ok(())
}

pub async fn load(connection: &mut SqliteConnection) -> Result<Values> {
    let rows = sqlx::query!("SELECT field, label, target FROM value_mapping")
        .fetch_all(connection)
        .await?;
    let values = rows.into_iter().filter_map(|row| {
        let field = Field::from_name(&row.field)?;
        Some(((field, row.label), row.target))
    });
    Ok(values.collect())
}

/// Inside the caller's transaction.
pub async fn save(write: &mut Write, values: &Values) -> Result<()> {
    let (user, at) = (write.user, write.at_ms());
    for ((field, label), target) in values {
        let name = field.name();
        sqlx::query!(
            "INSERT INTO value_mapping (field, label, target, user_id, recorded_at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (field, label) DO UPDATE SET target = excluded.target, user_id = excluded.user_id,
                 recorded_at = excluded.recorded_at",
            name,
            label,
            target,
            user,
            at
        )
        .execute(write.connection())
        .await?;
    }
    Ok(())
}
