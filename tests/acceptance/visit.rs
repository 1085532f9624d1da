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
