//! Workbooks written byte by byte, because no library writes what these tests need.

use crate::MEGABYTE;
use flate2::{Compress, Compression, Crc, FlushCompress};

const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const ROOT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
pub const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>客户名称</t></si></sst>"#;

/// One file inside a zip, as the directory tells of it.
pub struct Part {
    name: String,
    deflated: bool,
    data: Vec<u8>,
    /// Bytes after inflation, as the directory has it.
    stated: u32,
    checksum: u32,
}

impl Part {
    pub fn stored(name: &str, text: &str) -> Self {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        Part {
            name: name.into(),
            deflated: false,
            data: text.as_bytes().to_vec(),
            stated: u32::try_from(text.len()).expect("a small part"),
            checksum: crc.sum(),
        }
    }

    pub fn deflated(name: &str, text: &str) -> Self {
        Part {
            deflated: true,
            data: deflated(text.as_bytes(), FlushCompress::Finish),
            ..Part::stored(name, text)
        }
    }

    /// `megabytes` of blanks, deflated to a thousandth. The checksum is wrong, but that would only be
    /// noticed after the last byte.
    pub fn bomb(name: &str, megabytes: u32, stated: u32) -> Self {
        // A full flush forgets what came before, so the same bytes may follow themselves.
        let megabyte = deflated(&vec![b' '; MEGABYTE], FlushCompress::Full);
        let mut data = megabyte.repeat(megabytes as usize);
        data.extend(deflated(&[], FlushCompress::Finish));
        Part {
            name: name.into(),
            deflated: true,
            data,
            stated,
            checksum: 0,
        }
    }
}

fn deflated(bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 2 + 1_024);
    let mut deflate = Compress::new(Compression::best(), false);
    deflate
        .compress_vec(bytes, &mut out, flush)
        .expect("deflated");
    assert_eq!(deflate.total_in(), bytes.len() as u64);
    out
}

/// A zip as an attacker writes it: the directory says what it is told to.
pub fn zip_of(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let offset = file.len() as u32;
        let mut common = Vec::new();
        for field in [20_u16, 0, if part.deflated { 8 } else { 0 }, 0, 0x21] {
            common.extend(field.to_le_bytes());
        }
        for field in [part.checksum, part.data.len() as u32, part.stated] {
            common.extend(field.to_le_bytes());
        }
        common.extend((part.name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(part.name.as_bytes());
        file.extend(&part.data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let start = file.len() as u32;
    let count = (parts.len() as u16).to_le_bytes();
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count);
    file.extend(count);
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(start.to_le_bytes());
    file.extend([0; 2]);
    file
}

/// Among the parts of a workbook.
pub const STRINGS_AT: usize = 3;

pub fn workbook_parts(sheet: Part, strings: &str) -> Vec<Part> {
    vec![
        Part::stored("_rels/.rels", ROOT_RELATIONS),
        Part::stored("xl/workbook.xml", WORKBOOK),
        Part::stored("xl/_rels/workbook.xml.rels", RELATIONS),
        Part::stored("xl/sharedStrings.xml", strings),
        sheet,
    ]
}

/// A whole workbook with these two parts in it, and more.
pub fn workbook(sheet: Part, strings: &str, more: Vec<Part>) -> Vec<u8> {
    let mut parts = workbook_parts(sheet, strings);
    parts.extend(more);
    zip_of(&parts)
}

pub fn sheet(xml: &str) -> Part {
    Part::stored("xl/worksheets/sheet1.xml", xml)
}
