//! All facts leave as one encrypted archive and come back as they were.

use crate::harness::{Desk, Outcome, tests_folder};
use serde_json::Value;
use std::path::PathBuf;

const PASSPHRASE: &str = "四 匹 青 马 过 长 桥 去";

fn fixture(name: &str) -> PathBuf {
    tests_folder().join("fixtures").join(name)
}

/// A desk with files as banks send them, a coarse amount and a name that Excel would compute.
fn desk() -> Desk {
    let desk = Desk::with_vault();
    for name in [
        "clients.xlsx",
        "people.xlsx",
        "deposits-months.gbk.csv",
        "loans-2026-10.xlsx",
    ] {
        let mut command = desk.command(["import", "--as-of", "2026-10-31"]);
        Outcome::of(command.arg(fixture(name))).json();
    }
    desk.write(
        "odd.csv",
        "客户编号,客户名称,注册资本(万元)\nK006,\"=cmd|' /c calc'!A1\",1200\nK007,示例科技有限公司,0.35亿元\n",
    );
    desk.json(["import", "odd.csv", "--kind", "clients"]);
    desk.write(
        "totals.csv",
        "客户编号,产品,存款余额(元)\nK007,活期存款,100.00\nK007,7天通知存款,40.00\n",
    );
    desk.write(
        "lpr.csv",
        "借据号,客户编号,贷款余额(元),年利率%\nJ901,K007,5.00,1年期LPR-10BP\nJ902,K007,6.00,LPR+35BP(3.35%)\n",
    );
    desk.json(["import", "totals.csv", "lpr.csv", "--as-of", "2026-10-31"]);
    desk
}

fn export(desk: &Desk, passphrase: &str) -> Outcome {
    let wanted = ["export", "--to", "全部.zip", "--reason", "岗位移交"];
    Outcome::of(
        desk.command(wanted)
            .env("JINGWEI_ARCHIVE_PASSPHRASE", passphrase),
    )
}

fn import(desk: &Desk, archive: PathBuf, passphrase: &str) -> Outcome {
    Outcome::of(
        desk.command(["import"])
            .arg(archive)
            .env("JINGWEI_ARCHIVE_PASSPHRASE", passphrase),
    )
}

/// Without what is a vault's own: its ids, and where a fact came from.
fn facts(value: Value) -> Value {
    let is_id = |text: &str| text.len() == 36 && text.matches('-').count() == 4;
    match value {
        Value::Object(fields) => {
            let kept = (fields.into_iter())
                .filter(|(name, _)| !matches!(name.as_str(), "source" | "sources" | "row"));
            Value::Object(kept.map(|(name, value)| (name, facts(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(facts).collect()),
        Value::String(text) if is_id(&text) => Value::Null,
        value => value,
    }
}

fn all(desk: &Desk) -> Vec<Value> {
    let list = desk.json(["clients", "--sort", "number", "--limit", "100000"]);
    let clients = list.as_array().expect("a list").clone();
    let dossiers = clients.iter().take(12).map(|client| {
        let number = client["number"].as_str().expect("a number");
        let whole = ["--reveal", "--reason", "逐项比对"];
        let dossier = ["dossier", "--client", number, "--as-of", "2026-10-31"];
        facts(desk.json(dossier.into_iter().chain(whole)))
    });
    dossiers.chain([facts(list)]).collect()
}

#[test]
fn all_facts_leave_encrypted_and_come_back_as_they_were() {
    let desk = desk();
    let written = export(&desk, PASSPHRASE).json();
    assert_eq!(written["number"], 1);
    let bytes = std::fs::read(desk.path("全部.zip")).expect("the archive");
    let canary = "示例科技有限公司".as_bytes();
    assert!(!bytes.windows(canary.len()).any(|window| window == canary));

    let other = Desk::with_vault();
    let imported = import(&other, desk.path("全部.zip"), PASSPHRASE).json();
    let rejected = imported.as_array().expect("four files").iter();
    assert!(
        rejected
            .map(|file| &file["rejected"])
            .all(|rows| *rows == Value::Array(Vec::new())),
        "{imported:#}"
    );
    let (was, is) = (all(&desk), all(&other));
    assert!(was.len() > 5);
    for (was, is) in was.into_iter().zip(is) {
        assert_eq!(is, was);
    }
    let again = import(&other, desk.path("全部.zip"), PASSPHRASE).json();
    for file in again.as_array().expect("four files") {
        let counts = &file["counts"];
        assert_eq!(
            (&counts["new"], &counts["changed"]),
            (&0.into(), &0.into()),
            "{counts}"
        );
    }
}

#[test]
fn an_archive_asks_for_a_passphrase_worth_the_name() {
    let desk = desk();
    assert_eq!(export(&desk, "123456").refusal(3).code, "refused");
    assert!(!desk.path("全部.zip").exists());
    export(&desk, PASSPHRASE).json();
    let wrong = import(&desk, desk.path("全部.zip"), "不是这个口令").refusal(3);
    assert_eq!(wrong.code, "wrong_passphrase");
    let trail = desk.json(["audit", "list", "--area", "export"]);
    assert!(trail.to_string().contains("导出了全部资料"), "{trail}");
}
