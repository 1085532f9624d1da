//! ① 一页速览: who they are, how they stand with us, what this visit is for.

use super::{Pack, format, no_data};
use crate::document::{
    AsOf, Basis, BasisValue, Block, ChipLook, Figure, FigureValue, Heading, Ink, List, Reliability,
    Text, TitleBand, Verdict, VerdictLabel,
};
use jingwei_core::dossier::Person;
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::{self, Movement};

const DUE_SOON_DAYS: i64 = 90;

pub fn card(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(TitleBand {
            name: pack.dossier.client.name.clone(),
            facts: facts(pack),
        }),
        Block::Verdict(Verdict {
            label: VerdictLabel::Conclusion,
            sentence: relationship(pack),
        }),
        Block::Figures(figures(pack)),
    ];
    blocks.extend(this_visit(pack));
    blocks
}

fn facts(pack: &Pack) -> Vec<Text> {
    let client = &pack.dossier.client;
    let mut standing = Text::default();
    if let Some(tier) = &client.tier {
        standing = standing.chip(tier_look(tier), tier.as_str());
    }
    standing = match pack.metrics.loans.worst_class {
        Some(class) if class > Classification::Normal => standing
            .plain("　五级分类 ")
            .strong_ink(Ink::Red, class.label()),
        Some(class) => standing.plain(format!("　五级分类 {}", class.label())),
        None => standing.plain("　无授信分类"),
    };
    let labelled = [
        ("客户号", &client.number),
        ("主办", &client.manager),
        ("经办", &client.branch),
        ("行业", &client.industry_label),
    ];
    let mut facts = vec![standing];
    facts.extend(labelled.into_iter().filter_map(|(label, value)| {
        value
            .as_ref()
            .map(|value| Text::new(format!("{label} {value}")))
    }));
    facts.push(Text::new(format!("数据截至 {}", pack.dossier.as_of)));
    facts
}

fn tier_look(tier: &str) -> ChipLook {
    match tier.chars().take(2).collect::<String>().as_str() {
        "战略" => ChipLook::Brass,
        "重点" => ChipLook::Brand,
        "潜力" => ChipLook::Outline,
        _ => ChipLook::Plain,
    }
}

/// The relationship in one sentence: level, direction, what is near.
fn relationship(pack: &Pack) -> Text {
    let (deposits, loans) = (&pack.metrics.deposits, &pack.metrics.loans);
    let mut parts = Vec::new();
    match deposits.point.value {
        Some(value) => parts.push(format!(
            "存款 {}{}",
            format::in_words(value),
            direction(&deposits.point)
        )),
        None => parts.push("我行暂无存款数据".into()),
    }
    match loans.balance.value {
        Some(value) => parts.push(format!("表内贷款 {}", format::in_words(value))),
        None if pack.dossier.loans.is_empty() => parts.push("没有授信余额的记录".into()),
        None => {}
    }
    if let Some(value) = loans.off_balance.value {
        parts.push(format!("表外 {}", format::in_words(value)));
    }
    let due = loans.due_within(DUE_SOON_DAYS);
    let mut sentence = Text::new(parts.join("，"));
    if due.fen() > 0 {
        sentence = sentence.plain(format!(
            "；{DUE_SOON_DAYS} 天内到期 {}",
            format::in_words(due)
        ));
    }
    if let Some(days) = loans.longest_overdue_days {
        sentence = sentence
            .plain("；")
            .ink(Ink::Red, format!("已逾期 {days} 天"));
    }
    sentence.plain("。")
}

/// The strongest base at hand: 同比, else 较年初, else 较上月.
fn direction(figure: &metrics::Figure) -> String {
    use metrics::Basis::{PreviousMonth, YearOnYear, YearStart};
    let Some(comparison) = [YearOnYear, YearStart, PreviousMonth]
        .into_iter()
        .find_map(|b| figure.comparison(b))
    else {
        return String::new();
    };
    let basis = comparison.basis.label();
    match comparison.movement {
        Movement::Growth(rate) if comparison.change.fen() > 0 => {
            format!("，{basis}增长 {}", format::percent(rate))
        }
        Movement::Growth(rate) if comparison.change.fen() < 0 => {
            format!("，{basis}下降 {}", format::percent(rate))
        }
        Movement::Growth(_) | Movement::Still => format!("，{basis}持平"),
        Movement::Appeared => format!("，{basis}新增"),
        Movement::Recovered => format!("，{basis}由负转正"),
        Movement::Worsened => format!("，{basis}负值扩大"),
        Movement::Eased => format!("，{basis}负值收窄"),
    }
}

fn figures(pack: &Pack) -> Vec<Figure> {
    let (deposits, loans) = (&pack.metrics.deposits, &pack.metrics.loans);
    vec![
        format::figure("时点存款", &deposits.point, pack.dossier),
        format::figure("年日均存款", &deposits.year_average, pack.dossier),
        format::figure("表内贷款", &loans.balance, pack.dossier),
        due_soon(pack),
    ]
}

fn due_soon(pack: &Pack) -> Figure {
    let label = format!("{DUE_SOON_DAYS} 天内到期");
    let newest = pack.dossier.loans.iter().map(|loan| loan.as_of).max();
    let Some(newest) = newest else {
        let reason = "尚未导入该客户的借据".to_owned();
        return Figure {
            label,
            value: FigureValue::Missing { reason },
            basis: Vec::new(),
            as_of: None,
        };
    };
    let loans = &pack.metrics.loans;
    let (number, unit) = format::headline(loans.due_within(DUE_SOON_DAYS));
    let count: usize = loans
        .maturities
        .iter()
        .filter(|bucket| {
            bucket
                .within_days
                .is_some_and(|days| (0..=DUE_SOON_DAYS).contains(&days))
        })
        .map(|bucket| bucket.items.len())
        .sum();
    Figure {
        label,
        value: FigureValue::Known {
            number,
            unit: unit.into(),
            negative: false,
        },
        basis: vec![Basis {
            name: "笔数".into(),
            value: BasisValue::Level(format!("{count} 笔")),
        }],
        as_of: Some(AsOf {
            date: format::short_day(newest, pack.dossier.as_of),
            kind: Reliability::Reported,
            stale: pack.dossier.as_of.days_since(newest) > pack.dossier.settings.stale_days,
        }),
    }
}

fn this_visit(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("本次拜访"))];
    let Some(visit) = pack.visit else {
        blocks.push(no_data(
            "尚未安排拜访。安排拜访并写下对象、目标和请求后重新生成",
        ));
        blocks.extend(red_lines(pack));
        return blocks;
    };
    let when = visit
        .planned_on
        .map_or_else(|| "日期未定".into(), |day| day.to_string());
    let people: Vec<&Person> = pack
        .dossier
        .people
        .iter()
        .filter(|person| visit.attendees.contains(&person.id))
        .collect();
    let mut line = Text::default().strong(when);
    line = if people.is_empty() {
        line.plain("　拜访对象未填")
    } else {
        people.iter().fold(line.plain("　拜访 "), |line, person| {
            line.strong(person.name.as_str())
                .plain(format!("（{}）　", person.jobs.join("、")))
        })
    };
    blocks.push(Block::Paragraph(line));
    let goals: Vec<Text> = visit
        .goals
        .iter()
        .map(|goal| Text::new(goal.as_str()))
        .collect();
    blocks.push(Block::Heading(Heading::sub("目标")));
    blocks.push(if goals.is_empty() {
        no_data("尚未填写本次目标")
    } else {
        Block::List(List {
            numbered: true,
            items: goals,
        })
    });
    match &visit.ask {
        Some(ask) => blocks.push(Block::Verdict(Verdict {
            label: VerdictLabel::Ask,
            sentence: Text::new(ask.as_str()),
        })),
        None => blocks.push(Block::NoData {
            section: Some("唯一请求".into()),
            reason: "尚未填写".into(),
        }),
    }
    blocks.extend(red_lines(pack));
    blocks
}

/// What must not be said: the bank's standing rules, and those that this client's facts add.
fn red_lines(pack: &Pack) -> Vec<Block> {
    let loans = &pack.metrics.loans;
    let mut lines = Vec::new();
    if let Some(days) = loans.longest_overdue_days {
        lines.push(
            Text::default()
                .severity(crate::document::Severity::Red)
                .plain(format!(
                    " 逾期 {days} 天未结清前，不谈新增授信，先谈还款安排。"
                )),
        );
    }
    if loans
        .worst_class
        .is_some_and(Classification::is_non_performing)
    {
        lines.push(Text::new("已有不良分类，不承诺展期、减免或任何条件变更。"));
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
