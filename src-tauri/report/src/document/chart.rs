//! Charts: values place marks, words come ready from the composer, so that money is never a float
//! where it is read.

/// Up to three lines over the same categories; labelled at their ends.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    pub title: Option<String>,
    /// Unit of the values, printed on the scale.
    pub unit: String,
    /// One label a point in time; the engine leaves out those that would touch.
    pub labels: Vec<String>,
    pub series: Vec<Series>,
}

/// One line; `None` leaves a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    pub values: Vec<Option<f64>>,
    pub role: SeriesRole,
    /// The last value as printed beside the name.
    pub last: String,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesRole {
    Main,
    Second,
    /// The same time a year before: dashed.
    Prior,
}

/// Bars from zero with their values on them.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    pub title: Option<String>,
    pub unit: String,
    pub bars: Vec<Bar>,
    pub threshold: Option<Threshold>,
    pub highlight: Option<Highlight>,
}

/// One bar; `display` is printed on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    pub display: String,
}

/// A dashed line across a bar chart, with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    pub value: f64,
    pub label: String,
}

/// Bars that matter now, such as 90 天内; the others step back.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// Index of the first bar inside.
    pub first: usize,
    /// Index of the last bar inside.
    pub last: usize,
    pub label: String,
}

/// A bridge from zero over gains and losses to a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    pub title: Option<String>,
    pub unit: String,
    pub steps: Vec<Step>,
}

/// One step of a [`Waterfall`].
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub label: String,
    pub value: f64,
    pub display: String,
    pub kind: StepKind,
}

/// Whether a step moves the sum or states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    Change,
    /// Drawn from zero: an opening level or the result. A negative one is red.
    Total,
}

/// Wholes divided into parts, one bar a row, all of the same length.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    pub title: Option<String>,
    pub rows: Vec<ShareRow>,
}

/// One divided whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareRow {
    pub label: String,
    pub parts: Vec<SharePart>,
    /// What the row comes to, printed at the right.
    pub display: String,
}

/// One part of a [`ShareRow`].
#[derive(Debug, Clone, PartialEq)]
pub struct SharePart {
    pub label: String,
    /// Size relative to the other parts; not negative.
    pub value: f64,
    pub display: String,
    pub owner: ShareOwner,
}

/// Whose a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOwner {
    Ours,
    Other,
    Unknown,
}
