//! The drop folder through the command line: what is new in it, and what is not.

use crate::delivery::{folder, standing};
use crate::harness::Desk;
use serde_json::{Value, json};

fn said(outcomes: &Value) -> Vec<(&str, &str)> {
    let outcomes = outcomes.as_array().expect("a list").iter();
    outcomes
        .map(|one| {
            let file = one["file"].as_str().expect("a name");
            (file, one["left"].as_str().unwrap_or("taken"))
        })
        .collect()
}

/// Every file with its bytes and time.
fn contents(desk: &Desk) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
    let mut all: Vec<_> = std::fs::read_dir(desk.path("月报"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let time = entry.metadata().and_then(|data| data.modified());
            let bytes = std::fs::read(entry.path()).expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, bytes, time.expect("a time"))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_is_new_is_taken_together_and_what_was_imported_is_said_and_left_out() {
    let desk = Desk::with_vault();
    folder(&desk);
    desk.write("月报/~$3-客户.xlsx", "x");
    desk.write("月报/.隐藏.csv", "客户编号,客户名称\nK7,示例庚\n");
    desk.write("月报/空.csv", "");
    let before = contents(&desk);
    let tried = desk.json(["import", "--from-folder", "月报", "--dry-run"]);
    let all = [
        ("1-贷款.csv", "taken"),
        ("2-存款.csv", "taken"),
        ("3-客户.csv", "taken"),
        ("空.csv", "unfinished"),
    ];
    assert_eq!(said(&tried), all);
    assert_eq!(standing(&desk), 0, "a preview writes nothing");
    let imported = desk.json(["import", "--from-folder", "月报"]);
    assert_eq!(said(&imported), all);
    assert_eq!(imported[1]["counts"]["queued"], 0, "clients came first");
    assert_eq!(standing(&desk), 3);

    std::fs::rename(desk.path("月报/3-客户.csv"), desk.path("月报/客户旧.csv")).expect("a name");
    desk.write(
        "月报/4-联系人.csv",
        "客户编号,姓名,职务\nK1,沈知衡,董事长\n",
    );
    let second = desk.json(["import", "--from-folder", "月报"]);
    assert_eq!(
        said(&second),
        [
            ("4-联系人.csv", "taken"),
            ("1-贷款.csv", "imported"),
            ("2-存款.csv", "imported"),
            ("客户旧.csv", "imported"),
            ("空.csv", "unfinished"),
        ]
    );
    assert_eq!(standing(&desk), 4);
    let third = desk.json(["import", "--from-folder", "月报"]);
    assert!(said(&third).iter().all(|(_, why)| *why != "taken"));
    assert_eq!(standing(&desk), 4);

    std::fs::remove_file(desk.path("月报/4-联系人.csv")).expect("gone");
    std::fs::rename(desk.path("月报/客户旧.csv"), desk.path("月报/3-客户.csv")).expect("a name");
    assert_eq!(contents(&desk), before, "nothing in the folder was touched");
}

#[test]
fn a_file_that_cannot_be_read_holds_the_others_back_and_is_passed_over() {
    let desk = Desk::with_vault();
    folder(&desk);
    desk.write("月报/通讯录.csv", "姓氏,分机\n林,8001\n");
    let held = desk.run(["import", "--from-folder", "月报"]);
    assert_eq!(held.exit, 3, "{}", held.stderr);
    assert_eq!(standing(&desk), 0);
    desk.json(["import", "pass-over", "月报/通讯录.csv"]);
    let imported = desk.json(["import", "--from-folder", "月报"]);
    assert_eq!(said(&imported)[3], ("通讯录.csv", "passed_over"));
    assert_eq!(standing(&desk), 3);
    desk.json(["import", "pass-over", "--take-back", "月报/通讯录.csv"]);
    let again = desk.run(["import", "--from-folder", "月报"]);
    assert!(again.stdout.contains("通讯录.csv") && again.exit == 3);
    let trail = desk.json(["audit", "list", "--area", "import"])["rows"].take();
    let says: Vec<_> = (trail.as_array().expect("rows").iter())
        .map(|row| row["says"].as_str().expect("a sentence"))
        .collect();
    assert!(
        says[0].contains("投放文件夹里的 1 个文件不再略过"),
        "{says:?}"
    );
    assert!(
        says.iter()
            .any(|says| says.contains("略过了投放文件夹里的 1 个文件"))
    );
    assert!(says.iter().all(|says| !says.contains("通讯录")));
}

#[test]
fn a_file_that_says_nothing_new_is_told_of_once_and_again_after_an_undo() {
    let desk = Desk::with_vault();
    folder(&desk);
    desk.json(["import", "--from-folder", "月报"]);
    // The same clients in other bytes.
    let clients = std::fs::read_to_string(desk.path("月报/3-客户.csv")).expect("a text");
    desk.write("月报/客户再发.csv", &format!("{clients}\n"));
    let dry = desk.json(["import", "--from-folder", "月报", "--dry-run"]);
    assert_eq!(said(&dry)[0], ("客户再发.csv", "taken"));
    let seen = desk.json(["import", "--from-folder", "月报"]);
    assert_eq!(
        said(&seen)[0],
        ("客户再发.csv", "taken"),
        "a dry run marks nothing"
    );
    assert_eq!(seen[0]["batch"], Value::Null);
    let after = desk.json(["import", "--from-folder", "月报"]);
    assert!(
        said(&after).contains(&("客户再发.csv", "passed_over")),
        "{after:#}"
    );
    let trail = desk.json(["audit", "list", "--area", "import"])["rows"].take();
    assert_eq!(
        trail[0]["says"],
        "投放文件夹里的 1 个文件没有新内容，不再提示"
    );

    let imports = desk.json(["import", "list"]);
    let batch = imports[0]["batch"].as_str().expect("a batch");
    desk.json(["import", "undo", "--together", batch]);
    let again = desk.json(["import", "--from-folder", "月报", "--dry-run"]);
    assert!(
        said(&again).contains(&("客户再发.csv", "taken")),
        "{again:#}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_said_and_an_empty_one_too() {
    let desk = Desk::with_vault();
    let gone = desk.refusal(["import", "--from-folder", "没有"]);
    assert_eq!(gone.code, "not_found");
    assert!(gone.message.contains("打不开"), "{}", gone.message);
    std::fs::create_dir(desk.path("空的")).expect("a folder");
    assert_eq!(desk.json(["import", "--from-folder", "空的"]), json!([]));
    assert_eq!(desk.run(["import"]).exit, 2);
    assert_eq!(
        desk.run(["import", "a.csv", "--from-folder", "空的"]).exit,
        2
    );
}
