//! Holds 保全: while one stands, neither a client nor its people are erased (docs/architecture: a legal hold with
//! its reason). Set and lifted with a reason, both in the trail.

mod store;

use crate::client;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::{ClientId, HoldId};
use crate::vault::{Vault, audit::Action};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
pub(crate) use store::standing;

/// A hold on a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Hold {
    pub id: HoldId,
    pub client: ClientId,
    pub client_name: String,
    pub reason: String,
    /// This day included; absent where it stands until it is lifted.
    pub until: Option<Day>,
    pub by: String,
    #[specta(type = String)]
    pub at: Timestamp,
}

/// Keeps a client and its people from being erased, until a day or until it is lifted.
pub async fn set(
    vault: &Vault,
    client: ClientId,
    reason: &str,
    until: Option<Day>,
    today: Day,
    now: Timestamp,
) -> Result<HoldId> {
    let reason = said(reason, "保全需要写明原因，没有设置。")?;
    if until.is_some_and(|until| until < today) {
        return Err(Error::new(
            Code::Refused,
            "保全的截止日期已经过去，没有设置。",
        ));
    }
    let mut write = vault.write(now).await?;
    let key = client::store::by_id(write.connection(), client).await?;
    let key = key.ok_or_else(client::store::gone)?;
    let hold = HoldId::new(now);
    let (user, at) = (write.user, write.at_ms());
    let row = store::insert(write.connection(), hold, key, reason, until, user, at).await?;
    let detail = json!({ "client": client, "until": until });
    write.commit(Action::HoldSet, Some(row), &detail).await?;
    Ok(hold)
}

/// Lifts the holds that stand on a client.
///
/// # Errors
/// [`Code::NotFound`] where none stands; [`Code::Refused`] for whoever may not erase either.
pub async fn lift(
    vault: &Vault,
    client: ClientId,
    reason: &str,
    today: Day,
    now: Timestamp,
) -> Result<u32> {
    if !vault.user().manages_users() {
        return Err(Error::new(
            Code::Refused,
            "只有保险库的所有者和团队负责人能解除保全。没有解除。",
        ));
    }
    let reason = said(reason, "解除保全需要写明原因，没有解除。")?;
    let mut write = vault.write(now).await?;
    let key = client::store::by_id(write.connection(), client).await?;
    let key = key.ok_or_else(client::store::gone)?;
    let (user, at) = (write.user, write.at_ms());
    let lifted = store::lift(write.connection(), key, reason, today, user, at).await?;
    let Some((last, others)) = lifted.split_last() else {
        return Err(Error::new(Code::NotFound, "这户客户没有在保全，没有解除。"));
    };
    let detail = json!({ "client": client });
    for row in others {
        write.audit(Action::HoldLifted, Some(*row), &detail).await?;
    }
    write
        .commit(Action::HoldLifted, Some(*last), &detail)
        .await?;
    Ok(lifted.len() as u32)
}

/// Those that stand on a day, of one client or of all, the newest first.
pub async fn list(vault: &Vault, client: Option<ClientId>, today: Day) -> Result<Vec<Hold>> {
    let mut tx = vault.read().await?;
    store::list(&mut tx, client, today).await
}

fn said<'a>(reason: &'a str, refusal: &str) -> Result<&'a str> {
    let reason = reason.trim();
    match reason.is_empty() {
        true => Err(Error::new(Code::Refused, refusal)),
        false => Ok(reason),
    }
}
