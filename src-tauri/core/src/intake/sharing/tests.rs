//! From one real vault to another, and what is refused on the way.

use super::*;
use crate::error::Code;
use crate::intake::columns::Choices;
use crate::intake::fixture::{Desk, desk, now};
use crate::intake::mapping;
use crate::intake::record::{ClientRecord, Row, Rows};
use crate::intake::values;
use serde_json::{Value, json};

fn headers(texts: &[&str]) -> BTreeMap<u32, String> {
    let texts = texts.iter().map(|text| (*text).to_owned());
    (0..)
        .zip(texts)
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn reading() -> Reading {
    Reading {
        kind: Some(Kind::Deposits),
        unit: Some(Unit::Wan),
        columns: Choices::from([(3, Some(Field::Balance)), (4, None)]),
    }
}

async fn remember(desk: &Desk, texts: &[&str], reading: &Reading) {
    let mut write = desk.vault.write(now()).await.unwrap();
    mapping::save(&mut write, &headers(texts), reading)
        .await
        .unwrap();
    write
        .commit(Action::ValueMapped, None, &json!({}))
        .await
        .unwrap();
}

async fn say(desk: &Desk, field: Field, label: &str, target: Option<&str>) {
    values::set(&desk.vault, field, label, target, now())
        .await
        .unwrap();
}

const SHAPE: [&str; 5] = ["账号", "客户号", "", "调整后（万元）", "备注"];

#[tokio::test]
async fn what_one_vault_was_told_another_takes_and_reads_the_same() {
    let (from, to) = (desk().await, desk().await);
    remember(&from, &SHAPE, &reading()).await;
    say(&from, Field::Industry, "次新股", None).await;
    say(&from, Field::Product, "对公活期宝", Some("D01")).await;
    say(&from, Field::Manager, "小林", Some("林晓")).await;
    let exported = export(&from.vault).await.unwrap();
    assert_eq!(
        (exported.tables, exported.labels, exported.managers),
        (1, 2, 1)
    );
    let text = String::from_utf8(exported.bytes.clone()).unwrap();
    for personal in ["小林", "林晓", "林叙白"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    let shared = read(&exported.bytes).unwrap();
    let expected = preview(&to.vault, &shared).await.unwrap();
    assert_eq!((expected.new, expected.changed, expected.same), (3, 0, 0));
    let head = to.vault.audit_head().await.unwrap();
    assert_eq!(take(&to.vault, &shared, now()).await.unwrap(), expected);
    assert_ne!(to.vault.audit_head().await.unwrap(), head, "an audit row");
    assert_eq!(export(&to.vault).await.unwrap().bytes, exported.bytes);
    // Once more: nothing to do, nothing written.
    let head = to.vault.audit_head().await.unwrap();
    let again = take(&to.vault, &shared, now()).await.unwrap();
    assert_eq!((again.new, again.changed, again.same), (0, 0, 3));
    assert_eq!(to.vault.audit_head().await.unwrap(), head);
}

#[tokio::test]
async fn what_means_something_else_here_is_shown_with_what_it_was() {
    let (from, to) = (desk().await, desk().await);
    remember(&from, &SHAPE, &reading()).await;
    say(&from, Field::Industry, "机床", Some("C35")).await;
    say(&to, Field::Industry, "机床", Some("C34")).await;
    let other = Reading {
        unit: Some(Unit::Yuan),
        ..reading()
    };
    remember(&to, &SHAPE, &other).await;
    let shared = read(&export(&from.vault).await.unwrap().bytes).unwrap();
    let told = take(&to.vault, &shared, now()).await.unwrap();
    assert_eq!((told.new, told.changed, told.same), (0, 2, 0));
    assert_eq!(told.labels[0].was.as_deref(), Some("通用设备制造业"));
    assert_eq!(told.labels[0].target.as_deref(), Some("专用设备制造业"));
    assert_eq!(told.tables[0].columns[0].header, "调整后（万元）");
    let now = read(&export(&to.vault).await.unwrap().bytes).unwrap();
    assert_eq!(now, shared, "what came holds");
}

#[tokio::test]
async fn names_and_numbers_of_the_vault_do_not_leave() {
    let desk = desk().await;
    let client = ClientRecord {
        client: crate::intake::record::ClientRef {
            number: Some("K77".into()),
            name: Some("示例海棠（中国）有限公司".into()),
            ..Default::default()
        },
        legal_rep: Some("顾 明远".into()),
        ..ClientRecord::default()
    };
    let row = Row {
        number: 2,
        record: Ok(client),
        warnings: Vec::new(),
    };
    desk.import("客户.csv", Rows::Clients(vec![row])).await;
    for texts in [
        ["示例海棠(中国)有限公司", "余额"],
        ["顾明远", "余额"],
        ["K77", "余额"],
        ["6222020000000000017", "余额"],
        ["林叙白经办", "余额"],
    ] {
        remember(&desk, &texts, &reading()).await;
    }
    remember(&desk, &["账号", "2026-10-31 余额"], &reading()).await;
    say(&desk, Field::Product, "示例海棠（中国）有限公司专户", None).await;
    let exported = export(&desk.vault).await.unwrap();
    assert_eq!(
        (exported.tables, exported.labels, exported.personal),
        (1, 0, 6)
    );
    let text = String::from_utf8(exported.bytes).unwrap();
    assert!(text.contains("2026-10-31 余额"), "{text}");
}

fn whole() -> Value {
    json!({
        "format": "jingwei-mappings", "version": 1,
        "tables": [{ "kind": "deposits", "unit": "万元",
            "columns": [{ "header": "账号" }, { "header": "调整后", "holds": "balance" }, { "holds": "nothing" }] }],
        "labels": [{ "field": "industry", "label": "机床", "target": "C34" }]
    })
}

fn refusal(file: &Value) -> String {
    let error = read(file.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.code, Code::Refused);
    assert!(
        error.message.ends_with("没有导入任何对应。"),
        "{}",
        error.message
    );
    error.message
}

#[test]
fn a_file_that_was_written_by_hand_is_read() {
    let shared = read(format!("\u{feff}{}", whole()).as_bytes()).unwrap();
    let (headers, reading) = &shared.tables[0];
    assert_eq!(headers.len(), 2);
    assert_eq!(
        reading.columns,
        Choices::from([(1, Some(Field::Balance)), (2, None)])
    );
    let target = shared.labels.values().next().unwrap();
    assert_eq!(target.as_deref(), Some("通用设备制造业"));
}

#[test]
fn what_is_not_known_is_refused_with_its_place() {
    let cases: [(&str, Value, &str); 14] = [
        ("/format", json!("other"), "不是经纬导出"),
        ("/version", json!(2), "第 2 版"),
        ("/version", json!(-1), "不是经纬导出"),
        ("/tables/0/kind", json!("invoices"), "invoices"),
        ("/tables/0/unit", json!("吨"), "吨"),
        ("/tables/0/columns/1/holds", json!("password"), "password"),
        ("/tables/0/columns/0/holds", json!("balance"), "B 列"),
        (
            "/tables/0/columns/0/header",
            json!("长".repeat(201)),
            "A 列",
        ),
        ("/tables/0/columns/0/header", json!("a\u{7}b"), "A 列"),
        ("/tables/0/columns", json!([]), "没有表头"),
        ("/tables/0", json!({ "columns": [], "sql": "x" }), "读不懂"),
        ("/labels/0/field", json!("manager"), "客户经理"),
        ("/labels/0/target", json!("机床业"), "机床业"),
        ("/labels/0/label", json!("　"), "是空的"),
    ];
    for (place, value, said) in cases {
        let mut file = whole();
        let (parent, name) = place.rsplit_once('/').unwrap();
        match file.pointer_mut(parent).unwrap() {
            Value::Array(list) => list[name.parse::<usize>().unwrap()] = value,
            parent => parent[name] = value,
        }
        let message = refusal(&file);
        assert!(message.contains(said), "{place}: {message}");
    }
    let mut twice = whole();
    twice["labels"] = json!([whole()["labels"][0], whole()["labels"][0]]);
    assert!(refusal(&twice).contains("第 2 个写法"));
    let mut twice = whole();
    twice["tables"] = json!([whole()["tables"][0], whole()["tables"][0]]);
    assert!(refusal(&twice).contains("第 2 种表"));
}

#[test]
fn hostile_files_are_refused_and_nothing_panics() {
    let deep = "[".repeat(200_000);
    let large = vec![b' '; LARGEST + 1];
    let many = json!({ "format": "jingwei-mappings", "version": 1, "tables": [],
        "labels": vec![json!({"field": "industry", "label": "x"}); 10_001] });
    let cases: [&[u8]; 7] = [
        b"",
        b"null",
        &[0xff, 0xfe, 0x00],
        deep.as_bytes(),
        &large,
        b"{\"format\":\"jingwei-mappings\",\"version\":1}",
        &many.to_string().into_bytes(),
    ];
    for bytes in cases {
        assert_eq!(read(bytes).unwrap_err().code, Code::Refused);
    }
    let good = whole().to_string().into_bytes();
    for at in 0..good.len() {
        let _ = read(&good[..at]);
        let mut bent = good.clone();
        bent[at] ^= 0x15;
        let _ = read(&bent);
    }
}
