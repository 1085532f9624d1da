//! Completeness of a client's file (docs/domain.md A06): what a banker must know, and what is still missing.

use crate::day::Day;
use crate::dossier::Dossier;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Completeness {
    /// Of the items asked for, per cent, rounded down: 100 means nothing is missing.
    pub percent: u8,
    pub gaps: Vec<Gap>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Gap {
    pub item: &'static str,
    /// What to do about it.
    pub remedy: String,
}

impl Completeness {
    pub fn of(dossier: &Dossier) -> Self {
        let client = &dossier.client;
        let newest_deposit = dossier
            .accounts
            .iter()
            .filter_map(|a| a.days.last())
            .map(|d| d.as_of)
            .max();
        let newest_loan = dossier.loans.iter().map(|loan| loan.as_of).max();
        let import = |what: &str| format!("导入{what}");
        let checks = [
            ("客户编号", client.number.is_some(), import("客户清单")),
            (
                "统一社会信用代码",
                client.code.is_some(),
                import("客户清单"),
            ),
            (
                "所属行业",
                client.industry_label.is_some(),
                "在客户清单中补充行业".into(),
            ),
            (
                "注册资本",
                client.registered_capital.is_some(),
                "在客户清单中补充注册资本".into(),
            ),
            (
                "成立日期",
                client.founded_on.is_some(),
                "在客户清单中补充成立日期".into(),
            ),
            (
                "法定代表人",
                client.legal_rep.is_some(),
                "在客户清单中补充法定代表人".into(),
            ),
            (
                "管户客户经理",
                client.manager.is_some(),
                "在客户清单中补充管户客户经理".into(),
            ),
            (
                "客户等级",
                client.tier.is_some(),
                "在客户清单中补充客户等级".into(),
            ),
            (
                "经办机构",
                client.branch.is_some(),
                "在客户清单中补充经办机构".into(),
            ),
            ("联系人", !dossier.people.is_empty(), import("联系人")),
            (
                "存款余额",
                is_fresh(newest_deposit, dossier),
                refresh("存款余额", newest_deposit),
            ),
            (
                "贷款借据",
                is_fresh(newest_loan, dossier),
                refresh("贷款借据", newest_loan),
            ),
        ];
        let asked = checks.len();
        let gaps: Vec<Gap> = checks
            .into_iter()
            .filter(|(_, known, _)| !known)
            .map(|(item, _, remedy)| Gap { item, remedy })
            .collect();
        Completeness {
            percent: ((asked - gaps.len()) * 100 / asked) as u8,
            gaps,
        }
    }
}

fn is_fresh(newest: Option<Day>, dossier: &Dossier) -> bool {
    newest.is_some_and(|newest| dossier.as_of.days_since(newest) <= dossier.settings.stale_days)
}

fn refresh(what: &str, newest: Option<Day>) -> String {
    match newest {
        Some(newest) => format!("{what}停在 {newest}，请导入新的一期"),
        None => format!("导入{what}（没有该项业务的客户可忽略）"),
    }
}
