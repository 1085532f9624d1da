//! Planning a list of people. Within one client the exact name identifies a person (domain.md §9.2), an earlier
//! name too, once somebody has said that they are called otherwise.

use super::{Known, PersonWrite, Sheet, Verdict, Was};
use crate::ids::ClientKey;
use crate::intake::record::{PersonRecord, Row};
use std::collections::HashMap;

/// One person of a row, once all of that person's rows are read.
struct Meant {
    /// Of the first row.
    place: usize,
    write: PersonWrite,
}

pub fn plan(
    sheet: &mut Sheet,
    rows: Vec<Row<Vec<PersonRecord>>>,
    known: &Known,
) -> Vec<PersonWrite> {
    let mut seen: HashMap<(ClientKey, String), usize> = HashMap::new();
    let mut people: Vec<Meant> = Vec::new();
    let mut waiting: HashMap<Vec<PersonRecord>, u32> = HashMap::new();
    for row in rows {
        let Some(records) = sheet.open(row) else {
            continue;
        };
        let number = sheet.number();
        if let Some(earlier) = waiting.get(&records) {
            sheet.repeat(*earlier);
            continue;
        }
        let Some(client) = client_of(sheet, &records, known) else {
            if sheet.is_queued() {
                waiting.insert(records, number);
            }
            continue;
        };
        let mut repeated = None;
        let mut brings = false;
        for record in records {
            let known = known.people.of(client, &record.name);
            let name = known.map_or(record.name, |person| person.name.clone());
            let key = (client, name.clone());
            if let Some(&at) = seen.get(&key) {
                // Some lists give a person a row for each job.
                let person = &mut people[at].write;
                for job in record.jobs {
                    if !person.jobs.contains(&job) {
                        person.jobs.push(job);
                    }
                }
                repeated.get_or_insert(person.row);
                continue;
            }
            brings = true;
            seen.insert(key, people.len());
            people.push(Meant {
                place: sheet.place(),
                write: PersonWrite {
                    row: number,
                    client,
                    person: None,
                    name,
                    jobs: record.jobs,
                },
            });
        }
        if let Some(earlier) = repeated.filter(|_| !brings) {
            sheet.repeat(earlier);
        }
    }
    let mut writes = Vec::with_capacity(people.len());
    for of_row in people.chunk_by_mut(|one, other| one.place == other.place) {
        judge(sheet, of_row, known, &mut writes);
    }
    writes
}

/// The client of a row; else each of its people waits by itself.
fn client_of(sheet: &mut Sheet, records: &[PersonRecord], known: &Known) -> Option<ClientKey> {
    let (first, others) = records.split_first()?;
    let client = sheet.client_of(&first.client, first, &known.clients);
    if client.is_none() && sheet.is_queued() {
        for record in others {
            sheet.queue(&record.client, record);
        }
    }
    client
}

/// The people of a row against the vault: what changes one of them changes the row.
fn judge(sheet: &mut Sheet, of_row: &mut [Meant], known: &Known, writes: &mut Vec<PersonWrite>) {
    let (mut is_new, mut is_changed) = (false, false);
    let mut was = Vec::new();
    let is_alone = of_row.len() == 1;
    let Some(first) = of_row.first() else { return };
    sheet.turn_to(first.place);
    for Meant { write, .. } in of_row {
        let stored = known.people.of(write.client, &write.name);
        write.person = stored.map(|stored| stored.key);
        let Some((batch, jobs)) = stored.and_then(|stored| stored.present.as_ref()) else {
            is_new = true;
            writes.push(write.clone());
            continue;
        };
        sheet.relies_on.insert(*batch);
        // A list without jobs takes none away.
        if write.jobs.is_empty() || *jobs == write.jobs || sheet.is_overruled_by(*batch) {
            continue;
        }
        match is_alone {
            true => was.clone_from(jobs),
            false => was.push(format!("{}：{}", write.name, jobs.join("、"))),
        }
        is_changed = true;
        writes.push(write.clone());
    }
    match (is_changed, is_new) {
        (true, _) => sheet.change(Was::Person(was)),
        (false, true) => sheet.decide(Verdict::New),
        (false, false) => sheet.decide(Verdict::Unchanged),
    }
}
