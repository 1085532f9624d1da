//! Headings, paragraphs, notes and lists.

use super::super::ReportError;
use super::super::canvas::{Fragment, Pen};
use super::super::flow::{Overline, Slab};
use super::super::style::{
    BODY, BRAND, CELL, INK3, LINE_STRONG, NOTE, SECTION, SUB, Type, UNIT, Weight,
};
use super::super::text::{Fill, Line, clamped, paragraph as set, single};
use crate::document::{Heading, Ink, List, Text};

/// A section's heading below a line.
pub fn section(heading: &Heading, number: &str, width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let height = title(&mut fragment, heading, number, width, SECTION)?;
    let overline = Overline {
        width,
        above: 9.0,
        pen: Pen::new(LINE_STRONG, 0.75),
    };
    Ok(Slab {
        keep_next: true,
        overline: Some(overline),
        ..Slab::solid(height, fragment)
    })
}

/// A heading of the second level.
pub fn sub(heading: &Heading, number: &str, width: f32) -> Result<Slab, ReportError> {
    let mut fragment = Fragment::default();
    let height = title(&mut fragment, heading, number, width, SUB)?;
    Ok(Slab {
        keep_next: true,
        ..Slab::solid(height, fragment)
    })
}

/// Draws number, title and unit; returns the height.
fn title(
    fragment: &mut Fragment,
    heading: &Heading,
    number: &str,
    width: f32,
    kind: Type,
) -> Result<f32, ReportError> {
    let baseline = kind.baseline();
    let mut x = 0.0;
    if !number.is_empty() {
        let line = single(&Text::new(number), kind.ink(BRAND).tabular())?;
        line.draw(fragment, x, baseline);
        x = line.width + kind.size * 0.6;
    }
    let mut right = width;
    if let Some(unit) = &heading.unit {
        let line = clamped(&Text::new(format!("单位：{unit}")), UNIT, width * 0.4)?;
        right = width - line.width;
        line.draw(fragment, right, baseline);
        right -= 12.0;
    }
    // A heading is a line or a few, never a page: a name of thousands of characters gives way.
    let lines = super::super::text::clamped_lines(&Text::new(&heading.title), kind, right - x, 4)?;
    for (index, line) in lines.iter().enumerate() {
        line.draw(fragment, x, baseline + kind.leading * index as f32);
    }
    Ok(kind.leading * lines.len() as f32)
}

/// Running text, justified.
pub fn paragraph(text: &Text, width: f32) -> Result<Vec<Slab>, ReportError> {
    // A narrow column would tear lines apart; it stays ragged.
    let fill = if width >= BODY.size * 24.0 {
        Fill::JUSTIFIED
    } else {
        Fill::RAGGED
    };
    Ok(stack(&set(text, BODY, width, fill)?, BODY, 0.0))
}

/// A small note.
pub fn note(text: &Text, width: f32) -> Result<Vec<Slab>, ReportError> {
    Ok(stack(&set(text, NOTE, width, Fill::RAGGED)?, NOTE, 0.0))
}

/// A small note at the foot of the page.
pub fn page_note(text: &Text, width: f32) -> Result<Vec<Slab>, ReportError> {
    let lines = set(text, NOTE, width, Fill::RAGGED)?;
    if lines.len() > 8 {
        // Too long to stand at the foot of a page: it flows.
        return Ok(stack(&lines, NOTE, 0.0));
    }
    let mut fragment = Fragment::default();
    for (index, line) in lines.iter().enumerate() {
        line.draw(
            &mut fragment,
            0.0,
            NOTE.leading * index as f32 + NOTE.baseline(),
        );
    }
    Ok(vec![Slab {
        pinned: true,
        ..Slab::solid(NOTE.leading * lines.len() as f32, fragment)
    }])
}

/// 暂无数据（原因）.
pub fn no_data(section: Option<&str>, reason: &str, width: f32) -> Result<Vec<Slab>, ReportError> {
    let mut text = Text::default();
    if let Some(section) = section {
        text = text.ink(Ink::Soft, format!("{section}　"));
    }
    let text = text.plain(format!("暂无数据（{reason}）"));
    Ok(stack(
        &set(&text, CELL.ink(INK3), width, Fill::RAGGED)?,
        CELL,
        0.0,
    ))
}

/// Items with a number or a dash before them.
pub fn list(list: &List, width: f32) -> Result<Vec<Slab>, ReportError> {
    let indent = if list.numbered { 18.0 } else { 12.0 };
    let mut slabs = Vec::new();
    for (index, item) in list.items.iter().enumerate() {
        let lines = set(item, BODY, width - indent, Fill::RAGGED)?;
        let mut own = stack(&lines, BODY, indent);
        if let Some(first) = own.first_mut() {
            first.before = if index == 0 { 0.0 } else { 3.0 };
            if let super::super::flow::Body::Solid(fragment) = &mut first.body {
                marker(fragment, list.numbered.then_some(index + 1))?;
            }
        }
        // An item is not left alone at the end or the beginning of a page.
        let pairs = list.items.len() > 1 && (index == 0 || index + 2 == list.items.len());
        if let Some(last) = own.last_mut() {
            last.keep_next = pairs;
        }
        slabs.append(&mut own);
    }
    Ok(slabs)
}

fn marker(fragment: &mut Fragment, number: Option<usize>) -> Result<(), ReportError> {
    match number {
        Some(number) => {
            let kind = BODY.weight(Weight::Strong).ink(BRAND).tabular();
            single(&Text::new(format!("{number}.")), kind)?.draw(fragment, 0.0, BODY.baseline());
        }
        None => fragment.circle((3.0, BODY.leading / 2.0), 1.3, Some(INK3), None),
    }
    Ok(())
}

/// Lines as slabs: the first two and the last two stay together.
pub fn stack(lines: &[Line], kind: Type, x: f32) -> Vec<Slab> {
    let count = lines.len();
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let mut fragment = Fragment::default();
            line.draw(&mut fragment, x, kind.baseline());
            let first = index == 0 && count > 1;
            let last_but_one = count > 2 && index == count - 2;
            Slab {
                keep_next: first || last_but_one,
                ..Slab::solid(kind.leading, fragment)
            }
        })
        .collect()
}
