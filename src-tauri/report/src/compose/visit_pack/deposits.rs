//! Balances on their bases, twelve months beside the year before, account by account.

use super::{Pack, format, name};
use crate::document::{
    BasisValue, Block, Facts, Heading, Ink, LineChart, Row, RowKind, Series, SeriesRole, Table,
    TableColumn, Text,
};
use jingwei_core::day::Day;
use jingwei_core::dossier::Account;
use jingwei_core::metrics::{Basis, Figure, MonthPoint};
use jingwei_core::money::{Money, Unit};
use rust_decimal::prelude::ToPrimitive;

/// Months the chart shows beside their prior year.
const CHART_MONTHS: i32 = 12;

/// The bases each figure has (docs/domain.md §9.7), in the order they are read.
const POINT: [Basis; 3] = [Basis::PreviousMonth, Basis::YearStart, Basis::YearOnYear];
const MONTH_AVERAGE: [Basis; 2] = [Basis::PreviousMonth, Basis::YearOnYear];
const YEAR_AVERAGE: [Basis; 2] = [Basis::LastDecember, Basis::YearOnYear];

pub fn sections(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::sub("存款"))];
    let deposits = &pack.metrics.deposits;
    match deposits.point.as_of {
        Some(newest) => {
            blocks.extend(chart(&deposits.months, newest));
            blocks.push(Block::Table(balances(pack, newest)));
        }
        None => blocks.push(super::no_data(
            deposits.point.note.clone().unwrap_or_default(),
        )),
    }
    if !deposits.foreign.is_empty() {
        let sums = deposits
            .foreign
            .iter()
            .map(|(currency, money)| format!("{currency} {} 万", format::wan(*money)));
        let sums = sums.collect::<Vec<String>>().join("，");
        blocks.push(Block::Facts(Facts {
            columns: 1,
            items: vec![(
                "外币存款".into(),
                Text::new(format!("{sums}（原币，未折算，不含在人民币数字内）")),
            )],
        }));
    }
    blocks.push(Block::Heading(Heading::sub("账户").with_unit("万元")));
    blocks.push(Block::Table(accounts(pack)));
    blocks
}

/// One row a base, so that every comparison names the day and the amount it stands on.
fn balances(pack: &Pack, newest: Day) -> Table {
    let deposits = &pack.metrics.deposits;
    let mut rows = Vec::new();
    rows.extend(figure_rows("时点余额", &deposits.point, &POINT, newest));
    rows.extend(figure_rows(
        "月日均",
        &deposits.month_average,
        &MONTH_AVERAGE,
        newest,
    ));
    rows.extend(figure_rows(
        "年日均",
        &deposits.year_average,
        &YEAR_AVERAGE,
        newest,
    ));
    let figures = [
        &deposits.point,
        &deposits.month_average,
        &deposits.year_average,
    ];
    let mut notes: Vec<&str> = figures
        .iter()
        .filter_map(|figure| figure.note.as_deref())
        .collect();
    notes.dedup();
    let gap = figures
        .iter()
        .zip([&POINT[..], &MONTH_AVERAGE, &YEAR_AVERAGE])
        .any(|(figure, bases)| {
            figure.value.is_some() && bases.iter().any(|b| figure.comparison(*b).is_none())
        });
    if gap {
        notes.push("基期为“—”：已导入的文件没有那一天的数据");
    }
    Table {
        columns: vec![
            TableColumn::text("指标", 2),
            TableColumn::number(format!("本期 {newest}")).strong(),
            TableColumn::text("对比", 2),
            TableColumn::label("基期"),
            TableColumn::number("基期数"),
            TableColumn::number("增减"),
            TableColumn::number("幅度"),
        ],
        rows,
        footnote: (!notes.is_empty()).then(|| Text::new(format!("{}。", notes.join("；")))),
    }
}

fn figure_rows(label: &str, figure: &Figure, bases: &[Basis], newest: Day) -> Vec<Row> {
    if figure.value.is_none() {
        return vec![Row::new([label, format::MISSING])];
    }
    let rows = bases.iter().enumerate().map(|(at, basis)| {
        let mut cells = match at {
            0 => vec![
                Text::new(label),
                Text::new(format::wan_or_missing(figure.value)),
            ],
            _ => vec![Text::default(), Text::default()],
        };
        cells.push(Text::new(basis.label()));
        cells.push(Text::new(base_day(*basis, newest).to_string()));
        match figure.comparison(*basis) {
            Some(comparison) => cells.extend([
                Text::new(format::wan(comparison.base)),
                Text::default().change(&format::change_wan(comparison.change)),
                match format::change(comparison) {
                    BasisValue::Change(change) => Text::default().change(&change),
                    BasisValue::Level(word) => Text::new(word),
                },
            ]),
            None => cells.extend([format::MISSING; 3].map(Text::new)),
        }
        Row::new(cells)
    });
    rows.collect()
}

fn base_day(basis: Basis, newest: Day) -> Day {
    match basis {
        Basis::PreviousMonth => newest.month_end_after(-1),
        Basis::YearStart | Basis::LastDecember => newest.previous_year_end(),
        Basis::YearOnYear => newest.month_end_after(-12),
    }
}

/// Twelve months against the same months a year before.
fn chart(months: &[MonthPoint], newest: Day) -> Option<Block> {
    let ends: Vec<Day> = (0..CHART_MONTHS)
        .rev()
        .map(|back| newest.month_end_after(-back))
        .collect();
    let at = |day: Day| {
        months
            .iter()
            .find(|month| month.as_of == day)
            .and_then(|month| month.point)
    };
    let now: Vec<Option<Money>> = ends.iter().map(|end| at(*end)).collect();
    let before: Vec<Option<Money>> = ends
        .iter()
        .map(|end| at(end.month_end_after(-12)))
        .collect();
    if now.iter().flatten().count() < 2 {
        return None;
    }
    let mut series = vec![line("本期", &now, SeriesRole::Main)];
    if before.iter().flatten().count() >= 2 {
        series.push(line("上年同期", &before, SeriesRole::Prior));
    }
    let labels = ends.iter().enumerate().map(|(at, end)| {
        if at == 0 || end.month() == 1 {
            format!("{}/{}", end.year() % 100, end.month())
        } else {
            end.month().to_string()
        }
    });
    Some(Block::LineChart(LineChart {
        title: Some("近 12 个月末时点余额（人民币）".into()),
        unit: "万元".into(),
        labels: labels.collect(),
        series,
    }))
}

fn line(name: &str, values: &[Option<Money>], role: SeriesRole) -> Series {
    let last = values.iter().flatten().last().copied();
    Series {
        name: name.into(),
        values: values.iter().map(|money| money.map(height)).collect(),
        role,
        last: last
            .map(|money| format::separated(money.in_unit(Unit::Wan), 0))
            .unwrap_or_default(),
    }
}

/// Where a mark goes on paper: the only place money becomes a float, and it never comes back.
pub fn height(money: Money) -> f64 {
    money.in_unit(Unit::Wan).to_f64().unwrap_or_default()
}

fn accounts(pack: &Pack) -> Table {
    let mut accounts: Vec<&Account> = pack.dossier.accounts.iter().collect();
    accounts.sort_by_key(|account| std::cmp::Reverse(newest_point(account)));
    let newest = pack.deposits_day();
    let mut rows: Vec<Row> = accounts
        .iter()
        .filter_map(|account| account_row(account, pack))
        .collect();
    let deposits = &pack.metrics.deposits;
    let mut footnote = None;
    if rows.len() > 1
        && let Some(point) = deposits.point.value
    {
        let total = [
            Text::new("人民币合计"),
            Text::default(),
            Text::new("CNY"),
            balance(Some(point)),
            Text::new(format::wan_or_missing(deposits.month_average.value)),
            Text::new(format::wan_or_missing(deposits.year_average.value)),
            deposits.point.as_of.map_or_else(Text::default, |day| {
                Text::new(format::short_day(day, pack.as_of()))
            }),
        ];
        rows.push(Row::new(total).with_kind(RowKind::Total));
        let lagging = accounts
            .iter()
            .filter(|account| account.days.last().map(|day| day.as_of) < newest)
            .count();
        if lagging > 0 {
            footnote = Some(Text::new(format!(
                "{lagging} 个账户没有最新一期的余额，列出其最后一期，不计入合计。"
            )));
        }
    }
    Table {
        columns: vec![
            TableColumn::text("账户", 3),
            TableColumn::text("产品", 4),
            TableColumn::label("币种"),
            TableColumn::number("时点余额").strong(),
            TableColumn::number("月日均"),
            TableColumn::number("年日均"),
            TableColumn::label("数据日期"),
        ],
        rows,
        footnote,
    }
}

fn newest_point(account: &Account) -> Option<Money> {
    account
        .days
        .last()
        .and_then(|day| day.amounts.point)
        .map(|point| point.money)
}

/// A negative level is red.
fn balance(money: Option<Money>) -> Text {
    match money {
        Some(money) if money.is_negative() => Text::default().ink(Ink::Red, format::wan(money)),
        money => Text::new(format::wan_or_missing(money)),
    }
}

fn account_row(account: &Account, pack: &Pack) -> Option<Row> {
    let day = account.days.last()?;
    let date = format::short_day(day.as_of, pack.as_of());
    let date = if pack.is_stale(day.as_of) {
        Text::default().ink(Ink::Orange, date)
    } else {
        Text::new(date)
    };
    Some(Row::new([
        Text::new(name(account)),
        Text::new(
            account
                .product
                .as_ref()
                .map_or(format::MISSING, |product| product.label.as_str()),
        ),
        Text::new(account.currency.as_str()),
        balance(newest_point(account)),
        Text::new(format::amount_or_missing(day.amounts.month_average)),
        Text::new(format::amount_or_missing(day.amounts.year_average)),
        date,
    ]))
}
