//! The rejected rows of a file, to be mended in a workbook and imported again.

use super::shown::problems_of;
use super::{Planned, Preview};
use crate::error::{Code, Error, Result};
use crate::intake::plan::Verdict;
use crate::intake::value;

/// Rows as they stand in the file, under its headings, each with why it was rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRows {
    /// What the file says above its headings: the day and the unit, without which its rows mean nothing.
    pub stated: Option<String>,
    pub headings: Vec<String>,
    pub rows: Vec<RejectedRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// In the order of the headings.
    pub cells: Vec<String>,
    pub reason: String,
}

impl Preview {
    /// What the plan rejects.
    ///
    /// # Errors
    /// [`Code::Refused`] where there is no plan, or it rejects nothing.
    pub fn rejected(&self) -> Result<RejectedRows> {
        let none = || Error::new(Code::Refused, "没有被拒绝的行，没有生成文件。");
        let planned = self.planned().ok_or_else(none)?;
        let layout = self.layout.as_ref().ok_or_else(none)?;
        let columns: Vec<u32> = layout.headers().keys().copied().collect();
        let sheet = layout.sheet(&self.workbook);
        let plan = &planned.plan;
        let rejected = plan.rows.iter();
        let rejected = rejected.filter(|row| row.verdict == Verdict::Rejected);
        let rows: Vec<RejectedRow> = rejected
            .filter_map(|row| {
                let stands = sheet.row_numbered(row.row)?;
                let cells = columns
                    .iter()
                    .map(|column| value::as_it_stands(stands.get(*column)));
                let reasons = problems_of(plan, row.row).into_iter();
                let reasons: Vec<&str> = reasons.map(|problem| problem.reason.as_str()).collect();
                Some(RejectedRow {
                    cells: cells.collect(),
                    reason: reasons.join("；"),
                })
            })
            .collect();
        if rows.is_empty() {
            return Err(none());
        }
        Ok(RejectedRows {
            stated: stated(planned),
            headings: layout.headers().values().cloned().collect(),
            rows,
        })
    }
}

fn stated(planned: &Planned) -> Option<String> {
    let plan = &planned.plan;
    let day = plan.as_of.map(|day| format!("数据日期：{day}"));
    let unit = plan.unit.map(|unit| format!("单位：{}", unit.label()));
    let said: Vec<String> = day.into_iter().chain(unit).collect();
    (!said.is_empty()).then(|| said.join("　"))
}
