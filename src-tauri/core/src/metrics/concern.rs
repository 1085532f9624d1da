//! What in one client's dossier asks for action, from what is imported: overdue and maturing items, figures
//! grown old, gaps in the file. The warning signals of docs/domain.md §4.1 come from more than a ledger.

use super::completeness::Completeness;
use super::figure::Figure;
use super::items::broken_floor;
use crate::day::Day;
use crate::dossier::{Dossier, Loan};
use crate::ids::LoanId;
use crate::intake::record::{Classification, Kind};
use crate::money::Money;
use serde::Serialize;

/// Ordered by gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Red,
    Orange,
    Yellow,
    /// Good to know; no rule fired.
    Note,
}

#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Concern {
    pub severity: Severity,
    pub subject: Subject,
}

/// The item a concern is about.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct ConcernedItem {
    pub loan: LoanId,
    pub number: String,
    /// As the file labels it.
    pub product: Option<String>,
    pub currency: String,
    pub balance: Option<Money>,
    pub matures_on: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Subject {
    /// Overdue, and the class its days demand where the bank's is milder (docs/domain.md §2.6).
    Overdue {
        item: ConcernedItem,
        days: u32,
        class: Option<Classification>,
        floor: Option<Classification>,
    },
    /// Past its day with a balance, and no overdue days told: a doubt about the data (§9.6).
    PastMaturity {
        item: ConcernedItem,
        #[specta(type = i32)]
        days: i64,
    },
    Maturing {
        item: ConcernedItem,
        #[specta(type = i32)]
        days_ahead: i64,
    },
    /// The newest figures of a ledger are older than the settings allow.
    Stale {
        ledger: Kind,
        as_of: Day,
        #[specta(type = i32)]
        days: i64,
    },
    /// What the client list could tell and does not.
    Gaps { items: Vec<&'static str> },
    /// Nothing of this kind was imported for the client.
    Never { ledger: Kind },
}

/// Days ahead at which a maturity is orange, and yellow (docs/domain.md §6.1).
const PRESSING_DAYS: i64 = 7;
const COMING_DAYS: i64 = 30;

/// The gravest first; within one severity what falls due first.
pub fn of(dossier: &Dossier, newest_deposit: Option<Day>) -> Vec<Concern> {
    let mut concerns: Vec<Concern> = (dossier.loans.iter())
        .filter_map(|loan| of_loan(loan, dossier))
        .collect();
    let newest_loan = dossier.loans.iter().map(|loan| loan.as_of).max();
    let newest_deposit = newest_deposit.or_else(|| {
        let last = dossier.accounts.iter().filter_map(|a| a.days.last());
        last.map(|deposit| deposit.as_of).max()
    });
    concerns.extend(of_ledger(Kind::Deposits, newest_deposit, dossier));
    concerns.extend(of_ledger(Kind::Loans, newest_loan, dossier));
    if dossier.people.is_empty() {
        concerns.push(never(Kind::People, Severity::Yellow));
    }
    concerns.extend(gaps(dossier));
    concerns.sort_by(|a, b| {
        let due = |concern: &Concern| match &concern.subject {
            Subject::Overdue { item, .. }
            | Subject::PastMaturity { item, .. }
            | Subject::Maturing { item, .. } => item.matures_on.unwrap_or(Day::LAST),
            Subject::Stale { .. } | Subject::Gaps { .. } | Subject::Never { .. } => Day::LAST,
        };
        (a.severity.cmp(&b.severity)).then_with(|| due(a).cmp(&due(b)))
    });
    concerns
}

fn of_loan(loan: &Loan, dossier: &Dossier) -> Option<Concern> {
    let item = ConcernedItem {
        loan: loan.id,
        number: loan.number.clone(),
        product: loan.product.as_ref().map(|product| product.label.clone()),
        currency: loan.currency.clone(),
        balance: loan.balance.map(|balance| balance.money),
        matures_on: loan.matures_on,
    };
    if let Some(days) = loan.overdue_days.filter(|days| *days > 0) {
        let slip = days <= dossier.settings.technical_overdue_days;
        let severity = if slip {
            Severity::Orange
        } else {
            Severity::Red
        };
        let (class, floor) = (loan.class, broken_floor(loan, dossier));
        return Some(Concern {
            severity,
            subject: Subject::Overdue {
                item,
                days,
                class,
                floor,
            },
        });
    }
    if loan.balance.is_none_or(|b| b.money <= Money::ZERO) {
        return None;
    }
    let ahead = loan.matures_on?.days_since(dossier.as_of);
    let (severity, subject) = match ahead {
        ..0 => (
            Severity::Orange,
            Subject::PastMaturity { item, days: -ahead },
        ),
        0..=COMING_DAYS => {
            let severity = if ahead <= PRESSING_DAYS {
                Severity::Orange
            } else {
                Severity::Yellow
            };
            let days_ahead = ahead;
            (severity, Subject::Maturing { item, days_ahead })
        }
        _ => return None,
    };
    Some(Concern { severity, subject })
}

fn of_ledger(ledger: Kind, newest: Option<Day>, dossier: &Dossier) -> Option<Concern> {
    let Some(as_of) = newest else {
        return Some(never(ledger, Severity::Note));
    };
    Figure::is_old(as_of, dossier).then(|| Concern {
        severity: Severity::Orange,
        subject: Subject::Stale {
            ledger,
            as_of,
            days: dossier.as_of.days_since(as_of),
        },
    })
}

fn never(ledger: Kind, severity: Severity) -> Concern {
    Concern {
        severity,
        subject: Subject::Never { ledger },
    }
}

/// The gaps that the client list fills; ledgers and people have concerns of their own.
fn gaps(dossier: &Dossier) -> Option<Concern> {
    let items: Vec<&'static str> = (Completeness::of(dossier).gaps.iter())
        .filter(|gap| gap.filled_by == Kind::Clients)
        .map(|gap| gap.item)
        .collect();
    (!items.is_empty()).then_some(Concern {
        severity: Severity::Yellow,
        subject: Subject::Gaps { items },
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{account, dossier, loan};
    use super::*;

    fn told(dossier: &Dossier) -> Vec<(Severity, String)> {
        let name = |subject: &Subject| match subject {
            Subject::Overdue { item, floor, .. } => format!(
                "overdue {} {}",
                item.number,
                floor.map_or("", Classification::label)
            ),
            Subject::PastMaturity { item, days } => format!("past {} {days}", item.number),
            Subject::Maturing { item, days_ahead } => {
                format!("maturing {} {days_ahead}", item.number)
            }
            Subject::Stale { ledger, days, .. } => format!("stale {} {days}", ledger.name()),
            Subject::Gaps { items } => format!("gaps {}", items.join(" ")),
            Subject::Never { ledger } => format!("never {}", ledger.name()),
        };
        (of(dossier, None).iter())
            .map(|concern| (concern.severity, name(&concern.subject)))
            .collect()
    }

    #[test]
    fn the_gravest_first_and_each_loan_once() {
        let mut dossier = dossier("2026-11-20");
        dossier.accounts = vec![account("1", "CNY", &[("2026-10-31", 1)])];
        dossier.loans = vec![
            loan(1, "2026-12-20", 1),
            loan(2, "2026-12-21", 1),
            loan(3, "2026-11-27", 1),
            loan(4, "2026-11-01", 1),
            loan(9, "2026-11-02", 0),
            Loan {
                overdue_days: Some(30),
                ..loan(5, "2026-10-21", 1)
            },
            Loan {
                overdue_days: Some(7),
                ..loan(6, "2026-11-13", 1)
            },
        ];
        let expected = [
            (Severity::Red, "overdue JJ5 关注"),
            (Severity::Orange, "past JJ4 19"),
            (Severity::Orange, "overdue JJ6 "),
            (Severity::Orange, "maturing JJ3 7"),
            (Severity::Yellow, "maturing JJ1 30"),
            (Severity::Yellow, "never people"),
        ];
        let told = told(&dossier);
        let told: Vec<(Severity, &str)> = told.iter().map(|(s, t)| (*s, t.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn an_old_ledger_is_orange_and_one_never_imported_only_a_note() {
        let mut dossier = dossier("2026-11-20");
        dossier.accounts = vec![account("1", "USD", &[("2026-10-15", 1)])];
        dossier.client.manager = None;
        let told = told(&dossier);
        let told: Vec<(Severity, &str)> = told.iter().map(|(s, t)| (*s, t.as_str())).collect();
        assert_eq!(
            told,
            [
                (Severity::Orange, "stale deposits 36"),
                (Severity::Yellow, "never people"),
                (Severity::Yellow, "gaps 管户客户经理"),
                (Severity::Note, "never loans"),
            ]
        );
    }
}
