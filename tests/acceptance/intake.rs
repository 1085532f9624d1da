//! Files of `fixtures/` through the command line: exact counts, sums, undo, the queue, and what is refused.
//! `fixtures/README.md` says what is odd in each file.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::harness::{Desk, Outcome, tests_folder};

pub const CLIENTS: &str = "clients.xlsx";
const PEOPLE: &str = "people.xlsx";
const MONTHS: &str = "deposits-months.gbk.csv";
pub const OCTOBER: &str = "deposits-2026-10.xlsx";
const LOANS: &str = "loans-2026-10.xlsx";
/// Loans name no day themselves.
const LOANS_AS_OF: [&str; 2] = ["--as-of", "2026-10-31"];

pub fn fixture(name: &str) -> PathBuf {
    tests_folder().join("fixtures").join(name)
}

fn run(desk: &Desk, names: &[&str], more: &[&str]) -> Outcome {
    let mut arguments: Vec<PathBuf> = vec!["import".into()];
    arguments.extend(names.iter().map(|name| fixture(name)));
    arguments.extend(more.iter().map(PathBuf::from));
    desk.run(arguments)
}

pub fn import(desk: &Desk, name: &str, more: &[&str]) -> Value {
    run(desk, &[name], more).json()[0].take()
}

/// New, changed, unchanged, duplicate, rejected, queued, warned, abnormal.
pub type Counts = [u64; 8];

pub fn counts(imported: &Value) -> Counts {
    let names = [
        "new",
        "changed",
        "unchanged",
        "duplicate",
        "rejected",
        "queued",
        "warned",
        "abnormal",
    ];
    names.map(|name| imported["counts"][name].as_u64().expect(name))
}

pub fn rejected_cells(imported: &Value) -> Vec<&str> {
    let rejected = imported["rejected"].as_array().expect("a list");
    rejected
        .iter()
        .map(|problem| problem["cell"].as_str().expect("an address"))
        .collect()
}

/// Mended where it says why, the workbook goes in like the file it came from.
#[test]
fn rejected_rows_leave_as_a_workbook_that_can_be_mended_and_imported() {
    let desk = Desk::with_vault();
    desk.write(
        "clients.csv",
        "客户编号,客户名称,管户客户经理\nK1,示例甲公司,林晓\nK2,示例乙公司,林晓\n",
    );
    desk.json(["import", "clients.csv"]);
    desk.write(
        "deposits.csv",
        "数据日期：2026-10-31,单位：万元\n账户编号,客户编号,余额\nA1,K1,1.5\nA2,K2,一百\nA3,K2,=1+1\n",
    );
    let leave = ["--rejected-to", "mend", "--reason", "退柜面改正"];
    let arguments = ["import", "deposits.csv"].into_iter().chain(leave);
    let imported = desk.json(arguments)[0].take();
    assert_eq!(counts(&imported), [1, 0, 0, 0, 2, 0, 0, 0], "{imported:#}");
    let path = imported["rejected_rows"].as_str().expect("a path");
    assert!(path.ends_with("deposits 被拒绝的行.xlsx"), "{path}");

    // Not mended yet: the same rows are rejected for the same reasons, read from the workbook's own headings.
    let again = desk.json(["import", path, "--dry-run"])[0].take();
    assert_eq!(counts(&again), [0, 0, 0, 0, 2, 0, 0, 0], "{again:#}");
    assert_eq!(
        (&again["as_of"], &again["unit"]),
        (&json!("2026-10-31"), &json!("万元"))
    );
    let reasons = |of: &Value| -> Vec<Value> {
        let rejected = of["rejected"].as_array().expect("a list");
        rejected
            .iter()
            .map(|problem| problem["reason"].clone())
            .collect()
    };
    assert_eq!(reasons(&again), reasons(&imported));

    let file = fs::read(desk.path(path)).expect("the workbook");
    let strings = shared_strings(&file);
    assert!(strings.contains("原因"), "{strings}");
    let mended = strings.replace("一百", "100").replace("=1+1", "2");
    fs::write(desk.path("mended.xlsx"), with_strings(&file, &mended)).expect("written");
    let mended = desk.json(["import", "mended.xlsx"])[0].take();
    assert_eq!(counts(&mended), [2, 0, 0, 0, 0, 0, 0, 0], "{mended:#}");
    assert_eq!(mended["control"]["own"], "1020000.00");
}

const STRINGS: &str = "xl/sharedStrings.xml";

fn shared_strings(workbook: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut part = archive.by_name(STRINGS).expect("its texts");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("text");
    text
}

/// The workbook with other texts, as a person would type them.
fn with_strings(workbook: &[u8], strings: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut mended = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).expect("a part");
        if part.name().expect("a name") != STRINGS {
            mended.raw_copy_file(part).expect("a copy");
        }
    }
    mended
        .start_file(STRINGS, SimpleFileOptions::default())
        .expect("its texts");
    mended.write_all(strings.as_bytes()).expect("written");
    mended.finish().expect("whole").into_inner()
}

/// What the vault says of everything that a file could have touched.
fn state(desk: &Desk) -> String {
    let mut said = desk.run(["clients", "--limit", "1000"]).stdout;
    for client in ["KH900002", "KH900020"] {
        let outcome = desk.run(["dossier", "--client", client, "--as-of", "2026-11-02"]);
        said.push_str(&outcome.stdout);
    }
    said
}

fn undo(desk: &Desk, imported: &Value) -> Outcome {
    desk.run([
        "import",
        "undo",
        imported["batch"].as_str().expect("a batch"),
    ])
}

#[test]
fn each_file_gives_its_counts_and_again_changes_nothing() {
    let desk = Desk::with_vault();
    let files: [(&str, &[&str], Counts, Counts); 5] = [
        (
            CLIENTS,
            &[],
            [70, 0, 0, 4, 6, 0, 3, 0],
            [0, 0, 70, 4, 6, 0, 3, 0],
        ),
        (
            PEOPLE,
            &[],
            [89, 0, 0, 3, 2, 9, 0, 0],
            [0, 0, 89, 3, 2, 9, 0, 0],
        ),
        (
            MONTHS,
            &[],
            [144, 0, 0, 0, 0, 6, 0, 7],
            [0, 0, 144, 0, 0, 6, 0, 7],
        ),
        (
            OCTOBER,
            &[],
            [39, 0, 24, 0, 0, 2, 0, 2],
            [0, 0, 63, 0, 0, 2, 0, 2],
        ),
        (
            LOANS,
            &LOANS_AS_OF,
            [60, 0, 0, 1, 4, 4, 10, 1],
            [0, 0, 60, 1, 4, 4, 10, 1],
        ),
    ];
    for (name, more, first, _) in files {
        let imported = import(&desk, name, more);
        assert_eq!(counts(&imported), first, "{name}: {imported:#}");
        assert_eq!(imported["file"], name);
    }
    let before = state(&desk);
    for (name, more, _, again) in files {
        assert_eq!(counts(&import(&desk, name, more)), again, "{name} again");
    }
    assert_eq!(state(&desk), before);
    assert_eq!(desk.json(["vault", "verify"])["clients"], 70);
}

#[test]
fn header_title_and_user_say_kind_unit_and_day() {
    let desk = Desk::with_vault();
    let said = |name: &str, more: &[&str]| {
        let imported = import(&desk, name, more);
        json!([imported["kind"], imported["unit"], imported["as_of"]])
    };
    assert_eq!(said(CLIENTS, &[]), json!(["clients", "万元", null]));
    assert_eq!(said(PEOPLE, &[])[0], "people");
    assert_eq!(said(MONTHS, &[]), json!(["deposits", "元", "2026-10-31"]));
    assert_eq!(
        said(OCTOBER, &[]),
        json!(["deposits", "万元", "2026-10-31"])
    );
    assert_eq!(
        said(LOANS, &LOANS_AS_OF),
        json!(["loans", "元", "2026-10-31"])
    );
    let refused = run(&desk, &[LOANS], &[]).refusal(3);
    assert_eq!(refused.code, "no_date");
}

#[test]
fn sums_are_held_against_the_files_own_total() {
    let desk = Desk::with_vault();
    let control = |name: &str, more: &[&str]| import(&desk, name, more)["control"].take();
    assert_eq!(
        control(OCTOBER, &[]),
        json!({ "own": "2457202518.33", "stated": "2457202401.44", "difference": "116.89", "within_rounding": true })
    );
    let unstated = |own: &str| json!({ "own": own, "stated": null, "difference": null, "within_rounding": null });
    assert_eq!(control(MONTHS, &[]), unstated("5739428732.79"));
    assert_eq!(control(LOANS, &LOANS_AS_OF), unstated("628051779.51"));
    assert_eq!(control(CLIENTS, &[])["own"], Value::Null);
    desk.write(
        "wrong-total.csv",
        "账户编号,客户编号,数据日期,余额\nZ1,K1,2026-10-31,100.00\nZ2,K1,2026-10-31,50.00\n合计,,,149.99\n",
    );
    let wrong = desk.json(["import", "wrong-total.csv"])[0]["control"].take();
    assert_eq!(
        wrong,
        json!({ "own": "150.00", "stated": "149.99", "difference": "0.01", "within_rounding": false })
    );
}

#[test]
fn the_other_order_stores_the_finer_amounts() {
    let desk = Desk::with_vault();
    import(&desk, CLIENTS, &[]);
    assert_eq!(
        counts(&import(&desk, OCTOBER, &[])),
        [63, 0, 0, 0, 0, 2, 0, 1]
    );
    // Account 3 of client KH900002 is among those that the workbook rounds to 100 元.
    let point = || {
        let dossier = desk.json(["dossier", "--client", "KH900002", "--as-of", "2026-10-31"]);
        dossier["accounts"].to_string()
    };
    let rounded = point();
    assert_eq!(
        counts(&import(&desk, MONTHS, &[])),
        [120, 6, 18, 0, 0, 6, 0, 7]
    );
    assert_ne!(point(), rounded);
    let finer = point();
    assert_eq!(
        counts(&import(&desk, OCTOBER, &[])),
        [0, 0, 63, 0, 0, 2, 0, 2]
    );
    assert_eq!(point(), finer, "the coarser file changes nothing");
}

#[test]
fn rejected_cells_are_named_by_their_address() {
    let desk = Desk::with_vault();
    let clients = import(&desk, CLIENTS, &[]);
    assert_eq!(
        rejected_cells(&clients),
        ["B76", "B77", "B78", "C79", "E80", "A82"]
    );
    assert_eq!(
        clients["rejected"][0],
        json!({ "row": 76, "cell": "B76", "reason": "客户名称为空" })
    );
    let warned: Vec<&Value> = clients["warnings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|warning| &warning["cell"])
        .collect();
    assert_eq!(warned, ["C13", "C34", "C64"]);
    let people = import(&desk, PEOPLE, &[]);
    assert_eq!(rejected_cells(&people), ["C100", "A101"]);
    let loans = import(&desk, LOANS, &LOANS_AS_OF);
    assert_eq!(rejected_cells(&loans), ["L67", "J68", "G69", "A70"]);
    let errors = import(&desk, "bad/error-cells.xlsx", &[]);
    assert_eq!(counts(&errors), [2, 0, 0, 0, 2, 0, 0, 0]);
    assert_eq!(
        errors["rejected"],
        json!([
            { "row": 4, "cell": "D4", "reason": "单元格是错误值 #REF!" },
            { "row": 5, "cell": "D5", "reason": "单元格是错误值 未计算的公式" },
        ])
    );
}

#[test]
fn undo_leaves_the_dossiers_byte_for_byte_as_they_were() {
    let desk = Desk::with_vault();
    let clients = import(&desk, CLIENTS, &[]);
    import(&desk, MONTHS, &[]);
    for (name, more) in [(PEOPLE, &[][..]), (OCTOBER, &[]), (LOANS, &LOANS_AS_OF)] {
        let before = state(&desk);
        let imported = import(&desk, name, more);
        assert_ne!(state(&desk), before, "{name} shows in the dossiers");
        undo(&desk, &imported).json();
        assert_eq!(state(&desk), before, "{name}");
        assert_eq!(
            undo(&desk, &imported).refusal(3).code,
            "refused",
            "{name} twice"
        );
    }
    let before = state(&desk);
    let again = import(&desk, MONTHS, &[]);
    assert_eq!(again["batch"], Value::Null, "nothing new is not written");
    let refused = undo(&desk, &clients).refusal(3);
    assert_eq!(refused.code, "refused");
    assert_eq!(refused.context["later_file"], MONTHS);
    assert_eq!(state(&desk), before);
    assert_eq!(desk.json(["vault", "verify"])["ok"], true);
}

#[test]
fn undoing_the_finer_file_brings_the_coarser_amounts_back() {
    let desk = Desk::with_vault();
    import(&desk, CLIENTS, &[]);
    import(&desk, OCTOBER, &[]);
    let before = state(&desk);
    let months = import(&desk, MONTHS, &[]);
    undo(&desk, &months).json();
    assert_eq!(state(&desk), before);
}

#[test]
fn rows_wait_for_their_clients_and_attach_when_these_come() {
    let desk = Desk::with_vault();
    assert_eq!(
        counts(&import(&desk, LOANS, &LOANS_AS_OF)),
        [0, 0, 0, 0, 3, 66, 10, 1]
    );
    assert_eq!(
        counts(&import(&desk, OCTOBER, &[])),
        [0, 0, 0, 0, 0, 65, 0, 1]
    );
    assert_eq!(
        counts(&import(&desk, PEOPLE, &[])),
        [0, 0, 0, 2, 2, 99, 0, 0]
    );
    let nobody = state(&desk);
    let clients = import(&desk, CLIENTS, &[]);
    assert_eq!(clients["attached"]["new"], 60 + 63 + 89);
    let shown = desk.json(["dossier", "--client", "KH900003", "--as-of", "2026-11-02"]);
    assert_eq!(shown["people"].as_array().map(Vec::len), Some(2));
    assert_eq!(shown["accounts"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        counts(&import(&desk, LOANS, &LOANS_AS_OF))[2],
        60,
        "nothing twice"
    );

    // The list goes, its rows wait again; it comes, they are back.
    let desk = Desk::with_vault();
    import(&desk, LOANS, &LOANS_AS_OF);
    let clients = import(&desk, CLIENTS, &[]);
    let attached = state(&desk);
    undo(&desk, &clients).json();
    assert_eq!(state(&desk), nobody);
    assert_eq!(import(&desk, CLIENTS, &[])["attached"]["new"], 60);
    let listed = |state: &str| state.lines().next().map(str::len);
    assert_eq!(listed(&state(&desk)), listed(&attached));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let desk = Desk::with_vault();
    let before = desk.json(["vault", "verify"]);
    let mut planned = import(&desk, CLIENTS, &["--dry-run"]);
    assert_eq!(planned["batch"], Value::Null);
    assert_eq!(desk.json(["clients"]), json!([]));
    assert_eq!(desk.json(["vault", "verify"]), before);
    let imported = import(&desk, CLIENTS, &[]);
    planned["batch"] = imported["batch"].clone();
    assert_eq!(planned, imported);
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let desk = Desk::with_vault();
    for (name, kind, is) in [
        (CLIENTS, "deposits", "clients"),
        (OCTOBER, "loans", "deposits"),
        (LOANS, "clients", "loans"),
    ] {
        let refused = run(&desk, &[name], &["--kind", kind]).refusal(3);
        assert_eq!(refused.code, "unreadable_file", "{name}");
        assert_eq!(refused.context["looks_like"], is);
    }
    let usage = run(&desk, &[CLIENTS], &["--kind", "balances"]).refusal(2);
    assert_eq!(usage.code, "usage");
}

/// Whether a text speaks Chinese to the user, and of nothing inside the program.
pub fn is_for_the_user(message: &str) -> bool {
    message.contains('。')
        && !["panic", "Error", "unwrap", ".rs"]
            .iter()
            .any(|word| message.contains(word))
}

#[test]
fn a_bad_file_is_refused_with_its_reason_and_nothing_changes() {
    let desk = Desk::with_vault();
    import(&desk, CLIENTS, &[]);
    let before = (state(&desk), desk.json(["vault", "verify"]));
    for (name, code, key, value) in [
        ("empty.xlsx", "unreadable_file", "reason", "empty"),
        (
            "no-workbook.xlsx",
            "unreadable_file",
            "reason",
            "other_document",
        ),
        ("page.xls", "unreadable_file", "reason", "html"),
        ("truncated.xlsx", "unreadable_file", "reason", "damaged"),
        (
            "password-protected.xlsx",
            "unreadable_file",
            "reason",
            "encrypted",
        ),
        (
            "password-protected.xls",
            "unreadable_file",
            "reason",
            "encrypted",
        ),
        (
            "company-encrypted.xlsx",
            "unreadable_file",
            "reason",
            "company_encrypted",
        ),
        ("no-header.xlsx", "unreadable_file", "missing", "header"),
        ("no-date.xlsx", "no_date", "missing", "as_of"),
        ("unknown-unit.xlsx", "unreadable_file", "unit", "吨"),
        ("no-unit.xlsx", "unreadable_file", "missing", "unit"),
        (
            "no-such-file.xlsx",
            "not_found",
            "file",
            "no-such-file.xlsx",
        ),
    ] {
        let refused = run(&desk, &[&format!("bad/{name}")], &[]).refusal(3);
        assert_eq!(refused.code, code, "{name}: {}", refused.message);
        assert_eq!(refused.context[key], value, "{name}: {}", refused.context);
        assert_eq!(refused.context["file"], name);
        assert!(
            is_for_the_user(&refused.message),
            "{name}: {}",
            refused.message
        );
    }
    assert_eq!((state(&desk), desk.json(["vault", "verify"])), before);
    // What was missing can be said by the user.
    for (name, more) in [
        ("bad/no-date.xlsx", ["--as-of", "2026-10-31"]),
        ("bad/unknown-unit.xlsx", ["--unit", "万元"]),
        ("bad/no-unit.xlsx", ["--unit", "万元"]),
    ] {
        let imported = run(&desk, &[name], &[&more[..], &["--dry-run"]].concat()).json()[0].take();
        assert_eq!(counts(&imported)[0], 1, "{name}");
        assert_eq!(imported["control"]["own"], "12345000.00", "{name}");
    }
}

#[test]
fn a_bad_file_stops_the_others_until_it_is_left_out() {
    let desk = Desk::with_vault();
    let files = [CLIENTS, "bad/page.xls", PEOPLE];
    let outcome = run(&desk, &files, &[]);
    assert_eq!(outcome.exit, 3);
    let list: Value = serde_json::from_str(&outcome.stdout).expect("a list of three");
    assert_eq!(list.as_array().map(Vec::len), Some(3));
    assert_eq!((counts(&list[0])[0], counts(&list[2])[0]), (70, 89));
    assert_eq!(list[1]["error"]["context"]["reason"], "html");
    let said: Value = serde_json::from_str(&outcome.stderr).expect("the reason");
    assert_eq!(said["context"]["files"], "page.xls");
    assert_eq!(desk.json(["vault", "verify"])["clients"], 0);
    let list = run(&desk, &files, &["--leave-out"]).json();
    assert_eq!(list[1]["left_out"], true);
    assert_eq!((counts(&list[0])[0], counts(&list[2])[0]), (70, 89));
    assert_eq!(desk.json(["vault", "verify"])["clients"], 70);
}

#[test]
fn content_decides_and_not_the_name_of_the_file() {
    let desk = Desk::with_vault();
    let first = import(&desk, "bad/text-named.xlsx", &[]);
    assert_eq!(counts(&first)[0], 2);
    for name in [
        "workbook-named.csv",
        "bom.csv",
        "utf16.csv",
        "utf16-unmarked.csv",
        "utf16-big-endian.csv",
    ] {
        let again = import(&desk, &format!("bad/{name}"), &[]);
        assert_eq!(counts(&again), [0, 0, 2, 0, 0, 0, 0, 0], "{name}");
    }
}

fn names(desk: &Desk) -> BTreeSet<String> {
    let list = desk.json(["clients", "--limit", "1000"]);
    let list = list.as_array().expect("a list").iter();
    list.map(|client| client["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn every_name_is_kept_as_it_is_written() {
    let desk = Desk::with_vault();
    import(&desk, CLIENTS, &[]);
    let clients = names(&desk);
    assert_eq!(clients.len(), 68, "two names stand for two clients each");
    assert!(
        clients.contains("示例㛃禾精工机械（集团）有限公司"),
        "{clients:?}"
    );
    assert!(clients.iter().all(|name| name.trim() == name));

    let text = "客户编号,客户名称,管户客户经理\nKX0009,示例㛃禾食品有限公司,林晓\n";
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(text);
    assert!(!lossy);
    fs::write(desk.path("gb18030.csv"), bytes).expect("a file");
    desk.json(["import", "gb18030.csv"]);
    assert!(names(&desk).contains("示例㛃禾食品有限公司"));

    import(&desk, "bad/formula-name.xlsx", &[]);
    assert!(names(&desk).contains("=cmd|'/c calc'!A1"));
    let shown = desk.json(["dossier", "--client", "KX0003"]);
    assert_eq!(shown["client"]["name"], "=cmd|'/c calc'!A1");
}

#[test]
fn odd_names_are_shown_literally_and_make_safe_documents() {
    let desk = Desk::with_vault();
    assert_eq!(counts(&import(&desk, "bad/odd-names.csv", &[]))[0], 7);
    import(&desk, "bad/formula-name.xlsx", &[]);
    let file = fs::read_to_string(fixture("bad/odd-names.csv")).expect("UTF-8");
    let written: BTreeSet<String> = file
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).expect("a name").to_owned())
        .chain(["=cmd|'/c calc'!A1".to_owned()])
        .collect();
    assert_eq!(names(&desk), written);

    let beside = listing(&desk.path("."));
    let made = desk.json([
        "document",
        "visit-pack",
        "--all",
        "--out",
        "out",
        "--as-of",
        "2026-11-02",
    ]);
    let made = made.as_array().expect("a list");
    assert_eq!(made.len(), written.len());
    let files = listing(&desk.path("out"));
    assert_eq!(files.len(), written.len(), "{files:?}");
    for document in made {
        assert!(written.contains(document["client"].as_str().expect("a client")));
        let path = Path::new(document["path"].as_str().expect("a path"));
        assert_eq!(path.parent(), Some(Path::new("out")), "{path:?}");
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        assert!(files.contains(name) && is_safe(name), "{name:?}");
    }
    let mut now = listing(&desk.path("."));
    now.remove("out");
    assert_eq!(now, beside, "nothing outside the folder");
}

fn listing(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect()
}

/// A name that every system takes as one file, and that looks like what it is.
fn is_safe(name: &str) -> bool {
    let invisible = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}');
    name.ends_with(".pdf")
        && name.len() <= 255
        && !name.starts_with('.')
        && !name
            .chars()
            .any(|c| c.is_control() || invisible(c) || r#"/\:*?"<>|"#.contains(c))
}

#[test]
fn imports_are_listed_newest_first_with_what_became_of_them() {
    let desk = Desk::with_vault();
    let clients = import(&desk, CLIENTS, &[]);
    let people = import(&desk, PEOPLE, &[]);
    let undone = undo(&desk, &people);
    assert_eq!(undone.exit, 0, "{}", undone.stderr);
    let listed = desk.json(["import", "list"]);
    let files: Vec<&str> = (listed.as_array().expect("a list").iter())
        .map(|file| file["file"].as_str().expect("a name"))
        .collect();
    assert_eq!(files, [PEOPLE, CLIENTS]);
    assert_eq!(listed[1]["batch"], clients["batch"]);
    assert_eq!(listed[1]["counts"], clients["counts"]);
    assert!(listed[0]["undone_at"].is_string() && listed[1]["undone_at"].is_null());
    assert_eq!(
        listed[0]["waiting"], 0,
        "an undone file has nothing waiting"
    );
    let newest = desk.json(["import", "list", "--limit", "1"]);
    assert_eq!(newest.as_array().map(Vec::len), Some(1));
}
