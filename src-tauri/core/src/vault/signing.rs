//! Who signed what. Every user has a signing key: the private half is locked with their own passphrase in the key file
//! (and with what a device keeps, where they let one open the vault), the public one is in the database and, as it was
//! made, in the audit trail.
//!
//! A passphrase that was changed keeps the key. One that was set anew (by the recovery key, the escrow key or whoever
//! manages users) cannot open it: another is made, and the old one stays known as retired, so that what it signed
//! before is still borne out.

use super::audit::Action;
use super::key_file::{Key, KeyFile, Own, SigningKey, SigningPublic};
use super::{KEY_FILE, Vault, Write, access};
use crate::error::{Code, Error, Result};
use crate::ids::{UserId, UserKey};
use crate::user::User;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqlitePool;
use std::collections::HashMap;
use std::path::Path;

/// Before everything that is signed, so that a signature means nothing elsewhere.
const SIGNED: &[u8] = b"jingwei signature 1";

/// What somebody put their name to: it holds for one purpose and one sequence of bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub user: UserId,
    key: SigningPublic,
    /// As the signer's clock said, to the millisecond.
    pub at: Timestamp,
    #[serde(with = "hex")]
    bytes: [u8; 64],
}

/// Who signed, as the vault knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub user: String,
    pub staff_number: Option<String>,
    pub at: Timestamp,
    pub fingerprint: String,
}

/// A key that somebody signs with, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SigningKeySeen {
    /// Eight groups of four hex digits, to be compared by eye.
    pub fingerprint: String,
    #[specta(type = String)]
    pub from: Timestamp,
    /// Signs nothing from then on.
    #[specta(type = Option<String>)]
    pub to: Option<Timestamp>,
}

/// What an open vault signs with.
pub(super) struct Signer {
    key: SigningKey,
    from: Timestamp,
}

impl Vault {
    /// Puts the name of who is in to `bytes`. `purpose` keeps what is signed for one thing from being taken for another.
    ///
    /// # Errors
    /// Refused where nothing can be written, and where who is in did not open the vault with their own passphrase.
    pub fn sign(&self, purpose: &'static str, bytes: &[u8], now: Timestamp) -> Result<Signature> {
        if self.is_read_only() {
            return Err(access::read_only_signs_nothing());
        }
        let signer = self.signer.as_ref().ok_or_else(|| {
            Error::new(
                Code::Refused,
                "这次不是用您自己的口令打开的，不能签名。请锁定后用口令打开，再做一次。",
            )
        })?;
        let user = self.user().id;
        // A clock that was set back does not sign before there was a key.
        let at = time(now.max(signer.from).as_millisecond());
        let bytes = signer.key.sign(&message(purpose, user, at, bytes));
        Ok(Signature {
            user,
            key: signer.key.public(),
            at,
            bytes,
        })
    }

    /// Whether who is in can sign.
    pub fn signs(&self) -> bool {
        self.signer.is_some()
    }

    /// Who signed these bytes for this purpose.
    ///
    /// # Errors
    /// [`Code::Damaged`] where anything else was signed, or by a key that is none of this vault's, or not of that time.
    pub async fn verify_signature(
        &self,
        purpose: &'static str,
        bytes: &[u8],
        signature: &Signature,
    ) -> Result<Signed> {
        let Signature {
            user,
            key,
            at,
            bytes: signed,
        } = signature;
        if !key.has_signed(&message(purpose, *user, *at, bytes), signed) {
            return Err(not_borne_out("签名与内容不符：内容或签名被改动过。"));
        }
        let mut tx = self.read().await?;
        let known = known(&mut tx, key).await?;
        let known = known.filter(|known| known.user == *user).ok_or_else(|| {
            not_borne_out("签名所用的密钥不是这个保险库里任何人的，不能说明是谁签的。")
        })?;
        if *at < known.from || known.to.is_some_and(|to| *at > to) {
            return Err(not_borne_out("签名的时间不在这把签名密钥的有效期内。"));
        }
        Ok(Signed {
            user: known.name,
            staff_number: known.staff_number,
            at: *at,
            fingerprint: key.fingerprint(),
        })
    }
}

/// What the key signs. Lengths first: no two purposes and contents may read as the same bytes.
fn message(purpose: &str, user: UserId, at: Timestamp, bytes: &[u8]) -> Vec<u8> {
    let user: uuid::Uuid = user.into();
    [
        SIGNED,
        &(purpose.len() as u64).to_le_bytes(),
        purpose.as_bytes(),
        user.as_bytes(),
        &at.as_millisecond().to_le_bytes(),
        bytes,
    ]
    .concat()
}

fn not_borne_out(what: &str) -> Error {
    Error::new(Code::Damaged, what)
}

struct Known {
    user: UserId,
    name: String,
    staff_number: Option<String>,
    from: Timestamp,
    to: Option<Timestamp>,
}

/// A key whose making is told in the trail: who knows the database key can write a row here, and not into the chain.
async fn known(connection: &mut SqliteConnection, key: &SigningPublic) -> Result<Option<Known>> {
    let (public, told) = (key.as_bytes(), key.to_string());
    let action = Action::SigningKeyMade.name();
    let row = sqlx::query!(
        r#"SELECT u.uid AS "user: UserId", u.name, u.staff_number, k.valid_from, k.valid_to
           FROM signing_key k JOIN user u ON u.id = k.user_id
           WHERE k.public = ?1 AND EXISTS (
               SELECT 1 FROM audit a
               WHERE a.action = ?2 AND a.subject = k.user_id AND a.detail ->> 'public' = ?3)"#,
        public,
        action,
        told
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Known {
        user: row.user,
        name: row.name,
        staff_number: row.staff_number,
        from: time(row.valid_from),
        to: row.valid_to.map(time),
    }))
}

/// Everybody's keys, the newest of each first.
pub(crate) async fn all(
    connection: &mut SqliteConnection,
) -> Result<HashMap<UserId, Vec<SigningKeySeen>>> {
    let rows = sqlx::query!(
        r#"SELECT u.uid AS "user: UserId", k.public, k.valid_from, k.valid_to
           FROM signing_key k JOIN user u ON u.id = k.user_id ORDER BY k.id DESC"#
    )
    .fetch_all(connection)
    .await?;
    let mut keys: HashMap<UserId, Vec<SigningKeySeen>> = HashMap::new();
    for row in rows {
        let public = SigningPublic::from_bytes(&row.public)?;
        keys.entry(row.user).or_default().push(SigningKeySeen {
            fingerprint: public.fingerprint(),
            from: time(row.valid_from),
            to: row.valid_to.map(time),
        });
    }
    Ok(keys)
}

/// Makes a key the one that a user signs with, in place of a present one, and says so in the trail. What stands already
/// changes nothing.
pub(crate) async fn record(write: &mut Write, user: UserKey, key: &SigningPublic) -> Result<()> {
    let present = present(write.connection(), user).await?;
    if present.as_ref().is_some_and(|(known, _)| known == key) {
        return Ok(());
    }
    retire(write, user).await?;
    let (public, at) = (key.as_bytes(), write.at_ms());
    sqlx::query!(
        "INSERT INTO signing_key (user_id, public, valid_from) VALUES (?, ?, ?)",
        user,
        public,
        at
    )
    .execute(write.connection())
    .await?;
    let detail = serde_json::json!({
        "public": key.to_string(),
        "fingerprint": key.fingerprint(),
        "replaces": present.is_some(),
    });
    let action = Action::SigningKeyMade;
    write.audit(action, Some(user.0), &detail).await?;
    Ok(())
}

/// A user's key signs nothing from now on.
pub(crate) async fn retire(write: &mut Write, user: UserKey) -> Result<()> {
    let at = write.at_ms();
    sqlx::query!(
        "UPDATE signing_key SET valid_to = max(valid_from, ?) WHERE user_id = ? AND valid_to IS NULL",
        at,
        user
    )
    .execute(write.connection())
    .await?;
    Ok(())
}

async fn present(
    connection: &mut SqliteConnection,
    user: UserKey,
) -> Result<Option<(SigningPublic, Timestamp)>> {
    let row = sqlx::query!(
        "SELECT public, valid_from FROM signing_key WHERE user_id = ? AND valid_to IS NULL",
        user
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok((
            SigningPublic::from_bytes(&row.public)?,
            time(row.valid_from),
        ))
    })
    .transpose()
}

async fn is_retired(connection: &mut SqliteConnection, key: &SigningPublic) -> Result<bool> {
    let public = key.as_bytes();
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM signing_key WHERE public = ? AND valid_to IS NOT NULL) AS "is: bool""#,
        public
    );
    Ok(found.fetch_one(connection).await?)
}

/// The signing key of who opened the vault with their passphrase. Whoever has none yet, or an old key file put back
/// with a retired one, gets another; one that the database does not know (a backup restored under a newer key file, a
/// change that was cut off) is made known. The key file is written before the row is committed: cut off in between, the
/// next opening makes it known.
pub(super) async fn settle(
    dir: &Path,
    database_key: &Key,
    writer: &SqlitePool,
    user: &User,
    own: Option<Own>,
    now: Timestamp,
) -> Result<Option<Signer>> {
    let Some(own) = own else {
        return Ok(None);
    };
    let mut connection = writer.acquire().await?;
    let known = present(&mut connection, user.key).await?;
    let held = own.signing.as_ref().map(SigningKey::public);
    if let (Some((known, from)), Some(held)) = (&known, &held)
        && known == held
    {
        let from = *from;
        return Ok(own.signing.map(|key| Signer { key, from }));
    }
    if own.is_of_device {
        // Made and made known where the passphrase opens: there it is kept.
        return Ok(None);
    }
    let is_of_use = match &held {
        Some(held) => !is_retired(&mut connection, held).await?,
        None => false,
    };
    drop(connection);
    let mut write = Write::of(writer, now, user.key).await?;
    let key = match own.signing.clone().filter(|_| is_of_use) {
        Some(key) => key,
        None => {
            let key = SigningKey::random()?;
            let path = dir.join(KEY_FILE);
            let mut keys = KeyFile::read(&path)?;
            keys.set_signing(user.id.into(), &own, &key)?;
            keys.write(&path, database_key)?;
            key
        }
    };
    record(&mut write, user.key, &key.public()).await?;
    write.commit_told().await?;
    let from = now;
    Ok(Some(Signer { key, from }))
}

impl Signer {
    pub fn of(key: SigningKey, from: Timestamp) -> Self {
        Signer { key, from }
    }
}

fn time(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or_default()
}

#[cfg(test)]
mod tests;
