//! Months in a row, for charts: what each stood at, with the same month a year before beside it. A month of
//! which nothing is known is a gap, never a zero and never drawn through.

use super::HOME;
use super::deposits::MonthPoint;
use crate::day::Day;
use crate::dossier::{Dossier, MONTHS};
use crate::money::Money;
use serde::Serialize;
use std::collections::BTreeMap;

/// CNY sums of one calendar month, each at the newest day known in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct TrendMonth {
    /// The month's last day.
    pub month: Day,
    pub point: Option<Money>,
    pub month_average: Option<Money>,
    pub year_average: Option<Money>,
    /// The same figures of the same month a year before.
    pub prior_point: Option<Money>,
    pub prior_month_average: Option<Money>,
    pub loans: Option<Money>,
    pub off_balance: Option<Money>,
}

/// From the first month known to the last, ascending; at most 24, without holes in the months themselves.
pub fn months(dossier: &Dossier, deposits: &[MonthPoint]) -> Vec<TrendMonth> {
    let deposits: BTreeMap<Day, &MonthPoint> = (deposits.iter())
        .map(|point| (point.as_of.month_end(), point))
        .collect();
    let [loans, off_balance] = [false, true].map(|off| loan_months(dossier, off));
    let known = || {
        (deposits.keys().chain(loans.keys()))
            .chain(off_balance.keys())
            .copied()
    };
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return Vec::new();
    };
    let first = first.max(last.month_end_after(1 - MONTHS));
    let mut months = Vec::new();
    let mut month = first;
    while month <= last {
        let now = deposits.get(&month);
        let prior = deposits.get(&month.month_end_after(-12));
        months.push(TrendMonth {
            month,
            point: now.and_then(|m| m.point),
            month_average: now.and_then(|m| m.month_average),
            year_average: now.and_then(|m| m.year_average),
            prior_point: prior.and_then(|m| m.point),
            prior_month_average: prior.and_then(|m| m.month_average),
            loans: loans.get(&month).copied().flatten(),
            off_balance: off_balance.get(&month).copied().flatten(),
        });
        month = month.month_end_after(1);
    }
    months
}

/// By month end, the sum on the newest day known in that month.
fn loan_months(dossier: &Dossier, off_balance: bool) -> BTreeMap<Day, Option<Money>> {
    let mut newest: BTreeMap<Day, Day> = BTreeMap::new();
    for point in (dossier.loan_points.iter()).filter(|point| point.off_balance == off_balance) {
        let day = newest.entry(point.as_of.month_end()).or_insert(point.as_of);
        *day = point.as_of.max(*day);
    }
    newest
        .into_iter()
        .map(|(month, day)| (month, loans_on(dossier, off_balance, day)))
        .collect()
}

/// CNY loans, or off-balance items, on a day; `None` where that day's list says no balance.
pub fn loans_on(dossier: &Dossier, off_balance: bool, day: Day) -> Option<Money> {
    let on = (dossier.loan_points.iter()).filter(|point| {
        point.off_balance == off_balance && point.as_of == day && point.currency == HOME
    });
    Money::sum_known(on.map(|point| point.balance.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::Deposits;
    use super::super::fixture::{account, day, dossier, loan_point, wan};
    use super::*;

    #[test]
    fn the_newest_day_of_a_month_stands_for_it_and_an_unknown_month_is_a_gap() {
        let mut dossier = dossier("2026-11-20");
        dossier.accounts = vec![account(
            "1",
            "CNY",
            &[
                ("2026-08-31", 80),
                ("2026-10-31", 100),
                ("2026-11-10", 110),
                ("2026-11-18", 120),
            ],
        )];
        let deposits = Deposits::of(&dossier);
        let months = months(&dossier, &deposits.months);
        let points: Vec<Option<Money>> = months.iter().map(|month| month.point).collect();
        assert_eq!(
            points,
            [Some(wan(80)), None, Some(wan(100)), Some(wan(120))]
        );
        assert_eq!(months[3].month, day("2026-11-30"));
    }

    #[test]
    fn the_prior_year_stands_beside_its_month() {
        let mut dossier = dossier("2026-11-20");
        dossier.accounts = vec![account(
            "1",
            "CNY",
            &[("2025-10-31", 86), ("2026-10-31", 100)],
        )];
        let deposits = Deposits::of(&dossier);
        let months = months(&dossier, &deposits.months);
        assert_eq!(months.len(), 13);
        assert_eq!(months[12].prior_point, Some(wan(86)));
        assert_eq!(months[11].prior_point, None);
    }

    #[test]
    fn settled_loans_count_in_the_months_they_stood_in_and_other_currencies_never() {
        let mut dossier = dossier("2026-11-20");
        dossier.loan_points = vec![
            loan_point("CNY", false, "2026-09-30", 30),
            loan_point("CNY", false, "2026-09-30", 12),
            loan_point("USD", false, "2026-09-30", 99),
            loan_point("CNY", true, "2026-09-30", 5),
            loan_point("CNY", false, "2026-10-31", 30),
        ];
        let months = months(&dossier, &[]);
        assert_eq!(months[0].loans, Some(wan(42)));
        assert_eq!(months[0].off_balance, Some(wan(5)));
        assert_eq!(months[1].loans, Some(wan(30)));
        assert_eq!(months[1].off_balance, None);
        assert_eq!(months[0].point, None);
    }

    #[test]
    fn two_years_at_most_and_nothing_from_nothing() {
        let mut dossier = dossier("2026-11-20");
        assert!(months(&dossier, &[]).is_empty());
        dossier.loan_points = vec![
            loan_point("CNY", false, "2024-01-31", 1),
            loan_point("CNY", false, "2026-10-31", 2),
        ];
        let months = months(&dossier, &[]);
        assert_eq!(months.len(), 24);
        assert_eq!(months[0].month, day("2024-11-30"));
    }
}
