//! SQL of users: how they are now, and every version of what was said of them.

use super::model::{Role, User, UserForm};
use crate::error::{Code, Error, Result};
use crate::ids::{UserId, UserKey};
use crate::vault::{Owner, Write};
use jiff::Timestamp;
use sqlx::SqliteConnection;

struct Row {
    key: UserKey,
    id: UserId,
    name: String,
    staff_number: Option<String>,
    branch: Option<String>,
    role: String,
    is_owner: bool,
    left_at: Option<i64>,
}

impl Row {
    fn into_user(self) -> Result<(User, Option<Timestamp>)> {
        let role = Role::from_name(&self.role)
            .ok_or_else(|| Error::new(Code::Damaged, "保险库里的使用者角色无法识别。"))?;
        let user = User {
            key: self.key,
            id: self.id,
            name: self.name,
            staff_number: self.staff_number,
            branch: self.branch,
            role,
            is_owner: self.is_owner,
        };
        let left_at = self.left_at.map(Timestamp::from_millisecond).transpose();
        Ok((user, left_at.unwrap_or_default()))
    }
}

/// In the order in which they came, whoever left among them.
pub async fn all(connection: &mut SqliteConnection) -> Result<Vec<(User, Option<Timestamp>)>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT id AS "key: UserKey", uid AS "id: UserId", name, staff_number, branch, role,
                  is_owner AS "is_owner: bool", left_at
           FROM user ORDER BY id"#
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::into_user).collect()
}

/// Whoever works here now, in the order in which they came.
pub async fn present(connection: &mut SqliteConnection) -> Result<Vec<User>> {
    let all = all(connection).await?;
    Ok((all.into_iter())
        .filter(|(_, left_at)| left_at.is_none())
        .map(|(user, _)| user)
        .collect())
}

/// The one who makes the vault.
pub async fn insert_owner(
    connection: &mut SqliteConnection,
    id: UserId,
    who: &Owner,
    now: Timestamp,
) -> Result<UserKey> {
    let (at, role) = (now.as_millisecond(), Role::ClientManager.name());
    let inserted = sqlx::query!(
        "INSERT INTO user (uid, name, staff_number, branch, role, is_owner, recorded_at) VALUES (?, ?, ?, ?, ?, 1, ?)",
        id,
        who.name,
        who.staff_number,
        who.branch,
        role,
        at
    )
    .execute(&mut *connection)
    .await?;
    let key = UserKey(inserted.last_insert_rowid());
    insert_version(connection, key, key, at).await?;
    Ok(key)
}

pub async fn insert(write: &mut Write, id: UserId, form: &UserForm) -> Result<UserKey> {
    let (at, author) = (write.at_ms(), write.user);
    let (branch, role) = (form.branch(), form.role.name());
    let inserted = sqlx::query!(
        "INSERT INTO user (uid, name, staff_number, branch, role, is_owner, recorded_at) VALUES (?, ?, ?, ?, ?, 0, ?)",
        id,
        form.name,
        form.staff_number,
        branch,
        role,
        at
    )
    .execute(write.connection())
    .await?;
    let key = UserKey(inserted.last_insert_rowid());
    insert_version(write.connection(), key, author, at).await?;
    Ok(key)
}

/// The number of the version that this makes.
pub async fn change(write: &mut Write, user: UserKey, form: &UserForm) -> Result<i64> {
    let (at, author) = (write.at_ms(), write.user);
    let (branch, role) = (form.branch(), form.role.name());
    sqlx::query!(
        "UPDATE user SET name = ?, staff_number = ?, branch = ?, role = ? WHERE id = ?",
        form.name,
        form.staff_number,
        branch,
        role,
        user
    )
    .execute(write.connection())
    .await?;
    insert_version(write.connection(), user, author, at).await
}

pub async fn leave(write: &mut Write, user: UserKey) -> Result<()> {
    let at = write.at_ms();
    sqlx::query!("UPDATE user SET left_at = ? WHERE id = ?", at, user)
        .execute(write.connection())
        .await?;
    Ok(())
}

/// Keeps the row as it reads now.
async fn insert_version(
    connection: &mut SqliteConnection,
    user: UserKey,
    author: UserKey,
    at: i64,
) -> Result<i64> {
    let version = sqlx::query_scalar!(
        r#"INSERT INTO user_version (user_id, version, name, staff_number, branch, role, author_id, recorded_at)
           SELECT id, 1 + (SELECT count(*) FROM user_version v WHERE v.user_id = user.id),
                  name, staff_number, branch, role, ?2, ?3
           FROM user WHERE id = ?1
           RETURNING version AS "version!: i64""#,
        user,
        author,
        at
    )
    .fetch_one(connection)
    .await?;
    Ok(version)
}

/// A version: name, staff number, branch, role.
pub struct Version {
    pub name: String,
    pub staff_number: Option<String>,
    pub branch: Option<String>,
    pub role: String,
}

pub async fn version(
    connection: &mut SqliteConnection,
    user: i64,
    version: i64,
) -> Result<Option<Version>> {
    Ok(sqlx::query_as!(
        Version,
        "SELECT name, staff_number, branch, role FROM user_version WHERE user_id = ? AND version = ?",
        user,
        version
    )
    .fetch_optional(connection)
    .await?)
}

pub async fn name(connection: &mut SqliteConnection, user: i64) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar!("SELECT name FROM user WHERE id = ?", user)
            .fetch_optional(connection)
            .await?,
    )
}
