//! Several users of one vault: who opens it, who decides, and what the trail says of whom.

use serde_json::{Value, json};

use crate::harness::{Desk, Outcome, PASSPHRASE};

const SECOND: &str = "第二位的口令-只用于测试";
const THIRD: &str = "第三个口令-只用于测试";

/// A desk of 林晓 (000001) and the reviewer 周明远 (000002).
fn shared() -> Desk {
    let desk = Desk::with_vault();
    add(&desk, "周明远", "000002", "审查人").json();
    desk
}

fn add(desk: &Desk, name: &str, staff_number: &str, role: &str) -> Outcome {
    let words = [
        "user",
        "add",
        "--name",
        name,
        "--staff-number",
        staff_number,
        "--role",
        role,
    ];
    let mut command = desk.command(words);
    let command = command.env("JINGWEI_USER", "000001");
    Outcome::of(command.env("JINGWEI_NEW_PASSPHRASE", SECOND))
}

fn run<const N: usize>(
    desk: &Desk,
    staff_number: &str,
    passphrase: &str,
    words: [&str; N],
) -> Outcome {
    let mut command = desk.command(words);
    let command = command.env("JINGWEI_USER", staff_number);
    Outcome::of(command.env("JINGWEI_PASSPHRASE", passphrase))
}

fn names(list: &Value) -> Vec<&str> {
    let rows = list.as_array().expect("a list");
    rows.iter().filter_map(|row| row["name"].as_str()).collect()
}

#[test]
fn the_staff_number_says_who_and_the_trail_names_them() {
    let desk = shared();
    assert_eq!(desk.refusal(["clients"]).code, "refused", "nobody is named");
    assert_eq!(
        run(&desk, "000001", SECOND, ["clients"]).refusal(3).code,
        "wrong_passphrase"
    );
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\n",
    );
    run(&desk, "000002", SECOND, ["import", "clients.csv"]).json();
    let trail = run(&desk, "000001", PASSPHRASE, ["audit", "list"]).json();
    let rows: Vec<(&str, &str)> = (trail["rows"].as_array().expect("rows").iter())
        .map(|row| {
            (
                row["user"].as_str().expect("who"),
                row["says"].as_str().expect("what"),
            )
        })
        .collect();
    assert!(
        rows.iter()
            .any(|(who, says)| *who == "周明远" && says.contains("clients.csv")),
        "{rows:?}"
    );
    assert!(rows.contains(&("林晓", "添加了使用者“周明远”")), "{rows:?}");
    assert!(
        rows.contains(&("周明远", "打开之前有 1 次口令不对")),
        "{rows:?}"
    );
}

#[test]
fn a_removed_user_opens_nothing_and_the_number_is_free() {
    let desk = shared();
    let own = run(&desk, "000001", PASSPHRASE, ["user", "remove", "000001"]);
    assert_eq!(own.refusal(3).code, "refused");
    run(&desk, "000001", PASSPHRASE, ["user", "remove", "000002"]).json();
    assert_eq!(
        run(&desk, "000002", SECOND, ["clients"]).refusal(3).code,
        "wrong_passphrase"
    );
    // With one user left nobody has to say who they are.
    let listed = desk.json(["user", "list"]);
    assert_eq!(names(&listed), ["林晓", "周明远"]);
    assert_eq!(listed[0]["left_at"], Value::Null);
    assert!(listed[1]["left_at"].is_string());
    assert_eq!(listed[1]["has_passphrase"], false);
    add(&desk, "许知秋", "000002", "approver").json();
    run(&desk, "000002", SECOND, ["clients"]).json();
}

#[test]
fn who_does_not_manage_users_is_refused_and_changes_their_own_passphrase() {
    let desk = shared();
    let refused = run(&desk, "000002", SECOND, ["user", "remove", "000001"]).refusal(3);
    assert_eq!(refused.code, "refused");
    assert!(
        refused.message.contains("所有者和团队负责人"),
        "{}",
        refused.message
    );
    let promoted = run(
        &desk,
        "000002",
        SECOND,
        ["user", "change", "--role", "团队负责人"],
    );
    assert_eq!(promoted.refusal(3).code, "refused");
    let mut own = desk.command(["vault", "passphrase"]);
    own.env("JINGWEI_USER", "000002")
        .env("JINGWEI_PASSPHRASE", SECOND);
    Outcome::of(own.env("JINGWEI_NEW_PASSPHRASE", THIRD)).json();
    assert_eq!(
        run(&desk, "000002", SECOND, ["clients"]).refusal(3).code,
        "wrong_passphrase"
    );
    run(&desk, "000002", THIRD, ["clients"]).json();
    run(&desk, "000001", PASSPHRASE, ["clients"]).json();
}

#[test]
fn a_change_and_a_reset_hold_from_the_next_opening() {
    let desk = shared();
    let words = [
        "user",
        "change",
        "000002",
        "--role",
        "team_leader",
        "--staff-number",
        "000009",
    ];
    let changed = run(&desk, "000001", PASSPHRASE, words).json();
    assert_eq!(changed["user"]["role"], json!("team_leader"));
    assert_eq!(
        run(&desk, "000002", SECOND, ["clients"]).refusal(3).code,
        "wrong_passphrase"
    );
    let taken = add(&desk, "许知秋", "000009", "审查人").refusal(3);
    assert_eq!(
        (taken.code.as_str(), &taken.context["field"]),
        ("exists", &json!("staff_number"))
    );
    let mut reset = desk.command(["user", "reset-passphrase", "000001"]);
    reset
        .env("JINGWEI_USER", "000009")
        .env("JINGWEI_PASSPHRASE", SECOND);
    Outcome::of(reset.env("JINGWEI_NEW_PASSPHRASE", THIRD)).json();
    assert_eq!(
        run(&desk, "000001", PASSPHRASE, ["clients"])
            .refusal(3)
            .code,
        "wrong_passphrase"
    );
    run(&desk, "000001", THIRD, ["clients"]).json();
}

#[test]
fn what_is_typed_wrong_adds_nobody() {
    let desk = Desk::with_vault();
    assert_eq!(
        add(&desk, " ", "000002", "审查人").refusal(3).code,
        "refused"
    );
    assert_eq!(
        add(&desk, "周明远", "000001", "审查人").refusal(3).code,
        "exists"
    );
    assert_eq!(
        add(&desk, "周明远", "000002", "行长").refusal(2).code,
        "usage"
    );
    let words = [
        "user",
        "add",
        "--name",
        "周明远",
        "--staff-number",
        "000002",
        "--role",
        "审查人",
    ];
    let mut weak = desk.command(words);
    assert_eq!(
        Outcome::of(weak.env("JINGWEI_NEW_PASSPHRASE", "12345678"))
            .refusal(3)
            .code,
        "refused"
    );
    assert_eq!(names(&desk.json(["user", "list"])), ["林晓"]);
}

#[test]
fn a_replaced_key_keeps_the_passphrases_and_leaves_the_backups_of_before_as_they_were() {
    let desk = shared();
    let refused = run(&desk, "000002", SECOND, ["vault", "rotate-key"]).refusal(3);
    assert_eq!(refused.code, "refused");
    let before = run(
        &desk,
        "000001",
        PASSPHRASE,
        ["vault", "backup", "--to", "disk"],
    )
    .json();
    let backup = before["path"].as_str().expect("a path").to_owned();
    let key_file = std::fs::read(desk.vault().join("vault.key")).expect("the key file");
    run(&desk, "000001", PASSPHRASE, ["vault", "rotate-key"]).json();
    for (staff_number, passphrase) in [("000001", PASSPHRASE), ("000002", SECOND)] {
        run(&desk, staff_number, passphrase, ["clients"]).json();
    }
    let verified = run(&desk, "000001", PASSPHRASE, ["vault", "verify"]).json();
    assert_eq!(verified["ok"], true);
    let trail = run(&desk, "000001", PASSPHRASE, ["audit", "list"]).json();
    assert!(trail.to_string().contains("更换了保险库的密钥"), "{trail}");
    let mut old = desk.at(&backup, ["clients"]);
    Outcome::of(
        old.env("JINGWEI_USER", "000002")
            .env("JINGWEI_PASSPHRASE", SECOND),
    )
    .json();
    std::fs::write(desk.vault().join("vault.key"), key_file).expect("the old key file");
    assert_eq!(
        run(&desk, "000001", PASSPHRASE, ["clients"])
            .refusal(4)
            .code,
        "damaged"
    );
}
