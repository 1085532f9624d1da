//! Labels that the catalogue does not know, and what the user says they mean: industries (docs/domain.md §9.4),
//! products, client managers. Said once, remembered in the vault, and taken instead of the label from then on;
//! what was imported before stays as it was.

mod industries;
mod likely;
mod store;

pub use industries::{IndustryLabel, industries};
pub use store::{ValueMapping, list, remove, set};
pub(super) use store::{load, save};

use super::columns::Field;
use super::plan::Known;
use super::record::{ClientRecord, Row, Rows};
use super::value;
use crate::error::{Code, Error, Result};
use crate::industry::{self, Industry, Proposal};
use crate::product::{self, PRODUCTS};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The columns whose labels are mapped.
pub const FIELDS: [Field; 3] = [Field::Industry, Field::Product, Field::Manager];

/// Those of the catalogues, which every bank shares; client managers are people.
pub const SHARED: [Field; 2] = [Field::Industry, Field::Product];

/// What labels mean, by column and [`key`]; `None`: nothing, the cell counts as empty.
pub type Values = BTreeMap<(Field, String), Option<String>>;

/// A label of a table that is not known, or was answered in this preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AskedValue {
    pub field: Field,
    pub label: String,
    /// Rows that say it.
    pub rows: u32,
    /// Best first; one alone is a proposal, none where nothing resembles it.
    pub likely: Vec<String>,
}

/// A label as it is compared.
pub fn key(label: &str) -> String {
    let plain = value::plain(label);
    plain.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Puts what labels mean in their place.
pub fn translate(rows: &mut Rows, values: &Values) {
    if values.is_empty() {
        return;
    }
    each_label(rows, &mut |field, label| {
        let said = label
            .as_deref()
            .and_then(|label| said_of(values, field, label));
        if let Some(target) = said {
            label.clone_from(target);
        }
    });
}

/// What is said of a label, whether it is nothing or not; of an industry's under its stem, too, as the built-in table
/// compares: who says what 机械 means, says it of 机械行业.
fn said_of<'a>(values: &'a Values, field: Field, label: &str) -> Option<&'a Option<String>> {
    let whole = values.get(&(field, key(label)));
    whole.or_else(|| match field {
        Field::Industry => values.get(&(field, industry::stem(label))),
        _ => None,
    })
}

/// The labels of a table to ask for: unknown to the catalogue, to the vault, and to what was said before.
pub fn asked(rows: &mut Rows, known: &Known) -> Vec<AskedValue> {
    let mut found: BTreeMap<Field, HashMap<String, u32>> = BTreeMap::new();
    each_label(rows, &mut |field, label| {
        let Some(label) = label else { return };
        let seen = found.entry(field).or_default();
        match seen.get_mut(label) {
            Some(rows) => *rows += 1,
            None => drop(seen.insert(label.clone(), 1)),
        }
    });
    let ledger = product::Ledger::of(rows);
    let found = found.into_iter();
    let found = found.flat_map(|(field, seen)| {
        let sorted: BTreeMap<String, u32> = seen.into_iter().collect();
        let sorted = sorted.into_iter();
        sorted.map(move |(label, rows)| (field, label, rows))
    });
    let asked = found.filter_map(|(field, label, rows)| {
        let is_said = said_of(&known.values, field, &label).is_some();
        if is_said || known.labels.contains(&(field, label.clone())) {
            return None;
        }
        let likely = match field {
            Field::Industry => likely::industries(&label)?,
            Field::Product => likely::products(&label, ledger)?,
            _ => likely::managers(&label, &known.managers)?,
        };
        Some(AskedValue {
            field,
            label,
            rows,
            likely,
        })
    });
    asked.collect()
}

fn each_label(rows: &mut Rows, act: &mut impl FnMut(Field, &mut Option<String>)) {
    match rows {
        Rows::Clients(rows) => {
            for record in records(rows) {
                let ClientRecord {
                    industry_label,
                    manager,
                    ..
                } = record;
                act(Field::Industry, industry_label);
                act(Field::Manager, manager);
            }
        }
        Rows::Deposits(rows) => {
            records(rows).for_each(|record| act(Field::Product, &mut record.product));
        }
        Rows::Loans(rows) => {
            records(rows).for_each(|record| act(Field::Product, &mut record.product));
        }
        Rows::People(_) => {}
    }
}

fn records<T>(rows: &mut [Row<T>]) -> impl Iterator<Item = &mut T> {
    rows.iter_mut().flat_map(|row| &mut row.record)
}

/// What labels of a column may mean; managers are free.
pub fn options(field: Field) -> Vec<String> {
    match field {
        Field::Industry => Industry::all().map(|one| one.name().to_owned()).collect(),
        Field::Product => PRODUCTS.iter().map(|one| one.name.to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The catalogue's own word for what the user names.
///
/// # Errors
/// [`Code::Refused`] where the catalogue has no such thing.
pub(super) fn target(field: Field, named: &str) -> Result<String> {
    let named = named.trim();
    let refuse = |message: &str| Err(Error::new(Code::Refused, message));
    match field {
        Field::Industry => match industry::propose(named) {
            Proposal::Exact(industry) => Ok(industry.name().to_owned()),
            _ => refuse(
                "不是国标行业的大类，没有保存。请写大类名称或代码，如 C35 或 专用设备制造业。",
            ),
        },
        Field::Product => match product::named(named) {
            Some(product) => Ok(product.name.to_owned()),
            None => refuse("产品目录里没有这个产品，没有保存。请写目录里的名称或代码，如 D01。"),
        },
        Field::Manager if !named.is_empty() => Ok(named.to_owned()),
        Field::Manager => refuse("客户经理的姓名是空的，没有保存。"),
        _ => refuse("只有行业、产品和客户经理可以对应，没有保存。"),
    }
}

#[cfg(test)]
mod tests;
