//! The audit trail as a workbook, for compliance.

use super::mark;
use crate::ReportError;
use jiff::tz::TimeZone;
use jingwei_core::audit::{AuditRow, Change};
use jingwei_core::export::Mark;
use jingwei_core::vault::audit::Area;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// What a workbook of the trail says beside its rows.
#[derive(Debug, Clone)]
pub struct AuditTrail<'a> {
    pub rows: &'a [AuditRow],
    /// Where times are told.
    pub zone: &'a TimeZone,
    pub mark: &'a Mark,
}

const HEADER_ROW: u32 = 3;
const FIRST_ROW: u32 = HEADER_ROW + 1;
const A4: u8 = 9;
/// Headings and widths in characters.
const COLUMNS: [(&str, f64); 8] = [
    ("序号", 9.0),
    ("时间", 19.0),
    ("使用者", 12.0),
    ("类别", 12.0),
    ("客户", 30.0),
    ("操作", 60.0),
    ("变更", 50.0),
    ("链上摘要", 20.0),
];

struct Formats {
    title: Format,
    note: Format,
    header: Format,
    text: Format,
    number: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let faint = Color::RGB(0x005F_6A7B);
        let body = || {
            Format::new()
                .set_font_size(10)
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x00E4_E7EC))
        };
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            note: Format::new().set_font_size(9).set_font_color(faint),
            header: Format::new()
                .set_font_size(10)
                .set_font_color(faint)
                .set_background_color(Color::RGB(0x00F8_F9FA))
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x00CC_D2DB)),
            text: body().set_quote_prefix().set_text_wrap(),
            number: body().set_num_format("0"),
            time: body().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl AuditTrail<'_> {
    /// The workbook's bytes.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, ReportError> {
        let mut workbook = Workbook::new();
        let formats = Formats::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("操作记录")?;
        sheet.write_string_with_format(0, 0, "操作记录", &formats.title)?;
        let note = format!(
            "{} 条 · {}",
            self.rows.len(),
            mark::line(self.mark, self.zone),
        );
        sheet.write_string_with_format(1, 0, note, &formats.note)?;
        for (at, (heading, width)) in (0..).zip(COLUMNS) {
            sheet.write_string_with_format(HEADER_ROW, at, heading, &formats.header)?;
            sheet.set_column_width(at, width)?;
        }
        for (at, row) in (FIRST_ROW..).zip(self.rows) {
            self.write_row(sheet, &formats, at, row)?;
        }
        self.set_page(sheet)?;
        mark::sheet(&mut workbook, self.mark, self.zone)?;
        Ok(workbook.save_to_buffer()?)
    }

    fn write_row(
        &self,
        sheet: &mut Worksheet,
        formats: &Formats,
        at: u32,
        row: &AuditRow,
    ) -> Result<(), ReportError> {
        // A workbook knows numbers only as floats: exact far beyond any trail.
        sheet.write_number_with_format(at, 0, row.seq as f64, &formats.number)?;
        let time = row.at.to_zoned_datetime(self.zone.clone()).datetime();
        let time =
            ExcelDateTime::from_ymd(time.year() as u16, time.month() as u8, time.day() as u8)?
                .and_hms(
                    time.hour() as u16,
                    time.minute() as u8,
                    time.second() as f64,
                )?;
        sheet.write_datetime_with_format(at, 1, time, &formats.time)?;
        let changes: Vec<String> = row.changes.iter().map(told).collect();
        let texts = [
            row.user.as_str(),
            label(row.area),
            row.client.as_ref().map_or("", |client| &client.name),
            &row.says,
            &changes.join("\n"),
            &row.hash[..16],
        ];
        for (column, text) in (2..).zip(texts) {
            sheet.write_string_with_format(at, column, text, &formats.text)?;
        }
        Ok(())
    }

    fn set_page(&self, sheet: &mut Worksheet) -> Result<(), ReportError> {
        let last_row = FIRST_ROW + self.rows.len() as u32;
        let last_column = COLUMNS.len() as u16 - 1;
        sheet.set_freeze_panes(FIRST_ROW, 0)?;
        if !self.rows.is_empty() {
            sheet.autofilter(HEADER_ROW, 0, last_row - 1, last_column)?;
        }
        sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
        sheet.set_footer(mark::footer(self.mark, self.zone));
        Ok(())
    }
}

fn told(change: &Change) -> String {
    let of = |text: &str| match text {
        "" => "（空）".to_owned(),
        text => text.to_owned(),
    };
    format!("{}：{} → {}", change.what, of(&change.was), of(&change.is))
}

/// As the filter of the window names them.
pub const fn label(area: Area) -> &'static str {
    match area {
        Area::Vault => "保险库",
        Area::Backup => "备份与恢复",
        Area::Security => "口令与密钥",
        Area::Import => "导入",
        Area::Visit => "拜访",
        Area::Document => "文档",
        Area::Export => "导出",
        Area::Today => "今日事项",
        Area::Privacy => "信息保护",
        Area::Setting => "设置与视图",
    }
}
