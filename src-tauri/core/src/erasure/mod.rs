//! Erasure 清除 (docs/domain.md §5.5, A05): a person or a client goes with everything that says who they are,
//! in every version, and proof of it stays.
//!
//! Audit rows hold ids only and are not touched: the chain verifies, and its reader says that what an id named is
//! erased. What is said of *other* clients stays theirs, even where it names the erased one. Backups made before
//! keep what they hold; [`list`](mod@list) is how one that is restored loses it again.

pub mod list;
mod model;
mod scrub;
mod store;

#[cfg(test)]
mod tests;

pub use model::{Counts, Erased, Kind, Preview, Proof, Standing, Subject};

use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::hold;
use crate::ids::{ClientId, ErasureId, PersonId};
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;
use serde_json::json;
use store::Found;

/// What erasing would take along: it is done in a transaction that is then dropped.
///
/// # Errors
/// [`Code::Refused`] for whoever may not erase.
pub async fn preview(
    vault: &Vault,
    subject: Subject,
    today: Day,
    now: Timestamp,
) -> Result<Preview> {
    refuse_others(vault)?;
    let mut write = vault.write(now).await?;
    let found = find(&mut write, subject).await?;
    let standing = hold::standing(write.connection(), found.client, today).await?;
    let files = match subject {
        Subject::Person(_) => Vec::new(),
        Subject::Client(_) => store::files(write.connection(), found.client).await?,
    };
    let counts = store::erase(write.connection(), &found).await?;
    Ok(Preview {
        kind: subject.kind(),
        name: found.name,
        client_name: found.client_name,
        counts,
        hold: standing.map(|(reason, until)| Standing { reason, until }),
        backups: vault.backups_in(&vault.own_backups())?.len() as u32,
        files,
    })
}

/// Erases, seals it in the trail, and rewrites the database so that no page keeps what was deleted.
///
/// # Errors
/// [`Code::Refused`] for whoever may not erase, without a reason, where the reason names who is erased, or while a hold stands.
pub async fn erase(
    vault: &Vault,
    subject: Subject,
    reason: &str,
    today: Day,
    now: Timestamp,
) -> Result<Proof> {
    refuse_others(vault)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refused("清除需要写明原因，什么也没有清除。"));
    }
    let mut write = vault.write(now).await?;
    let found = find(&mut write, subject).await?;
    if let Some((why, until)) = hold::standing(write.connection(), found.client, today).await? {
        let until = until.map_or("解除之前".into(), |day| format!("{day} 之前"));
        return Err(refused(&format!(
            "这户客户正在保全（{why}），{until}不能清除；什么也没有清除。"
        )));
    }
    if found
        .words
        .iter()
        .any(|word| reason.contains(word.as_str()))
    {
        return Err(refused(
            "原因里写了要清除的名称或号码，它会留在记录里。请改写原因；什么也没有清除。",
        ));
    }
    let counts = store::erase(write.connection(), &found).await?;
    let id = ErasureId::new(now);
    let sealed = Sealed {
        id,
        subject,
        found: &found,
        counts: &counts,
        reason,
        is_replay: false,
    };
    let row = sealed.insert(&mut write).await?;
    write
        .commit(action(subject), Some(row), &sealed.detail())
        .await?;
    list::note(vault).await?;
    vault.rewrite().await.map_err(|error| {
        Error::new(
            error.code,
            "已经清除并记入操作记录，但数据库没有重写，旧的页面还可能留在文件里。请腾出磁盘空间后再清除或备份一次。",
        )
        .caused_by(error)
    })?;
    proof(vault, id).await
}

/// Every erasure, the newest first.
pub async fn proofs(vault: &Vault) -> Result<Vec<Proof>> {
    let mut tx = vault.read().await?;
    store::proofs(&mut tx, None).await
}

/// A client's person of exactly this name.
pub async fn person(vault: &Vault, client: ClientId, name: &str) -> Result<PersonId> {
    let mut tx = vault.read().await?;
    let found = store::person(&mut tx, client, name.trim()).await?;
    found.ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "这户客户没有叫这个名字的联系人，什么也没有清除。",
        )
    })
}

/// One of them.
pub async fn proof(vault: &Vault, id: ErasureId) -> Result<Proof> {
    let mut tx = vault.read().await?;
    let found = store::proofs(&mut tx, Some(id)).await?;
    (found.into_iter().next()).ok_or_else(|| Error::new(Code::NotFound, "没有这条清除记录。"))
}

async fn find(write: &mut Write, subject: Subject) -> Result<Found> {
    let found = store::find(write.connection(), subject).await?;
    found.ok_or_else(|| Error::new(Code::NotFound, "没有找到要清除的人或客户，可能已经清除过。"))
}

/// Who decides who works on the vault decides what goes from it for good.
fn refuse_others(vault: &Vault) -> Result<()> {
    match vault.user().manages_users() {
        true => Ok(()),
        false => Err(refused(
            "只有保险库的所有者和团队负责人能清除人员和客户。什么也没有清除。",
        )),
    }
}

fn refused(message: &str) -> Error {
    Error::new(Code::Refused, message)
}

const fn action(subject: Subject) -> Action {
    match subject {
        Subject::Person(_) => Action::PersonErased,
        Subject::Client(_) => Action::ClientErased,
    }
}

/// What is written of an erasure.
struct Sealed<'a> {
    id: ErasureId,
    subject: Subject,
    found: &'a Found,
    counts: &'a Counts,
    reason: &'a str,
    is_replay: bool,
}

impl Sealed<'_> {
    async fn insert(&self, write: &mut Write) -> Result<i64> {
        let (user, at) = (write.user, write.at_ms());
        store::insert(write.connection(), self, user, at).await
    }

    /// Ids and counts, as every row of the trail.
    fn detail(&self) -> serde_json::Value {
        json!({
            "subject": self.subject.uid(),
            "client": self.found.client_id,
            "counts": self.counts,
            "replay": self.is_replay,
        })
    }
}
