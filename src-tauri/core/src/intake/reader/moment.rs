//! Numbers that a workbook shows as days: which formats mean one, and which day a number is.

use super::protocol::Content;
use crate::day::Day;
use calamine::{ExcelDateTime, ExcelDateTimeType};

/// A number formatted as a date; as a number again where the calendar has no such day (Excel's
/// 1900-02-29, times without a day).
pub(crate) fn content(number: f64, epoch_1904: bool) -> Content<'static> {
    of(&ExcelDateTime::new(
        number,
        ExcelDateTimeType::DateTime,
        epoch_1904,
    ))
}

/// The same of what the library took for a date or a duration; durations are numbers.
pub(crate) fn of(moment: &ExcelDateTime) -> Content<'static> {
    let number = moment.as_f64();
    let in_range = moment.is_datetime() && (1.0..2_958_466.0).contains(&number);
    if !in_range {
        return Content::Number(number);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let calendar = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok());
    let known = calendar.and_then(|((year, month), day)| Day::new(year, month, day));
    match known {
        None => Content::Number(number),
        Some(day) if number.fract() == 0.0 => Content::Date(day.yyyymmdd()),
        Some(day) => {
            let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second);
            Content::DateTime(day.yyyymmdd(), seconds)
        }
    }
}

/// Number formats that need no code: days, times, and the East Asian ones among them
/// (ECMA-376-1 18.8.30).
pub(crate) fn is_built_in_date(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a number format's code shows a day or a time of day: it has one of their letters outside
/// quotes, escapes and brackets. Elapsed time (`[h]:mm`) is no day.
pub(crate) fn is_date_format(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|&c| c == '"')),
            // The next one is shown as it is, is as wide as the space, or fills it.
            '\\' | '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|&c| c != ']').collect();
                let elapsed = |letter: char| {
                    !inside.is_empty() && inside.chars().all(|c| c.eq_ignore_ascii_case(&letter))
                };
                if ['h', 'm', 's'].into_iter().any(elapsed) {
                    return false;
                }
            }
            // Only the format of positive numbers counts.
            ';' => return false,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_days_are_told_from_those_of_numbers() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\";@",
            "[$-804]yyyy年m月d日",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "m/d/yy h:mm",
            "上午/下午h\"时\"mm\"分\"",
            "[Red]YYYY/M/D",
        ] {
            assert!(is_date_format(code), "{code}");
        }
        for code in [
            "General",
            "G/通用格式",
            "0.00",
            "#,##0.00_);[Red]\\(#,##0.00\\)",
            "#,##0.00\"元/day\"",
            "0.00E+00",
            "[h]:mm:ss",
            "[MM]:ss",
            "_-\\d#,##0",
            "@",
            "0;yyyy",
        ] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn numbers_become_days_of_both_calendars() {
        assert_eq!(content(46_326.0, false), Content::Date(20_261_031));
        assert_eq!(content(44_864.0, true), Content::Date(20_261_031));
        assert_eq!(
            content(46_326.5, false),
            Content::DateTime(20_261_031, 43_200)
        );
        assert_eq!(content(60.0, false), Content::Number(60.0));
        assert_eq!(content(0.25, false), Content::Number(0.25));
        assert_eq!(content(-1e300, false), Content::Number(-1e300));
    }
}
