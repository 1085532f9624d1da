//! `jingwei import values …`

use crate::args::ValuesCommand;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::intake::values::{self, IndustryLabel, ValueMapping};
use jingwei_core::vault::Vault;

/// Answers with all that is remembered afterwards.
pub async fn run(session: &Session, command: ValuesCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    if let ValuesCommand::Industries = command {
        let labels = values::industries(&vault).await;
        vault.close().await;
        output.result(&labels?, |labels| labels.iter().map(industry).collect());
        return Ok(ExitCode::SUCCESS);
    }
    let mappings = carry_out(&vault, session, command).await;
    vault.close().await;
    output.result(&mappings?, |mappings| mappings.iter().map(line).collect());
    Ok(ExitCode::SUCCESS)
}

async fn carry_out(
    vault: &Vault,
    session: &Session,
    command: ValuesCommand,
) -> Result<Vec<ValueMapping>> {
    match command {
        ValuesCommand::List | ValuesCommand::Industries => {}
        ValuesCommand::Set {
            field,
            label,
            target,
            blank: _,
        } => values::set(vault, field, &label, target.as_deref(), session.now).await?,
        ValuesCommand::Remove { field, label } => {
            values::remove(vault, field, &label, session.now).await?;
        }
    }
    values::list(vault).await
}

fn industry(one: &IndustryLabel) -> String {
    let (whose, means) = match (one.is_own, &one.target) {
        (true, Some(target)) => ("本行", target.clone()),
        (true, None) => ("本行", "（留空）".into()),
        (false, _) => ("内置", format!("{}？", one.proposed.join("、"))),
    };
    format!("{whose}\t{}\t{means}", one.label)
}

fn line(one: &ValueMapping) -> String {
    let target = one.target.as_deref().unwrap_or("（留空）");
    format!("{}\t{}\t{target}", one.field.label(), one.label)
}
