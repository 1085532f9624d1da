//! The version a client may keep. [`ClientFacing`] holds only what the client knows already: its own
//! name, its own accounts and items with us, who meets whom. Tier, class, metrics, goals, the ask, people's
//! standing and the audit head have no field here, so none of them can slip into the document.

use super::format;
use crate::compose::Context;
use crate::document::{
    Block, CheckItem, Checklist, Classification, Column, Document, Facts, Heading, Ink, List, Meta,
    Row, RowKind, Table, TableColumn, Text, TitleBand, Writing,
};
use jiff::civil::DateTime;
use jingwei_core::day::Day;
use jingwei_core::dossier::{Dossier, Product, Visit};
use jingwei_core::money::Money;
use jingwei_core::visit::TimeOfDay;

/// All that a client-facing document can say.
#[derive(Debug, Clone)]
pub struct ClientFacing {
    client: String,
    bank: String,
    our_manager: String,
    meeting_on: Option<Day>,
    meeting_at: Option<TimeOfDay>,
    meeting_place: Option<String>,
    /// Name and jobs of the client's people at the meeting.
    attendees: Vec<(String, String)>,
    accounts: Vec<OwnAccount>,
    due_soon: Vec<OwnItem>,
    /// Days ahead that `due_soon` covers.
    due_soon_days: i64,
    data_day: Option<Day>,
    created: DateTime,
}

#[derive(Debug, Clone)]
struct OwnAccount {
    name: String,
    product: String,
    currency: String,
    balance: Option<Money>,
    as_of: Day,
}

#[derive(Debug, Clone)]
struct OwnItem {
    product: String,
    currency: String,
    balance: Option<Money>,
    matures_on: Day,
}

impl ClientFacing {
    pub fn of(dossier: &Dossier, visit: Option<&Visit>, context: &Context) -> Self {
        let attendees = visit.into_iter().flat_map(|visit| {
            dossier
                .people
                .iter()
                .filter(|person| visit.attendees.contains(&person.id))
        });
        let accounts = dossier.accounts.iter().filter_map(|account| {
            let day = account.days.last()?;
            Some(OwnAccount {
                name: super::name(account),
                product: label(account.product.as_ref(), "存款"),
                currency: account.currency.clone(),
                balance: day.amounts.point.map(|point| point.money),
                as_of: day.as_of,
            })
        });
        let due = dossier.loans.iter().filter_map(|loan| {
            let matures_on = loan.matures_on?;
            let ahead = matures_on.days_since(dossier.as_of);
            let balance = loan.balance.map(|balance| balance.money);
            ((0..=dossier.settings.due_soon_days).contains(&ahead)
                && balance.is_none_or(|money| money > Money::ZERO))
            .then(|| OwnItem {
                product: label(loan.product.as_ref(), "授信业务"),
                currency: loan.currency.clone(),
                balance,
                matures_on,
            })
        });
        let mut due_soon: Vec<OwnItem> = due.collect();
        due_soon.sort_by_key(|item| item.matures_on);
        ClientFacing {
            client: dossier.client.name.clone(),
            bank: context
                .branch
                .clone()
                .unwrap_or_else(|| "客户服务团队".into()),
            our_manager: context.user_name.clone(),
            meeting_on: visit.and_then(|visit| visit.planned_on),
            meeting_at: visit.and_then(|visit| visit.starts_at),
            meeting_place: visit.and_then(|visit| visit.place.clone()),
            attendees: attendees
                .map(|person| (person.name.clone(), person.jobs.join("、")))
                .collect(),
            data_day: super::newest_balance(dossier),
            accounts: accounts.collect(),
            due_soon,
            due_soon_days: dossier.settings.due_soon_days,
            created: context.produced_at,
        }
    }
}

/// Attendees up to this many have a line each.
const ONE_A_LINE: usize = 6;

fn label(product: Option<&Product>, otherwise: &str) -> String {
    product.map_or_else(|| otherwise.to_owned(), |product| product.label.clone())
}

/// One or two pages for the table, in neutral words.
pub fn client_facing(facing: &ClientFacing) -> Document {
    let mut blocks = vec![
        Block::Title(TitleBand {
            name: facing.client.clone(),
            facts: vec![
                Text::new("业务沟通资料"),
                Text::new(format!("{}　{}", facing.bank, facing.our_manager)),
            ],
        }),
        Block::Columns(vec![
            Column {
                weight: 1,
                blocks: meeting(facing),
            },
            Column {
                weight: 1,
                blocks: topics(facing),
            },
        ]),
    ];
    blocks.extend(accounts(facing));
    blocks.extend(due_soon(facing));
    blocks.extend(next_steps(facing));
    Document {
        meta: Meta {
            title: format!("业务沟通资料 · {}", facing.client),
            subject: "业务沟通资料".into(),
            client: facing.client.clone(),
            author: facing.bank.clone(),
            head_left: "业务沟通资料".into(),
            head_right: facing.bank.clone(),
            classification: Classification::Neutral(facing.bank.clone()),
            footer: String::new(),
            watermark: None,
            created: facing.created,
        },
        blocks,
    }
}

fn meeting(facing: &ClientFacing) -> Vec<Block> {
    let day = facing
        .meeting_on
        .map_or_else(|| "待定".into(), format::day_of_week);
    let time = facing.meeting_at.map(|time| time.to_string());
    let day = day + &time.unwrap_or_default();
    let people = facing.attendees.iter().map(|(name, jobs)| {
        if jobs.is_empty() {
            name.clone()
        } else {
            format!("{name}（{jobs}）")
        }
    });
    let people: Vec<String> = people.collect();
    let theirs = if people.is_empty() {
        "待定".into()
    } else {
        // A few stand one below the other; a delegation runs on.
        people.join(if people.len() <= ONE_A_LINE {
            "\n"
        } else {
            "，"
        })
    };
    let ours = format!("{}（{}）", facing.our_manager, facing.bank);
    let mut items = vec![("日期", day), ("我方", ours), ("贵方", theirs)];
    if let Some(place) = &facing.meeting_place {
        items.insert(1, ("地点", place.clone()));
    }
    vec![
        Block::Heading(Heading::section("会面安排")),
        Block::Facts(Facts {
            columns: 1,
            items: items
                .into_iter()
                .map(|(label, value)| (label.to_owned(), Text::new(value)))
                .collect(),
        }),
    ]
}

fn topics(facing: &ClientFacing) -> Vec<Block> {
    let mut topics = vec!["贵公司近期经营与资金安排"];
    if !facing.due_soon.is_empty() {
        topics.push("近期到期业务的安排");
    }
    if !facing.accounts.is_empty() {
        topics.push("账户与结算服务的使用体验");
    }
    topics.push("贵公司希望我们改进或支持的事项");
    vec![
        Block::Heading(Heading::section("沟通议题")),
        Block::List(List {
            numbered: true,
            items: topics.into_iter().map(Text::new).collect(),
        }),
    ]
}

fn accounts(facing: &ClientFacing) -> Vec<Block> {
    let heading = Heading::section("贵公司在我行的账户");
    let Some(day) = facing.data_day else {
        return vec![
            Block::Heading(heading),
            super::no_data("尚无账户余额可供核对"),
        ];
    };
    let mut rows: Vec<Row> = facing
        .accounts
        .iter()
        .map(|account| {
            Row::new([
                Text::new(account.name.as_str()),
                Text::new(account.product.as_str()),
                Text::new(account.currency.as_str()),
                balance(account.balance),
                Text::new(account.as_of.to_string()),
            ])
        })
        .collect();
    rows.extend(total(facing, day));
    let foreign = facing
        .accounts
        .iter()
        .any(|account| account.currency != "CNY");
    vec![
        Block::Heading(heading.with_unit("万元")),
        Block::Table(Table {
            columns: vec![
                TableColumn::text("账户", 2),
                TableColumn::text("产品", 3),
                TableColumn::label("币种"),
                TableColumn::number("余额").strong(),
                TableColumn::label("余额日期"),
            ],
            rows,
            footnote: Some(Text::new(if foreign {
                "余额仅供会面核对，以对账单为准；外币为原币金额，未折算。"
            } else {
                "余额仅供会面核对，以对账单为准。"
            })),
        }),
    ]
}

/// Only where all accounts hold for one day in one currency: anything else does not add up.
fn total(facing: &ClientFacing, day: Day) -> Option<Row> {
    let adds_up = facing
        .accounts
        .iter()
        .all(|account| account.currency == "CNY" && account.as_of == day);
    let balances = facing.accounts.iter().filter_map(|account| account.balance);
    (adds_up && facing.accounts.len() > 1).then(|| {
        let cells = [
            Text::new("合计"),
            Text::default(),
            Text::new("CNY"),
            balance(Some(balances.sum())),
            Text::new(day.to_string()),
        ];
        Row::new(cells).with_kind(RowKind::Total)
    })
}

fn balance(money: Option<Money>) -> Text {
    match money {
        Some(money) if money.is_negative() => Text::default().ink(Ink::Red, format::wan(money)),
        money => Text::new(format::wan_or_missing(money)),
    }
}

fn due_soon(facing: &ClientFacing) -> Vec<Block> {
    if facing.due_soon.is_empty() {
        return Vec::new();
    }
    let rows = facing.due_soon.iter().map(|item| {
        Row::new([
            item.product.clone(),
            item.currency.clone(),
            format::wan_or_missing(item.balance),
            item.matures_on.to_string(),
        ])
    });
    let heading = format!("未来 {} 天内到期的业务", facing.due_soon_days);
    vec![
        Block::Heading(Heading::section(heading).with_unit("万元")),
        Block::Table(Table {
            columns: vec![
                TableColumn::text("业务", 1),
                TableColumn::label("币种"),
                TableColumn::number("余额").strong(),
                TableColumn::label("到期日"),
            ],
            rows: rows.collect(),
            footnote: None,
        }),
    ]
}

fn next_steps(facing: &ClientFacing) -> Vec<Block> {
    let mut wanted = vec![
        "最近一期财务报表",
        "营业执照、章程等证照如有变更，请提供最新版本",
    ];
    if !facing.due_soon.is_empty() {
        wanted.push("到期业务的还款安排与相关资料");
    }
    let items = wanted.into_iter().map(|text| CheckItem {
        text: Text::new(text),
        aside: None,
    });
    vec![
        Block::Together(vec![
            Block::Heading(Heading::section("请贵方准备")),
            Block::Checklist(Checklist {
                columns: 1,
                items: items.collect(),
            }),
        ]),
        Block::Together(vec![
            Block::Heading(Heading::section("会面记录")),
            Block::Writing(Writing {
                label: Some("双方约定的事项、负责人与完成日期".into()),
                lines: 4,
                to_page_end: true,
            }),
        ]),
    ]
}
