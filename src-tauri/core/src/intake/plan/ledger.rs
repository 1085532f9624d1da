//! What accounts and loans share: a table is planned number by number, so that no more is held of the vault at a
//! time than what it knows of a few numbers.

use super::by_client::Claims;
use super::known::{Days, Held, HeldFact, HeldNumbers};
use super::{Before, Known, NewEntity, Sheet, Target, Verdict, Was};
use crate::day::Day;
use crate::ids::ClientKey;
use crate::intake::record::{ClientRef, Row};
use crate::money::{Amount, Money};
use crate::setting::Settings;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Numbers that the vault is asked for at a time.
const ASKED_AT_ONCE: usize = 1_000;

/// A row of a ledger: what a file says of a number on a day.
pub trait LedgerRow: Serialize + Sized {
    type Key: Copy;
    type Fact: HeldFact;
    type Write;

    fn client(&self) -> &ClientRef;
    /// Number and currency.
    fn key(&self) -> (&str, &str);
    fn as_of(&self) -> Day;
    fn balance(&self) -> Option<Amount>;
    fn is_negative(&self) -> bool;
    /// Two rows of one number and day that differ: what is the same, and what is not.
    fn said_twice(&self) -> &'static str;
    /// Why a client's row would count what is counted already under other numbers; `row`: its own.
    fn counts_again(
        &self,
        _client: ClientKey,
        _row: u32,
        _known: &Known,
        _claims: &mut Claims,
    ) -> Option<String> {
        None
    }
    /// Says the same as an earlier row of its number and day.
    fn repeats(&self, earlier: &Self) -> bool;
    /// Held against what stands for its day.
    fn beside(self, stands: &Self::Fact) -> Beside<Self>;
    fn write(self, row: u32, target: Target<Self::Key>) -> Self::Write;
}

/// What becomes of a row where something stands.
pub struct Beside<T> {
    /// What stood, where the row changes it.
    pub was: Option<Was>,
    /// What is to be written: a row may only fill what was not there, which is no change.
    pub write: Option<T>,
}

/// A ledger's rows on their way into a plan.
pub struct Ledger<T: LedgerRow> {
    /// With their places in the sheet: by number and currency, then in the file's order; the last come first, so that
    /// their memory is given back as they are planned.
    rows: Vec<(usize, T)>,
    /// Those of the file, and before them as far as a move is looked back for.
    days: Option<Days>,
    entities: Vec<NewEntity>,
    facts: Vec<T::Write>,
    claims: Claims,
}

impl<T: LedgerRow> Ledger<T> {
    pub fn open(sheet: &mut Sheet, rows: Vec<Row<T>>, settings: &Settings) -> Self {
        let opened = rows.into_iter().filter_map(|row| {
            let record = sheet.open(row)?;
            Some((sheet.place(), record))
        });
        let mut rows: Vec<(usize, T)> = opened.collect();
        rows.sort_unstable_by(|(place, one), (other_place, other)| {
            (other.key(), other_place).cmp(&(one.key(), place))
        });
        let days = rows.iter().map(|(_, row)| row.as_of());
        Ledger {
            days: Days::of(days, settings.abnormal_look_back_days),
            rows,
            entities: Vec::new(),
            facts: Vec::new(),
            claims: Claims::new(),
        }
    }

    /// The next numbers to be planned, ascending and each once, and the days that matter; `None` at the end.
    pub fn wanted(&self) -> Option<(Vec<&str>, Days)> {
        let numbers = self.groups().map(|group| group[0].1.key().0);
        let mut numbers: Vec<&str> = numbers.take(ASKED_AT_ONCE).collect();
        // In two currencies it is asked for once.
        numbers.dedup();
        (!numbers.is_empty()).then_some((numbers, self.days?))
    }

    /// Rows of one number and currency each, in the order in which they are planned.
    fn groups(&self) -> impl Iterator<Item = &[(usize, T)]> {
        let same = |(_, one): &(usize, T), (_, other): &(usize, T)| one.key() == other.key();
        self.rows.chunk_by(same).rev()
    }

    /// Plans what [`Ledger::wanted`] asked for, now that it is known what the vault holds of it.
    pub fn take(&mut self, sheet: &mut Sheet, known: &Known, held: &HeldNumbers<T::Key, T::Fact>) {
        let sizes: Vec<usize> = (self.groups().map(<[_]>::len))
            .take(ASKED_AT_ONCE)
            .collect();
        for size in sizes {
            let group: Vec<(usize, T)> = self.rows.drain(self.rows.len() - size..).rev().collect();
            let key = group[0].1.key();
            let same = held.get(&(key.0.to_owned(), key.1.to_owned()));
            self.plan_number(sheet, known, group, same.map_or(&[], Vec::as_slice));
        }
        self.rows.shrink_to_fit();
    }

    fn plan_number(
        &mut self,
        sheet: &mut Sheet,
        known: &Known,
        group: Vec<(usize, T)>,
        same: &[Held<T::Key, T::Fact>],
    ) {
        let balances = Balances::of(&group, same);
        let mut owner: Option<(ClientKey, Target<T::Key>)> = None;
        let mut said: HashMap<Day, usize> = HashMap::new();
        for (at, (place, row)) in group.iter().enumerate() {
            sheet.turn_to(*place);
            let before = balances.before(row.as_of(), &known.settings);
            let now = row.balance().map(|balance| balance.money);
            let odd =
                (before.zip(now)).is_some_and(|(before, now)| is_odd(before, now, &known.settings));
            sheet.compare(before, odd || row.is_negative());
            let Some(client) = sheet.client_of(row.client(), row, &known.clients) else {
                continue;
            };
            if let Some(reason) = row.counts_again(client, sheet.number(), known, &mut self.claims)
            {
                sheet.reject(reason);
                continue;
            }
            let (owner, _) =
                *owner.get_or_insert_with(|| self.owner(row.key(), client, standing(same, client)));
            if owner != client {
                sheet.reject("该编号已属于另一个客户");
                continue;
            }
            match said.entry(row.as_of()) {
                Entry::Vacant(free) => drop(free.insert(at)),
                Entry::Occupied(first) => {
                    let (place, earlier) = &group[*first.get()];
                    let number = sheet.number_at(*place);
                    if row.repeats(earlier) {
                        sheet.repeat(number);
                    } else {
                        let what = row.said_twice();
                        sheet.reject(format!("与第 {number} 行是{what}；已采用第 {number} 行"));
                    }
                }
            }
        }
        let Some((owner, target)) = owner else {
            return;
        };
        let held = standing(same, owner);
        for (at, (place, row)) in group.into_iter().enumerate() {
            if said.get(&row.as_of()) == Some(&at) {
                sheet.turn_to(place);
                self.settle(sheet, row, target, held);
            }
        }
    }

    fn owner(
        &mut self,
        (number, currency): (&str, &str),
        client: ClientKey,
        held: Option<&Held<T::Key, T::Fact>>,
    ) -> (ClientKey, Target<T::Key>) {
        if let Some(held) = held {
            return (held.client, Target::Existing(held.key));
        }
        self.entities.push(NewEntity {
            client,
            number: number.to_owned(),
            currency: currency.to_owned(),
        });
        (client, Target::New(self.entities.len() - 1))
    }

    /// The one row that counts for its number and day.
    fn settle(
        &mut self,
        sheet: &mut Sheet,
        row: T,
        target: Target<T::Key>,
        held: Option<&Held<T::Key, T::Fact>>,
    ) {
        let number = sheet.number();
        let stands = held.and_then(|held| held.fact_of(row.as_of()));
        let Some(stands) = stands else {
            sheet.decide(Verdict::New);
            self.facts.push(row.write(number, target));
            return;
        };
        sheet.relies_on.insert(stands.batch());
        if sheet.is_overruled_by(stands.batch()) {
            sheet.decide(Verdict::Unchanged);
            return;
        }
        let Beside { was, write } = row.beside(stands);
        match was {
            Some(was) => sheet.change(was),
            None => sheet.decide(Verdict::Unchanged),
        }
        (self.facts).extend(write.map(|row| row.write(number, target)));
    }

    /// What is new in the vault, and what is written of it.
    pub fn close(self) -> (Vec<NewEntity>, Vec<T::Write>) {
        (self.entities, self.facts)
    }
}

/// What the vault holds under a number that a client's row speaks of: what stands, else this client's own of before.
fn standing<K, F>(same: &[Held<K, F>], client: ClientKey) -> Option<&Held<K, F>> {
    (same.iter().find(|one| one.stands)).or_else(|| same.iter().find(|one| one.client == client))
}

/// The balances of a number by day, of the file and of the vault, to tell odd moves.
struct Balances(Vec<(Day, Money)>);

impl Balances {
    /// Of one day the first given counts, the file's before the vault's.
    fn of<T: LedgerRow>(group: &[(usize, T)], same: &[Held<T::Key, T::Fact>]) -> Self {
        let filed = (group.iter()).filter_map(|(_, row)| Some((row.as_of(), row.balance()?.money)));
        let held = (same.iter().flat_map(|held| &held.facts))
            .filter_map(|fact| Some((fact.as_of(), fact.balance()?.money)));
        let mut balances: Vec<(Day, Money)> = filed.chain(held).collect();
        balances.sort_by_key(|(day, _)| *day);
        balances.dedup_by_key(|(day, _)| *day);
        Balances(balances)
    }

    /// The last balance known before `day`, not longer ago than the settings look back.
    fn before(&self, day: Day, settings: &Settings) -> Option<Before> {
        let at = self.0.partition_point(|(known, _)| *known < day);
        let (on, money) = at.checked_sub(1).map(|at| self.0[at])?;
        (day.days_since(on) <= settings.abnormal_look_back_days).then_some(Before { on, money })
    }
}

/// Whether a balance moved by the settings' ±50 % or more.
fn is_odd(before: Before, now: Money, settings: &Settings) -> bool {
    before.money != Money::ZERO
        && Decimal::from((now - before.money).abs().fen())
            >= settings.abnormal_move * Decimal::from(before.money.abs().fen())
}

pub fn any_negative(amounts: &[Option<Amount>]) -> bool {
    (amounts.iter().flatten()).any(|amount| amount.money.is_negative())
}
