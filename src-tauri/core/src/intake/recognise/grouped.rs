//! Lists printed in groups: a client is written once, and the cells under it stay blank for all of its accounts.

use super::Sighting;
use crate::intake::columns::Field;
use crate::intake::reader::SheetRow;
use crate::intake::record::Kind;
use crate::intake::value;
use std::collections::{BTreeMap, BTreeSet};

/// Rows without a client, and the row above from which each has its own, by number. Only rows that follow on one
/// another without a total or a gap, and only where no client is written twice among them: a list that says its clients
/// row by row has forgotten one, and is asked for it.
pub fn carried(table: &Sighting<'_>, data: &[SheetRow<'_>]) -> BTreeMap<u32, u32> {
    let none = BTreeMap::new();
    let columns = table.columns;
    let subject = match table.kind {
        Kind::Deposits => Field::Account,
        Kind::Loans => Field::Loan,
        Kind::Clients | Kind::People => return none,
    };
    let (Some(number), Some(name), Some(subject)) = (
        columns.get(Field::ClientNumber),
        columns.get(Field::ClientName),
        columns.get(subject),
    ) else {
        return none;
    };
    let code = columns.get(Field::Code);
    let is_blank =
        |row: &SheetRow<'_>, column: u32| matches!(value::text(row.get(column)), Ok(None));
    let mut carried = BTreeMap::new();
    let mut heads: BTreeSet<String> = BTreeSet::new();
    let mut head: Option<u32> = None;
    let mut last = 0;
    for row in data {
        if row.number() != last + 1 {
            head = None;
            heads.clear();
        }
        last = row.number();
        let says_none = [Some(number), Some(name), code].into_iter().flatten();
        if { says_none }.all(|column| is_blank(row, column)) {
            // A row without an account may be a sum of those above: what follows it is not theirs.
            head = head.filter(|_| !is_blank(row, subject));
            carried.extend(head.map(|head| (row.number(), head)));
            continue;
        }
        let is_whole = !is_blank(row, number) && !is_blank(row, name);
        head = is_whole.then_some(row.number());
        let key = value::key(row.get(number)).ok().flatten();
        if !heads.insert(key.unwrap_or_default()) && is_whole {
            return none;
        }
    }
    carried
}

pub fn note(carried: &BTreeMap<u32, u32>) -> Option<String> {
    let (row, head) = carried.first_key_value()?;
    let rows = carried.len();
    Some(format!(
        "有 {rows} 行没有写客户，按上面写有客户的那一行读取（如第 {row} 行随第 {head} 行）"
    ))
}
