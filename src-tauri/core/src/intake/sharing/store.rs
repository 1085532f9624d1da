//! What is remembered, and what of it names somebody.

use super::{Shared, SharedLabel, SharedPreview, SharedStanding, SharedTable, shown};
use crate::error::Result;
use crate::intake::columns::Field;
use crate::intake::mapping::{self, Reading, Shape};
use crate::intake::values::{self, Values, key};
use crate::vault::Write;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

pub struct Remembered {
    pub shared: Shared,
    /// Labels of client managers.
    pub managers: u32,
    /// Tables without header texts.
    pub unnamed: u32,
}

pub async fn remembered(connection: &mut SqliteConnection) -> Result<Remembered> {
    let rows = sqlx::query!("SELECT shape, headers, reading FROM column_mapping ORDER BY shape")
        .fetch_all(&mut *connection)
        .await?;
    let (mut tables, mut unnamed) = (Vec::new(), 0);
    for row in rows {
        let headers = row.headers.as_deref();
        let headers: Option<BTreeMap<u32, String>> =
            headers.and_then(|headers| serde_json::from_str(headers).ok());
        // What an erasure blotted out is no longer the text of the shape.
        let headers = headers.filter(|headers| Shape::of(headers).is(&row.shape));
        match (headers, serde_json::from_str::<Reading>(&row.reading)) {
            (Some(headers), Ok(reading)) => tables.push((headers, reading)),
            _ => unnamed += 1,
        }
    }
    let (labels, managers): (Values, Values) = (values::load(connection).await?.into_iter())
        .partition(|((field, _), _)| values::SHARED.contains(field));
    Ok(Remembered {
        shared: Shared { tables, labels },
        managers: managers.len() as u32,
        unnamed,
    })
}

/// Digits in a row that no header needs: a number of an account, a client, a telephone.
const LONG_NUMBER: usize = 9;

/// Names, and numbers and codes, of whatever version, as [`key`] compares.
struct Personal {
    names: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

impl Personal {
    async fn load(connection: &mut SqliteConnection) -> Result<Personal> {
        let names = sqlx::query_scalar!(
            r#"SELECT name AS "name!" FROM client_version UNION SELECT legal_rep FROM client_version WHERE legal_rep <> ''
               UNION SELECT manager FROM client_version WHERE manager <> '' UNION SELECT name FROM person
               UNION SELECT name FROM person_name
               UNION SELECT name FROM user"#
        )
        .fetch_all(&mut *connection)
        .await?;
        let numbers = sqlx::query_scalar!(
            r#"SELECT number AS "number!" FROM client_version WHERE number <> ''
               UNION SELECT code FROM client_version WHERE code <> '' UNION SELECT staff_number FROM user"#
        )
        .fetch_all(connection)
        .await?;
        let names = names.iter().map(|name| key(name));
        Ok(Personal {
            // One character stands in half of all headers.
            names: names.filter(|name| name.chars().count() > 1).collect(),
            numbers: numbers.iter().map(|number| key(number)).collect(),
        })
    }

    /// Whether a text holds a name, is a number or code, or holds a long number.
    fn is_in(&self, text: &str) -> bool {
        let text = key(text);
        let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len);
        digits.max() >= Some(LONG_NUMBER)
            || self.numbers.contains(&text)
            || self.names.iter().any(|name| text.contains(name.as_str()))
    }
}

/// The same without what holds a name or number of the vault, and how much that was.
pub async fn without_personal(
    connection: &mut SqliteConnection,
    mut shared: Shared,
) -> Result<(Shared, u32)> {
    let personal = Personal::load(connection).await?;
    let before = shared.tables.len() + shared.labels.len();
    shared
        .tables
        .retain(|(headers, _)| !headers.values().any(|text| personal.is_in(text)));
    shared.labels.retain(|(_, label), _| !personal.is_in(label));
    let left_out = before - shared.tables.len() - shared.labels.len();
    Ok((shared, left_out as u32))
}

pub async fn tables(
    connection: &mut SqliteConnection,
    shared: &Shared,
) -> Result<Vec<SharedTable>> {
    let mut tables = Vec::with_capacity(shared.tables.len());
    for (headers, reading) in &shared.tables {
        let now = mapping::load(connection, Shape::of(headers)).await?;
        let standing = match &now {
            now if now.is_empty() => SharedStanding::New,
            now if now == reading => SharedStanding::Same,
            _ => SharedStanding::Changed,
        };
        tables.push(shown(headers, reading, standing, &now));
    }
    Ok(tables)
}

pub async fn labels(
    connection: &mut SqliteConnection,
    shared: &Shared,
) -> Result<Vec<SharedLabel>> {
    let now = values::load(connection).await?;
    let labels = shared.labels.iter().map(|(said, target)| {
        let was = now.get(said);
        let standing = match was {
            None => SharedStanding::New,
            Some(was) if was == target => SharedStanding::Same,
            Some(_) => SharedStanding::Changed,
        };
        let (field, label): (Field, String) = said.clone();
        SharedLabel {
            standing,
            field,
            label,
            target: target.clone(),
            was: was
                .filter(|_| standing == SharedStanding::Changed)
                .cloned()
                .flatten(),
        }
    });
    Ok(labels.collect())
}

/// In the caller's transaction; what is the same keeps who said it and when.
pub async fn save(write: &mut Write, shared: &Shared, before: &SharedPreview) -> Result<()> {
    for ((headers, reading), told) in shared.tables.iter().zip(&before.tables) {
        if told.standing != SharedStanding::Same {
            mapping::save(write, headers, reading).await?;
        }
    }
    let labels = shared.labels.iter().zip(&before.labels);
    let labels = labels.filter(|(_, told)| told.standing != SharedStanding::Same);
    let labels: Values = labels
        .map(|((said, target), _)| (said.clone(), target.clone()))
        .collect();
    values::save(write, &labels).await
}
