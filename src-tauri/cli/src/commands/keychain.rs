//! `jingwei vault keychain …`. The command line itself always asks for the passphrase: what runs unattended is given
//! one on purpose, and not by whoever is logged in.

use crate::args::VaultKeychainCommand;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::vault::Vault;
use jingwei_keychain::Keychain;
use serde_json::json;

pub async fn run(
    session: &Session,
    command: VaultKeychainCommand,
    output: &Output,
) -> Result<ExitCode> {
    let passphrase = session.passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let keychain = Keychain::of_this_computer()?;
    let vault = Vault::open(dir, staff, &passphrase, session.now).await?;
    let done = match command {
        VaultKeychainCommand::Show => Ok(None),
        VaultKeychainCommand::On => {
            let turned_on = keychain.turn_on(&vault, &passphrase, session.now).await;
            turned_on.map(|()| None)
        }
        VaultKeychainCommand::Off => {
            let turned_off = keychain.turn_off(&vault, session.now).await;
            turned_off.map(|is_gone| (!is_gone).then_some(LEFT))
        }
    };
    let (is_on, devices) = (keychain.of(&vault).is_some(), vault.devices());
    vault.close().await;
    let (left, devices) = (done?, devices?.len());
    output.result(&json!({ "on": is_on, "devices": devices }), |_| {
        let mut lines = vec![if is_on { ON } else { OFF }.to_owned()];
        let others = devices - usize::from(is_on);
        if others > 0 {
            lines.push(format!(
                "另有 {others} 处可以打开；更换口令会使各处的都失效。"
            ));
        }
        lines.extend(left.map(str::to_owned));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

const ON: &str = "启动时由这台电脑的系统钥匙串打开这个保险库；锁定之后仍要输入口令。";
const OFF: &str = "这台电脑的系统钥匙串不打开这个保险库。";
const LEFT: &str = "系统钥匙串没有应答，里面还留着一条，已打不开任何东西。";
