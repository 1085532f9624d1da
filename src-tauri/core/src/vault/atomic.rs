//! Files appear whole or not at all: temporary file in the target folder, fsync, rename.

use crate::error::{Code, Error, Result};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` under `path`; a crash leaves the old file or the new one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = File::options();
    write_by(path, bytes, options.write(true).create(true).truncate(true))
}

/// The same for what nobody else on the machine may read. Windows keeps others out by the user's own folders.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    // A leftover of the same name would keep the rights it has.
    let _ = std::fs::remove_file(partial_name(path));
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    write_by(path, bytes, &options)
}

fn write_by(path: &Path, bytes: &[u8], options: &OpenOptions) -> Result<()> {
    write_inner(path, bytes, options)
        .map_err(|error| from_io(error, "写文件没有完成，原有文件保持不变"))
}

fn write_inner(path: &Path, bytes: &[u8], options: &OpenOptions) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let partial = partial_name(path);
    let outcome = (|| {
        let mut file = options.open(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&partial, path)
    })();
    if outcome.is_err() {
        // The first error is the one to tell; a leftover is named `.partial` and overwritten next time.
        let _ = std::fs::remove_file(&partial);
        return outcome;
    }
    sync_folder(folder)
}

/// The name a thing is built under before it takes its own.
pub fn partial_name(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.partial"))
}

/// Makes a rename in this folder durable where the system allows it.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    })?
    .sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// The digest of a file of any size.
pub fn sha256(file: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut hash) = (File::open(file)?, Sha256::new());
    let mut chunk = vec![0; 1 << 20];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(&chunk[..read]),
        }
    }
}

/// An I/O error as the user should read it: `what` says what happened and what was kept.
pub fn from_io(error: io::Error, what: &str) -> Error {
    let (code, next) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            (Code::NoSpace, "磁盘已满，请腾出空间后再做一次")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            (Code::ReadOnly, "这个位置不能写入，请换一个文件夹")
        }
        io::ErrorKind::NotFound => (Code::NotFound, "找不到文件或文件夹"),
        _ => (Code::Fault, "请检查磁盘后再试"),
    };
    Error::new(code, format!("{what}：{next}。")).caused_by(error)
}
