//! A fictional portfolio: 40 clients of invented firms in invented towns, 24 months of balances, loans, people and
//! visits. The same for the same as-of day: no clock, no chance. Credit codes lie in district 000000 (docs/domain.md §2.1).

mod balances;
mod install;
mod items;
mod people;
mod spec;
mod visits;

pub use install::install;
pub use visits::{DemoVisit, PastVisit, Promise, Side};

use crate::code::UnifiedCode;
use crate::day::Day;
use crate::error::Result;
use crate::intake::record::{ClientRecord, ClientRef, DepositRecord, LoanRecord, PersonRecord};
use crate::money::{Amount, Money};
use crate::vault::{Owner, RecoveryKey, SigningKey, Stretch, Vault};
use jiff::Timestamp;
use spec::Spec;
use std::path::Path;

/// What a vault of these clients is called.
pub const VAULT_NAME: &str = "示例保险库";
/// Of a vault that guards nothing: its clients are fictional.
pub const PASSPHRASE: &str = "jingwei-demo";

/// Makes the vault. Its owner signs with a key that is known to everybody, like the passphrase: so the trail, which
/// pages carry in their footers, is the same for the same day.
pub async fn create(
    dir: &Path,
    passphrase: &str,
    stretch: Stretch,
    now: Timestamp,
) -> Result<(Vault, RecoveryKey)> {
    let signing = SigningKey::of_demo(b"jingwei demo, known to everybody");
    Vault::create_signing(dir, owner(), passphrase, stretch, &signing, now).await
}

/// The client manager whose portfolio it is.
pub fn owner() -> Owner {
    Owner {
        name: "林叙白".into(),
        staff_number: Some("A1024".into()),
        branch: Some("江海银行科技园支行".into()),
    }
}

/// Months of balances an account has that is old enough.
const MONTHS: i32 = 24;

/// Records as files would give them, and the visits that no file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPortfolio {
    pub clients: Vec<ClientRecord>,
    pub people: Vec<PersonRecord>,
    /// By client, account, day.
    pub deposits: Vec<DepositRecord>,
    /// At the newest month-end.
    pub loans: Vec<LoanRecord>,
    /// At the twelve month-ends before it.
    pub earlier_loans: Vec<LoanRecord>,
    /// Within the next ten days.
    pub visits: Vec<DemoVisit>,
    /// Before the as-of day, newest first within a client.
    pub past_visits: Vec<PastVisit>,
}

/// The portfolio as a client manager holds it on `as_of`; the ledgers are of the last month-end.
pub fn portfolio(as_of: Day) -> DemoPortfolio {
    let ledger_day = last_month_end(as_of);
    let clients: Vec<DemoClient> = (1..).zip(spec::all()).map(DemoClient::new).collect();
    let deposits: Vec<DepositRecord> = (clients.iter())
        .flat_map(|client| balances::deposits(client, ledger_day))
        .collect();
    let loans: Vec<LoanRecord> = (clients.iter())
        .flat_map(|client| items::loans(client, as_of, ledger_day))
        .collect();
    DemoPortfolio {
        visits: visits::planned(&clients, &deposits, &loans, as_of),
        past_visits: visits::past(&clients, as_of),
        clients: clients.iter().map(DemoClient::record).collect(),
        people: clients.iter().flat_map(DemoClient::people).collect(),
        earlier_loans: (clients.iter())
            .flat_map(|client| items::earlier(client, as_of, ledger_day))
            .collect(),
        deposits,
        loans,
    }
}

/// A client of the portfolio with what its records share.
struct DemoClient {
    /// From 1.
    number: u32,
    spec: &'static Spec,
    reference: ClientRef,
    /// Names in the order of the spec's posts, the legal representative first.
    names: Vec<String>,
}

impl DemoClient {
    fn new((number, spec): (u32, &'static Spec)) -> Self {
        DemoClient {
            number,
            spec,
            reference: ClientRef {
                number: Some(format!("DM{:06}", 100_000 + number)),
                code: Some(fictional_code(number)),
                name: Some(spec.name.to_owned()),
            },
            names: people::names(number, spec),
        }
    }

    fn record(&self) -> ClientRecord {
        let (year, month, day) = self.spec.founded;
        ClientRecord {
            client: self.reference.clone(),
            industry_label: Some(self.spec.industry.to_owned()),
            registered_capital: Some(wan(self.spec.capital)),
            founded_on: Day::new(year, month, day),
            legal_rep: self.names.first().cloned(),
            manager: Some(self.spec.seat.manager.to_owned()),
            tier: Some(self.spec.tier.to_owned()),
            branch: Some(self.spec.seat.branch.to_owned()),
        }
    }

    fn people(&self) -> impl Iterator<Item = PersonRecord> {
        (self.names.iter().zip(self.spec.posts)).map(|(name, jobs)| PersonRecord {
            client: self.reference.clone(),
            name: name.clone(),
            jobs: jobs.split('/').map(str::to_owned).collect(),
        })
    }
}

/// `91` (enterprise), district 000000, organisation `DEM…`, both check characters right.
fn fictional_code(number: u32) -> String {
    UnifiedCode::complete("91000000", &format!("DEM{number:05}"))
        .map(UnifiedCode::into_string)
        .unwrap_or_default()
}

fn last_month_end(day: Day) -> Day {
    if day == day.month_end() {
        day
    } else {
        day.month_end_after(-1)
    }
}

/// So many 万元, exact.
fn wan(amount: i64) -> Amount {
    Amount::exact(Money::from_yuan(amount * 10_000))
}

#[cfg(test)]
mod tests;
