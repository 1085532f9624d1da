//! Cells to values: the many ways people write amounts, dates and names. Pure; each parser says in the
//! user's language why it cannot read a cell, and never guesses.

mod people;

pub use people::{Person, people};

use crate::code::{NotACode, UnifiedCode};
use crate::day::Day;
use crate::intake::reader::Cell;
use crate::intake::record::Classification;
use crate::money::{Amount, LARGEST_FEN, Money, Quantum, Unit};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Why a cell cannot be read; shown at its address.
pub type Unreadable = Cow<'static, str>;
type Parsed<T> = Result<Option<T>, Unreadable>;

/// Half-width, without surrounding blanks (ideographic ones too); inner ones stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text.trim());
    }
    let normal: String = text.nfkc().filter(|c| !is_stray(*c)).collect();
    Cow::Owned(normal.trim().to_owned())
}

/// Byte-order marks and zero-width characters that copying leaves behind.
fn is_stray(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// What a spreadsheet shows, and copies, of a number for which its column is too narrow: `####`.
pub fn is_too_narrow(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.len() > 1 && text.bytes().all(|byte| byte == b'#'))
}

/// A cell as its program shows it: for the user to look at and to type over, never to be understood.
pub fn as_it_stands(cell: &Cell) -> String {
    match cell {
        Cell::Error(error) => error.label().to_owned(),
        Cell::Text(text) => text.to_string(),
        cell => text(cell).ok().flatten().unwrap_or_default(),
    }
}

/// Text as written, trimmed; numbers as their digits; blank is `None`. Names keep their full-width
/// brackets: only blanks at the ends go.
pub fn text(cell: &Cell) -> Parsed<String> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Text(text) => text
            .trim_matches(|c: char| c.is_whitespace() || is_stray(c))
            .to_owned(),
        Cell::Number(number) => digits(*number),
        Cell::Date(day) | Cell::DateTime(day, _) => day.to_string(),
        Cell::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Cell::Error(error) => return Err(format!("单元格是错误值 {}", error.label()).into()),
    };
    Ok(Some(text).filter(|text| !text.is_empty() && text != "—" && text != "-"))
}

/// Below it a spreadsheet keeps every digit of a number.
const EXACT: f64 = 1e15;
pub const ROUNDED: &str = "编号超过 15 位却存为数字，末位已丢失；请把该列设为文本后重新导出";

/// Whether a spreadsheet would have rounded it; other programs keep 16 digits.
pub fn is_beyond_exact(number: f64) -> bool {
    number.abs() >= EXACT
}

/// Whether a number in a column of per cents may be 0.0459, shown as 4.59%: no rate is that low.
pub fn may_be_fraction(rate: f64) -> bool {
    const LOWEST_RATE: f64 = 0.2;
    rate != 0.0 && rate.abs() < LOWEST_RATE
}

/// A number, code or label used as a key: half-width, without inner blanks, upper-case. What a spreadsheet
/// has rounded or shortened names nothing any more and is refused.
pub fn key(cell: &Cell) -> Parsed<String> {
    if matches!(cell, Cell::Number(number) if number.abs() >= EXACT * 10.0) {
        return Err(ROUNDED.into());
    }
    let Some(text) = text(cell)? else {
        return Ok(None);
    };
    let key: String = plain(&text)
        .trim_start_matches('\'')
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    if is_scientific(&key) {
        return Err("编号是科学计数法，位数已丢失；请把该列设为文本后重新导出".into());
    }
    Ok(Some(key).filter(|key| !key.is_empty()))
}

/// `6.21262E+15`
fn is_scientific(key: &str) -> bool {
    let Some((mantissa, exponent)) = key.split_once("E+") else {
        return false;
    };
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits(mantissa) && digits(exponent)
}

/// A number cell's shortest decimal digits, never in exponent form.
fn digits(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}

/// The decimal that a number cell shows: its shortest digits, which is what was typed.
fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() || number.abs() >= 1e20 {
        return None;
    }
    digits(number).parse().ok()
}

/// 统一社会信用代码: 18 characters of its alphabet. A wrong check character is read all the same.
pub fn unified_code(cell: &Cell) -> Parsed<UnifiedCode> {
    let Some(text) = key(cell)? else {
        return Ok(None);
    };
    match UnifiedCode::parse(&text) {
        Ok(code) => Ok(Some(code)),
        Err(NotACode::Length(length)) => {
            Err(format!("统一社会信用代码应为 18 位，这里是 {length} 位").into())
        }
        Err(NotACode::Character(c)) => {
            Err(format!("统一社会信用代码里不应有“{}”", c.escape_debug()).into())
        }
    }
}

/// Decimal places of a number cell; the finest of a column is the column's precision, because number
/// cells drop their trailing zeros.
pub fn places(cell: &Cell) -> Option<u32> {
    match cell {
        Cell::Number(number) => decimal(*number).map(|decimal| decimal.normalize().scale()),
        _ => None,
    }
}

/// The unit that a cell names itself, `483.29万元`, and what stands before it.
fn split_unit(text: &str) -> Option<(&str, Unit)> {
    const WORDS: [(&str, Unit); 5] = [
        ("亿元", Unit::Yi),
        ("万元", Unit::Wan),
        ("亿", Unit::Yi),
        ("万", Unit::Wan),
        ("元", Unit::Yuan),
    ];
    let (number, unit) = WORDS
        .into_iter()
        .find_map(|(word, unit)| Some((text.strip_suffix(word)?.trim_end(), unit)))?;
    number
        .ends_with(|c: char| c.is_ascii_digit())
        .then_some((number, unit))
}

/// The unit that a cell names itself; it goes before its column's.
pub fn own_unit(cell: &Cell) -> Option<Unit> {
    match cell {
        Cell::Text(text) => split_unit(&plain(text)).map(|(_, unit)| unit),
        _ => None,
    }
}

/// An amount stated in `unit`, where the cell names none itself. `column_places` is the finest precision
/// among the column's number cells.
pub fn amount(cell: &Cell, unit: Unit, column_places: u32) -> Parsed<Amount> {
    let (value, places, unit) = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(number) => {
            let value = decimal(*number).ok_or("数字超出范围")?;
            (value, column_places.max(value.normalize().scale()), unit)
        }
        Cell::Text(text) => {
            let plain = plain(text);
            let (number, unit) = split_unit(&plain).unwrap_or((&plain, unit));
            match written_number(number)? {
                Some(value) => (value, value.scale(), unit),
                None => return Ok(None),
            }
        }
        Cell::Error(error) => return Err(format!("单元格是错误值 {}", error.label()).into()),
        Cell::Date(_) | Cell::DateTime(..) => return Err("这里应是金额，却是日期".into()),
        Cell::Bool(_) => return Err("这里应是金额".into()),
    };
    let fen = value
        .checked_mul(Decimal::from(100_u64 * 10_u64.pow(unit.exponent())))
        .map(|fen| fen.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        .and_then(|fen| fen.to_i64())
        .filter(|fen| fen.abs() <= LARGEST_FEN)
        .ok_or("金额超出范围，请检查单位")?;
    let quantum = (unit.exponent() + 2).saturating_sub(places);
    Ok(Some(Amount {
        money: Money::from_fen(fen),
        quantum: Quantum::from_exponent(u8::try_from(quantum).unwrap_or(u8::MAX)),
    }))
}

/// A number as people write it: separators, signs, brackets, currency marks; `None` for blank or a dash.
fn written_number(text: &str) -> Parsed<Decimal> {
    let plain = plain(text);
    let mut rest = plain.trim();
    if rest.is_empty() || matches!(rest, "-" | "--" | "—" | "——" | "–" | "/" | "无" | "N/A")
    {
        return Ok(None);
    }
    let bracketed = rest
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'));
    let mut negative = bracketed.is_some();
    // ￥-5.00 and -￥5.00.
    rest = without_currency(bracketed.unwrap_or(rest).trim());
    for sign in ['-', '\u{2212}', '–', '﹣', '△', '▲'] {
        if let Some(unsigned) = rest.strip_prefix(sign) {
            (negative, rest) = (true, unsigned.trim_start());
            break;
        }
    }
    rest = without_currency(rest.strip_prefix('+').unwrap_or(rest));
    // Ledgers of some systems put the sign behind.
    if let Some(unsigned) = rest.strip_suffix('-').filter(|_| !negative) {
        (negative, rest) = (true, unsigned.trim_end());
    }
    let number = grouped_digits(rest)?;
    Ok(Some(if negative { -number } else { number }))
}

fn without_currency(text: &str) -> &str {
    let marks = ["¥", "￥", "CNY", "RMB"];
    let marked = marks.into_iter().find_map(|mark| text.strip_prefix(mark));
    marked.map_or(text, str::trim_start)
}

/// Digits with at most one point; separators only in groups of three.
fn grouped_digits(text: &str) -> Result<Decimal, Unreadable> {
    let refuse = || -> Unreadable {
        match text
            .chars()
            .find(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ' ' | '\''))
        {
            Some(odd) if odd.is_ascii_alphabetic() => format!("不是数字：含有字母 {odd}").into(),
            Some(odd) => format!("不是数字：含有 {}", odd.escape_debug()).into(),
            None => "不是数字".into(),
        }
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split([',', ' ', '\'']).collect();
    let fits = match groups.as_slice() {
        [one] => {
            one.bytes().all(|b| b.is_ascii_digit()) && (!one.is_empty() || !fraction.is_empty())
        }
        [first, more @ ..] => {
            (1..=3).contains(&first.len())
                && first.bytes().all(|b| b.is_ascii_digit())
                && more
                    .iter()
                    .all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        }
        [] => false,
    };
    if !fits || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refuse());
    }
    let whole = groups.concat();
    let point = if fraction.is_empty() { "" } else { "." };
    let whole = if whole.is_empty() { "0" } else { &whole };
    format!("{whole}{point}{fraction}")
        .parse()
        .map_err(|_| "数字超出范围".into())
}

/// Per cent a year, exact: `3.8403`, `3.8403%`; number cells of a column in fractions times a hundred.
pub fn rate(cell: &Cell, fractions: bool) -> Parsed<Decimal> {
    let value = match cell {
        Cell::Number(number) => {
            let value = decimal(*number).ok_or("数字超出范围")?;
            if fractions {
                value * Decimal::ONE_HUNDRED
            } else {
                value
            }
        }
        Cell::Text(text) => {
            let plain = plain(text);
            match written_number(plain.strip_suffix('%').unwrap_or(&plain))? {
                Some(value) => value,
                None => return Ok(None),
            }
        }
        Cell::Empty => return Ok(None),
        _ => return Err("这里应是利率".into()),
    };
    let sensible = Decimal::NEGATIVE_ONE * Decimal::ONE_HUNDRED..=Decimal::ONE_HUNDRED;
    if sensible.contains(&value) {
        Ok(Some(value))
    } else {
        Err("利率超出 ±100%".into())
    }
}

/// A count of days or people.
pub fn count(cell: &Cell) -> Parsed<u32> {
    let value = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(number) => decimal(*number).ok_or("数字超出范围")?,
        Cell::Text(text) => {
            let plain = plain(text);
            match written_number(plain.trim_end_matches(['天', '日']))? {
                Some(value) => value,
                None => return Ok(None),
            }
        }
        _ => return Err("这里应是整数".into()),
    };
    if value.fract().is_zero() {
        value
            .to_u32()
            .map(Some)
            .ok_or_else(|| "这里应是不小于零的整数".into())
    } else {
        Err("这里应是整数".into())
    }
}

const EARLIEST_YEAR: i16 = 1900;
const LATEST_YEAR: i16 = 2199;

/// A day, in any of the styles of workbooks; `epoch_1904` for day numbers of old Macintosh files.
pub fn day(cell: &Cell, epoch_1904: bool) -> Parsed<Day> {
    let found = match cell {
        Cell::Empty => return Ok(None),
        Cell::Date(day) | Cell::DateTime(day, _) => Some(*day),
        Cell::Number(number) => day_of_number(*number, epoch_1904),
        Cell::Text(text) => {
            let plain = plain(text);
            if plain.is_empty() || matches!(&*plain, "-" | "--" | "—" | "/" | "无") {
                return Ok(None);
            }
            written_day(&plain)
        }
        Cell::Error(error) => return Err(format!("单元格是错误值 {}", error.label()).into()),
        Cell::Bool(_) => None,
    };
    match found.filter(|day| (EARLIEST_YEAR..=LATEST_YEAR).contains(&day.year())) {
        Some(day) => Ok(Some(day)),
        None => Err("不是日期，请写作 2026-10-31".into()),
    }
}

/// `20261031`, else an Excel serial number; a time of day is left out.
fn day_of_number(number: f64, epoch_1904: bool) -> Option<Day> {
    const LAST_SERIAL: i64 = 110_000;
    if !(1.0..1e9).contains(&number) {
        return None;
    }
    let whole = number.trunc() as i64;
    if whole >= 19_000_101 {
        return Day::from_yyyymmdd(i32::try_from(whole).ok()?);
    }
    let origin = match (epoch_1904, whole) {
        (_, LAST_SERIAL..) => None,
        (true, _) => Day::new(1904, 1, 1),
        // Excel believes in 29 February 1900.
        (false, 61..) => Day::new(1899, 12, 30),
        (false, _) => Day::new(1899, 12, 31),
    };
    Some(origin?.plus_days(whole))
}

/// A day in text: ISO, slashes, dots, 年月日, eight digits, Chinese numerals; a time of day after it is
/// left out; a month alone means its last day.
pub fn written_day(text: &str) -> Option<Day> {
    let text = chinese_numerals(text);
    let text = text.split(['T', ' ']).find(|part| !part.is_empty())?;
    // 2027年5月末
    let text = text.trim_end_matches(['末', '底']);
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Day::from_yyyymmdd(text.parse().ok()?);
    }
    let parts: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|part| !part.is_empty())
        .collect();
    let numbers: Vec<i16> = parts
        .iter()
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match *numbers.as_slice() {
        [year, month, day] if year >= EARLIEST_YEAR => {
            Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
        }
        [year, month] if year >= EARLIEST_YEAR => {
            Day::new(year, i8::try_from(month).ok()?, 1).map(Day::month_end)
        }
        _ => None,
    }
}

/// 二〇二六年十月三十一日 → 2026年10月31日; anything else as it is.
fn chinese_numerals(text: &str) -> Cow<'_, str> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '零' | '○' => Some(0),
        _ => DIGITS.chars().position(|d| d == c),
    };
    if !text.chars().any(|c| digit(c).is_some() || c == '十') {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|at| chars.get(at))
            .and_then(|c| digit(*c));
        let after = chars.get(at + 1).and_then(|c| digit(*c));
        match (digit(*c), *c) {
            (Some(value), _) => out.push_str(&value.to_string()),
            // 十 alone is 10, 十一 11, 三十 30, 三十一 31.
            (None, '十') => out.push_str(match (before.is_some(), after.is_some()) {
                (false, false) => "10",
                (false, true) => "1",
                (true, false) => "0",
                (true, true) => "",
            }),
            (None, other) => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// ISO 4217 of a currency as banks write it.
pub fn currency(text: &str) -> Option<&'static str> {
    const NAMES: [(&str, &[&str]); 11] = [
        (
            "CNY",
            &[
                "CNY",
                "RMB",
                "人民币",
                "人民币元",
                "本币",
                "01",
                "156",
                "元",
            ],
        ),
        ("USD", &["USD", "美元", "美金", "14", "840"]),
        ("EUR", &["EUR", "欧元", "38", "978"]),
        ("HKD", &["HKD", "港币", "港元", "13", "344"]),
        ("JPY", &["JPY", "日元", "日圆", "27", "392"]),
        ("GBP", &["GBP", "英镑", "12", "826"]),
        ("AUD", &["AUD", "澳元", "澳大利亚元", "29"]),
        ("CAD", &["CAD", "加元", "加拿大元", "28"]),
        ("SGD", &["SGD", "新加坡元", "18"]),
        ("CHF", &["CHF", "瑞士法郎", "15"]),
        ("KRW", &["KRW", "韩元", "韩国元"]),
    ];
    let plain = plain(text).to_uppercase();
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&plain.as_str()))
        .map(|(code, _)| *code)
}

/// 五级分类, also as 正常类 or 正常贷款.
pub fn classification(text: &str) -> Option<Classification> {
    let plain = plain(text);
    let word = plain.strip_suffix('类').unwrap_or(&plain);
    Classification::ALL
        .into_iter()
        .find(|class| class.label() == word || word.strip_suffix("贷款") == Some(class.label()))
}

/// Jobs joined by slashes, commas and the like; in order, each once.
pub fn jobs(text: &str) -> Vec<String> {
    let mut jobs: Vec<String> = Vec::new();
    for job in text
        .split(['/', '、', ',', '，', ';', '；', '／', '|'])
        .map(str::trim)
    {
        if !job.is_empty() && !jobs.iter().any(|known| known == job) {
            jobs.push(job.to_owned());
        }
    }
    jobs
}

#[cfg(test)]
mod tests;
