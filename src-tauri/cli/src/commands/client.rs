//! `jingwei client …`: what is typed instead of imported.

use crate::args::{Assign, ClientCommand, ClientFields};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::intake::record::ClientRef;
use jingwei_core::intake::{self, ClientForm, Entered, PersonForm};
use jingwei_core::vault::Vault;
use jingwei_core::{Result, client};

pub async fn run(session: &Session, command: ClientCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let entered = carry_out(&vault, session, command).await;
    vault.close().await;
    say(&entered?, output)
}

async fn carry_out(vault: &Vault, session: &Session, command: ClientCommand) -> Result<Entered> {
    match command {
        ClientCommand::Add { name, fields } => {
            let form = with(
                fields,
                ClientForm {
                    name,
                    ..ClientForm::default()
                },
            );
            intake::enter_client(vault, &form, session.now).await
        }
        ClientCommand::Change {
            client,
            name,
            fields,
        } => {
            let key = client::find(vault, &client).await?;
            let (id, seen, stands) = intake::client_as_typed(vault, key).await?;
            let form = with(
                fields,
                ClientForm {
                    name: name.unwrap_or(stands.name.clone()),
                    ..stands
                },
            );
            intake::change_client(vault, id, seen, &form, session.now).await
        }
        ClientCommand::Person {
            client,
            name,
            jobs,
            rename,
        } => {
            let key = client::find(vault, &client).await?;
            let (id, ..) = intake::client_as_typed(vault, key).await?;
            let Some(rename) = rename else {
                let jobs = jobs.unwrap_or_default();
                return intake::enter_person(vault, id, &PersonForm { name, jobs }, session.now)
                    .await;
            };
            let (person, stands) = intake::person_as_typed(vault, key, &name).await?;
            let form = PersonForm {
                name: rename,
                jobs: jobs.unwrap_or(stands.jobs),
            };
            intake::change_person(vault, id, person, &form, session.now).await
        }
    }
}

pub async fn assign(session: &Session, assign: Assign, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let assigned = async {
        let key = client::find(&vault, &assign.to).await?;
        let (id, ..) = intake::client_as_typed(&vault, key).await?;
        let waiting = ClientRef {
            number: assign.number,
            code: assign.code,
            name: assign.name,
        };
        intake::assign(&vault, &waiting, id, session.now).await
    }
    .await;
    vault.close().await;
    say(&assigned?, output)
}

/// The form with what was said in place of what stood.
fn with(fields: ClientFields, form: ClientForm) -> ClientForm {
    ClientForm {
        name: form.name,
        number: fields.number.unwrap_or(form.number),
        code: fields.code.unwrap_or(form.code),
        tier: fields.tier.unwrap_or(form.tier),
        industry_label: fields.industry.unwrap_or(form.industry_label),
        manager: fields.manager.unwrap_or(form.manager),
        branch: fields.branch.unwrap_or(form.branch),
        legal_rep: fields.legal_rep.unwrap_or(form.legal_rep),
        registered_capital: fields.capital.unwrap_or(form.registered_capital),
        founded_on: fields.founded.unwrap_or(form.founded_on),
    }
}

fn say(entered: &Entered, output: &Output) -> Result<ExitCode> {
    output.result(entered, |entered| {
        let attached = &entered.attached;
        let rows = attached.new + attached.changed + attached.unchanged;
        let mut lines = vec![format!(
            "已保存，批次 {}（import undo 可撤销）",
            entered.batch
        )];
        if rows > 0 {
            lines.push(format!("等待这户的 {rows} 行已入库"));
        }
        lines
    });
    Ok(ExitCode::SUCCESS)
}
