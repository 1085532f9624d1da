//! Planning a list of people. Within one client the exact name identifies a person (domain.md §9.2).

use super::{Known, PersonWrite, Sheet, Verdict, Was};
use crate::ids::ClientKey;
use crate::intake::record::{ClientRef, PersonRecord, Row};
use std::collections::HashMap;

pub fn plan(sheet: &mut Sheet, rows: Vec<Row<PersonRecord>>, known: &Known) -> Vec<PersonWrite> {
    let mut seen: HashMap<(ClientKey, String), usize> = HashMap::new();
    let mut people: Vec<(usize, PersonWrite)> = Vec::new();
    let mut waiting: HashMap<(ClientRef, String, Vec<String>), u32> = HashMap::new();
    for row in rows {
        let Some(record) = sheet.open(row) else {
            continue;
        };
        let number = sheet.number();
        let whole = (
            record.client.clone(),
            record.name.clone(),
            record.jobs.clone(),
        );
        if let Some(earlier) = waiting.get(&whole) {
            sheet.repeat(*earlier);
            continue;
        }
        let Some(client) = sheet.client_of(&record.client, &record, &known.clients) else {
            if sheet.is_queued() {
                waiting.insert(whole, number);
            }
            continue;
        };
        let key = (client, record.name.clone());
        if let Some(&at) = seen.get(&key) {
            // Some lists give a person a row for each job.
            let person = &mut people[at].1;
            for job in record.jobs {
                if !person.jobs.contains(&job) {
                    person.jobs.push(job);
                }
            }
            let earlier = person.row;
            sheet.repeat(earlier);
            continue;
        }
        seen.insert(key, people.len());
        let write = PersonWrite {
            row: number,
            client,
            person: None,
            name: record.name,
            jobs: record.jobs,
        };
        people.push((sheet.place(), write));
    }
    people
        .into_iter()
        .filter_map(|(at, write)| judge(sheet, at, write, known))
        .collect()
}

/// Against the vault, once all of a person's rows are read.
fn judge(sheet: &mut Sheet, at: usize, write: PersonWrite, known: &Known) -> Option<PersonWrite> {
    sheet.turn_to(at);
    let stored = known.people.get(&(write.client, write.name.clone()));
    let person = stored.map(|stored| stored.key);
    let (verdict, write) = match stored.and_then(|stored| stored.present.as_ref()) {
        None => (Verdict::New, Some(PersonWrite { person, ..write })),
        Some((batch, jobs)) => {
            sheet.relies_on.insert(*batch);
            // A list without jobs takes none away.
            if write.jobs.is_empty() || *jobs == write.jobs || sheet.is_overruled_by(*batch) {
                (Verdict::Unchanged, None)
            } else {
                sheet.was.insert(write.row, Was::Person(jobs.clone()));
                (Verdict::Changed, Some(PersonWrite { person, ..write }))
            }
        }
    };
    sheet.decide(verdict);
    write
}
