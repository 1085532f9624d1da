//! A look over the bytes of an .xlsx part just before the XML parser sees them.
//!
//! The parser keeps a whole tag, text or comment in memory and believes what counts say. So this
//! scanner, which keeps no more than one unfinished tag, measures each of them and refuses the part
//! when one is beyond the limits, when it declares a document type (entity bombs), or when it is not
//! UTF-8. On its way it notes the few tags that tell which sheet has which merged ranges: the
//! streaming reader does not.

use super::limits::Limits;
use super::refusal::{Reason, Refusal};
use memchr::memchr;
use memchr::memmem;

/// Tags noted per part: headers have a few merges; a sheet merged throughout is no table.
const TAGS_NOTED: usize = 4_096;

/// A tag worth noting: its local name and the bytes of its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    name: &'static [u8],
    attributes: Vec<u8>,
}

impl Tag {
    pub(crate) fn is(&self, name: &[u8]) -> bool {
        self.name == name
    }

    /// An attribute's value as written; its name with the prefix, if any.
    pub(crate) fn value(&self, name: &[u8]) -> Option<&[u8]> {
        value(&self.attributes, name)
    }
}

const NOTED: [&[u8]; 5] = [b"sst", b"mergeCell", b"sheet", b"Relationship", b"numFmt"];

/// Scans one part, chunk by chunk.
pub(crate) struct XmlScan {
    limits: Limits,
    /// The bytes are UTF-8, whatever they say of themselves.
    decoded: bool,
    /// The beginning of a construct whose end has not come yet.
    unfinished: Vec<u8>,
    /// Bytes of text since the last tag.
    text: u64,
    /// Bytes since the open `<c>` or `<si>`.
    cell: Option<u64>,
    pub(crate) noted: Noted,
}

/// What a part was found to have.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    pub(crate) tags: Vec<Tag>,
    /// Rows that are not shown, by hand or by a filter.
    pub(crate) hidden_rows: u32,
}

impl XmlScan {
    pub(crate) fn new(limits: &Limits) -> Self {
        XmlScan {
            limits: *limits,
            decoded: false,
            unfinished: Vec::new(),
            text: 0,
            cell: None,
            noted: Noted::default(),
        }
    }

    /// Of text that has been decoded on its way.
    pub(crate) fn of_decoded(limits: &Limits) -> Self {
        XmlScan {
            decoded: true,
            ..XmlScan::new(limits)
        }
    }

    /// Looks at the next bytes of the part.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        if self.unfinished.is_empty() {
            let used = self.scan(bytes)?;
            self.unfinished.extend_from_slice(&bytes[used..]);
            return Ok(());
        }
        let mut all = std::mem::take(&mut self.unfinished);
        all.extend_from_slice(bytes);
        let used = self.scan(&all)?;
        all.drain(..used);
        self.unfinished = all;
        Ok(())
    }

    /// Looks at texts and whole constructs; how many bytes they are.
    fn scan(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let mut at = 0;
        loop {
            // Texts are short: a plain loop is done before a vectorised search has begun.
            let text = bytes[at..].iter().take_while(|&&byte| byte != b'<').count();
            self.text += text as u64;
            self.grow_cell(text)?;
            if self.text > self.limits.cell_bytes {
                return Err(Reason::CellTooLong.into());
            }
            at += text;
            let rest = &bytes[at..];
            let Some(length) = self.construct(rest)? else {
                if rest.len() as u64 > self.limits.tag_bytes.max(self.limits.cell_bytes) {
                    return Err(Reason::TagTooLong.into());
                }
                return Ok(at);
            };
            self.text = 0;
            at += length;
        }
    }

    fn grow_cell(&mut self, bytes: usize) -> Result<(), Refusal> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        *cell += bytes as u64;
        // A cell's tags are many times its text when each word has its own format.
        if *cell > 4 * self.limits.cell_bytes {
            return Err(Reason::CellTooLong.into());
        }
        Ok(())
    }

    /// The length of the construct at the start of `rest`; `None` while its end has not come.
    fn construct(&mut self, rest: &[u8]) -> Result<Option<usize>, Refusal> {
        match rest.get(1) {
            None => Ok(None),
            Some(b'!') => self.comment_or_data(rest),
            Some(b'?') => self.instruction(rest),
            Some(_) => self.tag(rest),
        }
    }

    fn comment_or_data(&mut self, rest: &[u8]) -> Result<Option<usize>, Refusal> {
        const DATA: &[u8] = b"<![CDATA[";
        const COMMENT: &[u8] = b"<!--";
        if rest.starts_with(COMMENT) {
            return self.until(
                rest,
                COMMENT.len(),
                b"-->",
                self.limits.tag_bytes,
                Reason::TagTooLong,
            );
        }
        if rest.starts_with(DATA) {
            let limit = self.limits.cell_bytes;
            return self.until(rest, DATA.len(), b"]]>", limit, Reason::CellTooLong);
        }
        if DATA.starts_with(rest) || COMMENT.starts_with(rest) {
            return Ok(None);
        }
        Err(Reason::Entities.into())
    }

    fn instruction(&mut self, rest: &[u8]) -> Result<Option<usize>, Refusal> {
        let length = self.until(rest, 2, b"?>", self.limits.tag_bytes, Reason::TagTooLong)?;
        if let Some(length) = length.filter(|_| !self.decoded) {
            check_encoding(&rest[2..length - 2])?;
        }
        Ok(length)
    }

    fn until(
        &mut self,
        rest: &[u8],
        from: usize,
        end: &[u8],
        limit: u64,
        reason: Reason,
    ) -> Result<Option<usize>, Refusal> {
        let length = memmem::find(&rest[from..], end).map(|at| from + at + end.len());
        if length.unwrap_or(rest.len()) as u64 > limit {
            return Err(reason.into());
        }
        if let Some(length) = length {
            self.grow_cell(length)?;
        }
        Ok(length)
    }

    fn tag(&mut self, rest: &[u8]) -> Result<Option<usize>, Refusal> {
        let Some(length) = tag_length(rest)? else {
            if rest.len() as u64 > self.limits.tag_bytes {
                return Err(Reason::TagTooLong.into());
            }
            return Ok(None);
        };
        if length as u64 > self.limits.tag_bytes {
            return Err(Reason::TagTooLong.into());
        }
        self.grow_cell(length)?;
        let inside = &rest[1..length - 1];
        let (closes, inside) = match inside.strip_prefix(b"/") {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let (name, attributes) = split_name(inside)?;
        match name {
            b"c" | b"si" => {
                let empty = attributes.ends_with(b"/");
                self.cell = (!closes && !empty).then_some(0);
            }
            _ if name.len() < 3 || closes => {}
            _ => self.note(name, attributes)?,
        }
        Ok(Some(length))
    }

    fn note(&mut self, name: &[u8], attributes: &[u8]) -> Result<(), Refusal> {
        if name == b"row" && matches!(value(attributes, b"hidden"), Some(b"1" | b"true")) {
            self.noted.hidden_rows += 1;
        }
        let Some(name) = NOTED.into_iter().find(|noted| *noted == name) else {
            return Ok(());
        };
        let tag = Tag {
            name,
            attributes: attributes.to_vec(),
        };
        if tag.is(b"sst") {
            self.check_strings(&tag)?;
        } else if self.noted.tags.len() < TAGS_NOTED {
            self.noted.tags.push(tag);
        }
        Ok(())
    }

    /// `uniqueCount` is reserved by the parser before the first text is read.
    fn check_strings(&self, tag: &Tag) -> Result<(), Refusal> {
        let Some(digits) = tag.value(b"uniqueCount") else {
            return Ok(());
        };
        let text = std::str::from_utf8(digits).ok();
        match text.and_then(|text| text.parse::<u64>().ok()) {
            Some(number) if number <= self.limits.shared_strings => Ok(()),
            _ => Err(Reason::TooManyStrings.into()),
        }
    }
}

/// The length of the tag up to its `>` outside quotes.
fn tag_length(rest: &[u8]) -> Result<Option<usize>, Refusal> {
    let mut bytes = rest.iter().enumerate().skip(1);
    while let Some((at, &byte)) = bytes.next() {
        if byte == b'>' {
            return Ok(Some(at + 1));
        }
        if byte == b'"' || byte == b'\'' {
            // A parser may end a closing tag at its first `>`, quoted or not: allow no doubt.
            if rest[1] == b'/' {
                return Err(Reason::Damaged.into());
            }
            if !bytes.any(|(_, &inside)| inside == byte) {
                return Ok(None);
            }
        }
    }
    Ok(None)
}

/// A tag's local name and the rest of it.
fn split_name(inside: &[u8]) -> Result<(&[u8], &[u8]), Refusal> {
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/');
    let end = inside.iter().position(ends).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let mut local = name;
    for (at, byte) in name.iter().enumerate() {
        match byte {
            // UTF-16: every second byte of a name
            0 => return Err(Reason::XmlEncoding.into()),
            b':' => local = &name[at + 1..],
            _ => {}
        }
    }
    Ok((local, attributes))
}

/// The value of an attribute in a tag's bytes.
fn value<'a>(attributes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = attributes;
    loop {
        let equals = memchr(b'=', rest)?;
        let key = rest[..equals].trim_ascii();
        let after = rest[equals + 1..].trim_ascii_start();
        let (&quote, inside) = after.split_first()?;
        let end = memchr(quote, inside)?;
        if key == name {
            return Some(&inside[..end]);
        }
        rest = &inside[end + 1..];
    }
}

fn check_encoding(instruction: &[u8]) -> Result<(), Refusal> {
    let declares = instruction
        .strip_prefix(b"xml")
        .and_then(|rest| value(rest, b"encoding"));
    match declares {
        Some(name)
            if !name.eq_ignore_ascii_case(b"utf-8") && !name.eq_ignore_ascii_case(b"us-ascii") =>
        {
            Err(Reason::XmlEncoding.into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Limits {
        Limits {
            tag_bytes: 64,
            cell_bytes: 32,
            shared_strings: 100,
            ..Limits::default()
        }
    }

    /// Fed whole and byte by byte, the verdict is the same.
    fn scan(xml: &str) -> Result<Vec<Tag>, Reason> {
        let limits = small();
        let mut whole = XmlScan::new(&limits);
        let verdict = whole.feed(xml.as_bytes()).map_err(|refusal| refusal.reason);
        let mut bytewise = XmlScan::new(&limits);
        let again = (xml.as_bytes().chunks(1)).try_for_each(|byte| bytewise.feed(byte));
        assert_eq!(again.map_err(|refusal| refusal.reason), verdict);
        assert_eq!(whole.noted.tags, bytewise.noted.tags);
        verdict.map(|()| whole.noted.tags)
    }

    #[test]
    fn lets_a_sheet_pass_and_notes_its_tags() {
        let sheet = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!-- made by -->
<worksheet xmlns="http://x"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/></row></sheetData>
<mergeCells count="2"><mergeCell ref="A1:I1"/><x:mergeCell  ref = 'C3:C4' /></mergeCells></worksheet>"#;
        let tags = scan(sheet).unwrap();
        assert_eq!(tags.len(), 2);
        assert!(tags[1].is(b"mergeCell"));
        assert_eq!(tags[1].value(b"ref"), Some(b"C3:C4".as_slice()));
        assert_eq!(scan("<t><![CDATA[a > b <c ]]></t>"), Ok(vec![]));
    }

    #[test]
    fn measures_tags_texts_and_cells() {
        let many = format!("<c {}/>", "a=\"1\" ".repeat(20));
        assert_eq!(scan(&many), Err(Reason::TagTooLong));
        assert_eq!(
            scan(&format!("<c r=\"{}", "<".repeat(80))),
            Err(Reason::TagTooLong)
        );
        assert_eq!(
            scan(&format!("<t>{}</t>", "x".repeat(33))),
            Err(Reason::CellTooLong)
        );
        assert_eq!(
            scan(&format!("<t><![CDATA[{}", "<".repeat(40))),
            Err(Reason::CellTooLong)
        );
        assert_eq!(
            scan(&format!("<!--{}", "<".repeat(80))),
            Err(Reason::TagTooLong)
        );
        assert_eq!(
            scan(&format!("<si>{}</si>", "<r><t>word</t></r>".repeat(9))),
            Err(Reason::CellTooLong)
        );
        assert_eq!(scan(&"<si><t>word</t></si>".repeat(50)), Ok(vec![]));
    }

    #[test]
    fn refuses_what_no_spreadsheet_program_writes() {
        assert_eq!(
            scan("<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>"),
            Err(Reason::Entities)
        );
        assert_eq!(
            scan("<sst uniqueCount=\"1000000000000\"/>"),
            Err(Reason::TooManyStrings)
        );
        assert_eq!(
            scan("<s:sst count='999999999999' uniqueCount='101'>"),
            Err(Reason::TooManyStrings)
        );
        assert_eq!(
            scan("<sst count=\"9\" uniqueCount=\"-1\">"),
            Err(Reason::TooManyStrings)
        );
        assert_eq!(scan("<sst count=\"9\" uniqueCount=\"9\">"), Ok(vec![]));
        assert_eq!(
            scan("<?xml version='1.0' encoding='gbk'?>"),
            Err(Reason::XmlEncoding)
        );
        assert_eq!(scan("\u{feff}<\0s\0>\0"), Err(Reason::XmlEncoding));
        assert_eq!(scan("<a></a x=\">\">"), Err(Reason::Damaged));
    }
}
