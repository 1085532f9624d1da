//! Planning a client list.

use super::known::Found;
use super::{ClientWrite, Known, Sheet, Verdict, Was, amount_changes, amount_taken, taken};
use crate::ids::ClientKey;
use crate::intake::record::{ClientRecord, Row};
use std::collections::HashMap;

pub fn plan(sheet: &mut Sheet, rows: Vec<Row<ClientRecord>>, known: &Known) -> Vec<ClientWrite> {
    let mut seen = Seen::default();
    let mut taken_by: HashMap<ClientKey, u32> = HashMap::new();
    let mut writes = Vec::new();
    for row in rows {
        let Some(record) = sheet.open(row) else {
            continue;
        };
        let number = sheet.number();
        match seen.meet(number, &record) {
            Meeting::First => {}
            Meeting::Again(earlier) => {
                sheet.repeat(earlier);
                continue;
            }
            Meeting::Clash(reason) => {
                sheet.reject(reason);
                continue;
            }
        }
        let only_name = record.client.number.is_none() && record.client.code.is_none();
        match known.clients.find(&record.client) {
            Found::Contradiction(reason) => sheet.reject(reason),
            Found::Unknown if only_name && ambiguous(&record, known) => {
                sheet.reject("同名客户不止一户，请补上客户编号或信用代码");
            }
            Found::Unknown => {
                sheet.decide(Verdict::New);
                writes.push(ClientWrite {
                    row: number,
                    client: None,
                    record,
                });
            }
            Found::One(key) => {
                if let Some(first) = taken_by.get(&key) {
                    sheet.reject(format!("与第 {first} 行是同一客户；已采用第 {first} 行"));
                    continue;
                }
                taken_by.insert(key, number);
                let Some(present) = known.client_versions.get(&key) else {
                    continue;
                };
                sheet.relies_on.insert(present.batch);
                let changed = changes(&record, &present.record);
                let fills = fills(&record, &present.record);
                if let Some(reason) = odd_name(&record, &present.record) {
                    sheet.warn(reason);
                }
                if changed {
                    sheet.change(Was::Client(Box::new(present.record.clone())));
                } else {
                    sheet.decide(Verdict::Unchanged);
                }
                if changed || fills {
                    let record = merged(record, &present.record);
                    writes.push(ClientWrite {
                        row: number,
                        client: Some(key),
                        record,
                    });
                }
            }
        }
    }
    writes
}

/// Why a client's other name may be somebody else's, or no name.
fn odd_name(file: &ClientRecord, stored: &ClientRecord) -> Option<String> {
    const CLOSED: [&str; 4] = ["已销户", "已注销", "已吊销", "作废"];
    let (now, before) = (file.client.name.as_ref()?, stored.client.name.as_ref()?);
    if now == before {
        return None;
    }
    if let Some(mark) = CLOSED
        .into_iter()
        .find(|mark| now.contains(mark) && !before.contains(mark))
    {
        return Some(format!(
            "客户名称里写着“{mark}”，入库后会成为名称的一部分，请核对"
        ));
    }
    (!shares_a_word(now, before)).then(|| {
        format!("客户名称由“{before}”变为“{now}”，两者没有相同的字词，请核对是不是同一客户")
    })
}

/// Two characters in a row that both names have, but for what every company is called.
fn shares_a_word(one: &str, other: &str) -> bool {
    const FORMS: [&str; 4] = ["股份有限公司", "有限责任公司", "有限公司", "集团"];
    let bare = |name: &str| {
        let without = |name: String, form: &&str| name.replace(*form, "");
        FORMS.iter().fold(name.to_owned(), without)
    };
    let (one, other) = (bare(one), bare(other));
    let letters: Vec<char> = one.chars().collect();
    let mut words = letters.windows(2).map(|two| two.iter().collect::<String>());
    words.any(|word| other.contains(&word))
}

fn ambiguous(record: &ClientRecord, known: &Known) -> bool {
    record
        .client
        .name
        .as_ref()
        .is_some_and(|name| known.clients.is_ambiguous(name))
}

/// What this file has said so far.
#[derive(Default)]
struct Seen {
    records: Vec<(u32, ClientRecord)>,
    by_number: HashMap<String, usize>,
    by_code: HashMap<String, usize>,
    /// Rows with a name alone.
    by_name: HashMap<String, usize>,
}

enum Meeting {
    First,
    Again(u32),
    Clash(String),
}

impl Seen {
    fn meet(&mut self, row: u32, record: &ClientRecord) -> Meeting {
        let key = &record.client;
        let by_number = key
            .number
            .as_ref()
            .and_then(|n| self.by_number.get(n))
            .copied();
        let by_code = key.code.as_ref().and_then(|c| self.by_code.get(c)).copied();
        let only_name = key.number.is_none() && key.code.is_none();
        let by_name = key
            .name
            .as_ref()
            .filter(|_| only_name)
            .and_then(|n| self.by_name.get(n))
            .copied();
        if let Some(at) = by_number.or(by_code).or(by_name) {
            let (first, earlier) = &self.records[at];
            return if earlier == record {
                Meeting::Again(*first)
            } else {
                Meeting::Clash(format!(
                    "与第 {first} 行是同一客户，但内容不同；已采用第 {first} 行"
                ))
            };
        }
        let at = self.records.len();
        if let Some(number) = &key.number {
            self.by_number.insert(number.clone(), at);
        }
        if let Some(code) = &key.code {
            self.by_code.insert(code.clone(), at);
        }
        if let Some(name) = key.name.as_ref().filter(|_| only_name) {
            self.by_name.insert(name.clone(), at);
        }
        self.records.push((row, record.clone()));
        Meeting::First
    }
}

fn says_other<T: PartialEq>(file: &Option<T>, stored: &Option<T>) -> bool {
    matches!((file, stored), (Some(file), Some(stored)) if file != stored)
}

fn changes(file: &ClientRecord, stored: &ClientRecord) -> bool {
    says_other(&file.client.number, &stored.client.number)
        || says_other(&file.client.code, &stored.client.code)
        || says_other(&file.client.name, &stored.client.name)
        || says_other(&file.industry_label, &stored.industry_label)
        || amount_changes(file.registered_capital, stored.registered_capital)
        || says_other(&file.founded_on, &stored.founded_on)
        || says_other(&file.legal_rep, &stored.legal_rep)
        || says_other(&file.manager, &stored.manager)
        || says_other(&file.tier, &stored.tier)
        || says_other(&file.branch, &stored.branch)
}

/// Says something of which the vault holds nothing: kept, but no change to what stood.
fn fills(file: &ClientRecord, stored: &ClientRecord) -> bool {
    merged(file.clone(), stored) != *stored
}

fn merged(file: ClientRecord, stored: &ClientRecord) -> ClientRecord {
    let mut client = file.client;
    client.number = taken(client.number, stored.client.number.clone());
    client.code = taken(client.code, stored.client.code.clone());
    client.name = taken(client.name, stored.client.name.clone());
    ClientRecord {
        client,
        industry_label: taken(file.industry_label, stored.industry_label.clone()),
        registered_capital: amount_taken(file.registered_capital, stored.registered_capital),
        founded_on: taken(file.founded_on, stored.founded_on),
        legal_rep: taken(file.legal_rep, stored.legal_rep.clone()),
        manager: taken(file.manager, stored.manager.clone()),
        tier: taken(file.tier, stored.tier.clone()),
        branch: taken(file.branch, stored.branch.clone()),
    }
}
