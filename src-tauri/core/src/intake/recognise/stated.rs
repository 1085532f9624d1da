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
use std::collections::BTreeSet;

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
    if is_shrunk(table) {
        return hints.unit.map(Some).ok_or_else(shown_smaller);
    }
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

/// Amounts that a number format may show smaller than they are: whatever unit is written, it is that of the showing.
pub fn is_shrunk(table: &Sighting<'_>) -> bool {
    table.sheet.shrunk
        && amounts_of(table.kind, table.columns).any(|(_, column)| {
            data_rows(table.sheet, table.header)
                .any(|row| matches!(row.get(column), Cell::Number(_)))
        })
}

fn shown_smaller() -> Error {
    Error::new(
        Code::UnreadableFile,
        "文件用数字格式把金额缩小显示，写明的单位可能只是显示的单位。没有导入任何内容；请点开一个金额单元格，看编辑栏里的数，用 --unit 指明它是元、万元还是亿元。",
    )
    .with("missing", "unit")
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

/// Words that name the day the figures hold for.
const AS_OF_WORDS: [&str; 6] = [
    "数据日期",
    "截至",
    "截止日期",
    "截止",
    "余额日期",
    "账务日期",
];
/// Words that may name the day of the report instead.
const REPORT_WORDS: [&str; 2] = ["报表日期", "统计日期"];
/// Words before a day on which nothing more than paper was made.
const MAKING_WORDS: [&str; 9] = [
    "打印", "制表", "导出", "查询", "生成", "下载", "编制", "填报", "上报",
];

pub fn as_of(table: &Sighting<'_>, notes: &mut Vec<String>) -> Result<Option<Day>> {
    let (kind, hints) = (table.kind, table.hints);
    if matches!(kind, Kind::Clients | Kind::People) || table.columns.get(Field::AsOf).is_some() {
        return Ok(None);
    }
    let Days { stated, of_title } = days_above(table);
    if stated.len() > 1 && hints.as_of.is_none() {
        let days = stated.iter().map(Day::to_string).collect::<Vec<_>>();
        return Err(Error::new(
            Code::NoDate,
            format!(
                "文件里写了不止一个日期：{}。没有导入任何内容；请指明余额是哪一天的（--as-of）。",
                days.join("、")
            ),
        )
        .with("missing", "as_of"));
    }
    let stated = match (stated.len(), hints.as_of) {
        (1, _) => stated.first().copied(),
        _ => None,
    };
    if let (Some(stated), Some(hint)) = (stated, hints.as_of)
        && stated != hint
    {
        notes.push(format!("文件写明数据日期为 {stated}，以文件为准"));
    }
    if let (None, None, Some(day)) = (stated, hints.as_of, of_title) {
        notes.push(format!("数据日期取自标题：{day}"));
        return Ok(Some(day));
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

/// The days that stand above the data.
struct Days {
    /// That the figures hold for, as the file says; more than one where it contradicts itself.
    stated: BTreeSet<Day>,
    /// The one day of the titles, where no word says what it is of.
    of_title: Option<Day>,
}

fn days_above(table: &Sighting<'_>) -> Days {
    let texts = || {
        above_data(table.sheet, table.header).filter_map(|(_, cell)| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        })
    };
    let stated: BTreeSet<Day> = texts().filter_map(|text| day_stated(text)).collect();
    if !stated.is_empty() {
        return Days {
            stated,
            of_title: None,
        };
    }
    let reported = texts().filter_map(|text| day_after(text, &REPORT_WORDS));
    let reported: BTreeSet<Day> = reported.collect();
    let mut titled: BTreeSet<Day> = texts()
        .filter(|text| !MAKING_WORDS.iter().any(|word| text.contains(word)))
        .flat_map(|text| days_in(text))
        .collect();
    if reported.is_empty() {
        let of_title = titled.first().copied().filter(|_| titled.len() == 1);
        let stated = if titled.len() > 1 {
            titled
        } else {
            BTreeSet::new()
        };
        return Days { stated, of_title };
    }
    titled.extend(reported);
    Days {
        stated: titled,
        of_title: None,
    }
}

/// `…数据日期：2026-10-31`, `截至二〇二六年十月三十一日`.
pub fn day_stated(text: &str) -> Option<Day> {
    day_after(text, &AS_OF_WORDS)
}

fn day_after(text: &str, words: &[&str]) -> Option<Day> {
    let plain = value::plain(text);
    let after = words
        .iter()
        .find_map(|word| Some(plain.split_once(word)?.1))?;
    let after = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '为' | '至' | '日' | '期')
    });
    day_at_start(after)
}

fn day_at_start(text: &str) -> Option<Day> {
    let date: String = text.chars().take_while(|c| is_of_a_date(*c)).collect();
    value::written_day(date.trim_end_matches(['-', '/', '.']))
}

/// Every whole day in a text.
fn days_in(text: &str) -> Vec<Day> {
    let plain = value::plain(text);
    let runs = plain
        .split(|c| !is_of_a_date(c))
        .filter(|run| run.len() >= "2026-1-1".len());
    // What follows a day at once is another: 2026年10月31日2026年9月30日.
    let parts = runs.flat_map(|run| run.split_inclusive('日'));
    parts.filter_map(day_at_start).collect()
}

fn is_of_a_date(c: char) -> bool {
    c.is_ascii_digit() || "-/.年月日〇零○一二三四五六七八九十".contains(c)
}
