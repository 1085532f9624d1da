//! What is secret: the database key, the recovery key, what a device keeps, and how a passphrase is made into a key.

use super::{damaged, fill_random};
use crate::error::Result;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Crockford's alphabet: no I, L, O, U to confuse when typed from paper.
const RECOVERY_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RECOVERY_CHARACTERS: usize = 32;

/// The database key; wiped from memory when dropped.
#[derive(Clone)]
pub struct Key(pub(super) Zeroizing<[u8; 32]>);

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
    /// What was drawn at random has 160 bits or more of its own and needs none.
    pub(super) const OF_RANDOM: Stretch = Stretch {
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
        Self::OF_RANDOM
    }

    pub(super) fn derive(self, secret: &[u8], salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| damaged("密钥文件里的加密参数无效"))?;
        let mut out = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, out.as_mut())
            .map_err(|_| damaged("密钥文件里的加密参数无效"))?;
        Ok(out)
    }
}

/// What opens a vault on one device, kept by the keychain of its operating system and nowhere else; wiped from memory
/// when dropped.
pub struct DeviceSecret(pub(super) Zeroizing<[u8; 32]>);

impl DeviceSecret {
    pub fn random() -> Result<Self> {
        let mut secret = Zeroizing::new([0; 32]);
        fill_random(secret.as_mut())?;
        Ok(DeviceSecret(secret))
    }

    /// 64 hex digits: not every keychain keeps bytes that are no text.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(*self.0))
    }

    /// None for anything but what [`DeviceSecret::to_text`] gave.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut secret = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text, secret.as_mut()).ok()?;
        Some(DeviceSecret(secret))
    }
}

/// Shown once, when it is made; typed back in any case and grouping.
pub struct RecoveryKey(pub(super) Zeroizing<String>);

impl RecoveryKey {
    pub(super) fn random() -> Result<Self> {
        let mut bytes = Zeroizing::new([0; RECOVERY_CHARACTERS]);
        fill_random(bytes.as_mut())?;
        let characters = bytes
            .iter()
            .map(|byte| char::from(RECOVERY_ALPHABET[usize::from(byte % 32)]));
        Ok(RecoveryKey(Zeroizing::new(characters.collect())))
    }

    /// Accepts what a person types from paper; `None` when it cannot be a recovery key.
    pub(super) fn typed(text: &str) -> Option<Self> {
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
