//! Balances told by client beside those told by account: of one client and day the ledger holds either, never both.

use super::known::{ClientIndex, Found};
use crate::day::Day;
use crate::ids::ClientKey;
use crate::intake::record::{DepositRecord, Row};
use crate::ledger::client_total::{self, Grain};
use crate::product::{self, Ledger};
use std::collections::{HashMap, HashSet};

/// How the vault tells balances on a table's days, of the clients for which that matters.
#[derive(Debug, Default)]
pub struct Told {
    /// The numbers of the totals that stand.
    pub totals: HashMap<(ClientKey, Day), Vec<String>>,
    /// Where accounts stand; known of the clients of which the table has totals.
    pub accounts: HashSet<(ClientKey, Day)>,
    /// The numbers of the totals in the table; empty where it has none.
    pub(super) said: HashSet<String>,
}

/// How rows that were taken already tell a client's balances on a day, and the first of them.
pub type Claims = HashMap<(ClientKey, Day), (Grain, u32)>;

impl Told {
    /// Gives the totals of a table their numbers: by the client's own number where the vault knows the client, however
    /// the row names it, so that months line up.
    pub fn number(&mut self, rows: &mut [Row<DepositRecord>], clients: &ClientIndex) {
        let mut totals = totals(rows).peekable();
        if totals.peek().is_none() {
            return;
        }
        let own_numbers = clients.own_numbers();
        for record in totals {
            let client = &record.client;
            let own = match clients.find(client) {
                Found::One(key) => own_numbers.get(&key).copied(),
                Found::Unknown | Found::Contradiction(_) => None,
            };
            let said = client.number.as_deref().or(client.code.as_deref());
            let named = own.or(said).or(client.name.as_deref()).unwrap_or_default();
            record.account = client_total::number(named, record.product.as_deref());
            self.said.insert(record.account.clone());
        }
    }

    /// Why a row would count a client's money twice; else it claims its client and day.
    pub fn refusal(
        &self,
        record: &DepositRecord,
        client: ClientKey,
        row: u32,
        claims: &mut Claims,
    ) -> Option<String> {
        let at = (client, record.as_of);
        let grain = Grain::of(&record.account);
        if let Some(held) = self.held_otherwise(record, grain, at) {
            return Some(held);
        }
        if self.said.is_empty() {
            return None;
        }
        let (claimed, first) = *claims.entry(at).or_insert((grain, row));
        (claimed != grain).then(|| {
            let place = format!("同一张表第 {first} 行起，");
            grain.refusal(claimed, (&place, "请留出那些行"), record.as_of)
        })
    }

    fn held_otherwise(
        &self,
        record: &DepositRecord,
        grain: Grain,
        at: (ClientKey, Day),
    ) -> Option<String> {
        const IN_VAULT: (&str, &str) = ("保险库里", "请先撤销那次导入");
        let day = record.as_of;
        if grain != Grain::Account && self.accounts.contains(&at) {
            return Some(grain.refusal(Grain::Account, IN_VAULT, day));
        }
        let held = self.totals.get(&at)?;
        let mut grains = held.iter().map(|number| Grain::of(number));
        if let Some(other) = grains.find(|other| *other != grain) {
            return Some(grain.refusal(other, IN_VAULT, day));
        }
        // 活期 of one file is 单位活期存款 of the next; 1天通知 and 7天通知 of one file are two.
        let product = product_of(&record.account)?;
        let renamed = held.iter().any(|number| {
            let is_other = *number != record.account && !self.said.contains(number);
            is_other && product_of(number) == Some(product)
        });
        renamed.then(|| {
            format!(
                "保险库里该客户 {day} 已有同一产品、另一名称的客户汇总余额，再加上会重复计算；请先撤销那次导入，或统一产品名称"
            )
        })
    }
}

/// The catalogue's, of a total that is told by product.
fn product_of(number: &str) -> Option<&'static str> {
    let label = client_total::product(number)?;
    product::resolve(label, Ledger::Deposits).map(|product| product.code)
}

/// The records that are totals, numbered or not.
fn totals(rows: &mut [Row<DepositRecord>]) -> impl Iterator<Item = &mut DepositRecord> {
    let records = rows.iter_mut().flat_map(|row| &mut row.record);
    records.filter(|record| client_total::is_one(&record.account))
}
