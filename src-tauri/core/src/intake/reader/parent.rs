//! The parent's side: starts the child, takes its rows, watches its memory and time.

use super::Origin;
use super::cell::Workbook;
use super::child::{self, CHILD_ARGUMENT};
use super::limits::Limits;
use super::protocol::{Assembly, LONGEST_FRAME};
use super::refusal::{Reason, Refusal};
use crate::error::{Code, Error, Result};
use crate::intake::progress::{Progress, ReadingPhase};
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// How often the child's memory is looked at.
const WATCH_INTERVAL: Duration = Duration::from_millis(50);

/// What a pipe holds at most.
const PIPE_BYTES: usize = 64 * 1024;

/// The program that is started again as the child: one whose `main` calls
/// [`child_main`](super::child_main) when its first argument is [`CHILD_ARGUMENT`].
#[derive(Debug, Clone)]
pub struct ReaderProgram {
    path: PathBuf,
}

impl ReaderProgram {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        ReaderProgram { path: path.into() }
    }

    /// The running program itself.
    pub fn this() -> Result<Self> {
        let path = std::env::current_exe()
            .map_err(|error| Error::fault("找不到本程序自己的位置，无法启动读取程序。", error))?;
        Ok(ReaderProgram::new(path))
    }
}

/// Reads a file through the child.
///
/// Errors: [`Code::NotFound`] when it cannot be opened, [`Code::UnreadableFile`] with the
/// [`Reason`] as `reason` in the context when it is not read, [`Code::Fault`] when the child cannot
/// be started.
pub async fn read(program: &ReaderProgram, path: &Path, limits: &Limits) -> Result<Workbook> {
    read_noting(program, path, limits, &Progress::default()).await
}

/// The same, saying how many rows have come. Dropped, it takes the child with it. Errors as [`read`].
pub async fn read_noting(
    program: &ReaderProgram,
    path: &Path,
    limits: &Limits,
    progress: &Progress,
) -> Result<Workbook> {
    progress.enter(ReadingPhase::Reading);
    let name = file_name(path);
    let (file, length) = open(path, &name)?;
    if length > limits.text_bytes.max(limits.workbook_bytes) {
        return Err(named(too_large(limits), &name));
    }
    read_input(program, name, file, limits, progress).await
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn open(path: &Path, name: &str) -> Result<(File, u64)> {
    let opened = File::open(path).and_then(|file| {
        let metadata = file.metadata()?;
        if metadata.is_file() {
            Ok((file, metadata.len()))
        } else {
            Err(io::ErrorKind::IsADirectory.into())
        }
    });
    opened.map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "找不到这个文件",
            io::ErrorKind::PermissionDenied => "没有读取这个文件的权限，或它正被其他程序独占",
            io::ErrorKind::IsADirectory => "这是一个文件夹，不是文件",
            _ => "打不开这个文件",
        };
        let message = format!("{reason}：{name}。未导入任何内容。请检查文件的位置后再试。");
        Error::new(Code::NotFound, message)
            .with("file", name)
            .caused_by(error)
    })
}

fn too_large(limits: &Limits) -> Refusal {
    child::too_large(limits.text_bytes.max(limits.workbook_bytes))
}

fn named(refusal: Refusal, name: &str) -> Error {
    Error::from(refusal).with("file", name)
}

/// Reads what is already open (a file, a pipe) under the given name. Errors as [`read`].
pub async fn read_open(
    program: &ReaderProgram,
    file_name: String,
    input: impl Into<Stdio>,
    limits: &Limits,
) -> Result<Workbook> {
    let progress = Progress::default();
    read_input(program, file_name, input, limits, &progress).await
}

/// Reads a block from the clipboard under the given name; it goes to the child through a pipe and touches no
/// disk. Errors as [`read`].
pub async fn read_pasted(
    program: &ReaderProgram,
    name: String,
    block: Vec<u8>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Workbook> {
    progress.enter(ReadingPhase::Reading);
    may_be_pasted(&block, limits).map_err(|refusal| named(refusal, &name))?;
    let mut child = spawn(program, Stdio::piped(), Origin::Pasted, limits).map_err(not_started)?;
    let input = child.stdin.take();
    // Beside the taking: a child that says more than a pipe holds would wait for its listener.
    let feeding = tokio::spawn(async move {
        if let Some(mut input) = input {
            // A child that stops early says why itself.
            let _ = input.write_all(&block).await;
        }
    });
    let read = read_from(child, name, limits, progress).await;
    feeding.abort();
    read
}

fn may_be_pasted(block: &[u8], limits: &Limits) -> std::result::Result<(), Refusal> {
    if block.iter().all(u8::is_ascii_whitespace) {
        return Err(Reason::NothingPasted.into());
    }
    if block.len() as u64 > limits.pasted_bytes {
        let limit = limits.pasted_bytes >> 20;
        return Err(Reason::PasteTooLarge.at(format!("上限 {limit} MB")));
    }
    Ok(())
}

async fn read_input(
    program: &ReaderProgram,
    file_name: String,
    input: impl Into<Stdio>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Workbook> {
    let child = spawn(program, input.into(), Origin::File, limits).map_err(not_started)?;
    read_from(child, file_name, limits, progress).await
}

fn not_started(error: io::Error) -> Error {
    Error::fault(
        "读取程序没有启动，未导入任何内容。请重新启动本软件后再试。",
        error,
    )
}

async fn read_from(
    mut child: Child,
    file_name: String,
    limits: &Limits,
    progress: &Progress,
) -> Result<Workbook> {
    let taken = watched(&mut child, limits, progress).await;
    // Whatever happened: nothing of the child stays behind.
    let _ = child.start_kill();
    let status = child.wait().await.ok();
    let assembly = match taken {
        Ok(assembly) => assembly,
        Err(refusal) => return Err(named(refusal, &file_name)),
    };
    let Some((sheets, sha256)) = assembly.finish() else {
        return Err(named(cause_of_death(status).into(), &file_name));
    };
    Ok(finished(file_name, sheets, sha256))
}

/// Reads a file's bytes in this very process, under the same limits but without a child around them: for tests.
pub fn read_here(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook> {
    read_in_process(file_name, bytes, Origin::File, limits)
}

/// The same with a block from the clipboard.
pub fn read_pasted_here(name: &str, block: &[u8], limits: &Limits) -> Result<Workbook> {
    may_be_pasted(block, limits).map_err(|refusal| named(refusal, name))?;
    read_in_process(name, block, Origin::Pasted, limits)
}

fn read_in_process(
    file_name: &str,
    bytes: &[u8],
    origin: Origin,
    limits: &Limits,
) -> Result<Workbook> {
    let mut frames = Frames::default();
    // The parser's crash is a sentence here, too.
    let served = catch_unwind(AssertUnwindSafe(|| {
        child::serve(bytes, &mut frames, origin, limits)
    }));
    match served {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            return Err(Error::fault(
                "读取中断，未导入任何内容。请再试一次。",
                error,
            ));
        }
        Err(_) => return Err(named(Reason::Crashed.into(), file_name)),
    }
    if let Some(refusal) = frames.refused {
        return Err(named(refusal, file_name));
    }
    match frames.assembly.finish() {
        Some((sheets, sha256)) => Ok(finished(file_name.to_owned(), sheets, sha256)),
        None => Err(named(Reason::Crashed.into(), file_name)),
    }
}

fn finished(file_name: String, mut sheets: Vec<super::Sheet>, sha256: String) -> Workbook {
    // A CSV's sheet is called what Excel would call it.
    for sheet in sheets.iter_mut().filter(|sheet| sheet.name.is_empty()) {
        let stem = Path::new(&file_name).file_stem().unwrap_or_default();
        sheet.name = stem.to_string_lossy().into_owned();
    }
    Workbook {
        file_name,
        file_sha256: sha256.clone(),
        sha256,
        sheets,
    }
}

fn spawn(
    program: &ReaderProgram,
    input: Stdio,
    origin: Origin,
    limits: &Limits,
) -> io::Result<Child> {
    let mut command = Command::new(&program.path);
    command
        .arg(CHILD_ARGUMENT)
        .arg(limits.to_argument())
        .arg(origin.argument())
        .env_clear()
        .envs(needed_environment())
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command.spawn()
}

/// Windows starts no program without its system folder; elsewhere nothing is needed.
fn needed_environment() -> impl Iterator<Item = (OsString, OsString)> {
    let names: &[&str] = if cfg!(windows) { &["SystemRoot"] } else { &[] };
    names
        .iter()
        .filter_map(|name| Some((name.into(), std::env::var_os(name)?)))
}

/// Takes the child's rows until its output ends, it breaks a limit, or it takes too long.
async fn watched(
    child: &mut Child,
    limits: &Limits,
    progress: &Progress,
) -> std::result::Result<Assembly, Refusal> {
    let output = child.stdout.take().ok_or(Reason::Crashed)?;
    let mut output = BufReader::with_capacity(PIPE_BYTES, output);
    let process = child.id();
    tokio::select! {
        taken = take(&mut output, progress) => taken,
        () = memory_exceeded(process, limits.memory_bytes) => Err(Reason::OutOfMemory.into()),
        () = tokio::time::sleep(limits.time) => Err(Reason::OutOfTime.into()),
    }
}

async fn take(
    output: &mut BufReader<ChildStdout>,
    progress: &Progress,
) -> std::result::Result<Assembly, Refusal> {
    let mut assembly = Assembly::default();
    let mut frame = Vec::new();
    loop {
        let mut length = [0; 4];
        // A child that dies in mid-frame said nothing whole: the caller learns why from its status.
        if output.read_exact(&mut length).await.is_err() {
            return Ok(assembly);
        }
        let length = u32::from_le_bytes(length) as usize;
        if length > LONGEST_FRAME {
            return Err(Reason::Crashed.into());
        }
        frame.resize(length, 0);
        if output.read_exact(&mut frame).await.is_err() {
            return Ok(assembly);
        }
        assembly.take(&frame)?;
        progress.note_rows(assembly.rows());
    }
}

/// Returns once the child's memory in use has grown beyond `limit`; never where it cannot be seen.
async fn memory_exceeded(process: Option<u32>, limit: u64) {
    let first = resident_bytes(process).unwrap_or_default();
    loop {
        tokio::time::sleep(WATCH_INTERVAL).await;
        if resident_bytes(process).is_some_and(|now| now.saturating_sub(first) > limit) {
            return;
        }
    }
}

#[cfg(target_os = "linux")]
fn resident_bytes(process: Option<u32>) -> Option<u64> {
    let statm = std::fs::read_to_string(format!("/proc/{}/statm", process?)).ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * 4_096)
}

#[cfg(not(target_os = "linux"))]
fn resident_bytes(_process: Option<u32>) -> Option<u64> {
    None
}

/// Why a child ended without a last word.
fn cause_of_death(status: Option<ExitStatus>) -> Reason {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const SIGABRT: i32 = 6;
        const SIGXCPU: i32 = 24;
        match status.and_then(|status| status.signal()) {
            // An allocation refused by the limit aborts.
            Some(SIGABRT) => return Reason::OutOfMemory,
            Some(SIGXCPU) => return Reason::OutOfTime,
            _ => {}
        }
    }
    let _ = status;
    Reason::Crashed
}

/// Takes frames as they are written: `serve` writes a length, then the frame.
#[derive(Default)]
struct Frames {
    waiting: Vec<u8>,
    assembly: Assembly,
    refused: Option<Refusal>,
}

impl io::Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        while let Some((length, rest)) = self.waiting.split_first_chunk::<4>() {
            let length = u32::from_le_bytes(*length) as usize;
            let Some(frame) = rest.get(..length) else {
                break;
            };
            if let Err(refusal) = self.assembly.take(frame) {
                self.refused.get_or_insert(refusal);
            }
            self.waiting.drain(..4 + length);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
