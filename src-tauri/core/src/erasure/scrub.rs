//! Free texts: they stay, with what names the erased one blotted out.

use super::model::Counts;
use crate::error::Result;
use crate::ids::ClientKey;
use sqlx::SqliteConnection;

/// What stands in a name's place.
pub const BLOT: &str = "［已清除］";

macro_rules! blotted {
    ($counts:ident, $connection:ident, $table:literal, $sql:literal, $($argument:expr),+) => {
        let done = sqlx::query!($sql, $($argument),+).execute(&mut *$connection).await?;
        $counts.add($table, done.rows_affected());
    };
}

/// What was written about the person's own client.
pub async fn of_client(
    connection: &mut SqliteConnection,
    client: ClientKey,
    words: &[String],
    counts: &mut Counts,
) -> Result<()> {
    for word in words {
        let written = in_json(word);
        blotted!(
            counts,
            connection,
            "person_version",
            "UPDATE person_version SET jobs = replace(jobs, ?1, ?2)
             WHERE person_id IN (SELECT id FROM person WHERE client_id = ?3) AND instr(jobs, ?1) > 0",
            written,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "loan_fact",
            "UPDATE loan_fact SET security = replace(security, ?1, ?2)
             WHERE loan_id IN (SELECT id FROM loan WHERE client_id = ?3) AND instr(security, ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "visit_version",
            "UPDATE visit_version SET ask = replace(ask, ?1, ?2), place = replace(place, ?1, ?2),
                 cancel_reason = replace(cancel_reason, ?1, ?2)
             WHERE visit_id IN (SELECT id FROM visit WHERE client_id = ?3)
               AND instr(coalesce(ask, '') || ' ' || coalesce(place, '') || ' ' || coalesce(cancel_reason, ''), ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "visit_version_goal",
            "UPDATE visit_version_goal SET text = replace(text, ?1, ?2)
             WHERE visit_id IN (SELECT id FROM visit WHERE client_id = ?3) AND instr(text, ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "document",
            "UPDATE document SET file_name = replace(file_name, ?1, ?2) WHERE client_id = ?3 AND instr(file_name, ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "document_copy",
            "UPDATE document_copy SET path = replace(path, ?1, ?2)
             WHERE document_id IN (SELECT id FROM document WHERE client_id = ?3) AND instr(path, ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "reveal",
            "UPDATE reveal SET reason = replace(reason, ?1, ?2) WHERE client_id = ?3 AND instr(reason, ?1) > 0",
            word,
            BLOT,
            client
        );
        blotted!(
            counts,
            connection,
            "hold",
            "UPDATE hold SET reason = replace(reason, ?1, ?2), lift_reason = replace(lift_reason, ?1, ?2)
             WHERE client_id = ?3 AND instr(reason || ' ' || coalesce(lift_reason, ''), ?1) > 0",
            word,
            BLOT,
            client
        );
    }
    Ok(())
}

/// What belongs to no client: names of files, reasons, views; drafts that name the erased one go altogether.
pub async fn unbound(
    connection: &mut SqliteConnection,
    words: &[String],
    counts: &mut Counts,
) -> Result<()> {
    for word in words {
        let written = in_json(word);
        blotted!(
            counts,
            connection,
            "batch",
            "UPDATE batch SET source = replace(source, ?1, ?2) WHERE instr(source, ?1) > 0",
            word,
            BLOT
        );
        blotted!(
            counts,
            connection,
            "list_export",
            "UPDATE list_export SET reason = replace(reason, ?1, ?2), file_name = replace(file_name, ?1, ?2)
             WHERE instr(reason || ' ' || file_name, ?1) > 0",
            word,
            BLOT
        );
        blotted!(
            counts,
            connection,
            "today_mark",
            "UPDATE today_mark SET reason = replace(reason, ?1, ?2) WHERE instr(reason, ?1) > 0",
            word,
            BLOT
        );
        blotted!(
            counts,
            connection,
            "erasure",
            "UPDATE erasure SET reason = replace(reason, ?1, ?2) WHERE instr(reason, ?1) > 0",
            word,
            BLOT
        );
        blotted!(
            counts,
            connection,
            "column_mapping",
            "UPDATE column_mapping SET headers = replace(headers, ?1, ?2) WHERE instr(headers, ?1) > 0",
            written,
            BLOT
        );
        // Names of views are told apart.
        blotted!(
            counts,
            connection,
            "view",
            "UPDATE view SET name = replace(name, ?1, ?2 || id), content = replace(content, ?3, ?2)
             WHERE instr(name, ?1) > 0 OR instr(content, ?3) > 0",
            word,
            BLOT,
            written
        );
        blotted!(
            counts,
            connection,
            "draft",
            "DELETE FROM draft WHERE instr(value, ?) > 0",
            written
        );
    }
    Ok(())
}

/// As a text stands inside JSON.
fn in_json(word: &str) -> String {
    let quoted = serde_json::json!(word).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}
