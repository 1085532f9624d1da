//! Daily averages 日均 (docs/domain.md §3.1, §9.7). Month-end points never yield one.

use crate::money::Money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Balances held for so many days: Σ balance × days ÷ Σ days, half-up to 分. `None` without days.
/// Months combine the same way, by their days; the plain mean of month averages is wrong.
pub fn weighted(spans: &[(u32, Money)]) -> Option<Money> {
    let days: i128 = spans.iter().map(|(days, _)| i128::from(*days)).sum();
    let accumulated: i128 = spans
        .iter()
        .map(|(days, money)| i128::from(*days) * i128::from(money.fen()))
        .sum();
    (days > 0).then(|| Money::from_fen(half_up(accumulated, days)))
}

/// 积数: the sum of daily balances that an average over so many days stands for.
pub fn accumulated(average: Money, days: u32) -> i128 {
    i128::from(average.fen()) * i128::from(days)
}

/// 日均缺口: the balance to hold for the `days_left` so that the year's daily average reaches `target`,
/// after `days_done` with `accumulated` 分·days. `None` when no day is left.
pub fn balance_to_reach(
    target: Money,
    days_done: u32,
    accumulated: i128,
    days_left: u32,
) -> Option<Money> {
    let year = i128::from(days_done) + i128::from(days_left);
    let needed = i128::from(target.fen()) * year - accumulated;
    (days_left > 0).then(|| Money::from_fen(half_up(needed, i128::from(days_left))))
}

fn half_up(numerator: i128, denominator: i128) -> i64 {
    let quotient =
        Decimal::from_i128_with_scale(numerator, 0) / Decimal::from_i128_with_scale(denominator, 0);
    quotient
        .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
        .unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wan(text: &str) -> Money {
        Money::from_yuan_decimal(text.parse::<Decimal>().unwrap() * Decimal::from(10_000)).unwrap()
    }

    /// In 万元 with two decimals, as the domain's vectors are.
    fn shown(money: Money) -> String {
        money
            .in_unit(crate::money::Unit::Wan)
            .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .to_string()
    }

    fn vector(pointer: &str) -> String {
        let text = include_str!("../../../../docs/vectors.json");
        let all: serde_json::Value = serde_json::from_str(text).unwrap();
        let number = all
            .pointer(pointer)
            .and_then(serde_json::Value::as_f64)
            .unwrap();
        format!("{number:.2}")
    }

    #[test]
    fn domain_vectors() {
        let january = [(10, wan("5000")), (21, wan("8000"))];
        let jan = weighted(&january).unwrap();
        assert_eq!(shown(jan), vector("/formulas/daily_avg_jan"));
        let ytd = weighted(&[(10, wan("5000")), (21, wan("8000")), (28, wan("6000"))]).unwrap();
        assert_eq!(shown(ytd), vector("/formulas/daily_avg_ytd"));
        let by_months = weighted(&[(31, jan), (28, wan("6000"))]).unwrap();
        assert_eq!(
            shown(by_months),
            vector("/formulas/daily_avg_ytd"),
            "months combine by days"
        );
    }

    #[test]
    fn target_calculator() {
        let done = accumulated(wan("7200"), 304);
        let needed = balance_to_reach(wan("8000"), 304, done, 61).unwrap();
        assert_eq!(shown(needed), vector("/formulas/target_balance/needed"));
        assert_eq!(balance_to_reach(wan("8000"), 365, done, 0), None);
    }

    #[test]
    fn no_days_no_average() {
        assert_eq!(weighted(&[]), None);
    }
}
