//! Killed at any moment, a vault holds every change that was acknowledged, and is whole (docs/faults.md 1).
//!
//! The test starts itself again as the process that is killed: it enters clients one after the other and
//! says so on its standard output after each commit.

#![allow(clippy::unwrap_used, reason = "a test program")]

use jingwei_core::client;
use jingwei_core::intake::{ClientForm, enter_client};
use jingwei_core::vault::{Owner, Stretch, Vault};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
/// Names the vault to the process that is killed.
const VAULT: &str = "JINGWEI_KILLED_VAULT";
const NAME: &str = "a_killed_process_loses_nothing_that_it_acknowledged";

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let Some(vault) = std::env::var_os(VAULT) {
        runtime.block_on(enter_until_killed(Path::new(&vault)));
        return;
    }
    let rounds = if std::env::var_os("JINGWEI_SOAK").is_some() {
        1_000
    } else {
        50
    };
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    runtime.block_on(async {
        let made = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now()).await;
        made.unwrap().0.close().await;
    });
    let mut acknowledged = BTreeSet::new();
    let mut moment = 1;
    for round in 0..rounds {
        // A fixed sequence that falls anywhere into opening and writing, whatever the machine's speed.
        moment = moment * 48_271 % 0x7fff_ffff_u64;
        let said = run_and_kill(
            NAME,
            &dir,
            Duration::from_micros(moment % 200_000),
            moment % 8,
        );
        acknowledged.extend(
            said.lines()
                .filter(|line| line.starts_with('K'))
                .map(str::to_owned),
        );
        let (present, is_whole) = runtime.block_on(look(&dir));
        assert!(is_whole, "round {round}: the vault is damaged");
        let lost: Vec<_> = acknowledged.difference(&present).collect();
        assert!(
            lost.is_empty(),
            "round {round}: acknowledged and lost: {lost:?}"
        );
    }
    assert!(
        acknowledged.len() > rounds / 2,
        "hardly anything was written: {acknowledged:?}"
    );
}

const REPLACED: &str = "a_process_killed_while_it_replaces_the_key_leaves_a_key_and_its_database";

#[test]
fn a_process_killed_while_it_replaces_the_key_leaves_a_key_and_its_database() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let Some(vault) = std::env::var_os(VAULT) {
        runtime.block_on(replace_until_killed(Path::new(&vault)));
        return;
    }
    let rounds = if std::env::var_os("JINGWEI_SOAK").is_some() {
        1_000
    } else {
        40
    };
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    runtime.block_on(async {
        let made = Vault::create(&dir, owner, PASSPHRASE, Stretch::cheap(), now()).await;
        made.unwrap().0.close().await;
    });
    let (mut moment, mut replaced) = (1, 0);
    for round in 0..rounds {
        moment = moment * 48_271 % 0x7fff_ffff_u64;
        let said = run_and_kill(
            REPLACED,
            &dir,
            Duration::from_micros(moment % 400_000),
            moment % 2,
        );
        replaced += said.lines().filter(|line| *line == "replaced").count();
        let (_, is_whole) = runtime.block_on(look(&dir));
        assert!(is_whole, "round {round}: the vault is damaged");
    }
    assert!(replaced > rounds / 4, "hardly ever replaced: {replaced}");
}

async fn replace_until_killed(dir: &Path) {
    loop {
        let vault = Vault::open(dir, None, PASSPHRASE, now()).await.unwrap();
        vault.rotate_key(PASSPHRASE, now()).await.unwrap();
        vault.close().await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "replaced")
            .and_then(|()| out.flush())
            .unwrap();
    }
}

fn now() -> jiff::Timestamp {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

/// Runs the process until `after` has passed since its `acknowledged`th word, then kills it; what it said.
fn run_and_kill(name: &str, dir: &Path, after: Duration, acknowledged: u64) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(VAULT, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    for _ in 0..acknowledged {
        out.read_line(&mut said).unwrap();
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).unwrap();
    said + &String::from_utf8_lossy(&rest)
}

async fn enter_until_killed(dir: &Path) {
    let vault = Vault::open(dir, None, PASSPHRASE, now()).await.unwrap();
    let mut next = client::all(&vault).await.unwrap().len();
    loop {
        next += 1;
        let number = format!("K{next}");
        let form = ClientForm {
            name: format!("示例{next}号有限公司"),
            number: number.clone(),
            ..ClientForm::default()
        };
        enter_client(&vault, &form, now()).await.unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{number}")
            .and_then(|()| out.flush())
            .unwrap();
    }
}

/// Every client's number, and whether pages, structure and trail are whole.
async fn look(dir: &Path) -> (BTreeSet<String>, bool) {
    let vault = Vault::open(dir, None, PASSPHRASE, now()).await.unwrap();
    let keys = client::all(&vault).await.unwrap();
    let listed = client::summaries(&vault, &keys).await.unwrap();
    let report = vault.verify().await.unwrap();
    vault.close().await;
    let numbers = listed.into_iter().filter_map(|client| client.number);
    (numbers.collect(), report.ok)
}
