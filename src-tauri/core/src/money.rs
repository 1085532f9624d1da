//! Money: integer 分, never a float (domain.md §2.9), and amounts with the precision they were given in (§9.7).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

/// An amount in 分 (1/100 of the currency's main unit).
#[derive(
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    sqlx::Type,
    specta::Type,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Money(
    // A whole number of 分 in JSON; the window refuses one beyond the integers it can hold exactly.
    #[specta(type = i32)] i64,
);

/// Amounts beyond this (9 万亿元) are refused when read; sums saturate long after any real ledger ends.
pub const LARGEST_FEN: i64 = 900_000_000_000_000;

impl Money {
    pub const ZERO: Money = Money(0);

    pub const fn from_fen(fen: i64) -> Self {
        Money(fen)
    }

    pub const fn from_yuan(yuan: i64) -> Self {
        Money(yuan * 100)
    }

    pub const fn fen(self) -> i64 {
        self.0
    }

    pub const fn abs(self) -> Self {
        Money(self.0.abs())
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// In 元, exact.
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// In `unit`, exact; round only when displaying.
    pub fn in_unit(self, unit: Unit) -> Decimal {
        Decimal::new(self.0, 2 + unit.exponent())
    }

    /// Half-up to 分 from a decimal in 元; `None` when out of range.
    pub fn from_yuan_decimal(yuan: Decimal) -> Option<Self> {
        let fen = (yuan.checked_mul(Decimal::ONE_HUNDRED)?)
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .to_i64()?;
        Some(Money(fen))
    }

    /// (self − base) / |base|; `None` unless the base is positive (domain.md §2.9: a label, never a percentage).
    pub fn growth_over(self, base: Money) -> Option<Decimal> {
        (base.0 > 0).then(|| Decimal::from(self.0 - base.0) / Decimal::from(base.0))
    }
}

/// As 元 with two decimals, `-1234.50`: the wire form of sums.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Money> for Money {
    fn sum<I: Iterator<Item = &'a Money>>(amounts: I) -> Money {
        amounts.copied().sum()
    }
}

/// The unit in which a table states its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub enum Unit {
    #[serde(rename = "元")]
    Yuan,
    #[serde(rename = "千元")]
    Thousand,
    #[serde(rename = "万元")]
    Wan,
    #[serde(rename = "百万元")]
    Million,
    #[serde(rename = "亿元")]
    Yi,
}

impl Unit {
    pub const ALL: [Unit; 5] = [
        Unit::Yuan,
        Unit::Thousand,
        Unit::Wan,
        Unit::Million,
        Unit::Yi,
    ];

    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.label() == label)
    }

    /// Decimal places from 元: 万元 is 4.
    pub const fn exponent(self) -> u32 {
        match self {
            Unit::Yuan => 0,
            Unit::Thousand => 3,
            Unit::Wan => 4,
            Unit::Million => 6,
            Unit::Yi => 8,
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::Thousand => "千元",
            Unit::Wan => "万元",
            Unit::Million => "百万元",
            Unit::Yi => "亿元",
        }
    }
}

/// The last digit an amount was given in, as a power of ten of 分: 0 is 1 分, 4 is 100 元 (domain.md §9.7).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(transparent)]
pub struct Quantum(u8);

impl Quantum {
    pub const FEN: Quantum = Quantum(0);
    /// Coarsest kept: 4 bits a quantum in storage.
    pub const COARSEST: Quantum = Quantum(15);

    pub fn from_exponent(exponent: u8) -> Quantum {
        Quantum(exponent.min(Self::COARSEST.0))
    }

    pub fn exponent(self) -> u8 {
        self.0
    }

    /// Half of the last digit, in 分: how far the true amount may lie from the one given. Zero at 1 分.
    pub fn rounding_bound(self) -> Money {
        Money(if self.0 == 0 {
            0
        } else {
            10_i64.pow(u32::from(self.0)) / 2
        })
    }
}

/// An amount and the precision it was given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct Amount {
    #[serde(rename = "fen")]
    pub money: Money,
    pub quantum: Quantum,
}

impl Amount {
    pub const fn exact(money: Money) -> Self {
        Amount {
            money,
            quantum: Quantum::FEN,
        }
    }

    /// Whether both may be roundings of one true amount (domain.md §9.7).
    pub fn agrees_with(self, other: Amount) -> bool {
        let bound = self.quantum.max(other.quantum).rounding_bound();
        (self.money - other.money).abs() <= bound
    }

    /// Whether `self`, arriving later for the same fact and day, replaces `stored`.
    pub fn replaces(self, stored: Amount) -> bool {
        !self.agrees_with(stored) || self.quantum < stored.quantum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_domain_example_in_each_unit() {
        let amount = Money::from_fen(12_345_678_900);
        assert_eq!(amount.to_string(), "123456789.00");
        assert_eq!(
            amount.in_unit(Unit::Wan).round_dp(2).to_string(),
            "12345.68"
        );
        assert_eq!(amount.in_unit(Unit::Yi).round_dp(2).to_string(), "1.23");
    }

    #[test]
    fn coarse_amount_within_rounding_changes_nothing_and_finer_one_replaces() {
        let coarse = Amount {
            money: Money::from_yuan(40_571_400),
            quantum: Quantum::from_exponent(4),
        };
        let fine = Amount::exact(Money::from_fen(4_057_142_311));
        assert!(!coarse.replaces(fine));
        assert!(fine.replaces(coarse));
        assert!(!fine.replaces(fine));
        let off = Amount::exact(Money::from_fen(4_057_145_001));
        assert!(coarse.replaces(off));
    }

    #[test]
    fn growth_has_no_percentage_on_a_base_of_zero_or_less() {
        let (now, base) = (Money::from_yuan(50), Money::from_yuan(-80));
        assert_eq!(now.growth_over(base), None);
        assert_eq!(now.growth_over(Money::ZERO), None);
        let yoy = Money::from_yuan(10_000).growth_over(Money::from_yuan(8_600));
        assert_eq!(
            (yoy.unwrap() * Decimal::ONE_HUNDRED)
                .round_dp(2)
                .to_string(),
            "16.28"
        );
    }

    proptest! {
        #[test]
        fn yuan_round_trips(fen in -LARGEST_FEN..LARGEST_FEN) {
            prop_assert_eq!(Money::from_yuan_decimal(Money::from_fen(fen).yuan()), Some(Money::from_fen(fen)));
        }

        #[test]
        fn an_amount_rounded_at_its_quantum_agrees_with_itself(fen in -LARGEST_FEN..LARGEST_FEN, q in 0u8..9) {
            let step = 10_i64.pow(u32::from(q));
            let rounded = Money::from_fen((fen + fen.signum() * step / 2) / step * step);
            let coarse = Amount { money: rounded, quantum: Quantum::from_exponent(q) };
            prop_assert!(coarse.agrees_with(Amount::exact(Money::from_fen(fen))));
            prop_assert!(!coarse.replaces(Amount::exact(Money::from_fen(fen))));
        }
    }
}
