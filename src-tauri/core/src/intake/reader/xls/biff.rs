//! Records and texts of an Excel 97–2003 workbook stream (BIFF8, [MS-XLS]).
//!
//! A record says how long it is and may be carried on by `Continue` records; a text may be cut between
//! any two of its characters, and then says anew how wide they are.

use crate::intake::reader::limits::Limits;
use crate::intake::reader::refusal::{Reason, Refusal};

pub(crate) const CONTINUE: u16 = 0x003C;
const HEADER_BYTES: usize = 4;

/// A record's kind, its own bytes (without what continues it), and where these begin in the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) kind: u16,
    pub(crate) data: &'a [u8],
    pub(crate) at: usize,
}

impl Record<'_> {
    pub(crate) fn u8(&self, at: usize) -> Result<u8, Refusal> {
        let byte = self.data.get(at).copied();
        byte.ok_or_else(|| Reason::Damaged.into())
    }

    pub(crate) fn u16(&self, at: usize) -> Result<u16, Refusal> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&self, at: usize) -> Result<u32, Refusal> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(crate) fn f64(&self, at: usize) -> Result<f64, Refusal> {
        self.array(at).map(f64::from_le_bytes)
    }

    fn array<const N: usize>(&self, at: usize) -> Result<[u8; N], Refusal> {
        let bytes = self.data.get(at..).and_then(<[u8]>::first_chunk);
        bytes.copied().ok_or_else(|| Reason::Damaged.into())
    }
}

/// The records of a stream from a place on.
#[derive(Debug, Clone)]
pub(crate) struct Records<'a> {
    stream: &'a [u8],
    pub(crate) at: usize,
}

impl<'a> Records<'a> {
    pub(crate) fn from(stream: &'a [u8], at: usize) -> Self {
        Records { stream, at }
    }

    /// `None` at the end of the stream. Refuses a record that is longer than the rest of it.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'a>>, Refusal> {
        let rest = self.stream.get(self.at..).unwrap_or_default();
        let Some((header, body)) = rest.split_first_chunk::<HEADER_BYTES>() else {
            return Ok(None);
        };
        let length = usize::from(u16::from_le_bytes([header[2], header[3]]));
        let record = Record {
            kind: u16::from_le_bytes([header[0], header[1]]),
            data: body.get(..length).ok_or(Reason::Damaged)?,
            at: self.at + HEADER_BYTES,
        };
        self.at = record.at + length;
        Ok(Some(record))
    }
}

/// Reads on through a record and what continues it.
struct Cursor<'a> {
    records: Records<'a>,
    /// What is left of the record at hand.
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// In the record that ends at `end`, from `at` on; both are places in the stream.
    fn new(stream: &'a [u8], at: usize, end: usize) -> Self {
        Cursor {
            records: Records::from(stream, end),
            rest: stream.get(at..end).unwrap_or_default(),
        }
    }

    fn at(&self) -> usize {
        self.records.at - self.rest.len()
    }

    /// Goes on to the next record, which must continue this one.
    fn go_on(&mut self) -> Result<(), Refusal> {
        match self.records.next()? {
            Some(record) if record.kind == CONTINUE => {
                self.rest = record.data;
                Ok(())
            }
            _ => Err(Reason::Damaged.into()),
        }
    }

    fn u8(&mut self) -> Result<u8, Refusal> {
        while self.rest.is_empty() {
            self.go_on()?;
        }
        let byte = self.rest[0];
        self.rest = &self.rest[1..];
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, Refusal> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Result<u32, Refusal> {
        let (low, high) = (self.u16()?, self.u16()?);
        Ok(u32::from(high) << 16 | u32::from(low))
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), Refusal> {
        while bytes > self.rest.len() {
            bytes -= self.rest.len();
            self.go_on()?;
        }
        self.rest = &self.rest[bytes..];
        Ok(())
    }

    /// Passes over a text whose length has been read, and gives its UTF-16 units to `take`.
    fn text(&mut self, length: usize, mut take: impl FnMut(u16)) -> Result<(), Refusal> {
        const WIDE: u8 = 0x01;
        const EXTENDED: u8 = 0x04;
        const RICH: u8 = 0x08;
        let mut flags = self.u8()?;
        let runs = if flags & RICH != 0 { self.u16()? } else { 0 };
        let extension = if flags & EXTENDED != 0 {
            self.u32()?
        } else {
            0
        };
        let mut left = length;
        while left > 0 {
            if self.rest.is_empty() {
                self.go_on()?;
                flags = self.u8()?;
            }
            let wide = flags & WIDE != 0;
            let width = 1 + usize::from(wide);
            let here = left.min(self.rest.len() / width);
            if here == 0 && !self.rest.is_empty() {
                return Err(Reason::Damaged.into());
            }
            let (units, rest) = self.rest.split_at(here * width);
            if wide {
                let pairs = units.chunks_exact(2);
                pairs.for_each(|pair| take(u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                units.iter().for_each(|&unit| take(u16::from(unit)));
            }
            self.rest = rest;
            left -= here;
        }
        let extension = usize::try_from(extension).unwrap_or(usize::MAX);
        self.skip((4 * usize::from(runs)).saturating_add(extension))
    }
}

/// Decodes texts into one buffer that is used again and again.
#[derive(Default)]
pub(crate) struct Decoder {
    units: Vec<u16>,
    text: String,
}

impl Decoder {
    /// The text in a record from `at` on, its length first in one byte or two.
    pub(crate) fn text_in(
        &mut self,
        stream: &[u8],
        record: &Record<'_>,
        at: usize,
        wide_length: bool,
    ) -> Result<&str, Refusal> {
        let end = record.at + record.data.len();
        let mut cursor = Cursor::new(stream, record.at + at, end);
        let length = match wide_length {
            true => usize::from(cursor.u16()?),
            false => usize::from(cursor.u8()?),
        };
        self.decode(cursor, length)
    }

    fn decode(&mut self, mut cursor: Cursor<'_>, length: usize) -> Result<&str, Refusal> {
        self.units.clear();
        cursor.text(length, |unit| self.units.push(unit))?;
        self.text.clear();
        let characters = char::decode_utf16(self.units.iter().copied());
        let characters = characters.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.text.extend(characters.filter(|&c| c != '\0'));
        Ok(&self.text)
    }
}

/// The workbook's table of texts (`SST`): where each begins. They stay in the stream and are decoded when
/// a cell shows them, so that a table of many costs four bytes a text.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Place of a text, and end of the record it begins in.
    starts: Vec<(u32, u32)>,
}

impl Texts {
    pub(crate) fn of(
        stream: &[u8],
        record: &Record<'_>,
        limits: &Limits,
    ) -> Result<Texts, Refusal> {
        let unique = u64::from(record.u32(4)?);
        if unique > limits.shared_strings {
            return Err(Reason::TooManyStrings.at(format!("{unique} 条")));
        }
        let end = record.at + record.data.len();
        let mut cursor = Cursor::new(stream, record.at + 8, end);
        let mut starts = Vec::new();
        for _ in 0..unique {
            if cursor.rest.is_empty() && cursor.go_on().is_err() {
                // Fewer texts than were said: only a cell that asks for one of them is wrong.
                break;
            }
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            starts.push((place(cursor.at()), place(cursor.records.at)));
            let length = usize::from(cursor.u16()?);
            cursor.text(length, |_| {})?;
        }
        Ok(Texts { starts })
    }

    pub(crate) fn get<'d>(
        &self,
        stream: &[u8],
        index: u32,
        decoder: &'d mut Decoder,
    ) -> Result<&'d str, Refusal> {
        let start = self.starts.get(index as usize);
        let &(at, end) = start.ok_or(Reason::Damaged)?;
        let mut cursor = Cursor::new(stream, at as usize, end as usize);
        let length = usize::from(cursor.u16()?);
        decoder.decode(cursor, length)
    }
}
