//! Today: what waits, and marks on it.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::day::Day;
use jingwei_core::ids::MarkId;
use jingwei_core::today::{self, Today};
use tauri::State;

/// What waits today, ranked.
#[tauri::command]
#[specta::specta]
pub async fn today_page(desk: State<'_, Desk>) -> Answer<Today> {
    let open = desk.open().await?;
    Ok(today::today(&open.vault, clock::today()).await?)
}

/// Takes an item off the list; answers the mark, by which it can be undone.
#[tauri::command]
#[specta::specta]
pub async fn today_done(desk: State<'_, Desk>, item: String) -> Answer<MarkId> {
    let open = desk.open().await?;
    Ok(today::done(&open.vault, &item, clock::today(), clock::now()).await?)
}

/// Puts an item off until a day, for a reason.
#[tauri::command]
#[specta::specta]
pub async fn today_snooze(
    desk: State<'_, Desk>,
    item: String,
    until: Day,
    reason: String,
) -> Answer<MarkId> {
    let open = desk.open().await?;
    let (on, now) = (clock::today(), clock::now());
    Ok(today::snooze(&open.vault, &item, until, &reason, on, now).await?)
}

/// Takes a mark back.
#[tauri::command]
#[specta::specta]
pub async fn today_mark_undo(desk: State<'_, Desk>, mark: MarkId) -> Answer<()> {
    let open = desk.open().await?;
    Ok(today::undo(&open.vault, mark, clock::now()).await?)
}
