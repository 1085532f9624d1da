//! The list as a workbook, for printing and further work: amounts in 万元.

use super::{ClientList, Content, amount, content, day, growth, heading, movement_word, text};
use crate::ReportError;
use crate::xlsx::mark;
use jingwei_core::client::list::SortKey;
use jingwei_core::day::Day;
use jingwei_core::metrics::{Comparison, Movement};
use jingwei_core::money::{Money, Unit};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
};

const TITLE_ROW: u32 = 0;
const NOTE_ROW: u32 = 1;
const HEADER_ROW: u32 = 3;
const FIRST_ROW: u32 = HEADER_ROW + 1;
const A4: u8 = 9;

struct Formats {
    title: Format,
    note: Format,
    header: Format,
    header_right: Format,
    text: Format,
    amount: Format,
    growth: Format,
    word: Format,
    day: Format,
    count: Format,
    total: Format,
    total_amount: Format,
}

impl Formats {
    fn new() -> Self {
        let line = Color::RGB(0x00E4_E7EC);
        let faint = Color::RGB(0x005F_6A7B);
        let body = || {
            Format::new()
                .set_font_size(10)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(line)
        };
        let header = || {
            Format::new()
                .set_font_size(10)
                .set_font_color(faint)
                .set_background_color(Color::RGB(0x00F8_F9FA))
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(Color::RGB(0x00CC_D2DB))
        };
        let total = || {
            Format::new()
                .set_bold()
                .set_font_size(10)
                .set_border_top(FormatBorder::Thin)
        };
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            note: Format::new().set_font_size(9).set_font_color(faint),
            header: header().set_align(FormatAlign::Left).set_indent(1),
            header_right: header().set_align(FormatAlign::Right),
            // Indented, so that a number to the left stays apart; shrunk rather than cut.
            text: body()
                .set_quote_prefix()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_shrink(),
            amount: body().set_num_format("#,##0.00;\u{2212}#,##0.00"),
            growth: body().set_num_format("+0.00%;\u{2212}0.00%;0.00%"),
            word: body().set_align(FormatAlign::Right),
            day: body()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Right),
            count: body().set_num_format("0"),
            total: total(),
            total_amount: total().set_num_format("#,##0.00;\u{2212}#,##0.00"),
        }
    }
}

impl ClientList<'_> {
    /// The workbook's bytes.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, ReportError> {
        let mut workbook = Workbook::new();
        let formats = Formats::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("客户清单")?;
        self.write_heading(sheet, &formats)?;
        for (at, key) in (0..).zip(self.columns) {
            self.write_column(sheet, &formats, at, *key)?;
        }
        self.set_page(sheet)?;
        mark::sheet(&mut workbook, self.mark, self.zone)?;
        Ok(workbook.save_to_buffer()?)
    }

    fn write_heading(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), ReportError> {
        sheet.write_string_with_format(
            TITLE_ROW,
            0,
            self.title,
            &formats.title.clone().set_quote_prefix(),
        )?;
        let note = format!(
            "{} 户 · 金额单位：{}（人民币） · 数据截至 {} · {}",
            self.rows.len(),
            Unit::Wan.label(),
            self.data_day()
                .map_or_else(|| "—".into(), |day| day.to_string()),
            mark::line(self.mark, self.zone),
        );
        sheet.write_string_with_format(NOTE_ROW, 0, note, &formats.note)?;
        Ok(())
    }

    /// The newest day any of the figures holds for.
    fn data_day(&self) -> Option<Day> {
        let days = self.rows.iter();
        days.flat_map(|row| [row.deposit_day, row.loan_day])
            .flatten()
            .max()
    }

    fn write_column(
        &self,
        sheet: &mut Worksheet,
        formats: &Formats,
        at: u16,
        key: SortKey,
    ) -> Result<(), ReportError> {
        let content = content(key);
        let header = match content {
            Content::Text => &formats.header,
            _ => &formats.header_right,
        };
        sheet.write_string_with_format(HEADER_ROW, at, heading(key), header)?;
        sheet.set_column_width(at, width(key))?;
        for (row, client) in (FIRST_ROW..).zip(self.rows) {
            match content {
                Content::Text => {
                    sheet.write_string_with_format(row, at, text(client, key), &formats.text)?;
                }
                Content::Amount => match amount(client, key) {
                    Some(money) => {
                        sheet.write_number_with_format(row, at, in_wan(money), &formats.amount)?;
                    }
                    None => drop(sheet.write_blank(row, at, &formats.amount)?),
                },
                Content::Growth => write_growth(sheet, formats, row, at, growth(client, key))?,
                Content::Day => match day(client, key) {
                    Some(day) => {
                        let date = ExcelDateTime::from_ymd(
                            day.year() as u16,
                            day.month() as u8,
                            day.day_of_month() as u8,
                        )?;
                        sheet.write_datetime_with_format(row, at, date, &formats.day)?;
                    }
                    None => drop(sheet.write_blank(row, at, &formats.day)?),
                },
                Content::Count => match client.overdue_days {
                    Some(days) => {
                        sheet.write_number_with_format(row, at, days, &formats.count)?;
                    }
                    None => drop(sheet.write_blank(row, at, &formats.count)?),
                },
            }
        }
        self.write_total(sheet, formats, at, key)
    }

    /// A live sum of the rows that a filter leaves visible, with its result for viewers that do not compute.
    fn write_total(
        &self,
        sheet: &mut Worksheet,
        formats: &Formats,
        at: u16,
        key: SortKey,
    ) -> Result<(), ReportError> {
        let row = FIRST_ROW + self.rows.len() as u32;
        if content(key) == Content::Amount && !self.rows.is_empty() {
            let sum: Money = self
                .rows
                .iter()
                .filter_map(|client| amount(client, key))
                .sum();
            let column = rust_xlsxwriter::column_number_to_name(at);
            let formula = format!("=SUBTOTAL(109,{column}{}:{column}{row})", FIRST_ROW + 1);
            let formula = Formula::new(formula).set_result(in_wan(sum).to_string());
            sheet.write_formula_with_format(row, at, formula, &formats.total_amount)?;
        } else if at == 0 {
            sheet.write_string_with_format(row, at, "合计", &formats.total)?;
        } else {
            sheet.write_blank(row, at, &formats.total)?;
        }
        Ok(())
    }

    fn set_page(&self, sheet: &mut Worksheet) -> Result<(), ReportError> {
        let last_row = FIRST_ROW + self.rows.len() as u32;
        let last_column = (self.columns.len() as u16).saturating_sub(1);
        sheet.set_freeze_panes(FIRST_ROW, 1)?;
        if !self.rows.is_empty() {
            sheet.autofilter(HEADER_ROW, 0, last_row - 1, last_column)?;
        }
        sheet
            .set_paper_size(A4)
            .set_landscape()
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
        sheet.set_print_area(0, 0, last_row, last_column)?;
        sheet.set_footer(mark::footer(self.mark, self.zone));
        Ok(())
    }
}

fn write_growth(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: u32,
    at: u16,
    comparison: Option<&Comparison>,
) -> Result<(), ReportError> {
    match comparison.map(|comparison| comparison.movement) {
        Some(Movement::Growth(rate)) => {
            let rate = rate.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, at, rate, &formats.growth)?;
        }
        Some(word) => {
            sheet.write_string_with_format(row, at, movement_word(word), &formats.word)?;
        }
        None => drop(sheet.write_blank(row, at, &formats.growth)?),
    }
    Ok(())
}

/// In characters.
const fn width(key: SortKey) -> f64 {
    match key {
        SortKey::Name => 36.0,
        SortKey::Code => 21.0,
        SortKey::Industry | SortKey::Branch => 20.0,
        SortKey::Deposits
        | SortKey::YearAverage
        | SortKey::Point
        | SortKey::Loans
        | SortKey::OffBalance => 15.0,
        _ => 12.0,
    }
}

/// A workbook knows numbers only as floats; 万元 to the 分 are exact to the digit shown.
fn in_wan(money: Money) -> f64 {
    money.in_unit(Unit::Wan).to_f64().unwrap_or_default()
}
