//! Documents that were made and are being looked at. They are in memory only: a file comes into being when
//! the user saves one, and locking, which ends the process, forgets the rest.

use crate::failure::{Answer, Failure};
use jiff::Timestamp;
use jingwei_core::Code;
use jingwei_core::document::Recorded;
use jingwei_report::visit_pack::VisitPack;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Previews kept at once; the oldest goes when another comes.
const KEPT: usize = 24;

/// A made document behind its handle.
pub struct Shown {
    pub handle: u32,
    pub pack: VisitPack,
    pub client_name: String,
    pub made_at: Timestamp,
    /// Held while it is being recorded, so that it enters the library once.
    pub recorded: tokio::sync::Mutex<Option<Recorded>>,
    /// Where it was made again from the library: whether the bytes are those of then.
    pub same_as_recorded: Option<bool>,
}

/// The state that holds them.
#[derive(Default)]
pub struct Previews(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    last: u32,
    shown: VecDeque<Arc<Shown>>,
}

impl Previews {
    /// Takes a document in; `build` is told its handle.
    pub fn put(&self, build: impl FnOnce(u32) -> Shown) -> Arc<Shown> {
        let mut inner = self.inner();
        inner.last += 1;
        let shown = Arc::new(build(inner.last));
        inner.shown.push_back(Arc::clone(&shown));
        if inner.shown.len() > KEPT {
            inner.shown.pop_front();
        }
        shown
    }

    /// The document behind a handle.
    pub fn get(&self, handle: u32) -> Answer<Arc<Shown>> {
        let inner = self.inner();
        let found = inner.shown.iter().find(|shown| shown.handle == handle);
        found.map(Arc::clone).ok_or_else(|| {
            Failure::new(
                Code::NotFound,
                "这份预览已经关闭，数据没有改动。请从客户或文档库重新生成。",
            )
        })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Nothing is left half-done by a thread that panicked here.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
