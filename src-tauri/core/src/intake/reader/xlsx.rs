//! Cells of an inspected .xlsx, streamed: nothing is laid out as a grid, so a cell far out costs nothing.

use super::Stop;
use super::archive::{Inspected, View};
use super::cell::{CellError, Place};
use super::limits::Limits;
use super::moment;
use super::protocol::{Content, Sender};
use super::refusal::{Reason, Refusal};
use super::writer::SheetWriter;
use calamine::{CellErrorType, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Write;

type Book = Xlsx<View>;

/// Reads every worksheet and sends its cells.
pub(crate) fn read<W: Write>(
    bytes: Vec<u8>,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let archive = Inspected::of(bytes, limits)?;
    let book = Xlsx::new(View::new(&archive));
    let mut book = book.map_err(|error| refuse(&archive, &error, String::new()))?;
    let epoch_1904 = book.has_1904_epoch();
    let sheets = book.sheets_metadata().to_vec();
    let mut writer = SheetWriter::new(sender, limits);
    for (index, sheet) in sheets.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        writer.sheet(&sheet.name, hidden, epoch_1904)?;
        read_sheet(&archive, &mut book, &sheet.name, &mut writer)?;
        writer.merges(archive.merges(index)?)?;
        if archive.shrinks_numbers() {
            writer.shrunk()?;
        }
        writer.hidden_rows(archive.hidden_rows(index))?;
    }
    match writer.sheets() {
        0 => Err(Reason::NoSheets.at("").into()),
        _ => Ok(()),
    }
}

fn read_sheet<W: Write>(
    archive: &Inspected,
    book: &mut Book,
    name: &str,
    writer: &mut SheetWriter<'_, W>,
) -> Result<(), Stop> {
    let mut last = None;
    let here = |last: Option<Place>| match last {
        None => format!("工作表“{name}”开头"),
        Some(place) => format!("工作表“{name}”的 {place} 之后"),
    };
    let mut cells = (book.worksheet_cells_reader(name))
        .map_err(|error| refuse(archive, &error, format!("工作表“{name}”")))?;
    while let Some(cell) = (cells.next_cell_with_formula_metadata())
        .map_err(|error| refuse(archive, &error, here(last)))?
    {
        let place = Place {
            row: cell.pos.0,
            column: cell.pos.1,
        };
        last = Some(place);
        let content = match content(&cell.value) {
            Some(content) => content,
            None if cell.formula.is_some() => Content::Error(CellError::NotCalculated),
            None => continue,
        };
        writer.cell(place, content)?;
    }
    Ok(())
}

/// `None` for a cell without content.
fn content<'a>(value: &'a DataRef<'_>) -> Option<Content<'a>> {
    let text = |text: &'a str| (!text.is_empty()).then_some(Content::Text(text));
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => text(string),
        DataRef::Int(number) => Some(Content::Number(*number as f64)),
        DataRef::Float(number) => Some(Content::Number(*number)),
        DataRef::Bool(value) => Some(Content::Bool(*value)),
        DataRef::DateTime(number) => Some(moment::of(number)),
        DataRef::Error(error) => Some(Content::Error(error_of(error))),
    }
}

fn error_of(error: &CellErrorType) -> CellError {
    match error {
        CellErrorType::Div0 => CellError::DivisionByZero,
        CellErrorType::NA | CellErrorType::GettingData => CellError::NotAvailable,
        CellErrorType::Name => CellError::Name,
        CellErrorType::Null => CellError::Null,
        CellErrorType::Num => CellError::Number,
        CellErrorType::Ref => CellError::Reference,
        CellErrorType::Value => CellError::Value,
    }
}

/// The archive's reason where it has one. The parser's own words may quote a cell, so they stay behind.
fn refuse(archive: &Inspected, error: &XlsxError, place: String) -> Refusal {
    if let Some(refusal) = archive.refusal() {
        return refusal.reason.at(place);
    }
    match error {
        XlsxError::Password => Reason::Encrypted.into(),
        XlsxError::CellError(_) | XlsxError::CellTAttribute(_) | XlsxError::ParseFloat(_) => {
            Reason::UnknownCell.at(place)
        }
        _ => Reason::Damaged.at(place),
    }
}
