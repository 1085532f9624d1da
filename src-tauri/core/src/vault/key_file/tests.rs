use super::*;

const WORDS: &str = "correct horse";

struct Sample {
    file: KeyFile,
    key: Key,
    recovery: RecoveryKey,
    owner: Uuid,
}

fn sample() -> Sample {
    let (owner, signing) = (random_uuid().unwrap(), SigningKey::random().unwrap());
    let (mut file, key, recovery) =
        KeyFile::create(owner, Some("A1024"), WORDS, Stretch::cheap(), &signing).unwrap();
    written(&mut file, &key);
    Sample {
        file,
        key,
        recovery,
        owner,
    }
}

fn written(file: &mut KeyFile, key: &Key) {
    let folder = tempfile::tempdir().unwrap();
    file.write(&folder.path().join("vault.key"), key).unwrap();
}

/// The sample with a second user.
fn with_second() -> (Sample, Uuid) {
    let mut sample = sample();
    let second = random_uuid().unwrap();
    let (vault, stretch) = (sample.file.vault, Stretch::cheap());
    let wrap = Wrap::of_user(
        &sample.key,
        vault,
        second,
        Some("B2048"),
        "battery staple",
        stretch,
        &SigningKey::random().unwrap(),
    );
    sample.file.put(wrap.unwrap());
    written(&mut sample.file, &sample.key);
    (sample, second)
}

fn code(outcome: Result<Unlocked>) -> Option<Code> {
    outcome.err().map(|error| error.code)
}

#[test]
fn opens_by_passphrase_and_by_recovery_key_as_typed_from_paper() {
    let Sample {
        file,
        recovery,
        owner,
        ..
    } = sample();
    assert_eq!(file.unlock(None, WORDS).unwrap().user, Some(owner));
    assert!(file.unlock(Some("A1024"), WORDS).is_ok());
    let typed = recovery
        .grouped()
        .to_lowercase()
        .replace('-', " ")
        .replace('0', "o");
    assert_eq!(file.unlock(None, &typed).unwrap().user, None);
}

#[test]
fn refuses_everything_else() {
    let file = sample().file;
    for secret in [
        "",
        "correct horse ",
        "0000-0000-0000-0000-0000-0000-0000-0000",
    ] {
        let outcome = file.unlock(None, secret);
        assert_eq!(code(outcome), Some(Code::WrongPassphrase));
    }
    assert!(file.unlock(Some("B1"), WORDS).is_err());
}

#[test]
fn of_several_users_the_staff_number_says_who() {
    let (Sample { file, owner, .. }, second) = with_second();
    assert_eq!(code(file.unlock(None, WORDS)), Some(Code::Refused));
    let user = |staff, words| file.unlock(Some(staff), words).ok().and_then(|u| u.user);
    assert_eq!(user("A1024", WORDS), Some(owner));
    assert_eq!(user(" B2048 ", "battery staple"), Some(second));
    assert_eq!(user("B2048", WORDS), None);
    assert_eq!(user("A1024", "battery staple"), None);
}

#[test]
fn a_removed_user_opens_nothing_and_a_renamed_one_is_found_by_the_new_number() {
    let (mut sample, second) = with_second();
    sample.file.rename_user(second, Some("C4096"));
    written(&mut sample.file, &sample.key);
    let file = &mut sample.file;
    assert!(file.unlock(Some("B2048"), "battery staple").is_err());
    assert!(file.unlock(Some("C4096"), "battery staple").is_ok());
    file.remove_user(second);
    assert!(file.unlock(Some("C4096"), "battery staple").is_err());
    assert_eq!(file.users(), 1);
}

#[test]
fn a_wrap_cannot_be_moved_to_another_vault_or_made_cheaper() {
    let mut text = serde_json::to_value(sample().file).unwrap();
    let passes = &mut text["wraps"][0]["lock"]["stretch"]["passes"];
    *passes = (passes.as_u64().unwrap() + 1).into();
    let cheaper: KeyFile = serde_json::from_value(text).unwrap();
    let outcome = cheaper.unlock(None, WORDS);
    assert_eq!(code(outcome), Some(Code::WrongPassphrase));
    let mut other = sample().file;
    other.wraps = sample().file.wraps;
    assert!(other.unlock(None, WORDS).is_err());
}

/// Whoever can write the folder but opens nothing must not be sealed to when the key is replaced.
#[test]
fn a_way_in_that_was_put_there_without_the_key_is_noticed() {
    let mut ours = sample();
    let stranger = Key::random().unwrap();
    let vault = ours.file.vault;
    let of_stranger = Wrap::of_user(
        &stranger,
        vault,
        random_uuid().unwrap(),
        Some("X"),
        "my own words",
        Stretch::cheap(),
        &SigningKey::random().unwrap(),
    );
    ours.file.put(of_stranger.unwrap());
    let outcome = ours.file.unlock(Some("A1024"), WORDS);
    assert_eq!(code(outcome), Some(Code::Damaged));
}
