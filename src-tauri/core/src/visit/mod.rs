//! Visits: planned with people, goals and the one ask.

use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientKey, PersonKey, VisitId, VisitKey};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// What is typed when a visit is planned.
#[derive(Debug, Clone, Default)]
pub struct VisitPlan {
    pub on: Option<Day>,
    /// Exact names of people of this client.
    pub with: Vec<String>,
    pub goals: Vec<String>,
    pub ask: Option<String>,
}

/// Records a planned visit. An unknown name is refused, and nothing is recorded.
pub async fn plan(
    vault: &Vault,
    client: ClientKey,
    plan: VisitPlan,
    now: Timestamp,
) -> Result<VisitId> {
    let mut write = vault.write(now).await?;
    let (at, user) = (write.at_ms(), write.user);
    let connection = write.connection();
    let people = people_named(connection, client, &plan.with).await?;
    let id = VisitId::new(now);
    let ask = plan
        .ask
        .as_deref()
        .map(str::trim)
        .filter(|ask| !ask.is_empty());
    let inserted = sqlx::query!(
        "INSERT INTO visit (uid, client_id, planned_on, ask, user_id, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
        id, client, plan.on, ask, user, at
    )
    .execute(&mut *connection)
    .await?;
    let key = VisitKey(inserted.last_insert_rowid());
    let goals = plan
        .goals
        .iter()
        .map(|goal| goal.trim())
        .filter(|goal| !goal.is_empty());
    for (position, goal) in (1_i64..).zip(goals) {
        sqlx::query!(
            "INSERT INTO visit_goal (visit_id, position, text) VALUES (?, ?, ?)",
            key,
            position,
            goal
        )
        .execute(&mut *connection)
        .await?;
    }
    for person in people {
        sqlx::query!(
            "INSERT OR IGNORE INTO visit_attendee (visit_id, person_id) VALUES (?, ?)",
            key,
            person
        )
        .execute(&mut *connection)
        .await?;
    }
    write
        .commit(
            Action::VisitPlanned,
            Some(key.0),
            &serde_json::json!({ "client": client }),
        )
        .await?;
    Ok(id)
}

async fn people_named(
    connection: &mut SqliteConnection,
    client: ClientKey,
    names: &[String],
) -> Result<Vec<PersonKey>> {
    let mut people = Vec::with_capacity(names.len());
    for name in names.iter().map(|name| name.trim()) {
        let person = sqlx::query_scalar!(
            r#"SELECT p.id AS "id: PersonKey" FROM person p WHERE p.client_id = ? AND p.name = ? AND EXISTS (
                   SELECT 1 FROM person_version v JOIN batch b ON b.id = v.batch_id AND b.undone_at IS NULL
                   WHERE v.person_id = p.id)"#,
            client,
            name
        )
        .fetch_optional(&mut *connection)
        .await?;
        people.push(person.ok_or_else(|| {
            Error::new(
                Code::NotFound,
                "这位拜访对象不在该客户的联系人里，没有建立拜访。请先导入或核对姓名。",
            )
            .with("name", name)
        })?);
    }
    Ok(people)
}
