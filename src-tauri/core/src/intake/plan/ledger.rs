//! What accounts and loans share: who owns a number, what a file said twice, which moves are odd.

use super::{Before, Target};
use crate::day::Day;
use crate::ids::ClientKey;
use crate::money::{Amount, Money};
use crate::setting::Settings;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub type EntityKey = (String, String);

/// Numbers met in this file: their owner, and what was said for which day.
pub struct Ledger<K> {
    entities: HashMap<EntityKey, Met<K>>,
}

impl<K> Default for Ledger<K> {
    fn default() -> Self {
        Ledger {
            entities: HashMap::new(),
        }
    }
}

pub struct Met<K> {
    pub client: ClientKey,
    pub target: Target<K>,
    said: HashMap<Day, u32>,
}

impl<K: Copy> Ledger<K> {
    /// The entity under `key`: met before in this file, held by the vault, or new by `create`.
    pub fn meet(
        &mut self,
        key: &EntityKey,
        client: ClientKey,
        held: Option<(K, ClientKey)>,
        create: impl FnOnce() -> usize,
    ) -> Result<&mut Met<K>, &'static str> {
        let met = match self.entities.entry(key.clone()) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(free) => {
                let (owner, target) = match held {
                    Some((key, owner)) => (owner, Target::Existing(key)),
                    None => (client, Target::New(create())),
                };
                free.insert(Met {
                    client: owner,
                    target,
                    said: HashMap::new(),
                })
            }
        };
        if met.client == client {
            Ok(met)
        } else {
            Err("该编号已属于另一个客户")
        }
    }
}

impl<K> Met<K> {
    /// Notes that `row` speaks of `day`; the earlier row when one did.
    pub fn says(&mut self, day: Day, row: u32) -> Option<u32> {
        match self.said.entry(day) {
            Entry::Occupied(earlier) => Some(*earlier.get()),
            Entry::Vacant(free) => {
                free.insert(row);
                None
            }
        }
    }
}

/// Balances by number and day, of the file and of the vault, to tell odd moves.
pub struct Moves {
    balances: HashMap<EntityKey, Vec<(Day, Money)>>,
}

impl Moves {
    /// Sorted by day; of one day the first given wins.
    pub fn new(balances: impl Iterator<Item = (EntityKey, Day, Money)>) -> Self {
        let mut by_key: HashMap<EntityKey, Vec<(Day, Money)>> = HashMap::new();
        for (key, day, money) in balances {
            by_key.entry(key).or_default().push((day, money));
        }
        for days in by_key.values_mut() {
            days.sort_by_key(|(day, _)| *day);
            days.dedup_by_key(|(day, _)| *day);
        }
        Moves { balances: by_key }
    }

    /// The last balance known before `day`, not longer ago than the settings look back.
    pub fn before(&self, key: &EntityKey, day: Day, settings: &Settings) -> Option<Before> {
        let days = self.balances.get(key)?;
        let before = days.partition_point(|(known, _)| *known < day);
        let (on, money) = before.checked_sub(1).map(|at| days[at])?;
        (day.days_since(on) <= settings.abnormal_look_back_days).then_some(Before { on, money })
    }
}

/// Whether a balance moved by the settings' ±50 % or more.
pub fn is_odd(before: Before, now: Money, settings: &Settings) -> bool {
    before.money != Money::ZERO
        && Decimal::from((now - before.money).abs().fen())
            >= settings.abnormal_move * Decimal::from(before.money.abs().fen())
}

pub fn any_negative(amounts: &[Option<Amount>]) -> bool {
    amounts
        .iter()
        .flatten()
        .any(|amount| amount.money.is_negative())
}
