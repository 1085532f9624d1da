//! `jingwei dossier`

use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::Timestamp;
use jingwei_core::day::Day;
use jingwei_core::dossier::{self, Dossier};
use jingwei_core::metrics::{Figure, Metrics};
use jingwei_core::money::Unit;
use jingwei_core::vault::Vault;
use jingwei_core::{Result, client};
use serde::Serialize;

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    dossier: Dossier,
    metrics: Metrics,
}

pub async fn show(
    session: &Session,
    named: &str,
    as_of: Option<Day>,
    reveal: Option<&str>,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let as_of = as_of.unwrap_or_else(|| session.today());
    let dossier = loaded(&vault, named, as_of, reveal, session.now).await;
    vault.close().await;
    let dossier = dossier?;
    let metrics = Metrics::of(&dossier);
    output.result(&Shown { dossier, metrics }, lines);
    Ok(ExitCode::SUCCESS)
}

/// With its numbers in full where there is a reason to.
async fn loaded(
    vault: &Vault,
    named: &str,
    as_of: Day,
    reveal: Option<&str>,
    now: Timestamp,
) -> Result<Dossier> {
    let client = client::find(vault, named).await?;
    match reveal {
        Some(reason) => dossier::reveal(vault, client, as_of, reason, now).await,
        None => dossier::load(vault, client, as_of, None).await,
    }
}

fn lines(shown: &Shown) -> Vec<String> {
    let (client, metrics) = (&shown.dossier.client, &shown.metrics);
    let numbers = |name: &str, all: Vec<&str>| {
        (!all.is_empty()).then(|| format!("{name}  {}", all.join("  ")))
    };
    let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
    let mut lines = vec![
        format!(
            "{}  {}  {}",
            client.name,
            of(&client.number),
            of(&client.code)
        ),
        format!(
            "{} · {} · {}",
            of(&client.tier),
            of(&client.manager),
            of(&client.branch)
        ),
        figure("时点存款", &metrics.deposits.point),
        figure("月日均", &metrics.deposits.month_average),
        figure("年日均", &metrics.deposits.year_average),
        figure("表内贷款", &metrics.loans.balance),
        figure("表外业务", &metrics.loans.off_balance),
        format!(
            "联系人 {} 位，账户 {} 个，借据 {} 笔，资料完整度 {}%",
            shown.dossier.people.len(),
            shown.dossier.accounts.len(),
            shown.dossier.loans.len(),
            metrics.completeness.percent
        ),
    ];
    let accounts = shown.dossier.accounts.iter().map(|a| a.number.as_str());
    let loans = shown.dossier.loans.iter().map(|l| l.number.as_str());
    lines.extend(numbers("账号", accounts.collect()));
    lines.extend(numbers("借据号", loans.collect()));
    lines
}

fn figure(label: &str, figure: &Figure) -> String {
    match (figure.value, figure.as_of) {
        (Some(money), Some(day)) => {
            format!(
                "{label}  {} 万元（{day}）",
                money.in_unit(Unit::Wan).round_dp(2)
            )
        }
        _ => format!(
            "{label}  —（{}）",
            figure.note.as_deref().unwrap_or_default()
        ),
    }
}
