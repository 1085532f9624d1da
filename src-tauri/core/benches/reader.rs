//! 100,000 rows of ten columns: read through the child, and imported whole, against calamine's bare
//! streaming read in this very process and the commit of parsed rows.

#![allow(clippy::unwrap_used, reason = "a bench")]

use calamine::{Reader, Xlsx};
use divan::{Bencher, black_box};
use jingwei_core::intake::plan::Source;
use jingwei_core::intake::reader::{self, CHILD_ARGUMENT, Limits, ReaderProgram};
use jingwei_core::intake::record::{ClientRecord, ClientRef, Row, Rows, Table};
use jingwei_core::intake::{Hints, commit, prepare, recognise};
use jingwei_core::money::Unit;
use jingwei_core::vault::{Owner, Stretch, Vault};
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
    /// The same with a header, as a branch sends it.
    balances: PathBuf,
    text: PathBuf,
}

fn files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let [workbook, balances, text] =
            ["rows.xlsx", "balances.xlsx", "rows.csv"].map(|name| folder.path().join(name));
        write_workbook(&workbook, &[]);
        write_workbook(&balances, &HEADER);
        std::fs::write(&text, csv()).unwrap();
        Files {
            _folder: folder,
            workbook,
            balances,
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

const HEADER: [&str; 10] = [
    "账户编号",
    "客户编号",
    "客户名称",
    "储种",
    "币种",
    "当期余额",
    "月初余额",
    "年初余额",
    "月日均余额",
    "年日均余额",
];

fn write_workbook(path: &Path, header: &[&str]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(header) {
        sheet.write_string(0, column, *text).unwrap();
    }
    let below = u32::from(!header.is_empty());
    for row in 0..ROWS {
        for (column, text) in (0..).zip(texts(row)) {
            sheet.write_string(row + below, column, text).unwrap();
        }
        for (column, amount) in (5..).zip(amounts(row)) {
            sheet.write_number(row + below, column, amount).unwrap();
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

/// From the file on disk to the commit: read in the child, recognise, plan, write. Budget: 1.3× the bare
/// read and the commit of the rows it gives.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_2_whole(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    bencher
        .with_inputs(|| runtime.block_on(fresh_vault()))
        .bench_local_values(|(folder, vault)| {
            runtime.block_on(async {
                let table = read_table().await;
                import(&vault, table).await;
            });
            (folder, vault)
        });
}

/// The commit of rows that are parsed already; with `xlsx_1_bare_calamine` the baseline of the whole.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_1_commit_of_parsed_rows(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    bencher
        .with_inputs(|| runtime.block_on(async { (fresh_vault().await, read_table().await) }))
        .bench_local_values(|((folder, vault), table)| {
            runtime.block_on(import(&vault, table));
            (folder, vault)
        });
}

async fn fresh_vault() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let dir = folder.path().join("bench.vault");
    let (vault, _) = Vault::create(
        &dir,
        owner,
        "correct horse battery",
        Stretch::cheap(),
        now(),
    )
    .await
    .unwrap();
    let clients = (0..ROWS / 4).map(|client| Row {
        number: client + 2,
        record: Ok(ClientRecord {
            client: ClientRef {
                number: Some(format!("KH{client:06}")),
                code: None,
                name: Some(format!("示例精工{client:05}有限公司")),
            },
            ..ClientRecord::default()
        }),
        warnings: Vec::new(),
    });
    let clients = Table {
        sheet: String::new(),
        header_row: 1,
        as_of: None,
        unit: None,
        subject_column: "A".into(),
        rows: Rows::Clients(clients.collect()),
        stated: None,
        rejected_sums: Default::default(),
        notes: Vec::new(),
    };
    import(&vault, clients).await;
    (folder, vault)
}

async fn read_table() -> Table {
    let program = ReaderProgram::this().unwrap();
    let book = reader::read(&program, &files().balances, &Limits::default())
        .await
        .unwrap();
    let hints = Hints {
        as_of: "2026-10-31".parse().ok(),
        unit: Some(Unit::Yuan),
        ..Hints::default()
    };
    recognise(&book, hints).unwrap()
}

async fn import(vault: &Vault, table: Table) {
    let source = Source {
        file_name: "rows.xlsx".into(),
        digest: [7; 32],
        file_digest: [7; 32],
        by_hand: false,
    };
    let prepared = prepare(vault, source, table).await.unwrap();
    assert_eq!(prepared.plan.counts().rejected, 0);
    commit(vault, prepared, now()).await.unwrap();
}

fn now() -> jiff::Timestamp {
    "2026-11-02T01:00:00Z".parse().unwrap()
}
