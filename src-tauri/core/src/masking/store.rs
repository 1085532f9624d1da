//! SQL of what was shown in full.

use super::Numbered;
use crate::error::Result;
use crate::ids::{AccountKey, ClientKey, LoanKey, UserKey};
use sqlx::SqliteConnection;

/// Whose number was shown; with neither account nor loan all of the client's.
pub struct Subject {
    pub client: ClientKey,
    pub account: Option<AccountKey>,
    pub loan: Option<LoanKey>,
}

pub struct Found {
    pub subject: Subject,
    pub number: String,
}

pub async fn number(connection: &mut SqliteConnection, of: Numbered) -> Result<Option<Found>> {
    Ok(match of {
        Numbered::Account(id) => sqlx::query!(
            r#"SELECT id AS "key!: AccountKey", client_id AS "client: ClientKey", number FROM account WHERE uid = ?"#,
            id
        )
        .fetch_optional(connection)
        .await?
        .map(|row| Found {
            subject: Subject {
                client: row.client,
                account: Some(row.key),
                loan: None,
            },
            number: row.number,
        }),
        Numbered::Loan(id) => sqlx::query!(
            r#"SELECT id AS "key!: LoanKey", client_id AS "client: ClientKey", number FROM loan WHERE uid = ?"#,
            id
        )
        .fetch_optional(connection)
        .await?
        .map(|row| Found {
            subject: Subject {
                client: row.client,
                account: None,
                loan: Some(row.key),
            },
            number: row.number,
        }),
    })
}

pub async fn insert(
    connection: &mut SqliteConnection,
    subject: &Subject,
    reason: Option<&str>,
    user: UserKey,
    at: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO reveal (client_id, account_id, loan_id, reason, user_id, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        subject.client,
        subject.account,
        subject.loan,
        reason,
        user,
        at
    )
    .fetch_one(connection)
    .await?)
}
