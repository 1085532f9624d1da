//! ① 一页速览: who they are, how they stand with us, what this visit is for.

use super::{Pack, format, visit};
use crate::document::{
    AsOf, Basis, BasisValue, Block, ChipLook, Figure, FigureValue, Ink, Reliability, Text,
    TitleBand, Verdict, VerdictLabel,
};
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::{self, Movement};
use jingwei_core::money::Money;

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
    blocks.extend(stale(pack).map(Block::Paragraph));
    blocks.extend(visit::section(pack));
    blocks
}

fn facts(pack: &Pack) -> Vec<Text> {
    let client = &pack.dossier.client;
    let standing = match &client.tier {
        Some(tier) => Text::default().chip(tier_look(tier), tier.as_str()),
        None => Text::new("未分层"),
    };
    let standing = match pack.metrics.loans.worst_class {
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
    facts.push(Text::new(format!("编制日 {}", pack.as_of())));
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

/// The relationship in one sentence: what kind, level and direction, what is near, what is wrong.
fn relationship(pack: &Pack) -> Text {
    let (deposits, loans) = (&pack.metrics.deposits, &pack.metrics.loans);
    let (point, on, off) = (
        deposits.point.value,
        loans.balance.value,
        loans.off_balance.value,
    );
    if pack.dossier.accounts.is_empty() && pack.dossier.loans.is_empty() {
        return Text::new("台账中没有该客户的存款与授信，本次按首次营销准备。");
    }
    let kind = match (point.is_some(), on.is_some(), off.is_some()) {
        (true, true, _) => "存贷双边客户",
        (true, false, true) => "存款与表外业务客户",
        (true, false, false) => "纯存款客户",
        (false, true, _) => "授信客户，无人民币存款",
        (false, false, true) => "表外业务客户，无人民币存款",
        (false, false, false) => "外币业务客户",
    };
    let mut sentence = Text::new(kind).plain("：");
    sentence
        .inlines
        .extend(joined(standing_parts(pack, point, on, off)).inlines);
    sentence.plain("。")
}

/// Level and direction, what is near, what is wrong.
fn standing_parts(
    pack: &Pack,
    point: Option<Money>,
    on: Option<Money>,
    off: Option<Money>,
) -> Vec<Text> {
    let (deposits, loans) = (&pack.metrics.deposits, &pack.metrics.loans);
    let mut parts: Vec<Text> = Vec::new();
    if let Some(value) = point {
        let balance = Text::new("存款 ");
        let balance = if value.is_negative() {
            balance.strong_ink(Ink::Red, format::in_words(value))
        } else {
            balance.plain(format::in_words(value))
        };
        parts.push(balance.plain(direction(&deposits.point)));
    }
    let amounts = [
        ("表内贷款", on),
        ("表外", off),
        ("90 天内到期", due_soon(pack)),
    ];
    parts.extend(amounts.into_iter().filter_map(|(label, value)| {
        value.map(|value| Text::new(format!("{label} {}", format::in_words(value))))
    }));
    if let Some(days) = loans.longest_overdue_days {
        parts.push(Text::default().ink(Ink::Red, format!("最长逾期 {days} 天")));
    }
    let past = pack.past_maturity().count();
    if past > 0 {
        parts.push(Text::default().ink(Ink::Orange, format!("{past} 笔已过到期日未结清")));
    }
    if parts.is_empty() {
        parts.push(Text::new("人民币项下没有余额"));
    }
    parts
}

fn joined(parts: Vec<Text>) -> Text {
    let mut text = Text::default();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            text = text.plain("，");
        }
        text.inlines.extend(part.inlines);
    }
    text
}

fn due_soon(pack: &Pack) -> Option<Money> {
    let due = pack.metrics.loans.due_within(pack.due_soon_days());
    (due > Money::ZERO).then_some(due)
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
        Movement::Growth(_) if format::turned_negative(comparison) => {
            format!("（{basis}由正转负）")
        }
        Movement::Growth(rate) if comparison.change.fen() > 0 => {
            format!("（{basis}增长 {}）", format::percent(rate))
        }
        Movement::Growth(rate) if comparison.change.fen() < 0 => {
            format!("（{basis}下降 {}）", format::percent(rate))
        }
        Movement::Growth(_) | Movement::Still => format!("（{basis}持平）"),
        Movement::Appeared => format!("（{basis}新增）"),
        Movement::Recovered => format!("（{basis}由负转正）"),
        Movement::TurnedNegative => format!("（{basis}由零转负）"),
        Movement::Worsened => format!("（{basis}负值扩大）"),
        Movement::Eased => format!("（{basis}负值收窄）"),
    }
}

fn figures(pack: &Pack) -> Vec<Figure> {
    let deposits = &pack.metrics.deposits;
    if pack.dossier.accounts.is_empty() && pack.dossier.loans.is_empty() {
        return vec![
            registered_capital(pack),
            age(pack),
            format::figure("存款", &deposits.point, pack.dossier),
            format::figure("授信", &pack.metrics.loans.balance, pack.dossier),
        ];
    }
    vec![
        format::figure("时点存款", &deposits.point, pack.dossier),
        format::figure("年日均存款", &deposits.year_average, pack.dossier),
        credit(pack),
        near(pack),
    ]
}

fn plain(label: &str, value: FigureValue, basis: Vec<Basis>) -> Figure {
    Figure {
        label: label.into(),
        value,
        basis,
        as_of: None,
    }
}

fn missing(reason: &str) -> FigureValue {
    FigureValue::Missing {
        reason: reason.into(),
    }
}

fn known(number: String, unit: &str) -> FigureValue {
    FigureValue::Known {
        number,
        unit: unit.into(),
        negative: false,
    }
}

fn level(name: &str, value: String) -> Basis {
    Basis {
        name: name.into(),
        value: BasisValue::Level(value),
    }
}

fn registered_capital(pack: &Pack) -> Figure {
    let value = match pack.dossier.client.registered_capital {
        Some(capital) => {
            let (number, unit) = format::headline(capital.money);
            known(number, unit)
        }
        None => missing("客户清单没有注册资本"),
    };
    plain("注册资本", value, Vec::new())
}

fn age(pack: &Pack) -> Figure {
    const DAYS_IN_A_YEAR: i64 = 365;
    match pack.dossier.client.founded_on {
        Some(day) if day <= pack.as_of() => plain(
            "成立年限",
            known(
                (pack.as_of().days_since(day) / DAYS_IN_A_YEAR).to_string(),
                "年",
            ),
            vec![level("成立日期", day.to_string())],
        ),
        _ => plain("成立年限", missing("客户清单没有成立日期"), Vec::new()),
    }
}

/// Loans drawn, with the off-balance items beside them; or these alone.
fn credit(pack: &Pack) -> Figure {
    let loans = &pack.metrics.loans;
    let (on, off) = (&loans.balance, &loans.off_balance);
    if on.value.is_none() && off.value.is_some() {
        let mut figure = format::figure("表外余额", off, pack.dossier);
        figure.basis.push(level("表内贷款", "无".into()));
        return figure;
    }
    let mut figure = format::figure("表内贷款", on, pack.dossier);
    if on.value.is_some() {
        let beside = off.value.map_or_else(|| "无".into(), format::in_words);
        figure.basis.push(level("表外", beside));
    }
    figure
}

/// What falls due soon, and what is past its day.
fn near(pack: &Pack) -> Figure {
    let label = format!("{} 天内到期", pack.due_soon_days());
    let Some(newest) = pack.loans_day() else {
        return plain(&label, missing("尚未导入该客户的借据"), Vec::new());
    };
    let loans = &pack.metrics.loans;
    let (number, unit) = format::headline(loans.due_within(pack.due_soon_days()));
    let near = loans.maturities.iter().filter(|bucket| {
        bucket
            .within_days
            .is_some_and(|days| (0..=pack.due_soon_days()).contains(&days))
    });
    let count: usize = near.map(|bucket| bucket.items.len()).sum();
    let mut basis = vec![level("共", format!("{count} 笔"))];
    let past = pack.past_maturity().count();
    if past > 0 {
        basis.push(level("另有已过到期日", format!("{past} 笔")));
    }
    Figure {
        label,
        value: known(number, unit),
        basis,
        as_of: Some(AsOf {
            date: format::short_day(newest, pack.as_of()),
            kind: Reliability::Reported,
            stale: pack.is_stale(newest),
        }),
    }
}

/// Which ledgers are out of date, and what to do about it.
fn stale(pack: &Pack) -> Option<Text> {
    let old = super::stale_ledgers(pack.dossier);
    (!old.is_empty()).then(|| {
        Text::default()
            .strong_ink(Ink::Orange, "数据陈旧　")
            .ink(Ink::Orange, old.join("；"))
            .plain(format!(
                "（超过 {} 天）。请先导入最新一期，再引用本资料包的数字。",
                pack.dossier.settings.stale_days
            ))
    })
}
