//! Tables: hairlines only, numbers right, the header again on every page.

use super::super::ReportError;
use super::super::canvas::{Fragment, Pen};
use super::super::flow::{Repeat, Slab};
use super::super::style::{
    CELL, CELL_HEAD, CONTENT_HEIGHT, HAIRLINE, INK, INK3, LINE, NOTE, Type, Weight,
};
use super::super::text::{Fill, Line, clamped, clamped_lines, fitted, paragraph, single};
use super::prose::stack;
use crate::document::{Align, Row, RowKind, Table, TableColumn, Text, Width};
use std::rc::Rc;

/// Space between columns, and above and below a cell's text.
const GAP: f32 = 14.0;
const PADDING: f32 = 3.0;
/// Height of a row to be filled in by hand.
const WRITING: f32 = 38.0;

/// Left edge and width of a column.
type Extent = (f32, f32);

/// A table's slabs: header, rows, footnote. `heading` is named again where the table goes on.
pub fn table(table: &Table, heading: &str, width: f32) -> Result<Vec<Slab>, ReportError> {
    if table.columns.is_empty() {
        return Ok(Vec::new());
    }
    let extents = extents(table, width)?;
    let (header, head_height) = header(&table.columns, &extents, width)?;
    let repeat = Rc::new(repeat(&header, head_height, heading, width)?);
    let mut slabs = vec![Slab {
        keep_next: true,
        ..Slab::solid(head_height, header)
    }];
    let count = table.rows.len();
    for (index, row) in table.rows.iter().enumerate() {
        let rule = match table.rows.get(index + 1) {
            Some(next) => continued(next, &extents),
            None => 0.0,
        };
        let mut own = row_slabs(
            row,
            &table.columns,
            &extents,
            (width, CONTENT_HEIGHT - repeat.height),
            rule,
        )?;
        let last = index + 1 == count;
        let keeps = (index == 0 && !last)
            || (count > 2 && index + 2 == count)
            || table
                .rows
                .get(index + 1)
                .is_some_and(|next| next.kind == RowKind::Total)
            || (last && table.footnote.is_some());
        for slab in &mut own {
            slab.repeat = Some(Rc::clone(&repeat));
        }
        if let Some(slab) = own.last_mut() {
            slab.keep_next |= keeps;
        }
        slabs.append(&mut own);
    }
    if let Some(footnote) = &table.footnote {
        let mut own = stack(&paragraph(footnote, NOTE, width, Fill::RAGGED)?, NOTE, 0.0);
        if let Some(first) = own.first_mut() {
            first.before = 4.0;
        }
        slabs.append(&mut own);
    }
    Ok(slabs)
}

/// Where the line above a row begins: cells left empty at its start go on with what stands above them.
fn continued(row: &Row, extents: &[Extent]) -> f32 {
    let goes_on = row.kind == RowKind::Normal && row.cells.iter().any(|cell| !cell.is_empty());
    let first = row.cells.iter().position(|cell| !cell.is_empty());
    match first.and_then(|first| extents.get(first)) {
        Some((x, _)) if goes_on => *x,
        _ => 0.0,
    }
}

fn cell_type(column: &TableColumn, row: RowKind) -> Type {
    let strong = column.strong || row == RowKind::Total;
    let number = column.align == Align::Number;
    let weight = match (strong, number) {
        (true, _) => Weight::Strong,
        (false, true) => Weight::Medium,
        (false, false) => Weight::Regular,
    };
    let ink = if row == RowKind::Muted { INK3 } else { INK };
    let kind = CELL.weight(weight).ink(ink);
    if number { kind.tabular() } else { kind }
}

/// Places the columns: fixed and natural widths first, shares of the rest, even gaps where no column
/// asks for a share.
fn extents(table: &Table, width: f32) -> Result<Vec<Extent>, ReportError> {
    let count = table.columns.len();
    let free = (width - GAP * (count - 1) as f32).max(1.0);
    let mut widths = Vec::with_capacity(count);
    let mut shares = 0.0_f32;
    for (index, column) in table.columns.iter().enumerate() {
        widths.push(match column.width {
            Width::Share(share) => {
                shares += f32::from(share.max(1));
                0.0
            }
            Width::Characters(characters) => f32::from(characters) * CELL.size,
            Width::Natural => natural(table, index, free * 0.4)?,
        });
    }
    let taken: f32 = widths.iter().sum();
    // Shares keep a third of the width for themselves; what does not fit shrinks in proportion.
    let limit = if shares > 0.0 { free * 0.68 } else { free };
    if taken > limit {
        for width in &mut widths {
            *width *= limit / taken;
        }
    }
    let left = free - taken.min(limit);
    for (width, column) in widths.iter_mut().zip(&table.columns) {
        match column.width {
            Width::Share(share) => *width = left * f32::from(share.max(1)) / shares,
            _ if shares == 0.0 => *width += left / count as f32,
            _ => {}
        }
    }
    let mut x = 0.0;
    Ok(widths
        .into_iter()
        .map(|width| {
            let extent = (x, width);
            x += width + GAP;
            extent
        })
        .collect())
}

fn natural(table: &Table, index: usize, limit: f32) -> Result<f32, ReportError> {
    let column = &table.columns[index];
    let mut widest = single(&Text::new(&column.title), CELL_HEAD)?
        .width
        .min(limit);
    for row in &table.rows {
        if let Some(cell) = row.cells.get(index) {
            let longest = CELL.size * 40.0;
            let width = if cell_is_long(cell) {
                longest
            } else {
                single(cell, cell_type(column, row.kind))?.width
            };
            widest = widest.max(width);
        }
    }
    // Half a point against rounding, so that what was measured also fits.
    Ok((widest + 0.5).min(limit))
}

fn cell_is_long(cell: &Text) -> bool {
    cell.inlines.iter().any(
        |inline| matches!(inline, crate::document::Inline::Run { text, .. } if text.len() > 400),
    )
}

fn header(
    columns: &[TableColumn],
    extents: &[Extent],
    width: f32,
) -> Result<(Fragment, f32), ReportError> {
    let mut fragment = Fragment::default();
    let mut titles = Vec::with_capacity(columns.len());
    for (column, &(_, width)) in columns.iter().zip(extents) {
        titles.push(clamped_lines(
            &Text::new(&column.title),
            CELL_HEAD,
            width,
            3,
        )?);
    }
    let rows = titles.iter().map(Vec::len).max().unwrap_or(1);
    for ((column, &(x, width)), lines) in columns.iter().zip(extents).zip(&titles) {
        for (index, line) in lines.iter().enumerate() {
            let row = rows - lines.len() + index;
            let y = PADDING + CELL_HEAD.leading * row as f32 + CELL_HEAD.baseline();
            line.draw(&mut fragment, aligned(column.align, x, width, line), y);
        }
    }
    let height = PADDING * 2.0 + CELL_HEAD.leading * rows as f32;
    fragment.rule(0.0, height, width, Pen::new(INK, 0.8));
    Ok((fragment, height))
}

fn aligned(align: Align, x: f32, width: f32, line: &Line) -> f32 {
    match align {
        Align::Left => x,
        Align::Number => x + width - line.width,
    }
}

/// The header as it stands on later pages: below the heading's title and 续.
fn repeat(
    header: &Fragment,
    head_height: f32,
    heading: &str,
    width: f32,
) -> Result<Repeat, ReportError> {
    let mut fragment = Fragment::default();
    let mark = if heading.is_empty() {
        Text::new("（续）")
    } else {
        Text::new(heading).ink(crate::document::Ink::Faint, "（续）")
    };
    clamped(&mark, CELL_HEAD, width)?.draw(&mut fragment, 0.0, CELL_HEAD.baseline());
    let top = CELL_HEAD.leading + 2.0;
    fragment.place(header, 0.0, top);
    Ok(Repeat {
        height: top + head_height,
        fragment,
    })
}

/// One slab, or one a line for a row that no page can hold.
fn row_slabs(
    row: &Row,
    columns: &[TableColumn],
    extents: &[Extent],
    (width, tallest): (f32, f32),
    rule: f32,
) -> Result<Vec<Slab>, ReportError> {
    let cells = cells(row, columns, extents)?;
    let count = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let least = if row.kind == RowKind::Writing {
        WRITING
    } else {
        0.0
    };
    let height = (PADDING * 2.0 + CELL.leading * count as f32).max(least);
    if height <= tallest {
        let mut fragment = Fragment::default();
        let top = if least > 0.0 {
            (height - CELL.leading * count as f32) / 2.0
        } else {
            PADDING
        };
        for index in 0..count {
            draw_line(
                &mut fragment,
                &cells,
                index,
                top + CELL.leading * index as f32,
            );
        }
        close_row(&mut fragment, row.kind, (rule, width), height);
        return Ok(vec![Slab::solid(height, fragment)]);
    }
    Ok((0..count)
        .map(|index| {
            let mut fragment = Fragment::default();
            let top = if index == 0 { PADDING } else { 0.0 };
            draw_line(&mut fragment, &cells, index, top);
            let last = index + 1 == count;
            let height = top + CELL.leading + if last { PADDING } else { 0.0 };
            if last {
                close_row(&mut fragment, row.kind, (rule, width), height);
            }
            Slab {
                keep_next: index == 0 || index + 2 == count,
                ..Slab::solid(height, fragment)
            }
        })
        .collect())
}

/// The lines of each cell, and where they begin.
fn cells(
    row: &Row,
    columns: &[TableColumn],
    extents: &[Extent],
) -> Result<Vec<Vec<(f32, Line)>>, ReportError> {
    let mut cells = Vec::with_capacity(columns.len());
    for ((column, &(x, width)), cell) in columns.iter().zip(extents).zip(&row.cells) {
        let kind = cell_type(column, row.kind);
        let lines = match column.align {
            Align::Left => paragraph(cell, kind, width, Fill::RAGGED)?,
            Align::Number => number_lines(cell, kind, width)?,
        };
        let placed = lines
            .into_iter()
            .map(|line| (aligned(column.align, x, width, &line), line));
        cells.push(placed.collect());
    }
    Ok(cells)
}

/// A number stays whole, smaller where it must; one that no size fits is broken rather than cut.
fn number_lines(cell: &Text, kind: Type, width: f32) -> Result<Vec<Line>, ReportError> {
    const SMALLEST: f32 = 5.0;
    let line = fitted(cell, kind, width, SMALLEST)?;
    if line.width <= width + 0.01 {
        return Ok(vec![line]);
    }
    paragraph(
        cell,
        Type {
            size: SMALLEST,
            ..kind
        },
        width,
        Fill::RAGGED,
    )
}

fn draw_line(fragment: &mut Fragment, cells: &[Vec<(f32, Line)>], index: usize, y: f32) {
    for cell in cells {
        if let Some((x, line)) = cell.get(index) {
            line.draw(fragment, *x, y + CELL.baseline());
        }
    }
}

fn close_row(fragment: &mut Fragment, kind: RowKind, (left, width): (f32, f32), height: f32) {
    if kind == RowKind::Total {
        fragment.rule(0.0, 0.0, width, Pen::new(INK3, 0.6));
    }
    fragment.rule(left, height, width - left, Pen::new(LINE, HAIRLINE));
}
