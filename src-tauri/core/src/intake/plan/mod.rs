//! The pure plan of an import: a verdict for every row, the writes that follow, the control totals.
//! Dry run, preview, counts and commit are all this one value; nothing here touches the vault.

mod by_client;
mod clients;
mod deposits;
mod known;
mod ledger;
mod loans;
mod people;
mod totals;

pub use by_client::Told;
pub use known::{
    ClientIndex, Days, Found, Held, HeldNumbers, Known, KnownClient, KnownDeposit, KnownLoanFact,
    KnownPerson, People,
};
pub use totals::{AgainstBefore, ColumnSum, Control, LeftOut, Totals, change};

use crate::day::Day;
use crate::error::{Error, Result};
use crate::ids::{AccountKey, BatchKey, ClientKey, LoanKey, PersonKey};
use crate::intake::mend::MendedCell;
use crate::intake::reader::Workbook;
use crate::intake::record::{
    CellProblem, ClientRecord, ClientRef, DepositAmounts, DepositRecord, Kind, LoanRecord, Row,
    Rows, Table,
};
use crate::intake::values::{self, AskedValue};
use crate::money::{Amount, Money, Unit};
use jiff::Timestamp;
use ledger::Ledger;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use totals::Tally;

/// Where the rows come from: the file's name (never its path) and its SHA-256.
#[derive(Debug, Clone)]
pub struct Source {
    pub file_name: String,
    /// Of the table; where the file has one table, of the file.
    pub digest: [u8; 32],
    /// Of the whole file's bytes.
    pub file_digest: [u8; 32],
    /// Typed by the user: no file, though it goes the same way.
    pub by_hand: bool,
}

impl Source {
    /// Of a file that was read.
    pub fn of(workbook: &Workbook) -> Result<Source> {
        let digest = |hexadecimal: &str| -> Result<[u8; 32]> {
            let mut digest = [0; 32];
            hex::decode_to_slice(hexadecimal, &mut digest)
                .map_err(|error| Error::fault("读取程序给出的文件指纹无效。", error))?;
            Ok(digest)
        };
        Ok(Source {
            file_name: workbook.file_name.clone(),
            digest: digest(&workbook.sha256)?,
            file_digest: digest(&workbook.file_sha256)?,
            by_hand: false,
        })
    }

    /// Of what was typed at `now`.
    pub fn by_hand(now: Timestamp) -> Source {
        let digest = Sha256::digest(now.as_nanosecond().to_be_bytes()).into();
        Source {
            file_name: "手工录入".into(),
            digest,
            file_digest: digest,
            by_hand: true,
        }
    }
}

/// What becomes of one data row. Every row has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    New,
    Changed,
    Unchanged,
    /// The same thing again in the same file.
    Duplicate,
    Rejected,
    /// Its client is not in the vault yet: it waits.
    Queued,
    /// The user left it out; in none of [`Counts`].
    Excluded,
}

impl Verdict {
    /// Whether the vault holds what the row says once the file is committed.
    pub const fn enters(self) -> bool {
        matches!(self, Verdict::New | Verdict::Changed | Verdict::Unchanged)
    }
}

/// The last known balance before a row's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct Before {
    pub on: Day,
    pub money: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedRow {
    /// 1-based, as Excel shows it.
    pub row: u32,
    pub verdict: Verdict,
    /// Odd but taken: a bad check character, a maturity long past.
    pub warned: bool,
    /// A negative amount, or a move of ±50 % against the last known day.
    pub abnormal: bool,
    /// Of a balance, where the vault or the file knows one.
    pub before: Option<Before>,
    /// The row that a duplicate repeats.
    pub same_as: Option<u32>,
}

/// What stands in the vault where a row changes it.
#[derive(Debug, Clone)]
pub enum Was {
    Client(Box<ClientRecord>),
    Person(Vec<String>),
    Deposit {
        product: Option<String>,
        amounts: DepositAmounts,
    },
    Loan(Box<LoanRecord>),
}

/// `new + changed + unchanged + duplicate + rejected + queued` = data rows; the last two overlap them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Counts {
    pub new: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub duplicate: u32,
    pub rejected: u32,
    pub queued: u32,
    pub warned: u32,
    pub abnormal: u32,
}

/// A problem at its cell and row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RowProblem {
    pub row: u32,
    pub cell: String,
    pub reason: String,
}

/// Something the vault holds already, or the n-th new thing of this plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target<K> {
    Existing(K),
    New(usize),
}

#[derive(Debug)]
pub struct ClientWrite {
    pub row: u32,
    /// `None`: a new client.
    pub client: Option<ClientKey>,
    /// Complete: what the file leaves blank is taken over from the present version.
    pub record: ClientRecord,
}

#[derive(Debug, Clone)]
pub struct PersonWrite {
    pub row: u32,
    pub client: ClientKey,
    pub person: Option<PersonKey>,
    pub name: String,
    pub jobs: Vec<String>,
}

/// An account or a loan that the vault does not hold yet.
#[derive(Debug)]
pub struct NewEntity {
    pub client: ClientKey,
    pub number: String,
    pub currency: String,
}

#[derive(Debug)]
pub struct DepositWrite {
    pub row: u32,
    pub account: Target<AccountKey>,
    pub as_of: Day,
    pub product: Option<String>,
    pub amounts: DepositAmounts,
}

#[derive(Debug)]
pub struct LoanWrite {
    pub row: u32,
    pub loan: Target<LoanKey>,
    pub record: LoanRecord,
}

#[derive(Debug)]
pub enum Writes {
    Clients(Vec<ClientWrite>),
    People(Vec<PersonWrite>),
    Deposits {
        accounts: Vec<NewEntity>,
        facts: Vec<DepositWrite>,
    },
    Loans {
        loans: Vec<NewEntity>,
        facts: Vec<LoanWrite>,
    },
}

impl Writes {
    pub fn is_empty(&self) -> bool {
        match self {
            Writes::Clients(clients) => clients.is_empty(),
            Writes::People(people) => people.is_empty(),
            Writes::Deposits { facts, .. } => facts.is_empty(),
            Writes::Loans { facts, .. } => facts.is_empty(),
        }
    }
}

/// A row that waits for its client, as it will be stored.
#[derive(Debug)]
pub struct QueuedWrite {
    pub row: u32,
    pub client: ClientRef,
    pub record: serde_json::Value,
}

/// Everything that committing this file would do.
#[derive(Debug)]
pub struct Plan {
    pub source: Source,
    pub kind: Kind,
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
    /// In the file's order.
    pub rows: Vec<PlannedRow>,
    /// By row number, of the changed ones.
    pub was: HashMap<u32, Was>,
    pub rejected: Vec<RowProblem>,
    pub warnings: Vec<RowProblem>,
    /// How the file was read where it did not say itself.
    pub notes: Vec<String>,
    pub control: Option<Control>,
    pub totals: Totals,
    /// The move that counts as abnormal, `0.5` for ±50 %.
    pub abnormal_move: Decimal,
    /// Whether account or loan numbers of this table are shown by their last digits.
    pub masks_numbers: bool,
    pub writes: Writes,
    pub queued: Vec<QueuedWrite>,
    /// Labels that are not known.
    pub asked: Vec<AskedValue>,
    /// Cells of rows that are taken, where the user typed something else.
    pub mended: Vec<MendedCell>,
    /// Batches whose values this one confirms or builds on.
    pub relies_on: BTreeSet<BatchKey>,
}

impl Plan {
    /// The same plan of a table in which these cells were typed anew; they are kept with the rows that are taken.
    pub(super) fn with_mended(mut self, mut cells: Vec<MendedCell>) -> Self {
        let taken = self.rows.iter();
        let taken: BTreeSet<u32> = taken
            .filter(|row| row.verdict.enters() || row.verdict == Verdict::Queued)
            .map(|row| row.row)
            .collect();
        cells.retain(|cell| taken.contains(&cell.row));
        self.mended = cells;
        self
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *match row.verdict {
                Verdict::New => &mut counts.new,
                Verdict::Changed => &mut counts.changed,
                Verdict::Unchanged => &mut counts.unchanged,
                Verdict::Duplicate => &mut counts.duplicate,
                Verdict::Rejected => &mut counts.rejected,
                Verdict::Queued => &mut counts.queued,
                Verdict::Excluded => continue,
            } += 1;
            counts.warned += u32::from(row.warned);
            counts.abnormal += u32::from(row.abnormal);
        }
        counts
    }
}

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

/// What planning a table leaves behind, whatever its kind.
struct Sheet {
    subject_column: String,
    said_in: Option<BatchKey>,
    excluded: BTreeSet<u32>,
    rows: Vec<PlannedRow>,
    /// The row that is spoken of, among `rows`.
    place: usize,
    was: HashMap<u32, Was>,
    rejected: Vec<RowProblem>,
    warnings: Vec<RowProblem>,
    queued: Vec<QueuedWrite>,
    relies_on: BTreeSet<BatchKey>,
}

impl Sheet {
    fn new(subject_column: String, said_in: Option<BatchKey>, excluded: BTreeSet<u32>) -> Self {
        Sheet {
            subject_column,
            said_in,
            excluded,
            rows: Vec::new(),
            place: 0,
            was: HashMap::new(),
            rejected: Vec::new(),
            warnings: Vec::new(),
            queued: Vec::new(),
            relies_on: BTreeSet::new(),
        }
    }

    /// What was said row by row in another order, in the file's.
    fn in_order(mut self) -> Self {
        self.rejected.sort_by_key(|problem| problem.row);
        self.queued.sort_by_key(|queued| queued.row);
        self
    }

    /// Where the row stands that is spoken of; [`Sheet::turn_to`] comes back to it.
    fn place(&self) -> usize {
        self.place
    }

    fn turn_to(&mut self, place: usize) {
        self.place = place;
    }

    /// As Excel shows it, of the row that is spoken of.
    fn number(&self) -> u32 {
        self.number_at(self.place)
    }

    fn number_at(&self, place: usize) -> u32 {
        self.rows[place].row
    }

    /// Speaks of the next row from now on: its record, or `None` after it was left out, or rejected for its cells.
    fn open<T>(&mut self, row: Row<T>) -> Option<T> {
        let excluded = self.excluded.contains(&row.number);
        let warned = !row.warnings.is_empty() && !excluded;
        if excluded {
            self.push(row.number, Verdict::Excluded, warned);
            return None;
        }
        self.warnings
            .extend(row.warnings.into_iter().map(|p| at_row(row.number, p)));
        self.push(row.number, Verdict::Rejected, warned);
        match row.record {
            Ok(record) => Some(record),
            Err(problems) => {
                self.rejected
                    .extend(problems.into_iter().map(|p| at_row(row.number, p)));
                None
            }
        }
    }

    fn push(&mut self, row: u32, verdict: Verdict, warned: bool) {
        self.place = self.rows.len();
        self.rows.push(PlannedRow {
            row,
            verdict,
            warned,
            abnormal: false,
            before: None,
            same_as: None,
        });
    }

    /// Whether what stands was said after these rows were.
    fn is_overruled_by(&self, standing: BatchKey) -> bool {
        self.said_in.is_some_and(|said_in| standing > said_in)
    }

    /// Sets the verdict of the row that is spoken of.
    fn decide(&mut self, verdict: Verdict) {
        self.rows[self.place].verdict = verdict;
    }

    fn is_queued(&self) -> bool {
        self.rows[self.place].verdict == Verdict::Queued
    }

    /// What a row's balance is held against, and whether it is odd beside it.
    fn compare(&mut self, before: Option<Before>, abnormal: bool) {
        let row = &mut self.rows[self.place];
        row.before = before;
        row.abnormal = abnormal;
    }

    /// Odd, and taken all the same.
    fn warn(&mut self, reason: String) {
        let row = self.number();
        let cell = format!("{}{row}", self.subject_column);
        self.warnings.push(RowProblem { row, cell, reason });
        self.rows[self.place].warned = true;
    }

    fn repeat(&mut self, earlier: u32) {
        let row = &mut self.rows[self.place];
        row.verdict = Verdict::Duplicate;
        row.same_as = Some(earlier);
    }

    /// Changed, beside what stood.
    fn change(&mut self, was: Was) {
        self.was.insert(self.number(), was);
        self.decide(Verdict::Changed);
    }

    fn reject(&mut self, reason: impl Into<String>) {
        let row = self.number();
        let cell = format!("{}{row}", self.subject_column);
        self.rejected.push(RowProblem {
            row,
            cell,
            reason: reason.into(),
        });
        self.decide(Verdict::Rejected);
    }

    fn queue<T: Serialize>(&mut self, client: &ClientRef, record: &T) {
        // Records are plain values of our own: they always serialise.
        let record = serde_json::to_value(record).unwrap_or_default();
        self.queued.push(QueuedWrite {
            row: self.number(),
            client: client.clone(),
            record,
        });
        self.decide(Verdict::Queued);
    }

    /// The client of a fact row, or `None` after it was queued or rejected.
    fn client_of<T: Serialize>(
        &mut self,
        client: &ClientRef,
        record: &T,
        known: &ClientIndex,
    ) -> Option<ClientKey> {
        match known.find(client) {
            known::Found::One(key) => Some(key),
            known::Found::Unknown => {
                self.queue(client, record);
                None
            }
            known::Found::Contradiction(reason) => {
                self.reject(reason);
                None
            }
        }
    }
}

fn at_row(row: u32, problem: CellProblem) -> RowProblem {
    RowProblem {
        row,
        cell: problem.cell,
        reason: problem.reason,
    }
}

/// A field's value after a file spoke: the file's where it says one, else what stood.
fn taken<T>(file: Option<T>, stood: Option<T>) -> Option<T> {
    file.or(stood)
}

/// Whether a file's amount changes the stored one; an amount the vault lacks only fills it up.
fn amount_changes(file: Option<Amount>, stored: Option<Amount>) -> bool {
    matches!((file, stored), (Some(file), Some(stored)) if file.replaces(stored))
}

/// The amount to keep: the finer of two that agree, else the file's.
fn amount_taken(file: Option<Amount>, stored: Option<Amount>) -> Option<Amount> {
    match (file, stored) {
        (Some(file), Some(stored)) if !file.replaces(stored) => Some(stored),
        (file, stored) => taken(file, stored),
    }
}
