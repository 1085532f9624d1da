//! A sheet becomes a table: header under merged titles and over one or two rows, unit and as-of day from
//! header, title or user, totals and notes set aside.

use super::columns::{Columns, Field, UnitWord, unit_stated};
use super::reader::{Cell, Place, Sheet, SheetRow, Workbook};
use super::record::{Kind, Rows, Stated, Table};
use super::rows::{self, Context};
use super::value;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::money::Unit;
use std::collections::BTreeMap;

/// What the user says where the file does not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    pub kind: Option<Kind>,
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
}

/// Rows from the top among which a header is looked for.
const HEADER_WITHIN: usize = 40;

/// The table of a workbook. Errors: [`Code::UnreadableFile`] (no header, wrong kind, no or unknown unit),
/// [`Code::NoDate`].
pub fn recognise(workbook: &Workbook, hints: Hints) -> Result<Table> {
    let mut found: Vec<(&Sheet, Header)> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .filter_map(|sheet| Some((sheet, Header::of(sheet)?)))
        .collect();
    if let Some(kind) = hints.kind {
        refuse_other_kind(&found, kind)?;
        found.retain(|(_, header)| header.columns.fits(kind));
    }
    // The longest sheet is the table; others are named, not silently passed over.
    found.sort_by_key(|(sheet, _)| std::cmp::Reverse(sheet.row_count()));
    let Some((sheet, header)) = found.first() else {
        return Err(no_header(workbook));
    };
    let mut table = read(sheet, header, hints)?;
    for (other, _) in &found[1..] {
        table.notes.push(format!(
            "工作表“{}”也像一张表，没有导入；请另存为单独的文件",
            other.name
        ));
    }
    Ok(table)
}

fn refuse_other_kind(found: &[(&Sheet, Header)], wanted: Kind) -> Result<()> {
    match found.iter().find_map(|(_, header)| header.columns.kind()) {
        Some(kind) if !found.iter().any(|(_, header)| header.columns.fits(wanted)) => {
            Err(Error::new(
                Code::UnreadableFile,
                format!(
                    "指定按“{}”导入，但文件看起来是“{}”。没有导入任何内容。",
                    wanted.label(),
                    kind.label()
                ),
            )
            .with("looks_like", kind.name()))
        }
        _ => Ok(()),
    }
}

fn no_header(workbook: &Workbook) -> Error {
    let message = if workbook.sheets.iter().all(|sheet| sheet.row_count() == 0) {
        "文件是空的，没有导入任何内容。"
    } else {
        "没有找到表头：需要“客户编号、客户名称、账户编号、余额、姓名、借据号”一类的列名。没有导入任何内容，请检查文件。"
    };
    Error::new(Code::UnreadableFile, message).with("missing", "header")
}

/// Where the header stands and what its columns hold.
struct Header {
    /// Index among the sheet's rows with content.
    first: usize,
    /// 1 or 2 rows.
    height: usize,
    columns: Columns,
}

impl Header {
    /// The one or two rows that name most columns of a known kind; the first such.
    fn of(sheet: &Sheet) -> Option<Header> {
        let mut best: Option<Header> = None;
        for first in 0..sheet.row_count().min(HEADER_WITHIN) {
            for height in [1, 2] {
                let Some(columns) = header_columns(sheet, first, height) else {
                    continue;
                };
                if columns.kind().is_some()
                    && best
                        .as_ref()
                        .is_none_or(|best| columns.len() > best.columns.len())
                {
                    best = Some(Header {
                        first,
                        height,
                        columns,
                    });
                }
            }
        }
        best
    }

    fn end(&self) -> usize {
        self.first + self.height
    }
}

fn header_columns(sheet: &Sheet, first: usize, height: usize) -> Option<Columns> {
    let top = sheet.row_at(first);
    if height == 1 {
        return Some(Columns::of(texts(top).into_iter()));
    }
    if first + 1 >= sheet.row_count() {
        return None;
    }
    let below = sheet.row_at(first + 1);
    if below.row != top.row + 1 {
        return None;
    }
    Some(Columns::of(joined(sheet, top, below).into_iter()))
}

fn texts(row: SheetRow<'_>) -> BTreeMap<u32, String> {
    row.cells()
        .filter_map(|(column, cell)| match cell {
            Cell::Text(text) if !cell.is_blank() => Some((column, text.trim().to_owned())),
            _ => None,
        })
        .collect()
}

/// 余额 over 当期 and 年初 becomes 余额当期 and 余额年初: a merged heading speaks for all its columns.
fn joined(sheet: &Sheet, top: SheetRow<'_>, below: SheetRow<'_>) -> BTreeMap<u32, String> {
    let mut headers = texts(top);
    for merge in sheet
        .merges
        .iter()
        .filter(|m| m.first.row <= top.row && m.last.row >= top.row)
    {
        if let Some(text) = headers.get(&merge.first.column).cloned() {
            for column in merge.first.column + 1..=merge.last.column.min(merge.first.column + 64) {
                headers.entry(column).or_insert_with(|| text.clone());
            }
        }
    }
    let tops = headers.clone();
    for (column, text) in texts(below) {
        // Without merge information the nearest heading to the left stands above.
        let above = tops
            .range(..=column)
            .next_back()
            .map_or("", |(_, text)| text);
        headers.insert(column, format!("{above}{text}"));
    }
    headers
}

fn read(sheet: &Sheet, header: &Header, hints: Hints) -> Result<Table> {
    let columns = &header.columns;
    let kind = hints
        .kind
        .or_else(|| columns.kind())
        .ok_or_else(|| Error::new(Code::UnreadableFile, "认不出这是什么表。没有导入任何内容。"))?;
    let mut notes = Vec::new();
    let unit = unit(sheet, header, kind, hints, &mut notes)?;
    let as_of = as_of(sheet, header, kind, hints, &mut notes)?;
    let context = Context {
        columns,
        epoch_1904: sheet.epoch_1904,
        as_of,
        units: columns
            .amounts()
            .map(|(field, _)| {
                (
                    field,
                    own_unit(columns, field).or(unit).unwrap_or(Unit::Yuan),
                )
            })
            .collect(),
        places: columns
            .amounts()
            .map(|(field, column)| (field, finest(sheet, header, column)))
            .collect(),
    };
    let (data, stated) = split(sheet, header, kind, &context);
    let rows = match kind {
        Kind::Clients => Rows::Clients(
            data.into_iter()
                .map(|row| rows::client(&context, row))
                .collect(),
        ),
        Kind::People => Rows::People(
            data.into_iter()
                .map(|row| rows::person(&context, row))
                .collect(),
        ),
        Kind::Deposits => Rows::Deposits(
            data.into_iter()
                .map(|row| rows::deposit(&context, row))
                .collect(),
        ),
        Kind::Loans => Rows::Loans(
            data.into_iter()
                .map(|row| rows::loan(&context, row))
                .collect(),
        ),
    };
    Ok(Table {
        sheet: sheet.name.clone(),
        header_row: sheet.row_at(header.end() - 1).number(),
        as_of: as_of.or_else(|| newest_day(&rows)),
        unit,
        subject_column: letters(columns.get(subject(kind)).unwrap_or_default()),
        rows,
        stated,
        notes,
    })
}

fn subject(kind: Kind) -> Field {
    match kind {
        Kind::Clients => Field::ClientNumber,
        Kind::People => Field::PersonName,
        Kind::Deposits => Field::Account,
        Kind::Loans => Field::Loan,
    }
}

fn letters(column: u32) -> String {
    let place = Place { row: 0, column }.to_string();
    place.trim_end_matches('1').to_owned()
}

fn own_unit(columns: &Columns, field: Field) -> Option<Unit> {
    match columns.unit(field) {
        Some(UnitWord::Known(unit)) => Some(*unit),
        _ => None,
    }
}

/// Cells in the rows above the data, from the top.
fn above_data<'a>(
    sheet: &'a Sheet,
    header: &Header,
) -> impl Iterator<Item = (u32, &'a Cell)> + use<'a> {
    (0..header.end()).flat_map(|index| sheet.row_at(index).cells())
}

/// Stated once above the data or in the header, else by the user. Amounts written to the 分 in plain digits
/// are a system's export in 元; everything else without a unit is refused rather than guessed.
fn unit(
    sheet: &Sheet,
    header: &Header,
    kind: Kind,
    hints: Hints,
    notes: &mut Vec<String>,
) -> Result<Option<Unit>> {
    let stated = above_data(sheet, header).find_map(|(_, cell)| match cell {
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
    let unnamed: Vec<u32> = amounts_of(kind, &header.columns)
        .filter(|(field, _)| own_unit(&header.columns, *field).is_none())
        .map(|(_, column)| column)
        .collect();
    if hints.unit.is_some() || unnamed.is_empty() {
        return Ok(hints.unit);
    }
    if unnamed
        .iter()
        .all(|column| is_written_to_the_fen(sheet, header, *column))
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

fn is_written_to_the_fen(sheet: &Sheet, header: &Header, column: u32) -> bool {
    let mut amounts = data_rows(sheet, header)
        .map(|row| row.get(column))
        .filter(|cell| !cell.is_blank())
        .peekable();
    amounts.peek().is_some()
        && amounts.all(|cell| {
            matches!(cell, Cell::Text(text) if text.trim().rsplit_once('.').is_some_and(|(whole, fraction)| {
                fraction.len() == 2 && whole.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            }))
        })
}

fn data_rows<'a>(
    sheet: &'a Sheet,
    header: &Header,
) -> impl Iterator<Item = SheetRow<'a>> + use<'a> {
    (header.end()..sheet.row_count()).map(|index| sheet.row_at(index))
}

/// The finest decimal places among a column's number cells.
fn finest(sheet: &Sheet, header: &Header, column: u32) -> u32 {
    data_rows(sheet, header)
        .filter_map(|row| value::places(row.get(column)))
        .max()
        .unwrap_or_default()
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

fn as_of(
    sheet: &Sheet,
    header: &Header,
    kind: Kind,
    hints: Hints,
    notes: &mut Vec<String>,
) -> Result<Option<Day>> {
    if matches!(kind, Kind::Clients | Kind::People) || header.columns.get(Field::AsOf).is_some() {
        return Ok(None);
    }
    let stated = above_data(sheet, header).find_map(|(_, cell)| match cell {
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
fn day_stated(text: &str) -> Option<Day> {
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

/// How many leading cells may carry 合计.
const TOTAL_WITHIN: usize = 3;
const TOTAL_WORDS: [&str; 6] = ["合计", "总计", "小计", "汇总", "本页合计", "总额"];
const NOTE_WORDS: [&str; 9] = [
    "注",
    "说明",
    "备注",
    "制表",
    "复核",
    "打印",
    "审核",
    "数据来源",
    "以上",
];

/// Data rows, and the stated total; totals, notes and repeated headers are no data.
fn split<'a>(
    sheet: &'a Sheet,
    header: &Header,
    kind: Kind,
    context: &Context,
) -> (Vec<SheetRow<'a>>, Option<Stated>) {
    let header_texts = texts(sheet.row_at(header.end() - 1));
    let main = matches!(kind, Kind::Deposits | Kind::Loans)
        .then(|| context.columns.get(Field::Balance))
        .flatten();
    let mut stated = None;
    let mut data = Vec::with_capacity(sheet.row_count());
    for row in data_rows(sheet, header) {
        let mut filled = row.cells().filter(|(_, cell)| !cell.is_blank());
        let Some((_, first)) = filled.next() else {
            continue;
        };
        let alone = filled.next().is_none();
        if let Some(word) = total_word(row) {
            if let Some(column) = main.filter(|_| word != "小计" && word != "本页合计") {
                let amount = context.amount(Field::Balance, row);
                stated = amount.ok().flatten().map(|amount| Stated {
                    cell: row.place(column).to_string(),
                    amount,
                });
            }
        } else if !(alone && is_note(first)) && texts(row) != header_texts {
            data.push(row);
        }
    }
    (data, stated)
}

fn total_word(row: SheetRow<'_>) -> Option<&'static str> {
    row.cells()
        .filter(|(_, cell)| !cell.is_blank())
        .take(TOTAL_WITHIN)
        .find_map(|(_, cell)| {
            let Cell::Text(text) = cell else { return None };
            let plain: String = value::plain(text)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            let plain = plain.trim_end_matches([':', '：']);
            TOTAL_WORDS.into_iter().find(|word| plain == *word)
        })
}

fn is_note(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let plain = value::plain(text);
    let bare = plain.trim_start_matches(['*', '※', '(', '【']);
    NOTE_WORDS.iter().any(|word| bare.starts_with(word))
}

fn newest_day(rows: &Rows) -> Option<Day> {
    match rows {
        Rows::Deposits(rows) => rows
            .iter()
            .flat_map(|row| &row.record)
            .map(|record| record.as_of)
            .max(),
        Rows::Loans(rows) => rows
            .iter()
            .flat_map(|row| &row.record)
            .map(|record| record.as_of)
            .max(),
        Rows::Clients(_) | Rows::People(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let mut sheet = Sheet::new("Sheet1");
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                if !text.is_empty() {
                    assert!(sheet.push(Place { row, column }, Cell::text(*text)));
                }
            }
        }
        sheet
    }

    fn recognised(rows: &[&[&str]], hints: Hints) -> Result<Table> {
        let workbook = Workbook {
            file_name: "x.xlsx".into(),
            sha256: String::new(),
            sheets: vec![sheet(rows)],
        };
        recognise(&workbook, hints)
    }

    const BALANCES: &[&[&str]] = &[
        &["对公存款余额表 数据日期：２０２６-10-31"],
        &["打印日期：2026-11-02", "", "", "单位：万元"],
        &["账户编号", "客户编号", "币种", "余额", "", "日均"],
        &["", "", "", "当期", "年初", "月日均", "年日均"],
        &["A1", "K1", "人民币", "1,200.50", "1.00", "2", "3"],
        &["A2", "K2", "人民币", "1,2OO.00", "1.00", "2", "3"],
        &["小计", "", "", "1.00"],
        &["合计", "", "", "1,200.50"],
        &["注：不含同业存款"],
    ];

    #[test]
    fn two_row_header_unit_date_total_and_note() {
        let table = recognised(BALANCES, Hints::default()).unwrap();
        assert_eq!(table.as_of, Day::new(2026, 10, 31));
        assert_eq!(
            (table.unit, table.header_row, table.subject_column.as_str()),
            (Some(Unit::Wan), 4, "A")
        );
        let stated = table.stated.unwrap();
        assert_eq!(
            (stated.cell.as_str(), stated.amount.money.fen()),
            ("D8", 1_200_500_000)
        );
        let Rows::Deposits(rows) = table.rows else {
            panic!("deposits")
        };
        assert_eq!(rows.len(), 2);
        let first = rows[0].record.as_ref().unwrap();
        assert_eq!(first.amounts.year_average.unwrap().money.fen(), 3_000_000);
        let problems = rows[1].record.as_ref().unwrap_err();
        assert_eq!(problems[0].cell, "D6");
        assert!(problems[0].reason.contains('O'), "{}", problems[0].reason);
    }

    #[test]
    fn balances_need_a_day_and_a_unit_from_somewhere() {
        let bare: &[&[&str]] = &[&["借据号", "客户编号", "贷款余额"], &["J1", "K1", "5"]];
        let refused = recognised(
            bare,
            Hints {
                unit: Some(Unit::Yuan),
                ..Hints::default()
            },
        )
        .unwrap_err();
        assert_eq!(refused.code, Code::NoDate);
        let day = Day::new(2026, 10, 31);
        let refused = recognised(
            bare,
            Hints {
                as_of: day,
                ..Hints::default()
            },
        )
        .unwrap_err();
        assert_eq!(
            refused.context.get("missing").map(String::as_str),
            Some("unit")
        );
        let hinted = Hints {
            as_of: day,
            unit: Some(Unit::Wan),
            ..Hints::default()
        };
        assert_eq!(recognised(bare, hinted).unwrap().as_of, day);
        let export: &[&[&str]] = &[&["借据号", "客户编号", "贷款余额"], &["J1", "K1", "5.00"]];
        let table = recognised(
            export,
            Hints {
                as_of: day,
                ..Hints::default()
            },
        )
        .unwrap();
        assert_eq!((table.unit, table.notes.len()), (Some(Unit::Yuan), 1));
        let strange: &[&[&str]] = &[
            &["借据号", "客户编号", "贷款余额", "单位：吨"],
            &["J1", "K1", "5.00"],
        ];
        assert!(
            recognised(
                strange,
                Hints {
                    as_of: day,
                    ..Hints::default()
                }
            )
            .is_err()
        );
    }

    #[test]
    fn the_file_wins_over_the_hints_and_says_so() {
        let hints = Hints {
            as_of: Day::new(2026, 9, 30),
            unit: Some(Unit::Yuan),
            kind: None,
        };
        let table = recognised(BALANCES, hints).unwrap();
        assert_eq!(
            (table.as_of, table.unit, table.notes.len()),
            (Day::new(2026, 10, 31), Some(Unit::Wan), 2)
        );
    }

    #[test]
    fn other_kinds_and_no_tables_are_refused() {
        let wrong = recognised(
            BALANCES,
            Hints {
                kind: Some(Kind::Clients),
                ..Hints::default()
            },
        )
        .unwrap_err();
        assert_eq!(
            wrong.context.get("looks_like").map(String::as_str),
            Some("deposits")
        );
        let none = recognised(&[&["天气", "晴"], &["雨", "风"]], Hints::default()).unwrap_err();
        assert_eq!(
            none.context.get("missing").map(String::as_str),
            Some("header")
        );
        assert!(recognised(&[], Hints::default()).is_err());
    }

    #[test]
    fn days_in_titles() {
        let expected = Day::new(2026, 10, 31);
        for text in [
            "余额表 数据日期：2026-10-31",
            "截至2026年10月31日止",
            "截止日期: 20261031",
            "截至二〇二六年十月三十一日",
        ] {
            assert_eq!(day_stated(text), expected, "{text}");
        }
        assert_eq!(day_stated("打印日期：2026-11-02"), None);
    }
}
