//! `jingwei vault …`

use super::escrow;
use crate::args::NewVault;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::vault::{self, EscrowSeen, Owner, RecoveryKey, Stretch, Vault, Verification};
use jingwei_core::{Code, Error, Result};
use serde::Serialize;
use serde_json::json;
use std::path::Path;

pub async fn create(session: &Session, new: NewVault, output: &Output) -> Result<ExitCode> {
    let dir = session.vault_dir()?;
    let passphrase = session.new_passphrase()?;
    let owner = Owner {
        name: new.owner,
        staff_number: new.staff,
        branch: new.branch,
    };
    let (vault, recovery) =
        Vault::create(dir, owner, &passphrase, Stretch::calibrated(), session.now).await?;
    let result = json!({
        "vault": dir,
        "user": vault.user(),
        "recovery_key": recovery.grouped().as_str(),
    });
    vault.close().await;
    output.result(&result, |_| {
        vec![format!("保险库已建立：{}", dir.display()), told(&recovery)]
    });
    Ok(ExitCode::SUCCESS)
}

fn told(recovery: &RecoveryKey) -> String {
    format!(
        "恢复密钥（只显示这一次，请抄在纸上妥善保管，再用 jingwei vault recovery-key --confirm 输入核对）：{}",
        recovery.grouped().as_str()
    )
}

pub async fn renew_recovery(session: &Session, output: &Output) -> Result<ExitCode> {
    let passphrase = session.passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let vault = Vault::open(dir, staff, &passphrase, session.now).await?;
    let renewed = vault.renew_recovery(&passphrase, session.now).await;
    vault.close().await;
    let recovery = renewed?;
    let result = json!({ "recovery_key": recovery.grouped().as_str() });
    output.result(&result, |_| {
        vec!["此前的恢复密钥已经失效。".into(), told(&recovery)]
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn confirm_recovery(session: &Session, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let confirmed = match session.recovery_key() {
        Ok(typed) => vault.confirm_recovery(&typed, session.now).await,
        Err(error) => Err(error),
    };
    vault.close().await;
    confirmed?;
    output.result(&json!({ "recovery_kept": true }), |_| {
        vec!["核对无误，恢复密钥有效。".into()]
    });
    Ok(ExitCode::SUCCESS)
}

/// What `vault verify` answers.
#[derive(Serialize)]
struct Verified {
    #[serde(flatten)]
    found: Verification,
    recovery_kept: bool,
    escrow: Option<EscrowSeen>,
    read_only: bool,
}

pub async fn verify(session: &Session, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let (found, kept) = (vault.verify().await, vault.recovery_is_kept());
    let (escrow, read_only) = (vault.escrow(), vault.is_read_only());
    vault.close().await;
    let verified = Verified {
        found: found?,
        recovery_kept: kept?,
        escrow: escrow?,
        read_only,
    };
    output.result(&verified, |Verified { found, .. }| {
        let mut lines = found.problems.clone();
        lines.push(format!(
            "{}：{} 户客户，{} 条余额，审计 {} 条",
            verdict(found),
            found.clients,
            found.facts,
            found.audit.rows
        ));
        if !verified.recovery_kept {
            lines.push(
                "恢复密钥还没有核对过。没有抄下的，请用 jingwei vault recovery-key 换一把。".into(),
            );
        }
        lines.extend(verified.escrow.as_ref().map(escrow::said));
        if verified.read_only {
            lines.push("所在位置不能写入，只能查看。".into());
        }
        lines
    });
    let found = verified.found;
    if found.ok {
        return Ok(ExitCode::SUCCESS);
    }
    let problems = Error::new(Code::Damaged, format!("{}。", verdict(&found)))
        .with("problems", found.problems.join("；"));
    Ok(output.error(&problems))
}

fn verdict(found: &Verification) -> &'static str {
    match (found.ok, found.is_sound) {
        (true, _) => "保险库完好",
        (_, true) => "数据完好，但操作记录被动过，请保留现有文件并报告合规",
        _ => "保险库有损坏，请从备份恢复，并保留现有文件",
    }
}

pub async fn passphrase(session: &Session, output: &Output) -> Result<ExitCode> {
    let present = session.passphrase()?;
    let new = session.replacement_passphrase()?;
    let vault = Vault::open(
        session.vault_dir()?,
        session.user.as_deref(),
        &present,
        session.now,
    )
    .await?;
    let changed = vault
        .change_passphrase(&present, &new, Stretch::calibrated(), session.now)
        .await;
    vault.close().await;
    changed?;
    output.result(&json!({ "changed": true }), |_| vec![CHANGED.into()]);
    Ok(ExitCode::SUCCESS)
}

pub const CHANGED: &str = "口令已更换。此前的备份仍用当时的口令打开。";

pub async fn recover(session: &Session, output: &Output) -> Result<ExitCode> {
    let recovery_key = session.recovery_key()?;
    let new = session.replacement_passphrase()?;
    let dir = session.vault_dir()?;
    let stretch = Stretch::calibrated();
    let vault = vault::recover(dir, &recovery_key, &new, stretch, session.now).await?;
    let result = json!({ "user": vault.user() });
    vault.close().await;
    output.result(&result, |_| vec![CHANGED.into()]);
    Ok(ExitCode::SUCCESS)
}

pub async fn rotate_key(session: &Session, output: &Output) -> Result<ExitCode> {
    let passphrase = session.passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let vault = Vault::open(dir, staff, &passphrase, session.now).await?;
    let rotated = vault.rotate_key(&passphrase, session.now).await;
    vault.close().await;
    rotated?;
    output.result(&json!({ "replaced": true }), |_| {
        vec!["密钥已更换，各人的口令不变。此前的备份仍是当时的密钥和口令。".into()]
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn backup(session: &Session, to: &Path, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let made = vault.backup(to, session.now).await;
    vault.close().await;
    output.result(&made?, |made| {
        vec![format!("备份完成并已校验：{}", made.path.display())]
    });
    Ok(ExitCode::SUCCESS)
}

pub async fn restore(
    session: &Session,
    backup: &Path,
    to: &Path,
    output: &Output,
) -> Result<ExitCode> {
    let passphrase = session.passphrase()?;
    let restored = vault::restore(
        backup,
        to,
        session.user.as_deref(),
        &passphrase,
        session.now,
    )
    .await?;
    let result = json!({ "vault": restored.dir() });
    let line = format!("已恢复到：{}", restored.dir().display());
    restored.close().await;
    output.result(&result, |_| vec![line]);
    Ok(ExitCode::SUCCESS)
}
