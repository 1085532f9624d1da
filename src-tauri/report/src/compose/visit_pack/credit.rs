//! Loans and off-balance items, what falls due, and what is past its day.

use super::{Pack, deposits::height, format, tail};
use crate::document::{
    Bar, BarChart, Block, Heading, Highlight, Ink, Row, RowKind, Table, TableColumn, Text,
};
use jingwei_core::day::Day;
use jingwei_core::dossier::Loan;
use jingwei_core::intake::record::Classification;
use jingwei_core::money::{Money, Unit};

const LADDER_MONTHS: i32 = 12;
/// Fewer items are read in the table faster than in a chart.
const WORTH_A_CHART: usize = 3;

pub fn section(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(Heading::sub("授信与到期").with_unit("万元")),
        Block::Table(table(pack)),
    ];
    blocks.extend(ladder(pack));
    blocks
}

fn table(pack: &Pack) -> Table {
    let mut items: Vec<&Loan> = pack.dossier.loans.iter().collect();
    items.sort_by_key(|loan| {
        let undated = loan.matures_on.is_none();
        (loan.off_balance, undated, loan.matures_on)
    });
    let mut rows: Vec<Row> = items.iter().map(|loan| loan_row(loan, pack)).collect();
    let figures = &pack.metrics.loans;
    let totals = [
        ("表内合计", false, &figures.balance),
        ("表外合计", true, &figures.off_balance),
    ];
    rows.extend(totals.into_iter().filter_map(|(label, off, figure)| {
        // A single item is its own total.
        let several = items.iter().filter(|loan| loan.off_balance == off).count() > 1;
        let cells = [
            Text::new(label),
            Text::default(),
            Text::new(format::wan(figure.value.filter(|_| several)?)),
        ];
        Some(Row::new(cells).with_kind(RowKind::Total))
    }));
    let mut notes: Vec<String> = [&figures.balance, &figures.off_balance]
        .into_iter()
        .filter_map(|figure| figure.note.clone())
        .collect();
    notes.dedup();
    let mut footnote = Text::default();
    if let Some(day) = pack.loans_day() {
        footnote = footnote.plain("借据截至 ");
        footnote.inlines.extend(pack.day(day).inlines);
        notes.insert(0, String::new());
    }
    Table {
        columns: vec![
            TableColumn::label("借据"),
            TableColumn::text("品种", 3),
            TableColumn::number("余额").strong(),
            TableColumn::number("年利率 %"),
            TableColumn::label("到期日"),
            TableColumn::label("担保"),
            TableColumn::label("分类"),
            TableColumn::number("逾期天数"),
        ],
        rows,
        footnote: Some(footnote.plain(format!("{}。", notes.join("；")))),
    }
}

fn loan_row(loan: &Loan, pack: &Pack) -> Row {
    let product = Text::new(
        loan.product
            .as_ref()
            .map_or(format::MISSING, |product| product.label.as_str()),
    );
    let product = if loan.off_balance {
        product.ink(Ink::Faint, "　表外")
    } else {
        product
    };
    let product = if loan.currency == "CNY" {
        product
    } else {
        product.ink(Ink::Faint, format!("　{}", loan.currency))
    };
    Row::new([
        Text::new(tail(&loan.number)),
        product,
        Text::new(format::amount_or_missing(loan.balance)),
        Text::new(rate(loan)),
        maturity(loan.matures_on, pack),
        Text::new(loan.security.as_deref().unwrap_or(format::MISSING)),
        class(loan.class),
        overdue(loan.overdue_days),
    ])
}

/// The rate; where the ledger tells only what it follows, that.
fn rate(loan: &Loan) -> String {
    match (loan.rate, loan.lpr) {
        (Some(rate), _) => format::separated(rate, 4),
        (None, Some(lpr)) => lpr.to_string(),
        (None, None) => format::MISSING.into(),
    }
}

fn maturity(day: Option<Day>, pack: &Pack) -> Text {
    let as_of = pack.as_of();
    match day {
        Some(day) if day < as_of => Text::default().ink(Ink::Orange, format!("{day} 已过")),
        Some(day) if day.days_since(as_of) <= pack.due_soon_days() => {
            let ahead = day.days_since(as_of);
            let ahead = match ahead {
                0 => " 今日".to_owned(),
                days => format!(" 余 {days} 天"),
            };
            Text::default().strong(day.to_string()).plain(ahead)
        }
        Some(day) => Text::new(day.to_string()),
        None => Text::new(format::MISSING),
    }
}

fn class(class: Option<Classification>) -> Text {
    match class {
        Some(class) if class > Classification::Normal => {
            Text::default().ink(Ink::Red, class.label())
        }
        Some(class) => Text::new(class.label()),
        None => Text::new(format::MISSING),
    }
}

fn overdue(days: Option<u32>) -> Text {
    match days {
        Some(0) => Text::new("0"),
        Some(days) => Text::default().ink(Ink::Red, days.to_string()),
        None => Text::new(format::MISSING),
    }
}

/// What falls due, month by month; the next 90 days stand out.
fn ladder(pack: &Pack) -> Option<Block> {
    let as_of = pack.as_of();
    let months: Vec<Day> = (0..LADDER_MONTHS)
        .map(|ahead| as_of.month_end_after(ahead))
        .collect();
    let last = *months.last()?;
    let due: Vec<(Day, Money)> = pack
        .dossier
        .loans
        .iter()
        .filter(|loan| loan.currency == "CNY")
        .filter_map(|loan| Some((loan.matures_on?, loan.balance?.money)))
        .filter(|(day, money)| *day >= as_of && *day <= last && *money > Money::ZERO)
        .collect();
    if due.len() < WORTH_A_CHART {
        return None;
    }
    let bars = months.iter().map(|end| {
        let sum: Money = due
            .iter()
            .filter(|(day, _)| day.month_end() == *end)
            .map(|(_, money)| *money)
            .sum();
        Bar {
            label: format!("{} 月", end.month()),
            value: height(sum),
            display: if sum == Money::ZERO {
                String::new()
            } else {
                format::separated(sum.in_unit(Unit::Wan), 0)
            },
        }
    });
    let bars: Vec<Bar> = bars.collect();
    let last_soon = months
        .iter()
        .rposition(|end| end.days_since(as_of) <= pack.due_soon_days())
        .unwrap_or_default();
    Some(Block::BarChart(BarChart {
        title: Some("未来 12 个月到期（表内与表外余额）".into()),
        unit: "万元".into(),
        bars,
        threshold: None,
        highlight: Some(Highlight {
            first: 0,
            last: last_soon,
            label: format!("约 {} 天内", pack.due_soon_days()),
        }),
    }))
}
