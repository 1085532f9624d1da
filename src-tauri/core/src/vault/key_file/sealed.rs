//! The database key sealed to a public key (HPKE, RFC 9180): who holds the private half opens it, and nobody's secret
//! is needed to seal another key to them.

use super::damaged;
use super::secret::Key;
use crate::error::{Code, Error, Result};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

type Kem = X25519HkdfSha256;
type PublicKey = <Kem as hpke::Kem>::PublicKey;
type PrivateKey = <Kem as hpke::Kem>::PrivateKey;
type Encapped = <Kem as hpke::Kem>::EncappedKey;

/// Tells what is sealed here apart from anything else sealed to the same public key.
const PURPOSE: &[u8] = b"jingwei vault key 1";

/// The private half of a pair, wiped from memory when dropped.
pub type Private = Zeroizing<[u8; 32]>;

pub fn pair() -> (Private, [u8; 32]) {
    let (private, public) = Kem::gen_keypair();
    let private = Zeroizing::new(private.to_bytes().into());
    (private, public.to_bytes().into())
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sealed {
    #[serde(with = "hex")]
    pub public: [u8; 32],
    #[serde(with = "hex")]
    encapped: [u8; 32],
    /// The database key.
    #[serde(with = "hex")]
    sealed: Vec<u8>,
}

impl Sealed {
    /// `context` says what it belongs to; it opens in no other.
    pub fn to(public: [u8; 32], key: &Key, context: &[u8]) -> Result<Self> {
        let (encapped, sealed) = (|| {
            hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem>(
                &OpModeS::Base,
                &PublicKey::from_bytes(&public)?,
                PURPOSE,
                key.0.as_slice(),
                context,
            )
        })()
        .map_err(|_| unsealed())?;
        Ok(Sealed {
            public,
            encapped: encapped.to_bytes().into(),
            sealed,
        })
    }

    pub fn open(&self, private: &[u8], context: &[u8]) -> Result<Key> {
        let opened = (|| {
            hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
                &OpModeR::Base,
                &PrivateKey::from_bytes(private)?,
                &Encapped::from_bytes(&self.encapped)?,
                PURPOSE,
                &self.sealed,
                context,
            )
        })();
        let plain = opened.ok().map(Zeroizing::new);
        plain
            .and_then(|plain| <[u8; 32]>::try_from(plain.as_slice()).ok())
            .map(|key| Key(Zeroizing::new(key)))
            .ok_or_else(|| damaged("密钥文件 vault.key 里的一份密钥已损坏"))
    }
}

pub(super) fn unsealed() -> Error {
    Error::new(Code::Fault, "无法加密保险库密钥，什么也没有改动。")
}
