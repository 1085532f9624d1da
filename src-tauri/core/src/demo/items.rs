//! Loans and off-balance items on the ledger day, and on the month-ends before it.

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
        lpr: None,
        drawn_on: Some(Day::from(matures_on.date().saturating_sub(term))),
        matures_on: Some(matures_on),
        security: Some(loan.security.to_owned()),
        class: Some(loan.class),
        overdue_days: Some((-loan.due_in).max(0) as u32),
    }
}

/// Month-ends before the ledger day that have a list of their own.
const EARLIER_MONTHS: i32 = 12;

/// What the lists of earlier month-ends said. What runs today was drawn to repay one a tenth smaller, and
/// that one another: balances went up in steps.
pub(super) fn earlier(client: &DemoClient, as_of: Day, ledger_day: Day) -> Vec<LoanRecord> {
    let today = loans(client, as_of, ledger_day);
    let ends = (1..=EARLIER_MONTHS).map(|back| ledger_day.month_end_after(-back));
    ends.flat_map(|end| {
        (client.spec.loans.iter().zip(&today)).map(move |(spec, loan)| standing(spec, loan, end))
    })
    .collect()
}

/// The loan that stood in the place of `loan` on an earlier month-end.
fn standing(spec: &LoanSpec, loan: &LoanRecord, end: Day) -> LoanRecord {
    let mut then = LoanRecord {
        as_of: end,
        overdue_days: Some(0),
        ..loan.clone()
    };
    let term = Span::new().months(spec.term_months);
    let mut tenths = 10;
    while let Some(drawn_on) = then.drawn_on.filter(|drawn_on| *drawn_on > end) {
        tenths -= 1;
        then.loan = format!("{}-{tenths}", loan.loan);
        then.matures_on = Some(drawn_on);
        then.drawn_on = Some(Day::from(drawn_on.date().saturating_sub(term)));
        then.amount = Some(wan(spec.amount * tenths / 10));
        then.balance = Some(wan(spec.balance * tenths / 10));
    }
    then
}
