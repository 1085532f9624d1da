//! One client: all that its page shows, and what is typed instead of imported.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::client;
use jingwei_core::day::Day;
use jingwei_core::dossier::{self, ClientFile, Person, SourceFile, Visit};
use jingwei_core::ids::{BatchId, ClientId, PersonId, VisitId};
use jingwei_core::intake::{self, ClientForm, Entered, PersonForm};
use jingwei_core::masking::{self, Numbered};
use jingwei_core::metrics::Metrics;
use jingwei_core::setting::Settings;
use serde::Serialize;
use tauri::State;

/// The dossier without the ledger's single days, which the metrics have summed up.
#[derive(Serialize, specta::Type)]
pub struct ClientPage {
    pub as_of: Day,
    pub settings: Settings,
    pub client: ClientFile,
    pub people: Vec<Person>,
    pub visits: Vec<Visit>,
    /// The visit to prepare for, of `visits`.
    pub next_visit: Option<VisitId>,
    pub sources: Vec<SourceFile>,
    pub metrics: Metrics,
}

/// One client as of today, in one value: the page asks once and paints.
#[tauri::command]
#[specta::specta]
pub async fn client_page(desk: State<'_, Desk>, client: ClientId) -> Answer<ClientPage> {
    let open = desk.open().await?;
    let key = client::by_id(&open.vault, client).await?;
    let dossier = dossier::load(&open.vault, key, clock::today(), None).await?;
    let metrics = Metrics::of(&dossier);
    Ok(ClientPage {
        next_visit: dossier.next_visit().map(|visit| visit.id),
        as_of: dossier.as_of,
        settings: dossier.settings,
        client: dossier.client,
        people: dossier.people,
        visits: dossier.visits,
        sources: dossier.sources,
        metrics,
    })
}

/// One number in full. That it was shown is recorded first.
#[tauri::command]
#[specta::specta]
pub async fn number_reveal(desk: State<'_, Desk>, of: Numbered) -> Answer<String> {
    let open = desk.open().await?;
    Ok(masking::reveal(&open.vault, of, clock::now()).await?)
}

/// Enters a client by hand; rows that wait for it attach.
#[tauri::command]
#[specta::specta]
pub async fn client_enter(desk: State<'_, Desk>, form: ClientForm) -> Answer<Entered> {
    let open = desk.open().await?;
    let entered = intake::enter_client(&open.vault, &form, clock::now()).await?;
    open.reindex().await?;
    Ok(entered)
}

/// Changes a client that was read as `seen` left it.
#[tauri::command]
#[specta::specta]
pub async fn client_change(
    desk: State<'_, Desk>,
    client: ClientId,
    seen: BatchId,
    form: ClientForm,
) -> Answer<Entered> {
    let open = desk.open().await?;
    let changed = intake::change_client(&open.vault, client, seen, &form, clock::now()).await?;
    open.reindex().await?;
    Ok(changed)
}

/// Enters a person of a client, or gives one of that name other jobs.
#[tauri::command]
#[specta::specta]
pub async fn person_enter(
    desk: State<'_, Desk>,
    client: ClientId,
    form: PersonForm,
) -> Answer<Entered> {
    let open = desk.open().await?;
    let entered = intake::enter_person(&open.vault, client, &form, clock::now()).await?;
    open.reindex().await?;
    Ok(entered)
}

/// Gives a person another name, other jobs, or both.
#[tauri::command]
#[specta::specta]
pub async fn person_change(
    desk: State<'_, Desk>,
    client: ClientId,
    person: PersonId,
    form: PersonForm,
) -> Answer<Entered> {
    let open = desk.open().await?;
    let changed = intake::change_person(&open.vault, client, person, &form, clock::now()).await?;
    open.reindex().await?;
    Ok(changed)
}
