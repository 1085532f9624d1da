//! A loan's rate as far as it follows the LPR (docs/domain.md §9.7): its spread is known, the rate that follows from it
//! on a day is not, and is never made up.

use crate::intake::value::plain;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// So many basis points above or below the LPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Lpr {
    /// 1 or 5, where it is said which.
    pub years: Option<u8>,
    /// Basis points: a hundredth of a per cent each.
    #[specta(type = String)]
    pub spread: Decimal,
}

/// The stored form: `1年期LPR+35BP`.
impl fmt::Display for Lpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(years) = self.years {
            write!(f, "{years}年期")?;
        }
        write!(f, "LPR{:+}BP", self.spread)
    }
}

impl FromStr for Lpr {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        read(&compact(text)).ok_or(())
    }
}

/// As a file would write it, and as it is read back: `3.35`, `LPR+35BP`, `LPR+35BP(3.35%)`.
pub fn written(rate: Option<Decimal>, lpr: Option<Lpr>) -> Option<String> {
    match (rate, lpr) {
        (Some(rate), Some(lpr)) => Some(format!("{lpr}({rate}%)")),
        (None, Some(lpr)) => Some(lpr.to_string()),
        (rate, None) => rate.map(|rate| rate.to_string()),
    }
}

/// What a cell that speaks of the LPR says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// `None`: in words nobody can be sure of.
    pub lpr: Option<Lpr>,
    /// The rate it stood at, as the cell writes it beside it: `LPR+35BP(3.35%)`.
    pub rate: Option<String>,
}

/// `None`: the text does not speak of it.
pub fn said(text: &str) -> Option<Said> {
    let text = compact(text);
    if !text.contains("LPR") {
        return None;
    }
    let (lpr, rate) = beside(&text).unwrap_or((&text, None));
    Some(Said {
        lpr: read(lpr),
        rate: rate.map(str::to_owned),
    })
}

/// Half-width, upper-case, without blanks.
fn compact(text: &str) -> String {
    let text = plain(text);
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_uppercase).collect()
}

/// The LPR and the rate, where one stands in brackets behind the other: `3.35%(LPR+35BP)`.
fn beside(text: &str) -> Option<(&str, Option<&str>)> {
    let (outer, inner) = text.strip_suffix(')')?.split_once('(')?;
    let is_rate = |text: &str| {
        let digits = text.strip_suffix('%').unwrap_or(text);
        digits.parse::<Decimal>().is_ok()
    };
    match (inner.contains("LPR"), outer.contains("LPR")) {
        (true, false) if is_rate(outer) => Some((inner, Some(outer))),
        (false, true) if is_rate(inner) && inner.ends_with('%') => Some((outer, Some(inner))),
        _ => None,
    }
}

/// `1年期LPR+35BP`, `LPR(1Y)-10bp`, `LPR加35基点`, `LPR+0.35%`, in upper case and without blanks.
fn read(text: &str) -> Option<Lpr> {
    let (before, after) = text.split_once("LPR")?;
    let (within, after) = match after.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?,
        None => ("", after),
    };
    let (behind, spread) = split_term(after);
    let terms = [before, within, behind]
        .into_iter()
        .filter(|term| !term.is_empty());
    let terms: Option<Vec<u8>> = terms.map(term).collect();
    let years = match *terms?.as_slice() {
        [] => None,
        [years] => Some(years),
        _ => return None,
    };
    Some(Lpr {
        years,
        spread: basis_points(spread)?.normalize(),
    })
}

/// `1Y+35BP` → `1Y` and `+35BP`.
fn split_term(text: &str) -> (&str, &str) {
    let sign = text.find(|c: char| SIGNS.iter().any(|(word, _)| word.starts_with(c)));
    text.split_at(sign.unwrap_or(text.len()))
}

fn term(text: &str) -> Option<u8> {
    let text = text.trim_matches(['(', ')']);
    let text = text.strip_suffix("以上").unwrap_or(text);
    match text {
        "1年期" | "一年期" | "1年" | "一年" | "1Y" | "12个月" => Some(1),
        "5年期" | "五年期" | "5年" | "五年" | "5Y" => Some(5),
        _ => None,
    }
}

const SIGNS: [(&str, bool); 8] = [
    ("+", false),
    ("加", false),
    ("上浮", false),
    ("-", true),
    ("\u{2212}", true),
    ("–", true),
    ("减", true),
    ("下浮", true),
];

/// A signed number with its unit; without one, or where per cents may be of the rate itself, it is not known.
fn basis_points(text: &str) -> Option<Decimal> {
    const OF_POINTS: [&str; 7] = ["个基点", "基点", "个BPS", "BPS", "个BP", "BP", "BIPS"];
    const OF_HUNDREDTHS: [&str; 2] = ["个百分点", "%"];
    /// A spread of five per cent and more is a multiple of the rate: 上浮10%.
    const MOST: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
    let (word, is_below) = SIGNS.into_iter().find(|(word, _)| text.starts_with(word))?;
    let rest = &text[word.len()..];
    let unit = |units: &[&str]| units.iter().find_map(|unit| rest.strip_suffix(unit));
    let spread = match (unit(&OF_POINTS), unit(&OF_HUNDREDTHS)) {
        (Some(number), _) => number.parse::<Decimal>().ok()?,
        (None, Some(number)) => {
            let per_cents = number.parse::<Decimal>().ok()?;
            let is_of_rate = word.ends_with('浮') && rest.ends_with('%');
            if per_cents >= MOST || is_of_rate {
                return None;
            }
            per_cents * Decimal::ONE_HUNDRED
        }
        (None, None) => return None,
    };
    let is_sane = spread >= Decimal::ZERO && spread < Decimal::from(1000);
    is_sane.then_some(match is_below && !spread.is_zero() {
        true => -spread,
        false => spread,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lpr(text: &str) -> Option<String> {
        said(text)?.lpr.map(|lpr| lpr.to_string())
    }

    #[test]
    fn a_spread_is_read_however_it_is_written() {
        for (text, expected) in [
            ("LPR+35BP", "LPR+35BP"),
            ("lpr - 10 bp", "LPR-10BP"),
            ("ＬＰＲ＋３５ＢＰ", "LPR+35BP"),
            ("1年期LPR+35BP", "1年期LPR+35BP"),
            ("一年期 LPR 加 35 个基点", "1年期LPR+35BP"),
            ("LPR加35基点", "LPR+35BP"),
            ("LPR减12.5基点", "LPR-12.5BP"),
            ("LPR+0.35%", "LPR+35BP"),
            ("LPR-0.1个百分点", "LPR-10BP"),
            ("LPR(5年期以上)+0BP", "5年期LPR+0BP"),
            ("LPR5Y−20bps", "5年期LPR-20BP"),
            ("LPR上浮35BP", "LPR+35BP"),
        ] {
            assert_eq!(lpr(text).as_deref(), Some(expected), "{text}");
            assert_eq!(expected.parse::<Lpr>().unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_rate_beside_it_is_kept_apart() {
        for text in ["LPR+35BP（3.35%）", "3.35%(LPR+35BP)", "3.35 (LPR+0.35%)"] {
            let said = said(text).unwrap();
            assert_eq!(said.lpr.unwrap().to_string(), "LPR+35BP", "{text}");
            let rate = said.rate.unwrap();
            assert_eq!(rate.trim_end_matches('%'), "3.35");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_made_up() {
        for text in [
            "LPR",
            "LPR+35",
            "LPR+0.35",
            "LPR*1.1",
            "LPR上浮10%",
            "LPR+10%",
            "3年期LPR+35BP",
            "1年期LPR(3.10%)+35BP",
            "LPR+-35BP",
            "LPR+35BP+20BP",
            "LPR+9999BP",
        ] {
            let said = said(text).unwrap();
            assert_eq!((said.lpr, said.rate), (None, None), "{text}");
        }
        assert_eq!(said("3.35%"), None);
    }
}
