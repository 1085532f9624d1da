//! How a vault can be opened where it lies: for work, by one process; or, where nothing can be written (a
//! write-protected stick, a shared folder, a disc), for reading, by any number.

use super::key_file::Key;
use super::store::{self, Reading};
use super::{DATABASE, LOCK_FILE, atomic};
use crate::error::{Code, Error, Result};
use crate::ids::UserId;
use crate::user::{self, User};
use fs4::{FileExt, TryLockError};
use sqlx::sqlite::SqlitePool;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Held while the vault is open.
pub enum Access {
    Work(File),
    /// Without a lock where there is none to hold: a backup, that nobody worked on yet.
    Read(Option<File>),
}

impl Access {
    /// Refused while another process works here.
    pub fn of(dir: &Path) -> Result<Self> {
        let told = |error| atomic::from_io(error, "保险库没有打开");
        match file_to_work_on(dir) {
            Ok(file) => held(FileExt::try_lock(&file)).map(|()| Access::Work(file)),
            Err(error) if is_forbidden(&error) => match File::open(dir.join(LOCK_FILE)) {
                Ok(file) => {
                    held(FileExt::try_lock_shared(&file)).map(|()| Access::Read(Some(file)))
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Access::Read(None)),
                Err(error) => Err(told(error)),
            },
            Err(error) => Err(told(error)),
        }
    }

    pub fn is_read_only(&self) -> bool {
        matches!(self, Access::Read(_))
    }

    /// Lets the next one in. The system does so at the latest when the last owner is dropped.
    pub fn let_go(&self) {
        if let Access::Work(file) | Access::Read(Some(file)) = self {
            let _ = FileExt::unlock(file);
        }
    }
}

/// What every change to a vault that is open for reading is answered with.
pub fn read_only() -> Error {
    Error::new(
        Code::ReadOnly,
        "保险库以只读方式打开，没有改动。要修改，请把整个 .vault 文件夹复制到可以写入的位置，再打开那一份。",
    )
}

/// A name that is put to something has to be kept with it.
pub fn read_only_signs_nothing() -> Error {
    Error::new(
        Code::ReadOnly,
        "保险库以只读方式打开，不能签名。要签名，请把整个 .vault 文件夹复制到可以写入的位置，再打开那一份。",
    )
}

/// The readers of a vault that cannot be written, and who is in. Nothing can be brought up to date here.
pub async fn reading(
    database: &Path,
    key: &Key,
    user: Option<UserId>,
) -> Result<(SqlitePool, User)> {
    let readers = store::readers(database, key, Reading::of_still(database)).await?;
    let known = async {
        let mut connection = readers.acquire().await?;
        if store::schema(&mut connection).await? == store::Schema::Older {
            return Err(Error::new(
                Code::ReadOnly,
                "这个保险库由较早的版本写成，打开前要先升级，而所在位置不能写入。没有改动任何文件；请把整个文件夹复制到可以写入的位置再打开。",
            ));
        }
        user::who(user::present(&mut connection).await?, user)
    }
    .await;
    match known {
        Ok(user) => Ok((readers, user)),
        Err(error) => {
            readers.close().await;
            Err(error)
        }
    }
}

/// The lock file, where all that work needs can be written: it, the database, and new files beside them,
/// because the write-ahead log is one.
fn file_to_work_on(dir: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(dir.join(DATABASE))?;
    tempfile::tempfile_in(dir)?;
    File::create(dir.join(LOCK_FILE))
}

fn is_forbidden(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
}

fn held(lock: std::result::Result<(), TryLockError>) -> Result<()> {
    lock.map_err(|error| match error {
        TryLockError::WouldBlock => Error::new(
            Code::InUse,
            "保险库正被另一个程序使用。请先在那里锁定或退出，再打开。",
        ),
        TryLockError::Error(error) => atomic::from_io(error, "保险库没有打开"),
    })
}
