//! Planning loans and off-balance items: one fact for an item and a day.

use super::known::KnownLoanFact;
use super::ledger::{Beside, LedgerRow, any_negative};
use super::{LoanWrite, Target, Was, amount_changes, amount_taken, taken};
use crate::day::Day;
use crate::ids::LoanKey;
use crate::intake::record::{ClientRef, LoanRecord};
use crate::money::Amount;

impl LedgerRow for LoanRecord {
    type Key = LoanKey;
    type Fact = KnownLoanFact;
    type Write = LoanWrite;

    fn client(&self) -> &ClientRef {
        &self.client
    }

    fn key(&self) -> (&str, &str) {
        (&self.loan, &self.currency)
    }

    fn as_of(&self) -> Day {
        self.as_of
    }

    fn balance(&self) -> Option<Amount> {
        self.balance
    }

    fn is_negative(&self) -> bool {
        any_negative(&[self.amount, self.balance])
    }

    fn said_twice(&self) -> &'static str {
        "同一借据同一日期，但内容不同"
    }

    fn repeats(&self, earlier: &Self) -> bool {
        without_client(self.clone()) == without_client(earlier.clone())
    }

    fn beside(self, stands: &KnownLoanFact) -> Beside<Self> {
        let stands = &stands.record;
        let is_changed = changes(&self, stands);
        let merged = merged(without_client(self), stands);
        Beside {
            was: is_changed.then(|| Was::Loan(Box::new(stands.clone()))),
            write: (is_changed || merged != *stands).then_some(merged),
        }
    }

    fn write(self, row: u32, loan: Target<LoanKey>) -> LoanWrite {
        LoanWrite {
            row,
            loan,
            record: without_client(self),
        }
    }
}

/// The loan's client is known; how a row names it is no part of what it says.
fn without_client(record: LoanRecord) -> LoanRecord {
    LoanRecord {
        client: ClientRef::default(),
        ..record
    }
}

fn changes(file: &LoanRecord, stored: &LoanRecord) -> bool {
    fn says_other<T: PartialEq>(file: &Option<T>, stored: &Option<T>) -> bool {
        matches!((file, stored), (Some(file), Some(stored)) if file != stored)
    }
    says_other(&file.product, &stored.product)
        || amount_changes(file.amount, stored.amount)
        || amount_changes(file.balance, stored.balance)
        || says_other(&file.rate, &stored.rate)
        || says_other(&file.lpr, &stored.lpr)
        || says_other(&file.drawn_on, &stored.drawn_on)
        || says_other(&file.matures_on, &stored.matures_on)
        || says_other(&file.security, &stored.security)
        || says_other(&file.class, &stored.class)
        || says_other(&file.overdue_days, &stored.overdue_days)
}

fn merged(file: LoanRecord, stored: &LoanRecord) -> LoanRecord {
    LoanRecord {
        client: file.client,
        loan: file.loan,
        product: taken(file.product, stored.product.clone()),
        currency: file.currency,
        as_of: file.as_of,
        amount: amount_taken(file.amount, stored.amount),
        balance: amount_taken(file.balance, stored.balance),
        rate: taken(file.rate, stored.rate),
        lpr: taken(file.lpr, stored.lpr),
        drawn_on: taken(file.drawn_on, stored.drawn_on),
        matures_on: taken(file.matures_on, stored.matures_on),
        security: taken(file.security, stored.security.clone()),
        class: taken(file.class, stored.class),
        overdue_days: taken(file.overdue_days, stored.overdue_days),
    }
}
