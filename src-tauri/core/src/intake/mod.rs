//! From a bank's file to committed facts: reader → recognised table → plan → commit → undo.

mod columns;
mod commit;
mod known;
pub mod plan;
mod queue;
pub mod reader;
mod recognise;
pub mod record;
mod rows;
mod undo;
pub mod value;

pub(crate) use known::amount;
pub use recognise::{Hints, recognise};
pub use undo::{Undone, undo};

use crate::error::{Code, Error, Result};
use crate::ids::BatchId;
use crate::vault::audit::{self, Action};
use crate::vault::{Vault, audit::Head};
use jiff::Timestamp;
use plan::{Counts, Plan, Source, Writes};
use record::{Kind, Table};

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
    let known = known::load(&mut tx, &table).await?;
    Ok(Prepared {
        plan: plan::plan(source, table, &known, None),
        basis,
    })
}

/// Carries a plan out in one transaction; refuses when the vault has changed since it was made.
pub async fn commit(vault: &Vault, prepared: Prepared, now: Timestamp) -> Result<Committed> {
    let mut write = vault.write(now).await?;
    if audit::head(write.connection()).await? != prepared.basis {
        return Err(Error::new(
            Code::Refused,
            "预览之后保险库有了新的改动，这次没有写入。请重新预览后再提交。",
        ));
    }
    let plan = prepared.plan;
    let (kind, counts) = (plan.kind, plan.counts());
    let changes_clients = matches!(&plan.writes, Writes::Clients(clients) if !clients.is_empty());
    let (key, batch) = commit::write(&mut write, plan, None).await?;
    let attached = if changes_clients {
        queue::attach(&mut write, key).await?
    } else {
        Counts::default()
    };
    let detail = serde_json::json!({ "kind": Kind::name(kind), "counts": counts });
    write.commit(Action::Imported, Some(key.0), &detail).await?;
    Ok(Committed { batch, attached })
}

#[cfg(test)]
mod tests;
