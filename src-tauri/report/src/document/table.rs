//! Tables: hairlines, no zebra, numbers right; the header repeats on every page.

use super::Text;

/// A table. Rows stay whole unless one alone is taller than a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<TableColumn>,
    pub rows: Vec<Row>,
    pub footnote: Option<Text>,
}

/// How one column is set.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    pub title: String,
    pub align: Align,
    pub width: Width,
    /// Set in strong type: the column the reader came for.
    pub strong: bool,
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    /// Numbers: right, tabular figures, never broken.
    Number,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As wide as its widest cell, within reason.
    Natural,
    /// So many full-width characters.
    Characters(u8),
    /// A share of what the other columns leave.
    Share(u16),
}

/// One row; missing cells are empty, cells too many are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Text>,
}

/// The part a row plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Normal,
    /// A sum: strong, with a line above; never alone on a page.
    Total,
    /// Of less weight: archived, settled.
    Muted,
    /// Tall, to be filled in by hand: signatures, opinions.
    Writing,
}

impl TableColumn {
    /// A text column that takes a share of the remaining width.
    #[must_use]
    pub fn text(title: impl Into<String>, share: u16) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
            width: Width::Share(share),
            strong: false,
        }
    }

    /// A text column as wide as its content.
    #[must_use]
    pub fn label(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
            width: Width::Natural,
            strong: false,
        }
    }

    /// A number column as wide as its content.
    #[must_use]
    pub fn number(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Number,
            width: Width::Natural,
            strong: false,
        }
    }

    /// Sets the column in strong type.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn with_width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }
}

impl Row {
    /// A normal row.
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        Self {
            kind: RowKind::Normal,
            cells: cells.into_iter().map(Into::into).collect(),
        }
    }

    /// The same row in another part.
    #[must_use]
    pub fn with_kind(mut self, kind: RowKind) -> Self {
        self.kind = kind;
        self
    }
}
