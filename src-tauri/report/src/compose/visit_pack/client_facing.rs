//! The version a client may keep. [`ClientFacing`] holds only what the client knows already: its own
//! name, its own accounts and items with us, who meets whom. Tier, class, metrics, goals, the ask, people's
//! standing and the audit head have no field here, so none of them can slip into the document.

use super::format;
use crate::compose::Context;
use crate::document::{
    Block, CheckItem, Checklist, Classification, Document, Facts, Heading, List, Meta, Row,
    RowKind, Table, TableColumn, Text, TitleBand, Writing,
};
use jiff::civil::DateTime;
use jingwei_core::day::Day;
use jingwei_core::dossier::{Dossier, Visit};
use jingwei_core::money::Money;

/// All that a client-facing document can say.
#[derive(Debug, Clone)]
pub struct ClientFacing {
    client: String,
    bank: String,
    our_manager: String,
    meeting_on: Option<Day>,
    /// Name and jobs of the client's people at the meeting.
    attendees: Vec<(String, String)>,
    accounts: Vec<OwnAccount>,
    due_soon: Vec<OwnItem>,
    data_day: Option<Day>,
    created: DateTime,
}

#[derive(Debug, Clone)]
struct OwnAccount {
    tail: String,
    product: String,
    currency: String,
    balance: Option<Money>,
}

#[derive(Debug, Clone)]
struct OwnItem {
    product: String,
    balance: Option<Money>,
    matures_on: Day,
}

/// Items due within so many days are worth a word at the meeting.
const DUE_DAYS: i64 = 90;

impl ClientFacing {
    pub fn of(dossier: &Dossier, visit: Option<&Visit>, context: &Context) -> Self {
        let attendees = visit.into_iter().flat_map(|visit| {
            dossier
                .people
                .iter()
                .filter(|person| visit.attendees.contains(&person.id))
        });
        let label = |product: &Option<jingwei_core::dossier::Product>| {
            product
                .as_ref()
                .map_or_else(|| "存款".to_owned(), |product| product.label.clone())
        };
        let accounts = dossier.accounts.iter().filter_map(|account| {
            let day = account.days.last()?;
            Some(OwnAccount {
                tail: super::business::tail(&account.number),
                product: label(&account.product),
                currency: account.currency.clone(),
                balance: day.amounts.point.map(|point| point.money),
            })
        });
        let due = dossier.loans.iter().filter_map(|loan| {
            let matures_on = loan.matures_on?;
            let ahead = matures_on.days_since(dossier.as_of);
            let balance = loan.balance.map(|balance| balance.money);
            ((0..=DUE_DAYS).contains(&ahead) && balance.is_none_or(|money| money > Money::ZERO))
                .then(|| OwnItem {
                    product: label(&loan.product),
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
            attendees: attendees
                .map(|person| (person.name.clone(), person.jobs.join("、")))
                .collect(),
            data_day: dossier
                .accounts
                .iter()
                .filter_map(|account| account.days.last())
                .map(|day| day.as_of)
                .max(),
            accounts: accounts.collect(),
            due_soon,
            created: context.produced_at,
        }
    }
}

/// One or two pages for the table, in neutral words.
pub fn client_facing(facing: &ClientFacing) -> Document {
    let mut blocks = vec![Block::Title(TitleBand {
        name: facing.client.clone(),
        facts: vec![
            Text::new("业务沟通纪要与资料"),
            Text::new(format!("{} {}", facing.bank, facing.our_manager)),
        ],
    })];
    blocks.extend(meeting(facing));
    blocks.extend(topics(facing));
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
    let mut items = vec![
        (
            "日期".to_owned(),
            Text::new(
                facing
                    .meeting_on
                    .map_or_else(|| "待定".into(), |day| day.to_string()),
            ),
        ),
        (
            "我方".to_owned(),
            Text::new(format!("{}　{}", facing.our_manager, facing.bank)),
        ),
    ];
    let people = facing.attendees.iter().map(|(name, jobs)| {
        if jobs.is_empty() {
            name.clone()
        } else {
            format!("{name}（{jobs}）")
        }
    });
    let people: Vec<String> = people.collect();
    items.push((
        "贵方".to_owned(),
        Text::new(if people.is_empty() {
            "待定".into()
        } else {
            people.join("，")
        }),
    ));
    vec![
        Block::Heading(Heading::section("会面安排")),
        Block::Facts(Facts { columns: 1, items }),
    ]
}

fn topics(facing: &ClientFacing) -> Vec<Block> {
    let mut topics = vec!["贵公司近期经营与资金安排"];
    if !facing.due_soon.is_empty() {
        topics.push("近期到期业务的衔接");
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
    let mut blocks = vec![Block::Heading(
        Heading::section("贵公司在我行的账户").with_unit("万元"),
    )];
    let Some(day) = facing.data_day else {
        blocks.push(super::no_data("尚无账户余额可供核对"));
        return blocks;
    };
    let columns = vec![
        TableColumn::text("账户", 2),
        TableColumn::text("产品", 3),
        TableColumn::label("币种"),
        TableColumn::number("余额").strong(),
    ];
    let mut rows: Vec<Row> = facing
        .accounts
        .iter()
        .map(|account| {
            Row::new([
                account.tail.clone(),
                account.product.clone(),
                account.currency.clone(),
                format::wan_or_missing(account.balance),
            ])
        })
        .collect();
    let one_currency = facing
        .accounts
        .iter()
        .all(|account| account.currency == "CNY");
    if rows.len() > 1 && one_currency {
        let total: Money = facing
            .accounts
            .iter()
            .filter_map(|account| account.balance)
            .sum();
        rows.push(
            Row::new([
                "合计".to_owned(),
                String::new(),
                "CNY".into(),
                format::wan(total),
            ])
            .with_kind(RowKind::Total),
        );
    }
    blocks.push(Block::Table(Table {
        columns,
        rows,
        footnote: Some(Text::new(format!("余额日期 {day}，以对账单为准。"))),
    }));
    blocks
}

fn due_soon(facing: &ClientFacing) -> Vec<Block> {
    if facing.due_soon.is_empty() {
        return Vec::new();
    }
    let rows = facing.due_soon.iter().map(|item| {
        Row::new([
            item.product.clone(),
            format::wan_or_missing(item.balance),
            item.matures_on.to_string(),
        ])
    });
    vec![
        Block::Heading(Heading::section("近 90 天到期的业务").with_unit("万元")),
        Block::Table(Table {
            columns: vec![
                TableColumn::text("业务", 1),
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
        wanted.push("到期业务续作所需资料（按我方清单）");
    }
    vec![
        Block::Heading(Heading::section("请贵方准备")),
        Block::Checklist(Checklist {
            columns: 1,
            items: wanted
                .into_iter()
                .map(|text| CheckItem {
                    text: Text::new(text),
                    aside: None,
                })
                .collect(),
        }),
        Block::Together(vec![
            Block::Heading(Heading::section("会后事项")),
            Block::Writing(Writing {
                label: Some("双方约定的事项、负责人与完成日期".into()),
                lines: 4,
            }),
        ]),
    ]
}
