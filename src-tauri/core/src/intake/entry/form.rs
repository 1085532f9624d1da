//! Forms as typed, and what they say: read by the same parsers as cells of a file.

use crate::error::{Code, Error, Result};
use crate::intake::reader::Cell;
use crate::intake::record::{ClientRecord, ClientRef};
use crate::intake::value::{self, Unreadable};
use crate::money::{Amount, Unit};
use serde::Deserialize;

/// Characters of any one field.
const LONGEST: usize = 200;

/// A client as typed; blank is unknown.
#[derive(Debug, Clone, Default, Deserialize, specta::Type)]
pub struct ClientForm {
    pub name: String,
    pub number: String,
    pub code: String,
    pub tier: String,
    pub industry_label: String,
    pub manager: String,
    pub branch: String,
    pub legal_rep: String,
    /// 万元
    pub registered_capital: String,
    pub founded_on: String,
}

/// A person as typed: jobs apart by `、`, `/` or `,`.
#[derive(Debug, Clone, Default, Deserialize, specta::Type)]
pub struct PersonForm {
    pub name: String,
    pub jobs: String,
}

impl ClientForm {
    /// As one would have typed it.
    pub(super) fn of(record: &ClientRecord) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        ClientForm {
            name: text(&record.client.name),
            number: text(&record.client.number),
            code: text(&record.client.code),
            tier: text(&record.tier),
            industry_label: text(&record.industry_label),
            manager: text(&record.manager),
            branch: text(&record.branch),
            legal_rep: text(&record.legal_rep),
            registered_capital: record.registered_capital.map(in_wan).unwrap_or_default(),
            founded_on: record
                .founded_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        }
    }

    /// With the names under which problems and conflicts are said.
    fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("name", &self.name),
            ("number", &self.number),
            ("code", &self.code),
            ("tier", &self.tier),
            ("industry_label", &self.industry_label),
            ("manager", &self.manager),
            ("branch", &self.branch),
            ("legal_rep", &self.legal_rep),
            ("registered_capital", &self.registered_capital),
            ("founded_on", &self.founded_on),
        ]
    }

    pub(super) fn read(&self) -> Result<ClientRecord> {
        let mut reader = Reader::default();
        let client = ClientRef {
            number: reader.take("number", "shortened", &self.number, value::key),
            code: reader.take("code", "unified_code", &self.code, |cell| {
                Ok(value::unified_code(cell)?.map(|code| code.into_string()))
            }),
            name: reader.required("name", &self.name, "请填写客户名称"),
        };
        let record = ClientRecord {
            client,
            industry_label: reader.text("industry_label", &self.industry_label),
            registered_capital: reader.take(
                "registered_capital",
                "amount",
                &self.registered_capital,
                |cell| value::amount(cell, Unit::Wan, 0),
            ),
            founded_on: reader.take("founded_on", "day", &self.founded_on, |cell| {
                value::day(cell, false)
            }),
            legal_rep: reader.text("legal_rep", &self.legal_rep),
            manager: reader.text("manager", &self.manager),
            tier: reader.text("tier", &self.tier),
            branch: reader.text("branch", &self.branch),
        };
        reader.finish(record)
    }
}

impl PersonForm {
    pub(super) fn read(&self) -> Result<(String, Vec<String>)> {
        let mut reader = Reader::default();
        let name = reader.required("name", &self.name, "请填写姓名");
        let jobs = reader.text("jobs", &self.jobs);
        let jobs = jobs.map(|jobs| value::jobs(&jobs)).unwrap_or_default();
        reader.finish((name.unwrap_or_default(), jobs))
    }
}

/// Gathers what is wrong, under each field's name: what it is, and why in words.
#[derive(Default)]
struct Reader {
    problems: Vec<(&'static str, &'static str, Unreadable)>,
}

impl Reader {
    fn text(&mut self, field: &'static str, typed: &str) -> Option<String> {
        self.take(field, "unreadable", typed, value::text)
    }

    /// `problem`: what it is where it cannot be read.
    fn take<T>(
        &mut self,
        field: &'static str,
        problem: &'static str,
        typed: &str,
        read: impl FnOnce(&Cell) -> std::result::Result<Option<T>, Unreadable>,
    ) -> Option<T> {
        if typed.chars().count() > LONGEST {
            self.problems
                .push((field, "too_long", format!("最长 {LONGEST} 字").into()));
            return None;
        }
        match read(&Cell::Text(typed.into())) {
            Ok(value) => value,
            Err(reason) => {
                self.problems.push((field, problem, reason));
                None
            }
        }
    }

    fn required(
        &mut self,
        field: &'static str,
        typed: &str,
        reason: &'static str,
    ) -> Option<String> {
        let before = self.problems.len();
        let value = self.text(field, typed);
        if value.is_none() && self.problems.len() == before {
            self.problems.push((field, "required", reason.into()));
        }
        value
    }

    fn finish<T>(self, value: T) -> Result<T> {
        if self.problems.is_empty() {
            return Ok(value);
        }
        let message = format!("{} 处填写需要更正，没有保存。", self.problems.len());
        let error = Error::new(Code::Refused, message);
        Err(
            (self.problems.into_iter()).fold(error, |error, (field, problem, reason)| {
                error.with_problem(field, problem, reason)
            }),
        )
    }
}

/// The refusal of a name that another person of the client bears.
pub(super) fn bears_it() -> Error {
    Error::new(
        Code::Exists,
        "这户客户已有同名的联系人，没有保存。两人同名时请在姓名里加以区分。",
    )
    .with_problem("name", "borne", "已有同名的联系人")
}

/// The refusal of a name that a person of the client bore before: files that use it mean that person.
pub(super) fn bore_it(now: &str) -> Error {
    Error::new(
        Code::Exists,
        "这个姓名是另一位联系人改名之前用的，没有保存。请直接修改那一位，或在姓名里加以区分。",
    )
    .with_problem("name", "borne_before", format!("“{now}”改名之前用的姓名"))
    .with("other_name", now)
}

/// The refusal of a change to a client that changed since it was read: what stands now, under each field that
/// differs; nothing where it is blank.
pub(super) fn conflict(mine: &ClientRecord, theirs: &ClientRecord) -> Error {
    let error = Error::new(
        Code::Conflict,
        "这户资料在您打开之后已被改动，您的修改没有保存，已有的内容也没有被覆盖。请对照现在的内容后再存。",
    );
    let (mine, theirs) = (ClientForm::of(mine), ClientForm::of(theirs));
    (mine.fields().into_iter().zip(theirs.fields()))
        .filter(|(mine, theirs)| mine != theirs)
        .fold(error, |error, (_, (field, theirs))| {
            error.with(field, theirs)
        })
}

fn in_wan(amount: Amount) -> String {
    amount.money.in_unit(Unit::Wan).normalize().to_string()
}
