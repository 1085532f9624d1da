//! `jingwei diagnose`

use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::vault::Vault;
use jingwei_core::{Result, diagnosis, document};
use serde_json::json;
use std::path::{Path, PathBuf};

pub async fn diagnose(session: &Session, out: &Path, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let written = write(&vault, session, out).await;
    vault.close().await;
    let written = written?;
    let line = format!("诊断信息（不含客户内容）：{}", written.display());
    output.result(&json!({ "path": written }), |_| vec![line]);
    Ok(ExitCode::SUCCESS)
}

async fn write(vault: &Vault, session: &Session, out: &Path) -> Result<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let found = diagnosis::of(vault, version, session.today(), session.now).await?;
    let folder = out.parent().unwrap_or(Path::new("."));
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    document::write_new(folder, &name, &found.bundle()?)
}
