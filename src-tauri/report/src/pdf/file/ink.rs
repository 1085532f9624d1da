//! From marks to drawing operations; here y turns over, since paper in PDF begins at the bottom.

use super::super::canvas::{Dash, Fragment, Mark, Pen, Run, Segment};
use super::super::style::{Color, PAGE_HEIGHT};
use super::subset::Fonts;
use printpdf::{
    Codepoint, DictItem, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op,
    PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix,
    WindingOrder,
};
use std::collections::BTreeMap;

/// Graphics state as it stands, so that nothing is said twice.
#[derive(Default)]
struct State {
    fill: Option<Color>,
    pen: Option<Pen>,
}

/// The operations that draw a page.
pub fn operations(fragment: &Fragment, fonts: &Fonts) -> Vec<Op> {
    let mut ops = vec![
        Op::SetLineCapStyle {
            cap: LineCapStyle::Butt,
        },
        Op::SetLineJoinStyle {
            join: LineJoinStyle::Round,
        },
    ];
    let mut state = State::default();
    for mark in &fragment.marks {
        match mark {
            Mark::Run(run) => show(&mut ops, &mut state, run, fonts),
            Mark::Box {
                x,
                y,
                width,
                height,
                ink,
            } => {
                fill(&mut ops, &mut state, *ink);
                ops.push(Op::DrawRectangle {
                    rectangle: Rect {
                        x: point(*x),
                        y: point(PAGE_HEIGHT - y - height),
                        width: point(*width),
                        height: point(*height),
                        mode: Some(PaintMode::Fill),
                        winding_order: None,
                    },
                });
            }
            Mark::Stroke { path, pen } => {
                stroke(&mut ops, &mut state, *pen);
                ops.push(Op::DrawLine {
                    line: Line {
                        points: points(path),
                        is_closed: false,
                    },
                });
            }
            Mark::Shape {
                path,
                fill: inside,
                pen,
            } => shape(&mut ops, &mut state, (path, *inside, *pen)),
        }
    }
    ops
}

fn shape(
    ops: &mut Vec<Op>,
    state: &mut State,
    (path, inside, pen): (&[Segment], Option<Color>, Option<Pen>),
) {
    let mode = match (inside, pen) {
        (Some(_), Some(_)) => PaintMode::FillStroke,
        (Some(_), None) => PaintMode::Fill,
        (None, Some(_)) => PaintMode::Stroke,
        (None, None) => return,
    };
    if let Some(ink) = inside {
        fill(ops, state, ink);
    }
    if let Some(pen) = pen {
        stroke(ops, state, pen);
    }
    let rings = vec![PolygonRing {
        points: points(path),
    }];
    ops.push(Op::DrawPolygon {
        polygon: Polygon {
            rings,
            mode,
            winding_order: WindingOrder::NonZero,
        },
    });
}

fn show(ops: &mut Vec<Op>, state: &mut State, run: &Run, fonts: &Fonts) {
    let Some((font, remapper)) = fonts.get(&run.face) else {
        return;
    };
    fill(ops, state, run.ink);
    let glyphs = run
        .glyphs
        .iter()
        .filter_map(|glyph| {
            let id = remapper.get(glyph.id)?;
            Some(Codepoint::with_cid(
                id,
                glyph.kern,
                glyph.character.to_string(),
            ))
        })
        .collect();
    if let Some(character) = run.stands_for {
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_owned(),
            properties: actual_text(character),
        });
    }
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(font.clone()),
        size: Pt(run.size),
    });
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Translate(point(run.x), point(PAGE_HEIGHT - run.y)),
    });
    ops.push(Op::ShowText {
        items: vec![TextItem::GlyphIds(glyphs)],
    });
    ops.push(Op::EndTextSection);
    if run.stands_for.is_some() {
        ops.push(Op::EndMarkedContent);
    }
}

/// What search and copying find in place of a described character.
fn actual_text(character: char) -> DictItem {
    let mut bytes = vec![0xFE, 0xFF];
    for unit in character.encode_utf16(&mut [0; 2]) {
        bytes.extend(unit.to_be_bytes());
    }
    DictItem::Dict {
        map: BTreeMap::from([("ActualText".to_owned(), DictItem::Bytes(bytes))]),
    }
}

fn fill(ops: &mut Vec<Op>, state: &mut State, ink: Color) {
    if state.fill != Some(ink) {
        state.fill = Some(ink);
        ops.push(Op::SetFillColor { col: colour(ink) });
    }
}

fn stroke(ops: &mut Vec<Op>, state: &mut State, pen: Pen) {
    let before = state.pen.replace(pen);
    if before.is_none_or(|before| before.ink != pen.ink) {
        ops.push(Op::SetOutlineColor {
            col: colour(pen.ink),
        });
    }
    if before.is_none_or(|before| before.width != pen.width) {
        ops.push(Op::SetOutlineThickness { pt: Pt(pen.width) });
    }
    if before.map_or(Dash::Solid, |before| before.dash) != pen.dash {
        let pattern: &[f32] = match pen.dash {
            Dash::Solid => &[],
            Dash::Dashed => &[3.0, 2.4],
            Dash::Dotted => &[1.0, 1.6],
        };
        ops.push(Op::SetLineDashPattern {
            dash: LineDashPattern::new(0.0, pattern),
        });
    }
}

fn colour(Color(value): Color) -> printpdf::Color {
    let channel = |shift: u32| {
        let byte = ((value >> shift) & 0xFF) as f32;
        (byte / 255.0 * 1000.0).round() / 1000.0
    };
    printpdf::Color::Rgb(Rgb {
        r: channel(16),
        g: channel(8),
        b: channel(0),
        icc_profile: None,
    })
}

/// Hundredths of a point are finer than any printer, and short in the file.
fn point(value: f32) -> Pt {
    Pt((value * 100.0).round() / 100.0)
}

fn points(path: &[Segment]) -> Vec<LinePoint> {
    let at = |x: f32, y: f32, bezier: bool| LinePoint {
        p: Point {
            x: point(x),
            y: point(PAGE_HEIGHT - y),
        },
        bezier,
    };
    let mut points = Vec::with_capacity(path.len());
    for segment in path {
        match *segment {
            Segment::Move(x, y) | Segment::Line(x, y) => points.push(at(x, y, false)),
            Segment::Curve([a, b, c, d, x, y]) => {
                points.extend([at(a, b, true), at(c, d, true), at(x, y, false)]);
            }
        }
    }
    points
}
