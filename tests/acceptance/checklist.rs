//! The month-end checklist through the command line.

use crate::harness::Desk;
use serde_json::{Value, json};

fn deposits(day: &str, rows: &str) -> String {
    format!("数据日期：{day},单位：元\n账户编号,客户编号,余额\n{rows}")
}

fn item<'a>(listed: &'a Value, kind: &str) -> &'a Value {
    let mut items = listed["items"].as_array().expect("a list").iter();
    items.find(|item| item["kind"] == kind).expect("its kind")
}

#[test]
fn a_month_end_names_what_is_missing_and_what_is_left_to_settle() {
    let desk = Desk::with_vault();
    let of = |month: &str| desk.json(["import", "checklist", "--month", month]);
    assert_eq!(
        of("2026-10")["items"],
        json!([]),
        "nothing comes monthly yet"
    );
    desk.write("客户.csv", "客户编号,客户名称\nK1,示例甲\nK2,示例乙\n");
    desk.write(
        "九月.csv",
        &deposits("2026-09-30", "A1,K1,10.00\nA2,K2,20.00\n"),
    );
    desk.write(
        "贷款.csv",
        &crate::delivery::LOANS.replace("10-31", "09-30"),
    );
    desk.json(["import", "客户.csv", "九月.csv", "贷款.csv"]);
    let october = of("2026-10");
    assert_eq!(october["month_end"], "2026-10-31");
    for kind in ["deposits", "loans"] {
        assert_eq!(item(&october, kind)["state"], "missing", "{kind}");
    }
    assert_eq!(item(&october, "deposits")["before"]["file"], "九月.csv");

    let october = deposits("2026-10-30", "A1,K1,11.00\nA9,K9,1.00\nA8,K1,1O.00\n");
    desk.write("十月.csv", &october);
    desk.json(["import", "十月.csv"]);
    let october = of("2026-10");
    let deposits = item(&october, "deposits");
    assert_eq!(deposits["state"], "unfinished");
    assert_eq!(
        deposits["files"][0]["as_of"], "2026-10-30",
        "the last working day"
    );
    assert_eq!(
        (&deposits["waiting"], &deposits["rejected"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(deposits["absent_clients"][0]["name"], "示例乙");
    assert_eq!(item(&october, "loans")["state"], "missing");
    let september = of("2026-09");
    assert_eq!(item(&september, "deposits")["state"], "done");
    assert_eq!(
        desk.run(["import", "checklist", "--month", "2026-13"]).exit,
        2
    );
}
