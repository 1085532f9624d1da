//! Labels with values, lists to tick, lines to write on.

use super::super::ReportError;
use super::super::canvas::{Area, Fragment, Pen};
use super::super::flow::Slab;
use super::super::style::{CELL, GUTTER, HAIRLINE, INK3, LABEL, LINE, LINE_STRONG, WHITE};
use super::super::text::{Fill, Line, clamped, paragraph};
use crate::document::{CheckItem, Checklist, Facts, Text, Writing};

/// A grid of labels and values, filled row by row, divided by hairlines. Three and four columns set
/// the label above its value, so that a code of eighteen characters stays on one line.
pub fn facts(facts: &Facts, width: f32) -> Result<Vec<Slab>, ReportError> {
    let count = usize::from(facts.columns.clamp(1, 4));
    let column = (width - GUTTER * (count - 1) as f32) / count as f32;
    let above = count > 2;
    let indent = if above {
        0.0
    } else {
        label_width(facts, column)? + 8.0
    };
    let mut slabs = Vec::new();
    for row in facts.items.chunks(count) {
        let mut cells = Vec::with_capacity(count);
        for (place, (label, value)) in row.iter().enumerate() {
            let value = if value.is_empty() {
                Text::new("—")
            } else {
                value.clone()
            };
            cells.push(Cell {
                x: (column + GUTTER) * place as f32,
                label: if above {
                    clamped(&Text::new(label), LABEL, column)?
                } else {
                    clamped(&Text::new(label), CELL.ink(INK3), indent - 8.0)?
                },
                lines: paragraph(&value, CELL, column - indent, Fill::RAGGED)?,
            });
        }
        grid_row(&mut slabs, &cells, (column, indent), above);
    }
    keep_company(&mut slabs);
    Ok(slabs)
}

/// A few rows stay together; of many, neither the first nor the last stands alone on a page.
fn keep_company(slabs: &mut [Slab]) {
    const FEW: usize = 4;
    let count = slabs.len();
    for (index, slab) in slabs.iter_mut().enumerate() {
        let kept = count <= FEW || index == 0 || index + 2 == count;
        slab.keep_next |= kept && index + 1 < count;
    }
}

struct Cell {
    x: f32,
    label: Line,
    lines: Vec<Line>,
}

/// One width for all labels of a grid: that of the longest, up to half a column.
fn label_width(facts: &Facts, column: f32) -> Result<f32, ReportError> {
    let limit = column * 0.5;
    let mut widest = 0.0_f32;
    for (label, _) in &facts.items {
        widest = widest.max(clamped(&Text::new(label), CELL.ink(INK3), limit)?.width);
    }
    Ok(widest)
}

/// Draws one row of the grid line by line, so that a long value may run over to the next page.
fn grid_row(slabs: &mut Vec<Slab>, cells: &[Cell], (column, indent): (f32, f32), above: bool) {
    const PADDING: f32 = 3.0;
    let rows = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    let whole = rows <= 12;
    let mut fragment = Fragment::default();
    let mut y = PADDING;
    for cell in cells {
        let baseline = if above {
            LABEL.baseline()
        } else {
            CELL.baseline()
        };
        cell.label.draw(&mut fragment, cell.x, y + baseline);
    }
    if above {
        y += LABEL.leading;
    }
    for row in 0..rows {
        for cell in cells {
            if let Some(line) = cell.lines.get(row) {
                line.draw(&mut fragment, cell.x + indent, y + CELL.baseline());
            }
        }
        y += CELL.leading;
        if row + 1 == rows {
            y += PADDING;
            for cell in cells {
                fragment.rule(cell.x, y, column, Pen::new(LINE, HAIRLINE));
            }
        }
        if !whole || row + 1 == rows {
            slabs.push(Slab {
                keep_next: !whole && row == 0,
                ..Slab::solid(y, std::mem::take(&mut fragment))
            });
            y = 0.0;
        }
    }
}

/// Lines with an empty box to tick.
pub fn checklist(list: &Checklist, width: f32) -> Result<Vec<Slab>, ReportError> {
    let count = usize::from(list.columns.clamp(1, 3));
    let column = (width - GUTTER * (count - 1) as f32) / count as f32;
    let mut slabs = Vec::new();
    for row in list.items.chunks(count) {
        let mut fragment = Fragment::default();
        let mut height = 0.0_f32;
        for (place, item) in row.iter().enumerate() {
            let x = (column + GUTTER) * place as f32;
            height = height.max(check_item(&mut fragment, item, x, column)?);
        }
        for place in 0..row.len() {
            let x = (column + GUTTER) * place as f32;
            fragment.rule(x, height, column, Pen::new(LINE, HAIRLINE));
        }
        slabs.push(Slab::solid(height, fragment));
    }
    keep_company(&mut slabs);
    Ok(slabs)
}

fn check_item(
    fragment: &mut Fragment,
    item: &CheckItem,
    x: f32,
    width: f32,
) -> Result<f32, ReportError> {
    const BOX: f32 = 8.5;
    const INDENT: f32 = 16.0;
    const LONGEST: usize = 24;
    let mut room = width - INDENT;
    let top = 3.0;
    if let Some(aside) = &item.aside {
        let line = clamped(&Text::new(aside), LABEL, width * 0.4)?;
        line.draw(fragment, x + width - line.width, top + CELL.baseline());
        room -= line.width + 10.0;
    }
    let area = Area {
        x: x + 0.5,
        y: top + (CELL.leading - BOX) / 2.0,
        width: BOX,
        height: BOX,
    };
    fragment.rounded(area, 1.5, Some(WHITE), Some(Pen::new(INK3, 0.8)));
    let lines = super::super::text::clamped_lines(&item.text, CELL, room, LONGEST)?;
    for (index, line) in lines.iter().enumerate() {
        line.draw(
            fragment,
            x + INDENT,
            top + CELL.baseline() + CELL.leading * index as f32,
        );
    }
    Ok(top * 2.0 + CELL.leading * lines.len() as f32)
}

/// Ruled lines, the label on the first.
pub fn writing(writing: &Writing, width: f32) -> Result<Vec<Slab>, ReportError> {
    const PITCH: f32 = 24.0;
    let mut slabs = Vec::new();
    for index in 0..writing.lines.max(1) {
        let mut fragment = Fragment::default();
        let mut left = 0.0;
        if let (0, Some(label)) = (index, &writing.label) {
            let line = clamped(&Text::new(label), CELL.ink(INK3), width * 0.5)?;
            line.draw(&mut fragment, 0.0, PITCH - 4.0);
            left = line.width + 8.0;
        }
        fragment.rule(left, PITCH - 0.5, width - left, Pen::new(LINE_STRONG, 0.6));
        slabs.push(Slab {
            keep_next: index == 0 && writing.lines > 1,
            to_page_end: writing.to_page_end && index > 0 && index + 1 == writing.lines,
            ..Slab::solid(PITCH, fragment)
        });
    }
    Ok(slabs)
}
