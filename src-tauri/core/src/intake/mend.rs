//! Cells that the user types anew before a file is imported. They stand in the table as if the file had said so;
//! what it said is kept with the import.

use super::reader::{Cell, Place, Sheet};
use super::value;
use crate::error::Result;
use crate::ids::BatchKey;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// What is typed, by address; an empty text empties the cell.
pub type Mends = BTreeMap<Place, String>;

/// A cell that was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MendedCell {
    /// 1-based, as Excel shows it.
    pub row: u32,
    /// Address as Excel shows it, `B7`.
    pub cell: String,
    /// What the file says; empty where it says nothing.
    pub was: String,
    pub now: String,
}

/// The sheet with what was typed.
pub fn mended(sheet: &Sheet, mends: &Mends) -> Sheet {
    let mut new = Sheet::new(sheet.name.clone());
    new.hidden = sheet.hidden;
    new.epoch_1904 = sheet.epoch_1904;
    new.shrunk = sheet.shrunk;
    new.hidden_rows = sheet.hidden_rows;
    new.merges.clone_from(&sheet.merges);
    let mut left = mends.iter().peekable();
    for row in sheet.rows() {
        for (column, cell) in row.cells() {
            let place = row.place(column);
            while let Some((at, text)) = left.next_if(|(at, _)| **at < place) {
                new.push(*at, typed(text));
            }
            let typed_here = left.next_if(|(at, _)| **at == place);
            let cell = typed_here.map_or_else(|| cell.clone(), |(_, text)| typed(text));
            new.push(place, cell);
        }
    }
    for (at, text) in left {
        new.push(*at, typed(text));
    }
    new
}

fn typed(text: &str) -> Cell {
    match text.trim() {
        "" => Cell::Empty,
        text => Cell::text(text),
    }
}

/// What each of these mends changes.
pub fn told(sheet: &Sheet, mends: &Mends) -> Vec<MendedCell> {
    let tell = |(place, now): (&Place, &String)| MendedCell {
        row: place.row + 1,
        cell: place.to_string(),
        was: stands(sheet, *place),
        now: now.clone(),
    };
    mends.iter().map(tell).collect()
}

/// What a sheet shows at an address.
pub fn stands(sheet: &Sheet, place: Place) -> String {
    let row = sheet.row_numbered(place.row + 1);
    row.map_or_else(String::new, |row| {
        value::as_it_stands(row.get(place.column))
    })
}

pub(super) async fn save(
    connection: &mut SqliteConnection,
    batch: BatchKey,
    cells: &[MendedCell],
) -> Result<()> {
    for cell in cells {
        sqlx::query!(
            "INSERT INTO mended_cell (batch_id, source_row, cell, was, now) VALUES (?, ?, ?, ?, ?)",
            batch,
            cell.row,
            cell.cell,
            cell.was,
            cell.now
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The cells that were mended in an import, from the top.
pub(crate) async fn of_batch(
    connection: &mut SqliteConnection,
    batch: BatchKey,
) -> Result<Vec<MendedCell>> {
    Ok(sqlx::query_as!(
        MendedCell,
        r#"SELECT source_row AS "row: u32", cell, was, now FROM mended_cell WHERE batch_id = ?
           ORDER BY source_row, length(cell), cell"#,
        batch
    )
    .fetch_all(connection)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reader::{Limits, read_here};

    fn at(address: &str) -> Place {
        Place::parse(address.as_bytes()).unwrap()
    }

    fn shown(sheet: &Sheet) -> Vec<String> {
        let rows = sheet.rows();
        let cells = rows.flat_map(|row| {
            let cells = row.cells().collect::<Vec<_>>().into_iter();
            cells.map(move |(column, cell)| {
                format!("{}={}", row.place(column), value::as_it_stands(cell))
            })
        });
        cells.collect()
    }

    #[test]
    fn typed_cells_stand_where_they_were_typed_and_nothing_else_moves() {
        let book = read_here("x.csv", b"a,b,c\n1,,3\n\n4,5,6\n", &Limits::default()).unwrap();
        let sheet = &book.sheets[0];
        let mends = Mends::from([
            (at("A2"), " 7 ".to_owned()),
            (at("B2"), "8".to_owned()),
            (at("C4"), String::new()),
            (at("D4"), "9".to_owned()),
            (at("A6"), "10".to_owned()),
        ]);
        let mended = mended(sheet, &mends);
        assert_eq!(
            shown(&mended),
            [
                "A1=a", "B1=b", "C1=c", "A2=7", "B2=8", "C2=3", "A4=4", "B4=5", "D4=9", "A6=10"
            ]
        );
        let told = told(sheet, &mends);
        let was: Vec<_> = told
            .iter()
            .map(|one| (one.row, one.cell.as_str(), one.was.as_str()))
            .collect();
        assert_eq!(
            was,
            [
                (2, "A2", "1"),
                (2, "B2", ""),
                (4, "C4", "6"),
                (4, "D4", ""),
                (6, "A6", "")
            ]
        );
        let mut odd = sheet.clone();
        (odd.hidden, odd.epoch_1904, odd.shrunk, odd.hidden_rows) = (true, true, true, 2);
        assert_eq!(super::mended(&odd, &Mends::new()), odd);
    }
}
