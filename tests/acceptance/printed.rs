//! Tables as a bank prints them for people: by client, in groups, on pages with totals, with rates in words.

use serde_json::{Value, json};

use crate::harness::{Desk, Refusal};

const AS_OF: &str = "2026-10-31";

fn desk() -> Desk {
    let desk = Desk::with_vault();
    desk.write(
        "客户.csv",
        "客户编号,客户名称\nK1,示例甲有限公司\nK2,示例乙有限公司\n",
    );
    desk.json(["import", "客户.csv", "--kind", "clients"]);
    desk
}

fn import(desk: &Desk, name: &str, text: &str) -> Value {
    desk.write(name, text);
    desk.json(["import", name, "--as-of", AS_OF])[0].take()
}

fn refused(desk: &Desk, name: &str, text: &str) -> Refusal {
    desk.write(name, text);
    desk.refusal(["import", name, "--as-of", AS_OF])
}

fn counts(imported: &Value) -> [u64; 6] {
    [
        "new",
        "changed",
        "unchanged",
        "duplicate",
        "rejected",
        "queued",
    ]
    .map(|count| imported["counts"][count].as_u64().expect("a count"))
}

fn point(desk: &Desk, client: &str) -> Value {
    dossier(desk, client)["metrics"]["deposits"]["point"]["value"].take()
}

fn dossier(desk: &Desk, client: &str) -> Value {
    desk.json(["dossier", "--client", client, "--as-of", AS_OF])
}

const BY_CLIENT: &str = "客户编号,客户名称,币种,产品,存款余额(元),月日均(元)\n\
    K1,示例甲有限公司,人民币,活期存款,100.00,90.00\n\
    K1,示例甲有限公司,人民币,7天通知存款,40.00,40.00\n\
    K2,示例乙有限公司,人民币,活期存款,50.00,45.00\n\
    合计,,,,190.00,175.00\n";

#[test]
fn balances_without_accounts_are_client_totals_and_are_counted_once() {
    let desk = desk();
    let first = import(&desk, "存款客户表.csv", BY_CLIENT);
    assert_eq!(counts(&first), [3, 0, 0, 0, 0, 0]);
    let note = first["notes"][0].as_str().expect("a note");
    assert!(note.starts_with("没有账户列：按客户汇总读取"), "{note}");
    assert_eq!(first["control"]["difference"], "0.00");
    assert_eq!(
        counts(&import(&desk, "存款客户表.csv", BY_CLIENT)),
        [0, 0, 3, 0, 0, 0]
    );

    let shown = dossier(&desk, "K1");
    for list in [&shown["accounts"], &shown["metrics"]["accounts"]] {
        let list = list.as_array().expect("a list");
        assert_eq!(list.len(), 2);
        assert!(list.iter().all(|account| account["number"] == "客户汇总"));
        assert!(
            list.iter()
                .all(|account| account["is_client_total"] == true)
        );
    }
    assert_eq!(shown["metrics"]["deposits"]["point"]["value"], 14_000);
    let whole = desk.run(["dossier", "--client", "K1", "--reveal", "--reason", "核对"]);
    assert!(!whole.stdout.contains("客户汇总/") && !whole.stdout.contains("客户汇总·"));

    let by_account = import(
        &desk,
        "存款明细.csv",
        "客户编号,账户编号,余额(元)\nK1,6222020200112345064,140.00\n",
    );
    assert_eq!(counts(&by_account), [0, 0, 0, 0, 1, 0]);
    let reason = by_account["rejected"][0]["reason"]
        .as_str()
        .expect("a reason");
    assert!(
        reason.contains("客户汇总") && reason.contains("重复计算"),
        "{reason}"
    );
    assert_eq!(point(&desk, "K1"), 14_000);
}

#[test]
fn a_table_by_account_and_one_by_client_of_one_delivery_are_no_two_sums() {
    let desk = desk();
    desk.write(
        "a存款汇总.csv",
        "客户编号,客户名称,存款余额(元)\nK1,示例甲有限公司,140.00\nK2,示例乙有限公司,50.00\n",
    );
    desk.write(
        "b存款明细.csv",
        "客户编号,账户编号,余额(元)\nK1,6222020200112345064,140.00\n",
    );
    let both = desk.json(["import", "a存款汇总.csv", "b存款明细.csv", "--as-of", AS_OF]);
    let of = |name: &str| {
        let mut files = both.as_array().expect("files").iter();
        counts(files.find(|file| file["file"] == name).expect("the file"))
    };
    assert_eq!(of("b存款明细.csv"), [1, 0, 0, 0, 0, 0], "accounts go first");
    assert_eq!(of("a存款汇总.csv"), [1, 0, 0, 0, 1, 0]);
    assert_eq!(point(&desk, "K1"), 14_000);
}

#[test]
fn an_account_column_that_was_not_recognised_is_asked_for() {
    let desk = desk();
    let table = "客户名称,卡号,存款余额(元)\n示例甲有限公司,6222020200112345064,1.00\n示例乙有限公司,6222020200112345072,2.00\n";
    let asked = refused(&desk, "存款.csv", table);
    assert!(
        asked.message.contains("B 列“卡号”像是账号"),
        "{}",
        asked.message
    );
    let said = desk.json([
        "import",
        "存款.csv",
        "--as-of",
        AS_OF,
        "--column",
        "B=account",
    ]);
    assert_eq!(counts(&said[0]), [2, 0, 0, 0, 0, 0]);
    assert_eq!(dossier(&desk, "K1")["accounts"][0]["number"], "••••5064");
    let loans = refused(
        &desk,
        "贷款.csv",
        "客户编号,客户名称,贷款余额(元)\nK1,示例甲有限公司,5.00\n",
    );
    assert!(loans.message.contains("没有借据号"), "{}", loans.message);
}

#[test]
fn every_page_has_its_own_total_and_none_is_a_difference() {
    let desk = desk();
    let pages = import(
        &desk,
        "分页.csv",
        "账户编号,客户编号,余额(元)\nZ1,K1,100.00\n合计,,100.00\nZ2,K1,30.00\nZ3,K2,20.00\n合计,,50.00\n",
    );
    assert_eq!(
        pages["control"],
        json!({ "own": "150.00", "stated": "150.00", "difference": "0.00", "within_rounding": true })
    );
    let wrong = import(
        &desk,
        "错页.csv",
        "账户编号,客户编号,余额(元)\nZ1,K1,100.00\n合计,,99.00\nZ2,K1,30.00\n合计,,30.00\n合计,,130.00\n",
    );
    assert_eq!(wrong["control"]["difference"], "0.00");
    let note = wrong["notes"][0].as_str().expect("a note");
    assert!(note.contains("C3（相差 1.00 元）"), "{note}");
}

#[test]
fn a_rate_told_against_the_lpr_is_kept_and_none_is_made_up() {
    let desk = desk();
    let loans = import(
        &desk,
        "贷款.csv",
        "借据号,客户编号,贷款余额(元),年利率%\nJJ1,K1,5.00,1年期LPR+35BP\nJJ2,K1,6.00,LPR减10基点（2.90%）\nJJ3,K1,7.00,LPR上浮10%\n",
    );
    assert_eq!(counts(&loans), [3, 0, 0, 0, 0, 0]);
    assert_eq!(loans["warnings"].as_array().map(Vec::len), Some(1));
    assert_eq!(loans["warnings"][0]["cell"], "D4");
    let told: Vec<Value> = dossier(&desk, "K1")["loans"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|loan| json!([loan["rate"], loan["lpr"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!([null, { "years": 1, "spread": "35" }]),
            json!(["2.90", { "years": null, "spread": "-10" }]),
            json!([null, null]),
        ]
    );
}

#[test]
fn a_client_written_once_is_that_of_the_accounts_under_it() {
    let desk = desk();
    let grouped = import(
        &desk,
        "分组.csv",
        "客户编号,客户名称,账户编号,余额(元)\nK1,示例甲有限公司,Z1,1.00\n,,Z2,2.00\nK2,示例乙有限公司,Z3,3.00\n合计,,,6.00\n,,Z4,4.00\n",
    );
    assert_eq!(counts(&grouped), [3, 0, 0, 0, 1, 0]);
    assert_eq!(grouped["rejected"][0]["row"], 6);
    assert_eq!(
        grouped["notes"],
        json!(["有 1 行没有写客户，按上面写有客户的那一行读取（如第 3 行随第 2 行）"])
    );
    assert_eq!(point(&desk, "K1"), 300);
}

#[test]
fn people_who_share_a_cell_are_people_each() {
    let desk = desk();
    let people = import(
        &desk,
        "联系人.csv",
        "客户编号,姓名,职务\nK1,沈知衡、周予安,财务经理\nK2,许南乔 13800138000；林见微,董事长；总经理\nK2,许南乔、林见微、周予安,董事长、总经理\n",
    );
    assert_eq!(counts(&people), [2, 0, 0, 0, 1, 0]);
    let told = people["warnings"].as_array().expect("a list");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0]["reason"]
            .as_str()
            .expect("a reason")
            .ends_with("电话没有导入")
    );
    let reason = people["rejected"][0]["reason"].as_str().expect("a reason");
    assert!(
        reason.contains("3 人") && reason.contains("2 个"),
        "{reason}"
    );
    let named = |client: &str| -> Vec<Value> {
        let people = dossier(&desk, client)["people"].take();
        let people = people.as_array().expect("a list").iter();
        people
            .map(|person| json!([person["name"], person["jobs"]]))
            .collect()
    };
    assert_eq!(
        named("K1"),
        [
            json!(["沈知衡", ["财务经理"]]),
            json!(["周予安", ["财务经理"]])
        ]
    );
    assert_eq!(
        named("K2"),
        [json!(["许南乔", ["董事长"]]), json!(["林见微", ["总经理"]])]
    );
}
