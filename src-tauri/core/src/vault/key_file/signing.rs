//! A user's signing key (Ed25519), locked with the private half of that user's own way in. Whoever else opens the
//! vault knows the database key and can write this file, and can neither read a signing key nor put theirs in its place.

use super::fill_random;
use super::sealed::unsealed;
use crate::error::{Code, Error, Result};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::Signer as _;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// Makes the key that locks out of the private half, which also opens the database key.
const LOCK: &[u8] = b"jingwei signing key lock 1";
const FINGERPRINT: &[u8] = b"jingwei signing key 1";

/// The private half; wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    pub fn random() -> Result<Self> {
        let mut secret = Zeroizing::new([0; 32]);
        fill_random(secret.as_mut())?;
        Ok(SigningKey(ed25519_dalek::SigningKey::from_bytes(&secret)))
    }

    /// Of a secret that is no secret: the demo's, whose trail is the same for the same day.
    pub fn of_demo(secret: &[u8; 32]) -> Self {
        SigningKey(ed25519_dalek::SigningKey::from_bytes(secret))
    }

    pub fn public(&self) -> SigningPublic {
        SigningPublic(self.0.verifying_key().to_bytes())
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// The public half: what a signature is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SigningPublic(#[serde(with = "hex")] [u8; 32]);

impl SigningPublic {
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let bytes = bytes.try_into().map_err(|_| {
            Error::new(
                Code::Damaged,
                "保险库里的一把签名公钥已损坏，请从备份恢复。",
            )
        })?;
        Ok(SigningPublic(bytes))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        // Strict: a weak key has signed nothing.
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }

    /// Eight groups of four hex digits over the key, to be compared by eye.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::new()
            .chain_update(FINGERPRINT)
            .chain_update(self.0)
            .finalize();
        super::grouped(&digest)
    }
}

impl fmt::Display for SigningPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// A signing key as it lies in a user's wrap.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LockedSigningKey {
    public: SigningPublic,
    #[serde(with = "hex")]
    nonce: [u8; 24],
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

impl LockedSigningKey {
    /// `private` is that of the wrap; `context` says whose it is, and it opens for nobody else.
    pub fn close(key: &SigningKey, private: &[u8], context: &[u8]) -> Result<Self> {
        let mut nonce = [0; 24];
        fill_random(&mut nonce)?;
        let public = key.public();
        let payload = Payload {
            msg: key.0.as_bytes(),
            aad: &bound_to(&public, context),
        };
        let sealed = (cipher(private)?)
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| unsealed())?;
        Ok(LockedSigningKey {
            public,
            nonce,
            sealed,
        })
    }

    /// None where it was locked by anybody but the one whose wrap this is.
    pub fn open(&self, private: &[u8], context: &[u8]) -> Result<Option<SigningKey>> {
        let payload = Payload {
            msg: &self.sealed,
            aad: &bound_to(&self.public, context),
        };
        let opened = (cipher(private)?).decrypt(&XNonce::from(self.nonce), payload);
        let secret = opened.ok().map(Zeroizing::new);
        let key = secret.and_then(|secret| {
            let secret = Zeroizing::new(<[u8; 32]>::try_from(secret.as_slice()).ok()?);
            Some(SigningKey(ed25519_dalek::SigningKey::from_bytes(&secret)))
        });
        Ok(key.filter(|key| key.public() == self.public))
    }
}

fn cipher(private: &[u8]) -> Result<XChaCha20Poly1305> {
    let mut mac = Hmac::<Sha256>::new_from_slice(private).map_err(|_| unsealed())?;
    mac.update(LOCK);
    let locking = Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes()));
    Ok(XChaCha20Poly1305::new(&(*locking).into()))
}

fn bound_to(public: &SigningPublic, context: &[u8]) -> Vec<u8> {
    [context, public.as_bytes()].concat()
}
