//! What stands beside the data and holds for all of it: the unit and the as-of day.

use super::super::columns::{Columns, Field, UnitWord, unit_stated};
use super::super::reader::Cell;
use super::super::record::Kind;
use super::super::value;
use super::Sighting;
use super::header::{above_data, data_rows};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::money::Unit;

pub fn own_unit(columns: &Columns, field: Field) -> Option<Unit> {
    match columns.unit(field) {
        Some(UnitWord::Known(unit)) => Some(*unit),
        _ => None,
    }
}

/// Stated once above the data or in the header, else by the user. Amounts written to the 分 in plain digits
/// are a system's export in 元; everything else without a unit is refused rather than guessed.
pub fn unit(table: &Sighting<'_>, notes: &mut Vec<String>) -> Result<Option<Unit>> {
    let hints = table.hints;
    let stated = above_data(table.sheet, table.header).find_map(|(_, cell)| match cell {
        Cell::Text(text) => unit_stated(text),
        _ => None,
    });
    match stated {
        Some(UnitWord::Known(unit)) => {
            if hints.unit.is_some_and(|hint| hint != unit) {
                notes.push(format!("文件写明单位为{}，以文件为准", unit.label()));
            }
            return Ok(Some(unit));
        }
        Some(UnitWord::Unknown(word)) if hints.unit.is_none() => {
            return Err(Error::new(
                Code::UnreadableFile,
                format!(
                    "不认识文件里的单位“{word}”。没有导入任何内容；请用 --unit 指明元、万元或亿元。"
                ),
            )
            .with("unit", word));
        }
        _ => {}
    }
    let unnamed: Vec<u32> = amounts_of(table.kind, table.columns)
        .filter(|(field, _)| own_unit(table.columns, *field).is_none())
        .map(|(_, column)| column)
        .collect();
    if hints.unit.is_some() || unnamed.is_empty() {
        return Ok(hints.unit);
    }
    if unnamed
        .iter()
        .all(|column| is_written_to_the_fen(table, *column))
    {
        notes.push("文件没有写单位；金额都精确到分，按元读取".into());
        return Ok(Some(Unit::Yuan));
    }
    Err(Error::new(
        Code::UnreadableFile,
        "文件没有写明金额单位。没有导入任何内容；请用 --unit 指明元、万元或亿元。",
    )
    .with("missing", "unit"))
}

fn amounts_of(kind: Kind, columns: &Columns) -> impl Iterator<Item = (Field, u32)> {
    columns.amounts().filter(move |(field, _)| match kind {
        Kind::People => false,
        Kind::Clients => *field == Field::RegisteredCapital,
        Kind::Deposits | Kind::Loans => *field != Field::RegisteredCapital,
    })
}

fn is_written_to_the_fen(table: &Sighting<'_>, column: u32) -> bool {
    let mut amounts = data_rows(table.sheet, table.header)
        .map(|row| row.get(column))
        .filter(|cell| !cell.is_blank())
        .peekable();
    amounts.peek().is_some()
        && amounts.all(|cell| {
            let Cell::Text(text) = cell else { return false };
            let plain = value::plain(text);
            let to_the_fen = plain.rsplit_once('.').is_some_and(|(whole, fraction)| {
                fraction.len() == 2 && whole.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            });
            // A cell that names its unit itself needs none.
            to_the_fen || value::own_unit(cell).is_some()
        })
}

/// Words that name the day the figures hold for; the day of printing is another thing.
const AS_OF_WORDS: [&str; 8] = [
    "数据日期",
    "截至",
    "截止日期",
    "截止",
    "统计日期",
    "余额日期",
    "报表日期",
    "账务日期",
];

pub fn as_of(table: &Sighting<'_>, notes: &mut Vec<String>) -> Result<Option<Day>> {
    let (kind, hints) = (table.kind, table.hints);
    if matches!(kind, Kind::Clients | Kind::People) || table.columns.get(Field::AsOf).is_some() {
        return Ok(None);
    }
    let stated = above_data(table.sheet, table.header).find_map(|(_, cell)| match cell {
        Cell::Text(text) => day_stated(text),
        _ => None,
    });
    if let (Some(stated), Some(hint)) = (stated, hints.as_of)
        && stated != hint
    {
        notes.push(format!("文件写明数据日期为 {stated}，以文件为准"));
    }
    match stated.or(hints.as_of) {
        Some(day) => Ok(Some(day)),
        None => Err(Error::new(
            Code::NoDate,
            "文件里没有数据日期（打印日期不算）。没有导入任何内容；请用 --as-of 指明余额是哪一天的。",
        )
        .with("missing", "as_of")),
    }
}

/// `…数据日期：2026-10-31`, `截至二〇二六年十月三十一日`.
pub fn day_stated(text: &str) -> Option<Day> {
    let plain = value::plain(text);
    let after = AS_OF_WORDS
        .iter()
        .find_map(|word| Some(plain.split_once(word)?.1))?;
    let after = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '为' | '至' | '日' | '期')
    });
    let date: String = after
        .chars()
        .take_while(|c| c.is_ascii_digit() || "-/.年月日〇零○一二三四五六七八九十".contains(*c))
        .collect();
    value::written_day(date.trim_end_matches(['-', '/', '.']))
}
