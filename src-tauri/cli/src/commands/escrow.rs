//! `jingwei escrow …` for the bank that makes an escrow key, `jingwei vault escrow …` and
//! `jingwei vault recover --escrow-key` for a vault that it opens.

use super::vault::CHANGED;
use crate::args::{EscrowCommand, VaultEscrowCommand};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::vault::{self, EscrowKey, EscrowSeen, Stretch, Vault};
use serde_json::json;
use std::path::Path;

pub fn run(session: &Session, command: EscrowCommand, output: &Output) -> Result<ExitCode> {
    match command {
        EscrowCommand::NewKey { of, out } => {
            let passphrase = session.new_escrow_passphrase()?;
            let stretch = Stretch::calibrated();
            let made = vault::new_escrow_key(&out, &of, &passphrase, stretch)?;
            let result = json!({
                "public": made.public,
                "private": made.private,
                "escrow": made.seen,
            });
            output.result(&result, |_| {
                vec![
                    format!("公钥（交给各保险库的所有者）：{}", made.public.display()),
                    format!(
                        "私钥（银行离线保管，与口令分开，不要留在这台电脑上）：{}",
                        made.private.display()
                    ),
                    format!("指纹：{}", made.seen.fingerprint),
                ]
            });
        }
        EscrowCommand::Look { file } => {
            let seen = vault::look_at_escrow(&file)?;
            output.result(&json!({ "escrow": seen }), |_| vec![named(&seen)]);
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub async fn of_vault(
    session: &Session,
    command: VaultEscrowCommand,
    output: &Output,
) -> Result<ExitCode> {
    let authority = session.passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let vault = Vault::open(dir, staff, &authority, session.now).await?;
    let now = session.now;
    let done = match command {
        VaultEscrowCommand::Show => (vault.escrow()).map(|seen| (seen, NONE)),
        VaultEscrowCommand::Set { file, fingerprint } => {
            let set = vault.set_escrow(&file, &fingerprint, &authority, now).await;
            set.map(|seen| (Some(seen), NONE))
        }
        VaultEscrowCommand::Remove => {
            let removed = vault.remove_escrow(&authority, now).await;
            removed.map(|()| (None, REMOVED))
        }
    };
    vault.close().await;
    let (seen, otherwise) = done?;
    output.result(&json!({ "escrow": seen }), |_| {
        vec![seen.as_ref().map_or_else(|| otherwise.to_owned(), said)]
    });
    Ok(ExitCode::SUCCESS)
}

const NONE: &str = "没有设置托管密钥。";
const REMOVED: &str = "托管密钥已移除，不再能打开这个保险库。此前的备份里还有它；要让从前复制的密钥也失效，请接着用 jingwei vault rotate-key 更换密钥。";

pub async fn recover(session: &Session, file: &Path, output: &Output) -> Result<ExitCode> {
    let escrow = EscrowKey::open(file, &session.escrow_passphrase()?)?;
    let new = session.replacement_passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let stretch = Stretch::calibrated();
    let vault = vault::recover_by_escrow(dir, &escrow, staff, &new, stretch, session.now).await?;
    let result = json!({ "user": vault.user() });
    vault.close().await;
    output.result(&result, |_| vec![CHANGED.into()]);
    Ok(ExitCode::SUCCESS)
}

/// What everybody who works on the vault is told.
pub fn said(seen: &EscrowSeen) -> String {
    format!("托管密钥也能打开这个保险库：{}", named(seen))
}

fn named(seen: &EscrowSeen) -> String {
    format!("{}，指纹 {}", seen.of, seen.fingerprint)
}
