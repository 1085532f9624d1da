//! The XML spreadsheet of Excel 2003 (SpreadsheetML), streamed: what reporting tools write when they
//! “export to Excel” without Excel.

use super::Stop;
use super::cell::{CellError, Merge, Place};
use super::decode::Utf8;
use super::limits::Limits;
use super::protocol::{Content, Sender};
use super::refusal::{Reason, Refusal};
use super::writer::{MERGES_KEPT, SheetWriter};
use super::xml_scan::XmlScan;
use crate::day::Day;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufReader, Read, Write};

/// Elements within elements; the format has seven.
const DEPTH: usize = 64;
/// Excel's own last row and column: a span beyond them is no place.
const SPAN: u32 = 1 << 20;

/// Reads every worksheet and sends its cells.
pub(crate) fn read<R: Read, W: Write>(
    source: R,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let measured = Measured {
        text: Utf8::new(source),
        scan: XmlScan::of_decoded(limits),
    };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(measured));
    let mut book = Book {
        writer: SheetWriter::new(sender, limits),
        cell_bytes: usize::try_from(limits.cell_bytes).unwrap_or(usize::MAX),
        depth: 0,
        at: Place { row: 0, column: 0 },
        row_span: 0,
        cell: None,
        listening: None,
        text: String::new(),
        merges: Vec::new(),
    };
    let mut buffer = Vec::new();
    loop {
        let event = xml.read_event_into(&mut buffer);
        match event.map_err(|error| book.stop_of(error))? {
            Event::Start(tag) => book.open(&tag)?,
            Event::Empty(tag) => {
                book.open(&tag)?;
                book.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => book.close(tag.local_name().as_ref())?,
            Event::Text(text) => book.hear(&text.xml10_content())?,
            Event::CData(text) => book.hear(&text.xml10_content())?,
            Event::GeneralRef(name) => book.hear(&reference(&name)?)?,
            // The parser does not mind elements that nobody closed: the file is cut off.
            Event::Eof if book.depth > 0 => return Err(Reason::Damaged.at(book.here()).into()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    match book.writer.sheets() {
        0 => Err(Reason::NoSheets.into()),
        _ => Ok(()),
    }
}

/// The character that a reference stands for; there are no others than XML's own.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> Result<String, Refusal> {
    let numbered = name.resolve_char_ref().map_err(|_| Reason::Damaged)?;
    if let Some(character) = numbered {
        return Ok(character.into());
    }
    let known = quick_xml::escape::resolve_predefined_entity(name);
    Ok(known.ok_or(Reason::Entities)?.to_owned())
}

/// Text on its way to the parser, each construct measured.
struct Measured<R> {
    text: Utf8<R>,
    scan: XmlScan,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.text.read(buffer)?;
        self.scan
            .feed(&buffer[..length])
            .map_err(io::Error::other)?;
        Ok(length)
    }
}

/// The workbook while it is read.
struct Book<'a, W> {
    writer: SheetWriter<'a, W>,
    cell_bytes: usize,
    depth: usize,
    /// Where the cell at hand stands, or the next one.
    at: Place,
    /// Rows that the row at hand stands for beside itself.
    row_span: u32,
    cell: Option<OpenCell>,
    /// What the text being gathered is of.
    listening: Option<Listening>,
    text: String,
    merges: Vec<Merge>,
}

struct OpenCell {
    across: u32,
    has_formula: bool,
    has_data: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Listening {
    Data(Type),
    /// Of a comment: it has data, too, which is no cell's.
    Nothing,
    Visible,
}

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Text,
    Number,
    Moment,
    Bool,
    Error,
}

impl<W: Write> Book<'_, W> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Reason::TooDeep.into());
        }
        match tag.local_name().as_ref() {
            "Worksheet" => {
                let name = attribute(tag, "Name")?.unwrap_or_default();
                self.at = Place { row: 0, column: 0 };
                self.row_span = 0;
                self.writer.sheet(&name, false, false)?;
            }
            "Row" => {
                if let Some(row) = index(tag)? {
                    self.at.row = row;
                }
                self.at.column = 0;
                self.row_span = number(tag, "Span")?.unwrap_or_default().min(SPAN);
            }
            "Cell" => self.open_cell(tag)?,
            "Comment" => self.listening = Some(Listening::Nothing),
            "Data" if self.cell.is_some() && self.listening.is_none() => {
                self.listening = Some(Listening::Data(data_type(tag)?));
                self.text.clear();
            }
            "Visible" => {
                self.listening = Some(Listening::Visible);
                self.text.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Stop> {
        if let Some(column) = index(tag)? {
            self.at.column = column;
        }
        let across = number(tag, "MergeAcross")?.unwrap_or_default().min(SPAN);
        let down = number(tag, "MergeDown")?.unwrap_or_default().min(SPAN);
        if across + down > 0 && self.merges.len() < MERGES_KEPT {
            let last = Place {
                row: self.at.row.saturating_add(down),
                column: self.at.column.saturating_add(across),
            };
            self.merges.push(Merge {
                first: self.at,
                last,
            });
        }
        self.cell = Some(OpenCell {
            across,
            has_formula: attribute(tag, "Formula")?.is_some(),
            has_data: false,
        });
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Stop> {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "Comment" => self.listening = None,
            "Visible" => {
                self.listening = None;
                if self.text.trim() != "SheetVisible" {
                    self.writer.hide()?;
                }
            }
            "Data" => {
                if let Some(Listening::Data(data_type)) = self.listening {
                    self.listening = None;
                    self.say(data_type)?;
                }
            }
            "Cell" => self.close_cell()?,
            "Row" => self.at.row = self.at.row.saturating_add(1 + self.row_span),
            "Worksheet" => {
                let merges = std::mem::take(&mut self.merges);
                self.writer.merges(merges)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Stop> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        if cell.has_formula && !cell.has_data {
            let error = Content::Error(CellError::NotCalculated);
            self.writer.cell(self.at, error)?;
        }
        self.at.column = self.at.column.saturating_add(1 + cell.across);
        Ok(())
    }

    fn hear(&mut self, text: &str) -> Result<(), Stop> {
        if matches!(
            self.listening,
            Some(Listening::Data(_) | Listening::Visible)
        ) {
            self.text.push_str(text);
            if self.text.len() > self.cell_bytes {
                let place = self.writer.address(self.at);
                return Err(Reason::CellTooLong.at(place).into());
            }
        }
        Ok(())
    }

    /// Sends the data of a cell as what it says it is; as text where it is not.
    fn say(&mut self, data_type: Type) -> Result<(), Stop> {
        if let Some(cell) = &mut self.cell {
            cell.has_data = true;
        }
        let trimmed = self.text.trim();
        let content = match data_type {
            Type::Text => None,
            Type::Number => (trimmed.parse().ok())
                .filter(|number: &f64| number.is_finite())
                .map(Content::Number),
            Type::Moment => moment(trimmed),
            Type::Bool => match trimmed {
                "1" => Some(Content::Bool(true)),
                "0" => Some(Content::Bool(false)),
                _ => None,
            },
            Type::Error => {
                let error = CellError::of_label(trimmed);
                let place = self.writer.address(self.at);
                let error = error.ok_or_else(|| Reason::UnknownCell.at(place))?;
                Some(Content::Error(error))
            }
        };
        self.writer
            .cell(self.at, content.unwrap_or(Content::Text(&self.text)))
    }

    fn here(&self) -> String {
        match self.writer.sheets() {
            0 => String::new(),
            _ => format!("{} 附近", self.writer.address(self.at)),
        }
    }

    /// The measure's reason where it has one; the parser's own words may quote a cell.
    fn stop_of(&self, error: quick_xml::Error) -> Stop {
        let place = self.here();
        let quick_xml::Error::Io(error) = error else {
            return Reason::Damaged.at(place).into();
        };
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
        match inner {
            Some(Refusal { reason, place: own }) if own.is_empty() => reason.at(place).into(),
            Some(refusal) => refusal.clone().into(),
            None => Stop::Io(error.kind().into()),
        }
    }
}

/// An attribute by its local name.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Reason::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| Reason::Entities)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Refusal> {
    let Some(text) = attribute(tag, name)? else {
        return Ok(None);
    };
    let number = text.trim().parse().map_err(|_| Reason::Damaged)?;
    Ok(Some(number))
}

/// `ss:Index`, from 0.
fn index(tag: &BytesStart<'_>) -> Result<Option<u32>, Refusal> {
    match number(tag, "Index")? {
        Some(0) => Err(Reason::Damaged.into()),
        index => Ok(index.map(|index| index - 1)),
    }
}

fn data_type(tag: &BytesStart<'_>) -> Result<Type, Refusal> {
    Ok(match attribute(tag, "Type")?.as_deref() {
        Some("Number") => Type::Number,
        Some("DateTime") => Type::Moment,
        Some("Boolean") => Type::Bool,
        Some("Error") => Type::Error,
        _ => Type::Text,
    })
}

/// `2026-10-31T00:00:00.000`
fn moment(text: &str) -> Option<Content<'static>> {
    let (day, time) = text.split_once('T').unwrap_or((text, "0:0:0"));
    let day: Day = day.parse().ok()?;
    let mut parts = time.split(':').map(|part| part.parse::<f64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let seconds = hour * 3_600.0 + minute * 60.0 + second;
    Some(match seconds as u32 {
        0 => Content::Date(day.yyyymmdd()),
        seconds if seconds < 86_400 => Content::DateTime(day.yyyymmdd(), seconds),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Result};
    use crate::intake::reader::{Cell, Limits, Reason, Workbook, read_here};

    fn read(xml: impl AsRef<[u8]>) -> Result<Workbook> {
        read_here("余额.xls", xml.as_ref(), &Limits::default())
    }

    fn cells(book: &Workbook, sheet: usize) -> Vec<String> {
        let row_cells = |row: crate::intake::reader::SheetRow<'_>| {
            let shown = row.cells();
            let shown = shown.map(|(column, cell)| format!("{}={cell:?}", row.place(column)));
            shown.collect::<Vec<_>>()
        };
        book.sheets[sheet].rows().flat_map(row_cells).collect()
    }

    fn reason(error: &Error) -> &str {
        &error.context["reason"]
    }

    fn book(encoding: &str, sheets: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Styles><Style ss:ID=\"s1\"/></Styles>{sheets}</Workbook>"
        )
    }

    fn sheet(rows: &str) -> String {
        book(
            "UTF-8",
            &format!("<Worksheet ss:Name=\"明细\"><Table>{rows}</Table></Worksheet>"),
        )
    }

    #[test]
    fn cells_keep_their_types_and_places() {
        let rows = "<Row><Cell ss:MergeAcross=\"2\"><Data ss:Type=\"String\">余额&amp;日均</Data></Cell>\
            <Cell><Data ss:Type=\"Number\">1234.5</Data></Cell></Row>\
            <Row ss:Index=\"4\" ss:Span=\"1\"><Cell ss:Index=\"2\"><Data ss:Type=\"DateTime\">2026-10-31T00:00:00.000</Data>\
            <Comment><ss:Data><B>批注</B></ss:Data></Comment></Cell>\
            <Cell><Data ss:Type=\"DateTime\">2026-10-31T12:30:00.000</Data></Cell></Row>\
            <Row><Cell><ss:Data ss:Type=\"String\"><B>示例</B>精工&#x4E00;</ss:Data></Cell>\
            <Cell><Data ss:Type=\"Boolean\">1</Data></Cell><Cell><Data ss:Type=\"Error\">#REF!</Data></Cell>\
            <Cell ss:Formula=\"=1\"/><Cell ss:StyleID=\"s1\"/><Cell><Data ss:Type=\"Number\">—</Data></Cell></Row>";
        let book = read(sheet(rows)).unwrap();
        let shown = cells(&book, 0);
        assert_eq!(shown[..2], ["A1=Text(\"余额&日均\")", "D1=Number(1234.5)"]);
        assert!(shown[2].starts_with("B4=Date("), "{shown:?}");
        assert!(shown[3].starts_with("C4=DateTime(") && shown[3].ends_with("45000)"));
        assert_eq!(
            shown[4..],
            [
                "A6=Text(\"示例精工一\")",
                "B6=Bool(true)",
                "C6=Error(Reference)",
                "D6=Error(NotCalculated)",
                "F6=Text(\"—\")"
            ]
        );
        let merge = book.sheets[0].merges[0];
        assert_eq!(format!("{}:{}", merge.first, merge.last), "A1:C1");
        let day = "2026-10-31".parse().unwrap();
        assert_eq!(*book.sheets[0].row_at(1).get(1), Cell::Date(day));
    }

    #[test]
    fn sheets_have_names_and_may_be_hidden() {
        let cell = "<Row><Cell><Data ss:Type=\"String\">示例</Data></Cell></Row>";
        let sheets = format!(
            "<Worksheet ss:Name=\"甲\"><Table>{cell}</Table></Worksheet>\
             <Worksheet ss:Name=\"乙\"><Table>{cell}</Table>\
             <WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
        );
        let chinese = book("GB2312", &sheets);
        let (gb18030, _, _) = encoding_rs::GB18030.encode(&chinese);
        for bytes in [book("UTF-8", &sheets).as_bytes(), &gb18030] {
            let book = read(bytes).unwrap();
            let names: Vec<_> = (book.sheets.iter())
                .map(|sheet| (sheet.name.as_str(), sheet.hidden))
                .collect();
            assert_eq!(names, [("甲", false), ("乙", true)]);
            assert_eq!(cells(&book, 1), ["A1=Text(\"示例\")"]);
        }
    }

    #[test]
    fn limits_refuse_with_their_reason() {
        let refused = |xml: String| reason(&read(xml).unwrap_err()).to_owned();
        let cell = |attributes: &str| {
            format!("<Row><Cell {attributes}><Data ss:Type=\"Number\">1</Data></Cell></Row>")
        };
        assert_eq!(refused(book("UTF-8", "")), Reason::NoSheets.slug());
        assert_eq!(
            refused(sheet(&cell("ss:Index=\"16384\""))),
            Reason::ColumnTooFar.slug()
        );
        assert_eq!(
            refused(sheet(&cell("ss:Index=\"0\""))),
            Reason::Damaged.slug()
        );
        assert_eq!(
            refused(sheet("<Row ss:Index=\"x\"/>")),
            Reason::Damaged.slug()
        );
        assert_eq!(refused(sheet("<Row><Cell></Row>")), Reason::Damaged.slug());
        let whole = sheet(&cell(""));
        let cut = whole[..whole.find("</Row>").unwrap()].to_owned();
        assert_eq!(refused(cut), Reason::Damaged.slug());
        assert_eq!(
            refused(sheet(
                "<Row><Cell><Data ss:Type=\"Error\">#WAT!</Data></Cell></Row>"
            )),
            Reason::UnknownCell.slug()
        );
        assert_eq!(refused(sheet(&"<x>".repeat(100))), Reason::TooDeep.slug());
        let attributes: String = (0..20_000).map(|at| format!("a{at}=\"\" ")).collect();
        assert_eq!(
            refused(sheet(&cell(&attributes))),
            Reason::TagTooLong.slug()
        );
        let long = "x".repeat(200_000);
        let long = sheet(&format!("<Row><Cell><Data>{long}</Data></Cell></Row>"));
        assert_eq!(refused(long), Reason::CellTooLong.slug());
        let bomb = sheet("").replace("<Workbook", "<!DOCTYPE x [<!ENTITY a \"b\">]><Workbook");
        assert_eq!(refused(bomb), Reason::Entities.slug());
        assert_eq!(
            refused(sheet("<Row><Cell><Data>&a;</Data></Cell></Row>")),
            Reason::Entities.slug()
        );
        let up = format!(
            "<Row ss:Index=\"9\"/>{}<Row ss:Index=\"2\"/>{}",
            cell(""),
            cell("")
        );
        assert_eq!(refused(sheet(&up)), Reason::Damaged.slug());
    }
}
