//! Today 今日: what waits, ranked, and what was done or put off (docs/domain.md §7 story 1).
//!
//! Read from the kept figures and the few rows that are due, never from a dossier a client: the page must
//! stand at once over 100,000 clients.

mod list;
mod mark;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use mark::{LONGEST_REASON, done, snooze, undo};
pub use model::{
    Counts, DataState, Due, DueWindow, Filter, Group, Headline, Item, ItemClient, MOST_OF_A_KIND,
    MOST_PUT_ASIDE, Mover, Movers, Points, PutAside, Returned, Score, Severity, Subject, Today,
    WEEK, WeekDay, WeekVisit,
};

use crate::day::Day;
use crate::error::Result;
use crate::intake::checklist;
use crate::money::Money;
use crate::setting::{self, Settings};
use crate::vault::Vault;
use sqlx::SqliteConnection;
use store::{DueLoan, Freshness};

/// Everything the page of `on` says.
pub async fn today(vault: &Vault, on: Day) -> Result<Today> {
    let mut tx = vault.read().await?;
    let settings = setting::load(&mut tx, on, i64::MAX).await?;
    let found = Found::read(&mut tx, on, &settings).await?;
    let movers = match found.freshness.deposits.newest {
        Some(day) => store::movers(&mut tx, day, &settings).await?,
        None => None,
    };
    let data = data_states(&mut tx, &found.freshness).await?;
    let missing = checklist::missing(&mut tx, on, &settings).await?;
    let headline = headline(&found);
    let (week, windows) = (week(&found), windows(&found, &settings));
    let clients = found.freshness.clients;
    let list = list::List::of(&mut tx, found, &settings).await?;
    Ok(Today {
        on,
        clients,
        counts: list.counts,
        headline,
        week,
        items: list.items,
        put_aside: list.put_aside,
        windows,
        movers,
        data,
        missing,
    })
}

/// Everything that may wait, before marks.
struct Found {
    on: Day,
    /// All but maturities, of which there may be tens of thousands.
    items: Vec<Item>,
    due: Vec<DueLoan>,
    freshness: Freshness,
}

impl Found {
    async fn read(connection: &mut SqliteConnection, on: Day, settings: &Settings) -> Result<Self> {
        let freshness = store::freshness(connection, on.plus_days(-settings.stale_days)).await?;
        let due = store::due_loans(connection, on.plus_days(settings.due_soon_days)).await?;
        let mut waiting = store::visits(connection, on, on.plus_days(WEEK)).await?;
        let imports = store::unfinished_imports(connection).await?;
        let stale = freshness.stale(settings.stale_days);
        waiting.extend(imports.chain(stale).map(|subject| (subject, None)));
        let items = (waiting.into_iter())
            .map(|(subject, client)| Item::new(subject, client, on, settings))
            .collect();
        Ok(Found {
            on,
            items,
            due,
            freshness,
        })
    }

    /// Each maturity by its days ahead, and its balance.
    fn maturities(&self) -> impl Iterator<Item = (i64, Money)> {
        let on = self.on;
        (self.due.iter()).map(move |due| (due.matures_on.days_since(on), due.balance))
    }

    /// Whether the item of this name is among what may wait.
    async fn holds(&self, connection: &mut SqliteConnection, id: &str) -> Result<bool> {
        let Some((loan, day)) = Subject::maturity_named(id) else {
            return Ok(self.items.iter().any(|item| item.id == id));
        };
        let key = store::loan_key(connection, loan).await?;
        Ok((self.due.iter()).any(|due| Some(due.loan) == key && due.matures_on == day))
    }
}

fn headline(found: &Found) -> Headline {
    let mut headline = Headline {
        stale_clients: found.freshness.stale_clients,
        ..Headline::default()
    };
    for (days, balance) in found.maturities() {
        match days {
            ..0 => headline.past_due.add(balance),
            0..=WEEK => headline.due_this_week.add(balance),
            _ => {}
        }
    }
    for item in &found.items {
        match &item.subject {
            Subject::Visit { on, .. } if *on == found.on => headline.visits_today += 1,
            Subject::UnfinishedImport { rows, .. } => headline.waiting_rows += rows,
            _ => {}
        }
    }
    headline
}

fn week(found: &Found) -> Vec<WeekDay> {
    let mut week: Vec<WeekDay> = (0..WEEK)
        .map(|ahead| WeekDay {
            day: found.on.plus_days(ahead),
            visits: Vec::new(),
            maturities: Due::default(),
        })
        .collect();
    for item in &found.items {
        let day = (item.days)
            .and_then(|days| usize::try_from(days).ok())
            .and_then(|days| week.get_mut(days));
        if let (
            Some(day),
            Subject::Visit {
                visit,
                starts_at,
                with,
                ..
            },
            Some(client),
        ) = (day, &item.subject, &item.client)
        {
            day.visits.push(WeekVisit {
                visit: *visit,
                starts_at: *starts_at,
                client: client.clone(),
                with: with.clone(),
            });
        }
    }
    for (days, balance) in found.maturities() {
        if let Some(day) = usize::try_from(days)
            .ok()
            .and_then(|days| week.get_mut(days))
        {
            day.maturities.add(balance);
        }
    }
    week
}

fn windows(found: &Found, settings: &Settings) -> Vec<DueWindow> {
    let mut windows = [7, 30, settings.due_soon_days].map(|within_days| DueWindow {
        within_days,
        due: Due::default(),
    });
    for (days, balance) in found.maturities() {
        for window in &mut windows {
            if (0..=window.within_days).contains(&days) {
                window.due.add(balance);
            }
        }
    }
    windows.into()
}

async fn data_states(
    connection: &mut SqliteConnection,
    freshness: &Freshness,
) -> Result<Vec<DataState>> {
    use crate::intake::record::Kind;
    let imports = store::last_imports(connection).await?;
    let state = |kind: Kind, newest, clients, stale_clients| DataState {
        kind,
        newest,
        imported_at: imports.get(kind.name()).copied(),
        clients,
        stale_clients,
    };
    let ledger = |kind, ledger: &store::LedgerAge| {
        state(
            kind,
            ledger.newest,
            Some(ledger.clients),
            ledger.stale_clients,
        )
    };
    Ok(vec![
        ledger(Kind::Deposits, &freshness.deposits),
        ledger(Kind::Loans, &freshness.loans),
        state(Kind::Clients, None, Some(freshness.clients), 0),
        state(Kind::People, None, None, 0),
    ])
}
