//! Visits planned and past. Their words name amounts and days of the records, so they are filled in from them.

mod told;

use super::DemoClient;
use crate::day::Day;
use crate::intake::record::{DepositAmounts, DepositRecord, LoanRecord};
use crate::money::{Amount, Money, Unit};
use jiff::civil::Weekday;
use rust_decimal::{Decimal, RoundingStrategy};
use told::{Past, Planned};

/// A visit to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVisit {
    /// 客户编号
    pub client: String,
    pub planned_on: Day,
    /// Names of people of this client.
    pub with: Vec<String>,
    pub goals: Vec<String>,
    /// The one ask.
    pub ask: String,
}

/// A visit that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastVisit {
    /// 客户编号
    pub client: String,
    pub on: Day,
    /// Names of people of this client.
    pub with: Vec<String>,
    pub purpose: String,
    pub result: String,
    pub promises: Vec<Promise>,
}

/// 承诺事项
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub by: Side,
    pub text: String,
    pub due: Day,
    /// `None`: still open.
    pub kept_on: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Bank,
    Client,
}

pub(super) fn planned(
    clients: &[DemoClient],
    deposits: &[DepositRecord],
    loans: &[LoanRecord],
    as_of: Day,
) -> Vec<DemoVisit> {
    (told::PLANNED.iter())
        .filter_map(|visit| {
            let client = named(clients, visit.client)?;
            let figures = Figures::of(client, deposits, loans, as_of);
            Some(told_as(visit, client, &figures, as_of))
        })
        .collect()
}

fn told_as(visit: &Planned, client: &DemoClient, figures: &Figures, as_of: Day) -> DemoVisit {
    DemoVisit {
        client: number_of(client),
        planned_on: working_day(as_of.plus_days(visit.in_days), as_of),
        with: names(client, visit.with),
        goals: visit.goals.iter().map(|goal| figures.fill(goal)).collect(),
        ask: figures.fill(visit.ask),
    }
}

pub(super) fn past(clients: &[DemoClient], as_of: Day) -> Vec<PastVisit> {
    (told::PAST.iter())
        .filter_map(|visit| Some(remembered(visit, named(clients, visit.client)?, as_of)))
        .collect()
}

fn remembered(visit: &Past, client: &DemoClient, as_of: Day) -> PastVisit {
    PastVisit {
        client: number_of(client),
        on: weekday_by(as_of.plus_days(-visit.days_ago)),
        with: names(client, visit.with),
        purpose: visit.purpose.to_owned(),
        result: visit.result.to_owned(),
        promises: (visit.promises.iter())
            .map(|promise| Promise {
                by: promise.by,
                text: promise.text.to_owned(),
                due: as_of.plus_days(promise.due_in),
                kept_on: promise.kept_days_ago.map(|days| as_of.plus_days(-days)),
            })
            .collect(),
    }
}

fn named<'a>(clients: &'a [DemoClient], name: &str) -> Option<&'a DemoClient> {
    clients.iter().find(|client| client.spec.name == name)
}

fn number_of(client: &DemoClient) -> String {
    client.reference.number.clone().unwrap_or_default()
}

/// The people in these posts, counted from 0.
fn names(client: &DemoClient, posts: &[usize]) -> Vec<String> {
    posts
        .iter()
        .filter_map(|&post| client.names.get(post).cloned())
        .collect()
}

/// The day, or the Friday before it.
fn weekday_by(day: Day) -> Day {
    match day.date().weekday() {
        Weekday::Saturday => day.plus_days(-1),
        Weekday::Sunday => day.plus_days(-2),
        _ => day,
    }
}

/// The day, or the Friday before it, or where that is past the Monday after.
fn working_day(day: Day, as_of: Day) -> Day {
    let by = weekday_by(day);
    if by == day || by > as_of {
        by
    } else {
        by.plus_days(3)
    }
}

/// What the words of a visit may name.
struct Figures(Vec<(String, String)>);

impl Figures {
    fn of(
        client: &DemoClient,
        deposits: &[DepositRecord],
        loans: &[LoanRecord],
        as_of: Day,
    ) -> Self {
        let own = || {
            deposits
                .iter()
                .filter(|record| record.client == client.reference)
        };
        let newest = own().map(|record| record.as_of).max();
        let three_months_before = newest.map(|day| day.month_end_after(-3));
        let sum = |day: Option<Day>, of: fn(&DepositAmounts) -> Option<Amount>| -> Money {
            own()
                .filter(|record| Some(record.as_of) == day)
                .filter_map(|record| of(&record.amounts))
                .map(|amount| amount.money)
                .sum()
        };
        let point = sum(newest, |amounts| amounts.point);
        let before = sum(three_months_before, |amounts| amounts.point);
        let mut figures = vec![
            ("{三月减少}".to_owned(), in_words((before - point).abs())),
            ("{五日后}".to_owned(), in_month(as_of.plus_days(5))),
            ("{半月后}".to_owned(), in_month(as_of.plus_days(15))),
            ("{一月后}".to_owned(), in_month(as_of.plus_days(30))),
        ];
        let loans = loans.iter().filter(|loan| loan.client == client.reference);
        for (nth, loan) in (1..).zip(loans) {
            let balance = loan
                .balance
                .map_or_else(String::new, |amount| in_words(amount.money));
            let due = loan.matures_on.map_or_else(String::new, in_month);
            figures.push((format!("{{余额{nth}}}"), balance));
            figures.push((format!("{{到期{nth}}}"), due));
        }
        Figures(figures)
    }

    fn fill(&self, words: &str) -> String {
        (self.0.iter()).fold(words.to_owned(), |words, (mark, figure)| {
            words.replace(mark, figure)
        })
    }
}

/// 亿元 from a full one on, else 万元, as people say it (docs/domain.md §2.9).
fn in_words(money: Money) -> String {
    let (unit, places) = if money >= Money::from_yuan(100_000_000) {
        (Unit::Yi, 2)
    } else {
        (Unit::Wan, 0)
    };
    let rounded = (money.in_unit(unit))
        .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    format!("{}{}", with_separators(rounded), unit.label())
}

fn with_separators(number: Decimal) -> String {
    let text = number.to_string();
    let (whole, part) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(w, p)| (w, p));
    let mut separated = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            separated.push(',');
        }
        separated.push(digit);
    }
    if !part.is_empty() {
        separated.push('.');
        separated.push_str(part);
    }
    separated
}

/// 11月24日
fn in_month(day: Day) -> String {
    format!("{}月{}日", day.month(), day.day_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_say_them() {
        assert_eq!(in_words(Money::from_yuan(12_345_678)), "1,235万元");
        assert_eq!(in_words(Money::from_yuan(99_990_000)), "9,999万元");
        assert_eq!(in_words(Money::from_yuan(123_456_789)), "1.23亿元");
        assert_eq!(in_words(Money::from_yuan(1_000_000_000)), "10亿元");
    }

    #[test]
    fn weekends_are_no_visiting_days() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let as_of = day("2026-11-02");
        assert_eq!(working_day(day("2026-11-05"), as_of), day("2026-11-05"));
        assert_eq!(working_day(day("2026-11-07"), as_of), day("2026-11-06"));
        assert_eq!(working_day(day("2026-11-08"), as_of), day("2026-11-06"));
        let friday = day("2026-11-06");
        assert_eq!(working_day(day("2026-11-07"), friday), day("2026-11-09"));
    }
}
