//! What is said of a client at a glance, beside a search hit: from the kept figures, without a dossier.

mod store;

use crate::day::Day;
use crate::error::Result;
use crate::ids::{ClientId, ClientKey, VisitId};
use crate::metrics::Comparison;
use crate::money::Money;
use crate::search::{Field, Mark, SearchIndex};
use crate::vault::Vault;
use crate::visit::TimeOfDay;
use serde::Serialize;

/// A client as a search shows it. Amounts are CNY.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct Glance {
    #[serde(skip)]
    pub key: ClientKey,
    pub id: ClientId,
    pub name: String,
    pub number: Option<String>,
    pub code: Option<String>,
    pub tier: Option<String>,
    pub industry: Option<String>,
    pub manager: Option<String>,
    pub deposit_day: Option<Day>,
    pub point: Option<Money>,
    pub month_average: Option<Money>,
    /// The month's average against the month before.
    pub moved: Option<Comparison>,
    pub loan_day: Option<Day>,
    pub loans: Option<Money>,
    pub off_balance: Option<Money>,
    pub maturity: Option<NearestMaturity>,
    pub visit: Option<NextVisit>,
}

/// The earliest day on which something with a balance falls due, or fell due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct NearestMaturity {
    pub on: Day,
    #[specta(type = i32)]
    pub days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct NextVisit {
    pub visit: VisitId,
    pub on: Day,
    pub starts_at: Option<TimeOfDay>,
    pub ask: Option<String>,
}

/// A hit with what is shown of it.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
pub struct FoundClient {
    pub client: Glance,
    pub field: Field,
    /// What of the name was found.
    pub marks: Vec<Mark>,
    /// The person by whom it was found.
    pub person: Option<String>,
}

/// The best `limit` clients for what was typed, each at a glance on the day `on`.
pub async fn search(
    vault: &Vault,
    index: &SearchIndex,
    query: &str,
    limit: usize,
    on: Day,
) -> Result<Vec<FoundClient>> {
    let hits = index.search(query, limit);
    let keys: Vec<ClientKey> = hits.iter().map(|hit| hit.key).collect();
    let mut tx = vault.read().await?;
    let mut glances = store::glances(&mut tx, &keys, on).await?;
    let found = hits.iter().filter_map(|hit| {
        let client = glances.remove(&hit.key)?;
        let by_person = hit.field == Field::Extra;
        Some(FoundClient {
            field: hit.field,
            marks: index.marks(hit.key, &client.name, query),
            person: (by_person.then(|| index.word_found(hit.key, query))).flatten(),
            client,
        })
    });
    Ok(found.collect())
}
