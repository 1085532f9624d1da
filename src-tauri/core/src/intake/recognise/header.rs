//! Finding the header: one or two rows, under merged titles.

use super::super::columns::Columns;
use super::super::reader::{Cell, Sheet, SheetRow};
use std::collections::BTreeMap;

/// Rows from the top among which a header is looked for.
const HEADER_WITHIN: usize = 40;

/// Where the header stands and what its columns hold.
pub struct Header {
    /// Index among the sheet's rows with content.
    first: usize,
    /// 1 or 2 rows.
    height: usize,
    pub columns: Columns,
}

impl Header {
    /// The one or two rows that name most columns of a known kind; the first such.
    pub fn of(sheet: &Sheet) -> Option<Header> {
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

    pub fn end(&self) -> usize {
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

pub fn texts(row: SheetRow<'_>) -> BTreeMap<u32, String> {
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

/// Cells in the rows above the data, from the top.
pub fn above_data<'a>(
    sheet: &'a Sheet,
    header: &Header,
) -> impl Iterator<Item = (u32, &'a Cell)> + use<'a> {
    (0..header.end()).flat_map(|index| sheet.row_at(index).cells())
}

pub fn data_rows<'a>(
    sheet: &'a Sheet,
    header: &Header,
) -> impl Iterator<Item = SheetRow<'a>> + use<'a> {
    (header.end()..sheet.row_count()).map(|index| sheet.row_at(index))
}
