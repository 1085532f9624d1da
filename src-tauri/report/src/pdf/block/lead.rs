//! What opens a document: the title band, the verdict, the key figures.

use super::super::ReportError;
use super::super::canvas::{Fragment, Pen};
use super::super::flow::Slab;
use super::super::style::{
    FIGURE, HAIRLINE, INK, INK2, INK3, LABEL, LINE, LINE_STRONG, NOTE, ORANGE, RED, TITLE,
    TITLE_FACTS, Type, VERDICT, VERDICT_LABEL, Weight,
};
use super::super::text::{
    Fill, Line, clamped, clamped_lines, fitted, lines, paragraph, shape, single,
};
use super::prose::stack;
use crate::document::{
    AsOf, Basis, BasisValue, Figure, FigureValue, Reliability, Text, TitleBand, Verdict,
};

/// The client's name, whole however long, and the facts below it.
pub fn title(band: &TitleBand, width: f32) -> Result<Vec<Slab>, ReportError> {
    let name = Text::new(&band.name);
    // Names of more than a line step down once before they wrap.
    let kind = if single(&name, TITLE)?.width > width {
        TITLE.scaled_to(17.0)
    } else {
        TITLE
    };
    let mut slabs = stack(&name_lines(&name, kind, width)?, kind, 0.0);
    if let Some(last) = slabs.last_mut() {
        last.keep_next = true;
    }
    slabs.push(Slab {
        before: 2.0,
        ..facts_line(&band.facts, width)?
    });
    Ok(slabs)
}

/// A company's name of two lines is parted where it has a joint, if that is not too early.
fn name_lines(name: &Text, kind: Type, width: f32) -> Result<Vec<Line>, ReportError> {
    let atoms = shape(name, kind)?;
    let whole = lines(&atoms, width, Fill::RAGGED);
    if whole.len() != 2 {
        return Ok(whole);
    }
    let mut narrower = width;
    while narrower > width * 0.55 {
        let set = lines(&atoms, narrower, Fill::RAGGED);
        if set.len() != 2 {
            break;
        }
        let (first, second) = (set[0].characters(), set[1].characters());
        if first.ends_with(['）', '】', ' '])
            || first.ends_with("公司")
            || first.ends_with("集团")
            || second.starts_with('（')
        {
            return Ok(set);
        }
        narrower -= kind.size / 2.0;
    }
    Ok(whole)
}

fn facts_line(facts: &[Text], width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let (mut x, mut row) = (0.0, 0.0);
    for fact in facts {
        let line = clamped(fact, TITLE_FACTS, width)?;
        if x > 0.0 && x + line.width > width {
            x = 0.0;
            row += 1.0;
        }
        line.draw(
            &mut fragment,
            x,
            row * TITLE_FACTS.leading + TITLE_FACTS.baseline(),
        );
        x += line.width + 18.0;
    }
    let rows = if facts.is_empty() { 0.0 } else { row + 1.0 };
    Ok(Slab::solid(rows * TITLE_FACTS.leading, fragment))
}

/// Label and sentence between hairlines.
pub fn verdict(verdict: &Verdict, width: f32) -> Result<Vec<Slab>, ReportError> {
    const PADDING: f32 = 9.0;
    const INDENT: f32 = 40.0;
    let lines = paragraph(&verdict.sentence, VERDICT, width - INDENT, Fill::RAGGED)?;
    let count = lines.len();
    let mut slabs = Vec::with_capacity(count);
    for (index, line) in lines.iter().enumerate() {
        let mut fragment = Fragment::default();
        let (first, last) = (index == 0, index + 1 == count);
        let top = if first { PADDING } else { 0.0 };
        let baseline = top + VERDICT.baseline();
        if first {
            fragment.rule(0.0, 0.0, width, Pen::new(LINE_STRONG, HAIRLINE));
            let label = single(&Text::new(verdict.label.word()), VERDICT_LABEL)?;
            label.draw(&mut fragment, 0.0, baseline - 1.0);
        }
        line.draw(&mut fragment, INDENT, baseline);
        let height = top + VERDICT.leading + if last { PADDING } else { 0.0 };
        if last {
            fragment.rule(0.0, height, width, Pen::new(LINE_STRONG, HAIRLINE));
        }
        // A verdict of ordinary length is one thing.
        slabs.push(Slab {
            keep_next: !last && count < 12,
            ..Slab::solid(height, fragment)
        });
    }
    Ok(slabs)
}

/// Figures side by side, four at most, divided by hairlines.
pub fn figures(figures: &[Figure], width: f32) -> Result<Vec<Slab>, ReportError> {
    let per_row = match figures.len() {
        0 => return Ok(Vec::new()),
        count @ 1..=4 => count,
        5 | 6 | 9 => 3,
        _ => 4,
    };
    let mut slabs = Vec::new();
    for (index, row) in figures.chunks(per_row).enumerate() {
        let mut fragment = Fragment::default();
        let column = width / per_row as f32;
        let place = |place: usize| {
            let inset = if place == 0 { 0.0 } else { 14.0 };
            let outset = if place + 1 == per_row { 0.0 } else { 10.0 };
            (column * place as f32 + inset, column - inset - outset)
        };
        // Labels first: if one of them needs two lines, all values stand lower.
        let mut top = 0.0_f32;
        for (index, figure) in row.iter().enumerate() {
            top = top.max(figure_label(&mut fragment, figure, place(index))?);
        }
        let mut height = 0.0_f32;
        for (index, figure) in row.iter().enumerate() {
            height = height.max(figure_value(
                &mut fragment,
                figure,
                place(index),
                top + 2.0,
            )?);
        }
        for place in 1..row.len() {
            let x = column * place as f32;
            fragment.line((x, 1.0), (x, height - 1.0), Pen::new(LINE, HAIRLINE));
        }
        slabs.push(Slab {
            before: if index == 0 { 0.0 } else { 12.0 },
            ..Slab::solid(height, fragment)
        });
    }
    Ok(slabs)
}

/// Draws label and date; returns their height.
fn figure_label(
    fragment: &mut Fragment,
    figure: &Figure,
    (x, width): (f32, f32),
) -> Result<f32, ReportError> {
    let mut label_width = width;
    if let Some(as_of) = &figure.as_of {
        let date = clamped(
            &Text::new(&as_of.date),
            NOTE.ink(if as_of.stale { ORANGE } else { INK3 }),
            width / 2.0,
        )?;
        let left = x + width - date.width;
        date.draw(fragment, left, LABEL.baseline());
        as_of_dot(fragment, as_of, (left - 6.0, LABEL.baseline() - 2.8));
        label_width -= date.width + 14.0;
    }
    let lines = clamped_lines(&Text::new(&figure.label), LABEL, label_width, 2)?;
    for (row, line) in lines.iter().enumerate() {
        line.draw(fragment, x, LABEL.leading * row as f32 + LABEL.baseline());
    }
    Ok(LABEL.leading * lines.len() as f32)
}

/// Draws value and bases below `top`; returns where they end.
fn figure_value(
    fragment: &mut Fragment,
    figure: &Figure,
    (x, width): (f32, f32),
    top: f32,
) -> Result<f32, ReportError> {
    let baseline = top + FIGURE.baseline();
    match &figure.value {
        FigureValue::Known {
            number,
            unit,
            negative,
        } => {
            let unit = clamped(&Text::new(unit), LABEL.ink(INK2), width / 2.0)?;
            let room = width - unit.width - 3.0;
            let ink = if *negative { RED } else { INK };
            let number = fitted(&Text::new(number), FIGURE.ink(ink), room, 6.0)?;
            number.draw(fragment, x, baseline);
            unit.draw(fragment, x + number.width + 3.0, baseline);
        }
        FigureValue::Missing { reason } => {
            let dash = single(
                &Text::new("—"),
                FIGURE.scaled_to(14.0).weight(Weight::Regular).ink(INK3),
            )?;
            dash.draw(fragment, x, baseline);
            let mut y = top + FIGURE.leading + 1.0;
            for line in clamped_lines(&Text::new(reason), LABEL, width, 3)? {
                line.draw(fragment, x, y + LABEL.baseline());
                y += LABEL.leading;
            }
            return Ok(y);
        }
    }
    let mut y = top + FIGURE.leading + 1.0;
    for basis in &figure.basis {
        for line in clamped_lines(&basis_text(basis), LABEL.ink(INK2), width, 2)? {
            line.draw(fragment, x, y + LABEL.baseline());
            y += LABEL.leading;
        }
    }
    Ok(y)
}

fn basis_text(basis: &Basis) -> Text {
    let text = Text::new(format!("{} ", basis.name));
    match &basis.value {
        BasisValue::Change(change) => text.change(change),
        BasisValue::Level(level) => text.plain(level),
    }
}

/// Filled: reported; half: observed; hollow: estimated.
pub fn as_of_dot(fragment: &mut Fragment, as_of: &AsOf, (x, y): (f32, f32)) {
    const RADIUS: f32 = 2.1;
    let ink = if as_of.stale { ORANGE } else { INK3 };
    let pen = Pen::new(ink, 0.8);
    match as_of.kind {
        Reliability::Reported => fragment.circle((x, y), RADIUS + 0.4, Some(ink), None),
        Reliability::Observed => {
            fragment.circle((x, y), RADIUS, None, Some(pen));
            let half: Vec<(f32, f32)> = (0..=12)
                .map(|step| {
                    let (sin, cos) = (step as f32 * 15.0).to_radians().sin_cos();
                    (x - RADIUS * sin, y - RADIUS * cos)
                })
                .collect();
            fragment.polygon(&half, Some(ink), None);
        }
        Reliability::Estimated => fragment.circle((x, y), RADIUS, None, Some(pen)),
    }
}
