//! What the child says to the parent: length-prefixed frames of records, written and read as they come.
//!
//! A frame is a little-endian `u32` length and that many bytes of whole postcard records. Texts are
//! borrowed on both sides, so a cell costs one allocation: its own text in the parent.

use super::cell::{Cell, CellError, Merge, Place, Sheet};
use super::refusal::{Reason, Refusal};
use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// Bytes of a frame with its length: half of what a pipe holds, so that one can be filled while the
/// other is taken.
const FRAME_BYTES: usize = 32 * 1024;
/// Of the length before a frame.
const PREFIX: usize = 4;

/// Longer frames are refused by the parent: a frame holds less than [`FRAME_BYTES`] and one cell.
pub(crate) const LONGEST_FRAME: usize = 16 * 1024 * 1024;

/// One thing the child says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Record<'a> {
    Cell(u32, u32, Content<'a>),
    /// Cells up to the next one belong to it.
    Sheet {
        name: &'a str,
        hidden: bool,
        epoch_1904: bool,
    },
    /// Of the sheet at hand; they stand below its cells.
    Merges(Vec<Merge>),
    /// The sheet at hand is not shown to the user, which its file says last.
    Hidden,
    /// Numbers of the sheet at hand may be shown smaller than they are.
    Shrunk,
    /// So many rows of the sheet at hand are not shown.
    HiddenRows(u32),
    /// The file was read to its end.
    End {
        sha256: [u8; 32],
    },
    Refused(Refusal),
}

/// A cell on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) enum Content<'a> {
    Text(&'a str),
    Number(f64),
    Date(i32),
    DateTime(i32, u32),
    Bool(bool),
    Error(CellError),
}

impl Content<'_> {
    fn to_cell(self) -> Option<Cell> {
        Some(match self {
            Content::Text(text) => Cell::text(text),
            Content::Number(number) => Cell::Number(number),
            Content::Date(day) => Cell::Date(Day::from_yyyymmdd(day)?),
            Content::DateTime(day, seconds) => Cell::DateTime(Day::from_yyyymmdd(day)?, seconds),
            Content::Bool(value) => Cell::Bool(value),
            Content::Error(error) => Cell::Error(error),
        })
    }
}

/// The child's end.
pub(crate) struct Sender<W> {
    out: W,
    /// The frame being filled, its length to come first.
    frame: Vec<u8>,
    used: usize,
}

impl<W: Write> Sender<W> {
    pub(crate) fn new(out: W) -> Self {
        Sender {
            out,
            frame: vec![0; FRAME_BYTES],
            used: PREFIX,
        }
    }

    pub(crate) fn send(&mut self, record: &Record<'_>) -> io::Result<()> {
        loop {
            let written = postcard::to_slice(record, &mut self.frame[self.used..]);
            match written.map(|written| written.len()) {
                Ok(length) => {
                    self.used += length;
                    return Ok(());
                }
                Err(postcard::Error::SerializeBufferFull) if self.used > PREFIX => self.flush()?,
                Err(postcard::Error::SerializeBufferFull) if self.frame.len() < LONGEST_FRAME => {
                    let length = self.frame.len() * 2;
                    self.frame.resize(length, 0);
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }

    /// Sends what is there, in one write.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        if self.used > PREFIX {
            let length = u32::try_from(self.used - PREFIX).map_err(io::Error::other)?;
            self.frame[..PREFIX].copy_from_slice(&length.to_le_bytes());
            self.out.write_all(&self.frame[..self.used])?;
            self.used = PREFIX;
        }
        self.out.flush()
    }
}

/// The parent's end: takes frames, ends with the sheets or a refusal. Trusts nothing it is told.
#[derive(Default)]
pub(crate) struct Assembly {
    sheets: Vec<Sheet>,
    sha256: Option<[u8; 32]>,
}

impl Assembly {
    pub(crate) fn take(&mut self, frame: &[u8]) -> Result<(), Refusal> {
        let mut rest = frame;
        while !rest.is_empty() {
            let (record, after) =
                postcard::take_from_bytes::<Record<'_>>(rest).map_err(|_| Reason::Crashed)?;
            rest = after;
            self.add(record)?;
        }
        Ok(())
    }

    fn add(&mut self, record: Record<'_>) -> Result<(), Refusal> {
        if self.sha256.is_some() {
            return Err(Reason::Crashed.into());
        }
        match record {
            Record::Cell(row, column, content) => {
                let cell = content.to_cell().ok_or(Reason::Crashed)?;
                let sheet = self.sheets.last_mut().ok_or(Reason::Crashed)?;
                let place = Place { row, column };
                if !sheet.push(place, cell) {
                    return Err(Reason::Damaged.at(format!("工作表“{}”的 {place}", sheet.name)));
                }
            }
            Record::Sheet {
                name,
                hidden,
                epoch_1904,
            } => {
                let mut sheet = Sheet::new(name);
                sheet.hidden = hidden;
                sheet.epoch_1904 = epoch_1904;
                self.sheets.push(sheet);
            }
            Record::Merges(merges) => {
                self.sheets.last_mut().ok_or(Reason::Crashed)?.merges = merges;
            }
            Record::Hidden => self.sheets.last_mut().ok_or(Reason::Crashed)?.hidden = true,
            Record::Shrunk => self.sheets.last_mut().ok_or(Reason::Crashed)?.shrunk = true,
            Record::HiddenRows(rows) => {
                self.sheets.last_mut().ok_or(Reason::Crashed)?.hidden_rows = rows;
            }
            Record::End { sha256 } => self.sha256 = Some(sha256),
            Record::Refused(refusal) => return Err(refusal),
        }
        Ok(())
    }

    /// Rows taken so far, of all sheets.
    pub(crate) fn rows(&self) -> usize {
        self.sheets.iter().map(Sheet::row_count).sum()
    }

    /// Sheets and fingerprint; `None` when the child never said it was done.
    pub(crate) fn finish(mut self) -> Option<(Vec<Sheet>, String)> {
        let sha256 = self.sha256?;
        self.sheets.iter_mut().for_each(Sheet::shrink);
        let hex = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        Some((self.sheets, hex))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn records_arrive_as_sent_over_many_frames() {
        let mut wire = Vec::new();
        let mut sender = Sender::new(&mut wire);
        let sheet = Record::Sheet {
            name: "余额",
            hidden: false,
            epoch_1904: true,
        };
        sender.send(&sheet).unwrap();
        for row in 0..20_000 {
            sender
                .send(&Record::Cell(row, 0, Content::Text("示例精工")))
                .unwrap();
            sender
                .send(&Record::Cell(row, 3, Content::Number(f64::from(row))))
                .unwrap();
        }
        sender.send(&Record::End { sha256: [0xab; 32] }).unwrap();
        sender.flush().unwrap();
        let mut assembly = Assembly::default();
        let (mut rest, mut frames) = (wire.as_slice(), 0);
        while let Some((length, body)) = rest.split_first_chunk::<4>() {
            let length = u32::from_le_bytes(*length) as usize;
            assembly.take(&body[..length]).unwrap();
            rest = &body[length..];
            frames += 1;
        }
        let (sheets, hash) = assembly.finish().unwrap();
        assert!(frames > 3);
        assert_eq!(hash, "ab".repeat(32));
        assert_eq!(sheets[0].cell_count(), 40_000);
        assert!(sheets[0].epoch_1904);
        assert_eq!(*sheets[0].row_at(7).get(3), Cell::Number(7.0));
    }

    proptest! {
        #[test]
        fn nonsense_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Assembly::default().take(&bytes);
        }
    }
}
