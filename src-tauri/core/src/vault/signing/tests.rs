//! Who can sign as whom, and which signatures outlive what happens to passphrases, keys and files.

use super::*;
use crate::user::{self, Role, UserForm};
use crate::vault::{Owner, Stretch, recover, restore};
use std::path::PathBuf;
use tempfile::TempDir;

const OWN: &str = "correct horse battery";
const SECOND: &str = "quite another passphrase";
const NEW: &str = "the third passphrase";
const PURPOSE: &str = "test";
const TEXT: &[u8] = b"what is signed";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn later(hours: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_hours(hours)
}

struct Sample {
    /// Gone when dropped.
    folder: TempDir,
    dir: PathBuf,
    vault: Vault,
    recovery: String,
}

/// A vault of 林叙白, A1024.
async fn sample() -> Sample {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        staff_number: Some("A1024".into()),
        branch: None,
    };
    let made = Vault::create(&dir, owner, OWN, Stretch::cheap(), now()).await;
    let (vault, recovery) = made.unwrap();
    Sample {
        folder,
        dir,
        vault,
        recovery: recovery.grouped().to_string(),
    }
}

async fn add_second(vault: &Vault) -> User {
    let form = UserForm {
        name: "周明远".into(),
        staff_number: "B2048".into(),
        branch: String::new(),
        role: Role::Reviewer,
    };
    let added = user::add(vault, &form, SECOND, OWN, Stretch::cheap(), now()).await;
    added.unwrap()
}

async fn opened(dir: &Path, staff_number: &str, passphrase: &str, at: Timestamp) -> Vault {
    Vault::open(dir, Some(staff_number), passphrase, at)
        .await
        .unwrap()
}

async fn who(vault: &Vault, signature: &Signature) -> Result<String> {
    let signed = vault.verify_signature(PURPOSE, TEXT, signature).await;
    signed.map(|signed| signed.user)
}

async fn keys_of(vault: &Vault, at: usize) -> Vec<SigningKeySeen> {
    user::list(vault).await.unwrap()[at].signing_keys.clone()
}

/// How many rows of the trail tell of a new signing key.
async fn told(vault: &Vault) -> i64 {
    let mut tx = vault.read().await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM audit WHERE action = 'signing_key.made'")
        .fetch_one(&mut *tx)
        .await
        .unwrap()
}

#[tokio::test]
async fn each_signs_as_themselves_and_everybody_can_tell() {
    let Sample { dir, vault, .. } = &sample().await;
    add_second(vault).await;
    let of_owner = vault.sign(PURPOSE, TEXT, now()).unwrap();
    vault.close().await;
    let vault = opened(dir, "B2048", SECOND, now()).await;
    let of_second = vault.sign(PURPOSE, TEXT, now()).unwrap();
    assert_eq!(who(&vault, &of_owner).await.unwrap(), "林叙白");
    assert_eq!(who(&vault, &of_second).await.unwrap(), "周明远");
    assert_eq!(told(&vault).await, 2, "no key is made twice");
    // As a seal keeps it.
    let kept = serde_json::to_string(&of_owner).unwrap();
    let read: Signature = serde_json::from_str(&kept).unwrap();
    assert_eq!(who(&vault, &read).await.unwrap(), "林叙白");
    vault.close().await;
}

#[tokio::test]
async fn whatever_is_changed_of_it_the_signature_does_not_hold() {
    let Sample { vault, .. } = &sample().await;
    let second = add_second(vault).await;
    let signature = vault.sign(PURPOSE, TEXT, now()).unwrap();
    let other = vault.verify_signature("other", TEXT, &signature).await;
    assert_eq!(other.unwrap_err().code, Code::Damaged);
    let other = vault.verify_signature(PURPOSE, b"else", &signature).await;
    assert_eq!(other.unwrap_err().code, Code::Damaged);
    // The border between purpose and content is signed, too.
    let moved = vault
        .verify_signature("tes", b"twhat is signed", &signature)
        .await;
    assert_eq!(moved.unwrap_err().code, Code::Damaged);
    let changes: [fn(&mut Signature, UserId); 4] = [
        |signature, _| signature.bytes[7] ^= 1,
        |signature, second| signature.user = second,
        |signature, _| signature.at = later(1),
        |signature, _| signature.key = SigningKey::random().unwrap().public(),
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut changed = signature.clone();
        change(&mut changed, second.id);
        let refused = who(vault, &changed).await.unwrap_err();
        assert_eq!(refused.code, Code::Damaged, "{at}");
    }
    vault.close().await;
}

/// Whoever opens the vault has the database key, and may write every file and row.
#[tokio::test]
async fn another_user_cannot_sign_as_me() {
    let Sample { dir, vault, .. } = &sample().await;
    add_second(vault).await;
    let me = vault.user();
    let before = keys_of(vault, 0).await;
    vault.close().await;

    let vault = opened(dir, "B2048", SECOND, now()).await;
    let mut keys = vault.key_file().unwrap();
    assert!(keys.own_of(me.id.into(), SECOND).unwrap().is_none());
    let theirs = SigningKey::random().unwrap();
    let at = now();
    let bytes = theirs.sign(&message(PURPOSE, me.id, at, TEXT));
    let forged = Signature {
        user: me.id,
        key: theirs.public(),
        at,
        bytes,
    };
    assert!(who(&vault, &forged).await.is_err(), "a key of nobody");
    // Written in my place, past the program: the trail does not know it.
    let (user, public) = (me.key.0, theirs.public());
    for sql in [
        "UPDATE signing_key SET valid_to = valid_from WHERE user_id = ?1 AND ?2 = ?2",
        "INSERT INTO signing_key (user_id, public, valid_from) VALUES (?1, ?2, 0)",
    ] {
        let query = sqlx::query(sql).bind(user).bind(public.as_bytes());
        query.execute(vault.writer.as_ref().unwrap()).await.unwrap();
    }
    assert!(who(&vault, &forged).await.is_err(), "a key put in my place");
    // Put into my wrap, locked with the private half that they have: it opens for nobody.
    let own = vault.authorise(SECOND, now()).unwrap();
    keys.set_signing(me.id.into(), &own, &theirs).unwrap();
    keys.write(&dir.join(KEY_FILE), &vault.key).unwrap();
    vault.close().await;

    let vault = opened(dir, "A1024", OWN, later(1)).await;
    let mine = vault.sign(PURPOSE, TEXT, later(1)).unwrap();
    assert_ne!(mine.key, theirs.public());
    assert_eq!(who(&vault, &mine).await.unwrap(), "林叙白");
    assert!(who(&vault, &forged).await.is_err());
    let after = keys_of(&vault, 0).await;
    assert!(!before.contains(&after[0]), "another key, and it is told");
    assert_eq!(told(&vault).await, 3);
    vault.close().await;
}

#[tokio::test]
async fn a_changed_passphrase_and_a_replaced_database_key_keep_the_signing_key() {
    let Sample { dir, vault, .. } = &sample().await;
    let before = keys_of(vault, 0).await;
    let signature = vault.sign(PURPOSE, TEXT, now()).unwrap();
    let stretch = Stretch::cheap();
    (vault.change_passphrase(OWN, NEW, stretch, later(1)).await).unwrap();
    vault.close().await;
    let vault = opened(dir, "A1024", NEW, later(2)).await;
    assert_eq!(keys_of(&vault, 0).await, before);
    vault.rotate_key(NEW, later(3)).await.unwrap();
    vault.close().await;
    let vault = opened(dir, "A1024", NEW, later(4)).await;
    assert_eq!(keys_of(&vault, 0).await, before);
    let again = vault.sign(PURPOSE, TEXT, later(4)).unwrap();
    assert_eq!(again.key, signature.key);
    assert_eq!(who(&vault, &signature).await.unwrap(), "林叙白");
    assert_eq!(told(&vault).await, 1);
    vault.close().await;
}

#[tokio::test]
async fn a_passphrase_set_anew_retires_the_key_and_what_it_signed_holds() {
    let Sample {
        dir,
        vault,
        recovery,
        ..
    } = &sample().await;
    let second = add_second(vault).await;
    let signature = vault.sign(PURPOSE, TEXT, later(1)).unwrap();
    vault.close().await;
    let vault = recover(dir, recovery, NEW, Stretch::cheap(), later(2)).await;
    let vault = vault.unwrap();
    let new = vault.sign(PURPOSE, TEXT, later(3)).unwrap();
    assert_ne!(new.key, signature.key);
    for signature in [&signature, &new] {
        assert_eq!(who(&vault, signature).await.unwrap(), "林叙白");
    }
    let keys = keys_of(&vault, 0).await;
    let times: Vec<_> = keys.iter().map(|key| (key.from, key.to)).collect();
    assert_eq!(times, [(later(2), None), (now(), Some(later(2)))]);

    // The same where a manager sets it.
    let stretch = Stretch::cheap();
    let reset = user::reset_passphrase(&vault, second.id, OWN, NEW, stretch, later(4)).await;
    reset.unwrap();
    assert_eq!(keys_of(&vault, 1).await.len(), 2);
    vault.close().await;
    let vault = opened(dir, "B2048", OWN, later(5)).await;
    let of_second = vault.sign(PURPOSE, TEXT, later(5)).unwrap();
    assert_eq!(who(&vault, &of_second).await.unwrap(), "周明远");
    vault.close().await;

    // Whoever is removed signs no more, and what they signed stays borne out.
    let vault = opened(dir, "A1024", NEW, later(6)).await;
    (user::remove(&vault, second.id, NEW, later(6)).await).unwrap();
    assert_eq!(who(&vault, &of_second).await.unwrap(), "周明远");
    let keys = keys_of(&vault, 1).await;
    assert!(keys.iter().all(|key| key.to.is_some()), "{keys:?}");
    vault.close().await;
}

/// A key that signs after its time was kept by somebody.
#[tokio::test]
async fn a_retired_key_signs_nothing_from_then_on() {
    let Sample {
        dir,
        vault,
        recovery,
        ..
    } = &sample().await;
    let old = vault.signer.as_ref().unwrap().key.clone();
    let (user, key) = (vault.user().id, old.public());
    vault.close().await;
    let kept = std::fs::read(dir.join(KEY_FILE)).unwrap();
    let vault = recover(dir, recovery, NEW, Stretch::cheap(), later(2)).await;
    let vault = vault.unwrap();
    let signed_at = |at| Signature {
        user,
        key,
        at,
        bytes: old.sign(&message(PURPOSE, user, at, TEXT)),
    };
    assert_eq!(who(&vault, &signed_at(later(1))).await.unwrap(), "林叙白");
    for at in [later(3), later(-1)] {
        assert!(who(&vault, &signed_at(at)).await.is_err(), "{at}");
    }
    vault.close().await;
    // Put back with the old key file, it is not taken up again.
    std::fs::write(dir.join(KEY_FILE), kept).unwrap();
    let vault = opened(dir, "A1024", OWN, later(4)).await;
    let signature = vault.sign(PURPOSE, TEXT, later(4)).unwrap();
    assert_ne!(signature.key, key);
    assert_eq!(who(&vault, &signature).await.unwrap(), "林叙白");
    vault.close().await;
}

#[tokio::test]
async fn a_key_file_of_before_opens_and_gets_a_key_also_where_that_was_cut_off() {
    let Sample { dir, vault, .. } = &sample().await;
    let mut keys = vault.key_file().unwrap();
    keys.forget_signing();
    keys.write(&dir.join(KEY_FILE), &vault.key).unwrap();
    let key = vault.key.clone();
    vault.close().await;
    let text = std::fs::read_to_string(dir.join(KEY_FILE)).unwrap();
    let old = text.replace("\"format\": 2", "\"format\": 1");
    assert!(old != text && !old.contains("signing"), "{old}");
    std::fs::write(dir.join(KEY_FILE), old).unwrap();

    let vault = opened(dir, "A1024", OWN, later(1)).await;
    let healed = std::fs::read_to_string(dir.join(KEY_FILE)).unwrap();
    assert!(healed.contains("\"format\": 2") && healed.contains("signing"));
    assert_eq!(keys_of(&vault, 0).await.len(), 2);
    assert_eq!(told(&vault).await, 2);
    vault.close().await;

    // Written into the key file, and the row never committed.
    let mut keys = KeyFile::read(&dir.join(KEY_FILE)).unwrap();
    let unlocked = keys.unlock(None, OWN).unwrap();
    let (own, user) = (unlocked.own.unwrap(), unlocked.user.unwrap());
    let cut_off = SigningKey::random().unwrap();
    keys.set_signing(user, &own, &cut_off).unwrap();
    keys.write(&dir.join(KEY_FILE), &key).unwrap();
    let vault = opened(dir, "A1024", OWN, later(2)).await;
    let signature = vault.sign(PURPOSE, TEXT, later(2)).unwrap();
    assert_eq!(signature.key, cut_off.public());
    assert_eq!(who(&vault, &signature).await.unwrap(), "林叙白");
    assert_eq!(told(&vault).await, 3);
    vault.close().await;
}

#[tokio::test]
async fn a_restored_backup_signs_and_knows_who_signed() {
    let Sample {
        folder,
        dir,
        vault,
        recovery,
    } = &sample().await;
    let signature = vault.sign(PURPOSE, TEXT, now()).unwrap();
    let backup = vault.backup(&vault.own_backups(), now()).await.unwrap();
    let copy = folder.path().join("copy.vault");
    let restored = restore(&backup.path, &copy, None, OWN, later(1)).await;
    let restored = restored.unwrap();
    assert_eq!(who(&restored, &signature).await.unwrap(), "林叙白");
    let again = restored.sign(PURPOSE, TEXT, later(1)).unwrap();
    assert_eq!(again.key, signature.key);
    restored.close().await;
    vault.close().await;

    // Beside a vault whose owner has another key by now: it opens with that, and makes it known.
    let vault = recover(dir, recovery, NEW, Stretch::cheap(), later(2)).await;
    let vault = vault.unwrap();
    let new = vault.sign(PURPOSE, TEXT, later(2)).unwrap();
    let beside = vault.restore_beside(&backup.path, later(3)).await.unwrap();
    vault.close().await;
    let beside = opened(&beside, "A1024", NEW, later(4)).await;
    let signed = beside.sign(PURPOSE, TEXT, later(4)).unwrap();
    assert_eq!(signed.key, new.key);
    for signature in [&signature, &signed] {
        assert_eq!(who(&beside, signature).await.unwrap(), "林叙白");
    }
    beside.close().await;
}

#[tokio::test]
async fn the_recovery_key_opens_and_signs_nothing() {
    let Sample {
        dir,
        vault,
        recovery,
        ..
    } = &sample().await;
    let signature = vault.sign(PURPOSE, TEXT, now()).unwrap();
    vault.close().await;
    let vault = Vault::open(dir, None, recovery, now()).await.unwrap();
    let refused = vault.sign(PURPOSE, TEXT, now()).unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert_eq!(who(&vault, &signature).await.unwrap(), "林叙白");
    vault.close().await;
}
