//! The table of industry labels (docs/domain.md §9.4): the built-in ones, and over them what this bank says.

use super::store;
use crate::error::Result;
use crate::industry;
use crate::intake::columns::Field;
use crate::vault::Vault;
use serde::Serialize;
use std::collections::BTreeMap;

/// A label of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct IndustryLabel {
    pub label: String,
    /// What the built-in table proposes, best first; none where the bank added the label.
    pub proposed: Vec<String>,
    /// The bank said what it means: files with it are not asked about.
    pub is_own: bool,
    /// What the bank said; missing: nothing, the cell counts as empty.
    pub target: Option<String>,
}

/// The bank's own labels first, then the built-in ones, each by name.
pub async fn industries(vault: &Vault) -> Result<Vec<IndustryLabel>> {
    let mut built_in: BTreeMap<String, Vec<String>> = industry::labels()
        .map(|(label, likely)| {
            let names = likely.into_iter().map(|one| one.name().to_owned());
            (label.to_owned(), names.collect())
        })
        .collect();
    let own = store::list(vault).await?.into_iter();
    let own = own.filter(|mapping| mapping.field == Field::Industry);
    let mut labels: Vec<IndustryLabel> = own
        .map(|mapping| IndustryLabel {
            proposed: built_in.remove(&mapping.label).unwrap_or_default(),
            label: mapping.label,
            is_own: true,
            target: mapping.target,
        })
        .collect();
    labels.extend(built_in.into_iter().map(|(label, proposed)| IndustryLabel {
        label,
        proposed,
        is_own: false,
        target: None,
    }));
    Ok(labels)
}
