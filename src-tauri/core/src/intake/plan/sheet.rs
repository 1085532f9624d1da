//! A table's rows while they are judged: which one is spoken of, and what is said of it.

use super::known::{ClientIndex, Found};
use super::{Before, PlannedRow, QueuedWrite, RowProblem, Verdict, Was};
use crate::ids::{BatchKey, ClientKey};
use crate::intake::record::{CellProblem, ClientRef, Row};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// What planning a table leaves behind, whatever its kind.
pub struct Sheet {
    subject_column: String,
    said_in: Option<BatchKey>,
    excluded: BTreeSet<u32>,
    pub rows: Vec<PlannedRow>,
    /// The row that is spoken of, among `rows`.
    place: usize,
    pub was: HashMap<u32, Was>,
    pub rejected: Vec<RowProblem>,
    pub warnings: Vec<RowProblem>,
    pub queued: Vec<QueuedWrite>,
    pub relies_on: BTreeSet<BatchKey>,
}

impl Sheet {
    pub fn new(subject_column: String, said_in: Option<BatchKey>, excluded: BTreeSet<u32>) -> Self {
        Sheet {
            subject_column,
            said_in,
            excluded,
            rows: Vec::new(),
            place: 0,
            was: HashMap::new(),
            rejected: Vec::new(),
            warnings: Vec::new(),
            queued: Vec::new(),
            relies_on: BTreeSet::new(),
        }
    }

    /// What was said row by row in another order, in the file's.
    pub fn in_order(mut self) -> Self {
        self.rejected.sort_by_key(|problem| problem.row);
        self.queued.sort_by_key(|queued| queued.row);
        self
    }

    /// Where the row stands that is spoken of; [`Sheet::turn_to`] comes back to it.
    pub fn place(&self) -> usize {
        self.place
    }

    pub fn turn_to(&mut self, place: usize) {
        self.place = place;
    }

    /// As Excel shows it, of the row that is spoken of.
    pub fn number(&self) -> u32 {
        self.number_at(self.place)
    }

    pub fn number_at(&self, place: usize) -> u32 {
        self.rows[place].row
    }

    /// Speaks of the next row from now on: its record, or `None` after it was left out, or rejected for its cells.
    pub fn open<T>(&mut self, row: Row<T>) -> Option<T> {
        let excluded = self.excluded.contains(&row.number);
        let warned = !row.warnings.is_empty() && !excluded;
        if excluded {
            self.push(row.number, Verdict::Excluded, warned);
            return None;
        }
        self.warnings
            .extend(row.warnings.into_iter().map(|p| at_row(row.number, p)));
        self.push(row.number, Verdict::Rejected, warned);
        match row.record {
            Ok(record) => Some(record),
            Err(problems) => {
                self.rejected
                    .extend(problems.into_iter().map(|p| at_row(row.number, p)));
                None
            }
        }
    }

    pub fn push(&mut self, row: u32, verdict: Verdict, warned: bool) {
        self.place = self.rows.len();
        self.rows.push(PlannedRow {
            row,
            verdict,
            warned,
            abnormal: false,
            before: None,
            same_as: None,
        });
    }

    /// Whether what stands was said after these rows were.
    pub fn is_overruled_by(&self, standing: BatchKey) -> bool {
        self.said_in.is_some_and(|said_in| standing > said_in)
    }

    /// Sets the verdict of the row that is spoken of.
    pub fn decide(&mut self, verdict: Verdict) {
        self.rows[self.place].verdict = verdict;
    }

    pub fn is_queued(&self) -> bool {
        self.rows[self.place].verdict == Verdict::Queued
    }

    /// What a row's balance is held against, and whether it is odd beside it.
    pub fn compare(&mut self, before: Option<Before>, abnormal: bool) {
        let row = &mut self.rows[self.place];
        row.before = before;
        row.abnormal = abnormal;
    }

    /// Odd, and taken all the same.
    pub fn warn(&mut self, reason: String) {
        let row = self.number();
        let cell = format!("{}{row}", self.subject_column);
        self.warnings.push(RowProblem { row, cell, reason });
        self.rows[self.place].warned = true;
    }

    pub fn repeat(&mut self, earlier: u32) {
        let row = &mut self.rows[self.place];
        row.verdict = Verdict::Duplicate;
        row.same_as = Some(earlier);
    }

    /// Changed, beside what stood.
    pub fn change(&mut self, was: Was) {
        self.was.insert(self.number(), was);
        self.decide(Verdict::Changed);
    }

    pub fn reject(&mut self, reason: impl Into<String>) {
        let row = self.number();
        let cell = format!("{}{row}", self.subject_column);
        self.rejected.push(RowProblem {
            row,
            cell,
            reason: reason.into(),
        });
        self.decide(Verdict::Rejected);
    }

    pub fn queue<T: Serialize>(&mut self, client: &ClientRef, record: &T) {
        // Records are plain values of our own: they always serialise.
        let record = serde_json::to_value(record).unwrap_or_default();
        self.queued.push(QueuedWrite {
            row: self.number(),
            client: client.clone(),
            record,
        });
        self.decide(Verdict::Queued);
    }

    /// The client of a fact row, or `None` after it was queued or rejected.
    pub fn client_of<T: Serialize>(
        &mut self,
        client: &ClientRef,
        record: &T,
        known: &ClientIndex,
    ) -> Option<ClientKey> {
        match known.find(client) {
            Found::One(key) => Some(key),
            Found::Unknown => {
                self.queue(client, record);
                None
            }
            Found::Contradiction(reason) => {
                self.reject(reason);
                None
            }
        }
    }
}

fn at_row(row: u32, problem: CellProblem) -> RowProblem {
    RowProblem {
        row,
        cell: problem.cell,
        reason: problem.reason,
    }
}
