//! Outward identities (UUIDv7) and the internal integer keys that fact tables join on.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! outward_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type, specta::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(#[specta(type = String)] Uuid);

        impl $name {
            pub fn new(at: jiff::Timestamp) -> Self {
                $name(uuid_v7(at))
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                $name(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map($name)
            }
        }
    )+};
}

macro_rules! internal_key {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type, specta::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        // Never outward; the type is there for values that skip it when they are serialised.
        pub struct $name(#[specta(type = i32)] pub i64);
    )+};
}

outward_id! {
    /// A client, outward.
    ClientId,
    PersonId,
    AccountId,
    LoanId,
    BatchId,
    VisitId,
    DocumentId,
    UserId,
    ViewId,
    /// A mark on the day's list.
    MarkId,
    /// What keeps a client from being erased.
    HoldId,
    ErasureId,
}

internal_key! {
    /// A client inside this vault.
    ClientKey,
    PersonKey,
    AccountKey,
    LoanKey,
    BatchKey,
    ProductKey,
    UserKey,
    VisitKey,
}

fn uuid_v7(at: jiff::Timestamp) -> Uuid {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
}
