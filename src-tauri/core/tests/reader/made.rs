//! Workbooks made on the fly, part by part.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub const SHEET: &str = "xl/worksheets/sheet1.xml";
pub const STRINGS: &str = "xl/sharedStrings.xml";

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A workbook of one sheet whose part is found at `target`.
pub struct Made(ZipWriter<Cursor<Vec<u8>>>);

impl Made {
    pub fn with_sheet_at(target: &str) -> Self {
        let mut made = Made(ZipWriter::new(Cursor::new(Vec::new())));
        made.part("[Content_Types].xml", TYPES.as_bytes());
        made.part("_rels/.rels", ROOT.as_bytes());
        made.part("xl/workbook.xml", BOOK.as_bytes());
        let relations = format!(
            r#"<?xml version="1.0"?><Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="/{target}"/></Relationships>"#
        );
        made.part("xl/_rels/workbook.xml.rels", relations.as_bytes());
        made
    }

    pub fn part(&mut self, name: &str, body: &[u8]) -> &mut Self {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        self.0
            .start_file(name, options.compression_level(Some(1)))
            .unwrap();
        self.0.write_all(body).unwrap();
        self
    }

    /// The same compressed bytes again under another name.
    pub fn again(&mut self, of: &[u8], name: &str) -> &mut Self {
        let mut archive = ZipArchive::new(Cursor::new(of)).unwrap();
        let part = archive.by_index_raw(0).unwrap();
        self.0.raw_copy_file_rename(part, name).unwrap();
        self
    }

    pub fn bytes(self) -> Vec<u8> {
        self.0.finish().unwrap().into_inner()
    }
}

/// A zip of one part.
pub fn one_part(body: &[u8]) -> Vec<u8> {
    let mut made = Made(ZipWriter::new(Cursor::new(Vec::new())));
    made.part("part", body);
    made.bytes()
}

/// A workbook whose sheet holds these rows' XML.
pub fn workbook(rows: &str) -> Vec<u8> {
    let mut made = Made::with_sheet_at(SHEET);
    made.part(SHEET, sheet(rows).as_bytes());
    made.bytes()
}

pub fn sheet(rows: &str) -> String {
    format!("<?xml version=\"1.0\"?><worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// A workbook with shared strings as given.
pub fn with_strings(strings: &str) -> Vec<u8> {
    let mut made = Made::with_sheet_at(SHEET);
    made.part(STRINGS, strings.as_bytes());
    made.part(
        SHEET,
        sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#).as_bytes(),
    );
    made.bytes()
}

/// Sets the declared size of a part, in its local header and in the directory.
pub fn declare_size(bytes: &mut [u8], name: &str, size: u32) {
    for (signature, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let mut from = 0;
        while let Some(at) = find(&bytes[from..], signature).map(|at| at + from) {
            if bytes[at + name_at..].starts_with(name.as_bytes()) {
                bytes[at + size_at..at + size_at + 4].copy_from_slice(&size.to_le_bytes());
            }
            from = at + 4;
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
