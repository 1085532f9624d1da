//! `jingwei erase …`, `jingwei hold …`, `jingwei retention`

use crate::args::{EraseCommand, Erasing, HoldCommand};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::erasure::{self, Kind, Preview, Proof, Subject};
use jingwei_core::ids::ClientId;
use jingwei_core::vault::{Vault, atomic};
use jingwei_core::{Code, Error, Result, client, hold, retention};
use serde_json::{Value, json};
use std::path::Path;

pub async fn run(session: &Session, command: EraseCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = answer(&vault, command, session, output).await;
    vault.close().await;
    done?;
    Ok(ExitCode::SUCCESS)
}

async fn answer(
    vault: &Vault,
    command: EraseCommand,
    session: &Session,
    output: &Output,
) -> Result<()> {
    match command {
        EraseCommand::List => {
            let proofs = erasure::proofs(vault).await?;
            output.result(&proofs, |all| all.iter().map(line).collect());
            Ok(())
        }
        EraseCommand::Client { client, how } => {
            let subject = Subject::Client(client_id(vault, &client).await?);
            erase(vault, subject, how, session, output).await
        }
        EraseCommand::Person { client, name, how } => {
            let client = client_id(vault, &client).await?;
            let subject = Subject::Person(erasure::person(vault, client, &name).await?);
            erase(vault, subject, how, session, output).await
        }
    }
}

async fn erase(
    vault: &Vault,
    subject: Subject,
    how: Erasing,
    session: &Session,
    output: &Output,
) -> Result<()> {
    let (today, now) = (session.today(), session.now);
    if how.dry_run {
        let preview = erasure::preview(vault, subject, today, now).await?;
        output.result(&preview, foretold);
        return Ok(());
    }
    if let Some(path) = &how.proof {
        refuse_existing(path)?;
    }
    let reason = how.reason.as_deref().unwrap_or_default();
    let proof = erasure::erase(vault, subject, reason, today, now).await?;
    if let Some(path) = &how.proof {
        let text = serde_json::to_vec_pretty(&proof)
            .map_err(|error| Error::fault("清除已完成，但证明没有写出。", error))?;
        atomic::write(path, &text)?;
    }
    output.result(&proof, told);
    Ok(())
}

fn refuse_existing(path: &Path) -> Result<()> {
    match path.exists() {
        true => Err(Error::new(
            Code::Exists,
            "证明文件已存在，没有覆盖，也没有清除。请换一个文件名。",
        )),
        false => Ok(()),
    }
}

fn foretold(preview: &Preview) -> Vec<String> {
    let mut lines = vec![format!(
        "将清除{}“{}”，共 {} 行：",
        preview.kind.label(),
        preview.name,
        preview.counts.0.values().sum::<u32>()
    )];
    lines.extend((preview.counts.0.iter()).map(|(table, rows)| format!("  {table}  {rows}")));
    lines.push(format!(
        "保险库里的 {} 份备份仍有旧数据，恢复时会按清除名单再次清除。",
        preview.backups
    ));
    lines
        .extend((preview.files.iter()).map(|file| format!("库外文件不受影响，请自行处理：{file}")));
    if let Some(hold) = &preview.hold {
        lines.push(format!("正在保全，现在不能清除：{}", hold.reason));
    }
    lines
}

fn told(proof: &Proof) -> Vec<String> {
    vec![
        line(proof),
        "此前的备份和库外的文件仍有旧数据；恢复备份时会再次清除。".into(),
    ]
}

fn line(proof: &Proof) -> String {
    let again = if proof.is_replay {
        "（恢复备份后）"
    } else {
        ""
    };
    format!(
        "{}  {}  {}{again}  {} 行  {}  {}  审计 {}·{}",
        proof.at,
        proof.kind.label(),
        proof.subject,
        proof.counts.0.values().sum::<u32>(),
        proof.by,
        proof.reason,
        proof.audit_seq,
        &proof.audit_hash[..8]
    )
}

pub async fn hold(session: &Session, command: HoldCommand, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = answer_hold(&vault, command, session).await;
    vault.close().await;
    output.result(&done?, |done| {
        let said = done["said"].as_str().map(str::to_owned);
        said.map_or_else(|| held(done), |said| vec![said])
    });
    Ok(ExitCode::SUCCESS)
}

async fn answer_hold(vault: &Vault, command: HoldCommand, session: &Session) -> Result<Value> {
    let (today, now) = (session.today(), session.now);
    Ok(match command {
        HoldCommand::Set {
            client,
            reason,
            until,
        } => {
            let client = client_id(vault, &client).await?;
            let hold = hold::set(vault, client, &reason, until, today, now).await?;
            json!({ "hold": hold, "said": "已设置保全：期间不能清除这户客户和它的联系人。" })
        }
        HoldCommand::Lift { client, reason } => {
            let client = client_id(vault, &client).await?;
            let lifted = hold::lift(vault, client, &reason, today, now).await?;
            json!({ "lifted": lifted, "said": format!("已解除 {lifted} 项保全。") })
        }
        HoldCommand::List => json!(hold::list(vault, None, today).await?),
    })
}

fn held(holds: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("—").to_owned();
    let all = holds.as_array().map(Vec::as_slice).unwrap_or_default();
    (all.iter())
        .map(|hold| {
            let parts = ["client_name", "reason", "until", "by"].map(|part| text(&hold[part]));
            parts.join("  ")
        })
        .collect()
}

pub async fn retention(session: &Session, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let found = retention::due(&vault, session.today()).await;
    vault.close().await;
    output.result(&found?, |found| {
        let mut lines = vec![format!(
            "联系人保留 {} 天、客户保留 {} 天；到期 {} 项。",
            found.people_days,
            found.clients_days,
            found.due.len()
        )];
        lines.extend(found.due.iter().map(|due| {
            let whose = match due.kind {
                Kind::Person => format!("{}  {}", due.name, due.client_name),
                Kind::Client => due.name.clone(),
            };
            let held = if due.is_held { "  保全中" } else { "" };
            format!("{}  {whose}  最近 {}{held}", due.kind.label(), due.last)
        }));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

/// By its outward id, too: that of a client whose import was undone is all there is to name it by.
async fn client_id(vault: &Vault, named: &str) -> Result<ClientId> {
    if let Ok(id) = named.trim().parse() {
        return Ok(id);
    }
    let key = client::find(vault, named).await?;
    let found = client::summaries(vault, &[key]).await?;
    (found.first().map(|client| client.id))
        .ok_or_else(|| Error::new(Code::NotFound, "没有这个客户。"))
}
