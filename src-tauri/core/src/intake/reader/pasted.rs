//! Cells of a block as Excel, WPS and LibreOffice put it on the clipboard: tabs between cells, line ends between
//! rows, and quotes only around what holds either.
//!
//! A CSV's rules would lose quotes that belong to a name: Excel writes a cell that begins with one, and holds
//! neither tab nor line end, as it stands.

use super::cell::Place;
use super::decode::Utf8;
use super::limits::Limits;
use super::protocol::{Content, Sender};
use super::refusal::Reason;
use super::writer::SheetWriter;
use super::{Stop, text};
use std::borrow::Cow;
use std::io::{Read, Write};

/// Reads the block and sends it as one sheet without a name.
pub(crate) fn read<R: Read, W: Write>(
    source: R,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    Utf8::new(source).read_to_end(&mut bytes)?;
    let block = String::from_utf8(bytes).map_err(|_| Reason::Undecodable)?;
    if !block.contains('\t') {
        // Copied out of a text, not out of a table: a CSV, or a lone column.
        return text::read(block.as_bytes(), "", limits, sender);
    }
    let mut writer = SheetWriter::new(sender, limits);
    writer.sheet("", false, false)?;
    let longest = usize::try_from(limits.cell_bytes).unwrap_or(usize::MAX);
    for (place, cell) in Cells::of(&block, longest) {
        writer.cell(place, Content::Text(&cell))?;
    }
    Ok(())
}

struct Cells<'a> {
    rest: &'a str,
    at: Place,
    /// Bytes within which a quote must end to be one.
    longest: usize,
}

impl<'a> Cells<'a> {
    fn of(block: &'a str, longest: usize) -> Self {
        Cells {
            rest: block,
            at: Place { row: 0, column: 0 },
            longest,
        }
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = (Place, Cow<'a, str>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let place = self.at;
        let (cell, length) = quoted(self.rest, self.longest).unwrap_or_else(|| bare(self.rest));
        let end = &self.rest[length..];
        self.rest = if let Some(rest) = end.strip_prefix('\t') {
            self.at.column += 1;
            rest
        } else {
            self.at = Place {
                row: self.at.row + 1,
                column: 0,
            };
            let line_end = end.strip_prefix("\r\n");
            (line_end.or_else(|| end.strip_prefix(['\n', '\r']))).unwrap_or(end)
        };
        Some((place, cell))
    }
}

/// A cell in quotes and the bytes it takes; `None` where the quote does not end where a cell does.
fn quoted(text: &str, longest: usize) -> Option<(Cow<'_, str>, usize)> {
    let inner = text.strip_prefix('"')?;
    let within = &inner.as_bytes()[..inner.len().min(longest)];
    let mut from = 0;
    loop {
        let quote = from + memchr::memchr(b'"', within.get(from..)?)?;
        let after = &inner[quote + 1..];
        if after.starts_with('"') {
            from = quote + 2;
        } else if after.is_empty() || after.starts_with(['\t', '\n', '\r']) {
            let cell = inner[..quote].replace("\"\"", "\"");
            return Some((cell.into(), quote + 2));
        } else {
            return None;
        }
    }
}

fn bare(text: &str) -> (Cow<'_, str>, usize) {
    let length = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..length].into(), length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reader::{Limits, Sheet, read_pasted_here};
    use proptest::prelude::*;

    fn sheet(block: &[u8]) -> Sheet {
        let book = read_pasted_here("粘贴", block, &Limits::default()).unwrap();
        assert_eq!(book.sheets.len(), 1);
        book.sheets.into_iter().next().unwrap()
    }

    /// Every cell as `address=text`.
    fn cells(block: &[u8]) -> Vec<String> {
        use crate::intake::reader::{Cell, SheetRow};
        let row_cells = |row: SheetRow<'_>| {
            let shown = row.cells().map(move |(column, cell)| match cell {
                Cell::Text(text) => format!("{}={text}", row.place(column)),
                other => panic!("{other:?}"),
            });
            shown.collect::<Vec<_>>()
        };
        sheet(block).rows().flat_map(row_cells).collect()
    }

    #[test]
    fn tabs_divide_whatever_else_stands_in_the_cells() {
        let block = "客户名称\t余额\r\n示例,甲,乙\t1,234,567.00\r\n示例,丙,丁\t2,345,678.00\r\n";
        assert_eq!(
            cells(block.as_bytes()),
            [
                "A1=客户名称",
                "B1=余额",
                "A2=示例,甲,乙",
                "B2=1,234,567.00",
                "A3=示例,丙,丁",
                "B3=2,345,678.00"
            ]
        );
    }

    #[test]
    fn a_quote_holds_line_ends_and_tabs_and_else_belongs_to_the_name() {
        let block = "\"示例\n精工\"\t\"a\tb\"\t\"说\"\"好\"\"\n了\"\r\n\"精工\"有限公司\t\"未完\r\n\t\"尾\"";
        assert_eq!(
            cells(block.as_bytes()),
            [
                "A1=示例\n精工",
                "B1=a\tb",
                "C1=说\"好\"\n了",
                "A2=\"精工\"有限公司",
                "B2=\"未完",
                "B3=尾"
            ]
        );
    }

    #[test]
    fn rows_count_as_in_excel_with_any_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let block = ["a\tb", "", "\tc"].join(end);
            assert_eq!(cells(block.as_bytes()), ["A1=a", "B1=b", "B3=c"]);
        }
    }

    #[test]
    fn text_and_pages_are_read_as_what_they_are() {
        assert_eq!(cells(b"a,b\r\n1,2"), ["A1=a", "B1=b", "A2=1", "B2=2"]);
        let page = "<table><tr><td>a<td>b</table>";
        assert_eq!(cells(page.as_bytes()), ["A1=a", "B1=b"]);
        let (gb18030, _, _) = encoding_rs::GB18030.encode("客户\t余额");
        assert_eq!(cells(&gb18030), ["A1=客户", "B1=余额"]);
        // A file's first bytes say what it is; a text that is pasted is a text.
        assert_eq!(cells(b"%PDF\tb"), ["A1=%PDF", "B1=b"]);
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        let limits = Limits {
            pasted_bytes: 8,
            ..Limits::default()
        };
        let reason = |block: &[u8]| {
            let error = read_pasted_here("粘贴", block, &limits).unwrap_err();
            error.context["reason"].clone()
        };
        assert_eq!(reason(b" \t\r\n"), Reason::NothingPasted.slug());
        assert_eq!(reason(b"1\t2\t3\t4\t5"), Reason::PasteTooLarge.slug());
    }

    /// As Excel writes a cell.
    fn written(cell: &str) -> String {
        match cell.contains(['\t', '\n', '\r', '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.to_owned(),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            rows in proptest::collection::vec(proptest::collection::vec("[\\PC\t\n\r\"]{0,6}", 2..5), 1..6),
            end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        ) {
            let lines: Vec<String> = rows.iter()
                .map(|row| row.iter().map(|cell| written(cell)).collect::<Vec<_>>().join("\t"))
                .collect();
            let block = lines.join(end);
            let mut read = vec![Vec::new(); rows.len()];
            for (place, cell) in Cells::of(&block, usize::MAX) {
                read[place.row as usize].push(cell.into_owned());
            }
            for (row, read) in rows.iter().zip(&mut read) {
                // Nothing stands behind the last tab.
                read.resize(row.len(), String::new());
                prop_assert_eq!(row, &*read);
            }
        }

        #[test]
        fn no_letter_of_a_bare_block_is_lost(block in "[\\PC\t\n\r\"]{0,60}") {
            let kept: usize = Cells::of(&block, 8).map(|(_, cell)| cell.chars().filter(|c| !"\t\n\r\"".contains(*c)).count()).sum();
            let there = block.chars().filter(|c| !"\t\n\r\"".contains(*c)).count();
            prop_assert_eq!(kept, there);
        }
    }
}
