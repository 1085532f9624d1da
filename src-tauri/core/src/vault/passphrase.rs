//! Passphrases: how strong one is, and changing it. A change rewraps the key: the old words stop opening
//! this vault, and go on opening the backups of their day.

use super::audit::Action;
use super::key_file::{KeyFile, SigningKey};
use super::signing::{self, Signer};
use super::{Stretch, Vault};
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use serde::Serialize;
use std::path::Path;
use zxcvbn::Score;
use zxcvbn::feedback::Warning;

/// Characters that make up for a moderate score.
const LONG: usize = 12;

/// What makes a passphrase easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Weakness {
    /// Too few characters, nothing worse.
    Short,
    Common,
    Repeated,
    Sequence,
    Keyboard,
    Date,
    Name,
    /// One word by itself.
    Word,
}

/// What is shown beside the field while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct Strength {
    /// 0 (guessed at once) to 4.
    pub score: u8,
    /// Whether a vault takes it.
    pub enough: bool,
    pub weakness: Option<Weakness>,
}

/// How hard `passphrase` is to guess for someone who knows `known` (names, numbers) about its owner.
pub fn strength(passphrase: &str, known: &[&str]) -> Strength {
    let entropy = zxcvbn::zxcvbn(passphrase, known);
    let is_long = passphrase.chars().count() >= LONG;
    let enough = match entropy.score() {
        Score::Three | Score::Four => true,
        Score::One | Score::Two => is_long,
        _ => false,
    };
    let warning = entropy.feedback().and_then(|feedback| feedback.warning());
    let weakness = warning
        .map(weakness)
        .or((!enough).then_some(Weakness::Short));
    Strength {
        score: u8::from(entropy.score()),
        enough,
        weakness,
    }
}

fn weakness(warning: Warning) -> Weakness {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => Weakness::Keyboard,
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Weakness::Repeated,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Weakness::Common,
        Warning::SequencesLikeAbcAreEasyToGuess => Weakness::Sequence,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Weakness::Date,
        Warning::AWordByItselfIsEasyToGuess => Weakness::Word,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Weakness::Name,
    }
}

/// Refuses a passphrase that is guessed too easily to guard clients' data.
pub(crate) fn accept(passphrase: &str, known: &[&str]) -> Result<()> {
    if passphrase.trim().is_empty() {
        return Err(Error::new(Code::Refused, "口令不能为空。什么也没有改动。"));
    }
    if !strength(passphrase, known).enough {
        return Err(Error::new(
            Code::Refused,
            "这个口令太容易被猜到，没有采用。请用 12 个字以上、不常见的口令，例如几个不相干的词。",
        ));
    }
    Ok(())
}

impl Vault {
    /// Replaces the passphrase of the user who is in, who signs with the same key as before. The present one is asked
    /// again.
    pub async fn change_passphrase(
        &self,
        present: &str,
        new: &str,
        stretch: Stretch,
        now: Timestamp,
    ) -> Result<()> {
        accept(new, &self.user().known())?;
        let own = self.authorise(present, now)?;
        let signing = own.signing.map_or_else(SigningKey::random, Ok)?;
        let (action, nothing) = (Action::PassphraseChanged, serde_json::json!({}));
        self.put_own(new, stretch, &signing, action, &nothing, now, |_| {})
            .await
    }

    /// A new way in for the user who is in and could not open their own, with another signing key: the old one is
    /// behind the passphrase that was forgotten.
    pub(super) async fn begin_again(
        &mut self,
        new: &str,
        stretch: Stretch,
        action: Action,
        detail: &serde_json::Value,
        now: Timestamp,
        also: impl FnOnce(&mut KeyFile),
    ) -> Result<()> {
        let signing = SigningKey::random()?;
        self.put_own(new, stretch, &signing, action, detail, now, also)
            .await?;
        self.signer = Some(Signer::of(signing, now));
        Ok(())
    }

    /// The key file and the rows that say so.
    #[expect(
        clippy::too_many_arguments,
        reason = "what is new, and what is said of it"
    )]
    async fn put_own(
        &self,
        new: &str,
        stretch: Stretch,
        signing: &SigningKey,
        action: Action,
        detail: &serde_json::Value,
        now: Timestamp,
        also: impl FnOnce(&mut KeyFile),
    ) -> Result<()> {
        let user = self.user();
        let staff_number = user.staff_number.as_deref();
        let wrap = self.wrap(user.id, staff_number, new, stretch, signing)?;
        let mut write = self.write(now).await?;
        self.change_keys(&write, |keys| {
            keys.put(wrap);
            also(keys);
        })?;
        signing::record(&mut write, user.key, &signing.public()).await?;
        write.commit(action, Some(user.key.0), detail).await?;
        Ok(())
    }
}

/// For a forgotten passphrase: opens with the recovery key and sets a new one, for the vault's owner or, where the
/// owner left, for who manages users longest. The recovery key stays valid.
pub async fn recover(
    dir: &Path,
    recovery_key: &str,
    new: &str,
    stretch: Stretch,
    now: Timestamp,
) -> Result<Vault> {
    accept(new, &[])?;
    let mut vault = Vault::open_by(dir, now, |key_file| {
        key_file.unlock_by_recovery_key(recovery_key)
    })
    .await?;
    let (action, nothing) = (Action::PassphraseRecovered, serde_json::json!({}));
    // Whoever types it has it.
    let also = KeyFile::keep_recovery;
    let rewrapped = (vault.begin_again(new, stretch, action, &nothing, now, also)).await;
    vault.closed_on_error(rewrapped).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_or_hard_to_guess_is_enough() {
        for enough in [
            "测试口令-不用于真实客户",
            "jingwei-demo",
            "correct horse battery",
            "z9#Kq!27vT",
        ] {
            assert!(strength(enough, &[]).enough, "{enough}");
        }
    }

    #[test]
    fn what_is_guessed_at_once_is_refused_with_its_reason() {
        for (weak, reason) in [
            ("password", Weakness::Common),
            ("aaaaaaaaaaaaaaaa", Weakness::Repeated),
            ("x7", Weakness::Short),
        ] {
            let found = strength(weak, &[]);
            assert!(!found.enough, "{weak}");
            assert_eq!(found.weakness, Some(reason), "{weak}");
        }
        assert!(!strength("", &[]).enough);
    }

    #[test]
    fn what_is_known_of_the_owner_does_not_help() {
        let own = "linxubai1024";
        assert!(strength(own, &["linxubai", "1024"]).score < strength(own, &[]).score);
    }
}
