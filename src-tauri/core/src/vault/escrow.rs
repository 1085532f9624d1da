//! The bank's escrow key in a vault: set and removed by who manages its users, seen by everybody, and a way in for who
//! forgot their passphrase and has no recovery key.

use super::audit::Action;
use super::key_file::{EscrowKey, EscrowPublic, EscrowSeen, Stretch};
use super::{Vault, accept, atomic};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

const PUBLIC_FILE: &str = "jingwei-escrow-public.json";
const PRIVATE_FILE: &str = "jingwei-escrow-private.json";

/// The two files of a new escrow key.
pub struct EscrowFiles {
    pub public: PathBuf,
    pub private: PathBuf,
    pub seen: EscrowSeen,
}

/// Makes an escrow key for a bank, never over anything: the private file under `passphrase` is for its safe.
///
/// # Errors
/// Refused for a passphrase that is easy to guess, and where either file is there already.
pub fn new_escrow_key(
    folder: &Path,
    of: &str,
    passphrase: &str,
    stretch: Stretch,
) -> Result<EscrowFiles> {
    accept(passphrase, &[of])?;
    let (public_file, private_file) = (folder.join(PUBLIC_FILE), folder.join(PRIVATE_FILE));
    super::refuse_existing(&public_file)?;
    super::refuse_existing(&private_file)?;
    let (public, private) = EscrowKey::make(of, passphrase, stretch)?;
    std::fs::create_dir_all(folder).map_err(|error| atomic::from_io(error, "托管密钥没有建立"))?;
    // The private one first: a public key alone would lock out whoever relies on it.
    atomic::write_private(&private_file, private.as_bytes())?;
    atomic::write(&public_file, public.text()?.as_bytes())?;
    Ok(EscrowFiles {
        public: public_file,
        private: private_file,
        seen: public.seen(),
    })
}

/// Whose key a public file is, before anything is done with it.
pub fn look_at_escrow(file: &Path) -> Result<EscrowSeen> {
    Ok(EscrowPublic::read(file)?.seen())
}

impl Vault {
    /// Whose escrow key opens this vault.
    pub fn escrow(&self) -> Result<Option<EscrowSeen>> {
        Ok(self.key_file()?.escrow())
    }

    /// Seals the vault to the bank's escrow key, in place of a present one. `fingerprint` is the one that was shown and
    /// agreed to; `authority` the passphrase of the manager who is in.
    ///
    /// # Errors
    /// Refused for who does not manage users, and where the file says another key by now.
    pub async fn set_escrow(
        &self,
        file: &Path,
        fingerprint: &str,
        authority: &str,
        now: Timestamp,
    ) -> Result<EscrowSeen> {
        self.refuse_to_others()?;
        let public = EscrowPublic::read(file)?;
        let seen = public.seen();
        if seen.fingerprint != fingerprint.trim().to_uppercase() {
            return Err(Error::new(
                Code::Refused,
                format!(
                    "指纹不符：这个文件是 {}。托管密钥没有设置，请与银行核对。",
                    seen.fingerprint
                ),
            ));
        }
        self.authorise(authority, now)?;
        let said = serde_json::json!({ "fingerprint": seen.fingerprint });
        self.put_keys_saying(Action::EscrowSet, &said, now, |keys| {
            keys.set_escrow(&self.key, &public)
        })
        .await??;
        Ok(seen)
    }

    /// The escrow key opens nothing from then on but what was copied before; for that there is
    /// [`Vault::rotate_key`].
    pub async fn remove_escrow(&self, authority: &str, now: Timestamp) -> Result<()> {
        self.refuse_to_others()?;
        let Some(seen) = self.escrow()? else {
            return Err(Error::new(
                Code::NotFound,
                "这个保险库没有设置托管密钥。什么也没有改动。",
            ));
        };
        self.authorise(authority, now)?;
        let said = serde_json::json!({ "fingerprint": seen.fingerprint });
        self.put_keys_saying(Action::EscrowRemoved, &said, now, |keys| {
            keys.remove_escrow();
        })
        .await
    }

    fn refuse_to_others(&self) -> Result<()> {
        if self.user().manages_users() {
            return Ok(());
        }
        Err(Error::new(
            Code::Refused,
            "只有保险库的所有者和团队负责人能设置或移除托管密钥。什么也没有改动。",
        ))
    }
}

/// Opens with the bank's escrow key and sets a new passphrase for a user: of this staff number or, where nobody is
/// named, the only one. What they did before stays theirs, and the trail says how they came back.
pub async fn recover_by_escrow(
    dir: &Path,
    escrow: &EscrowKey,
    staff_number: Option<&str>,
    new: &str,
    stretch: Stretch,
    now: Timestamp,
) -> Result<Vault> {
    accept(new, &[])?;
    let mut vault =
        Vault::open_by(dir, now, |keys| keys.unlock_by_escrow(escrow, staff_number)).await?;
    let rewrapped = async {
        let fingerprint = vault.escrow()?.map(|seen| seen.fingerprint);
        let said = serde_json::json!({ "fingerprint": fingerprint });
        let action = Action::EscrowUsed;
        (vault.begin_again(new, stretch, action, &said, now, |_| {})).await
    }
    .await;
    vault.closed_on_error(rewrapped).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::{self, Role, UserForm};
    use crate::vault::{Owner, restore};
    use tempfile::TempDir;

    const WORDS: &str = "correct horse battery";
    const NEW: &str = "quite another passphrase";
    const OF_THE_BANK: &str = "the words of the safe";

    fn now() -> Timestamp {
        "2026-11-23T01:02:03Z".parse().unwrap()
    }

    fn bank(folder: &Path) -> EscrowFiles {
        let folder = folder.join("bank");
        new_escrow_key(&folder, "示例银行", OF_THE_BANK, Stretch::cheap()).unwrap()
    }

    async fn made(folder: &TempDir) -> (PathBuf, Vault) {
        let dir = folder.path().join("desk.vault");
        let owner = Owner {
            name: "林叙白".into(),
            staff_number: Some("A1024".into()),
            branch: None,
        };
        let made = Vault::create(&dir, owner, WORDS, Stretch::cheap(), now()).await;
        (dir, made.unwrap().0)
    }

    async fn recovered(dir: &Path, key: &EscrowKey, staff: Option<&str>) -> Result<Vault> {
        recover_by_escrow(dir, key, staff, NEW, Stretch::cheap(), now()).await
    }

    #[tokio::test]
    async fn opens_for_the_named_user_also_after_the_key_was_replaced_and_in_a_backup() {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        let files = bank(folder.path());
        let shown = &files.seen.fingerprint;
        let set = vault.set_escrow(&files.public, shown, WORDS, now()).await;
        assert_eq!(vault.escrow().unwrap(), Some(set.unwrap()));
        let second = UserForm {
            name: "周明远".into(),
            staff_number: "B2048".into(),
            branch: String::new(),
            role: Role::Reviewer,
        };
        let words = "the reviewer's own words";
        (user::add(&vault, &second, words, WORDS, Stretch::cheap(), now()).await).unwrap();
        vault.rotate_key(WORDS, now()).await.unwrap();
        vault.close().await;

        let key = EscrowKey::open(&files.private, OF_THE_BANK).unwrap();
        let unnamed = recovered(&dir, &key, None).await;
        assert_eq!(unnamed.err().map(|e| e.code), Some(Code::Refused));
        let vault = recovered(&dir, &key, Some("B2048")).await.unwrap();
        assert_eq!(vault.user().name, "周明远");
        let backup = vault
            .backup(&vault.own_backups(), now())
            .await
            .unwrap()
            .path;
        assert!(vault.verify().await.unwrap().ok);
        vault.close().await;
        let opened = Vault::open(&dir, Some("B2048"), NEW, now()).await.unwrap();
        opened.close().await;
        let owner = Vault::open(&dir, Some("A1024"), WORDS, now())
            .await
            .unwrap();
        owner.close().await;

        let copy = folder.path().join("copy.vault");
        let restored = restore(&backup, &copy, Some("A1024"), WORDS, now()).await;
        restored.unwrap().close().await;
        let vault = recovered(&copy, &key, Some("A1024")).await.unwrap();
        assert_eq!(vault.user().name, "林叙白");
        vault.close().await;
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_machine_reads_the_private_key() {
        let folder = TempDir::new().unwrap();
        let private = bank(folder.path()).private;
        let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(private).unwrap());
        assert_eq!(mode & 0o777, 0o600);
    }

    #[tokio::test]
    async fn a_removed_key_and_that_of_another_bank_open_nothing() {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        let (ours, others) = (bank(folder.path()), bank(&folder.path().join("other")));
        let shown = &ours.seen.fingerprint;
        let mistaken = vault.set_escrow(&others.public, shown, WORDS, now()).await;
        assert_eq!(mistaken.unwrap_err().code, Code::Refused);
        let private = vault.set_escrow(&ours.private, shown, WORDS, now()).await;
        assert_eq!(private.unwrap_err().code, Code::Refused);
        let wrong = vault
            .set_escrow(&ours.public, shown, "not mine", now())
            .await;
        assert_eq!(wrong.unwrap_err().code, Code::WrongPassphrase);
        assert_eq!(vault.escrow().unwrap(), None);
        (vault.set_escrow(&ours.public, shown, WORDS, now()).await).unwrap();
        vault.close().await;

        let wrong = EscrowKey::open(&ours.private, WORDS).err().map(|e| e.code);
        assert_eq!(wrong, Some(Code::WrongPassphrase));
        let other = EscrowKey::open(&others.private, OF_THE_BANK).unwrap();
        let refused = recovered(&dir, &other, None).await.err().map(|e| e.code);
        assert_eq!(refused, Some(Code::WrongPassphrase));

        let vault = Vault::open(&dir, None, WORDS, now()).await.unwrap();
        vault.remove_escrow(WORDS, now()).await.unwrap();
        assert_eq!(vault.escrow().unwrap(), None);
        vault.close().await;
        let key = EscrowKey::open(&ours.private, OF_THE_BANK).unwrap();
        let refused = recovered(&dir, &key, None).await.err().map(|e| e.code);
        assert_eq!(refused, Some(Code::WrongPassphrase));
        let unchanged = Vault::open(&dir, None, WORDS, now()).await.unwrap();
        unchanged.close().await;
    }

    /// Whoever can write the folder must not become the one that a vault is sealed to.
    #[tokio::test]
    async fn an_escrow_put_there_without_the_key_or_taken_out_is_noticed() {
        let folder = TempDir::new().unwrap();
        let (dir, vault) = made(&folder).await;
        let files = bank(folder.path());
        let path = dir.join("vault.key");
        let without = std::fs::read_to_string(&path).unwrap();
        let shown = &files.seen.fingerprint;
        (vault.set_escrow(&files.public, shown, WORDS, now()).await).unwrap();
        vault.close().await;
        let with: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let mut renamed = with.clone();
        renamed["escrow"]["of"] = "另一家银行".into();
        let mut put: serde_json::Value = serde_json::from_str(&without).unwrap();
        put["escrow"] = with["escrow"].clone();
        let mut taken = with.clone();
        taken.as_object_mut().unwrap().remove("escrow");
        for tampered in [renamed, put, taken] {
            std::fs::write(&path, tampered.to_string()).unwrap();
            let opened = Vault::open(&dir, None, WORDS, now()).await;
            assert_eq!(opened.err().map(|e| e.code), Some(Code::Damaged));
        }
    }

    #[test]
    fn a_key_is_never_made_over_another_and_needs_an_owner_and_a_passphrase() {
        let folder = TempDir::new().unwrap();
        bank(folder.path());
        let again = folder.path().join("bank");
        let make = |folder: &Path, of: &str, words: &str| {
            let made = new_escrow_key(folder, of, words, Stretch::cheap());
            made.err().map(|e| e.code)
        };
        assert_eq!(make(&again, "示例银行", OF_THE_BANK), Some(Code::Exists));
        let other = folder.path().join("other");
        assert_eq!(make(&other, " ", OF_THE_BANK), Some(Code::Refused));
        assert_eq!(
            make(&other, "示例\u{202e}银行", OF_THE_BANK),
            Some(Code::Refused)
        );
        assert_eq!(make(&other, "示例银行", "12345678"), Some(Code::Refused));
        assert!(!other.exists());
    }
}
