//! ② 人, ④–⑦: what happened since, needs, risks and questions, what to bring.

use super::{Pack, format, no_data, sub_without_data};
use crate::document::{
    Block, CheckItem, Checklist, Heading, List, Row, Severity, Table, TableColumn, Text, Writing,
};
use jingwei_core::dossier::Person;
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::{Basis, Movement};
use rust_decimal::Decimal;

/// People shown when the visit names nobody.
const KEY_PEOPLE: usize = 6;
/// Moves of the month that deserve a question (docs/domain.md §4.1 AC01 uses three months; this only asks).
const NOTABLE_MOVE: Decimal = Decimal::from_parts(20, 0, 0, false, 2);

/// From the top down: how high a job reaches.
const JOB_ORDER: [&str; 12] = [
    "董事长",
    "实际控制人",
    "党委书记",
    "总经理",
    "总裁",
    "财务总监",
    "总会计师",
    "副总经理",
    "资金",
    "财务",
    "执行董事",
    "副董事长",
];

pub fn people(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("见谁"))];
    let all = &pack.dossier.people;
    if all.is_empty() {
        blocks.push(no_data("尚未导入该客户的联系人"));
    } else {
        let attending = |person: &&Person| {
            pack.visit
                .is_some_and(|visit| visit.attendees.contains(&person.id))
        };
        let mut shown: Vec<&Person> = all.iter().filter(attending).collect();
        if shown.is_empty() {
            shown = key_people(all);
        }
        blocks.push(Block::Table(people_table(&shown, pack)));
        if all.len() > shown.len() {
            blocks.push(Block::Note(Text::new(format!(
                "档案中共有联系人 {} 位，其余见客户卷宗。",
                all.len()
            ))));
        }
    }
    blocks.extend(sub_without_data(
        "对口与决策链",
        "尚未建立决策事项，影响力、态度、关系强度与我方对口人未记录",
    ));
    blocks
}

fn key_people(all: &[Person]) -> Vec<&Person> {
    let mut ranked: Vec<&Person> = all.iter().collect();
    ranked.sort_by_key(|person| rank(person));
    ranked.truncate(KEY_PEOPLE);
    ranked
}

/// Exact titles first: 副董事长 is no 董事长.
fn rank(person: &Person) -> usize {
    let of = |job: &String| {
        JOB_ORDER.iter().position(|title| job == title).or_else(|| {
            JOB_ORDER
                .iter()
                .position(|title| job.contains(title))
                .map(|at| at + JOB_ORDER.len())
        })
    };
    person
        .jobs
        .iter()
        .filter_map(of)
        .min()
        .unwrap_or(usize::MAX)
}

fn people_table(people: &[&Person], pack: &Pack) -> Table {
    let legal_rep = pack.dossier.client.legal_rep.as_deref();
    let rows = people.iter().map(|person| {
        let mut jobs = person.jobs.join("、");
        if legal_rep == Some(person.name.as_str()) {
            jobs.push_str(if jobs.is_empty() {
                "法定代表人"
            } else {
                "、法定代表人"
            });
        }
        let jobs = if jobs.is_empty() {
            "职务未记录".into()
        } else {
            jobs
        };
        Row::new([
            Text::default().strong(person.name.as_str()),
            Text::new(jobs),
            Text::new("未记录"),
        ])
    });
    Table {
        columns: vec![
            TableColumn::text("姓名", 2),
            TableColumn::text("职务", 5),
            TableColumn::text("关注与最近联系", 3),
        ],
        rows: rows.collect(),
        footnote: None,
    }
}

pub fn since_last_visit(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("上次拜访以来"))];
    let before = pack.dossier.visits.iter().rev().find(|visit| {
        Some(visit.id) != pack.visit.map(|this| this.id)
            && visit.planned_on.is_some_and(|day| day < pack.dossier.as_of)
    });
    match before {
        Some(visit) => {
            let day = visit
                .planned_on
                .map(|day| day.to_string())
                .unwrap_or_default();
            let ask = visit.ask.as_deref().unwrap_or("未写请求");
            blocks.push(Block::Paragraph(
                Text::default()
                    .strong(day)
                    .plain(format!("　上次安排：{ask}")),
            ));
            blocks.push(Block::NoData {
                section: Some("承诺、投诉与动态".into()),
                reason: "上次拜访还没有拜访记录".into(),
            });
        }
        None => blocks.push(no_data("还没有拜访记录，双方承诺、投诉与动态未知")),
    }
    blocks
}

pub fn needs() -> Vec<Block> {
    vec![
        Block::Heading(Heading::section("需求与话术")),
        no_data("需求清单还是空的，本次请带回至少一条需求"),
    ]
}

pub fn risks(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("风险点与要问的问题"))];
    let items = questions(pack);
    blocks.push(if items.is_empty() {
        no_data("现有台账没有触发需要追问的变化")
    } else {
        Block::List(List {
            numbered: false,
            items,
        })
    });
    blocks.push(Block::Heading(Heading::sub("现场看什么")));
    let look = [
        "开工与排班是否正常",
        "库存与出入库节奏",
        "在建工程与设备状态",
        "主要客户与供应商的变化",
    ];
    blocks.push(Block::Checklist(Checklist {
        columns: 2,
        items: look
            .map(|text| CheckItem {
                text: Text::new(text),
                aside: None,
            })
            .into(),
    }));
    blocks
}

/// Facts that call for a question; a chip only where a rule fired.
fn questions(pack: &Pack) -> Vec<Text> {
    let (deposits, loans) = (&pack.metrics.deposits, &pack.metrics.loans);
    let mut questions = Vec::new();
    if let Some(days) = loans.longest_overdue_days {
        let severity = if days > 30 {
            Severity::Red
        } else {
            Severity::Orange
        };
        questions.push(Text::default().severity(severity).plain(format!(
            " 逾期 {days} 天：原因是什么，第一还款来源何时到账？"
        )));
    }
    if let (Some(floor), Some(class)) = (loans.class_floor, loans.worst_class)
        && floor > class
    {
        questions.push(Text::default().severity(Severity::Orange).plain(format!(
            " 规则下限“{}”低于官方分类“{}”：请核实分类依据。",
            floor.label(),
            class.label()
        )));
    }
    if let Some(past) = loans
        .maturities
        .iter()
        .find(|bucket| bucket.within_days == Some(-1) && !bucket.items.is_empty())
    {
        questions.push(Text::default().severity(Severity::Yellow).plain(format!(
            " {} 笔已过到期日仍有余额 {}，且台账没有逾期天数：是已展期，还是台账未更新？",
            past.items.len(),
            format::in_words(past.balance)
        )));
    }
    if loans
        .worst_class
        .is_some_and(|class| class == Classification::SpecialMention)
    {
        questions.push(Text::new(
            "分类为关注：触发原因是否消除，本季经营与现金流如何？",
        ));
    }
    let due = loans.due_within(90);
    if due.fen() > 0 {
        questions.push(Text::new(format!(
            "90 天内到期 {}：还款资金来源与续作意向？",
            format::in_words(due)
        )));
    }
    if let Some(comparison) = deposits.month_average.comparison(Basis::PreviousMonth)
        && let Movement::Growth(rate) = comparison.movement
        && rate.abs() >= NOTABLE_MOVE
    {
        let word = if rate.is_sign_negative() {
            "下降"
        } else {
            "上升"
        };
        questions.push(Text::new(format!(
            "月日均较上月{word} {}：资金去向与来源？是否有大额收付计划？",
            format::percent(rate)
        )));
    }
    questions
}

pub fn materials(pack: &Pack) -> Vec<Block> {
    let mut items: Vec<CheckItem> = [
        "名片与授权介绍信",
        "产品与费率说明（客户版）",
        "本资料包客户版",
    ]
    .map(|text| CheckItem {
        text: Text::new(text),
        aside: Some("带".into()),
    })
    .into();
    items.extend(pack.metrics.completeness.gaps.iter().map(|gap| CheckItem {
        text: Text::new(format!("核实{}", gap.item)),
        aside: Some("收".into()),
    }));
    items.push(CheckItem {
        text: Text::new("最近一期财务报表与纳税申报表"),
        aside: Some("收".into()),
    });
    if pack.metrics.loans.due_within(90).fen() > 0 {
        items.push(CheckItem {
            text: Text::new("到期业务续作资料清单"),
            aside: Some("带".into()),
        });
    }
    vec![
        Block::Heading(Heading::section("材料与议程")),
        Block::Checklist(Checklist { columns: 2, items }),
        Block::Heading(Heading::sub("议程")),
        Block::List(List {
            numbered: true,
            items: [
                "开场：说明来意，确认时间与参加人",
                "听：经营近况、资金安排、近期计划",
                "谈：逐条对照本次目标",
                "请求：明确提出唯一请求，约定答复时间与责任人",
                "收尾：复述双方承诺，约定下次见面",
            ]
            .map(Text::new)
            .into(),
        }),
        Block::Together(vec![
            Block::Heading(Heading::sub("当场记录")),
            Block::Writing(Writing {
                label: Some("承诺（谁、什么、何时）与新需求；24 小时内录入".into()),
                lines: 5,
            }),
        ]),
    ]
}
