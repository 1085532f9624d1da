//! Thresholds: defaults of the domain reference, overridden by dated rows of the settings table. No rule
//! keeps a number of its own.

mod threshold;

pub use threshold::{Measure, Planned, Threshold, thresholds};
pub(crate) use threshold::{name, shown};

use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

/// The thresholds in force on a day. Part of a dossier, so that an old one is judged by its own rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Days after which a figure is flagged as old (docs/domain.md §7 story 2).
    #[specta(type = i32)]
    pub stale_days: i64,
    /// Days ahead that count as due soon (§6.1 ③).
    #[specta(type = i32)]
    pub due_soon_days: i64,
    /// Move against the last known day that marks an imported balance as abnormal (§7 story 4).
    #[specta(type = String)]
    pub abnormal_move: Decimal,
    /// Days back within which an earlier balance tells what is usual.
    #[specta(type = i32)]
    pub abnormal_look_back_days: i64,
    /// Move of the month's average that a visit should ask about.
    #[specta(type = String)]
    pub notable_move: Decimal,
    /// Fall of the month's average from which a client stands in the list of falling deposits.
    #[specta(type = String)]
    pub falling_move: Decimal,
    /// Data of the last so many days of a month counts as the month end's: the last day may be no working day.
    #[specta(type = i32)]
    pub month_end_slack_days: i64,
    /// Tables that came for a month end this long before one are expected for it.
    #[specta(type = i32)]
    pub month_end_look_back_days: i64,
    /// Days after a month end until a table that has not come is late.
    #[specta(type = i32)]
    pub month_end_due_days: i64,
    /// Overdue days that still count as a technical slip (§2.6).
    pub technical_overdue_days: u32,
    /// Last overdue days of 关注, 次级 and 可疑 (§2.6).
    pub special_mention_days: u32,
    pub substandard_days: u32,
    pub doubtful_days: u32,
    /// Where a thing of today's list begins before overdue days and amount are added (§7 story 1).
    pub severity_past_due: u32,
    pub severity_due_this_week: u32,
    pub severity_due_this_month: u32,
    pub severity_due_later: u32,
    pub severity_visit_today: u32,
    pub severity_visit_this_week: u32,
    pub severity_stale_data: u32,
    pub severity_unfinished_import: u32,
    /// Of so many days, weeks and months that have a backup the newest one is kept.
    pub backups_daily: u32,
    pub backups_weekly: u32,
    pub backups_monthly: u32,
    /// Whether account and loan numbers are shown by their last digits only (A05).
    pub mask_account_numbers: bool,
    pub mask_loan_numbers: bool,
    /// Days after which a person, and a client without a balance, of whom nothing was heard are due for erasure
    /// (§9.10).
    #[specta(type = i32)]
    pub retain_people_days: i64,
    #[specta(type = i32)]
    pub retain_clients_days: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            stale_days: 35,
            due_soon_days: 90,
            abnormal_move: Decimal::new(50, 2),
            abnormal_look_back_days: 45,
            notable_move: Decimal::new(20, 2),
            falling_move: Decimal::new(5, 2),
            month_end_slack_days: 3,
            month_end_look_back_days: 100,
            month_end_due_days: 4,
            technical_overdue_days: 7,
            special_mention_days: 90,
            substandard_days: 270,
            doubtful_days: 360,
            severity_past_due: 60,
            severity_due_this_week: 40,
            severity_due_this_month: 20,
            severity_due_later: 5,
            severity_visit_today: 50,
            severity_visit_this_week: 25,
            severity_stale_data: 20,
            severity_unfinished_import: 30,
            backups_daily: 7,
            backups_weekly: 4,
            backups_monthly: 12,
            mask_account_numbers: true,
            mask_loan_numbers: true,
            retain_people_days: 1095,
            retain_clients_days: 3650,
        }
    }
}

/// The settings valid on `as_of` and recorded by `known_ms` (Unix milliseconds).
pub(crate) async fn load(
    connection: &mut SqliteConnection,
    as_of: Day,
    known_ms: i64,
) -> Result<Settings> {
    let rows = sqlx::query!(
        "SELECT key, value FROM setting WHERE valid_from <= ? AND recorded_at <= ? ORDER BY valid_from, recorded_at",
        as_of,
        known_ms
    )
    .fetch_all(connection)
    .await?;
    let mut settings = Settings::default();
    for row in rows {
        if let Some(changed) = serde_json::from_str(&row.value)
            .ok()
            .and_then(|value| settings.with(&row.key, value))
        {
            settings = changed;
        }
    }
    Ok(settings)
}

/// Sets one threshold from a day on; refused when there is no such threshold or the value does not fit it.
pub async fn set(
    vault: &Vault,
    key: &str,
    value: serde_json::Value,
    valid_from: Day,
    now: Timestamp,
) -> Result<()> {
    if Settings::default().with(key, value.clone()).is_none() {
        return Err(Error::new(
            Code::Refused,
            "没有这个设置项，或取值不合适；设置没有改变。",
        )
        .with("key", key));
    }
    let mut write = vault.write(now).await?;
    let present = load(write.connection(), valid_from, i64::MAX).await?;
    let changed = present.with(key, value.clone());
    let Some(changed) = changed.filter(Settings::are_sensible) else {
        return Err(Error::new(
            Code::Refused,
            "这个取值超出范围，或打乱了逾期天数的先后；设置没有改变。",
        )
        .with("key", key));
    };
    let (at, user, text) = (write.at_ms(), write.user, value.to_string());
    sqlx::query!(
        "INSERT INTO setting (key, valid_from, recorded_at, value, user_id) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (key, valid_from, recorded_at) DO UPDATE SET value = excluded.value",
        key,
        valid_from,
        at,
        text,
        user
    )
    .execute(write.connection())
    .await?;
    let detail = serde_json::json!({
        "key": key,
        "was": present.figure(key),
        "is": changed.figure(key),
        "valid_from": valid_from,
    });
    write.commit(Action::SettingChanged, None, &detail).await?;
    Ok(())
}

impl Settings {
    /// The same settings with one changed; `None` when the key or the value does not fit.
    fn with(&self, key: &str, value: serde_json::Value) -> Option<Self> {
        let mut all = serde_json::to_value(self).ok()?;
        *all.as_object_mut()?.get_mut(key)? = value;
        serde_json::from_value(all).ok()
    }

    /// A setting as the audit trail may hold it: a figure, or on and off. Anything else could be a client's text.
    fn figure(&self, key: &str) -> Option<serde_json::Value> {
        figure(serde_json::to_value(self).ok()?.get(key)?)
    }
}

fn figure(value: &serde_json::Value) -> Option<serde_json::Value> {
    let is_figure = match value {
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => true,
        serde_json::Value::String(text) => text.parse::<Decimal>().is_ok(),
        _ => false,
    };
    is_figure.then(|| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Owner, Stretch};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn a_threshold_holds_from_its_day_on_and_no_earlier() {
        let folder = tempfile::TempDir::new().unwrap();
        let now: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let dir = folder.path().join("desk.vault");
        let (vault, _) = Vault::create(&dir, owner, "correct horse battery", Stretch::cheap(), now)
            .await
            .unwrap();
        set(&vault, "stale_days", 60.into(), day("2026-06-01"), now)
            .await
            .unwrap();
        for (key, value) in [
            ("stale_day", 1.into()),
            ("stale_days", serde_json::json!("soon")),
        ] {
            let refused = set(&vault, key, value, day("2026-06-01"), now).await.err();
            assert_eq!(refused.map(|e| e.code), Some(Code::Refused));
        }
        let mut tx = vault.read().await.unwrap();
        let stale = async |tx: &mut SqliteConnection, as_of, known| {
            load(tx, day(as_of), known).await.unwrap().stale_days
        };
        assert_eq!(stale(&mut tx, "2026-05-31", i64::MAX).await, 35);
        assert_eq!(stale(&mut tx, "2026-06-01", i64::MAX).await, 60);
        assert_eq!(
            stale(&mut tx, "2026-06-01", now.as_millisecond() - 1).await,
            35,
            "not known yet"
        );
    }

    #[tokio::test]
    async fn each_threshold_tells_its_default_since_when_it_holds_and_what_comes() {
        let folder = tempfile::TempDir::new().unwrap();
        let now: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let dir = folder.path().join("desk.vault");
        let (vault, _) = Vault::create(&dir, owner, "correct horse battery", Stretch::cheap(), now)
            .await
            .unwrap();
        let change = async |key: &str, value: serde_json::Value, from: &str| {
            set(&vault, key, value, day(from), now).await
        };
        change("stale_days", 60.into(), "2026-06-01").await.unwrap();
        change("stale_days", 45.into(), "2027-01-01").await.unwrap();
        for (key, value) in [
            ("stale_days", (-1).into()),
            ("stale_days", 1_000_000.into()),
            ("notable_move", serde_json::json!("-0.2")),
            ("special_mention_days", 300.into()),
        ] {
            let refused = change(key, value, "2026-06-01").await.err();
            assert_eq!(refused.map(|e| e.code), Some(Code::Refused), "{key}");
        }
        let all = thresholds(&vault, day("2026-11-02")).await.unwrap();
        let stale = all.iter().find(|row| row.key == "stale_days").unwrap();
        assert_eq!((stale.value.as_str(), stale.default.as_str()), ("60", "35"));
        assert_eq!(stale.valid_from, Some(day("2026-06-01")));
        let next = stale.next.as_ref().unwrap();
        assert_eq!(
            (next.value.as_str(), next.valid_from),
            ("45", day("2027-01-01"))
        );
        let notable = all.iter().find(|row| row.key == "notable_move").unwrap();
        assert_eq!(notable.measure, Measure::Share);
        assert_eq!((notable.valid_from, &notable.next), (None, &None));
    }

    /// Texts may name a client, and rows of the trail can never be taken back.
    #[test]
    fn the_trail_takes_figures_and_nothing_else() {
        use serde_json::json;
        for known in [json!(35), json!("0.35"), json!(true)] {
            assert_eq!(figure(&known), Some(known));
        }
        for kept_out in [json!("示例实业有限公司"), json!(["0.35"]), json!({"n": 1})] {
            assert_eq!(figure(&kept_out), None, "{kept_out}");
        }
    }

    #[test]
    fn decimals_are_exact_on_the_wire() {
        let changed = Settings::default()
            .with("abnormal_move", serde_json::json!("0.35"))
            .unwrap();
        assert_eq!(changed.abnormal_move, Decimal::new(35, 2));
    }
}
