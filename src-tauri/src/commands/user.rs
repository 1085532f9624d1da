//! Who works on the vault. Each change asks the passphrase of who is in again.

use super::vault::stretch;
use crate::clock;
use crate::desk::Desk;
use crate::failure::Answer;
use jingwei_core::ids::UserId;
use jingwei_core::user::{self, Member, User, UserForm};
use tauri::State;
use zeroize::Zeroizing;

/// Everybody who works here or did.
#[tauri::command]
#[specta::specta]
pub async fn user_list(desk: State<'_, Desk>) -> Answer<Vec<Member>> {
    let open = desk.open().await?;
    Ok(user::list(&open.vault).await?)
}

/// Adds a user with a passphrase that they typed.
#[tauri::command]
#[specta::specta]
pub async fn user_add(
    desk: State<'_, Desk>,
    form: UserForm,
    passphrase: String,
    authority: String,
) -> Answer<User> {
    let (passphrase, authority) = (Zeroizing::new(passphrase), Zeroizing::new(authority));
    let open = desk.open().await?;
    let stretch = stretch().await;
    Ok(user::add(
        &open.vault,
        &form,
        &passphrase,
        &authority,
        stretch,
        clock::now(),
    )
    .await?)
}

#[tauri::command]
#[specta::specta]
pub async fn user_change(
    desk: State<'_, Desk>,
    user: UserId,
    form: UserForm,
    authority: String,
) -> Answer<User> {
    let authority = Zeroizing::new(authority);
    let open = desk.open().await?;
    Ok(user::change(&open.vault, user, &form, &authority, clock::now()).await?)
}

/// Takes a user's way in; what they did stays theirs.
#[tauri::command]
#[specta::specta]
pub async fn user_remove(desk: State<'_, Desk>, user: UserId, authority: String) -> Answer<()> {
    let authority = Zeroizing::new(authority);
    let open = desk.open().await?;
    Ok(user::remove(&open.vault, user, &authority, clock::now()).await?)
}

/// Another passphrase for who forgot theirs, typed by them.
#[tauri::command]
#[specta::specta]
pub async fn user_reset_passphrase(
    desk: State<'_, Desk>,
    user: UserId,
    passphrase: String,
    authority: String,
) -> Answer<()> {
    let (passphrase, authority) = (Zeroizing::new(passphrase), Zeroizing::new(authority));
    let open = desk.open().await?;
    let (vault, stretch) = (&open.vault, stretch().await);
    Ok(user::reset_passphrase(vault, user, &passphrase, &authority, stretch, clock::now()).await?)
}
