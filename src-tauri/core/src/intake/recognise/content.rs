//! What columns hold by their content, where no header says it: a block that was copied without its first row.
//! Proposed is only what can hardly be anything else; the user is asked for the rest, and looks at these, too.

use super::super::columns::{Choices, Field};
use super::super::reader::{Cell, Sheet, SheetRow};
use super::super::value;
use super::header::{Header, data_rows};
use crate::day::Day;
use crate::money::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a column is judged by.
const LOOKED_AT: usize = 200;
/// Digits from which on a number is an account and no amount.
const ACCOUNT_DIGITS: usize = 12;

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// Eighteen letters and digits of a 统一社会信用代码.
    Code,
    Company,
    Day,
    /// With a decimal point or grouped digits.
    Amount,
    /// So many digits that it is no amount.
    Account,
    /// Letters and digits: `KH100023`.
    Number,
    Currency,
    Class,
    /// Digits that may be an amount, a number or a count.
    Digits,
    Other,
}

impl Look {
    fn of(cell: &Cell) -> Option<Look> {
        let text = match cell {
            _ if matches!(value::text(cell), Ok(None)) => return None,
            Cell::Date(_) | Cell::DateTime(..) => return Some(Look::Day),
            Cell::Number(number) if number.fract() != 0.0 => return Some(Look::Amount),
            Cell::Number(_) => return Some(Look::Digits),
            Cell::Text(text) => value::plain(text),
            _ => return Some(Look::Other),
        };
        let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_code(&text) {
            Look::Code
        } else if value::written_day(&text).is_some() {
            Look::Day
        } else if is_digits && text.len() >= ACCOUNT_DIGITS {
            Look::Account
        } else if is_digits {
            Look::Digits
        } else if matches!(value::amount(cell, Unit::Yuan, 0), Ok(Some(_))) {
            Look::Amount
        } else if is_number(&text) {
            Look::Number
        } else if is_company(&text) {
            Look::Company
        } else if value::currency(&text).is_some() {
            Look::Currency
        } else if value::classification(&text).is_some() {
            Look::Class
        } else {
            Look::Other
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Look::Code => "code",
            Look::Company => "company",
            Look::Day => "day",
            Look::Amount => "amount",
            Look::Account => "account",
            Look::Number => "number",
            Look::Currency => "currency",
            Look::Class => "class",
            Look::Digits => "digits",
            Look::Other => "other",
        }
    }

    /// Whether no heading looks like it.
    const fn is_data(self) -> bool {
        !matches!(
            self,
            Look::Other | Look::Digits | Look::Currency | Look::Class
        )
    }
}

fn is_code(text: &str) -> bool {
    let (digits, letters) = (
        text.bytes().filter(u8::is_ascii_digit).count(),
        text.bytes().filter(u8::is_ascii_alphabetic).count(),
    );
    text.len() == 18 && digits + letters == 18 && letters > 0 && digits >= 8
}

fn is_number(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &text[letters..];
    (1..=6).contains(&letters)
        && rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_company(text: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "公司",
        "有限合伙)",
        "集团",
        "合作社",
        "事务所",
        "研究院",
        "研究所",
        "厂",
        "医院",
        "大学",
    ];
    // 示例银行股份有限公司北京分公司, but no title such as 公司存款明细表.
    text.chars().count() >= 4 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// The look that all cells of each column share; columns without any content have none.
fn looks<'a>(rows: impl Iterator<Item = SheetRow<'a>>) -> BTreeMap<u32, Look> {
    let mut seen: BTreeMap<u32, BTreeSet<Look>> = BTreeMap::new();
    for row in rows.take(LOOKED_AT) {
        for (column, cell) in row.cells() {
            if let Some(look) = Look::of(cell) {
                seen.entry(column).or_default().insert(look);
            }
        }
    }
    let shared = |looks: BTreeSet<Look>| match Vec::from_iter(looks).as_slice() {
        [one] => *one,
        // 1,200.50 beside 800
        [Look::Amount, Look::Digits] => Look::Amount,
        _ => Look::Other,
    };
    (seen.into_iter())
        .map(|(column, looks)| (column, shared(looks)))
        .collect()
}

/// Where data begin without any heading above them; `None` where the first full row may be a heading.
pub fn without_header(sheet: &Sheet) -> Option<Header> {
    let filled = |row: &SheetRow<'_>| row.cells().filter(|(_, cell)| !cell.is_blank()).count();
    let first = (0..sheet.row_count()).find(|row| filled(&sheet.row_at(*row)) > 1)?;
    let header = Header::none(first);
    let below = looks(data_rows(sheet, &header).skip(1));
    let mut is_data = false;
    for (column, cell) in sheet.row_at(first).cells() {
        let Some(look) = Look::of(cell) else { continue };
        let same = below.get(&column).is_none_or(|below| *below == look);
        if look == Look::Other && below.get(&column).is_some_and(|below| below.is_data()) {
            return None;
        }
        is_data |= look.is_data() && same;
    }
    is_data.then_some(header)
}

/// What the columns hold; each field once.
pub fn proposed(sheet: &Sheet, header: &Header) -> Choices {
    let looks = looks(data_rows(sheet, header));
    let with = |look: Look| -> Vec<u32> {
        let alike = looks.iter().filter(|(_, found)| **found == look);
        alike.map(|(column, _)| *column).collect()
    };
    let mut proposed = Choices::new();
    let lone = [
        (Look::Code, Field::Code),
        (Look::Company, Field::ClientName),
        (Look::Account, Field::Account),
        (Look::Number, Field::ClientNumber),
        (Look::Currency, Field::Currency),
        (Look::Class, Field::Class),
        (Look::Amount, Field::Balance),
    ];
    for (look, field) in lone {
        if let [column] = with(look).as_slice() {
            proposed.insert(*column, Some(field));
        }
    }
    match with(Look::Day).as_slice() {
        [day] if is_one_day(sheet, header, *day) => {
            proposed.insert(*day, Some(Field::AsOf));
        }
        [drawn, matures] if is_before(sheet, header, *drawn, *matures) => {
            proposed.insert(*drawn, Some(Field::DrawnOn));
            proposed.insert(*matures, Some(Field::MaturesOn));
        }
        _ => {}
    }
    proposed
}

/// Begins what stands for a heading that is not there; no heading begins with it.
pub const BY_LOOK: char = '\u{1}';

/// Stands for the headings that are not there: what the columns look like.
pub fn shape(sheet: &Sheet, header: &Header) -> BTreeMap<u32, String> {
    let looks = looks(data_rows(sheet, header)).into_iter();
    looks
        .map(|(column, look)| (column, format!("{BY_LOOK}{}", look.name())))
        .collect()
}

fn days<'a>(sheet: &'a Sheet, header: &Header, column: u32) -> impl Iterator<Item = Day> + use<'a> {
    data_rows(sheet, header)
        .filter_map(move |row| value::day(row.get(column), sheet.epoch_1904).ok().flatten())
}

/// A day that holds for every row is the one of the data.
fn is_one_day(sheet: &Sheet, header: &Header, column: u32) -> bool {
    let mut days = days(sheet, header, column);
    let first = days.next();
    days.all(|day| Some(day) == first)
}

/// Drawn before it matures, in every row.
fn is_before(sheet: &Sheet, header: &Header, first: u32, second: u32) -> bool {
    let both = days(sheet, header, first).zip(days(sheet, header, second));
    both.into_iter().all(|(first, second)| first < second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reader::{Limits, read_pasted_here};

    fn sheet(block: &str) -> Sheet {
        let book = read_pasted_here("粘贴", block.as_bytes(), &Limits::default()).unwrap();
        book.sheets.into_iter().next().unwrap()
    }

    fn fields(block: &str) -> Vec<(u32, Field)> {
        let sheet = sheet(block);
        let header = without_header(&sheet).expect("no header");
        let proposed = proposed(&sheet, &header).into_iter();
        proposed
            .filter_map(|(column, field)| Some((column, field?)))
            .collect()
    }

    #[test]
    fn what_can_be_nothing_else_is_proposed() {
        use Field::*;
        assert_eq!(
            fields(
                "KH1\t示例甲有限公司\t91000000DEM000014K\t林晓\nKH2\t示例乙集团\t91000000DEM000022F\t周予安"
            ),
            [(0, ClientNumber), (1, ClientName), (2, Code)]
        );
        assert_eq!(
            fields("620000000001\tKH1\t2026-10-31\t1,200.50\n620000000002\tKH2\t2026-10-31\t800"),
            [(0, Account), (1, ClientNumber), (2, AsOf), (3, Balance)]
        );
        assert_eq!(
            fields(
                "示例甲有限公司\t2026-01-05\t2027-01-05\t正常\n示例乙有限公司\t2026-02-05\t2026-08-05\t关注"
            ),
            [(0, ClientName), (1, DrawnOn), (2, MaturesOn), (3, Class)]
        );
    }

    #[test]
    fn two_alike_are_asked_for() {
        use Field::*;
        assert_eq!(
            fields("KH1\tJJ1\t10.00\t20.00\t2026-01-05\nKH2\tJJ2\t30.00\t40.00\t2026-01-06\n"),
            []
        );
        assert_eq!(
            fields("示例甲有限公司\t一\t10.50\n示例乙有限公司\t二\t-"),
            [(0, ClientName), (2, Balance)]
        );
    }

    #[test]
    fn a_row_above_data_that_is_unlike_them_is_a_header() {
        assert!(
            without_header(&sheet(
                "编码甲\t名字\tx\n91000000DEM000014K\t示例甲有限公司\t1"
            ))
            .is_none()
        );
        // A heading may be a day, too.
        assert!(
            without_header(&sheet(
                "机构\t2026-10-31\n示例支行\t1,200.00\n示例二支行\t800.00"
            ))
            .is_none()
        );
        assert!(without_header(&sheet("甲\t乙\n丙\t丁")).is_none());
        let titled = sheet("单位：元\nKH1\t示例甲有限公司\t1.00\n");
        assert_eq!(without_header(&titled).map(|header| header.end()), Some(1));
    }
}
