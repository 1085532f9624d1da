//! Thresholds as a person reads and changes them: one row each, with its default.

use super::{Settings, load};
use crate::day::Day;
use crate::error::Result;
use crate::vault::Vault;
use serde::Serialize;
use sqlx::SqliteConnection;

/// What a threshold's number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Days,
    /// A part of one, as an exact decimal: `0.5` is half.
    Share,
    Points,
}

/// One threshold on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Threshold {
    pub key: String,
    pub measure: Measure,
    pub value: String,
    pub default: String,
    /// Since when the value is not the default.
    pub valid_from: Option<Day>,
    /// A change that is recorded and not yet in force.
    pub next: Option<Planned>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Planned {
    pub value: String,
    pub valid_from: Day,
}

/// Every threshold as it stands on `today`.
pub async fn thresholds(vault: &Vault, today: Day) -> Result<Vec<Threshold>> {
    let mut tx = vault.read().await?;
    let now = fields(&load(&mut tx, today, i64::MAX).await?);
    let defaults = fields(&Settings::default());
    let changes = changes(&mut tx).await?;
    let rows = now.into_iter().zip(defaults);
    Ok(rows
        .map(|((key, value), (_, default))| {
            let of_key = || changes.iter().filter(|change| change.key == key);
            let in_force = of_key().rfind(|change| change.valid_from <= today);
            let next = of_key().find(|change| change.valid_from > today);
            Threshold {
                measure: measure(&key, &value),
                value: text(&value),
                default: text(&default),
                valid_from: in_force
                    .filter(|_| value != default)
                    .map(|change| change.valid_from),
                next: next.map(|change| Planned {
                    value: text(&change.value),
                    valid_from: change.valid_from,
                }),
                key,
            }
        })
        .collect())
}

struct Change {
    key: String,
    valid_from: Day,
    value: serde_json::Value,
}

/// The last word on each key and day, in order of days.
async fn changes(connection: &mut SqliteConnection) -> Result<Vec<Change>> {
    let rows = sqlx::query!(
        r#"SELECT key, valid_from AS "valid_from: Day", value FROM setting s
           WHERE recorded_at = (SELECT max(recorded_at) FROM setting o
                                WHERE o.key = s.key AND o.valid_from = s.valid_from)
           ORDER BY valid_from"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Change {
                key: row.key,
                valid_from: row.valid_from,
                value: serde_json::from_str(&row.value).ok()?,
            })
        })
        .collect())
}

/// By key.
fn fields(settings: &Settings) -> Vec<(String, serde_json::Value)> {
    match serde_json::to_value(settings) {
        Ok(serde_json::Value::Object(fields)) => fields.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn measure(key: &str, value: &serde_json::Value) -> Measure {
    if value.is_string() {
        Measure::Share
    } else if key.ends_with("_days") {
        Measure::Days
    } else {
        Measure::Points
    }
}

fn text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Settings {
    /// Whether rules still mean something under these: nothing negative or absurd, and the loan classes in
    /// their order.
    pub(super) fn are_sensible(&self) -> bool {
        let in_range = fields(self).iter().all(|(key, value)| match value {
            serde_json::Value::String(share) => share
                .parse::<rust_decimal::Decimal>()
                .is_ok_and(|share| share.is_sign_positive() && share <= 10.into()),
            number => {
                let most = if measure(key, number) == Measure::Days {
                    3650
                } else {
                    1000
                };
                number.as_i64().is_some_and(|n| (0..=most).contains(&n))
            }
        });
        let classes = [
            self.technical_overdue_days,
            self.special_mention_days,
            self.substandard_days,
            self.doubtful_days,
        ];
        in_range && classes.is_sorted_by(|earlier, later| earlier < later)
    }
}
