//! From a bank's file to committed facts: reader → recognised table → plan → commit → undo.

pub mod checklist;
mod columns;
mod commit;
pub mod csv_text;
pub mod delivery;
pub mod drop_folder;
mod entry;
pub mod gather;
mod history;
mod known;
mod mapping;
mod mend;
pub mod plan;
pub mod preview;
mod progress;
mod queue;
pub mod reader;
mod recognise;
pub mod record;
mod rows;
pub mod sharing;
mod undo;
pub mod value;
pub mod values;
pub mod whole;

pub use columns::Field;
pub use entry::{
    ClientForm, Entered, PersonForm, assign, change_client, change_person, client_as_typed,
    enter_client, enter_person, person_as_typed,
};
pub use history::{ImportedFile, WaitingClient, imports, waiting};
pub(crate) use known::amount;
pub use mend::MendedCell;
pub(crate) use mend::of_batch as mended_cells;
pub use progress::{Progress, ReadingPhase};
pub use recognise::{Hints, recognise};
pub use undo::{Undone, undo, undo_together};

use crate::error::{Code, Error, Result};
use crate::ids::{BatchId, BatchKey};
use crate::vault::audit::{self, Action};
use crate::vault::{Vault, Write, audit::Head, let_go_of_pages};
use jiff::Timestamp;
use plan::{Answer, Counts, Plan, Planning, Source, Wanted, Writes};
use record::Table;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;
use values::Values;

/// A plan, and the state of the vault it was made against.
#[derive(Debug)]
pub struct Prepared {
    pub plan: Plan,
    basis: Head,
}

/// A committed import.
#[derive(Debug, Clone)]
pub struct Committed {
    pub batch: BatchId,
    /// Rows of earlier files that could attach because of this one.
    pub attached: Counts,
}

/// Holds a table against the vault; writes nothing.
pub async fn prepare(vault: &Vault, source: Source, table: Table) -> Result<Prepared> {
    let mut tx = vault.read().await?;
    let basis = audit::head(&mut tx).await?;
    let plan = plan_against(&mut tx, source, table, BTreeSet::new(), Values::new()).await?;
    Ok(Prepared { plan, basis })
}

/// The plan of a table without the rows that the user leaves out, by number, and with what the user says labels
/// mean.
async fn plan_against(
    connection: &mut SqliteConnection,
    source: Source,
    table: Table,
    excluded: BTreeSet<u32>,
    values: Values,
) -> Result<Plan> {
    let mut known = known::load(connection, &table).await?;
    known.values.extend(values);
    let open = move || Planning::open(source, table, known, None, excluded);
    let planning = tokio::task::spawn_blocking(open)
        .await
        .map_err(|error| Error::fault("比对中断，没有导入任何内容。请再试一次。", error))?;
    carry_on(connection, planning).await
}

/// Asks the vault for what the plan wants to know, until it wants nothing more.
async fn carry_on(connection: &mut SqliteConnection, mut planning: Planning) -> Result<Plan> {
    while let Some(wanted) = planning.wanted() {
        // Numbers come in order: the pages of those before are not read again, and a ledger would fill the cache.
        let_go_of_pages(connection).await?;
        let answer = match wanted {
            Wanted::Accounts(numbers, days) => {
                Answer::Accounts(known::accounts(connection, &numbers, days).await?)
            }
            Wanted::Loans(numbers, days) => {
                Answer::Loans(known::loans(connection, &numbers, days).await?)
            }
        };
        planning.take(&answer);
    }
    Ok(planning.close())
}

/// Carries a plan out in one transaction; refuses when the vault has changed since it was made.
pub async fn commit(vault: &Vault, prepared: Prepared, now: Timestamp) -> Result<Committed> {
    let mut write = vault.write(now).await?;
    refuse_if_changed(&mut write, &prepared.basis).await?;
    let written = carry_out(&mut write, &prepared.plan).await?;
    let (subject, detail) = written.told(&prepared.plan);
    write.commit(Action::Imported, subject, &detail).await?;
    Ok(written.committed)
}

async fn refuse_if_changed(write: &mut Write, basis: &Head) -> Result<()> {
    if audit::head(write.connection()).await? == *basis {
        return Ok(());
    }
    Err(Error::new(
        Code::Refused,
        "预览之后保险库有了新的改动，这次没有写入。请重新预览后再提交。",
    ))
}

/// A plan that was written in a transaction which is not committed yet.
struct Written {
    key: BatchKey,
    committed: Committed,
}

impl Written {
    /// Subject and detail of its audit row.
    fn told(&self, plan: &Plan) -> (Option<i64>, serde_json::Value) {
        let (kind, counts, mended) = (plan.kind.name(), plan.counts(), plan.mended.len());
        let detail = serde_json::json!({ "kind": kind, "counts": counts, "mended": mended });
        (Some(self.key.0), detail)
    }
}

/// Writes the plan, and what waited for its clients.
async fn carry_out(write: &mut Write, plan: &Plan) -> Result<Written> {
    let (key, batch) = commit::write(write, plan, None).await?;
    let attached = attach(write, plan, key).await?;
    let committed = Committed { batch, attached };
    Ok(Written { key, committed })
}

async fn attach(write: &mut Write, plan: &Plan, key: BatchKey) -> Result<Counts> {
    match &plan.writes {
        Writes::Clients(clients) if !clients.is_empty() => queue::attach(write, key).await,
        _ => Ok(Counts::default()),
    }
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
