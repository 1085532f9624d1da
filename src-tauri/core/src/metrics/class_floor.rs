//! 规则下限: the mildest class that days overdue allow (docs/domain.md §2.6). Shown beside the bank's
//! official class, which is never computed.

use crate::intake::record::Classification;
use crate::setting::Settings;

pub fn class_floor(overdue_days: u32, settings: &Settings) -> Classification {
    match overdue_days {
        days if days <= settings.technical_overdue_days => Classification::Normal,
        days if days <= settings.special_mention_days => Classification::SpecialMention,
        days if days <= settings.substandard_days => Classification::Substandard,
        days if days <= settings.doubtful_days => Classification::Doubtful,
        _ => Classification::Loss,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_vectors() {
        let text = include_str!("../../../../docs/vectors.json");
        let all: serde_json::Value = serde_json::from_str(text).unwrap();
        let cases = all["class_floor_days"].as_object().unwrap();
        assert!(cases.len() >= 8);
        for (days, label) in cases {
            assert_eq!(
                class_floor(days.parse().unwrap(), &Settings::default()).label(),
                label,
                "{days} days"
            );
        }
    }
}
