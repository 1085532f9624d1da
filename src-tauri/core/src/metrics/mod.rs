//! What follows from a dossier: pure, and every figure says on which day, against which base, and from
//! which rows. Missing is a reason, never zero.

pub mod class_floor;
mod completeness;
pub mod daily_average;
mod deposits;
mod figure;
mod loans;

pub use completeness::{Completeness, Gap};
pub use deposits::{Deposits, MonthPoint};
pub use figure::{Basis, Comparison, Figure, Movement};
pub use loans::{Loans, MaturityBucket};

use crate::dossier::Dossier;
use serde::Serialize;

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Metrics {
    pub deposits: Deposits,
    pub loans: Loans,
    pub completeness: Completeness,
}

impl Metrics {
    pub fn of(dossier: &Dossier) -> Self {
        Metrics {
            deposits: Deposits::of(dossier),
            loans: Loans::of(dossier),
            completeness: Completeness::of(dossier),
        }
    }
}
