//! Cells of an inspected .xlsx, streamed: nothing is laid out as a grid, so a cell far out costs nothing.

use super::Stop;
use super::archive::{Inspected, View};
use super::cell::{CellError, Place};
use super::limits::Limits;
use super::protocol::{Content, Record, Sender};
use super::refusal::{Reason, Refusal};
use crate::day::Day;
use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
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
    if sheets.len() as u64 > limits.sheets {
        return Err(Reason::TooManySheets
            .at(format!("{} 张", sheets.len()))
            .into());
    }
    let mut room = limits.cells;
    let mut any = false;
    for (index, sheet) in sheets.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        any = true;
        sender.send(&Record::Sheet {
            name: &sheet.name,
            hidden: sheet.visible != SheetVisible::Visible,
            epoch_1904,
        })?;
        read_sheet(&archive, &mut book, &sheet.name, limits, &mut room, sender)?;
        sender.send(&Record::Merges(archive.merges(index)?))?;
    }
    if !any {
        return Err(Reason::NoSheets.at("").into());
    }
    Ok(())
}

fn read_sheet<W: Write>(
    archive: &Inspected,
    book: &mut Book,
    name: &str,
    limits: &Limits,
    room: &mut u64,
    sender: &mut Sender<W>,
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
        if place.column >= limits.columns {
            return Err(Reason::ColumnTooFar
                .at(format!("工作表“{name}”的 {place}"))
                .into());
        }
        *room = room.checked_sub(1).ok_or_else(|| {
            Reason::TooManyCells.at(format!("工作表“{name}”，超过 {} 个", limits.cells))
        })?;
        sender.send(&Record::Cell(place.row, place.column, content))?;
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
        DataRef::DateTime(moment) => Some(date(moment)),
        DataRef::Error(error) => Some(Content::Error(error_of(error))),
    }
}

/// A number formatted as a date; as a number again where the calendar has no such day (Excel's
/// 1900-02-29, times without a day, durations).
fn date(moment: &ExcelDateTime) -> Content<'static> {
    let number = moment.as_f64();
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let in_range = moment.is_datetime() && (1.0..2_958_466.0).contains(&number);
    let calendar = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok());
    let known = calendar.and_then(|((year, month), day)| Day::new(year, month, day));
    match known.filter(|_| in_range) {
        None => Content::Number(number),
        Some(day) if number.fract() == 0.0 => Content::Date(day.yyyymmdd()),
        Some(day) => {
            let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
            Content::DateTime(day.yyyymmdd(), seconds)
        }
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
