//! A preview in one value: facts, mapping, counts and totals, without its rows.

use super::{Preview, State};
use crate::day::Day;
use crate::error::Code;
use crate::intake::columns::{self, Field, UnitWord};
use crate::intake::plan::{AgainstBefore, ColumnSum, Counts, LeftOut, Plan};
use crate::intake::recognise::letters;
use crate::intake::record::Kind;
use crate::intake::values::AskedValue;
use crate::money::{Money, Unit};
use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where the meaning of a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ColumnSource {
    /// Its header names it.
    Name,
    /// Its header may mean something else, or it has none and looks like it.
    Guess,
    /// The user said so of an earlier file of this shape.
    Remembered,
    /// The user says so.
    User,
}

/// A column of the file and what it holds.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct MappedColumn {
    /// From 0.
    pub column: u32,
    /// As Excel names it.
    pub letter: String,
    pub header: String,
    /// `None`: not imported.
    pub field: Option<Field>,
    pub source: ColumnSource,
    /// Of amounts: the unit the file states them in.
    pub unit: Option<Unit>,
}

/// The file's own 合计 of the main amount.
#[derive(Debug, Clone, Copy, Serialize, specta::Type)]
pub struct StatedTotal {
    pub sum: Money,
    /// Own sum less the stated one.
    pub difference: Money,
    /// Whether rounding explains the difference: 尾差.
    pub within_rounding: bool,
}

/// A label and what it was said to mean.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct SaidValue {
    pub field: Field,
    pub label: String,
    /// `None`: nothing.
    pub target: Option<String>,
}

/// Why there is no plan yet.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Unplanned {
    pub code: Code,
    pub message: String,
    /// What is to be said: `as_of`, `unit`, `header`, `columns`.
    pub missing: Option<String>,
}

/// Everything of a preview but its rows.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct PreviewSummary {
    /// Grows with every plan and every change: rows of an earlier one are out of date.
    pub revision: u32,
    pub file: String,
    pub sheet: String,
    /// 1-based; 0 where the table has none.
    pub header_row: u32,
    pub kind: Option<Kind>,
    pub as_of: Option<Day>,
    /// Whether the user said the day, not the file.
    pub as_of_is_said: bool,
    pub unit: Option<Unit>,
    pub unit_is_said: bool,
    pub columns: Vec<MappedColumn>,
    /// What columns of this kind of file may hold.
    pub fields: Vec<Field>,
    pub unplanned: Option<Unplanned>,
    /// Data rows; rows below the header while nothing is planned.
    pub rows: u32,
    pub counts: Counts,
    /// Whether committing it would leave anything that the vault does not hold.
    pub brings_something: bool,
    /// Rows the user leaves out.
    pub excluded: u32,
    /// Labels that are not known.
    pub asked_values: Vec<AskedValue>,
    /// Labels that were answered here.
    pub said_values: Vec<SaidValue>,
    /// Cells that were typed anew.
    pub mended: u32,
    /// The move that counts as abnormal, in hundredths of a per cent.
    pub abnormal_move: u32,
    /// Abnormal rows the user has looked at.
    pub confirmed: u32,
    pub sums: Vec<ColumnSum>,
    pub left_out: Vec<LeftOut>,
    pub comparison: Option<AgainstBefore>,
    pub stated: Option<StatedTotal>,
    pub notes: Vec<String>,
    pub remember: bool,
    /// When the very same file was imported and stands.
    #[specta(type = Option<String>)]
    pub imported_before: Option<Timestamp>,
}

impl Preview {
    pub fn summary(&self) -> PreviewSummary {
        let plan = self.plan();
        let kind = self.kind();
        let layout = self.layout.as_ref();
        let sheet = layout.map(|layout| layout.sheet(&self.workbook));
        let below = || layout.map_or(0, |layout| layout.rows_below(&self.workbook).count());
        let totals = plan.map(|plan| plan.totals.clone()).unwrap_or_default();
        PreviewSummary {
            revision: self.revision,
            file: self.source.file_name.clone(),
            sheet: sheet.map(|sheet| sheet.name.clone()).unwrap_or_default(),
            header_row: layout.map_or(0, |layout| layout.header_row(&self.workbook)),
            kind,
            as_of: plan.map_or(self.said.as_of, |plan| plan.as_of),
            as_of_is_said: self.said.as_of.is_some()
                && plan.is_none_or(|plan| plan.as_of == self.said.as_of),
            unit: plan.map_or(self.hints().unit, |plan| plan.unit),
            unit_is_said: self.hints().unit.is_some()
                && plan.is_none_or(|plan| plan.unit == self.hints().unit),
            columns: self.mapped_columns(kind),
            fields: kind
                .map(|kind| Field::of(kind).to_vec())
                .unwrap_or_default(),
            unplanned: self.unplanned(),
            rows: plan.map_or_else(below, |plan| plan.rows.len()) as u32,
            counts: plan.map(Plan::counts).unwrap_or_default(),
            brings_something: self.brings_something(),
            excluded: self.said.excluded.len() as u32,
            asked_values: plan.map(|plan| plan.asked.clone()).unwrap_or_default(),
            said_values: self.said_values(),
            mended: self.said.mends.len() as u32,
            abnormal_move: plan.map_or(0, abnormal_move),
            confirmed: self.confirmed(),
            sums: totals.sums,
            left_out: totals.left_out,
            comparison: totals.comparison,
            stated: plan.and_then(stated),
            notes: plan.map(|plan| plan.notes.clone()).unwrap_or_default(),
            remember: self.said.remember,
            imported_before: self.imported_before,
        }
    }

    fn said_values(&self) -> Vec<SaidValue> {
        let said = self.said.values.iter();
        said.map(|((field, label), target)| SaidValue {
            field: *field,
            label: label.clone(),
            target: target.clone(),
        })
        .collect()
    }

    fn confirmed(&self) -> u32 {
        let confirmed = self.abnormal_rows();
        confirmed
            .filter(|row| self.said.confirmed.contains(row))
            .count() as u32
    }

    pub(super) fn abnormal_rows(&self) -> impl Iterator<Item = u32> + use<> {
        let plan = self.plan();
        let rows = plan.into_iter().flat_map(|plan| &plan.rows);
        let abnormal: Vec<u32> = rows.filter(|row| row.abnormal).map(|row| row.row).collect();
        abnormal.into_iter()
    }

    fn unplanned(&self) -> Option<Unplanned> {
        let State::Open(error) = &self.state else {
            return None;
        };
        Some(Unplanned {
            code: error.code,
            message: error.message.clone(),
            missing: match error.context.get("unit") {
                Some(_) => Some("unit".to_owned()),
                None => error.context.get("missing").cloned(),
            },
        })
    }

    /// The columns shown: those with a header or a meaning; all of them where the table has no header.
    pub(super) fn shown_columns(&self) -> Vec<u32> {
        const LOOKED_AT: usize = 50;
        let Some(layout) = &self.layout else {
            return Vec::new();
        };
        let mut shown: BTreeSet<u32> = layout.headers().keys().copied().collect();
        shown.extend(self.choices().keys());
        if layout.headers().is_empty() {
            let rows = layout.rows_below(&self.workbook).take(LOOKED_AT);
            shown.extend(rows.flat_map(|row| row.cells().map(|(column, _)| column)));
        }
        shown.into_iter().collect()
    }

    fn mapped_columns(&self, kind: Option<Kind>) -> Vec<MappedColumn> {
        let none = BTreeMap::new();
        let headers = self
            .layout
            .as_ref()
            .map_or(&none, |layout| layout.headers());
        let columns = self.columns();
        let units = self.planned().map(|planned| &planned.context.units);
        let map = |column: u32| {
            let header = headers.get(&column).cloned().unwrap_or_default();
            let field = columns.field_at(column);
            let field =
                field.filter(|field| kind.is_none_or(|kind| Field::of(kind).contains(field)));
            MappedColumn {
                column,
                letter: letters(column),
                source: self.source_of(column, &header, field),
                unit: field.filter(|field| field.is_amount()).and_then(|field| {
                    units
                        .and_then(|units| units.get(&field).copied())
                        .or_else(|| match columns.unit(field) {
                            Some(UnitWord::Known(unit)) => Some(*unit),
                            _ => None,
                        })
                }),
                header,
                field,
            }
        };
        self.shown_columns().into_iter().map(map).collect()
    }

    fn source_of(&self, column: u32, header: &str, field: Option<Field>) -> ColumnSource {
        if self.said.columns.contains_key(&column) {
            ColumnSource::User
        } else if self.remembered.columns.contains_key(&column) {
            ColumnSource::Remembered
        } else if field.is_some() && (header.is_empty() || columns::is_loose(header)) {
            ColumnSource::Guess
        } else {
            ColumnSource::Name
        }
    }
}

fn abnormal_move(plan: &Plan) -> u32 {
    (plan.abnormal_move * Decimal::from(10_000))
        .to_u32()
        .unwrap_or_default()
}

fn stated(plan: &Plan) -> Option<StatedTotal> {
    let control = plan.control?;
    Some(StatedTotal {
        sum: control.stated?,
        difference: control.difference()?,
        within_rounding: control.is_within_bound(),
    })
}
