//! What holds around the child when its own limits do not, and what it is given.

use crate::{fixture, made, read, reason, trial, wait};
use jingwei_core::error::Code;
use jingwei_core::intake::reader::{self, Cell, Limits, ReaderProgram, Reason, read_here};
use libtest_mimic::Trial;
use std::path::Path;
use std::time::Duration;
#[cfg(unix)]
use std::{path::PathBuf, process::Command};

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial(
            "process::the_child_reads_what_the_parent_would",
            same_as_in_process,
        ),
        trial("process::cells_keep_the_types_of_the_file", types),
        trial("process::merges_belong_to_their_sheets", merges),
        trial("process::a_child_that_takes_too_long_is_stopped", too_long),
        trial("process::a_file_that_is_not_there", not_there),
        trial("process::a_program_that_does_not_start", no_program),
    ];
    if cfg!(unix) {
        trials.push(trial("process::a_child_that_dies_is_a_sentence", crash));
        trials.push(trial("process::a_child_killed_midway", killed));
        trials.push(trial(
            "process::the_child_gets_no_environment_and_no_path",
            given,
        ));
    }
    if cfg!(target_os = "linux") {
        trials.push(trial(
            "process::a_child_that_takes_too_much_memory_is_stopped",
            memory,
        ));
    }
    trials
}

fn same_as_in_process() {
    for name in [
        "clients.xlsx",
        "deposits-months.gbk.csv",
        "deposits-2026-10.xlsx",
    ] {
        let bytes = std::fs::read(fixture(name)).unwrap();
        let here = read_here(name, &bytes, &Limits::default()).unwrap();
        let there = read(&fixture(name), &Limits::default()).unwrap();
        assert_eq!(here, there);
        assert_eq!(there.sha256.len(), 64);
    }
}

fn types() {
    let rows = r#"<row r="2"><c r="B2"><v>1.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="inlineStr"><is><t>示例</t></is></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2"/><c r="G2" t="str"><f>A1</f><v>ok</v></c><c r="H2"><f>A1</f></c></row>"#;
    let book = read_here("x.xlsx", &made::workbook(rows), &Limits::default()).unwrap();
    let row = book.sheets[0].row_at(0);
    assert_eq!(row.number(), 2);
    let shown: Vec<String> = row
        .cells()
        .map(|(column, cell)| format!("{}={cell:?}", row.place(column)))
        .collect();
    assert_eq!(
        shown,
        [
            "B2=Number(1.5)",
            "C2=Bool(true)",
            "D2=Text(\"示例\")",
            "E2=Error(NotAvailable)",
            "G2=Text(\"ok\")",
            "H2=Error(NotCalculated)"
        ]
    );
    let unknown = made::workbook(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c></row>"#,
    );
    let error = read_here("x.xlsx", &unknown, &Limits::default()).unwrap_err();
    assert_eq!(reason(&error), Reason::UnknownCell.slug());
    assert!(error.context["place"].contains("A1 之后"));
}

fn merges() {
    let book = read(&fixture("deposits-2026-10.xlsx"), &Limits::default()).unwrap();
    let sheet = &book.sheets[0];
    let shown: Vec<String> = (sheet.merges.iter())
        .map(|merge| format!("{}:{}", merge.first, merge.last))
        .collect();
    assert!(
        shown.contains(&"F3:G3".to_owned()) && shown.contains(&"A1:I1".to_owned()),
        "{shown:?}"
    );
    let dates = read(&fixture("clients.xlsx"), &Limits::default()).unwrap();
    let first = dates.sheets[0].row_at(3);
    assert!(matches!(first.get(5), Cell::Date(_)), "{:?}", first.get(5));
}

/// The input never ends and says nothing.
fn too_long() {
    let (from, _kept_open) = std::io::pipe().unwrap();
    let limits = Limits {
        time: Duration::from_millis(200),
        ..Limits::default()
    };
    let program = ReaderProgram::this().unwrap();
    let error = wait(reader::read_open(
        &program,
        "slow.csv".into(),
        from,
        &limits,
    ))
    .unwrap_err();
    assert_eq!(reason(&error), Reason::OutOfTime.slug());
}

fn memory() {
    let rows: String = (1..=4_000)
        .map(|row| {
            format!(
                r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{}</t></is></c></row>"#,
                "x".repeat(4_000)
            )
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.xlsx");
    std::fs::write(&path, made::workbook(&rows)).unwrap();
    assert!(read(&path, &Limits::default()).is_ok());
    // Not even room for the buffers of one part.
    let limits = Limits {
        memory_bytes: 64 << 10,
        ..Limits::default()
    };
    let error = read(&path, &limits).unwrap_err();
    assert_eq!(reason(&error), Reason::OutOfMemory.slug());
}

fn not_there() {
    let error = read(Path::new("/nowhere/示例.xlsx"), &Limits::default()).unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    assert!(error.message.contains("示例.xlsx") && !error.message.contains("nowhere"));
    let error = read(std::env::temp_dir().as_path(), &Limits::default()).unwrap_err();
    assert!(error.message.contains("文件夹"));
}

fn no_program() {
    let program = ReaderProgram::new("/nowhere/jingwei");
    let error = wait(reader::read(
        &program,
        &fixture("clients.xlsx"),
        &Limits::default(),
    ))
    .unwrap_err();
    assert_eq!(error.code, Code::Fault);
}

/// A shell script that can be started as a program. Another process writes it: were it open for writing
/// here while another trial starts its child, that child would hold it open, too, and it would be busy.
#[cfg(unix)]
fn script(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("child");
    let written = Command::new("sh")
        .args(["-c", r#"printf '%s\n' "$1" > "$0" && chmod 700 "$0""#])
        .arg(&path)
        .arg(format!("#!/bin/sh\n{text}"))
        .status();
    assert!(written.unwrap().success());
    path
}

/// A program in the child's place.
#[cfg(unix)]
fn instead(text: &str) -> jingwei_core::error::Error {
    let folder = tempfile::tempdir().unwrap();
    let path = script(folder.path(), text);
    let program = ReaderProgram::new(path);
    wait(reader::read(
        &program,
        &fixture("clients.xlsx"),
        &Limits::default(),
    ))
    .unwrap_err()
}

#[cfg(unix)]
fn crash() {
    for (script, expected) in [
        ("kill -SEGV $$", Reason::Crashed),
        ("exit 0", Reason::Crashed),
        ("printf 'nonsense that is no frame at all'", Reason::Crashed),
        ("printf '\\377\\377\\377\\377'", Reason::Crashed),
        ("kill -ABRT $$", Reason::OutOfMemory),
        ("kill -XCPU $$", Reason::OutOfTime),
    ] {
        let error = instead(script);
        assert_eq!(
            (error.code, reason(&error)),
            (Code::UnreadableFile, expected.slug().as_str()),
            "{script}"
        );
    }
}

/// While it reads, with more to come.
#[cfg(unix)]
fn killed() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("process-id");
    let this = std::env::current_exe().unwrap();
    let noting = format!(
        "echo $$ > '{}'\nexec '{}' \"$@\"",
        note.display(),
        this.display()
    );
    let program = ReaderProgram::new(script(folder.path(), &noting));
    let (from, mut to) = std::io::pipe().unwrap();
    let killer = std::thread::spawn(move || {
        // More than a pipe holds: once it is written, the child has taken some of it.
        to.write_all("K1,示例精工,5\n".repeat(200_000).as_bytes())
            .unwrap();
        let process = std::fs::read_to_string(note).unwrap();
        let kill = Command::new("kill")
            .args(["-KILL", process.trim()])
            .status();
        assert!(kill.unwrap().success());
        // Open until now: the child did not come to the end of it.
        drop(to);
    });
    let limits = Limits::default();
    let read = reader::read_open(&program, "killed.csv".into(), from, &limits);
    let error = wait(read).unwrap_err();
    killer.join().unwrap();
    assert_eq!(reason(&error), Reason::Crashed.slug());
}

#[cfg(unix)]
fn given() {
    let folder = tempfile::tempdir().unwrap();
    let seen = folder.path().join("seen");
    // PWD, SHLVL and _ are the shell's own.
    instead(&format!("{{ env; echo \"$@\"; }} > {}", seen.display()));
    let seen = std::fs::read_to_string(seen).unwrap();
    let own = ["PWD=", "SHLVL=", "_=", "OLDPWD="];
    let lines: Vec<&str> = seen
        .lines()
        .filter(|line| !own.iter().any(|name| line.starts_with(name)))
        .collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("__read-workbook {") && !lines[0].contains("clients"));
}

#[cfg(not(unix))]
fn crash() {}

#[cfg(not(unix))]
fn killed() {}

#[cfg(not(unix))]
fn given() {}
