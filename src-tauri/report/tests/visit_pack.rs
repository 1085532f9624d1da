//! The visit pack (docs/domain.md §6.1) on paper: complete, in order, honest, and nothing internal in
//! the version for the client.

#[path = "fixtures/dossier.rs"]
mod fixture;

use fixture::{RICH, Size, amount, context, day, dossier};
use jingwei_core::document::Audience;
use jingwei_core::dossier::Dossier;
use jingwei_core::intake::record::Classification;
use jingwei_core::metrics::Metrics;
use jingwei_report::compose;
use jingwei_report::document::{Block, Inline, Text};
use jingwei_report::visit_pack::{VisitPack, make};
use jingwei_report::{Document, visit_pack};
use std::process::Command;

/// Debian's poppler-utils and qpdf judge the file; `./test` installs them.
fn tool(name: &str, arguments: &[&str], pack: &VisitPack) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("pack.pdf");
    std::fs::write(&path, &pack.pdf.bytes).expect("the pack is written");
    let mut command = Command::new(name);
    command.args(arguments).arg(&path);
    if name == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().expect("./test installs the tool");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{name} refused the file: {said}");
    said
}

fn text(pack: &VisitPack) -> String {
    tool("pdftotext", &["-raw"], pack)
}

/// Lines may break anywhere in Chinese: for searching, without any space.
fn closed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn internal(dossier: &Dossier) -> VisitPack {
    make(dossier, None, Audience::Internal, &context()).expect("an internal pack")
}

fn composed(dossier: &Dossier) -> Document {
    let visit = dossier.visits.first();
    compose::visit_pack(dossier, &Metrics::of(dossier), visit, &context())
}

const NOTHING: Size = Size {
    accounts: 0,
    months: 0,
    loans: 0,
    people: 0,
};

fn poor() -> Dossier {
    let mut poor = dossier(&NOTHING);
    let client = &mut poor.client;
    (client.number, client.code, client.tier) = (None, None, None);
    (client.manager, client.branch, client.legal_rep) = (None, None, None);
    (client.registered_capital, client.founded_on) = (None, None);
    poor.visits.clear();
    poor
}

fn every_block<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
    for block in blocks {
        found.push(block);
        match block {
            Block::Together(inner) => every_block(inner, found),
            Block::Columns(columns) => {
                for column in columns {
                    every_block(&column.blocks, found);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_section_stands_in_its_order_even_where_nothing_is_known() {
    let order = [
        "本次拜访",
        "见谁",
        "业务往来",
        "上次拜访以来",
        "需求与话术",
        "风险点与要问的问题",
        "材料与议程",
        "来源与口径",
        "当场记录",
    ];
    for dossier in [dossier(&RICH), poor()] {
        let document = composed(&dossier);
        let mut blocks = Vec::new();
        every_block(&document.blocks, &mut blocks);
        let sections = blocks.iter().filter_map(|block| match block {
            Block::Heading(heading)
                if heading.level == jingwei_report::document::Level::Section =>
            {
                Some(heading.title.split('　').next().unwrap_or_default())
            }
            _ => None,
        });
        assert_eq!(sections.collect::<Vec<_>>(), order);
        let all = closed(&text(&internal(&dossier)));
        for part in [
            "红线",
            "对口",
            "决策链",
            "授信额度",
            "综合贡献",
            "他行合作",
            "路线",
        ] {
            assert!(all.contains(part), "{part} is missing");
        }
    }
}

#[test]
fn what_is_missing_says_why() {
    for dossier in [dossier(&RICH), dossier(&NOTHING), poor()] {
        let document = composed(&dossier);
        let mut blocks = Vec::new();
        every_block(&document.blocks, &mut blocks);
        for block in blocks {
            if let Block::NoData { reason, .. } = block {
                assert!(!reason.is_empty());
            }
        }
        let said = closed(&text(&internal(&dossier)));
        for (at, words) in said.match_indices("暂无数据") {
            let after = &said[at + words.len()..];
            assert!(
                after.starts_with('（') && !after.starts_with("（）"),
                "{after:.60}"
            );
        }
        assert!(said.contains("暂无数据"));
    }
}

#[test]
fn page_one_is_the_whole_card() {
    let mut client = dossier(&RICH);
    client.loans[0].class = Some(Classification::Substandard);
    client.loans[0].overdue_days = Some(95);
    let pack = internal(&client);
    let pages = text(&pack);
    let first = closed(pages.split('\u{C}').next().unwrap_or_default());
    for words in [
        "示例精工股份有限公司",
        "战略客户",
        "五级分类次级",
        "存贷双边客户：存款",
        "最长逾期95天",
        "时点存款",
        "90天内到期",
        "2026-11-05（周四）",
        "顾丙财务总监",
        "了解四季度付款安排",
        "谈定到期业务的安排",
        "介绍协定存款",
        "请同意十二月起把供应商付款账户迁入我行",
        "不谈新增授信",
        "不承诺审批结果",
    ] {
        assert!(
            first.contains(words),
            "{words} is not on page one:\n{first}"
        );
    }
    assert!(
        (3..=5).contains(&pack.pdf.pages),
        "{} pages",
        pack.pdf.pages
    );
    assert!(
        pack.pdf.bytes.len() <= 400 * 1024,
        "{} bytes",
        pack.pdf.bytes.len()
    );
}

#[test]
fn bases_name_their_day_and_stale_ledgers_are_flagged() {
    let mut client = dossier(&RICH);
    let fresh = closed(&text(&internal(&client)));
    for words in [
        "较上月2026-09-30",
        "较年初2025-12-31",
        "同比2025-10-31",
        "存款.csv",
        "3/3台账报送",
    ] {
        assert!(fresh.contains(words), "{words} is missing");
    }
    assert!(!fresh.contains("数据陈旧"));
    client.as_of = day("2026-12-05");
    assert!(
        !closed(&text(&internal(&client))).contains("数据陈旧"),
        "35 days are not stale"
    );
    client.as_of = day("2026-12-06");
    let stale = closed(&text(&internal(&client)));
    for words in [
        "数据陈旧存款余额停在2026-10-31，距编制日36天",
        "贷款借据停在2026-10-31",
    ] {
        assert!(stale.contains(words), "{words} is missing");
    }
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let client = dossier(&RICH);
    for audience in [Audience::Internal, Audience::Client] {
        let [first, second] = [(); 2]
            .map(|()| visit_pack::make(&client, None, audience, &context()).expect("a pack"));
        assert_eq!(first.pdf, second.pdf);
        assert_eq!(first.file_name, second.file_name);
    }
}

/// A dossier in which everything that a client must not read is marked.
fn full_of_canaries() -> Dossier {
    let mut client = dossier(&RICH);
    client.client.tier = Some("金丝雀层级".into());
    client.client.manager = Some("金丝雀主办".into());
    client.client.branch = Some("金丝雀机构".into());
    client.client.industry_label = Some("金丝雀行业".into());
    client.client.legal_rep = Some("金丝雀法人".into());
    client.client.number = Some("KHCANARY".into());
    client.client.code = Some("91CANARY".into());
    for source in &mut client.sources {
        source.file = "金丝雀文件.xlsx".into();
    }
    let visit = &mut client.visits[0];
    visit.goals = vec!["金丝雀目标".into()];
    visit.ask = Some("金丝雀请求".into());
    for loan in &mut client.loans {
        loan.number = "JJCANARY7788".into();
        loan.security = Some("金丝雀担保".into());
        loan.class = Some(Classification::Doubtful);
        loan.overdue_days = Some(4321);
        loan.rate = Some(rust_decimal::Decimal::new(76_543, 4));
    }
    for account in &mut client.accounts {
        for day in &mut account.days {
            day.amounts.month_average = amount(987_654_321);
            day.amounts.year_average = amount(876_543_210);
        }
    }
    // Someone who is not invited is nobody's business at the table.
    client.people[11].name = "金丝雀联系人".into();
    client
}

const CANARIES: [&str; 22] = [
    "金丝雀",
    "CANARY",
    "7788",
    "可疑",
    "不良",
    "逾期",
    "4321",
    "7.6543",
    "987.65",
    "876.54",
    "日均",
    "分类",
    "目标",
    "请求",
    "红线",
    "内部",
    "审计",
    "7c1e",
    "拜访",
    "营销",
    "份额",
    "风险",
];

#[test]
fn the_client_version_holds_nothing_internal() {
    let client = full_of_canaries();
    let inside = closed(&text(&internal(&client)));
    for canary in CANARIES
        .iter()
        .filter(|canary| !["CANARY", "营销"].contains(canary))
    {
        assert!(
            inside.contains(canary),
            "{canary} proves nothing: it is not in the internal pack"
        );
    }
    let pack = make(&client, None, Audience::Client, &context()).expect("a client's version");
    assert!(
        (1..=2).contains(&pack.pdf.pages),
        "{} pages",
        pack.pdf.pages
    );
    let told = [
        text(&pack),
        tool("pdfinfo", &[], &pack),
        pack.file_name.clone(),
        strings(&pack),
    ];
    for told in told.map(|told| closed(&told)) {
        for canary in CANARIES {
            assert!(!told.contains(canary), "{canary} is told:\n{told}");
        }
    }
    let outside = closed(&text(&pack));
    for words in [
        "示例精工股份有限公司",
        "林叙白",
        "顾丙（财务总监）",
        "尾号0009",
        "以对账单为准",
    ] {
        assert!(outside.contains(words), "{words} is missing");
    }
}

/// Every string object and every readable stream of the file.
fn strings(pack: &VisitPack) -> String {
    let file = lopdf::Document::load_mem(&pack.pdf.bytes).expect("the file is parsed");
    let mut all = String::new();
    for object in file.objects.values() {
        gather(object, &mut all);
    }
    gather(&lopdf::Object::Dictionary(file.trailer), &mut all);
    all
}

fn gather(object: &lopdf::Object, all: &mut String) {
    use lopdf::Object;
    let mut pairs = |dictionary: &lopdf::Dictionary| {
        for (_, value) in dictionary {
            gather(value, all);
        }
    };
    match object {
        Object::String(bytes, _) => match bytes.strip_prefix(b"\xFE\xFF") {
            Some(wide) => {
                let units: Vec<u16> = wide
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                all.push_str(&String::from_utf16_lossy(&units));
            }
            // Glyph numbers and identifiers are bytes, not words.
            None if bytes.is_ascii() => all.push_str(&String::from_utf8_lossy(bytes)),
            None => {}
        },
        Object::Array(items) => items.iter().for_each(|item| gather(item, all)),
        Object::Dictionary(dictionary) => pairs(dictionary),
        Object::Stream(stream) => {
            pairs(&stream.dict);
            let is_metadata = stream
                .dict
                .get(b"Type")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"Metadata");
            if is_metadata {
                all.push_str(&String::from_utf8_lossy(&stream.content));
            }
        }
        _ => {}
    }
}

const MANY: Size = Size {
    accounts: 40,
    months: 13,
    loans: 60,
    people: 18,
};

#[test]
fn extremes_lose_nothing() {
    let mut client = dossier(&MANY);
    let long: String = "甲乙丙丁戊己庚辛壬癸".repeat(6);
    client.client.name = long.clone();
    client.people[0].name = "𠮷田\u{202E}<img onerror=x>".into();
    client.people[0].jobs = vec!["=cmd|'/c calc'!A1".into(), long.clone()];
    client.visits[0].attendees = client.people.iter().map(|person| person.id).collect();
    client.visits[0].goals = vec![long.clone(), "{{goal}} **粗** \u{200B}{0}".into()];
    client.visits[0].ask = Some(long.repeat(4));
    client.accounts[0]
        .days
        .last_mut()
        .expect("a day")
        .amounts
        .point = amount(-9_876_543_210_987);
    for audience in [Audience::Internal, Audience::Client] {
        let pack = make(&client, None, audience, &context()).expect("a pack");
        tool("qpdf", &["--check"], &pack);
        let said = closed(&text(&pack));
        let mut wanted = vec![
            long.clone(),
            // A cell of two lines stands beside another: its lines are found one by one.
            "𠮷田<img".into(),
            "onerror=x>".into(),
            "=cmd|'/ccalc'!A1".into(),
        ];
        wanted.push("\u{2212}9,876,543.21".into());
        wanted.extend((0..MANY.accounts).map(|index| format!("尾号{:04}", index)));
        if audience == Audience::Internal {
            wanted.push(long.repeat(4));
            wanted.push("{{goal}}**粗**{0}".into());
            wanted.extend((0..MANY.loans).map(|index| format!("尾号{:04}", index)));
            let past = 50_i64;
            wanted.push(client.as_of.plus_days(past * 29).to_string());
        }
        for words in wanted {
            assert!(said.contains(&words), "{words} is lost:\n{said}");
        }
        assert!(!said.contains('\u{202E}') && !said.contains('\u{FFFD}'));
        assert!(pack.file_name.ends_with(".pdf") && !pack.file_name.contains(['/', '<']));
    }
}

#[test]
fn a_foreign_balance_is_not_added_up() {
    let mut client = dossier(&RICH);
    client
        .accounts
        .iter_mut()
        .for_each(|account| account.currency = "USD".into());
    let pack = internal(&client);
    let said = closed(&text(&pack));
    assert!(
        said.contains("外币存款USD") && !said.contains("人民币合计"),
        "{said}"
    );
    let facing = make(&client, None, Audience::Client, &context()).expect("a client's version");
    assert!(!closed(&text(&facing)).contains("合计"));
}

#[test]
fn a_negative_level_is_red_and_asked_about() {
    let mut client = dossier(&RICH);
    client.accounts.truncate(1);
    client.accounts[0]
        .days
        .last_mut()
        .expect("a day")
        .amounts
        .point = amount(-1_234_500);
    let document = composed(&client);
    let mut blocks = Vec::new();
    every_block(&document.blocks, &mut blocks);
    let red = blocks.iter().any(|block| match block {
        Block::Verdict(verdict) => runs(&verdict.sentence).any(|(text, ink)| {
            text.contains("\u{2212}1.23") && ink == jingwei_report::document::Ink::Red
        }),
        _ => false,
    });
    assert!(red);
    let said = closed(&text(&internal(&client)));
    assert!(said.contains("同比由正转负"), "{said}");
    assert!(
        said.contains("账户余额为负：尾号0000（CNY\u{2212}1.23万元）"),
        "{said}"
    );
}

fn runs(text: &Text) -> impl Iterator<Item = (&str, jingwei_report::document::Ink)> {
    text.inlines.iter().filter_map(|inline| match inline {
        Inline::Run { text, ink, .. } => Some((text.as_str(), *ink)),
        _ => None,
    })
}

/// The day it is made for says nothing of how old its figures are.
#[test]
fn a_pack_says_until_when_its_balances_reach() {
    let dossier = dossier(&RICH);
    let loans = dossier.loans.iter().map(|loan| loan.as_of);
    let deposits = dossier.accounts.iter();
    let deposits = deposits.flat_map(|account| account.days.iter().map(|day| day.as_of));
    let newest = loans.chain(deposits).max();
    let pack = internal(&dossier);
    assert_eq!(pack.data_until, newest);
    assert!(newest < Some(pack.as_of), "the fixture tells the two apart");
    assert_eq!(internal(&poor()).data_until, None);
}
