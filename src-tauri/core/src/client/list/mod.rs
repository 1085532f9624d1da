//! The client list: opened by one pass of SQL over the kept figures, read page by page by key.
//!
//! An open list holds every key in order (with what its totals sum), so that any page of 100,000 clients
//! costs the same, the scroll bar can jump anywhere, and typing in the search box narrows it in memory.

mod export;
mod model;
mod store;

pub use export::{Exported, Reason, record as record_export};
pub use model::{Bound, ClientRow, Facet, Facets, Filter, ListQuery, Sort, SortKey, Totals};

use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientKey;
use crate::money::Money;
use crate::vault::Vault;
use std::collections::HashMap;

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
        List { entries, totals }
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

    /// Where a client stands in the list.
    pub fn position(&self, key: ClientKey) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// The clients of this list among those found: in the order found (`by_rank`), or in the list's own.
    pub fn narrowed(&self, found: &[ClientKey], by_rank: bool) -> List {
        let ranks: HashMap<ClientKey, usize> = found
            .iter()
            .enumerate()
            .map(|(rank, key)| (*key, rank))
            .collect();
        let mut kept: Vec<Entry> = (self.entries.iter())
            .filter(|entry| ranks.contains_key(&entry.key))
            .copied()
            .collect();
        if by_rank {
            kept.sort_by_key(|entry| ranks.get(&entry.key));
        }
        List::new(kept)
    }
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
