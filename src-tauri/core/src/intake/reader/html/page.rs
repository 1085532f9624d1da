//! What a web page's tags mean for its tables: rows, spans, titles above, tables within tables.

use crate::intake::reader::Stop;
use crate::intake::reader::cell::{Merge, Place};
use crate::intake::reader::limits::Limits;
use crate::intake::reader::protocol::Content;
use crate::intake::reader::refusal::Reason;
use crate::intake::reader::writer::{MERGES_KEPT, SheetWriter};
use std::io::Write;

/// Filled cells side by side that make a table of data.
const DATA_CELLS: usize = 3;
/// Rows above a table that are kept for it: titles, unit, day.
const ROWS_ABOVE: usize = 16;
/// A narrow table that is no longer than this stands above the next one.
const TITLE_ROWS: usize = 8;
/// Rows after which a narrow table is one of data after all.
const UNDECIDED_ROWS: usize = 40;
/// Tables around a table.
const DEPTH: usize = 32;
/// Bytes of a text between tables; longer ones are no titles.
const TITLE_BYTES: usize = 1_000;
/// As browsers do.
const WIDEST_SPAN: u32 = 1_000;
const TALLEST_SPAN: u32 = 65_534;

type Row = Vec<(u32, String)>;

/// A page on its way to sheets.
pub(crate) struct Page<'a, W> {
    writer: SheetWriter<'a, W>,
    cell_bytes: usize,
    columns: u32,
    /// Text outside of cells since the last block.
    loose: String,
    /// Rows that stand above the next table.
    above: Vec<Row>,
    table: Option<Table>,
    /// Frames around the table at hand that turned out to be no tables.
    frames: usize,
}

#[derive(Default)]
struct Table {
    /// Rows not sent yet, from the top; `None` once the table is one of data and its sheet has begun.
    held: Option<Vec<Row>>,
    /// How many of them stood above the table.
    titles: usize,
    /// Of the sheet, titles above included.
    row: u32,
    begun: bool,
    column: u32,
    filled: usize,
    cell: Option<Cell>,
    /// For each column the first row that no cell from above reaches into.
    reached: Vec<u32>,
    merges: Vec<Merge>,
    /// Tables inside the cell at hand: their text is the cell's.
    inner: usize,
}

struct Cell {
    place: Place,
    spans: (u32, u32),
    text: String,
}

impl<'a, W: Write> Page<'a, W> {
    pub(crate) fn new(writer: SheetWriter<'a, W>, limits: &Limits) -> Self {
        Page {
            writer,
            cell_bytes: usize::try_from(limits.cell_bytes).unwrap_or(usize::MAX),
            columns: limits.columns,
            loose: String::new(),
            above: Vec::new(),
            table: None,
            frames: 0,
        }
    }

    /// A tag opens; `spans` are its columns and rows.
    pub(crate) fn open(&mut self, name: &str, spans: (u32, u32)) -> Result<(), Stop> {
        match name {
            "table" => self.open_table(),
            "br" => self.push("\n"),
            "tr" if self.has_rows() => {
                self.end_row()?;
                self.begin_row();
                Ok(())
            }
            "td" | "th" if self.has_rows() => self.open_cell(spans),
            _ if is_block(name) => self.block(),
            _ => Ok(()),
        }
    }

    /// A tag closes.
    pub(crate) fn close(&mut self, name: &str) -> Result<(), Stop> {
        match name {
            "table" => self.close_table(),
            "tr" | "thead" | "tbody" | "tfoot" if self.has_rows() => self.end_row(),
            "td" | "th" if self.has_rows() => self.end_cell(),
            _ if is_block(name) => self.block(),
            _ => Ok(()),
        }
    }

    pub(crate) fn text(&mut self, text: &str) -> Result<(), Stop> {
        let cell = self.table.as_mut().and_then(|table| table.cell.as_mut());
        let Some(cell) = cell else {
            if self.loose.len() <= TITLE_BYTES {
                let end = text.floor_char_boundary(TITLE_BYTES + 1);
                push_collapsed(&mut self.loose, &text[..end]);
            }
            return Ok(());
        };
        push_collapsed(&mut cell.text, text);
        if cell.text.len() > self.cell_bytes {
            let place = cell.place;
            return Err(Reason::CellTooLong.at(self.writer.address(place)).into());
        }
        Ok(())
    }

    /// The page ends. Within a table it does so only when it was cut off: rows may be missing.
    pub(crate) fn end(&mut self) -> Result<(), Stop> {
        self.end_row()?;
        if self.table.is_some() || self.frames > 0 {
            return Err(Reason::Damaged.at("表格没有结束").into());
        }
        let rows = std::mem::take(&mut self.above);
        if rows.iter().any(|row| row.len() > 1) {
            // A small table that nothing came after is one after all.
            self.begin_sheet(&rows)?;
        }
        match self.writer.sheets() {
            0 => Err(Reason::Html.into()),
            _ => Ok(()),
        }
    }

    fn has_rows(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.inner == 0)
    }

    fn push(&mut self, text: &str) -> Result<(), Stop> {
        match self.table.as_mut().and_then(|table| table.cell.as_mut()) {
            // Longer than any cell may be, the next text refuses it.
            Some(cell) if cell.text.len() <= self.cell_bytes => cell.text.push_str(text),
            Some(_) => {}
            None => return self.block(),
        }
        Ok(())
    }

    /// The end of a paragraph: a blank within a cell, a row of its own outside.
    fn block(&mut self) -> Result<(), Stop> {
        if self
            .table
            .as_ref()
            .is_some_and(|table| table.cell.is_some())
        {
            return self.text(" ");
        }
        let text = std::mem::take(&mut self.loose);
        let text = text.trim();
        if !text.is_empty() && text.len() <= TITLE_BYTES {
            self.stand_above(vec![vec![(0, text.to_owned())]]);
        }
        Ok(())
    }

    fn stand_above(&mut self, rows: Vec<Row>) {
        self.above
            .extend(rows.into_iter().filter(|row| !row.is_empty()));
        let surplus = self.above.len().saturating_sub(ROWS_ABOVE);
        self.above.drain(..surplus);
    }

    fn open_table(&mut self) -> Result<(), Stop> {
        match &mut self.table {
            Some(table) if table.is_data() => {
                table.inner += 1;
                if table.inner > DEPTH {
                    return Err(Reason::TooDeep.into());
                }
                return self.text(" ");
            }
            Some(_) => {
                // So far a frame: what it holds stands above what is in it.
                self.end_cell()?;
                let frame = self.table.take().unwrap_or_default();
                self.stand_above(frame.held.unwrap_or_default());
                self.frames += 1;
                if self.frames > DEPTH {
                    return Err(Reason::TooDeep.into());
                }
            }
            None => self.block()?,
        }
        self.table = Some(Table {
            held: Some(Vec::new()),
            ..Table::default()
        });
        Ok(())
    }

    fn close_table(&mut self) -> Result<(), Stop> {
        match &mut self.table {
            Some(table) if table.inner > 0 => {
                table.inner -= 1;
                self.text(" ")
            }
            Some(_) => {
                self.end_row()?;
                self.end_table()
            }
            None => {
                self.frames = self.frames.saturating_sub(1);
                self.block()
            }
        }
    }

    fn begin_row(&mut self) {
        let above = &mut self.above;
        let Some(table) = &mut self.table else { return };
        if table.row == 0
            && !table.begun
            && let Some(held) = &mut table.held
            && held.is_empty()
        {
            held.append(above);
            table.titles = held.len();
            table.row = held.len() as u32;
        }
        table.begun = true;
        table.column = 0;
        table.filled = 0;
    }

    fn open_cell(&mut self, spans: (u32, u32)) -> Result<(), Stop> {
        self.end_cell()?;
        // A caption is text before the first row.
        if self.table.as_ref().is_some_and(|table| !table.begun) {
            self.block()?;
            self.begin_row();
        }
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        let free = |column: &u32| {
            let reached = table.reached.get(*column as usize);
            reached.is_none_or(|reached| *reached <= table.row)
        };
        let column = (table.column..=self.columns).find(free);
        let column = column.unwrap_or(self.columns);
        let width = spans.0.clamp(1, WIDEST_SPAN);
        let height = spans.1.clamp(1, TALLEST_SPAN);
        table.cell = Some(Cell {
            place: Place {
                row: table.row,
                column,
            },
            spans: (width, height),
            text: String::new(),
        });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Stop> {
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        let Some(cell) = table.cell.take() else {
            return Ok(());
        };
        let (place, (width, height)) = (cell.place, cell.spans);
        table.column = place.column.saturating_add(width).min(self.columns);
        table.reach(place.column..table.column, place.row.saturating_add(height));
        if (width, height) != (1, 1) && table.merges.len() < MERGES_KEPT {
            table.merges.push(Merge {
                first: place,
                last: Place {
                    row: place.row.saturating_add(height - 1),
                    column: place.column.saturating_add(width - 1),
                },
            });
        }
        let text = cell.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        // Held rows are not sent yet, and a row may be endless.
        if place.column >= self.columns {
            return Err(Reason::ColumnTooFar.at(self.writer.address(place)).into());
        }
        table.filled += 1;
        match &mut table.held {
            None => self.writer.cell(place, Content::Text(text)),
            Some(held) => {
                held.resize_with(place.row as usize + 1, Vec::new);
                held[place.row as usize].push((place.column, text.to_owned()));
                Ok(())
            }
        }
    }

    fn end_row(&mut self) -> Result<(), Stop> {
        self.end_cell()?;
        self.loose_row()?;
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        if !table.begun {
            return Ok(());
        }
        table.row = table.row.saturating_add(1);
        table.begun = false;
        let Some(held) = &mut table.held else {
            return Ok(());
        };
        held.resize_with(table.row as usize, Vec::new);
        if table.filled >= DATA_CELLS || held.len() > UNDECIDED_ROWS {
            let rows = table.held.take().unwrap_or_default();
            self.begin_sheet(&rows)?;
        }
        Ok(())
    }

    /// Text between rows belongs nowhere but above them.
    fn loose_row(&mut self) -> Result<(), Stop> {
        match self.table.as_ref().and_then(|table| table.cell.as_ref()) {
            None => self.block(),
            Some(_) => Ok(()),
        }
    }

    fn end_table(&mut self) -> Result<(), Stop> {
        let Some(table) = self.table.take() else {
            return Ok(());
        };
        match table.held {
            None => self.writer.merges(table.merges),
            Some(rows) if rows.len() <= table.titles + TITLE_ROWS => {
                self.stand_above(rows);
                Ok(())
            }
            Some(rows) => {
                self.begin_sheet(&rows)?;
                self.writer.merges(table.merges)
            }
        }
    }

    /// Begins the sheet of a table: the file's name where it is the first, else a number.
    fn begin_sheet(&mut self, rows: &[Row]) -> Result<(), Stop> {
        let name = match self.writer.sheets() {
            0 => String::new(),
            before => format!("表格{}", before + 1),
        };
        self.writer.sheet(&name, false, false)?;
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in cells {
                let place = Place {
                    row,
                    column: *column,
                };
                self.writer.cell(place, Content::Text(text))?;
            }
        }
        Ok(())
    }
}

impl Table {
    /// Whether it is known to be a table of data: begun as a sheet, or wide enough in this very row.
    fn is_data(&self) -> bool {
        let open = (self.cell.as_ref()).is_some_and(|cell| !cell.text.trim().is_empty());
        self.held.is_none() || self.filled + usize::from(open) >= DATA_CELLS
    }

    fn reach(&mut self, columns: std::ops::Range<u32>, row: u32) {
        let end = columns.end as usize;
        if self.reached.len() < end {
            self.reached.resize(end, 0);
        }
        self.reached[columns.start as usize..end].fill(row);
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "center"
            | "caption"
            | "li"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "tr"
            | "td"
            | "th"
            | "body"
            | "form"
            | "fieldset"
            | "pre"
            | "section"
    )
}

/// Blanks and line ends are one blank, as on the screen; a hard blank (`&nbsp;`) stays.
fn push_collapsed(out: &mut String, text: &str) {
    for character in text.chars() {
        if !character.is_ascii_whitespace() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}
