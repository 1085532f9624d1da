//! SQL of a glance: one pass over the few clients that are shown.

use super::{Glance, NearestMaturity, NextVisit};
use crate::day::Day;
use crate::error::Result;
use crate::ids::{ClientId, ClientKey, VisitId};
use crate::metrics::{Basis, Comparison};
use crate::money::Money;
use crate::visit::TimeOfDay;
use sqlx::SqliteConnection;
use std::collections::HashMap;

pub async fn glances(
    connection: &mut SqliteConnection,
    keys: &[ClientKey],
    on: Day,
) -> Result<HashMap<ClientKey, Glance>> {
    let wanted = serde_json::to_string(keys).unwrap_or_default();
    let mut visits = next_visits(connection, &wanted, on).await?;
    let rows = sqlx::query!(
        r#"SELECT c.id AS "key!: ClientKey", c.uid AS "id: ClientId", c.name, c.number, c.code, c.tier,
                  c.industry_label, c.manager, f.deposit_day AS "deposit_day: Day", f.point AS "point: Money",
                  f.month_average AS "month_average: Money", f.previous_average AS "previous_average: Money",
                  f.loan_day AS "loan_day: Day", f.loans AS "loans: Money", f.off_balance AS "off_balance: Money",
                  f.matures_on AS "matures_on: Day"
           FROM client c JOIN client_figure f ON f.client_id = c.id
           WHERE c.current_batch_id IS NOT NULL AND c.id IN (SELECT value FROM json_each(?))"#,
        wanted
    )
    .fetch_all(connection)
    .await?;
    let glances = rows.into_iter().map(|row| {
        let moved = (row.deposit_day)
            .zip(row.previous_average)
            .zip(row.month_average)
            .map(|((day, base), now)| {
                let base_day = day.month_end_after(-1);
                Comparison::new(Basis::PreviousMonth, base_day, base, now)
            });
        let glance = Glance {
            key: row.key,
            id: row.id,
            name: row.name,
            number: row.number,
            code: row.code,
            tier: row.tier,
            industry: row.industry_label,
            manager: row.manager,
            deposit_day: row.deposit_day,
            point: row.point,
            month_average: row.month_average,
            moved,
            loan_day: row.loan_day,
            loans: row.loans,
            off_balance: row.off_balance,
            maturity: row.matures_on.map(|matures_on| NearestMaturity {
                on: matures_on,
                days: matures_on.days_since(on),
            }),
            visit: visits.remove(&row.key),
        };
        (row.key, glance)
    });
    Ok(glances.collect())
}

/// Of each client the visit that comes next, from `on` on.
async fn next_visits(
    connection: &mut SqliteConnection,
    wanted: &str,
    on: Day,
) -> Result<HashMap<ClientKey, NextVisit>> {
    let rows = sqlx::query!(
        r#"SELECT t.client_id AS "client: ClientKey", t.uid AS "visit: VisitId", v.planned_on AS "on!: Day",
                  v.starts_at AS "starts_at: TimeOfDay", v.ask
           FROM visit t JOIN visit_version v ON v.visit_id = t.id AND v.version = t.version
           WHERE t.client_id IN (SELECT value FROM json_each(?1)) AND v.planned_on >= ?2
             AND v.cancel_reason IS NULL
           ORDER BY v.planned_on DESC, v.starts_at IS NULL DESC, v.starts_at DESC"#,
        wanted,
        on
    )
    .fetch_all(connection)
    .await?;
    // The last of a client is the nearest.
    let visits = rows.into_iter().map(|row| {
        let visit = NextVisit {
            visit: row.visit,
            on: row.on,
            starts_at: row.starts_at,
            ask: row.ask,
        };
        (row.client, visit)
    });
    Ok(visits.collect())
}
