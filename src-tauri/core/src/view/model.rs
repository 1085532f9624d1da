//! What a view is.

use crate::client::list::{Bound, Filter, ListQuery, Sort, SortKey};
use crate::ids::ViewId;
use crate::setting::Settings;
use crate::user::User;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// Which clients, in which order, with which columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ViewContent {
    pub query: ListQuery,
    /// The window's names of its columns, in order; none means its own choice.
    pub columns: Vec<String>,
}

/// A view that a user keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct View {
    pub id: ViewId,
    pub name: String,
    pub content: ViewContent,
}

/// Views that are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BuiltIn {
    All,
    /// Clients of the user.
    Mine,
    /// 战略 and 重点.
    Focus,
    /// With an item that falls due soon.
    Due,
    /// Whose deposits fell notably against the month before.
    Falling,
}

impl BuiltIn {
    pub const ALL: [BuiltIn; 5] = [
        BuiltIn::All,
        BuiltIn::Mine,
        BuiltIn::Focus,
        BuiltIn::Due,
        BuiltIn::Falling,
    ];

    /// The Chinese name, as the command line takes it.
    pub fn label(self, settings: &Settings) -> String {
        match self {
            BuiltIn::All => "全部客户".into(),
            BuiltIn::Mine => "我的客户".into(),
            BuiltIn::Focus => "战略与重点".into(),
            BuiltIn::Due => format!("{} 日内到期", settings.due_soon_days),
            BuiltIn::Falling => "存款下滑".into(),
        }
    }

    pub fn query(self, user: &User, settings: &Settings) -> ListQuery {
        let by = |by, descending| vec![Sort { by, descending }];
        let (filters, sort) = match self {
            BuiltIn::All => (vec![], by(SortKey::Deposits, true)),
            BuiltIn::Mine => (
                vec![Filter::Manager {
                    values: vec![user.name.clone()],
                }],
                by(SortKey::Deposits, true),
            ),
            BuiltIn::Focus => (
                vec![Filter::Tier {
                    values: vec!["战略".into(), "重点".into()],
                }],
                by(SortKey::Deposits, true),
            ),
            BuiltIn::Due => (
                vec![Filter::MaturesWithin {
                    days: u32::try_from(settings.due_soon_days).unwrap_or_default(),
                }],
                by(SortKey::Maturity, false),
            ),
            BuiltIn::Falling => (
                vec![Filter::Movement {
                    is: Bound::AtMost,
                    basis_points: -basis_points(settings.falling_move),
                }],
                by(SortKey::Movement, false),
            ),
        };
        ListQuery { filters, sort }
    }
}

fn basis_points(fraction: Decimal) -> i32 {
    (fraction * Decimal::from(10_000))
        .to_i32()
        .unwrap_or(i32::MAX)
}

/// A view as a tab shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Tab {
    pub built_in: Option<BuiltIn>,
    /// Of a view that the user keeps.
    pub id: Option<ViewId>,
    /// Of a view that the user keeps.
    pub name: Option<String>,
    pub content: ViewContent,
    pub clients: u32,
}

impl Tab {
    pub(super) fn built_in(view: BuiltIn, query: ListQuery, clients: u32) -> Self {
        Tab {
            built_in: Some(view),
            id: None,
            name: None,
            content: ViewContent {
                query,
                columns: Vec::new(),
            },
            clients,
        }
    }

    pub(super) fn own(view: View, clients: u32) -> Self {
        Tab {
            built_in: None,
            id: Some(view.id),
            name: Some(view.name),
            content: view.content,
            clients,
        }
    }
}
