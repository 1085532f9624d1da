//! A file becomes sheets of cells, in a process of its own (architecture.md 12, faults.md 19–20).
//!
//! [`read`] opens the file, starts the program again as [`CHILD_ARGUMENT`] with a cleared
//! environment and the open file as its input, and takes rows from its output while it works. The
//! child knows neither the file's path nor the vault's key, limits itself ([`Limits`]) and can at
//! worst die: a sentence for the user, not the end of the program.
//!
//! | step | where |
//! | --- | --- |
//! | what the file is, by its content | `detect` |
//! | an .xlsx's parts measured on their way to the parser | `archive`, `xml_scan` |
//! | cells streamed | `xlsx`, `text` (through `decode`) |
//! | over the pipe | `protocol` |

mod archive;
mod cell;
mod child;
mod decode;
mod detect;
mod limits;
mod parent;
mod protocol;
mod refusal;
mod text;
mod xlsx;
mod xml_scan;

pub use cell::{Cell, CellError, Merge, Place, Sheet, SheetRow, Workbook};
pub use child::{CHILD_ARGUMENT, child_main};
pub use limits::Limits;
pub use parent::{ReaderProgram, read, read_here, read_noting, read_open};
pub use refusal::{Reason, Refusal};

/// Why the child stops before the end.
#[derive(Debug)]
enum Stop {
    Refused(Refusal),
    /// The parent went away, or the file could not be read on.
    Io(std::io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refused(refusal)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        match error.downcast::<Refusal>() {
            Ok(refusal) => Stop::Refused(refusal),
            Err(error) => Stop::Io(error),
        }
    }
}
