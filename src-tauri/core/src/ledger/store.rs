//! SQL over all clients' accounts and loans; that of one client stands with its dossier.

use crate::day::Day;
use crate::error::Result;
use sqlx::SqliteConnection;

/// One seek an account or loan: the primary keys hold each one's days in order.
pub(super) async fn newest_day(connection: &mut SqliteConnection) -> Result<Option<Day>> {
    let newest = sqlx::query_scalar!(
        r#"SELECT max(day) AS "day: Day" FROM (
             SELECT (SELECT f.as_of FROM deposit_fact f JOIN batch b ON b.id = f.batch_id
                     WHERE f.account_id = a.id AND b.undone_at IS NULL
                     ORDER BY f.as_of DESC LIMIT 1) AS day FROM account a
             UNION ALL
             SELECT (SELECT f.as_of FROM loan_fact f JOIN batch b ON b.id = f.batch_id
                     WHERE f.loan_id = l.id AND b.undone_at IS NULL
                     ORDER BY f.as_of DESC LIMIT 1) FROM loan l)"#
    )
    .fetch_one(connection)
    .await?;
    Ok(newest)
}
