//! Users of this vault: “who” in audit, watermark and sign-off is always one of them (docs/domain.md §9.2).

use crate::error::{Code, Error, Result};
use crate::ids::{UserId, UserKey};
use crate::vault::Owner;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct User {
    #[serde(skip)]
    pub key: UserKey,
    pub id: UserId,
    pub name: String,
    /// 工号
    pub staff_number: Option<String>,
    pub branch: Option<String>,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    ClientManager,
    TeamLeader,
    Reviewer,
    Approver,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Role::ClientManager => "client_manager",
            Role::TeamLeader => "team_leader",
            Role::Reviewer => "reviewer",
            Role::Approver => "approver",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [
            Role::ClientManager,
            Role::TeamLeader,
            Role::Reviewer,
            Role::Approver,
        ]
        .into_iter()
        .find(|role| role.name() == name)
    }
}

pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    id: UserId,
    who: &Owner,
    role: Role,
    now: Timestamp,
) -> Result<UserKey> {
    let (at, role) = (now.as_millisecond(), role.name());
    let inserted = sqlx::query!(
        "INSERT INTO user (uid, name, staff_number, branch, role, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        who.name,
        who.staff_number,
        who.branch,
        role,
        at
    )
    .execute(connection)
    .await?;
    Ok(UserKey(inserted.last_insert_rowid()))
}

pub(crate) async fn by_id(connection: &mut SqliteConnection, id: UserId) -> Result<User> {
    let row = sqlx::query!(
        r#"SELECT id AS "key: UserKey", uid AS "id: UserId", name, staff_number, branch, role
           FROM user WHERE uid = ?"#,
        id
    )
    .fetch_one(connection)
    .await?;
    let role = Role::from_name(&row.role)
        .ok_or_else(|| Error::new(Code::Damaged, "保险库里的使用者角色无法识别。"))?;
    Ok(User {
        key: row.key,
        id: row.id,
        name: row.name,
        staff_number: row.staff_number,
        branch: row.branch,
        role,
    })
}
