//! 规则下限: the mildest class that days overdue allow (docs/domain.md §2.6). Shown beside the bank's
//! official class, which is never computed.

use crate::intake::record::Classification;

/// Days up to which being overdue counts as a technical slip.
const TECHNICAL_DAYS: u32 = 7;

pub fn class_floor(overdue_days: u32) -> Classification {
    match overdue_days {
        ..=TECHNICAL_DAYS => Classification::Normal,
        8..=90 => Classification::SpecialMention,
        91..=270 => Classification::Substandard,
        271..=360 => Classification::Doubtful,
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
                class_floor(days.parse().unwrap()).label(),
                label,
                "{days} days"
            );
        }
    }
}
