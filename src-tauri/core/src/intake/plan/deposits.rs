//! Planning deposit balances: one fact for an account and a day.

use super::ledger::{EntityKey, Ledger, Moves, any_negative, is_odd};
use super::{
    DepositWrite, Known, NewEntity, Sheet, Verdict, Was, Writes, amount_changes, amount_taken,
};
use crate::intake::record::{DepositAmounts, DepositRecord, Row};
use std::collections::HashMap;

pub fn plan(sheet: &mut Sheet, rows: Vec<Row<DepositRecord>>, known: &Known) -> Writes {
    let moves = moves(sheet, &rows, known);
    let mut ledger = Ledger::default();
    let mut accounts = Vec::new();
    let mut facts: Vec<DepositWrite> = Vec::new();
    let mut first: HashMap<u32, DepositAmounts> = HashMap::new();
    for row in rows {
        let Some((number, record)) = sheet.open(row) else {
            continue;
        };
        let key = key_of(&record);
        let amounts = record.amounts;
        let before = moves.before(&key, record.as_of, &known.settings);
        let odd = before
            .zip(amounts.point)
            .is_some_and(|(before, point)| is_odd(before, point.money, &known.settings));
        sheet.compare(before, odd || any_negative(&amounts.all()));
        let Some(client) = sheet.client_of(number, &record.client, &record, &known.clients) else {
            continue;
        };
        let held = known.account(&key, client);
        let met = ledger.meet(
            &key,
            client,
            held.map(|held| (held.key, held.client)),
            || {
                accounts.push(NewEntity {
                    client,
                    number: key.0.clone(),
                    currency: key.1.clone(),
                });
                accounts.len() - 1
            },
        );
        let met = match met {
            Ok(met) => met,
            Err(reason) => {
                sheet.reject(number, reason);
                continue;
            }
        };
        if let Some(earlier) = met.says(record.as_of, number) {
            if first.get(&earlier) == Some(&amounts) {
                sheet.repeat(earlier);
            } else {
                sheet.reject(
                    number,
                    format!(
                        "与第 {earlier} 行是同一账户同一日期，但金额不同；已采用第 {earlier} 行"
                    ),
                );
            }
            continue;
        }
        first.insert(number, amounts);
        let target = met.target;
        let present =
            held.and_then(|held| held.facts.iter().find(|fact| fact.as_of == record.as_of));
        let write = |product, amounts| DepositWrite {
            row: number,
            account: target,
            as_of: record.as_of,
            product,
            amounts,
        };
        match present {
            None => {
                sheet.decide(Verdict::New);
                facts.push(write(record.product, amounts));
            }
            Some(present) => {
                sheet.relies_on.insert(present.batch);
                if sheet.is_overruled_by(present.batch) {
                    sheet.decide(Verdict::Unchanged);
                    continue;
                }
                let other_product = record.product.is_some()
                    && present.product.is_some()
                    && record.product != present.product;
                let changed = other_product || amounts.changes(&present.amounts);
                let merged = amounts.merged(&present.amounts);
                if changed {
                    let (product, amounts) = (present.product.clone(), present.amounts);
                    sheet.change(number, Was::Deposit { product, amounts });
                } else {
                    sheet.decide(Verdict::Unchanged);
                }
                // A file may only add an amount that was not there: kept, though nothing changed.
                if changed || merged != present.amounts {
                    facts.push(write(
                        record.product.or_else(|| present.product.clone()),
                        merged,
                    ));
                }
            }
        }
    }
    Writes::Deposits { accounts, facts }
}

fn key_of(record: &DepositRecord) -> EntityKey {
    (record.account.clone(), record.currency.clone())
}

fn moves(sheet: &Sheet, rows: &[Row<DepositRecord>], known: &Known) -> Moves {
    let filed = rows
        .iter()
        .filter(|row| !sheet.excluded.contains(&row.number))
        .flat_map(|row| &row.record)
        .filter_map(|record| Some((key_of(record), record.as_of, record.amounts.point?.money)));
    let held = known.accounts.iter().flat_map(|(key, same)| {
        same.iter()
            .flat_map(|account| &account.facts)
            .filter_map(|fact| Some((key.clone(), fact.as_of, fact.amounts.point?.money)))
    });
    Moves::new(filed.chain(held))
}

impl DepositAmounts {
    pub(crate) fn all(&self) -> [Option<crate::money::Amount>; 5] {
        [
            self.point,
            self.month_start,
            self.year_start,
            self.month_average,
            self.year_average,
        ]
    }

    fn changes(&self, stored: &DepositAmounts) -> bool {
        self.all()
            .into_iter()
            .zip(stored.all())
            .any(|(file, stored)| amount_changes(file, stored))
    }

    fn merged(&self, stored: &DepositAmounts) -> DepositAmounts {
        DepositAmounts {
            point: amount_taken(self.point, stored.point),
            month_start: amount_taken(self.month_start, stored.month_start),
            year_start: amount_taken(self.year_start, stored.year_start),
            month_average: amount_taken(self.month_average, stored.month_average),
            year_average: amount_taken(self.year_average, stored.year_average),
        }
    }
}
