//! Drafts: what a user had typed into a form and not saved, so that a lock or a closed window loses nothing.
//! They are nobody's facts: not in the audit trail, in no dossier, gone once the form is saved.

mod store;

use crate::error::{Code, Error, Result};
use crate::vault::Vault;
use jiff::Timestamp;

/// Longest key and value that are kept; a form is far below both.
const KEY_BYTES: usize = 200;
const VALUE_BYTES: usize = 256 * 1024;

/// Keeps `value` (JSON) under `key` for the present user, in place of what was there.
pub async fn save(vault: &Vault, key: &str, value: &str, now: Timestamp) -> Result<()> {
    if key.is_empty() || key.len() > KEY_BYTES || value.len() > VALUE_BYTES {
        return Err(Error::new(
            Code::Refused,
            "草稿太长，没有保存；表单里的内容还在，请直接保存表单。",
        ));
    }
    if serde_json::from_str::<serde::de::IgnoredAny>(value).is_err() {
        return Err(Error::new(
            Code::Refused,
            "草稿的格式不对，没有保存；表单里的内容还在。",
        ));
    }
    let mut write = vault.write(now).await?;
    let (at, user) = (write.at_ms(), write.user);
    store::put(write.connection(), user, key, value, at).await?;
    write.commit_unrecorded().await
}

/// What the present user kept under `key`.
pub async fn load(vault: &Vault, key: &str) -> Result<Option<String>> {
    let mut tx = vault.read().await?;
    store::get(&mut tx, vault.user().key, key).await
}

/// Forgets the draft; there need not be one.
pub async fn forget(vault: &Vault, key: &str, now: Timestamp) -> Result<()> {
    let mut write = vault.write(now).await?;
    let user = write.user;
    store::delete(write.connection(), user, key).await?;
    write.commit_unrecorded().await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{Owner, Stretch};

    #[tokio::test]
    async fn a_draft_outlives_the_lock_and_leaves_no_trace_in_the_trail() {
        let folder = tempfile::TempDir::new().unwrap();
        let dir = folder.path().join("desk.vault");
        let now: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let words = "correct horse battery";
        let (vault, _) = Vault::create(&dir, owner, words, Stretch::cheap(), now)
            .await
            .unwrap();
        save(&vault, "visit:1", r#"{"ask":"迁"}"#, now)
            .await
            .unwrap();
        save(&vault, "visit:1", r#"{"ask":"迁入付款账户"}"#, now)
            .await
            .unwrap();
        let head = vault.audit_head().await.unwrap();
        vault.close().await;
        drop(vault);

        let vault = Vault::open(&dir, None, words, now).await.unwrap();
        let kept = load(&vault, "visit:1").await.unwrap();
        assert_eq!(kept.as_deref(), Some(r#"{"ask":"迁入付款账户"}"#));
        assert_eq!(load(&vault, "visit:2").await.unwrap(), None);
        forget(&vault, "visit:1", now).await.unwrap();
        assert_eq!(load(&vault, "visit:1").await.unwrap(), None);
        assert_eq!(vault.audit_head().await.unwrap(), head);
        vault.close().await;
    }

    #[tokio::test]
    async fn what_is_no_form_is_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        let now: Timestamp = "2026-11-02T01:00:00Z".parse().unwrap();
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let dir = folder.path().join("desk.vault");
        let (vault, _) = Vault::create(&dir, owner, "correct horse battery", Stretch::cheap(), now)
            .await
            .unwrap();
        let huge = format!("\"{}\"", "长".repeat(VALUE_BYTES));
        for (key, value) in [("", "{}"), ("visit", "{"), ("visit", huge.as_str())] {
            let refused = save(&vault, key, value, now).await.unwrap_err();
            assert_eq!(refused.code, Code::Refused);
        }
        assert_eq!(load(&vault, "visit").await.unwrap(), None);
        vault.close().await;
    }
}
