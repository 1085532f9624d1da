use super::model::{self, *};
use crate::day::Day;
use crate::ids::{BatchId, LoanId, VisitId};
use crate::intake::record::Kind;
use crate::money::Money;
use crate::setting::Settings;
use jiff::Timestamp;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn on() -> Day {
    day("2026-11-23")
}

fn at() -> Timestamp {
    "2026-11-21T01:00:00Z".parse().unwrap()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn maturity(number: u128, matures_on: &str, yuan: i64) -> Subject {
    Subject::Maturity {
        loan: LoanId::from(uuid(number)),
        number: format!("J{number}"),
        product: Some("流动资金贷款".into()),
        off_balance: false,
        balance: Money::from_yuan(yuan),
        as_of: day("2026-11-20"),
        matures_on: day(matures_on),
        class: None,
        overdue_days: None,
    }
}

fn visit(number: u128, on: &str) -> Subject {
    Subject::Visit {
        visit: VisitId::from(uuid(number)),
        on: day(on),
        starts_at: None,
        place: None,
        with: Vec::new(),
        ask: None,
    }
}

fn stale(newest: &str) -> Subject {
    Subject::StaleData {
        ledger: Kind::Deposits,
        clients: 9,
        oldest: day("2026-06-30"),
        newest: day(newest),
        limit_days: 35,
    }
}

fn queue() -> Subject {
    Subject::UnfinishedImport {
        batch: BatchId::from(uuid(90)),
        file: "借据.csv".into(),
        ledger: Kind::Loans,
        rows: 7,
        imported_at: at(),
    }
}

fn item(subject: Subject) -> Item {
    Item::new(subject, None, on(), &Settings::default())
}

/// Tenths of severity, overdue days, amount, and in all.
fn parts(subject: Subject) -> [u32; 4] {
    let score = item(subject).score;
    [
        score.severity,
        score.overdue,
        score.amount_points,
        score.total,
    ]
    .map(|points| points.0)
}

#[test]
fn the_score_is_the_severity_the_overdue_days_and_the_logarithm_of_the_amount() {
    // 10·log10(1 + 99) = 20; 10·log10(1 + 2,400) = 33.804; 10·log10(1 + 5,000) = 36.991.
    assert_eq!(
        parts(maturity(1, "2026-11-20", 990_000)),
        [600, 30, 200, 830]
    );
    assert_eq!(
        parts(maturity(1, "2026-11-23", 24_000_000)),
        [400, 0, 338, 738]
    );
    assert_eq!(
        parts(maturity(1, "2026-12-23", 50_000_000)),
        [200, 0, 370, 570]
    );
    assert_eq!(
        parts(maturity(1, "2027-02-21", 50_000_000)),
        [50, 0, 370, 420]
    );
    assert_eq!(parts(visit(1, "2026-11-23")), [500, 0, 0, 500]);
    assert_eq!(parts(visit(1, "2026-11-26")), [250, 0, 0, 250]);
    // Newest ledger 54 days old, 35 allowed: 19 days too old.
    assert_eq!(parts(stale("2026-09-30")), [200, 190, 0, 390]);
    assert_eq!(parts(queue()), [300, 0, 0, 300]);
}

#[test]
fn overdue_days_count_to_thirty_and_amounts_from_nothing() {
    assert_eq!(parts(maturity(1, "2026-10-24", 0)), [600, 300, 0, 900]);
    assert_eq!(parts(maturity(1, "2020-01-01", 0)), [600, 300, 0, 900]);
    assert_eq!(Points::of_amount(Money::from_yuan(-5_000_000)), Points(0));
    assert_eq!(Points::of_amount(Money::from_yuan(90_000)), Points(100));
}

#[test]
fn severities_change_at_the_edges_of_seven_and_thirty_days() {
    let reason = |matures_on| item(maturity(1, matures_on, 1)).score.reason;
    for (matures_on, expected) in [
        ("2026-11-22", Severity::PastDue),
        ("2026-11-23", Severity::DueThisWeek),
        ("2026-11-30", Severity::DueThisWeek),
        ("2026-12-01", Severity::DueThisMonth),
        ("2026-12-23", Severity::DueThisMonth),
        ("2026-12-24", Severity::DueLater),
    ] {
        assert_eq!(reason(matures_on), expected, "{matures_on}");
    }
}

/// In their places, as the list shows them.
fn in_order(items: Vec<Item>) -> Vec<Item> {
    let standings: Vec<Standing> = items.iter().map(Standing::of).collect();
    let order = model::ranked(&standings);
    model::shown(&order, &standings)
        .into_iter()
        .map(|(position, at)| Item {
            position,
            ..items[at].clone()
        })
        .collect()
}

#[test]
fn a_maturity_stands_the_same_before_its_words_are_known() {
    for (matures_on, yuan) in [
        ("2026-09-30", 990_000),
        ("2026-11-23", 24_000_000),
        ("2027-01-20", 1),
    ] {
        let item = item(maturity(1, matures_on, yuan));
        let days = day(matures_on).days_since(on());
        let light = Standing::of_maturity(days, Money::from_yuan(yuan), &Settings::default());
        assert_eq!(light, Standing::of(&item), "{matures_on}");
        assert_eq!(
            Subject::maturity_named(&item.id),
            Some((LoanId::from(uuid(1)), day(matures_on)))
        );
    }
    assert_eq!(Subject::maturity_named("maturity:x:20261123"), None);
    assert_eq!(
        Subject::maturity_named(&item(visit(1, "2026-11-23")).id),
        None
    );
}

#[test]
fn groups_come_before_scores_and_positions_count_through() {
    let items: Vec<Item> = [
        maturity(1, "2027-01-20", 900_000_000),
        maturity(2, "2026-11-25", 10_000),
        stale("2026-09-30"),
        maturity(3, "2026-11-22", 10_000),
        visit(4, "2026-11-23"),
        maturity(5, "2026-11-23", 100_000_000),
        queue(),
        maturity(6, "2026-11-22", 10_000),
    ]
    .map(item)
    .into();
    let standings: Vec<Standing> = items.iter().map(Standing::of).collect();
    let items = in_order(items);
    let order: Vec<(u32, Group, String)> = items
        .iter()
        .map(|item| (item.position, item.group, item.id.chars().take(8).collect()))
        .collect();
    let expected = [
        (1, Group::First, "maturity"),
        (2, Group::First, "maturity"),
        (3, Group::Today, "maturity"),
        (4, Group::Today, "visit:00"),
        (5, Group::Today, "stale:de"),
        (6, Group::Today, "import:0"),
        (7, Group::Week, "maturity"),
        (8, Group::Later, "maturity"),
    ]
    .map(|(position, group, id)| (position, group, id.to_owned()));
    assert_eq!(order, expected);
    // Of equals the one that came first.
    assert_eq!(items[0].id, item(maturity(3, "2026-11-22", 1)).id);
    let counts = Counts::of(&standings);
    assert_eq!(
        counts,
        Counts {
            visit: 1,
            maturity: 5,
            data: 2,
            pressing: 6
        }
    );
}

#[test]
fn an_item_is_another_one_when_its_day_moves() {
    assert_eq!(
        item(maturity(1, "2026-11-25", 1)).id,
        item(maturity(1, "2026-11-25", 2)).id
    );
    assert_ne!(
        item(maturity(1, "2026-11-25", 1)).id,
        item(maturity(1, "2027-05-25", 1)).id
    );
    assert_ne!(
        item(visit(1, "2026-11-25")).id,
        item(visit(1, "2026-11-26")).id
    );
    assert_ne!(item(stale("2026-09-30")).id, item(stale("2026-10-05")).id);
}

#[test]
fn each_kind_is_kept_to_its_length_and_the_best_stay() {
    let items: Vec<Item> = (0..MOST_OF_A_KIND as u128 + 5)
        .map(|number| item(maturity(number, "2026-11-25", 10_000 * (number as i64 + 1))))
        .chain([item(visit(1, "2026-11-23"))])
        .collect();
    let items = in_order(items);
    assert_eq!(items.len(), MOST_OF_A_KIND + 1);
    assert_eq!(items[0].subject.filter(), Filter::Visit);
    assert_eq!(
        items.last().map(|item| item.position),
        Some(MOST_OF_A_KIND as u32 + 1)
    );
}
