//! The dossier 客户卷宗: all that was known of one client as of a day, read in one transaction, as one
//! plain value. Pages, metrics, snapshots and documents take it and nothing else.

mod model;
mod store;

pub use model::{
    Account, ClientFile, Deposit, Dossier, Loan, LoanPoint, Nature, Person, Product, Provenance,
    SourceFile, Visit,
};

use crate::day::Day;
use crate::error::Result;
use crate::ids::ClientKey;
use crate::masking;
use crate::vault::Vault;
use jiff::Timestamp;

/// Month-ends a dossier reaches back, the month of its as-of day included.
pub const MONTHS: i32 = 24;

/// Facts valid at `as_of` and recorded by `known_at` (docs/domain.md §9.1). Pages and documents pass no
/// `known_at`; seals and back-tests do, so that later knowledge never leaks into an old judgement. Numbers of
/// accounts and loans are masked as the settings have it.
pub async fn load(
    vault: &Vault,
    client: ClientKey,
    as_of: Day,
    known_at: Option<Timestamp>,
) -> Result<Dossier> {
    let mut tx = vault.read().await?;
    let mut dossier = store::load(&mut tx, client, as_of, known_at).await?;
    dossier.mask();
    Ok(dossier)
}

/// With its numbers in full and nothing recorded: what tests compare.
#[cfg(test)]
pub(crate) async fn whole(vault: &Vault, client: ClientKey, as_of: Day) -> Result<Dossier> {
    let mut tx = vault.read().await?;
    store::load(&mut tx, client, as_of, None).await
}

/// The same with all its numbers in full, for a reason that enters the trail first.
pub async fn reveal(
    vault: &Vault,
    client: ClientKey,
    as_of: Day,
    reason: &str,
    now: Timestamp,
) -> Result<Dossier> {
    masking::record_all(vault, client, reason, now).await?;
    let mut tx = vault.read().await?;
    store::load(&mut tx, client, as_of, None).await
}
