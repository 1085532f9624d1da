//! The rows of the account table: each account at its own newest day, on its bases (docs/domain.md §9.7).

use super::HOME;
use super::figure::{Basis, Comparison, Figure};
use crate::day::Day;
use crate::dossier::{Account, Deposit, Dossier, Product, Provenance};
use crate::ids::AccountId;
use crate::money::Money;
use serde::Serialize;
use std::cmp::Reverse;

/// One account, in its own currency.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct AccountRow {
    pub id: AccountId,
    pub number: String,
    pub is_client_total: bool,
    pub product: Option<Product>,
    pub currency: String,
    /// The newest day this account is known for.
    pub as_of: Day,
    pub is_stale: bool,
    pub point: Option<Money>,
    pub previous_month: Option<Comparison>,
    pub year_start: Option<Comparison>,
    pub month_average: Option<Money>,
    pub year_average: Option<Money>,
    pub source: Provenance,
}

/// CNY first, then by currency; within one, the largest balance first.
pub fn rows(dossier: &Dossier) -> Vec<AccountRow> {
    let mut rows: Vec<AccountRow> = (dossier.accounts.iter())
        .filter_map(|account| row(account, dossier))
        .collect();
    rows.sort_by(|a, b| {
        let order = |row: &AccountRow| (row.currency != HOME, row.currency.clone());
        order(a)
            .cmp(&order(b))
            .then(Reverse(a.point).cmp(&Reverse(b.point)))
            .then_with(|| a.number.cmp(&b.number))
    });
    rows
}

fn row(account: &Account, dossier: &Dossier) -> Option<AccountRow> {
    let newest = account.days.last()?;
    let money = |pick: Option<crate::money::Amount>| pick.map(|amount| amount.money);
    let amounts = &newest.amounts;
    let against = |basis, day, own| comparison(account, newest, basis, day, money(own));
    Some(AccountRow {
        id: account.id,
        number: account.number.clone(),
        is_client_total: account.is_client_total,
        product: account.product.clone(),
        currency: account.currency.clone(),
        as_of: newest.as_of,
        is_stale: Figure::is_old(newest.as_of, dossier),
        point: money(amounts.point),
        previous_month: against(
            Basis::PreviousMonth,
            newest.as_of.month_end_after(-1),
            amounts.month_start,
        ),
        year_start: against(
            Basis::YearStart,
            newest.as_of.previous_year_end(),
            amounts.year_start,
        ),
        month_average: money(amounts.month_average),
        year_average: money(amounts.year_average),
        source: newest.source,
    })
}

/// Against what was imported for the base's day, else against the file's own column.
fn comparison(
    account: &Account,
    newest: &Deposit,
    basis: Basis,
    day: Day,
    column: Option<Money>,
) -> Option<Comparison> {
    let now = newest.amounts.point?.money;
    let fact = (account.days.iter())
        .find(|deposit| deposit.as_of == day)
        .and_then(|deposit| deposit.amounts.point)
        .map(|amount| amount.money);
    let base = fact.or(column)?;
    Some(Comparison::new(basis, day, base, now))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{account, day, dossier, wan};
    use super::*;
    use crate::metrics::Movement;

    #[test]
    fn a_base_comes_from_the_facts_and_only_then_from_the_files_own_column() {
        let mut dossier = dossier("2026-11-20");
        let mut known = account("1", "CNY", &[("2026-09-30", 90), ("2026-10-31", 100)]);
        known.days[1].amounts.month_start = Some(crate::money::Amount::exact(wan(50)));
        known.days[1].amounts.year_start = Some(crate::money::Amount::exact(wan(0)));
        dossier.accounts = vec![known];
        let rows = rows(&dossier);
        let month = rows[0].previous_month.as_ref().unwrap();
        assert_eq!((month.base_day, month.base), (day("2026-09-30"), wan(90)));
        let year = rows[0].year_start.as_ref().unwrap();
        assert_eq!(
            (year.base_day, year.movement),
            (day("2025-12-31"), Movement::Appeared)
        );
    }

    #[test]
    fn home_currency_first_and_the_largest_first_and_an_old_account_says_so() {
        let mut dossier = dossier("2026-11-20");
        dossier.accounts = vec![
            account("u", "USD", &[("2026-10-31", 900)]),
            account("old", "CNY", &[("2026-03-31", 500)]),
            account("small", "CNY", &[("2026-10-31", 1)]),
            account("large", "CNY", &[("2026-10-31", 700)]),
        ];
        let rows = rows(&dossier);
        let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["large", "old", "small", "u"]);
        let stale: Vec<bool> = rows.iter().map(|row| row.is_stale).collect();
        assert_eq!(stale, [false, true, false, false]);
    }
}
