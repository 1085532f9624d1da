//! SQL of clients.

use crate::error::{Code, Error, Result};
use crate::ids::{BatchKey, ClientId, ClientKey};
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::HashMap;

/// A line of the client list.
#[derive(Debug, Clone, Serialize, sqlx::FromRow, specta::Type)]
pub struct ClientSummary {
    #[serde(skip)]
    pub key: ClientKey,
    pub id: ClientId,
    pub number: Option<String>,
    pub name: String,
    pub code: Option<String>,
    pub tier: Option<String>,
    pub industry: Option<String>,
    pub manager: Option<String>,
    pub branch: Option<String>,
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    number: String,
    key: ClientKey,
}

#[derive(Debug)]
pub struct Page {
    pub clients: Vec<ClientSummary>,
    /// `None`: this was the last page.
    pub next: Option<Cursor>,
}

const SUMMARY: &str = "SELECT id AS key, uid AS id, number, name, code, tier, industry_label AS industry, manager, branch FROM client";

pub async fn page(
    connection: &mut SqliteConnection,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page> {
    let mut query = QueryBuilder::<Sqlite>::new(SUMMARY);
    query.push(" WHERE current_batch_id IS NOT NULL");
    if let Some(cursor) = after {
        query
            .push(" AND (sort_number, id) > (")
            .push_bind(cursor.number.clone());
        query.push(", ").push_bind(cursor.key).push(")");
    }
    query
        .push(" ORDER BY sort_number, id LIMIT ")
        .push_bind(limit);
    let clients: Vec<ClientSummary> = query.build_query_as().fetch_all(connection).await?;
    let full = clients.len() == limit as usize;
    let next = clients.last().filter(|_| full).map(|last| Cursor {
        number: last.number.clone().unwrap_or_default(),
        key: last.key,
    });
    Ok(Page { clients, next })
}

pub async fn summaries(
    connection: &mut SqliteConnection,
    keys: &[ClientKey],
) -> Result<Vec<ClientSummary>> {
    let mut found: HashMap<ClientKey, ClientSummary> = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(1000) {
        let mut query = QueryBuilder::<Sqlite>::new(SUMMARY);
        query.push(" WHERE current_batch_id IS NOT NULL AND id IN (");
        let mut list = query.separated(", ");
        for key in chunk {
            list.push_bind(*key);
        }
        query.push(")");
        let rows: Vec<ClientSummary> = query.build_query_as().fetch_all(&mut *connection).await?;
        found.extend(rows.into_iter().map(|row| (row.key, row)));
    }
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}

/// By number, code (upper-case) or exact name.
pub async fn named(
    connection: &mut SqliteConnection,
    wanted: &str,
    code: &str,
) -> Result<Vec<ClientSummary>> {
    for (column, value) in [("number", wanted), ("code", code), ("name", wanted)] {
        let found = bearing(connection, column, value).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

pub async fn by_id(connection: &mut SqliteConnection, id: ClientId) -> Result<Option<ClientKey>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id: ClientKey" FROM client WHERE uid = ? AND current_batch_id IS NOT NULL"#,
        id
    )
    .fetch_optional(connection)
    .await?)
}

pub fn gone() -> Error {
    Error::new(
        Code::NotFound,
        "这个客户已不在保险库里：带来它的导入可能已被撤销。其他数据没有变化，请回到客户列表。",
    )
}

/// Present clients with this number, code or name; `column` names which.
pub async fn bearing(
    connection: &mut SqliteConnection,
    column: &'static str,
    value: &str,
) -> Result<Vec<ClientSummary>> {
    let mut query = QueryBuilder::<Sqlite>::new(SUMMARY);
    query
        .push(" WHERE current_batch_id IS NOT NULL AND ")
        .push(column)
        .push(" = ")
        .push_bind(value.to_owned());
    query.push(" ORDER BY number, id");
    Ok(query.build_query_as().fetch_all(connection).await?)
}

pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<ClientKey>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id: ClientKey" FROM client WHERE current_batch_id IS NOT NULL ORDER BY sort_number, id"#
    )
    .fetch_all(connection)
    .await?)
}

/// One client's searchable text.
#[derive(Debug)]
pub struct SearchWords {
    pub key: ClientKey,
    pub name: String,
    pub number: Option<String>,
    pub code: Option<String>,
    /// Legal representative and people, separated by blanks.
    pub people: String,
}

pub async fn search_words(connection: &mut SqliteConnection) -> Result<Vec<SearchWords>> {
    let rows = sqlx::query!(
        r#"SELECT c.id AS "id: ClientKey", c.name, c.number, c.code, c.legal_rep,
                  (SELECT group_concat(p.called, ' ') FROM person p WHERE p.client_id = c.id AND EXISTS (
                       SELECT 1 FROM person_version v JOIN batch b ON b.id = v.batch_id AND b.undone_at IS NULL
                       WHERE v.person_id = p.id)) AS "people: String"
           FROM client c WHERE c.current_batch_id IS NOT NULL ORDER BY c.id"#
    )
    .fetch_all(connection)
    .await?;
    let words = rows.into_iter().map(|row| SearchWords {
        key: row.id,
        name: row.name,
        number: row.number,
        code: row.code,
        people: [row.legal_rep, row.people]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    });
    Ok(words.collect())
}

/// Sets the current version of every client that `batch` speaks of to its newest version not undone.
pub async fn refresh_current(connection: &mut SqliteConnection, batch: BatchKey) -> Result<()> {
    // First free the numbers and codes, so that two clients may exchange theirs.
    sqlx::query!(
        "UPDATE client SET current_batch_id = NULL
         WHERE id IN (SELECT client_id FROM client_version WHERE batch_id = ?)",
        batch
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE client SET current_batch_id = v.batch_id, number = v.number, code = v.code, name = v.name,
                industry_label = v.industry_label, legal_rep = v.legal_rep, manager = v.manager,
                tier = v.tier, branch = v.branch
         FROM client_version v
         WHERE v.client_id = client.id
           AND client.id IN (SELECT client_id FROM client_version WHERE batch_id = ?1)
           AND v.batch_id = (SELECT max(w.batch_id) FROM client_version w JOIN batch b ON b.id = w.batch_id
                             WHERE w.client_id = client.id AND b.undone_at IS NULL)",
        batch
    )
    .execute(connection)
    .await?;
    Ok(())
}
