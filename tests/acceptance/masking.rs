//! Numbers of accounts and loans are shown by their last digits; a look at a whole one is on record.

use crate::harness::{Desk, Outcome};

const ACCOUNT: &str = "6222020200112345064";
const LOAN: &str = "JJ2026110700012399";

pub(crate) fn desk() -> Desk {
    let desk = Desk::with_vault();
    desk.write("客户.csv", "客户编号,客户名称\nK1,示例甲有限公司\n");
    desk.write(
        "存款.csv",
        &format!("客户编号,账户编号,币种,余额(元)\nK1,{ACCOUNT},人民币,500000.00\n"),
    );
    desk.write(
        "贷款.csv",
        &format!(
            "客户编号,借据号,币种,贷款余额(元),到期日\nK1,{LOAN},人民币,300000.00,2026-11-20\n"
        ),
    );
    for (file, kind) in [
        ("客户.csv", "clients"),
        ("存款.csv", "deposits"),
        ("贷款.csv", "loans"),
    ] {
        desk.json(["import", file, "--kind", kind, "--as-of", "2026-10-31"]);
    }
    desk
}

const DOSSIER: [&str; 5] = ["dossier", "--client", "K1", "--as-of", "2026-11-02"];

#[test]
fn numbers_are_masked_wherever_a_command_shows_them() {
    let desk = desk();
    for command in [
        &DOSSIER[..],
        &["today", "--on", "2026-11-02"],
        &["clients"],
        &["import", "list"],
        &["audit", "list"],
    ] {
        let outcome = desk.run(command);
        assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
        for number in [ACCOUNT, LOAN] {
            assert!(!outcome.stdout.contains(number), "{command:?}");
        }
    }
    let dossier = desk.json(DOSSIER);
    assert_eq!(dossier["accounts"][0]["number"], "••••5064");
    assert_eq!(dossier["metrics"]["accounts"][0]["number"], "••••5064");
    assert_eq!(dossier["loans"][0]["number"], "••••2399");
}

#[test]
fn numbers_are_shown_whole_for_a_reason_that_is_on_record() {
    let desk = desk();
    let reveal = |reason: &str| {
        let asked = DOSSIER.into_iter().chain(["--reveal", "--reason", reason]);
        desk.run(asked)
    };
    let refused = reveal("  ").refusal(3);
    assert!(refused.message.contains("原因"), "{}", refused.message);
    let without = desk.run(DOSSIER.into_iter().chain(["--reveal"]));
    assert_eq!(without.exit, 2, "a reason is asked for");
    assert_eq!(trail(&desk).len(), 0, "what was not shown is not on record");

    let dossier = reveal("核对对账单").json();
    assert_eq!(dossier["accounts"][0]["number"], ACCOUNT);
    assert_eq!(dossier["loans"][0]["number"], LOAN);
    let rows = trail(&desk);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0]["says"],
        "显示了全部完整账号和借据号，原因：核对对账单"
    );
    assert_eq!(rows[0]["client"]["name"], "示例甲有限公司");
    assert_eq!(rows[0]["user"], "林晓");
    let of_client = desk.json(["audit", "list", "--client", "K1", "--area", "privacy"]);
    assert_eq!(of_client["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        desk.json(DOSSIER)["accounts"][0]["number"],
        "••••5064",
        "the next look is masked again"
    );
    let verified = Outcome::of(&mut desk.command(["audit", "verify"])).json();
    assert!(verified["broken"].is_null(), "{verified}");
}

#[test]
fn rejected_rows_leave_with_whole_numbers_only_for_a_reason_and_as_an_export() {
    let desk = desk();
    let file = format!("客户编号,账户编号,币种,余额(元)\nK1,{ACCOUNT},人民币,五万\n");
    desk.write("存款11.csv", &file);
    let import = [
        "import",
        "存款11.csv",
        "--kind",
        "deposits",
        "--as-of",
        "2026-11-30",
    ];
    let asked = |more: &[&'static str]| desk.run(import.iter().chain(more));
    assert_eq!(
        asked(&["--rejected-to", "改"]).exit,
        2,
        "a reason is asked for"
    );
    let blank = asked(&["--rejected-to", "改", "--reason", " "]).refusal(3);
    assert!(blank.message.contains("用途"), "{}", blank.message);
    assert!(!desk.path("改").exists(), "nothing has left");

    let outcome = asked(&["--rejected-to", "改", "--reason", "退柜面改正"]);
    let imported = outcome.json()[0].take();
    assert!(
        !outcome.stdout.contains(ACCOUNT),
        "the answer has no number"
    );
    let path = imported["rejected_rows"].as_str().expect("a path");
    let again = desk.json(["import", path, "--dry-run", "--mend", "D3=50000"]);
    assert_eq!(
        again[0]["counts"]["new"], 1,
        "the number came whole: {again:#}"
    );

    let page = desk.json(["audit", "list", "--area", "export"]);
    let says = page["rows"][0]["says"].as_str().expect("a sentence");
    assert!(
        says.starts_with("导出了导入时被拒绝的 1 行到“存款11 被拒绝的行.xlsx”")
            && says.ends_with("用途：退柜面改正"),
        "{says}"
    );
    let checked = desk.json(["audit", "check", path]);
    assert_eq!(
        (&checked["number"], &checked["reason"]),
        (&1.into(), &"退柜面改正".into())
    );
}

#[test]
fn a_number_that_was_typed_anew_is_masked_in_what_is_said_of_it() {
    let desk = desk();
    let file = "客户编号,账户编号,币种,余额(元)\nK1,6222020200112340000,人民币,500.00\n";
    desk.write("存款11.csv", file);
    let mend = format!("B2={ACCOUNT}");
    let import = [
        "import",
        "存款11.csv",
        "--kind",
        "deposits",
        "--as-of",
        "2026-11-30",
    ];
    let imported = desk.json(import.into_iter().chain(["--mend", &mend]))[0].take();
    assert_eq!(
        imported["mended"][0],
        serde_json::json!({ "row": 2, "cell": "B2", "was": "••••0000", "now": "••••5064" })
    );
}

fn trail(desk: &Desk) -> Vec<serde_json::Value> {
    let page = desk.json(["audit", "list", "--area", "privacy"]);
    page["rows"].as_array().expect("rows").clone()
}
