//! The ledger: accounts with their balances, loans and off-balance items.

pub mod client_total;
pub mod quanta;
mod store;

use crate::day::Day;
use crate::error::Result;
use crate::vault::Vault;

/// The newest day any balance or loan holds for, of imports that stand; `None` before the first.
pub async fn newest_day(vault: &Vault) -> Result<Option<Day>> {
    let mut tx = vault.read().await?;
    store::newest_day(&mut tx).await
}
