//! Excel 97–2003 workbooks: what is read of them, and what they cannot do to the reader.

use crate::made_xls::{self as made, cell, record, wide};
use crate::{fixture, read, reason, refusal, trial};
use calamine::{Data, Reader, Xls};
use jingwei_core::intake::reader::{Cell, CellError, Limits, Reason, Workbook, read_here};
use libtest_mimic::Trial;
use std::io::Cursor;
use std::time::{Duration, Instant};

pub fn trials() -> Vec<Trial> {
    vec![
        trial("old::cells_keep_the_types_of_the_file", types),
        trial("old::days_of_both_calendars", days),
        trial("old::texts_go_on_in_other_records", continued),
        trial("old::merges_and_visibility_are_of_the_sheet", sheets),
        trial("old::a_chart_in_a_sheet_has_no_cells", chart),
        trial("old::an_embedded_workbook_is_not_the_workbook", embedded),
        trial("old::the_library_reads_the_same", second_opinion),
        trial("old::what_is_no_workbook_is_named", not_workbooks),
        trial("old::hostile_containers", hostile_containers),
        trial("old::hostile_workbooks", hostile_workbooks),
    ]
}

const NUMBER: u16 = 0x0203;
const LABEL_SST: u16 = 0x00FD;

fn book(bytes: &[u8]) -> Workbook {
    read_here("旧.xls", bytes, &Limits::default()).unwrap()
}

/// Every cell of a sheet as `address=cell`.
fn cells(book: &Workbook, sheet: usize) -> Vec<String> {
    let row_cells = |row: jingwei_core::intake::reader::SheetRow<'_>| {
        let shown = row.cells();
        let shown = shown.map(|(column, cell)| format!("{}={cell:?}", row.place(column)));
        shown.collect::<Vec<_>>()
    };
    book.sheets[sheet].rows().flat_map(row_cells).collect()
}

fn formula(column: u16, result: [u8; 8]) -> Vec<u8> {
    cell(0x0006, (3, column, 0), &[&result[..], &[0; 8]].concat())
}

fn types() {
    let text = made::texts(1, &["示例精工"]);
    let mul_rk = [
        &[2, 0, 1, 0][..],
        &[0, 0],
        &(12_345_u32 << 2 | 0b11).to_le_bytes(),
        &[0, 0],
        &(7_u32 << 2 | 0b10).to_le_bytes(),
        &[2, 0],
    ];
    let sheet = [
        cell(NUMBER, (0, 0, 0), &1.5_f64.to_le_bytes()),
        cell(LABEL_SST, (0, 1, 0), &0_u32.to_le_bytes()),
        cell(0x0204, (0, 2, 0), &wide("写在格里")),
        cell(0x0205, (0, 3, 0), &[1, 0]),
        cell(0x0205, (0, 4, 0), &[0x17, 1]),
        cell(0x0201, (0, 5, 0), &[]),
        cell(0x027E, (1, 0, 0), &0x3FE0_0000_u32.to_le_bytes()),
        record(0x00BD, &mul_rk.concat()),
        formula(0, 2.5_f64.to_le_bytes()),
        formula(1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        record(0x0207, &wide("算出的")),
        formula(2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
        formula(3, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        formula(4, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
    ];
    let book = book(&made::workbook(&text, &sheet.concat()));
    assert_eq!(
        cells(&book, 0),
        [
            "A1=Number(1.5)",
            "B1=Text(\"示例精工\")",
            "C1=Text(\"写在格里\")",
            "D1=Bool(true)",
            "E1=Error(Reference)",
            "A2=Number(0.5)",
            "B3=Number(123.45)",
            "C3=Number(7.0)",
            "A4=Number(2.5)",
            "B4=Text(\"算出的\")",
            "C4=Bool(true)",
            "D4=Error(NotAvailable)",
        ]
    );
}

fn days() {
    let format = |number: u16| record(0x00E0, &[[0, 0], number.to_le_bytes()].concat());
    let own = record(
        0x041E,
        &[&[164, 0][..], &wide("yyyy\"年\"m\"月\"d\"日\"")].concat(),
    );
    let formats = [own, format(0), format(14), format(164), format(165)].concat();
    let number =
        |format: u16, number: f64| cell(NUMBER, (0, format, format), &number.to_le_bytes());
    let sheet = [
        number(0, 46_326.0),
        number(1, 46_326.0),
        number(2, 46_326.5),
        number(3, 46_326.0),
    ];
    let shown = cells(&book(&made::workbook(&formats, &sheet.concat())), 0);
    assert!(shown[0].ends_with("=Number(46326.0)"), "{shown:?}");
    assert!(
        shown[1].contains("=Date(") && shown[1].contains("2026"),
        "{shown:?}"
    );
    assert!(
        shown[2].contains("=DateTime(") && shown[2].ends_with("43200)"),
        "{shown:?}"
    );
    assert!(shown[3].ends_with("=Number(46326.0)"), "{shown:?}");
    let in_1904 = [record(0x0022, &[1, 0]), formats].concat();
    let book = book(&made::workbook(&in_1904, &number(1, 44_864.0)));
    assert!(book.sheets[0].epoch_1904);
    let day = "2026-10-31".parse().unwrap();
    assert_eq!(*book.sheets[0].row_at(0).get(1), Cell::Date(day));
}

/// A text is cut, its second half in bytes; the next has formatted runs and a pronunciation.
fn continued() {
    let sst = [
        &2_u32.to_le_bytes()[..],
        &2_u32.to_le_bytes(),
        &[5, 0, 1],
        &"示例"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    ];
    let rest = [
        &[0][..],
        b"ABC",
        &[2, 0, 0x0C, 1, 0, 3, 0, 0, 0],
        b"ok",
        &[0; 2],
    ];
    let globals = [
        record(0x00FC, &sst.concat()),
        record(0x003C, &rest.concat()),
        record(0x003C, &[0; 5]),
    ];
    let sheet = [
        cell(LABEL_SST, (0, 0, 0), &0_u32.to_le_bytes()),
        cell(LABEL_SST, (0, 1, 0), &1_u32.to_le_bytes()),
    ];
    let book = book(&made::workbook(&globals.concat(), &sheet.concat()));
    assert_eq!(cells(&book, 0), ["A1=Text(\"示例ABC\")", "B1=Text(\"ok\")"]);
}

fn sheets() {
    let number = cell(NUMBER, (0, 0, 0), &1_f64.to_le_bytes());
    let merges = record(0x00E5, &[1_u16, 2, 2, 5, 6].map(u16::to_le_bytes).concat());
    let first = [number.clone(), merges].concat();
    let stream = made::stream(&[], &[("明细", 0, &first), ("底稿", 1, &number)]);
    let book = book(&made::container(&[("Workbook", &stream)]));
    assert_eq!(book.sheets.len(), 2);
    assert_eq!(
        (book.sheets[0].name.as_str(), book.sheets[0].hidden),
        ("明细", false)
    );
    assert_eq!(
        (book.sheets[1].name.as_str(), book.sheets[1].hidden),
        ("底稿", true)
    );
    let merge = book.sheets[0].merges[0];
    assert_eq!(format!("{}:{}", merge.first, merge.last), "F3:G3");
    assert!(book.sheets[1].merges.is_empty());
}

fn chart() {
    let number = |row: u16| cell(NUMBER, (row, 0, 0), &f64::from(row).to_le_bytes());
    let sheet = [
        number(0),
        made::beginning(0x20),
        number(9),
        record(0x000A, &[]),
        number(1),
    ];
    let book = book(&made::workbook(&[], &sheet.concat()));
    assert_eq!(cells(&book, 0), ["A1=Number(0.0)", "A2=Number(1.0)"]);
}

/// Only what hangs on the root is at the top.
fn embedded() {
    let stream = |value: f64| {
        let sheet = cell(NUMBER, (0, 0, 0), &value.to_le_bytes());
        made::stream(&[], &[("表", 0, &sheet)])
    };
    let (inner, outer) = (stream(1.0), stream(2.0));
    let bytes = made::container(&[("Workbook", &inner), ("Workbook", &outer)]);
    let child = made::DIRECTORY_AT + 76;
    let mut hung = bytes.clone();
    hung[child..child + 4].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(cells(&book(&bytes), 0), ["A1=Number(1.0)"]);
    assert_eq!(cells(&book(&hung), 0), ["A1=Number(2.0)"]);
}

/// Files that LibreOffice wrote, cell by cell as the library sees them.
fn second_opinion() {
    for name in ["clients.xls", "deposits-2026-10.xls"] {
        let ours = read(&fixture(name), &Limits::default()).unwrap();
        let bytes = std::fs::read(fixture(name)).unwrap();
        let mut theirs = Xls::new(Cursor::new(bytes)).unwrap();
        let mut cells = 0;
        for sheet in &ours.sheets {
            let mut compared = 0;
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            for (row, column, cell) in range.used_cells() {
                let start = range.start().unwrap();
                let (row, column) = (start.0 + row as u32, start.1 + column as u32);
                let our = sheet.row_numbered(row + 1).map(|row| row.get(column));
                assert!(
                    alike(our.unwrap(), cell),
                    "{name} {row} {column}: {our:?} {cell:?}"
                );
                compared += 1;
            }
            assert_eq!(compared, sheet.cell_count(), "{name}");
            cells += compared;
        }
        assert!(cells > 400, "{name}: {cells}");
    }
}

fn alike(our: &Cell, their: &Data) -> bool {
    match (our, their) {
        (Cell::Text(our), Data::String(their)) => **our == **their,
        (Cell::Number(our), Data::Float(their)) => our == their,
        (Cell::Number(our), Data::Int(their)) => *our == *their as f64,
        (Cell::Bool(our), Data::Bool(their)) => our == their,
        (Cell::Error(CellError::Reference), Data::Error(their)) => their.to_string() == "#REF!",
        (Cell::Date(our), Data::DateTime(their)) => {
            let (year, month, day, ..) = their.to_ymd_hms_milli();
            our.to_string() == format!("{year}-{month:02}-{day:02}")
        }
        _ => false,
    }
}

/// The refusal of bytes, sooner and smaller than anybody notices.
fn refused(bytes: &[u8], expected: Reason) {
    let began = Instant::now();
    let error = refusal(bytes, &Limits::default());
    assert_eq!(reason(&error), expected.slug(), "{error}");
    assert!(error.message.contains("未导入任何内容"));
    assert!(began.elapsed() < Duration::from_secs(5), "{expected:?}");
}

fn not_workbooks() {
    let named = |name| made::container(&[(name, &[0; 5_000])]);
    refused(&named("EncryptedPackage"), Reason::Encrypted);
    refused(&named("Book"), Reason::OldExcel);
    refused(&named("WordDocument"), Reason::OtherDocument);
    refused(&named("Contents"), Reason::UnknownBinary);
    let old = record(0x0809, &[0, 5, 5, 0, 0, 0, 0, 0]);
    refused(&made::container(&[("Workbook", &old)]), Reason::OldExcel);
    let password = [
        made::beginning(5),
        record(0x0086, &[]),
        record(0x002F, &[0; 54]),
    ];
    let password = made::container(&[("Workbook", &password.concat())]);
    refused(&password, Reason::Encrypted);
    let no_sheets = made::container(&[("Workbook", &made::stream(&[], &[]))]);
    refused(&no_sheets, Reason::NoSheets);
}

/// A container with its numbers changed: at a place of the file, four bytes.
fn with(bytes: &[u8], changes: &[(usize, u32)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, number) in changes {
        bytes[*at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

fn hostile_containers() {
    let sheet = cell(NUMBER, (0, 0, 0), &1_f64.to_le_bytes());
    let long = [sheet, record(0x0201, &[0; 8_000])].concat();
    let good = made::workbook(&[], &long);
    assert_eq!(cells(&book(&good), 0), ["A1=Number(1.0)"]);
    // Sector 0 is the FAT, 1 the directory, 2 where the workbook begins.
    let next = |sector: usize| made::FAT_AT + 4 * sector;
    refused(&with(&good, &[(next(1), 1)]), Reason::EndlessChain);
    let size = made::DIRECTORY_AT + made::ENTRY + 120;
    let ring = with(&good, &[(next(3), 2), (size, good.len() as u32)]);
    refused(&ring, Reason::EndlessChain);
    refused(&with(&good, &[(next(2), 9_999)]), Reason::Damaged);
    refused(&with(&good, &[(size, u32::MAX)]), Reason::Damaged);
    refused(&with(&good, &[(48, 77_777)]), Reason::Damaged);
    refused(&with(&good, &[(76, 88_888)]), Reason::Damaged);
    // The FAT is looked for along a chain that comes back to itself, and never gets longer.
    let mut free = with(&good, &[(76, u32::MAX), (68, 100)]);
    free.resize(4 << 20, 0xFF);
    let last_of_100 = 512 * 101 + 508;
    refused(&with(&free, &[(last_of_100, 100)]), Reason::EndlessChain);
    // 6,000 entries in the directory
    let entries = vec![0; made::ENTRY * 6_000];
    let mut wide = made::container(&[("Workbook", &entries)]);
    let start = start_of_stream(&wide).to_le_bytes();
    wide[48..52].copy_from_slice(&start);
    refused(&wide, Reason::TooManyParts);
    // Siblings that point at each other are walked once.
    let twin = with(&good, &[(made::DIRECTORY_AT + made::ENTRY + 68, 1)]);
    assert_eq!(cells(&book(&twin), 0), ["A1=Number(1.0)"]);
    for cut in [0, 30, 511, 512, 600, good.len() / 2, good.len() - 4_000] {
        refused(&good[..cut.max(8)], Reason::Damaged);
    }
}

/// The first sector of the only stream.
fn start_of_stream(bytes: &[u8]) -> u32 {
    let directory = u32::from_le_bytes(bytes[48..52].try_into().unwrap());
    let at = 512 * (directory as usize + 1) + made::ENTRY + 116;
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

fn hostile_workbooks() {
    let one = |row, column| cell(NUMBER, (row, column, 0), &1_f64.to_le_bytes());
    // What the sheet says of its size is not believed, and far down is no fault.
    let size = record(
        0x0200,
        &[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 0, 0],
    );
    let far = [size, one(0, 0), one(65_535, 255)].concat();
    let shown = cells(&book(&made::workbook(&[], &far)), 0);
    assert_eq!(shown, ["A1=Number(1.0)", "IV65536=Number(1.0)"]);
    refused(
        &made::workbook(&[], &one(65_535, 65_535)),
        Reason::ColumnTooFar,
    );

    let texts = made::texts(u32::MAX, &["a"]);
    refused(&made::workbook(&texts, &[]), Reason::TooManyStrings);
    let missing = cell(LABEL_SST, (4, 2, 0), &7_u32.to_le_bytes());
    let missing = made::workbook(&made::texts(3, &["a"]), &missing);
    refused(&missing, Reason::Damaged);
    assert!(refusal(&missing, &Limits::default()).context["place"].contains("C5"));
    refused(
        &made::workbook(&[], &cell(NUMBER, (0, 0, 0), &[1])),
        Reason::Damaged,
    );
    refused(
        &made::workbook(&[], &cell(0x0205, (0, 1, 0), &[99, 1])),
        Reason::UnknownCell,
    );
    let rows = [one(9, 0), one(2, 0)].concat();
    refused(&made::workbook(&[], &rows), Reason::Damaged);

    // A long text that every cell shows again: a small file that says a lot.
    let long = made::texts(1, &[&"长".repeat(4_000)]);
    let again: Vec<u8> = (0..40_000_u16)
        .flat_map(|row| cell(LABEL_SST, (row, 0, 0), &0_u32.to_le_bytes()))
        .collect();
    let little = Limits {
        text_bytes: 4 << 20,
        ..Limits::default()
    };
    let error = refusal(&made::workbook(&long, &again), &little);
    assert_eq!(reason(&error), Reason::TooMuchText.slug());
    assert!(error.context["place"].contains("的 A"), "{error}");
    // 200 sheets that all are the same long one
    let blank = record(0x0201, &[0; 6]).repeat(100_000);
    let mut sheets = vec![("甲", 0, &blank[..])];
    sheets.resize(200, ("乙", 0, &[][..]));
    let mut same = made::stream(&[], &sheets);
    let (first, each) = (made::beginning(5).len() + 4, 14);
    for sheet in 1..200 {
        same.copy_within(first..first + 4, first + each * sheet);
    }
    refused(&made::container(&[("Workbook", &same)]), Reason::Damaged);
    let few = Limits {
        cells: 1,
        ..Limits::default()
    };
    let two = made::workbook(&[], &[one(0, 0), one(0, 1)].concat());
    assert_eq!(reason(&refusal(&two, &few)), Reason::TooManyCells.slug());
}
