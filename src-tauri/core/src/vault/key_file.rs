//! `vault.key`: the random database key, wrapped once per user and once for the recovery key.
//! Replaced atomically; copied into every backup, so that a backup opens with the passphrase of its day.

use super::atomic;
use crate::error::{Code, Error, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;
use zeroize::Zeroizing;

const FORMAT: u32 = 1;
/// Crockford's alphabet: no I, L, O, U to confuse when typed from paper.
const RECOVERY_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RECOVERY_CHARACTERS: usize = 32;

/// The database key; wiped from memory when dropped.
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    pub fn random() -> Result<Self> {
        let mut key = Zeroizing::new([0; 32]);
        fill_random(key.as_mut())?;
        Ok(Key(key))
    }

    /// The form SQLCipher takes a raw key in.
    pub fn pragma(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(hex::encode(*self.0));
        Zeroizing::new(format!("\"x'{}'\"", *digits))
    }
}

/// How hard the passphrase is stretched (Argon2id, one lane).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Stretch {
    /// A recovery key has 160 bits of its own and needs none.
    const RECOVERY: Stretch = Stretch {
        memory_kib: 8,
        passes: 1,
    };
    const MEMORY_KIB: u32 = 64 * 1024;
    const TARGET: Duration = Duration::from_millis(700);

    /// At least 64 MiB and three passes, and as many passes as fit 0.5–1 s on this machine.
    pub fn calibrated() -> Self {
        let one = Stretch {
            memory_kib: Self::MEMORY_KIB,
            passes: 1,
        };
        let start = Instant::now();
        // Parameters are valid constants, so only the time matters here.
        let _ = one.derive(b"calibration", &[0; 16]);
        let elapsed = start.elapsed().as_millis().max(1);
        let passes = (Self::TARGET.as_millis() / elapsed).clamp(3, 40);
        Stretch {
            passes: passes as u32,
            ..one
        }
    }

    /// For tests inside one process only: no protection.
    pub const fn cheap() -> Self {
        Self::RECOVERY
    }

    fn derive(self, secret: &[u8], salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| damaged("密钥文件里的加密参数无效"))?;
        let mut out = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut())
            .map_err(|_| damaged("密钥文件里的加密参数无效"))?;
        Ok(out)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Holder {
    User,
    Recovery,
}

/// One way to the key.
#[derive(Serialize, Deserialize)]
struct Wrap {
    holder: Holder,
    /// The user's outward id; a recovery key opens as the owner.
    user: Uuid,
    /// Salted digest of the staff number, so that the right wrap is tried first and no name stands here.
    #[serde(with = "hex")]
    finder: [u8; 16],
    stretch: Stretch,
    #[serde(with = "hex")]
    salt: [u8; 16],
    #[serde(with = "hex")]
    nonce: [u8; 24],
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

impl Wrap {
    fn seal(
        key: &Key,
        vault: Uuid,
        holder: Holder,
        user: Uuid,
        staff_number: Option<&str>,
        secret: &[u8],
        stretch: Stretch,
    ) -> Result<Self> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        fill_random(&mut salt)?;
        fill_random(&mut nonce)?;
        let mut wrap = Wrap {
            holder,
            user,
            finder: finder(&salt, staff_number.unwrap_or_default()),
            stretch,
            salt,
            nonce,
            sealed: Vec::new(),
        };
        let cipher = wrap.cipher(secret)?;
        let aad = wrap.bound_to(vault);
        let payload = Payload {
            msg: key.0.as_slice(),
            aad: &aad,
        };
        wrap.sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::new(Code::Fault, "无法加密保险库密钥。保险库没有建立。"))?;
        Ok(wrap)
    }

    fn open(&self, vault: Uuid, secret: &[u8]) -> Result<Option<Key>> {
        let aad = self.bound_to(vault);
        let payload = Payload {
            msg: &self.sealed,
            aad: &aad,
        };
        let plain = self
            .cipher(secret)?
            .decrypt(&XNonce::from(self.nonce), payload)
            .ok()
            .map(Zeroizing::new);
        Ok(plain
            .and_then(|plain| <[u8; 32]>::try_from(plain.as_slice()).ok())
            .map(|key| Key(Zeroizing::new(key))))
    }

    fn cipher(&self, secret: &[u8]) -> Result<XChaCha20Poly1305> {
        let wrapping = self.stretch.derive(secret, &self.salt)?;
        Ok(XChaCha20Poly1305::new(&(*wrapping).into()))
    }

    /// Binds the wrap to its vault, its user and its cost, so that none can be swapped.
    fn bound_to(&self, vault: Uuid) -> Vec<u8> {
        let mut aad = Vec::with_capacity(64);
        aad.extend_from_slice(vault.as_bytes());
        aad.extend_from_slice(self.user.as_bytes());
        aad.push(match self.holder {
            Holder::User => 0,
            Holder::Recovery => 1,
        });
        aad.extend_from_slice(&self.stretch.memory_kib.to_le_bytes());
        aad.extend_from_slice(&self.stretch.passes.to_le_bytes());
        aad
    }
}

/// The file's content.
#[derive(Serialize, Deserialize)]
pub struct KeyFile {
    format: u32,
    pub vault: Uuid,
    wraps: Vec<Wrap>,
    /// The recovery key was typed back after it was shown.
    #[serde(default)]
    recovery_kept: bool,
}

/// Shown once, when it is made; typed back in any case and grouping.
pub struct RecoveryKey(Zeroizing<String>);

impl RecoveryKey {
    fn random() -> Result<Self> {
        let mut bytes = Zeroizing::new([0; RECOVERY_CHARACTERS]);
        fill_random(bytes.as_mut())?;
        let characters = bytes
            .iter()
            .map(|byte| char::from(RECOVERY_ALPHABET[usize::from(byte % 32)]));
        Ok(RecoveryKey(Zeroizing::new(characters.collect())))
    }

    fn wrap(&self, key: &Key, vault: Uuid, owner: Uuid) -> Result<Wrap> {
        let (holder, secret) = (Holder::Recovery, self.0.as_bytes());
        Wrap::seal(key, vault, holder, owner, None, secret, Stretch::RECOVERY)
    }

    /// Accepts what a person types from paper; `None` when it cannot be a recovery key.
    fn typed(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let fits = plain.len() == RECOVERY_CHARACTERS
            && plain.bytes().all(|b| RECOVERY_ALPHABET.contains(&b));
        fits.then(|| RecoveryKey(Zeroizing::new(plain)))
    }

    /// In groups of four.
    pub fn grouped(&self) -> Zeroizing<String> {
        let groups: Vec<&str> = (0..RECOVERY_CHARACTERS)
            .step_by(4)
            .filter_map(|at| self.0.get(at..at + 4))
            .collect();
        Zeroizing::new(groups.join("-"))
    }
}

/// A key that was unwrapped, and for whom.
pub struct Unlocked {
    pub key: Key,
    pub user: Uuid,
}

impl KeyFile {
    /// A new vault's key file, its key and its recovery key.
    pub fn create(
        owner: Uuid,
        staff_number: Option<&str>,
        passphrase: &str,
        stretch: Stretch,
    ) -> Result<(Self, Key, RecoveryKey)> {
        let key = Key::random()?;
        let recovery = RecoveryKey::random()?;
        let vault = random_uuid()?;
        let wraps = vec![
            Wrap::seal(
                &key,
                vault,
                Holder::User,
                owner,
                staff_number,
                passphrase.as_bytes(),
                stretch,
            )?,
            recovery.wrap(&key, vault, owner)?,
        ];
        let file = KeyFile {
            format: FORMAT,
            vault,
            wraps,
            recovery_kept: false,
        };
        Ok((file, key, recovery))
    }

    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::new(
                Code::NotAVault,
                "这里没有保险库，或缺少密钥文件 vault.key。没有改动任何文件；如有备份，请用“恢复备份”。",
            ),
            _ => Error::fault("读不到密钥文件 vault.key。没有改动任何文件，请检查这个位置和读取权限。", error),
        })?;
        let file: KeyFile = serde_json::from_slice(&text)
            .map_err(|_| damaged("密钥文件 vault.key 已损坏或不完整"))?;
        if file.format > FORMAT {
            return Err(Error::new(
                Code::NewerSchema,
                "保险库由更新版本的经纬建立，本版本不能打开。文件没有改动，请先升级软件。",
            ));
        }
        Ok(file)
    }

    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::fault("无法写出密钥文件。", error))?;
        atomic::write(path, &text)
    }

    pub fn users(&self) -> usize {
        self.user_wraps().count()
    }

    fn user_wraps(&self) -> impl Iterator<Item = &Wrap> {
        self.wraps
            .iter()
            .filter(|w| matches!(w.holder, Holder::User))
    }

    /// Tries the passphrase of the named user (of every user when none is named), then the text as
    /// a recovery key.
    pub fn unlock(&self, staff_number: Option<&str>, secret: &str) -> Result<Unlocked> {
        let named = |wrap: &&Wrap| {
            staff_number.is_none_or(|staff| wrap.finder == finder(&wrap.salt, staff))
        };
        for wrap in self.user_wraps().filter(named) {
            if let Some(key) = wrap.open(self.vault, secret.as_bytes())? {
                return Ok(Unlocked {
                    key,
                    user: wrap.user,
                });
            }
        }
        self.recovered(secret)?.ok_or_else(|| {
            Error::new(
                Code::WrongPassphrase,
                "口令不对，保险库没有打开。请重新输入，或使用恢复密钥。",
            )
        })
    }

    /// Takes the text as a recovery key and nothing else.
    pub fn unlock_by_recovery_key(&self, typed: &str) -> Result<Unlocked> {
        self.recovered(typed)?.ok_or_else(|| {
            Error::new(
                Code::WrongPassphrase,
                "恢复密钥不对，口令没有更换。请核对抄写的 8 组字符。",
            )
        })
    }

    pub fn opens_by_recovery_key(&self, typed: &str) -> Result<bool> {
        Ok(self.recovered(typed)?.is_some())
    }

    pub fn recovery_is_kept(&self) -> bool {
        self.recovery_kept
    }

    pub fn keep_recovery(&mut self) {
        self.recovery_kept = true;
    }

    /// Another recovery key, not kept by anybody yet; the old one opens nothing from then on.
    pub fn renew_recovery(&mut self, owner: Uuid, key: &Key) -> Result<RecoveryKey> {
        let recovery = RecoveryKey::random()?;
        let wrap = recovery.wrap(key, self.vault, owner)?;
        self.wraps
            .retain(|old| !matches!(old.holder, Holder::Recovery));
        self.wraps.push(wrap);
        self.recovery_kept = false;
        Ok(recovery)
    }

    fn recovered(&self, typed: &str) -> Result<Option<Unlocked>> {
        let Some(recovery) = RecoveryKey::typed(typed) else {
            return Ok(None);
        };
        let wraps = self
            .wraps
            .iter()
            .filter(|w| matches!(w.holder, Holder::Recovery));
        for wrap in wraps {
            if let Some(key) = wrap.open(self.vault, recovery.0.as_bytes())? {
                let user = wrap.user;
                return Ok(Some(Unlocked { key, user }));
            }
        }
        Ok(None)
    }

    /// Whether this is the passphrase of this user.
    pub fn opens_for(&self, user: Uuid, passphrase: &str) -> Result<bool> {
        for wrap in self.user_wraps().filter(|wrap| wrap.user == user) {
            if wrap.open(self.vault, passphrase.as_bytes())?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Wraps the key for this user under another passphrase; the old one opens nothing from then on.
    pub fn rewrap(
        &mut self,
        user: Uuid,
        staff_number: Option<&str>,
        key: &Key,
        passphrase: &str,
        stretch: Stretch,
    ) -> Result<()> {
        let secret = passphrase.as_bytes();
        let holder = Holder::User;
        let wrap = Wrap::seal(key, self.vault, holder, user, staff_number, secret, stretch)?;
        self.wraps
            .retain(|old| !(matches!(old.holder, Holder::User) && old.user == user));
        self.wraps.push(wrap);
        Ok(())
    }
}

fn finder(salt: &[u8; 16], staff_number: &str) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(salt)
        .chain_update(staff_number.as_bytes())
        .finalize();
    let mut short = [0; 16];
    short.copy_from_slice(&digest[..16]);
    short
}

fn random_uuid() -> Result<Uuid> {
    let mut bytes = [0; 16];
    fill_random(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| {
        Error::fault(
            "操作系统没有给出随机数，保险库没有建立。",
            error.to_string(),
        )
    })
}

fn damaged(what: &str) -> Error {
    Error::new(
        Code::Damaged,
        format!("{what}。原文件没有改动，请从备份恢复。"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (KeyFile, RecoveryKey, Uuid) {
        let owner = random_uuid().unwrap();
        let (file, _, recovery) =
            KeyFile::create(owner, Some("A1024"), "correct horse", Stretch::cheap()).unwrap();
        (file, recovery, owner)
    }

    #[test]
    fn opens_by_passphrase_and_by_recovery_key_as_typed_from_paper() {
        let (file, recovery, owner) = sample();
        assert_eq!(file.unlock(None, "correct horse").unwrap().user, owner);
        assert!(file.unlock(Some("A1024"), "correct horse").is_ok());
        let typed = recovery
            .grouped()
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o");
        assert_eq!(file.unlock(None, &typed).unwrap().user, owner);
    }

    #[test]
    fn refuses_everything_else() {
        let (file, _, _) = sample();
        for secret in [
            "",
            "correct horse ",
            "0000-0000-0000-0000-0000-0000-0000-0000",
        ] {
            assert_eq!(
                file.unlock(None, secret).err().map(|e| e.code),
                Some(Code::WrongPassphrase)
            );
        }
        assert!(file.unlock(Some("B1"), "correct horse").is_err());
    }

    #[test]
    fn a_wrap_cannot_be_moved_to_another_vault_or_made_cheaper() {
        let (mut file, _, _) = sample();
        file.wraps[0].stretch.passes += 1;
        assert!(file.unlock(None, "correct horse").is_err());
        let (mut other, _, _) = sample();
        other.wraps = sample().0.wraps;
        assert!(other.unlock(None, "correct horse").is_err());
    }
}
