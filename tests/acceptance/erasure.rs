//! A person and a client are erased with proof, a hold forbids it, and what is past its retention is told.

use crate::harness::{Desk, Outcome};
use serde_json::Value;
use std::fs;

const CLIENT: &str = "示例甲有限公司";
const PERSON: &str = "钱雨桐";

fn desk() -> Desk {
    let desk = crate::masking::desk();
    desk.write(
        "联系人.csv",
        &format!("客户编号,姓名,职务\nK1,{PERSON},财务总监\nK1,何青,出纳\nK9,{PERSON},会计\n"),
    );
    desk.json(["import", "联系人.csv", "--kind", "people"]);
    desk.json([
        "visit",
        "plan",
        "--client",
        "K1",
        "--with",
        PERSON,
        "--on",
        "2026-12-01",
        "--goal",
        &format!("请{PERSON}说明用款计划"),
        "--ask",
        "三年报表",
    ]);
    desk
}

fn erase_person(desk: &Desk, more: &[&str]) -> Outcome {
    let asked = ["erase", "person", "--client", "K1", "--name", PERSON];
    desk.run(asked.iter().chain(more))
}

/// Whether a text stands in anything that a command can show, or that lies unencrypted in the vault's folder.
fn is_told(desk: &Desk, word: &str) -> bool {
    let told = [
        &["dossier", "--client", "K1", "--as-of", "2026-11-02"][..],
        &["visit", "list", "--client", "K1"],
        &["clients", "--search", word],
        &["audit", "list", "--limit", "500"],
        &["import", "list"],
        &["today"],
        &["erase", "list"],
    ];
    let in_answers = told.iter().any(|command| {
        let outcome = desk.run(*command);
        assert_eq!(outcome.exit, 0, "{command:?} {}", outcome.stderr);
        outcome.stdout.contains(word)
    });
    let in_files = fs::read_dir(desk.vault()).expect("the vault").any(|file| {
        let path = file.expect("a file").path();
        path.is_file() && String::from_utf8_lossy(&fs::read(path).expect("bytes")).contains(word)
    });
    in_answers || in_files
}

#[test]
fn a_person_goes_everywhere_and_proof_of_it_stays() {
    let desk = desk();
    assert!(is_told(&desk, PERSON));
    let foretold = erase_person(&desk, &["--dry-run"]).json();
    assert_eq!(foretold["name"], PERSON);
    assert!(is_told(&desk, PERSON), "looking erases nothing");
    for reason in ["", &format!("{PERSON}来电要求")] {
        let refused = erase_person(&desk, &["--reason", reason]).refusal(3);
        assert!(refused.message.contains("原因"), "{}", refused.message);
    }
    let proof = erase_person(
        &desk,
        &["--reason", "本人来电要求删除", "--proof", "证明.json"],
    )
    .json();
    assert_eq!(proof["counts"], foretold["counts"]);
    assert_eq!(proof["counts"]["person"], 1);
    assert_eq!(proof["counts"]["visit_version_goal"], 1);
    assert_eq!(proof["by"], "林晓");
    let written: Value = serde_json::from_str(&desk.read("证明.json")).expect("JSON");
    assert_eq!(written, proof);
    assert!(!desk.read("证明.json").contains(PERSON));
    assert!(
        !is_told(&desk, PERSON),
        "of this client nothing tells the name"
    );
    let waiting = desk.run(["import", "waiting"]);
    assert!(waiting.stdout.contains("K9"), "another's row still waits");
    let proofs = desk.json(["erase", "list"]);
    assert_eq!(proofs[0], proof);
    assert!(desk.json(["vault", "verify"])["ok"].as_bool() == Some(true));
    let goals = desk.json(["visit", "list", "--client", "K1"]);
    assert!(
        goals.to_string().contains("请［已清除］说明用款计划"),
        "{goals}"
    );
    let gone = erase_person(&desk, &["--reason", "再来一次"]).refusal(3);
    assert_eq!(gone.code, "not_found");
}

#[test]
fn a_client_goes_and_a_backup_that_is_restored_loses_it_too() {
    let desk = desk();
    desk.json(["import", "undo", &undoable(&desk)]);
    desk.json(["backup", "make"]);
    let proof = desk.json([
        "erase",
        "client",
        "--client",
        "K1",
        "--reason",
        "销户满十年",
    ]);
    assert_eq!(proof["kind"], "client");
    let told = desk.json(["audit", "list", "--limit", "500"]).to_string();
    assert!(!told.contains(CLIENT) && told.contains("已清除"), "{told}");
    let found = desk.json(["clients", "--search", "示例甲"]);
    assert!(!found.to_string().contains(CLIENT));
    let refused = desk.refusal(["dossier", "--client", "K1"]);
    assert_eq!(refused.code, "not_found");
    assert_eq!(desk.json(["vault", "verify"])["ok"], true);
    let backups = desk.json(["backup", "list"]);
    let backup = backups[0]["folder"].as_str().expect("a folder");
    let restored = desk.json(["backup", "restore", backup]);
    let restored = restored["vault"].as_str().expect("a vault").to_owned();
    let at = |command: &[&str]| Outcome::of(&mut desk.at(&restored, command));
    let proofs = at(&["erase", "list"]).json();
    assert_eq!(proofs[0]["is_replay"], true, "{proofs}");
    assert_eq!(
        at(&["dossier", "--client", "K1"]).refusal(3).code,
        "not_found"
    );
    assert_eq!(at(&["vault", "verify"]).json()["ok"], true);
}

/// An import that no visit uses; undone, its rows stay in the history.
fn undoable(desk: &Desk) -> String {
    let imports = desk.json(["import", "list"]);
    let loans = (imports.as_array().expect("imports").iter())
        .find(|import| import["kind"] == "loans")
        .expect("loans were imported");
    loans["batch"].as_str().expect("an id").to_owned()
}

#[test]
fn a_hold_forbids_erasing_until_it_is_lifted() {
    let desk = desk();
    let hold = [
        "hold",
        "set",
        "--client",
        "K1",
        "--reason",
        "配合调查",
        "--until",
        "2999-12-31",
    ];
    desk.json(hold);
    let refused = erase_person(&desk, &["--reason", "本人要求"]).refusal(3);
    assert!(refused.message.contains("配合调查"), "{}", refused.message);
    desk.refusal(["erase", "client", "--client", "K1", "--reason", "销户"]);
    assert!(is_told(&desk, PERSON));
    let holds = desk.json(["hold", "list"]);
    assert_eq!(holds[0]["client_name"], CLIENT);
    desk.refusal(["hold", "lift", "--client", "K1", "--reason", " "]);
    desk.json(["hold", "lift", "--client", "K1", "--reason", "调查结束"]);
    assert_eq!(
        desk.json(["hold", "list"]).as_array().map(Vec::len),
        Some(0)
    );
    erase_person(&desk, &["--reason", "本人要求"]).json();
    let rows = desk.json(["audit", "list", "--area", "privacy"]);
    let says: Vec<&str> = (rows["rows"].as_array().expect("rows").iter())
        .filter_map(|row| row["says"].as_str())
        .collect();
    assert!(says[0].starts_with("清除了一位联系人"), "{says:?}");
    assert_eq!(says[1], "解除了保全，原因：调查结束");
    assert_eq!(
        says[2],
        "设了保全，期间不能清除，到 2999-12-31 为止，原因：配合调查"
    );
}

#[test]
fn nobody_is_due_on_the_first_day() {
    let desk = desk();
    let retention = desk.json(["retention"]);
    assert_eq!(retention["people_days"], 1095);
    assert_eq!(retention["due"].as_array().map(Vec::len), Some(0));
}
