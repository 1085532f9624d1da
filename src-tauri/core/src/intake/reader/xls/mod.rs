//! Cells of an Excel 97–2003 workbook, streamed out of its container.
//!
//! Read by own code, not by the library that reads .xlsx: that one lays every sheet out as a grid, twice,
//! before it can be asked anything (a cell at IV65536 costs 800 MB), and trusts lengths. Here nothing is
//! laid out, what `Dimensions` says is not believed, and every length is checked. The library is the
//! tests' second opinion.

mod biff;
mod compound;

use crate::intake::reader::Stop;
use crate::intake::reader::cell::{CellError, Merge, Place};
use crate::intake::reader::limits::Limits;
use crate::intake::reader::moment;
use crate::intake::reader::protocol::{Content, Sender};
use crate::intake::reader::refusal::{Reason, Refusal};
use crate::intake::reader::writer::{MERGES_KEPT, SheetWriter};
use biff::{Decoder, Record, Records, Texts};
use compound::Compound;
use std::collections::HashSet;
use std::io::Write;

/// Reads every worksheet and sends its cells.
pub(crate) fn read<W: Write>(
    bytes: Vec<u8>,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let stream = workbook(&bytes, limits)?;
    drop(bytes);
    let book = Globals::of(&stream, limits)?;
    let mut writer = SheetWriter::new(sender, limits);
    let mut decoder = Decoder::default();
    // Sheets do not overlap: a file that says so would be read again and again.
    let mut unread = stream.len();
    for sheet in &book.sheets {
        writer.sheet(&sheet.name, sheet.hidden, book.epoch_1904)?;
        let mut reader = SheetReader {
            book: &book,
            stream: &stream,
            decoder: &mut decoder,
            writer: &mut writer,
            formula: None,
            merges: Vec::new(),
        };
        let read = reader.read(sheet.start, &mut unread);
        let merges = reader.merges;
        read.map_err(|stop| stop.within(&sheet.name))?;
        writer.merges(merges)?;
    }
    if book.sheets.is_empty() {
        return Err(Reason::NoSheets.into());
    }
    Ok(())
}

/// The workbook stream, or what the container is instead.
fn workbook(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let compound = Compound::open(bytes, limits)?;
    let holds = |name: &str| compound.names().any(|has| has.eq_ignore_ascii_case(name));
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return Err(Reason::Encrypted.into());
    }
    if let Some(stream) = compound.stream("Workbook")? {
        return Ok(stream);
    }
    Err(if holds("Book") {
        Reason::OldExcel.into()
    } else if holds("WordDocument") || holds("PowerPoint Document") {
        Reason::OtherDocument.into()
    } else {
        Reason::UnknownBinary.into()
    })
}

/// Record kinds ([MS-XLS] 2.3.2).
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000A;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const RICH_STRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGE_CELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BEGINNING: u16 = 0x0809;
}

/// What the workbook says once for all of its sheets.
#[derive(Default)]
struct Globals {
    sheets: Vec<BoundSheet>,
    epoch_1904: bool,
    /// By a cell's index of format: whether its number is a day.
    dates: Vec<bool>,
    texts: Texts,
}

struct BoundSheet {
    name: String,
    hidden: bool,
    start: usize,
}

impl Globals {
    fn of(stream: &[u8], limits: &Limits) -> Result<Globals, Refusal> {
        const BIFF8: u16 = 0x0600;
        let mut records = Records::from(stream, 0);
        let first = records.next()?.ok_or(Reason::Damaged)?;
        if first.kind != kind::BEGINNING || first.u16(0)? != BIFF8 {
            return Err(Reason::OldExcel.into());
        }
        let mut globals = Globals::default();
        let mut decoder = Decoder::default();
        let mut formats: Vec<u16> = Vec::new();
        let (mut dated, mut undated) = (HashSet::new(), HashSet::new());
        while let Some(record) = records.next()? {
            match record.kind {
                kind::END => break,
                kind::FILE_PASS => return Err(Reason::Encrypted.into()),
                kind::DATE_1904 => globals.epoch_1904 = record.u16(0)? == 1,
                kind::SST => globals.texts = Texts::of(stream, &record, limits)?,
                kind::XF => formats.push(record.u16(2)?),
                kind::FORMAT => {
                    let code = decoder.text_in(stream, &record, 2, true)?;
                    let is_date = moment::is_date_format(code);
                    let named = if is_date { &mut dated } else { &mut undated };
                    named.insert(record.u16(0)?);
                }
                kind::BOUND_SHEET => globals.bind(stream, &record, &mut decoder, limits)?,
                _ => {}
            }
        }
        let is_date = |format: &u16| {
            dated.contains(format) || !undated.contains(format) && moment::is_built_in_date(*format)
        };
        globals.dates = formats.iter().map(is_date).collect();
        Ok(globals)
    }

    fn bind(
        &mut self,
        stream: &[u8],
        record: &Record<'_>,
        decoder: &mut Decoder,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        const WORKSHEET: u8 = 0;
        const STATE: u8 = 0b11;
        if record.u8(5)? != WORKSHEET {
            return Ok(());
        }
        if self.sheets.len() as u64 >= limits.sheets {
            return Err(Reason::TooManySheets.at(format!("超过 {} 张", limits.sheets)));
        }
        self.sheets.push(BoundSheet {
            name: decoder.text_in(stream, record, 6, false)?.to_owned(),
            hidden: record.u8(4)? & STATE != 0,
            start: usize::try_from(record.u32(0)?).unwrap_or(usize::MAX),
        });
        Ok(())
    }
}

/// One sheet's records on their way to cells.
struct SheetReader<'a, 'w, W> {
    book: &'a Globals,
    stream: &'a [u8],
    decoder: &'a mut Decoder,
    writer: &'a mut SheetWriter<'w, W>,
    /// The formula whose text comes in a record of its own.
    formula: Option<Place>,
    merges: Vec<Merge>,
}

impl<W: Write> SheetReader<'_, '_, W> {
    /// `unread` are the bytes of the stream that no sheet has taken yet.
    fn read(&mut self, start: usize, unread: &mut usize) -> Result<(), Stop> {
        let mut records = Records::from(self.stream, start);
        // A chart inside a sheet is a stream of its own within it.
        let mut depth = 0_usize;
        loop {
            let from = records.at;
            let Some(record) = records.next()? else {
                return Err(Reason::Damaged.into());
            };
            *unread = unread
                .checked_sub(records.at - from)
                .ok_or(Reason::Damaged)?;
            match record.kind {
                kind::BEGINNING => depth += 1,
                kind::END if depth <= 1 => return Ok(()),
                kind::END => depth -= 1,
                _ if depth == 0 => return Err(Reason::Damaged.into()),
                _ if depth == 1 => self.take(&record)?,
                _ => {}
            }
        }
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        match record.kind {
            kind::NUMBER => {
                let number = self.number(record.u16(4)?, record.f64(6)?);
                self.writer.cell(place(record)?, number)
            }
            kind::RK => {
                let number = self.number(record.u16(4)?, rk(record.u32(6)?));
                self.writer.cell(place(record)?, number)
            }
            kind::MUL_RK => self.numbers(record),
            kind::LABEL_SST => {
                let index = record.u32(6)?;
                let text = (self.book.texts).get(self.stream, index, self.decoder);
                let place = place(record)?;
                let text = text.map_err(|refusal| refusal.reason.at(self.writer.address(place)))?;
                self.writer.cell(place, Content::Text(text))
            }
            kind::LABEL | kind::RICH_STRING => {
                let text = self.decoder.text_in(self.stream, record, 6, true)?;
                self.writer.cell(place(record)?, Content::Text(text))
            }
            kind::BOOL_ERR => {
                let (value, is_error) = (record.u8(6)?, record.u8(7)? != 0);
                self.flag(place(record)?, value, is_error)
            }
            kind::FORMULA => self.formula(record),
            kind::STRING => {
                let Some(place) = self.formula.take() else {
                    return Ok(());
                };
                let text = self.decoder.text_in(self.stream, record, 0, true)?;
                self.writer.cell(place, Content::Text(text))
            }
            kind::MERGE_CELLS => Ok(self.merge(record)?),
            _ => Ok(()),
        }
    }

    fn number(&self, format: u16, number: f64) -> Content<'static> {
        match self.book.dates.get(usize::from(format)) {
            Some(true) => moment::content(number, self.book.epoch_1904),
            _ => Content::Number(number),
        }
    }

    /// Numbers side by side, each with its format.
    fn numbers(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        const FROM: usize = 4;
        const EACH: usize = 6;
        let first = place(record)?;
        let count = (record.data.len().saturating_sub(FROM + 2)) / EACH;
        for (column, at) in (first.column..).zip((0..count).map(|at| FROM + at * EACH)) {
            let number = self.number(record.u16(at)?, rk(record.u32(at + 2)?));
            let place = Place { column, ..first };
            self.writer.cell(place, number)?;
        }
        Ok(())
    }

    /// A formula's stored result; its text follows.
    fn formula(&mut self, record: &Record<'_>) -> Result<(), Stop> {
        let place = place(record)?;
        self.formula = None;
        if record.u16(12)? != u16::MAX {
            let number = self.number(record.u16(4)?, record.f64(6)?);
            return self.writer.cell(place, number);
        }
        match record.u8(6)? {
            0 => {
                self.formula = Some(place);
                Ok(())
            }
            1 => self.flag(place, record.u8(8)?, false),
            2 => self.flag(place, record.u8(8)?, true),
            // An empty text
            _ => Ok(()),
        }
    }

    fn flag(&mut self, place: Place, value: u8, is_error: bool) -> Result<(), Stop> {
        let content = match is_error.then(|| error(value)) {
            None => Content::Bool(value != 0),
            Some(Some(error)) => Content::Error(error),
            Some(None) => return Err(Reason::UnknownCell.at(self.writer.address(place)).into()),
        };
        self.writer.cell(place, content)
    }

    fn merge(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        for at in (0..record.u16(0)?).map(|index| 2 + 8 * usize::from(index)) {
            let corner = |row: usize, column: usize| -> Result<Place, Refusal> {
                Ok(Place {
                    row: record.u16(at + row)?.into(),
                    column: record.u16(at + column)?.into(),
                })
            };
            let (first, last) = (corner(0, 4)?, corner(2, 6)?);
            let in_order = first.row <= last.row && first.column <= last.column;
            if in_order && self.merges.len() < MERGES_KEPT {
                self.merges.push(Merge { first, last });
            }
        }
        Ok(())
    }
}

/// Where a cell's record says it stands.
fn place(record: &Record<'_>) -> Result<Place, Refusal> {
    Ok(Place {
        row: record.u16(0)?.into(),
        column: record.u16(2)?.into(),
    })
}

/// A number in 30 bits: whole or the upper half of a double, perhaps in hundredths.
fn rk(bits: u32) -> f64 {
    const HUNDREDTHS: u32 = 0b01;
    const WHOLE: u32 = 0b10;
    let number = if bits & WHOLE != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !(HUNDREDTHS | WHOLE)) << 32)
    };
    if bits & HUNDREDTHS != 0 {
        number / 100.0
    } else {
        number
    }
}

fn error(code: u8) -> Option<CellError> {
    Some(match code {
        0x00 => CellError::Null,
        0x07 => CellError::DivisionByZero,
        0x0F => CellError::Value,
        0x17 => CellError::Reference,
        0x1D => CellError::Name,
        0x24 => CellError::Number,
        0x2A | 0x2B => CellError::NotAvailable,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_what_excel_shows() {
        // 1, 123.45 in hundredths, -7, 0.5 as half a double; [MS-XLS] 2.5.217
        assert_eq!(rk(0x3FF0_0000), 1.0);
        assert_eq!(rk(12_345 << 2 | 0b11), 123.45);
        assert_eq!(rk((-7_i32 << 2).cast_unsigned() | 0b10), -7.0);
        assert_eq!(rk(0x3FE0_0000), 0.5);
    }
}
