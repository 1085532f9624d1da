//! Marks on the day's list: done, or put off until a day with a reason. Each can be undone.

use super::{Found, store};
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::MarkId;
use crate::setting;
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;

/// Characters of a reason.
pub const LONGEST_REASON: usize = 200;

/// Takes an item off the list until the thing itself changes.
pub async fn done(vault: &Vault, item: &str, on: Day, now: Timestamp) -> Result<MarkId> {
    let mut write = vault.write(now).await?;
    refuse_unless_waiting(&mut write, item, on).await?;
    let (key, id) = store::insert_mark(&mut write, item, None).await?;
    write
        .commit(Action::TodayDone, Some(key), &detail(item))
        .await?;
    Ok(id)
}

/// Takes an item off the list until `until`. Both the day and the reason must be given.
pub async fn snooze(
    vault: &Vault,
    item: &str,
    until: Day,
    reason: &str,
    on: Day,
    now: Timestamp,
) -> Result<MarkId> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(refused("推迟要写明原因，没有改动。请补上原因再推迟。"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(refused("原因最多 200 个字，没有改动。请写短一些。"));
    }
    if until <= on {
        return Err(refused("要推迟到今天以后的日期，没有改动。请另选一天。"));
    }
    let mut write = vault.write(now).await?;
    refuse_unless_waiting(&mut write, item, on).await?;
    let (key, id) = store::insert_mark(&mut write, item, Some((until, &reason))).await?;
    write
        .commit(Action::TodaySnoozed, Some(key), &detail(item))
        .await?;
    Ok(id)
}

/// Takes a mark back: the item stands where it stood.
pub async fn undo(vault: &Vault, mark: MarkId, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let key = store::undo_mark(&mut write, mark)
        .await?
        .ok_or_else(|| Error::new(Code::NotFound, "没有这个标记，或者已经撤销过，没有改动。"))?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::TodayMarkUndone, Some(key), &nothing)
        .await?;
    Ok(())
}

/// Marks are for what stands on the list, so that neither a mistyped name nor a second mark vanishes without
/// a word.
async fn refuse_unless_waiting(write: &mut Write, item: &str, on: Day) -> Result<()> {
    let connection = write.connection();
    let settings = setting::load(connection, on, i64::MAX).await?;
    let found = Found::read(connection, on, &settings).await?;
    if !found.holds(connection, item).await? {
        return Err(Error::new(
            Code::NotFound,
            "今日清单里没有这一项，可能已经变化，没有改动。请刷新后再试。",
        )
        .with("item", item));
    }
    match store::marks(connection).await?.get(item) {
        Some(mark) if mark.hides(on) => Err(refused(
            "这一项已经完成或推迟，没有改动。要改，请先撤销原来的标记。",
        )),
        _ => Ok(()),
    }
}

/// The item's name holds ids and days only.
fn detail(item: &str) -> serde_json::Value {
    serde_json::json!({ "item": item })
}

fn refused(message: &str) -> Error {
    Error::new(Code::Refused, message)
}
