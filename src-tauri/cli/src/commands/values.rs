//! `jingwei import values …`

use crate::args::ValuesCommand;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::intake::values::{self, ValueMapping};
use jingwei_core::vault::Vault;
use std::process::ExitCode;

/// Answers with all that is remembered afterwards.
pub async fn run(session: &Session, command: ValuesCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
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
        ValuesCommand::List => {}
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

fn line(one: &ValueMapping) -> String {
    let target = one.target.as_deref().unwrap_or("（留空）");
    format!("{}\t{}\t{target}", one.field.label(), one.label)
}
