//! What the user says of a file before it is committed.

use crate::day::Day;
use crate::intake::Hints;
use crate::intake::columns::{Choices, Field};
use crate::intake::record::Kind;
use crate::money::Unit;
use serde::Deserialize;
use std::collections::BTreeSet;

/// One change of mind about a file.
#[derive(Debug, Clone, Copy, Deserialize, specta::Type)]
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
            excluded: BTreeSet::new(),
            confirmed: BTreeSet::new(),
            remember: true,
        }
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
            FileChange::Exclude { row, excluded } => put(&mut self.excluded, row, excluded),
            FileChange::Confirm { row, confirmed } => {
                put(&mut self.confirmed, row, confirmed);
                return false;
            }
            FileChange::Remember { remember } => {
                self.remember = remember;
                return false;
            }
            // Known only to the plan.
            FileChange::ConfirmAll => return false,
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
