//! The file of shared mappings: small JSON that anybody can read before it is handed on.
//!
//! It comes from somebody else, so nothing of it is believed: it is small, of a known version, has no field that is
//! not known, and every target is one of the program's own.

use super::Shared;
use crate::error::{Code, Error, Result};
use crate::intake::columns::{Choices, Field};
use crate::intake::mapping::{Reading, Shape};
use crate::intake::recognise::{BY_LOOK, letters};
use crate::intake::record::Kind;
use crate::intake::values::{self, Values};
use crate::money::Unit;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Bytes: some hundred tables and some thousand labels.
pub const LARGEST: usize = 1024 * 1024;
const FORMAT: &str = "jingwei-mappings";
const VERSION: u32 = 1;
const MOST_TABLES: usize = 1_000;
const MOST_COLUMNS: usize = 1_024;
const MOST_LABELS: usize = 10_000;
/// Characters of a header or label.
const LONGEST: usize = 200;
/// A column that holds nothing of use.
const NOTHING: &str = "nothing";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    version: u32,
    tables: Vec<WrittenTable>,
    labels: Vec<WrittenLabel>,
}

/// What is read before anything else is.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// A table of one shape.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// From A on.
    columns: Vec<WrittenColumn>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header: Option<String>,
    /// Missing: as the header says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holds: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLabel {
    /// `industry` or `product`.
    field: String,
    label: String,
    /// Missing: nothing, the cell counts as empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
}

fn refused(what: impl std::fmt::Display) -> Error {
    let message = format!("{what}。没有导入任何对应。");
    Error::new(Code::Refused, message)
}

/// As it is written.
pub fn write(shared: &Shared) -> Vec<u8> {
    let tables = shared.tables.iter();
    let tables = tables.map(|(headers, reading)| written_table(headers, reading));
    let labels = shared.labels.iter();
    let labels = labels.map(|((field, label), target)| WrittenLabel {
        field: field.name().unwrap_or_default(),
        label: label.clone(),
        target: target.clone(),
    });
    let written = Written {
        format: FORMAT.into(),
        version: VERSION,
        tables: tables.collect(),
        labels: labels.collect(),
    };
    let mut text = serde_json::to_vec_pretty(&written).unwrap_or_default();
    text.push(b'\n');
    text
}

fn written_table(headers: &BTreeMap<u32, String>, reading: &Reading) -> WrittenTable {
    let last = headers.keys().chain(reading.columns.keys()).max();
    let columns = last.map_or(0, |last| last + 1);
    let columns = (0..columns).map(|column| WrittenColumn {
        header: headers.get(&column).cloned(),
        holds: reading.columns.get(&column).map(|field| match field {
            Some(field) => field.name().unwrap_or_default(),
            None => NOTHING.into(),
        }),
    });
    WrittenTable {
        kind: reading.kind.map(|kind| kind.name().to_owned()),
        unit: reading.unit.map(|unit| unit.label().to_owned()),
        columns: columns.collect(),
    }
}

/// The same from the disk; no more than it may hold is read.
///
/// # Errors
/// [`Code::NotFound`] where it cannot be opened, otherwise as [`read`].
pub fn read_file(path: &Path) -> Result<Shared> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| {
            let message = "打不开这个文件，没有导入任何对应。请检查后再试。";
            Error::new(Code::NotFound, message).caused_by(error)
        })?;
    read(&bytes)
}

/// Reads a file of somebody else.
///
/// # Errors
/// [`Code::Refused`] where it is too large, of another kind or a newer version, or names anything that this program
/// does not know; the place is said.
pub fn read(bytes: &[u8]) -> Result<Shared> {
    if bytes.len() > LARGEST {
        return Err(refused("这个文件超过 1 MB，不像是导出的对应"));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let head: Head = serde_json::from_slice(bytes)
        .map_err(|error| refused("这不是经纬导出的对应文件").caused_by(error))?;
    if head.format != FORMAT {
        return Err(refused("这不是经纬导出的对应文件"));
    }
    if head.version != VERSION {
        return Err(refused(format!(
            "这个文件是第 {} 版的格式，这个程序只认识第 {VERSION} 版，请先升级程序",
            head.version
        )));
    }
    let written: Written = serde_json::from_slice(bytes).map_err(|error| {
        let line = error.line();
        refused(format!("第 {line} 行附近读不懂，文件可能被改动过")).caused_by(error)
    })?;
    if written.tables.len() > MOST_TABLES || written.labels.len() > MOST_LABELS {
        return Err(refused(format!(
            "一个文件最多 {MOST_TABLES} 种表、{MOST_LABELS} 个写法"
        )));
    }
    Ok(Shared {
        tables: tables(written.tables)?,
        labels: labels(written.labels)?,
    })
}

fn tables(written: Vec<WrittenTable>) -> Result<Vec<(BTreeMap<u32, String>, Reading)>> {
    let mut shapes = BTreeSet::new();
    let mut tables = Vec::with_capacity(written.len());
    for (number, table) in (1..).zip(written) {
        let (headers, reading) = table_of(number, table)?;
        if !shapes.insert(Shape::of(&headers)) {
            return Err(refused(format!("第 {number} 种表和前面的一种表头相同")));
        }
        tables.push((headers, reading));
    }
    Ok(tables)
}

fn table_of(number: u32, table: WrittenTable) -> Result<(BTreeMap<u32, String>, Reading)> {
    let unknown = |what: &str, named: &str| {
        let named = shortened(named);
        refused(format!("第 {number} 种表的{what}“{named}”这个程序不认识"))
    };
    let known_kind =
        |named: String| Kind::from_name(&named).ok_or_else(|| unknown("内容种类", &named));
    let known_unit =
        |named: String| Unit::from_label(&named).ok_or_else(|| unknown("金额单位", &named));
    let mut reading = Reading {
        kind: table.kind.map(known_kind).transpose()?,
        unit: table.unit.map(known_unit).transpose()?,
        columns: Choices::new(),
    };
    if table.columns.len() > MOST_COLUMNS {
        return Err(refused(format!("第 {number} 种表超过 {MOST_COLUMNS} 列")));
    }
    let mut headers = BTreeMap::new();
    for (column, written) in (0..).zip(table.columns) {
        let place = format!("第 {number} 种表 {} 列", letters(column));
        if let Some(header) = written.header {
            check_text(header.strip_prefix(BY_LOOK).unwrap_or(&header), &place)?;
            headers.insert(column, header);
        }
        let Some(holds) = written.holds else { continue };
        let field = match holds.as_str() {
            NOTHING => None,
            named => Some(Field::from_name(named).ok_or_else(|| unknown("列内容", named))?),
        };
        let is_again = field.is_some() && reading.columns.values().any(|other| *other == field);
        if is_again {
            return Err(refused(format!("{place}的内容和前面的一列相同")));
        }
        reading.columns.insert(column, field);
    }
    if headers.is_empty() || reading.is_empty() {
        return Err(refused(format!("第 {number} 种表没有表头，或没有说怎么读")));
    }
    Ok((headers, reading))
}

fn labels(written: Vec<WrittenLabel>) -> Result<Values> {
    let mut labels = Values::new();
    for (number, one) in (1..).zip(written) {
        let place = format!("第 {number} 个写法");
        let field = Field::from_name(&one.field).filter(|field| values::SHARED.contains(field));
        let field = field
            .ok_or_else(|| refused(format!("{place}不是行业或产品的写法；客户经理不随文件分享")))?;
        check_text(&one.label, &place)?;
        let label = values::key(&one.label);
        if label.is_empty() {
            return Err(refused(format!("{place}是空的")));
        }
        let target = match one.target {
            None => None,
            Some(named) => Some(values::target(field, &named).map_err(|_| {
                let named = shortened(&named);
                refused(format!("{place}指的“{named}”不在这个程序的目录里"))
            })?),
        };
        if labels.insert((field, label), target).is_some() {
            return Err(refused(format!("{place}在前面已经有了")));
        }
    }
    Ok(labels)
}

fn check_text(text: &str, place: &str) -> Result<()> {
    if text.chars().count() > LONGEST {
        return Err(refused(format!("{place}的文字超过 {LONGEST} 字")));
    }
    // A heading over two rows breaks between them.
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t')
    {
        return Err(refused(format!("{place}的文字里有看不见的控制字符")));
    }
    Ok(())
}

/// Enough of a foreign word to find it again.
fn shortened(word: &str) -> String {
    let shown = word.chars().filter(|c| !c.is_control());
    shown.take(30).collect()
}
