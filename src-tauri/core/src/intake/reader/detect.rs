//! What a file is, by its content: extensions lie (faults.md 20).

use super::decode;
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
    /// A web page that calls itself a workbook.
    Html,
    /// The XML spreadsheet of Excel 2003.
    SpreadsheetMl,
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
    // Document encryption that a company installs on its machines: what a program reads that it does
    // not trust begins like this.
    (b"%TSD-Header-###%", Err(Reason::CompanyEncrypted)),
];

/// The mark of another such product stands a few bytes into the file.
const COMPANY_MARK: &[u8] = b"E-SafeNet";
const COMPANY_MARK_WITHIN: usize = 64;

const BYTE_ORDER_MARKS: [(&[u8], bool); 3] = [
    (b"\xff\xfe", true),
    (b"\xfe\xff", true),
    (b"\xef\xbb\xbf", false),
];

/// The format of a file that begins with `head`.
pub(crate) fn format(head: &[u8]) -> Result<Format, Reason> {
    if head.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some((_, verdict)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *verdict;
    }
    let marked = BYTE_ORDER_MARKS
        .iter()
        .find_map(|(mark, wide)| Some((head.strip_prefix(*mark)?, *wide)));
    let (text, wide) = marked.unwrap_or((head, decode::unmarked_utf16(head).is_some()));
    if let Some(verdict) = markup(text, wide) {
        return verdict;
    }
    if !wide
        && head
            .iter()
            .any(|&b| b < 0x20 && !b"\t\n\x0b\x0c\r\x1a".contains(&b))
    {
        return Err(binary(head));
    }
    Ok(Format::Text)
}

/// What is known of bytes that are neither text nor a format with a name.
fn binary(head: &[u8]) -> Reason {
    let beginning = &head[..head.len().min(COMPANY_MARK_WITHIN)];
    if memmem::find(beginning, COMPANY_MARK).is_some() {
        Reason::CompanyEncrypted
    } else if is_random(head) {
        Reason::LooksEncrypted
    } else {
        Reason::UnknownBinary
    }
}

/// Whether the bytes are as even as only encryption and compression make them: by Shannon's entropy,
/// in bits a byte. 2,048 random bytes have 7.87 and more; fewer cannot show it, and formats that
/// spreadsheets come in stay well below.
fn is_random(bytes: &[u8]) -> bool {
    const LEAST_BYTES: usize = 2_048;
    const LEAST_ENTROPY: f64 = 7.8;
    let mut counts = [0_u32; 256];
    for &byte in bytes {
        counts[usize::from(byte)] += 1;
    }
    let total = bytes.len() as f64;
    let entropy: f64 = (counts.iter().filter(|count| **count > 0))
        .map(|&count| f64::from(count) / total)
        .map(|share| -share * share.log2())
        .sum();
    bytes.len() >= LEAST_BYTES && entropy > LEAST_ENTROPY
}

/// Web pages and XML tables, also in UTF-16; `text` is without its byte order mark.
fn markup(text: &[u8], wide: bool) -> Option<Result<Format, Reason>> {
    let ascii: Vec<u8> = (text.iter().copied())
        .filter(|&byte| !wide || byte != 0)
        .collect();
    let start = ascii.trim_ascii_start().to_ascii_lowercase();
    if start.starts_with(b"mime-version:") {
        return Some(Err(Reason::WebArchive));
    }
    if !start.starts_with(b"<") {
        return None;
    }
    let has = |needle: &str| memmem::find(&start, needle.as_bytes()).is_some();
    let is_xml = start.starts_with(b"<?xml");
    let begins = is_xml || start.starts_with(b"<workbook") || start.starts_with(b"<ss:workbook");
    if begins && has("schemas-microsoft-com:office:spreadsheet") {
        return Some(Ok(Format::SpreadsheetMl));
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
    match TAGS.iter().any(|tag| has(tag)) {
        true => Some(Ok(Format::Html)),
        false => is_xml.then_some(Err(Reason::OtherDocument)),
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
        assert_eq!(format(&utf16("客户编号,余额\r\n")[2..]), Ok(Format::Text));
        assert_eq!(format(b"a\0b\0"), Err(Reason::UnknownBinary));
        assert_eq!(format(b"\x09\x08\x08\x00\x00\x05"), Err(Reason::OldExcel));
    }

    #[test]
    fn knows_web_pages_that_call_themselves_workbooks() {
        let page = "\u{feff}\r\n <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>";
        assert_eq!(format(page.as_bytes()), Ok(Format::Html));
        assert_eq!(format(&utf16("<table><tr>")), Ok(Format::Html));
        assert_eq!(format(&utf16("<table>\r\n<tr>")[2..]), Ok(Format::Html));
        assert_eq!(format(b"MIME-Version: 1.0\r\n"), Err(Reason::WebArchive));
        let xml = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(format(xml), Ok(Format::SpreadsheetMl));
        let other = b"<?xml version=\"1.0\"?><invoice/>";
        assert_eq!(format(other), Err(Reason::OtherDocument));
        assert_eq!(format(b"<5000,1\r\n"), Ok(Format::Text));
    }

    /// A sequence that a linear congruential generator makes: even, and the same every time.
    fn even_bytes(length: usize) -> Vec<u8> {
        let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        std::iter::successors(Some(7_u32), next)
            .map(|state| state.to_be_bytes()[0])
            .take(length)
            .collect()
    }

    #[test]
    fn knows_what_a_company_encrypted() {
        let tsd = [b"%TSD-Header-###%".as_slice(), &even_bytes(64)].concat();
        assert_eq!(format(&tsd), Err(Reason::CompanyEncrypted));
        let marked = [b"b\x14#e\0\x01E-SafeNet\0\0\0LOCK".as_slice(), &[0; 64]].concat();
        assert_eq!(format(&marked), Err(Reason::CompanyEncrypted));
        // A table may speak of such a product.
        assert_eq!(format(b"E-SafeNet,1\r\n"), Ok(Format::Text));
        let late = [[1; 64].as_slice(), b"E-SafeNet"].concat();
        assert_eq!(format(&late), Err(Reason::UnknownBinary));
    }

    #[test]
    fn tells_encrypted_bytes_from_others() {
        assert_eq!(format(&even_bytes(HEAD_BYTES)), Err(Reason::LooksEncrypted));
        assert_eq!(format(&even_bytes(2_048)), Err(Reason::LooksEncrypted));
        assert_eq!(format(&even_bytes(2_047)), Err(Reason::UnknownBinary));
        let halved: Vec<u8> = even_bytes(HEAD_BYTES).iter().map(|byte| byte / 2).collect();
        assert_eq!(format(&halved), Err(Reason::UnknownBinary));
    }

    #[test]
    fn looks_into_containers() {
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
