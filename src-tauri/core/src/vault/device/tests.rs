use super::*;
use crate::user::{self, Role, UserForm};
use crate::vault::attempts::Attempts;
use crate::vault::{Owner, Stretch, recover, restore};
use std::path::PathBuf;
use tempfile::TempDir;

const WORDS: &str = "correct horse battery";
const NEW: &str = "quite another passphrase";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

async fn made(folder: &TempDir) -> (PathBuf, Vault, String) {
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        staff_number: Some("A1024".into()),
        branch: None,
    };
    let made = Vault::create(&dir, owner, WORDS, Stretch::cheap(), now()).await;
    let (vault, recovery) = made.unwrap();
    (dir, vault, recovery.grouped().to_string())
}

/// Lets a device in and gives what its keychain would keep.
async fn let_in(vault: &Vault, words: &str) -> (DeviceId, DeviceSecret) {
    let new = vault.new_device(words, now()).unwrap();
    let secret = DeviceSecret::from_text(&new.secret.to_text()).unwrap();
    let id = new.id;
    vault.let_device_in(new, now()).await.unwrap();
    (id, secret)
}

async fn refused(dir: &Path, (id, secret): &(DeviceId, DeviceSecret)) -> bool {
    assert!(!lets_in(dir, id));
    let opened = Vault::open_on_device(dir, id, secret, now()).await;
    opened.err().map(|error| error.code) == Some(Code::Keychain)
}

async fn opened(dir: &Path, (id, secret): &(DeviceId, DeviceSecret)) -> Vault {
    assert!(lets_in(dir, id));
    Vault::open_on_device(dir, id, secret, now()).await.unwrap()
}

async fn deeds(vault: &Vault) -> Vec<String> {
    let mut tx = vault.read().await.unwrap();
    let rows = sqlx::query_scalar!("SELECT action FROM audit ORDER BY seq");
    rows.fetch_all(&mut *tx).await.unwrap()
}

#[tokio::test]
async fn its_user_works_and_signs_without_the_passphrase_and_the_trail_says_so() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    assert!(
        vault.devices().unwrap().is_empty(),
        "off unless it is wanted"
    );
    let device = let_in(&vault, WORDS).await;
    vault.close().await;

    let vault = opened(&dir, &device).await;
    assert_eq!(vault.user().name, "林叙白");
    assert_eq!(vault.devices().unwrap(), [device.0.device]);
    let signature = vault.sign("test", b"what is signed", now()).unwrap();
    let signed = vault.verify_signature("test", b"what is signed", &signature);
    assert_eq!(signed.await.unwrap().user, "林叙白");
    let told = deeds(&vault).await;
    assert_eq!(told[told.len() - 2..], ["keychain.on", "keychain.used"]);
    // What asks for the passphrase again still does.
    let guessed = vault.new_device("not mine", now()).err();
    assert_eq!(guessed.map(|error| error.code), Some(Code::WrongPassphrase));
    vault.close().await;
}

#[tokio::test]
async fn a_secret_that_opens_nothing_is_no_wrong_passphrase() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    let (id, _) = let_in(&vault, WORDS).await;
    vault.close().await;
    for _ in 0..5 {
        let wrong = DeviceSecret::random().unwrap();
        let opened = Vault::open_on_device(&dir, &id, &wrong, now()).await;
        assert_eq!(opened.err().map(|e| e.code), Some(Code::Keychain));
    }
    assert_eq!(Attempts::read(&dir).failed, 0);
    let vault = Vault::open(&dir, None, WORDS, now()).await.unwrap();
    vault.close().await;
}

/// Two devices of the owner; the one is turned off, the other goes with the passphrase, however that was replaced.
#[tokio::test]
async fn off_means_off_and_another_passphrase_ends_every_device() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, recovery) = made(&folder).await;
    let (first, second) = (let_in(&vault, WORDS).await, let_in(&vault, WORDS).await);
    vault.forget_device(first.0.device, now()).await.unwrap();
    let again = vault.forget_device(first.0.device, now()).await;
    assert_eq!(again.unwrap_err().code, Code::NotFound);
    vault.close().await;
    assert!(refused(&dir, &first).await);
    let vault = opened(&dir, &second).await;
    assert_eq!(
        deeds(&vault)
            .await
            .iter()
            .filter(|d| *d == "keychain.off")
            .count(),
        1
    );

    let changed = vault.change_passphrase(WORDS, NEW, Stretch::cheap(), now());
    changed.await.unwrap();
    vault.close().await;
    assert!(refused(&dir, &second).await);

    let vault = Vault::open(&dir, None, NEW, now()).await.unwrap();
    let third = let_in(&vault, NEW).await;
    vault.close().await;
    let vault = recover(&dir, &recovery, WORDS, Stretch::cheap(), now()).await;
    vault.unwrap().close().await;
    assert!(refused(&dir, &third).await);
}

#[tokio::test]
async fn whoever_leaves_or_gets_another_passphrase_takes_their_devices_along() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    let of_owner = let_in(&vault, WORDS).await;
    let form = UserForm {
        name: "周明远".into(),
        staff_number: "B2048".into(),
        branch: String::new(),
        role: Role::Reviewer,
    };
    let words = "the reviewer's own words";
    let added = user::add(&vault, &form, words, WORDS, Stretch::cheap(), now()).await;
    let second = added.unwrap();
    vault.close().await;

    let theirs = Vault::open(&dir, Some("B2048"), words, now())
        .await
        .unwrap();
    let device = let_in(&theirs, words).await;
    theirs.close().await;
    let vault = opened(&dir, &of_owner).await;
    let reset = user::reset_passphrase(&vault, second.id, NEW, WORDS, Stretch::cheap(), now());
    reset.await.unwrap();
    vault.close().await;
    assert!(refused(&dir, &device).await);

    let theirs = Vault::open(&dir, Some("B2048"), NEW, now()).await.unwrap();
    let device = let_in(&theirs, NEW).await;
    theirs.close().await;
    let vault = opened(&dir, &of_owner).await;
    user::remove(&vault, second.id, WORDS, now()).await.unwrap();
    vault.close().await;
    assert!(refused(&dir, &device).await);
    opened(&dir, &of_owner).await.close().await;
}

#[tokio::test]
async fn another_key_ends_everybodys_devices() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    let device = let_in(&vault, WORDS).await;
    vault.rotate_key(WORDS, now()).await.unwrap();
    vault.close().await;
    assert!(refused(&dir, &device).await);
    let vault = Vault::open(&dir, None, WORDS, now()).await.unwrap();
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
}

#[tokio::test]
async fn a_backup_and_what_is_restored_from_it_ask_for_the_passphrase() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    let device = let_in(&vault, WORDS).await;
    let backup = vault
        .backup(&vault.own_backups(), now())
        .await
        .unwrap()
        .path;
    assert!(
        vault
            .verify_backup(&backup, now())
            .await
            .unwrap()
            .is_empty()
    );
    let beside = vault.restore_beside(&backup, now()).await.unwrap();
    vault.close().await;
    let copy = folder.path().join("copy.vault");
    let restored = restore(&backup, &copy, None, WORDS, now()).await;
    restored.unwrap().close().await;
    for asks in [&backup, &beside, &copy] {
        assert!(refused(asks, &device).await, "{asks:?}");
        let vault = Vault::open(asks, None, WORDS, now()).await.unwrap();
        vault.close().await;
    }
    opened(&dir, &device).await.close().await;
}

/// Whoever can write the folder but opens nothing must not bring a device's wrap into a backup's key file, or any
/// other change, as the vault's own.
#[tokio::test]
async fn a_backup_does_not_bless_a_key_file_that_was_tampered_with() {
    let folder = TempDir::new().unwrap();
    let (dir, vault, _) = made(&folder).await;
    let_in(&vault, WORDS).await;
    let path = dir.join("vault.key");
    let mut keys: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    keys["recovery_kept"] = true.into();
    std::fs::write(&path, keys.to_string()).unwrap();
    let backup = vault.backup(&vault.own_backups(), now()).await;
    assert_eq!(backup.err().map(|e| e.code), Some(Code::Damaged));
    vault.close().await;
}
