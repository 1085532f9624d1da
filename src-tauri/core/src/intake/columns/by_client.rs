//! Whether columns tell the balances of clients instead of their accounts.

use super::Field::{self, *};
use super::{BALANCES, Columns};

/// What only a list of clients says of them, and only one of loans.
const OF_CLIENTS: [Field; 5] = [Industry, RegisteredCapital, FoundedOn, LegalRep, Tier];
const OF_LOANS: [Field; 7] = [
    LoanAmount,
    Rate,
    DrawnOn,
    MaturesOn,
    Security,
    Class,
    OverdueDays,
];
/// Words by which a heading or a title says whose its balances are.
pub const LOAN_WORDS: [&str; 5] = ["贷款", "借据", "授信", "垫款", "票据"];
pub const DEPOSIT_WORDS: [&str; 1] = ["存款"];

impl Columns {
    /// Balances of clients and not of their accounts. What only a list of clients says, and but for balances that call
    /// themselves deposits what only one of loans says, is not to be found beside them.
    pub fn are_by_client(&self) -> bool {
        let is_of_loans = OF_LOANS.into_iter().any(|field| self.has(field));
        self.are_balances_of_clients()
            && !self.name_loans()
            && (self.name_deposits() || !is_of_loans)
    }

    /// Loans without 借据号.
    pub fn are_loans_by_client(&self) -> bool {
        const DECISIVE: [Field; 4] = [LoanAmount, Security, Class, OverdueDays];
        let is_of_loans = self.name_loans() || DECISIVE.into_iter().any(|field| self.has(field));
        self.are_balances_of_clients() && is_of_loans && !self.are_by_client()
    }

    fn are_balances_of_clients(&self) -> bool {
        let is_named = self.has(ClientNumber)
            || self.has(Code)
            || self.name_of(ClientName).is_some_and(|name| name != "名称");
        is_named
            && self.has_balances()
            && ![Account, Loan, PersonName]
                .into_iter()
                .any(|field| self.has(field))
            && !OF_CLIENTS.into_iter().any(|field| self.has(field))
    }

    /// Whether a heading says that the balances are of loans.
    fn name_loans(&self) -> bool {
        let of_borrowers = self
            .name_of(ClientName)
            .is_some_and(|name| name.starts_with("借款人"));
        of_borrowers || self.name_balances(&LOAN_WORDS)
    }

    /// Whether a heading says that the balances are deposits.
    pub fn name_deposits(&self) -> bool {
        self.name_balances(&DEPOSIT_WORDS)
    }

    fn name_balances(&self, words: &[&str]) -> bool {
        let names = BALANCES.into_iter().filter_map(|field| self.name_of(field));
        { names }.any(|name| words.iter().any(|word| name.contains(word)))
    }

    pub fn have_averages(&self) -> bool {
        self.has(MonthAverage) || self.has(YearAverage)
    }
}
