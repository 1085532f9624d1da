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
//! | XML measured on its way to the parser, an .xlsx's part by part | `xml_scan`, `archive` |
//! | cells streamed | `xlsx`, `xls`, `html`, `spreadsheet_ml`, `text`, `pasted` (the last four through `decode`) |
//! | past the limits that all formats share, over the pipe | `writer`, `protocol` |

mod archive;
mod cell;
mod child;
mod decode;
mod detect;
mod html;
mod limits;
mod moment;
mod number_format;
mod parent;
mod pasted;
mod protocol;
mod refusal;
mod spreadsheet_ml;
mod text;
mod writer;
mod xls;
mod xlsx;
mod xml_scan;

pub use cell::{Cell, CellError, Merge, Place, Sheet, SheetRow, Workbook};
pub use child::{CHILD_ARGUMENT, child_main};
pub use limits::Limits;
pub use parent::{
    ReaderProgram, read, read_here, read_noting, read_open, read_pasted, read_pasted_here,
};
pub use refusal::{Reason, Refusal};

/// Where the bytes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    File,
    /// The clipboard: a text, whatever its first bytes look like.
    Pasted,
}

impl Origin {
    /// As an argument of the child's command line.
    const fn argument(self) -> &'static str {
        match self {
            Origin::File => "file",
            Origin::Pasted => "pasted",
        }
    }

    fn from_argument(argument: &str) -> Option<Self> {
        [Origin::File, Origin::Pasted]
            .into_iter()
            .find(|origin| origin.argument() == argument)
    }
}

/// Why the child stops before the end.
#[derive(Debug)]
enum Stop {
    Refused(Refusal),
    /// The parent went away, or the file could not be read on.
    Io(std::io::Error),
}

impl Stop {
    /// Names the sheet where no place was named.
    fn within(self, sheet: &str) -> Self {
        match self {
            Stop::Refused(refusal) if refusal.place.is_empty() => {
                refusal.reason.at(format!("工作表“{sheet}”")).into()
            }
            stop => stop,
        }
    }
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        Stop::Refused(reason.into())
    }
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
