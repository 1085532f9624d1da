//! `jingwei backup …`

use crate::args::BackupCommand;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::vault::{BackupKept, BackupState, SecondCopy, Vault};
use jingwei_core::{Code, Error, Result};
use serde_json::json;
use std::path::{Path, PathBuf};

pub async fn run(session: &Session, command: BackupCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = match command {
        BackupCommand::List { folder } => list(&vault, folder, output),
        BackupCommand::Make { second, if_changed } => {
            make(&vault, session, second.as_deref(), if_changed, output).await
        }
        BackupCommand::Verify { backup } => verify(&vault, session, &backup, output).await,
        BackupCommand::Restore { backup } => restore(&vault, session, &backup, output).await,
        BackupCommand::Prune { folder, dry_run } => {
            prune(&vault, session, folder, dry_run, output).await
        }
    };
    vault.close().await;
    done
}

fn list(vault: &Vault, folder: Option<PathBuf>, output: &Output) -> Result<ExitCode> {
    let folder = folder.unwrap_or_else(|| vault.own_backups());
    let found = vault.backups_in(&folder)?;
    output.result(&found, |found| found.iter().map(line).collect());
    Ok(ExitCode::SUCCESS)
}

fn line(backup: &BackupKept) -> String {
    let made_at = backup.made_at.map_or_else(
        || "—".into(),
        |at| {
            at.to_zoned_datetime(TimeZone::system())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    );
    let clients = backup
        .clients
        .map_or_else(|| "—".into(), |clients| format!("{clients} 户"));
    let state = match backup.state {
        BackupState::Verified => "已校验",
        BackupState::Damaged => "已损坏",
        BackupState::Unchecked => "未校验",
    };
    let folder = backup.folder.display().to_string();
    [state, &made_at, &clients, &folder].join("\t")
}

async fn make(
    vault: &Vault,
    session: &Session,
    second: Option<&Path>,
    if_changed: bool,
    output: &Output,
) -> Result<ExitCode> {
    let note = vault.backup_note(None, session.now).await?;
    if if_changed && !note.has_changed {
        let nothing = json!({ "path": null, "second": SecondCopy::None });
        output.result(&nothing, |_| {
            vec!["上次备份之后没有改动，没有再做。".into()]
        });
        return Ok(ExitCode::SUCCESS);
    }
    let (made, copied) = vault.back_up(second, session.now).await?;
    let result = json!({ "path": made.path, "manifest": made.manifest, "second": copied });
    output.result(&result, |_| {
        let mut lines = vec![format!("备份完成并已校验：{}", made.path.display())];
        match &copied {
            SecondCopy::None => {}
            SecondCopy::Made => lines.push("第二处的副本已写好并核对。".into()),
            SecondCopy::Missing => {
                lines.push("第二处的文件夹不在，没有副本；备份本身完好。".into())
            }
            SecondCopy::Failed { message } => lines.push(format!("第二处没有副本：{message}")),
        }
        lines
    });
    Ok(ExitCode::SUCCESS)
}

async fn verify(
    vault: &Vault,
    session: &Session,
    backup: &Path,
    output: &Output,
) -> Result<ExitCode> {
    let problems = vault.verify_backup(backup, session.now).await?;
    output.result(
        &json!({ "ok": problems.is_empty(), "problems": problems }),
        |_| match problems.is_empty() {
            true => vec!["备份完好。".into()],
            false => problems.clone(),
        },
    );
    if problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let message = "这份备份已损坏，不要依靠它；请现在重新备份。";
    Ok(output.error(&Error::new(Code::Damaged, message)))
}

async fn restore(
    vault: &Vault,
    session: &Session,
    backup: &Path,
    output: &Output,
) -> Result<ExitCode> {
    let restored = vault.restore_beside(backup, session.now).await?;
    let line = format!("已恢复到：{}（用现在的口令打开）", restored.display());
    output.result(&json!({ "vault": restored }), |_| vec![line]);
    Ok(ExitCode::SUCCESS)
}

async fn prune(
    vault: &Vault,
    session: &Session,
    folder: Option<PathBuf>,
    dry_run: bool,
    output: &Output,
) -> Result<ExitCode> {
    let folder = folder.unwrap_or_else(|| vault.own_backups());
    let goes = match dry_run {
        true => vault.superfluous(&folder, session.now).await?,
        false => vault.prune_backups(&folder, session.now).await?,
    };
    output.result(&json!({ "removed": goes, "dry_run": dry_run }), |_| {
        goes.iter().map(|path| path.display().to_string()).collect()
    });
    Ok(ExitCode::SUCCESS)
}
