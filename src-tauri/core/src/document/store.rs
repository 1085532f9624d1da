//! SQL of the library.

use super::model::{
    Audience, DocumentKind, DocumentRecord, LibraryFilter, LibraryPage, MadeVisitPack, Recorded,
};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, DocumentId, VisitId};
use crate::vault::Write;
use jiff::Timestamp;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// The row's key beside what recording gave.
pub async fn insert(write: &mut Write, document: &MadeVisitPack) -> Result<(i64, Recorded)> {
    let id = DocumentId::new(write.at);
    let (at, user) = (write.at_ms(), write.user);
    let (audience, sha256) = (document.audience.name(), document.sha256.as_slice());
    let kind = DocumentKind::VisitPack.name();
    let made_at = document.made_at.as_millisecond();
    let row = sqlx::query!(
        r#"INSERT INTO document (uid, client_id, visit_id, kind, audience, as_of, made_at, audit_head, file_name,
                                 sha256, pages, user_id, recorded_at, data_until, version)
           SELECT ?1, c.id, (SELECT id FROM visit WHERE uid = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                  1 + coalesce((SELECT max(d.version) FROM document d
                                WHERE d.client_id = c.id AND d.kind = ?4 AND d.audience = ?5), 0)
           FROM client c WHERE c.uid = ?2
           RETURNING id AS "key!: i64", version AS "version!: u32""#,
        id,
        document.client,
        document.visit,
        kind,
        audience,
        document.as_of,
        made_at,
        document.audit_head,
        document.file_name,
        sha256,
        document.pages,
        user,
        at,
        document.data_until
    )
    .fetch_one(write.connection())
    .await?;
    if let Some(path) = &document.path {
        insert_copy(write, row.key, path).await?;
    }
    let version = row.version;
    Ok((row.key, Recorded { id, version }))
}

pub async fn insert_copy(write: &mut Write, document: i64, path: &str) -> Result<()> {
    let (at, user) = (write.at_ms(), write.user);
    sqlx::query!(
        "INSERT INTO document_copy (document_id, position, path, user_id, recorded_at)
         VALUES (?1, 1 + (SELECT count(*) FROM document_copy WHERE document_id = ?1), ?2, ?3, ?4)",
        document,
        path,
        user,
        at
    )
    .execute(write.connection())
    .await?;
    Ok(())
}

pub async fn key(connection: &mut SqliteConnection, document: DocumentId) -> Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: i64" FROM document WHERE uid = ?"#,
        document
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(not_there)
}

fn not_there() -> Error {
    Error::new(
        Code::NotFound,
        "文档库里没有这份文档，什么也没有改动。请回到文档库重新选择。",
    )
}

const RECORD: &str = "SELECT d.uid AS id, c.uid AS client, c.name AS client_name, d.audience, d.version, \
     v.uid AS visit, d.as_of, d.data_until, d.file_name, d.sha256, d.pages, u.name AS made_by, d.made_at, d.audit_head, \
     (SELECT k.path FROM document_copy k WHERE k.document_id = d.id ORDER BY k.position DESC LIMIT 1) AS saved_to \
     FROM document d JOIN client c ON c.id = d.client_id JOIN user u ON u.id = d.user_id \
     LEFT JOIN visit v ON v.id = d.visit_id WHERE ";

#[derive(sqlx::FromRow)]
struct RecordRow {
    id: DocumentId,
    client: ClientId,
    client_name: String,
    audience: String,
    version: u32,
    visit: Option<VisitId>,
    as_of: Day,
    data_until: Option<Day>,
    file_name: String,
    sha256: Vec<u8>,
    pages: u32,
    made_by: String,
    made_at: i64,
    audit_head: String,
    saved_to: Option<String>,
}

impl From<RecordRow> for DocumentRecord {
    fn from(row: RecordRow) -> Self {
        DocumentRecord {
            id: row.id,
            client: row.client,
            client_name: row.client_name,
            // The only one that the column's CHECK allows.
            kind: DocumentKind::VisitPack,
            audience: Audience::from_name(&row.audience),
            version: row.version,
            visit: row.visit,
            as_of: row.as_of,
            data_until: row.data_until,
            file_name: row.file_name,
            sha256: hex::encode(row.sha256),
            pages: row.pages,
            made_by: row.made_by,
            // Our own clock wrote it.
            made_at: Timestamp::from_millisecond(row.made_at).unwrap_or_default(),
            saved_to: row.saved_to,
            audit_head: row.audit_head,
        }
    }
}

pub async fn by_id(
    connection: &mut SqliteConnection,
    document: DocumentId,
) -> Result<DocumentRecord> {
    let mut query = QueryBuilder::<Sqlite>::new(RECORD);
    query.push("d.uid = ").push_bind(document);
    let row: Option<RecordRow> = query.build_query_as().fetch_optional(connection).await?;
    row.map(DocumentRecord::from).ok_or_else(not_there)
}

pub async fn page(
    connection: &mut SqliteConnection,
    filter: &LibraryFilter,
    limit: u32,
) -> Result<LibraryPage> {
    let mut query = QueryBuilder::<Sqlite>::new(RECORD);
    narrow(&mut query, filter);
    if let Some(before) = filter.before {
        query
            .push(" AND d.id < (SELECT id FROM document WHERE uid = ")
            .push_bind(before)
            .push(")");
    }
    // One more than asked tells whether there is a next page.
    query
        .push(" ORDER BY d.id DESC LIMIT ")
        .push_bind(i64::from(limit) + 1);
    let rows: Vec<RecordRow> = query.build_query_as().fetch_all(&mut *connection).await?;
    let more = rows.len() > limit as usize;
    let documents = rows
        .into_iter()
        .take(limit as usize)
        .map(DocumentRecord::from);
    let documents = documents.collect();
    let mut count = QueryBuilder::<Sqlite>::new(
        "SELECT count(*) FROM document d JOIN client c ON c.id = d.client_id WHERE ",
    );
    narrow(&mut count, filter);
    let total = count.build_query_scalar().fetch_one(connection).await?;
    Ok(LibraryPage {
        documents,
        total,
        more,
    })
}

fn narrow(query: &mut QueryBuilder<Sqlite>, filter: &LibraryFilter) {
    query.push("TRUE");
    if let Some(client) = filter.client {
        query.push(" AND c.uid = ").push_bind(client);
    }
    if let Some(kind) = filter.kind {
        query.push(" AND d.kind = ").push_bind(kind.name());
    }
    if let Some(audience) = filter.audience {
        query.push(" AND d.audience = ").push_bind(audience.name());
    }
    let search = filter.search.as_deref().map(str::trim).unwrap_or_default();
    if !search.is_empty() {
        query
            .push(" AND (instr(lower(c.name), lower(")
            .push_bind(search.to_owned())
            .push(")) OR instr(lower(d.file_name), lower(")
            .push_bind(search.to_owned())
            .push(")))");
    }
}
