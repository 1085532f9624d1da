//! What the user says of a file before it is committed.

use crate::day::Day;
use crate::intake::Hints;
use crate::intake::columns::{Choices, Field};
use crate::intake::mend::Mends;
use crate::intake::reader::Place;
use crate::intake::record::Kind;
use crate::intake::values::{self, Values};
use crate::money::Unit;
use serde::Deserialize;
use std::collections::BTreeSet;

/// One change of mind about a file.
#[derive(Debug, Clone, Deserialize, specta::Type)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum FileChange {
    Kind {
        kind: Option<Kind>,
    },
    AsOf {
        day: Option<Day>,
    },
    Unit {
        unit: Option<Unit>,
    },
    /// 1-based row of the header; 0: the table has none.
    HeaderRow {
        row: Option<u32>,
    },
    /// What a column holds; nothing of use where `field` is missing.
    Column {
        column: u32,
        field: Option<Field>,
    },
    /// What a label means: `target` of the catalogue, or nothing where it is missing; asked for again where
    /// `answered` is false.
    Value {
        field: Field,
        label: String,
        target: Option<String>,
        answered: bool,
    },
    /// Takes each label for the one thing it resembles, where that is one.
    AcceptValues,
    /// What is typed in place of a cell; `None`: as the file has it.
    Mend {
        /// 1-based, as Excel shows it.
        row: u32,
        /// From 0.
        column: u32,
        text: Option<String>,
    },
    Exclude {
        row: u32,
        excluded: bool,
    },
    /// An abnormal row was looked at and is right.
    Confirm {
        row: u32,
        confirmed: bool,
    },
    ConfirmAll,
    /// Whether the next file of this shape is read the same way.
    Remember {
        remember: bool,
    },
}

#[derive(Debug)]
pub(super) struct Said {
    pub kind: Option<Kind>,
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
    pub header_row: Option<u32>,
    pub columns: Choices,
    pub mends: Mends,
    pub values: Values,
    pub excluded: BTreeSet<u32>,
    pub confirmed: BTreeSet<u32>,
    pub remember: bool,
}

impl Said {
    pub fn of(hints: Hints) -> Self {
        Said {
            kind: hints.kind,
            as_of: hints.as_of,
            unit: hints.unit,
            header_row: None,
            columns: Choices::new(),
            mends: Mends::new(),
            values: Values::new(),
            excluded: BTreeSet::new(),
            confirmed: BTreeSet::new(),
            remember: true,
        }
    }

    /// Rows with a cell that was typed anew, by number.
    pub fn mended_rows(&self) -> BTreeSet<u32> {
        self.mends.keys().map(|place| place.row + 1).collect()
    }

    /// Whether the file must be planned anew.
    pub fn take(&mut self, change: FileChange) -> bool {
        match change {
            FileChange::Kind { kind } => self.kind = kind,
            FileChange::AsOf { day } => self.as_of = day,
            FileChange::Unit { unit } => self.unit = unit,
            FileChange::HeaderRow { row } => {
                self.header_row = row;
                // Columns of another header are other columns.
                self.columns.clear();
            }
            FileChange::Column { column, field } => {
                if field.is_some() {
                    // The field leaves the column it was chosen for before.
                    self.columns.retain(|_, chosen| *chosen != field);
                }
                self.columns.insert(column, field);
            }
            FileChange::Mend { row, column, text } => {
                let place = Place {
                    row: row.saturating_sub(1),
                    column,
                };
                match text {
                    Some(text) => drop(self.mends.insert(place, text)),
                    None => drop(self.mends.remove(&place)),
                }
            }
            FileChange::Exclude { row, excluded } => put(&mut self.excluded, row, excluded),
            FileChange::Confirm { row, confirmed } => {
                put(&mut self.confirmed, row, confirmed);
                return false;
            }
            FileChange::Remember { remember } => {
                self.remember = remember;
                return false;
            }
            FileChange::Value {
                field,
                label,
                target,
                answered,
            } => {
                let label = (field, values::key(&label));
                match answered {
                    true => drop(self.values.insert(label, target)),
                    false => drop(self.values.remove(&label)),
                }
            }
            // Known only to the plan.
            FileChange::ConfirmAll | FileChange::AcceptValues => return false,
        }
        true
    }
}

fn put(rows: &mut BTreeSet<u32>, row: u32, there: bool) {
    if there {
        rows.insert(row);
    } else {
        rows.remove(&row);
    }
}
