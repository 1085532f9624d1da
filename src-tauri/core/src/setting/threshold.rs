//! Thresholds as a person reads and changes them: one row each, with its default.

use super::{Settings, load};
use crate::day::Day;
use crate::error::Result;
use crate::language::Language;
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
    /// Backups kept.
    Copies,
    /// On or off: `true` or `false`.
    Switch,
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
    if value.is_boolean() {
        Measure::Switch
    } else if value.is_string() {
        Measure::Share
    } else if key.ends_with("_days") {
        Measure::Days
    } else if key.starts_with("backups_") {
        Measure::Copies
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

/// Each threshold's name, as the settings page has it.
const NAMES: [(&str, &str, &str); 29] = [
    ("stale_days", "数据过期", "Old data"),
    ("due_soon_days", "即将到期", "Due soon"),
    ("abnormal_move", "导入余额异常", "Abnormal balance"),
    (
        "abnormal_look_back_days",
        "异常比较的回看",
        "Looking back for abnormal",
    ),
    (
        "month_end_slack_days",
        "月末数据的提前",
        "Month-end data may be early",
    ),
    (
        "month_end_look_back_days",
        "按月导入的回看",
        "Looking back for monthly tables",
    ),
    (
        "month_end_due_days",
        "月末资料的期限",
        "Month-end tables due",
    ),
    ("notable_move", "值得一问的变动", "Worth asking about"),
    ("falling_move", "存款下滑", "Falling deposits"),
    ("technical_overdue_days", "技术性逾期", "Technical overdue"),
    (
        "special_mention_days",
        "关注类上限",
        "Special mention up to",
    ),
    ("substandard_days", "次级类上限", "Substandard up to"),
    ("doubtful_days", "可疑类上限", "Doubtful up to"),
    (
        "severity_past_due",
        "今日排序：已逾期",
        "Today's order: overdue",
    ),
    (
        "severity_due_this_week",
        "今日排序：七天内到期",
        "Today's order: due in seven days",
    ),
    (
        "severity_due_this_month",
        "今日排序：三十天内到期",
        "Today's order: due in thirty days",
    ),
    (
        "severity_due_later",
        "今日排序：更晚到期",
        "Today's order: due later",
    ),
    (
        "severity_visit_today",
        "今日排序：今天的拜访",
        "Today's order: visit today",
    ),
    (
        "severity_visit_this_week",
        "今日排序：本周的拜访",
        "Today's order: visit this week",
    ),
    (
        "severity_stale_data",
        "今日排序：数据过期",
        "Today's order: old data",
    ),
    (
        "severity_unfinished_import",
        "今日排序：导入未完成",
        "Today's order: unfinished import",
    ),
    ("backups_daily", "备份：每日保留", "Backups kept: daily"),
    ("backups_weekly", "备份：每周保留", "Backups kept: weekly"),
    ("backups_monthly", "备份：每月保留", "Backups kept: monthly"),
    ("mask_account_numbers", "账号脱敏", "Masked account numbers"),
    ("mask_loan_numbers", "借据号脱敏", "Masked loan numbers"),
    ("retain_people_days", "联系人保留期", "People kept"),
    ("retain_clients_days", "客户保留期", "Clients kept"),
    ("", "（已不用的设置）", "(a setting of before)"),
];

/// What a threshold is called.
pub(crate) fn name(key: &str, language: Language) -> &'static str {
    let [.., (_, chinese, english)] = NAMES;
    let known = NAMES.iter().find(|(known, ..)| *known == key);
    known.map_or(language.pick(chinese, english), |(_, chinese, english)| {
        language.pick(chinese, english)
    })
}

/// A threshold's value as a person reads it: `35 天`, `50%`, `60 分`.
pub(crate) fn shown(key: &str, value: &serde_json::Value, language: Language) -> String {
    let number = text(value);
    match measure(key, value) {
        Measure::Days => language.pick(format!("{number} 天"), format!("{number} days")),
        Measure::Points => language.pick(format!("{number} 分"), format!("{number} points")),
        Measure::Copies => language.pick(format!("{number} 份"), number),
        Measure::Switch => match value {
            serde_json::Value::Bool(true) => language.pick("开", "on").into(),
            _ => language.pick("关", "off").into(),
        },
        Measure::Share => match number.parse::<rust_decimal::Decimal>() {
            Ok(share) => format!(
                "{}%",
                (share * rust_decimal::Decimal::ONE_HUNDRED).normalize()
            ),
            Err(_) => number,
        },
    }
}

impl Settings {
    /// Whether rules still mean something under these: nothing negative or absurd, and the loan classes in
    /// their order.
    pub(super) fn are_sensible(&self) -> bool {
        let in_range = fields(self).iter().all(|(key, value)| match value {
            serde_json::Value::Bool(_) => true,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_threshold_has_a_name_in_both_languages() {
        for (key, _) in fields(&Settings::default()) {
            for language in [Language::Chinese, Language::English] {
                assert_ne!(name(&key, language), name("", language), "{key}");
            }
        }
    }

    #[test]
    fn values_are_shown_in_their_measure() {
        let shown = |key, value| shown(key, &value, Language::Chinese);
        assert_eq!(shown("stale_days", serde_json::json!(35)), "35 天");
        assert_eq!(shown("notable_move", serde_json::json!("0.205")), "20.5%");
        assert_eq!(shown("severity_past_due", serde_json::json!(60)), "60 分");
    }
}
