//! A workbook read through the sealed child, beside bare calamine in this process.
//! `cargo bench -p jingwei-core --bench reader`

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use divan::Bencher;
use jingwei_core::intake::reader::{CHILD_ARGUMENT, Limits, ReaderProgram, child_main, read};
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const ROWS: u32 = 100_000;
const COLUMNS: u16 = 10;
/// The header row is one more.
const CELLS: usize = (ROWS as usize + 1) * COLUMNS as usize;

fn main() -> ExitCode {
    // The reader starts this program again.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return child_main();
    }
    divan::main();
    // What is held in a static is never dropped.
    if let Some((folder, _)) = FILE.get() {
        let _ = std::fs::remove_dir_all(folder.path());
    }
    ExitCode::SUCCESS
}

static FILE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

/// Deposits as a bank's report has them: texts that repeat, texts that do not, amounts, a day.
fn file() -> &'static PathBuf {
    let (_, path) = FILE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("deposits.xlsx");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let header = [
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
        sheet.write_row(0, 0, header).expect("a header");
        for row in 1..=ROWS {
            let client = row / 10;
            let texts = [
                format!("6200{row:012}"),
                format!("KH{client:06}"),
                format!("示例第{client}实业有限公司"),
                "协定存款".into(),
                "CNY".into(),
            ];
            sheet.write_row(row, 0, texts).expect("texts");
            let amounts =
                [1.0, 0.9, 0.8, 0.95, 0.85].map(|part| part * 1e6 + f64::from(row) / 100.0);
            sheet.write_row(row, 5, amounts).expect("amounts");
        }
        book.save(&path).expect("a file");
        (folder, path)
    });
    path
}

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().expect("a runtime"))
}

/// Detection, inspection, child, pipe, and the sheet of cells as intake takes it.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_100k_rows_through_the_child(bencher: Bencher) {
    let (path, program) = (file(), ReaderProgram::this().expect("this program"));
    bencher.bench(|| {
        let book = runtime()
            .block_on(read(&program, path, &Limits::default()))
            .expect("a workbook");
        assert_eq!(book.sheets[0].cell_count(), CELLS);
        book
    });
}

/// The same cells streamed by the library alone, and not kept.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn baseline_bare_calamine_stream(bencher: Bencher) {
    let path = file();
    bencher.bench(|| {
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
        let name = book.sheet_names()[0].clone();
        let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
        let mut count = 0;
        while let Some(cell) = cells.next_cell().expect("a cell") {
            count += usize::from(!matches!(cell.get_value(), DataRef::Empty));
        }
        assert_eq!(count, CELLS);
    });
}
