//! Cells of a CSV, streamed through decoding and splitting: neither a line nor the file is ever held whole.

use super::Stop;
use super::cell::Place;
use super::decode::Utf8;
use super::limits::Limits;
use super::protocol::{Content, Sender};
use super::refusal::{Reason, Refusal};
use super::writer::SheetWriter;
use crate::intake::csv_text;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, Cursor, Read, Write};
use std::rc::Rc;

/// Decoded bytes looked at for the separator.
const SNIFF_BYTES: usize = 64 * 1024;
const BUFFER_BYTES: usize = 64 * 1024;

/// Reads the text and sends it as one sheet called `name`.
pub(crate) fn read<R: Read, W: Write>(
    source: R,
    name: &str,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let mut text = Utf8::new(source);
    let mut beginning = Vec::new();
    (&mut text)
        .take(SNIFF_BYTES as u64)
        .read_to_end(&mut beginning)?;
    let (skip, separator) = separator(&beginning);
    let mut writer = SheetWriter::new(sender, limits);
    writer.sheet(name, false, false)?;
    beginning.drain(..skip);
    let progress = Rc::new(Progress::default());
    let watched = Watched {
        source: Cursor::new(beginning).chain(text),
        progress: Rc::clone(&progress),
        limit: limits.line_bytes,
    };
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(BUFFER_BYTES)
        .from_reader(watched);
    // A first line `sep=;` is a row to Excel, too.
    let first_row = u32::from(skip > 0);
    send_records(reader, first_row, &progress, &mut writer)
}

fn send_records<R: Read, W: Write>(
    mut reader: csv::Reader<R>,
    mut row: u32,
    progress: &Progress,
    writer: &mut SheetWriter<'_, W>,
) -> Result<(), Stop> {
    let mut record = csv::StringRecord::new();
    let mut spans_lines = false;
    while (reader.read_record(&mut record)).map_err(|error| stop_of(error, row))? {
        row = row.saturating_add(progress.record_ends_at(reader.position().byte()));
        for (column, field) in (0..).zip(&record) {
            writer.cell(Place { row, column }, Content::Text(unprotected(field)))?;
        }
        spans_lines = record.iter().any(|field| field.contains('\n'));
        row = row.saturating_add(1);
    }
    // The last record runs over lines and no quote ends it: it has swallowed the rows after it.
    if spans_lines && progress.lines.borrow().quoted {
        return Err(Reason::UnclosedQuote.at(format!("第 {row} 行起")).into());
    }
    Ok(())
}

/// `="00123"`, how exports keep Excel from eating digits, and the apostrophe of our own.
fn unprotected(field: &str) -> &str {
    let inner = field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) if !inner.contains('"') => inner,
        _ => csv_text::read(field),
    }
}

fn stop_of(error: csv::Error, row: u32) -> Stop {
    let row = u64::from(row) + 1;
    match error.into_kind() {
        csv::ErrorKind::Io(error) => {
            let refusal = error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<Refusal>());
            match refusal {
                Some(refusal) if refusal.place.is_empty() => {
                    refusal.reason.at(format!("第 {row} 行附近")).into()
                }
                _ => Stop::from(error),
            }
        }
        _ => Reason::Undecodable.at(format!("第 {row} 行附近")).into(),
    }
}

/// What passed on its way to the splitter, which tells neither how long a record is before it has
/// all of it nor where it skipped a blank line (a row to Excel).
#[derive(Default)]
struct Progress {
    since_record: Cell<u64>,
    lines: RefCell<Lines>,
}

#[derive(Default)]
struct Lines {
    passed: u64,
    line_start: u64,
    quoted: bool,
    last: u8,
    /// Where blank lines end, as far as no record has come after them.
    blank: VecDeque<u64>,
}

impl Progress {
    fn pass(&self, bytes: &[u8]) {
        self.since_record
            .set(self.since_record.get() + bytes.len() as u64);
        let mut lines = self.lines.borrow_mut();
        for at in memchr::memchr2_iter(b'\n', b'"', bytes) {
            if bytes[at] == b'"' {
                lines.quoted = !lines.quoted;
            } else if !lines.quoted {
                let end = lines.passed + at as u64;
                let before = if at == 0 { lines.last } else { bytes[at - 1] };
                let length = end - lines.line_start;
                if length == 0 || length == 1 && before == b'\r' {
                    lines.blank.push_back(end);
                }
                lines.line_start = end + 1;
            }
        }
        lines.passed += bytes.len() as u64;
        lines.last = bytes.last().copied().unwrap_or(lines.last);
    }

    /// A record is complete at this byte: how many blank lines came before it?
    fn record_ends_at(&self, byte: u64) -> u32 {
        self.since_record.set(0);
        let blank = &mut self.lines.borrow_mut().blank;
        let before = blank.partition_point(|&end| end < byte);
        blank.drain(..before);
        u32::try_from(before).unwrap_or(u32::MAX)
    }
}

/// Refuses when one record takes more than `limit` bytes (an unclosed quote swallows the rest of a
/// file). Counted where bytes are handed over: up to a buffer late.
struct Watched<R> {
    source: R,
    progress: Rc<Progress>,
    limit: u64,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.progress.since_record.get() > self.limit {
            return Err(io::Error::other(Refusal::from(Reason::LineTooLong)));
        }
        let length = self.source.read(buffer)?;
        self.progress.pass(&buffer[..length]);
        Ok(length)
    }
}

/// The separator, and the length of a leading `sep=;` line.
fn separator(text: &[u8]) -> (usize, u8) {
    if let Some(rest) = text.strip_prefix(b"sep=")
        && let [separator, b'\r', b'\n', ..] | [separator, b'\n', ..] = rest
    {
        let line = 5 + if rest[1] == b'\r' { 2 } else { 1 };
        return (line, *separator);
    }
    // The one that cuts the most lines into the same number of fields; a comma only when no other
    // does as well, because commas stand in amounts and names, too.
    let score = |separator: u8| {
        let counts: Vec<usize> = (text.split(|&b| b == b'\n').take(40))
            .map(|line| separators_outside_quotes(line, separator))
            .filter(|&count| count > 0)
            .collect();
        let alike = |count: &usize| counts.iter().filter(|other| *other == count).count();
        counts.iter().map(|count| (alike(count), *count)).max()
    };
    let candidates = [b',', b'|', b';', b'\t'].map(|separator| (score(separator), separator));
    let best = candidates.into_iter().max_by_key(|(score, _)| *score);
    (
        0,
        best.filter(|(score, _)| score.is_some())
            .map_or(b',', |(_, separator)| separator),
    )
}

fn separators_outside_quotes(line: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for &byte in line {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::super::{Cell as SheetCell, Limits, Reason, Workbook, read_here};
    use crate::error::Result;

    fn read(bytes: &[u8]) -> Result<Workbook> {
        read_here("余额.csv", bytes, &Limits::default())
    }

    /// Every cell as `address=text`.
    fn cells(bytes: &[u8]) -> Vec<String> {
        let book = read(bytes).unwrap();
        let row_cells = |row: super::super::SheetRow<'_>| {
            let shown = row.cells().map(move |(column, cell)| match cell {
                SheetCell::Text(text) => format!("{}={text}", row.place(column)),
                other => panic!("{other:?}"),
            });
            shown.collect::<Vec<_>>()
        };
        book.sheets[0].rows().flat_map(row_cells).collect()
    }

    fn reason(bytes: &[u8], limits: &Limits) -> String {
        let error = read_here("余额.csv", bytes, limits).unwrap_err();
        error.context["reason"].clone()
    }

    const TABLE: &str = "客户编号,客户名称,余额\r\nKH1,示例精工,\"1,234.50\"\r\n";
    const CELLS: [&str; 6] = [
        "A1=客户编号",
        "B1=客户名称",
        "C1=余额",
        "A2=KH1",
        "B2=示例精工",
        "C2=1,234.50",
    ];

    #[test]
    fn every_encoding_reads_the_same() {
        let (gb18030, _, _) = encoding_rs::GB18030.encode(TABLE);
        let little: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(cells(TABLE.as_bytes()), CELLS);
        assert_eq!(cells(&gb18030), CELLS);
        assert_eq!(cells(&[b"\xef\xbb\xbf", TABLE.as_bytes()].concat()), CELLS);
        assert_eq!(cells(&[b"\xff\xfe", little.as_slice()].concat()), CELLS);
        assert_eq!(cells(&[b"\xfe\xff", big.as_slice()].concat()), CELLS);
        assert_eq!(cells(&little), CELLS);
        assert_eq!(cells(&big), CELLS);
    }

    #[test]
    fn a_mark_that_lies_is_not_believed() {
        let (gb18030, _, _) = encoding_rs::GB18030.encode(TABLE);
        assert_eq!(cells(&[b"\xef\xbb\xbf", &*gb18030].concat()), CELLS);
        // UTF-8 with one damaged byte is damaged, and no other encoding.
        let mut damaged = [b"\xef\xbb\xbf", TABLE.as_bytes()].concat();
        let name = TABLE.find("示例").unwrap() + 3;
        damaged[name] = 0xFF;
        assert_eq!(reason(&damaged, &Limits::default()), "undecodable");
    }

    /// 一 is U+4E00: half of it is a zero byte on the other side.
    #[test]
    fn wide_text_without_a_mark_is_known_past_its_head() {
        let text = "一一一一,1\n".repeat(20_000);
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let wide: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
            let book = read(&wide).unwrap();
            assert_eq!(book.sheets[0].row_count(), 20_000);
            assert_eq!(
                *book.sheets[0].row_at(19_999).get(0),
                SheetCell::text("一一一一")
            );
            // One byte is missing at the end.
            assert_eq!(
                reason(&wide[..wide.len() - 1], &Limits::default()),
                "undecodable"
            );
        }
    }

    #[test]
    fn a_long_ascii_beginning_does_not_mislead() {
        let ascii = "KH100000,4057.14,2026-10-31\n".repeat(9_000);
        let (tail, _, _) = encoding_rs::GB18030.encode("示例新材料,1,2\n");
        let book = read(&[ascii.as_bytes(), &tail].concat()).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.row_count(), 9_001);
        assert_eq!(*sheet.row_at(9_000).get(0), SheetCell::text("示例新材料"));
        let mixed = [ascii.as_bytes(), "示例\n".as_bytes(), b"\xd5\x3f\xff\n"].concat();
        assert_eq!(reason(&mixed, &Limits::default()), "undecodable");
    }

    #[test]
    fn row_numbers_are_those_of_excel() {
        assert_eq!(
            cells(b"a,b\n\n\n1,\"x\ny\"\n\n2,z\n"),
            ["A1=a", "B1=b", "A4=1", "B4=x\ny", "A6=2", "B6=z"]
        );
        assert_eq!(
            cells(b"a,b\r\n\r\n\r\n1,\"x\r\ny\"\r\n\r\n2,z"),
            ["A1=a", "B1=b", "A4=1", "B4=x\r\ny", "A6=2", "B6=z"]
        );
        assert_eq!(
            cells(b"\r\n\r\na,b\r\n1,2\r\n"),
            ["A3=a", "B3=b", "A4=1", "B4=2"]
        );
        assert_eq!(
            cells(b"\"a\nx\",b\r\n\r\n1,2"),
            ["A1=a\nx", "B1=b", "A3=1", "B3=2"]
        );
        assert_eq!(cells(b"a\n1\n\n2"), ["A1=a", "A2=1", "A4=2"]);
        assert_eq!(cells(b"\n\na,b\n1,2\n"), ["A3=a", "B3=b", "A4=1", "B4=2"]);
    }

    #[test]
    fn separators_are_found_and_protected_digits_freed() {
        let tabbed = "账号\t余额\n=\"0062\"\t1,234.00\n=\"0063\"\t1,234,567.00\n";
        assert_eq!(
            cells(tabbed.as_bytes()),
            [
                "A1=账号",
                "B1=余额",
                "A2=0062",
                "B2=1,234.00",
                "A3=0063",
                "B3=1,234,567.00"
            ]
        );
        assert_eq!(
            cells(b"sep=;\r\na;b\r\n1;2,5\r\n"),
            ["A2=a", "B2=b", "A3=1", "B3=2,5"]
        );
        assert_eq!(
            cells(b"a|b,c\n1|2,3\n"),
            ["A1=a", "B1=b,c", "A2=1", "B2=2,3"]
        );
    }

    #[test]
    fn names_the_sheet_after_the_file_and_hashes_every_byte() {
        let book = read(TABLE.as_bytes()).unwrap();
        assert_eq!(book.sheets[0].name, "余额");
        let other = read(&[TABLE.as_bytes(), b"\r\n"].concat()).unwrap();
        assert_eq!(book.sha256.len(), 64);
        assert_ne!(book.sha256, other.sha256);
    }

    #[test]
    fn limits_refuse_with_their_reason() {
        let base = Limits::default();
        let slug = |reason: Reason| reason.slug();
        assert_eq!(
            reason(&b"a".repeat(2 << 20), &base),
            slug(Reason::LineTooLong)
        );
        let unclosed = [b"a,b\n\"".as_slice(), &b"x\n".repeat(1 << 20)].concat();
        assert_eq!(reason(&unclosed, &base), slug(Reason::LineTooLong));
        let few = Limits {
            cells: 3,
            columns: 2,
            cell_bytes: 4,
            text_bytes: 30,
            ..base
        };
        assert_eq!(reason(b"1,2\n3,4\n", &few), slug(Reason::TooManyCells));
        assert_eq!(reason(b"1,2,3\n", &few), slug(Reason::ColumnTooFar));
        assert_eq!(reason(b"12345,6\n", &few), slug(Reason::CellTooLong));
        assert_eq!(reason(&b"1\n".repeat(16), &few), slug(Reason::FileTooLarge));
        assert_eq!(reason(b"", &base), slug(Reason::Empty));
    }
}
