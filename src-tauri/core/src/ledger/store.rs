//! SQL over all clients' accounts and loans; that of one client stands with its dossier.

use crate::day::Day;
use crate::error::Result;
use sqlx::SqliteConnection;

/// One seek a batch: the indexes by batch hold each one's days in order.
pub(super) async fn newest_day(connection: &mut SqliteConnection) -> Result<Option<Day>> {
    let newest = sqlx::query_scalar!(
        r#"SELECT max(day) AS "day: Day" FROM (
             SELECT (SELECT max(f.as_of) FROM deposit_fact f WHERE f.batch_id = b.id) AS day
             FROM batch b WHERE b.undone_at IS NULL
             UNION ALL
             SELECT (SELECT max(f.as_of) FROM loan_fact f WHERE f.batch_id = b.id)
             FROM batch b WHERE b.undone_at IS NULL)"#
    )
    .fetch_one(connection)
    .await?;
    Ok(newest)
}
