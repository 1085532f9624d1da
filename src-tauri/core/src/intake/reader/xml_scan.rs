//! A first look over the bytes of an .xlsx part, before any XML parser sees them.
//!
//! The parser keeps a whole tag, text or comment in memory and believes what counts say. So this
//! scanner, which keeps nothing, measures each of them and refuses the part when one is beyond the
//! limits, when it declares a document type (entity bombs), or when it is not UTF-8. On its way it
//! notes the few tags that tell which sheet has which merged ranges: the streaming reader does not.

use super::limits::Limits;
use super::refusal::{Reason, Refusal};
use memchr::{memchr, memchr3};

/// Tags noted per part: headers have a few merges; a sheet merged throughout is no table.
const TAGS_NOTED: usize = 4_096;

/// Longest name that matters here, `x:mergeCell`, with room.
const NAME_BYTES: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`.
    Open,
    /// Inside a tag's name.
    Name,
    /// After the name, outside quotes.
    Attributes,
    Quoted(u8),
    /// After `<!`: comment, CDATA or something that no spreadsheet has.
    Bang,
    Comment,
    CData,
    Instruction,
}

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

const NOTED: [&[u8]; 4] = [b"sst", b"mergeCell", b"sheet", b"Relationship"];

/// Scans one part, chunk by chunk.
pub(crate) struct XmlScan<'l> {
    limits: &'l Limits,
    state: State,
    /// Bytes of the construct at hand.
    run: u64,
    /// Bytes since the open `<c>` or `<si>`.
    cell: Option<u64>,
    name: [u8; NAME_BYTES],
    name_length: usize,
    /// The tag at hand when it is one of those noted.
    noted: Option<Tag>,
    /// The text of the instruction at hand.
    instruction: Vec<u8>,
    /// The last bytes of comments, CDATA and instructions, to find their ends.
    tail: [u8; 7],
    pub(crate) tags: Vec<Tag>,
}

impl<'l> XmlScan<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        XmlScan {
            limits,
            state: State::Text,
            run: 0,
            cell: None,
            name: [0; NAME_BYTES],
            name_length: 0,
            noted: None,
            instruction: Vec::new(),
            tail: [0; 7],
            tags: Vec::new(),
        }
    }

    /// Looks at the next bytes of the part.
    pub(crate) fn feed(&mut self, mut bytes: &[u8]) -> Result<(), Refusal> {
        while !bytes.is_empty() {
            let used = match self.state {
                State::Text => self.text(bytes)?,
                State::Open => self.open(bytes[0])?,
                State::Name => self.name(bytes)?,
                State::Attributes => self.attributes(bytes)?,
                State::Quoted(quote) => self.quoted(bytes, quote)?,
                State::Bang => self.bang(bytes[0])?,
                State::Comment => self.until(bytes, b"-->", State::Text)?,
                State::CData => self.until(bytes, b"]]>", State::Text)?,
                State::Instruction => self.until(bytes, b"?>", State::Text)?,
            };
            bytes = &bytes[used..];
        }
        Ok(())
    }

    /// Takes `bytes` into the construct at hand and holds it against `limit`.
    fn grow(&mut self, bytes: usize, limit: u64, reason: Reason) -> Result<(), Refusal> {
        self.run += bytes as u64;
        if let Some(cell) = &mut self.cell {
            *cell += bytes as u64;
            // A cell's tags are many times its text when each word has its own format.
            if *cell > 4 * self.limits.cell_bytes {
                return Err(Reason::CellTooLong.into());
            }
        }
        if self.run > limit {
            return Err(reason.into());
        }
        Ok(())
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.run = 0;
    }

    fn text(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let found = memchr(b'<', bytes);
        let used = found.unwrap_or(bytes.len());
        self.grow(used, self.limits.cell_bytes, Reason::CellTooLong)?;
        if found.is_none() {
            return Ok(used);
        }
        self.begin(State::Open);
        Ok(used + 1)
    }

    fn open(&mut self, byte: u8) -> Result<usize, Refusal> {
        self.tail = [0; 7];
        match byte {
            b'!' => self.begin(State::Bang),
            b'?' => self.begin(State::Instruction),
            _ => {
                self.begin(State::Name);
                self.name_length = 0;
                return Ok(0);
            }
        }
        Ok(1)
    }

    fn name(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        for (at, &byte) in bytes.iter().enumerate() {
            let closing = byte == b'/' && self.name_length == 0;
            if !closing && matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>') {
                self.grow(at, self.limits.tag_bytes, Reason::TagTooLong)?;
                let local = self.local_name();
                self.noted = (NOTED.into_iter().find(|name| *name == local)).map(|name| Tag {
                    name,
                    attributes: Vec::new(),
                });
                self.state = State::Attributes;
                return Ok(at);
            }
            if byte == 0 {
                // UTF-16: every second byte of a name
                return Err(Reason::XmlEncoding.into());
            }
            if self.name_length < NAME_BYTES {
                self.name[self.name_length] = byte;
            }
            self.name_length += 1;
        }
        self.grow(bytes.len(), self.limits.tag_bytes, Reason::TagTooLong)?;
        Ok(bytes.len())
    }

    fn attributes(&mut self, bytes: &[u8]) -> Result<usize, Refusal> {
        let found = memchr3(b'>', b'"', b'\'', bytes);
        let used = found.map_or(bytes.len(), |at| at + 1);
        self.grow(used, self.limits.tag_bytes, Reason::TagTooLong)?;
        if let Some(tag) = &mut self.noted {
            tag.attributes.extend_from_slice(&bytes[..used]);
        }
        match found.map(|at| bytes[at]) {
            None => {}
            Some(b'>') => self.end_of_tag(bytes[..used].ends_with(b"/>"))?,
            // A parser may end a closing tag at its first `>`, quoted or not: allow no doubt.
            Some(_) if self.name[0] == b'/' => return Err(Reason::Damaged.into()),
            Some(quote) => self.state = State::Quoted(quote),
        }
        Ok(used)
    }

    fn quoted(&mut self, bytes: &[u8], quote: u8) -> Result<usize, Refusal> {
        let found = memchr(quote, bytes);
        let used = found.map_or(bytes.len(), |at| at + 1);
        self.grow(used, self.limits.tag_bytes, Reason::TagTooLong)?;
        if let Some(tag) = &mut self.noted {
            tag.attributes.extend_from_slice(&bytes[..used]);
        }
        if found.is_some() {
            self.state = State::Attributes;
        }
        Ok(used)
    }

    fn end_of_tag(&mut self, empty: bool) -> Result<(), Refusal> {
        let local = self.local_name();
        let is_cell = matches!(local, b"c" | b"si");
        let closes = self.name[0] == b'/';
        if let Some(tag) = self.noted.take().filter(|_| !closes) {
            if tag.is(b"sst") {
                self.check_strings(&tag)?;
            } else if self.tags.len() < TAGS_NOTED {
                self.tags.push(tag);
            }
        }
        if is_cell {
            self.cell = (!closes && !empty).then_some(0);
        }
        self.begin(State::Text);
        Ok(())
    }

    /// `uniqueCount` is reserved by the parser before the first text is read.
    fn check_strings(&self, tag: &Tag) -> Result<(), Refusal> {
        let Some(digits) = tag.value(b"uniqueCount") else {
            return Ok(());
        };
        let number = std::str::from_utf8(digits)
            .ok()
            .and_then(|text| text.parse::<u64>().ok());
        match number {
            Some(number) if number <= self.limits.shared_strings => Ok(()),
            _ => Err(Reason::TooManyStrings.into()),
        }
    }

    fn bang(&mut self, byte: u8) -> Result<usize, Refusal> {
        self.tail[self.run as usize] = byte;
        self.grow(1, self.limits.tag_bytes, Reason::TagTooLong)?;
        let seen = &self.tail[..self.run as usize];
        if seen == b"--" {
            self.begin(State::Comment);
            self.tail = [0; 7];
        } else if seen == b"[CDATA[" {
            self.begin(State::CData);
            self.tail = [0; 7];
        } else if !b"--".starts_with(seen) && !b"[CDATA[".starts_with(seen) {
            return Err(Reason::Entities.into());
        }
        Ok(1)
    }

    /// Reads on to `end`; the bytes of an instruction are kept for its encoding.
    fn until(&mut self, bytes: &[u8], end: &[u8], next: State) -> Result<usize, Refusal> {
        for (at, &byte) in bytes.iter().enumerate() {
            self.tail.rotate_left(1);
            self.tail[6] = byte;
            if self.tail.ends_with(end) {
                self.take_construct(&bytes[..=at])?;
                if self.state == State::Instruction {
                    check_encoding(&std::mem::take(&mut self.instruction))?;
                }
                self.begin(next);
                return Ok(at + 1);
            }
        }
        self.take_construct(bytes)?;
        Ok(bytes.len())
    }

    fn take_construct(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let (limit, reason) = match self.state {
            State::CData => (self.limits.cell_bytes, Reason::CellTooLong),
            _ => (self.limits.tag_bytes, Reason::TagTooLong),
        };
        self.grow(bytes.len(), limit, reason)?;
        if self.state == State::Instruction {
            self.instruction.extend_from_slice(bytes);
        }
        Ok(())
    }

    /// The tag's name without `/` and namespace prefix.
    fn local_name(&self) -> &[u8] {
        let name = &self.name[..self.name_length.min(NAME_BYTES)];
        let name = name.strip_prefix(b"/").unwrap_or(name);
        match name.iter().position(|&b| b == b':') {
            Some(colon) => &name[colon + 1..],
            None => name,
        }
    }
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
        assert_eq!(whole.tags, bytewise.tags);
        verdict.map(|()| whole.tags)
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
        assert_eq!(scan("\u{feff}<\0s\0"), Err(Reason::XmlEncoding));
        assert_eq!(scan("<a></a x=\">\">"), Err(Reason::Damaged));
    }
}
