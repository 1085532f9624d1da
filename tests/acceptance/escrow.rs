//! The bank's escrow key: made by the bank, set by the owner, seen by everybody, and a way back for who forgot.

use crate::harness::{Desk, Outcome, PASSPHRASE};
use serde_json::{Value, json};

const OF_THE_BANK: &str = "保险柜里的口令-只用于测试";
const NEW: &str = "又一个口令-只用于测试";
const PUBLIC: &str = "bank/jingwei-escrow-public.json";
const PRIVATE: &str = "bank/jingwei-escrow-private.json";

/// The fingerprint of the key that the bank made in `FOLDER`.
fn bank(desk: &Desk, folder: &str) -> String {
    let words = [
        "escrow",
        "new-key",
        "--of",
        "示例银行信息安全部",
        "--out",
        folder,
    ];
    let mut command = desk.command(words);
    let made = Outcome::of(command.env("JINGWEI_ESCROW_PASSPHRASE", OF_THE_BANK)).json();
    let shown = made["escrow"]["fingerprint"]
        .as_str()
        .expect("a fingerprint");
    shown.to_owned()
}

fn set(desk: &Desk, file: &str, fingerprint: &str) -> Outcome {
    desk.run(["vault", "escrow", "set", file, "--fingerprint", fingerprint])
}

fn recover(desk: &Desk, vault: &str, file: &str, staff: Option<&str>) -> Outcome {
    let mut command = desk.at(desk.path(vault), ["vault", "recover", "--escrow-key", file]);
    command.env("JINGWEI_ESCROW_PASSPHRASE", OF_THE_BANK);
    command.env("JINGWEI_NEW_PASSPHRASE", NEW);
    if let Some(staff) = staff {
        command.env("JINGWEI_USER", staff);
    }
    Outcome::of(&mut command)
}

fn opens(desk: &Desk, vault: &str, passphrase: &str) -> Outcome {
    let mut command = desk.at(desk.path(vault), ["vault", "escrow", "show"]);
    Outcome::of(command.env("JINGWEI_PASSPHRASE", passphrase))
}

fn told(trail: &Value) -> Vec<&str> {
    let rows = trail["rows"].as_array().expect("rows");
    rows.iter().filter_map(|row| row["says"].as_str()).collect()
}

#[test]
fn the_escrow_key_sets_a_new_passphrase_and_the_trail_says_so() {
    let desk = Desk::with_vault();
    let shown = bank(&desk, "bank");
    assert_eq!(
        desk.json(["vault", "escrow", "show"])["escrow"],
        Value::Null
    );
    let set = set(&desk, PUBLIC, &shown.to_lowercase()).json();
    let seen = json!({ "of": "示例银行信息安全部", "fingerprint": shown });
    assert_eq!(set["escrow"], seen);
    assert_eq!(desk.json(["vault", "verify"])["escrow"], seen);
    let looked = desk.json(["escrow", "look", PUBLIC]);
    assert_eq!(looked["escrow"], seen);

    desk.json(["vault", "rotate-key"]);
    desk.json(["vault", "backup", "--to", "copies"]);
    recover(&desk, "desk.vault", PRIVATE, None).json();
    assert_eq!(
        opens(&desk, "desk.vault", PASSPHRASE).refusal(3).code,
        "wrong_passphrase"
    );
    assert_eq!(opens(&desk, "desk.vault", NEW).json()["escrow"], seen);
    let mut trail = desk.command(["audit", "list"]);
    let trail = Outcome::of(trail.env("JINGWEI_PASSPHRASE", NEW)).json();
    let told = told(&trail);
    assert!(
        told.contains(&&*format!("设置了托管密钥，指纹 {shown}")),
        "{told:?}"
    );
    assert!(
        told.contains(&&*format!("经托管密钥打开，重设了口令，指纹 {shown}")),
        "{told:?}"
    );

    // A backup carries it.
    let copies = std::fs::read_dir(desk.path("copies")).expect("backups");
    let copy = copies.map(|copy| copy.expect("a backup").path()).next();
    let copy = copy.expect("a backup").to_string_lossy().into_owned();
    desk.json(["vault", "restore", &copy, "--to", "restored.vault"]);
    recover(&desk, "restored.vault", PRIVATE, None).json();
    opens(&desk, "restored.vault", NEW).json();
}

#[test]
fn what_is_not_the_banks_key_is_refused_and_a_removed_one_opens_nothing() {
    let desk = Desk::with_vault();
    let (shown, other) = (bank(&desk, "bank"), bank(&desk, "other"));
    let code = |outcome: Outcome| outcome.refusal(3).code;
    assert_eq!(
        code(set(&desk, PUBLIC, &other)),
        "refused",
        "another's fingerprint"
    );
    assert_eq!(
        code(set(&desk, PRIVATE, &shown)),
        "refused",
        "the private file"
    );
    desk.write("notes.json", "{\"a\":1}");
    assert_eq!(code(set(&desk, "notes.json", &shown)), "refused");
    assert_eq!(
        code(recover(&desk, "desk.vault", PRIVATE, None)),
        "wrong_passphrase"
    );
    set(&desk, PUBLIC, &shown).json();
    let private = "other/jingwei-escrow-private.json";
    assert_eq!(
        code(recover(&desk, "desk.vault", private, None)),
        "wrong_passphrase"
    );
    assert_eq!(
        code(recover(&desk, "desk.vault", PRIVATE, Some("999"))),
        "not_found"
    );

    desk.json(["vault", "escrow", "remove"]);
    assert_eq!(
        code(recover(&desk, "desk.vault", PRIVATE, None)),
        "wrong_passphrase"
    );
    assert_eq!(code(desk.run(["vault", "escrow", "remove"])), "not_found");
    desk.json(["clients"]);
}

#[test]
fn who_does_not_manage_users_sees_it_and_sets_none() {
    let desk = Desk::with_vault();
    let shown = bank(&desk, "bank");
    set(&desk, PUBLIC, &shown).json();
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
    let mut add = desk.command(words);
    Outcome::of(
        add.env("JINGWEI_USER", "000001")
            .env("JINGWEI_NEW_PASSPHRASE", NEW),
    )
    .json();
    let theirs = |words: &[&str]| {
        let mut command = desk.command(words);
        command.env("JINGWEI_USER", "000002");
        Outcome::of(command.env("JINGWEI_PASSPHRASE", NEW))
    };
    assert_eq!(
        theirs(&["vault", "escrow", "show"]).json()["escrow"]["fingerprint"],
        *shown
    );
    assert_eq!(
        theirs(&["vault", "escrow", "remove"]).refusal(3).code,
        "refused"
    );
    let set = ["vault", "escrow", "set", PUBLIC, "--fingerprint", &shown];
    assert_eq!(theirs(&set).refusal(3).code, "refused");
    let unnamed = recover(&desk, "desk.vault", PRIVATE, None).refusal(3);
    assert_eq!(unnamed.code, "refused", "for whom?");
}
