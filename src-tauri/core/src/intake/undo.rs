//! Undoing an import: the batch is marked, and every fact falls back to the newest batch that stands.

use super::drop_folder;
use crate::error::{Code, Error, Result};
use crate::ids::{BatchId, BatchKey};
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// What an undo took back.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Undone {
    pub batch: BatchId,
    pub file: String,
    /// Files that were committed together with it and went with it.
    pub also: Vec<String>,
    /// Batches of queued rows that had attached because of this one; their rows wait again.
    pub detached: u32,
}

/// Takes a whole import back, or refuses and names the file that stands on it.
pub async fn undo(vault: &Vault, batch: BatchId, now: Timestamp) -> Result<Undone> {
    let mut write = vault.write(now).await?;
    let own = standing(write.connection(), batch).await?;
    take_back(write, batch, vec![own]).await
}

/// The same with everything that stands of what was committed together with it: all of it or nothing.
pub async fn undo_together(vault: &Vault, batch: BatchId, now: Timestamp) -> Result<Undone> {
    let mut write = vault.write(now).await?;
    let own = standing(write.connection(), batch).await?;
    let mut going = together(write.connection(), own.0).await?;
    going.retain(|(key, _)| *key != own.0);
    going.insert(0, own);
    take_back(write, batch, going).await
}

/// `files`: the one that was asked for comes first.
async fn take_back(
    mut write: Write,
    batch: BatchId,
    files: Vec<(BatchKey, String)>,
) -> Result<Undone> {
    let connection = write.connection();
    let mut detached = BTreeSet::new();
    for (key, _) in &files {
        detached.extend(dependants_that_go(connection, *key).await?);
    }
    let mut going: Vec<BatchKey> = files.iter().map(|(key, _)| *key).collect();
    going.extend(&detached);
    let going_json = serde_json::to_string(&going).unwrap_or_default();
    refuse_if_relied_on(connection, &going_json).await?;
    refuse_if_clients_are_in_use(connection, &going_json).await?;
    refuse_if_people_are_in_use(connection, &going_json).await?;
    let (at, user) = (write.at_ms(), write.user);
    let connection = write.connection();
    sqlx::query!(
        "UPDATE batch SET undone_at = ?, undone_by = ? WHERE id IN (SELECT value FROM json_each(?))",
        at, user, going_json
    )
    .execute(&mut *connection)
    .await?;
    for batch in &going {
        crate::client::store::refresh_current(connection, *batch)
            .await
            .map_err(number_taken)?;
    }
    super::entry::refresh_names(connection, &going_json).await?;
    crate::client::figure::refresh(connection, &going).await?;
    drop_folder::after_undo(connection).await?;
    let detail = serde_json::json!({ "detached": detached });
    let nothing = serde_json::json!({ "detached": [] });
    for (key, _) in files.iter().skip(1) {
        write
            .audit(Action::ImportUndone, Some(key.0), &nothing)
            .await?;
    }
    let subject = going.first().map(|key| key.0);
    write.commit(Action::ImportUndone, subject, &detail).await?;
    let mut names = files.into_iter().map(|(_, name)| name);
    Ok(Undone {
        batch,
        file: names.next().unwrap_or_default(),
        also: names.collect(),
        detached: detached.len() as u32,
    })
}

/// What stands of what was committed together with this batch.
async fn together(
    connection: &mut SqliteConnection,
    batch: BatchKey,
) -> Result<Vec<(BatchKey, String)>> {
    let rows = sqlx::query!(
        r#"SELECT b.id AS "id: BatchKey", b.source FROM batch own JOIN batch b ON b.together_id = own.together_id
           WHERE own.id = ? AND b.undone_at IS NULL ORDER BY b.id"#,
        batch
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.source)).collect())
}

/// Falling back would give two clients one number or code: a later file has given it away.
fn number_taken(error: Error) -> Error {
    if error.code != Code::Exists {
        return error;
    }
    Error::new(
        Code::Refused,
        "撤销后会有两个客户用同一个客户编号或信用代码，没有撤销，数据保持原样。请先撤销较新的客户清单。",
    )
    .caused_by(error)
}

async fn standing(connection: &mut SqliteConnection, batch: BatchId) -> Result<(BatchKey, String)> {
    let row = sqlx::query!(
        r#"SELECT id AS "id: BatchKey", source, undone_at, parent_id FROM batch WHERE uid = ?"#,
        batch
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| Error::new(Code::NotFound, "没有这个导入批次，什么也没有改动。"))?;
    if row.undone_at.is_some() {
        return Err(Error::new(
            Code::Refused,
            "这个批次已经撤销过，什么也没有改动。",
        ));
    }
    if row.parent_id.is_some() {
        return Err(Error::new(
            Code::Refused,
            "这个批次是待认领行的自动入库，请撤销它所属的文件，或撤销带来客户的文件。",
        ));
    }
    Ok((row.id, row.source))
}

/// Attached queue rows: of this file, or attached because of it.
async fn dependants_that_go(
    connection: &mut SqliteConnection,
    batch: BatchKey,
) -> Result<Vec<BatchKey>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT id AS "id: BatchKey" FROM batch WHERE (parent_id = ?1 OR cause_id = ?1) AND undone_at IS NULL ORDER BY id"#,
        batch
    )
    .fetch_all(connection)
    .await?)
}

async fn refuse_if_relied_on(connection: &mut SqliteConnection, going: &str) -> Result<()> {
    let later = sqlx::query!(
        r#"SELECT coalesce(p.uid, b.uid) AS "uid!: BatchId", b.source FROM batch_reliance r
           JOIN batch b ON b.id = r.batch_id AND b.undone_at IS NULL
           LEFT JOIN batch p ON p.id = b.parent_id
           WHERE r.relies_on IN (SELECT value FROM json_each(?1)) AND b.id NOT IN (SELECT value FROM json_each(?1))
           ORDER BY b.id DESC LIMIT 1"#,
        going
    )
    .fetch_optional(connection)
    .await?;
    match later {
        None => Ok(()),
        Some(later) => Err(stands_on_it(&later.source, later.uid)),
    }
}

/// Clients that only these batches know, with facts, people or visits of others.
async fn refuse_if_clients_are_in_use(
    connection: &mut SqliteConnection,
    going: &str,
) -> Result<()> {
    let used = sqlx::query!(
        r#"WITH going AS (SELECT value AS id FROM json_each(?1)),
                orphan AS (
                    SELECT DISTINCT v.client_id AS id FROM client_version v JOIN going ON going.id = v.batch_id
                    WHERE NOT EXISTS (
                        SELECT 1 FROM client_version w JOIN batch b ON b.id = w.batch_id
                        WHERE w.client_id = v.client_id AND b.undone_at IS NULL AND b.id NOT IN (SELECT id FROM going))),
                used_by AS (
                    SELECT pv.batch_id AS id FROM orphan JOIN person p ON p.client_id = orphan.id
                           JOIN person_version pv ON pv.person_id = p.id
                    UNION ALL SELECT f.batch_id FROM orphan JOIN account a ON a.client_id = orphan.id
                           JOIN deposit_fact f ON f.account_id = a.id
                    UNION ALL SELECT f.batch_id FROM orphan JOIN loan l ON l.client_id = orphan.id
                           JOIN loan_fact f ON f.loan_id = l.id)
           SELECT coalesce(p.uid, b.uid) AS "uid!: BatchId", b.source FROM used_by JOIN batch b ON b.id = used_by.id
           LEFT JOIN batch p ON p.id = b.parent_id
           WHERE b.undone_at IS NULL AND b.id NOT IN (SELECT id FROM going) LIMIT 1"#,
        going
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(used) = used {
        return Err(stands_on_it(&used.source, used.uid));
    }
    let visits = sqlx::query_scalar!(
        r#"WITH going AS (SELECT value AS id FROM json_each(?1))
           SELECT count(*) AS "count!: i64" FROM visit s JOIN client_version v ON v.client_id = s.client_id
           JOIN going ON going.id = v.batch_id
           WHERE NOT EXISTS (
               SELECT 1 FROM client_version w JOIN batch b ON b.id = w.batch_id
               WHERE w.client_id = v.client_id AND b.undone_at IS NULL AND b.id NOT IN (SELECT id FROM going))"#,
        going
    )
    .fetch_one(connection)
    .await?;
    refuse_visits(visits)
}

async fn refuse_if_people_are_in_use(connection: &mut SqliteConnection, going: &str) -> Result<()> {
    let visits = sqlx::query_scalar!(
        r#"WITH going AS (SELECT value AS id FROM json_each(?1))
           SELECT count(DISTINCT t.id) AS "count!: i64" FROM visit t
           JOIN visit_version_attendee a ON a.visit_id = t.id AND a.version = t.version
           JOIN person_version v ON v.person_id = a.person_id
           JOIN going ON going.id = v.batch_id
           WHERE NOT EXISTS (
               SELECT 1 FROM person_version w JOIN batch b ON b.id = w.batch_id
               WHERE w.person_id = v.person_id AND b.undone_at IS NULL AND b.id NOT IN (SELECT id FROM going))"#,
        going
    )
    .fetch_one(connection)
    .await?;
    refuse_visits(visits)
}

fn refuse_visits(visits: i64) -> Result<()> {
    if visits == 0 {
        return Ok(());
    }
    Err(Error::new(
        Code::Refused,
        "已有拜访计划用到这批资料，没有撤销，数据保持原样。",
    )
    .with("visits", visits.to_string()))
}

fn stands_on_it(file: &str, batch: BatchId) -> Error {
    Error::new(
        Code::Refused,
        "后来导入的文件以这个批次为基础，没有撤销，数据保持原样。请先撤销较新的文件。",
    )
    .with("later_file", file)
    .with("later_batch", batch.to_string())
}
