//! Users of this vault: “who” in audit, watermark and sign-off is always one of them (docs/domain.md §9.2).
//!
//! The vault's owner and its team leaders add, change and remove users, and set a new passphrase for one who forgot
//! theirs; each of these asks the manager's own passphrase again. Everybody changes their own passphrase. Whoever is
//! removed stays in the history, and opens nothing.

mod model;
mod store;

#[cfg(test)]
mod tests;

pub use model::{Member, Role, User, UserForm};
pub(crate) use store::{insert_owner, name, present};

use crate::error::{Code, Error, Result};
use crate::ids::UserId;
use crate::language::Language;
use crate::vault::audit::Action;
use crate::vault::{self, Stretch, Vault, Write, signing};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// Everybody who works here or did, in the order in which they came.
pub async fn list(vault: &Vault) -> Result<Vec<Member>> {
    let wrapped = vault.key_users()?;
    let mut tx = vault.read().await?;
    let all = store::all(&mut tx).await?;
    let mut signing_keys = signing::all(&mut tx).await?;
    Ok((all.into_iter())
        .map(|(user, left_at)| Member {
            has_passphrase: wrapped.contains(&user.id),
            signing_keys: signing_keys.remove(&user.id).unwrap_or_default(),
            user,
            left_at,
        })
        .collect())
}

/// The present user of a staff number.
///
/// # Errors
/// [`Code::NotFound`] where nobody has it.
pub async fn find(vault: &Vault, staff_number: &str) -> Result<User> {
    let mut tx = vault.read().await?;
    let present = store::present(&mut tx).await?;
    (present.into_iter())
        .find(|user| user.staff_number.as_deref() == Some(staff_number.trim()))
        .ok_or_else(|| Error::new(Code::NotFound, "没有这个工号的使用者。什么也没有改动。"))
}

/// Adds a user with a passphrase of their own. `authority` is the passphrase of the manager who is in.
///
/// # Errors
/// Refused for who does not manage users, a staff number that is taken, and a passphrase that is easy to guess.
pub async fn add(
    vault: &Vault,
    form: &UserForm,
    passphrase: &str,
    authority: &str,
    stretch: Stretch,
    now: Timestamp,
) -> Result<User> {
    let form = form.checked()?;
    let id = UserId::new(now);
    let known = [&*form.name, &*form.staff_number, &*form.branch];
    vault::accept(passphrase, &known)?;
    vault.authorise(authority, now)?;
    let staff_number = Some(form.staff_number.as_str());
    let (wrap, signing) = vault.new_wrap(id, staff_number, passphrase, stretch)?;
    let mut write = vault.write(now).await?;
    let present = manager(vault, &mut write).await?;
    if let Some(unnamed) = present.iter().find(|user| user.staff_number.is_none()) {
        return Err(Error::new(
            Code::Refused,
            format!(
                "{}还没有工号。有几位使用者时各凭工号打开，请先补上，再添加别人。",
                unnamed.name
            ),
        ));
    }
    refuse_taken(&present, &form, None)?;
    let key = store::insert(&mut write, id, &form).await?;
    vault.change_keys(&write, |keys| keys.put(wrap))?;
    signing::record(&mut write, key, &signing).await?;
    let detail = serde_json::json!({ "version": 1 });
    write
        .commit(Action::UserAdded, Some(key.0), &detail)
        .await?;
    user(vault, id).await
}

/// Changes what is said of a user; what says the same as before changes nothing.
///
/// # Errors
/// As for [`add`]; and refused where nobody would be left who manages users.
pub async fn change(
    vault: &Vault,
    id: UserId,
    form: &UserForm,
    authority: &str,
    now: Timestamp,
) -> Result<User> {
    let form = form.checked()?;
    vault.authorise(authority, now)?;
    let mut write = vault.write(now).await?;
    let present = manager(vault, &mut write).await?;
    let user = one(&present, id)?;
    if form.says(user) {
        return Ok(user.clone());
    }
    refuse_taken(&present, &form, Some(id))?;
    let manages = |other: &&User| other.id != id && other.manages_users();
    let would_manage = user.is_owner || form.role == Role::TeamLeader;
    if !would_manage && !present.iter().any(|other| manages(&other)) {
        return Err(Error::new(
            Code::Refused,
            "至少要有一位能管理使用者的人（所有者或团队负责人）。角色没有更改。",
        ));
    }
    let (key, was_named) = (user.key, user.staff_number.clone());
    let version = store::change(&mut write, key, &form).await?;
    if was_named.as_deref() != Some(&*form.staff_number) {
        vault.change_keys(&write, |keys| {
            keys.rename_user(id.into(), Some(&form.staff_number));
        })?;
    }
    let detail = serde_json::json!({ "version": version });
    write
        .commit(Action::UserChanged, Some(key.0), &detail)
        .await?;
    let changed = self::user(vault, id).await?;
    vault.know(&changed);
    Ok(changed)
}

/// Takes a user's way in; what they did stays theirs.
///
/// # Errors
/// Refused for oneself: so whoever manages users remains.
pub async fn remove(vault: &Vault, id: UserId, authority: &str, now: Timestamp) -> Result<()> {
    vault.authorise(authority, now)?;
    let mut write = vault.write(now).await?;
    let present = manager(vault, &mut write).await?;
    let user = one(&present, id)?;
    if id == vault.user().id {
        return Err(Error::new(
            Code::Refused,
            "不能移除自己。请由另一位能管理使用者的人来做。",
        ));
    }
    store::leave(&mut write, user.key).await?;
    signing::retire(&mut write, user.key).await?;
    vault.change_keys(&write, |keys| keys.remove_user(id.into()))?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::UserRemoved, Some(user.key.0), &nothing)
        .await?;
    Ok(())
}

/// Another passphrase for somebody who forgot theirs, typed by them. They sign with another key from then on.
pub async fn reset_passphrase(
    vault: &Vault,
    id: UserId,
    passphrase: &str,
    authority: &str,
    stretch: Stretch,
    now: Timestamp,
) -> Result<()> {
    let user = user(vault, id).await?;
    if id == vault.user().id {
        return Err(Error::new(
            Code::Refused,
            "自己的口令请用“更换口令”。口令没有改动。",
        ));
    }
    vault::accept(passphrase, &user.known())?;
    vault.authorise(authority, now)?;
    let staff_number = user.staff_number.as_deref();
    let (wrap, signing) = vault.new_wrap(id, staff_number, passphrase, stretch)?;
    let mut write = vault.write(now).await?;
    let present = manager(vault, &mut write).await?;
    let key = one(&present, id)?.key;
    vault.change_keys(&write, |keys| keys.put(wrap))?;
    signing::record(&mut write, key, &signing).await?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::PassphraseReset, Some(key.0), &nothing)
        .await?;
    Ok(())
}

async fn user(vault: &Vault, id: UserId) -> Result<User> {
    let mut tx = vault.read().await?;
    let present = store::present(&mut tx).await?;
    one(&present, id).cloned()
}

/// Who is present, where whoever is in manages users as the vault says now.
async fn manager(vault: &Vault, write: &mut Write) -> Result<Vec<User>> {
    let present = store::present(write.connection()).await?;
    let manages = one(&present, vault.user().id).is_ok_and(User::manages_users);
    if !manages {
        return Err(Error::new(
            Code::Refused,
            "只有保险库的所有者和团队负责人能管理使用者。什么也没有改动。",
        ));
    }
    Ok(present)
}

fn one(present: &[User], id: UserId) -> Result<&User> {
    (present.iter())
        .find(|user| user.id == id)
        .ok_or_else(|| Error::new(Code::NotFound, "这位使用者已不在。什么也没有改动。"))
}

fn refuse_taken(present: &[User], form: &UserForm, own: Option<UserId>) -> Result<()> {
    let taken = (present.iter())
        .filter(|user| Some(user.id) != own)
        .find(|user| user.staff_number.as_deref() == Some(&*form.staff_number));
    match taken {
        None => Ok(()),
        Some(user) => {
            let message = format!(
                "工号 {} 已是{}的。什么也没有改动。",
                form.staff_number, user.name
            );
            Err(Error::new(Code::Exists, message.as_str())
                .with("field", "staff_number")
                .with_problem("staff_number", "taken", message)
                .with("other_name", user.name.as_str()))
        }
    }
}

/// Who opens the vault. The recovery key says nobody: it opens for the owner or, where the owner left, for who
/// manages users longest.
pub(crate) fn who(present: Vec<User>, named: Option<UserId>) -> Result<User> {
    let mut present = present.into_iter();
    match named {
        Some(id) => present.find(|user| user.id == id).ok_or_else(|| {
            Error::new(
                Code::Refused,
                "这位使用者已不在这个保险库里，没有打开。请联系管理使用者的人。",
            )
        }),
        None => present
            .filter(User::manages_users)
            .min_by_key(|user| (!user.is_owner, user.key))
            .ok_or_else(|| {
                Error::new(
                    Code::Damaged,
                    "保险库里没有能管理使用者的人，请从备份恢复。",
                )
            }),
    }
}

/// What a change said: field, before, after.
pub(crate) async fn changes(
    connection: &mut SqliteConnection,
    user: i64,
    version: i64,
    language: Language,
) -> Result<Vec<(&'static str, String, String)>> {
    let was = store::version(connection, user, version - 1).await?;
    let is = store::version(connection, user, version).await?;
    let (Some(was), Some(is)) = (was, is) else {
        return Ok(Vec::new());
    };
    let role = |name: &str| Role::from_name(name).map_or("", |role| role.label(language));
    let fields = [
        (language.pick("姓名", "name"), was.name, is.name),
        (
            language.pick("工号", "staff number"),
            was.staff_number.unwrap_or_default(),
            is.staff_number.unwrap_or_default(),
        ),
        (
            language.pick("机构", "branch"),
            was.branch.unwrap_or_default(),
            is.branch.unwrap_or_default(),
        ),
        (
            language.pick("角色", "role"),
            role(&was.role).to_owned(),
            role(&is.role).to_owned(),
        ),
    ];
    Ok((fields.into_iter())
        .filter(|(_, was, is)| was != is)
        .collect())
}
