use super::*;
use crate::industry::{Proposal, propose};
use crate::intake::record::{Classification, DepositAmounts};
use crate::metrics::daily_average;
use crate::product::{Ledger, resolve};
use std::collections::{BTreeMap, BTreeSet};

const DAYS: [&str; 7] = [
    "2026-10-31",
    "2026-11-02",
    "2026-12-31",
    "2027-01-01",
    "2027-02-27",
    "2028-02-29",
    "2027-07-15",
];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn each_day(check: impl Fn(Day, DemoPortfolio)) {
    for text in DAYS {
        check(day(text), portfolio(day(text)));
    }
}

fn number(client: &ClientRef) -> String {
    client.number.clone().unwrap()
}

fn fen(amount: Option<Amount>) -> i64 {
    amount.unwrap().money.fen()
}

#[test]
fn the_same_day_gives_the_same_portfolio() {
    each_day(|as_of, demo| assert_eq!(demo, portfolio(as_of)));
    assert_ne!(portfolio(day(DAYS[0])), portfolio(day(DAYS[2])));
}

#[test]
fn forty_clients_told_apart() {
    let demo = portfolio(day(DAYS[1]));
    assert_eq!(demo.clients.len(), 40);
    let distinct = |of: fn(&ClientRef) -> Option<&String>| {
        (demo.clients.iter())
            .filter_map(|record| of(&record.client))
            .collect::<BTreeSet<_>>()
            .len()
    };
    assert_eq!(distinct(|client| client.number.as_ref()), 40);
    assert_eq!(distinct(|client| client.code.as_ref()), 40);
    assert_eq!(distinct(|client| client.name.as_ref()), 40);
    let first: Vec<&str> = (demo.clients[..3].iter())
        .filter_map(|record| record.client.name.as_deref())
        .collect();
    assert_eq!(
        first,
        [
            "示例精工股份有限公司",
            "示例新材料有限公司",
            "示例供应链管理有限公司"
        ]
    );
    let codes = demo
        .clients
        .iter()
        .filter_map(|record| record.client.code.as_ref());
    assert!(
        codes
            .clone()
            .all(|code| code.len() == 18 && code.starts_with("91000000DEM"))
    );
    for tier in ["战略客户", "重点客户", "潜力客户", "一般客户"] {
        let of_tier = demo
            .clients
            .iter()
            .filter(|c| c.tier.as_deref() == Some(tier))
            .count();
        assert!(of_tier >= 4, "{tier} {of_tier}");
    }
}

#[test]
fn every_label_is_known() {
    let demo = portfolio(day(DAYS[1]));
    for client in &demo.clients {
        let label = client.industry_label.as_deref().unwrap();
        assert_ne!(propose(label), Proposal::Unknown, "{label}");
        assert!(client.founded_on.is_some() && client.legal_rep.is_some());
    }
    for deposit in &demo.deposits {
        assert!(resolve(deposit.product.as_deref().unwrap(), Ledger::Deposits).is_some());
    }
    for loan in &demo.loans {
        let product = resolve(loan.product.as_deref().unwrap(), Ledger::Loans).unwrap();
        assert_eq!(product.off_balance, loan.rate.is_none(), "{}", product.name);
    }
}

#[test]
fn unlike_clients_are_there() {
    let demo = portfolio(day(DAYS[1]));
    let longest = demo
        .clients
        .iter()
        .filter_map(|c| c.client.name.as_ref())
        .map(|n| n.chars().count())
        .max();
    assert_eq!(longest, Some(60));
    assert!(
        demo.people
            .iter()
            .any(|person| person.name.chars().any(|c| c > '\u{ffff}'))
    );
    let without = |numbers: BTreeSet<String>| 40 - numbers.len();
    assert_eq!(
        without(demo.people.iter().map(|p| number(&p.client)).collect()),
        1
    );
    assert_eq!(
        without(demo.deposits.iter().map(|d| number(&d.client)).collect()),
        1
    );
    assert!(without(demo.loans.iter().map(|l| number(&l.client)).collect()) >= 2);
}

#[test]
fn people_have_names_of_their_own_and_jobs() {
    let demo = portfolio(day(DAYS[1]));
    let mut of_client: BTreeMap<String, usize> = BTreeMap::new();
    for person in &demo.people {
        assert!(!person.jobs.is_empty() && person.jobs.iter().all(|job| !job.contains('/')));
        *of_client.entry(number(&person.client)).or_default() += 1;
    }
    assert!(
        of_client.values().all(|people| (3..=8).contains(people)),
        "{of_client:?}"
    );
    let names: BTreeSet<&String> = demo.people.iter().map(|person| &person.name).collect();
    assert_eq!(names.len(), demo.people.len());
    let jobs = |name: &str| {
        demo.people
            .iter()
            .find(|p| p.name == name)
            .unwrap()
            .jobs
            .clone()
    };
    assert_eq!(jobs("沈知衡"), ["董事长", "法定代表人"]);
    assert_eq!(jobs("顾砚秋"), ["财务总监"]);
    assert_eq!(jobs("叶书宁"), ["财务经理"]);
    assert_eq!(jobs("陆闻笙"), ["总经理"]);
}

#[test]
fn balances_run_on_from_month_to_month() {
    each_day(|as_of, demo| {
        let mut accounts: BTreeMap<&str, Vec<&DepositRecord>> = BTreeMap::new();
        for record in &demo.deposits {
            accounts.entry(&record.account).or_default().push(record);
        }
        for records in accounts.values() {
            assert!(records.len() <= 24);
            let last = records.last().unwrap().as_of;
            assert!(last <= as_of && last == last.month_end() && last.month_end_after(1) > as_of);
            for pair in records.windows(2) {
                assert_eq!(pair[1].as_of, pair[0].as_of.month_end_after(1));
                assert_eq!(pair[1].amounts.month_start, pair[0].amounts.point);
                let expected = match pair[1].as_of.month() {
                    1 => pair[0].amounts.point,
                    _ => pair[0].amounts.year_start,
                };
                assert_eq!(pair[1].amounts.year_start, expected);
            }
            records
                .iter()
                .for_each(|record| month_is_sound(&record.amounts));
        }
        let whole = accounts
            .values()
            .filter(|records| records.len() == 24)
            .count();
        assert!(whole > 50 && accounts.values().any(|records| records.len() == 5));
    });
}

fn month_is_sound(amounts: &DepositAmounts) {
    let (start, point, average) = (
        fen(amounts.month_start),
        fen(amounts.point),
        fen(amounts.month_average),
    );
    assert!(start.min(point) <= average && average <= start.max(point));
    assert!(point > 0 && start >= 0 && fen(amounts.year_average) > 0);
}

#[test]
fn year_averages_are_months_by_their_days() {
    each_day(|_, demo| {
        let mut months: BTreeMap<(&str, i16), Vec<(u32, Money)>> = BTreeMap::new();
        for record in &demo.deposits {
            let spans = months
                .entry((&record.account, record.as_of.year()))
                .or_default();
            let average = record.amounts.month_average.unwrap().money;
            spans.push((record.as_of.day_of_month() as u32, average));
            // Years whose January is not shown cannot be added up from outside.
            if spans.len() as i8 == record.as_of.month() {
                let expected = daily_average::weighted(spans);
                assert_eq!(record.amounts.year_average.map(|a| a.money), expected);
            }
        }
    });
}

#[test]
fn margins_follow_acceptances() {
    let demo = portfolio(day(DAYS[1]));
    let sum_by_client = |items: &mut dyn Iterator<Item = (&ClientRef, i64)>| {
        items.fold(
            BTreeMap::new(),
            |mut sums: BTreeMap<String, i64>, (client, fen)| {
                *sums.entry(number(client)).or_default() += fen;
                sums
            },
        )
    };
    let acceptances = sum_by_client(
        &mut (demo.loans.iter())
            .filter(|loan| loan.product.as_deref() == Some("银行承兑汇票"))
            .map(|loan| (&loan.client, fen(loan.balance))),
    );
    let margins = sum_by_client(
        &mut (demo.deposits.iter())
            .filter(|d| d.as_of == day("2026-10-31") && d.product.as_deref() == Some("保证金存款"))
            .map(|deposit| (&deposit.client, fen(deposit.amounts.point))),
    );
    assert!(acceptances.len() >= 7);
    for (client, accepted) in acceptances {
        assert_eq!(margins[&client], accepted * 3 / 10, "{client}");
    }
}

#[test]
fn accounts_and_items_are_within_bounds() {
    each_day(|as_of, demo| {
        for client in &demo.clients {
            let mut accounts: Vec<&str> = (demo.deposits.iter())
                .filter(|record| record.client == client.client)
                .map(|record| record.account.as_str())
                .collect();
            accounts.dedup();
            assert!(accounts.len() <= 6);
        }
        for loan in &demo.loans {
            let (drawn, matures) = (loan.drawn_on.unwrap(), loan.matures_on.unwrap());
            assert!(
                drawn < loan.as_of && drawn < matures && loan.as_of <= as_of,
                "{}",
                loan.loan
            );
            assert!(fen(loan.balance) <= fen(loan.amount));
            let overdue = loan.as_of.days_since(matures).max(0);
            assert_eq!(i64::from(loan.overdue_days.unwrap()), overdue);
        }
    });
}

#[test]
fn earlier_lists_told_of_what_ran_then_and_of_smaller_loans_repaid_since() {
    each_day(|_, demo| {
        let ledger_day = demo.loans[0].as_of;
        let mut ends: Vec<Day> = demo.earlier_loans.iter().map(|loan| loan.as_of).collect();
        ends.dedup();
        ends.sort();
        ends.dedup();
        assert_eq!(ends.len(), 12);
        assert_eq!(ends.last(), Some(&ledger_day.month_end_after(-1)));
        let sum = |end: Day| -> i64 {
            let then = demo.earlier_loans.iter().filter(|loan| loan.as_of == end);
            then.map(|loan| fen(loan.balance)).sum()
        };
        assert!(0 < sum(ends[0]) && sum(ends[0]) < sum(ends[11]));
        for loan in &demo.earlier_loans {
            assert!(loan.drawn_on.unwrap() <= loan.as_of, "{}", loan.loan);
            let repaid = loan.matures_on.unwrap() <= ledger_day;
            let runs = demo.loans.iter().any(|now| now.loan == loan.loan);
            assert!(repaid || runs, "{}", loan.loan);
        }
    });
}

#[test]
fn maturities_and_classes_give_something_to_do() {
    each_day(|as_of, demo| {
        let due = |days: std::ops::RangeInclusive<i64>| {
            let ahead = demo
                .loans
                .iter()
                .map(|loan| loan.matures_on.unwrap().days_since(as_of));
            ahead.filter(|ahead| days.contains(ahead)).count()
        };
        assert!(due(0..=7) >= 2 && due(8..=30) >= 5 && due(31..=90) >= 8);
        let overdue = demo
            .loans
            .iter()
            .filter(|loan| loan.overdue_days > Some(0))
            .count();
        assert_eq!(overdue, 2);
        for class in [Classification::SpecialMention, Classification::Substandard] {
            assert!(demo.loans.iter().any(|loan| loan.class == Some(class)));
        }
    });
}

#[test]
fn visits_are_soon_and_meet_people_of_the_client() {
    each_day(|as_of, demo| {
        assert_eq!(demo.visits.len(), 9);
        let knows = |client: &str, name: &String| {
            (demo.people.iter())
                .any(|p| p.name == *name && p.client.number.as_deref() == Some(client))
        };
        for visit in &demo.visits {
            assert!(
                (1..=10).contains(&visit.planned_on.days_since(as_of)),
                "{visit:?}"
            );
            assert!(
                !visit.with.is_empty() && visit.with.iter().all(|name| knows(&visit.client, name))
            );
            assert_eq!(visit.goals.len(), 3);
            let words = visit.goals.iter().chain([&visit.ask]);
            assert!(
                words
                    .clone()
                    .all(|words| !words.is_empty() && !words.contains(['{', '}'])),
                "{visit:?}"
            );
        }
        for visit in &demo.past_visits {
            assert!(visit.on < as_of && visit.with.iter().all(|name| knows(&visit.client, name)));
            for promise in &visit.promises {
                assert!(
                    promise.due > visit.on
                        && promise
                            .kept_on
                            .is_none_or(|kept| kept > visit.on && kept < as_of)
                );
            }
        }
        for visit in &demo.visits {
            let past = demo
                .past_visits
                .iter()
                .filter(|past| past.client == visit.client);
            assert!((2..=4).contains(&past.count()));
        }
    });
}

#[test]
fn words_name_the_records_figures() {
    let demo = portfolio(day("2026-11-02"));
    let first = &demo.visits[0];
    assert_eq!(first.with, ["顾砚秋", "叶书宁"]);
    assert!(
        first.goals[0].contains("11月26日到期的5,000万元"),
        "{}",
        first.goals[0]
    );
    assert!(
        first.goals[1].contains("11月8日到期的1,200万元"),
        "{}",
        first.goals[1]
    );
}
