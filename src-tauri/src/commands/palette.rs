//! What the palette finds as one types.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::glance::{self, FoundClient};
use tauri::State;

/// Clients that the palette has room for.
const MOST_CLIENTS: usize = 8;

/// The best clients for what was typed, each at a glance.
#[tauri::command]
#[specta::specta]
pub async fn palette_search(desk: State<'_, Desk>, query: String) -> Answer<Vec<FoundClient>> {
    let open = desk.open().await?;
    let index = open.search().await?;
    Ok(glance::search(&open.vault, &index, &query, MOST_CLIENTS, clock::today()).await?)
}
