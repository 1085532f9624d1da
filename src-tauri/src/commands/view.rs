//! Views of the client list.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::ids::ViewId;
use jingwei_core::view::{self, Tab, ViewContent};
use tauri::State;

/// Every view with how many clients it has now.
#[tauri::command]
#[specta::specta]
pub async fn view_tabs(desk: State<'_, Desk>) -> Answer<Vec<Tab>> {
    Ok(view::tabs(&desk.open().await?.vault, clock::today()).await?)
}

#[tauri::command]
#[specta::specta]
pub async fn view_save(
    desk: State<'_, Desk>,
    name: String,
    content: ViewContent,
) -> Answer<ViewId> {
    let open = desk.open().await?;
    Ok(view::save(&open.vault, &name, &content, clock::now()).await?)
}

/// Lets a kept view hold other filters, order or columns.
#[tauri::command]
#[specta::specta]
pub async fn view_change(desk: State<'_, Desk>, id: ViewId, content: ViewContent) -> Answer<()> {
    let open = desk.open().await?;
    Ok(view::change(&open.vault, id, &content, clock::now()).await?)
}

#[tauri::command]
#[specta::specta]
pub async fn view_rename(desk: State<'_, Desk>, id: ViewId, name: String) -> Answer<()> {
    Ok(view::rename(&desk.open().await?.vault, id, &name, clock::now()).await?)
}

#[tauri::command]
#[specta::specta]
pub async fn view_delete(desk: State<'_, Desk>, id: ViewId) -> Answer<()> {
    Ok(view::delete(&desk.open().await?.vault, id, clock::now()).await?)
}

/// Takes a deletion back.
#[tauri::command]
#[specta::specta]
pub async fn view_restore(desk: State<'_, Desk>, id: ViewId) -> Answer<()> {
    Ok(view::restore(&desk.open().await?.vault, id, clock::now()).await?)
}
