//! 操作记录 as compliance meets it: read, filtered, exported with a reason, and verified against what was
//! noted outside.

use crate::harness::{Desk, Outcome};
use serde_json::Value;
use std::fs;

fn desk() -> Desk {
    let desk = Desk::with_vault();
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\nK2,示例乙公司,林晓\n",
    );
    desk.json(["import", "clients.csv"]);
    desk.json([
        "visit",
        "plan",
        "--client",
        "K1",
        "--on",
        "2026-12-01",
        "--ask",
        "归集货款",
    ]);
    desk
}

fn says(rows: &Value) -> Vec<String> {
    let rows = rows["rows"].as_array().expect("rows");
    let said = rows
        .iter()
        .map(|row| row["says"].as_str().expect("a sentence").to_owned());
    said.collect()
}

/// The row of the key that the owner signs with.
fn signing_key(desk: &Desk) -> String {
    let users = desk.json(["user", "list"]);
    let key = users[0]["signing_keys"][0]["fingerprint"].as_str();
    let key = key.expect("a fingerprint");
    format!("启用了“林晓”的签名密钥，指纹 {key}")
}

#[test]
fn the_trail_is_read_in_sentences_newest_first_and_page_by_page() {
    let desk = desk();
    let visit = desk.json(["visit", "list", "--client", "K1"])[0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    desk.json(["visit", "change", &visit, "--ask", "结算主账户放在我行"]);
    let list = desk.json(["audit", "list"]);
    assert_eq!(
        says(&list),
        [
            "修改了拜访（2026-12-01）：唯一请求",
            "安排了拜访（2026-12-01）",
            "导入了客户清单“clients.csv”：新增 2 行",
            &signing_key(&desk),
            "建立了保险库",
        ]
    );
    let changed = &list["rows"][0];
    assert_eq!(changed["user"], "林晓");
    assert_eq!(changed["client"]["name"], "示例甲公司");
    assert_eq!(changed["changes"][0]["was"], "归集货款");
    assert_eq!(changed["changes"][0]["is"], "结算主账户放在我行");
    let first = desk.json(["audit", "list", "--limit", "3"]);
    let before = first["before"].as_i64().expect("there is more").to_string();
    let second = desk.json(["audit", "list", "--limit", "3", "--before", &before]);
    assert_eq!(says(&second), [&*signing_key(&desk), "建立了保险库"]);
    assert_eq!(second["before"], Value::Null);
}

#[test]
fn filters_narrow_by_client_kind_person_and_day_and_refuse_what_they_do_not_know() {
    let desk = desk();
    let found = |filter: &[&str]| {
        let words = ["audit", "list"].iter().chain(filter);
        says(&desk.json(words.collect::<Vec<_>>())).len()
    };
    assert_eq!(found(&["--client", "K1"]), 2, "its visit and its file");
    assert_eq!(found(&["--client", "K2"]), 1, "its file");
    assert_eq!(found(&["--area", "visit", "import"]), 2);
    assert_eq!(found(&["--by", "林晓"]), 4);
    assert_eq!(found(&["--until", "2020-01-01"]), 0);
    assert_eq!(found(&["--from", "2020-01-01"]), 4);
    assert_eq!(
        desk.refusal(["audit", "list", "--client", "K9"]).code,
        "not_found"
    );
    assert_eq!(
        desk.refusal(["audit", "list", "--by", "别人"]).code,
        "not_found"
    );
    let wrong = desk.run(["audit", "list", "--area", "visits"]);
    assert_eq!(wrong.refusal(2).code, "usage");
}

#[test]
fn the_trail_leaves_the_vault_with_a_reason_and_says_so_itself() {
    let desk = desk();
    let usage = desk.run(["audit", "export", "--to", "trail.xlsx"]);
    assert_eq!(usage.refusal(2).code, "usage", "a reason is asked for");
    let blank = desk.refusal(["audit", "export", "--to", "trail.xlsx", "--reason", " "]);
    assert_eq!(blank.code, "refused");
    assert!(!desk.path("trail.xlsx").exists());
    let export = [
        "audit",
        "export",
        "--to",
        "trail.xlsx",
        "--reason",
        "合规检查",
    ];
    let written = desk.json(export);
    assert_eq!(written["rows"], 4);
    let bytes = fs::read(desk.path("trail.xlsx")).expect("the workbook");
    assert!(bytes.starts_with(b"PK"), "a workbook is an archive");
    let again = desk.json(export);
    let path = again["path"].as_str().expect("a path");
    assert!(
        path.ends_with("trail (2).xlsx"),
        "never over anything: {path}"
    );
    assert_eq!(
        says(&desk.json(["audit", "list", "--area", "export"]))[1],
        "导出了操作记录 4 条到“trail.xlsx”，用途：合规检查"
    );
}

#[test]
fn an_exported_file_is_known_by_its_bytes_and_by_who_signed_it() {
    let desk = desk();
    let export = [
        "audit",
        "export",
        "--to",
        "trail.xlsx",
        "--reason",
        "合规检查",
    ];
    desk.json(export);
    let found = desk.json(["audit", "check", "trail.xlsx"]);
    let users = desk.json(["user", "list"]);
    let key = &users[0]["signing_keys"][0]["fingerprint"];
    assert_eq!(
        (&found["number"], &found["user"], &found["fingerprint"]),
        (&1.into(), &"林晓".into(), key)
    );
    // The same of a list of clients; and in words.
    let words = ["clients", "--export", "list.csv", "--reason", "走访"];
    desk.json(words);
    let said = Outcome::of(&mut desk.command(["audit", "check", "list.csv"])).stdout;
    assert!(said.contains("林晓"), "{said}");

    let mut bytes = fs::read(desk.path("trail.xlsx")).expect("the workbook");
    bytes.push(0);
    fs::write(desk.path("trail.xlsx"), bytes).expect("a changed workbook");
    let changed = desk.refusal(["audit", "check", "trail.xlsx"]);
    assert_eq!(changed.code, "not_found");
    let none = desk.refusal(["audit", "check", "nowhere.xlsx"]);
    assert_eq!(none.code, "not_found");
}

/// An old copy of the database put back: a chain that holds, and deeds that are gone.
#[test]
fn rows_cut_off_are_named_by_their_position_and_stay_known() {
    let desk = desk();
    let whole = desk.json(["audit", "verify"]);
    assert_eq!(
        (&whole["rows"], &whole["broken"]),
        (&4.into(), &Value::Null)
    );
    assert_eq!(whole["anchor"]["kind"], "closing");
    let database = desk.vault().join("vault.db");
    let before = fs::read(&database).expect("the database");
    desk.json(["visit", "plan", "--client", "K2", "--on", "2026-12-02"]);
    desk.json(["visit", "plan", "--client", "K2", "--on", "2026-12-03"]);
    fs::write(&database, before).expect("put back");
    for _ in 0..2 {
        let outcome = desk.run(["audit", "verify"]);
        assert_eq!(outcome.exit, 4, "{}", outcome.stdout);
        let found: Value = serde_json::from_str(&outcome.stdout).expect("what was found");
        assert_eq!(
            (&found["broken"]["seq"], &found["holds_until"]),
            (&5.into(), &4.into())
        );
        assert_eq!(found["broken"]["flaw"]["kind"], "cut_off");
        assert!(
            outcome.stderr.contains("第 5 至 6 条被截去"),
            "{}",
            outcome.stderr
        );
    }
    // Deeds that come after it make up for the number only.
    for day in 10..14 {
        let on = format!("2026-12-{day}");
        desk.json(["visit", "plan", "--client", "K2", "--on", &on]);
    }
    let outcome = desk.run(["audit", "verify"]);
    assert!(
        outcome
            .stderr
            .contains("第 6 条与上次关闭时记下的第 6 条不同"),
        "{}",
        outcome.stderr
    );
    let verified = desk.run(["vault", "verify"]);
    assert_eq!(verified.exit, 4);
    assert!(verified.stderr.contains("数据完好"), "{}", verified.stderr);
}

#[test]
fn a_printed_footer_and_a_backup_elsewhere_bear_witness() {
    let desk = desk();
    desk.json(["vault", "backup", "--to", "disk"]);
    let list = desk.json(["audit", "list"]);
    let row = &list["rows"][1];
    let hash = row["hash"].as_str().expect("a hash");
    let footer = format!("{}·{}", row["seq"], &hash[..8]);
    desk.json(["audit", "verify", "--head", &footer, "--backups", "disk"]);
    let other = format!("{}·00000000", row["seq"]);
    let outcome = desk.run(["audit", "verify", "--head", &other]);
    assert_eq!(outcome.exit, 4);
    assert!(
        outcome.stderr.contains("所填的页脚编号"),
        "{}",
        outcome.stderr
    );
    assert_eq!(
        desk.refusal(["audit", "verify", "--head", "十二"]).code,
        "refused"
    );
    assert_eq!(
        desk.refusal(["audit", "verify", "--backups", "nowhere"])
            .code,
        "not_found"
    );

    // Another vault of the same shape is not this one.
    let other = Desk::with_vault();
    other.json(["vault", "backup", "--to", "disk"]);
    let disk = other.path("disk").to_string_lossy().into_owned();
    let outcome = Outcome::of(&mut desk.command(["audit", "verify", "--backups", &disk]));
    assert_eq!(outcome.refusal(3).code, "not_found");
}
