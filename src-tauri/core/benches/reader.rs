//! Reading 100,000 rows of ten columns: through the child, against calamine's bare streaming read in
//! this very process. Budget: 1.25× the bare read.

#![allow(clippy::unwrap_used, reason = "a bench")]

use calamine::{Reader, Xlsx};
use divan::{Bencher, black_box};
use jingwei_core::intake::reader::{self, CHILD_ARGUMENT, Limits, ReaderProgram};
use rust_xlsxwriter::Workbook;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use tempfile::TempDir;

const ROWS: u32 = 100_000;

/// This program is the child, too.
fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return reader::child_main();
    }
    divan::main();
    ExitCode::SUCCESS
}

struct Files {
    _folder: TempDir,
    workbook: PathBuf,
    text: PathBuf,
}

fn files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (workbook, text) = (
            folder.path().join("rows.xlsx"),
            folder.path().join("rows.csv"),
        );
        write_workbook(&workbook);
        std::fs::write(&text, csv()).unwrap();
        Files {
            _folder: folder,
            workbook,
            text,
        }
    })
}

fn texts(row: u32) -> [String; 5] {
    [
        format!("6212{row:012}"),
        format!("KH{:06}", row / 4),
        format!("示例精工{:05}有限公司", row / 4),
        ["单位活期存款", "协定存款", "单位定期存款"][row as usize % 3].to_owned(),
        "人民币".to_owned(),
    ]
}

fn amounts(row: u32) -> [f64; 5] {
    [1, 2, 3, 5, 7].map(|k| f64::from(row * k % 9_999_991) / 100.0 + 10_000.0)
}

fn write_workbook(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..ROWS {
        for (column, text) in (0..).zip(texts(row)) {
            sheet.write_string(row, column, text).unwrap();
        }
        for (column, amount) in (5..).zip(amounts(row)) {
            sheet.write_number(row, column, amount).unwrap();
        }
    }
    book.save(path).unwrap();
}

fn csv() -> Vec<u8> {
    let mut text = String::new();
    for row in 0..ROWS {
        text.push_str(&texts(row).join(","));
        for amount in amounts(row) {
            text.push_str(&format!(",{amount:.2}"));
        }
        text.push_str("\r\n");
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap()
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn xlsx_1_bare_calamine(bencher: Bencher<'_, '_>) {
    let path = &files().workbook;
    bencher.bench_local(|| {
        let mut book = Xlsx::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
        let name = book.sheet_names()[0].clone();
        let mut cells = book.worksheet_cells_reader(&name).unwrap();
        let mut count = 0;
        while let Some(cell) = cells.next_cell().unwrap() {
            black_box(cell.get_value());
            count += 1;
        }
        assert_eq!(count, ROWS * 10);
    });
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn xlsx_2_through_the_child(bencher: Bencher<'_, '_>) {
    through_the_child(bencher, &files().workbook);
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn csv_1_bare_csv_after_decoding(bencher: Bencher<'_, '_>) {
    let path = &files().text;
    bencher.bench_local(|| {
        let bytes = std::fs::read(path).unwrap();
        let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut count = 0;
        while reader.read_record(&mut record).unwrap() {
            count += black_box(&record).len() as u32;
        }
        assert_eq!(count, ROWS * 10);
    });
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn csv_2_through_the_child(bencher: Bencher<'_, '_>) {
    through_the_child(bencher, &files().text);
}

fn through_the_child(bencher: Bencher<'_, '_>, path: &Path) {
    let runtime = runtime();
    let (program, limits) = (ReaderProgram::this().unwrap(), Limits::default());
    bencher.bench_local(|| {
        let book = runtime
            .block_on(reader::read(&program, path, &limits))
            .unwrap();
        assert_eq!(book.sheets[0].cell_count(), ROWS as usize * 10);
        book
    });
}
