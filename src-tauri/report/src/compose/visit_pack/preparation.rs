//! ④–⑦: what happened since, needs, risks and questions, what to bring, room for notes.

use super::{Pack, format, no_data};
use crate::document::{
    Block, CheckItem, Checklist, Column, Facts, Heading, List, Severity, Text, Writing,
};
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::{Basis, Movement};
use jingwei_core::money::Money;
use rust_decimal::Decimal;

/// Moves of the month that deserve a question (docs/domain.md §4.1 AC01 uses three months; this only asks).
const NOTABLE_MOVE: Decimal = Decimal::from_parts(20, 0, 0, false, 2);
/// Days overdue from which the question is red.
const LONG_OVERDUE: u32 = 30;

/// ④ and ⑤ side by side: both are short until visits and needs are recorded.
pub fn since_and_needs(pack: &Pack) -> Vec<Block> {
    let needs = vec![
        Block::Heading(Heading::section("需求与话术")),
        no_data(format::not_kept_reason("需求；本次请带回至少一条需求")),
    ];
    vec![Block::Columns(vec![
        Column {
            weight: 1,
            blocks: since_last_visit(pack),
        },
        Column {
            weight: 1,
            blocks: needs,
        },
    ])]
}

fn since_last_visit(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("上次拜访以来"))];
    let before = pack.dossier.visits.iter().rev().find_map(|visit| {
        let this = pack.visit.is_some_and(|this| this.id == visit.id);
        let day = visit.planned_on.filter(|day| *day < pack.as_of())?;
        (!this).then_some((day, visit))
    });
    let Some((day, visit)) = before else {
        blocks.push(no_data(format::not_kept_reason(
            "拜访结果，双方承诺、投诉与动态未知",
        )));
        return blocks;
    };
    let ask = visit.ask.as_deref().map(Text::new);
    blocks.push(Block::Facts(Facts {
        columns: 1,
        items: vec![
            ("上次安排".into(), Text::new(format::day_of_week(day))),
            (
                "当时请求".into(),
                format::or_no_data(ask, "当时没有填写请求"),
            ),
            ("承诺与投诉".into(), format::not_kept("拜访结果")),
        ],
    }));
    blocks
}

pub fn risks(pack: &Pack) -> Vec<Block> {
    let look = [
        "开工与排班是否正常",
        "库存与出入库节奏",
        "在建工程与设备状态",
        "主要客户与供应商的变化",
    ];
    vec![
        Block::Heading(Heading::section("风险点与要问的问题")),
        Block::List(List {
            numbered: false,
            items: questions(pack),
        }),
        Block::Heading(Heading::sub("现场看什么")),
        Block::Checklist(Checklist {
            columns: 2,
            items: look.map(|text| check(text.to_owned())).into(),
        }),
    ]
}

/// Facts that call for a question, worst first; a chip only where a rule fired.
fn questions(pack: &Pack) -> Vec<Text> {
    let mut questions = Vec::new();
    questions.extend(overdue(pack));
    questions.extend(class_floor(pack));
    questions.extend(past_maturity(pack));
    let loans = &pack.metrics.loans;
    if loans.worst_class == Some(Classification::SpecialMention) {
        questions.push(Text::new(
            "分类为关注：触发原因是否消除，本季经营与现金流如何？",
        ));
    }
    questions.extend(below_zero(pack));
    let due = loans.due_within(pack.due_soon_days());
    if due > Money::ZERO {
        questions.push(Text::new(format!(
            "{} 天内到期 {}：还款资金来源是什么，到期后如何安排？",
            pack.due_soon_days(),
            format::in_words(due)
        )));
    }
    questions.extend(moved(pack));
    questions.push(Text::new(
        "他行信息空白：主要结算行、授信行、额度与到期分布如何？",
    ));
    questions
}

fn overdue(pack: &Pack) -> Option<Text> {
    let days = pack.metrics.loans.longest_overdue_days?;
    let severity = if days > LONG_OVERDUE {
        Severity::Red
    } else {
        Severity::Orange
    };
    Some(Text::default().severity(severity).plain(format!(
        " 最长逾期 {days} 天：原因是什么，第一还款来源何时到账？"
    )))
}

fn class_floor(pack: &Pack) -> Option<Text> {
    let loans = &pack.metrics.loans;
    let (floor, class) = (loans.class_floor?, loans.worst_class?);
    (floor > class).then(|| {
        Text::default().severity(Severity::Orange).plain(format!(
            " 按逾期天数分类不应优于“{}”，台账为“{}”：请核实分类依据。",
            floor.label(),
            class.label()
        ))
    })
}

/// Items past their day without a day overdue: extended, or the ledger is behind.
fn past_maturity(pack: &Pack) -> Option<Text> {
    let silent = |days: Option<u32>| days.is_none_or(|days| days == 0);
    let past: Vec<Money> = pack
        .past_maturity()
        .filter(|loan| silent(loan.overdue_days))
        .filter_map(|loan| loan.balance.map(|balance| balance.money))
        .collect();
    (!past.is_empty()).then(|| {
        let count = past.len();
        let sum: Money = past.into_iter().sum();
        Text::default().severity(Severity::Yellow).plain(format!(
            " {count} 笔已过到期日仍有余额 {}，台账却无逾期：已展期，还是台账未更新？",
            format::in_words(sum)
        ))
    })
}

/// Accounts whose newest balance is negative.
fn below_zero(pack: &Pack) -> Option<Text> {
    let below = pack.dossier.accounts.iter().filter_map(|account| {
        let point = account.days.last()?.amounts.point?.money;
        point.is_negative().then(|| {
            let name = super::name(account);
            format!("{name}（{} {}）", account.currency, format::in_words(point))
        })
    });
    let below: Vec<String> = below.collect();
    (!below.is_empty()).then(|| {
        Text::new(format!(
            "账户余额为负：{}。是透支、冲账还是台账有误，何时补平？",
            below.join("、")
        ))
    })
}

fn moved(pack: &Pack) -> Option<Text> {
    let comparison = pack
        .metrics
        .deposits
        .month_average
        .comparison(Basis::PreviousMonth)?;
    let Movement::Growth(rate) = comparison.movement else {
        return None;
    };
    if rate.abs() < NOTABLE_MOVE {
        return None;
    }
    let (word, question) = if rate.is_sign_negative() {
        ("下降", "资金去了哪里，是否有其他行在争取？")
    } else {
        ("上升", "资金从哪里来，能留多久？")
    };
    Some(Text::new(format!(
        "月日均较上月{word} {}：{question}",
        format::percent(rate)
    )))
}

fn check(text: String) -> CheckItem {
    CheckItem {
        text: Text::new(text),
        aside: None,
    }
}

pub fn materials(pack: &Pack) -> Vec<Block> {
    let due = pack.metrics.loans.due_within(pack.due_soon_days()) > Money::ZERO;
    let mut bring = vec!["名片与授权介绍信", "产品与费率说明", "本资料包的客户版"];
    if due {
        bring.push("到期业务资料清单");
    }
    let mut collect = vec!["最近一期财务报表与纳税申报表".to_owned()];
    let gaps = pack.metrics.completeness.gaps.iter();
    // Ledgers come from the bank's own systems; nobody asks a client for them.
    let ask = gaps.filter(|gap| !["存款余额", "贷款借据", "客户编号"].contains(&gap.item));
    let ask: Vec<&str> = ask
        .map(|gap| gap.item)
        .filter(|item| !["客户等级", "经办机构", "管户客户经理"].contains(item))
        .collect();
    if !ask.is_empty() {
        collect.push(format!("核实：{}", ask.join("、")));
    }
    let list = |title: &str, items: Vec<CheckItem>| {
        [
            Block::Heading(Heading::sub(title)),
            Block::Checklist(Checklist { columns: 1, items }),
        ]
    };
    let bring = bring.into_iter().map(|text| check(text.to_owned()));
    let mut left = Vec::from(list("带去", bring.collect()));
    left.extend(list("收回", collect.into_iter().map(check).collect()));
    vec![
        Block::Heading(Heading::section("材料与议程")),
        Block::Columns(vec![
            Column {
                weight: 1,
                blocks: left,
            },
            Column {
                weight: 1,
                blocks: agenda(pack),
            },
        ]),
    ]
}

fn agenda(pack: &Pack) -> Vec<Block> {
    let place = pack.visit.and_then(|visit| visit.place.as_deref());
    let route = match place {
        Some(place) => Block::Facts(Facts {
            columns: 1,
            items: vec![("地点".into(), Text::new(place))],
        }),
        None => Block::NoData {
            section: Some("路线".into()),
            reason: "拜访没有填写地点，档案没有客户地址".into(),
        },
    };
    vec![
        Block::Heading(Heading::sub("议程与路线")),
        Block::List(List {
            numbered: true,
            items: [
                "开场：说明来意，确认时间与参加人",
                "听：经营近况、资金安排、近期计划",
                "谈：逐条对照本次目标",
                "请求：当面提出唯一请求，约定答复人和日期",
                "收尾：复述双方承诺，约定下次见面",
            ]
            .map(Text::new)
            .into(),
        }),
        route,
    ]
}

/// Ruled lines to the end of the last page.
pub fn notes() -> Block {
    Block::Together(vec![
        Block::Heading(Heading::section("当场记录").unnumbered()),
        Block::Writing(Writing {
            label: Some("承诺（谁、什么、何时）、新需求与态度变化；24 小时内录入".into()),
            lines: 5,
            to_page_end: true,
        }),
    ])
}
