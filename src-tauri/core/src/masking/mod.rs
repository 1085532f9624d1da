//! Masking 脱敏 (docs/domain.md A05): numbers of accounts and loans leave the core with their last digits only.
//! To see one whole is a deed of its own, which enters the trail before the number is shown.
//!
//! | where | how it stands |
//! | --- | --- |
//! | dossier, pages, documents, today, the trail | masked; whole by [`reveal`] or `dossier --reveal` |
//! | preview of an import | masked, and nothing whole goes along; whole where the cell itself is rejected or odd or was typed anew, and asked for by itself where it is being typed over, because nobody mends what cannot be read. A column that nothing is imported from, and a table that is not understood yet, stand as they are: only the user can tell what they hold |
//! | cells that were mended | masked in what is said of them |
//! | rejected rows, as a workbook | whole, or they could not be imported again: so they leave for a reason, as an [export](crate::export) |
//! | whole export, copies the user makes of own files | whole; the first for a reason and under a passphrase |
//! | free texts | as typed; [`sensitive`](crate::sensitive) tells of numbers in them |
//!
//! Nothing else in a vault asks for it: there are no fields for numbers of persons, their telephones included
//! (docs/domain.md §5.5).

mod store;

use crate::dossier::Dossier;
use crate::error::{Code, Error, Result};
use crate::ids::{AccountId, ClientKey, LoanId};
use crate::ledger::client_total;
use crate::setting::Settings;
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

/// Something that has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Numbered {
    Account(AccountId),
    Loan(LoanId),
}

/// The most characters that a masked number keeps, and no more than half of it.
const TAIL: usize = 4;

/// `••••5064`: enough to tell a client's accounts apart, and how documents tell them apart, too. How long the
/// number is stays hidden. The total of a client has no number to hide.
pub fn masked(number: &str) -> String {
    if client_total::is_one(number) {
        return client_total::LABEL.into();
    }
    let length = number.chars().count();
    let tail = number.chars().skip(length - TAIL.min(length / 2));
    "••••".chars().chain(tail).collect()
}

/// The same of every long run of digits in a text that may hold such a number; an amount has fewer.
pub fn long_numbers(text: &str) -> String {
    const FROM: usize = 11;
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(at);
        let end = digits.find(|c: char| !c.is_ascii_digit());
        let (run, after) = digits.split_at(end.unwrap_or(digits.len()));
        shown += before;
        match run.len() < FROM {
            true => shown += run,
            false => shown += &masked(run),
        }
        rest = after;
    }
    shown + rest
}

/// As the settings have it.
pub(crate) fn account(number: String, settings: &Settings) -> String {
    of_class(number, settings.mask_account_numbers)
}

pub(crate) fn loan(number: String, settings: &Settings) -> String {
    of_class(number, settings.mask_loan_numbers)
}

fn of_class(number: String, is_masked: bool) -> String {
    if is_masked {
        masked(&number)
    } else {
        client_total::shown(number)
    }
}

impl Dossier {
    pub(crate) fn mask(&mut self) {
        for kept in &mut self.accounts {
            kept.number = account(std::mem::take(&mut kept.number), &self.settings);
        }
        for kept in &mut self.loans {
            kept.number = loan(std::mem::take(&mut kept.number), &self.settings);
        }
    }
}

/// One number whole, as somebody asked to see it.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::ReadOnly`] where it cannot be recorded: then it is not shown.
pub async fn reveal(vault: &Vault, of: Numbered, now: Timestamp) -> Result<String> {
    let mut write = vault.write(now).await?;
    let found = store::number(write.connection(), of).await?;
    let found =
        found.ok_or_else(|| Error::new(Code::NotFound, "没有找到这个号码，什么也没有显示。"))?;
    let (user, at) = (write.user, write.at_ms());
    let key = store::insert(write.connection(), &found.subject, None, user, at).await?;
    let nothing = json!({});
    write
        .commit(Action::NumberRevealed, Some(key), &nothing)
        .await?;
    Ok(client_total::shown(found.number))
}

/// Records that all numbers of a client are shown, and what for.
pub(crate) async fn record_all(
    vault: &Vault,
    client: ClientKey,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::new(
            Code::Refused,
            "显示完整号码需要写明原因，什么也没有显示。",
        ));
    }
    let mut write = vault.write(now).await?;
    let subject = store::Subject {
        client,
        account: None,
        loan: None,
    };
    let (user, at) = (write.user, write.at_ms());
    let key = store::insert(write.connection(), &subject, Some(reason), user, at).await?;
    let nothing = json!({});
    write
        .commit(Action::NumberRevealed, Some(key), &nothing)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_number_keeps_its_last_digits_and_hides_its_length() {
        assert_eq!(masked("6222020200112345064"), "••••5064");
        assert_eq!(masked("10015064"), "••••5064");
        assert_eq!(masked("A12"), "••••2");
        assert_eq!(masked("7"), "••••");
        assert_eq!(masked(""), "••••");
        assert_eq!(masked("客户汇总/KH001"), "客户汇总");
        assert_eq!(
            long_numbers("622202020011 2345, 12345678.90"),
            "••••0011 2345, 12345678.90"
        );
        assert_eq!(masked("借据二〇二六第八八号"), "••••第八八号");
    }
}
