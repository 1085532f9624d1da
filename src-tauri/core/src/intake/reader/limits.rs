//! What the product is willing to read. Each limit refuses with its own reason long before memory goes.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Set so that half a million rows of twelve columns read with room to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of an .xlsx or .xls; the child holds it in memory.
    pub workbook_bytes: u64,
    /// Bytes of a .csv, which is streamed, and of the texts of all cells of any file together.
    pub text_bytes: u64,
    /// Bytes of a block from the clipboard; held in memory several times over on its way.
    pub pasted_bytes: u64,
    /// Files inside an .xlsx, entries in the directory of an .xls.
    pub parts: u64,
    /// Bytes of an .xlsx's parts after inflation, all together.
    pub inflated_bytes: u64,
    /// Distinct texts (`uniqueCount` in sharedStrings, `cstUnique` in an .xls).
    pub shared_strings: u64,
    /// Bytes of one XML tag with its attributes.
    pub tag_bytes: u64,
    /// Bytes of one cell; Excel itself ends at 32,767 characters.
    pub cell_bytes: u64,
    /// Bytes of one CSV record.
    pub line_bytes: u64,
    /// Cells with content in all sheets together.
    pub cells: u64,
    /// Columns of a sheet.
    pub columns: u32,
    pub sheets: u64,
    /// Bytes of memory the child may add to what the program takes at its start.
    pub memory_bytes: u64,
    /// Of processor time; where the system can limit it.
    pub cpu_seconds: u64,
    /// From start to end.
    pub time: Duration,
}

const MIB: u64 = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Limits {
            workbook_bytes: 64 * MIB,
            text_bytes: 256 * MIB,
            pasted_bytes: 16 * MIB,
            parts: 4_096,
            inflated_bytes: 512 * MIB,
            shared_strings: 1_000_000,
            tag_bytes: MIB / 16,
            cell_bytes: MIB / 8,
            line_bytes: MIB,
            cells: 6_000_000,
            columns: 1_024,
            sheets: 256,
            memory_bytes: 300 * MIB,
            cpu_seconds: 60,
            time: Duration::from_secs(120),
        }
    }
}

impl Limits {
    /// As one argument of the child's command line.
    pub(crate) fn to_argument(self) -> String {
        serde_json::to_string(&self).unwrap_or_default()
    }

    pub(crate) fn from_argument(argument: &str) -> Option<Self> {
        serde_json::from_str(argument).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survive_the_command_line() {
        let limits = Limits {
            columns: 7,
            ..Limits::default()
        };
        assert_eq!(Limits::from_argument(&limits.to_argument()), Some(limits));
        assert_eq!(Limits::from_argument(""), None);
    }
}
