//! Where sheets and cells of every format leave the child: past the limits that all formats share.

use super::Stop;
use super::cell::{Merge, Place};
use super::limits::Limits;
use super::protocol::{Content, Record, Sender};
use super::refusal::{Reason, Refusal};
use std::io::Write;

/// Merged ranges kept per sheet: headers have a few; a sheet merged throughout is no table.
pub(crate) const MERGES_KEPT: usize = 4_096;

/// Sends sheets and their cells as far as the limits allow.
pub(crate) struct SheetWriter<'a, W> {
    sender: &'a mut Sender<W>,
    limits: &'a Limits,
    /// Of the sheet at hand; empty when the file is the sheet.
    name: String,
    sheets: u64,
    cells: u64,
    /// Bytes of texts so far: a file that names one long text often is small, what it says is not.
    text: u64,
}

impl<'a, W: Write> SheetWriter<'a, W> {
    pub(crate) fn new(sender: &'a mut Sender<W>, limits: &'a Limits) -> Self {
        SheetWriter {
            sender,
            limits,
            name: String::new(),
            sheets: 0,
            cells: 0,
            text: 0,
        }
    }

    /// Begins a sheet; cells up to the next one belong to it.
    pub(crate) fn sheet(&mut self, name: &str, hidden: bool, epoch_1904: bool) -> Result<(), Stop> {
        self.sheets += 1;
        if self.sheets > self.limits.sheets {
            let limit = self.limits.sheets;
            return Err(Reason::TooManySheets.at(format!("超过 {limit} 张")).into());
        }
        name.clone_into(&mut self.name);
        self.sender.send(&Record::Sheet {
            name,
            hidden,
            epoch_1904,
        })?;
        Ok(())
    }

    /// Sheets begun so far.
    pub(crate) fn sheets(&self) -> u64 {
        self.sheets
    }

    /// Sends a cell. One without text is none.
    pub(crate) fn cell(&mut self, place: Place, content: Content<'_>) -> Result<(), Stop> {
        if let Content::Text(text) = content {
            let length = text.len() as u64;
            if length == 0 {
                return Ok(());
            }
            self.text += length;
            if length > self.limits.cell_bytes {
                return Err(self.refusal(Reason::CellTooLong, place));
            }
            if self.text > self.limits.text_bytes {
                return Err(self.refusal(Reason::TooMuchText, place));
            }
        }
        if place.column >= self.limits.columns {
            return Err(self.refusal(Reason::ColumnTooFar, place));
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            let limit = self.limits.cells;
            let place = self.named(&format!("超过 {limit} 个"));
            return Err(Reason::TooManyCells.at(place).into());
        }
        self.send(&Record::Cell(place.row, place.column, content))
    }

    /// The merged ranges of the sheet at hand.
    pub(crate) fn merges(&mut self, merges: Vec<Merge>) -> Result<(), Stop> {
        self.send(&Record::Merges(merges))
    }

    /// Numbers of the sheet at hand may be shown smaller than they are.
    pub(crate) fn shrunk(&mut self) -> Result<(), Stop> {
        self.send(&Record::Shrunk)
    }

    /// How many rows of the sheet at hand are not shown.
    pub(crate) fn hidden_rows(&mut self, rows: u32) -> Result<(), Stop> {
        match rows {
            0 => Ok(()),
            rows => self.send(&Record::HiddenRows(rows)),
        }
    }

    /// The sheet at hand is not shown to the user.
    pub(crate) fn hide(&mut self) -> Result<(), Stop> {
        self.send(&Record::Hidden)
    }

    /// Of the sheet at hand: without one, the file is not what it says.
    fn send(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        if self.sheets == 0 {
            return Err(Reason::Damaged.into());
        }
        Ok(self.sender.send(record)?)
    }

    /// How the user finds a place: `工作表“明细”的 C12`.
    pub(crate) fn address(&self, place: Place) -> String {
        match self.name.as_str() {
            "" => place.to_string(),
            name => format!("工作表“{name}”的 {place}"),
        }
    }

    fn named(&self, what: &str) -> String {
        match self.name.as_str() {
            "" => what.to_owned(),
            name => format!("工作表“{name}”，{what}"),
        }
    }

    fn refusal(&self, reason: Reason, place: Place) -> Stop {
        Stop::Refused(Refusal {
            reason,
            place: self.address(place),
        })
    }
}
