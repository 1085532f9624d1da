//! Numbers of persons: which runs of digits are one.

use super::{Finding, Kind};
use crate::code::UnifiedCode;
use crate::day::Day;
use std::ops::Range;

/// How numbers are written in groups, each apart from the next by one blank or hyphen.
const GROUPED: [&[usize]; 10] = [
    &[3, 4, 4],
    &[6, 8, 4],
    &[6, 8, 3],
    &[6, 4, 4, 4],
    &[6, 4, 4, 3],
    &[4, 4, 4, 4, 3],
    &[4, 4, 4, 4, 2],
    &[4, 4, 4, 4, 1],
    &[4, 4, 4, 4],
    &[6, 13],
];

/// The first two digits of a district (GB/T 2260).
const PROVINCES: [u32; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82,
];

pub fn all(text: &str) -> Vec<Finding> {
    let text: Vec<char> = text.chars().map(half_width).collect();
    let groups = groups(&text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < groups.len() {
        let number = candidates(&text, &groups[next..])
            .into_iter()
            .find_map(|(taken, run)| Some((taken, number_at(&text, run)?)));
        next += number.as_ref().map_or(1, |(taken, _)| *taken);
        found.extend(number.map(|(_, finding)| finding));
    }
    found
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '－' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

/// Runs of digits.
fn groups(text: &[char]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|at| text[*at].is_ascii_digit()) {
        match groups.last_mut() {
            Some(group) if group.end == at => group.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// What may be one number from the first group on, how many groups each takes; the longest first.
fn candidates(text: &[char], groups: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let is_apart = |pair: &[Range<usize>]| {
        let between = &text[pair[0].end..pair[1].start];
        matches!(between, [' ' | '-' | '\u{a0}' | '\u{3000}'])
    };
    let grouped = GROUPED.iter().filter_map(|lengths| {
        let taken = groups.get(..lengths.len())?;
        let fits = taken.iter().map(Range::len).eq(lengths.iter().copied());
        (fits && taken.windows(2).all(is_apart))
            .then(|| (taken.len(), taken[0].start..taken[taken.len() - 1].end))
    });
    let mut all: Vec<_> = grouped.collect();
    all.sort_by_key(|(_, run)| std::cmp::Reverse(run.len()));
    all.push((1, groups[0].clone()));
    all
}

fn number_at(text: &[char], run: Range<usize>) -> Option<Finding> {
    let digits: String = text[run.clone()]
        .iter()
        .filter(|c| c.is_ascii_digit())
        .collect();
    let before = &text[..run.start];
    let after = &text[run.end..];
    let finding = |kind, run: Range<usize>| Finding {
        kind,
        from: run.start + 1,
        length: run.len(),
    };
    if !is_within_word(before, after) {
        match (digits.len(), after.first()) {
            (17, Some('X' | 'x')) if !begins_word(&after[1..]) => {
                let is_card = is_identity_card(&format!("{digits}X"));
                return is_card.then(|| finding(Kind::IdentityCard, run.start..run.end + 1));
            }
            _ if begins_word(after) => return None,
            (15, _) if is_old_identity_card(&digits) => {
                return Some(finding(Kind::IdentityCard, run));
            }
            (18, _) if is_identity_card(&digits) => return Some(finding(Kind::IdentityCard, run)),
            _ => {}
        }
        if (16..=19).contains(&digits.len()) && is_bank_card(&digits) && !is_amount(before, after) {
            return Some(finding(Kind::BankCard, run));
        }
    }
    let country = ["0086", "86"]
        .iter()
        .find_map(|code| digits.strip_prefix(code));
    let own = country.filter(|own| own.len() == 11).unwrap_or(&digits);
    let may_be_called = !ends_word(before) || calls(before);
    (may_be_called && !begins_word(after) && is_mobile(own) && !is_amount(before, after))
        .then(|| finding(Kind::Mobile, run.start + digits.len() - own.len()..run.end))
}

/// 1 and then 3–9: no other call begins so.
fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// GB 11643-1999: district, birthday, order, check character. A number that is a credit code of an enterprise is one.
fn is_identity_card(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let values = text.chars().map(|c| c.to_digit(10).unwrap_or_default());
    let sum: u32 = values
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    let is_code = UnifiedCode::parse(text)
        .is_ok_and(|code| code.check_wanted().is_none() && code.organisation_code_fits());
    text.ends_with(char::from(CHECKS[sum as usize % 11]))
        && matches!(text.as_bytes()[0], b'1'..=b'9')
        && is_day(&text[6..10], &text[10..14])
        && !is_code
}

/// Without a check character, and the century left out.
fn is_old_identity_card(digits: &str) -> bool {
    let province = digits[..2].parse().unwrap_or_default();
    PROVINCES.contains(&province) && is_day(&format!("19{}", &digits[6..8]), &digits[8..12])
}

/// Of a person who may live.
fn is_day(year: &str, month_and_day: &str) -> bool {
    let day = format!("{year}{month_and_day}").parse();
    let day = day.ok().and_then(Day::from_yyyymmdd);
    day.is_some_and(|day| (1900..2100).contains(&day.year()))
}

/// Begins as cards do and passes Luhn's check (ISO/IEC 7812-1).
fn is_bank_card(digits: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let values = digits.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = values
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    sum.is_multiple_of(10) && matches!(digits.as_bytes()[0], b'3'..=b'6' | b'9')
}

/// Part of a longer mark, such as a loan's number or a credit code.
fn is_within_word(before: &[char], after: &[char]) -> bool {
    ends_word(before) || (begins_word(after) && !matches!(after, ['X' | 'x', ..]))
}

fn ends_word(before: &[char]) -> bool {
    matches!(before, [.., c] if c.is_ascii_alphabetic() || *c == '_')
        || matches!(before, [.., d, '.'] if d.is_ascii_digit())
}

fn begins_word(after: &[char]) -> bool {
    matches!(after, [c, ..] if c.is_ascii_alphabetic() || *c == '_')
}

/// What a mobile number is written right behind: `tel138…`, `wx138…`.
fn calls(before: &[char]) -> bool {
    let length = before.iter().rev().take_while(|c| c.is_ascii_alphabetic());
    let word = &before[before.len() - length.count()..];
    let word: String = word.iter().map(char::to_ascii_lowercase).collect();
    matches!(
        word.as_str(),
        "tel" | "phone" | "mobile" | "mob" | "wx" | "vx" | "wechat"
    )
}

fn is_amount(before: &[char], after: &[char]) -> bool {
    let after: &[char] = match after {
        [' ', rest @ ..] => rest,
        all => all,
    };
    matches!(before, [.., '¥' | '￥' | '$'])
        || matches!(after, ['元' | '万' | '亿' | '千' | '百', ..])
        || matches!(after, ['.', d, ..] if d.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, usize, usize)> {
        let found = all(text).into_iter();
        found.map(|f| (f.kind, f.from, f.length)).collect()
    }

    #[test]
    fn identity_cards_with_their_check_character_and_the_old_form_with_a_day() {
        const CARD: Kind = Kind::IdentityCard;
        assert_eq!(
            found("11010519491231002X"),
            [(CARD, 1, 18)],
            "the standard's own"
        );
        assert_eq!(found("证号11010519491231002x。"), [(CARD, 3, 18)]);
        assert_eq!(found("110105188012310023"), [], "born in 1880");
        assert_eq!(found("320311770706001"), [(CARD, 1, 15)]);
        assert_eq!(
            found("１１０１０５１９４９１２３１００２Ｘ"),
            [(CARD, 1, 18)]
        );
        assert_eq!(found("110105 19491231 002X"), [(CARD, 1, 20)]);
        assert_eq!(found("110105-1949-1231-002X"), [(CARD, 1, 21)]);
        for other in [
            "110105194912310021",
            "110105194913310021",
            "320311771306001",
            "990311770706001",
            "11010519491231002XY",
            "A11010519491231002X",
        ] {
            assert_eq!(found(other), [], "{other}");
        }
    }

    #[test]
    fn mobiles_however_they_are_grouped() {
        const MOBILE: Kind = Kind::Mobile;
        for (text, from, length) in [
            ("13800138000", 1, 11),
            ("手机138 0013 8000", 3, 13),
            ("138-0013-8000", 1, 13),
            ("+8613800138000", 4, 11),
            ("+86 13800138000", 5, 11),
            ("wx13800138000", 3, 11),
            ("１３８００１３８０００", 1, 11),
        ] {
            assert_eq!(found(text), [(MOBILE, from, length)], "{text}");
        }
        assert_eq!(
            found("13800138000,19912345678"),
            [(MOBILE, 1, 11), (MOBILE, 13, 11)]
        );
    }

    #[test]
    fn bank_cards_by_their_check() {
        const CARD: Kind = Kind::BankCard;
        assert_eq!(found("卡6222021234567890128"), [(CARD, 2, 19)]);
        assert_eq!(found("6222 0212 3456 7890 128"), [(CARD, 1, 23)]);
        assert_eq!(found("4111111111111111"), [(CARD, 1, 16)]);
        assert_eq!(
            found("6222021234567890127"),
            [],
            "an account that fails the check"
        );
    }

    #[test]
    fn amounts_days_codes_and_marks_are_let_pass() {
        for text in [
            "13,800,138,000.00",
            "13800138000.00",
            "13800138000元",
            "人民币 13800138000 元",
            "¥13800138000",
            "2026-11-02 2026-12-31",
            "20261102",
            "914403001922038216",
            "91110108802100433B",
            "91000000DEM000014K",
            "JJ2026110700012399",
            "0755-26770000",
            "12800138000",
            "138001380001",
            "0000000000000000",
            "3.14159265358979323846",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
