//! `vault.key`: the random database key, wrapped once per user, once for the recovery key and, where the owner wants
//! it, once for the bank's escrow key. Each user's wrap also locks what that user signs with. A user who wants it has
//! another for each device whose keychain opens the vault.
//! Replaced atomically; taken into every backup, so that a backup opens with the passphrase of its day. What opens on
//! a device is not taken along.

mod device;
mod escrow;
mod sealed;
mod secret;
mod signing;
mod wrap;

#[cfg(test)]
mod tests;

pub use device::DeviceId;
pub use escrow::{EscrowKey, EscrowPublic, EscrowSeen};
pub use secret::{DeviceSecret, Key, RecoveryKey, Stretch};
pub use signing::{SigningKey, SigningPublic};
pub use wrap::Wrap;

use super::atomic;
use crate::error::{Code, Error, Result};
use escrow::Escrow;
use hmac::{Hmac, KeyInit, Mac};
use sealed::Private;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::path::Path;
use uuid::Uuid;
use wrap::{Holder, Opened};

/// 1: nobody had a signing key.
const FORMAT: u32 = 2;

/// The file's content.
#[derive(Serialize, Deserialize)]
pub struct KeyFile {
    format: u32,
    pub vault: Uuid,
    wraps: Vec<Wrap>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escrow: Option<Escrow>,
    /// The recovery key was typed back after it was shown.
    #[serde(default)]
    recovery_kept: bool,
    /// How often the database key was replaced: a backup of another count is under another key.
    #[serde(default)]
    pub replaced: u32,
    /// The database under this key is written, and may not have taken its place yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    being_replaced: bool,
    /// Made with the database key over all of the above: nobody else adds a way in, or puts their own public key in
    /// place of another's to be sealed to.
    #[serde(with = "hex")]
    mac: [u8; 32],
}

/// A key that was unwrapped, and for whom; the recovery key opens for whoever keeps the vault.
pub struct Unlocked {
    pub key: Key,
    pub user: Option<Uuid>,
    /// Of who opened with their own passphrase or on their device: nothing else opens a user's wrap.
    pub own: Option<Own>,
}

/// What only the user of a wrap has.
pub struct Own {
    private: Private,
    /// The wrap of a device gives out the user's signing key and takes none in.
    pub is_of_device: bool,
    pub signing: Option<SigningKey>,
}

impl KeyFile {
    /// A new vault's key file, its key and its recovery key.
    pub fn create(
        owner: Uuid,
        staff_number: Option<&str>,
        passphrase: &str,
        stretch: Stretch,
        signing: &SigningKey,
    ) -> Result<(Self, Key, RecoveryKey)> {
        let key = Key::random()?;
        let recovery = RecoveryKey::random()?;
        let vault = random_uuid()?;
        let wraps = vec![
            Wrap::of_user(
                &key,
                vault,
                owner,
                staff_number,
                passphrase,
                stretch,
                signing,
            )?,
            Wrap::of_recovery(&key, vault, &recovery)?,
        ];
        let file = KeyFile {
            format: FORMAT,
            vault,
            wraps,
            escrow: None,
            recovery_kept: false,
            replaced: 0,
            being_replaced: false,
            mac: [0; 32],
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

    /// Whoever changed it knows the database key.
    pub fn write(&mut self, path: &Path, key: &Key) -> Result<()> {
        self.format = FORMAT;
        self.mac = self.authenticate(key)?.finalize().into_bytes().into();
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::fault("无法写出密钥文件。", error))?;
        atomic::write(path, &text)
    }

    /// Refuses a file that was changed by somebody without the database key.
    pub fn verify(&self, key: &Key) -> Result<()> {
        (self.authenticate(key)?)
            .verify(&self.mac.into())
            .map_err(|_| damaged("密钥文件 vault.key 被改动过，不是经纬写的"))
    }

    fn authenticate(&self, key: &Key) -> Result<Hmac<Sha256>> {
        let unwritten = |error| Error::fault("无法写出密钥文件。", error);
        let wraps = serde_json::to_vec(&self.wraps).map_err(unwritten)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.0.as_slice())
            .map_err(|error| Error::fault("无法写出密钥文件。", error))?;
        // Not the bytes of the database's pages under the same key.
        mac.update(b"jingwei key file");
        mac.update(self.vault.as_bytes());
        mac.update(&[u8::from(self.recovery_kept), u8::from(self.being_replaced)]);
        mac.update(&self.replaced.to_le_bytes());
        mac.update(&wraps);
        if let Some(escrow) = &self.escrow {
            mac.update(&serde_json::to_vec(escrow).map_err(unwritten)?);
        }
        Ok(mac)
    }

    /// How many users it opens for.
    pub fn users(&self) -> usize {
        self.user_ids().count()
    }

    pub fn user_ids(&self) -> impl Iterator<Item = Uuid> {
        self.wraps.iter().filter_map(Wrap::user)
    }

    /// Takes the text as the recovery key, or as the passphrase of the user of this staff number.
    ///
    /// # Errors
    /// Where nobody is named and there are several users, and where it opens nothing.
    pub fn unlock(&self, staff_number: Option<&str>, secret: &str) -> Result<Unlocked> {
        if let Some(recovered) = self.recovered(secret)? {
            return Ok(recovered);
        }
        let staff_number = staff_number.map(str::trim);
        if staff_number.is_none_or(str::is_empty) && self.users() > 1 {
            return Err(Error::new(
                Code::Refused,
                "这个保险库有多位使用者，请说明是谁（工号）。",
            ));
        }
        let named = |wrap: &&Wrap| {
            staff_number.is_none_or(|staff| staff.is_empty() || wrap.is_named(staff))
        };
        let of_users = self.wraps.iter().filter(|wrap| wrap.user().is_some());
        for wrap in of_users.filter(named) {
            if let Some(opened) = wrap.open(self.vault, secret.as_bytes())? {
                let Opened {
                    key,
                    private,
                    signing,
                } = opened;
                let own = Some(Own {
                    private,
                    is_of_device: false,
                    signing,
                });
                let unlocked = self.unlocked(key, wrap.user())?;
                return Ok(Unlocked { own, ..unlocked });
            }
        }
        Err(Error::new(Code::WrongPassphrase, self.wrong()))
    }

    fn wrong(&self) -> &'static str {
        match self.users() {
            1 => "口令不对，保险库没有打开。请重新输入，或使用恢复密钥。",
            _ => "工号或口令不对，保险库没有打开。请重新输入，或请管理使用者的人重设口令。",
        }
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

    /// Opens with the bank's escrow key, for the user of this staff number or, where nobody is named, for the only one.
    ///
    /// # Errors
    /// Where the vault has no escrow or another's, and where it is not clear for whom.
    pub fn unlock_by_escrow(
        &self,
        escrow: &EscrowKey,
        staff_number: Option<&str>,
    ) -> Result<Unlocked> {
        let wrong = |what: &str| Error::new(Code::WrongPassphrase, what);
        let ours = (self.escrow.as_ref())
            .ok_or_else(|| wrong("这个保险库没有设置托管密钥，托管私钥打不开它。口令没有更换。"))?;
        let key = ours.open(self.vault, escrow)?.ok_or_else(|| {
            wrong("这个保险库的托管密钥是另一把，这份托管私钥打不开它。口令没有更换。")
        })?;
        let staff_number = staff_number
            .map(str::trim)
            .filter(|staff| !staff.is_empty());
        let Some(staff_number) = staff_number else {
            if self.users() > 1 {
                return Err(Error::new(
                    Code::Refused,
                    "这个保险库有多位使用者，请说明为谁重设口令（工号）。口令没有更换。",
                ));
            }
            return self.unlocked(key, self.user_ids().next());
        };
        let named = (self.wraps.iter())
            .find(|wrap| wrap.user().is_some() && wrap.is_named(staff_number))
            .ok_or_else(|| Error::new(Code::NotFound, "没有这个工号的使用者。口令没有更换。"))?;
        self.unlocked(key, named.user())
    }

    /// Whose escrow key opens this vault, too.
    pub fn escrow(&self) -> Option<EscrowSeen> {
        self.escrow.as_ref().map(Escrow::seen)
    }

    /// In place of the present one, which opens nothing from then on.
    pub fn set_escrow(&mut self, key: &Key, public: &EscrowPublic) -> Result<()> {
        self.escrow = Some(Escrow::to(public, self.vault, key)?);
        Ok(())
    }

    pub fn remove_escrow(&mut self) {
        self.escrow = None;
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
    pub fn renew_recovery(&mut self, key: &Key) -> Result<RecoveryKey> {
        let recovery = RecoveryKey::random()?;
        self.put(Wrap::of_recovery(key, self.vault, &recovery)?);
        self.recovery_kept = false;
        Ok(recovery)
    }

    fn recovered(&self, typed: &str) -> Result<Option<Unlocked>> {
        let Some(recovery) = RecoveryKey::typed(typed) else {
            return Ok(None);
        };
        let wraps = self.wraps.iter();
        for wrap in wraps.filter(|wrap| wrap.holder == Holder::Recovery) {
            if let Some(opened) = wrap.open(self.vault, recovery.0.as_bytes())? {
                return self.unlocked(opened.key, None).map(Some);
            }
        }
        Ok(None)
    }

    fn unlocked(&self, key: Key, user: Option<Uuid>) -> Result<Unlocked> {
        self.verify(&key)?;
        Ok(Unlocked {
            key,
            user,
            own: None,
        })
    }

    /// What opens with this user's passphrase; nothing where it is not theirs.
    pub fn own_of(&self, user: Uuid, passphrase: &str) -> Result<Option<Own>> {
        for wrap in self.wraps.iter().filter(|wrap| wrap.is_of(user)) {
            if let Some(opened) = wrap.open(self.vault, passphrase.as_bytes())? {
                let Opened {
                    private, signing, ..
                } = opened;
                return Ok(Some(Own {
                    private,
                    is_of_device: false,
                    signing,
                }));
            }
        }
        Ok(None)
    }

    /// Takes a signing key into the wrap of the user who opened it, in place of a present one.
    pub fn set_signing(&mut self, user: Uuid, own: &Own, signing: &SigningKey) -> Result<()> {
        let vault = self.vault;
        let wraps = self.wraps.iter_mut().filter(|wrap| wrap.is_of(user));
        for wrap in wraps {
            wrap.lock_in(vault, &own.private, signing)?;
        }
        Ok(())
    }

    /// Leaves the file as a version left it that signed nothing.
    #[cfg(test)]
    pub fn forget_signing(&mut self) {
        self.wraps.iter_mut().for_each(Wrap::forget_signing);
    }

    /// In place of the holder's present one, which opens nothing from then on. With a passphrase goes what opened
    /// without it.
    pub fn put(&mut self, wrap: Wrap) {
        let is_replaced = |old: &Wrap| match wrap.user() {
            Some(user) => old.belongs_to() == Some(user),
            None => old.holder == wrap.holder,
        };
        self.wraps.retain(|old| !is_replaced(old));
        self.wraps.push(wrap);
    }

    /// Nothing of the user's opens anything from then on.
    pub fn remove_user(&mut self, user: Uuid) {
        self.wraps.retain(|wrap| wrap.belongs_to() != Some(user));
    }

    /// A user is found by another staff number.
    pub fn rename_user(&mut self, user: Uuid, staff_number: Option<&str>) {
        let wraps = self.wraps.iter_mut();
        for wrap in wraps.filter(|wrap| wrap.is_of(user)) {
            wrap.name(staff_number);
        }
    }

    /// Seals another database key to everybody; nobody's passphrase is needed. Devices are left out: a key is replaced
    /// where one may be in wrong hands, and what nobody types goes first. The file is written under that key.
    pub fn seal_anew(&mut self, key: &Key) -> Result<()> {
        self.forget_devices();
        for wrap in &mut self.wraps {
            wrap.seal_anew(self.vault, key)?;
        }
        if let Some(escrow) = &mut self.escrow {
            escrow.seal_anew(self.vault, key)?;
        }
        self.replaced += 1;
        self.being_replaced = true;
        Ok(())
    }

    pub fn is_being_replaced(&self) -> bool {
        self.being_replaced
    }

    /// The database under the new key stands in its place.
    pub fn is_replaced(&mut self) {
        self.being_replaced = false;
    }

    /// Takes out whoever is not one of these; whether there was anybody.
    pub fn keep_users(&mut self, present: &[Uuid]) -> bool {
        let before = self.wraps.len();
        self.wraps
            .retain(|wrap| wrap.belongs_to().is_none_or(|user| present.contains(&user)));
        self.wraps.len() < before
    }
}

/// The first 16 bytes as eight groups of four hex digits, to be compared by eye.
fn grouped(digest: &[u8]) -> String {
    let digits = hex::encode_upper(&digest[..16]);
    let groups: Vec<&str> = (0..32).step_by(4).map(|at| &digits[at..at + 4]).collect();
    groups.join("-")
}

pub(super) fn random_uuid() -> Result<Uuid> {
    let mut bytes = [0; 16];
    fill_random(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| {
        Error::fault(
            "操作系统没有给出随机数，什么也没有改动。",
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
