//! What a file says, row by row, before it is held against the vault. Pure values; no client is known here yet.

use super::columns::Field;
use crate::day::Day;
use crate::money::{Amount, Money, Unit};
use crate::rate::Lpr;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The four kinds of files the intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Clients,
    People,
    Deposits,
    Loans,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Clients, Kind::People, Kind::Deposits, Kind::Loans];

    /// The stored form, and the word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Clients => "clients",
            Kind::People => "people",
            Kind::Deposits => "deposits",
            Kind::Loans => "loans",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// As the user reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Kind::Clients => "客户清单",
            Kind::People => "联系人",
            Kind::Deposits => "存款余额",
            Kind::Loans => "贷款借据",
        }
    }
}

/// One recognised table: a sheet's data rows as typed records.
#[derive(Debug, Clone)]
pub struct Table {
    pub sheet: String,
    /// 1-based row of the last header row, as Excel shows it.
    pub header_row: u32,
    /// From the file, else from the user; balances need one, clients and people none (domain.md §9.1).
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
    /// Letters of the column that names a row (客户编号, 账户编号, 借据号): where a problem of the whole
    /// row is shown.
    pub subject_column: String,
    pub rows: Rows,
    /// The total the file itself states (合计 row) for the main amount column.
    pub stated: Option<Stated>,
    /// The amounts of rejected rows: the control total sums every data row. Empty where none was rejected.
    pub rejected_sums: BTreeMap<Field, RejectedSum>,
    /// How the file was read where it did not say itself; ready to show.
    pub notes: Vec<String>,
}

impl Table {
    pub fn kind(&self) -> Kind {
        match self.rows {
            Rows::Clients(_) => Kind::Clients,
            Rows::People(_) => Kind::People,
            Rows::Deposits(_) => Kind::Deposits,
            Rows::Loans(_) => Kind::Loans,
        }
    }
}

/// One amount column of the rows that were rejected for their cells.
#[derive(Debug, Clone, Copy, Default)]
pub struct RejectedSum {
    pub readable: Money,
    /// Cells that are no amount.
    pub unreadable: u32,
}

#[derive(Debug, Clone)]
pub enum Rows {
    Clients(Vec<Row<ClientRecord>>),
    /// A row may name several people of one client.
    People(Vec<Row<Vec<PersonRecord>>>),
    Deposits(Vec<Row<DepositRecord>>),
    Loans(Vec<Row<LoanRecord>>),
}

/// A data row. A row with a cell that cannot be read right is rejected as a whole.
#[derive(Debug, Clone)]
pub struct Row<T> {
    /// 1-based row number as Excel shows it.
    pub number: u32,
    pub record: Result<T, Vec<CellProblem>>,
    /// What is odd but does not stop the row (a bad check character, for one).
    pub warnings: Vec<CellProblem>,
}

/// A problem at its cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CellProblem {
    /// Address as Excel shows it, `C12`.
    pub cell: String,
    /// In the user's language, ready to show.
    pub reason: String,
}

/// What total rows say all rows come to, and the address of the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    pub cell: String,
    pub sum: Money,
    /// How far rounding in the total rows may take it.
    pub bound: Money,
}

/// How a row names its client: matched by number, else code, else a unique exact name.
/// Trimmed, half-width; the code upper-case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct ClientRef {
    pub number: Option<String>,
    pub code: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ClientRecord {
    pub client: ClientRef,
    /// As the file labels it; mapped to GB/T 4754 elsewhere (domain.md §9.4).
    pub industry_label: Option<String>,
    pub registered_capital: Option<Amount>,
    pub founded_on: Option<Day>,
    pub legal_rep: Option<String>,
    pub manager: Option<String>,
    /// 战略客户, 重点客户, … as written.
    pub tier: Option<String>,
    pub branch: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct PersonRecord {
    pub client: ClientRef,
    pub name: String,
    /// Split at `/`, `、` and `,`; in the file's order, without repeats.
    pub jobs: Vec<String>,
}

/// One account on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DepositRecord {
    pub client: ClientRef,
    /// [`LABEL`](crate::ledger::client_total::LABEL) where the file tells the balances of clients, not of accounts.
    pub account: String,
    /// As the file labels it (协定存款); the catalogue resolves it.
    pub product: Option<String>,
    /// ISO 4217; 人民币 is CNY.
    pub currency: String,
    pub as_of: Day,
    pub amounts: DepositAmounts,
}

/// Amounts of one account on one day; each may be missing from a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DepositAmounts {
    /// 时点余额
    pub point: Option<Amount>,
    /// 月初余额
    pub month_start: Option<Amount>,
    /// 年初余额
    pub year_start: Option<Amount>,
    /// 月日均余额
    pub month_average: Option<Amount>,
    /// 年日均余额
    pub year_average: Option<Amount>,
}

/// One loan or off-balance item on one day; the product decides which (domain.md §9.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LoanRecord {
    pub client: ClientRef,
    /// 借据号
    pub loan: String,
    pub product: Option<String>,
    pub currency: String,
    pub as_of: Day,
    /// 借据金额
    pub amount: Option<Amount>,
    /// 余额
    pub balance: Option<Amount>,
    /// Per cent a year, `3.8403`.
    #[specta(type = Option<String>)]
    pub rate: Option<Decimal>,
    /// Where the rate is told against it.
    #[serde(default)]
    pub lpr: Option<Lpr>,
    pub drawn_on: Option<Day>,
    pub matures_on: Option<Day>,
    /// 主要担保方式, as written.
    pub security: Option<String>,
    pub class: Option<Classification>,
    pub overdue_days: Option<u32>,
}

/// 五级分类 (domain.md §2.6); the bank's official class, never computed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
pub enum Classification {
    #[serde(rename = "正常")]
    Normal,
    #[serde(rename = "关注")]
    SpecialMention,
    #[serde(rename = "次级")]
    Substandard,
    #[serde(rename = "可疑")]
    Doubtful,
    #[serde(rename = "损失")]
    Loss,
}

impl Classification {
    pub const ALL: [Classification; 5] = [
        Classification::Normal,
        Classification::SpecialMention,
        Classification::Substandard,
        Classification::Doubtful,
        Classification::Loss,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Classification::Normal => "正常",
            Classification::SpecialMention => "关注",
            Classification::Substandard => "次级",
            Classification::Doubtful => "可疑",
            Classification::Loss => "损失",
        }
    }

    /// 0 正常 … 4 损失: the stored form.
    pub const fn rank(self) -> i64 {
        self as i64
    }

    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.rank() == rank)
    }

    pub fn is_non_performing(self) -> bool {
        self >= Classification::Substandard
    }
}

impl Money {
    /// The sum of the amounts that are there; `None` when none is.
    pub fn sum_known<'a>(amounts: impl IntoIterator<Item = Option<&'a Amount>>) -> Option<Money> {
        amounts.into_iter().flatten().fold(None, |sum, amount| {
            Some(sum.unwrap_or_default() + amount.money)
        })
    }
}
