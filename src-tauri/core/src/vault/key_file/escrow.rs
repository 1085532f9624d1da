//! The bank's escrow key 托管密钥: a pair that the bank makes once and keeps. Its public half goes into a vault whose
//! owner wants it; its private half, a file under a passphrase of its own, stays with the bank, away from any desk.

use super::grouped;
use super::sealed::{Private, Sealed, pair};
use super::secret::{Key, Stretch};
use super::wrap::Lock;
use crate::error::{Code, Error, Result};
use crate::vault::atomic;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use uuid::Uuid;

const PUBLIC: &str = "jingwei escrow public key 1";
const PRIVATE: &str = "jingwei escrow private key 1";
/// Far more than a key file ever is.
const LARGEST: u64 = 64 * 1024;
const LONGEST_NAME: usize = 60;

/// Whose escrow key a vault is sealed to, as everybody in it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct EscrowSeen {
    /// What the bank calls itself.
    pub of: String,
    /// Eight groups of four hex digits over the key and the name, to be compared by eye.
    pub fingerprint: String,
}

/// The public half, a file that the bank hands out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EscrowPublic {
    format: String,
    of: String,
    #[serde(with = "hex")]
    public: [u8; 32],
}

/// The private half as it lies in the bank's safe.
#[derive(Serialize, Deserialize)]
struct Kept {
    format: String,
    of: String,
    #[serde(with = "hex")]
    public: [u8; 32],
    lock: Lock,
}

/// The private half, unlocked.
pub struct EscrowKey {
    public: EscrowPublic,
    private: Private,
}

impl EscrowPublic {
    /// # Errors
    /// Refused where the file is anything else.
    pub fn read(file: &Path) -> Result<Self> {
        let public: EscrowPublic = read(file)?;
        if public.format == PRIVATE {
            return Err(Error::new(
                Code::Refused,
                "这是托管密钥的私钥文件，应由银行离线保管，不要放在这台电脑上。请选公钥文件。什么也没有改动。",
            ));
        }
        if public.format != PUBLIC || named(&public.of).is_err() {
            return Err(not_a_key());
        }
        Ok(public)
    }

    pub fn seen(&self) -> EscrowSeen {
        EscrowSeen {
            of: self.of.clone(),
            fingerprint: fingerprint(&self.of, &self.public),
        }
    }

    /// The text of the file that is handed out.
    pub fn text(&self) -> Result<String> {
        text(self)
    }
}

impl EscrowKey {
    /// A new pair: the public file's text, and that of the private one under the passphrase.
    pub fn make(of: &str, passphrase: &str, stretch: Stretch) -> Result<(EscrowPublic, String)> {
        let of = named(of)?;
        let (private, public): (Private, _) = pair();
        let kept = Kept {
            format: PRIVATE.into(),
            of: of.clone(),
            public,
            lock: Lock::close(
                &private,
                &public,
                context(&of).as_slice(),
                passphrase.as_bytes(),
                stretch,
            )?,
        };
        let public = EscrowPublic {
            format: PUBLIC.into(),
            of,
            public,
        };
        Ok((public, text(&kept)?))
    }

    /// # Errors
    /// [`Code::WrongPassphrase`] where the passphrase is not the file's.
    pub fn open(file: &Path, passphrase: &str) -> Result<Self> {
        let kept: Kept = read(file)?;
        if kept.format != PRIVATE {
            return Err(not_a_key());
        }
        let context = context(&kept.of);
        let opened = (kept.lock).open(&kept.public, &context, passphrase.as_bytes())?;
        let Some(private) = opened else {
            return Err(Error::new(
                Code::WrongPassphrase,
                "托管私钥文件的口令不对，什么也没有改动。",
            ));
        };
        let public = EscrowPublic {
            format: PUBLIC.into(),
            of: kept.of,
            public: kept.public,
        };
        Ok(EscrowKey { public, private })
    }
}

/// The wrap in a vault's key file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Escrow {
    of: String,
    #[serde(flatten)]
    sealed: Sealed,
}

impl Escrow {
    pub fn to(public: &EscrowPublic, vault: Uuid, key: &Key) -> Result<Self> {
        let of = public.of.clone();
        let sealed = Sealed::to(public.public, key, &of_vault(vault, &of))?;
        Ok(Escrow { of, sealed })
    }

    pub fn seal_anew(&mut self, vault: Uuid, key: &Key) -> Result<()> {
        let context = of_vault(vault, &self.of);
        self.sealed = Sealed::to(self.sealed.public, key, &context)?;
        Ok(())
    }

    /// None where it is sealed to another.
    pub fn open(&self, vault: Uuid, escrow: &EscrowKey) -> Result<Option<Key>> {
        if escrow.public.public != self.sealed.public {
            return Ok(None);
        }
        let context = of_vault(vault, &self.of);
        self.sealed
            .open(escrow.private.as_slice(), &context)
            .map(Some)
    }

    pub fn seen(&self) -> EscrowSeen {
        EscrowSeen {
            of: self.of.clone(),
            fingerprint: fingerprint(&self.of, &self.sealed.public),
        }
    }
}

/// What the wrap belongs to; no other wrap of the vault has these bytes.
fn of_vault(vault: Uuid, of: &str) -> Vec<u8> {
    [&[2], vault.as_bytes().as_slice(), of.as_bytes()].concat()
}

fn context(of: &str) -> Vec<u8> {
    [PRIVATE.as_bytes(), of.as_bytes()].concat()
}

/// The name is in it, so that a key cannot be passed off as another bank's.
fn fingerprint(of: &str, public: &[u8; 32]) -> String {
    let digest = Sha256::new()
        .chain_update(PUBLIC)
        .chain_update(public)
        .chain_update(of)
        .finalize();
    grouped(&digest)
}

fn named(of: &str) -> Result<String> {
    let of = of.trim();
    let is_plain = !of.is_empty()
        && of.chars().count() <= LONGEST_NAME
        && !of.chars().any(|c| c.is_control() || is_format(c));
    match is_plain {
        true => Ok(of.to_owned()),
        false => Err(Error::new(
            Code::Refused,
            "请写明托管密钥是谁的，60 个字以内，例如“示例银行信息安全部”。什么也没有改动。",
        )),
    }
}

/// Characters that change how others are read: a name is trusted by its looks.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let told = |error| atomic::from_io(error, "没有读到托管密钥文件");
    if std::fs::metadata(file).map_err(told)?.len() > LARGEST {
        return Err(not_a_key());
    }
    let text = std::fs::read(file).map_err(told)?;
    serde_json::from_slice(&text).map_err(|_| not_a_key())
}

fn text(file: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string_pretty(file)
        .map_err(|error| Error::fault("托管密钥没有写出。", error))?;
    Ok(text + "\n")
}

fn not_a_key() -> Error {
    Error::new(
        Code::Refused,
        "这个文件不是经纬的托管密钥，或已损坏。什么也没有改动。",
    )
}
