//! The month-end checklist 月末清单: of a month end, which tables have come, which are still missing, and what
//! of those that came stands unfinished.

mod rules;
mod store;
#[cfg(test)]
mod tests;

pub use rules::{ItemState, MonthFile};

use super::record::Kind;
use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientId;
use crate::setting;
use crate::vault::Vault;
use rules::Came;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// Clients named where more have no data this month.
pub const MOST_ABSENT: usize = 20;

/// What has come of a month end.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Checklist {
    pub month_end: Day,
    /// Kinds that come regularly, or came for this month; in the order of an import.
    pub items: Vec<ChecklistItem>,
}

/// One kind of table.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ChecklistItem {
    pub kind: Kind,
    pub state: ItemState,
    /// The files of this month end, newest first.
    pub files: Vec<MonthFile>,
    /// The newest file of the last month end before it that one came for.
    pub before: Option<MonthFile>,
    /// Of balances: clients with data now, and with a balance then.
    pub clients: u32,
    pub clients_before: u32,
    /// Clients with a balance then and no data now.
    pub absent: u32,
    /// The first [`MOST_ABSENT`] of them, by name.
    pub absent_clients: Vec<AbsentClient>,
    /// Rows of the newest file that were rejected.
    pub rejected: u32,
    /// Rows of this month's files that wait for their client.
    pub waiting: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AbsentClient {
    pub id: ClientId,
    pub name: String,
    pub number: Option<String>,
}

/// Tables that are late: what today's page says in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MissingTables {
    pub month_end: Day,
    pub kinds: Vec<Kind>,
}

/// The checklist of the month that `on` lies in, or of the last one that has ended by then where `month` is
/// missing. Tables without a day of their own, such as the client list, count for the month end before the day
/// they were imported on.
pub async fn checklist(vault: &Vault, month: Option<Day>, on: Day) -> Result<Checklist> {
    let month_end = month.map_or_else(|| rules::last_ended(on), Day::month_end);
    let mut tx = vault.read().await?;
    let settings = setting::load(&mut tx, on, i64::MAX).await?;
    let batches = store::batches(&mut tx).await?;
    let mut items = Vec::new();
    for came in rules::regular(&batches, month_end, &settings) {
        items.push(item(&mut tx, came, month_end, settings.month_end_slack_days).await?);
    }
    Ok(Checklist { month_end, items })
}

/// The tables of the last month end that have not come though the settings' days for it have passed.
pub(crate) async fn missing(
    connection: &mut SqliteConnection,
    on: Day,
    settings: &setting::Settings,
) -> Result<Option<MissingTables>> {
    let month_end = rules::last_ended(on);
    if on.days_since(month_end) < settings.month_end_due_days {
        return Ok(None);
    }
    let batches = store::batches(connection).await?;
    let late = rules::regular(&batches, month_end, settings).into_iter();
    let kinds: Vec<Kind> = late
        .filter(|came| came.now.is_empty())
        .map(|came| came.kind)
        .collect();
    Ok((!kinds.is_empty()).then_some(MissingTables { month_end, kinds }))
}

async fn item(
    connection: &mut SqliteConnection,
    came: Came<'_>,
    month_end: Day,
    slack_days: i64,
) -> Result<ChecklistItem> {
    let window = |end: Day| (end.plus_days(-slack_days), end);
    let now = store::clients(connection, came.kind, window(month_end), false).await?;
    let before = match came.before {
        Some((end, _)) => store::clients(connection, came.kind, window(end), true).await?,
        None => BTreeSet::new(),
    };
    let absent: Vec<i64> = if came.now.is_empty() {
        Vec::new()
    } else {
        before.difference(&now).copied().collect()
    };
    let (absent, absent_clients) = store::present(connection, &absent, MOST_ABSENT).await?;
    let keys = came.now.iter().map(|batch| batch.key).collect::<Vec<_>>();
    let waiting = store::waiting(connection, &keys).await?;
    let rejected = came.now.first().map_or(0, |newest| newest.file.rejected);
    Ok(ChecklistItem {
        kind: came.kind,
        state: rules::state(!came.now.is_empty(), absent, rejected, waiting),
        before: came.before.map(|(_, batch)| batch.file.clone()),
        files: came
            .now
            .into_iter()
            .map(|batch| batch.file.clone())
            .collect(),
        clients: now.len() as u32,
        clients_before: before.len() as u32,
        absent,
        absent_clients,
        rejected,
        waiting,
    })
}
