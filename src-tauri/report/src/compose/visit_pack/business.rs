//! ③ 业务: balances on their bases, 24 months, accounts, loans and what falls due.

use super::{Pack, format, sub_without_data};
use crate::document::{
    Bar, BarChart, BasisValue, Block, Heading, Highlight, Ink, LineChart, Row, RowKind, Series,
    SeriesRole, Table, TableColumn, Text,
};
use jingwei_core::day::Day;
use jingwei_core::dossier::{Account, Loan};
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::{Basis, Figure, MonthPoint};
use jingwei_core::money::{Money, Unit};
use rust_decimal::prelude::ToPrimitive;

/// Months the deposit chart shows beside their prior year.
const CHART_MONTHS: usize = 12;
const LADDER_MONTHS: i32 = 12;

pub fn sections(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(
        Heading::section("业务往来").with_unit("万元"),
    )];
    blocks.extend(balances(pack));
    blocks.extend(accounts(pack));
    blocks.extend(loans(pack));
    blocks.extend(sub_without_data(
        "综合贡献",
        "尚未导入参数包（FTP、PD/LGD、费率），不能计算 EVA 与 RAROC",
    ));
    blocks.extend(holdings(pack));
    blocks.extend(sub_without_data(
        "他行合作",
        "尚未录入他行信息，钱包份额未知",
    ));
    blocks
}

fn balances(pack: &Pack) -> Vec<Block> {
    let deposits = &pack.metrics.deposits;
    let mut blocks = vec![Block::Heading(Heading::sub("存款"))];
    let Some(newest) = deposits.point.as_of else {
        let reason = deposits.point.note.clone().unwrap_or_default();
        blocks.push(super::no_data(reason));
        return blocks;
    };
    blocks.extend(chart(&deposits.months, newest));
    let figures = [
        ("时点余额", &deposits.point),
        ("月日均", &deposits.month_average),
        ("年日均", &deposits.year_average),
    ];
    let bases = [
        Basis::PreviousMonth,
        Basis::YearStart,
        Basis::YearOnYear,
        Basis::LastDecember,
    ];
    let used: Vec<Basis> = bases
        .into_iter()
        .filter(|basis| {
            figures
                .iter()
                .any(|(_, figure)| figure.comparison(*basis).is_some())
        })
        .collect();
    let mut columns = vec![
        TableColumn::text(format!("指标（{newest}）"), 1),
        TableColumn::number("本期").strong(),
    ];
    for basis in &used {
        columns.push(TableColumn::number(basis.label()));
        columns.push(TableColumn::number("幅度"));
    }
    let rows = figures
        .into_iter()
        .map(|(label, figure)| balance_row(label, figure, &used))
        .collect();
    let foreign = deposits
        .foreign
        .iter()
        .map(|(currency, money)| format!("{currency} {}", format::wan(*money)));
    let foreign: Vec<String> = foreign.collect();
    let footnote = (!foreign.is_empty()).then(|| {
        Text::new(format!(
            "外币（万，未折算，不含在上表）：{}",
            foreign.join("，")
        ))
    });
    blocks.push(Block::Table(Table {
        columns,
        rows,
        footnote,
    }));
    for figure in [
        &deposits.point,
        &deposits.month_average,
        &deposits.year_average,
    ] {
        if let Some(note) = figure.note.as_ref().filter(|_| figure.value.is_some()) {
            blocks.push(Block::Note(Text::new(note.as_str())));
        }
    }
    blocks
}

fn balance_row(label: &str, figure: &Figure, bases: &[Basis]) -> Row {
    let mut cells = vec![
        Text::new(label),
        Text::new(format::wan_or_missing(figure.value)),
    ];
    for basis in bases {
        match figure.comparison(*basis) {
            Some(comparison) => {
                cells.push(Text::default().change(&format::change_wan(comparison.change)));
                cells.push(match format::change(comparison) {
                    BasisValue::Change(change) => Text::default().change(&change),
                    BasisValue::Level(word) => Text::new(word),
                });
            }
            None => cells.extend([Text::new(format::MISSING), Text::new(format::MISSING)]),
        }
    }
    Row::new(cells)
}

/// Twelve months against the same months a year before.
fn chart(months: &[MonthPoint], newest: Day) -> Option<Block> {
    let ends: Vec<Day> = (0..CHART_MONTHS as i32)
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
    let mut series = vec![line("时点存款", &now, SeriesRole::Main)];
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
        title: Some("近 12 个月末存款余额".into()),
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
fn height(money: Money) -> f64 {
    money.in_unit(Unit::Wan).to_f64().unwrap_or_default()
}

fn accounts(pack: &Pack) -> Vec<Block> {
    if pack.dossier.accounts.is_empty() {
        return Vec::new();
    }
    let columns = vec![
        TableColumn::text("账户", 3),
        TableColumn::text("产品", 3),
        TableColumn::label("币种"),
        TableColumn::number("时点余额").strong(),
        TableColumn::number("月日均"),
        TableColumn::number("年日均"),
        TableColumn::label("数据日期"),
    ];
    let mut accounts: Vec<&Account> = pack.dossier.accounts.iter().collect();
    accounts.sort_by_key(|account| std::cmp::Reverse(newest_point(account)));
    let mut rows: Vec<Row> = accounts
        .iter()
        .filter_map(|account| account_row(account, pack.dossier.as_of))
        .collect();
    let deposits = &pack.metrics.deposits;
    if rows.len() > 1
        && let Some(point) = deposits.point.value
    {
        let total = [
            Text::new("人民币合计"),
            Text::default(),
            Text::new("CNY"),
            Text::new(format::wan(point)),
            Text::new(format::wan_or_missing(deposits.month_average.value)),
            Text::new(format::wan_or_missing(deposits.year_average.value)),
            Text::default(),
        ];
        rows.push(Row::new(total).with_kind(RowKind::Total));
    }
    vec![
        Block::Heading(Heading::sub("账户")),
        Block::Table(Table {
            columns,
            rows,
            footnote: None,
        }),
    ]
}

fn newest_point(account: &Account) -> Option<Money> {
    account
        .days
        .last()
        .and_then(|day| day.amounts.point)
        .map(|point| point.money)
}

fn account_row(account: &Account, beside: Day) -> Option<Row> {
    let day = account.days.last()?;
    let point = day.amounts.point;
    let balance = Text::default();
    let balance = match point {
        Some(amount) if amount.money.is_negative() => {
            balance.ink(Ink::Red, format::wan(amount.money))
        }
        _ => balance.plain(format::amount_or_missing(point)),
    };
    Some(Row::new([
        Text::new(tail(&account.number)),
        Text::new(
            account
                .product
                .as_ref()
                .map_or(format::MISSING, |product| product.label.as_str()),
        ),
        Text::new(account.currency.as_str()),
        balance,
        Text::new(format::amount_or_missing(day.amounts.month_average)),
        Text::new(format::amount_or_missing(day.amounts.year_average)),
        Text::new(format::short_day(day.as_of, beside)),
    ]))
}

/// `尾号 5064`: enough to tell accounts apart on paper.
pub fn tail(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let from = digits.len().saturating_sub(4);
    format!("尾号 {}", digits[from..].iter().collect::<String>())
}

fn loans(pack: &Pack) -> Vec<Block> {
    let (on, off): (Vec<&Loan>, Vec<&Loan>) = pack
        .dossier
        .loans
        .iter()
        .partition(|loan| !loan.off_balance);
    let figures = &pack.metrics.loans;
    let mut blocks = Vec::new();
    for (title, items, figure) in [
        ("贷款", on, &figures.balance),
        ("表外业务", off, &figures.off_balance),
    ] {
        if items.is_empty() {
            blocks.extend(sub_without_data(
                title,
                figure.note.clone().unwrap_or_default(),
            ));
        } else {
            blocks.push(Block::Heading(Heading::sub(title)));
            blocks.push(loan_table(items, figure, pack.dossier.as_of));
        }
    }
    blocks.extend(ladder(pack));
    blocks
}

fn loan_table(mut items: Vec<&Loan>, figure: &Figure, as_of: Day) -> Block {
    items.sort_by_key(|loan| (loan.matures_on.is_none(), loan.matures_on));
    let columns = vec![
        TableColumn::label("借据"),
        TableColumn::text("品种", 3),
        TableColumn::number("余额").strong(),
        TableColumn::number("年利率 %"),
        TableColumn::label("到期日"),
        TableColumn::label("担保"),
        TableColumn::label("分类"),
        TableColumn::number("逾期"),
    ];
    let mut rows: Vec<Row> = items.iter().map(|loan| loan_row(loan, as_of)).collect();
    if rows.len() > 1
        && let Some(total) = figure.value
    {
        let cells = [
            Text::new("合计"),
            Text::default(),
            Text::new(format::wan(total)),
        ];
        rows.push(Row::new(cells).with_kind(RowKind::Total));
    }
    Block::Table(Table {
        columns,
        rows,
        footnote: figure.note.clone().map(Text::new),
    })
}

fn loan_row(loan: &Loan, as_of: Day) -> Row {
    let maturity = match loan.matures_on {
        Some(day) if day < as_of => Text::default().ink(Ink::Orange, format!("{day} 已过")),
        Some(day) if day.days_since(as_of) <= 90 => Text::default().strong(day.to_string()),
        Some(day) => Text::new(day.to_string()),
        None => Text::new(format::MISSING),
    };
    let class = match loan.class {
        Some(class) if class > Classification::Normal => {
            Text::default().ink(Ink::Red, class.label())
        }
        Some(class) => Text::new(class.label()),
        None => Text::new(format::MISSING),
    };
    let overdue = match loan.overdue_days {
        Some(0) => Text::new("0 天"),
        Some(days) => Text::default().ink(Ink::Red, format!("{days} 天")),
        None => Text::new(format::MISSING),
    };
    Row::new([
        Text::new(tail(&loan.number)),
        Text::new(
            loan.product
                .as_ref()
                .map_or(format::MISSING, |product| product.label.as_str()),
        ),
        Text::new(format::amount_or_missing(loan.balance)),
        Text::new(
            loan.rate
                .map_or_else(|| format::MISSING.into(), |rate| format::separated(rate, 4)),
        ),
        maturity,
        Text::new(loan.security.as_deref().unwrap_or(format::MISSING)),
        class,
        overdue,
    ])
}

/// What falls due, month by month; the next 90 days stand out.
fn ladder(pack: &Pack) -> Option<Block> {
    let as_of = pack.dossier.as_of;
    let months: Vec<Day> = (0..LADDER_MONTHS)
        .map(|ahead| as_of.month_end_after(ahead))
        .collect();
    let sums: Vec<Money> = months
        .iter()
        .map(|end| {
            let due = pack.dossier.loans.iter().filter(|loan| {
                loan.currency == "CNY"
                    && loan
                        .matures_on
                        .is_some_and(|day| day >= as_of && day.month_end() == *end)
            });
            due.filter_map(|loan| loan.balance)
                .map(|balance| balance.money)
                .filter(|money| !money.is_negative())
                .sum()
        })
        .collect();
    if sums.iter().all(|sum| *sum == Money::ZERO) {
        return None;
    }
    let last_soon = months
        .iter()
        .rposition(|end| end.days_since(as_of) <= 90)
        .unwrap_or_default();
    let bars = months.iter().zip(&sums).map(|(end, sum)| Bar {
        label: format!("{} 月", end.month()),
        value: height(*sum),
        display: if *sum == Money::ZERO {
            String::new()
        } else {
            format::separated(sum.in_unit(Unit::Wan), 0)
        },
    });
    Some(Block::BarChart(BarChart {
        title: Some("未来 12 个月到期（贷款与表外余额）".into()),
        unit: "万元".into(),
        bars: bars.collect(),
        threshold: None,
        highlight: Some(Highlight {
            first: 0,
            last: last_soon,
            label: "约 90 天内".into(),
        }),
    }))
}

/// Which product families the ledgers show, and which they do not.
fn holdings(pack: &Pack) -> Vec<Block> {
    let products = || {
        let accounts = pack
            .dossier
            .accounts
            .iter()
            .filter_map(|account| account.product.as_ref());
        accounts.chain(
            pack.dossier
                .loans
                .iter()
                .filter_map(|loan| loan.product.as_ref()),
        )
    };
    if products().next().is_none() {
        return sub_without_data("产品与空白", "存贷台账里没有该客户的产品").into();
    }
    let mut held: Vec<&str> = products().map(|product| product.label.as_str()).collect();
    held.sort_unstable();
    held.dedup();
    let families = jingwei_core::product::families();
    let blank: Vec<&str> = families
        .iter()
        .filter(|family| {
            !products().any(|product| {
                product
                    .code
                    .as_deref()
                    .is_some_and(|code| code.starts_with(family.letter))
            })
        })
        .map(|family| family.name)
        .collect();
    vec![
        Block::Heading(Heading::sub("产品与空白")),
        Block::Facts(crate::document::Facts {
            columns: 1,
            items: vec![
                ("台账所见".into(), Text::new(held.join("、"))),
                ("台账未见".into(), Text::new(blank.join("、"))),
            ],
        }),
        Block::Note(Text::new(
            "只依据已导入的存款与借据台账；结算、代发、国际等业务没有台账，不等于没有使用。",
        )),
    ]
}
