//! Visits: planned, changed, cancelled, listed.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::client;
use jingwei_core::ids::{ClientId, VisitId};
use jingwei_core::visit::{self, VisitPerson, VisitPlan, VisitRecord};
use tauri::State;

/// A client's visits: planned, past and cancelled, by day; undated ones last.
#[tauri::command]
#[specta::specta]
pub async fn visit_list(desk: State<'_, Desk>, client: ClientId) -> Answer<Vec<VisitRecord>> {
    let open = desk.open().await?;
    let key = client::by_id(&open.vault, client).await?;
    Ok(visit::of_client(&open.vault, key, clock::today()).await?)
}

/// One visit as it stands.
#[tauri::command]
#[specta::specta]
pub async fn visit_read(desk: State<'_, Desk>, visit: VisitId) -> Answer<VisitRecord> {
    let open = desk.open().await?;
    Ok(visit::by_id(&open.vault, visit, clock::today()).await?)
}

/// Whom a visit to this client can name.
#[tauri::command]
#[specta::specta]
pub async fn visit_people(desk: State<'_, Desk>, client: ClientId) -> Answer<Vec<VisitPerson>> {
    let open = desk.open().await?;
    let key = client::by_id(&open.vault, client).await?;
    Ok(visit::people(&open.vault, key).await?)
}

/// Plans a visit.
#[tauri::command]
#[specta::specta]
pub async fn visit_plan(
    desk: State<'_, Desk>,
    client: ClientId,
    plan: VisitPlan,
) -> Answer<VisitId> {
    let open = desk.open().await?;
    let key = client::by_id(&open.vault, client).await?;
    Ok(visit::plan(&open.vault, key, plan, clock::now()).await?)
}

/// Changes a visit that was read at `version`; answers its version now.
#[tauri::command]
#[specta::specta]
pub async fn visit_change(
    desk: State<'_, Desk>,
    visit: VisitId,
    version: u32,
    plan: VisitPlan,
) -> Answer<u32> {
    let open = desk.open().await?;
    Ok(visit::change(&open.vault, visit, version, plan, clock::now()).await?)
}

/// Cancels a visit; it is kept with its reason.
#[tauri::command]
#[specta::specta]
pub async fn visit_cancel(
    desk: State<'_, Desk>,
    visit: VisitId,
    version: u32,
    reason: String,
) -> Answer<u32> {
    let open = desk.open().await?;
    Ok(visit::cancel(&open.vault, visit, version, &reason, clock::now()).await?)
}

/// Takes a cancellation back.
#[tauri::command]
#[specta::specta]
pub async fn visit_reinstate(desk: State<'_, Desk>, visit: VisitId, version: u32) -> Answer<u32> {
    let open = desk.open().await?;
    Ok(visit::reinstate(&open.vault, visit, version, clock::now()).await?)
}
