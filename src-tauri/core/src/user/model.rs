//! Who works on a vault, in which role, and who may decide about that.

use crate::error::{Code, Error, Result};
use crate::ids::{UserId, UserKey};
use crate::language::Language;
use crate::vault::SigningKeySeen;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct User {
    #[serde(skip)]
    pub key: UserKey,
    pub id: UserId,
    pub name: String,
    /// 工号
    pub staff_number: Option<String>,
    pub branch: Option<String>,
    pub role: Role,
    /// Made the vault.
    pub is_owner: bool,
}

impl User {
    /// The vault's owner and its team leaders decide who works on it. Reviewers and approvers do not: whoever
    /// signs off must not also choose who else does.
    pub fn manages_users(&self) -> bool {
        self.is_owner || self.role == Role::TeamLeader
    }

    /// What somebody who guesses passphrases knows of this user.
    pub(crate) fn known(&self) -> Vec<&str> {
        let known = [Some(self.name.as_str()), self.staff_number.as_deref()];
        known
            .into_iter()
            .chain([self.branch.as_deref()])
            .flatten()
            .collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    ClientManager,
    TeamLeader,
    Reviewer,
    Approver,
}

impl Role {
    pub const ALL: [Role; 4] = [
        Role::ClientManager,
        Role::TeamLeader,
        Role::Reviewer,
        Role::Approver,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Role::ClientManager => "client_manager",
            Role::TeamLeader => "team_leader",
            Role::Reviewer => "reviewer",
            Role::Approver => "approver",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Role::ClientManager => language.pick("客户经理", "client manager"),
            Role::TeamLeader => language.pick("团队负责人", "team leader"),
            Role::Reviewer => language.pick("审查人", "reviewer"),
            Role::Approver => language.pick("审批人", "approver"),
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Somebody who works here or did, as the one who manages users sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Member {
    #[serde(flatten)]
    pub user: User,
    /// Opens the vault with a passphrase of their own.
    pub has_passphrase: bool,
    /// What they sign with, the present one first; none until they open a vault of an earlier version.
    pub signing_keys: Vec<SigningKeySeen>,
    #[specta(type = Option<String>)]
    pub left_at: Option<Timestamp>,
}

/// A user as typed. Blanks around the words do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(deny_unknown_fields)]
pub struct UserForm {
    pub name: String,
    /// 工号. Of several users everybody has one: it says who unlocks.
    pub staff_number: String,
    /// Empty where there is none.
    pub branch: String,
    pub role: Role,
}

const LONGEST: usize = 60;

impl UserForm {
    pub(super) fn checked(&self) -> Result<Self> {
        let form = UserForm {
            name: self.name.trim().to_owned(),
            staff_number: self.staff_number.trim().to_owned(),
            branch: self.branch.trim().to_owned(),
            role: self.role,
        };
        let refused = |field: &'static str, problem: &'static str, message: &str| {
            Err(Error::new(Code::Refused, message)
                .with("field", field)
                .with_problem(field, problem, message))
        };
        if form.name.is_empty() {
            return refused("name", "required", "请填写姓名。什么也没有改动。");
        }
        if form.staff_number.is_empty() {
            return refused(
                "staff_number",
                "required",
                "请填写工号：打开保险库时凭工号说明是谁。什么也没有改动。",
            );
        }
        for (field, text) in [
            ("name", &form.name),
            ("staff_number", &form.staff_number),
            ("branch", &form.branch),
        ] {
            if text.chars().count() > LONGEST || text.contains(char::is_control) {
                return refused(
                    field,
                    "too_long",
                    "姓名、工号和机构各不超过 60 个字，也不能换行。什么也没有改动。",
                );
            }
        }
        Ok(form)
    }

    pub(super) fn branch(&self) -> Option<&str> {
        Some(self.branch.as_str()).filter(|branch| !branch.is_empty())
    }

    /// Whether it says what stands already.
    pub(super) fn says(&self, user: &User) -> bool {
        self.name == user.name
            && Some(self.staff_number.as_str()) == user.staff_number.as_deref()
            && self.branch() == user.branch.as_deref()
            && self.role == user.role
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> UserForm {
        UserForm {
            name: " 周明远 ".into(),
            staff_number: " B2048 ".into(),
            branch: " ".into(),
            role: Role::Reviewer,
        }
    }

    #[test]
    fn a_form_is_taken_without_its_blanks_or_refused_with_its_field() {
        let taken = form().checked().unwrap();
        assert_eq!(
            (taken.name.as_str(), taken.staff_number.as_str()),
            ("周明远", "B2048")
        );
        assert_eq!(taken.branch(), None);
        let cases: [(&str, UserForm); 4] = [
            (
                "name",
                UserForm {
                    name: "　".into(),
                    ..form()
                },
            ),
            (
                "staff_number",
                UserForm {
                    staff_number: String::new(),
                    ..form()
                },
            ),
            (
                "name",
                UserForm {
                    name: "长".repeat(61),
                    ..form()
                },
            ),
            (
                "branch",
                UserForm {
                    branch: "科技园\n支行".into(),
                    ..form()
                },
            ),
        ];
        for (field, wrong) in cases {
            let refused = wrong.checked().unwrap_err();
            assert_eq!(refused.context["field"], field, "{wrong:?}");
        }
    }
}
