//! One way to the database key. The key is sealed to a public key, whose private half is locked with a passphrase, the
//! recovery key or what a device keeps: so the database key can be replaced without anybody's passphrase.

use super::fill_random;
use super::sealed::{Private, Sealed, pair, unsealed};
use super::secret::{DeviceSecret, Key, RecoveryKey, Stretch};
use super::signing::{LockedSigningKey, SigningKey};
use crate::error::Result;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Whose way it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "holder", rename_all = "snake_case")]
pub enum Holder {
    User {
        /// Outward id.
        user: Uuid,
    },
    Recovery,
    /// A user without their passphrase, on one device.
    Device {
        user: Uuid,
        device: Uuid,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wrap {
    #[serde(flatten)]
    pub holder: Holder,
    #[serde(flatten)]
    sealed: Sealed,
    lock: Lock,
    /// The user's own; nothing in the file of a version that signed nothing, until its user opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signing: Option<LockedSigningKey>,
}

/// What opens with a wrap.
pub struct Opened {
    pub key: Key,
    /// The wrap's private half, wiped from memory when dropped.
    pub private: Private,
    pub signing: Option<SigningKey>,
}

/// A private half, under a passphrase.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lock {
    /// Salted digest of the staff number, so that the right wrap is tried and no name stands here.
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
    pub fn of_user(
        key: &Key,
        vault: Uuid,
        user: Uuid,
        staff_number: Option<&str>,
        passphrase: &str,
        stretch: Stretch,
        signing: &SigningKey,
    ) -> Result<Self> {
        let (secret, holder) = (passphrase.as_bytes(), Holder::User { user });
        let (mut wrap, private) = Self::new(key, vault, holder, secret, stretch)?;
        wrap.name(staff_number);
        wrap.lock_in(vault, &private, signing)?;
        Ok(wrap)
    }

    pub fn of_recovery(key: &Key, vault: Uuid, recovery: &RecoveryKey) -> Result<Self> {
        let secret = recovery.0.as_bytes();
        let (wrap, _) = Self::new(key, vault, Holder::Recovery, secret, Stretch::OF_RANDOM)?;
        Ok(wrap)
    }

    /// Signs, too: what is opened with it is the user's own work.
    pub fn of_device(
        key: &Key,
        vault: Uuid,
        user: Uuid,
        device: Uuid,
        secret: &DeviceSecret,
        signing: Option<&SigningKey>,
    ) -> Result<Self> {
        let (secret, holder) = (secret.0.as_slice(), Holder::Device { user, device });
        let (mut wrap, private) = Self::new(key, vault, holder, secret, Stretch::OF_RANDOM)?;
        if let Some(signing) = signing {
            wrap.lock_in(vault, &private, signing)?;
        }
        Ok(wrap)
    }

    fn new(
        key: &Key,
        vault: Uuid,
        holder: Holder,
        secret: &[u8],
        stretch: Stretch,
    ) -> Result<(Self, Private)> {
        let (private, public) = pair();
        let context = context(vault, holder);
        let wrap = Wrap {
            holder,
            sealed: Sealed::to(public, key, &context)?,
            lock: Lock::close(&private, &public, &context, secret, stretch)?,
            signing: None,
        };
        Ok((wrap, private))
    }

    /// What the secret opens; nothing where it is not this wrap's.
    pub fn open(&self, vault: Uuid, secret: &[u8]) -> Result<Option<Opened>> {
        let context = context(vault, self.holder);
        let Some(private) = self.lock.open(&self.sealed.public, &context, secret)? else {
            return Ok(None);
        };
        let signing = match &self.signing {
            Some(locked) => locked.open(private.as_slice(), &context)?,
            None => None,
        };
        Ok(Some(Opened {
            key: self.sealed.open(private.as_slice(), &context)?,
            private,
            signing,
        }))
    }

    /// Takes a signing key in, in place of a present one. Only who opened the wrap has its private half.
    pub fn lock_in(&mut self, vault: Uuid, private: &Private, signing: &SigningKey) -> Result<()> {
        let context = context(vault, self.holder);
        let locked = LockedSigningKey::close(signing, private.as_slice(), &context)?;
        self.signing = Some(locked);
        Ok(())
    }

    #[cfg(test)]
    pub fn forget_signing(&mut self) {
        self.signing = None;
    }

    pub fn seal_anew(&mut self, vault: Uuid, key: &Key) -> Result<()> {
        let context = context(vault, self.holder);
        self.sealed = Sealed::to(self.sealed.public, key, &context)?;
        Ok(())
    }

    /// Writes whose it is, so that it can be found again by that staff number and by no other.
    pub fn name(&mut self, staff_number: Option<&str>) {
        self.lock.finder = finder(&self.lock.salt, staff_number.unwrap_or_default());
    }

    pub fn is_named(&self, staff_number: &str) -> bool {
        self.lock.finder == finder(&self.lock.salt, staff_number)
    }

    pub fn is_of(&self, id: Uuid) -> bool {
        matches!(self.holder, Holder::User { user } if user == id)
    }

    pub fn user(&self) -> Option<Uuid> {
        match self.holder {
            Holder::User { user } => Some(user),
            Holder::Recovery | Holder::Device { .. } => None,
        }
    }

    /// Whom it opens for on a device, and on which.
    pub fn device(&self) -> Option<(Uuid, Uuid)> {
        match self.holder {
            Holder::Device { user, device } => Some((user, device)),
            Holder::Recovery | Holder::User { .. } => None,
        }
    }

    /// Whose it is, by passphrase or on a device.
    pub fn belongs_to(&self) -> Option<Uuid> {
        self.user().or(self.device().map(|(user, _)| user))
    }
}

impl Lock {
    pub fn close(
        private: &[u8; 32],
        public: &[u8; 32],
        context: &[u8],
        secret: &[u8],
        stretch: Stretch,
    ) -> Result<Self> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        fill_random(&mut salt)?;
        fill_random(&mut nonce)?;
        let mut lock = Lock {
            finder: [0; 16],
            stretch,
            salt,
            nonce,
            sealed: Vec::new(),
        };
        let aad = lock.bound_to(public, context);
        let payload = Payload {
            msg: private,
            aad: &aad,
        };
        lock.sealed = (lock.cipher(secret)?)
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| unsealed())?;
        Ok(lock)
    }

    pub fn open(
        &self,
        public: &[u8; 32],
        context: &[u8],
        secret: &[u8],
    ) -> Result<Option<Private>> {
        let aad = self.bound_to(public, context);
        let payload = Payload {
            msg: &self.sealed,
            aad: &aad,
        };
        let cipher = self.cipher(secret)?;
        let opened = cipher.decrypt(&XNonce::from(self.nonce), payload);
        let opened = opened.ok().map(Zeroizing::new);
        Ok(opened.and_then(|private| Some(Zeroizing::new(private.as_slice().try_into().ok()?))))
    }

    fn cipher(&self, secret: &[u8]) -> Result<XChaCha20Poly1305> {
        let wrapping = self.stretch.derive(secret, &self.salt)?;
        Ok(XChaCha20Poly1305::new(&(*wrapping).into()))
    }

    /// Binds the lock to its wrap and its cost, so that none can be swapped or made cheaper.
    fn bound_to(&self, public: &[u8; 32], context: &[u8]) -> Vec<u8> {
        let mut aad = context.to_vec();
        aad.extend_from_slice(public);
        aad.extend_from_slice(&self.stretch.memory_kib.to_le_bytes());
        aad.extend_from_slice(&self.stretch.passes.to_le_bytes());
        aad
    }
}

/// What a wrap belongs to: its vault and its holder.
fn context(vault: Uuid, holder: Holder) -> Vec<u8> {
    let mut context = vault.as_bytes().to_vec();
    match holder {
        Holder::User { user } => {
            context.push(0);
            context.extend_from_slice(user.as_bytes());
        }
        Holder::Recovery => context.push(1),
        // 2 is the escrow key's.
        Holder::Device { user, device } => {
            context.push(3);
            context.extend_from_slice(user.as_bytes());
            context.extend_from_slice(device.as_bytes());
        }
    }
    context
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
