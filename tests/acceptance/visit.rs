//! Visits and their packs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::client::desk;
use crate::harness::Desk;

const ASK: &str = "请公司下月起把代发工资迁入我行";
const GOAL: &str = "摸清他行报价底线";

fn planned(desk: &Desk) -> String {
    let visit = desk.json([
        "visit",
        "plan",
        "--client",
        "K001",
        "--with",
        "沈知衡",
        "顾砚秋",
        "--goal",
        GOAL,
        "确认续贷材料",
        "--ask",
        ASK,
        "--on",
        "2026-11-05",
    ]);
    visit["id"].as_str().expect("an id").to_owned()
}

fn text_of(path: &Path) -> String {
    let output = Command::new("pdftotext")
        .args(["-raw"])
        .arg(path)
        .arg("-")
        .output()
        .expect("pdftotext");
    assert!(output.status.success());
    // Line breaks fall where the page ends, not where the sentence does.
    String::from_utf8(output.stdout)
        .expect("UTF-8")
        .split_whitespace()
        .collect()
}

fn made(list: &Value) -> &Path {
    Path::new(list[0]["path"].as_str().expect("a path"))
}

#[test]
fn a_planned_visit_leads_to_its_pack() {
    let desk = desk();
    let visit = planned(&desk);
    let list = desk.json([
        "document",
        "visit-pack",
        "--client",
        "K001",
        "--visit",
        &visit,
        "--out",
        "out",
        "--as-of",
        "2026-11-02",
    ]);
    assert_eq!(list[0]["client"], "示例重庆银河精工有限公司");
    let path = desk.path(made(&list).to_str().expect("UTF-8"));
    let bytes = fs::read(&path).expect("the pack");
    assert!(bytes.len() < 400 * 1024, "{} bytes", bytes.len());
    let text = text_of(&path);
    for said in [
        ASK,
        GOAL,
        "沈知衡",
        "财务总监",
        "战略客户",
        "2026-11-05",
        "内部资料",
        "红线",
        "暂无数据",
    ] {
        let said: String = said.split_whitespace().collect();
        assert!(text.contains(&said), "{said} in {text}");
    }
    let checked = Command::new("qpdf")
        .arg("--check")
        .arg(&path)
        .output()
        .expect("qpdf");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    let pages = list[0]["pages"].as_u64().expect("pages");
    assert!((3..=5).contains(&pages), "{pages} pages");
}

#[test]
fn the_version_for_the_client_holds_nothing_internal() {
    let desk = desk();
    planned(&desk);
    let list = desk.json([
        "document",
        "visit-pack",
        "--client",
        "K001",
        "--out",
        "out",
        "--audience",
        "client",
        "--as-of",
        "2026-11-02",
    ]);
    let path = desk.path(made(&list).to_str().expect("UTF-8"));
    let info = Command::new("pdfinfo")
        .arg(&path)
        .output()
        .expect("pdfinfo");
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let everything = format!(
        "{}{}{name}",
        text_of(&path),
        String::from_utf8_lossy(&info.stdout)
    );
    for internal in [
        ASK,
        GOAL,
        "战略客户",
        "关注",
        "内部",
        "审计",
        "拜访资料包",
        "K001",
        "EVA",
        "红线",
        "d.csv",
        "完整度",
    ] {
        assert!(!everything.contains(internal), "{internal} in {everything}");
    }
    assert!(everything.contains("沈知衡"));
    assert!(list[0]["pages"].as_u64().is_some_and(|pages| pages <= 2));
}

#[test]
fn unknown_people_and_visits_are_refused_and_nothing_is_recorded() {
    let desk = desk();
    let refusal = desk.refusal(["visit", "plan", "--client", "K001", "--with", "无此人"]);
    assert_eq!(refusal.code, "not_found");
    let none = "019b0000-0000-7000-8000-000000000000";
    let refusal = desk.refusal([
        "document",
        "visit-pack",
        "--client",
        "K001",
        "--visit",
        none,
        "--out",
        "out",
    ]);
    assert_eq!(refusal.code, "not_found");
    assert!(!desk.path("out").exists());
    let dossier = desk.json(["dossier", "--client", "K001"]);
    assert_eq!(dossier["visits"].as_array().map(Vec::len), Some(0));
}

#[test]
fn packs_for_all_never_overwrite() {
    let desk = desk();
    for round in 1..=2 {
        let list = desk.json(["document", "visit-pack", "--all", "--out", "out"]);
        assert_eq!(list.as_array().map(Vec::len), Some(5));
        let files = fs::read_dir(desk.path("out")).expect("the folder").count();
        assert_eq!(files, 5 * round, "the second run stands beside the first");
    }
}

#[test]
fn the_demo_is_the_same_for_the_same_day() {
    let desk = Desk::empty();
    let sums = |out: &str| -> BTreeSet<String> {
        let demo = desk.json(["demo", "--out", out, "--as-of", "2026-11-23"]);
        let made = demo["documents"].as_array().expect("documents");
        made.iter()
            .map(|made| made["sha256"].as_str().expect("a digest").to_owned())
            .collect()
    };
    let first = sums("one");
    assert!(first.len() > 40);
    assert_eq!(first, sums("two"));
    let vault = desk.path("one/demo.vault");
    let listed =
        crate::harness::Outcome::of(&mut desk.at(vault, ["clients", "--limit", "100"])).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(40));
    let codes = listed
        .as_array()
        .expect("clients")
        .iter()
        .filter_map(|client| client["code"].as_str());
    assert!(
        codes.clone().count() > 30 && codes.clone().all(|code| code.starts_with("91000000DEM"))
    );
}

fn visits_of(desk: &Desk, client: &str) -> Vec<Value> {
    let list = desk.json(["visit", "list", "--client", client]);
    list.as_array().expect("a list").clone()
}

#[test]
fn a_visit_is_changed_cancelled_and_brought_back() {
    let desk = desk();
    let visit = planned(&desk);
    let place = "示例银河精工 三楼会议室";
    desk.json([
        "visit",
        "change",
        &visit,
        "--at",
        "09:30",
        "--place",
        place,
        "--with",
        "沈知衡",
    ]);
    let [now] = &visits_of(&desk, "K001")[..] else {
        panic!("one visit");
    };
    assert_eq!(now["version"], 2);
    assert_eq!(now["starts_at"], "09:30");
    assert_eq!(now["place"], place);
    assert_eq!(now["planned_on"], "2026-11-05", "what was not said stays");
    assert_eq!(now["people"].as_array().map(Vec::len), Some(1));
    assert_eq!(now["people"][0]["jobs"][0], "董事长");
    assert_eq!(now["ask"], ASK);
    let pack = desk.json([
        "document",
        "visit-pack",
        "--client",
        "K001",
        "--visit",
        &visit,
        "--out",
        "out",
    ]);
    let text = text_of(&desk.path(made(&pack).to_str().expect("UTF-8")));
    assert!(
        text.contains("09:30") && text.contains("三楼会议室"),
        "{text}"
    );

    let blank = desk.refusal(["visit", "cancel", &visit, "--reason", " "]);
    assert_eq!(blank.context["field"], "reason");
    desk.json(["visit", "cancel", &visit, "--reason", "客户临时出差"]);
    let [cancelled] = &visits_of(&desk, "K001")[..] else {
        panic!("kept, not deleted");
    };
    assert_eq!(cancelled["phase"], "cancelled");
    assert_eq!(cancelled["cancel_reason"], "客户临时出差");
    let again = desk.refusal(["visit", "change", &visit, "--ask", "再来"]);
    assert_eq!(again.code, "refused");
    let pack = desk.refusal([
        "document",
        "visit-pack",
        "--client",
        "K001",
        "--visit",
        &visit,
        "--out",
        "out",
    ]);
    assert_eq!(pack.code, "not_found");
    let dossier = desk.json(["dossier", "--client", "K001"]);
    assert_eq!(dossier["visits"].as_array().map(Vec::len), Some(0));

    desk.json(["visit", "cancel", &visit, "--undo"]);
    let [back] = &visits_of(&desk, "K001")[..] else {
        panic!("one visit");
    };
    assert_eq!(back["version"], 4);
    assert_eq!(back["place"], place, "as it was planned");
    assert_eq!(back["cancel_reason"], Value::Null);
    let verified = desk.json(["vault", "verify"]);
    assert_eq!(verified["ok"], true);
}

#[test]
fn an_edit_of_a_visit_that_changed_meanwhile_is_refused_with_both_values() {
    let desk = desk();
    let visit = planned(&desk);
    desk.json([
        "visit",
        "change",
        &visit,
        "--ask",
        "请先回款",
        "--read-version",
        "1",
    ]);
    let refusal = desk.refusal([
        "visit",
        "change",
        &visit,
        "--ask",
        "请续贷",
        "--read-version",
        "1",
    ]);
    assert_eq!(refusal.code, "conflict");
    assert_eq!(refusal.context["ask.mine"], "请续贷");
    assert_eq!(refusal.context["ask.theirs"], "请先回款");
    assert_eq!(refusal.context["version"], "2");
    assert!(refusal.message.contains("唯一请求"));
    let [kept] = &visits_of(&desk, "K001")[..] else {
        panic!("one visit");
    };
    assert_eq!(kept["ask"], "请先回款");
    let same = desk.json([
        "visit",
        "change",
        &visit,
        "--ask",
        "请先回款",
        "--read-version",
        "1",
    ]);
    assert_eq!(
        same["version"], 2,
        "the same words are no conflict and no change"
    );
}

#[test]
fn the_limits_of_a_plan_are_said_and_nothing_is_recorded() {
    let desk = desk();
    let long = "长".repeat(201);
    for (words, field) in [
        (vec!["--goal", "一", "二", "三", "四"], "goals"),
        (vec!["--goal", &long], "goals"),
        (vec!["--ask", &long], "ask"),
    ] {
        let plan = ["visit", "plan", "--client", "K001"]
            .into_iter()
            .chain(words);
        let refusal = desk.refusal(plan);
        assert_eq!(refusal.code, "refused");
        assert_eq!(refusal.context["field"], field);
        assert!(refusal.message.contains("没有保存"));
    }
    let untimed = desk.run(["visit", "plan", "--client", "K001", "--at", "09:30"]);
    assert_eq!(untimed.exit, 2);
    assert_eq!(visits_of(&desk, "K001"), Vec::<Value>::new());
}

#[test]
fn visits_are_listed_by_day_over_all_clients_in_the_order_of_the_day() {
    let desk = desk();
    for (client, on, at) in [
        ("K001", "2026-11-05", "14:00"),
        ("K002", "2026-11-05", "09:00"),
        ("K001", "2026-11-06", "08:00"),
    ] {
        desk.json(["visit", "plan", "--client", client, "--on", on, "--at", at]);
    }
    let times = |words: &[&str]| -> Vec<String> {
        let list = desk.json(["visit", "list"].iter().chain(words));
        let visits = list.as_array().expect("a list").iter();
        visits
            .map(|visit| visit["starts_at"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(times(&["--from", "2026-11-05"]), ["09:00", "14:00"]);
    assert_eq!(
        times(&["--from", "2026-11-05", "--to", "2026-11-06"]),
        ["09:00", "14:00", "08:00"]
    );
    assert_eq!(times(&["--from", "2026-11-07"]), Vec::<String>::new());
    assert_eq!(times(&["--client", "K001"]), ["14:00", "08:00"]);
}
