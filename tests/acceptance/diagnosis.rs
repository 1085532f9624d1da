//! The diagnostics bundle tells figures and never a text of the vault.

use crate::harness::Desk;
use serde_json::Value;
use std::fs::File;
use std::io::Read;
use zip::ZipArchive;

/// Not a word of anything else.
const CANARY: &str = "金丝雀";

/// A vault that says the canary wherever a text can be typed or imported.
fn desk() -> Desk {
    let desk = Desk::empty();
    let owner = [
        "--owner",
        "金丝雀主",
        "--staff",
        "金丝雀工号",
        "--branch",
        "金丝雀支行",
    ];
    desk.json(["vault", "create"].iter().chain(&owner));
    desk.write(
        "金丝雀客户.csv",
        "客户编号,客户名称,所属行业,法定代表人,主办客户经理,客户等级,经办机构\n\
         金丝雀K1,金丝雀实业有限公司,金丝雀业,金丝雀法人,金丝雀经理,金丝雀客户,金丝雀机构\n",
    );
    desk.write(
        "金丝雀人.csv",
        "客户编号,姓名,职务\n金丝雀K1,金丝雀人,金丝雀总监\n金丝雀K9,金丝雀待,金丝雀职\n",
    );
    desk.write(
        "金丝雀存款.csv",
        "客户编号,账户编号,储种,币种,余额(元)\n金丝雀K1,金丝雀账号0001,金丝雀存款,人民币,500.00\n",
    );
    desk.write(
        "金丝雀贷款.csv",
        "客户编号,借据号,产品,币种,贷款余额(元),担保方式,到期日\n金丝雀K1,金丝雀借据0001,金丝雀贷款,人民币,300.00,金丝雀保证,2026-11-20\n",
    );
    for (file, kind) in [
        ("金丝雀客户.csv", "clients"),
        ("金丝雀人.csv", "people"),
        ("金丝雀存款.csv", "deposits"),
        ("金丝雀贷款.csv", "loans"),
    ] {
        desk.json(["import", file, "--kind", kind, "--as-of", "2026-10-31"]);
    }
    let client = ["--client", "金丝雀K1"];
    let visit = [
        "--with",
        "金丝雀人",
        "--on",
        "2026-12-01",
        "--place",
        "金丝雀大厦",
        "--goal",
        "金丝雀目标",
        "--ask",
        "金丝雀请求",
    ];
    desk.json(["visit", "plan"].iter().chain(&client).chain(&visit));
    desk.json(
        ["document", "visit-pack", "--out", "金丝雀文档"]
            .iter()
            .chain(&client),
    );
    desk.json(
        ["hold", "set", "--reason", "金丝雀保全"]
            .iter()
            .chain(&client),
    );
    desk.json(
        ["dossier", "--reveal", "--reason", "金丝雀核对"]
            .iter()
            .chain(&client),
    );
    desk.json([
        "clients",
        "--export",
        "金丝雀导出.csv",
        "--reason",
        "金丝雀原因",
    ]);
    desk.json(["backup", "make"]);
    desk
}

#[test]
fn the_bundle_holds_figures_and_no_text_of_the_vault() {
    let desk = desk();
    assert!(desk.run(["clients"]).stdout.contains(CANARY));
    let written = desk.json(["diagnose", "--out", "诊断.zip"]);
    let path = desk.path(written["path"].as_str().expect("a path"));
    let mut archive = ZipArchive::new(File::open(path).expect("the bundle")).expect("a ZIP");
    let mut diagnosis = Value::Null;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("a text");
        assert!(!text.contains(CANARY), "{name}: {text}");
        let home = desk.path("").display().to_string();
        assert!(
            !text.contains(home.trim_end_matches('/')),
            "no path: {text}"
        );
        if name == "diagnosis.json" {
            diagnosis = serde_json::from_str(&text).expect("JSON");
        }
    }
    assert_eq!(diagnosis["tables"]["client"], 1);
    assert_eq!(diagnosis["tables"]["queued_row"], 1);
    assert_eq!(diagnosis["audit"]["is_whole"], true);
    assert_eq!(diagnosis["settings"]["stale_days"], 35);
    assert_eq!(diagnosis["vault"]["backups"], 1);
    assert!(diagnosis["timings_ms"]["today"].is_number(), "{diagnosis}");
    let migrations = diagnosis["migrations"].as_array().map(Vec::len);
    assert!(
        migrations.is_some_and(|count| count >= 20),
        "{migrations:?}"
    );
    let again = desk.json(["diagnose", "--out", "诊断.zip"]);
    assert_eq!(again["path"], "诊断 (2).zip", "never over anything");
}
