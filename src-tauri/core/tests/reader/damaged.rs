//! Files damaged at random: read or refused, never a panic, never more than the limits allow.

use crate::{fixture, made, made_xls, trial};
use jingwei_core::intake::reader::{Limits, read_here};
use jingwei_core::intake::{Hints, recognise};
use libtest_mimic::Trial;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("damaged::bytes_of_a_workbook", workbook_bytes),
        trial("damaged::xml_of_a_sheet", sheet_xml),
        trial("damaged::records_of_an_old_workbook", old_records),
        trial("damaged::text_of_a_csv", csv_text),
        trial("damaged::any_bytes", any_bytes),
    ]
}

/// Small enough that a limit overstepped shows.
fn limits() -> Limits {
    Limits {
        workbook_bytes: 1 << 20,
        text_bytes: 1 << 20,
        inflated_bytes: 4 << 20,
        cells: 50_000,
        ..Limits::default()
    }
}

/// Reads and recognises; whatever comes of it is one of both.
fn take(name: &str, bytes: &[u8]) {
    if let Ok(book) = read_here(name, bytes, &limits()) {
        let cells: usize = book.sheets.iter().map(|sheet| sheet.cell_count()).sum();
        assert!(cells <= 50_000);
        let hints = Hints {
            as_of: "2026-10-31".parse().ok(),
            ..Hints::default()
        };
        let _ = recognise(&book, hints);
    }
}

/// Overwrites, cuts out and doubles pieces.
fn changed(bytes: &[u8], changes: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for &(at, kind, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at % bytes.len();
        let end = (at + usize::from(byte) + 1).min(bytes.len());
        match kind % 4 {
            0 => bytes[at] = byte,
            1 => bytes[at] ^= 1 << (byte % 8),
            2 => drop(bytes.drain(at..end)),
            _ => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    prop::collection::vec(any::<(usize, u8, u8)>(), 1..8)
}

/// `./test --soak` goes on so many times longer.
const SOAK: u32 = 100;

fn run<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value)) {
    let soak = std::env::var_os("JINGWEI_SOAK").is_some();
    let cases = if soak { cases * SOAK } else { cases };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&strategy, |value| {
        test(value);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

fn workbook_bytes() {
    for name in ["bad/error-cells.xlsx", "clients.xlsx", "clients.xls"] {
        let whole = std::fs::read(fixture(name)).unwrap();
        run(96, changes(), |changes| {
            take(name, &changed(&whole, &changes))
        });
    }
}

/// Behind the checksum, where the parser itself works.
fn sheet_xml() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>客户编号</t></is></c><c r="B1" t="str"><v>客户名称</v></c><c r="C1" t="inlineStr"><is><r><t>统一社会</t></r><r><t>信用代码</t></r></is></c></row><row r="2"><c r="A2"><v>100</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2" s="1"><f t="shared" ref="C2:C9" si="0">A1&amp;"x"</f><v>1</v></c></row>"#;
    let sheet = made::sheet(rows);
    run(384, changes(), |changes| {
        let mut made = made::Made::with_sheet_at(made::SHEET);
        made.part(made::SHEET, &changed(sheet.as_bytes(), &changes));
        take("sheet.xlsx", &made.bytes());
    });
}

/// Within a whole container, where the records are.
fn old_records() {
    let sheet = [
        made_xls::cell(0x00FD, (0, 0, 0), &0_u32.to_le_bytes()),
        made_xls::cell(0x00FD, (0, 1, 0), &1_u32.to_le_bytes()),
        made_xls::cell(0x0203, (1, 0, 0), &1.5_f64.to_le_bytes()),
        made_xls::record(
            0x00BD,
            &[1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 2, 0],
        ),
        made_xls::record(0x00E5, &[1, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
    ];
    let texts = made_xls::texts(2, &["客户编号", "客户名称"]);
    let stream = made_xls::stream(&texts, &[("表", 0, &sheet.concat())]);
    run(384, changes(), |changes| {
        let stream = changed(&stream, &changes);
        take("旧.xls", &made_xls::container(&[("Workbook", &stream)]));
    });
}

fn csv_text() {
    for name in [
        "deposits-months.gbk.csv",
        "bad/utf16.csv",
        "bad/odd-names.csv",
    ] {
        let whole = std::fs::read(fixture(name)).unwrap();
        let part = &whole[..whole.len().min(4_000)];
        run(128, changes(), |changes| {
            take(name, &changed(part, &changes))
        });
    }
}

fn any_bytes() {
    run(256, prop::collection::vec(any::<u8>(), 0..300), |bytes| {
        take("any", &bytes)
    });
    let starts = prop::sample::select(vec![
        &b"PK\x03\x04"[..],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"<?xml",
    ]);
    run(
        256,
        (starts, prop::collection::vec(any::<u8>(), 0..200)),
        |(start, rest)| {
            take("any", &[start, &rest].concat());
        },
    );
}
