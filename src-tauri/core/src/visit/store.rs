//! SQL of visits. A visit points at the version that holds; versions are only ever added.

use super::TimeOfDay;
use super::model::{Content, Phase, VisitPerson, VisitRecord, Whom};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, ClientKey, PersonId, PersonKey, VisitId, VisitKey};
use crate::vault::Write;
use jiff::Timestamp;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::{BTreeMap, HashMap};

/// A visit as a change finds it.
pub struct Standing {
    pub key: VisitKey,
    pub client: ClientKey,
    pub version: u32,
    pub content: Content,
    pub cancel_reason: Option<String>,
}

pub async fn insert(write: &mut Write, id: VisitId, client: ClientKey) -> Result<VisitKey> {
    let (at, user) = (write.at_ms(), write.user);
    let inserted = sqlx::query!(
        "INSERT INTO visit (uid, client_id, user_id, recorded_at) VALUES (?, ?, ?, ?)",
        id,
        client,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    Ok(VisitKey(inserted.last_insert_rowid()))
}

pub async fn insert_version(
    write: &mut Write,
    visit: VisitKey,
    version: u32,
    content: &Content,
    cancel_reason: Option<&str>,
) -> Result<()> {
    let (at, user) = (write.at_ms(), write.user);
    let connection = write.connection();
    let Content {
        planned_on,
        starts_at,
        place,
        people,
        goals,
        ask,
    } = content;
    sqlx::query!(
        "INSERT INTO visit_version (visit_id, version, planned_on, starts_at, place, ask, cancel_reason, user_id, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        visit, version, planned_on, starts_at, place, ask, cancel_reason, user, at
    )
    .execute(&mut *connection)
    .await?;
    for (position, goal) in (1_i64..).zip(goals) {
        sqlx::query!(
            "INSERT INTO visit_version_goal (visit_id, version, position, text) VALUES (?, ?, ?, ?)",
            visit,
            version,
            position,
            goal
        )
        .execute(&mut *connection)
        .await?;
    }
    for person in people.keys() {
        sqlx::query!(
            "INSERT INTO visit_version_attendee (visit_id, version, person_id) VALUES (?, ?, ?)",
            visit,
            version,
            person
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

pub async fn point_at(
    connection: &mut SqliteConnection,
    visit: VisitKey,
    version: u32,
) -> Result<()> {
    sqlx::query!("UPDATE visit SET version = ? WHERE id = ?", version, visit)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn standing(connection: &mut SqliteConnection, visit: VisitId) -> Result<Standing> {
    let row = sqlx::query!(
        r#"SELECT t.id AS "key: VisitKey", t.client_id AS "client: ClientKey", v.version AS "version: u32",
                  v.cancel_reason
           FROM visit t JOIN visit_version v ON v.visit_id = t.id AND v.version = t.version WHERE t.uid = ?"#,
        visit
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(no_such_visit)?;
    Ok(Standing {
        key: row.key,
        client: row.client,
        version: row.version,
        content: content(connection, row.key, row.version).await?,
        cancel_reason: row.cancel_reason,
    })
}

/// What a visit was in one of its versions.
pub async fn content(
    connection: &mut SqliteConnection,
    visit: VisitKey,
    version: u32,
) -> Result<Content> {
    let row = sqlx::query!(
        r#"SELECT planned_on AS "planned_on: Day", starts_at AS "starts_at: TimeOfDay", place, ask
           FROM visit_version WHERE visit_id = ? AND version = ?"#,
        visit,
        version
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(no_such_visit)?;
    let goals = sqlx::query_scalar!(
        "SELECT text FROM visit_version_goal WHERE visit_id = ? AND version = ? ORDER BY position",
        visit,
        version
    )
    .fetch_all(&mut *connection)
    .await?;
    let people = sqlx::query!(
        r#"SELECT p.id AS "key: PersonKey", p.called AS "name!: String" FROM visit_version_attendee a JOIN person p ON p.id = a.person_id
           WHERE a.visit_id = ? AND a.version = ?"#,
        visit,
        version
    )
    .fetch_all(connection)
    .await?;
    Ok(Content {
        planned_on: row.planned_on,
        starts_at: row.starts_at,
        place: row.place,
        people: people.into_iter().map(|row| (row.key, row.name)).collect(),
        goals,
        ask: row.ask,
    })
}

fn no_such_visit() -> Error {
    Error::new(
        Code::NotFound,
        "没有这次拜访，什么也没有改动。请从客户的往来里重新选择。",
    )
}

/// The people a plan names. Only those on the client's list now can be named, and those already in the
/// version that is `already_there`.
pub async fn people(
    connection: &mut SqliteConnection,
    client: ClientKey,
    with: &[Whom],
    already_there: Option<(VisitKey, u32)>,
) -> Result<BTreeMap<PersonKey, String>> {
    let mut people = BTreeMap::new();
    let (visit, version) = already_there.unzip();
    for whom in with {
        let (id, name) = match whom {
            Whom::Id(id) => (Some(*id), None),
            Whom::Name(name) => (None, Some(name.trim())),
        };
        let person = sqlx::query!(
            r#"SELECT p.id AS "key: PersonKey", p.called AS "name!: String" FROM person p
               WHERE p.client_id = ?1 AND (p.uid = ?2 OR p.called = ?3) AND (
                   EXISTS (SELECT 1 FROM person_version v JOIN batch b ON b.id = v.batch_id AND b.undone_at IS NULL
                           WHERE v.person_id = p.id)
                   OR EXISTS (SELECT 1 FROM visit_version_attendee a
                              WHERE a.visit_id = ?4 AND a.version = ?5 AND a.person_id = p.id))"#,
            client,
            id,
            name,
            visit,
            version
        )
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(|| {
            let named = id.map_or_else(|| name.unwrap_or_default().to_owned(), |id| id.to_string());
            Error::new(
                Code::NotFound,
                "这位拜访对象不在该客户的联系人里，拜访没有保存。请先导入或核对姓名。",
            )
            .with("name", named)
            .with("field", "with")
        })?;
        people.insert(person.key, person.name);
    }
    Ok(people)
}

/// The people on a client's list now.
pub async fn listed(
    connection: &mut SqliteConnection,
    client: ClientKey,
) -> Result<Vec<VisitPerson>> {
    let rows = sqlx::query!(
        r#"SELECT p.uid AS "id: PersonId", p.called AS "name!: String", v.jobs FROM person p JOIN person_version v ON v.person_id = p.id
           WHERE p.client_id = ?1 AND v.batch_id = (
               SELECT max(w.batch_id) FROM person_version w JOIN batch b ON b.id = w.batch_id AND b.undone_at IS NULL
               WHERE w.person_id = p.id)
           ORDER BY p.id"#,
        client
    )
    .fetch_all(connection)
    .await?;
    let people = rows.into_iter().map(|row| VisitPerson {
        id: row.id,
        name: row.name,
        // Our own JSON, held by a CHECK.
        jobs: serde_json::from_str(&row.jobs).unwrap_or_default(),
    });
    Ok(people.collect())
}

const RECORD: &str = "SELECT t.id AS key, t.uid AS id, c.uid AS client, c.name AS client_name, v.version, \
     v.planned_on, v.starts_at, v.place, v.ask, v.cancel_reason, u.name AS changed_by, v.recorded_at \
     FROM visit t JOIN visit_version v ON v.visit_id = t.id AND v.version = t.version \
     JOIN client c ON c.id = t.client_id AND c.current_batch_id IS NOT NULL \
     JOIN user u ON u.id = v.user_id WHERE ";
const IN_ORDER: &str =
    " ORDER BY v.planned_on IS NULL, v.planned_on, v.starts_at IS NULL, v.starts_at, t.id";

pub async fn by_id(
    connection: &mut SqliteConnection,
    visit: VisitId,
    today: Day,
) -> Result<VisitRecord> {
    let mut query = QueryBuilder::<Sqlite>::new(RECORD);
    query.push("t.uid = ").push_bind(visit);
    let mut found = records(connection, query, today).await?;
    found.pop().ok_or_else(no_such_visit)
}

pub async fn of_client(
    connection: &mut SqliteConnection,
    client: ClientKey,
    today: Day,
) -> Result<Vec<VisitRecord>> {
    let mut query = QueryBuilder::<Sqlite>::new(RECORD);
    query.push("t.client_id = ").push_bind(client);
    records(connection, query, today).await
}

pub async fn between(
    connection: &mut SqliteConnection,
    from: Day,
    to: Day,
    today: Day,
) -> Result<Vec<VisitRecord>> {
    let mut query = QueryBuilder::<Sqlite>::new(RECORD);
    query.push("v.planned_on BETWEEN ").push_bind(from);
    query.push(" AND ").push_bind(to);
    records(connection, query, today).await
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    key: VisitKey,
    id: VisitId,
    client: ClientId,
    client_name: String,
    version: u32,
    planned_on: Option<Day>,
    starts_at: Option<TimeOfDay>,
    place: Option<String>,
    ask: Option<String>,
    cancel_reason: Option<String>,
    changed_by: String,
    recorded_at: i64,
}

async fn records(
    connection: &mut SqliteConnection,
    mut query: QueryBuilder<Sqlite>,
    today: Day,
) -> Result<Vec<VisitRecord>> {
    query.push(IN_ORDER);
    let rows: Vec<RecordRow> = query.build_query_as().fetch_all(&mut *connection).await?;
    let keys: Vec<VisitKey> = rows.iter().map(|row| row.key).collect();
    let keys = serde_json::to_string(&keys).unwrap_or_default();
    let mut goals = goals(connection, &keys).await?;
    let mut people = attendees(connection, &keys).await?;
    let records = rows.into_iter().map(|row| VisitRecord {
        id: row.id,
        client: row.client,
        client_name: row.client_name,
        version: row.version,
        phase: Phase::of(row.planned_on, row.cancel_reason.is_some(), today),
        planned_on: row.planned_on,
        starts_at: row.starts_at,
        place: row.place,
        people: people.remove(&row.key).unwrap_or_default(),
        goals: goals.remove(&row.key).unwrap_or_default(),
        ask: row.ask,
        cancel_reason: row.cancel_reason,
        changed_by: row.changed_by,
        // Our own clock wrote it.
        changed_at: Timestamp::from_millisecond(row.recorded_at).unwrap_or_default(),
    });
    Ok(records.collect())
}

async fn goals(
    connection: &mut SqliteConnection,
    keys: &str,
) -> Result<HashMap<VisitKey, Vec<String>>> {
    let rows = sqlx::query!(
        r#"SELECT t.id AS "key: VisitKey", g.text FROM visit t
           JOIN visit_version_goal g ON g.visit_id = t.id AND g.version = t.version
           WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY g.position"#,
        keys
    )
    .fetch_all(connection)
    .await?;
    let mut goals: HashMap<VisitKey, Vec<String>> = HashMap::new();
    for row in rows {
        goals.entry(row.key).or_default().push(row.text);
    }
    Ok(goals)
}

async fn attendees(
    connection: &mut SqliteConnection,
    keys: &str,
) -> Result<HashMap<VisitKey, Vec<VisitPerson>>> {
    let rows = sqlx::query!(
        r#"SELECT t.id AS "key: VisitKey", p.uid AS "id: PersonId", p.called AS "name!: String",
                  (SELECT w.jobs FROM person_version w JOIN batch b ON b.id = w.batch_id AND b.undone_at IS NULL
                   WHERE w.person_id = p.id ORDER BY w.batch_id DESC LIMIT 1) AS "jobs: String"
           FROM visit t JOIN visit_version_attendee a ON a.visit_id = t.id AND a.version = t.version
           JOIN person p ON p.id = a.person_id
           WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY p.id"#,
        keys
    )
    .fetch_all(connection)
    .await?;
    let mut people: HashMap<VisitKey, Vec<VisitPerson>> = HashMap::new();
    for row in rows {
        people.entry(row.key).or_default().push(VisitPerson {
            id: row.id,
            name: row.name,
            // Our own JSON, held by a CHECK; none where the list that named them was taken back.
            jobs: row
                .jobs
                .and_then(|jobs| serde_json::from_str(&jobs).ok())
                .unwrap_or_default(),
        });
    }
    Ok(people)
}
