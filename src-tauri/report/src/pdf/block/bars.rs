//! Bars, bridges and divided wholes: from zero, with their values on them.

use super::super::ReportError;
use super::super::canvas::{Area, Fragment, Pen};
use super::super::flow::Slab;
use super::super::style::{
    AXIS, BRAND, BRAND_SOFT, CELL, Color, DATA2, DATA3, HAIRLINE, INK, INK2, INK3, LINE_STRONG,
    MARK, ORANGE, QUIET, RED, SUNKEN, Weight,
};
use super::super::text::{Line, clamped, clamped_lines, fitted, single};
use super::line_chart::caption;
use crate::document::{
    BarChart, Highlight, ShareOwner, SharePart, ShareRow, Shares, StepKind, Text, Waterfall,
};

/// Room for bars, and above them for their values.
const PLOT: f32 = 104.0;
const ABOVE: f32 = 13.0;
/// Room for the name of a highlighted window.
const WINDOW_NAME: f32 = 12.0;
/// Width that a label below a bar needs at least.
const LEAST_LABEL: f32 = 22.0;
/// Widest slot of a bar, so that a few bars do not become walls.
const SLOT: f32 = 72.0;

/// A bar chart as one slab.
pub fn bars(chart: &BarChart, width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let mut top = caption(&mut fragment, chart.title.as_deref(), &chart.unit, width)? + 4.0;
    if chart.highlight.is_some() {
        // The window's name stands above the values of its bars.
        top += WINDOW_NAME;
    }
    if chart.bars.is_empty() {
        return nothing(fragment, top);
    }
    let thresholds = chart.threshold.iter().map(|threshold| threshold.value);
    let beside = match &chart.threshold {
        Some(threshold) => clamped_lines(
            &Text::new(&threshold.label),
            AXIS.ink(ORANGE),
            width * 0.2,
            2,
        )?,
        None => Vec::new(),
    };
    let widths = beside.iter().map(|line| line.width + 6.0);
    let margin = widths.fold(0.0, f32::max);
    let values = chart
        .bars
        .iter()
        .map(|bar| finite(bar.value))
        .chain(thresholds);
    let mut plot = Plot::new(values, chart.bars.len(), (top, width - margin), SLOT);
    plot.crossing = chart
        .threshold
        .as_ref()
        .map(|threshold| plot.y(threshold.value));
    if let Some(window) = &chart.highlight
        && window.first < chart.bars.len()
    {
        highlight(&mut fragment, window, &plot, (chart.bars.len(), top))?;
    }
    let mut rows = 1;
    for (index, bar) in chart.bars.iter().enumerate() {
        let value = finite(bar.value);
        let inside = chart
            .highlight
            .as_ref()
            .is_none_or(|window| (window.first..=window.last).contains(&index));
        let ink = match (value < 0.0, inside) {
            (true, _) => RED,
            (false, true) => BRAND,
            (false, false) => DATA2,
        };
        plot.bar(&mut fragment, index, (0.0, value), ink);
        plot.value(&mut fragment, index, (value.max(0.0), &bar.display), INK)?;
        rows = rows.max(plot.category(&mut fragment, index, &bar.label)?);
    }
    plot.zero(&mut fragment);
    if let Some(threshold) = &chart.threshold {
        limit(&mut fragment, plot.y(threshold.value), plot.width, &beside);
    }
    Ok(Slab::solid(plot.bottom(rows), fragment))
}

/// A dashed line across the bars, its name beside them.
fn limit(fragment: &mut Fragment, y: f32, width: f32, beside: &[Line]) {
    fragment.line((0.0, y), (width, y), Pen::dashed(ORANGE, 0.8));
    let first = y + 2.7 - AXIS.leading / 2.0 * (beside.len() as f32 - 1.0);
    for (row, line) in beside.iter().enumerate() {
        line.draw(fragment, width + 6.0, first + AXIS.leading * row as f32);
    }
}

/// A band behind the bars of a window, its name above their values.
fn highlight(
    fragment: &mut Fragment,
    window: &Highlight,
    plot: &Plot,
    (bars, top): (usize, f32),
) -> Result<(), ReportError> {
    let last = window.last.min(bars - 1).max(window.first);
    let x = plot.slot * window.first as f32;
    let band = plot.slot * (last - window.first + 1) as f32;
    let above = top - WINDOW_NAME;
    fragment.fill(x, above, band, WINDOW_NAME + ABOVE + PLOT, BRAND_SOFT);
    let kind = MARK.weight(Weight::Strong).ink(BRAND);
    let label = clamped(&Text::new(&window.label), kind, plot.width - x)?;
    label.draw(fragment, x + 4.0, above + MARK.baseline() + 2.0);
    Ok(())
}

/// A bridge as one slab.
pub fn waterfall(chart: &Waterfall, width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let top = caption(&mut fragment, chart.title.as_deref(), &chart.unit, width)? + 4.0;
    if chart.steps.is_empty() {
        return nothing(fragment, top);
    }
    let mut sum = 0.0;
    let spans: Vec<(f64, f64)> = chart
        .steps
        .iter()
        .map(|step| {
            let value = finite(step.value);
            let from = if step.kind == StepKind::Total {
                0.0
            } else {
                sum
            };
            sum = from + value;
            (from, sum)
        })
        .collect();
    let plot = Plot::new(
        spans.iter().flat_map(|&(from, to)| [from, to]),
        spans.len(),
        (top, width),
        SLOT * 1.2,
    );
    plot.zero(&mut fragment);
    let mut rows = 1;
    for (index, (step, &span)) in chart.steps.iter().zip(&spans).enumerate() {
        let negative = finite(step.value) < 0.0;
        let (fill, ink) = match (step.kind, negative) {
            (StepKind::Change, false) => (BRAND, INK),
            (StepKind::Change, true) => (QUIET, INK),
            (StepKind::Total, false) => (INK, INK),
            (StepKind::Total, true) => (RED, RED),
        };
        if index + 1 < spans.len() {
            let y = plot.y(span.1);
            let (right, next) = (plot.left(index) + plot.bar, plot.left(index + 1));
            fragment.line((right, y), (next, y), Pen::dotted(INK3, 0.6));
        }
        plot.bar(&mut fragment, index, span, fill);
        plot.value(
            &mut fragment,
            index,
            (span.0.max(span.1), &step.display),
            ink,
        )?;
        rows = rows.max(plot.category(&mut fragment, index, &step.label)?);
    }
    Ok(Slab::solid(plot.bottom(rows), fragment))
}

fn nothing(mut fragment: Fragment, top: f32) -> Result<Slab, ReportError> {
    single(&Text::new("暂无数据（没有可画的数值）"), CELL.ink(INK3))?.draw(
        &mut fragment,
        0.0,
        top + CELL.baseline(),
    );
    Ok(Slab::solid(top + CELL.leading, fragment))
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// Slots side by side over one scale.
struct Plot {
    low: f64,
    high: f64,
    top: f32,
    width: f32,
    slot: f32,
    bar: f32,
    count: usize,
    /// Height of a line across the bars, which their values keep clear of.
    crossing: Option<f32>,
}

impl Plot {
    fn new(
        values: impl Iterator<Item = f64>,
        count: usize,
        (top, width): (f32, f32),
        widest: f32,
    ) -> Self {
        let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), value| {
            (low.min(value), high.max(value))
        });
        let high = if high - low > f64::EPSILON {
            high
        } else {
            low + 1.0
        };
        let slot = (width / count as f32).min(widest);
        Self {
            low,
            high,
            top: top + ABOVE,
            width: slot * count as f32,
            slot,
            bar: slot * 0.6,
            count,
            crossing: None,
        }
    }

    fn y(&self, value: f64) -> f32 {
        self.top + ((self.high - value) / (self.high - self.low)) as f32 * PLOT
    }

    fn left(&self, index: usize) -> f32 {
        self.slot * index as f32 + (self.slot - self.bar) / 2.0
    }

    fn bar(&self, fragment: &mut Fragment, index: usize, (from, to): (f64, f64), ink: Color) {
        if from == to {
            return;
        }
        let (y, bottom) = (self.y(from.max(to)), self.y(from.min(to)));
        fragment.fill(self.left(index), y, self.bar, (bottom - y).max(0.6), ink);
    }

    fn value(
        &self,
        fragment: &mut Fragment,
        index: usize,
        (at, words): (f64, &str),
        ink: Color,
    ) -> Result<(), ReportError> {
        let line = fitted(
            &Text::new(words),
            MARK.ink(ink).tabular(),
            self.slot - 1.0,
            5.0,
        )?;
        // Among very many bars only the extremes and the last keep their values.
        if line.width > self.slot && at != self.high && index + 1 != self.count {
            return Ok(());
        }
        let mut baseline = self.y(at) - 4.0;
        if let Some(crossing) = self.crossing
            && (baseline - MARK.size..baseline + 2.0).contains(&crossing)
        {
            baseline = crossing - 3.0;
        }
        line.draw(
            fragment,
            self.slot * (index as f32 + 0.5) - line.width / 2.0,
            baseline,
        );
        Ok(())
    }

    /// Draws a label of at most two lines and returns how many there were.
    fn category(
        &self,
        fragment: &mut Fragment,
        index: usize,
        label: &str,
    ) -> Result<usize, ReportError> {
        let y = self.top + PLOT + 5.0;
        let stride = (LEAST_LABEL / self.slot).ceil().max(1.0);
        if !(self.count - 1 - index).is_multiple_of(stride as usize) {
            return Ok(1);
        }
        let lines = clamped_lines(
            &Text::new(label),
            AXIS.ink(INK2),
            self.slot * stride - 3.0,
            2,
        )?;
        for (row, line) in lines.iter().enumerate() {
            let x = self.slot * (index as f32 + 0.5) - line.width / 2.0;
            line.draw(fragment, x, y + AXIS.leading * row as f32 + AXIS.baseline());
        }
        Ok(lines.len())
    }

    fn zero(&self, fragment: &mut Fragment) {
        fragment.rule(
            0.0,
            self.y(0.0),
            self.width,
            Pen::new(LINE_STRONG, HAIRLINE * 1.4),
        );
    }

    fn bottom(&self, rows: usize) -> f32 {
        self.top + PLOT + 5.0 + AXIS.leading * rows as f32
    }
}

/// One bar a row, its parts labelled below.
pub fn shares(shares: &Shares, width: f32) -> Result<Vec<Slab>, ReportError> {
    let mut slabs = Vec::new();
    if let Some(title) = &shares.title {
        let mut fragment = Fragment::default();
        let height = caption(&mut fragment, Some(title), "", width)?;
        slabs.push(Slab {
            keep_next: true,
            ..Slab::solid(height, fragment)
        });
    }
    let (mut label_width, mut display_width) = (0.0_f32, 0.0_f32);
    for row in &shares.rows {
        label_width =
            label_width.max(clamped(&Text::new(&row.label), CELL, width * 0.25)?.width + 12.0);
        display_width = display_width.max(display(row, width)?.width + 12.0);
    }
    for row in &shares.rows {
        let mut fragment = Fragment::default();
        let area = Area {
            x: label_width,
            y: 3.0,
            width: width - label_width - display_width,
            height: 13.0,
        };
        clamped(&Text::new(&row.label), CELL, width * 0.25)?.draw(&mut fragment, 0.0, area.y + 9.6);
        let line = display(row, width)?;
        line.draw(&mut fragment, width - line.width, area.y + 9.6);
        share_row(&mut fragment, row, area)?;
        slabs.push(Slab {
            before: 4.0,
            ..Slab::solid(area.y + area.height + 14.0, fragment)
        });
    }
    Ok(slabs)
}

fn display(row: &ShareRow, width: f32) -> Result<Line, ReportError> {
    clamped(
        &Text::new(&row.display),
        CELL.weight(Weight::Strong).tabular(),
        width * 0.25,
    )
}

/// What nobody knows: dashed and empty.
fn hollow(fragment: &mut Fragment, area: Area) {
    let pen = Pen::dashed(LINE_STRONG, 0.8);
    fragment.rounded(area, 0.0, Some(SUNKEN), Some(pen));
}

fn share_row(fragment: &mut Fragment, row: &ShareRow, area: Area) -> Result<(), ReportError> {
    const OTHERS: [Color; 3] = [DATA2, DATA3, QUIET];
    let total: f64 = row
        .parts
        .iter()
        .map(|part| finite(part.value).max(0.0))
        .sum();
    if total <= 0.0 {
        hollow(fragment, area);
        return Ok(());
    }
    let mut x = area.x;
    let mut others = 0;
    let mut labels = Vec::with_capacity(row.parts.len());
    for part in &row.parts {
        let width = (finite(part.value).max(0.0) / total) as f32 * area.width;
        let inner = (width - 1.0).max(0.4);
        match part.owner {
            ShareOwner::Ours => fragment.fill(x, area.y, inner, area.height, BRAND),
            ShareOwner::Other => {
                fragment.fill(x, area.y, inner, area.height, OTHERS[others % OTHERS.len()]);
                others += 1;
            }
            ShareOwner::Unknown => hollow(
                fragment,
                Area {
                    x: x + 0.4,
                    y: area.y + 0.4,
                    width: inner - 0.8,
                    height: area.height - 0.8,
                },
            ),
        }
        labels.push(ShareLabel::new(part, x, AXIS.size, None)?);
        x += width;
    }
    let apart = APART * labels.len().saturating_sub(1) as f32;
    let fit = (area.width - apart) / labels.iter().map(ShareLabel::width).sum::<f32>().max(1.0);
    if fit < 1.0 {
        // A little too long: a little smaller. Much too long: names give way, values never.
        let room = (fit < SMALLER).then_some((area.width - apart) / labels.len() as f32);
        let size = if room.is_some() {
            AXIS.size
        } else {
            AXIS.size * fit * 0.99
        };
        for (label, part) in labels.iter_mut().zip(&row.parts) {
            *label = ShareLabel::new(part, label.x, size, room)?;
        }
    }
    spread(&mut labels, area);
    for label in &labels {
        let y = area.y + area.height + 9.5;
        label.name.draw(fragment, label.x, y);
        label
            .display
            .draw(fragment, label.x + label.name.width + label.gap(), y);
    }
    Ok(())
}

/// Space between labels.
const APART: f32 = 8.0;
/// How far labels may shrink.
const SMALLER: f32 = 0.84;

/// Name and value of a part, and where they stand.
struct ShareLabel {
    x: f32,
    name: Line,
    display: Line,
}

impl ShareLabel {
    fn new(part: &SharePart, x: f32, size: f32, room: Option<f32>) -> Result<Self, ReportError> {
        let kind = AXIS.scaled_to(size).ink(if part.owner == ShareOwner::Ours {
            BRAND
        } else {
            INK2
        });
        let display = fitted(
            &Text::new(&part.display),
            kind,
            room.unwrap_or(f32::MAX),
            4.5,
        )?;
        let name = match room.map(|room| room - display.width - 2.0) {
            None => single(&Text::new(&part.label), kind)?,
            // Not even one character and the dots: the value stands alone.
            Some(room) if room < kind.size * 2.0 => Line::default(),
            Some(room) => clamped(&Text::new(&part.label), kind, room)?,
        };
        Ok(Self { x, name, display })
    }

    fn gap(&self) -> f32 {
        if self.name.atoms.is_empty() { 0.0 } else { 2.0 }
    }

    fn width(&self) -> f32 {
        self.name.width + self.gap() + self.display.width
    }
}

/// Moves labels apart, then back inside the bar's length.
fn spread(labels: &mut [ShareLabel], area: Area) {
    for index in 1..labels.len() {
        let least = labels[index - 1].x + labels[index - 1].width() + APART;
        labels[index].x = labels[index].x.max(least);
    }
    let mut limit = area.x + area.width;
    for label in labels.iter_mut().rev() {
        label.x = label.x.min(limit - label.width()).max(area.x);
        limit = label.x - APART;
    }
}
