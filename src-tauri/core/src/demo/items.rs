//! Loans and off-balance items on the ledger day.

use super::spec::LoanSpec;
use super::{DemoClient, wan};
use crate::day::Day;
use crate::intake::record::LoanRecord;
use jiff::Span;
use rust_decimal::Decimal;

pub(super) fn loans(client: &DemoClient, as_of: Day, ledger_day: Day) -> Vec<LoanRecord> {
    (1..)
        .zip(client.spec.loans)
        .map(|(nth, loan)| record(client, nth, loan, as_of, ledger_day))
        .collect()
}

fn record(
    client: &DemoClient,
    nth: u32,
    loan: &LoanSpec,
    as_of: Day,
    ledger_day: Day,
) -> LoanRecord {
    // What is overdue was so on the ledger day; what falls due is counted from the day of reading.
    let matures_on = match loan.due_in {
        past @ ..0 => ledger_day.plus_days(past),
        ahead => as_of.plus_days(ahead),
    };
    let term = Span::new().months(loan.term_months);
    LoanRecord {
        client: client.reference.clone(),
        loan: format!("DMJJ{:04}{nth:02}", client.number),
        product: Some(loan.product.to_owned()),
        currency: "CNY".to_owned(),
        as_of: ledger_day,
        amount: Some(wan(loan.amount)),
        balance: Some(wan(loan.balance)),
        rate: loan.rate.map(|hundredths| Decimal::new(hundredths, 2)),
        drawn_on: Some(Day::from(matures_on.date().saturating_sub(term))),
        matures_on: Some(matures_on),
        security: Some(loan.security.to_owned()),
        class: Some(loan.class),
        overdue_days: Some((-loan.due_in).max(0) as u32),
    }
}
