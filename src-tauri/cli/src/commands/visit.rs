//! `jingwei visit …`

use crate::args;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::vault::Vault;
use jingwei_core::visit::{self, VisitPlan, VisitRecord, Whom};
use jingwei_core::{Result, client};
use serde_json::json;

pub async fn plan(session: &Session, plan: args::VisitPlan, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let planned = async {
        let client = client::find(&vault, &plan.client).await?;
        let plan = VisitPlan {
            planned_on: plan.on,
            starts_at: plan.at,
            place: plan.place,
            with: plan.with.into_iter().map(Whom::from).collect(),
            goals: plan.goal,
            ask: plan.ask,
        };
        visit::plan(&vault, client, plan, session.now).await
    }
    .await;
    vault.close().await;
    output.result(&json!({ "id": planned? }), |result| {
        vec![format!("已安排拜访 {}", result["id"])]
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn change(
    session: &Session,
    change: args::VisitChange,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let changed = changed(&vault, session, change).await;
    vault.close().await;
    output.result(&json!({ "version": changed? }), |result| {
        vec![format!("已修改，现为第 {} 版", result["version"])]
    });
    Ok(ExitCode::SUCCESS)
}

/// What is not said stays as it is; an empty text clears it.
async fn changed(vault: &Vault, session: &Session, change: args::VisitChange) -> Result<u32> {
    let read = visit::by_id(vault, change.visit, session.today()).await?;
    let with = change.with.map(|with| with.into_iter().map(Whom::from));
    let plan = VisitPlan {
        planned_on: change.on.or(read.planned_on),
        starts_at: change.at.or(read.starts_at),
        place: change.place.or(read.place),
        with: match with {
            Some(with) => with.collect(),
            None => (read.people.into_iter())
                .map(|person| Whom::Id(person.id))
                .collect(),
        },
        goals: change.goal.unwrap_or(read.goals),
        ask: change.ask.or(read.ask),
    };
    let version = change.read_version.unwrap_or(read.version);
    visit::change(vault, change.visit, version, plan, session.now).await
}

pub async fn cancel(
    session: &Session,
    cancel: args::VisitCancel,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = async {
        let read = visit::by_id(&vault, cancel.visit, session.today()).await?;
        match &cancel.reason {
            Some(reason) => {
                visit::cancel(&vault, cancel.visit, read.version, reason, session.now).await
            }
            None => visit::reinstate(&vault, cancel.visit, read.version, session.now).await,
        }
    }
    .await;
    vault.close().await;
    let word = if cancel.undo { "恢复" } else { "取消" };
    output.result(&json!({ "version": done? }), |_| {
        vec![format!("拜访已{word}")]
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn list(session: &Session, wanted: args::VisitList, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let today = session.today();
    let found = async {
        match &wanted.client {
            Some(named) => {
                let client = client::find(&vault, named).await?;
                visit::of_client(&vault, client, today).await
            }
            None => {
                let from = wanted.from.unwrap_or(today);
                let to = wanted.to.unwrap_or(from);
                visit::between(&vault, from, to, today).await
            }
        }
    }
    .await;
    vault.close().await;
    output.result(&found?, |visits| visits.iter().map(line).collect());
    Ok(ExitCode::SUCCESS)
}

fn line(visit: &VisitRecord) -> String {
    let day = visit
        .planned_on
        .map_or_else(|| "日期未定".into(), |day| day.to_string());
    let time = visit.starts_at.map(|time| time.to_string());
    let what = match (&visit.cancel_reason, &visit.ask) {
        (Some(reason), _) => format!("已取消：{reason}"),
        (None, Some(ask)) => ask.clone(),
        (None, None) => "没有填写请求".into(),
    };
    format!(
        "{day} {}\t{}\t{what}\t{}",
        time.unwrap_or_default(),
        visit.client_name,
        visit.id
    )
}
