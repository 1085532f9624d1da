//! One table on its way into the vault: what was read, how it is understood, what would follow. Nothing is
//! written until its [`Delivery`](super::delivery::Delivery) is committed, and every change of mind gives a new
//! plan.

mod rejected;
mod said;
mod shown;
mod summary;

pub use rejected::{RejectedRow, RejectedRows};
pub use said::FileChange;
pub use shown::{NewClients, RowFilter, RowPage, Shown, ShownCell, ShownRow};
pub use summary::{ColumnSource, MappedColumn, PreviewSummary, SaidValue, StatedTotal, Unplanned};

use super::columns::{Choices, Columns, chosen_over};
use super::drop_folder::FileDigest;
use super::mapping::{self, Reading};
use super::mend::{self, MendedCell};
use super::plan::{Plan, Source, Verdict};
use super::progress::{Progress, ReadingPhase};
use super::reader::{Place, Workbook};
use super::recognise::{Layout, Recognised, letters};
use super::record::Kind;
use super::rows::Context;
use super::values::{self, Values};
use super::{Hints, Written, history};
use crate::error::{Code, Error, Result};
use crate::vault::audit::Head;
use crate::vault::{Vault, Write};
use jiff::Timestamp;
use said::Said;
use sqlx::SqliteConnection;
use std::sync::Arc;

/// A file and the plan that holds for it now.
pub struct Preview {
    /// As the file says it.
    read: Arc<Workbook>,
    /// The same with what the user typed into it.
    workbook: Arc<Workbook>,
    source: Source,
    said: Said,
    /// Of the file's shape, by an earlier file.
    remembered: Reading,
    /// When the very same bytes were imported and stand.
    imported_before: Option<Timestamp>,
    /// `None`: there is nothing in the file.
    layout: Option<Layout>,
    state: State,
    /// The vault under which the file was found to say too little.
    asked_under: Option<Head>,
    /// Counts the plans: pages of an earlier one are out of date.
    revision: u32,
}

enum State {
    /// Read and recognised, not yet held against the vault.
    Recognised(Box<Recognised>),
    Planned(Box<Planned>),
    /// The file, or the user, must say more first.
    Open(Error),
}

struct Planned {
    context: Context,
    plan: Plan,
    against: Against,
    /// Tells one plan of this table from the next.
    number: u32,
}

/// What a plan was made against; a plan against anything else is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Against {
    /// The vault.
    pub head: Head,
    /// The tables before it in its delivery, by place and number of their plan.
    pub before: Vec<(usize, u32)>,
}

impl Preview {
    /// Recognises a file that was read. What the file fails to say is no error here but what
    /// [`Preview::summary`] asks for.
    ///
    /// # Errors
    /// Where the vault cannot be read.
    pub async fn of(
        vault: &Vault,
        workbook: Workbook,
        hints: Hints,
        progress: &Progress,
    ) -> Result<Preview> {
        let source = Source::of(&workbook)?;
        let read = Arc::new(workbook);
        let mut preview = Preview {
            workbook: Arc::clone(&read),
            read,
            source,
            said: Said::of(hints),
            remembered: Reading::default(),
            imported_before: None,
            layout: None,
            state: State::Open(broken_off()),
            asked_under: None,
            revision: 0,
        };
        preview.recognise_anew(vault, progress).await?;
        Ok(preview)
    }

    /// Takes what the user says; where that matters the file is recognised anew, and its plan is gone.
    ///
    /// # Errors
    /// [`Code::Refused`] where a cell is to be mended that no row is read from.
    pub(super) async fn change(&mut self, vault: &Vault, change: FileChange) -> Result<()> {
        if let FileChange::ConfirmAll = change {
            self.said.confirmed.extend(self.abnormal_rows());
            self.revision += 1;
            return Ok(());
        }
        if let FileChange::AcceptValues = change {
            self.accept_values();
            return self.recognise_anew(vault, &Progress::default()).await;
        }
        if let FileChange::Mend { row, column, .. } = change {
            self.may_be_mended(row, column)?;
        }
        if self.said.take(change) {
            self.drop_idle_mends();
            self.recognise_anew(vault, &Progress::default()).await?;
        } else {
            self.revision += 1;
        }
        Ok(())
    }

    fn accept_values(&mut self) {
        let plan = self.plan();
        let asked = plan.map_or(&[][..], |plan| &plan.asked).iter();
        let alone: Vec<_> = asked
            .filter_map(|one| match one.likely.as_slice() {
                [only] => Some(((one.field, values::key(&one.label)), Some(only.clone()))),
                _ => None,
            })
            .collect();
        self.said.values.extend(alone);
    }

    fn may_be_mended(&self, row: u32, column: u32) -> Result<()> {
        let place = row.checked_sub(1).map(|row| Place { row, column });
        let layout = self.layout.as_ref();
        let is_data = layout
            .zip(place)
            .is_some_and(|(layout, place)| layout.has_row(&self.read, place));
        let letter = letters(column);
        if !is_data {
            let message = format!("{letter}{row} 不在表头以下的数据行里，没有改动。");
            return Err(Error::new(Code::Refused, message));
        }
        if self.columns().field_at(column).is_none() {
            let message =
                format!("{letter} 列没有导入，改了也不会入库；请先在表头下指认这一列的内容。");
            return Err(Error::new(Code::Refused, message));
        }
        Ok(())
    }

    /// A cell as it stands, whole, for whoever is about to type over it.
    ///
    /// # Errors
    /// [`Code::Refused`] where no row is read from it.
    pub fn cell_as_it_stands(&self, row: u32, column: u32) -> Result<String> {
        self.may_be_mended(row, column)?;
        let place = Place {
            row: row.saturating_sub(1),
            column,
        };
        let sheet = self
            .layout
            .as_ref()
            .map(|layout| layout.sheet(&self.workbook));
        Ok(sheet.map_or_else(String::new, |sheet| mend::stands(sheet, place)))
    }

    /// What is typed as the file has it is no mend.
    fn drop_idle_mends(&mut self) {
        if let Some(layout) = &self.layout {
            let sheet = layout.sheet(&self.read);
            let mends = &mut self.said.mends;
            mends.retain(|place, text| mend::stands(sheet, *place).trim() != text.trim());
        }
    }

    /// Whether its plan is the one to be had now.
    pub(super) fn is_settled(&self, against: &Against) -> bool {
        match &self.state {
            State::Planned(planned) => planned.against == *against,
            State::Open(_) => self.asked_under == Some(against.head),
            State::Recognised(_) => false,
        }
    }

    /// Makes sure that [`Preview::plan_in`] has a table to plan: the one before is used up by its plan.
    pub(super) async fn make_ready(&mut self, vault: &Vault, progress: &Progress) -> Result<()> {
        match self.state {
            State::Recognised(_) => Ok(()),
            State::Planned(_) | State::Open(_) => self.recognise_anew(vault, progress).await,
        }
    }

    /// Holds what was recognised against what `connection` sees; does nothing where nothing waits for it.
    /// `values`: what labels mean, as was said of the tables before it.
    pub(super) async fn plan_in(
        &mut self,
        connection: &mut SqliteConnection,
        against: Against,
        mut values: Values,
    ) -> Result<()> {
        let recognised = match std::mem::replace(&mut self.state, State::Open(broken_off())) {
            State::Recognised(recognised) => recognised,
            other => {
                self.state = other;
                self.asked_under = Some(against.head);
                return Ok(());
            }
        };
        let Recognised { table, context } = *recognised;
        let (source, excluded) = (self.source.clone(), self.said.excluded.clone());
        values.extend(self.said.values.clone());
        let plan = super::plan_against(connection, source, table, excluded, values).await?;
        let plan = plan.with_mended(self.mended_cells());
        self.revision += 1;
        self.state = State::Planned(Box::new(Planned {
            context,
            plan,
            against,
            number: self.revision,
        }));
        Ok(())
    }

    async fn recognise_anew(&mut self, vault: &Vault, progress: &Progress) -> Result<()> {
        self.revision += 1;
        self.asked_under = None;
        progress.enter(ReadingPhase::Recognising);
        let layout = Layout::find(&self.read, self.said.kind, self.said.header_row);
        let mut tx = vault.read().await?;
        let remembered = match &layout {
            Some(layout) => mapping::load(&mut tx, layout.shape(&self.read)).await?,
            None => Reading::default(),
        };
        let imported_before = history::imported_before(&mut tx, &self.source.digest).await?;
        drop(tx);
        self.remembered = remembered;
        self.imported_before = imported_before;
        self.workbook = match &layout {
            Some(layout) if !self.said.mends.is_empty() => {
                Arc::new(layout.mended(&self.read, &self.said.mends))
            }
            _ => Arc::clone(&self.read),
        };
        self.layout = layout;
        self.state = match self.recognise().await? {
            Ok(recognised) => State::Recognised(Box::new(recognised)),
            Err(open) => State::Open(open),
        };
        Ok(())
    }

    fn mended_cells(&self) -> Vec<MendedCell> {
        let layout = self.layout.as_ref();
        layout.map_or_else(Vec::new, |layout| {
            layout.mended_cells(&self.read, &self.said.mends)
        })
    }

    /// Away from the window's own threads: a large table takes a while.
    async fn recognise(&self) -> Result<std::result::Result<Recognised, Error>> {
        let (workbook, layout) = (Arc::clone(&self.workbook), self.layout.clone());
        let (hints, choices) = (self.hints(), self.choices());
        let recognise = move || match layout {
            Some(layout) => layout.read(&workbook, hints, &choices),
            None => Err(Error::new(
                Code::UnreadableFile,
                "文件是空的，没有导入任何内容。",
            )),
        };
        tokio::task::spawn_blocking(recognise)
            .await
            .map_err(|error| Error::fault("识别中断，没有导入任何内容。请再试一次。", error))
    }

    fn hints(&self) -> Hints {
        Hints {
            kind: self.said.kind.or(self.remembered.kind),
            as_of: self.said.as_of,
            unit: self.said.unit.or(self.remembered.unit),
        }
    }

    /// What was remembered, under what is said now.
    fn choices(&self) -> Choices {
        chosen_over(&self.remembered.columns, &self.said.columns)
    }

    fn columns(&self) -> Columns {
        let layout = self.layout.as_ref();
        layout.map_or_else(Columns::default, |layout| layout.columns(&self.choices()))
    }

    /// Balances told by client and not by account.
    pub(super) fn is_by_client(&self) -> bool {
        self.kind() == Some(Kind::Deposits) && self.columns().are_by_client()
    }

    fn planned(&self) -> Option<&Planned> {
        match &self.state {
            State::Planned(planned) => Some(planned),
            State::Recognised(_) | State::Open(_) => None,
        }
    }

    /// What would follow; `None` while something must be said first.
    pub fn plan(&self) -> Option<&Plan> {
        self.planned().map(|planned| &planned.plan)
    }

    /// Why there is no plan.
    pub fn asks(&self) -> Option<&Error> {
        match &self.state {
            State::Open(error) => Some(error),
            State::Recognised(_) | State::Planned(_) => None,
        }
    }

    pub fn kind(&self) -> Option<Kind> {
        let said = self.said.kind.or(self.remembered.kind);
        self.plan()
            .map(|plan| plan.kind)
            .or(said)
            .or_else(|| self.columns().kind())
    }

    /// Whether committing it would leave anything: rows that wait already do not wait twice.
    pub fn brings_something(&self) -> bool {
        self.plan().is_some_and(|plan| {
            let waits = self.imported_before.is_none() && !plan.queued.is_empty();
            waits || !plan.writes.is_empty()
        })
    }

    /// Whether each of its rows, all read and none left out, says what the vault holds.
    pub fn says_nothing_new(&self) -> bool {
        self.plan().is_some_and(|plan| {
            let mut rows = plan.rows.iter();
            rows.all(|row| matches!(row.verdict, Verdict::Unchanged | Verdict::Duplicate))
        })
    }

    /// Of the whole file that the table came from.
    pub fn file_digest(&self) -> FileDigest {
        self.source.file_digest
    }

    pub(super) fn plan_number(&self) -> Option<u32> {
        self.planned().map(|planned| planned.number)
    }

    pub(super) fn values_said(&self) -> &Values {
        &self.said.values
    }

    /// Writes the plan in the caller's transaction, and with it how the file was read.
    pub(super) async fn carry_out(&self, write: &mut Write) -> Result<Written> {
        let plan = self.plan().ok_or_else(no_plan)?;
        let written = super::carry_out(write, plan).await?;
        if let Some(layout) = &self.layout {
            let reading = match self.said.remember {
                true => Reading {
                    kind: self.said.kind.or(self.remembered.kind),
                    unit: self.said.unit.or(self.remembered.unit),
                    columns: self.choices(),
                },
                false => Reading::default(),
            };
            mapping::save(write, &layout.shape_texts(&self.read), &reading).await?;
        }
        values::save(write, &self.said.values).await?;
        Ok(written)
    }
}

/// What stands while a plan is being made: whoever drops that work leaves a reason behind.
fn broken_off() -> Error {
    Error::new(Code::Fault, "比对中断，没有导入任何内容。请再试一次。")
}

fn no_plan() -> Error {
    Error::new(Code::Refused, "这个文件还没有预览，没有写入。")
}

#[cfg(test)]
mod tests;
