//! Loans and off-balance items: balances, maturities, class (docs/domain.md §2.6, §9.7).

use super::HOME;
use super::class_floor::class_floor;
use super::figure::{Basis, Comparison, Figure};
use super::trend::loans_on;
use crate::day::Day;
use crate::dossier::{Dossier, Loan};
use crate::ids::LoanId;
use crate::intake::record::Classification;
use crate::money::Money;
use serde::Serialize;

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Loans {
    /// Loans drawn, CNY.
    pub balance: Figure,
    /// Acceptances, guarantees, letters of credit, CNY.
    pub off_balance: Figure,
    /// What falls due within the setting's days (90), CNY; what is past its day is not in it.
    pub due_soon: Figure,
    /// Items in `due_soon`.
    pub due_soon_items: u32,
    /// What falls due in the next 7, 30, 90 (a setting) days and later, and what is past its day.
    pub maturities: Vec<MaturityBucket>,
    /// The bank's official class, the worst of this client's items.
    pub worst_class: Option<Classification>,
    /// The mildest class that the longest overdue allows; shown when worse than the official one.
    pub class_floor: Option<Classification>,
    pub longest_overdue_days: Option<u32>,
}

/// Buckets do not overlap: 30 holds days 8–30.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MaturityBucket {
    /// Days ahead, inclusive; `None` for later, `Some(-1)` for past maturity with a balance.
    #[specta(type = Option<i32>)]
    pub within_days: Option<i64>,
    pub balance: Money,
    pub items: Vec<LoanId>,
}

impl Loans {
    pub fn of(dossier: &Dossier) -> Self {
        let classes = || dossier.loans.iter().filter_map(|loan| loan.class);
        let overdue = dossier
            .loans
            .iter()
            .filter_map(|loan| loan.overdue_days)
            .max();
        let maturities = maturities(dossier);
        Loans {
            balance: figure(dossier, false, "借据表里没有表内贷款"),
            off_balance: figure(dossier, true, "借据表里没有表外业务"),
            due_soon: due_soon(dossier, &maturities),
            due_soon_items: soon(&maturities, dossier.settings.due_soon_days)
                .map(|bucket| bucket.items.len() as u32)
                .sum(),
            maturities,
            worst_class: classes().max(),
            class_floor: overdue.map(|days| class_floor(days, &dossier.settings)),
            longest_overdue_days: overdue.filter(|days| *days > 0),
        }
    }

    /// What is due within `days` of the dossier's day, past ones left out.
    pub fn due_within(&self, days: i64) -> Money {
        soon(&self.maturities, days)
            .map(|bucket| bucket.balance)
            .sum()
    }
}

fn soon(buckets: &[MaturityBucket], days: i64) -> impl Iterator<Item = &MaturityBucket> {
    buckets.iter().filter(move |bucket| {
        bucket
            .within_days
            .is_some_and(|within| (0..=days).contains(&within))
    })
}

fn due_soon(dossier: &Dossier, buckets: &[MaturityBucket]) -> Figure {
    if dossier.loans.is_empty() {
        return Figure::missing("尚未导入该客户的借据");
    }
    let days = dossier.settings.due_soon_days;
    let items: Vec<LoanId> = soon(buckets, days)
        .flat_map(|bucket| bucket.items.iter().copied())
        .collect();
    let undated = (dossier.loans.iter())
        .filter(|loan| loan.currency == HOME && loan.matures_on.is_none())
        .count();
    let as_of = dossier.loans.iter().map(|loan| loan.as_of).max();
    Figure {
        value: Some(soon(buckets, days).map(|bucket| bucket.balance).sum()),
        as_of,
        is_stale: as_of.is_some_and(|as_of| Figure::is_old(as_of, dossier)),
        note: (undated > 0).then(|| format!("另有 {undated} 笔没有到期日，未计入")),
        comparisons: Vec::new(),
        sources: (dossier.loans.iter())
            .filter(|loan| items.contains(&loan.id))
            .map(|loan| loan.source)
            .collect(),
    }
}

fn figure(dossier: &Dossier, off_balance: bool, none: &str) -> Figure {
    let items: Vec<&Loan> = dossier
        .loans
        .iter()
        .filter(|l| l.off_balance == off_balance)
        .collect();
    let home: Vec<&&Loan> = items.iter().filter(|l| l.currency == HOME).collect();
    if home.is_empty() {
        let reason = if dossier.loans.is_empty() {
            "尚未导入该客户的借据"
        } else {
            none
        };
        return Figure::missing(reason);
    }
    let foreign = items.len() - home.len();
    let value = Money::sum_known(home.iter().map(|loan| loan.balance.as_ref()));
    let as_of = home.first().map(|loan| loan.as_of);
    Figure {
        value,
        as_of,
        is_stale: as_of.is_some_and(|as_of| Figure::is_old(as_of, dossier)),
        note: (foreign > 0).then(|| format!("另有 {foreign} 笔外币业务，未折算")),
        comparisons: (value.zip(as_of))
            .map(|(now, day)| comparisons(dossier, off_balance, day, now))
            .unwrap_or_default(),
        sources: home.iter().map(|loan| loan.source).collect(),
    }
}

/// Against the days whose own list was imported: a loan list has no columns for its bases.
fn comparisons(dossier: &Dossier, off_balance: bool, day: Day, now: Money) -> Vec<Comparison> {
    let bases = [
        (Basis::PreviousMonth, day.month_end_after(-1)),
        (Basis::YearStart, day.previous_year_end()),
        (Basis::YearOnYear, day.year_before()),
    ];
    (bases.into_iter())
        .filter_map(|(basis, base_day)| {
            let base = loans_on(dossier, off_balance, base_day)?;
            Some(Comparison::new(basis, base_day, base, now))
        })
        .collect()
}

const PAST: i64 = -1;

fn maturities(dossier: &Dossier) -> Vec<MaturityBucket> {
    let mut buckets: Vec<MaturityBucket> = [
        Some(PAST),
        Some(7),
        Some(30),
        Some(dossier.settings.due_soon_days),
        None,
    ]
    .map(|within_days| MaturityBucket {
        within_days,
        balance: Money::ZERO,
        items: Vec::new(),
    })
    .into();
    for loan in dossier.loans.iter().filter(|loan| loan.currency == HOME) {
        let (Some(matures_on), Some(balance)) = (loan.matures_on, loan.balance) else {
            continue;
        };
        if balance.money <= Money::ZERO {
            continue;
        }
        let ahead = days_ahead(matures_on, dossier.as_of);
        let bucket = buckets.iter_mut().find(|bucket| match bucket.within_days {
            Some(PAST) => ahead < 0,
            Some(within) => (0..=within).contains(&ahead),
            None => true,
        });
        if let Some(bucket) = bucket {
            bucket.balance = bucket.balance + balance.money;
            bucket.items.push(loan.id);
        }
    }
    buckets
}

fn days_ahead(matures_on: Day, as_of: Day) -> i64 {
    matures_on.days_since(as_of)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{dossier, loan, loan_point, wan};
    use super::*;

    #[test]
    fn what_is_due_soon_leaves_out_the_past_the_later_and_the_undated_and_says_so() {
        let mut dossier = dossier("2026-11-20");
        dossier.loans = vec![
            loan(1, "2026-11-20", 1),
            loan(2, "2027-02-18", 2),
            loan(3, "2027-02-19", 4),
            loan(4, "2026-11-19", 8),
            Loan {
                matures_on: None,
                ..loan(5, "2026-12-01", 16)
            },
        ];
        let loans = Loans::of(&dossier);
        assert_eq!(loans.due_soon.value, Some(wan(3)));
        assert_eq!(loans.due_soon_items, 2);
        assert_eq!(loans.due_soon.sources.len(), 2);
        assert_eq!(
            loans.due_soon.note.as_deref(),
            Some("另有 1 笔没有到期日，未计入")
        );
    }

    #[test]
    fn a_balance_is_compared_with_the_days_whose_lists_were_imported_and_with_no_others() {
        let mut dossier = dossier("2026-11-20");
        dossier.loans = vec![loan(1, "2027-06-30", 120)];
        dossier.loan_points = vec![
            loan_point("CNY", false, "2025-12-31", 100),
            loan_point("CNY", false, "2026-10-31", 120),
        ];
        let figure = Loans::of(&dossier).balance;
        assert_eq!(figure.comparisons.len(), 1);
        let year_start = figure.comparison(Basis::YearStart).unwrap();
        assert_eq!(year_start.change, wan(20));
    }
}
