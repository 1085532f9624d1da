//! The pure plan of an import: a verdict for every row, the writes that follow, the control totals.
//! Dry run, preview, counts and commit are all this one value; nothing here touches the vault.

mod by_client;
mod clients;
mod deposits;
mod known;
mod ledger;
mod loans;
mod people;
mod planning;
mod sheet;
mod totals;

pub use by_client::Told;
pub use known::{
    ClientIndex, Days, Found, Held, HeldNumbers, Known, KnownClient, KnownDeposit, KnownLoanFact,
    KnownPerson, People,
};
pub use planning::{Answer, Planning, Wanted};
pub use totals::{AgainstBefore, ColumnSum, Control, LeftOut, Totals, change};

use crate::day::Day;
use crate::error::{Error, Result};
use crate::ids::{AccountKey, BatchKey, ClientKey, LoanKey, PersonKey};
use crate::intake::mend::MendedCell;
use crate::intake::reader::Workbook;
use crate::intake::record::{ClientRecord, ClientRef, DepositAmounts, Kind, LoanRecord};
use crate::intake::values::AskedValue;
use crate::money::{Amount, Money, Unit};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sheet::Sheet;
use std::collections::{BTreeSet, HashMap};

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
