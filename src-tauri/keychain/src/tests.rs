use super::*;
use jingwei_core::vault::{Owner, Stretch};
use tempfile::TempDir;

fn id(vault: u128, user: u128, device: u128) -> DeviceId {
    DeviceId {
        vault: Uuid::from_u128(vault),
        user: Uuid::from_u128(user),
        device: Uuid::from_u128(device),
    }
}

fn noted(folder: &Path, kept: &[DeviceId], opens: Option<u128>) -> Keychain {
    let keychain = Keychain::noted_in(folder);
    let note = |note: &mut Note| {
        note.kept = kept.to_vec();
        note.opens = opens.map(Uuid::from_u128);
    };
    keychain.change(note).unwrap();
    keychain
}

#[test]
fn a_lock_outlives_the_program_and_keeps_what_is_known() {
    let folder = TempDir::new().unwrap();
    let keychain = noted(&folder.path().join("config"), &[id(1, 2, 3)], Some(3));
    keychain.lock();
    let next = Keychain::noted_in(&folder.path().join("config")).read();
    assert_eq!(next.opens, None);
    assert_eq!(next.kept, [id(1, 2, 3)]);
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_noted_leaves_nothing_that_opens() {
    let folder = TempDir::new().unwrap();
    let keychain = noted(folder.path(), &[id(1, 2, 3)], Some(3));
    // As a full disk does: the note's successor cannot be written.
    let partial = atomic::partial_name(&folder.path().join(NOTE));
    std::fs::create_dir(&partial).unwrap();
    keychain.lock();
    assert_eq!(keychain.read(), Note::default());
}

#[test]
fn a_note_that_is_broken_is_of_nothing() {
    let folder = TempDir::new().unwrap();
    let keychain = Keychain::noted_in(folder.path());
    for text in ["", "{", "[]", r#"{"kept":[{}]}"#] {
        std::fs::write(folder.path().join(NOTE), text).unwrap();
        assert_eq!(keychain.read(), Note::default(), "{text}");
        assert_eq!(keychain.at_start(folder.path()), None);
    }
}

#[tokio::test]
async fn the_next_start_opens_what_was_open_last_and_was_not_locked() {
    const WORDS: &str = "correct horse battery";
    let folder = TempDir::new().unwrap();
    let now: Timestamp = "2026-11-23T01:02:03Z".parse().unwrap();
    let made = async |name: &str| {
        let dir = folder.path().join(name);
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let made = Vault::create(&dir, owner, WORDS, Stretch::cheap(), now).await;
        (dir, made.unwrap().0)
    };
    let ((dir, vault), (other_dir, other)) = (made("desk.vault").await, made("other.vault").await);
    let new = vault.new_device(WORDS, now).unwrap();
    let id = new.id;
    let keychain = noted(&folder.path().join("config"), &[id], None);
    assert_eq!(keychain.of(&vault), None, "not let in yet");
    vault.let_device_in(new, now).await.unwrap();
    assert_eq!(keychain.of(&vault), Some(id));

    keychain.opened(&vault);
    assert_eq!(keychain.at_start(&dir), Some(id));
    assert_eq!(keychain.at_start(&other_dir), None);
    keychain.lock();
    assert_eq!(keychain.at_start(&dir), None);
    keychain.opened(&vault);
    keychain.opened(&other);
    assert_eq!(keychain.at_start(&dir), None, "another vault was open last");

    // A copy from a backup opens nothing, and ends nothing.
    let backup = vault.backup(&vault.own_backups(), now).await.unwrap().path;
    let copy = Vault::open(&backup, None, WORDS, now).await.unwrap();
    keychain.opened(&copy);
    assert_eq!(keychain.at_start(&backup), None);
    copy.close().await;
    keychain.opened(&vault);
    assert_eq!(keychain.at_start(&dir), Some(id));

    vault.forget_device(id.device, now).await.unwrap();
    assert_eq!(keychain.at_start(&dir), None);
    vault.close().await;
    other.close().await;
}
