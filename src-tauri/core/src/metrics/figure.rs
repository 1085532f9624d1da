//! One figure with its day, its bases and where it comes from.

use crate::day::Day;
use crate::dossier::{Dossier, Provenance};
use crate::money::Money;
use rust_decimal::Decimal;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Figure {
    /// 分; `None` with `missing` saying why.
    pub value: Option<Money>,
    pub as_of: Option<Day>,
    /// Older on the dossier's day than its settings allow.
    pub is_stale: bool,
    /// Why there is no value, or what the value leaves out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub comparisons: Vec<Comparison>,
    pub sources: Vec<Provenance>,
}

impl Figure {
    pub fn missing(reason: impl Into<String>) -> Self {
        Figure {
            value: None,
            as_of: None,
            is_stale: false,
            note: Some(reason.into()),
            comparisons: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// Whether a figure of `as_of` is older on the dossier's day than its settings allow.
    pub fn is_old(as_of: Day, dossier: &Dossier) -> bool {
        dossier.as_of.days_since(as_of) > dossier.settings.stale_days
    }

    pub fn comparison(&self, basis: Basis) -> Option<&Comparison> {
        self.comparisons
            .iter()
            .find(|comparison| comparison.basis == basis)
    }
}

/// The bases are distinct and always named (docs/domain.md §2.9, §9.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub enum Basis {
    #[serde(rename = "较上月")]
    PreviousMonth,
    #[serde(rename = "较年初")]
    YearStart,
    #[serde(rename = "同比")]
    YearOnYear,
    #[serde(rename = "较上年12月")]
    LastDecember,
}

impl Basis {
    pub const fn label(self) -> &'static str {
        match self {
            Basis::PreviousMonth => "较上月",
            Basis::YearStart => "较年初",
            Basis::YearOnYear => "同比",
            Basis::LastDecember => "较上年12月",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Comparison {
    pub basis: Basis,
    /// The base's day.
    pub base_day: Day,
    pub base: Money,
    pub change: Money,
    pub movement: Movement,
}

/// A zero or negative base has a word, never a percentage (docs/domain.md §2.9).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case", tag = "kind", content = "rate")]
pub enum Movement {
    /// (now − base) / base, as a fraction.
    Growth(#[specta(type = String)] Decimal),
    /// From nothing.
    Appeared,
    /// From below zero to zero or above.
    Recovered,
    /// From zero to below it.
    TurnedNegative,
    /// Below zero, and further.
    Worsened,
    /// Below zero, but less.
    Eased,
    Still,
}

impl Comparison {
    pub fn new(basis: Basis, base_day: Day, base: Money, now: Money) -> Self {
        Comparison {
            basis,
            base_day,
            base,
            change: now - base,
            movement: Movement::of(base, now),
        }
    }
}

impl Movement {
    pub fn of(base: Money, now: Money) -> Self {
        match now.growth_over(base) {
            Some(growth) => Movement::Growth(growth),
            None if now == base => Movement::Still,
            None if base == Money::ZERO && now > base => Movement::Appeared,
            None if base == Money::ZERO => Movement::TurnedNegative,
            None if !now.is_negative() => Movement::Recovered,
            None if now < base => Movement::Worsened,
            None => Movement::Eased,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_at_or_below_zero_get_a_word() {
        let yuan = Money::from_yuan;
        let cases = [
            (0, 50, Movement::Appeared),
            (-80, 50, Movement::Recovered),
            (-80, -90, Movement::Worsened),
            (-80, -10, Movement::Eased),
            (0, -5, Movement::TurnedNegative),
            (0, 0, Movement::Still),
        ];
        for (base, now, expected) in cases {
            assert_eq!(
                Movement::of(yuan(base), yuan(now)),
                expected,
                "{base} → {now}"
            );
        }
        assert!(matches!(
            Movement::of(yuan(8600), yuan(10000)),
            Movement::Growth(_)
        ));
    }
}
