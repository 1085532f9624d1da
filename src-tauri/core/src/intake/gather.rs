//! What a user points at becomes what is imported: a folder stands for the files in it, a workbook for each
//! of its tables.

use super::reader::Workbook;
use super::recognise;
use super::record::Kind;
use crate::error::{Code, Error, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Endings of the files that are taken from a folder. A file that is named itself is known by its content.
pub const ENDINGS: [&str; 9] = [
    "xlsx", "csv", "xlsm", "xls", "et", "txt", "htm", "html", "xml",
];

/// What a block from the clipboard is called instead of a file's name: `粘贴 2026-11-28 09:30`, where the user sits.
pub fn pasted_name(now: Timestamp, zone: TimeZone) -> String {
    let here = now.to_zoned_datetime(zone).datetime();
    format!("粘贴 {}", here.strftime("%Y-%m-%d %H:%M"))
}

/// One table of a file, and what it holds where its header says so.
#[derive(Debug)]
pub struct FileTable {
    pub workbook: Workbook,
    pub kind: Option<Kind>,
}

impl FileTable {
    /// Clients before what hangs on them.
    pub fn order(&self) -> usize {
        let found = Kind::ALL.iter().position(|kind| Some(*kind) == self.kind);
        found.unwrap_or(Kind::ALL.len())
    }
}

/// The files meant: a folder stands for the tables directly in it, by name, without what Excel leaves there
/// while a workbook is open (`~$…`).
///
/// Errors: [`Code::NotFound`] when a folder has none or cannot be read.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        if path.is_dir() {
            files.extend(files_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let refuse = |what: &str| {
        let message = format!("{what}：{name}。没有导入任何内容。请检查文件夹后再试。");
        Error::new(Code::NotFound, message).with("file", name.clone())
    };
    let entries = std::fs::read_dir(folder)
        .and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>())
        .map_err(|error| refuse("打不开这个文件夹").caused_by(error))?;
    let mut files: Vec<PathBuf> = (entries.into_iter().map(|entry| entry.path()))
        .filter(|path| is_table(path))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(refuse("文件夹里没有 Excel 或 CSV 文件"));
    }
    Ok(files)
}

fn is_table(path: &Path) -> bool {
    is_named_as(path, &ENDINGS) && path.is_file()
}

/// Whether a file has one of these endings and is nobody's lock file (`~$…`) or hidden.
pub(super) fn is_named_as(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let known = endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    known && !name.starts_with("~$") && !name.starts_with('.')
}

/// The tables of a file, each to be imported on its own: the shown sheets with the header of a known kind, of
/// `kind` where any is; the file as it is where there are not several.
pub fn tables(mut workbook: Workbook, kind: Option<Kind>) -> Vec<FileTable> {
    let sheets = workbook.sheets.into_iter();
    workbook.sheets = sheets.flat_map(recognise::tables_of).collect();
    let found = recognise::tables(&workbook, kind);
    if found.len() < 2 {
        let kind = kind.or(found.first().map(|(_, kind)| *kind));
        return vec![FileTable { workbook, kind }];
    }
    let mut sheets: Vec<_> = workbook.sheets.into_iter().map(Some).collect();
    let (file, digest) = (workbook.file_name, workbook.sha256);
    let tables = found.into_iter().filter_map(|(at, kind)| {
        let sheet = sheets.get_mut(at)?.take()?;
        let workbook = Workbook {
            file_name: with_sheet(&file, &sheet.name),
            sha256: digest_of(&digest, &sheet.name),
            file_sha256: workbook.file_sha256.clone(),
            sheets: vec![sheet],
        };
        let kind = Some(kind);
        Some(FileTable { workbook, kind })
    });
    tables.collect()
}

/// `月报（存款）.xlsx`: each table of `月报.xlsx` has a name of its own.
fn with_sheet(file: &str, sheet: &str) -> String {
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}（{sheet}）.{ending}"),
        _ => format!("{file}（{sheet}）"),
    }
}

/// The same table of the same file is known again, and no other table of it is taken for it.
fn digest_of(file: &str, sheet: &str) -> String {
    hex::encode(Sha256::digest(format!("{file}\n{sheet}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reader::{Cell, Place, Sheet};

    fn sheet(name: &str, headings: &[&str]) -> Sheet {
        let mut sheet = Sheet::new(name);
        for (column, heading) in (0..).zip(headings) {
            assert!(sheet.push(Place { row: 0, column }, Cell::text(*heading)));
        }
        sheet
    }

    fn workbook() -> Workbook {
        let mut hidden = sheet("底稿", &["客户编号", "客户名称"]);
        hidden.hidden = true;
        Workbook {
            file_name: "2026.10 月报.xlsx".into(),
            sha256: "ab".repeat(32),
            file_sha256: "ab".repeat(32),
            sheets: vec![
                sheet("说明", &["本表共三张"]),
                sheet("存款", &["账户编号", "客户编号", "储种", "当期余额"]),
                hidden,
                sheet("客户", &["客户编号", "客户名称", "管户客户经理"]),
            ],
        }
    }

    #[test]
    fn a_workbook_of_several_tables_is_several() {
        let tables = tables(workbook(), None);
        let shown: Vec<_> = (tables.iter())
            .map(|table| (table.workbook.file_name.as_str(), table.kind, table.order()))
            .collect();
        assert_eq!(
            shown,
            [
                ("2026.10 月报（存款）.xlsx", Some(Kind::Deposits), 2),
                ("2026.10 月报（客户）.xlsx", Some(Kind::Clients), 0),
            ]
        );
        assert_ne!(tables[0].workbook.sha256, tables[1].workbook.sha256);
        assert_eq!(tables[0].workbook.sha256.len(), 64);
        let whole = |table: &FileTable| table.workbook.file_sha256 == "ab".repeat(32);
        assert!(tables.iter().all(whole), "each still knows its file");
    }

    #[test]
    fn what_is_asked_for_stays_whole() {
        let all = workbook();
        let only = tables(all.clone(), Some(Kind::Deposits));
        assert_eq!(only.len(), 1);
        assert_eq!(
            (&only[0].workbook, only[0].kind),
            (&all, Some(Kind::Deposits))
        );
        let mut one = all;
        one.sheets.truncate(2);
        let whole = tables(one.clone(), None);
        assert_eq!(
            (&whole[0].workbook, whole[0].kind),
            (&one, Some(Kind::Deposits))
        );
    }

    #[test]
    fn a_folder_stands_for_its_tables() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["乙.XLS", "甲.csv", "~$甲.xlsx", ".隐.csv", "读我.pdf"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        std::fs::create_dir(folder.path().join("丙.xlsx")).unwrap();
        let lone = PathBuf::from("某.dat");
        let found = files(&[lone.clone(), folder.path().to_owned()]).unwrap();
        let names = ["乙.XLS", "甲.csv"].map(|name| folder.path().join(name));
        assert_eq!(found, [&[lone][..], &names].concat());
        let empty = tempfile::tempdir().unwrap();
        let error = files(&[empty.path().to_owned()]).unwrap_err();
        assert_eq!(error.code, Code::NotFound);
    }
}
