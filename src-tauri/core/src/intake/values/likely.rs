//! What a label may mean. `None`: it is known and not asked for; an empty list: nothing resembles it.

use super::key;
use crate::industry::{self, Proposal};
use crate::product::{self, Ledger};
use std::collections::BTreeSet;

pub fn industries(label: &str) -> Option<Vec<String>> {
    match industry::propose(label) {
        Proposal::Exact(_) => None,
        Proposal::Likely(likely) => Some(
            likely
                .into_iter()
                .map(|one| one.name().to_owned())
                .collect(),
        ),
        Proposal::Unknown => Some(Vec::new()),
    }
}

/// A name that only stands inside the label is a proposal: 对公活期宝 holds 活期 and may be another thing.
pub fn products(label: &str, ledger: Ledger) -> Option<Vec<String>> {
    if product::named(label).is_some() {
        return None;
    }
    let found = product::resolve(label, ledger).into_iter();
    Some(found.map(|one| one.name.to_owned()).collect())
}

/// A new name is a new manager, unless it is an old one written otherwise: with a title, a number, blanks.
pub fn managers(label: &str, known: &BTreeSet<String>) -> Option<Vec<String>> {
    if known.contains(label) {
        return None;
    }
    let bare = bare(label);
    let alike = known.iter().filter(|one| self::bare(one) == bare);
    let alike: Vec<String> = alike.cloned().collect();
    (!alike.is_empty()).then_some(alike)
}

fn bare(name: &str) -> String {
    let letters: String = key(name).chars().filter(|c| c.is_alphabetic()).collect();
    let titles = ["客户经理", "经理", "行长", "主任"];
    let mut bare = letters.as_str();
    for title in titles {
        bare = bare.strip_suffix(title).unwrap_or(bare);
        bare = bare.strip_prefix(title).unwrap_or(bare);
    }
    bare.to_owned()
}
