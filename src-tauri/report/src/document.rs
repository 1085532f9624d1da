//! The document model: what is said, in reading order, without a single coordinate.
//!
//! A composer builds a [`Document`] from facts; the engine in `crate::pdf` decides where things go.
//! Looks follow `look.md`: ink does the work, a colour means that a rule fired, a figure names its
//! unit, basis and date, and what is missing says why.

mod chart;
mod people;
mod table;
mod text;

pub use chart::{
    Bar, BarChart, Highlight, LineChart, Series, SeriesRole, ShareOwner, SharePart, ShareRow,
    Shares, Step, StepKind, Threshold, Waterfall,
};
pub use people::{Attitude, People, PersonCard, PersonRole};
pub use table::{Align, Row, RowKind, Table, TableColumn, Width};
pub use text::{Change, ChipLook, Direction, Ink, Inline, Severity, Text};

use jiff::civil::DateTime;

/// A whole document: its data about itself and its blocks in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub meta: Meta,
    pub blocks: Vec<Block>,
}

/// What a document says about itself: metadata, page furniture, watermark.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Title of the file and of its window, such as `客户拜访资料包`.
    pub title: String,
    pub subject: String,
    /// Name of the client, printed nowhere by itself (see [`Block::Title`]); goes into the keywords.
    pub client: String,
    pub author: String,
    /// Running head, left: the kind of document. One line; too long a text ends in “…”.
    pub head_left: String,
    /// Running head, right: the bank and department. One line.
    pub head_right: String,
    pub classification: Classification,
    /// Middle of the footer: version, rule set, short audit head. One line.
    pub footer: String,
    /// Watermark on every page: user and time. Client-facing documents have none.
    pub watermark: Option<String>,
    /// When the document was made, local time; an argument, never the clock.
    pub created: DateTime,
}

/// The line at the left of every footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Classification {
    /// 内部资料 禁止外传.
    Internal,
    /// A neutral line of the composer's choice, such as the bank's name; may be empty.
    Neutral(String),
}

impl Classification {
    /// The words printed in the footer.
    #[must_use]
    pub fn line(&self) -> &str {
        match self {
            Self::Internal => "内部资料　禁止外传",
            Self::Neutral(line) => line,
        }
    }
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The client's name, large, and a line of facts.
    Title(TitleBand),
    /// The conclusion or the one ask, between hairlines.
    Verdict(Verdict),
    /// Key figures side by side, at most four in a row.
    Figures(Vec<Figure>),
    Heading(Heading),
    Paragraph(Text),
    /// A small note in place: 口径, 来源.
    Note(Text),
    /// A small note at the foot of the page on which it falls: 口径, 来源.
    PageNote(Text),
    List(List),
    Facts(Facts),
    Table(Table),
    /// Blocks side by side, each column with its share of the width.
    Columns(Vec<Column>),
    People(People),
    LineChart(LineChart),
    BarChart(BarChart),
    Waterfall(Waterfall),
    Shares(Shares),
    Checklist(Checklist),
    Writing(Writing),
    /// An empty section: prints 暂无数据（原因）; `section` names what is missing where the heading does not.
    NoData {
        section: Option<String>,
        reason: String,
    },
    /// Blocks that stay on one page, as far as one page can hold them.
    Together(Vec<Block>),
    PageBreak,
    /// Empty space, in steps of 4 pt; dropped at the top of a page.
    Spacer(u8),
}

/// The band that opens a document.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleBand {
    pub name: String,
    /// Groups of facts in one line: tier and class, who is in charge, as-of date.
    pub facts: Vec<Text>,
}

/// The sentence that matters most.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub label: VerdictLabel,
    pub sentence: Text,
}

/// The brass word before a [`Verdict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictLabel {
    Conclusion,
    Ask,
}

impl VerdictLabel {
    /// The word as printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Conclusion => "结论",
            Self::Ask => "请求",
        }
    }
}

/// A key figure with its unit, bases and date.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub label: String,
    pub value: FigureValue,
    /// Comparisons such as 同比 +16.28%, or a plain remark without a change.
    pub basis: Vec<Basis>,
    pub as_of: Option<AsOf>,
}

/// The value of a [`Figure`], formatted by the composer; missing values say why.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureValue {
    Known {
        number: String,
        unit: String,
        /// A negative *level* (not a change): printed in red.
        negative: bool,
    },
    Missing {
        reason: String,
    },
}

/// One comparison under a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// 同比, 较上月, 较年初, 门槛回报 …
    pub name: String,
    pub value: BasisValue,
}

/// What stands behind the basis' name.
#[derive(Debug, Clone, PartialEq)]
pub enum BasisValue {
    /// A movement: signed and coloured by direction.
    Change(Change),
    /// A level, such as a threshold.
    Level(String),
}

/// The date a figure holds for, and how it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    /// The date as printed, such as `11-20`.
    pub date: String,
    pub kind: Reliability,
    /// Older than its limit: the dot turns orange.
    pub stale: bool,
}

/// How a fact is known (domain.md §1 A07): the as-of dot is filled, half or hollow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reliability {
    Reported,
    Observed,
    Estimated,
}

/// A heading; numbers are counted by the engine, every heading becomes a bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    pub level: Level,
    pub title: String,
    /// The unit of what follows, printed at the right as 单位：….
    pub unit: Option<String>,
    pub numbered: bool,
}

/// Depth of a [`Heading`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Section,
    Sub,
}

impl Heading {
    /// A numbered heading of the first level.
    #[must_use]
    pub fn section(title: impl Into<String>) -> Self {
        Self {
            level: Level::Section,
            title: title.into(),
            unit: None,
            numbered: true,
        }
    }

    /// A numbered heading of the second level.
    #[must_use]
    pub fn sub(title: impl Into<String>) -> Self {
        Self {
            level: Level::Sub,
            title: title.into(),
            unit: None,
            numbered: true,
        }
    }

    /// Names the unit of what follows.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// Prints no number and does not count.
    #[must_use]
    pub fn unnumbered(mut self) -> Self {
        self.numbered = false;
        self
    }
}

/// A list of short paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub numbered: bool,
    pub items: Vec<Text>,
}

/// A grid of labels and values, two to four columns wide.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Number of columns, 1 to 4 (values outside are brought inside).
    pub columns: u8,
    pub items: Vec<(String, Text)>,
}

/// One of the columns of [`Block::Columns`].
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Share of the width, relative to the other columns.
    pub weight: u16,
    pub blocks: Vec<Block>,
}

/// Lines with a box to tick.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Number of columns, 1 to 3 (values outside are brought inside).
    pub columns: u8,
    pub items: Vec<CheckItem>,
}

/// One line of a [`Checklist`].
#[derive(Debug, Clone, PartialEq)]
pub struct CheckItem {
    pub text: Text,
    /// A short remark at the right: owner, date.
    pub aside: Option<String>,
}

/// Ruled lines for handwriting.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    pub label: Option<String>,
    /// At least so many.
    pub lines: u8,
    /// More lines down to the foot of the page, where nothing follows.
    pub to_page_end: bool,
}
