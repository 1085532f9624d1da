//! Files that come together: previewed as what importing one after the other would give, clients before what
//! hangs on them, and committed in one transaction, all or nothing.
//!
//! A table is planned against the vault as the tables before it will leave it. For that they are written in a
//! transaction that is rolled back, by the code that commits them: a client of one file is known to the balances
//! of another, and an account of September to October's. The keys that a rehearsal gives out are those that the
//! commit gives out again, because it is refused where the vault has changed in between.

use super::drop_folder::FileDigest;
use super::gather::FileTable;
use super::plan::{Counts, Plan, PlannedRow, Writes};
use super::preview::{
    Against, FileChange, NewClients, Preview, PreviewSummary, RowFilter, RowPage,
};
use super::progress::{Progress, ReadingPhase};
use super::record::Kind;
use super::values::Values;
use super::{Committed, Hints, Written, attach, commit, refuse_if_changed};
use crate::error::{Code, Error, Result};
use crate::ids::BatchKey;
use crate::vault::audit::{self, Action, Head};
use crate::vault::{Vault, Write};
use jiff::Timestamp;
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// One import of one or more tables, in the order in which they are committed.
#[derive(Default)]
pub struct Delivery {
    tables: Vec<Delivered>,
}

/// A table on its way, or a file that could not be read.
pub struct Delivered {
    pub name: String,
    /// The user leaves it out of the commit.
    pub left_out: bool,
    pub stage: Stage,
}

pub enum Stage {
    /// It cannot be read at all.
    Refused(Error),
    Open(Box<Preview>),
    Committed(Box<DeliveredBatch>),
}

/// What a table left in the vault.
#[derive(Debug, Clone)]
pub struct DeliveredBatch {
    pub kind: Kind,
    pub counts: Counts,
    /// Rows the user left out.
    pub excluded: u32,
    pub committed: Committed,
}

/// How a commit ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Written,
    /// No table says anything that the vault does not hold: there was nothing to write.
    Idle,
    /// Through [`Progress::cancel`]: nothing is written.
    Cancelled,
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Ready,
    /// It says nothing that the vault does not hold; it is passed over.
    Idle,
    /// Something must be said first.
    Asks,
    Refused,
    Committed,
}

impl Delivered {
    pub fn preview(&self) -> Option<&Preview> {
        match &self.stage {
            Stage::Open(preview) => Some(preview),
            Stage::Refused(_) | Stage::Committed(_) => None,
        }
    }

    pub fn plan(&self) -> Option<&Plan> {
        self.preview().and_then(Preview::plan)
    }

    pub fn standing(&self) -> Standing {
        match &self.stage {
            Stage::Refused(_) => Standing::Refused,
            Stage::Committed(_) => Standing::Committed,
            Stage::Open(preview) if preview.plan().is_none() => Standing::Asks,
            Stage::Open(preview) if preview.brings_something() => Standing::Ready,
            Stage::Open(_) => Standing::Idle,
        }
    }

    /// Why it holds the commit back.
    pub fn problem(&self) -> Option<&Error> {
        match &self.stage {
            Stage::Refused(error) => Some(error),
            Stage::Open(preview) => preview.asks(),
            Stage::Committed(_) => None,
        }
    }

    fn preview_mut(&mut self) -> Result<&mut Preview> {
        match &mut self.stage {
            Stage::Open(preview) => Ok(preview),
            Stage::Refused(error) => Err(again(error)),
            Stage::Committed(_) => Err(no_preview()),
        }
    }

    pub fn kind(&self) -> Option<Kind> {
        match &self.stage {
            Stage::Refused(_) => None,
            Stage::Open(preview) => preview.kind(),
            Stage::Committed(left) => Some(left.kind),
        }
    }

    async fn plan_in(
        &mut self,
        connection: &mut SqliteConnection,
        before: Vec<(usize, u32)>,
        head: Head,
        values: Values,
    ) -> Result<()> {
        match &mut self.stage {
            Stage::Open(preview) => {
                preview
                    .plan_in(connection, Against { head, before }, values)
                    .await
            }
            Stage::Refused(_) | Stage::Committed(_) => Ok(()),
        }
    }

    fn close(&mut self, committed: Committed) {
        let Stage::Open(preview) = &self.stage else {
            return;
        };
        let summary = preview.summary();
        self.stage = Stage::Committed(Box::new(DeliveredBatch {
            kind: summary.kind.unwrap_or(Kind::Clients),
            counts: summary.counts,
            excluded: summary.excluded,
            committed,
        }));
    }

    fn is_taken(&self) -> bool {
        !self.left_out && self.standing() == Standing::Ready
    }

    /// Clients before what hangs on them, and accounts before the totals of clients, which give way to them; what says
    /// nothing or cannot be read comes last.
    fn order(&self) -> (usize, bool) {
        let Some(preview) = self.preview() else {
            return (Kind::ALL.len() + 1, false);
        };
        let kind = self.kind();
        let place = Kind::ALL.iter().position(|one| Some(*one) == kind);
        (place.unwrap_or(Kind::ALL.len()), preview.is_by_client())
    }
}

impl Delivery {
    /// Takes a table in: recognised now, planned by [`Delivery::plan`].
    pub async fn add(
        &mut self,
        vault: &Vault,
        table: FileTable,
        hints: Hints,
        progress: &Progress,
    ) -> Result<()> {
        let name = table.workbook.file_name.clone();
        let preview = Preview::of(vault, table.workbook, hints, progress).await?;
        self.tables.push(Delivered {
            name,
            left_out: false,
            stage: Stage::Open(Box::new(preview)),
        });
        Ok(())
    }

    /// A file that cannot be read stands among the others and says why.
    pub fn add_refused(&mut self, name: String, error: Error) {
        self.tables.push(Delivered {
            name,
            left_out: false,
            stage: Stage::Refused(error),
        });
    }

    /// In the order of the tables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|table| table.name.as_str())
    }

    /// Of the tables that a commit would write.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        let taken = self.tables.iter().filter(|table| table.is_taken());
        taken.map(|table| table.name.as_str())
    }

    pub fn tables(&self) -> &[Delivered] {
        &self.tables
    }

    pub fn table(&self, at: usize) -> Result<&Delivered> {
        self.tables.get(at).ok_or_else(no_preview)
    }

    /// Clients before what hangs on them.
    pub fn arrange(&mut self) {
        self.tables.sort_by_key(Delivered::order);
    }

    /// Plans what has no plan that holds for the vault as it is now, and for the tables before it.
    pub async fn plan(&mut self, vault: &Vault, now: Timestamp, progress: &Progress) -> Result<()> {
        self.plan_up_to(vault, self.tables.len(), now, progress)
            .await
    }

    /// A table's facts, counts and totals, true for the vault as it is now.
    pub async fn summary(
        &mut self,
        vault: &Vault,
        at: usize,
        now: Timestamp,
    ) -> Result<PreviewSummary> {
        self.plan_up_to(vault, at + 1, now, &Progress::default())
            .await?;
        let preview = self.table(at)?.preview().ok_or_else(no_preview)?;
        Ok(preview.summary())
    }

    /// A page of a table's rows.
    pub async fn rows(
        &self,
        vault: &Vault,
        at: usize,
        filter: RowFilter,
        page: (u32, u32),
    ) -> Result<RowPage> {
        let preview = self.table(at)?.preview().ok_or_else(no_preview)?;
        preview
            .rows(vault, filter, page, &self.new_clients(at))
            .await
    }

    fn new_clients(&self, at: usize) -> NewClients<'_> {
        let before = self.tables[..at].iter().filter(|table| table.is_taken());
        let writes = before.filter_map(|table| match &table.plan()?.writes {
            Writes::Clients(clients) => Some(clients),
            Writes::People(_) | Writes::Deposits { .. } | Writes::Loans { .. } => None,
        });
        let clients = writes.flatten().map(|write| &write.record.client);
        clients
            .filter_map(|client| Some((client.number.as_deref()?, client.name.as_deref()?)))
            .collect()
    }

    /// Takes what the user says of a table, and plans it anew where that matters.
    pub async fn change(
        &mut self,
        vault: &Vault,
        at: usize,
        change: FileChange,
        now: Timestamp,
    ) -> Result<PreviewSummary> {
        let table = self.tables.get_mut(at).ok_or_else(no_preview)?;
        table.preview_mut()?.change(vault, change).await?;
        self.summary(vault, at, now).await
    }

    /// Leaves a table out of the commit, or takes it in again; those after it are planned without it.
    pub fn leave_out(&mut self, at: usize, left_out: bool) -> Result<()> {
        let table = self.tables.get_mut(at).ok_or_else(no_preview)?;
        table.left_out = left_out;
        Ok(())
    }

    /// Files of which every table says nothing new.
    pub fn nothing_new(&self) -> Vec<FileDigest> {
        let previews = || self.tables.iter().filter_map(Delivered::preview);
        let says_more: BTreeSet<FileDigest> = previews()
            .filter(|preview| !preview.says_nothing_new())
            .map(Preview::file_digest)
            .collect();
        let files: BTreeSet<FileDigest> = previews().map(Preview::file_digest).collect();
        files.difference(&says_more).copied().collect()
    }

    /// Tables that hold the commit back: neither left out nor ready.
    pub fn holding_back(&self) -> impl Iterator<Item = &Delivered> {
        self.tables
            .iter()
            .filter(|table| !table.left_out && table.problem().is_some())
    }

    async fn plan_up_to(
        &mut self,
        vault: &Vault,
        end: usize,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<()> {
        let end = end.min(self.tables.len());
        let head = vault.audit_head().await?;
        let Some(first) = (0..end).find(|at| !self.is_settled(*at, head)) else {
            return Ok(());
        };
        // What is read anew is read before anybody waits for the one writer.
        for table in &mut self.tables[first..end] {
            if let Stage::Open(preview) = &mut table.stage {
                preview.make_ready(vault, progress).await?;
            }
        }
        progress.enter(ReadingPhase::Planning);
        let is_alone = self.tables[..end]
            .iter()
            .filter(|table| table.preview().is_some())
            .count()
            < 2;
        if is_alone {
            let mut tx = vault.read().await?;
            let head = audit::head(&mut tx).await?;
            for table in &mut self.tables[first..end] {
                table
                    .plan_in(&mut tx, Vec::new(), head, Values::new())
                    .await?;
            }
            return Ok(());
        }
        let mut write = vault.write(now).await?;
        let rehearsed = self.rehearse(&mut write, first, end).await;
        write.roll_back().await?;
        rehearsed
    }

    async fn rehearse(&mut self, write: &mut Write, first: usize, end: usize) -> Result<()> {
        let head = audit::head(write.connection()).await?;
        let mut values = Values::new();
        for at in 0..end {
            if at >= first {
                let (before, said) = (self.before(at), values.clone());
                self.tables[at]
                    .plan_in(write.connection(), before, head, said)
                    .await?;
            }
            let table = &self.tables[at];
            let Some(preview) = table.preview() else {
                continue;
            };
            let Some(plan) = preview.plan().filter(|_| table.is_taken() && at + 1 < end) else {
                continue;
            };
            values.extend(preview.values_said().clone());
            let key = commit::rehearse(write, plan, self.is_seen_after(at, end)).await?;
            attach(write, plan, key).await?;
        }
        Ok(())
    }

    /// The tables that are committed before this one, and which plans.
    fn before(&self, at: usize) -> Vec<(usize, u32)> {
        let before = self.tables[..at].iter().enumerate();
        before
            .filter(|(_, table)| table.is_taken())
            .filter_map(|(at, table)| Some((at, table.preview()?.plan_number()?)))
            .collect()
    }

    fn is_settled(&self, at: usize, head: Head) -> bool {
        let before = self.before(at);
        let preview = self.tables[at].preview();
        preview.is_none_or(|preview| preview.is_settled(&Against { head, before }))
    }

    /// Whether a table up to `end` looks at what this one says: clients concern all, the rest its own kind.
    fn is_seen_after(&self, at: usize, end: usize) -> bool {
        let kind = self.tables[at].kind();
        kind == Some(Kind::Clients)
            || self.tables[at + 1..end]
                .iter()
                .any(|later| later.kind() == kind)
    }

    /// Commits every table that is not left out, in one transaction; those that bring nothing are passed over.
    ///
    /// # Errors
    /// Of the first table that holds the commit back; [`Code::Refused`] when the vault has changed since the
    /// preview, which is made anew then. Whatever fails: nothing of any table is written.
    pub async fn commit(
        &mut self,
        vault: &Vault,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<Closed> {
        self.refuse_while_held_back()?;
        if !self.is_as_previewed(vault, now).await? {
            return Err(changed_since());
        }
        let head = vault.audit_head().await?;
        let taken = (0..self.tables.len()).filter(|at| self.tables[*at].is_taken());
        let taken: Vec<usize> = taken.collect();
        if taken.is_empty() {
            return Ok(Closed::Idle);
        }
        let mut write = vault.write(now).await?;
        refuse_if_changed(&mut write, &head).await?;
        let Some(written) = self.carry_out(&mut write, &taken, progress).await? else {
            write.roll_back().await?;
            return Ok(Closed::Cancelled);
        };
        self.seal(write, &taken, &written).await?;
        for (at, written) in taken.into_iter().zip(written) {
            self.tables[at].close(written.committed);
        }
        Ok(Closed::Written)
    }

    /// Whether every row of what is not left out still has the verdict that it was shown with, in the vault as it
    /// is now.
    async fn is_as_previewed(&mut self, vault: &Vault, now: Timestamp) -> Result<bool> {
        let head = vault.audit_head().await?;
        let taken = (0..self.tables.len()).filter(|at| !self.tables[*at].left_out);
        let taken: Vec<usize> = taken.collect();
        if taken.iter().all(|at| self.is_settled(*at, head)) {
            return Ok(true);
        }
        let shown = self.verdicts(&taken);
        self.plan(vault, now, &Progress::default()).await?;
        Ok(self.verdicts(&taken) == shown)
    }

    fn verdicts(&self, tables: &[usize]) -> Vec<Vec<PlannedRow>> {
        let rows = |at: &usize| self.tables[*at].plan().map(|plan| plan.rows.clone());
        tables
            .iter()
            .map(|at| rows(at).unwrap_or_default())
            .collect()
    }

    /// # Errors
    /// Of the first table that holds the commit back, naming all of them.
    pub fn refuse_while_held_back(&self) -> Result<()> {
        let held: Vec<&Delivered> = self.holding_back().collect();
        let Some(first) = held.first() else {
            return Ok(());
        };
        let names: Vec<&str> = held.iter().map(|table| table.name.as_str()).collect();
        if self.tables.len() == 1 {
            let problem = first.problem().map_or_else(no_preview, again);
            return Err(problem.with("file", first.name.clone()));
        }
        let code = first
            .problem()
            .map_or(Code::Refused, |problem| problem.code);
        let message = format!(
            "还不能导入：{}。几张表要么一起写入，要么都不写，所以什么也没有写入。请补全，或留下它们只导入其余的。",
            names.join("、")
        );
        Err(Error::new(code, message).with("files", names.join("\n")))
    }

    /// `None`: cancelled.
    async fn carry_out(
        &self,
        write: &mut Write,
        taken: &[usize],
        progress: &Progress,
    ) -> Result<Option<Vec<Written>>> {
        let mut written = Vec::with_capacity(taken.len());
        progress.enter(ReadingPhase::Writing);
        for (table, at) in (0..).zip(taken) {
            progress.note_table(table);
            if progress.is_cancelled() {
                return Ok(None);
            }
            let preview = self.table(*at)?.preview().ok_or_else(no_preview)?;
            progress.note_rows(preview.plan().map_or(0, |plan| plan.rows.len()));
            written.push(preview.carry_out(write).await?);
        }
        Ok((!progress.is_cancelled()).then_some(written))
    }

    /// An audit row for each table, and which were committed together.
    async fn seal(&self, mut write: Write, taken: &[usize], written: &[Written]) -> Result<()> {
        let keys: Vec<BatchKey> = written.iter().map(|written| written.key).collect();
        if let [first, _, ..] = keys.as_slice() {
            let json = serde_json::to_string(&keys).unwrap_or_default();
            sqlx::query!(
                "UPDATE batch SET together_id = ? WHERE id IN (SELECT value FROM json_each(?))",
                first,
                json
            )
            .execute(write.connection())
            .await?;
        }
        let told = taken.iter().zip(written);
        let told = told.filter_map(|(at, written)| Some(written.told(self.tables[*at].plan()?)));
        let mut told: Vec<_> = told.collect();
        let Some((subject, detail)) = told.pop() else {
            return write.roll_back().await;
        };
        for (subject, detail) in told {
            write.audit(Action::Imported, subject, &detail).await?;
        }
        write.commit(Action::Imported, subject, &detail).await?;
        Ok(())
    }
}

fn changed_since() -> Error {
    Error::new(
        Code::Refused,
        "预览之后保险库或前面的表有了新的改动，这次没有写入。预览已更新，请核对后再提交。",
    )
}

/// Of a file that has none, or none any more.
pub fn no_preview() -> Error {
    Error::new(Code::NotFound, "这个文件没有可以提交的预览。")
}

/// The same for somebody else; its cause has been told to the log.
pub fn again(error: &Error) -> Error {
    let mut again = Error::new(error.code, error.message.clone());
    again.context.clone_from(&error.context);
    again
}

#[cfg(test)]
mod tests;
