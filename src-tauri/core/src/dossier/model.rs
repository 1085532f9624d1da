//! The dossier's shape. Amounts are 分 with the quantum they were given in.

use crate::day::Day;
use crate::ids::{AccountId, BatchId, ClientId, LoanId, PersonId, VisitId};
use crate::intake::record::{Classification, DepositAmounts, Kind};
use crate::money::{Amount, Unit};
use crate::rate::Lpr;
use crate::setting::Settings;
use crate::visit::TimeOfDay;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Dossier {
    pub as_of: Day,
    /// Only where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<String>)]
    pub known_at: Option<Timestamp>,
    /// The thresholds that judge it.
    pub settings: Settings,
    pub client: ClientFile,
    /// In the order of the list they came from.
    pub people: Vec<Person>,
    /// Accounts with a balance in the last 24 months.
    pub accounts: Vec<Account>,
    /// Loans and off-balance items at the newest day this client's loans are known for.
    pub loans: Vec<Loan>,
    /// What loans stood at on each day known in the last 24 months, settled ones included; ascending by day.
    pub loan_points: Vec<LoanPoint>,
    /// Those that stand, by planned day and time, undated ones last; cancelled ones are not here.
    pub visits: Vec<Visit>,
    /// The files the facts above come from, in the order they were imported.
    pub sources: Vec<SourceFile>,
}

impl Dossier {
    /// The visit to prepare for: the first planned for today or later, else the first without a day.
    pub fn next_visit(&self) -> Option<&Visit> {
        let ahead = |visit: &&Visit| visit.planned_on.is_some_and(|day| day >= self.as_of);
        let undated = |visit: &&Visit| visit.planned_on.is_none();
        (self.visits.iter().find(ahead)).or_else(|| self.visits.iter().find(undated))
    }
}

/// Where a fact stands written: a row of a file of `Dossier::sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct Provenance {
    pub batch: BatchId,
    pub row: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SourceFile {
    pub batch: BatchId,
    pub file: String,
    pub kind: Kind,
    /// 1–3; a bank's own ledger is 3, what somebody typed 2 (docs/domain.md A07).
    pub reliability: u8,
    pub nature: Nature,
    /// Rows of which a cell was typed anew before the file was committed, as its program numbers them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mended_rows: Vec<u32>,
    /// The unit the file stated its amounts in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// Reported by a ledger, observed by a person, or estimated (docs/domain.md A07).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    Reported,
    Observed,
    Estimated,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ClientFile {
    pub id: ClientId,
    pub number: Option<String>,
    pub name: String,
    pub code: Option<String>,
    /// As the file labels it.
    pub industry_label: Option<String>,
    pub registered_capital: Option<Amount>,
    pub founded_on: Option<Day>,
    pub legal_rep: Option<String>,
    pub manager: Option<String>,
    pub tier: Option<String>,
    pub branch: Option<String>,
    pub source: Provenance,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub jobs: Vec<String>,
    pub source: Provenance,
}

/// A product as a file labels it, with the catalogue's code where the label is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Product {
    pub label: String,
    pub code: Option<String>,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Account {
    pub id: AccountId,
    /// 客户汇总 where it is no account.
    pub number: String,
    /// What the bank told of the client as a whole, by product or not, instead of its accounts.
    pub is_client_total: bool,
    pub currency: String,
    /// Of the newest day.
    pub product: Option<Product>,
    /// Ascending by day; never empty.
    pub days: Vec<Deposit>,
}

/// One account's amounts on one day.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Deposit {
    pub as_of: Day,
    #[serde(flatten)]
    pub amounts: DepositAmounts,
    pub source: Provenance,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Loan {
    pub id: LoanId,
    /// 借据号
    pub number: String,
    pub currency: String,
    pub product: Option<Product>,
    /// Acceptances, guarantees, letters of credit: the product decides (docs/domain.md §9.7).
    pub off_balance: bool,
    pub as_of: Day,
    pub amount: Option<Amount>,
    pub balance: Option<Amount>,
    /// Per cent a year.
    #[specta(type = Option<String>)]
    pub rate: Option<Decimal>,
    /// Where the ledger tells it against the LPR; the rate then only where it says that, too.
    pub lpr: Option<Lpr>,
    pub drawn_on: Option<Day>,
    pub matures_on: Option<Day>,
    pub security: Option<String>,
    pub class: Option<Classification>,
    pub overdue_days: Option<u32>,
    pub source: Provenance,
}

/// One loan's balance on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LoanPoint {
    pub loan: LoanId,
    pub currency: String,
    pub off_balance: bool,
    pub as_of: Day,
    pub balance: Option<Amount>,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Visit {
    pub id: VisitId,
    pub planned_on: Option<Day>,
    pub starts_at: Option<TimeOfDay>,
    pub place: Option<String>,
    pub attendees: Vec<PersonId>,
    pub goals: Vec<String>,
    /// The one ask.
    pub ask: Option<String>,
}
