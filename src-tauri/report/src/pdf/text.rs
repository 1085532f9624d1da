//! Text: characters become glyphs, glyphs become lines, lines become marks.

mod line;
mod shape;

pub use line::{Fill, Line, lines};
pub use shape::shape;
#[cfg(test)]
pub use shape::{Class, Kind};

use super::ReportError;
use super::style::Type;
use crate::document::Text;

/// Sets a text on as many lines as it needs.
pub fn paragraph(
    text: &Text,
    kind: Type,
    width: f32,
    fill: Fill,
) -> Result<Vec<Line>, ReportError> {
    Ok(lines(&shape(text, kind)?, width, fill))
}

/// Sets a text on one line, however long.
pub fn single(text: &Text, kind: Type) -> Result<Line, ReportError> {
    let atoms = shape(&flat(text), kind)?;
    Ok(lines(&atoms, f32::MAX, Fill::RAGGED)
        .pop()
        .unwrap_or_default())
}

/// Sets a text on one line no wider than `width`; what does not fit gives way to “…”.
pub fn clamped(text: &Text, kind: Type, width: f32) -> Result<Line, ReportError> {
    let lines = clamped_lines(&flat(&beginning(text, kind, width, 1)), kind, width, 1)?;
    Ok(lines.into_iter().next().unwrap_or_default())
}

/// Sets a text on at most `count` lines; what does not fit gives way to “…”.
pub fn clamped_lines(
    text: &Text,
    kind: Type,
    width: f32,
    count: usize,
) -> Result<Vec<Line>, ReportError> {
    let mut set = lines(
        &shape(&beginning(text, kind, width, count), kind)?,
        width,
        Fill::RAGGED,
    );
    if set.len() > count {
        set.truncate(count);
        let ellipsis = single(&Text::new("…"), kind)?;
        if let Some(last) = set.last_mut() {
            last.end_with(ellipsis, width);
        }
    }
    Ok(set)
}

/// Sets a text on one line, smaller where it would not fit, but never cut (amounts).
pub fn fitted(text: &Text, kind: Type, width: f32, smallest: f32) -> Result<Line, ReportError> {
    let line = single(text, kind)?;
    if line.width <= width || kind.size <= smallest {
        return Ok(line);
    }
    let size = (kind.size * width / line.width).max(smallest);
    let kind = kind.scaled_to(((size * 4.0).floor() / 4.0).max(smallest));
    // What is longer than any amount is none.
    if line.atoms.len() > LONGEST_AMOUNT {
        clamped(text, kind, width)
    } else {
        single(text, kind)
    }
}

/// Characters of the longest amount with its unit.
const LONGEST_AMOUNT: usize = 32;

/// As much of a text as could ever stand on so many lines, and a little more: nobody waits for
/// thousands of characters that are not printed.
fn beginning(text: &Text, kind: Type, width: f32, count: usize) -> Text {
    const NARROWEST: f32 = 0.15;
    let most = (width / (kind.size * NARROWEST)).max(1.0) as usize * count + 64;
    let mut left = most;
    let mut beginning = text.clone();
    for inline in &mut beginning.inlines {
        if let crate::document::Inline::Run { text, .. } = inline {
            let mut cut = text.len();
            for (at, character) in text.char_indices() {
                if left == 0 {
                    cut = at;
                    break;
                }
                left -= usize::from(!shape::is_invisible(character));
            }
            text.truncate(cut);
        }
    }
    beginning
}

/// The text without line breaks.
fn flat(text: &Text) -> Text {
    let mut flat = text.clone();
    for inline in &mut flat.inlines {
        if let crate::document::Inline::Run { text, .. } = inline
            && text.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
        {
            *text = text.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ");
        }
    }
    flat
}
