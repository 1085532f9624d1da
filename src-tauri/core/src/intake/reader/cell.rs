//! What a sheet holds: cells at their addresses, kept sparse so that a stray cell far out costs nothing.

use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A cell as the file has it; nothing is interpreted beyond the file's own types.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(Box<str>),
    /// As stored: spreadsheets know binary floats only. Never used as money before
    /// [`crate::intake::value`] has taken its decimal digits.
    Number(f64),
    /// A number that the file formats as a date.
    Date(Day),
    /// Likewise with a time of day, in seconds after midnight.
    DateTime(Day, u32),
    Bool(bool),
    Error(CellError),
}

impl Cell {
    pub fn text(text: impl Into<Box<str>>) -> Self {
        Cell::Text(text.into())
    }

    /// No content, or a text of spaces only.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }
}

/// What a spreadsheet shows instead of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellError {
    DivisionByZero,
    NotAvailable,
    Name,
    Null,
    Number,
    Reference,
    Value,
    /// A formula whose result the writing program did not store.
    NotCalculated,
}

impl CellError {
    const ALL: [CellError; 8] = [
        CellError::DivisionByZero,
        CellError::NotAvailable,
        CellError::Name,
        CellError::Null,
        CellError::Number,
        CellError::Reference,
        CellError::Value,
        CellError::NotCalculated,
    ];

    /// The error value that is written so.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        CellError::ALL
            .into_iter()
            .find(|error| error.label() == label)
    }

    pub const fn label(self) -> &'static str {
        match self {
            CellError::DivisionByZero => "#DIV/0!",
            CellError::NotAvailable => "#N/A",
            CellError::Name => "#NAME?",
            CellError::Null => "#NULL!",
            CellError::Number => "#NUM!",
            CellError::Reference => "#REF!",
            CellError::Value => "#VALUE!",
            CellError::NotCalculated => "未计算的公式",
        }
    }
}

/// A cell's place: both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub row: u32,
    pub column: u32,
}

impl Place {
    /// Reads `XFD1048576`; `None` when it is no address.
    pub fn parse(address: &[u8]) -> Option<Self> {
        let letters = address
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let (column, row) = address.split_at(letters);
        if column.is_empty() || column.len() > 3 || row.is_empty() || row.len() > 7 {
            return None;
        }
        let column = column.iter().fold(0, |sum, letter| {
            sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        let row: u32 = std::str::from_utf8(row).ok()?.parse().ok()?;
        Some(Place {
            row: row.checked_sub(1)?,
            column: column - 1,
        })
    }
}

/// As Excel shows it: `C12`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = [0_u8; 7];
        let mut at = letters.len();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            rest -= 1;
            at -= 1;
            letters[at] = b'A' + (rest % 26) as u8;
            rest /= 26;
        }
        let letters = std::str::from_utf8(&letters[at..]).unwrap_or_default();
        write!(f, "{letters}{}", u64::from(self.row) + 1)
    }
}

/// A merged range, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub first: Place,
    pub last: Place,
}

impl Merge {
    /// Reads `A1:I1`.
    pub fn parse(range: &[u8]) -> Option<Self> {
        let colon = range.iter().position(|&b| b == b':')?;
        let merge = Merge {
            first: Place::parse(&range[..colon])?,
            last: Place::parse(&range[colon + 1..])?,
        };
        (merge.first.row <= merge.last.row && merge.first.column <= merge.last.column)
            .then_some(merge)
    }
}

/// One sheet of a workbook; a CSV is one sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    /// Not shown to the user by Excel.
    pub hidden: bool,
    /// Day numbers count from 1904 (old Macintosh workbooks).
    pub epoch_1904: bool,
    /// A number format may show numbers smaller than they are: 10,000 as 1 under 万元.
    pub shrunk: bool,
    /// Rows that are not shown, by hand or by a filter, where the format tells.
    pub hidden_rows: u32,
    /// Where the format knows them.
    pub merges: Vec<Merge>,
    rows: Vec<RowSpan>,
    columns: Vec<u32>,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct RowSpan {
    /// From 0.
    row: u32,
    /// First of its cells in `cells`.
    start: usize,
}

impl Sheet {
    pub fn new(name: impl Into<String>) -> Self {
        Sheet {
            name: name.into(),
            ..Sheet::default()
        }
    }

    /// Adds a cell; rows must come in order, columns may not. Empty cells are not kept.
    /// False when the row lies above the last one.
    pub fn push(&mut self, place: Place, cell: Cell) -> bool {
        if matches!(cell, Cell::Empty) {
            return true;
        }
        match self.rows.last() {
            Some(last) if last.row == place.row => {
                if self.columns.last().is_some_and(|&c| c >= place.column) {
                    return self.insert(last.start, place.column, cell);
                }
            }
            Some(last) if last.row > place.row => return false,
            _ => self.rows.push(RowSpan {
                row: place.row,
                start: self.cells.len(),
            }),
        }
        self.columns.push(place.column);
        self.cells.push(cell);
        true
    }

    /// Gives back what was taken for cells that did not come: a table is kept as long as its preview.
    pub fn shrink(&mut self) {
        self.rows.shrink_to_fit();
        self.columns.shrink_to_fit();
        self.cells.shrink_to_fit();
    }

    /// A copy of what stands at these places.
    pub fn part(&self, keep: impl Fn(Place) -> bool) -> Sheet {
        let mut part = Sheet {
            name: self.name.clone(),
            hidden: self.hidden,
            epoch_1904: self.epoch_1904,
            shrunk: self.shrunk,
            hidden_rows: self.hidden_rows,
            ..Sheet::default()
        };
        for row in self.rows() {
            for (column, cell) in row.cells().filter(|(column, _)| keep(row.place(*column))) {
                part.push(row.place(column), cell.clone());
            }
        }
        let merges = self.merges.iter().filter(|merge| keep(merge.first));
        part.merges = merges.copied().collect();
        part
    }

    /// Puts cells where a row has none; rows without any content stay so.
    pub fn fill(&mut self, mut cells: BTreeMap<Place, Cell>) {
        if cells.is_empty() {
            return;
        }
        let mut filled = self.part(|_| false);
        for row in self.rows() {
            let first = row.place(0);
            let mut whole = cells.split_off(&first);
            cells = whole.split_off(&Place {
                row: row.row + 1,
                column: 0,
            });
            for (column, cell) in row.cells() {
                whole.insert(row.place(column), cell.clone());
            }
            for (place, cell) in whole {
                filled.push(place, cell);
            }
        }
        (self.rows, self.columns, self.cells) = (filled.rows, filled.columns, filled.cells);
    }

    /// The rare writer that does not keep columns in order; the first of two cells at one address stays.
    fn insert(&mut self, start: usize, column: u32, cell: Cell) -> bool {
        if let Err(at) = self.columns[start..].binary_search(&column) {
            self.columns.insert(start + at, column);
            self.cells.insert(start + at, cell);
        }
        true
    }

    /// Rows with content, from the top.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> + Clone {
        (0..self.rows.len()).map(|index| self.row_at(index))
    }

    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    pub fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// The row that Excel numbers so; `None` where it has no content.
    pub fn row_numbered(&self, number: u32) -> Option<SheetRow<'_>> {
        let row = number.checked_sub(1)?;
        let index = self.rows.binary_search_by_key(&row, |span| span.row).ok()?;
        Some(self.row_at(index))
    }

    /// The `index`th row with content.
    pub fn row_at(&self, index: usize) -> SheetRow<'_> {
        let span = self.rows[index];
        let end = (self.rows.get(index + 1)).map_or(self.cells.len(), |next| next.start);
        SheetRow {
            row: span.row,
            columns: &self.columns[span.start..end],
            cells: &self.cells[span.start..end],
        }
    }
}

/// One row's cells.
#[derive(Debug, Clone, Copy)]
pub struct SheetRow<'a> {
    /// From 0.
    pub row: u32,
    columns: &'a [u32],
    cells: &'a [Cell],
}

impl<'a> SheetRow<'a> {
    /// 1-based, as Excel shows it.
    pub fn number(&self) -> u32 {
        self.row + 1
    }

    /// The cell in a column counted from 0.
    pub fn get(&self, column: u32) -> &'a Cell {
        let guess = column as usize;
        if self.columns.get(guess) == Some(&column) {
            return &self.cells[guess];
        }
        match self.columns.binary_search(&column) {
            Ok(at) => &self.cells[at],
            Err(_) => &Cell::Empty,
        }
    }

    /// The cells with content and their columns, from the left.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &'a Cell)> + Clone + use<'a> {
        self.columns.iter().copied().zip(self.cells)
    }

    pub fn place(&self, column: u32) -> Place {
        Place {
            row: self.row,
            column,
        }
    }
}

/// A file's sheets and its fingerprint.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// Name only, no folder.
    pub file_name: String,
    /// Of what is imported at once, hexadecimal: of the whole file, or of one table of it. The same twice is known
    /// by it.
    pub sha256: String,
    /// Of the whole file, hexadecimal.
    pub file_sha256: String,
    pub sheets: Vec<Sheet>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(row: u32, column: u32) -> Place {
        Place { row, column }
    }

    #[test]
    fn addresses_are_those_of_excel() {
        for (address, at) in [
            ("A1", place(0, 0)),
            ("Z9", place(8, 25)),
            ("AA10", place(9, 26)),
            ("XFD1048576", place(1_048_575, 16_383)),
        ] {
            assert_eq!(at.to_string(), address);
            assert_eq!(Place::parse(address.as_bytes()), Some(at));
        }
        for wrong in ["", "A", "1", "A0", "AAAA1", "A99999999", "1A", "A1B"] {
            assert_eq!(Place::parse(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(place(u32::MAX, u32::MAX).to_string(), "MWLQKWV4294967296");
    }

    #[test]
    fn merges_need_their_corners_in_order() {
        let merge = Merge::parse(b"F3:G3").unwrap();
        assert_eq!((merge.first, merge.last), (place(2, 5), place(2, 6)));
        assert_eq!(Merge::parse(b"G3:F3"), None);
        assert_eq!(Merge::parse(b"F3"), None);
    }

    #[test]
    fn rows_stay_sparse_and_in_order() {
        let mut sheet = Sheet::new("x");
        assert!(sheet.push(place(0, 2), Cell::text("c")));
        assert!(sheet.push(place(0, 0), Cell::text("a")));
        assert!(sheet.push(place(0, 2), Cell::text("again")));
        assert!(sheet.push(place(4, 16_383), Cell::Number(1.0)));
        assert!(!sheet.push(place(3, 0), Cell::Number(1.0)));
        assert_eq!((sheet.row_count(), sheet.cell_count()), (2, 3));
        let first = sheet.row_at(0);
        assert_eq!(*first.get(0), Cell::text("a"));
        assert_eq!(*first.get(1), Cell::Empty);
        assert_eq!(*first.get(2), Cell::text("c"));
        assert_eq!(sheet.row_at(1).number(), 5);
        assert_eq!(*sheet.row_at(1).get(16_383), Cell::Number(1.0));
    }
}
