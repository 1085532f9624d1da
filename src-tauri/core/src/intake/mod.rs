//! From a bank's file to committed facts: reader → recognised table → plan → commit → undo.

mod columns;
mod commit;
pub mod csv_text;
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
mod undo;
pub mod value;
pub mod values;
pub mod whole;

pub use columns::Field;
pub use entry::{
    ClientForm, Entered, PersonForm, assign, change_client, client_as_typed, enter_client,
    enter_person,
};
pub use history::{ImportedFile, WaitingClient, imports, waiting};
pub(crate) use known::amount;
pub use mend::MendedCell;
pub(crate) use mend::of_batch as mended_cells;
pub use progress::{Progress, ReadingPhase};
pub use recognise::{Hints, recognise};
pub use undo::{Undone, undo};

use crate::error::{Code, Error, Result};
use crate::ids::BatchId;
use crate::vault::audit::{self, Action};
use crate::vault::{Vault, audit::Head};
use jiff::Timestamp;
use mapping::{Reading, Shape};
use plan::{Counts, Plan, Source, Writes};
use record::{Kind, Table};
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
    prepare_without(vault, source, table, BTreeSet::new(), Values::new()).await
}

/// The same without the rows that the user leaves out, by number, and with what the user says labels mean.
pub async fn prepare_without(
    vault: &Vault,
    source: Source,
    table: Table,
    excluded: BTreeSet<u32>,
    values: Values,
) -> Result<Prepared> {
    let mut tx = vault.read().await?;
    let basis = audit::head(&mut tx).await?;
    let mut known = known::load(&mut tx, &table).await?;
    known.values.extend(values);
    drop(tx);
    let planning = move || plan::plan(source, table, &known, None, &excluded);
    let plan = tokio::task::spawn_blocking(planning)
        .await
        .map_err(|error| Error::fault("比对中断，没有导入任何内容。请再试一次。", error))?;
    Ok(Prepared { plan, basis })
}

/// Carries a plan out in one transaction; refuses when the vault has changed since it was made.
pub async fn commit(vault: &Vault, prepared: Prepared, now: Timestamp) -> Result<Committed> {
    carry_out(vault, prepared, None, &Values::new(), now).await
}

/// The same; how the file's shape is read, and what its labels mean, is remembered in the same transaction.
async fn carry_out(
    vault: &Vault,
    prepared: Prepared,
    reading: Option<(Shape, Reading)>,
    values: &Values,
    now: Timestamp,
) -> Result<Committed> {
    let mut write = vault.write(now).await?;
    if audit::head(write.connection()).await? != prepared.basis {
        return Err(Error::new(
            Code::Refused,
            "预览之后保险库有了新的改动，这次没有写入。请重新预览后再提交。",
        ));
    }
    let plan = prepared.plan;
    let (kind, counts, mended) = (plan.kind, plan.counts(), plan.mended.len());
    let changes_clients = matches!(&plan.writes, Writes::Clients(clients) if !clients.is_empty());
    let (key, batch) = commit::write(&mut write, plan, None).await?;
    let attached = if changes_clients {
        queue::attach(&mut write, key).await?
    } else {
        Counts::default()
    };
    if let Some((shape, reading)) = reading {
        mapping::save(&mut write, shape, &reading).await?;
    }
    values::save(&mut write, values).await?;
    let detail =
        serde_json::json!({ "kind": Kind::name(kind), "counts": counts, "mended": mended });
    write.commit(Action::Imported, Some(key.0), &detail).await?;
    Ok(Committed { batch, attached })
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
