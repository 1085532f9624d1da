//! A client manager's desk: a temporary folder in which the real program runs.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

/// The passphrase of every vault that a test makes.
pub const PASSPHRASE: &str = "测试口令-不用于真实客户";

/// A temporary folder with (at most) one vault, gone when dropped. Commands run inside it, with
/// their own home folder and none of the caller's `JINGWEI_…` variables.
pub struct Desk {
    folder: TempDir,
}

/// How a command ended.
pub struct Outcome {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

/// What a command says on stderr when it does not do what it was asked.
#[derive(Debug, Deserialize)]
pub struct Refusal {
    pub code: String,
    pub message: String,
    pub context: Value,
}

impl Desk {
    /// An empty folder, no vault yet.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// A folder with a fresh vault of the fictional client manager 林晓.
    pub fn with_vault() -> Self {
        let desk = Self::empty();
        desk.json(["vault", "create", "--owner", "林晓", "--staff", "000001"]);
        desk
    }

    /// Where a file of this name lies on the desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The vault that every command of this desk is pointed at.
    pub fn vault(&self) -> PathBuf {
        self.path("desk.vault")
    }

    /// Puts a file on the desk.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("a file on the desk");
        path
    }

    /// The text of a file on the desk.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text on the desk")
    }

    /// The program with these arguments, `--json` and this desk's vault, ready to be changed.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        self.at(self.vault(), arguments)
    }

    /// The same at another vault.
    pub fn at<A: AsRef<OsStr>>(
        &self,
        vault: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(program());
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("JINGWEI_") {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .args(["--json", "--vault"])
            .arg(vault)
            .env("JINGWEI_PASSPHRASE", PASSPHRASE)
            .env("HOME", self.folder.path())
            .current_dir(self.folder.path());
        command
    }

    /// Runs the program and returns how it ended, well or not.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        Outcome::of(&mut self.command(arguments))
    }

    /// Runs a command that must succeed and returns what it printed.
    pub fn json<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Value {
        self.run(arguments).json()
    }

    /// Runs a command that must be refused (exit code 3) and returns its reason.
    pub fn refusal<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Refusal {
        self.run(arguments).refusal(3)
    }
}

impl Outcome {
    /// Runs a command that was made with [`Desk::command`].
    pub fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("the program starts");
        let Some(exit) = status.code() else {
            panic!("{status}: {}", String::from_utf8_lossy(&stderr));
        };
        Self {
            exit,
            stdout: String::from_utf8(stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(stderr).expect("stderr is UTF-8"),
        }
    }

    /// The one object or list on stdout of a command that succeeded.
    pub fn json(&self) -> Value {
        assert_eq!(self.exit, 0, "{}", self.stderr);
        serde_json::from_str(&self.stdout).expect("stdout is JSON")
    }

    /// The reason on stderr of a command that ended with this exit code and printed nothing else.
    pub fn refusal(&self, exit: i32) -> Refusal {
        assert_eq!(self.exit, exit, "{}{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "", "a refusal prints no result");
        serde_json::from_str(&self.stderr).expect("stderr is {code, message, context}")
    }
}

/// The folder `tests/` of the project.
pub fn tests_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The top folder of the project.
pub fn project_folder() -> &'static Path {
    tests_folder().parent().expect("tests/ has a parent")
}

/// The built program `jingwei`, never an older build: `JINGWEI_BIN` from `./test`, which has just
/// built it, or what cargo builds now beside this test's own binary.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| env::var_os("JINGWEI_BIN").map_or_else(build_program, PathBuf::from))
}

fn build_program() -> PathBuf {
    let own = env::current_exe().expect("the path of this test");
    let profile = own
        .ancestors()
        .nth(2)
        .expect("target/PROFILE/deps/acceptance-…");
    let target = profile.parent().expect("target/PROFILE");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "-p", "jingwei-cli", "--bin", "jingwei"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(project_folder());
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    let status = cargo.status().expect("cargo starts");
    assert!(status.success(), "cargo could not build the program");
    profile.join(format!("jingwei{}", env::consts::EXE_SUFFIX))
}
