//! Deposits: point balance and the bank's own daily averages, each on its bases (docs/domain.md §9.7).

use super::HOME;
use super::figure::{Basis, Comparison, Figure};
use crate::day::Day;
use crate::dossier::{Account, Deposit, Dossier, Provenance};
use crate::intake::record::DepositAmounts;
use crate::ledger::client_total::Grain;
use crate::money::{Amount, Money};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Deposits {
    /// 时点余额, CNY.
    pub point: Figure,
    /// 月日均, CNY; the bank's, never recomputed.
    pub month_average: Figure,
    /// 年日均, CNY.
    pub year_average: Figure,
    /// CNY sums at each day known, ascending; 24 months at most.
    pub months: Vec<MonthPoint>,
    /// Point balances in other currencies at the same day: not converted, not in the figures above.
    pub foreign: BTreeMap<String, Money>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MonthPoint {
    pub as_of: Day,
    pub point: Option<Money>,
    pub month_average: Option<Money>,
    pub year_average: Option<Money>,
}

/// Picks one amount of an account's day.
type Pick = fn(&DepositAmounts) -> Option<&Amount>;

const POINT: Pick = |amounts| amounts.point.as_ref();
const MONTH_AVERAGE: Pick = |amounts| amounts.month_average.as_ref();
const YEAR_AVERAGE: Pick = |amounts| amounts.year_average.as_ref();

impl Deposits {
    pub fn of(dossier: &Dossier) -> Self {
        let home: Vec<&Account> = dossier
            .accounts
            .iter()
            .filter(|a| a.currency == HOME)
            .collect();
        let days: BTreeSet<Day> = home
            .iter()
            .flat_map(|a| a.days.iter().map(|d| d.as_of))
            .collect();
        let Some(&newest) = days.last() else {
            return Deposits::none(dossier);
        };
        let book = Book {
            accounts: &home,
            look_back_days: dossier.settings.abnormal_look_back_days,
            is_stale: Figure::is_old(newest, dossier),
        };
        let months = days.iter().map(|&as_of| MonthPoint {
            as_of,
            point: book.sum(as_of, POINT),
            month_average: book.sum(as_of, MONTH_AVERAGE),
            year_average: book.sum(as_of, YEAR_AVERAGE),
        });
        Deposits {
            point: book.point(newest),
            month_average: book.average(
                newest,
                MONTH_AVERAGE,
                "月日均",
                [
                    (Basis::PreviousMonth, newest.month_end_after(-1)),
                    (Basis::YearOnYear, newest.year_before()),
                ],
            ),
            year_average: book.average(
                newest,
                YEAR_AVERAGE,
                "年日均",
                [
                    (Basis::YearOnYear, newest.year_before()),
                    (Basis::LastDecember, newest.previous_year_end()),
                ],
            ),
            months: months.collect(),
            foreign: foreign(dossier),
        }
    }

    fn none(dossier: &Dossier) -> Self {
        let reason = if dossier.accounts.is_empty() {
            "未导入近 24 个月存款"
        } else {
            "只有外币账户，未折算"
        };
        Deposits {
            point: Figure::missing(reason),
            month_average: Figure::missing(reason),
            year_average: Figure::missing(reason),
            months: Vec::new(),
            foreign: foreign(dossier),
        }
    }
}

impl Account {
    fn on(&self, day: Day) -> Option<&Deposit> {
        let at = self
            .days
            .binary_search_by_key(&day, |deposit| deposit.as_of)
            .ok()?;
        self.days.get(at)
    }

    fn grain(&self) -> Grain {
        match (self.is_client_total, &self.product) {
            (false, _) => Grain::Account,
            (true, Some(_)) => Grain::Product,
            (true, None) => Grain::Client,
        }
    }
}

struct Book<'a> {
    accounts: &'a [&'a Account],
    /// How far back an account still counts as open.
    look_back_days: i64,
    /// Whether the newest day is old.
    is_stale: bool,
}

impl Book<'_> {
    fn on(&self, day: Day) -> impl Iterator<Item = &Deposit> {
        self.accounts
            .iter()
            .filter_map(move |account| account.on(day))
    }

    /// `None` when no account says it.
    fn sum(&self, day: Day, pick: Pick) -> Option<Money> {
        Money::sum_known(self.on(day).map(|deposit| pick(&deposit.amounts)))
    }

    fn point(&self, newest: Day) -> Figure {
        let mut figure = self.figure(newest, POINT, "时点余额");
        let Some(now) = figure.value else {
            return figure;
        };
        // The facts of the base's day, unless the file's own 月初 or 年初 covers more of its accounts: a
        // file of one month alone, or a base day of which only a part is known.
        let bases: [(Basis, Day, Pick); 3] = [
            (Basis::PreviousMonth, newest.month_end_after(-1), |a| {
                a.month_start.as_ref()
            }),
            (Basis::YearStart, newest.previous_year_end(), |a| {
                a.year_start.as_ref()
            }),
            (Basis::YearOnYear, newest.year_before(), |_| None),
        ];
        for (basis, day, column) in bases {
            let facts = self.sum(day, POINT);
            let base = if self.covered(newest, day) < self.on_with(newest, column) {
                self.sum(newest, column)
            } else {
                facts
            };
            if let Some(base) = base {
                figure
                    .comparisons
                    .push(Comparison::new(basis, day, base, now));
            }
        }
        figure
    }

    /// Accounts of `newest` that have a point balance on `day`, too.
    fn covered(&self, newest: Day, day: Day) -> usize {
        let on = |account: &Account, day: Day| {
            let deposit = account.on(day);
            deposit.is_some_and(|deposit| deposit.amounts.point.is_some())
        };
        self.accounts
            .iter()
            .filter(|account| on(account, newest) && on(account, day))
            .count()
    }

    fn on_with(&self, day: Day, pick: Pick) -> usize {
        self.on(day)
            .filter(|deposit| pick(&deposit.amounts).is_some())
            .count()
    }

    /// Accounts that had money shortly before `day` and of which nothing is known on it. Where the bank tells the day
    /// by client and told the one before by account, or the other way round, none is missing.
    fn absent(&self, day: Day) -> usize {
        let told: BTreeSet<Grain> = (self.accounts.iter())
            .filter(|account| account.on(day).is_some())
            .map(|account| account.grain())
            .collect();
        let had_money = |account: &&&Account| {
            let before = account
                .days
                .iter()
                .rev()
                .find(|deposit| deposit.as_of <= day);
            before.is_some_and(|deposit| {
                deposit.as_of < day
                    && day.days_since(deposit.as_of) <= self.look_back_days
                    && deposit
                        .amounts
                        .point
                        .is_some_and(|point| point.money != Money::ZERO)
            })
        };
        let accounts = self.accounts.iter();
        let told_so = accounts.filter(|account| told.contains(&account.grain()));
        told_so.filter(had_money).count()
    }

    fn average<const N: usize>(
        &self,
        newest: Day,
        pick: Pick,
        name: &str,
        bases: [(Basis, Day); N],
    ) -> Figure {
        let mut figure = self.figure(newest, pick, name);
        let Some(now) = figure.value else {
            return figure;
        };
        for (basis, day) in bases {
            if let Some(base) = self.sum(day, pick) {
                figure
                    .comparisons
                    .push(Comparison::new(basis, day, base, now));
            }
        }
        figure
    }

    fn figure(&self, day: Day, pick: Pick, name: &str) -> Figure {
        let (mut known, mut silent) = (Vec::<Provenance>::new(), 0);
        let absent = self.absent(day);
        for deposit in self.on(day) {
            match pick(&deposit.amounts) {
                Some(_) => known.push(deposit.source),
                None => silent += 1,
            }
        }
        if known.is_empty() {
            return Figure::missing(format!("导入的文件没有{name}一列"));
        }
        Figure {
            value: self.sum(day, pick),
            as_of: Some(day),
            is_stale: self.is_stale,
            note: (silent + absent > 0)
                .then(|| format!("另有 {} 个账户当日没有{name}，未计入", silent + absent)),
            comparisons: Vec::new(),
            sources: known,
        }
    }
}

fn foreign(dossier: &Dossier) -> BTreeMap<String, Money> {
    let last = |account: &Account| account.days.last().map(|day| day.as_of);
    let newest = dossier.accounts.iter().filter_map(last).max();
    let mut sums = BTreeMap::new();
    for account in dossier.accounts.iter().filter(|a| a.currency != HOME) {
        let day = account.days.last().filter(|day| Some(day.as_of) == newest);
        if let Some(point) = day.and_then(|day| day.amounts.point) {
            let sum = sums.entry(account.currency.clone()).or_insert(Money::ZERO);
            *sum = *sum + point.money;
        }
    }
    sums
}
