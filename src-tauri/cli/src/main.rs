//! `jingwei`: the same use-cases as the window, for batch work, automation and tests.
//!
//! Exit codes: 0 done, 2 usage, 3 refused, 4 failed; what went wrong is `{code, message, context}` on
//! stderr. With `--json` the result is one object or list on stdout. What a typed text should not hold of a
//! person is `{warning: {option, nth, found, message}}` on stderr, and the command is done all the same.

mod args;
mod commands;
mod list_query;
mod output;
mod session;

use args::{Arguments, Command, DocumentCommand, ImportCommand, VaultCommand, VisitCommand};
use clap::Parser;
use clap::error::ErrorKind;
use output::{ExitCode, Output};
use session::Session;

fn main() -> std::process::ExitCode {
    jingwei_core::crash::keep_quiet();
    // The reader's child: a sealed process that sees one open file and nothing else.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == READER_ARGUMENT)
    {
        return jingwei_core::intake::reader::child_main();
    }
    ended().leave()
}

fn ended() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let output = Output::new(arguments.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            return output.error(&jingwei_core::Error::fault("程序没有启动。", error));
        }
    };
    let warnings = arguments.command.warnings();
    match runtime.block_on(run(arguments, &output)) {
        Ok(code) => {
            output.warn(&warnings);
            code
        }
        Err(error) => output.error(&error),
    }
}

pub const READER_ARGUMENT: &str = jingwei_core::intake::reader::CHILD_ARGUMENT;

async fn run(arguments: Arguments, output: &Output) -> jingwei_core::Result<ExitCode> {
    let session = Session::new(&arguments)?;
    match arguments.command {
        Command::Vault(command) => match command {
            VaultCommand::Create(new) => commands::vault::create(&session, new, output).await,
            VaultCommand::Verify => commands::vault::verify(&session, output).await,
            VaultCommand::Passphrase => commands::vault::passphrase(&session, output).await,
            VaultCommand::Recover { escrow_key: None } => {
                commands::vault::recover(&session, output).await
            }
            VaultCommand::Recover {
                escrow_key: Some(file),
            } => commands::escrow::recover(&session, &file, output).await,
            VaultCommand::Escrow(command) => {
                commands::escrow::of_vault(&session, command, output).await
            }
            VaultCommand::Keychain(command) => {
                commands::keychain::run(&session, command, output).await
            }
            VaultCommand::RecoveryKey { confirm: false } => {
                commands::vault::renew_recovery(&session, output).await
            }
            VaultCommand::RecoveryKey { confirm: true } => {
                commands::vault::confirm_recovery(&session, output).await
            }
            VaultCommand::RotateKey => commands::vault::rotate_key(&session, output).await,
            VaultCommand::Backup { to } => commands::vault::backup(&session, &to, output).await,
            VaultCommand::Restore { backup, to } => {
                commands::vault::restore(&session, &backup, &to, output).await
            }
        },
        Command::User(command) => commands::user::run(&session, command, output).await,
        Command::Import(import) => match import.command {
            Some(ImportCommand::Paste(how)) => commands::import::paste(&session, how, output).await,
            Some(ImportCommand::Undo { batch, together }) => {
                commands::import::undo(&session, batch, together, output).await
            }
            Some(ImportCommand::Checklist { month }) => {
                commands::checklist::show(&session, month, output).await
            }
            Some(ImportCommand::List { limit }) => {
                commands::import::list(&session, limit, output).await
            }
            Some(ImportCommand::Waiting { limit }) => {
                commands::import::waiting(&session, limit, output).await
            }
            Some(ImportCommand::Values(command)) => {
                commands::values::run(&session, command, output).await
            }
            Some(ImportCommand::Mappings(command)) => {
                commands::mappings::run(&session, command, output).await
            }
            Some(ImportCommand::Assign(assign)) => {
                commands::client::assign(&session, assign, output).await
            }
            Some(ImportCommand::PassOver { files, take_back }) => {
                commands::drop_folder::pass_over(&session, &files, take_back, output).await
            }
            None => commands::import::import(&session, import.files, output).await,
        },
        Command::Client(command) => commands::client::run(&session, command, output).await,
        Command::Clients(wanted) => commands::clients::list(&session, wanted, output).await,
        Command::Dossier {
            client,
            as_of,
            reason,
            ..
        } => commands::dossier::show(&session, &client, as_of, reason.as_deref(), output).await,
        Command::Visit(command) => match command {
            VisitCommand::Plan(plan) => commands::visit::plan(&session, plan, output).await,
            VisitCommand::Change(change) => commands::visit::change(&session, change, output).await,
            VisitCommand::Cancel(cancel) => commands::visit::cancel(&session, cancel, output).await,
            VisitCommand::List(wanted) => commands::visit::list(&session, wanted, output).await,
        },
        Command::Today(wanted) => commands::today::run(&session, wanted, output).await,
        Command::Document(DocumentCommand::VisitPack(wanted)) => {
            commands::document::visit_pack(&session, wanted, output).await
        }
        Command::Backup(command) => commands::backup::run(&session, command, output).await,
        Command::Export { to, reason } => {
            commands::export::whole(&session, &to, &reason, output).await
        }
        Command::Erase(command) => commands::erase::run(&session, command, output).await,
        Command::Hold(command) => commands::erase::hold(&session, command, output).await,
        Command::Diagnose { out } => commands::diagnose::diagnose(&session, &out, output).await,
        Command::Retention => commands::erase::retention(&session, output).await,
        Command::Audit(command) => commands::audit::run(&session, command, output).await,
        Command::Escrow(command) => commands::escrow::run(&session, command, output),
        Command::Demo { out, as_of } => commands::demo::make(&session, &out, as_of, output).await,
    }
}

/// Help and version are no errors; everything else clap refuses is a usage error.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    output::usage(&error.to_string())
}
