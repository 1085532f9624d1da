//! Who is erased, what keeps a client from it, and who is due.

use crate::choose::{self, Asked};
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::Error;
use jingwei_core::day::Day;
use jingwei_core::document;
use jingwei_core::erasure::{self, Preview, Proof, Subject};
use jingwei_core::hold::{self, Hold};
use jingwei_core::ids::{ClientId, ErasureId, HoldId};
use jingwei_core::retention::{self, Retention};
use tauri::{AppHandle, State};

/// What erasing would take along, and what would stay.
#[tauri::command]
#[specta::specta]
pub async fn erasure_preview(desk: State<'_, Desk>, subject: Subject) -> Answer<Preview> {
    let open = desk.open().await?;
    let (today, now) = (clock::today(), clock::now());
    Ok(erasure::preview(&open.vault, subject, today, now).await?)
}

/// Erases for good.
#[tauri::command]
#[specta::specta]
pub async fn erasure_erase(
    desk: State<'_, Desk>,
    subject: Subject,
    reason: String,
) -> Answer<Proof> {
    let open = desk.open().await?;
    let (today, now) = (clock::today(), clock::now());
    let proof = erasure::erase(&open.vault, subject, &reason, today, now).await;
    // Even where the file could not be rewritten, who is gone is found no more.
    open.reindex().await?;
    Ok(proof?)
}

/// Every erasure, the newest first.
#[tauri::command]
#[specta::specta]
pub async fn erasure_proofs(desk: State<'_, Desk>) -> Answer<Vec<Proof>> {
    let open = desk.open().await?;
    Ok(erasure::proofs(&open.vault).await?)
}

/// Writes one proof where the user says, as JSON; `null` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn erasure_save_proof(
    app: AppHandle,
    desk: State<'_, Desk>,
    title: String,
    proof: ErasureId,
) -> Answer<Option<String>> {
    let open = desk.open().await?;
    let proof = erasure::proof(&open.vault, proof).await?;
    let asked = Asked {
        name: Some(document::safe_name(
            &format!("{title} {}", proof.audit_seq),
            "json",
        )),
        title,
        kind: ("JSON", &["json"]),
        folder: None,
    };
    let Some(path) = choose::new_file(&app, asked).await else {
        return Ok(None);
    };
    let text =
        serde_json::to_vec_pretty(&proof).map_err(|error| Error::fault("证明没有写出。", error))?;
    let path = document::write_chosen(&path, "json", &text)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(name.into_owned()))
}

/// Holds that stand today, of one client or of all.
#[tauri::command]
#[specta::specta]
pub async fn hold_list(desk: State<'_, Desk>, client: Option<ClientId>) -> Answer<Vec<Hold>> {
    let open = desk.open().await?;
    Ok(hold::list(&open.vault, client, clock::today()).await?)
}

/// Keeps a client from being erased.
#[tauri::command]
#[specta::specta]
pub async fn hold_set(
    desk: State<'_, Desk>,
    client: ClientId,
    reason: String,
    until: Option<Day>,
) -> Answer<HoldId> {
    let open = desk.open().await?;
    let (today, now) = (clock::today(), clock::now());
    Ok(hold::set(&open.vault, client, &reason, until, today, now).await?)
}

/// Lifts what holds a client.
#[tauri::command]
#[specta::specta]
pub async fn hold_lift(desk: State<'_, Desk>, client: ClientId, reason: String) -> Answer<u32> {
    let open = desk.open().await?;
    let (today, now) = (clock::today(), clock::now());
    Ok(hold::lift(&open.vault, client, &reason, today, now).await?)
}

/// Who has been kept longer than the settings allow.
#[tauri::command]
#[specta::specta]
pub async fn retention_due(desk: State<'_, Desk>) -> Answer<Retention> {
    let open = desk.open().await?;
    Ok(retention::due(&open.vault, clock::today()).await?)
}
