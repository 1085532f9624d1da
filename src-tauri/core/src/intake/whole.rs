//! The archive of a whole export, back again: each of its tables goes through the reader like a file of its
//! own, and none of them touches the disk in clear.

use super::reader::{self, Limits, ReaderProgram, Workbook};
use super::record::Kind;
use crate::error::{Code, Error, Result};
use std::fs::File;
use std::io::{self, PipeWriter};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

/// What an archive's name ends in.
pub const ENDING: &str = "zip";

/// What the archive calls the table of a kind.
pub fn file_name(kind: Kind) -> String {
    format!("{}.csv", kind.label())
}

/// Whether this file is such an archive: a passphrase is asked for before anything of it is read. Known by its
/// ending first, because every other file, workbooks among them, is for the reader's child alone to open.
pub fn is_whole(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    if !ending.eq_ignore_ascii_case(ENDING) {
        return false;
    }
    let opened = File::open(path).ok().and_then(|f| ZipArchive::new(f).ok());
    opened.is_some_and(|mut archive| {
        (0..archive.len()).any(|at| {
            archive.by_index_raw(at).is_ok_and(|entry| {
                let name = entry.name().unwrap_or_default();
                entry.encrypted() && Kind::ALL.into_iter().any(|kind| name == file_name(kind))
            })
        })
    })
}

/// Its tables, clients before what hangs on them.
///
/// Errors: [`Code::WrongPassphrase`], and those of [`reader::read`].
pub async fn read(
    program: &ReaderProgram,
    path: &Path,
    passphrase: &Zeroizing<String>,
    limits: &Limits,
) -> Result<Vec<Workbook>> {
    let mut workbooks = Vec::with_capacity(Kind::ALL.len());
    for kind in Kind::ALL {
        let (input, output) = io::pipe().map_err(not_read)?;
        let (path, passphrase) = (path.to_path_buf(), passphrase.clone());
        let name = file_name(kind);
        let fed = tokio::task::spawn_blocking(move || feed(path, &name, &passphrase, output));
        let workbook = reader::read_open(program, file_name(kind), input, limits).await;
        fed.await.map_err(not_read)??;
        workbooks.push(workbook?);
    }
    Ok(workbooks)
}

fn feed(path: PathBuf, name: &str, passphrase: &str, mut output: PipeWriter) -> Result<()> {
    let mut archive = ZipArchive::new(File::open(path).map_err(not_read)?).map_err(told)?;
    let mut entry = archive
        .by_name_decrypt(name, passphrase.as_bytes())
        .map_err(told)?;
    match io::copy(&mut entry, &mut output) {
        // The reader has refused the table, and says why itself.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        // The check value at the end: one wrong passphrase in 65,536 is found only there.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(told(ZipError::InvalidPassword))
        }
        copied => copied.map(drop).map_err(not_read),
    }
}

fn told(error: ZipError) -> Error {
    match error {
        ZipError::InvalidPassword => Error::new(
            Code::WrongPassphrase,
            "压缩包的口令不对，没有导入任何内容。请重新输入导出时设的口令。",
        ),
        error => not_read(error),
    }
}

fn not_read(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::fault(
        "压缩包没有读完，没有导入任何内容。它可能已损坏，请重新导出或复制后再试。",
        error,
    )
}
