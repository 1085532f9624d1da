//! What a visit is, what may be typed for one, and when two edits of it collide.

use super::TimeOfDay;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, PersonId, PersonKey, VisitId};
use crate::language::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Goals of one visit (docs/domain.md §6.1).
pub const MOST_GOALS: usize = 3;
/// Characters of one goal, of the ask, and of the reason of a cancellation.
pub const LONGEST_TEXT: usize = 200;
/// Characters of a place.
pub const LONGEST_PLACE: usize = 100;

/// What is typed when a visit is planned or changed.
#[derive(Debug, Clone, Default, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct VisitPlan {
    pub planned_on: Option<Day>,
    pub starts_at: Option<TimeOfDay>,
    pub place: Option<String>,
    pub with: Vec<Whom>,
    pub goals: Vec<String>,
    /// The one ask.
    pub ask: Option<String>,
}

/// One of this client's people; a guest who is not on the list cannot be named.
#[derive(Debug, Clone, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    Id(PersonId),
    /// Exactly as on the list.
    Name(String),
}

impl From<String> for Whom {
    /// As a command line says it: an id where it reads as one, else a name.
    fn from(text: String) -> Self {
        text.trim()
            .parse()
            .map_or_else(|_| Whom::Name(text), Whom::Id)
    }
}

/// A visit as it stands, for lists and forms.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct VisitRecord {
    pub id: VisitId,
    pub client: ClientId,
    pub client_name: String,
    /// Grows with every change; whoever changes the visit passes the one that was read.
    pub version: u32,
    pub phase: Phase,
    pub planned_on: Option<Day>,
    pub starts_at: Option<TimeOfDay>,
    pub place: Option<String>,
    pub people: Vec<VisitPerson>,
    pub goals: Vec<String>,
    pub ask: Option<String>,
    pub cancel_reason: Option<String>,
    /// Who made this version, and when.
    pub changed_by: String,
    #[specta(type = String)]
    pub changed_at: Timestamp,
}

/// Where a visit stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Today, later, or on no day yet.
    Planned,
    Past,
    Cancelled,
}

impl Phase {
    pub(super) fn of(planned_on: Option<Day>, cancelled: bool, today: Day) -> Self {
        match planned_on {
            _ if cancelled => Phase::Cancelled,
            Some(day) if day < today => Phase::Past,
            _ => Phase::Planned,
        }
    }
}

/// Someone to meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VisitPerson {
    pub id: PersonId,
    pub name: String,
    pub jobs: Vec<String>,
}

/// A plan that keeps the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub planned_on: Option<Day>,
    pub starts_at: Option<TimeOfDay>,
    pub place: Option<String>,
    /// Their names, in the order of the client's list.
    pub people: BTreeMap<PersonKey, String>,
    pub goals: Vec<String>,
    pub ask: Option<String>,
}

impl Content {
    /// Checks what was typed against the limits; the people were looked up before.
    pub fn of(plan: &VisitPlan, people: BTreeMap<PersonKey, String>) -> Result<Self> {
        let content = Content {
            planned_on: plan.planned_on,
            starts_at: plan.starts_at,
            place: plan.place.as_deref().and_then(one_line),
            people,
            goals: plan.goals.iter().filter_map(|g| one_line(g)).collect(),
            ask: plan.ask.as_deref().and_then(one_line),
        };
        content.keeps_the_limits()?;
        Ok(content)
    }

    fn keeps_the_limits(&self) -> Result<()> {
        if self.starts_at.is_some() && self.planned_on.is_none() {
            let message = "填了时间但没有选日期，拜访没有保存。请先选日期，或清空时间。";
            return Err(Error::new(Code::Refused, message).with("field", "planned_on"));
        }
        if self.goals.len() > MOST_GOALS {
            let message = format!(
                "一次拜访最多 {MOST_GOALS} 条目标，这里有 {} 条，拜访没有保存。请合并或删减。",
                self.goals.len()
            );
            return Err(Error::new(Code::Refused, message).with("field", "goals"));
        }
        for (number, goal) in (1..).zip(&self.goals) {
            not_longer_than(LONGEST_TEXT, &format!("第 {number} 条目标"), "goals", goal)?;
        }
        let ask = self.ask.as_deref().unwrap_or_default();
        not_longer_than(LONGEST_TEXT, "唯一请求", "ask", ask)?;
        let place = self.place.as_deref().unwrap_or_default();
        not_longer_than(LONGEST_PLACE, "地点", "place", place)
    }
}

/// The reason of a cancellation, which must say something.
pub(super) fn reason(text: &str) -> Result<String> {
    let reason = one_line(text).ok_or_else(|| {
        Error::new(
            Code::Refused,
            "请写明取消的原因。拜访没有取消，计划保持原样。",
        )
        .with("field", "reason")
    })?;
    not_longer_than(LONGEST_TEXT, "取消原因", "reason", &reason)?;
    Ok(reason)
}

fn not_longer_than(most: usize, what: &str, field: &'static str, text: &str) -> Result<()> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    let message = format!("{what}有 {length} 字，最多 {most} 字，没有保存。请缩短后再存。");
    Err(Error::new(Code::Refused, message).with("field", field))
}

/// Text of one line: breaks and other controls become spaces; `None` where nothing is left.
fn one_line(text: &str) -> Option<String> {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// The refusal of a change to a visit that changed since it was read; both values of every field that
/// differs stand in the context, as `FIELD.mine` and `FIELD.theirs`.
pub(super) fn conflict(mine: &Content, theirs: &Content, version: u32) -> Error {
    let differing = differing(mine, theirs);
    let labels: Vec<&str> = differing.iter().map(|(field, _)| field.label).collect();
    let message = format!(
        "这次拜访在您打开之后已被改动，您的修改没有保存，已有的内容也没有被覆盖。不同之处：{}。请对照两边后再存。",
        labels.join("、")
    );
    let error = Error::new(Code::Conflict, message).with("version", version.to_string());
    (differing.into_iter()).fold(error, |error, (field, (mine, theirs))| {
        error.with(field.mine, mine).with(field.theirs, theirs)
    })
}

fn differing(one: &Content, other: &Content) -> Vec<(&'static Field, (String, String))> {
    let both = one.in_words().into_iter().zip(other.in_words());
    (FIELDS.iter().zip(both))
        .filter(|(_, (one, other))| one != other)
        .collect()
}

/// The fields that differ: their names, and what they were and are.
pub(super) fn differences(
    was: &Content,
    is: &Content,
    language: Language,
) -> Vec<(&'static str, String, String)> {
    let told =
        |(field, (was, is)): (&Field, _)| (language.pick(field.label, field.english), was, is);
    differing(was, is).into_iter().map(told).collect()
}

/// How a field is named to the user and in the context of a conflict.
struct Field {
    label: &'static str,
    english: &'static str,
    mine: &'static str,
    theirs: &'static str,
}

const fn field(
    label: &'static str,
    english: &'static str,
    mine: &'static str,
    theirs: &'static str,
) -> Field {
    Field {
        label,
        english,
        mine,
        theirs,
    }
}

/// In the order of [`Content::in_words`].
const FIELDS: [Field; 6] = [
    field("日期", "day", "planned_on.mine", "planned_on.theirs"),
    field("时间", "time", "starts_at.mine", "starts_at.theirs"),
    field("地点", "place", "place.mine", "place.theirs"),
    field("拜访对象", "whom to meet", "people.mine", "people.theirs"),
    field("目标", "goals", "goals.mine", "goals.theirs"),
    field("唯一请求", "the one ask", "ask.mine", "ask.theirs"),
];

impl Content {
    fn in_words(&self) -> [String; 6] {
        let names: Vec<&str> = self.people.values().map(String::as_str).collect();
        [
            self.planned_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            self.starts_at
                .map(|time| time.to_string())
                .unwrap_or_default(),
            self.place.clone().unwrap_or_default(),
            names.join("、"),
            self.goals.join("\n"),
            self.ask.clone().unwrap_or_default(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> VisitPlan {
        VisitPlan {
            planned_on: Day::new(2026, 11, 5),
            goals: vec!["  摸清\n底价 ".into(), " \t".into()],
            ask: Some("　".into()),
            ..VisitPlan::default()
        }
    }

    #[test]
    fn text_becomes_one_line_and_blanks_are_nothing() {
        let content = Content::of(&plan(), BTreeMap::new()).unwrap();
        assert_eq!(content.goals, ["摸清 底价"]);
        assert_eq!(content.ask, None);
    }

    #[test]
    fn limits_name_the_field_and_the_number() {
        let refused = |plan: VisitPlan| Content::of(&plan, BTreeMap::new()).unwrap_err();
        let many = VisitPlan {
            goals: vec!["目标".into(); 4],
            ..plan()
        };
        assert!(refused(many).message.contains("这里有 4 条"));
        let long = VisitPlan {
            goals: vec!["好".into(), "长".repeat(201)],
            ..plan()
        };
        let error = refused(long);
        assert!(error.message.contains("第 2 条目标有 201 字"));
        assert_eq!(error.context["field"], "goals");
        let full = VisitPlan {
            goals: vec!["长".repeat(200); 3],
            ..plan()
        };
        assert!(
            Content::of(&full, BTreeMap::new()).is_ok(),
            "the limit itself is allowed"
        );
        let timed = VisitPlan {
            planned_on: None,
            starts_at: TimeOfDay::new(9, 30),
            ..plan()
        };
        assert_eq!(refused(timed).context["field"], "planned_on");
    }

    #[test]
    fn a_conflict_tells_both_values_of_what_differs_and_nothing_else() {
        let mine = Content::of(&plan(), BTreeMap::new()).unwrap();
        let theirs = Content {
            ask: Some("请回款".into()),
            ..mine.clone()
        };
        let error = conflict(&mine, &theirs, 3);
        assert_eq!(error.code, Code::Conflict);
        assert!(error.message.contains("唯一请求") && !error.message.contains("日期"));
        assert_eq!(error.context["ask.theirs"], "请回款");
        assert_eq!(error.context["ask.mine"], "");
        assert_eq!(error.context["version"], "3");
        assert!(!error.context.contains_key("goals.mine"));
    }

    #[test]
    fn yesterday_is_past_and_no_day_is_still_to_come() {
        let day = |d| Day::new(2026, 11, d);
        let today = day(5).unwrap();
        assert_eq!(Phase::of(day(4), false, today), Phase::Past);
        assert_eq!(Phase::of(day(5), false, today), Phase::Planned);
        assert_eq!(Phase::of(None, false, today), Phase::Planned);
        assert_eq!(Phase::of(day(4), true, today), Phase::Cancelled);
    }
}
