//! Whose a workbook is: a line under its title, the foot of each printed page, and a sheet of its own.

use crate::ReportError;
use jiff::tz::TimeZone;
use jingwei_core::export::Mark;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook};

const NOTICE: &str =
    "本文件含客户信息，仅限所列用途使用，用毕删除；未经许可不得转发、复制或带离本行。";

fn when(mark: &Mark, zone: &TimeZone) -> String {
    let at = mark.at.to_zoned_datetime(zone.clone());
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Under the title.
pub fn line(mark: &Mark, zone: &TimeZone) -> String {
    let Mark {
        number,
        user,
        reason,
        ..
    } = mark;
    let at = when(mark, zone);
    format!("第 {number} 次导出 · {user} 于 {at} 导出 · 用途：{reason}")
}

/// In Excel's own writing.
pub fn footer(mark: &Mark, zone: &TimeZone) -> String {
    format!(
        "&L&8{} {} 第 {} 次导出&C&8内部资料&R&8第 &P / &N 页",
        // An ampersand begins a code of the footer.
        mark.user.replace('&', "&&"),
        when(mark, zone),
        mark.number,
    )
}

/// The last sheet: who took the list out of the vault, when and for what.
pub fn sheet(workbook: &mut Workbook, mark: &Mark, zone: &TimeZone) -> Result<(), ReportError> {
    let faint = Color::RGB(0x005F_6A7B);
    let title = Format::new().set_bold().set_font_size(14);
    let name = Format::new().set_font_size(10).set_font_color(faint);
    let text = Format::new()
        .set_font_size(10)
        .set_quote_prefix()
        .set_align(FormatAlign::Left)
        .set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("导出说明")?;
    sheet.set_column_width(0, 12)?;
    sheet.set_column_width(1, 64)?;
    sheet.write_string_with_format(0, 0, "导出说明", &title)?;
    let (number, at) = (format!("第 {} 次", mark.number), when(mark, zone));
    let facts = [
        ("导出编号", number.as_str()),
        ("导出人", &mark.user),
        ("工号", mark.staff_number.as_deref().unwrap_or("—")),
        ("机构", mark.branch.as_deref().unwrap_or("—")),
        ("导出时间", &at),
        ("用途", &mark.reason),
        ("须知", NOTICE),
    ];
    for (row, (what, value)) in (2..).zip(facts) {
        sheet.write_string_with_format(row, 0, what, &name)?;
        sheet.write_string_with_format(row, 1, value, &text)?;
    }
    sheet.set_print_fit_to_pages(1, 1);
    Ok(())
}
