//! The client list: opened by one pass of SQL over the kept figures, read page by page by key.
//!
//! An open list holds every key in order (with what its totals sum), so that any page of 100,000 clients
//! costs the same, the scroll bar can jump anywhere, and typing in the search box narrows it in memory.

mod model;
mod store;

pub use model::{Bound, ClientRow, Facet, Facets, Filter, ListQuery, Sort, SortKey, Totals};

use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientKey;
use crate::money::Money;
use crate::vault::Vault;
use std::sync::OnceLock;

/// One client's place in an open list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub key: ClientKey,
    deposits: Option<Money>,
    loans: Option<Money>,
}

/// Every client of a query, in order.
#[derive(Debug, Clone)]
pub struct List {
    entries: Vec<Entry>,
    totals: Totals,
    /// Filled by the first search.
    places: OnceLock<Vec<u32>>,
}

impl List {
    fn new(entries: Vec<Entry>) -> Self {
        let mut totals = Totals {
            clients: entries.len() as u32,
            ..Totals::default()
        };
        for entry in &entries {
            if let Some(deposits) = entry.deposits {
                totals.deposits = totals.deposits + deposits;
                totals.with_deposits += 1;
            }
            if let Some(loans) = entry.loans {
                totals.loans = totals.loans + loans;
                totals.with_loans += 1;
            }
        }
        List {
            entries,
            totals,
            places: OnceLock::new(),
        }
    }

    pub fn totals(&self) -> Totals {
        self.totals
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The keys from `offset` on, `limit` at most.
    pub fn keys(&self, offset: usize, limit: usize) -> Vec<ClientKey> {
        let keys = self.entries.iter().skip(offset).take(limit);
        keys.map(|entry| entry.key).collect()
    }

    /// The clients of this list among those found: in the order found (`by_rank`), or in the list's own.
    pub fn narrowed(&self, found: &[ClientKey], by_rank: bool) -> List {
        let places = self.places.get_or_init(|| places(&self.entries));
        let place = |key: &ClientKey| {
            let place = *places.get(usize::try_from(key.0).ok()?)?;
            (place != NOWHERE).then_some(place)
        };
        let mut kept: Vec<u32> = found.iter().filter_map(place).collect();
        if !by_rank {
            kept.sort_unstable();
        }
        let entries = kept.iter().map(|place| self.entries[*place as usize]);
        List::new(entries.collect())
    }
}

/// In the table of places: not in the list.
const NOWHERE: u32 = u32::MAX;

/// By key, where a client stands. Keys are given one after the other and never again, so that a table by key
/// is small, and a hundred thousand hits cost no hashing.
fn places(entries: &[Entry]) -> Vec<u32> {
    let last = entries.iter().map(|entry| entry.key.0).max();
    let mut places = vec![NOWHERE; last.map_or(0, |last| last as usize + 1)];
    for (place, entry) in (0..).zip(entries) {
        places[entry.key.0 as usize] = place;
    }
    places
}

/// Opens a list; `today` is what maturities are counted from.
pub async fn open(vault: &Vault, query: &ListQuery, today: Day) -> Result<List> {
    let mut tx = vault.read().await?;
    Ok(List::new(store::entries(&mut tx, query, today).await?))
}

/// How many clients a query has.
pub async fn count(vault: &Vault, query: &ListQuery, today: Day) -> Result<u32> {
    let mut tx = vault.read().await?;
    store::count(&mut tx, query, today).await
}

/// The lines of these clients, in the order given; one whose import was undone is left out.
pub async fn rows(vault: &Vault, keys: &[ClientKey]) -> Result<Vec<ClientRow>> {
    let mut tx = vault.read().await?;
    store::rows(&mut tx, keys).await
}

/// What filters can offer.
pub async fn facets(vault: &Vault) -> Result<Facets> {
    let mut tx = vault.read().await?;
    store::facets(&mut tx).await
}

#[cfg(test)]
mod tests;
