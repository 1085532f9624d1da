//! ② 人: who sits at the table, who stands on our side, what is not known of them.

use super::{Pack, format, no_data};
use crate::document::{Block, Facts, Heading, Row, Table, TableColumn, Text};
use jingwei_core::dossier::{Person, Visit};

/// People shown when the visit names nobody.
const KEY_PEOPLE: usize = 6;
/// More people than this stand two in a row.
const ONE_A_ROW: usize = 4;

/// From the top down: how high a job reaches.
const JOB_ORDER: [&str; 12] = [
    "董事长",
    "实际控制人",
    "党委书记",
    "总经理",
    "总裁",
    "财务总监",
    "总会计师",
    "副总经理",
    "资金",
    "财务",
    "执行董事",
    "副董事长",
];

pub fn section(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("见谁"))];
    let all = &pack.dossier.people;
    if all.is_empty() {
        blocks.push(no_data("尚未导入该客户的联系人"));
    } else {
        let named = pack
            .visit
            .map(|visit| attending(pack, visit))
            .unwrap_or_default();
        let nobody = named.is_empty();
        let shown = if nobody { key_people(all) } else { named };
        blocks.push(Block::Table(table(&shown, pack)));
        let others = all.len() - shown.len();
        blocks.extend(note(nobody, others).map(|note| Block::Note(Text::new(note))));
    }
    blocks.push(Block::Facts(Facts {
        columns: 1,
        items: vec![
            ("我方对口".into(), our_side(pack)),
            (
                "态度与关注".into(),
                format::not_kept("影响力、态度、关注点、最近联系与宜忌"),
            ),
            (
                "决策链缺口".into(),
                format::not_kept("决策事项，无法核对关键角色"),
            ),
        ],
    }));
    blocks
}

/// The client's people at this visit, from the top down.
pub fn attending<'a>(pack: &Pack<'a>, visit: &Visit) -> Vec<&'a Person> {
    let mut people: Vec<&Person> = pack
        .dossier
        .people
        .iter()
        .filter(|person| visit.attendees.contains(&person.id))
        .collect();
    people.sort_by_key(|person| rank(person));
    people
}

fn key_people(all: &[Person]) -> Vec<&Person> {
    let mut ranked: Vec<&Person> = all.iter().collect();
    ranked.sort_by_key(|person| rank(person));
    ranked.truncate(KEY_PEOPLE);
    ranked
}

fn note(nobody: bool, others: usize) -> Option<String> {
    match (nobody, others) {
        (true, 0) => Some("尚未指定拜访对象，以上为档案中的全部联系人。".into()),
        (true, others) => Some(format!(
            "尚未指定拜访对象，以上按职务列出；档案中另有 {others} 位联系人。"
        )),
        (false, 0) => None,
        (false, others) => Some(format!("档案中另有 {others} 位联系人，见客户卷宗。")),
    }
}

/// Exact titles first: 副董事长 is no 董事长.
fn rank(person: &Person) -> usize {
    let of = |job: &String| {
        JOB_ORDER.iter().position(|title| job == title).or_else(|| {
            JOB_ORDER
                .iter()
                .position(|title| job.contains(title))
                .map(|at| at + JOB_ORDER.len())
        })
    };
    person
        .jobs
        .iter()
        .filter_map(of)
        .min()
        .unwrap_or(usize::MAX)
}

fn table(people: &[&Person], pack: &Pack) -> Table {
    let pairs = if people.len() > ONE_A_ROW { 2 } else { 1 };
    let columns = [
        TableColumn::text("姓名", 2).strong(),
        TableColumn::text("职务", 5),
    ];
    let rows = people.chunks(pairs).map(|pair| {
        Row::new(
            pair.iter()
                .flat_map(|person| {
                    [
                        Text::new(person.name.as_str()),
                        Text::new(jobs(person, pack)),
                    ]
                })
                .collect::<Vec<Text>>(),
        )
    });
    Table {
        columns: vec![columns; pairs].concat(),
        rows: rows.collect(),
        footnote: None,
    }
}

fn jobs(person: &Person, pack: &Pack) -> String {
    let mut jobs = person.jobs.clone();
    if pack.dossier.client.legal_rep.as_ref() == Some(&person.name)
        && !jobs.iter().any(|job| job == "法定代表人")
    {
        jobs.push("法定代表人".into());
    }
    if jobs.is_empty() {
        "职务未登记".into()
    } else {
        jobs.join("、")
    }
}

fn our_side(pack: &Pack) -> Text {
    let client = &pack.dossier.client;
    let manager = client.manager.as_ref().map(|manager| {
        let branch = client
            .branch
            .as_ref()
            .map(|branch| format!("（{branch}）"))
            .unwrap_or_default();
        Text::new(format!(
            "主办客户经理 {manager}{branch}；各层级对口人尚未登记"
        ))
    });
    format::or_no_data(manager, "客户清单没有管户客户经理")
}
