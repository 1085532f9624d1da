//! Opening without the passphrase, on a computer whose keychain does not answer: said, and nothing has changed. With
//! one that does, `tests/e2e/keychain.test.mjs` goes all the way.

use crate::harness::{Desk, Outcome};
#[cfg(target_os = "linux")]
use serde_json::json;

/// No bus, no keychain: also where the tests are run from a desktop that has one.
#[cfg(target_os = "linux")]
fn keychain(desk: &Desk, word: &str) -> Outcome {
    let mut command = desk.command(["vault", "keychain", word]);
    Outcome::of(command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"))
}

#[cfg(target_os = "linux")]
#[test]
fn a_keychain_that_does_not_answer_is_told_and_leaves_everything_as_it_was() {
    let desk = Desk::with_vault();
    let rows = || desk.json(["vault", "verify"])["audit"]["rows"].clone();
    let before = rows();
    let refusal = keychain(&desk, "on").refusal(3);
    assert_eq!(refusal.code, "keychain");
    assert!(refusal.message.contains("保险库"), "{}", refusal.message);
    assert_eq!(
        keychain(&desk, "show").json(),
        json!({ "on": false, "devices": 0 })
    );
    assert_eq!(keychain(&desk, "off").refusal(3).code, "not_found");
    assert_eq!(rows(), before, "nothing was done");
}

#[test]
fn the_passphrase_is_asked_again_before_anything() {
    let desk = Desk::with_vault();
    let mut command = desk.command(["vault", "keychain", "on"]);
    let wrong = Outcome::of(command.env("JINGWEI_PASSPHRASE", "不是这个口令"));
    assert_eq!(wrong.refusal(3).code, "wrong_passphrase");
}
