//! The contract of the command line itself: exit codes, and errors as `{code, message, context}`.

use serde_json::json;

use crate::harness::{Desk, Outcome};

#[test]
fn what_the_program_does_not_know_is_a_usage_error() {
    let desk = Desk::empty();
    for arguments in [vec!["no-such-command"], vec!["clients", "--no-such-flag"]] {
        let refusal = desk.run(arguments).refusal(2);
        assert_eq!(refusal.code, "usage");
        assert!(!refusal.message.is_empty());
    }
}

#[test]
fn a_new_vault_shows_its_recovery_key_once_and_verifies() {
    let desk = Desk::empty();
    let created = desk.json(["vault", "create", "--owner", "林晓"]);
    let key = created["recovery_key"].as_str().expect("a recovery key");
    assert!(key.len() >= 32, "{key}");
    assert!(desk.vault().join("vault.db").is_file());
    let verified = desk.run(["vault", "verify"]);
    assert!(!verified.stdout.contains(key));
    verified.json();
}

#[test]
fn a_wrong_passphrase_is_refused_in_chinese_and_changes_nothing() {
    let desk = Desk::with_vault();
    let mut command = desk.command(["clients"]);
    command.env("JINGWEI_PASSPHRASE", "不是这个口令");
    let refusal = Outcome::of(&mut command).refusal(3);
    assert_eq!(refusal.code, "wrong_passphrase");
    assert!(refusal.message.contains("口令"), "{}", refusal.message);
    assert_ne!(refusal.context, json!("不是这个口令"));
    assert_eq!(desk.json(["clients"]), json!([]));
}

#[test]
fn a_folder_that_is_no_vault_is_refused_and_stays_as_it_is() {
    let desk = Desk::empty();
    let refusal = desk.refusal(["clients"]);
    assert!(!refusal.message.is_empty());
    assert!(
        !desk.vault().exists(),
        "a missing vault is never created unasked"
    );
}
