//! Planning loans and off-balance items: one fact for an item and a day.

use super::ledger::{EntityKey, Ledger, Moves, any_negative, is_odd};
use super::{
    Known, LoanWrite, NewEntity, Sheet, Verdict, Was, Writes, amount_changes, amount_taken, taken,
};
use crate::intake::record::{ClientRef, LoanRecord, Row};
use std::collections::HashMap;

pub fn plan(sheet: &mut Sheet, rows: Vec<Row<LoanRecord>>, known: &Known) -> Writes {
    let moves = moves(sheet, &rows, known);
    let mut ledger = Ledger::default();
    let mut loans = Vec::new();
    let mut facts = Vec::new();
    let mut first: HashMap<u32, LoanRecord> = HashMap::new();
    for row in rows {
        let Some((number, mut record)) = sheet.open(row) else {
            continue;
        };
        let key = key_of(&record);
        let before = moves.before(&key, record.as_of, &known.settings);
        let odd = before
            .zip(record.balance)
            .is_some_and(|(before, balance)| is_odd(before, balance.money, &known.settings));
        sheet.compare(
            before,
            odd || any_negative(&[record.amount, record.balance]),
        );
        let Some(client) = sheet.client_of(number, &record.client, &record, &known.clients) else {
            continue;
        };
        record.client = ClientRef::default();
        let held = known.loan(&key, client);
        let met = ledger.meet(
            &key,
            client,
            held.map(|held| (held.key, held.client)),
            || {
                loans.push(NewEntity {
                    client,
                    number: key.0.clone(),
                    currency: key.1.clone(),
                });
                loans.len() - 1
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
            if first.get(&earlier) == Some(&record) {
                sheet.repeat(earlier);
            } else {
                sheet.reject(
                    number,
                    format!(
                        "与第 {earlier} 行是同一借据同一日期，但内容不同；已采用第 {earlier} 行"
                    ),
                );
            }
            continue;
        }
        first.insert(number, record.clone());
        let loan = met.target;
        match held.and_then(|held| held.facts.iter().find(|fact| fact.as_of == record.as_of)) {
            None => {
                sheet.decide(Verdict::New);
                facts.push(LoanWrite {
                    row: number,
                    loan,
                    record,
                });
            }
            Some(present) => {
                sheet.relies_on.insert(present.batch);
                if sheet.is_overruled_by(present.batch) {
                    sheet.decide(Verdict::Unchanged);
                    continue;
                }
                let changed = changes(&record, &present.record);
                let merged = merged(record, &present.record);
                if changed {
                    sheet.change(number, Was::Loan(Box::new(present.record.clone())));
                } else {
                    sheet.decide(Verdict::Unchanged);
                }
                if changed || merged != present.record {
                    facts.push(LoanWrite {
                        row: number,
                        loan,
                        record: merged,
                    });
                }
            }
        }
    }
    Writes::Loans { loans, facts }
}

fn key_of(record: &LoanRecord) -> EntityKey {
    (record.loan.clone(), record.currency.clone())
}

fn moves(sheet: &Sheet, rows: &[Row<LoanRecord>], known: &Known) -> Moves {
    let filed = rows
        .iter()
        .filter(|row| !sheet.excluded.contains(&row.number))
        .flat_map(|row| &row.record)
        .filter_map(|record| Some((key_of(record), record.as_of, record.balance?.money)));
    let held = known.loans.iter().flat_map(|(key, same)| {
        same.iter()
            .flat_map(|loan| &loan.facts)
            .filter_map(|fact| Some((key.clone(), fact.as_of, fact.record.balance?.money)))
    });
    Moves::new(filed.chain(held))
}

fn changes(file: &LoanRecord, stored: &LoanRecord) -> bool {
    fn says_other<T: PartialEq>(file: &Option<T>, stored: &Option<T>) -> bool {
        matches!((file, stored), (Some(file), Some(stored)) if file != stored)
    }
    says_other(&file.product, &stored.product)
        || amount_changes(file.amount, stored.amount)
        || amount_changes(file.balance, stored.balance)
        || says_other(&file.rate, &stored.rate)
        || says_other(&file.drawn_on, &stored.drawn_on)
        || says_other(&file.matures_on, &stored.matures_on)
        || says_other(&file.security, &stored.security)
        || says_other(&file.class, &stored.class)
        || says_other(&file.overdue_days, &stored.overdue_days)
}

fn merged(file: LoanRecord, stored: &LoanRecord) -> LoanRecord {
    LoanRecord {
        client: file.client,
        loan: file.loan,
        product: taken(file.product, stored.product.clone()),
        currency: file.currency,
        as_of: file.as_of,
        amount: amount_taken(file.amount, stored.amount),
        balance: amount_taken(file.balance, stored.balance),
        rate: taken(file.rate, stored.rate),
        drawn_on: taken(file.drawn_on, stored.drawn_on),
        matures_on: taken(file.matures_on, stored.matures_on),
        security: taken(file.security, stored.security.clone()),
        class: taken(file.class, stored.class),
        overdue_days: taken(file.overdue_days, stored.overdue_days),
    }
}
