//! From atoms to lines: greedy filling, kinsoku, hanging stops, justification.

use super::super::canvas::{Area, Fragment, Glyph, Mark, Pen, Run};
use super::super::font::table;
use super::super::style::{INK4, WHITE};
use super::shape::{Atom, CHIP_PADDING, Class, FRAMED_PADDING, FRAMED_SIZE, Kind};

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// Spread full lines over the whole width.
    justify: bool,
}

impl Fill {
    pub const RAGGED: Self = Self { justify: false };
    pub const JUSTIFIED: Self = Self { justify: true };
}

/// A set line: atoms with their places.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub atoms: Vec<(f32, Atom)>,
    /// Width of what is seen, a hanging stop left out.
    pub width: f32,
}

/// The most that justification may add between two characters, in ems: below what text extraction
/// would take for a space.
const STRETCH: f32 = 0.09;

/// Breaks atoms into lines no wider than `width`.
///
/// A line never begins with closing nor ends with opening punctuation; only a word wider than the
/// line is divided anywhere.
pub fn lines(atoms: &[Atom], width: f32, fill: Fill) -> Vec<Line> {
    let mut extents = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let (end, next, full) = extent(atoms, start, width);
        extents.push((start, end, full));
        start = next;
    }
    avoid_lone_character(atoms, &mut extents);
    if extents.is_empty() {
        return vec![Line::default()];
    }
    extents
        .into_iter()
        .map(|(start, end, full)| set(&atoms[start..end], width, fill.justify && full))
        .collect()
}

/// A last line of one character takes the character or word before it along.
fn avoid_lone_character(atoms: &[Atom], extents: &mut [(usize, usize, bool)]) {
    let [.., before, last] = extents else { return };
    let lone = |class| matches!(class, Class::Han | Class::Other);
    let mut rest = atoms[last.0..last.1].iter();
    let alone = rest.next().is_some_and(|atom| lone(atom.class))
        && rest.all(|atom| matches!(atom.class, Class::Close | Class::Stop | Class::Space));
    if !alone || before.1 != last.0 {
        return;
    }
    let least = before.0 + (before.1 - before.0) / 2;
    if let Some(earlier) = (least + 1..last.0).rev().find(|&index| atoms[index].breaks) {
        before.1 = earlier;
        last.0 = earlier;
    }
}

/// End of the line that begins at `start`, where the next one begins, and whether the line is full.
fn extent(atoms: &[Atom], start: usize, width: f32) -> (usize, usize, bool) {
    let mut x = 0.0;
    let mut last_break = None;
    for (index, atom) in atoms.iter().enumerate().skip(start) {
        if matches!(atom.kind, Kind::Newline) {
            return (index, index + 1, false);
        }
        if index > start && atom.breaks {
            last_break = Some(index);
        }
        let lead = if index == start {
            line_start(atom)
        } else {
            atom.before
        };
        let end = x + lead + atom.width;
        if end - trailing(atom) > width + 0.01 && atom.class != Class::Space {
            let next = last_break.unwrap_or_else(|| emergency(atoms, start, index));
            return (next, next, true);
        }
        x = end;
    }
    (atoms.len(), atoms.len(), false)
}

/// A break inside a word too long for any line, still kept from bad neighbours where possible.
fn emergency(atoms: &[Atom], start: usize, index: usize) -> usize {
    const NOT_FIRST: &str = ",.;:!?%)]}，。、；：！？％‰…)）》〉」』】〕〗］｝\u{201D}\u{2019}";
    const NOT_LAST: &str = "([{（《〈「『【〔〖［｛\u{201C}\u{2018}";
    let one_of = |at: usize, set: &str| match &atoms[at].kind {
        Kind::Glyph { character, .. } => set.contains(*character),
        Kind::Framed { .. } | Kind::Chip(_) | Kind::Newline => false,
    };
    let legal = |at: usize| !one_of(at, NOT_FIRST) && !one_of(at - 1, NOT_LAST);
    (start + 1..=index)
        .rev()
        .take(8)
        .find(|&at| legal(at))
        .unwrap_or(index.max(start + 1))
}

/// Opening punctuation at the beginning of a line loses its blank half.
fn line_start(atom: &Atom) -> f32 {
    if atom.class == Class::Open {
        -atom.size / 2.0
    } else {
        0.0
    }
}

/// How much of an atom may stand over the end of a line: the blank half of closing punctuation, all
/// of a stop.
fn trailing(atom: &Atom) -> f32 {
    match atom.class {
        Class::Stop => atom.width,
        Class::Close => atom.size / 2.0,
        _ => 0.0,
    }
}

fn set(atoms: &[Atom], width: f32, justify: bool) -> Line {
    let seen = atoms
        .iter()
        .rposition(|atom| atom.class != Class::Space)
        .map_or(0, |last| last + 1);
    let atoms = &atoms[..seen];
    let mut placed = Vec::with_capacity(atoms.len());
    let mut x = 0.0;
    for (index, atom) in atoms.iter().enumerate() {
        x += if index == 0 {
            line_start(atom)
        } else {
            atom.before
        };
        placed.push((x, atom.clone()));
        x += atom.width;
    }
    let mut line = Line {
        atoms: placed,
        width: x,
    };
    if let Some(last) = atoms.last()
        && x > width
    {
        line.width = x - trailing(last);
    }
    if justify {
        line.justify(width);
    }
    line
}

impl Line {
    /// Spreads the line to `width`, unless it would tear it apart.
    fn justify(&mut self, width: f32) {
        let extra = width - self.width;
        let places = self
            .atoms
            .windows(2)
            .filter(|pair| stretches(&pair[0].1, &pair[1].1))
            .count();
        let Some(size) = self.atoms.first().map(|(_, atom)| atom.size) else {
            return;
        };
        if places == 0 || extra <= 0.0 || extra / places as f32 > STRETCH * size {
            return;
        }
        let each = extra / places as f32;
        let mut shift = 0.0;
        for index in 1..self.atoms.len() {
            if stretches(&self.atoms[index - 1].1, &self.atoms[index].1) {
                shift += each;
            }
            self.atoms[index].0 += shift;
        }
        self.width = width;
    }

    /// Shortens the line so that `end` fits behind it.
    pub fn end_with(&mut self, end: Self, width: f32) {
        while self.width + end.width > width {
            match self.atoms.pop() {
                Some((x, _)) => self.width = x,
                None => break,
            }
        }
        let x = self.width;
        self.width += end.width;
        self.atoms
            .extend(end.atoms.into_iter().map(|(at, atom)| (x + at, atom)));
    }

    /// The characters of the line, for tests and search.
    #[cfg(test)]
    pub fn characters(&self) -> String {
        self.atoms
            .iter()
            .filter_map(|(_, atom)| match &atom.kind {
                Kind::Glyph { character, .. } | Kind::Framed { character, .. } => Some(*character),
                Kind::Chip(_) | Kind::Newline => None,
            })
            .collect()
    }

    /// Draws the line with its baseline at `y`.
    pub fn draw(&self, fragment: &mut Fragment, x: f32, y: f32) {
        let mut run: Option<(Run, f32)> = None;
        for (at, atom) in &self.atoms {
            match &atom.kind {
                Kind::Glyph {
                    face,
                    id,
                    character,
                } => {
                    let here = x + at;
                    let joins = run.as_ref().is_some_and(|(run, _)| {
                        run.face == *face && run.size == atom.size && run.ink == atom.ink
                    });
                    if !joins {
                        flush(&mut run, fragment);
                        let begun = Run {
                            x: here,
                            y,
                            face: *face,
                            size: atom.size,
                            ink: atom.ink,
                            glyphs: Vec::new(),
                            stands_for: None,
                        };
                        run = Some((begun, here));
                    }
                    if let Some((run, pen)) = &mut run {
                        let kern = (*pen - here) / atom.size * 1000.0;
                        if let Some(before) = run.glyphs.last_mut()
                            && kern.abs() >= 0.5
                        {
                            before.kern = kern.round();
                            *pen -= before.kern * atom.size / 1000.0;
                        }
                        run.glyphs.push(Glyph {
                            id: *id,
                            character: *character,
                            kern: 0.0,
                        });
                        let advance = table(*face).map_or(0, |faces| faces.advance(*id));
                        *pen += f32::from(advance) / 1000.0 * atom.size;
                    }
                }
                Kind::Framed { .. } => {
                    flush(&mut run, fragment);
                    draw_framed(fragment, atom, x + at, y);
                }
                Kind::Chip(chip) => {
                    flush(&mut run, fragment);
                    let area = Area {
                        x: x + at,
                        y: y - atom.size * 1.0,
                        width: atom.width,
                        height: atom.size * 1.24,
                    };
                    fragment.rounded(area, 2.5, Some(chip.fill), Some(Pen::new(chip.border, 0.6)));
                    chip.label.draw(
                        fragment,
                        x + at + CHIP_PADDING * atom.size,
                        y - atom.size * 0.07,
                    );
                }
                Kind::Newline => {}
            }
        }
        flush(&mut run, fragment);
    }
}

/// Justification opens up Chinese and spaces, never Latin words, figures or the gap between scripts.
fn stretches(before: &Atom, after: &Atom) -> bool {
    let wide = |class| matches!(class, Class::Han | Class::Open | Class::Close | Class::Stop);
    (wide(before.class) && wide(after.class)) || before.class == Class::Space
}

fn flush(run: &mut Option<(Run, f32)>, fragment: &mut Fragment) {
    if let Some((run, _)) = run.take() {
        fragment.marks.push(Mark::Run(run));
    }
}

fn draw_framed(fragment: &mut Fragment, atom: &Atom, x: f32, y: f32) {
    let Kind::Framed {
        character,
        face,
        label,
    } = &atom.kind
    else {
        return;
    };
    let inset = atom.size * 0.06;
    let area = Area {
        x: x + inset,
        y: y - atom.size * 0.78,
        width: atom.width - inset * 2.0,
        height: atom.size * 0.9,
    };
    fragment.rounded(area, 1.2, Some(WHITE), Some(Pen::new(INK4, 0.5)));
    // Stretched spaces fill the frame, so that text extraction sees no gap beside the character.
    let mut glyphs: Vec<Glyph> = label
        .iter()
        .map(|&(id, character)| Glyph {
            id,
            character,
            kern: 0.0,
        })
        .collect();
    let space = table(*face)
        .ok()
        .and_then(|faces| faces.glyph(' ').map(|id| (id, faces.advance(id))));
    let mut left = x + FRAMED_PADDING / 2.0 * atom.size;
    if let Some((id, advance)) = space {
        let kern = (f32::from(advance) - FRAMED_PADDING / 2.0 / FRAMED_SIZE * 1000.0).round();
        let padding = Glyph {
            id,
            character: ' ',
            kern,
        };
        glyphs.insert(0, padding);
        glyphs.push(padding);
        left = x;
    }
    fragment.marks.push(Mark::Run(Run {
        x: left,
        y: y - atom.size * 0.13,
        face: *face,
        size: atom.size * FRAMED_SIZE,
        ink: atom.ink,
        glyphs,
        stands_for: Some(*character),
    }));
}
