//! A child that dies, hangs, hungers or lies.

use crate::text::endless;
use crate::{good_file_reads, program, reason, trial, wait};
use jingwei_core::Code;
use jingwei_core::intake::reader::{Limits, ReaderProgram, read_open};
use libtest_mimic::Trial;
use std::io::pipe;
use std::time::Duration;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("a_file_that_never_ends", never_ends),
        trial("a_child_that_says_nothing", silent_child),
        trial("a_child_that_cannot_start", no_child),
        trial("no_fault_at_all", good_file_reads),
    ];
    // Elsewhere no limit on memory holds.
    #[cfg(target_os = "linux")]
    trials.extend([
        trial("a_file_larger_than_memory_may_be", memory::large_buffer),
        trial(
            "texts_that_take_more_memory_than_may_be",
            memory::many_strings,
        ),
    ]);
    // Its script is written before any thread starts a program: a copy of the open handle in a
    // program just being started would make it busy.
    #[cfg(unix)]
    {
        let murder = killed::Murder::prepare();
        trials.push(trial("a_child_killed_midway", move || murder.happens()));
    }
    trials
}

#[cfg(target_os = "linux")]
mod memory {
    //! A limit on memory is met in two ways: a buffer that may not grow, or an allocation that aborts.

    use crate::craft::{Part, SHEET, STRINGS, STRINGS_AT, sheet, workbook, workbook_parts, zip_of};
    use crate::{MEGABYTE, reason_of};
    use jingwei_core::intake::reader::Limits;

    fn limits(megabytes: usize) -> Limits {
        Limits {
            memory_bytes: (megabytes * MEGABYTE) as u64,
            ..Limits::default()
        }
    }

    pub fn large_buffer() {
        let large = format!("<!--{}-->", " ".repeat(60_000)).repeat(200);
        let file = workbook(sheet(&format!("{large}{SHEET}")), STRINGS, Vec::new());
        assert_eq!(reason_of("large.xlsx", &file, &limits(2)), "out_of_memory");
    }

    pub fn many_strings() {
        let strings: String = (0..300_000)
            .map(|at| format!("<si><t>示例第{at}实业有限公司</t></si>"))
            .collect();
        let strings = STRINGS.replace("<si><t>客户名称</t></si>", &strings);
        let mut parts = workbook_parts(sheet(SHEET), "");
        parts[STRINGS_AT] = Part::deflated("xl/sharedStrings.xml", &strings);
        let file = zip_of(&parts);
        assert!(file.len() < 4 * MEGABYTE, "{}", file.len());
        assert_eq!(
            reason_of("strings.xlsx", &file, &limits(16)),
            "out_of_memory"
        );
    }
}

fn never_ends() {
    let limits = Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    let (reader, writer) = pipe().expect("a pipe");
    let refused = wait(read_open(&program(), "余额.csv".into(), reader, &limits));
    assert_eq!(reason(refused), "out_of_time");
    drop(writer);
}

/// A program that ends well and says nothing has read nothing.
fn silent_child() {
    let program = ReaderProgram::new("true");
    let (reader, _) = endless("客户编号,余额\n", "K1,5\n");
    let refused = wait(read_open(
        &program,
        "余额.csv".into(),
        reader,
        &Limits::default(),
    ));
    assert_eq!(reason(refused), "crashed");
}

fn no_child() {
    let program = ReaderProgram::new("no-such-program-anywhere");
    let (reader, _) = endless("", "K1,5\n");
    let error = wait(read_open(
        &program,
        "余额.csv".into(),
        reader,
        &Limits::default(),
    ))
    .expect_err("a fault");
    assert_eq!(error.code, Code::Fault);
}

#[cfg(unix)]
mod killed {
    use crate::{reason, wait};
    use jingwei_core::intake::reader::{Limits, ReaderProgram, read_open};
    use std::fs;
    use std::io::{Write, pipe};
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;
    use std::process::Command;
    use std::thread;
    use tempfile::TempDir;

    /// A program that notes its process id before it becomes the child.
    pub struct Murder {
        folder: TempDir,
    }

    impl Murder {
        pub fn prepare() -> Self {
            let murder = Murder {
                folder: TempDir::new().expect("a folder"),
            };
            let this = std::env::current_exe().expect("this program");
            let script = format!(
                "#!/bin/sh\necho $$ > '{}'\nexec '{}' \"$@\"\n",
                murder.note().display(),
                this.display()
            );
            fs::write(murder.script(), script).expect("a script");
            let mode = fs::Permissions::from_mode(0o700);
            fs::set_permissions(murder.script(), mode).expect("a program");
            murder
        }

        fn script(&self) -> PathBuf {
            self.folder.path().join("child.sh")
        }

        fn note(&self) -> PathBuf {
            self.folder.path().join("process-id")
        }

        pub fn happens(self) {
            let (reader, mut writer) = pipe().expect("a pipe");
            let note = self.note();
            let killing = thread::spawn(move || {
                // More than the pipe holds: once it is written, the child has read some of it.
                let rows = "K1,示例精工,5\n".repeat(200_000);
                writer
                    .write_all(rows.as_bytes())
                    .expect("a child that reads");
                let process = fs::read_to_string(note).expect("a process id");
                let status = Command::new("kill")
                    .args(["-KILL", process.trim()])
                    .status();
                assert!(status.expect("kill starts").success());
                // The file is open to the end: the child did not finish by itself.
                drop(writer);
            });
            let program = ReaderProgram::new(self.script());
            let refused = wait(read_open(
                &program,
                "余额.csv".into(),
                reader,
                &Limits::default(),
            ));
            killing.join().expect("a kill");
            assert_eq!(reason(refused), "crashed");
        }
    }
}
