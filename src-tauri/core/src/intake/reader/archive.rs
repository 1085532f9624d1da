//! An .xlsx before it is read: every part measured, and only measured parts passed on.

use super::cell::Merge;
use super::detect;
use super::limits::Limits;
use super::refusal::{Reason, Refusal};
use super::xml_scan::{Tag, XmlScan};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An archive of nothing but inspected XML parts; pictures and macros are gone.
pub(crate) struct Inspected {
    pub(crate) archive: Vec<u8>,
    /// By position in the workbook's list of sheets; empty where not known.
    pub(crate) merges: Vec<Vec<Merge>>,
}

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Inspects a zip. Refuses what is no .xlsx, and what breaks a limit.
pub(crate) fn inspect(bytes: Vec<u8>, limits: &Limits) -> Result<Inspected, Refusal> {
    check_part_count(&bytes, limits)?;
    let capacity = bytes.len();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::Damaged)?;
    check_directory(&mut archive, limits)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(capacity)));
    let mut tags = HashMap::new();
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| Reason::Damaged)?;
        let name = part_name(&part)?;
        if !is_xml(&name) {
            continue;
        }
        drop(part);
        tags.insert(name, inspect_part(&mut archive, index, limits)?);
        let part = archive.by_index_raw(index).map_err(|_| Reason::Damaged)?;
        out.raw_copy_file(part).map_err(|_| Reason::Damaged)?;
    }
    let archive = out.finish().map_err(|_| Reason::Damaged)?.into_inner();
    Ok(Inspected {
        archive,
        merges: merges_by_sheet(&tags),
    })
}

/// The end record's count of parts, before a directory of that size is built in memory.
fn check_part_count(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").ok_or(Reason::Damaged)?;
    let count = bytes.get(end + 10..end + 12).ok_or(Reason::Damaged)?;
    let mut count = u64::from(u16::from_le_bytes([count[0], count[1]]));
    if let Some(end64) = memchr::memmem::rfind(&bytes[..end], b"PK\x06\x06") {
        let wide = bytes.get(end64 + 32..end64 + 40).ok_or(Reason::Damaged)?;
        let wide = wide.first_chunk().copied().unwrap_or_default();
        count = count.max(u64::from_le_bytes(wide));
    }
    if count > limits.parts {
        return Err(Reason::TooManyParts.at(format!("{count} 个")));
    }
    Ok(())
}

/// What can be said by the directory alone.
fn check_directory(archive: &mut Archive, limits: &Limits) -> Result<(), Refusal> {
    if archive.len() as u64 > limits.parts {
        return Err(Reason::TooManyParts.at(format!("{} 个", archive.len())));
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut inflated = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| Reason::Damaged)?;
        let name = part_name(&part)?;
        if part.encrypted() {
            return Err(Reason::Encrypted.into());
        }
        if is_xml(&name) {
            let method = part.compression();
            if method != CompressionMethod::Stored && method != CompressionMethod::Deflated {
                return Err(Reason::Damaged.into());
            }
            inflated = inflated.saturating_add(part.size());
        }
        names.push(name);
    }
    // Office opens names in any case.
    let is_workbook = |name: &String| name == "xl/workbook.xml" || name.ends_with("/workbook.xml");
    if !names.iter().any(is_workbook) || !names.iter().any(|name| name == "_rels/.rels") {
        return Err(detect::zip(names.iter().map(String::as_str)).into());
    }
    if inflated > limits.inflated_bytes {
        return Err(Reason::InflatedTooLarge.at(format!("{} MB", inflated / 1_000_000)));
    }
    Ok(())
}

fn part_name<R: Read>(part: &zip::read::ZipFile<'_, R>) -> Result<String, Refusal> {
    let name = part.name().map_err(|_| Reason::Damaged)?;
    Ok(name.replace('\\', "/").to_ascii_lowercase())
}

/// The parts a workbook is made of; nothing else is ever read.
fn is_xml(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}

fn inspect_part(archive: &mut Archive, index: usize, limits: &Limits) -> Result<Vec<Tag>, Refusal> {
    let mut part = archive.by_index(index).map_err(|error| match error {
        ZipError::InvalidPassword => Reason::Encrypted,
        _ => Reason::Damaged,
    })?;
    let mut scan = XmlScan::new(limits);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        // The archive reader itself stops one byte after the size its directory declares, which
        // `check_directory` held against the limit.
        let length = match part.read(&mut chunk) {
            Ok(0) => return Ok(scan.tags),
            Ok(length) => length,
            Err(error) if error.to_string().contains("declared uncompressed size") => {
                return Err(Reason::InflatedMismatch.into());
            }
            Err(_) => return Err(Reason::Damaged.into()),
        };
        scan.feed(&chunk[..length])?;
    }
}

/// Follows workbook → relationship → part, as the reader does, to give each sheet its merges.
fn merges_by_sheet(tags: &HashMap<String, Vec<Tag>>) -> Vec<Vec<Merge>> {
    let Some((path, workbook)) = tags
        .iter()
        .find(|(name, _)| name.ends_with("/workbook.xml"))
    else {
        return Vec::new();
    };
    let folder = &path[..path.len() - "workbook.xml".len()];
    let relations = tags.get(&format!("{folder}_rels/workbook.xml.rels"));
    let part_of = |sheet: &Tag| {
        let id = sheet.value(b"r:id")?;
        let relation = (relations?.iter()).find(|relation| relation.value(b"Id") == Some(id))?;
        let target = std::str::from_utf8(relation.value(b"Target")?).ok()?;
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_ascii_lowercase(),
            None => format!("{folder}{}", target.to_ascii_lowercase()),
        };
        tags.get(&name)
    };
    let merges_of = |part: &Vec<Tag>| {
        let merges = part.iter().filter(|tag| tag.is(b"mergeCell"));
        merges
            .filter_map(|tag| Merge::parse(tag.value(b"ref")?))
            .collect()
    };
    let sheets = workbook.iter().filter(|tag| tag.is(b"sheet"));
    sheets
        .map(|sheet| part_of(sheet).map(merges_of).unwrap_or_default())
        .collect()
}
