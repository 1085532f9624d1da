//! What stands in a sheet in a way that people see and a table does not say: tables side by side, and one cell
//! merged over the rows it speaks for.

use super::header::Header;
use super::letters;
use crate::intake::columns::{Choices, Columns, Field};
use crate::intake::reader::{Cell, Place, Sheet};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet's tables, each with the titles above; the sheet as it is where there is one.
pub fn tables_of(sheet: Sheet) -> Vec<Sheet> {
    let Some(header) = Header::of(&sheet) else {
        return vec![sheet];
    };
    let blocks = blocks(&sheet, &header);
    let understood = blocks
        .iter()
        .filter(|block| of(&header, block).kind().is_some());
    if understood.count() < 2 {
        return vec![filled(sheet, &header)];
    }
    let below = sheet.row_at(header.first_index()).row;
    let parts = blocks.iter().map(|block| {
        let (first, last) = (block.first().copied(), block.last().copied());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let mut part = sheet.part(|place| place.row < below || block.contains(&place.column));
        part.name = format!("{}（{}–{} 列）", sheet.name, letters(first), letters(last));
        match Header::of(&part) {
            Some(header) => filled(part, &header),
            None => part,
        }
    });
    parts.collect()
}

/// Columns that make up a table: another begins where a heading that names the client comes again, at the empty column
/// before it where there is one. Empty columns alone part nothing, and 户名 beside 客户名称 is of the same table.
fn blocks(sheet: &Sheet, header: &Header) -> Vec<BTreeSet<u32>> {
    let heading = |column: &u32| {
        let text = header.texts.get(column)?;
        let names_a_client = Field::of_heading(text).is_some_and(Field::names_a_client);
        names_a_client.then_some(text.as_str())
    };
    let mut blocks: Vec<BTreeSet<u32>> = Vec::new();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for run in runs(sheet, header) {
        let mut is_another = (run.iter().filter_map(heading)).any(|text| named.contains(text));
        for column in run {
            let text = heading(&column);
            is_another |= text.is_some_and(|text| named.contains(text));
            if std::mem::take(&mut is_another) || blocks.is_empty() {
                blocks.push(BTreeSet::new());
                named.clear();
            }
            named.extend(text);
            if let Some(block) = blocks.last_mut() {
                block.insert(column);
            }
        }
    }
    blocks
}

/// Columns with a heading or data, as empty ones part them.
fn runs(sheet: &Sheet, header: &Header) -> Vec<Vec<u32>> {
    let used: BTreeSet<u32> = (header.end()..sheet.row_count())
        .flat_map(|row| sheet.row_at(row).cells())
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(column, _)| column)
        .chain(header.texts.keys().copied())
        .collect();
    let used: Vec<u32> = used.into_iter().collect();
    let runs = used.chunk_by(|one, other| one + 1 == *other);
    runs.map(<[u32]>::to_vec).collect()
}

fn of(header: &Header, block: &BTreeSet<u32>) -> Columns {
    let texts = header
        .texts
        .iter()
        .filter(|(column, _)| block.contains(column));
    Columns::of(
        &texts
            .map(|(column, text)| (*column, text.clone()))
            .collect(),
    )
}

/// With what a cell merged over several rows says in each of them. An amount is of all of them together, and is
/// left where it stands.
fn filled(mut sheet: Sheet, header: &Header) -> Sheet {
    let Some(below) = (header.end() < sheet.row_count()).then(|| sheet.row_at(header.end()).row)
    else {
        return sheet;
    };
    let columns = header.columns(&Choices::new());
    let mut said: BTreeMap<Place, Cell> = BTreeMap::new();
    let merges = sheet.merges.iter().filter(|merge| merge.first.row >= below);
    for merge in merges.filter(|merge| merge.last.row > merge.first.row) {
        let column = merge.first.column;
        let field = columns.field_at(column);
        let row = sheet.row_numbered(merge.first.row + 1);
        let (Some(field), Some(row)) = (field, row) else {
            continue;
        };
        if field.is_amount() || row.get(column).is_blank() {
            continue;
        }
        for row in merge.first.row + 1..=merge.last.row {
            said.insert(Place { row, column }, row_cell(&sheet, merge.first));
        }
    }
    sheet.fill(said);
    sheet
}

fn row_cell(sheet: &Sheet, place: Place) -> Cell {
    let row = sheet.row_numbered(place.row + 1);
    row.map_or(Cell::Empty, |row| row.get(place.column).clone())
}
