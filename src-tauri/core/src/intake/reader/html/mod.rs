//! Tables of a web page: what many systems call “导出 Excel” is one, under the name of a workbook.
//!
//! The page is taken token by token (the tokenizer that browsers' rules prescribe, without a tree), so a
//! page of any size costs no more than its widest row. Layout and content are told apart as a person
//! would: a table that never has three filled cells side by side is a title or a frame, and what stands
//! in it stands above the next table.

mod page;

use crate::intake::reader::Stop;
use crate::intake::reader::decode::Utf8;
use crate::intake::reader::limits::Limits;
use crate::intake::reader::protocol::Sender;
use crate::intake::reader::refusal::{Reason, Refusal};
use crate::intake::reader::writer::SheetWriter;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    states::RawKind,
};
use page::Page;
use std::cell::RefCell;
use std::io::{Read, Write};

/// Bytes given to the tokenizer at a time.
const CHUNK_BYTES: usize = 16 * 1024;
/// Attributes of one tag; a table's has a handful.
const ATTRIBUTES: usize = 256;
/// Bytes that may part two attributes, in one unfinished tag: the tokenizer compares each attribute with
/// all before it.
const SEPARATORS: usize = 4 * 1024;

/// Reads every table of the page and sends it as a sheet.
pub(crate) fn read<R: Read, W: Write>(
    source: R,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let sink = Sink {
        state: RefCell::new(State {
            page: Page::new(SheetWriter::new(sender, limits), limits),
            ignored: None,
            pending: Pending::default(),
            stop: None,
        }),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    feed(&tokenizer, Utf8::new(source), limits)?;
    tokenizer.end();
    let mut state = tokenizer.sink.state.into_inner();
    state.stop.take().map_or(Ok(()), Err)?;
    state.page.end()
}

fn feed<R: Read, W: Write>(
    tokenizer: &Tokenizer<Sink<'_, W>>,
    mut text: Utf8<R>,
    limits: &Limits,
) -> Result<(), Stop> {
    let input = BufferQueue::default();
    let mut buffer = vec![0; CHUNK_BYTES];
    let mut kept = 0;
    loop {
        let read = text.read(&mut buffer[kept..])?;
        if read == 0 {
            return Ok(());
        }
        let bytes = &buffer[..kept + read];
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            // A character cut in two: its rest comes next.
            Err(error) => error.valid_up_to(),
        };
        let (chunk, rest) = bytes.split_at(valid);
        let chunk = std::str::from_utf8(chunk).map_err(|_| Refusal::from(Reason::Undecodable))?;
        tokenizer.sink.state.borrow_mut().pending.grow(chunk);
        input.push_back(StrTendril::from_slice(chunk));
        let _ = tokenizer.feed(&input);
        tokenizer.sink.state.borrow_mut().check(limits)?;
        let rest = rest.len();
        buffer.copy_within(valid..valid + rest, 0);
        kept = rest;
    }
}

struct Sink<'a, W> {
    state: RefCell<State<'a, W>>,
}

struct State<'a, W> {
    page: Page<'a, W>,
    /// The element whose content is no text of the page.
    ignored: Option<&'static str>,
    pending: Pending,
    stop: Option<Stop>,
}

/// What was given to the tokenizer since its last token: an unfinished tag or comment grows.
#[derive(Default)]
struct Pending {
    bytes: u64,
    separators: usize,
}

impl Pending {
    fn grow(&mut self, chunk: &str) {
        let parts = |byte: &u8| byte.is_ascii_whitespace() || b"\"'=/".contains(byte);
        self.bytes += chunk.len() as u64;
        self.separators += chunk.bytes().filter(parts).count();
    }
}

impl<W: Write> State<'_, W> {
    fn check(&mut self, limits: &Limits) -> Result<(), Stop> {
        if let Some(stop) = self.stop.take() {
            return Err(stop);
        }
        let too_long =
            self.pending.bytes > limits.line_bytes || self.pending.separators > SEPARATORS;
        if too_long {
            return Err(Reason::TagTooLong.into());
        }
        Ok(())
    }

    fn take(&mut self, token: Token) -> Result<TokenSinkResult<()>, Stop> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(&tag),
            Token::TagToken(tag) => match self.ignored {
                Some(ignored) if *tag.name == *ignored => self.ignored = None,
                Some(_) => {}
                None => self.page.close(&tag.name)?,
            },
            Token::CharacterTokens(text) if self.ignored.is_none() => self.page.text(&text)?,
            _ => {}
        }
        Ok(TokenSinkResult::Continue)
    }

    fn start(&mut self, tag: &Tag) -> Result<TokenSinkResult<()>, Stop> {
        const IGNORED: [&str; 7] = [
            "script", "style", "title", "textarea", "noscript", "template", "select",
        ];
        if tag.attrs.len() > ATTRIBUTES {
            return Err(Reason::TagTooLong.into());
        }
        if self.ignored.is_some() {
            return Ok(TokenSinkResult::Continue);
        }
        let name: &str = &tag.name;
        self.ignored = IGNORED.into_iter().find(|ignored| *ignored == name);
        match name {
            "script" => return Ok(TokenSinkResult::RawData(RawKind::ScriptData)),
            "style" => return Ok(TokenSinkResult::RawData(RawKind::Rawtext)),
            "title" | "textarea" => return Ok(TokenSinkResult::RawData(RawKind::Rcdata)),
            _ => {}
        }
        if self.ignored.is_none() {
            let span = |name: &str| {
                let attribute = tag.attrs.iter().find(|at| *at.name.local == *name);
                attribute.and_then(|at| at.value.trim().parse().ok())
            };
            let spans = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
            self.page.open(name, spans)?;
        }
        Ok(TokenSinkResult::Continue)
    }
}

impl<W: Write> TokenSink for Sink<'_, W> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        state.pending = Pending::default();
        if state.stop.is_some() {
            return TokenSinkResult::Continue;
        }
        match state.take(token) {
            Ok(next) => next,
            Err(stop) => {
                state.stop = Some(stop);
                TokenSinkResult::Continue
            }
        }
    }
}

#[cfg(test)]
mod tests;
