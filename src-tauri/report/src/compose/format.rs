//! Numbers as a reader meets them (docs/domain.md §2.9): half-up only here, thousands separated, minus
//! U+2212, a missing value “—”.

use crate::document::{
    AsOf, Basis, BasisValue, Change, Direction, Figure, FigureValue, Ink, Inline, Reliability, Text,
};
use jingwei_core::day::Day;
use jingwei_core::dossier::Dossier;
use jingwei_core::metrics::{self, Comparison, Movement};
use jingwei_core::money::{Amount, Money, Unit};
use rust_decimal::{Decimal, RoundingStrategy};

pub const MISSING: &str = "—";
const MINUS: char = '\u{2212}';

const NO_DATA: &str = "暂无数据（";

/// What a place without data says; never without its reason.
pub fn no_data(reason: &str) -> Text {
    Text::default().ink(Ink::Faint, format!("{NO_DATA}{reason}）"))
}

/// How the reason begins where the product keeps no such thing: nobody can mend that by an import or a form,
/// so it is printed and not put before the user as something to do.
const NOT_KEPT: &str = "经纬还不记录";

/// What a place without data says where the product keeps no such data.
pub fn not_kept(what: &str) -> Text {
    no_data(&not_kept_reason(what))
}

/// The same as a reason by itself.
pub fn not_kept_reason(what: &str) -> String {
    format!("{NOT_KEPT}{what}")
}

/// Whether the user can do something about what a reason says is missing.
pub fn can_be_mended(reason: &str) -> bool {
    !reason.starts_with(NOT_KEPT)
}

/// The reason of a text made by [`no_data`].
pub fn says_no_data(text: &Text) -> Option<&str> {
    let [Inline::Run { text, .. }] = text.inlines.as_slice() else {
        return None;
    };
    text.strip_prefix(NO_DATA)?.strip_suffix('）')
}

/// A labelled line whose value is known, or says why not.
pub fn or_no_data(value: Option<Text>, reason: &str) -> Text {
    value.unwrap_or_else(|| no_data(reason))
}

/// `2026-11-05（周四）`.
pub fn day_of_week(day: Day) -> String {
    const NAMES: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let at = day.date().weekday().to_monday_zero_offset();
    let name = usize::try_from(at).ok().and_then(|at| NAMES.get(at));
    format!("{day}（周{}）", name.unwrap_or(&NAMES[0]))
}

/// In 万元 with two decimals, as list cells are.
pub fn wan(money: Money) -> String {
    in_unit(money, Unit::Wan)
}

pub fn wan_or_missing(money: Option<Money>) -> String {
    money.map_or_else(|| MISSING.into(), wan)
}

pub fn amount_or_missing(amount: Option<Amount>) -> String {
    wan_or_missing(amount.map(|amount| amount.money))
}

/// A headline's number and unit: from one 亿 on 亿元, else 万元.
pub fn headline(money: Money) -> (String, &'static str) {
    let unit = if money.abs() >= Money::from_yuan(100_000_000) {
        Unit::Yi
    } else {
        Unit::Wan
    };
    (in_unit(money, unit), unit.label())
}

/// Number and unit in running text: `1.23 亿元`.
pub fn in_words(money: Money) -> String {
    let (number, unit) = headline(money);
    format!("{number} {unit}")
}

fn in_unit(money: Money, unit: Unit) -> String {
    separated(money.in_unit(unit), 2)
}

/// Half-up to `places`, thousands separated, U+2212 for minus; what rounds to zero has no sign.
pub fn separated(value: Decimal, places: u32) -> String {
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let digits = format!("{:.*}", places as usize, rounded.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() + 8);
    if rounded.is_sign_negative() && !rounded.is_zero() {
        out.push(MINUS);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A fraction as `36.14%`, without sign.
pub fn percent(fraction: Decimal) -> String {
    format!("{}%", separated((fraction * Decimal::ONE_HUNDRED).abs(), 2))
}

/// `11-20`, or with the year when it is not the document's.
pub fn short_day(day: Day, beside: Day) -> String {
    if day.year() == beside.year() {
        format!("{:02}-{:02}", day.month(), day.day_of_month())
    } else {
        day.to_string()
    }
}

/// What a comparison comes to: a signed percentage, or the word its base demands.
pub fn change(comparison: &Comparison) -> BasisValue {
    let change = comparison.change;
    match comparison.movement {
        Movement::Growth(_) if turned_negative(comparison) => BasisValue::Level("由正转负".into()),
        Movement::Growth(growth) => {
            BasisValue::Change(Change::new(direction(change), percent(growth)))
        }
        Movement::Still => BasisValue::Change(Change::new(Direction::Flat, "")),
        Movement::Appeared => BasisValue::Level("新增".into()),
        Movement::Recovered => BasisValue::Level("由负转正".into()),
        Movement::TurnedNegative => BasisValue::Level("由零转负".into()),
        Movement::Worsened => BasisValue::Level("负值扩大".into()),
        Movement::Eased => BasisValue::Level("负值收窄".into()),
    }
}

/// From above zero to below it: a word, for −112% says nothing.
pub fn turned_negative(comparison: &Comparison) -> bool {
    !comparison.base.is_negative() && (comparison.base + comparison.change).is_negative()
}

/// A change in 万元, signed.
pub fn change_wan(change: Money) -> Change {
    Change::new(direction(change), wan(change.abs()))
}

fn direction(change: Money) -> Direction {
    match change.fen().signum() {
        1 => Direction::Up,
        -1 => Direction::Down,
        _ => Direction::Flat,
    }
}

/// A metric as the document's figure.
pub fn figure(label: &str, figure: &metrics::Figure, dossier: &Dossier) -> Figure {
    let Some(value) = figure.value else {
        let reason = figure.note.clone().unwrap_or_default();
        return Figure {
            label: label.into(),
            value: FigureValue::Missing { reason },
            basis: Vec::new(),
            as_of: None,
        };
    };
    let (number, unit) = headline(value);
    let basis = figure.comparisons.iter().map(|comparison| Basis {
        name: comparison.basis.label().into(),
        value: change(comparison),
    });
    Figure {
        label: label.into(),
        value: FigureValue::Known {
            number,
            unit: unit.into(),
            negative: value.is_negative(),
        },
        basis: basis.take(2).collect(),
        as_of: figure.as_of.map(|day| AsOf {
            date: short_day(day, dossier.as_of),
            kind: Reliability::Reported,
            stale: figure.is_stale,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_example_and_its_edges() {
        let amount = Money::from_fen(12_345_678_900);
        assert_eq!(wan(amount), "12,345.68");
        assert_eq!(in_words(amount), "1.23 亿元");
        assert_eq!(wan(Money::from_fen(-123_456_000)), "\u{2212}123.46");
        assert_eq!(
            wan(Money::from_fen(-1)),
            "0.00",
            "no sign on what rounds to zero"
        );
        assert_eq!(wan(Money::from_fen(50_000)), "0.05", "half-up");
        assert_eq!(wan_or_missing(None), "—");
    }
}
