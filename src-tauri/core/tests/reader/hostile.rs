//! Files made to hurt (faults.md 19): each is refused by the product's own limit, which the reason
//! names, and not by the clock.

use crate::made::{self, Made, SHEET};
use crate::{read, reason, refusal, trial, wait};
use jingwei_core::intake::reader::{self, Limits, ReaderProgram, Reason};
use libtest_mimic::Trial;
use std::io::Write;

pub fn trials() -> Vec<Trial> {
    vec![
        trial(
            "hostile::a_zip_bomb_is_seen_in_its_directory",
            bomb_by_directory,
        ),
        trial(
            "hostile::a_bomb_that_lies_of_its_size_is_seen_when_it_swells",
            bomb_that_lies,
        ),
        trial(
            "hostile::a_bomb_in_a_picture_is_never_opened",
            bomb_in_a_picture,
        ),
        trial("hostile::a_trillion_texts_are_not_believed", unique_count),
        trial(
            "hostile::a_cell_at_the_far_corner_costs_nothing",
            far_corner,
        ),
        trial("hostile::a_tag_of_800000_attributes", attributes),
        trial("hostile::entities_are_not_expanded", entities),
        trial("hostile::a_cell_in_the_last_row_costs_nothing", last_row),
        trial("hostile::a_csv_line_of_a_gigabyte", gigabyte_line),
        trial("hostile::a_quote_that_never_closes", gigabyte_quote),
        trial("hostile::a_text_of_unknown_length_is_counted", endless_text),
        trial("hostile::a_file_of_a_gigabyte", gigabyte_file),
        trial("hostile::a_cell_of_many_runs", long_cell),
        trial(
            "hostile::more_parts_cells_or_sheets_than_any_table_has",
            too_many,
        ),
        trial("hostile::rows_out_of_order", rows_out_of_order),
        trial("hostile::a_text_that_is_not_utf_8", other_encoding),
    ]
}

fn refused(bytes: &[u8], expected: Reason) {
    let error = refusal(bytes, &Limits::default());
    assert_eq!(reason(&error), expected.slug(), "{error}");
    assert!(error.message.contains("未导入任何内容"));
}

fn bomb_by_directory() {
    let thirty_two_mib = made::one_part(&vec![b' '; 32 << 20]);
    let mut bomb = Made::with_sheet_at(SHEET);
    bomb.again(&thirty_two_mib, SHEET);
    for copy in 0..20 {
        bomb.again(&thirty_two_mib, &format!("xl/copy{copy}.xml"));
    }
    let bytes = bomb.bytes();
    assert!(bytes.len() < 16 << 20);
    refused(&bytes, Reason::InflatedTooLarge);
}

fn bomb_that_lies() {
    let mut bytes = made::workbook(&"<row/>".repeat(1 << 20));
    made::declare_size(&mut bytes, SHEET, 1_000);
    refused(&bytes, Reason::InflatedMismatch);
}

/// A relationship may point at any part; only inspected XML parts are there to be read.
fn bomb_in_a_picture() {
    let mut made = Made::with_sheet_at("xl/media/image1.png");
    made.part(
        "xl/media/image1.png",
        made::sheet(&"<row/>".repeat(1 << 20)).as_bytes(),
    );
    refused(&made.bytes(), Reason::Damaged);
}

fn unique_count() {
    let strings = "<?xml version=\"1.0\"?><sst count=\"1\" uniqueCount=\"1000000000000\"><si><t>a</t></si></sst>";
    refused(&made::with_strings(strings), Reason::TooManyStrings);
}

fn far_corner() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let error = refusal(&made::workbook(rows), &Limits::default());
    assert_eq!(reason(&error), Reason::ColumnTooFar.slug());
    assert!(error.context["place"].contains("XFD1048576"));
}

fn attributes() {
    let mut row = String::from("<row r=\"1\"><c r=\"A1\"");
    for at in 0..800_000 {
        row.push_str(&format!(" a{at}=\"\""));
    }
    row.push_str("><v>1</v></c></row>");
    refused(&made::workbook(&row), Reason::TagTooLong);
}

fn entities() {
    let mut strings =
        String::from("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a0 \"aaaaaaaaaa\">");
    for at in 1..12 {
        let before = format!("&a{};", at - 1).repeat(10);
        strings.push_str(&format!("<!ENTITY a{at} \"{before}\">"));
    }
    strings.push_str("]><sst count=\"1\" uniqueCount=\"1\"><si><t>&a11;</t></si></sst>");
    refused(&made::with_strings(&strings), Reason::Entities);
}

/// Far down is no fault: the rows between are not there.
fn last_row() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    let book = reader::read_here("x.xlsx", &made::workbook(rows), &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].row_count(), 2);
    assert_eq!(book.sheets[0].row_at(1).number(), 1_048_576);
}

/// A gigabyte of `line` after `head`, streamed into the child as it reads; it stops long before the end.
fn refused_gigabyte(head: &'static str, line: &'static str, limits: &Limits, expected: Reason) {
    let (from, mut to) = std::io::pipe().unwrap();
    let writer = std::thread::spawn(move || {
        let chunk = line.repeat((1 << 20) / line.len());
        // A pipe nobody reads any more ends the writing.
        std::iter::once(head)
            .chain(std::iter::repeat_n(chunk.as_str(), 1_024))
            .take_while(|text| to.write_all(text.as_bytes()).is_ok())
            .count()
    });
    let program = ReaderProgram::this().unwrap();
    let read = reader::read_open(&program, "line.csv".into(), from, limits);
    let error = wait(read).expect_err("a refusal");
    assert_eq!(reason(&error), expected.slug());
    assert!(writer.join().unwrap() < 16, "the rest was never taken");
}

fn gigabyte_line() {
    refused_gigabyte("a,b\n", "a", &Limits::default(), Reason::LineTooLong);
}

fn gigabyte_quote() {
    refused_gigabyte("a,b\n\"", "1,2\n", &Limits::default(), Reason::LineTooLong);
}

fn endless_text() {
    let limits = Limits {
        text_bytes: 2 << 20,
        ..Limits::default()
    };
    refused_gigabyte("a,b\n", "1,2\n", &limits, Reason::FileTooLarge);
}

fn gigabyte_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("big.csv");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(b"a,b\n").unwrap();
    file.set_len(1 << 30).unwrap();
    let error = read(&path, &Limits::default()).expect_err("a refusal");
    assert_eq!(reason(&error), Reason::FileTooLarge.slug());
}

fn long_cell() {
    let runs = "<r><t>abcdefgh</t></r>".repeat(200_000);
    let row = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>"#);
    refused(&made::workbook(&row), Reason::CellTooLong);
    let row = format!(
        r#"<row r="1"><c r="A1" t="str"><v>{}</v></c></row>"#,
        "x".repeat(1 << 20)
    );
    refused(&made::workbook(&row), Reason::CellTooLong);
}

fn too_many() {
    let mut made = Made::with_sheet_at(SHEET);
    for part in 0..5_000 {
        made.part(&format!("xl/p{part}.xml"), b"<x/>");
    }
    refused(&made.bytes(), Reason::TooManyParts);

    let rows: String = (1..=50)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#))
        .collect();
    let few = Limits {
        cells: 49,
        ..Limits::default()
    };
    let error = refusal(&made::workbook(&rows), &few);
    assert_eq!(reason(&error), Reason::TooManyCells.slug());
    let none = Limits {
        sheets: 0,
        ..Limits::default()
    };
    let error = refusal(&made::workbook(&rows), &none);
    assert_eq!(reason(&error), Reason::TooManySheets.slug());
}

fn rows_out_of_order() {
    let rows = r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
    let error = refusal(&made::workbook(rows), &Limits::default());
    assert_eq!(reason(&error), Reason::Damaged.slug());
    assert!(error.context["place"].contains("A2"));
}

fn other_encoding() {
    let mut made = Made::with_sheet_at(SHEET);
    let text = made::sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    made.part(SHEET, &[b"\xff\xfe", wide.as_slice()].concat());
    refused(&made.bytes(), Reason::XmlEncoding);
}
