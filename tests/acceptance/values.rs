//! Labels that the catalogue does not know, and what they are said to mean.

use serde_json::{Value, json};

use crate::harness::Desk;
use crate::intake::counts;

const CLIENTS: &str = "客户编号,客户名称,行业,管户客户经理\nK1,示例甲有限公司,次新股,林晓\nK2,示例乙有限公司,机床,林晓（000001）\nK3,示例丙有限公司,专用设备制造业,周予安\n";

fn labels(imported: &Value) -> Vec<(&str, u64, usize)> {
    let asked = imported["asked_values"].as_array().expect("a list");
    asked
        .iter()
        .map(|one| {
            (
                one["label"].as_str().expect("a label"),
                one["rows"].as_u64().expect("rows"),
                one["likely"].as_array().expect("a list").len(),
            )
        })
        .collect()
}

#[test]
fn labels_are_asked_for_once_and_what_is_said_is_taken() {
    let desk = Desk::with_vault();
    desk.write("clients.csv", CLIENTS);
    let tried = desk.json(["import", "clients.csv", "--dry-run"])[0].take();
    assert_eq!(
        labels(&tried),
        [("机床", 1, 1), ("次新股", 1, 0), ("林晓（000001）", 1, 1)]
    );
    desk.json(["import", "values", "set", "industry", "次新股", "C39"]);
    desk.json(["import", "values", "set", "industry", " 机 床 ", "--blank"]);
    let remembered = desk.json(["import", "values", "set", "manager", "林晓(000001)", "林晓"]);
    let said: Vec<_> = (remembered.as_array().expect("a list").iter())
        .map(|one| (one["label"].clone(), one["target"].clone()))
        .collect();
    assert_eq!(
        said,
        [
            (json!("机床"), Value::Null),
            (json!("次新股"), json!("计算机、通信和其他电子设备制造业")),
            (json!("林晓(000001)"), json!("林晓")),
        ]
    );

    let imported = desk.json(["import", "clients.csv"])[0].take();
    assert_eq!(counts(&imported), [3, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(labels(&imported), []);
    let client = |number: &str| desk.json(["dossier", "--client", number])["client"].take();
    assert_eq!(
        client("K1")["industry_label"],
        "计算机、通信和其他电子设备制造业"
    );
    let second = client("K2");
    assert_eq!(
        (&second["industry_label"], &second["manager"]),
        (&Value::Null, &json!("林晓"))
    );

    // Forgotten: what stands stays, the next file is asked about.
    desk.json(["import", "values", "remove", "industry", "次新股"]);
    let again = desk.json(["import", "clients.csv", "--dry-run"])[0].take();
    assert_eq!(labels(&again), [("次新股", 1, 0)]);
    assert_eq!(counts(&again)[1], 1, "{again:#}");
    let trail = desk.json(["audit", "list", "--area", "import"])["rows"].take();
    let says: Vec<_> = (trail.as_array().expect("rows").iter())
        .map(|row| row["says"].as_str().expect("a sentence"))
        .collect();
    assert!(says[0].contains("删除了一个写法的对应"), "{says:?}");
    assert!(says.iter().all(|says| !says.contains("次新股")));
}

#[test]
fn a_product_that_only_resembles_one_is_asked_for_until_it_was_imported() {
    let desk = Desk::with_vault();
    desk.write("clients.csv", CLIENTS);
    desk.json(["import", "clients.csv"]);
    let deposits = |day: &str| {
        format!(
            "数据日期：{day},单位：元\n账户编号,客户编号,储种,余额\nA1,K1,对公活期宝,1.00\nA2,K1,单位活期存款,2.00\n"
        )
    };
    desk.write("october.csv", &deposits("2026-10-31"));
    desk.write("november.csv", &deposits("2026-11-30"));
    let first = desk.json(["import", "october.csv"])[0].take();
    assert_eq!(labels(&first), [("对公活期宝", 1, 1)]);
    let second = desk.json(["import", "november.csv", "--dry-run"])[0].take();
    assert_eq!(labels(&second), []);
}

#[test]
fn what_the_catalogue_does_not_have_is_no_target() {
    let desk = Desk::with_vault();
    for (field, target) in [
        ("industry", "机械"),
        ("product", "活期宝"),
        ("manager", " "),
    ] {
        let refused = desk.refusal(["import", "values", "set", field, "某写法", target]);
        assert_eq!(refused.code, "refused", "{field}");
    }
    assert_eq!(
        desk.run(["import", "values", "set", "tier", "甲", "乙"])
            .exit,
        2
    );
    assert_eq!(
        desk.run(["import", "values", "set", "product", "甲"]).exit,
        2
    );
    let gone = desk.refusal(["import", "values", "remove", "product", "某写法"]);
    assert_eq!(gone.code, "not_found");
    assert_eq!(desk.json(["import", "values", "list"]), json!([]));
}
