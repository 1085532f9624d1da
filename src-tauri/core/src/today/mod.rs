//! Today 今日: what waits, ranked, and what was done or put off (docs/domain.md §7 story 1).
//!
//! Read from the kept figures and the few rows that are due, never from a dossier a client: the page must
//! stand at once over 100,000 clients.

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
use crate::setting::{self, Settings};
use crate::vault::Vault;
use sqlx::SqliteConnection;
use std::collections::HashMap;
use store::{Freshness, Mark};

/// Everything the page of `on` says.
pub async fn today(vault: &Vault, on: Day) -> Result<Today> {
    let mut tx = vault.read().await?;
    let settings = setting::load(&mut tx, on, i64::MAX).await?;
    let found = Found::read(&mut tx, on, &settings).await?;
    let marks = store::marks(&mut tx).await?;
    let movers = match found.freshness.deposits.newest {
        Some(day) => store::movers(&mut tx, day, &settings).await?,
        None => None,
    };
    let data = data_states(&mut tx, &found.freshness).await?;
    let headline = headline(&found, on);
    let (week, windows) = (week(&found, on), windows(&found, &settings));
    let clients = found.freshness.clients;
    let (mut items, put_aside) = set_aside(found.items, marks, on);
    model::rank(&mut items);
    let counts = Counts::of(&items);
    model::shorten(&mut items);
    Ok(Today {
        on,
        clients,
        counts,
        headline,
        week,
        items,
        put_aside,
        windows,
        movers,
        data,
    })
}

/// Everything that may wait, before marks.
struct Found {
    items: Vec<Item>,
    freshness: Freshness,
}

impl Found {
    async fn read(connection: &mut SqliteConnection, on: Day, settings: &Settings) -> Result<Self> {
        let freshness = store::freshness(connection, on.plus_days(-settings.stale_days)).await?;
        let until = on.plus_days(settings.due_soon_days);
        let mut found = store::visits(connection, on, on.plus_days(WEEK)).await?;
        found.extend(store::maturities(connection, until).await?);
        found.extend(
            store::unfinished_imports(connection)
                .await?
                .map(|subject| (subject, None)),
        );
        found.extend(
            freshness
                .stale(settings.stale_days)
                .map(|subject| (subject, None)),
        );
        let items = (found.into_iter())
            .map(|(subject, client)| Item::new(subject, client, on, settings))
            .collect();
        Ok(Found { items, freshness })
    }

    /// Each maturity by its days ahead, and its balance.
    fn maturities(&self) -> impl Iterator<Item = (i64, crate::money::Money)> {
        self.items.iter().filter_map(|item| match &item.subject {
            Subject::Maturity { balance, .. } => Some((item.days?, *balance)),
            _ => None,
        })
    }
}

fn headline(found: &Found, on: Day) -> Headline {
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
            Subject::Visit { on: day, .. } if *day == on => headline.visits_today += 1,
            Subject::UnfinishedImport { rows, .. } => headline.waiting_rows += rows,
            _ => {}
        }
    }
    headline
}

fn week(found: &Found, on: Day) -> Vec<WeekDay> {
    let mut week: Vec<WeekDay> = (0..WEEK)
        .map(|ahead| WeekDay {
            day: on.plus_days(ahead),
            visits: Vec::new(),
            maturities: Due::default(),
        })
        .collect();
    for item in &found.items {
        let day = (item.days)
            .and_then(|days| usize::try_from(days).ok())
            .and_then(|days| week.get_mut(days));
        match (day, &item.subject, &item.client) {
            (
                Some(day),
                Subject::Visit {
                    visit,
                    starts_at,
                    with,
                    ..
                },
                Some(client),
            ) => {
                day.visits.push(WeekVisit {
                    visit: *visit,
                    starts_at: *starts_at,
                    client: client.clone(),
                    with: with.clone(),
                });
            }
            (Some(day), Subject::Maturity { balance, .. }, _) => day.maturities.add(*balance),
            _ => {}
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

/// Parts what waits from what was marked; the newest marks first.
fn set_aside(
    found: Vec<Item>,
    mut marks: HashMap<String, Mark>,
    on: Day,
) -> (Vec<Item>, Vec<PutAside>) {
    let (mut items, mut put_aside) = (Vec::with_capacity(found.len()), Vec::new());
    for mut item in found {
        match marks.remove(&item.id) {
            Some(mark) if mark.hides(on) => put_aside.push(PutAside {
                mark: mark.id,
                item,
                until: mark.until,
                reason: mark.reason,
                at: mark.at,
            }),
            mark => {
                item.returned = mark.and_then(|mark| {
                    Some(Returned {
                        until: mark.until?,
                        reason: mark.reason?,
                    })
                });
                items.push(item);
            }
        }
    }
    put_aside.sort_by_key(|aside| std::cmp::Reverse(aside.at));
    put_aside.truncate(MOST_PUT_ASIDE);
    (items, put_aside)
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
