//! Clients: the list, finding one, and the words to search them by.

pub(crate) mod figure;
pub mod list;
pub(crate) mod store;

pub use store::{ClientSummary, Cursor, Page, SearchWords};

use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, ClientKey};
use crate::vault::Vault;

/// A page of the list, in order of client number; keyset, so every page costs the same.
pub async fn page(vault: &Vault, after: Option<&Cursor>, limit: u32) -> Result<Page> {
    let mut tx = vault.read().await?;
    store::page(&mut tx, after, limit).await
}

/// The summaries of these clients, in the order given.
pub async fn summaries(vault: &Vault, keys: &[ClientKey]) -> Result<Vec<ClientSummary>> {
    let mut tx = vault.read().await?;
    store::summaries(&mut tx, keys).await
}

/// What a search index is built from: every client's own words and its people's names, in order of key.
pub async fn search_words(vault: &Vault) -> Result<Vec<SearchWords>> {
    let mut tx = vault.read().await?;
    store::search_words(&mut tx).await
}

/// The one client under this number, code or exact name; ambiguity is refused and names the numbers.
pub async fn find(vault: &Vault, named: &str) -> Result<ClientKey> {
    let wanted = named.trim();
    let mut tx = vault.read().await?;
    let found = store::named(&mut tx, wanted, &wanted.to_uppercase()).await?;
    match found.as_slice() {
        [one] => Ok(one.key),
        [] => Err(Error::new(
            Code::NotFound,
            "没有这个客户。请用客户编号、统一社会信用代码或全名。",
        )),
        several => {
            let numbers: Vec<&str> = several.iter().filter_map(|c| c.number.as_deref()).collect();
            Err(
                Error::new(Code::Ambiguous, "同名客户不止一户，请用客户编号。")
                    .with("numbers", numbers.join(" ")),
            )
        }
    }
}

/// The key of a client by its outward id; not found once the import that brought it is undone.
pub async fn by_id(vault: &Vault, id: ClientId) -> Result<ClientKey> {
    let mut tx = vault.read().await?;
    let key = store::by_id(&mut tx, id).await?;
    key.ok_or_else(store::gone)
}

/// Every client's key, in order of number.
pub async fn all(vault: &Vault) -> Result<Vec<ClientKey>> {
    let mut tx = vault.read().await?;
    store::all(&mut tx).await
}
