//! Loans and off-balance items one by one: table rows, and the year ahead by day.

use super::HOME;
use super::class_floor::class_floor;
use crate::day::Day;
use crate::dossier::{Dossier, Loan};
use crate::ids::LoanId;
use crate::intake::record::Classification;
use crate::money::Money;
use serde::Serialize;
use std::collections::BTreeMap;

/// What falls due, in the words of a maturity list. The product decides (docs/domain.md §2.8, §9.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Loan,
    /// Acceptances.
    Bill,
    Guarantee,
    LetterOfCredit,
}

impl ItemKind {
    fn of(loan: &Loan) -> Self {
        let code = loan.product.as_ref().and_then(|p| p.code.as_deref());
        match code.and_then(|code| code.chars().next()) {
            Some('B') if loan.off_balance => ItemKind::Bill,
            Some('G') => ItemKind::Guarantee,
            Some('T') if loan.off_balance => ItemKind::LetterOfCredit,
            _ => ItemKind::Loan,
        }
    }
}

/// One loan or off-balance item as its table shows it.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct LoanRow {
    pub loan: Loan,
    pub kind: ItemKind,
    /// Negative when past.
    #[specta(type = Option<i32>)]
    pub days_ahead: Option<i64>,
    /// The mildest class the days overdue allow, only where the bank's is milder (docs/domain.md §2.6).
    pub floor: Option<Classification>,
}

/// By the day they fall due, undated ones last.
pub fn rows(dossier: &Dossier) -> Vec<LoanRow> {
    let mut rows: Vec<LoanRow> = (dossier.loans.iter())
        .map(|loan| LoanRow {
            kind: ItemKind::of(loan),
            days_ahead: (loan.matures_on).map(|day| day.days_since(dossier.as_of)),
            floor: broken_floor(loan, dossier),
            loan: loan.clone(),
        })
        .collect();
    rows.sort_by(|a, b| {
        let due = |row: &LoanRow| row.loan.matures_on.unwrap_or(Day::LAST);
        (due(a).cmp(&due(b))).then_with(|| a.loan.number.cmp(&b.loan.number))
    });
    rows
}

/// The floor that days overdue set, where the bank's own class stands above it or is unknown.
pub fn broken_floor(loan: &Loan, dossier: &Dossier) -> Option<Classification> {
    let floor = class_floor(loan.overdue_days?, &dossier.settings);
    let official = loan.class.unwrap_or(Classification::Normal);
    (floor > official).then_some(floor)
}

/// What falls due on one day, of one kind. CNY.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Maturity {
    pub day: Day,
    /// Negative when past.
    #[specta(type = i32)]
    pub days_ahead: i64,
    pub kind: ItemKind,
    pub balance: Money,
    /// As files label them, without repeats.
    pub products: Vec<String>,
    pub items: Vec<LoanId>,
}

const YEAR_AHEAD: i32 = 12;

/// What is past its day with a balance, then what falls due within twelve months; ascending.
pub fn timeline(dossier: &Dossier) -> Vec<Maturity> {
    let last = dossier.as_of.month_end_after(YEAR_AHEAD);
    let mut days: BTreeMap<(Day, ItemKind), Maturity> = BTreeMap::new();
    for loan in dossier.loans.iter().filter(|loan| loan.currency == HOME) {
        let (Some(day), Some(balance)) = (loan.matures_on, loan.balance) else {
            continue;
        };
        if balance.money <= Money::ZERO || day > last {
            continue;
        }
        let kind = ItemKind::of(loan);
        let due = days.entry((day, kind)).or_insert_with(|| Maturity {
            day,
            days_ahead: day.days_since(dossier.as_of),
            kind,
            balance: Money::ZERO,
            products: Vec::new(),
            items: Vec::new(),
        });
        due.balance = due.balance + balance.money;
        due.items.push(loan.id);
        let label = loan.product.as_ref().map(|product| &product.label);
        if let Some(label) = label.filter(|label| !due.products.contains(label)) {
            due.products.push(label.clone());
        }
    }
    days.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{dossier, loan, wan};
    use super::*;
    use crate::dossier::Product;

    fn off_balance(loan: Loan, code: &str) -> Loan {
        let product = Some(Product {
            label: code.into(),
            code: Some(code.into()),
        });
        Loan {
            product,
            off_balance: true,
            ..loan
        }
    }

    #[test]
    fn the_year_ahead_begins_with_what_is_past_and_adds_up_by_day_and_kind() {
        let mut dossier = dossier("2026-11-20");
        dossier.loans = vec![
            loan(1, "2026-12-18", 10),
            loan(2, "2026-12-18", 5),
            off_balance(loan(3, "2026-12-18", 7), "B01"),
            loan(4, "2026-11-01", 3),
            loan(5, "2027-11-30", 1),
            loan(6, "2027-12-01", 1),
            loan(7, "2027-01-01", 0),
        ];
        let told: Vec<(i64, ItemKind, Money)> = timeline(&dossier)
            .iter()
            .map(|due| (due.days_ahead, due.kind, due.balance))
            .collect();
        assert_eq!(
            told,
            [
                (-19, ItemKind::Loan, wan(3)),
                (28, ItemKind::Loan, wan(15)),
                (28, ItemKind::Bill, wan(7)),
                (375, ItemKind::Loan, wan(1)),
            ]
        );
    }

    #[test]
    fn products_decide_the_kind() {
        let of = |code| ItemKind::of(&off_balance(loan(1, "2026-12-18", 1), code));
        assert_eq!(of("B01"), ItemKind::Bill);
        assert_eq!(of("G02"), ItemKind::Guarantee);
        assert_eq!(of("T01"), ItemKind::LetterOfCredit);
        let discounted = Loan {
            off_balance: false,
            ..off_balance(loan(1, "2026-12-18", 1), "B03")
        };
        assert_eq!(ItemKind::of(&discounted), ItemKind::Loan);
    }

    #[test]
    fn rows_are_in_order_of_their_day_and_show_a_floor_only_where_it_is_broken() {
        let mut dossier = dossier("2026-11-20");
        let undated = Loan {
            matures_on: None,
            ..loan(1, "2026-12-01", 1)
        };
        let overdue = Loan {
            overdue_days: Some(91),
            class: Some(Classification::SpecialMention),
            ..loan(2, "2026-08-21", 1)
        };
        let in_order = Loan {
            overdue_days: Some(91),
            class: Some(Classification::Doubtful),
            ..loan(3, "2026-08-22", 1)
        };
        dossier.loans = vec![undated, in_order, overdue];
        let told: Vec<(String, Option<Classification>)> = rows(&dossier)
            .into_iter()
            .map(|row| (row.loan.number, row.floor))
            .collect();
        assert_eq!(
            told,
            [
                ("JJ2".to_owned(), Some(Classification::Substandard)),
                ("JJ3".to_owned(), None),
                ("JJ1".to_owned(), None),
            ]
        );
    }
}
