//! The counts of real branch files, where `JINGWEI_REAL_DATA` names their folder: public company names and
//! officers in workbooks as messy as a bank's. Without the folder the same rules are tested on
//! `fixtures/` by [`crate::intake`].

use std::env;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::Desk;

/// Loans name no day themselves.
const LOANS_AS_OF: [&str; 2] = ["--as-of", "2026-10-31"];

fn folder() -> Option<PathBuf> {
    env::var_os("JINGWEI_REAL_DATA").map(PathBuf::from)
}

struct Files {
    desk: Desk,
    folder: PathBuf,
}

impl Files {
    fn import(&self, name: &str, more: &[&str]) -> Value {
        let path = self.folder.join(name);
        let path = path.to_str().expect("a UTF-8 path");
        let mut arguments = vec!["import", path];
        arguments.extend(more);
        self.desk.json(arguments)[0].take()
    }

    fn counts(&self, name: &str, more: &[&str]) -> Value {
        let counts = self.import(name, more)["counts"].take();
        json!([
            counts["new"],
            counts["changed"],
            counts["unchanged"],
            counts["duplicate"],
            counts["rejected"],
            counts["queued"],
            counts["warned"],
            counts["abnormal"],
        ])
    }

    fn dossiers(&self) -> String {
        let shown = ["KH100000", "KH100001", "KH100007", "KH100599"].map(|client| {
            self.desk
                .run(["dossier", "--client", client, "--as-of", "2026-11-02"])
                .stdout
        });
        shown.join("\n")
    }
}

fn files() -> Option<Files> {
    Some(Files {
        folder: folder()?,
        desk: Desk::with_vault(),
    })
}

#[test]
fn five_files_give_exactly_their_counts_and_again_change_nothing() {
    let Some(files) = files() else { return };
    let import = |name, more: &[&str]| files.counts(name, more);
    assert_eq!(
        import("clients.xlsx", &[]),
        json!([3184, 0, 0, 7, 4, 0, 8, 0])
    );
    assert_eq!(
        import("people.xlsx", &[]),
        json!([14256, 0, 0, 0, 0, 22, 0, 0])
    );
    assert_eq!(
        import("deposits-24-months.gbk.csv", &[]),
        json!([24672, 0, 0, 0, 0, 48, 0, 89])
    );
    let october = files.import("deposits-2026-10.xlsx", &[]);
    assert_eq!(
        (
            &october["counts"]["unchanged"],
            &october["counts"]["queued"]
        ),
        (&json!(1028), &json!(2))
    );
    assert_eq!(october["as_of"], "2026-10-31");
    assert_eq!(
        october["control"],
        json!({ "own": "25358961827.17", "stated": "25358962645.33", "difference": "-818.16", "within_rounding": true })
    );
    let loans = files.folder.join("loans-2026-10.xlsx");
    let refused = files
        .desk
        .refusal(["import", loans.to_str().expect("a UTF-8 path")]);
    assert_eq!(refused.code, "no_date");
    assert_eq!(
        import("loans-2026-10.xlsx", &LOANS_AS_OF),
        json!([461, 0, 0, 0, 0, 2, 217, 0])
    );

    let before = files.dossiers();
    assert_eq!(
        import("clients.xlsx", &[]),
        json!([0, 0, 3184, 7, 4, 0, 8, 0])
    );
    assert_eq!(
        import("people.xlsx", &[]),
        json!([0, 0, 14256, 0, 0, 22, 0, 0])
    );
    assert_eq!(
        import("deposits-24-months.gbk.csv", &[]),
        json!([0, 0, 24672, 0, 0, 48, 0, 89])
    );
    assert_eq!(import("deposits-2026-10.xlsx", &[])[2], 1028);
    assert_eq!(
        import("loans-2026-10.xlsx", &LOANS_AS_OF),
        json!([0, 0, 461, 0, 0, 2, 217, 0])
    );
    assert_eq!(files.dossiers(), before);
}

#[test]
fn the_other_order_stores_the_finer_amounts() {
    let Some(files) = files() else { return };
    files.import("clients.xlsx", &[]);
    let october = files.counts("deposits-2026-10.xlsx", &[]);
    assert_eq!(october[0], 1028);
    assert_eq!(october[5], 2);
    // 147 rows of the workbook are text rounded to two decimals of 万元; the CSV is exact to the 分.
    let months = files.counts("deposits-24-months.gbk.csv", &[]);
    assert_eq!(
        [&months[0], &months[1], &months[2], &months[5]],
        [&json!(23644), &json!(147), &json!(881), &json!(48)]
    );
    let again = files.counts("deposits-2026-10.xlsx", &[]);
    assert_eq!([&again[1], &again[2]], [&json!(0), &json!(1028)]);
}

#[test]
fn undo_leaves_the_dossiers_as_they_were() {
    let Some(files) = files() else { return };
    let clients = files.import("clients.xlsx", &[]);
    files.import("people.xlsx", &[]);
    files.import("deposits-24-months.gbk.csv", &[]);
    let undo = |imported: &Value| {
        let batch = imported["batch"].as_str().expect("a batch").to_owned();
        files.desk.run(["import", "undo", &batch])
    };
    for (name, more) in [
        ("loans-2026-10.xlsx", &LOANS_AS_OF[..]),
        ("deposits-2026-10.xlsx", &[][..]),
    ] {
        let before = files.dossiers();
        let imported = files.import(name, more);
        undo(&imported).json();
        assert_eq!(files.dossiers(), before, "{name}");
    }
    assert_eq!(undo(&clients).refusal(3).code, "refused");
    assert_eq!(files.desk.json(["vault", "verify"])["ok"], true);
}

#[test]
fn rows_that_come_before_their_clients_attach_when_these_appear() {
    let Some(files) = files() else { return };
    assert_eq!(files.counts("loans-2026-10.xlsx", &LOANS_AS_OF)[5], 463);
    assert_eq!(files.counts("deposits-2026-10.xlsx", &[])[5], 1030);
    let clients = files.import("clients.xlsx", &[]);
    assert_eq!(clients["attached"]["new"], 461 + 1028);
    let dossier = files
        .desk
        .json(["dossier", "--client", "KH100007", "--as-of", "2026-11-02"]);
    assert_eq!(dossier["loans"].as_array().map(Vec::len), Some(2));
    assert_eq!(files.counts("loans-2026-10.xlsx", &LOANS_AS_OF)[2], 461);
}
