//! Which words of the command line somebody wrote freely, and what should not stand in them.

use super::{
    AuditCommand, ClientCommand, Command, EraseCommand, HoldCommand, ImportCommand, TodayCommand,
    VisitCommand,
};
use jingwei_core::language::Language;
use jingwei_core::sensitive::{self, Finding};
use serde::Serialize;

/// An option whose text seems to hold personal information (docs/domain.md §5.5). It is taken as it is.
#[derive(Serialize)]
pub struct Warning {
    /// As `goal`; of several the how-manieth.
    pub option: &'static str,
    pub nth: usize,
    pub found: Vec<Finding>,
    pub message: String,
}

impl Command {
    /// What to say of the texts in it; nothing of it repeats them.
    pub fn warnings(&self) -> Vec<Warning> {
        let texts = self.free_texts().into_iter();
        let warnings = texts.filter_map(|(option, nth, text)| {
            Some(Warning {
                option,
                nth,
                message: sensitive::warning(text, Language::Chinese)?,
                found: sensitive::scan(text),
            })
        });
        warnings.collect()
    }

    fn free_texts(&self) -> Vec<(&'static str, usize, &str)> {
        match self {
            Command::Dossier { reason, .. } => one("reason", reason.as_deref()),
            Command::Visit(command) => of_visit(command),
            Command::Client(command) => of_client(command),
            Command::Clients(clients) => one("reason", clients.reason.as_deref()),
            Command::Today(today) => match &today.command {
                Some(TodayCommand::Snooze { reason, .. }) => one("reason", Some(reason)),
                _ => Vec::new(),
            },
            Command::Export { reason, .. } => one("reason", Some(reason)),
            Command::Audit(AuditCommand::Export(export)) => one("reason", Some(&export.reason)),
            Command::Erase(EraseCommand::Person { how, .. } | EraseCommand::Client { how, .. }) => {
                one("reason", how.reason.as_deref())
            }
            Command::Hold(HoldCommand::Set { reason, .. } | HoldCommand::Lift { reason, .. }) => {
                one("reason", Some(reason))
            }
            Command::Import(import) => {
                let how = match &import.command {
                    Some(ImportCommand::Paste(how)) => how,
                    _ => &import.files.how,
                };
                one("reason", how.reason.as_deref())
            }
            _ => Vec::new(),
        }
    }
}

fn of_visit(command: &VisitCommand) -> Vec<(&'static str, usize, &str)> {
    let (goals, ask, place) = match command {
        VisitCommand::Plan(plan) => (&plan.goal[..], &plan.ask, &plan.place),
        VisitCommand::Change(change) => {
            let goals = change.goal.as_deref().unwrap_or_default();
            (goals, &change.ask, &change.place)
        }
        VisitCommand::Cancel(cancel) => return one("reason", cancel.reason.as_deref()),
        VisitCommand::List(_) => return Vec::new(),
    };
    let numbered = (1..).zip(goals);
    let mut texts: Vec<_> = numbered.map(|(nth, goal)| ("goal", nth, &**goal)).collect();
    texts.extend(one("ask", ask.as_deref()));
    texts.extend(one("place", place.as_deref()));
    texts
}

fn of_client(command: &ClientCommand) -> Vec<(&'static str, usize, &str)> {
    let (name, fields) = match command {
        ClientCommand::Add { name, fields } => (Some(name), fields),
        ClientCommand::Change { name, fields, .. } => (name.as_ref(), fields),
        ClientCommand::Person {
            name, jobs, rename, ..
        } => {
            return [
                one("name", Some(name)),
                one("jobs", jobs.as_deref()),
                one("rename", rename.as_deref()),
            ]
            .concat();
        }
    };
    [
        one("name", name.map(String::as_str)),
        one("legal-rep", fields.legal_rep.as_deref()),
        one("manager", fields.manager.as_deref()),
    ]
    .concat()
}

fn one<'t>(option: &'static str, text: Option<&'t str>) -> Vec<(&'static str, usize, &'t str)> {
    text.map(|text| (option, 1, text)).into_iter().collect()
}
