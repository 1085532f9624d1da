//! The lower half of the card: whom to meet, three goals, the one ask, the red lines.

use super::{Pack, format, no_data, people};
use crate::document::{
    Block, Column, Heading, List, Severity, Text, Verdict, VerdictLabel, Writing,
};
use jingwei_core::dossier::Visit;
use jingwei_core::intake::record::Classification;

/// People named on the card; the others follow in their section.
const ON_CARD: usize = 4;

pub fn section(pack: &Pack) -> Vec<Block> {
    let Some(visit) = pack.visit else {
        let mut blocks = vec![
            Block::Heading(Heading::section("本次拜访")),
            no_data("尚未安排拜访；安排后写下对象、三个目标和唯一请求，再生成一次"),
            Block::Writing(Writing {
                label: Some("先手写：对象、目标与唯一请求".into()),
                lines: 3,
                to_page_end: false,
            }),
        ];
        blocks.extend(red_lines(pack));
        return blocks;
    };
    let when = when(visit);
    let mut blocks = vec![
        Block::Heading(Heading::section(format!("本次拜访　{when}"))),
        Block::Columns(vec![
            Column {
                weight: 1,
                blocks: attendees(pack, visit),
            },
            Column {
                weight: 1,
                blocks: goals(visit),
            },
        ]),
    ];
    blocks.push(match &visit.ask {
        Some(ask) => Block::Verdict(Verdict {
            label: VerdictLabel::Ask,
            sentence: Text::new(ask.as_str()),
        }),
        None => Block::NoData {
            section: Some("唯一请求".into()),
            reason: "尚未填写".into(),
        },
    });
    blocks.extend(red_lines(pack));
    blocks
}

/// `2026-11-05（周四）09:30`.
fn when(visit: &Visit) -> String {
    let day = visit
        .planned_on
        .map_or_else(|| "日期未定".into(), format::day_of_week);
    let time = visit.starts_at.map(|time| time.to_string());
    day + &time.unwrap_or_default()
}

fn attendees(pack: &Pack, visit: &Visit) -> Vec<Block> {
    let heading = Block::Heading(Heading::sub("拜访对象"));
    let people = people::attending(pack, visit);
    if people.is_empty() {
        return vec![heading, no_data("尚未指定拜访对象")];
    }
    let lines = people.iter().take(ON_CARD).map(|person| {
        let name = Text::default().strong(person.name.as_str());
        if person.jobs.is_empty() {
            name
        } else {
            name.plain(format!("　{}", person.jobs.join("、")))
        }
    });
    let mut blocks = vec![
        heading,
        Block::List(List {
            numbered: false,
            items: lines.collect(),
        }),
    ];
    if people.len() > ON_CARD {
        blocks.push(Block::Note(Text::new(format!(
            "共 {} 位，按职务列前 {ON_CARD} 位，其余见第 2 节。",
            people.len()
        ))));
    }
    blocks
}

fn goals(visit: &Visit) -> Vec<Block> {
    let items: Vec<Text> = visit
        .goals
        .iter()
        .map(|goal| Text::new(goal.as_str()))
        .collect();
    let goals = if items.is_empty() {
        no_data("尚未填写本次目标")
    } else {
        Block::List(List {
            numbered: true,
            items,
        })
    };
    vec![Block::Heading(Heading::sub("目标")), goals]
}

/// What must not be said: what this client's facts forbid, then the bank's standing rules.
fn red_lines(pack: &Pack) -> Vec<Block> {
    let loans = &pack.metrics.loans;
    let mut lines = Vec::new();
    if let Some(days) = loans.longest_overdue_days {
        lines.push(
            Text::default()
                .severity(Severity::Red)
                .plain(format!(" 逾期 {days} 天未结清前，不谈新增授信，先谈还款。")),
        );
    }
    if loans
        .worst_class
        .is_some_and(Classification::is_non_performing)
    {
        lines.push(
            Text::default()
                .severity(Severity::Red)
                .plain(" 已列不良，不承诺展期、减免或变更任何条件。"),
        );
    }
    lines.push(Text::new(
        "不承诺审批结果、利率与放款时间；不谈论其他客户；不收取与本次拜访无关的个人信息。",
    ));
    vec![
        Block::Heading(Heading::sub("红线")),
        Block::List(List {
            numbered: false,
            items: lines,
        }),
    ]
}
