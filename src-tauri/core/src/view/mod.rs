//! Views of the client list: those that are always there, and those a user keeps.

mod model;
mod store;

pub use model::{BuiltIn, Tab, View, ViewContent};

use crate::client::list;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::ids::ViewId;
use crate::setting::{self, Settings};
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;

/// Longest name of a view, in characters.
const LONGEST_NAME: usize = 40;

/// The user's own views, in their order.
pub async fn all(vault: &Vault) -> Result<Vec<View>> {
    let mut tx = vault.read().await?;
    store::all(&mut tx, vault.user().key).await
}

/// Every view with how many clients it has now: the built-in ones that say something, then the user's own.
pub async fn tabs(vault: &Vault, today: Day) -> Result<Vec<Tab>> {
    let mut tabs = Vec::new();
    let settings = settings(vault, today).await?;
    for view in BuiltIn::ALL {
        let query = view.query(&vault.user(), &settings);
        let clients = list::count(vault, &query, today).await?;
        tabs.push(Tab::built_in(view, query, clients));
    }
    // A list in which nothing, or everything, is one's own need not say so.
    let everyone = tabs.first().map_or(0, |all| all.clients);
    tabs.retain(|tab| {
        tab.built_in != Some(BuiltIn::Mine) || (tab.clients > 0 && tab.clients < everyone)
    });
    for view in all(vault).await? {
        let clients = list::count(vault, &view.content.query, today).await?;
        tabs.push(Tab::own(view, clients));
    }
    Ok(tabs)
}

/// The query of a view by its name: a built-in one's Chinese name, or one of the user's own.
pub async fn named(vault: &Vault, name: &str, today: Day) -> Result<ViewContent> {
    let name = name.trim();
    let settings = settings(vault, today).await?;
    let built_in = |view: &BuiltIn| view.label(&settings) == name;
    if let Some(view) = BuiltIn::ALL.into_iter().find(built_in) {
        return Ok(ViewContent {
            query: view.query(&vault.user(), &settings),
            columns: Vec::new(),
        });
    }
    let own = all(vault).await?;
    let found = own.into_iter().find(|view| view.name == name);
    found.map(|view| view.content).ok_or_else(|| {
        Error::new(Code::NotFound, "没有这个视图。请核对视图名称。").with("name", name)
    })
}

/// Keeps a view under a new name, after the others.
pub async fn save(
    vault: &Vault,
    name: &str,
    content: &ViewContent,
    now: Timestamp,
) -> Result<ViewId> {
    let name = checked_name(name)?;
    let mut write = vault.write(now).await?;
    let id = ViewId::new(now);
    let key = store::insert(&mut write, id, &name, content)
        .await
        .map_err(name_taken)?;
    commit(write, Action::ViewSaved, key).await?;
    Ok(id)
}

/// Lets a kept view hold other filters, order or columns.
pub async fn change(
    vault: &Vault,
    id: ViewId,
    content: &ViewContent,
    now: Timestamp,
) -> Result<()> {
    let mut write = vault.write(now).await?;
    let key = store::set_content(&mut write, id, content).await?;
    commit(write, Action::ViewSaved, found(key)?).await
}

pub async fn rename(vault: &Vault, id: ViewId, name: &str, now: Timestamp) -> Result<()> {
    let name = checked_name(name)?;
    let mut write = vault.write(now).await?;
    let key = store::set_name(&mut write, id, &name)
        .await
        .map_err(name_taken)?;
    commit(write, Action::ViewSaved, found(key)?).await
}

/// Takes a view away; [`restore`] brings it back.
pub async fn delete(vault: &Vault, id: ViewId, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let at = Some(write.at_ms());
    let key = store::set_deleted(&mut write, id, at).await?;
    commit(write, Action::ViewDeleted, found(key)?).await
}

pub async fn restore(vault: &Vault, id: ViewId, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let key = store::set_deleted(&mut write, id, None)
        .await
        .map_err(name_taken)?;
    commit(write, Action::ViewRestored, found(key)?).await
}

async fn settings(vault: &Vault, today: Day) -> Result<Settings> {
    let mut tx = vault.read().await?;
    setting::load(&mut tx, today, i64::MAX).await
}

async fn commit(write: Write, action: Action, key: i64) -> Result<()> {
    write
        .commit(action, Some(key), &serde_json::json!({}))
        .await?;
    Ok(())
}

fn found(key: Option<i64>) -> Result<i64> {
    key.ok_or_else(|| Error::new(Code::NotFound, "这个视图已不在，没有改动。请刷新列表。"))
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    let problem = if name.is_empty() {
        "请给视图起个名字，没有保存。"
    } else if name.chars().count() > LONGEST_NAME {
        "视图名称请控制在 40 个字以内，没有保存。"
    } else if BuiltIn::ALL
        .iter()
        .any(|view| view.label(&Settings::default()) == name)
    {
        "这个名字是自带视图的，没有保存。请换一个名字。"
    } else {
        return Ok(name.to_owned());
    };
    Err(Error::new(Code::Refused, problem))
}

fn name_taken(error: Error) -> Error {
    if error.code != Code::Exists {
        return error;
    }
    Error::new(Code::Exists, "已有同名视图，没有保存。请换一个名字。").caused_by(error)
}

#[cfg(test)]
mod tests;
