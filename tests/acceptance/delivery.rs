//! Several files at once through the command line: in order, together or not at all, and back again.

use crate::harness::Desk;
use serde_json::{Value, json};

pub const LOANS: &str = "数据日期：2026-10-31,单位：元\n借据号,客户编号,业务品种,贷款余额,到期日\n\
                         J1,K1,流动资金贷款,500000.00,2027-03-31\n";
const BARE: &str = "账户编号,客户编号,余额\nA9,K1,7.00\n";

/// A folder whose files stand in the wrong order by name: what hangs on the clients comes first.
pub fn folder(desk: &Desk) {
    std::fs::create_dir(desk.path("月报")).expect("a folder");
    desk.write("月报/1-贷款.csv", LOANS);
    desk.write(
        "月报/2-存款.csv",
        "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\nA1,K1,1000.00\nA2,K2,500.00\n",
    );
    desk.write(
        "月报/3-客户.csv",
        "客户编号,客户名称\nK1,示例甲\nK2,示例乙\n",
    );
}

pub fn standing(desk: &Desk) -> usize {
    let files = desk.json(["import", "list"]);
    let files = files.as_array().expect("a list").iter();
    files.filter(|file| file["undone_at"].is_null()).count()
}

fn new_and_queued(imported: &Value) -> Vec<(&str, u64, u64)> {
    let tables = imported.as_array().expect("a list").iter();
    tables
        .map(|table| {
            let count = |name: &str| table["counts"][name].as_u64().expect("a count");
            let file = table["file"].as_str().expect("a name");
            (file, count("new"), count("queued"))
        })
        .collect()
}

#[test]
fn a_folder_is_imported_at_once_clients_first_and_undone_at_once() {
    let desk = Desk::with_vault();
    folder(&desk);
    let expected = [
        ("1-贷款.csv", 1, 0),
        ("2-存款.csv", 2, 0),
        ("3-客户.csv", 2, 0),
    ];
    let tried = desk.json(["import", "月报", "--dry-run"]);
    assert_eq!(
        new_and_queued(&tried),
        expected,
        "nothing waits for its client"
    );
    assert_eq!(standing(&desk), 0);
    let imported = desk.json(["import", "月报"]);
    assert_eq!(new_and_queued(&imported), expected);
    let listed = desk.json(["import", "list"]);
    let files: Vec<&str> = (listed.as_array().expect("a list").iter())
        .map(|file| file["file"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        files,
        ["1-贷款.csv", "2-存款.csv", "3-客户.csv"],
        "newest first"
    );
    let clients = imported[2]["batch"].as_str().expect("a batch");
    assert!(
        (listed.as_array().expect("a list").iter()).all(|file| file["together"] == json!(clients))
    );
    let alone = desk.refusal(["import", "undo", clients]);
    assert_eq!(alone.code, "refused", "balances stand on the clients");
    let loans = imported[0]["batch"].as_str().expect("a batch");
    let undone = desk.json(["import", "undo", loans, "--together"]);
    assert_eq!(undone["also"], json!(["3-客户.csv", "2-存款.csv"]));
    assert_eq!(standing(&desk), 0);
    assert_eq!(desk.json(["clients"]), json!([]));
    assert_eq!(new_and_queued(&desk.json(["import", "月报"])), expected);
    assert_eq!(desk.json(["vault", "verify"])["ok"], true);
}

#[test]
fn a_file_that_asks_holds_the_others_back_until_it_is_left_out() {
    let desk = Desk::with_vault();
    folder(&desk);
    desk.write("月报/0-没有日期.csv", BARE);
    let held = desk.run(["import", "月报", "--unit", "元"]);
    assert_eq!(held.exit, 3, "{}", held.stderr);
    assert!(held.stderr.contains("0-没有日期.csv"), "{}", held.stderr);
    assert_eq!(standing(&desk), 0, "nothing of the others");
    let imported = desk.json(["import", "月报", "--unit", "元", "--leave-out"]);
    assert_eq!(imported[0]["left_out"], true);
    assert_eq!(imported[0]["error"]["code"], "no_date");
    assert_eq!(standing(&desk), 3);
}

#[test]
fn a_file_that_cannot_be_read_leaves_nothing_of_the_others() {
    let desk = Desk::with_vault();
    folder(&desk);
    std::fs::write(desk.path("月报/4-坏.xlsx"), b"PK\x03\x04 no workbook").expect("a file");
    let held = desk.run(["import", "月报"]);
    assert_eq!(held.exit, 3, "{}", held.stderr);
    assert!(held.stderr.contains("4-坏.xlsx"), "{}", held.stderr);
    assert_eq!(standing(&desk), 0);
}

/// Whatever write of the three tables the disk fails at.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fails_during_the_import_of_three_files_leaves_all_or_nothing() {
    let desk = Desk::with_vault();
    folder(&desk);
    let (mut failed, under) = (0, desk.vault());
    crate::faulty_disk::FaultyDisk::new(&desk, under, &[]).at_each_operation(
        || desk.command(["import", "月报"]),
        |at, status, stderr| {
            let stands = standing(&desk);
            assert!(
                stands == if status.success() { 3 } else { 0 },
                "operation {at}: {status}, {stands} files stand: {stderr}"
            );
            failed += u32::from(!status.success());
            if stands == 3 {
                let files = desk.json(["import", "list", "--limit", "1"]);
                let batch = files[0]["batch"].as_str().expect("a batch");
                desk.json(["import", "undo", batch, "--together"]);
            }
        },
    );
    assert!(failed > 2, "the fault was hardly ever met");
}
