//! The child: reads what it is given as input, says rows on its output, and can touch nothing else.

use super::detect::{self, Format};
use super::limits::Limits;
use super::protocol::{Record, Sender};
use super::refusal::{Reason, Refusal};
use super::{Origin, Stop, html, pasted, spreadsheet_ml, text, xls, xlsx};
use sha2::{Digest, Sha256};
use std::io::{self, Cursor, Read, Write};
use std::process::ExitCode;

/// The hidden first argument by which a program knows that it is the child.
pub const CHILD_ARGUMENT: &str = "__read-workbook";

/// The child's `main`. A program calls it first of all when its first argument is
/// [`CHILD_ARGUMENT`], and returns what it returns. Reads standard input, writes standard output.
pub fn child_main() -> ExitCode {
    // A panic's message may quote a cell, and standard error may be a log.
    std::panic::set_hook(Box::new(|_| {}));
    let mut arguments = std::env::args().skip(2);
    let limits = arguments
        .next()
        .and_then(|limits| Limits::from_argument(&limits));
    let origin = arguments
        .next()
        .and_then(|origin| Origin::from_argument(&origin));
    let Some((limits, origin)) = limits.zip(origin) else {
        return ExitCode::from(2);
    };
    if confine(&limits).is_err() {
        return ExitCode::from(3);
    }
    match serve(io::stdin().lock(), io::stdout().lock(), origin, &limits) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Reads `input` and says what is in it, or why not, on `output`. Fails when nobody listens.
pub(super) fn serve(
    input: impl Read,
    output: impl Write,
    origin: Origin,
    limits: &Limits,
) -> io::Result<()> {
    let mut sender = Sender::new(output);
    let mut input = Hashed {
        inner: input,
        hash: Sha256::new(),
    };
    let last = match read(&mut input, origin, limits, &mut sender) {
        Ok(()) => Record::End {
            sha256: input.hash.finalize().into(),
        },
        Err(Stop::Refused(refusal)) => Record::Refused(refusal),
        // Where an allocation may fail it says so; elsewhere it aborts, and the parent knows.
        Err(Stop::Io(error)) if error.kind() == io::ErrorKind::OutOfMemory => {
            Record::Refused(Reason::OutOfMemory.into())
        }
        Err(Stop::Io(error)) => return Err(error),
    };
    sender.send(&last)?;
    sender.flush()
}

fn read<R: Read, W: Write>(
    input: &mut Hashed<R>,
    origin: Origin,
    limits: &Limits,
    sender: &mut Sender<W>,
) -> Result<(), Stop> {
    let mut head = Vec::with_capacity(detect::HEAD_BYTES);
    input
        .take(detect::HEAD_BYTES as u64)
        .read_to_end(&mut head)?;
    let format = detect::format(&head);
    if origin == Origin::Pasted && format != Ok(Format::Html) {
        return pasted::read(streamed(head, input, limits), limits, sender);
    }
    match format.map_err(Refusal::from)? {
        Format::Zip => xlsx::read(whole(head, input, limits)?, limits, sender),
        Format::Ole => xls::read(whole(head, input, limits)?, limits, sender),
        Format::Html => html::read(streamed(head, input, limits), limits, sender),
        Format::SpreadsheetMl => {
            spreadsheet_ml::read(streamed(head, input, limits), limits, sender)
        }
        Format::Text => text::read(streamed(head, input, limits), "", limits, sender),
    }
}

/// The file from its beginning, no more of it than a text may have.
fn streamed<R: Read>(head: Vec<u8>, input: &mut R, limits: &Limits) -> impl Read {
    Sized {
        inner: Cursor::new(head).chain(input),
        left: limits.text_bytes,
    }
}

/// All of the file: a zip has its directory at the end.
fn whole<R: Read>(mut head: Vec<u8>, input: &mut R, limits: &Limits) -> Result<Vec<u8>, Stop> {
    let rest = (limits.workbook_bytes + 1).saturating_sub(head.len() as u64);
    input.take(rest).read_to_end(&mut head)?;
    if head.len() as u64 > limits.workbook_bytes {
        return Err(too_large(limits.workbook_bytes).into());
    }
    Ok(head)
}

pub(super) fn too_large(limit: u64) -> Refusal {
    Reason::FileTooLarge.at(format!("上限 {} MB", limit >> 20))
}

/// What passes is what is hashed: the fingerprint is of exactly the bytes that were read.
struct Hashed<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hash.update(&buffer[..length]);
        Ok(length)
    }
}

/// Refuses a text longer than it may be.
struct Sized<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Sized<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.left = (self.left.checked_sub(length as u64))
            .ok_or_else(|| io::Error::other(Refusal::from(Reason::FileTooLarge)))?;
        Ok(length)
    }
}

/// Gives up what reading does not need. Memory counts from what the program itself maps at its
/// start (a desktop program maps much that it never touches). macOS ignores the memory limit, and
/// Windows knows none of these: there the parent's watch on time is what holds.
#[cfg(unix)]
fn confine(limits: &Limits) -> io::Result<()> {
    use rlimit::Resource;
    let lower = |resource: Resource, wanted: u64| -> io::Result<()> {
        let (soft, hard) = resource.get()?;
        resource.set(wanted.min(soft), wanted.min(hard))
    };
    // No dump of a client's data, no file written, no other opened beyond the three it has.
    lower(Resource::CORE, 0)?;
    lower(Resource::FSIZE, 0)?;
    // At the soft limit the end has a name of its own; the hard one is for who ignores it.
    let (_, hard) = Resource::CPU.get()?;
    Resource::CPU.set(
        limits.cpu_seconds.min(hard),
        (limits.cpu_seconds + 5).min(hard),
    )?;
    #[cfg(target_os = "linux")]
    lower(
        Resource::AS,
        mapped_bytes()?.saturating_add(limits.memory_bytes),
    )?;
    lower(Resource::NOFILE, 3)
}

#[cfg(target_os = "linux")]
fn mapped_bytes() -> io::Result<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages = statm
        .split(' ')
        .next()
        .and_then(|first| first.parse::<u64>().ok());
    // Pages are 4 KiB or, on some ARM systems, larger: then the limit is tighter, never looser.
    Ok(pages.ok_or(io::ErrorKind::InvalidData)? * 4_096)
}

#[cfg(not(unix))]
fn confine(_limits: &Limits) -> io::Result<()> {
    Ok(())
}
