//! `jingwei visit …`

use crate::args;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::ids::VisitId;
use jingwei_core::vault::Vault;
use jingwei_core::visit::{self, VisitPlan};
use jingwei_core::{Result, client};
use serde_json::json;
use std::process::ExitCode;

pub async fn plan(session: &Session, plan: args::VisitPlan, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let planned = planned(&vault, session, plan).await;
    vault.close().await;
    output.result(&json!({ "id": planned? }), |result| vec![format!("已安排拜访 {}", result["id"])]);
    Ok(ExitCode::SUCCESS)
}

async fn planned(vault: &Vault, session: &Session, plan: args::VisitPlan) -> Result<VisitId> {
    let client = client::find(vault, &plan.client).await?;
    let plan = VisitPlan { on: plan.on, with: plan.with, goals: plan.goal, ask: plan.ask };
    visit::plan(vault, client, plan, session.now).await
}
