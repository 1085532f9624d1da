//! Finding the header: one or two rows, under merged titles.

use super::super::columns::{Choices, Columns, is_unit_word};
use super::super::reader::{Cell, Sheet, SheetRow};
use super::super::value::plain;
use std::collections::BTreeMap;

/// Rows from the top among which a header is looked for.
const HEADER_WITHIN: usize = 40;

/// Where the header stands and what its columns are called.
#[derive(Debug, Clone)]
pub struct Header {
    /// Index among the sheet's rows with content.
    first: usize,
    /// 1 or 2 rows; 0 where the table has none.
    height: usize,
    pub texts: BTreeMap<u32, String>,
}

impl Header {
    /// The one or two rows that name most columns of a known kind; the first such.
    pub fn of(sheet: &Sheet) -> Option<Header> {
        let mut best: Option<(usize, Header)> = None;
        for first in 0..sheet.row_count().min(HEADER_WITHIN) {
            for height in [1, 2] {
                let Some(texts) = header_texts(sheet, first, height) else {
                    continue;
                };
                let columns = Columns::of(&texts);
                if columns.kind().is_some()
                    && best.as_ref().is_none_or(|(most, _)| columns.len() > *most)
                {
                    let header = Header {
                        first,
                        height,
                        texts,
                    };
                    best = Some((columns.len(), header));
                }
            }
        }
        best.map(|(_, header)| header.with_units(sheet))
    }

    /// With a row of units under it, which speak for their columns each: 余额 over 万元 is 余额(万元).
    fn with_units(mut self, sheet: &Sheet) -> Header {
        if self.end() >= sheet.row_count() {
            return self;
        }
        let row = sheet.row_at(self.end());
        let units: Vec<(u32, String)> = (row.cells())
            .filter(|(_, cell)| !cell.is_blank())
            .map_while(|(column, cell)| Some((column, unit_alone(cell)?)))
            .collect();
        let filled = row.cells().filter(|(_, cell)| !cell.is_blank()).count();
        if units.is_empty() || units.len() < filled {
            return self;
        }
        for (column, unit) in units {
            if let Some(text) = self.texts.get_mut(&column) {
                text.push_str(&format!("({unit})"));
            }
        }
        self.height += 1;
        self
    }

    /// The row most like a header where none names a known kind: the first with most texts.
    pub fn likely(sheet: &Sheet) -> Header {
        let row = (0..sheet.row_count().min(HEADER_WITHIN))
            .max_by_key(|row| (texts(sheet.row_at(*row)).len(), std::cmp::Reverse(*row)));
        Header::at(sheet, row.unwrap_or_default())
    }

    /// The header in the row that Excel numbers so; row 0: the table has none.
    pub fn in_row(sheet: &Sheet, number: u32) -> Option<Header> {
        if number == 0 {
            return Some(Header::none(0));
        }
        let row = (0..sheet.row_count()).find(|row| sheet.row_at(*row).number() == number)?;
        Some(Header::at(sheet, row))
    }

    /// None at all; data begin at this index among the sheet's rows.
    pub fn none(first: usize) -> Header {
        Header {
            first,
            height: 0,
            texts: BTreeMap::new(),
        }
    }

    fn at(sheet: &Sheet, first: usize) -> Header {
        Header {
            first,
            height: 1,
            texts: header_texts(sheet, first, 1).unwrap_or_default(),
        }
    }

    pub fn columns(&self, choices: &Choices) -> Columns {
        Columns::chosen(&self.texts, choices)
    }

    /// Of its first row, among the sheet's rows with content.
    pub fn first_index(&self) -> usize {
        self.first
    }

    pub fn end(&self) -> usize {
        self.first + self.height
    }

    /// 1-based row of the last header row, as Excel shows it; 0 where there is none.
    pub fn row_number(&self, sheet: &Sheet) -> u32 {
        if self.height == 0 {
            return 0;
        }
        sheet.row_at(self.end() - 1).number()
    }

    /// Rows that say again what the header says are no data.
    pub fn is_repeated_by(&self, sheet: &Sheet, row: SheetRow<'_>) -> bool {
        (self.first..self.end()).any(|own| written(row).eq(written(sheet.row_at(own))))
    }
}

fn header_texts(sheet: &Sheet, first: usize, height: usize) -> Option<BTreeMap<u32, String>> {
    if first >= sheet.row_count() {
        return None;
    }
    let top = sheet.row_at(first);
    if height == 1 {
        return Some(texts(top));
    }
    if first + 1 >= sheet.row_count() {
        return None;
    }
    let below = sheet.row_at(first + 1);
    if below.row != top.row + 1 {
        return None;
    }
    Some(joined(sheet, top, below))
}

fn texts(row: SheetRow<'_>) -> BTreeMap<u32, String> {
    written(row)
        .map(|(column, text)| (column, text.to_owned()))
        .collect()
}

/// The cells that hold text, without blanks around it.
fn written(row: SheetRow<'_>) -> impl Iterator<Item = (u32, &str)> {
    row.cells().filter_map(|(column, cell)| match cell {
        Cell::Text(text) if !cell.is_blank() => Some((column, text.trim())),
        _ => None,
    })
}

/// What a cell says that says no more than a unit: `（万元）`, `单位：元`, `%`.
fn unit_alone(cell: &Cell) -> Option<String> {
    let Cell::Text(text) = cell else { return None };
    let plain = plain(text);
    let word = plain
        .trim_matches(['(', ')', '[', ']', ' '])
        .trim_start_matches("单位");
    let word = word.trim_start_matches(':').trim();
    let is_unit = word == "%" || word == "‰" || word == "天" || is_unit_word(word);
    is_unit.then(|| word.to_owned())
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
