//! Several users of one vault, against real files: who opens it, who decides, and what stays of those who left.

use super::*;
use crate::audit;
use crate::erasure::{self, Subject};
use crate::vault::{Owner, recover};
use crate::{hold, intake};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const OWN: &str = "correct horse battery";
const SECOND: &str = "quite another passphrase";

fn now() -> Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn form(name: &str, staff_number: &str, role: Role) -> UserForm {
    UserForm {
        name: name.into(),
        staff_number: staff_number.into(),
        branch: "科技园支行".into(),
        role,
    }
}

struct Sample {
    /// Gone when dropped.
    _folder: TempDir,
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
        _folder: folder,
        dir,
        vault,
        recovery: recovery.grouped().to_string(),
    }
}

async fn add_to(vault: &Vault, form: &UserForm) -> Result<User> {
    add(vault, form, SECOND, OWN, Stretch::cheap(), now()).await
}

async fn opened(dir: &Path, staff_number: Option<&str>, passphrase: &str) -> Result<Vault> {
    Vault::open(dir, staff_number, passphrase, now()).await
}

async fn code_of_opening(dir: &Path, staff_number: &str, passphrase: &str) -> Option<Code> {
    match opened(dir, Some(staff_number), passphrase).await {
        Ok(vault) => {
            vault.close().await;
            None
        }
        Err(error) => Some(error.code),
    }
}

#[tokio::test]
async fn each_opens_as_themselves_and_the_trail_says_who() {
    let Sample { dir, vault, .. } = &sample().await;
    let form = form("周明远", "B2048", Role::Reviewer);
    let added = add_to(vault, &form).await.unwrap();
    vault.close().await;

    let unnamed = opened(dir, None, SECOND).await.err().map(|e| e.code);
    assert_eq!(unnamed, Some(Code::Refused));
    assert_eq!(
        code_of_opening(dir, "A1024", SECOND).await,
        Some(Code::WrongPassphrase)
    );
    let vault = opened(dir, Some("B2048"), SECOND).await.unwrap();
    assert_eq!(*vault.user(), added);
    let third = "the third passphrase";
    let stretch = Stretch::cheap();
    (vault.change_passphrase(SECOND, third, stretch, now()).await).unwrap();
    let filter = audit::AuditFilter::default();
    let language = Language::Chinese;
    let zone = jiff::tz::TimeZone::UTC;
    let page = audit::page(&vault, &filter, &zone, None, 10, language).await;
    let told: Vec<(String, String)> = (page.unwrap().rows.into_iter())
        .map(|row| (row.user, row.says))
        .collect();
    let members = list(&vault).await.unwrap();
    let key = |at: usize| &members[at].signing_keys[0].fingerprint;
    let keys = [
        format!("启用了“周明远”的签名密钥，指纹 {}", key(1)),
        format!("启用了“林叙白”的签名密钥，指纹 {}", key(0)),
    ];
    let expected: [(&str, &str); 6] = [
        ("周明远", "更换了口令"),
        ("周明远", "打开之前有 1 次口令不对"),
        ("林叙白", "添加了使用者“周明远”"),
        ("林叙白", &keys[0]),
        ("林叙白", &keys[1]),
        ("林叙白", "建立了保险库"),
    ];
    let expected = expected.map(|(who, what)| (who.to_owned(), what.to_owned()));
    assert_eq!(told, expected);
    vault.close().await;
    assert_eq!(code_of_opening(dir, "A1024", OWN).await, None);
}

#[tokio::test]
async fn whoever_is_removed_opens_nothing_and_stays_in_the_history() {
    let Sample { dir, vault, .. } = &sample().await;
    let second = add_to(vault, &form("周明远", "B2048", Role::TeamLeader)).await;
    let second = second.unwrap().id;
    let with_second = std::fs::read(dir.join("vault.key")).unwrap();
    let refused = remove(vault, vault.user().id, OWN, now()).await;
    assert_eq!(refused.unwrap_err().code, Code::Refused, "oneself");
    remove(vault, second, OWN, now()).await.unwrap();
    let listed = list(vault).await.unwrap();
    assert_eq!(listed[1].left_at, Some(now()));
    assert!(!listed[1].has_passphrase);
    let gone = change(vault, second, &form("某", "C1", Role::Reviewer), OWN, now()).await;
    assert_eq!(gone.unwrap_err().code, Code::NotFound);

    // The number is free again, for them or for another.
    add_to(vault, &form("周明远", "B2048", Role::Reviewer))
        .await
        .unwrap();
    vault.close().await;

    // An older key file put back lets nobody in whom the vault does not know as present.
    std::fs::write(dir.join("vault.key"), with_second).unwrap();
    assert_eq!(
        code_of_opening(dir, "B2048", SECOND).await,
        Some(Code::Refused)
    );
    assert_eq!(code_of_opening(dir, "A1024", OWN).await, None);
    assert_eq!(
        code_of_opening(dir, "A1024", SECOND).await,
        Some(Code::WrongPassphrase)
    );
    let vault = opened(dir, None, OWN).await.unwrap();
    assert_eq!(vault.key_users().unwrap(), [vault.user().id], "swept");
    vault.close().await;
}

#[tokio::test]
async fn only_the_owner_and_team_leaders_decide_and_with_their_own_passphrase() {
    let Sample { dir, vault, .. } = &sample().await;
    let (newcomer, stretch) = (form("周明远", "B2048", Role::Reviewer), Stretch::cheap());
    let wrong = add(vault, &newcomer, SECOND, "not my words", stretch, now()).await;
    assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
    assert_eq!(list(vault).await.unwrap().len(), 1);
    let owner = vault.user().id;
    for (name, staff_number, role) in [
        ("周明远", "B1", Role::ClientManager),
        ("许知秋", "B2", Role::Reviewer),
        ("沈若水", "B3", Role::Approver),
        ("程致远", "B4", Role::TeamLeader),
    ] {
        add_to(vault, &form(name, staff_number, role))
            .await
            .unwrap();
    }
    vault.close().await;
    for staff_number in ["B1", "B2", "B3"] {
        let vault = opened(dir, Some(staff_number), SECOND).await.unwrap();
        let newcomer = form("某某", "C1", Role::Reviewer);
        let stretch = Stretch::cheap();
        let own = form("某某", staff_number, Role::TeamLeader);
        let refused = [
            add(&vault, &newcomer, OWN, SECOND, stretch, now())
                .await
                .err(),
            change(&vault, vault.user().id, &own, SECOND, now())
                .await
                .err(),
            remove(&vault, owner, SECOND, now()).await.err(),
            reset_passphrase(&vault, owner, OWN, SECOND, stretch, now())
                .await
                .err(),
            vault.renew_recovery(SECOND, now()).await.err(),
        ];
        for (at, refused) in refused.into_iter().enumerate() {
            assert_eq!(
                refused.map(|e| e.code),
                Some(Code::Refused),
                "{staff_number} {at}"
            );
        }
        vault.close().await;
    }
    // A team leader may, and takes over where the owner leaves.
    let vault = opened(dir, Some("B4"), SECOND).await.unwrap();
    remove(&vault, owner, SECOND, now()).await.unwrap();
    let own = form("程致远", "B4", Role::Reviewer);
    let last = change(&vault, vault.user().id, &own, SECOND, now()).await;
    assert_eq!(
        last.unwrap_err().code,
        Code::Refused,
        "the last who decides"
    );
    vault.close().await;
}

#[tokio::test]
async fn the_recovery_key_opens_for_the_owner_and_then_for_who_took_over() {
    let Sample {
        dir,
        vault,
        recovery,
        ..
    } = &sample().await;
    add_to(vault, &form("许知秋", "B2", Role::Reviewer))
        .await
        .unwrap();
    add_to(vault, &form("程致远", "B4", Role::TeamLeader))
        .await
        .unwrap();
    let owner = vault.user().id;
    vault.close().await;
    let stretch = Stretch::cheap();
    let vault = recover(dir, recovery, "a new one of the owner", stretch, now())
        .await
        .unwrap();
    assert_eq!(vault.user().id, owner);
    vault.close().await;
    let vault = opened(dir, Some("B4"), SECOND).await.unwrap();
    remove(&vault, owner, SECOND, now()).await.unwrap();
    vault.close().await;
    let vault = recover(dir, recovery, "a new one of the leader", stretch, now())
        .await
        .unwrap();
    assert_eq!(vault.user().name, "程致远");
    vault.close().await;
    assert_eq!(
        code_of_opening(dir, "B4", "a new one of the leader").await,
        None
    );
}

#[tokio::test]
async fn a_change_is_told_field_by_field_and_the_new_number_opens() {
    let Sample { dir, vault, .. } = &sample().await;
    let second = add_to(vault, &form("周明远", "B2048", Role::Reviewer))
        .await
        .unwrap();
    let taken = form("周明远", "A1024", Role::Reviewer);
    let taken = change(vault, second.id, &taken, OWN, now())
        .await
        .unwrap_err();
    assert_eq!(
        (taken.code, &*taken.context["field"]),
        (Code::Exists, "staff_number")
    );

    let changed = form("周明远", "B4096", Role::Approver);
    change(vault, second.id, &changed, OWN, now())
        .await
        .unwrap();
    let seq = vault.audit_head().await.unwrap().seq;
    change(vault, second.id, &changed, OWN, now())
        .await
        .unwrap();
    assert_eq!(vault.audit_head().await.unwrap().seq, seq, "the same again");
    let mut tx = vault.read().await.unwrap();
    let told = changes(&mut tx, second.key.0, 2, Language::Chinese)
        .await
        .unwrap();
    drop(tx);
    assert_eq!(
        told,
        [
            ("工号", "B2048".into(), "B4096".into()),
            ("角色", "审查人".into(), "审批人".into()),
        ]
    );
    // Of oneself it holds at once.
    let own = form("林叙白之", "A1", Role::ClientManager);
    change(vault, vault.user().id, &own, OWN, now())
        .await
        .unwrap();
    assert_eq!(vault.user().name, "林叙白之");
    assert!(vault.verify().await.unwrap().ok);
    vault.close().await;
    assert_eq!(code_of_opening(dir, "B4096", SECOND).await, None);
    assert_eq!(
        code_of_opening(dir, "B2048", SECOND).await,
        Some(Code::WrongPassphrase)
    );
}

#[tokio::test]
async fn a_reset_passphrase_takes_the_place_of_the_forgotten_one() {
    let Sample { dir, vault, .. } = &sample().await;
    let second = add_to(vault, &form("周明远", "B2048", Role::Reviewer))
        .await
        .unwrap()
        .id;
    let stretch = Stretch::cheap();
    let weak = reset_passphrase(vault, second, "12345678", OWN, stretch, now()).await;
    assert_eq!(weak.unwrap_err().code, Code::Refused);
    let third = "the third passphrase";
    (reset_passphrase(vault, second, third, OWN, stretch, now()).await).unwrap();
    vault.close().await;
    assert_eq!(
        code_of_opening(dir, "B2048", SECOND).await,
        Some(Code::WrongPassphrase)
    );
    assert_eq!(code_of_opening(dir, "B2048", third).await, None);
}

#[tokio::test]
async fn a_second_user_needs_the_first_to_have_a_number() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        staff_number: Some(" ".into()),
        branch: None,
    };
    let made = Vault::create(&dir, owner, OWN, Stretch::cheap(), now()).await;
    let vault = made.unwrap().0;
    let second = form("周明远", "B2048", Role::Reviewer);
    assert_eq!(
        add_to(&vault, &second).await.unwrap_err().code,
        Code::Refused
    );
    let own = form("林叙白", "A1024", Role::ClientManager);
    change(&vault, vault.user().id, &own, OWN, now())
        .await
        .unwrap();
    add_to(&vault, &second).await.unwrap();
    vault.close().await;
    assert_eq!(code_of_opening(&dir, "A1024", OWN).await, None);
}

#[tokio::test]
async fn two_who_are_added_at_once_both_have_their_way_in() {
    let Sample { dir, vault, .. } = &sample().await;
    let (first, second) = (
        form("周明远", "B1", Role::Reviewer),
        form("许知秋", "B2", Role::Approver),
    );
    let (one, two, three) = tokio::join!(
        add_to(vault, &first),
        add_to(vault, &second),
        vault.renew_recovery(OWN, now())
    );
    assert!(one.is_ok() && two.is_ok());
    let recovery = three.unwrap().grouped().to_string();
    vault.close().await;
    for staff_number in ["B1", "B2"] {
        assert_eq!(code_of_opening(dir, staff_number, SECOND).await, None);
    }
    assert_eq!(code_of_opening(dir, "A1024", &recovery).await, None);
}

#[tokio::test]
async fn a_client_manager_sets_a_hold_but_neither_lifts_it_nor_erases() {
    let Sample { dir, vault, .. } = &sample().await;
    let second = form("周明远", "B2048", Role::ClientManager);
    add_to(vault, &second).await.unwrap();
    vault.close().await;
    let theirs = opened(dir, Some("B2048"), SECOND).await.unwrap();
    let client = intake::ClientForm {
        name: "示例甲有限公司".into(),
        ..intake::ClientForm::default()
    };
    let client = intake::enter_client(&theirs, &client, now()).await;
    let client = client.unwrap().client;
    let today = "2026-11-23".parse().unwrap();
    let subject = Subject::Client(client);
    let previewed = erasure::preview(&theirs, subject, today, now()).await;
    assert_eq!(previewed.unwrap_err().code, Code::Refused);
    let erased = erasure::erase(&theirs, subject, "客户要求", today, now()).await;
    assert_eq!(erased.unwrap_err().code, Code::Refused);
    hold::set(&theirs, client, "诉讼", None, today, now())
        .await
        .unwrap();
    let lifted = hold::lift(&theirs, client, "结案", today, now()).await;
    assert_eq!(lifted.unwrap_err().code, Code::Refused);
    theirs.close().await;

    let owners = opened(dir, Some("A1024"), OWN).await.unwrap();
    hold::lift(&owners, client, "结案", today, now())
        .await
        .unwrap();
    erasure::erase(&owners, subject, "客户要求", today, now())
        .await
        .unwrap();
}
