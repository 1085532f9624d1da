//! A sheet becomes a table: header under merged titles and over one or two rows, unit and as-of day from
//! header, title or user, totals and notes set aside.

mod header;
mod stated;

use super::columns::Field;
use super::reader::{Cell, Place, Sheet, SheetRow, Workbook};
use super::record::{Kind, Rows, Stated, Table};
use super::rows::{self, Context};
use super::value;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::money::Unit;
use header::{Header, data_rows, texts};
use stated::{as_of, own_unit, unit};

/// What the user says where the file does not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    pub kind: Option<Kind>,
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
}

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

/// The finest decimal places among a column's number cells.
fn finest(sheet: &Sheet, header: &Header, column: u32) -> u32 {
    data_rows(sheet, header)
        .filter_map(|row| value::places(row.get(column)))
        .max()
        .unwrap_or_default()
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
mod tests;
