//! People as cards divided by hairlines: the mark shows attitude, influence and strength.

use super::super::ReportError;
use super::super::canvas::{Fragment, Pen};
use super::super::flow::{Overline, Slab};
use super::super::style::{
    CELL, DOWN, HAIRLINE, INK, INK2, INK3, INK4, LABEL, LINE, LINE_STRONG, SUB, UP, WHITE,
};
use super::super::text::{Fill, clamped, clamped_lines, lines, shape};
use crate::document::{Attitude, ChipLook, Ink, People, PersonCard, Text};

/// Width of the column that holds the mark.
const MARK: f32 = 46.0;
const PADDING: f32 = 9.0;
/// Lines that a card gives to one labelled remark, and to all of them: a card fits on a page.
const LONGEST: usize = 14;
const LINES: usize = 36;

/// Cards in rows; a row is never divided.
pub fn people(people: &People, width: f32) -> Result<Vec<Slab>, ReportError> {
    let count = usize::from(people.columns.clamp(1, 3));
    let column = width / count as f32;
    let mut slabs = Vec::new();
    for row in people.cards.chunks(count) {
        let mut fragment = Fragment::default();
        let mut height = 0.0_f32;
        for (place, card) in row.iter().enumerate() {
            let inset = if place == 0 { 0.0 } else { 14.0 };
            let x = column * place as f32 + inset;
            height = height.max(draw_card(&mut fragment, card, x, column - inset - 12.0)?);
        }
        height += PADDING;
        for place in 1..row.len() {
            let x = column * place as f32;
            fragment.line(
                (x, PADDING),
                (x, height - PADDING),
                Pen::new(LINE, HAIRLINE),
            );
        }
        let overline = Overline {
            width,
            above: 0.0,
            pen: Pen::new(LINE_STRONG, HAIRLINE),
        };
        slabs.push(Slab {
            overline: Some(overline),
            ..Slab::solid(height, fragment)
        });
    }
    Ok(slabs)
}

/// Draws one card and returns where its content ends.
fn draw_card(
    fragment: &mut Fragment,
    card: &PersonCard,
    x: f32,
    width: f32,
) -> Result<f32, ReportError> {
    mark(fragment, card, (x + 18.0, PADDING + 20.0));
    let left = x + MARK;
    let room = width - MARK;
    let mut y = PADDING;
    for line in name_lines(card, room)? {
        line.draw(fragment, left, y + SUB.baseline());
        y += SUB.leading;
    }
    for line in clamped_lines(&Text::new(&card.post), LABEL.ink(INK2), room, 2)? {
        line.draw(fragment, left, y + LABEL.baseline());
        y += LABEL.leading;
    }
    for line in clamped_lines(&card.standing, LABEL.ink(INK2), room, 2)? {
        line.draw(fragment, left, y + LABEL.baseline());
        y += LABEL.leading;
    }
    y = y.max(PADDING + 42.0) + 4.0;
    let mut label_width = 0.0_f32;
    for (label, _) in &card.facts {
        label_width =
            label_width.max(clamped(&Text::new(label), CELL.ink(INK3), width * 0.3)?.width);
    }
    let label_width = label_width.max(MARK - 8.0);
    let longest = (LINES / card.facts.len().max(1)).clamp(1, LONGEST);
    for (label, value) in card.facts.iter().take(LINES) {
        clamped(&Text::new(label), CELL.ink(INK3), label_width)?.draw(
            fragment,
            x,
            y + CELL.baseline(),
        );
        for line in clamped_lines(value, CELL, width - label_width - 8.0, longest)? {
            line.draw(fragment, x + label_width + 8.0, y + CELL.baseline());
            y += CELL.leading;
        }
    }
    Ok(y)
}

/// Name, role and alert: on one line where they fit, the name cut after two lines.
fn name_lines(card: &PersonCard, room: f32) -> Result<Vec<super::super::text::Line>, ReportError> {
    let ink = if card.unknown {
        Ink::Faint
    } else {
        Ink::Normal
    };
    let mut tags = Text::default();
    if let Some(role) = &card.role {
        let look = if role.decisive {
            ChipLook::Solid
        } else {
            ChipLook::Outline
        };
        tags = tags.chip(look, &role.label);
    }
    if let Some(severity) = card.alert {
        tags = tags.severity(severity);
    }
    let mut whole = Text::default().strong_ink(ink, &card.name).plain(" ");
    whole.inlines.extend(tags.inlines.iter().cloned());
    let set = lines(&shape(&whole, SUB.scaled_to(9.5))?, room, Fill::RAGGED);
    if set.len() <= 2 {
        return Ok(set);
    }
    let mut cut = clamped_lines(
        &Text::default().strong_ink(ink, &card.name),
        SUB.scaled_to(9.5),
        room,
        2,
    )?;
    if !tags.is_empty() {
        cut.push(clamped(&tags, SUB.scaled_to(9.5), room)?);
    }
    Ok(cut)
}

/// Five arcs for strength around the mark of attitude, larger with influence.
fn mark(fragment: &mut Fragment, card: &PersonCard, centre: (f32, f32)) {
    let radius = 10.0 + f32::from(card.influence.clamp(1, 5)) * 1.5;
    if card.unknown {
        fragment.circle(centre, radius, Some(WHITE), Some(Pen::dashed(INK4, 0.8)));
    } else {
        for arc in 0..5_u8 {
            let from = f32::from(arc) * 72.0 + 5.0;
            let pen = if arc < card.strength {
                Pen::new(INK, 1.7)
            } else {
                Pen::new(LINE_STRONG, 1.0)
            };
            fragment.arc(centre, radius, from, from + 62.0, pen);
        }
    }
    attitude(fragment, card.attitude, centre, radius * 0.46);
}

/// ▲ △ ○ ▽ ▼ drawn as shapes, so that no face needs to have them.
fn attitude(fragment: &mut Fragment, attitude: Attitude, (x, y): (f32, f32), radius: f32) {
    let up = [
        (x, y - radius),
        (x + radius * 0.95, y + radius * 0.7),
        (x - radius * 0.95, y + radius * 0.7),
    ];
    let down = [
        (x, y + radius),
        (x + radius * 0.95, y - radius * 0.7),
        (x - radius * 0.95, y - radius * 0.7),
    ];
    match attitude {
        Attitude::Champion => fragment.polygon(&up, Some(UP), Some(Pen::new(UP, 0.8))),
        Attitude::Supporter => fragment.polygon(&up, Some(WHITE), Some(Pen::new(UP, 1.2))),
        Attitude::Neutral => fragment.circle(
            (x, y),
            radius * 0.72,
            Some(WHITE),
            Some(Pen::new(INK3, 1.2)),
        ),
        Attitude::Reluctant => fragment.polygon(&down, Some(WHITE), Some(Pen::new(DOWN, 1.2))),
        Attitude::Opponent => fragment.polygon(&down, Some(DOWN), Some(Pen::new(DOWN, 0.8))),
    }
}
