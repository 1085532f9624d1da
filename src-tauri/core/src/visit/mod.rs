//! Visits: planned with people, goals and the one ask, changed and cancelled without forgetting what they were.
//!
//! Every change is a new version; whoever changes a visit passes the version that was read, and is refused
//! with both values where it has changed since.

mod model;
mod store;
mod time_of_day;

pub use model::{
    LONGEST_PLACE, LONGEST_TEXT, MOST_GOALS, Phase, VisitPerson, VisitPlan, VisitRecord, Whom,
};
pub use time_of_day::TimeOfDay;

use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientKey, VisitId, VisitKey};
use crate::language::Language;
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;
use model::Content;
use sqlx::SqliteConnection;
use store::Standing;

/// Records a planned visit. Unknown people and text beyond the limits are refused, and nothing is recorded.
pub async fn plan(
    vault: &Vault,
    client: ClientKey,
    plan: VisitPlan,
    now: Timestamp,
) -> Result<VisitId> {
    let mut write = vault.write(now).await?;
    let people = store::people(write.connection(), client, &plan.with, None).await?;
    let content = Content::of(&plan, people)?;
    let id = VisitId::new(now);
    let key = store::insert(&mut write, id, client).await?;
    store::insert_version(&mut write, key, 1, &content, None).await?;
    let detail = serde_json::json!({ "client": client });
    write
        .commit(Action::VisitPlanned, Some(key.0), &detail)
        .await?;
    Ok(id)
}

/// Changes a visit that was read at `version`; returns its version now. What says the same as before
/// changes nothing.
///
/// # Errors
/// [`Code::Conflict`] with both values where the visit changed since; refused while it is cancelled.
pub async fn change(
    vault: &Vault,
    visit: VisitId,
    version: u32,
    plan: VisitPlan,
    now: Timestamp,
) -> Result<u32> {
    let mut write = vault.write(now).await?;
    let standing = store::standing(write.connection(), visit).await?;
    let already_there = Some((standing.key, standing.version));
    let people = store::people(
        write.connection(),
        standing.client,
        &plan.with,
        already_there,
    )
    .await?;
    let content = Content::of(&plan, people)?;
    if standing.cancel_reason.is_some() {
        return Err(Error::new(
            Code::Refused,
            "这次拜访已取消，修改没有保存。请先恢复它，再修改。",
        ));
    }
    if content == standing.content {
        return Ok(standing.version);
    }
    if version != standing.version {
        return Err(model::conflict(
            &content,
            &standing.content,
            standing.version,
        ));
    }
    next_version(write, standing, &content, None, Action::VisitChanged).await
}

/// Cancels a visit; it is kept with its reason, and [`reinstate`] takes the cancellation back.
pub async fn cancel(
    vault: &Vault,
    visit: VisitId,
    version: u32,
    reason: &str,
    now: Timestamp,
) -> Result<u32> {
    let reason = model::reason(reason)?;
    let mut write = vault.write(now).await?;
    let standing = store::standing(write.connection(), visit).await?;
    refuse_if_changed(&standing, version, "没有取消")?;
    if standing.cancel_reason.is_some() {
        return Err(Error::new(
            Code::Refused,
            "这次拜访已经取消过了，没有再改动。",
        ));
    }
    let content = standing.content.clone();
    next_version(
        write,
        standing,
        &content,
        Some(&reason),
        Action::VisitCancelled,
    )
    .await
}

/// Takes a cancellation back: the visit stands as it was planned.
pub async fn reinstate(vault: &Vault, visit: VisitId, version: u32, now: Timestamp) -> Result<u32> {
    let mut write = vault.write(now).await?;
    let standing = store::standing(write.connection(), visit).await?;
    refuse_if_changed(&standing, version, "没有恢复")?;
    if standing.cancel_reason.is_none() {
        return Err(Error::new(Code::Refused, "这次拜访没有取消，不需要恢复。"));
    }
    let content = standing.content.clone();
    next_version(write, standing, &content, None, Action::VisitReinstated).await
}

fn refuse_if_changed(standing: &Standing, version: u32, kept: &str) -> Result<()> {
    if standing.version == version {
        return Ok(());
    }
    let message = format!("这次拜访在您打开之后已被改动，{kept}。请看过现在的内容后再决定。");
    Err(Error::new(Code::Conflict, message).with("version", standing.version.to_string()))
}

async fn next_version(
    mut write: Write,
    standing: Standing,
    content: &Content,
    cancel_reason: Option<&str>,
    action: Action,
) -> Result<u32> {
    let version = standing.version + 1;
    store::insert_version(&mut write, standing.key, version, content, cancel_reason).await?;
    store::point_at(write.connection(), standing.key, version).await?;
    let detail = serde_json::json!({ "client": standing.client, "version": version });
    write.commit(action, Some(standing.key.0), &detail).await?;
    Ok(version)
}

/// What a version changed of the one before it: the field, what it was, what it is. Nothing where there was
/// none before.
pub(crate) async fn changes(
    connection: &mut SqliteConnection,
    visit: VisitKey,
    version: u32,
    language: Language,
) -> Result<Vec<(&'static str, String, String)>> {
    if version < 2 {
        return Ok(Vec::new());
    }
    let was = store::content(connection, visit, version - 1).await?;
    let is = store::content(connection, visit, version).await?;
    Ok(model::differences(&was, &is, language))
}

/// One visit as it stands.
pub async fn by_id(vault: &Vault, visit: VisitId, today: Day) -> Result<VisitRecord> {
    let mut tx = vault.read().await?;
    store::by_id(&mut tx, visit, today).await
}

/// Whom a visit to this client can name, in the order of its list.
pub async fn people(vault: &Vault, client: ClientKey) -> Result<Vec<VisitPerson>> {
    let mut tx = vault.read().await?;
    store::listed(&mut tx, client).await
}

/// Everything planned, past and cancelled with one client, by day; undated ones last.
pub async fn of_client(vault: &Vault, client: ClientKey, today: Day) -> Result<Vec<VisitRecord>> {
    let mut tx = vault.read().await?;
    store::of_client(&mut tx, client, today).await
}

/// Visits of all clients on the days `from` to `to`, both included; cancelled ones too.
pub async fn between(vault: &Vault, from: Day, to: Day, today: Day) -> Result<Vec<VisitRecord>> {
    let mut tx = vault.read().await?;
    store::between(&mut tx, from, to, today).await
}
