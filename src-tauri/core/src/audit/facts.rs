//! What a row's ids name: read from the vault, because the trail itself holds no client's text.

use super::model::{AuditClient, Change};
use super::store::Stored;
use crate::day::Day;
use crate::erasure::Counts as ErasedRows;
use crate::error::Result;
use crate::ids::{BatchId, ClientId, VisitKey};
use crate::intake::plan::Counts;
use crate::intake::record::Kind;
use crate::language::Language;
use crate::masking::{long_numbers, masked};
use crate::today::Subject;
use crate::user;
use crate::vault::audit::{Action, Area};
use crate::visit::{self, TimeOfDay};
use crate::{ids::VisitId, setting};
use sqlx::SqliteConnection;

/// What a sentence can say; which of it is there depends on what was done.
#[derive(Default)]
pub struct Facts {
    pub client: Option<AuditClient>,
    /// A file's name, or that of a view or user.
    pub name: Option<String>,
    pub kind: Option<Kind>,
    pub counts: Option<Counts>,
    /// Of a list that left the vault.
    pub entries: Option<i64>,
    pub reason: Option<String>,
    pub version: Option<u32>,
    pub is_for_client: bool,
    pub on: Option<Day>,
    pub at: Option<TimeOfDay>,
    pub item: Option<Item>,
    /// Of an escrow or signing key.
    pub fingerprint: Option<String>,
    /// In place of one that was there.
    pub replaces: bool,
    /// Wrong passphrases.
    pub failed: Option<i64>,
    pub revealed: Option<Revealed>,
    /// What the row's ids named is erased.
    pub is_erased: bool,
    pub changes: Vec<Change>,
}

/// What was shown in full; a number is told by its last digits.
pub enum Revealed {
    Account(String),
    Loan(String),
    AllOfClient,
}

/// A thing of the day's list.
pub enum Item {
    Visit,
    Maturity(Option<Day>),
    StaleData,
    UnfinishedImport,
}

pub async fn of(
    connection: &mut SqliteConnection,
    row: &Stored,
    language: Language,
) -> Result<Facts> {
    let Some(action) = row.action else {
        return Ok(Facts::default());
    };
    match (action.area(), row.subject) {
        (Area::Visit, Some(visit)) => of_visit(connection, row, visit, language).await,
        (Area::Document, Some(document)) => of_document(connection, document).await,
        (Area::Import, Some(batch)) => of_import(connection, row, batch, language).await,
        (Area::Export, Some(export)) => of_export(connection, export).await,
        (Area::Privacy, Some(subject)) => match action {
            Action::NumberRevealed => of_reveal(connection, subject).await,
            Action::PersonErased | Action::ClientErased => of_erasure(connection, subject).await,
            _ => of_hold(connection, action, subject).await,
        },
        (Area::Today, Some(mark)) => of_mark(connection, mark).await,
        (Area::Setting, Some(view)) => of_view(connection, view).await,
        (Area::Setting, None) => Ok(of_setting(row, language)),
        (Area::Security, Some(user)) => of_user(connection, row, user, language).await,
        (Area::Import, None) => Ok(Facts {
            entries: row.detail["entries"].as_i64(),
            ..Facts::default()
        }),
        _ if action == Action::BackupsCleared => Ok(Facts {
            entries: row.detail["removed"].as_i64(),
            ..Facts::default()
        }),
        _ if action == Action::UnlockFailed => Ok(Facts {
            failed: row.detail["failed"].as_i64(),
            ..Facts::default()
        }),
        _ => Ok(Facts::default()),
    }
}

async fn of_visit(
    connection: &mut SqliteConnection,
    row: &Stored,
    visit: i64,
    language: Language,
) -> Result<Facts> {
    let version = row.detail["version"].as_u64().unwrap_or(1) as u32;
    let found = sqlx::query!(
        r#"SELECT c.uid AS "id: ClientId", c.name, v.planned_on AS "on: Day", v.starts_at AS "at: TimeOfDay",
                  v.cancel_reason
           FROM visit t JOIN client c ON c.id = t.client_id
           JOIN visit_version v ON v.visit_id = t.id AND v.version = ?2 WHERE t.id = ?1"#,
        visit,
        version
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else {
        return Ok(erased());
    };
    let changes = match row.action {
        Some(Action::VisitChanged) => {
            visit::changes(connection, VisitKey(visit), version, language).await?
        }
        _ => Vec::new(),
    };
    Ok(Facts {
        client: Some(AuditClient {
            id: found.id,
            name: found.name,
        }),
        on: found.on,
        at: found.at,
        reason: found.cancel_reason,
        changes: (changes.into_iter())
            .map(|(what, was, is)| Change {
                what: what.to_owned(),
                was,
                is,
            })
            .collect(),
        ..Facts::default()
    })
}

async fn of_document(connection: &mut SqliteConnection, document: i64) -> Result<Facts> {
    let found = sqlx::query!(
        r#"SELECT c.uid AS "id: ClientId", c.name, d.version AS "version: u32", d.audience
           FROM document d JOIN client c ON c.id = d.client_id WHERE d.id = ?"#,
        document
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map_or_else(erased, |found| Facts {
        client: Some(AuditClient {
            id: found.id,
            name: found.name,
        }),
        version: Some(found.version),
        is_for_client: found.audience == "client",
        ..Facts::default()
    }))
}

async fn of_import(
    connection: &mut SqliteConnection,
    row: &Stored,
    batch: i64,
    language: Language,
) -> Result<Facts> {
    let found = sqlx::query!("SELECT source, kind FROM batch WHERE id = ?", batch)
        .fetch_optional(&mut *connection)
        .await?;
    let client = match row.action {
        Some(
            Action::ClientEntered
            | Action::ClientChanged
            | Action::PersonEntered
            | Action::PersonChanged
            | Action::QueueAssigned,
        ) => client_of_entry(&mut *connection, batch).await?,
        _ => None,
    };
    let is_entry = matches!(
        row.action,
        Some(
            Action::ClientEntered
                | Action::ClientChanged
                | Action::PersonEntered
                | Action::PersonChanged
                | Action::QueueAssigned
        )
    );
    let mended = crate::intake::mended_cells(&mut *connection, crate::ids::BatchKey(batch)).await?;
    let renamed = new_name(connection, batch, language).await?;
    Ok(found.map_or_else(Facts::default, |found| Facts {
        is_erased: is_entry && client.is_none(),
        client,
        name: Some(found.source),
        kind: Kind::from_name(&found.kind),
        counts: serde_json::from_value(row.detail["counts"].clone()).ok(),
        changes: (mended.into_iter())
            .map(|cell| Change {
                what: cell.cell,
                was: long_numbers(&cell.was),
                is: long_numbers(&cell.now),
            })
            .chain(renamed)
            .collect(),
        ..Facts::default()
    }))
}

/// What a change of a person made of their name.
async fn new_name(
    connection: &mut SqliteConnection,
    batch: i64,
    language: Language,
) -> Result<Option<Change>> {
    let row = sqlx::query!(
        "SELECT was, name FROM person_name WHERE batch_id = ?",
        batch
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Change {
        what: language.pick("姓名", "name").to_owned(),
        was: row.was,
        is: row.name,
    }))
}

/// Of what was typed: one client, a person of one, or whose an unknown number is.
async fn client_of_entry(
    connection: &mut SqliteConnection,
    batch: i64,
) -> Result<Option<AuditClient>> {
    Ok(sqlx::query_as!(
        AuditClient,
        r#"SELECT c.uid AS "id: ClientId", c.name FROM client c WHERE c.id IN (
               SELECT client_id FROM client_version WHERE batch_id = ?1
               UNION ALL SELECT client_id FROM client_alias WHERE batch_id = ?1
               UNION ALL SELECT p.client_id FROM person_version v JOIN person p ON p.id = v.person_id
                         WHERE v.batch_id = ?1)"#,
        batch
    )
    .fetch_optional(connection)
    .await?)
}

async fn of_user(
    connection: &mut SqliteConnection,
    row: &Stored,
    user: i64,
    language: Language,
) -> Result<Facts> {
    let changes = match (row.action, row.detail["version"].as_i64()) {
        (Some(Action::UserChanged), Some(version)) => {
            user::changes(connection, user, version, language).await?
        }
        _ => Vec::new(),
    };
    Ok(Facts {
        name: user::name(connection, user).await?,
        fingerprint: row.detail["fingerprint"].as_str().map(str::to_owned),
        replaces: row.detail["replaces"].as_bool().unwrap_or_default(),
        changes: (changes.into_iter())
            .map(|(what, was, is)| Change {
                what: what.to_owned(),
                was,
                is,
            })
            .collect(),
        ..Facts::default()
    })
}

async fn of_export(connection: &mut SqliteConnection, export: i64) -> Result<Facts> {
    let found = sqlx::query!(
        "SELECT entries, reason, file_name FROM list_export WHERE id = ?",
        export
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map_or_else(Facts::default, |found| Facts {
        name: Some(found.file_name),
        reason: Some(found.reason),
        entries: Some(found.entries),
        ..Facts::default()
    }))
}

async fn of_erasure(connection: &mut SqliteConnection, erasure: i64) -> Result<Facts> {
    let found = sqlx::query!(
        r#"SELECT c.uid AS "id?: ClientId", c.name AS "name?", e.reason, e.counts
           FROM erasure e LEFT JOIN client c ON c.uid = e.client WHERE e.id = ?"#,
        erasure
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map_or_else(Facts::default, |found| Facts {
        client: (found.id.zip(found.name)).map(|(id, name)| AuditClient { id, name }),
        reason: Some(found.reason),
        entries: serde_json::from_str::<ErasedRows>(&found.counts)
            .ok()
            .map(|counts| counts.0.values().map(|rows| i64::from(*rows)).sum()),
        ..Facts::default()
    }))
}

async fn of_hold(connection: &mut SqliteConnection, action: Action, hold: i64) -> Result<Facts> {
    let found = sqlx::query!(
        r#"SELECT c.uid AS "id: ClientId", c.name, h.reason, h.lift_reason, h.until AS "until: Day"
           FROM hold h JOIN client c ON c.id = h.client_id WHERE h.id = ?"#,
        hold
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map_or_else(erased, |found| Facts {
        client: Some(AuditClient {
            id: found.id,
            name: found.name,
        }),
        on: found.until,
        reason: match action {
            Action::HoldLifted => found.lift_reason,
            _ => Some(found.reason),
        },
        ..Facts::default()
    }))
}

/// Rows of the trail outlive what their ids named.
fn erased() -> Facts {
    Facts {
        is_erased: true,
        ..Facts::default()
    }
}

async fn of_reveal(connection: &mut SqliteConnection, reveal: i64) -> Result<Facts> {
    let found = sqlx::query!(
        r#"SELECT c.uid AS "id: ClientId", c.name, r.reason, a.number AS "account?", l.number AS "loan?"
           FROM reveal r JOIN client c ON c.id = r.client_id
           LEFT JOIN account a ON a.id = r.account_id LEFT JOIN loan l ON l.id = r.loan_id WHERE r.id = ?"#,
        reveal
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map_or_else(erased, |found| Facts {
        client: Some(AuditClient {
            id: found.id,
            name: found.name,
        }),
        reason: found.reason,
        revealed: Some(match (found.account, found.loan) {
            (Some(number), _) => Revealed::Account(masked(&number)),
            (None, Some(number)) => Revealed::Loan(masked(&number)),
            (None, None) => Revealed::AllOfClient,
        }),
        ..Facts::default()
    }))
}

async fn of_view(connection: &mut SqliteConnection, view: i64) -> Result<Facts> {
    let name = sqlx::query_scalar!("SELECT name FROM view WHERE id = ?", view)
        .fetch_optional(connection)
        .await?;
    Ok(Facts {
        name,
        ..Facts::default()
    })
}

fn of_setting(row: &Stored, language: Language) -> Facts {
    let key = row.detail["key"].as_str().unwrap_or_default();
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        value => setting::shown(key, value, language),
    };
    let change = Change {
        what: setting::name(key, language).to_owned(),
        was: shown(&row.detail["was"]),
        is: shown(&row.detail["is"]),
    };
    Facts {
        on: (row.detail["valid_from"].as_str()).and_then(|day| day.parse().ok()),
        changes: vec![change],
        ..Facts::default()
    }
}

async fn of_mark(connection: &mut SqliteConnection, mark: i64) -> Result<Facts> {
    let found = sqlx::query!(
        r#"SELECT item, until AS "until: Day", reason FROM today_mark WHERE id = ?"#,
        mark
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else {
        return Ok(erased());
    };
    let facts = of_item(connection, &found.item).await?;
    Ok(Facts {
        on: found.until,
        reason: found.reason,
        ..facts
    })
}

/// What the name of a thing on the day's list stands for.
async fn of_item(connection: &mut SqliteConnection, item: &str) -> Result<Facts> {
    let mut parts = item.split(':');
    let (kind, id) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    Ok(match kind {
        "visit" => Facts {
            client: match id.parse::<VisitId>() {
                Ok(visit) => client_of_visit(connection, visit).await?,
                Err(_) => None,
            },
            item: Some(Item::Visit),
            ..Facts::default()
        },
        "maturity" => {
            let named = Subject::maturity_named(item);
            Facts {
                client: match named {
                    Some((loan, _)) => client_of_loan(connection, loan).await?,
                    None => None,
                },
                item: Some(Item::Maturity(named.map(|(_, day)| day))),
                ..Facts::default()
            }
        }
        "import" => Facts {
            name: match id.parse::<BatchId>() {
                Ok(batch) => file_of(connection, batch).await?,
                Err(_) => None,
            },
            item: Some(Item::UnfinishedImport),
            ..Facts::default()
        },
        _ => Facts {
            item: Some(Item::StaleData),
            ..Facts::default()
        },
    })
}

async fn client_of_visit(
    connection: &mut SqliteConnection,
    visit: VisitId,
) -> Result<Option<AuditClient>> {
    Ok(sqlx::query_as!(
        AuditClient,
        r#"SELECT c.uid AS "id: ClientId", c.name FROM visit v JOIN client c ON c.id = v.client_id
           WHERE v.uid = ?"#,
        visit
    )
    .fetch_optional(connection)
    .await?)
}

async fn client_of_loan(
    connection: &mut SqliteConnection,
    loan: crate::ids::LoanId,
) -> Result<Option<AuditClient>> {
    Ok(sqlx::query_as!(
        AuditClient,
        r#"SELECT c.uid AS "id: ClientId", c.name FROM loan l JOIN client c ON c.id = l.client_id
           WHERE l.uid = ?"#,
        loan
    )
    .fetch_optional(connection)
    .await?)
}

async fn file_of(connection: &mut SqliteConnection, batch: BatchId) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar!("SELECT source FROM batch WHERE uid = ?", batch)
            .fetch_optional(connection)
            .await?,
    )
}
