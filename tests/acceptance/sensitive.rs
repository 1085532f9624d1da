//! A free text that holds more of a person than it should is taken and warned of, and the warning never repeats it.

use crate::client::desk;
use crate::harness::{Desk, Outcome};
use serde_json::{Value, json};

const CARD: &str = "11010519491231002X";
const MOBILE: &str = "13800138000";

/// The warnings of a command that was done; none of them repeats what it warns of.
fn warnings(outcome: &Outcome) -> Vec<Value> {
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    for number in [CARD, MOBILE] {
        assert!(!outcome.stderr.contains(number), "{}", outcome.stderr);
    }
    let lines = outcome.stderr.lines();
    let read = |line| serde_json::from_str::<Value>(line).expect("one object a line");
    lines.map(|line| read(line)["warning"].take()).collect()
}

fn plan(desk: &Desk, more: &[&str]) -> Outcome {
    let plan = ["visit", "plan", "--client", "K001"];
    desk.run(plan.iter().chain(more))
}

#[test]
fn a_visit_is_planned_and_its_texts_are_warned_of() {
    let desk = desk();
    let ask = format!("请把身份证 {CARD} 带上");
    let outcome = plan(
        &desk,
        &["--goal", "摸清报价", "联系王总138-0013-8000", "--ask", &ask],
    );
    let told = warnings(&outcome);
    let of = |at: usize, name: &str| told[at][name].clone();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!((of(0, "option"), of(0, "nth")), (json!("goal"), json!(2)));
    assert_eq!(
        of(0, "found"),
        json!([{ "kind": "mobile", "from": 5, "length": 13 }])
    );
    assert_eq!(of(1, "option"), "ask");
    assert_eq!(
        of(1, "message"),
        "第 7–24 字像是身份证号。敏感个人信息须有特定目的并取得单独同意（个人信息保护法第二十八、二十九条），建议删去。"
    );
    let visits = desk.json(["visit", "list", "--client", "K001"]);
    assert_eq!(visits[0]["ask"], ask.as_str(), "taken as it was typed");
}

#[test]
fn every_reason_is_looked_at() {
    let desk = desk();
    let reason = format!("回电 {MOBILE}");
    let export = desk.path("清单.xlsx");
    let export = export.to_str().expect("UTF-8");
    for command in [
        &["hold", "set", "--client", "K001", "--reason", &reason][..],
        &["hold", "lift", "--client", "K001", "--reason", &reason],
        &[
            "dossier", "--client", "K001", "--reveal", "--reason", &reason,
        ],
        &["clients", "--export", export, "--reason", &reason],
        &["audit", "export", "--to", "trail.xlsx", "--reason", &reason],
        &["erase", "client", "--client", "K001", "--reason", &reason],
    ] {
        let told = warnings(&desk.run(command));
        assert_eq!(told.len(), 1, "{command:?}");
        assert_eq!(told[0]["option"], "reason");
        assert_eq!(told[0]["found"][0]["kind"], "mobile");
    }
}

#[test]
fn amounts_days_and_codes_of_enterprises_are_no_persons() {
    let desk = desk();
    let ask = "2026-11-05 前归还 13,800,138,000.00 元，信用代码 914403001922038216，账号 6222020200112345064";
    assert_eq!(warnings(&plan(&desk, &["--ask", ask])), [] as [Value; 0]);
    let refused = desk.run(["visit", "plan", "--client", "K404", "--ask", MOBILE]);
    let refusal = refused.refusal(3);
    assert!(
        !refusal.message.contains(MOBILE),
        "what is refused is not kept"
    );
}

#[test]
fn people_of_a_file_are_warned_of_cell_by_cell() {
    let desk = desk();
    desk.write(
        "联系人.csv",
        &format!("客户编号,姓名,职务\nK001,王敏,财务总监 {MOBILE}\nK001,赵立,总经理\n"),
    );
    let imported = desk.json(["import", "联系人.csv", "--kind", "people"])[0].take();
    assert_eq!(imported["counts"]["new"], 2, "{imported:#}");
    assert_eq!(imported["counts"]["warned"], 1);
    let warning = &imported["warnings"][0];
    assert_eq!(warning["cell"], "C2");
    let reason = warning["reason"].as_str().expect("a reason");
    assert!(reason.starts_with("第 6–16 字像是手机号码。"), "{reason}");
}
