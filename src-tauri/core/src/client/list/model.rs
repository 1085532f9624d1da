//! What a list is asked for, and what a line of it holds.

use crate::day::Day;
use crate::ids::{ClientId, ClientKey};
use crate::intake::record::Classification;
use crate::metrics::Comparison;
use crate::money::Money;
use crate::search::Mark;
use serde::{Deserialize, Serialize};

/// Which clients, in which order. Sorted by nothing means by client number, or by rank when searched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct ListQuery {
    /// All of them hold.
    pub filters: Vec<Filter>,
    /// The first decides; later ones break ties.
    pub sort: Vec<Sort>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct Sort {
    pub by: SortKey,
    pub descending: bool,
}

/// Columns a list sorts by; clients without a value come last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    Number,
    Name,
    Code,
    Tier,
    Industry,
    Manager,
    Branch,
    Class,
    /// The month's daily average.
    Deposits,
    /// Its growth over the end of the month before.
    Movement,
    /// Its growth over the year.
    YearMovement,
    YearAverage,
    Point,
    DepositDay,
    Loans,
    OffBalance,
    LoanDay,
    Maturity,
    Overdue,
}

impl SortKey {
    pub const ALL: [SortKey; 19] = [
        SortKey::Number,
        SortKey::Name,
        SortKey::Code,
        SortKey::Tier,
        SortKey::Industry,
        SortKey::Manager,
        SortKey::Branch,
        SortKey::Class,
        SortKey::Deposits,
        SortKey::Movement,
        SortKey::YearMovement,
        SortKey::YearAverage,
        SortKey::Point,
        SortKey::DepositDay,
        SortKey::Loans,
        SortKey::OffBalance,
        SortKey::LoanDay,
        SortKey::Maturity,
        SortKey::Overdue,
    ];

    /// The word on the command line and in stored views.
    pub const fn name(self) -> &'static str {
        match self {
            SortKey::Number => "number",
            SortKey::Name => "name",
            SortKey::Code => "code",
            SortKey::Tier => "tier",
            SortKey::Industry => "industry",
            SortKey::Manager => "manager",
            SortKey::Branch => "branch",
            SortKey::Class => "class",
            SortKey::Deposits => "deposits",
            SortKey::Movement => "movement",
            SortKey::YearMovement => "year_movement",
            SortKey::YearAverage => "year_average",
            SortKey::Point => "point",
            SortKey::DepositDay => "deposit_day",
            SortKey::Loans => "loans",
            SortKey::OffBalance => "off_balance",
            SortKey::LoanDay => "loan_day",
            SortKey::Maturity => "maturity",
            SortKey::Overdue => "overdue",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// One condition. An empty text among `values` stands for clients without a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Filter {
    /// Labels by how they begin, so that 战略 finds 战略客户.
    Tier {
        values: Vec<String>,
    },
    Industry {
        values: Vec<String>,
    },
    Manager {
        values: Vec<String>,
    },
    Branch {
        values: Vec<String>,
    },
    Class {
        values: Vec<Classification>,
    },
    /// With an on-balance loan outstanding, or without.
    HasLoans {
        value: bool,
    },
    /// An item with a balance falls due within so many days, or is past its day.
    MaturesWithin {
        days: u32,
    },
    /// The month's daily average.
    Deposits {
        is: Bound,
        amount: Money,
    },
    Loans {
        is: Bound,
        amount: Money,
    },
    /// Growth of the month's average over the month before, in hundredths of a per cent.
    Movement {
        is: Bound,
        basis_points: i32,
    },
    Overdue {
        value: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    AtLeast,
    AtMost,
}

/// Sums over a whole list; how many clients have a value is part of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Totals {
    pub clients: u32,
    pub deposits: Money,
    pub with_deposits: u32,
    pub loans: Money,
    pub with_loans: u32,
}

/// A line of the list. Amounts are CNY; each figure has the day it is true for.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ClientRow {
    #[serde(skip)]
    pub key: ClientKey,
    pub id: ClientId,
    pub number: Option<String>,
    pub name: String,
    /// Where a search found the name; empty without one.
    pub marks: Vec<Mark>,
    pub code: Option<String>,
    pub tier: Option<String>,
    pub industry: Option<String>,
    pub manager: Option<String>,
    pub branch: Option<String>,
    pub deposit_day: Option<Day>,
    pub point: Option<Money>,
    pub month_average: Option<Money>,
    pub year_average: Option<Money>,
    /// Of the month's average.
    pub previous_month: Option<Comparison>,
    pub year_on_year: Option<Comparison>,
    /// The month's averages (else point balances) of up to 12 months, oldest first.
    pub trend: Vec<Money>,
    pub loan_day: Option<Day>,
    pub loans: Option<Money>,
    pub off_balance_day: Option<Day>,
    pub off_balance: Option<Money>,
    /// The nearest maturity among items with a balance; past when one is past its day.
    pub matures_on: Option<Day>,
    pub worst_class: Option<Classification>,
    pub overdue_days: Option<u32>,
}

/// The values that clients have in the fields that filters offer, most frequent first.
#[derive(Debug, Clone, Default, Serialize, specta::Type)]
pub struct Facets {
    pub tiers: Vec<Facet>,
    pub industries: Vec<Facet>,
    pub managers: Vec<Facet>,
    pub branches: Vec<Facet>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Facet {
    /// Empty: clients without a value.
    pub value: String,
    pub clients: u32,
}
