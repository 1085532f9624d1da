//! `jingwei export`

use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::export::{self, Export, Reason, What};
use jingwei_core::vault::Vault;
use jingwei_core::{Result, document};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// An archive on disk.
#[derive(Serialize)]
struct Written {
    path: PathBuf,
    clients: u32,
    /// Of all exports of this vault.
    number: i64,
    sha256: String,
}

pub async fn whole(
    session: &Session,
    to: &Path,
    reason: &str,
    output: &Output,
) -> Result<ExitCode> {
    let vault = session.open().await?;
    let written = write(&vault, session, to, reason).await;
    vault.close().await;
    output.result(&written?, |written| {
        vec![format!(
            "{} 户\t{}",
            written.clients,
            written.path.display()
        )]
    });
    Ok(ExitCode::SUCCESS)
}

async fn write(vault: &Vault, session: &Session, to: &Path, reason: &str) -> Result<Written> {
    let reason = Reason::parse(reason)?;
    let passphrase = session.new_archive_passphrase()?;
    let export = Export::begin(vault, What::Whole, reason, session.now).await?;
    let whole = export::whole(vault, &export, &passphrase, &TimeZone::system()).await?;
    let folder = to.parent().unwrap_or(Path::new("."));
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let path = document::write_new(folder, &name, &whole.bytes)?;
    let number = export.mark.number;
    Ok(Written {
        clients: whole.clients,
        number,
        sha256: export
            .finish(vault, whole.clients, &path, &whole.bytes)
            .await?,
        path,
    })
}
