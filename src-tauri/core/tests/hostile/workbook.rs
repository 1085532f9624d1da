//! Workbooks.

use crate::craft::{Part, SHEET, STRINGS, sheet, workbook};
use crate::{program, reason_of, trial, wait};
use jingwei_core::intake::reader::{Cell, Limits, read};
use libtest_mimic::Trial;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

pub fn trials() -> Vec<Trial> {
    vec![
        trial("a_zip_bomb_with_an_honest_directory", honest_bomb),
        trial("a_zip_bomb_with_a_lying_directory", lying_bomb),
        trial("a_zip_of_too_many_parts", too_many_parts),
        trial("a_million_million_shared_strings", shared_strings),
        trial("one_cell_in_the_last_corner", last_corner),
        trial("one_cell_in_the_last_row", last_row),
        trial("a_tag_of_800_000_attributes", many_attributes),
        trial("entities_that_expand", entities),
    ]
}

fn honest_bomb() {
    // What is done by hand here makes a workbook that reads.
    let plain = workbook(sheet(SHEET), STRINGS, Vec::new());
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("plain.xlsx");
    fs::write(&path, plain).expect("a file");
    let book = wait(read(&program(), &path, &Limits::default())).expect("a workbook");
    assert_eq!(*book.sheets[0].row_at(0).get(0), Cell::text("客户名称"));

    let bomb = Part::bomb("xl/worksheets/sheet1.xml", 2_048, 2_048 << 20);
    let file = workbook(bomb, STRINGS, Vec::new());
    assert!(
        file.len() < 4 << 20,
        "two gigabytes in {} bytes",
        file.len()
    );
    assert_eq!(
        reason_of("bomb.xlsx", &file, &Limits::default()),
        "inflated_too_large"
    );
}

fn lying_bomb() {
    let bomb = Part::bomb("xl/worksheets/sheet1.xml", 2_048, 1_000);
    let file = workbook(bomb, STRINGS, Vec::new());
    assert_eq!(
        reason_of("bomb.xlsx", &file, &Limits::default()),
        "inflated_mismatch"
    );
}

fn too_many_parts() {
    let parts = (0..5_000).map(|at| Part::stored(&format!("xl/{at}.xml"), "<a/>"));
    let file = workbook(sheet(SHEET), STRINGS, parts.collect());
    assert_eq!(
        reason_of("parts.xlsx", &file, &Limits::default()),
        "too_many_parts"
    );
}

fn shared_strings() {
    let strings = STRINGS.replace("uniqueCount=\"1\"", "uniqueCount=\"1000000000000\"");
    let file = workbook(sheet(SHEET), &strings, Vec::new());
    assert_eq!(
        reason_of("strings.xlsx", &file, &Limits::default()),
        "too_many_strings"
    );
}

fn with_cell_at(row: u32, column: u16) -> (TempDir, PathBuf) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "客户名称").expect("a cell");
    sheet.write(row, column, 1).expect("a cell");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("corner.xlsx");
    book.save(&path).expect("a file");
    (folder, path)
}

fn last_corner() {
    let (_folder, path) = with_cell_at(1_048_575, 16_383);
    let error = wait(read(&program(), &path, &Limits::default())).expect_err("a refusal");
    assert_eq!(error.context["reason"], "column_too_far");
    assert!(error.context["place"].contains("XFD1048576"), "{error}");
}

/// Far down is no fault: rows between cost nothing.
fn last_row() {
    let (_folder, path) = with_cell_at(1_048_575, 0);
    let book = wait(read(&program(), &path, &Limits::default())).expect("a workbook");
    assert_eq!(book.sheets[0].row_count(), 2);
    assert_eq!(book.sheets[0].row_at(1).number(), 1_048_576);
}

fn many_attributes() {
    let attributes: String = (0..800_000).map(|at| format!(" a{at}=\"\"")).collect();
    let xml = SHEET.replace("<row r=\"1\"", &format!("<row r=\"1\"{attributes}"));
    let file = workbook(sheet(&xml), STRINGS, Vec::new());
    assert_eq!(
        reason_of("attributes.xlsx", &file, &Limits::default()),
        "tag_too_long"
    );
}

fn entities() {
    let mut bomb = String::from("<!DOCTYPE sst [<!ENTITY e0 \"示例\">");
    for at in 1..10 {
        let before = format!("&e{};", at - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY e{at} \"{before}\">"));
    }
    bomb.push_str("]>");
    let strings = format!("{bomb}{}", STRINGS.replace("客户名称", "&e9;"));
    let file = workbook(sheet(SHEET), &strings, Vec::new());
    assert_eq!(
        reason_of("entities.xlsx", &file, &Limits::default()),
        "entities"
    );
}
