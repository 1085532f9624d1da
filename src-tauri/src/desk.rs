//! What the window has open: one unlocked vault, and what is kept beside it in memory. Locking ends the
//! process, so nothing here is ever wiped and reused for another vault.

use crate::failure::{Answer, Failure};
use jiff::Timestamp;
use jingwei_core::client;
use jingwei_core::search::{SearchEntry, SearchIndex};
use jingwei_core::vault::Vault;
use jingwei_core::{Code, Error, Result};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OnceCell, RwLock};

/// Building the index takes a core for most of a second at 100,000 clients.
const FIRST_PAGE_STANDS_WITHIN: Duration = Duration::from_millis(1_500);

/// The state every command takes.
#[derive(Default)]
pub struct Desk {
    open: RwLock<Option<Arc<Open>>>,
}

/// An unlocked vault with its search index.
pub struct Open {
    pub vault: Vault,
    search: RwLock<Arc<Built>>,
}

/// An index that is built once, by whoever asks first.
type Built = OnceCell<Arc<SearchIndex>>;

impl Desk {
    /// Takes an opened vault as the one the window works on. Its search index is built once the first page
    /// stands, or when the first search asks for it.
    pub async fn put(&self, vault: Vault) {
        let open = Arc::new(Open {
            vault,
            search: RwLock::default(),
        });
        *self.open.write().await = Some(open.clone());
        // An index that could not be built is tried again, and told, by the first search.
        tokio::spawn(async move {
            tokio::time::sleep(FIRST_PAGE_STANDS_WITHIN).await;
            open.search().await.map(drop)
        });
    }

    /// The open vault; refused while the window is locked.
    pub async fn open(&self) -> Answer<Arc<Open>> {
        let open = self.open.read().await.clone();
        open.ok_or_else(|| Failure::new(Code::Refused, "保险库尚未解锁。请先输入口令。"))
    }

    pub async fn is_open(&self) -> bool {
        self.open.read().await.is_some()
    }

    /// The same where nothing can be waited for; a desk that is just being opened or closed counts as open.
    pub fn seems_open(&self) -> bool {
        self.open.try_read().map_or(true, |open| open.is_some())
    }

    /// Backs the vault up where something was done since the newest backup, and closes it. A backup that
    /// fails keeps nobody in: every page says so after the next opening.
    pub async fn leave(&self, second: Option<&Path>, now: Timestamp) {
        if let Some(open) = self.open.write().await.take() {
            let _ = open.vault.back_up_if_changed(second, now).await;
            open.vault.close().await;
        }
    }
}

impl Open {
    /// The index as it stands; it is replaced, never changed in place.
    pub async fn search(&self) -> Result<Arc<SearchIndex>> {
        let built = self.search.read().await.clone();
        built.get_or_try_init(|| self.indexed()).await.cloned()
    }

    /// After clients or people changed.
    pub async fn reindex(&self) -> Result<()> {
        let fresh = OnceCell::new_with(Some(self.indexed().await?));
        *self.search.write().await = Arc::new(fresh);
        Ok(())
    }

    async fn indexed(&self) -> Result<Arc<SearchIndex>> {
        let words = client::search_words(&self.vault).await?;
        let build = move || {
            SearchIndex::build(words.iter().map(|client| SearchEntry {
                key: client.key,
                name: &client.name,
                number: client.number.as_deref(),
                code: client.code.as_deref(),
                extra: &client.people,
            }))
        };
        // Long enough at 100,000 clients to keep other commands waiting.
        let built = tokio::task::spawn_blocking(build).await;
        built
            .map(Arc::new)
            .map_err(|error| Error::fault("搜索索引没有建成，保险库没有变化。请再试一次。", error))
    }
}
