//! Who works on which vault, under which passphrase, and what time it is. The clock is read here and
//! nowhere else.

use crate::args::Arguments;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use jingwei_core::day::Day;
use jingwei_core::vault::Vault;
use jingwei_core::{Code, Error, Result};
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

pub struct Session {
    vault: Option<PathBuf>,
    pub user: Option<String>,
    from_stdin: bool,
    pub now: Timestamp,
}

impl Session {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line is where the clock is read"
    )]
    pub fn new(arguments: &Arguments) -> Result<Self> {
        Ok(Session {
            vault: arguments.vault.clone(),
            user: arguments.user.clone(),
            from_stdin: arguments.passphrase_stdin,
            now: Timestamp::now(),
        })
    }

    pub fn today(&self) -> Day {
        Day::from(self.now.to_zoned_datetime(TimeZone::system()).date())
    }

    pub fn vault_dir(&self) -> Result<&Path> {
        self.vault.as_deref().ok_or_else(|| {
            Error::new(
                Code::Usage,
                "请用 --vault 指明保险库文件夹（或设置 JINGWEI_VAULT）。",
            )
        })
    }

    pub async fn open(&self) -> Result<Vault> {
        let dir = self.vault_dir()?;
        let passphrase = self.passphrase()?;
        Vault::open(dir, self.user.as_deref(), &passphrase, self.now).await
    }

    /// From standard input, the environment, or a prompt.
    pub fn passphrase(&self) -> Result<Zeroizing<String>> {
        self.given()?.map_or_else(|| prompt("口令："), Ok)
    }

    /// The same for a new vault: typed twice when it is typed.
    pub fn new_passphrase(&self) -> Result<Zeroizing<String>> {
        if let Some(given) = self.given()? {
            return Ok(given);
        }
        prompt_twice()
    }

    /// The one that takes the place of the present one.
    pub fn replacement_passphrase(&self) -> Result<Zeroizing<String>> {
        match std::env::var("JINGWEI_NEW_PASSPHRASE") {
            Ok(given) => Ok(Zeroizing::new(given)),
            Err(_) => prompt_twice(),
        }
    }

    /// Of an archive that is being made: from the environment, or typed twice.
    pub fn new_archive_passphrase(&self) -> Result<Zeroizing<String>> {
        archive_passphrase().map_or_else(prompt_twice, Ok)
    }

    /// Of an archive that is being read.
    pub fn archive_passphrase(&self) -> Result<Zeroizing<String>> {
        archive_passphrase().map_or_else(|| prompt("压缩包的口令："), Ok)
    }

    /// Of a new escrow key's private file: from the environment, or typed twice.
    pub fn new_escrow_passphrase(&self) -> Result<Zeroizing<String>> {
        escrow_passphrase().map_or_else(prompt_twice, Ok)
    }

    /// Of an escrow key's private file.
    pub fn escrow_passphrase(&self) -> Result<Zeroizing<String>> {
        escrow_passphrase().map_or_else(|| prompt("托管私钥文件的口令："), Ok)
    }

    /// From the environment or a prompt.
    pub fn recovery_key(&self) -> Result<Zeroizing<String>> {
        match std::env::var("JINGWEI_RECOVERY_KEY") {
            Ok(given) => Ok(Zeroizing::new(given)),
            Err(_) => prompt("恢复密钥："),
        }
    }

    fn given(&self) -> Result<Option<Zeroizing<String>>> {
        if self.from_stdin {
            let mut line = Zeroizing::new(String::new());
            std::io::stdin()
                .lock()
                .read_line(&mut line)
                .map_err(|error| Error::fault("没有从标准输入读到口令。", error))?;
            let end = line.trim_end_matches(['\r', '\n']).len();
            line.truncate(end);
            return Ok(Some(line));
        }
        Ok(std::env::var("JINGWEI_PASSPHRASE").ok().map(Zeroizing::new))
    }
}

fn archive_passphrase() -> Option<Zeroizing<String>> {
    let given = std::env::var("JINGWEI_ARCHIVE_PASSPHRASE").ok();
    given.map(Zeroizing::new)
}

fn escrow_passphrase() -> Option<Zeroizing<String>> {
    let given = std::env::var("JINGWEI_ESCROW_PASSPHRASE").ok();
    given.map(Zeroizing::new)
}

fn prompt_twice() -> Result<Zeroizing<String>> {
    let first = prompt("新口令：")?;
    if first == prompt("再输入一次：")? {
        return Ok(first);
    }
    Err(Error::new(
        Code::Refused,
        "两次输入的口令不同，什么也没有改动。",
    ))
}

fn prompt(label: &str) -> Result<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::new(
            Code::Refused,
            "没有口令：请用 --passphrase-stdin、环境变量 JINGWEI_PASSPHRASE，或在终端里输入。",
        ));
    }
    rpassword::prompt_password(label)
        .map(Zeroizing::new)
        .map_err(|error| Error::fault("没有读到口令。", error))
}
