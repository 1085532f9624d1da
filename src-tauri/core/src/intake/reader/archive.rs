//! An .xlsx as the parser may see it: only XML parts, and of these only bytes that were measured.
//!
//! [`Inspected`] reads the real zip's directory, holds it against the limits and lays out a second
//! archive in which the same parts stand uncompressed. That archive exists nowhere: [`View`] makes
//! its bytes when the parser asks for them, inflating a part as it goes and scanning what comes out
//! before it is handed over. So a part is inflated once, nothing is held whole, and pictures, macros
//! and whatever else a relationship may point at are not there.

use super::cell::Merge;
use super::detect;
use super::limits::Limits;
use super::number_format;
use super::refusal::{Reason, Refusal};
use super::xml_scan::{Noted, XmlScan};
use flate2::bufread::DeflateDecoder;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Take};
use std::rc::Rc;
use zip::{CompressionMethod, ZipArchive};

/// An archive whose directory keeps the limits.
pub(crate) struct Inspected {
    bytes: Rc<[u8]>,
    parts: Vec<Part>,
    /// The directory of the laid-out archive and where it begins.
    directory: Vec<u8>,
    directory_start: u64,
    limits: Limits,
    open: RefCell<Option<Open>>,
    /// Tags noted so far, by part name in lower case.
    noted: RefCell<HashMap<String, Noted>>,
    refusal: RefCell<Option<Refusal>>,
}

struct Part {
    name: String,
    deflated: bool,
    /// Where its compressed bytes are in the real archive.
    from: u64,
    compressed: u64,
    size: u64,
    crc32: u32,
    /// Its header in the laid-out archive, and where that begins.
    header: Vec<u8>,
    start: u64,
}

impl Part {
    fn data_start(&self) -> u64 {
        self.start + self.header.len() as u64
    }

    fn end(&self) -> u64 {
        self.data_start() + self.size
    }
}

/// A part while it is read.
struct Open {
    part: usize,
    body: Body,
    scan: XmlScan,
    /// Bytes handed over.
    passed: u64,
}

type Compressed = Take<Cursor<Rc<[u8]>>>;

enum Body {
    Stored(Compressed),
    Deflated(DeflateDecoder<Compressed>),
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Body::Stored(body) => body.read(buffer),
            Body::Deflated(body) => body.read(buffer),
        }
    }
}

impl Inspected {
    /// Inspects a zip's directory. Refuses what is no .xlsx, and what breaks a limit.
    pub(crate) fn of(bytes: Vec<u8>, limits: &Limits) -> Result<Rc<Self>, Refusal> {
        check_part_count(&bytes, limits)?;
        let bytes: Rc<[u8]> = bytes.into();
        let mut archive = ZipArchive::new(Cursor::new(&*bytes)).map_err(|_| Reason::Damaged)?;
        let mut parts = parts(&mut archive, limits)?;
        let (directory, directory_start) = lay_out(&mut parts);
        Ok(Rc::new(Inspected {
            bytes,
            parts,
            directory,
            directory_start,
            limits: *limits,
            open: RefCell::new(None),
            noted: RefCell::new(HashMap::new()),
            refusal: RefCell::new(None),
        }))
    }

    /// What the archive refused while it was read, if that is why the reading failed.
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        self.refusal.borrow().clone()
    }

    /// The merged ranges of a sheet, by its position in the workbook: its part is read to the end
    /// for them. Empty where not known.
    pub(crate) fn merges(&self, sheet: usize) -> io::Result<Vec<Merge>> {
        let Some(name) = self.sheet_part(sheet) else {
            return Ok(Vec::new());
        };
        self.drain(&name)?;
        let noted = self.noted.borrow();
        let tags = noted.get(&name).map_or(&[][..], |noted| &noted.tags);
        let merges = tags.iter().filter(|tag| tag.is(b"mergeCell"));
        Ok(merges
            .filter_map(|tag| Merge::parse(tag.value(b"ref")?))
            .collect())
    }

    /// How many rows of a sheet are not shown. Known once its part is read to the end.
    pub(crate) fn hidden_rows(&self, sheet: usize) -> u32 {
        let name = self.sheet_part(sheet).unwrap_or_default();
        let noted = self.noted.borrow();
        noted.get(&name).map_or(0, |noted| noted.hidden_rows)
    }

    /// Whether a number format of the workbook shows numbers smaller than they are. Known once its styles are read.
    pub(crate) fn shrinks_numbers(&self) -> bool {
        let noted = self.noted.borrow();
        let styles = noted
            .iter()
            .filter(|(name, _)| name.ends_with("styles.xml"));
        let mut codes = styles
            .flat_map(|(_, noted)| &noted.tags)
            .filter_map(|tag| std::str::from_utf8(tag.value(b"formatCode")?).ok());
        codes.any(number_format::shrinks)
    }

    /// Follows workbook → relationship → part, as the parser does.
    fn sheet_part(&self, sheet: usize) -> Option<String> {
        let noted = self.noted.borrow();
        let (path, workbook) = noted.iter().find(|(name, _)| is_workbook(name))?;
        let folder = &path[..path.len() - WORKBOOK.len()];
        let relations = noted.get(&format!("{folder}_rels/{WORKBOOK}.rels"))?;
        let id = (workbook.tags.iter())
            .filter(|tag| tag.is(b"sheet"))
            .nth(sheet)?
            .value(b"r:id")?;
        let relation =
            (relations.tags.iter()).find(|relation| relation.value(b"Id") == Some(id))?;
        let target = std::str::from_utf8(relation.value(b"Target")?)
            .ok()?
            .to_ascii_lowercase();
        Some(match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        })
    }

    /// Reads the open part on to its end, when it is this one.
    fn drain(&self, name: &str) -> io::Result<()> {
        let mut open = self.open.borrow_mut();
        if let Some(reading) = open
            .as_mut()
            .filter(|open| self.parts[open.part].name == name)
        {
            let mut rest = vec![0; 64 * 1024];
            while self.pass(reading, &mut rest)? > 0 {}
        }
        self.close(open.take());
        Ok(())
    }

    fn close(&self, open: Option<Open>) {
        if let Some(open) = open {
            let name = self.parts[open.part].name.clone();
            self.noted.borrow_mut().insert(name, open.scan.noted);
        }
    }

    /// The next bytes of the open part, scanned.
    fn pass(&self, open: &mut Open, buffer: &mut [u8]) -> io::Result<usize> {
        let part = &self.parts[open.part];
        let left = part.size - open.passed;
        let wanted = buffer
            .len()
            .min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = open
            .body
            .read(&mut buffer[..wanted])
            .map_err(|_| self.refuse(Reason::Damaged))?;
        open.passed += read as u64;
        if read == 0 && left > 0 && wanted > 0 {
            return Err(self.refuse(Reason::Damaged));
        }
        if open.passed == part.size && !matches!(open.body.read(&mut [0]), Ok(0)) {
            return Err(self.refuse(Reason::InflatedMismatch));
        }
        let scanned = open.scan.feed(&buffer[..read]);
        scanned.map_err(|refusal| self.refuse(refusal))?;
        Ok(read)
    }

    fn refuse(&self, refusal: impl Into<Refusal>) -> io::Error {
        let refusal = self
            .refusal
            .borrow_mut()
            .get_or_insert(refusal.into())
            .clone();
        io::Error::other(refusal)
    }

    /// Bytes of a part from `offset` on.
    fn read_part(&self, part: usize, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let mut open = self.open.borrow_mut();
        let goes_on = |open: &Open| open.part == part && open.passed <= offset;
        if !open.as_ref().is_some_and(goes_on) {
            self.close(open.take());
        }
        let reading = open.get_or_insert_with(|| self.begin(part));
        while reading.passed < offset {
            let skipped = usize::try_from(offset - reading.passed).unwrap_or(usize::MAX);
            let mut skip = vec![0; skipped.min(64 * 1024)];
            self.pass(reading, &mut skip)?;
        }
        self.pass(reading, buffer)
    }

    fn begin(&self, part: usize) -> Open {
        let of = &self.parts[part];
        let mut from = Cursor::new(Rc::clone(&self.bytes));
        from.set_position(of.from);
        let compressed = from.take(of.compressed);
        Open {
            part,
            body: match of.deflated {
                true => Body::Deflated(DeflateDecoder::new(compressed)),
                false => Body::Stored(compressed),
            },
            scan: XmlScan::new(&self.limits),
            passed: 0,
        }
    }
}

/// The end record's count of parts, before a directory of that size is built in memory.
fn check_part_count(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    // Both end records stand in the last bytes: after them comes a comment of at most 64 KiB.
    let bytes = &bytes[bytes.len().saturating_sub(128 * 1024)..];
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").ok_or(Reason::Damaged)?;
    let count = bytes.get(end + 10..end + 12).ok_or(Reason::Damaged)?;
    let mut count = u64::from(u16::from_le_bytes([count[0], count[1]]));
    if let Some(end64) = memchr::memmem::rfind(&bytes[..end], b"PK\x06\x06") {
        let wide = bytes.get(end64 + 32..end64 + 40).ok_or(Reason::Damaged)?;
        let wide = wide.first_chunk().copied().unwrap_or_default();
        count = count.max(u64::from_le_bytes(wide));
    }
    if count > limits.parts {
        return Err(Reason::TooManyParts.at(format!("{count} 个")));
    }
    Ok(())
}

/// The XML parts, as far as the directory alone allows them.
fn parts(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<Vec<Part>, Refusal> {
    if archive.len() as u64 > limits.parts {
        return Err(Reason::TooManyParts.at(format!("{} 个", archive.len())));
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut parts: Vec<Part> = Vec::new();
    let mut inflated = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| Reason::Damaged)?;
        let name = entry
            .name()
            .map_err(|_| Reason::Damaged)?
            .replace('\\', "/");
        let lower = name.to_ascii_lowercase();
        names.push(lower.clone());
        if entry.encrypted() {
            return Err(Reason::Encrypted.into());
        }
        if !lower.ends_with(".xml") && !lower.ends_with(".rels") {
            continue;
        }
        let method = entry.compression();
        let known = method == CompressionMethod::Stored || method == CompressionMethod::Deflated;
        if !known || parts.iter().any(|part| part.name == lower) || lower.len() > 512 {
            return Err(Reason::Damaged.into());
        }
        inflated = inflated.saturating_add(entry.size());
        parts.push(Part {
            name: lower,
            deflated: method == CompressionMethod::Deflated,
            from: entry.data_start().ok_or(Reason::Damaged)?,
            compressed: entry.compressed_size(),
            size: entry.size(),
            crc32: entry.crc32(),
            header: Vec::new(),
            start: 0,
        });
    }
    if !names.iter().any(|name| is_workbook(name))
        || !names.iter().any(|name| name == "_rels/.rels")
    {
        return Err(detect::zip(names.iter().map(String::as_str)).into());
    }
    // Offsets in the laid-out archive have 32 bits.
    if inflated > limits.inflated_bytes.min(1 << 31) {
        return Err(Reason::InflatedTooLarge.at(format!("{} MB", inflated / 1_000_000)));
    }
    Ok(parts)
}

const WORKBOOK: &str = "workbook.xml";

fn is_workbook(name: &str) -> bool {
    name == "xl/workbook.xml" || name.ends_with("/workbook.xml")
}

/// Gives each part its place in an archive of stored parts; that archive's directory and its start.
/// All sizes are below the limit on inflated bytes, so no 64-bit records are needed.
fn lay_out(parts: &mut [Part]) -> (Vec<u8>, u64) {
    let mut directory = Vec::new();
    let mut start = 0;
    for part in parts.iter_mut() {
        let common = common_fields(part);
        part.header = [b"PK\x03\x04", common.as_slice(), part.name.as_bytes()].concat();
        part.start = start;
        // Made by and needed version 2.0; then, after the common fields, no comment, no attributes.
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&(start as u32).to_le_bytes());
        directory.extend_from_slice(part.name.as_bytes());
        start = part.end();
    }
    let (count, size) = (parts.len() as u16, directory.len() as u32);
    directory.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
    directory.extend_from_slice(&count.to_le_bytes());
    directory.extend_from_slice(&count.to_le_bytes());
    directory.extend_from_slice(&size.to_le_bytes());
    directory.extend_from_slice(&(start as u32).to_le_bytes());
    directory.extend_from_slice(&[0; 2]);
    (directory, start)
}

/// From “version needed” to “length of extra field”: the same in header and directory.
fn common_fields(part: &Part) -> Vec<u8> {
    // Version 2.0, names in UTF-8, stored, 1980-01-01.
    let mut fields = vec![20, 0, 0, 8, 0, 0, 0, 0, 33, 0];
    fields.extend_from_slice(&part.crc32.to_le_bytes());
    fields.extend_from_slice(&(part.size as u32).to_le_bytes());
    fields.extend_from_slice(&(part.size as u32).to_le_bytes());
    fields.extend_from_slice(&(part.name.len() as u16).to_le_bytes());
    fields.extend_from_slice(&[0; 2]);
    fields
}

/// The laid-out archive, as a file.
pub(crate) struct View {
    of: Rc<Inspected>,
    position: u64,
}

impl View {
    pub(crate) fn new(of: &Rc<Inspected>) -> Self {
        View {
            of: Rc::clone(of),
            position: 0,
        }
    }

    fn length(&self) -> u64 {
        self.of.directory_start + self.of.directory.len() as u64
    }
}

impl Read for View {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (of, position) = (&self.of, self.position);
        let copy = |bytes: &[u8], from: u64, buffer: &mut [u8]| {
            let rest = &bytes[usize::try_from(from)
                .unwrap_or(bytes.len())
                .min(bytes.len())..];
            let length = rest.len().min(buffer.len());
            buffer[..length].copy_from_slice(&rest[..length]);
            length
        };
        let read = if position >= of.directory_start {
            copy(&of.directory, position - of.directory_start, buffer)
        } else {
            let index = of.parts.partition_point(|part| part.end() <= position);
            let part = &of.parts[index];
            match position.checked_sub(part.data_start()) {
                None => copy(&part.header, position - part.start, buffer),
                Some(offset) => of.read_part(index, offset, buffer)?,
            }
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for View {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.length().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
