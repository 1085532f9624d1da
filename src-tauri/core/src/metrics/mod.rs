//! What follows from a dossier: pure, and every figure says on which day, against which base, and from
//! which rows. Missing is a reason, never zero.

mod accounts;
pub mod class_floor;
mod completeness;
mod concern;
pub mod daily_average;
mod deposits;
mod figure;
#[cfg(test)]
mod fixture;
mod items;
mod loans;
mod trend;

pub use accounts::AccountRow;
pub use completeness::{Completeness, Gap};
pub use concern::{Concern, ConcernedItem, Severity, Subject};
pub use deposits::{Deposits, MonthPoint};
pub use figure::{Basis, Comparison, Figure, Movement};
pub use items::{ItemKind, LoanRow, Maturity};
pub use loans::{Loans, MaturityBucket};
pub use trend::TrendMonth;

use crate::dossier::Dossier;
use crate::money::Money;
use serde::Serialize;

/// The currency of every sum; others are told apart and never converted.
const HOME: &str = "CNY";

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Metrics {
    pub deposits: Deposits,
    pub loans: Loans,
    /// Deposits and loans by month, for charts.
    pub trend: Vec<TrendMonth>,
    pub accounts: Vec<AccountRow>,
    /// Loans and off-balance items by the day they fall due, undated ones last.
    pub items: Vec<LoanRow>,
    /// What is past its day and what falls due within a year, by day and kind.
    pub timeline: Vec<Maturity>,
    /// The sum of the timeline, what is past left out.
    pub due_in_a_year: Money,
    /// What asks for action, the gravest first.
    pub concerns: Vec<Concern>,
    pub completeness: Completeness,
}

impl Metrics {
    pub fn of(dossier: &Dossier) -> Self {
        let deposits = Deposits::of(dossier);
        let timeline = items::timeline(dossier);
        Metrics {
            trend: trend::months(dossier, &deposits.months),
            accounts: accounts::rows(dossier),
            items: items::rows(dossier),
            due_in_a_year: (timeline.iter().filter(|due| due.days_ahead >= 0))
                .map(|due| due.balance)
                .sum(),
            timeline,
            concerns: concern::of(dossier, deposits.point.as_of),
            deposits,
            loans: Loans::of(dossier),
            completeness: Completeness::of(dossier),
        }
    }
}
