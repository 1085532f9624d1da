//! Dossiers for the tests of this module, as small as their point allows. Amounts in 万元.

use crate::day::Day;
use crate::dossier::{Account, ClientFile, Deposit, Dossier, Loan, LoanPoint, Product, Provenance};
use crate::ids::{AccountId, BatchId, ClientId, LoanId};
use crate::intake::record::{Classification, DepositAmounts};
use crate::money::{Amount, Money};
use crate::setting::Settings;
use uuid::Uuid;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn wan(wan: i64) -> Money {
    Money::from_yuan(wan * 10_000)
}

fn source() -> Provenance {
    Provenance {
        batch: BatchId::from(Uuid::nil()),
        row: 2,
    }
}

/// A client of whom the list says everything, and the ledger nothing.
pub fn dossier(as_of: &str) -> Dossier {
    let text = |text: &str| Some(text.to_owned());
    Dossier {
        as_of: day(as_of),
        known_at: None,
        settings: Settings::default(),
        client: ClientFile {
            id: ClientId::from(Uuid::nil()),
            number: text("C1"),
            name: "示例精工股份有限公司".into(),
            code: text("91000000DEM000014K"),
            industry_label: text("通用设备制造业"),
            registered_capital: Some(Amount::exact(wan(1_000))),
            founded_on: Some(day("2018-01-01")),
            legal_rep: text("沈知衡"),
            manager: text("林叙白"),
            tier: text("战略客户"),
            branch: text("总行营业部"),
            source: source(),
        },
        people: Vec::new(),
        accounts: Vec::new(),
        loans: Vec::new(),
        loan_points: Vec::new(),
        visits: Vec::new(),
        sources: Vec::new(),
    }
}

/// An account's point balances by day.
pub fn account(number: &str, currency: &str, points: &[(&str, i64)]) -> Account {
    let days = points.iter().map(|(as_of, point)| Deposit {
        as_of: day(as_of),
        amounts: DepositAmounts {
            point: Some(Amount::exact(wan(*point))),
            ..DepositAmounts::default()
        },
        source: source(),
    });
    Account {
        id: AccountId::from(Uuid::nil()),
        number: number.into(),
        is_client_total: false,
        currency: currency.into(),
        product: None,
        days: days.collect(),
    }
}

pub fn loan_point(currency: &str, off_balance: bool, as_of: &str, balance: i64) -> LoanPoint {
    LoanPoint {
        loan: LoanId::from(Uuid::nil()),
        currency: currency.into(),
        off_balance,
        as_of: day(as_of),
        balance: Some(Amount::exact(wan(balance))),
    }
}

/// A normal working-capital loan in CNY of 31 October, numbered by `nth`.
pub fn loan(nth: u128, matures_on: &str, balance: i64) -> Loan {
    Loan {
        id: LoanId::from(Uuid::from_u128(nth)),
        number: format!("JJ{nth}"),
        currency: "CNY".into(),
        product: Some(Product {
            label: "流动资金贷款".into(),
            code: Some("L01".into()),
        }),
        off_balance: false,
        as_of: day("2026-10-31"),
        amount: None,
        balance: Some(Amount::exact(wan(balance))),
        rate: None,
        lpr: None,
        drawn_on: None,
        matures_on: Some(day(matures_on)),
        security: None,
        class: Some(Classification::Normal),
        overdue_days: Some(0),
        source: source(),
    }
}
