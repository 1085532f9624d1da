//! How a plan is made: what the vault holds is asked for as it is needed.

use super::ledger::Ledger;
use super::sheet::Sheet;
use super::totals::Tally;
use super::{
    Control, Days, HeldNumbers, Known, KnownDeposit, KnownLoanFact, Plan, Source, Writes, clients,
    people,
};
use crate::day::Day;
use crate::ids::{AccountKey, BatchKey, LoanKey};
use crate::intake::record::{DepositRecord, Kind, LoanRecord, Rows, Table};
use crate::intake::values::{self, AskedValue};
use crate::money::Unit;
use std::collections::BTreeSet;

/// A recognised table while it is held against the vault. Clients and people are planned at once; a ledger's
/// numbers as the vault says what it holds of them: [`Planning::wanted`] and [`Planning::take`] until nothing is
/// wanted, then [`Planning::close`].
pub struct Planning {
    source: Source,
    kind: Kind,
    as_of: Option<Day>,
    unit: Option<Unit>,
    notes: Vec<String>,
    control: Option<Control>,
    tally: Tally,
    asked: Vec<AskedValue>,
    known: Known,
    sheet: Sheet,
    work: Work,
}

enum Work {
    Done(Writes),
    Deposits(Ledger<DepositRecord>),
    Loans(Ledger<LoanRecord>),
}

/// Numbers of which a plan must know what the vault holds, around these days.
pub enum Wanted<'a> {
    Accounts(Vec<&'a str>, Days),
    Loans(Vec<&'a str>, Days),
}

/// What the vault holds of what was wanted.
pub enum Answer {
    Accounts(HeldNumbers<AccountKey, KnownDeposit>),
    Loans(HeldNumbers<LoanKey, KnownLoanFact>),
}

impl Planning {
    /// `said_in` is the batch in which queued rows were said: what a later batch holds of the same thing
    /// overrules them. `excluded` are the rows the user leaves out, by number.
    pub fn open(
        source: Source,
        mut table: Table,
        mut known: Known,
        said_in: Option<BatchKey>,
        excluded: BTreeSet<u32>,
    ) -> Self {
        let (kind, as_of, unit) = (table.kind(), table.as_of, table.unit);
        let asked = values::asked(&mut table.rows, &known);
        values::translate(&mut table.rows, &known.values);
        let tally = Tally::of(&table);
        let control = tally.control(&table);
        if let Rows::Deposits(rows) = &mut table.rows {
            known.told.number(rows, &known.clients);
        }
        let mut sheet = Sheet::new(table.subject_column, said_in, excluded);
        let (sheet_rows, settings) = (&mut sheet, &known.settings);
        let work = match table.rows {
            Rows::Clients(rows) => {
                Work::Done(Writes::Clients(clients::plan(sheet_rows, rows, &known)))
            }
            Rows::People(rows) => {
                Work::Done(Writes::People(people::plan(sheet_rows, rows, &known)))
            }
            Rows::Deposits(rows) => Work::Deposits(Ledger::open(sheet_rows, rows, settings)),
            Rows::Loans(rows) => Work::Loans(Ledger::open(sheet_rows, rows, settings)),
        };
        Planning {
            source,
            kind,
            as_of,
            unit,
            notes: table.notes,
            control,
            tally,
            asked,
            known,
            sheet,
            work,
        }
    }

    /// What must be known of the vault before it goes on; `None` when all is planned.
    pub fn wanted(&self) -> Option<Wanted<'_>> {
        match &self.work {
            Work::Done(_) => None,
            Work::Deposits(ledger) => {
                (ledger.wanted()).map(|(numbers, days)| Wanted::Accounts(numbers, days))
            }
            Work::Loans(ledger) => {
                (ledger.wanted()).map(|(numbers, days)| Wanted::Loans(numbers, days))
            }
        }
    }

    /// Plans what was wanted. An answer to what was not is passed over.
    pub fn take(&mut self, answer: &Answer) {
        match (&mut self.work, answer) {
            (Work::Deposits(ledger), Answer::Accounts(held)) => {
                ledger.take(&mut self.sheet, &self.known, held);
            }
            (Work::Loans(ledger), Answer::Loans(held)) => {
                ledger.take(&mut self.sheet, &self.known, held);
            }
            _ => {}
        }
    }

    pub fn close(self) -> Plan {
        let writes = match self.work {
            Work::Done(writes) => writes,
            Work::Deposits(ledger) => {
                let (accounts, facts) = ledger.close();
                Writes::Deposits { accounts, facts }
            }
            Work::Loans(ledger) => {
                let (loans, facts) = ledger.close();
                Writes::Loans { loans, facts }
            }
        };
        let sheet = self.sheet.in_order();
        Plan {
            source: self.source,
            kind: self.kind,
            as_of: self.as_of,
            unit: self.unit,
            totals: self.tally.close(&sheet.rows),
            abnormal_move: self.known.settings.abnormal_move,
            masks_numbers: match self.kind {
                Kind::Deposits => self.known.settings.mask_account_numbers,
                Kind::Loans => self.known.settings.mask_loan_numbers,
                Kind::Clients | Kind::People => false,
            },
            rows: sheet.rows,
            was: sheet.was,
            rejected: sheet.rejected,
            warnings: sheet.warnings,
            notes: self.notes,
            control: self.control,
            writes,
            queued: sheet.queued,
            asked: self.asked,
            mended: Vec::new(),
            relies_on: sheet.relies_on,
        }
    }
}
