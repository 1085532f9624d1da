//! Today: what waits, ranked with its reasons; done, put off, and back.

use serde_json::{Value, json};

use crate::client::desk;
use crate::harness::Desk;

fn page(desk: &Desk, on: &str) -> Value {
    desk.json(["today", "--on", on])
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().expect("items")
}

/// Masked loan number or kind of each item, in order.
fn order(page: &Value) -> Vec<&str> {
    items(page)
        .iter()
        .map(|item| {
            let subject = &item["subject"];
            (subject["number"].as_str())
                .or(subject["kind"].as_str())
                .expect("a subject")
        })
        .collect()
}

fn id_of<'a>(page: &'a Value, number: &str) -> &'a str {
    let item = items(page)
        .iter()
        .find(|item| item["subject"]["number"] == number);
    item.and_then(|item| item["id"].as_str()).expect("the item")
}

#[test]
fn what_waits_is_ranked_by_severity_days_and_amount_and_says_why() {
    let desk = desk();
    for (client, on) in [
        ("K002", "2026-11-02"),
        ("K003", "2026-11-09"),
        ("K003", "2026-11-10"),
    ] {
        desk.json([
            "visit",
            "plan",
            "--client",
            client,
            "--on",
            on,
            "--ask",
            "请迁入代发工资",
        ]);
    }
    let page = page(&desk, "2026-11-02");
    // J3 fell due on 10-01; J2 on 11-05; J1 on 12-01; the visit of 11-10 is more than seven days ahead.
    assert_eq!(order(&page), ["••••3", "visit", "••••2", "visit", "••••1"]);
    let scores: Vec<[&Value; 5]> = items(&page)
        .iter()
        .map(|item| {
            let score = &item["score"];
            [
                &item["group"],
                &score["severity"],
                &score["overdue"],
                &score["amount_points"],
                &score["total"],
            ]
        })
        .collect();
    // Tenths: 10·log10(1 + 0.1 万) = 0.4, 10·log10(1 + 0.2 万) = 0.8, 10·log10(1 + 0.3 万) = 1.1.
    assert_eq!(
        scores,
        [
            [
                &json!("first"),
                &json!(600),
                &json!(300),
                &json!(4),
                &json!(904)
            ],
            [
                &json!("today"),
                &json!(500),
                &json!(0),
                &json!(0),
                &json!(500)
            ],
            [
                &json!("week"),
                &json!(400),
                &json!(0),
                &json!(8),
                &json!(408)
            ],
            [
                &json!("week"),
                &json!(250),
                &json!(0),
                &json!(0),
                &json!(250)
            ],
            [
                &json!("later"),
                &json!(200),
                &json!(0),
                &json!(11),
                &json!(211)
            ],
        ]
    );
    assert_eq!(items(&page)[0]["score"]["overdue_days"], 32);
    assert_eq!(
        items(&page)[0]["client"]["name"],
        "示例重庆银河精工有限公司"
    );
    let windows: Vec<(&Value, &Value, &Value)> = page["windows"]
        .as_array()
        .expect("windows")
        .iter()
        .map(|w| (&w["within_days"], &w["due"]["count"], &w["due"]["balance"]))
        .collect();
    assert_eq!(
        windows,
        [
            (&json!(7), &json!(1), &json!(200_000)),
            (&json!(30), &json!(2), &json!(500_000)),
            (&json!(90), &json!(2), &json!(500_000)),
        ]
    );
    let thursday = &page["week"][3];
    assert_eq!(
        (&thursday["day"], &thursday["maturities"]),
        (
            &json!("2026-11-05"),
            &json!({ "count": 1, "balance": 200_000 })
        )
    );
    assert_eq!(
        page["week"][0]["visits"][0]["client"]["name"],
        "示例新材料有限公司"
    );
    // 9,400 → 9,800 元 of the month's average; the USD account is not converted.
    let movers = &page["movers"];
    assert_eq!(
        (
            &movers["as_of"],
            &movers["up"][0]["comparison"]["change"],
            &movers["down"]
        ),
        (&json!("2026-10-31"), &json!(40_000), &json!([]))
    );
}

#[test]
fn old_ledgers_and_unfinished_imports_are_one_line_each() {
    let desk = desk();
    desk.write(
        "unknown.csv",
        "账户编号,客户编号,储种,币种,数据日期,当期余额\n\
         6300000000000001,K777,单位活期存款,CNY,2026-10-31,1.00\n\
         6300000000000002,K778,单位活期存款,CNY,2026-10-31,1.00\n",
    );
    desk.json(["import", "unknown.csv", "--unit", "元"]);
    let fresh = page(&desk, "2026-12-05");
    assert!(
        !order(&fresh).contains(&"stale_data"),
        "35 days are allowed"
    );
    let page = page(&desk, "2026-12-06");
    let data: Vec<&Value> = items(&page)
        .iter()
        .map(|item| &item["subject"])
        .filter(|subject| subject["number"].is_null())
        .collect();
    let kinds: Vec<(&Value, &Value)> = data.iter().map(|s| (&s["kind"], &s["ledger"])).collect();
    assert_eq!(kinds.len(), 3);
    for expected in [
        (&json!("unfinished_import"), &json!("deposits")),
        (&json!("stale_data"), &json!("deposits")),
        (&json!("stale_data"), &json!("loans")),
    ] {
        assert!(kinds.contains(&expected), "{expected:?} in {kinds:?}");
    }
    assert_eq!(page["headline"]["waiting_rows"], 2);
    assert_eq!(page["headline"]["stale_clients"], 1);
    assert_eq!(page["counts"]["data"], 3);
}

#[test]
fn a_snooze_needs_a_coming_day_and_a_reason_and_ends_on_its_day() {
    let desk = desk();
    let first = page(&desk, "2026-11-02");
    let item = id_of(&first, "••••2").to_owned();
    let snooze = |until: &str, reason: &str| {
        desk.run([
            "today",
            "--on",
            "2026-11-02",
            "snooze",
            &item,
            "--until",
            until,
            "--reason",
            reason,
        ])
    };
    assert_eq!(snooze("2026-11-04", "  ").refusal(3).code, "refused");
    assert_eq!(
        snooze("2026-11-02", "等客户回款").refusal(3).code,
        "refused"
    );
    assert_eq!(order(&page(&desk, "2026-11-02")), order(&first));
    snooze("2026-11-04", "等客户回款").json();
    for (on, waits) in [
        ("2026-11-02", false),
        ("2026-11-03", false),
        ("2026-11-04", true),
    ] {
        let page = page(&desk, on);
        assert_eq!(order(&page).contains(&"••••2"), waits, "{on}");
        assert_eq!(
            page["put_aside"].as_array().map(Vec::is_empty),
            Some(waits),
            "{on}"
        );
    }
    let back = page(&desk, "2026-11-04");
    let returned = items(&back)
        .iter()
        .find(|item| item["subject"]["number"] == "••••2")
        .map(|item| &item["returned"]);
    assert_eq!(
        returned,
        Some(&json!({ "until": "2026-11-04", "reason": "等客户回款" }))
    );
}

#[test]
fn what_is_done_leaves_the_list_and_undo_brings_it_back_once() {
    let desk = desk();
    let before = page(&desk, "2026-11-02");
    let done = desk.json([
        "today",
        "--on",
        "2026-11-02",
        "done",
        id_of(&before, "••••3"),
    ]);
    let mark = done["mark"].as_str().expect("a mark");
    let again = desk.refusal([
        "today",
        "--on",
        "2026-11-02",
        "done",
        id_of(&before, "••••3"),
    ]);
    assert_eq!(again.code, "refused");
    let after = page(&desk, "2026-11-02");
    assert_eq!(order(&after), ["••••2", "••••1"]);
    assert_eq!(items(&after)[0]["position"], 1);
    assert_eq!(after["put_aside"][0]["mark"], mark);
    desk.json(["today", "undo", mark]);
    assert_eq!(page(&desk, "2026-11-02")["items"], before["items"]);
    assert_eq!(desk.refusal(["today", "undo", mark]).code, "not_found");
    let unknown = desk.refusal([
        "today",
        "--on",
        "2026-11-02",
        "done",
        "maturity:unknown:20261101",
    ]);
    assert_eq!(unknown.code, "not_found");
    desk.json(["vault", "verify"]);
}

/// A clock that was set back a year and forward again: what was done or put off is not due a second time.
#[test]
fn a_clock_set_back_makes_nothing_due_twice() {
    let desk = desk();
    let on = "2026-11-02";
    let first = page(&desk, on);
    desk.json(["today", "--on", on, "done", id_of(&first, "••••3")]);
    let put_off = id_of(&first, "••••2");
    let snooze = [
        "snooze",
        put_off,
        "--until",
        "2026-11-04",
        "--reason",
        "等回款",
    ];
    desk.json([&["today", "--on", on][..], &snooze].concat());
    for on in ["2025-11-02", "2026-11-01", "2026-11-02", "2026-11-03"] {
        let page = page(&desk, on);
        let waits = order(&page);
        assert!(
            !waits.contains(&"••••3") && !waits.contains(&"••••2"),
            "{on}: {waits:?}"
        );
    }
    assert!(order(&page(&desk, "2026-11-04")).contains(&"••••2"));
}

#[test]
fn an_empty_vault_has_nothing_to_do() {
    let desk = Desk::with_vault();
    let page = page(&desk, "2026-11-02");
    assert_eq!(
        (&page["clients"], &page["items"], &page["movers"]),
        (&json!(0), &json!([]), &Value::Null)
    );
    assert_eq!(page["week"].as_array().map(Vec::len), Some(7));
}
