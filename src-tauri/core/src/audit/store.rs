//! SQL of the trail as it is read.

use super::model::{AuditFilter, Who};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, UserId};
use crate::vault::audit::{Action, Area};
use jiff::tz::TimeZone;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// A row as it stands.
pub struct Stored {
    pub seq: i64,
    pub at: i64,
    pub user: String,
    /// Absent where this version does not know it.
    pub action: Option<Action>,
    pub subject: Option<i64>,
    pub detail: serde_json::Value,
    pub hash: String,
}

/// Numbers of the rows that a filter leaves, newest first, before row `before`.
pub async fn numbers(
    connection: &mut SqliteConnection,
    filter: &AuditFilter,
    zone: &TimeZone,
    before: Option<i64>,
    limit: Option<u32>,
) -> Result<Vec<i64>> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT seq FROM audit WHERE 1");
    if let Some(before) = before {
        query.push(" AND seq < ").push_bind(before);
    }
    if let Some(from) = filter.from {
        query.push(" AND at >= ").push_bind(begin(from, zone)?);
    }
    if let Some(to) = filter.to {
        query
            .push(" AND at < ")
            .push_bind(begin(to.plus_days(1), zone)?);
    }
    if let Some(user) = filter.user {
        query.push(" AND user_id = (SELECT id FROM user WHERE uid = ");
        query.push_bind(user).push(")");
    }
    if !filter.areas.is_empty() {
        query.push(" AND ");
        push_actions(&mut query, |action| filter.areas.contains(&action.area()));
    }
    if let Some(client) = filter.client {
        push_client(&mut query, connection, client).await?;
    }
    query.push(" ORDER BY seq DESC");
    if let Some(limit) = limit {
        query.push(" LIMIT ").push_bind(limit);
    }
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

/// When a day begins, Unix milliseconds.
fn begin(day: Day, zone: &TimeZone) -> Result<i64> {
    let begins = (day.date().to_zoned_datetime(zone.clone()))
        .map_err(|error| Error::fault("这一天换算不成时间，没有查询。", error))?;
    Ok(begins.timestamp().as_millisecond())
}

fn push_actions(query: &mut QueryBuilder<Sqlite>, is_wanted: impl Fn(&Action) -> bool) {
    query.push("action IN (");
    let mut list = query.separated(", ");
    for action in Action::ALL.iter().filter(|action| is_wanted(action)) {
        list.push_bind(action.name());
    }
    query.push(")");
}

/// The rows about one client: what their subject is depends on what was done.
async fn push_client(
    query: &mut QueryBuilder<Sqlite>,
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<()> {
    let key = sqlx::query_scalar!(
        r#"SELECT id AS "id!: i64" FROM client WHERE uid = ?"#,
        client
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(|| Error::new(Code::NotFound, "没有这户客户，没有查询。"))?;
    let marks = serde_json::json!(marks_of(connection, key).await?).to_string();
    let subjects = [
        (Area::Visit, "SELECT id FROM visit WHERE client_id = "),
        (Area::Document, "SELECT id FROM document WHERE client_id = "),
    ];
    query.push(" AND (");
    for (area, subject) in subjects {
        push_actions(query, |action| action.area() == area);
        query.push(" AND subject IN (").push(subject);
        query.push_bind(key).push(") OR ");
    }
    push_actions(query, |action| action.area() == Area::Import);
    query.push(" AND subject IN (SELECT batch_id FROM client_version WHERE client_id = ");
    query.push_bind(key);
    query.push(" UNION SELECT batch_id FROM client_alias WHERE client_id = ");
    query.push_bind(key);
    for (fact, owner, joined) in [
        ("person_version", "person", "person_id"),
        ("deposit_fact", "account", "account_id"),
        ("loan_fact", "loan", "loan_id"),
    ] {
        query.push(format!(
            " UNION SELECT batch_id FROM {fact} JOIN {owner} o ON o.id = {joined} WHERE o.client_id = "
        ));
        query.push_bind(key);
    }
    query.push(") OR ");
    push_actions(query, |action| *action == Action::NumberRevealed);
    query.push(" AND subject IN (SELECT id FROM reveal WHERE client_id = ");
    query.push_bind(key).push(") OR ");
    push_actions(query, |action| {
        matches!(action, Action::HoldSet | Action::HoldLifted)
    });
    query.push(" AND subject IN (SELECT id FROM hold WHERE client_id = ");
    query.push_bind(key).push(") OR ");
    push_actions(query, |action| *action == Action::PersonErased);
    query.push(" AND subject IN (SELECT id FROM erasure WHERE client = ");
    query.push_bind(client).push(") OR ");
    push_actions(query, |action| action.area() == Area::Today);
    query.push(" AND subject IN (SELECT value FROM json_each(");
    query.push_bind(marks).push(")))");
    Ok(())
}

/// Marks on the day's list whose item names a visit or a loan of the client.
async fn marks_of(connection: &mut SqliteConnection, client: i64) -> Result<Vec<i64>> {
    let own = sqlx::query_scalar!(
        r#"SELECT uid AS "uid!: uuid::Uuid" FROM visit WHERE client_id = ?1
           UNION ALL SELECT uid FROM loan WHERE client_id = ?1"#,
        client
    )
    .fetch_all(&mut *connection)
    .await?;
    let marks = sqlx::query!("SELECT id, item FROM today_mark")
        .fetch_all(connection)
        .await?;
    let is_own = |item: &str| {
        let named = item.split(':').nth(1).and_then(|id| id.parse().ok());
        named.is_some_and(|id| own.contains(&id))
    };
    Ok(marks
        .into_iter()
        .filter(|mark| is_own(&mark.item))
        .map(|mark| mark.id)
        .collect())
}

pub async fn rows(connection: &mut SqliteConnection, numbers: &[i64]) -> Result<Vec<Stored>> {
    let numbers = serde_json::json!(numbers).to_string();
    let rows = sqlx::query!(
        "SELECT a.seq, a.at, u.name, a.action, a.subject, a.detail, a.hash
         FROM audit a JOIN user u ON u.id = a.user_id
         WHERE a.seq IN (SELECT value FROM json_each(?)) ORDER BY a.seq DESC",
        numbers
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Stored {
            seq: row.seq,
            at: row.at,
            user: row.name,
            action: Action::from_name(&row.action),
            subject: row.subject,
            detail: serde_json::from_str(&row.detail).unwrap_or_default(),
            hash: hex::encode(row.hash),
        })
        .collect())
}

pub async fn users(connection: &mut SqliteConnection) -> Result<Vec<Who>> {
    Ok(sqlx::query_as!(
        Who,
        r#"SELECT uid AS "id: UserId", name FROM user ORDER BY name, id"#
    )
    .fetch_all(connection)
    .await?)
}
