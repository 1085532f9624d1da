//! What is typed instead of imported.

use crate::harness::Desk;

#[test]
fn a_desk_without_any_list_comes_to_its_pack() {
    let desk = Desk::with_vault();
    let entered = desk.json([
        "client",
        "add",
        "--name",
        "示例手录有限公司",
        "--number",
        "H1",
        "--capital",
        "5,000",
    ]);
    desk.json([
        "client",
        "person",
        "--client",
        "H1",
        "--name",
        "沈知衡",
        "--jobs",
        "董事长、法定代表人",
    ]);
    desk.json([
        "visit",
        "plan",
        "--client",
        "H1",
        "--with",
        "沈知衡",
        "--on",
        "2026-11-05",
    ]);
    let pack = desk.json(["document", "visit-pack", "--client", "H1", "--out", "."]);
    assert!(pack[0]["path"].as_str().expect("a path").ends_with(".pdf"));

    for ledger in desk.json(["today"])["data"].as_array().expect("a list") {
        let fresh = &ledger["imported_at"];
        assert!(
            fresh.is_null(),
            "what was typed makes no list fresh: {ledger}"
        );
    }
    let dossier = desk.json(["dossier", "--client", "H1"]);
    assert_eq!(
        dossier["client"]["registered_capital"]["fen"],
        5_000_000_000_i64
    );
    assert_eq!(dossier["sources"][0]["file"], "手工录入");
    assert_eq!(dossier["sources"][0]["reliability"], 2);

    let refused = desk.refusal([
        "import",
        "undo",
        entered["batch"].as_str().expect("a batch"),
    ]);
    assert_eq!(refused.code, "refused", "a visit stands on it");
}

#[test]
fn a_change_keeps_what_is_not_said_and_clears_what_is_empty() {
    let desk = crate::client::desk();
    desk.json([
        "client",
        "change",
        "--client",
        "K001",
        "--branch",
        "示例支行",
        "--tier",
        "",
    ]);
    let client = &desk.json(["dossier", "--client", "K001"])["client"];
    assert_eq!(client["branch"], "示例支行");
    assert_eq!(client["tier"], serde_json::Value::Null);
    assert_eq!(client["manager"], "林晓");

    let taken = desk.refusal(["client", "change", "--client", "K001", "--number", "K002"]);
    assert_eq!(taken.code, "exists");
    let wrong = desk.refusal(["client", "add", "--name", "示例乙", "--code", "9100"]);
    assert_eq!(wrong.code, "refused");
    assert_eq!(
        wrong.context["code"],
        "统一社会信用代码应为 18 位，这里是 4 位"
    );
}

#[test]
fn rows_that_wait_are_given_to_the_client_whose_they_are() {
    let desk = crate::client::desk();
    desk.write(
        "x.csv",
        "账户编号,客户编号,储种,币种,数据日期,当期余额\n62009,X9,单位活期存款,CNY,2026-10-31,77.00\n",
    );
    desk.json(["import", "x.csv", "--kind", "deposits", "--unit", "元"]);
    let waiting = desk.json(["import", "waiting"]);
    assert_eq!(waiting[0]["client"]["number"], "X9");
    let assigned = desk.json(["import", "assign", "--number", "X9", "--to", "K002"]);
    assert_eq!(assigned["attached"]["new"], 1);
    assert_eq!(desk.json(["import", "waiting"]), serde_json::json!([]));
    assert!(
        desk.json(["dossier", "--client", "K002"])
            .to_string()
            .contains("••••09")
    );
    let batch = assigned["batch"].as_str().expect("a batch");
    desk.json(["import", "undo", batch]);
    assert_eq!(desk.json(["import", "waiting"])[0]["rows"], 1);
}

#[test]
fn a_person_gets_another_name_and_the_trail_says_both() {
    let desk = crate::client::desk();
    let person = ["client", "person", "--client", "K001", "--name"];
    let with = |rest: &[&'static str]| [&person[..], rest].concat();
    desk.json(with(&["陆文笙", "--jobs", "总经理"]));
    let renamed = desk.json(with(&["陆文笙", "--rename", "陆闻笙"]));
    let people = |desk: &Desk| desk.json(["dossier", "--client", "K001"])["people"].to_string();
    assert!(people(&desk).contains("陆闻笙") && people(&desk).contains("总经理"));
    assert!(!people(&desk).contains("陆文笙"));
    let trail = desk.json(["audit", "list"])["rows"][0].clone();
    assert_eq!(trail["says"], "修改了联系人");
    assert_eq!(trail["changes"][0]["was"], "陆文笙");
    assert_eq!(trail["changes"][0]["is"], "陆闻笙");

    let refused = desk.refusal(with(&["没有此人", "--rename", "陆闻笙"]));
    assert_eq!(refused.code, "not_found");
    let batch = renamed["batch"].as_str().expect("a batch").to_owned();
    desk.json(["import", "undo", &batch]);
    assert!(people(&desk).contains("陆文笙"));
}
