//! The people of a matter, as cards (domain.md §3.13, §6.1 ②).

use super::{Severity, Text};

/// Cards divided by hairlines.
#[derive(Debug, Clone, PartialEq)]
pub struct People {
    /// Cards side by side, 1 to 3 (values outside are brought inside).
    pub columns: u8,
    pub cards: Vec<PersonCard>,
}

/// One person: who, what part, how they stand, what to know.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonCard {
    pub name: String,
    pub post: String,
    pub role: Option<PersonRole>,
    pub attitude: Attitude,
    /// Influence 1 to 5: the size of the mark.
    pub influence: u8,
    /// Strength of the relationship 0 to 5: the arcs around the mark.
    pub strength: u8,
    /// Attitude and last contact in words.
    pub standing: Text,
    pub alert: Option<Severity>,
    /// Labelled lines: 关注, 宜, 忌, 我方对口.
    pub facts: Vec<(String, Text)>,
    /// Someone who must exist but is not known by name: drawn dashed.
    pub unknown: bool,
}

/// The part in a decision, such as 批准者.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRole {
    pub label: String,
    /// Approvers and deciders are set reversed.
    pub decisive: bool,
}

/// Attitude towards us: ▲ △ ○ ▽ ▼.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attitude {
    /// 主推 ▲
    Champion,
    /// 支持 △
    Supporter,
    /// 中立 ○
    Neutral,
    /// 抵触 ▽
    Reluctant,
    /// 反对 ▼
    Opponent,
}

impl Attitude {
    /// The word beside the mark.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Champion => "主推",
            Self::Supporter => "支持",
            Self::Neutral => "中立",
            Self::Reluctant => "抵触",
            Self::Opponent => "反对",
        }
    }
}
