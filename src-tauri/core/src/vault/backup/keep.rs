//! Which backups stay: of the last days, weeks and months the newest one each. Pure.

use jiff::civil::Date;
use std::collections::BTreeSet;

/// How many days, weeks and months that have a backup keep one. Settings, not constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    pub daily: u32,
    pub weekly: u32,
    pub monthly: u32,
}

/// Of backups made at these local times, newest first, the places of those that stay. The newest one always
/// does.
pub fn kept(made: &[jiff::civil::DateTime], keep: Keep) -> BTreeSet<usize> {
    let mut kept = BTreeSet::new();
    if !made.is_empty() {
        kept.insert(0);
    }
    newest_of_each(made, keep.daily, |date| date, &mut kept);
    newest_of_each(made, keep.weekly, monday, &mut kept);
    newest_of_each(made, keep.monthly, |date| date.first_of_month(), &mut kept);
    kept
}

fn newest_of_each(
    made: &[jiff::civil::DateTime],
    most: u32,
    period: impl Fn(Date) -> Date,
    kept: &mut BTreeSet<usize>,
) {
    let mut seen = BTreeSet::new();
    for (at, made) in made.iter().enumerate() {
        if seen.len() == most as usize {
            return;
        }
        if seen.insert(period(made.date())) {
            kept.insert(at);
        }
    }
}

fn monday(date: Date) -> Date {
    let past = i64::from(date.weekday().to_monday_zero_offset());
    date.saturating_sub(jiff::Span::new().days(past))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::DateTime;

    const USUAL: Keep = Keep {
        daily: 7,
        weekly: 4,
        monthly: 12,
    };

    /// One each evening, newest first.
    fn evenings(last: &str, count: i64) -> Vec<DateTime> {
        let last: Date = last.parse().unwrap();
        let before = |days| last.saturating_sub(jiff::Span::new().days(days));
        (0..count)
            .map(|days| before(days).at(18, 0, 0, 0))
            .collect()
    }

    #[test]
    fn a_year_of_evenings_leaves_seven_days_four_weeks_and_twelve_months() {
        let made = evenings("2026-11-27", 400);
        let kept: Vec<String> = (kept(&made, USUAL).into_iter())
            .map(|at| made[at].date().to_string())
            .collect();
        assert_eq!(
            kept,
            [
                "2026-11-27",
                "2026-11-26",
                "2026-11-25",
                "2026-11-24",
                "2026-11-23",
                "2026-11-22",
                "2026-11-21",
                "2026-11-15",
                "2026-11-08",
                "2026-10-31",
                "2026-09-30",
                "2026-08-31",
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
                "2026-02-28",
                "2026-01-31",
                "2025-12-31",
            ]
        );
    }

    #[test]
    fn of_one_day_the_newest_stays_and_days_without_one_do_not_count() {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let made = [
            at("2026-11-27T18:00"),
            at("2026-11-27T09:00"),
            at("2026-09-01T09:00"),
            at("2026-09-01T08:00"),
        ];
        assert_eq!(kept(&made, USUAL), BTreeSet::from([0, 2]));
    }

    #[test]
    fn the_newest_one_stays_whatever_the_settings_say() {
        let none = Keep {
            daily: 0,
            weekly: 0,
            monthly: 0,
        };
        assert_eq!(kept(&evenings("2026-11-27", 9), none), BTreeSet::from([0]));
        assert!(kept(&[], USUAL).is_empty());
    }
}
