//! Completeness of a client's file (docs/domain.md A06): what a banker must know, and what is still missing.

use crate::day::Day;
use crate::dossier::Dossier;
use crate::intake::record::Kind;
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
    /// The kind of file that fills it.
    pub filled_by: Kind,
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
        let complete = |what: &str| format!("在客户清单中补充{what}");
        use Kind::{Clients, Deposits, Loans, People};
        let checks = [
            (
                "客户编号",
                Clients,
                client.number.is_some(),
                import("客户清单"),
            ),
            (
                "统一社会信用代码",
                Clients,
                client.code.is_some(),
                import("客户清单"),
            ),
            (
                "所属行业",
                Clients,
                client.industry_label.is_some(),
                complete("行业"),
            ),
            (
                "注册资本",
                Clients,
                client.registered_capital.is_some(),
                complete("注册资本"),
            ),
            (
                "成立日期",
                Clients,
                client.founded_on.is_some(),
                complete("成立日期"),
            ),
            (
                "法定代表人",
                Clients,
                client.legal_rep.is_some(),
                complete("法定代表人"),
            ),
            (
                "管户客户经理",
                Clients,
                client.manager.is_some(),
                complete("管户客户经理"),
            ),
            (
                "客户等级",
                Clients,
                client.tier.is_some(),
                complete("客户等级"),
            ),
            (
                "经办机构",
                Clients,
                client.branch.is_some(),
                complete("经办机构"),
            ),
            (
                "联系人",
                People,
                !dossier.people.is_empty(),
                import("联系人"),
            ),
            (
                "存款余额",
                Deposits,
                is_fresh(newest_deposit, dossier),
                refresh("存款余额", newest_deposit),
            ),
            (
                "贷款借据",
                Loans,
                is_fresh(newest_loan, dossier),
                refresh("贷款借据", newest_loan),
            ),
        ];
        let asked = checks.len();
        let gaps: Vec<Gap> = checks
            .into_iter()
            .filter(|(_, _, known, _)| !known)
            .map(|(item, filled_by, _, remedy)| Gap {
                item,
                filled_by,
                remedy,
            })
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
