//! Puts the portfolio into a vault the way a user would: file by file, then visit by visit.

use super::{DemoPortfolio, DemoVisit, portfolio};
use crate::client;
use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientKey;
use crate::intake::plan::Source;
use crate::intake::record::{Row, Rows, Table};
use crate::intake::{commit, prepare};
use crate::money::Unit;
use crate::vault::Vault;
use crate::visit::{self, VisitPlan, Whom};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Fills an empty vault; the clients that have a visit ahead come back.
pub async fn install(vault: &Vault, as_of: Day, now: Timestamp) -> Result<Vec<ClientKey>> {
    let DemoPortfolio {
        clients,
        people,
        deposits,
        loans,
        earlier_loans,
        visits,
        past_visits,
    } = portfolio(as_of);
    for (name, rows) in [
        ("示例客户清单.xlsx", Rows::Clients(rows(clients))),
        (
            "示例联系人.xlsx",
            Rows::People(rows(
                people.into_iter().map(|person| vec![person]).collect(),
            )),
        ),
        ("示例存款余额_近24个月.csv", Rows::Deposits(rows(deposits))),
        (
            "示例贷款借据_前12个月.csv",
            Rows::Loans(rows(earlier_loans)),
        ),
        ("示例贷款借据.xlsx", Rows::Loans(rows(loans))),
    ] {
        let digest = Sha256::digest(name.as_bytes()).into();
        let source = Source {
            file_name: name.into(),
            digest,
            file_digest: digest,
            by_hand: false,
        };
        let prepared = prepare(vault, source, table(rows)).await?;
        commit(vault, prepared, now).await?;
    }
    for past in past_visits.into_iter().rev() {
        let plan = VisitPlan {
            planned_on: Some(past.on),
            with: past.with.into_iter().map(Whom::Name).collect(),
            goals: vec![past.purpose],
            ..VisitPlan::default()
        };
        let client = client::find(vault, &past.client).await?;
        visit::plan(vault, client, plan, now).await?;
    }
    let mut visited = Vec::with_capacity(visits.len());
    for ahead in visits {
        visited.push(plan_visit(vault, ahead, now).await?);
    }
    Ok(visited)
}

async fn plan_visit(vault: &Vault, ahead: DemoVisit, now: Timestamp) -> Result<ClientKey> {
    let client = client::find(vault, &ahead.client).await?;
    let plan = VisitPlan {
        planned_on: Some(ahead.planned_on),
        with: ahead.with.into_iter().map(Whom::Name).collect(),
        goals: ahead.goals,
        ask: Some(ahead.ask),
        ..VisitPlan::default()
    };
    visit::plan(vault, client, plan, now).await?;
    Ok(client)
}

fn table(rows: Rows) -> Table {
    Table {
        sheet: "示例".into(),
        header_row: 1,
        as_of: match &rows {
            Rows::Deposits(rows) => rows
                .iter()
                .flat_map(|row| &row.record)
                .map(|r| r.as_of)
                .max(),
            Rows::Loans(rows) => rows
                .iter()
                .flat_map(|row| &row.record)
                .map(|r| r.as_of)
                .max(),
            Rows::Clients(_) | Rows::People(_) => None,
        },
        unit: Some(Unit::Yuan),
        subject_column: "A".into(),
        rows,
        stated: None,
        rejected_sums: Default::default(),
        notes: Vec::new(),
    }
}

/// As if read from the second row on.
fn rows<T>(records: Vec<T>) -> Vec<Row<T>> {
    (2..)
        .zip(records)
        .map(|(number, record)| Row {
            number,
            record: Ok(record),
            warnings: Vec::new(),
        })
        .collect()
}
