//! Figures kept for each client (`client_figure`, `client_month`): refreshed in the transaction that writes
//! or undoes a batch, for the clients and days it speaks of, so that lists never sum a ledger.
//!
//! They equal what [`crate::metrics`] says of the client's dossier; a test holds both against each other.

use crate::error::Result;
use crate::ids::BatchKey;
use crate::product::PRODUCTS;
use sqlx::SqliteConnection;

/// Brings the figures of every client that these batches speak of up to the batches that stand now.
pub async fn refresh(connection: &mut SqliteConnection, batches: &[BatchKey]) -> Result<()> {
    let batches = serde_json::to_string(batches).unwrap_or_default();
    refresh_months(connection, &batches).await?;
    refresh_deposits(connection, &batches).await?;
    refresh_loans(connection, &batches).await?;
    refresh_due(connection, &batches).await
}

async fn refresh_months(connection: &mut SqliteConnection, batches: &str) -> Result<()> {
    sqlx::query!(
        "DELETE FROM client_month WHERE (client_id, as_of) IN (
             SELECT a.client_id, f.as_of FROM deposit_fact f JOIN account a ON a.id = f.account_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?)))",
        batches
    )
    .execute(&mut *connection)
    .await?;
    // Beside max(), SQLite takes the other columns from the row that has it: the newest batch's.
    sqlx::query!(
        "WITH touched AS MATERIALIZED (
             SELECT DISTINCT a.client_id, f.as_of FROM deposit_fact f JOIN account a ON a.id = f.account_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?)) AND a.currency = 'CNY'),
         standing AS (
             SELECT t.client_id, t.as_of, f.point, f.month_average, f.year_average, max(f.batch_id)
             FROM touched t CROSS JOIN account a ON a.client_id = t.client_id AND a.currency = 'CNY'
             CROSS JOIN deposit_fact f ON f.account_id = a.id AND f.as_of = t.as_of
             CROSS JOIN batch b ON b.id = f.batch_id AND b.undone_at IS NULL
             GROUP BY t.client_id, t.as_of, f.account_id)
         INSERT INTO client_month (client_id, as_of, point, month_average, year_average)
         SELECT client_id, as_of, sum(point), sum(month_average), sum(year_average)
         FROM standing GROUP BY client_id, as_of",
        batches
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn refresh_deposits(connection: &mut SqliteConnection, batches: &str) -> Result<()> {
    sqlx::query!(
        "WITH touched AS MATERIALIZED (
             SELECT DISTINCT a.client_id FROM deposit_fact f JOIN account a ON a.id = f.account_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?))),
         newest AS (
             SELECT t.client_id, (SELECT max(m.as_of) FROM client_month m WHERE m.client_id = t.client_id) AS day
             FROM touched t),
         bases AS MATERIALIZED (
             SELECT client_id, day,
                    CAST(strftime('%Y%m%d', printf('%04d-%02d-01', day / 10000, day / 100 % 100), '-1 day') AS INTEGER)
                        AS month_before,
                    CASE CAST(strftime('%Y%m%d', printf('%04d-%02d-01', day / 10000, day / 100 % 100),
                                       '+1 month', '-1 day') AS INTEGER)
                        WHEN day THEN CAST(strftime('%Y%m%d',
                            printf('%04d-%02d-01', day / 10000 - 1, day / 100 % 100), '+1 month', '-1 day') AS INTEGER)
                        ELSE day - 10000 END AS year_before
             FROM newest)
         UPDATE client_figure
         SET deposit_day = b.day, point = m.point, month_average = m.month_average, year_average = m.year_average,
             previous_average = p.month_average, year_before_average = y.month_average
         FROM bases b
         LEFT JOIN client_month m ON m.client_id = b.client_id AND m.as_of = b.day
         LEFT JOIN client_month p ON p.client_id = b.client_id AND p.as_of = b.month_before
         LEFT JOIN client_month y ON y.client_id = b.client_id AND y.as_of = b.year_before
         WHERE client_figure.client_id = b.client_id",
        batches
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Of each loan the newest fact that stands; of each client those of the newest day, in which what is no
/// longer listed is settled. Loans and off-balance items have days of their own.
async fn refresh_loans(connection: &mut SqliteConnection, batches: &str) -> Result<()> {
    let off_balance = off_balance_codes();
    sqlx::query!(
        "WITH touched AS MATERIALIZED (
             SELECT DISTINCT l.client_id FROM loan_fact f JOIN loan l ON l.id = f.loan_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?1))),
         standing AS MATERIALIZED (
             SELECT l.client_id, l.currency, f.as_of, f.balance, f.matures_on, f.class, f.overdue_days,
                    coalesce(p.code IN (SELECT value FROM json_each(?2)), 0) AS off
             FROM touched t CROSS JOIN loan l ON l.client_id = t.client_id
             CROSS JOIN loan_fact f ON f.loan_id = l.id AND (f.as_of, f.batch_id) = (
                 SELECT g.as_of, g.batch_id FROM loan_fact g
                 CROSS JOIN batch b ON b.id = g.batch_id AND b.undone_at IS NULL
                 WHERE g.loan_id = l.id ORDER BY g.as_of DESC, g.batch_id DESC LIMIT 1)
             LEFT JOIN product p ON p.id = f.product_id),
         newest AS (SELECT client_id, off, max(as_of) AS as_of FROM standing GROUP BY client_id, off),
         summed AS MATERIALIZED (
             SELECT s.client_id,
                    max(CASE WHEN NOT s.off AND s.currency = 'CNY' THEN s.as_of END) AS loan_day,
                    sum(CASE WHEN NOT s.off AND s.currency = 'CNY' THEN s.balance END) AS loans,
                    max(CASE WHEN s.off AND s.currency = 'CNY' THEN s.as_of END) AS off_balance_day,
                    sum(CASE WHEN s.off AND s.currency = 'CNY' THEN s.balance END) AS off_balance,
                    min(CASE WHEN s.currency = 'CNY' AND s.balance > 0 THEN s.matures_on END) AS matures_on,
                    max(s.class) AS worst_class, max(s.overdue_days) AS overdue_days
             FROM standing s JOIN newest n ON n.client_id = s.client_id AND n.off = s.off AND n.as_of = s.as_of
             GROUP BY s.client_id)
         UPDATE client_figure
         SET loan_day = s.loan_day, loans = s.loans, off_balance_day = s.off_balance_day, off_balance = s.off_balance,
             matures_on = s.matures_on, worst_class = s.worst_class, overdue_days = s.overdue_days
         FROM touched t LEFT JOIN summed s ON s.client_id = t.client_id
         WHERE client_figure.client_id = t.client_id",
        batches,
        off_balance
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What falls due: of the touched clients the items that stand with a balance, by the rule of the sums above.
async fn refresh_due(connection: &mut SqliteConnection, batches: &str) -> Result<()> {
    sqlx::query!(
        "DELETE FROM loan_due WHERE client_id IN (
             SELECT l.client_id FROM loan_fact f JOIN loan l ON l.id = f.loan_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?)))",
        batches
    )
    .execute(&mut *connection)
    .await?;
    let off_balance = off_balance_codes();
    sqlx::query!(
        "WITH touched AS MATERIALIZED (
             SELECT DISTINCT l.client_id FROM loan_fact f JOIN loan l ON l.id = f.loan_id
             WHERE f.batch_id IN (SELECT value FROM json_each(?1))),
         standing AS MATERIALIZED (
             SELECT l.id AS loan_id, l.client_id, l.currency, f.as_of, f.batch_id, f.matures_on, f.balance,
                    coalesce(p.code IN (SELECT value FROM json_each(?2)), 0) AS off
             FROM touched t CROSS JOIN loan l ON l.client_id = t.client_id
             CROSS JOIN loan_fact f ON f.loan_id = l.id AND (f.as_of, f.batch_id) = (
                 SELECT g.as_of, g.batch_id FROM loan_fact g
                 CROSS JOIN batch b ON b.id = g.batch_id AND b.undone_at IS NULL
                 WHERE g.loan_id = l.id ORDER BY g.as_of DESC, g.batch_id DESC LIMIT 1)
             LEFT JOIN product p ON p.id = f.product_id),
         newest AS (SELECT client_id, off, max(as_of) AS as_of FROM standing GROUP BY client_id, off)
         INSERT INTO loan_due (loan_id, client_id, as_of, batch_id, matures_on, balance)
         SELECT s.loan_id, s.client_id, s.as_of, s.batch_id, s.matures_on, s.balance
         FROM standing s JOIN newest n ON n.client_id = s.client_id AND n.off = s.off AND n.as_of = s.as_of
         WHERE s.currency = 'CNY' AND s.balance > 0 AND s.matures_on IS NOT NULL",
        batches,
        off_balance
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// As a JSON list, for statements.
fn off_balance_codes() -> String {
    let codes: Vec<&str> = PRODUCTS
        .iter()
        .filter(|product| product.off_balance)
        .map(|product| product.code)
        .collect();
    serde_json::to_string(&codes).unwrap_or_default()
}
