//! SQL of who has been silent for long.

use super::Due;
use crate::day::Day;
use crate::erasure::Kind;
use crate::error::Result;
use crate::ids::ClientId;
use jiff::Timestamp;
use sqlx::SqliteConnection;
use uuid::Uuid;

/// The first moment of a day, at the prime meridian: a period of years does not turn on the hour.
fn begins(day: Day) -> i64 {
    day.date()
        .at(0, 0, 0, 0)
        .in_tz("UTC")
        .map_or(i64::MIN, |zoned| zoned.timestamp().as_millisecond())
}

/// People of whom no file, form or visit has spoken since a day. A file that repeated a row unchanged relies on the
/// batch that holds it; one that was undone spoke until then.
pub async fn people(connection: &mut SqliteConnection, since: Day, today: Day) -> Result<Vec<Due>> {
    let moment = begins(since);
    let rows = sqlx::query!(
        r#"SELECT p.uid AS "subject!: Uuid", p.called AS "name!: String", c.uid AS "client!: ClientId", c.name AS "client_name!: String",
                  max(coalesce(b.undone_at, b.recorded_at)) AS "last!: i64",
                  EXISTS (SELECT 1 FROM hold h WHERE h.client_id = c.id AND h.lifted_at IS NULL
                          AND (h.until IS NULL OR h.until >= ?3)) AS "is_held!: bool"
           FROM person p JOIN client c ON c.id = p.client_id JOIN person_version v ON v.person_id = p.id
           JOIN batch b ON b.id = v.batch_id
                OR b.id IN (SELECT batch_id FROM batch_reliance WHERE relies_on = v.batch_id)
           WHERE NOT EXISTS (SELECT 1 FROM visit_version_attendee a
                             JOIN visit_version w ON w.visit_id = a.visit_id AND w.version = a.version
                             WHERE a.person_id = p.id AND (w.planned_on >= ?2 OR w.recorded_at >= ?1))
           GROUP BY p.id HAVING max(coalesce(b.undone_at, b.recorded_at)) < ?1"#,
        moment,
        since,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter())
        .map(|row| Due {
            kind: Kind::Person,
            subject: row.subject,
            name: row.name,
            client: row.client,
            client_name: row.client_name,
            last: Timestamp::from_millisecond(row.last).unwrap_or_default(),
            is_held: row.is_held,
        })
        .collect())
}

/// Clients without a balance of whom no file, form or visit has spoken since a day.
pub async fn clients(
    connection: &mut SqliteConnection,
    since: Day,
    today: Day,
) -> Result<Vec<Due>> {
    let moment = begins(since);
    let rows = sqlx::query!(
        r#"WITH spoken AS (
               SELECT client_id, batch_id FROM client_version
               UNION SELECT a.client_id, f.batch_id FROM deposit_fact f JOIN account a ON a.id = f.account_id
               UNION SELECT l.client_id, f.batch_id FROM loan_fact f JOIN loan l ON l.id = f.loan_id
               UNION SELECT p.client_id, v.batch_id FROM person_version v JOIN person p ON p.id = v.person_id),
           last AS (
               SELECT s.client_id, max(coalesce(b.undone_at, b.recorded_at)) AS at FROM spoken s
               JOIN batch b ON b.id = s.batch_id
                    OR b.id IN (SELECT batch_id FROM batch_reliance WHERE relies_on = s.batch_id)
               GROUP BY s.client_id)
           SELECT c.uid AS "subject!: Uuid", c.name AS "name!: String", last.at AS "last!: i64",
                  EXISTS (SELECT 1 FROM hold h WHERE h.client_id = c.id AND h.lifted_at IS NULL
                          AND (h.until IS NULL OR h.until >= ?3)) AS "is_held!: bool"
           FROM last JOIN client c ON c.id = last.client_id JOIN client_figure g ON g.client_id = c.id
           WHERE last.at < ?1 AND coalesce(g.point, 0) = 0 AND coalesce(g.loans, 0) = 0
             AND coalesce(g.off_balance, 0) = 0
             AND NOT EXISTS (SELECT 1 FROM visit t JOIN visit_version w ON w.visit_id = t.id
                             WHERE t.client_id = c.id AND (w.planned_on >= ?2 OR w.recorded_at >= ?1))"#,
        moment,
        since,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter())
        .map(|row| Due {
            kind: Kind::Client,
            subject: row.subject,
            name: row.name.clone(),
            client: row.subject.into(),
            client_name: row.name,
            last: Timestamp::from_millisecond(row.last).unwrap_or_default(),
            is_held: row.is_held,
        })
        .collect())
}
