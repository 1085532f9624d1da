//! Lines over time, labelled at their ends.

use super::super::ReportError;
use super::super::canvas::{Fragment, Pen};
use super::super::flow::Slab;
use super::super::style::{
    AXIS, BRAND, CELL, Color, DATA2, HAIRLINE, INK2, INK3, LINE, MARK, UNIT, Weight,
};
use super::super::text::{Line, clamped, single};
use crate::document::{LineChart, Series, SeriesRole, Text};

const PLOT: f32 = 100.0;

/// A scale: its bounds on round numbers and the step between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

impl Scale {
    /// A scale that spans at least ±15 % of the mean, so that calm looks calm (look.md).
    pub fn calm(values: impl Iterator<Item = f64> + Clone) -> Self {
        let count = values.clone().count().max(1) as f64;
        let mean = values.clone().sum::<f64>() / count;
        let margin = mean.abs() * 0.15;
        let low = values.clone().fold(mean - margin, f64::min);
        let high = values.fold(mean + margin, f64::max);
        // A scale that comes near zero begins there.
        let low = if low > 0.0 && low < high * 0.4 {
            0.0
        } else {
            low
        };
        Self::round(low, high)
    }

    fn round(low: f64, high: f64) -> Self {
        let span = if high - low > f64::EPSILON {
            high - low
        } else {
            1.0
        };
        let raw = span / 4.0;
        let power = 10.0_f64.powf(raw.log10().floor());
        let factor = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .find(|factor| factor * power >= raw * 0.999)
            .unwrap_or(10.0);
        let step = factor * power;
        let top = (high / step).ceil() * step;
        let bottom = (low / step).floor() * step;
        Self {
            low: bottom,
            high: if top > bottom { top } else { bottom + step },
            step,
        }
    }

    /// Place of a value in a plot of the given height, from the top.
    pub fn y(&self, value: f64, height: f32) -> f32 {
        ((self.high - value) / (self.high - self.low)) as f32 * height
    }

    fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count)
            .map(|index| self.low + self.step * index as f64)
            .collect()
    }

    fn label(&self, value: f64) -> String {
        let decimals = if self.step >= 1.0 && (self.step.fract() == 0.0) {
            0
        } else {
            (1.0 - self.step.log10().floor()).clamp(1.0, 6.0) as usize
        };
        let decimals =
            if decimals > 0 && ((self.step * 10.0_f64.powi(decimals as i32 - 1)).fract() == 0.0) {
                decimals - 1
            } else {
                decimals
            };
        let digits = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if value < 0.0 && digits.chars().any(|digit| ('1'..='9').contains(&digit)) {
            "\u{2212}"
        } else {
            ""
        };
        if fraction.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}.{fraction}")
        }
    }
}

/// Title and unit above a chart; returns their height.
pub fn caption(
    fragment: &mut Fragment,
    title: Option<&str>,
    unit: &str,
    width: f32,
) -> Result<f32, ReportError> {
    if title.is_none() && unit.is_empty() {
        return Ok(0.0);
    }
    let mut room = width;
    if !unit.is_empty() {
        let line = clamped(
            &Text::new(format!("单位：{unit}")),
            UNIT.ink(INK3),
            width * 0.4,
        )?;
        line.draw(fragment, width - line.width, UNIT.baseline() - 2.0);
        room -= line.width + 12.0;
    }
    if let Some(title) = title {
        clamped(&Text::new(title), CELL.weight(Weight::Strong), room)?.draw(
            fragment,
            0.0,
            UNIT.baseline() - 2.0,
        );
    }
    Ok(18.0)
}

/// A whole line chart as one slab.
pub fn chart(chart: &LineChart, width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let top = caption(&mut fragment, chart.title.as_deref(), &chart.unit, width)? + 4.0;
    let points = chart.labels.len().max(
        chart
            .series
            .iter()
            .map(|series| series.values.len())
            .max()
            .unwrap_or(0),
    );
    let values = chart
        .series
        .iter()
        .flat_map(|series| series.values.iter().flatten().copied())
        .filter(|value| value.is_finite());
    if points == 0 || values.clone().next().is_none() {
        single(&Text::new("暂无数据（没有可画的数值）"), CELL.ink(INK3))?.draw(
            &mut fragment,
            0.0,
            top + CELL.baseline(),
        );
        return Ok(Slab::solid(top + CELL.leading, fragment));
    }
    let scale = Scale::calm(values);
    let left = axis(&mut fragment, scale, top, width)?;
    let ends = end_labels(&chart.series, width * 0.3)?;
    let right = width
        - ends
            .iter()
            .map(|(name, last)| name.width.max(last.width))
            .fold(0.0, f32::max)
        - 10.0;
    for tick in scale.ticks() {
        let y = top + scale.y(tick, PLOT);
        fragment.rule(left, y, right - left, Pen::new(LINE, HAIRLINE));
    }
    let x = |index: usize| {
        if points == 1 {
            (left + right) / 2.0
        } else {
            left + 4.0 + (right - left - 8.0) * index as f32 / (points - 1) as f32
        }
    };
    // The main line is drawn last, on top.
    for series in chart.series.iter().rev() {
        draw_series(&mut fragment, series, &|index| x(index), &|value| {
            top + scale.y(value, PLOT)
        });
    }
    place_ends(&mut fragment, chart, &ends, (right + 8.0, top), scale);
    category_labels(
        &mut fragment,
        &chart.labels,
        &|index| x(index),
        (left, right),
        top + PLOT + 4.0,
    )?;
    Ok(Slab::solid(top + PLOT + 4.0 + AXIS.leading, fragment))
}

/// Draws the numbers of the scale; returns where the plot begins.
fn axis(fragment: &mut Fragment, scale: Scale, top: f32, width: f32) -> Result<f32, ReportError> {
    let kind = AXIS.tabular();
    let mut labels = Vec::new();
    for tick in scale.ticks() {
        labels.push((
            tick,
            clamped(&Text::new(scale.label(tick)), kind, width * 0.25)?,
        ));
    }
    let widest = labels
        .iter()
        .map(|(_, line)| line.width)
        .fold(0.0, f32::max);
    for (tick, line) in &labels {
        line.draw(
            fragment,
            widest - line.width,
            top + scale.y(*tick, PLOT) + 2.7,
        );
    }
    Ok(widest + 8.0)
}

fn colour(role: SeriesRole) -> Color {
    match role {
        SeriesRole::Main => BRAND,
        SeriesRole::Second => DATA2,
        SeriesRole::Prior => INK3,
    }
}

fn draw_series(
    fragment: &mut Fragment,
    series: &Series,
    x: &dyn Fn(usize) -> f32,
    y: &dyn Fn(f64) -> f32,
) {
    let ink = colour(series.role);
    let pen = match series.role {
        SeriesRole::Main => Pen::new(ink, 1.6),
        SeriesRole::Second => Pen::new(ink, 1.4),
        SeriesRole::Prior => Pen::dashed(ink, 0.9),
    };
    let mut stretch: Vec<(f32, f32)> = Vec::new();
    let mut close = |stretch: &mut Vec<(f32, f32)>| {
        match stretch.len() {
            0 => {}
            1 => fragment.circle(stretch[0], 1.4, Some(ink), None),
            _ => fragment.polyline(stretch, pen),
        }
        stretch.clear();
    };
    let mut last = None;
    for (index, value) in series.values.iter().enumerate() {
        match value {
            Some(value) if value.is_finite() => {
                let point = (x(index), y(*value));
                stretch.push(point);
                last = Some(point);
            }
            _ => close(&mut stretch),
        }
    }
    close(&mut stretch);
    if let (Some(point), SeriesRole::Main) = (last, series.role) {
        fragment.circle(point, 2.2, Some(ink), None);
    }
}

fn end_labels(series: &[Series], width: f32) -> Result<Vec<(Line, Line)>, ReportError> {
    series
        .iter()
        .map(|series| {
            let name = clamped(&Text::new(&series.name), AXIS.ink(INK2), width)?;
            let ink = if series.role == SeriesRole::Second {
                INK2
            } else {
                colour(series.role)
            };
            let last = clamped(
                &Text::new(&series.last),
                MARK.weight(Weight::Strong).ink(ink).tabular(),
                width,
            )?;
            Ok((name, last))
        })
        .collect()
}

/// Puts each label beside the end of its line, apart from the others.
fn place_ends(
    fragment: &mut Fragment,
    chart: &LineChart,
    labels: &[(Line, Line)],
    (x, top): (f32, f32),
    scale: Scale,
) {
    const HEIGHT: f32 = 23.0;
    let mut places: Vec<(usize, f32)> = chart
        .series
        .iter()
        .enumerate()
        .filter_map(|(index, series)| {
            let last = series
                .values
                .iter()
                .rev()
                .flatten()
                .find(|value| value.is_finite())?;
            Some((index, scale.y(*last, PLOT)))
        })
        .collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    for index in 1..places.len() {
        places[index].1 = places[index].1.max(places[index - 1].1 + HEIGHT);
    }
    let mut limit = PLOT - HEIGHT / 2.0 + 8.0;
    for place in places.iter_mut().rev() {
        place.1 = place.1.min(limit);
        limit = place.1 - HEIGHT;
    }
    for (index, y) in places {
        let (name, last) = &labels[index];
        name.draw(fragment, x, top + y - 1.0);
        last.draw(fragment, x, top + y + 8.0);
    }
}

/// Labels below the plot, as many as stand apart; the last one always.
fn category_labels(
    fragment: &mut Fragment,
    labels: &[String],
    x: &dyn Fn(usize) -> f32,
    (left, right): (f32, f32),
    y: f32,
) -> Result<(), ReportError> {
    let mut lines = Vec::with_capacity(labels.len());
    for label in labels {
        lines.push(clamped(&Text::new(label), AXIS, (right - left) / 2.0)?);
    }
    let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max) + 10.0;
    let pitch = if labels.len() > 1 {
        x(1) - x(0)
    } else {
        right - left
    };
    let stride = (widest / pitch.max(0.1)).ceil().max(1.0) as usize;
    let last = labels.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        if (last - index).is_multiple_of(stride) {
            let at = (x(index) - line.width / 2.0).clamp(left, (right - line.width).max(left));
            line.draw(fragment, at, y + AXIS.baseline());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_spans_fifteen_percent_of_the_mean() {
        let scale = Scale::calm([100.0, 101.0, 99.5].into_iter());
        assert!(scale.low <= 85.2 && scale.high >= 115.0, "{scale:?}");
    }

    #[test]
    fn tick_labels_are_grouped_and_as_precise_as_the_step() {
        let scale = |step| Scale {
            low: 0.0,
            high: 1.0,
            step,
        };
        assert_eq!(scale(500.0).label(12_500.0), "12,500");
        assert_eq!(scale(0.5).label(1.5), "1.5");
        assert_eq!(scale(0.25).label(0.75), "0.75");
        assert_eq!(scale(2.5).label(-2.5), "\u{2212}2.5");
        assert_eq!(scale(1000.0).label(-0.0), "0");
    }
}
