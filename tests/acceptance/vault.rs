//! The vault as a user meets it: made, opened, backed up, restored, and what it refuses.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::harness::{Desk, Outcome, PASSPHRASE};

#[test]
fn opens_with_the_recovery_key_and_not_with_another_word() {
    let desk = Desk::empty();
    let made = desk.json(["vault", "create", "--owner", "林晓", "--branch", "示例支行"]);
    assert_eq!(made["user"]["branch"], "示例支行");
    let key = made["recovery_key"]
        .as_str()
        .expect("a recovery key")
        .to_lowercase();
    let with = |passphrase: &str| {
        let mut command = desk.command(["clients"]);
        command.env("JINGWEI_PASSPHRASE", passphrase);
        Outcome::of(&mut command)
    };
    with(&key).json();
    assert_eq!(with("").refusal(3).code, "wrong_passphrase");
}

#[test]
fn a_changed_and_a_recovered_passphrase_take_the_place_of_the_old_one() {
    const SECOND: &str = "第二个口令-只用于测试";
    const THIRD: &str = "第三个口令-只用于测试";
    let desk = Desk::empty();
    let made = desk.json(["vault", "create", "--owner", "林晓", "--staff", "000001"]);
    let key = made["recovery_key"].as_str().expect("a recovery key");
    let opens_with = |passphrase: &str| {
        let mut command = desk.command(["clients"]);
        command.env("JINGWEI_PASSPHRASE", passphrase);
        Outcome::of(&mut command)
    };

    let mut weak = desk.command(["vault", "passphrase"]);
    let outcome = Outcome::of(weak.env("JINGWEI_NEW_PASSPHRASE", "12345678"));
    assert_eq!(outcome.refusal(3).code, "refused");
    let mut change = desk.command(["vault", "passphrase"]);
    Outcome::of(change.env("JINGWEI_NEW_PASSPHRASE", SECOND)).json();
    assert_eq!(opens_with(PASSPHRASE).refusal(3).code, "wrong_passphrase");
    opens_with(SECOND).json();

    let mut wrong = desk.command(["vault", "recover"]);
    wrong.env("JINGWEI_RECOVERY_KEY", SECOND);
    let outcome = Outcome::of(wrong.env("JINGWEI_NEW_PASSPHRASE", THIRD));
    assert_eq!(outcome.refusal(3).code, "wrong_passphrase");
    let mut recover = desk.command(["vault", "recover"]);
    recover.env("JINGWEI_RECOVERY_KEY", key);
    Outcome::of(recover.env("JINGWEI_NEW_PASSPHRASE", THIRD)).json();
    assert_eq!(opens_with(SECOND).refusal(3).code, "wrong_passphrase");
    opens_with(THIRD).json();
}

#[test]
fn a_guesser_waits_and_so_does_the_owner() {
    let desk = Desk::with_vault();
    let guess = |passphrase: &str| {
        let mut command = desk.command(["clients"]);
        command.env("JINGWEI_PASSPHRASE", passphrase);
        Outcome::of(&mut command).refusal(3)
    };
    for _ in 0..4 {
        assert_eq!(guess("猜一个").code, "wrong_passphrase");
    }
    let refused = guess(PASSPHRASE);
    assert_eq!(refused.code, "delayed");
    let wait = refused.context["wait_seconds"].as_str();
    let wait: u32 = wait.and_then(|text| text.parse().ok()).expect("seconds");
    assert!((1..=5).contains(&wait), "{wait}");
}

#[test]
fn the_passphrase_comes_from_standard_input_where_asked() {
    let desk = Desk::with_vault();
    let mut command = Command::new("sh");
    let program = desk.command(["clients", "--passphrase-stdin"]);
    let words: Vec<_> = program
        .get_args()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    command
        .args([
            "-c",
            "printf '%s\\n' \"$0\" | env -u JINGWEI_PASSPHRASE \"$@\"",
            PASSPHRASE,
        ])
        .arg(program.get_program())
        .args(words);
    assert_eq!(Outcome::of(&mut command).json(), json!([]));
}

#[test]
fn never_overwrites_a_vault_or_a_folder() {
    let desk = Desk::with_vault();
    assert_eq!(
        desk.refusal(["vault", "create", "--owner", "别人"]).code,
        "exists"
    );
    assert_eq!(desk.json(["vault", "verify"])["ok"], true);
}

#[test]
fn a_backup_is_a_vault_and_restores_beside_the_present_one() {
    let desk = Desk::with_vault();
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\n",
    );
    desk.json(["import", "clients.csv"]);
    let backup = desk.json(["vault", "backup", "--to", "disk"])["path"]
        .as_str()
        .expect("a path")
        .to_owned();
    assert!(backup.ends_with(".vault"), "{backup}");
    let listed = Outcome::of(&mut desk.at(&backup, ["clients"])).json();
    assert_eq!(listed[0]["name"], "示例甲公司");

    let occupied = desk.vault().to_string_lossy().into_owned();
    assert_eq!(
        desk.refusal(["vault", "restore", &backup, "--to", &occupied])
            .code,
        "exists"
    );
    let restored = desk.json(["vault", "restore", &backup, "--to", "restored.vault"]);
    let path = restored["vault"].as_str().expect("a path").to_owned();
    assert_eq!(
        Outcome::of(&mut desk.at(&path, ["vault", "verify"])).json()["clients"],
        1
    );
}

#[test]
fn damaged_parts_are_said_and_kept() {
    let desk = Desk::with_vault();
    let database = desk.vault().join("vault.db");
    let whole = fs::read(&database).expect("the database");
    let cases: [(&[u8], i32, &str); 2] = [
        (b"", 4, "damaged"),
        (&whole[..whole.len() / 2 / 4096 * 4096 + 100], 4, "damaged"),
    ];
    for (bytes, exit, code) in cases {
        fs::write(&database, bytes).expect("a damaged file");
        assert_eq!(desk.run(["clients"]).refusal(exit).code, code);
        assert_eq!(fs::read(&database).expect("the file"), bytes);
    }
    fs::remove_file(&database).expect("removed");
    assert_eq!(desk.refusal(["clients"]).code, "not_a_vault");
    assert!(!database.exists(), "never silently recreated");
    fs::write(&database, whole).expect("the whole file");
    desk.json(["clients"]);
}

#[test]
fn a_vault_open_elsewhere_is_refused() {
    let desk = Desk::with_vault();
    let lock = fs::File::open(desk.vault().join("vault.lock")).expect("the lock file");
    lock.lock().expect("locked as another process does");
    assert_eq!(desk.refusal(["clients"]).code, "in_use");
    drop(lock);
    desk.json(["clients"]);
}

/// Runs `script` where `full/` is a disk of so many KiB; `$0` is the program.
#[cfg(target_os = "linux")]
fn on_a_small_disk(desk: &Desk, kib: u32, script: &str) -> Outcome {
    let program = desk.command(["clients"]);
    fs::create_dir(desk.path("full")).expect("a mount point");
    let script = format!("mount -t tmpfs -o size={kib}k tmpfs full && {script}");
    let mut command = Command::new("unshare");
    command
        .args(["--mount", "--map-root-user", "sh", "-c", &script])
        .arg(program.get_program());
    command
        .env("JINGWEI_PASSPHRASE", PASSPHRASE)
        .current_dir(desk.path("."));
    Outcome::of(&mut command)
}

/// Linux only: another system has no mount for one process.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing_and_the_same_import_works_once_there_is_room() {
    let desk = Desk::empty();
    let rows: String = (0..20_000)
        .map(|n| format!("K{n:06},示例第{n}实业有限公司,林晓\n"))
        .collect();
    desk.write(
        "clients.csv",
        &format!("客户编号,客户名称,管户客户经理\n{rows}"),
    );
    let outcome = on_a_small_disk(
        &desk,
        24 * 1024,
        r#"
        run() { "$0" "$@" --json --vault full/desk.vault; }
        run vault create --owner 林晓 > /dev/null || exit 10
        head -c 22m /dev/zero > full/filler 2> /dev/null
        run import clients.csv > /dev/null 2> refused.json; [ $? = 4 ] || exit 11
        run vault verify > verified.json || exit 12
        cat /dev/zero > full/rest 2> /dev/null
        run vault backup --to full > /dev/null 2> backup.json; [ $? = 4 ] || exit 13
        ls -a full | grep -q partial && exit 14
        rm full/filler full/rest
        run import clients.csv > imported.json || exit 15
        run vault verify | grep -q '"ok":true' || exit 16
        "#,
    );
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    for refused in ["refused.json", "backup.json"] {
        let said: serde_json::Value = serde_json::from_str(&desk.read(refused)).expect("an error");
        assert_eq!(said["code"], "no_space", "{refused}: {said}");
    }
    assert!(desk.read("verified.json").contains("\"clients\":0"));
    assert!(desk.read("imported.json").contains("\"new\":20000"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_is_whole_or_not_there() {
    let desk = Desk::with_vault();
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\n",
    );
    desk.json(["import", "clients.csv"]);
    let outcome = on_a_small_disk(
        &desk,
        16,
        r#"
        "$0" document visit-pack --client K1 --out full --json --vault desk.vault > made.json 2> failed.json
        [ $? = 4 ] || exit 11
        [ -z "$(ls -A full)" ] || exit 12
        "#,
    );
    assert_eq!(outcome.exit, 0, "{}", outcome.stderr);
    assert!(
        desk.read("failed.json").contains("no_space"),
        "{}",
        desk.read("failed.json")
    );
}

/// The key was shown and the program ended before anybody wrote it down: the vault goes on saying so.
#[test]
fn a_recovery_key_that_nobody_typed_back_is_asked_for_and_can_be_replaced() {
    let desk = Desk::empty();
    let made = desk.json(["vault", "create", "--owner", "林晓"]);
    let first = made["recovery_key"].as_str().expect("a key").to_owned();
    let typed = |key: &str| {
        let mut command = desk.command(["vault", "recovery-key", "--confirm"]);
        Outcome::of(command.env("JINGWEI_RECOVERY_KEY", key))
    };
    let is_kept = || desk.json(["vault", "verify"])["recovery_kept"] == json!(true);
    assert!(!is_kept());
    let renewed = desk.json(["vault", "recovery-key"]);
    let second = renewed["recovery_key"].as_str().expect("a key");
    assert_eq!(typed(&first).refusal(3).code, "wrong_passphrase");
    assert!(!is_kept());
    typed(second).json();
    assert!(is_kept());
    let mut lost = desk.command(["clients"]);
    lost.env("JINGWEI_PASSPHRASE", &first);
    assert_eq!(Outcome::of(&mut lost).refusal(3).code, "wrong_passphrase");
}

/// Takes the right to write from the vault's folder and all in it. The modes say so to everybody but root,
/// so root (a plain container) runs the program as nobody, from a place that nobody can reach.
#[cfg(unix)]
struct WriteProtected<'a> {
    desk: &'a Desk,
    program: std::path::PathBuf,
    is_root: bool,
}

#[cfg(unix)]
impl<'a> WriteProtected<'a> {
    const NOBODY: u32 = 65_534;

    fn of(desk: &'a Desk) -> Self {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let set = |path: &std::path::Path, mode: u32| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
        };
        for entry in fs::read_dir(desk.vault()).expect("the vault") {
            let path = entry.expect("an entry").path();
            set(&path, if path.is_dir() { 0o555 } else { 0o444 });
        }
        set(&desk.vault(), 0o555);
        set(&desk.path("."), 0o755);
        let program = desk.path("program");
        fs::copy(desk.command(["clients"]).get_program(), &program).expect("a copy");
        set(&program, 0o755);
        let is_root = fs::metadata(desk.path(".")).expect("the desk").uid() == 0;
        Self {
            desk,
            program,
            is_root,
        }
    }

    fn run<const N: usize>(&self, arguments: [&str; N]) -> Outcome {
        use std::os::unix::process::CommandExt;
        let wanted = self.desk.command(arguments);
        let mut command = Command::new(&self.program);
        command
            .args(wanted.get_args())
            .env("JINGWEI_PASSPHRASE", PASSPHRASE)
            .current_dir(self.desk.path("."));
        if self.is_root {
            command.uid(Self::NOBODY).gid(Self::NOBODY);
        }
        Outcome::of(&mut command)
    }
}

#[cfg(unix)]
impl Drop for WriteProtected<'_> {
    /// So that the desk can be cleared away.
    fn drop(&mut self) {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(self.desk.vault(), fs::Permissions::from_mode(0o755));
    }
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_a_vault_opens_for_reading_and_refuses_every_change() {
    let desk = Desk::with_vault();
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\n",
    );
    desk.json(["import", "clients.csv"]);
    desk.write(
        "more.csv",
        "客户编号,客户名称,管户客户经理\nK2,示例乙公司,林晓\n",
    );
    desk.write(
        "bad.csv",
        "客户编号,客户名称,管户客户经理,成立日期\nK3,示例丙公司,林晓,某日\n",
    );
    let before = fs::read(desk.vault().join("vault.db")).expect("the database");
    {
        use std::os::unix::fs::PermissionsExt;
        let protected = WriteProtected::of(&desk);
        assert_eq!(protected.run(["clients"]).json()[0]["name"], "示例甲公司");
        assert_eq!(
            protected.run(["dossier", "--client", "K1"]).json()["client"]["name"],
            "示例甲公司"
        );
        protected.run(["today"]).json();
        protected.run(["import", "list"]).json();
        let verified = protected.run(["vault", "verify"]).json();
        assert_eq!(
            (&verified["ok"], &verified["read_only"]),
            (&json!(true), &json!(true))
        );
        protected.run(["import", "more.csv", "--dry-run"]).json();
        for change in [
            protected.run(["import", "more.csv"]),
            protected.run(["visit", "plan", "--client", "K1", "--on", "2026-12-01"]),
            protected.run(["vault", "recovery-key"]),
            protected.run(["vault", "backup", "--to", "/tmp/nowhere"]),
        ] {
            let refused = change.refusal(3);
            assert_eq!(refused.code, "read_only", "{}", refused.message);
            assert!(refused.message.contains("只读"), "{}", refused.message);
        }
        // What cannot be signed and recorded does not leave.
        let out = tempfile::tempdir().expect("a folder");
        fs::set_permissions(out.path(), fs::Permissions::from_mode(0o777)).expect("open to all");
        let file = |name: &str| out.path().join(name).to_string_lossy().into_owned();
        let (list, trail, rows) = (file("清单.xlsx"), file("记录.xlsx"), file("拒绝"));
        for export in [
            protected.run(["clients", "--export", &list, "--reason", "报送"]),
            protected.run(["audit", "export", "--to", &trail, "--reason", "报送"]),
            protected.run([
                "import",
                "bad.csv",
                "--dry-run",
                "--rejected-to",
                &rows,
                "--reason",
                "改正",
            ]),
        ] {
            let refused = export.refusal(3);
            assert_eq!(refused.code, "read_only", "{}", refused.message);
            assert!(refused.message.contains("没有导出"), "{}", refused.message);
        }
        let shown = ["dossier", "--client", "K1", "--reveal", "--reason", "核对"];
        assert_eq!(protected.run(shown).refusal(3).code, "read_only");
        let left = fs::read_dir(out.path()).expect("the folder").count();
        assert_eq!(left, 0, "no file is left behind");
        // Readers do not shut each other out; whoever works does.
        let reader = fs::File::open(desk.vault().join("vault.lock")).expect("the lock file");
        reader.lock_shared().expect("another reader");
        protected.run(["clients"]).json();
        drop(reader);
        let worker = fs::File::open(desk.vault().join("vault.lock")).expect("the lock file");
        worker.lock().expect("as a process that works does");
        assert_eq!(protected.run(["clients"]).refusal(3).code, "in_use");
    }
    assert_eq!(
        fs::read(desk.vault().join("vault.db")).expect("the database"),
        before
    );
}
