//! One file on its way into the vault: what was read, how it is understood, what would follow. Nothing is
//! written until [`Preview::commit`], and every change of mind gives a new plan.

mod rejected;
mod said;
mod shown;
mod summary;

pub use rejected::{RejectedRow, RejectedRows};
pub use said::FileChange;
pub use shown::{RowFilter, RowPage, Shown, ShownCell, ShownRow};
pub use summary::{ColumnSource, MappedColumn, PreviewSummary, SaidValue, StatedTotal, Unplanned};

use super::columns::{Choices, Columns};
use super::mapping::{self, Reading};
use super::mend::{self, MendedCell};
use super::plan::Source;
use super::progress::{Progress, ReadingPhase};
use super::reader::{Place, Workbook};
use super::recognise::{Layout, Recognised, letters};
use super::rows::Context;
use super::values;
use super::{Committed, Hints, Prepared, history};
use crate::error::{Code, Error, Result};
use crate::vault::Vault;
use jiff::Timestamp;
use said::Said;
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
    /// Counts the plans: pages of an earlier one are out of date.
    revision: u32,
}

enum State {
    Planned(Box<Planned>),
    /// The file, or the user, must say more first.
    Open(Error),
    Committed,
}

struct Planned {
    context: Context,
    prepared: Prepared,
}

impl Preview {
    /// Plans a file that was read. What the file fails to say is no error here but what
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
            state: State::Committed,
            revision: 0,
        };
        preview.plan(vault, progress).await?;
        Ok(preview)
    }

    /// Takes what the user says and plans anew where that matters.
    ///
    /// # Errors
    /// [`Code::Refused`] where a cell is to be mended that no row is read from.
    pub async fn change(&mut self, vault: &Vault, change: FileChange) -> Result<()> {
        if let FileChange::ConfirmAll = change {
            self.said.confirmed.extend(self.abnormal_rows());
            self.revision += 1;
            return Ok(());
        }
        if let FileChange::AcceptValues = change {
            self.accept_values();
            return self.plan(vault, &Progress::default()).await;
        }
        if let FileChange::Mend { row, column, .. } = change {
            self.may_be_mended(row, column)?;
        }
        if self.said.take(change) {
            self.drop_idle_mends();
            self.plan(vault, &Progress::default()).await?;
        } else {
            self.revision += 1;
        }
        Ok(())
    }

    fn accept_values(&mut self) {
        let plan = self.planned().map(|planned| &planned.prepared.plan);
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

    /// What is typed as the file has it is no mend.
    fn drop_idle_mends(&mut self) {
        if let Some(layout) = &self.layout {
            let sheet = layout.sheet(&self.read);
            let mends = &mut self.said.mends;
            mends.retain(|place, text| mend::stands(sheet, *place).trim() != text.trim());
        }
    }

    /// Plans again where the vault has changed since.
    pub async fn refresh(&mut self, vault: &Vault) -> Result<()> {
        let head = vault.audit_head().await?;
        match self.planned() {
            Some(planned) if planned.prepared.basis == head => Ok(()),
            _ => self.plan(vault, &Progress::default()).await,
        }
    }

    async fn plan(&mut self, vault: &Vault, progress: &Progress) -> Result<()> {
        self.revision += 1;
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
        let recognised = match self.recognise().await? {
            Ok(recognised) => recognised,
            Err(open) => {
                self.state = State::Open(open);
                return Ok(());
            }
        };
        progress.enter(ReadingPhase::Planning);
        let Recognised { table, context } = recognised;
        let (source, excluded) = (self.source.clone(), self.said.excluded.clone());
        let values = self.said.values.clone();
        let mut prepared = super::prepare_without(vault, source, table, excluded, values).await?;
        prepared.plan = prepared.plan.with_mended(self.mended_cells());
        self.state = State::Planned(Box::new(Planned { context, prepared }));
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
        let mut choices = self.remembered.columns.clone();
        choices.extend(&self.said.columns);
        choices
    }

    fn columns(&self) -> Columns {
        let layout = self.layout.as_ref();
        layout.map_or_else(Columns::default, |layout| layout.columns(&self.choices()))
    }

    /// The plan alone, for who commits it as it is; the reason why there is none otherwise.
    pub fn into_prepared(self) -> Result<Prepared> {
        match self.state {
            State::Planned(planned) => Ok(planned.prepared),
            State::Open(error) => Err(error),
            State::Committed => Err(committed_already()),
        }
    }

    fn planned(&self) -> Option<&Planned> {
        match &self.state {
            State::Planned(planned) => Some(planned),
            State::Open(_) | State::Committed => None,
        }
    }

    /// Carries the plan out in one transaction, and remembers with it how the file was read.
    ///
    /// # Errors
    /// [`Code::Refused`] when the vault has changed since; [`Preview::refresh`] then plans anew. The reason
    /// the file is not planned, where it is not.
    pub async fn commit(&mut self, vault: &Vault, now: Timestamp) -> Result<Committed> {
        let reading = self.layout.as_ref().map(|layout| {
            let reading = Reading {
                kind: self.said.kind.or(self.remembered.kind),
                unit: self.said.unit.or(self.remembered.unit),
                columns: self.choices(),
            };
            (layout.shape(&self.read), reading)
        });
        let reading = reading.map(|(shape, reading)| {
            let kept = if self.said.remember {
                reading
            } else {
                Reading::default()
            };
            (shape, kept)
        });
        let values = self.said.values.clone();
        match std::mem::replace(&mut self.state, State::Committed) {
            State::Planned(planned) => {
                let committed =
                    super::carry_out(vault, planned.prepared, reading, &values, now).await;
                if committed.is_err() {
                    self.refresh(vault).await?;
                }
                committed
            }
            State::Open(error) => {
                let again = Error::new(error.code, error.message.clone());
                self.state = State::Open(error);
                Err(again)
            }
            State::Committed => Err(committed_already()),
        }
    }
}

fn committed_already() -> Error {
    Error::new(Code::Refused, "这个文件已经提交，没有再写入。")
}

#[cfg(test)]
mod tests;
