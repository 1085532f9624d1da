//! `jingwei demo`: a vault of fictional clients and its documents, the same for the same day.

use super::document::{self, Made, Order};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use jingwei_core::day::Day;
use jingwei_core::document::Audience;
use jingwei_core::ids::ClientKey;
use jingwei_core::vault::{Stretch, Vault};
use jingwei_core::{Error, Result, client, demo};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Demo {
    vault: PathBuf,
    recovery_key: String,
    as_of: Day,
    documents: Vec<Made>,
}

pub async fn make(
    session: &Session,
    out: &Path,
    as_of: Option<Day>,
    output: &Output,
) -> Result<ExitCode> {
    let as_of = as_of.unwrap_or_else(|| session.today());
    let passphrase = session.new_passphrase()?;
    let dir = out.join("demo.vault");
    let now = morning_of(as_of)?;
    let (vault, recovery) = demo::create(&dir, &passphrase, Stretch::calibrated(), now).await?;
    // Its clients are fictional: nobody is asked to keep its recovery key.
    let kept = vault.confirm_recovery(&recovery.grouped(), now).await;
    let documents = match kept {
        Ok(()) => fill(&vault, out, as_of, now).await,
        Err(error) => Err(error),
    };
    vault.close().await;
    let made = Demo {
        vault: dir,
        recovery_key: recovery.grouped().to_string(),
        as_of,
        documents: documents?,
    };
    output.result(&made, lines);
    Ok(ExitCode::SUCCESS)
}

async fn fill(vault: &Vault, out: &Path, as_of: Day, now: Timestamp) -> Result<Vec<Made>> {
    let visited = demo::install(vault, as_of, now).await?;
    let out = out.join("documents");
    let everyone = client::all(vault).await?;
    let mut made = packs(vault, &out, as_of, now, everyone, Audience::Internal).await?;
    made.extend(packs(vault, &out, as_of, now, visited, Audience::Client).await?);
    Ok(made)
}

async fn packs(
    vault: &Vault,
    out: &Path,
    as_of: Day,
    now: Timestamp,
    clients: Vec<ClientKey>,
    audience: Audience,
) -> Result<Vec<Made>> {
    let time_zone = TimeZone::fixed(BEIJING);
    document::make(
        vault,
        Order {
            clients,
            visit: None,
            audience,
            as_of,
            out,
            now,
            time_zone,
        },
    )
    .await
}

const BEIJING: Offset = Offset::constant(8);

/// The demo's clock stands at nine in the morning, so that it does not change from run to run.
fn morning_of(day: Day) -> Result<Timestamp> {
    BEIJING
        .to_timestamp(day.date().at(9, 0, 0, 0))
        .map_err(|error| Error::fault("这一天超出了可用的日期范围。", error))
}

fn lines(made: &Demo) -> Vec<String> {
    let mut lines = vec![
        format!(
            "示例保险库：{}（编制日 {}）",
            made.vault.display(),
            made.as_of
        ),
        format!("恢复密钥：{}", made.recovery_key),
    ];
    lines.extend(made.documents.iter().map(document::line));
    lines
}
