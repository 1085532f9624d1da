//! Mappings handed from one vault to another through the command line, and the table of industry labels.

use crate::harness::Desk;
use serde_json::{Value, json};

const CLIENTS: &str =
    "客户编号,客户名称,行业\nK1,示例甲有限公司,悦享类\nK2,示例乙有限公司,机床行业\n";
const BALANCES: &str = "账户编号,客户编号,余额,调整余额,储种\nA1,K1,1.00,100.00,对公活期宝\n";

/// A desk whose imports were told what a column and three labels mean.
fn taught() -> Desk {
    let desk = Desk::with_vault();
    desk.write("clients.csv", CLIENTS);
    desk.write("balances.csv", BALANCES);
    desk.json(["import", "values", "set", "industry", "悦享类", "C39"]);
    desk.json(["import", "values", "set", "product", "对公活期宝", "D01"]);
    desk.json(["import", "values", "set", "manager", "小林", "林晓"]);
    desk.json(["import", "clients.csv"]);
    let how = [
        "--as-of",
        "2026-10-31",
        "--unit",
        "万元",
        "--column",
        "D=balance",
    ];
    desk.json([&["import", "balances.csv"][..], &how].concat());
    desk
}

fn counted(told: &Value) -> [u64; 3] {
    ["new", "changed", "same"].map(|name| told[name].as_u64().expect("a count"))
}

#[test]
fn what_one_vault_was_told_another_takes_after_a_preview() {
    let (from, to) = (taught(), Desk::with_vault());
    let written = from.json(["import", "mappings", "export", "对应.json"]);
    let counts = ["tables", "labels", "managers", "personal"];
    assert_eq!(
        counts.map(|name| written[name].clone()),
        [1, 2, 1, 0].map(|n| json!(n))
    );
    let text = from.read("对应.json");
    for personal in ["示例甲", "K1", "小林", "林晓", "000001", "A1"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    let again = from.json(["import", "mappings", "export", "对应.json"]);
    assert_ne!(again["path"], written["path"], "nothing is overwritten");

    to.write("对应.json", &text);
    to.write("balances.csv", BALANCES);
    to.json(["import", "values", "set", "industry", "悦享类", "C38"]);
    let tried = to.json(["import", "mappings", "import", "对应.json", "--dry-run"]);
    assert_eq!(counted(&tried), [2, 1, 0], "{tried:#}");
    assert_eq!(
        to.json(["import", "values", "list"])[0]["target"],
        "电气机械和器材制造业"
    );
    let told = to.json(["import", "mappings", "import", "对应.json"]);
    assert_eq!(told, tried);
    let changed = told["labels"].as_array().expect("labels").iter();
    let changed: Vec<_> = changed.filter(|one| one["standing"] == "changed").collect();
    assert_eq!(changed[0]["was"], "电气机械和器材制造业");
    // The next file of the shape is read as the other vault was told.
    let read = to.json([
        "import",
        "balances.csv",
        "--as-of",
        "2026-10-31",
        "--dry-run",
    ]);
    assert_eq!(
        (&read[0]["unit"], &read[0]["control"]["own"]),
        (&json!("万元"), &json!("1000000.00"))
    );
    assert_eq!(read[0]["asked_values"], json!([]));
    let trail = to.json(["audit", "list", "--area", "import"])["rows"].take();
    let says = trail[0]["says"].as_str().expect("a sentence");
    assert!(says.contains("从文件导入了 3 个列和写法的对应"), "{says}");
    let third = to.json(["import", "mappings", "import", "对应.json"]);
    assert_eq!(counted(&third), [0, 0, 3]);
}

#[test]
fn a_table_that_is_read_otherwise_from_now_on_says_how_it_was_read() {
    let (from, to) = (taught(), Desk::with_vault());
    from.json(["import", "mappings", "export", "对应.json"]);
    to.write("对应.json", &from.read("对应.json"));
    to.write("clients.csv", CLIENTS);
    to.write("balances.csv", BALANCES);
    to.json(["import", "clients.csv"]);
    let how = ["--as-of", "2026-10-31", "--unit", "元", "--column", "C="];
    let how = [
        &["import", "balances.csv"][..],
        &how,
        &["--column", "D=balance"],
    ]
    .concat();
    to.json(how);
    let told = to.json(["import", "mappings", "import", "对应.json"]);
    assert_eq!(
        told["tables"][0]["was"],
        json!({ "kind": null, "unit": "元", "columns": [
            { "letter": "C", "header": "余额", "field": null },
            { "letter": "D", "header": "调整余额", "field": "balance" },
        ] })
    );
    let again = to.json(["import", "mappings", "import", "对应.json"]);
    assert_eq!(again["tables"][0]["was"], Value::Null);
}

#[test]
fn a_file_that_names_what_is_not_known_changes_nothing() {
    let desk = Desk::with_vault();
    let file = json!({ "format": "jingwei-mappings", "version": 1, "tables": [], "labels": [
        { "field": "industry", "label": "机床", "target": "C34" },
        { "field": "product", "label": "宝宝", "target": "没有的产品" },
    ]});
    desk.write("对应.json", &file.to_string());
    let refused = desk.refusal(["import", "mappings", "import", "对应.json"]);
    assert_eq!(refused.code, "refused");
    assert!(
        refused.message.contains("没有的产品"),
        "{}",
        refused.message
    );
    assert_eq!(desk.json(["import", "values", "list"]), json!([]));
    desk.write("大.json", &" ".repeat(1024 * 1024 + 1));
    let large = desk.refusal(["import", "mappings", "import", "大.json"]);
    assert!(large.message.contains("1 MB"), "{}", large.message);
    let gone = desk.refusal(["import", "mappings", "import", "没有.json"]);
    assert_eq!(gone.code, "not_found");
}

#[test]
fn the_banks_own_industry_labels_stand_over_the_built_in_ones_and_give_way() {
    let desk = Desk::with_vault();
    desk.write("clients.csv", CLIENTS);
    let labels = |desk: &Desk| -> Vec<Value> {
        let asked = desk.json(["import", "clients.csv", "--dry-run"])[0]["asked_values"].take();
        let asked = asked.as_array().expect("a list").iter();
        asked.map(|one| one["label"].clone()).collect()
    };
    assert_eq!(labels(&desk).len(), 2);
    let own = |desk: &Desk| -> Vec<Value> {
        let all = desk.json(["import", "values", "industries"]);
        let all = all.as_array().expect("a list").clone();
        all.into_iter()
            .filter(|one| one["is_own"] == true)
            .collect()
    };
    assert!(own(&desk).is_empty());
    desk.json(["import", "values", "set", "industry", "悦享类", "J66"]);
    // Of the built-in 机床, and so of 机床行业, too.
    desk.json(["import", "values", "set", "industry", "机床", "C35"]);
    let over = own(&desk);
    assert_eq!(over.len(), 2);
    assert_eq!(
        over[1]["proposed"],
        json!(["通用设备制造业"]),
        "not lost: {over:?}"
    );
    assert!(labels(&desk).is_empty());
    desk.json(["import", "clients.csv"]);
    let second = desk.json(["dossier", "--client", "K2"])["client"].take();
    assert_eq!(second["industry_label"], "专用设备制造业");
    desk.json(["import", "values", "remove", "industry", "机床"]);
    assert_eq!(own(&desk).len(), 1);
}
