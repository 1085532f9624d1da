//! The list of who was erased, ids only: beside the vault and in the manifest of each later backup, so that one
//! made before loses them again when it is restored.

use super::model::Erased;
use super::{Sealed, action, store};
use crate::error::{Error, Result};
use crate::ids::ErasureId;
use crate::vault::{Vault, Write, atomic};
use sqlx::SqliteConnection;
use std::path::Path;
use uuid::Uuid;

const FILE: &str = "vault.erased";

/// Everybody who was erased in this vault.
pub(crate) async fn of(connection: &mut SqliteConnection) -> Result<Vec<Erased>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT kind, subject AS "subject: Uuid" FROM erasure ORDER BY id"#
    )
    .fetch_all(connection)
    .await?;
    Ok((rows.into_iter())
        .map(|row| Erased {
            kind: store::kind(&row.kind),
            subject: row.subject,
        })
        .collect())
}

/// Writes it beside the vault.
pub(super) async fn note(vault: &Vault) -> Result<()> {
    let mut tx = vault.read().await?;
    let text = serde_json::to_vec(&of(&mut tx).await?)
        .map_err(|error| Error::fault("清除名单没有写下。", error))?;
    atomic::write(&vault.dir().join(FILE), &text)
}

/// What stands beside a vault; nothing where nobody was erased.
pub(crate) fn beside(dir: &Path) -> Vec<Erased> {
    let text = std::fs::read(dir.join(FILE)).ok();
    text.and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default()
}

/// Erases again whom a restored backup brought back; says how many that were.
pub(crate) async fn replay(write: &mut Write, erased: &[Erased]) -> Result<u32> {
    const REASON: &str = "恢复的备份里还有，按清除名单再次清除";
    let mut done = 0;
    for Erased { kind, subject } in erased {
        let subject = kind.of(*subject);
        let Some(found) = store::find(write.connection(), subject).await? else {
            continue;
        };
        let counts = store::erase(write.connection(), &found).await?;
        let sealed = Sealed {
            id: ErasureId::new(write.at),
            subject,
            found: &found,
            counts: &counts,
            reason: REASON,
            is_replay: true,
        };
        let row = sealed.insert(write).await?;
        let (deed, detail) = (action(subject), sealed.detail());
        write.audit(deed, Some(row), &detail).await?;
        done += 1;
    }
    Ok(done)
}
