//! What a file is, by its content: extensions lie (faults.md 20).

use super::refusal::Reason;
use memchr::memmem;

/// Bytes looked at before anything is read.
pub(crate) const HEAD_BYTES: usize = 8 * 1024;

/// A format by the first bytes; containers are looked into later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Zip,
    /// The OLE container of old Office files and of encrypted new ones.
    Ole,
    Text,
}

const MAGIC: &[(&[u8], Result<Format, Reason>)] = &[
    (b"PK\x03\x04", Ok(Format::Zip)),
    (b"PK\x05\x06", Ok(Format::Zip)),
    (b"PK\x07\x08", Ok(Format::Zip)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Ok(Format::Ole)),
    // BIFF 2–5 streams without a container
    (b"\x09\x00\x04\x00", Err(Reason::OldExcel)),
    (b"\x09\x02\x06\x00", Err(Reason::OldExcel)),
    (b"\x09\x04\x06\x00", Err(Reason::OldExcel)),
    (b"\x09\x08\x08\x00", Err(Reason::OldExcel)),
    (b"%PDF", Err(Reason::OtherDocument)),
    (b"{\\rtf", Err(Reason::OtherDocument)),
    (b"Rar!", Err(Reason::OtherDocument)),
    (b"7z\xbc\xaf\x27\x1c", Err(Reason::OtherDocument)),
    (b"\x1f\x8b", Err(Reason::OtherDocument)),
    (b"\x89PNG", Err(Reason::OtherDocument)),
    (b"\xff\xd8\xff", Err(Reason::OtherDocument)),
    (b"GIF8", Err(Reason::OtherDocument)),
    (b"SQLite format 3", Err(Reason::OtherDocument)),
];

/// The format of a file that begins with `head`.
pub(crate) fn format(head: &[u8]) -> Result<Format, Reason> {
    if head.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some((_, verdict)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *verdict;
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if let Some(reason) = markup(head, wide) {
        return Err(reason);
    }
    if !wide
        && head
            .iter()
            .any(|&b| b < 0x20 && !b"\t\n\x0b\x0c\r\x1a".contains(&b))
    {
        return Err(Reason::UnknownBinary);
    }
    Ok(Format::Text)
}

/// Web pages and XML tables, also in UTF-16.
fn markup(head: &[u8], wide: bool) -> Option<Reason> {
    let ascii: Vec<u8> = if wide {
        head.iter().copied().filter(|&b| b != 0).skip(2).collect()
    } else {
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec()
    };
    let start = ascii.trim_ascii_start().to_ascii_lowercase();
    if start.starts_with(b"mime-version:") {
        return Some(Reason::Html);
    }
    if !start.starts_with(b"<") {
        return None;
    }
    let has = |needle: &str| memmem::find(&start, needle.as_bytes()).is_some();
    if has("schemas-microsoft-com:office:spreadsheet") && start.starts_with(b"<?xml") {
        return Some(Reason::XmlSpreadsheet);
    }
    const TAGS: [&str; 9] = [
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<meta",
        "<body",
        "<style",
        "<script",
        "<div",
    ];
    TAGS.iter().any(|tag| has(tag)).then_some(Reason::Html)
}

/// What an OLE container holds, by the names of its streams (UTF-16 in its directory).
pub(crate) fn ole(bytes: &[u8]) -> Reason {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        Reason::Encrypted
    } else if holds("Workbook") || holds("Book") {
        Reason::OldExcel
    } else if holds("WordDocument") || holds("PowerPoint Document") {
        Reason::OtherDocument
    } else {
        Reason::UnknownBinary
    }
}

/// What a zip is when it is not an .xlsx, by the names in it.
pub(crate) fn zip<'a>(mut names: impl Iterator<Item = &'a str> + Clone) -> Reason {
    const SHEETS: [&str; 3] = ["xl/workbook.bin", "content.xml", "Index/Document.iwa"];
    if names.clone().any(|name| SHEETS.contains(&name)) {
        Reason::OtherSpreadsheet
    } else if names.any(|name| name == "EncryptedPackage") {
        Reason::Encrypted
    } else {
        Reason::OtherDocument
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn knows_formats_by_content() {
        assert_eq!(format(b""), Err(Reason::Empty));
        assert_eq!(format(b"PK\x03\x04...."), Ok(Format::Zip));
        assert_eq!(format(b"%PDF-1.7"), Err(Reason::OtherDocument));
        assert_eq!(format(b"a,b\r\n1,2\r\n"), Ok(Format::Text));
        assert_eq!(format("BMW,余额\r\n".as_bytes()), Ok(Format::Text));
        assert_eq!(format(&utf16("客户编号,余额\r\n")), Ok(Format::Text));
        assert_eq!(format(b"a\0b\0"), Err(Reason::UnknownBinary));
        assert_eq!(format(b"\x09\x08\x08\x00\x00\x05"), Err(Reason::OldExcel));
    }

    #[test]
    fn knows_web_pages_that_call_themselves_workbooks() {
        let page = "\u{feff}\r\n <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>";
        assert_eq!(format(page.as_bytes()), Err(Reason::Html));
        assert_eq!(format(&utf16("<table><tr>")), Err(Reason::Html));
        assert_eq!(format(b"MIME-Version: 1.0\r\n"), Err(Reason::Html));
        let xml = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(format(xml), Err(Reason::XmlSpreadsheet));
        assert_eq!(format(b"<5000,1\r\n"), Ok(Format::Text));
    }

    #[test]
    fn looks_into_containers() {
        let mut bytes = vec![0; 64];
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(ole(&bytes), Reason::Encrypted);
        assert_eq!(ole(&utf16("Workbook")), Reason::OldExcel);
        assert_eq!(ole(b""), Reason::UnknownBinary);
        assert_eq!(
            zip(["word/document.xml"].into_iter()),
            Reason::OtherDocument
        );
        assert_eq!(
            zip(["xl/workbook.bin"].into_iter()),
            Reason::OtherSpreadsheet
        );
    }
}
