//! Loans and off-balance items: balances, maturities, class (docs/domain.md §2.6, §9.7).

use super::class_floor::class_floor;
use super::figure::Figure;
use crate::day::Day;
use crate::dossier::{Dossier, Loan};
use crate::ids::LoanId;
use crate::intake::record::Classification;
use crate::money::Money;
use serde::Serialize;

const HOME: &str = "CNY";

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Loans {
    /// Loans drawn, CNY.
    pub balance: Figure,
    /// Acceptances, guarantees, letters of credit, CNY.
    pub off_balance: Figure,
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
        Loans {
            balance: figure(dossier, false, "借据表里没有该客户的表内贷款"),
            off_balance: figure(dossier, true, "借据表里没有该客户的表外业务"),
            maturities: maturities(dossier),
            worst_class: classes().max(),
            class_floor: overdue.map(|days| class_floor(days, &dossier.settings)),
            longest_overdue_days: overdue.filter(|days| *days > 0),
        }
    }

    /// What is due within `days` of the dossier's day, past ones left out.
    pub fn due_within(&self, days: i64) -> Money {
        self.maturities
            .iter()
            .filter(|bucket| {
                bucket
                    .within_days
                    .is_some_and(|within| (0..=days).contains(&within))
            })
            .map(|bucket| bucket.balance)
            .sum()
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
    Figure {
        value: Money::sum_known(home.iter().map(|loan| loan.balance.as_ref())),
        as_of: home.first().map(|loan| loan.as_of),
        note: (foreign > 0).then(|| format!("另有 {foreign} 笔外币业务，未折算")),
        comparisons: Vec::new(),
        sources: home.iter().map(|loan| loan.source).collect(),
    }
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
