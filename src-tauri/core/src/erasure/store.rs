//! SQL of erasing: what belongs to whom, deleted in the order of its references.

use super::model::{Counts, Kind, Proof, Subject};
use super::{Sealed, scrub};
use crate::error::Result;
use crate::ids::{ClientId, ClientKey, ErasureId, PersonId, PersonKey, UserKey};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use uuid::Uuid;

/// Whoever is to be erased, and the texts that say who they are.
pub struct Found {
    pub person: Option<PersonKey>,
    pub client: ClientKey,
    pub client_id: ClientId,
    pub name: String,
    pub client_name: String,
    /// Long enough to be told from other words.
    pub words: Vec<String>,
}

pub async fn find(connection: &mut SqliteConnection, subject: Subject) -> Result<Option<Found>> {
    match subject {
        Subject::Person(id) => {
            let row = sqlx::query!(
                r#"SELECT p.id AS "key!: PersonKey", p.called AS "name!: String", c.id AS "client!: ClientKey", c.uid AS "client_id: ClientId",
                          c.name AS client_name
                   FROM person p JOIN client c ON c.id = p.client_id WHERE p.uid = ?"#,
                id
            )
            .fetch_optional(&mut *connection)
            .await?;
            let Some(row) = row else { return Ok(None) };
            Ok(Some(Found {
                person: Some(row.key),
                client: row.client,
                client_id: row.client_id,
                words: long_enough(names_of(connection, row.key).await?, PERSON),
                name: row.name,
                client_name: row.client_name,
            }))
        }
        Subject::Client(id) => {
            let row = sqlx::query!(
                r#"SELECT id AS "key!: ClientKey", name FROM client WHERE uid = ?"#,
                id
            )
            .fetch_optional(&mut *connection)
            .await?;
            let Some(row) = row else { return Ok(None) };
            Ok(Some(Found {
                person: None,
                client: row.key,
                client_id: id,
                words: client_words(connection, row.key).await?,
                client_name: row.name.clone(),
                name: row.name,
            }))
        }
    }
}

/// The fewest characters by which a text is surely the name of a person, a client, or an account's number.
const PERSON: usize = 2;
const CLIENT: usize = 4;
const NUMBER: usize = 8;

fn long_enough(words: impl IntoIterator<Item = String>, least: usize) -> Vec<String> {
    (words.into_iter())
        .filter(|word| word.chars().count() >= least)
        .collect()
}

/// Its own names and numbers of all times, and those of its people, accounts and loans.
async fn client_words(connection: &mut SqliteConnection, client: ClientKey) -> Result<Vec<String>> {
    let mut words = long_enough(identities(&mut *connection, client).await?, CLIENT);
    let people = sqlx::query_scalar!(
        r#"SELECT name AS "name!: String" FROM person WHERE client_id = ?1
           UNION SELECT n.name FROM person_name n JOIN person p ON p.id = n.person_id WHERE p.client_id = ?1
           UNION SELECT legal_rep FROM client_version WHERE client_id = ?1 AND legal_rep IS NOT NULL"#,
        client
    )
    .fetch_all(&mut *connection)
    .await?;
    words.extend(long_enough(people, PERSON));
    let numbers = sqlx::query_scalar!(
        r#"SELECT number AS "number!: String" FROM account WHERE client_id = ?1
           UNION SELECT number FROM loan WHERE client_id = ?1"#,
        client
    )
    .fetch_all(connection)
    .await?;
    words.extend(long_enough(numbers, NUMBER));
    Ok(words)
}

/// What the person was called at any time.
async fn names_of(connection: &mut SqliteConnection, person: PersonKey) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT name AS "name!: String" FROM person WHERE id = ?1
           UNION SELECT name FROM person_name WHERE person_id = ?1"#,
        person
    )
    .fetch_all(connection)
    .await?)
}

/// Numbers, codes and names by which files called the client at any time.
async fn identities(connection: &mut SqliteConnection, client: ClientKey) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT number AS "text!: String" FROM client_version WHERE client_id = ?1 AND number IS NOT NULL
           UNION SELECT code FROM client_version WHERE client_id = ?1 AND code IS NOT NULL
           UNION SELECT name FROM client_version WHERE client_id = ?1
           UNION SELECT name FROM client WHERE id = ?1
           UNION SELECT coalesce(number, code, name) FROM client_alias WHERE client_id = ?1"#,
        client
    )
    .fetch_all(connection)
    .await?)
}

pub async fn person(
    connection: &mut SqliteConnection,
    client: ClientId,
    name: &str,
) -> Result<Option<PersonId>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT p.uid AS "id: PersonId" FROM person p JOIN client c ON c.id = p.client_id
           WHERE c.uid = ? AND p.called = ? ORDER BY p.renamed IS NULL LIMIT 1"#,
        client,
        name
    )
    .fetch_optional(connection)
    .await?)
}

/// Deletes, and says how many rows of each table it took.
pub async fn erase(connection: &mut SqliteConnection, found: &Found) -> Result<Counts> {
    let mut counts = Counts::default();
    match found.person {
        Some(person) => erase_person(connection, person, found, &mut counts).await?,
        None => erase_client(connection, found, &mut counts).await?,
    }
    scrub::unbound(connection, &found.words, &mut counts).await?;
    Ok(counts)
}

macro_rules! erased {
    ($counts:ident, $connection:ident, $table:literal, $sql:literal, $($argument:expr),+) => {
        let done = sqlx::query!($sql, $($argument),+).execute(&mut *$connection).await?;
        $counts.add($table, done.rows_affected());
    };
}

async fn erase_person(
    connection: &mut SqliteConnection,
    person: PersonKey,
    found: &Found,
    counts: &mut Counts,
) -> Result<()> {
    let client = found.client;
    let names = serde_json::json!(names_of(&mut *connection, person).await?).to_string();
    let known_as = serde_json::json!(identities(&mut *connection, client).await?).to_string();
    erased!(
        counts,
        connection,
        "queued_row",
        "DELETE FROM queued_row WHERE kind = 'people' AND json_extract(record, '$.name') IN (SELECT value FROM json_each(?1))
           AND (client_number IN (SELECT value FROM json_each(?2)) OR client_code IN (SELECT value FROM json_each(?2))
                OR client_name IN (SELECT value FROM json_each(?2)))",
        names,
        known_as
    );
    erased!(
        counts,
        connection,
        "mended_cell",
        "DELETE FROM mended_cell WHERE (batch_id, source_row) IN (
             SELECT batch_id, source_row FROM person_version WHERE person_id = ?)",
        person
    );
    erased!(
        counts,
        connection,
        "visit_version_attendee",
        "DELETE FROM visit_version_attendee WHERE person_id = ?",
        person
    );
    erased!(
        counts,
        connection,
        "person_version",
        "DELETE FROM person_version WHERE person_id = ?",
        person
    );
    erased!(
        counts,
        connection,
        "person_name",
        "DELETE FROM person_name WHERE person_id = ?",
        person
    );
    erased!(
        counts,
        connection,
        "person",
        "DELETE FROM person WHERE id = ?",
        person
    );
    erased!(
        counts,
        connection,
        // No row goes, only this field.
        "legal_rep",
        "UPDATE client_version SET legal_rep = NULL WHERE client_id = ?1 AND legal_rep IN (SELECT value FROM json_each(?2))",
        client,
        names
    );
    erased!(
        counts,
        connection,
        "legal_rep",
        "UPDATE client SET legal_rep = NULL WHERE id = ?1 AND legal_rep IN (SELECT value FROM json_each(?2))",
        client,
        names
    );
    scrub::of_client(connection, client, &found.words, counts).await
}

async fn erase_client(
    connection: &mut SqliteConnection,
    found: &Found,
    counts: &mut Counts,
) -> Result<()> {
    let client = found.client;
    let known_as = serde_json::json!(identities(&mut *connection, client).await?).to_string();
    erased!(
        counts,
        connection,
        "queued_row",
        "DELETE FROM queued_row WHERE client_number IN (SELECT value FROM json_each(?1))
             OR client_code IN (SELECT value FROM json_each(?1)) OR client_name IN (SELECT value FROM json_each(?1))",
        known_as
    );
    erased!(
        counts,
        connection,
        "mended_cell",
        "DELETE FROM mended_cell WHERE (batch_id, source_row) IN (
             SELECT batch_id, source_row FROM client_version WHERE client_id = ?1
             UNION SELECT v.batch_id, v.source_row FROM person_version v JOIN person p ON p.id = v.person_id
                   WHERE p.client_id = ?1
             UNION SELECT f.batch_id, f.source_row FROM deposit_fact f JOIN account a ON a.id = f.account_id
                   WHERE a.client_id = ?1
             UNION SELECT f.batch_id, f.source_row FROM loan_fact f JOIN loan l ON l.id = f.loan_id
                   WHERE l.client_id = ?1)",
        client
    );
    // A form that is half filled is kept under the id of its client.
    let id = found.client_id.to_string();
    erased!(
        counts,
        connection,
        "draft",
        "DELETE FROM draft WHERE instr(key, ?) > 0",
        id
    );
    erase_marks(connection, client, counts).await?;
    erase_service(connection, client, counts).await?;
    erase_ledger(connection, client, counts).await?;
    erased!(
        counts,
        connection,
        "person_version",
        "DELETE FROM person_version WHERE person_id IN (SELECT id FROM person WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "person_name",
        "DELETE FROM person_name WHERE person_id IN (SELECT id FROM person WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "person",
        "DELETE FROM person WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "client_alias",
        "DELETE FROM client_alias WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "client_version",
        "DELETE FROM client_version WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "client",
        "DELETE FROM client WHERE id = ?",
        client
    );
    Ok(())
}

/// What was done with its things on the day's list: an item's name holds the id of a visit or a loan.
async fn erase_marks(
    connection: &mut SqliteConnection,
    client: ClientKey,
    counts: &mut Counts,
) -> Result<()> {
    let own = sqlx::query_scalar!(
        r#"SELECT uid AS "uid!: Uuid" FROM visit WHERE client_id = ?1
           UNION ALL SELECT uid FROM loan WHERE client_id = ?1"#,
        client
    )
    .fetch_all(&mut *connection)
    .await?;
    let own: Vec<String> = own.iter().map(Uuid::to_string).collect();
    let own = serde_json::json!(own).to_string();
    erased!(
        counts,
        connection,
        "today_mark",
        "DELETE FROM today_mark WHERE id IN (
             SELECT m.id FROM today_mark m JOIN json_each(?) own ON instr(m.item, own.value) > 0)",
        own
    );
    Ok(())
}

/// Visits, documents, and what was decided about its data.
async fn erase_service(
    connection: &mut SqliteConnection,
    client: ClientKey,
    counts: &mut Counts,
) -> Result<()> {
    erased!(
        counts,
        connection,
        "document_copy",
        "DELETE FROM document_copy WHERE document_id IN (SELECT id FROM document WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "document",
        "DELETE FROM document WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "visit_version_attendee",
        "DELETE FROM visit_version_attendee WHERE visit_id IN (SELECT id FROM visit WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "visit_version_goal",
        "DELETE FROM visit_version_goal WHERE visit_id IN (SELECT id FROM visit WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "visit_version",
        "DELETE FROM visit_version WHERE visit_id IN (SELECT id FROM visit WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "visit",
        "DELETE FROM visit WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "reveal",
        "DELETE FROM reveal WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "hold",
        "DELETE FROM hold WHERE client_id = ?",
        client
    );
    Ok(())
}

async fn erase_ledger(
    connection: &mut SqliteConnection,
    client: ClientKey,
    counts: &mut Counts,
) -> Result<()> {
    erased!(
        counts,
        connection,
        "loan_due",
        "DELETE FROM loan_due WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "client_month",
        "DELETE FROM client_month WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "client_figure",
        "DELETE FROM client_figure WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "deposit_fact",
        "DELETE FROM deposit_fact WHERE account_id IN (SELECT id FROM account WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "account",
        "DELETE FROM account WHERE client_id = ?",
        client
    );
    erased!(
        counts,
        connection,
        "loan_fact",
        "DELETE FROM loan_fact WHERE loan_id IN (SELECT id FROM loan WHERE client_id = ?)",
        client
    );
    erased!(
        counts,
        connection,
        "loan",
        "DELETE FROM loan WHERE client_id = ?",
        client
    );
    Ok(())
}

/// Where files about the client were written.
pub async fn files(connection: &mut SqliteConnection, client: ClientKey) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"SELECT DISTINCT y.path FROM document_copy y JOIN document d ON d.id = y.document_id
           WHERE d.client_id = ? ORDER BY y.path"#,
        client
    )
    .fetch_all(connection)
    .await?)
}

pub async fn insert(
    connection: &mut SqliteConnection,
    sealed: &Sealed<'_>,
    user: UserKey,
    at: i64,
) -> Result<i64> {
    let (kind, uid) = (sealed.subject.kind().name(), sealed.subject.uid());
    let counts = serde_json::json!(sealed.counts).to_string();
    let client = sealed.found.client_id;
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO erasure (uid, kind, subject, client, reason, counts, is_replay, user_id, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        sealed.id,
        kind,
        uid,
        client,
        sealed.reason,
        counts,
        sealed.is_replay,
        user,
        at
    )
    .fetch_one(connection)
    .await?)
}

/// With the row of the trail that seals each.
pub async fn proofs(
    connection: &mut SqliteConnection,
    only: Option<ErasureId>,
) -> Result<Vec<Proof>> {
    let rows = sqlx::query!(
        r#"SELECT e.uid AS "id: ErasureId", e.kind, e.subject AS "subject: Uuid", e.client AS "client: ClientId",
                  e.reason, u.name AS by, e.recorded_at, e.counts, e.is_replay AS "is_replay: bool", a.seq, a.hash
           FROM erasure e JOIN user u ON u.id = e.user_id
           JOIN audit a ON a.action IN ('person.erased', 'client.erased') AND a.subject = e.id
           WHERE ?1 IS NULL OR e.uid = ?1 ORDER BY e.id DESC"#,
        only
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter())
        .map(|row| Proof {
            id: row.id,
            kind: kind(&row.kind),
            subject: row.subject,
            client: row.client,
            reason: row.reason,
            by: row.by,
            at: Timestamp::from_millisecond(row.recorded_at).unwrap_or_default(),
            counts: serde_json::from_str(&row.counts).unwrap_or_default(),
            is_replay: row.is_replay,
            audit_seq: row.seq,
            audit_hash: hex::encode(row.hash),
        })
        .collect())
}

/// The column's CHECK knows no third.
pub fn kind(name: &str) -> Kind {
    if name == Kind::Person.name() {
        Kind::Person
    } else {
        Kind::Client
    }
}
