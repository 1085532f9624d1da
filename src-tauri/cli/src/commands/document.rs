//! `jingwei document …`

use crate::args;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::day::Day;
use jingwei_core::document::{self, Audience, MadeVisitPack};
use jingwei_core::dossier::{self, Dossier};
use jingwei_core::ids::{ClientKey, VisitId};
use jingwei_core::vault::Vault;
use jingwei_core::{Error, Result, client};
use jingwei_report::compose::Context;
use jingwei_report::visit_pack;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::JoinSet;

/// One document on disk, or why it is not.
#[derive(Serialize)]
pub struct Made {
    pub client: String,
    #[serde(flatten)]
    pub outcome: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Outcome {
    Written {
        path: PathBuf,
        pages: u32,
        sha256: String,
    },
    Failed {
        #[serde(serialize_with = "as_json")]
        error: Error,
    },
}

/// What to make, for whom, and where.
pub struct Order<'a> {
    pub clients: Vec<ClientKey>,
    pub visit: Option<VisitId>,
    pub audience: Audience,
    pub as_of: Day,
    pub out: &'a Path,
    pub now: jiff::Timestamp,
    pub time_zone: TimeZone,
}

pub async fn visit_pack(
    session: &Session,
    wanted: args::VisitPack,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let made = made(&vault, session, &wanted).await;
    vault.close().await;
    let mut made = made?;
    // A lone document that fails has no result beside its reason.
    if let [
        Made {
            outcome: Outcome::Failed { .. },
            ..
        },
    ] = made.as_slice()
        && let Some(Made {
            outcome: Outcome::Failed { error },
            ..
        }) = made.pop()
    {
        return Err(error);
    }
    output.result(&made, |made| made.iter().map(line).collect());
    let failures: Vec<&Error> = made
        .iter()
        .filter_map(|made| match &made.outcome {
            Outcome::Failed { error } => Some(error),
            Outcome::Written { .. } => None,
        })
        .collect();
    let Some(first) = failures.first() else {
        return Ok(ExitCode::SUCCESS);
    };
    let summary = format!(
        "{} 份资料包没有生成，其余已写出。{}",
        failures.len(),
        first.message
    );
    let failed = failures.len().to_string();
    Ok(output.error(&Error::new(first.code, summary).with("failed", failed)))
}

fn as_json<S: serde::Serializer>(
    error: &Error,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    error.to_json().serialize(serializer)
}

async fn made(vault: &Vault, session: &Session, wanted: &args::VisitPack) -> Result<Vec<Made>> {
    let clients = match &wanted.client {
        Some(named) => vec![client::find(vault, named).await?],
        None => client::all(vault).await?,
    };
    let order = Order {
        clients,
        visit: wanted.visit,
        audience: match wanted.audience {
            args::Audience::Internal => Audience::Internal,
            args::Audience::Client => Audience::Client,
        },
        as_of: wanted.as_of.unwrap_or_else(|| session.today()),
        out: &wanted.out,
        now: session.now,
        time_zone: TimeZone::system(),
    };
    make(vault, order).await
}

/// Makes every pack of an order, a few at a time; one that fails does not stop the others.
pub async fn make(vault: &Vault, order: Order<'_>) -> Result<Vec<Made>> {
    let audit_head = vault.audit_head().await?.short();
    let context = Context::of(&vault.user(), order.now, &order.time_zone, audit_head);
    let context = Arc::new(context);
    let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut running: JoinSet<(usize, Made, Option<MadeVisitPack>)> = JoinSet::new();
    let mut done: Vec<(usize, Made, Option<MadeVisitPack>)> = Vec::new();
    for (at, key) in order.clients.iter().enumerate() {
        let dossier = dossier::load(vault, *key, order.as_of, None).await?;
        if running.len() >= at_once
            && let Some(finished) = running.join_next().await
        {
            done.push(finished.map_err(|error| Error::fault("生成文档时程序出错。", error))?);
        }
        let (context, out) = (Arc::clone(&context), order.out.to_path_buf());
        let (visit, audience, now) = (order.visit, order.audience, order.now);
        running.spawn_blocking(move || {
            let written = write_one(&dossier, visit, audience, &context, &out, now);
            let (outcome, record) = match written {
                Ok((outcome, record)) => (outcome, Some(record)),
                Err(error) => (Outcome::Failed { error }, None),
            };
            let client = dossier.client.name;
            let made = Made { client, outcome };
            (at, made, record)
        });
    }
    while let Some(finished) = running.join_next().await {
        done.push(finished.map_err(|error| Error::fault("生成文档时程序出错。", error))?);
    }
    done.sort_by_key(|(at, ..)| *at);
    let (made, records): (Vec<Made>, Vec<Option<MadeVisitPack>>) = done
        .into_iter()
        .map(|(_, made, record)| (made, record))
        .unzip();
    let records: Vec<MadeVisitPack> = records.into_iter().flatten().collect();
    if let Err(error) = document::record(vault, &records, order.now).await {
        take_back(&made);
        return Err(error);
    }
    Ok(made)
}

/// What cannot be remembered must not lie around unlogged.
fn take_back(made: &[Made]) {
    for made in made {
        if let Outcome::Written { path, .. } = &made.outcome {
            // The failure to record is the one to tell.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn write_one(
    dossier: &Dossier,
    visit: Option<VisitId>,
    audience: Audience,
    context: &Context,
    out: &Path,
    made_at: jiff::Timestamp,
) -> Result<(Outcome, MadeVisitPack)> {
    let pack = visit_pack::make(dossier, visit, audience, context)?;
    let path = document::write_new(out, &pack.file_name, &pack.pdf.bytes)?;
    // The library names the place wherever the program is started next.
    let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
    let record = pack.remembered(made_at, Some(&absolute));
    let written = Outcome::Written {
        path,
        pages: pack.pdf.pages,
        sha256: hex::encode(pack.sha256),
    };
    Ok((written, record))
}

pub fn line(made: &Made) -> String {
    match &made.outcome {
        Outcome::Written { path, pages, .. } => {
            format!("{}\t{pages} 页\t{}", made.client, path.display())
        }
        Outcome::Failed { error } => format!("{}\t没有生成：{}", made.client, error.message),
    }
}
