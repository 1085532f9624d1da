//! Calendar days. As-of dates are arguments everywhere: nothing here reads a clock.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar day, stored as the integer `yyyymmdd` (sorts, and stays readable in SQL).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, specta::Type)]
#[sqlx(transparent)]
#[specta(transparent)]
pub struct Day(
    // `2026-11-20` in JSON.
    #[specta(type = String)] i32,
);

impl Day {
    /// Later than any day a bank writes down.
    pub const LAST: Day = Day(99_991_231);

    /// The day of a valid calendar date, `None` for 31 February and the like.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from)
    }

    /// From the stored form `yyyymmdd`.
    pub fn from_yyyymmdd(value: i32) -> Option<Self> {
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        Self::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
    }

    pub fn yyyymmdd(self) -> i32 {
        self.0
    }

    pub fn year(self) -> i16 {
        (self.0 / 10_000) as i16
    }

    pub fn month(self) -> i8 {
        (self.0 / 100 % 100) as i8
    }

    pub fn day_of_month(self) -> i8 {
        (self.0 % 100) as i8
    }

    /// The same day as a jiff date.
    pub fn date(self) -> Date {
        Date::constant(self.year(), self.month(), self.day_of_month())
    }

    /// Whole days from `earlier` to `self`; negative when `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        let span = self.date() - earlier.date();
        i64::from(span.get_days())
    }

    pub fn plus_days(self, days: i64) -> Day {
        Day::from(self.date().saturating_add(jiff::Span::new().days(days)))
    }

    /// The last day of this day's month.
    pub fn month_end(self) -> Day {
        Day::from(self.date().last_of_month())
    }

    /// The last day of the month `months` after (or, negative, before) this one.
    pub fn month_end_after(self, months: i32) -> Day {
        let moved = self
            .date()
            .first_of_month()
            .saturating_add(jiff::Span::new().months(months));
        Day::from(moved.last_of_month())
    }

    /// The same date a year before; a month-end stays one, and 29 February becomes the 28th.
    pub fn year_before(self) -> Day {
        if self == self.month_end() {
            self.month_end_after(-12)
        } else {
            Day::from(self.date().saturating_sub(jiff::Span::new().years(1)))
        }
    }

    /// The last day of the year before: the base of 较年初.
    pub fn previous_year_end(self) -> Day {
        Day((i32::from(self.year()) - 1) * 10_000 + 1231)
    }

    /// The month as `yyyy-mm`.
    pub fn month_label(self) -> String {
        format!("{:04}-{:02}", self.year(), self.month())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day(i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day_of_month()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    /// ISO `yyyy-mm-dd` only; the many styles of workbooks are read in [`crate::intake::value`].
    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        Date::from_str(text)
            .ok()
            .filter(|date| date.year() >= 1900)
            .map(Day::from)
            .ok_or(InvalidDay)
    }
}

/// The text is no date of the form `yyyy-mm-dd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("日期应写作 2026-10-31")]
pub struct InvalidDay;

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn moves_by_whole_months_to_month_ends() {
        assert_eq!(day("2026-10-31").month_end_after(-1), day("2026-09-30"));
        assert_eq!(day("2026-03-31").month_end_after(-1), day("2026-02-28"));
        assert_eq!(day("2026-10-31").month_end_after(-23), day("2024-11-30"));
        assert_eq!(day("2026-10-31").previous_year_end(), day("2025-12-31"));
        assert_eq!(day("2026-11-15").year_before(), day("2025-11-15"));
        assert_eq!(day("2025-02-28").year_before(), day("2024-02-29"));
    }

    #[test]
    fn counts_days_over_leap_years() {
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        assert_eq!(day("2026-10-31").days_since(day("2026-11-30")), -30);
        assert_eq!(day("2026-12-31").plus_days(1), day("2027-01-01"));
    }

    #[test]
    fn refuses_what_is_no_day() {
        assert!(Day::from_yyyymmdd(20_260_230).is_none());
        assert!("2026/10/31".parse::<Day>().is_err());
        assert_eq!(Day::from_yyyymmdd(20_261_031), Some(day("2026-10-31")));
    }
}
