//! Bytes of a text file to UTF-8, strictly and as a stream.

use super::detect::HEAD_BYTES;
use super::refusal::Reason;
use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// Bytes looked at from the first that is not ASCII on, to tell UTF-8 from GB18030.
const WINDOW_BYTES: usize = 1024 * 1024;
const CHUNK_BYTES: usize = 64 * 1024;

/// Decodes a stream to UTF-8, strictly. ASCII passes until the first other byte; what follows it
/// decides between UTF-8 and GB18030, also after a mark that says UTF-8: some systems put it before
/// GB18030. UTF-16 is known by its byte order mark or its line ends.
pub(crate) struct Utf8<R> {
    source: R,
    decoder: Option<Decoder>,
    /// A byte order mark said so.
    said_utf8: bool,
    /// Read, not yet decoded.
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    started: bool,
    /// Decoded, not yet handed over.
    text: Vec<u8>,
    text_at: usize,
    lines: u64,
}

impl<R: Read> Utf8<R> {
    pub(crate) fn new(source: R) -> Self {
        Utf8 {
            source,
            decoder: None,
            said_utf8: false,
            raw: Vec::with_capacity(CHUNK_BYTES),
            raw_at: 0,
            ended: false,
            started: false,
            text: Vec::new(),
            text_at: 0,
            lines: 0,
        }
    }

    /// Reads until at least `wanted` raw bytes wait, or the end.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        self.raw.drain(..self.raw_at);
        self.raw_at = 0;
        while self.raw.len() < wanted && !self.ended {
            let missing = (wanted - self.raw.len()) as u64;
            let read = (&mut self.source)
                .take(missing)
                .read_to_end(&mut self.raw)?;
            self.ended = read == 0;
        }
        Ok(())
    }

    fn start(&mut self) {
        self.started = true;
        let marked = Encoding::for_bom(&self.raw)
            .filter(|(encoding, _)| [UTF_8, UTF_16LE, UTF_16BE].contains(encoding));
        let head = &self.raw[..self.raw.len().min(HEAD_BYTES)];
        let known = marked.or_else(|| Some((unmarked_utf16(head)?, 0)));
        if let Some((encoding, length)) = known {
            self.raw_at = length;
            self.said_utf8 = encoding == UTF_8;
            self.decoder = (!self.said_utf8).then(|| encoding.new_decoder_without_bom_handling());
        }
    }

    /// Puts the next decoded bytes into `text`.
    fn advance(&mut self) -> io::Result<()> {
        self.text.clear();
        self.text_at = 0;
        self.fill(CHUNK_BYTES)?;
        if !self.started {
            self.start();
        }
        if self.decoder.is_none() {
            let raw = &self.raw[self.raw_at..];
            let ascii = Encoding::ascii_valid_up_to(raw);
            if ascii > 0 || raw.is_empty() {
                self.text.extend_from_slice(&raw[..ascii]);
                self.raw_at += ascii;
                return Ok(());
            }
            self.fill(WINDOW_BYTES)?;
            let encoding = guess(&self.raw, self.ended, self.said_utf8);
            self.decoder = Some(encoding.new_decoder_without_bom_handling());
        }
        self.decode()
    }

    fn decode(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        let raw = &self.raw[self.raw_at..];
        self.text.resize(4 * CHUNK_BYTES, 0);
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.ended);
        self.text.truncate(written);
        self.raw_at += read;
        if let DecoderResult::Malformed(..) = result {
            let line = self.lines + 1 + self.text.iter().filter(|&&b| b == b'\n').count() as u64;
            let refusal = Reason::Undecodable.at(format!("第 {line} 行"));
            return Err(io::Error::other(refusal));
        }
        Ok(())
    }

    fn done(&self) -> bool {
        self.ended && self.raw_at == self.raw.len()
    }
}

/// UTF-16 that has no byte order mark: the one in whose order of bytes the head is text of more than
/// one line. A line end in UTF-16 has a zero byte, which no other text has.
pub(crate) fn unmarked_utf16(head: &[u8]) -> Option<&'static Encoding> {
    let is_text = |encoding: &&'static Encoding| {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let longest = decoder.max_utf8_buffer_length_without_replacement(head.len());
        let mut text = String::with_capacity(longest.unwrap_or_default());
        // The head may end within a character.
        let (result, _) = decoder.decode_to_string_without_replacement(head, &mut text, false);
        let allowed = |c: char| !c.is_control() || "\t\n\u{b}\u{c}\r\u{1a}".contains(c);
        result == DecoderResult::InputEmpty && text.contains('\n') && text.chars().all(allowed)
    };
    [UTF_16LE, UTF_16BE].into_iter().find(is_text)
}

/// UTF-8 when the window, which begins with its first character beyond ASCII, is valid as such, a
/// character cut off at its end allowed. What was said to be UTF-8 is so, damaged, unless its very first
/// characters belie it.
fn guess(window: &[u8], whole: bool, said_utf8: bool) -> &'static Encoding {
    const BELIED_WITHIN: usize = 16;
    match std::str::from_utf8(window) {
        Ok(_) => UTF_8,
        Err(error) if error.error_len().is_none() && !whole => UTF_8,
        Err(error) if said_utf8 && error.valid_up_to() >= BELIED_WITHIN => UTF_8,
        Err(_) => GB18030,
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.text_at == self.text.len() {
            if self.started && self.done() {
                return Ok(0);
            }
            self.lines += memchr::memchr_iter(b'\n', &self.text).count() as u64;
            self.advance()?;
        }
        let length = buffer.len().min(self.text.len() - self.text_at);
        buffer[..length].copy_from_slice(&self.text[self.text_at..self.text_at + length]);
        self.text_at += length;
        Ok(length)
    }
}
