//! The rejected rows of an import as a workbook: the file's own headings, so that the mended workbook can be
//! imported like the file, and why each row was rejected in a column that the import does not take. Whose it is
//! stands at the foot of the printed page alone: a line or sheet of its own would be taken for data.

use super::mark;
use crate::ReportError;
use jiff::tz::TimeZone;
use jingwei_core::document::safe_name;
use jingwei_core::export::Mark;
use jingwei_core::intake::preview::RejectedRows;
use rust_xlsxwriter::{Color, Format, Workbook};

/// The heading of the column that says why.
pub const REASON: &str = "原因";

/// `存款 被拒绝的行.xlsx` beside `存款.csv`.
pub fn file_name(file: &str) -> String {
    let stem = std::path::Path::new(file).file_stem().unwrap_or_default();
    safe_name(&format!("{} 被拒绝的行", stem.to_string_lossy()), "xlsx")
}

/// Every cell as the text that stood in the file: nothing a client is called becomes a formula.
pub fn workbook(
    rejected: &RejectedRows,
    mark: &Mark,
    zone: &TimeZone,
) -> Result<Vec<u8>, ReportError> {
    let text = Format::new().set_num_format("@").set_quote_prefix();
    let header = text.clone().set_bold();
    let why = text.clone().set_font_color(Color::RGB(0x00C2_2F2D));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("被拒绝的行")?;
    let mut at = 0;
    if let Some(stated) = &rejected.stated {
        sheet.write_string_with_format(at, 0, stated, &text)?;
        at += 1;
    }
    let headings = rejected.headings.iter().map(String::as_str);
    for (column, heading) in (0..).zip(headings.chain([REASON])) {
        sheet.write_string_with_format(at, column, heading, &header)?;
    }
    sheet.set_freeze_panes(at + 1, 0)?;
    for (row, rejected) in (at + 1..).zip(&rejected.rows) {
        let mut column = 0;
        for cell in &rejected.cells {
            sheet.write_string_with_format(row, column, cell, &text)?;
            column += 1;
        }
        sheet.write_string_with_format(row, column, &rejected.reason, &why)?;
    }
    sheet.autofit();
    sheet.set_footer(mark::footer(mark, zone));
    Ok(workbook.save_to_buffer()?)
}
