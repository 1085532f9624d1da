//! `jingwei user …`: who works on the vault.

use crate::args::{NewUser, UserCommand};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jingwei_core::Result;
use jingwei_core::language::Language;
use jingwei_core::user::{self, Member, User, UserForm};
use jingwei_core::vault::{Stretch, Vault};
use serde_json::json;

pub async fn run(session: &Session, command: UserCommand, output: &Output) -> Result<ExitCode> {
    // The passphrase that opens is the one that authorises.
    let authority = session.passphrase()?;
    let (dir, staff) = (session.vault_dir()?, session.user.as_deref());
    let vault = Vault::open(dir, staff, &authority, session.now).await?;
    let done = carry_out(&vault, session, command, &authority, output).await;
    vault.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn carry_out(
    vault: &Vault,
    session: &Session,
    command: UserCommand,
    authority: &str,
    output: &Output,
) -> Result<()> {
    let now = session.now;
    match command {
        UserCommand::List => {
            let members = user::list(vault).await?;
            output.result(&members, |members| members.iter().flat_map(lines).collect());
        }
        UserCommand::Add { form } => {
            let form = form.into_form();
            let passphrase = session.replacement_passphrase()?;
            let stretch = Stretch::calibrated();
            let added = user::add(vault, &form, &passphrase, authority, stretch, now).await?;
            said(output, &added, "已添加");
        }
        UserCommand::Change {
            staff,
            name,
            staff_number,
            branch,
            role,
        } => {
            let user = match staff {
                Some(staff) => user::find(vault, &staff).await?,
                None => (*vault.user()).clone(),
            };
            let form = UserForm {
                name: name.unwrap_or(user.name),
                staff_number: (staff_number.or(user.staff_number)).unwrap_or_default(),
                branch: branch.or(user.branch).unwrap_or_default(),
                role: role.unwrap_or(user.role),
            };
            let changed = user::change(vault, user.id, &form, authority, now).await?;
            said(output, &changed, "已保存");
        }
        UserCommand::Remove { staff } => {
            let user = user::find(vault, &staff).await?;
            user::remove(vault, user.id, authority, now).await?;
            said(output, &user, "已移除，其口令不再能打开保险库");
        }
        UserCommand::ResetPassphrase { staff } => {
            let user = user::find(vault, &staff).await?;
            let new = session.replacement_passphrase()?;
            let stretch = Stretch::calibrated();
            user::reset_passphrase(vault, user.id, &new, authority, stretch, now).await?;
            said(output, &user, "口令已重设");
        }
    }
    Ok(())
}

impl NewUser {
    fn into_form(self) -> UserForm {
        UserForm {
            name: self.name,
            staff_number: self.staff_number,
            branch: self.branch,
            role: self.role,
        }
    }
}

/// Who it is, and below it what they sign with.
fn lines(member: &Member) -> Vec<String> {
    let day = |at: Timestamp| at.to_zoned_datetime(TimeZone::system()).date();
    let keys = member.signing_keys.iter().map(|key| {
        let (fingerprint, from) = (&key.fingerprint, day(key.from));
        match key.to {
            None => format!("\t签名密钥 {fingerprint}，{from} 起"),
            Some(to) => format!("\t已停用的签名密钥 {fingerprint}，{from} 至 {}", day(to)),
        }
    });
    std::iter::once(line(member)).chain(keys).collect()
}

fn line(member: &Member) -> String {
    let user = &member.user;
    let mut words = vec![
        user.staff_number.as_deref().unwrap_or("（无工号）"),
        &user.name,
        user.role.label(Language::Chinese),
    ];
    words.extend(user.branch.as_deref());
    words.extend(user.is_owner.then_some("所有者"));
    match (member.left_at, member.has_passphrase) {
        (Some(_), _) => words.push("已移除"),
        (None, false) => words.push("没有口令，请重设"),
        (None, true) => {}
    }
    words.join("　")
}

fn said(output: &Output, user: &User, done: &str) {
    let role = user.role.label(Language::Chinese);
    output.result(&json!({ "user": user }), |_| {
        vec![format!("{done}：{}（{role}）", user.name)]
    });
}
