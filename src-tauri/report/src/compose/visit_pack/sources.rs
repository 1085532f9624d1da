//! Where every figure comes from, how far it can be trusted, and by which rule it is shown.

use super::{Pack, format};
use crate::document::{Block, Facts, Heading, Row, Table, TableColumn, Text};
use jingwei_core::day::Day;
use jingwei_core::dossier::{Dossier, Nature, SourceFile};
use jingwei_core::ids::BatchId;

pub fn section(pack: &Pack) -> Vec<Block> {
    let rows = pack.dossier.sources.iter().map(|source| {
        let day = newest_from(pack.dossier, source.batch);
        Row::new([
            Text::new(source.kind.label()),
            Text::new(source.file.as_str()),
            day.map_or_else(|| Text::new("不分日期"), |day| pack.day(day)),
            Text::new(source.unit.map_or(format::MISSING, |unit| unit.label())),
            Text::new(reliability(source)),
        ])
    });
    vec![Block::Together(vec![
        Block::Heading(Heading::section("来源与口径")),
        Block::Table(Table {
            columns: vec![
                TableColumn::label("资料"),
                TableColumn::text("文件", 1),
                TableColumn::label("数据日期"),
                TableColumn::label("原单位"),
                TableColumn::label("可靠度"),
            ],
            rows: rows.collect(),
            footnote: None,
        }),
        Block::Facts(Facts {
            columns: 1,
            items: vec![
                ("档案完整度".into(), completeness(pack)),
                (
                    "对比口径".into(),
                    Text::new(
                        "较上月对上月末（月日均对上月），较年初对上年末，同比对上年同月，\
                         较上年12月对上年12月的年日均",
                    ),
                ),
                (
                    "日均".into(),
                    Text::new("取银行台账所载的月日均与年日均，不由月末余额推算"),
                ),
                (
                    "金额".into(),
                    Text::new(
                        "以分存储，只在显示时四舍五入，合计按原值相加，可能有尾差；“—”表示没有数据，不等于零",
                    ),
                ),
            ],
        }),
    ])]
}

/// The newest day of the facts this dossier takes from a file; clients and people have none.
fn newest_from(dossier: &Dossier, batch: BatchId) -> Option<Day> {
    let balances = dossier.accounts.iter().flat_map(|account| &account.days);
    let balances = balances.map(|day| (day.source.batch, day.as_of));
    let loans = dossier
        .loans
        .iter()
        .map(|loan| (loan.source.batch, loan.as_of));
    balances
        .chain(loans)
        .filter(|(from, _)| *from == batch)
        .map(|(_, day)| day)
        .max()
}

/// `3（报送）`: reliability 1–3 and how the fact is known (docs/domain.md A07).
fn reliability(source: &SourceFile) -> String {
    let nature = match source.nature {
        Nature::Reported => "台账报送",
        Nature::Observed => "现场所见",
        Nature::Estimated => "推断估计",
    };
    format!("{}/3 {nature}", source.reliability)
}

fn completeness(pack: &Pack) -> Text {
    let completeness = &pack.metrics.completeness;
    let percent = format!("{}%", completeness.percent);
    if completeness.gaps.is_empty() {
        return Text::new(percent);
    }
    let gaps: Vec<&str> = completeness.gaps.iter().map(|gap| gap.item).collect();
    Text::default()
        .strong(percent)
        .plain(format!("，缺或过期：{}", gaps.join("、")))
}
