//! Backups as a user meets them: made, listed, killed half-way, found damaged, restored beside.

use crate::harness::{Desk, Outcome};
use serde_json::{Value, json};
use std::fs;
use std::time::{Duration, Instant};

fn desk() -> Desk {
    let desk = Desk::with_vault();
    let rows: String = (0..2_000)
        .map(|n| format!("K{n:06},示例第{n}实业有限公司,林晓\n"))
        .collect();
    desk.write(
        "clients.csv",
        &format!("客户编号,客户名称,管户客户经理\n{rows}"),
    );
    desk.json(["import", "clients.csv"]);
    desk
}

#[test]
fn a_backup_is_made_when_something_changed_listed_with_its_state_and_restored_beside() {
    let desk = desk();
    let made = desk.json(["backup", "make", "--if-changed"]);
    let path = made["path"].as_str().expect("a path").to_owned();
    assert_eq!(made["manifest"]["tables"]["client"], 2_000);
    assert_eq!(
        desk.json(["backup", "make", "--if-changed"])["path"],
        Value::Null
    );
    let listed = desk.json(["backup", "list"]);
    assert_eq!(
        (&listed[0]["state"], &listed[0]["clients"]),
        (&json!("verified"), &json!(2_000))
    );
    let restored = desk.json(["backup", "restore", &path]);
    let vault = restored["vault"].as_str().expect("a path");
    let verified = Outcome::of(&mut desk.at(vault, ["vault", "verify"])).json();
    assert_eq!(
        (&verified["ok"], &verified["clients"]),
        (&json!(true), &json!(2_000))
    );

    let database = format!("{path}/vault.db");
    let mut bytes = fs::read(&database).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&database, bytes).expect("damaged");
    assert_eq!(desk.run(["backup", "verify", &path]).exit, 4);
    assert_eq!(desk.json(["backup", "list"])[0]["state"], "damaged");
    let refused = desk.run(["backup", "restore", &path]);
    assert_eq!(refused.refusal(4).code, "damaged");
}

#[test]
fn a_second_place_that_is_missing_is_said_and_costs_nothing() {
    let desk = desk();
    let made = desk.json(["backup", "make", "--second", "stick"]);
    assert_eq!(made["second"]["kind"], "missing");
    assert!(made["path"].is_string() && !desk.path("stick").exists());
    fs::create_dir(desk.path("stick")).expect("plugged in");
    std::thread::sleep(Duration::from_millis(1_100));
    let made = desk.json(["backup", "make", "--second", "stick"]);
    assert_eq!(made["second"]["kind"], "made");
    assert_eq!(
        desk.json(["backup", "list", "--in", "stick"])[0]["state"],
        "verified"
    );
    assert_eq!(
        desk.json(["backup", "prune", "--in", "stick"])["removed"],
        json!([])
    );
}

/// Killed at any moment: under a final name lies a whole backup or nothing, and what is left goes.
#[test]
fn a_killed_backup_leaves_nothing_half_under_its_name() {
    let desk = desk();
    let own = desk.vault().join("backups");
    let began = Instant::now();
    desk.json(["backup", "make"]);
    let whole = began.elapsed();
    // From the unlocking on, which takes most of the time, to the last write.
    for part in 8..20 {
        let wait = whole * part / 20;
        let mut child = desk.command(["backup", "make"]).spawn().expect("started");
        std::thread::sleep(wait);
        let _ = child.kill();
        let _ = child.wait();
        for backup in desk.json(["backup", "list"]).as_array().expect("a list") {
            let path = backup["folder"].as_str().expect("a path").to_owned();
            assert_eq!(
                desk.json(["backup", "verify", &path])["ok"],
                true,
                "after {wait:?}"
            );
        }
        let left = fs::read_dir(&own).expect("the folder").flatten();
        let left: Vec<_> = left
            .map(|entry| entry.file_name())
            .filter(|name| name.to_string_lossy().starts_with('.'))
            .collect();
        assert!(left.is_empty(), "after {wait:?}: {left:?}");
    }
    assert_eq!(desk.json(["vault", "verify"])["ok"], true);
}
