//! What the window has open: one unlocked vault, and what is kept beside it in memory. Locking ends the
//! process, so nothing here is ever wiped and reused for another vault.

use crate::failure::{Answer, Failure};
use jingwei_core::client;
use jingwei_core::search::{SearchEntry, SearchIndex};
use jingwei_core::vault::Vault;
use jingwei_core::{Code, Result};
use std::sync::Arc;
use tokio::sync::RwLock;

/// The state every command takes.
#[derive(Default)]
pub struct Desk {
    open: RwLock<Option<Arc<Open>>>,
}

/// An unlocked vault with its search index.
pub struct Open {
    pub vault: Vault,
    search: RwLock<Arc<SearchIndex>>,
}

impl Desk {
    /// Takes an opened vault as the one the window works on.
    pub async fn put(&self, vault: Vault) -> Result<()> {
        let search = RwLock::new(Arc::new(indexed(&vault).await?));
        *self.open.write().await = Some(Arc::new(Open { vault, search }));
        Ok(())
    }

    /// The open vault; refused while the window is locked.
    pub async fn open(&self) -> Answer<Arc<Open>> {
        let open = self.open.read().await.clone();
        open.ok_or_else(|| Failure::new(Code::Refused, "保险库尚未解锁。请先输入口令。"))
    }

    pub async fn is_open(&self) -> bool {
        self.open.read().await.is_some()
    }

    /// Closes the vault, so that no write-ahead log stays behind. Does nothing when none is open.
    pub async fn close(&self) {
        if let Some(open) = self.open.write().await.take() {
            open.vault.close().await;
        }
    }
}

impl Open {
    /// The index as it stands; it is replaced, never changed in place.
    pub async fn search(&self) -> Arc<SearchIndex> {
        self.search.read().await.clone()
    }

    /// After clients or people changed.
    pub async fn reindex(&self) -> Result<()> {
        let fresh = Arc::new(indexed(&self.vault).await?);
        *self.search.write().await = fresh;
        Ok(())
    }
}

async fn indexed(vault: &Vault) -> Result<SearchIndex> {
    let words = client::search_words(vault).await?;
    Ok(SearchIndex::build(words.iter().map(|client| SearchEntry {
        key: client.key,
        name: &client.name,
        number: client.number.as_deref(),
        code: client.code.as_deref(),
        extra: &client.people,
    })))
}
