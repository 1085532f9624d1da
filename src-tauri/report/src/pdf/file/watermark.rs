//! The watermark: outlines of its words, once in the file, laid over every page.
//!
//! As text it would turn up in searches, below fills it would vanish.

use super::super::ReportError;
use super::super::canvas::{Fragment, Mark};
use super::super::font::outlines;
use super::super::style::{FURNITURE, INK, PAGE_HEIGHT, PAGE_WIDTH, Type};
use super::super::text::clamped;
use crate::document::Text;
use printpdf::{
    CurTransMat, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, ExternalStream,
    ExternalXObject, Op, PdfDocument, XObject, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ttf_parser::{GlyphId, OutlineBuilder};

/// Opacity; readable on white, out of the way under text.
const ALPHA: f32 = 0.085;
const SIZE: f32 = 14.0;
/// Slope, in degrees upwards.
const SLOPE: f32 = 28.0;

/// The registered form and the width of its words.
pub struct Watermark {
    form: XObjectId,
    state: ExtendedGraphicsStateId,
    width: f32,
}

/// Adds the words to the file; `None` where they draw nothing.
pub fn register(document: &mut PdfDocument, words: &str) -> Result<Option<Watermark>, ReportError> {
    let kind = Type {
        ink: INK,
        ..FURNITURE.scaled_to(SIZE)
    };
    let line = clamped(&Text::new(words), kind, 300.0)?;
    let mut fragment = Fragment::default();
    line.draw(&mut fragment, 0.0, 0.0);
    let mut pen = Pen::default();
    for mark in &fragment.marks {
        let Mark::Run(run) = mark else { continue };
        let face = outlines(run.face)?;
        pen.scale = run.size / f32::from(face.units_per_em());
        pen.x = run.x;
        let table = super::super::font::table(run.face)?;
        for glyph in &run.glyphs {
            face.outline_glyph(GlyphId(glyph.id), &mut pen);
            pen.x += (f32::from(table.advance(glyph.id)) - glyph.kern) / 1000.0 * run.size;
        }
    }
    if pen.path.is_empty() {
        return Ok(None);
    }
    pen.path.push_str("f\n");
    let (form, state) = (
        XObjectId("W1".to_owned()),
        ExtendedGraphicsStateId("GW".to_owned()),
    );
    let bounds = [0.0, -SIZE * 0.4, line.width, SIZE * 1.2];
    let dict = BTreeMap::from([
        ("Type".to_owned(), DictItem::Name(b"XObject".to_vec())),
        ("Subtype".to_owned(), DictItem::Name(b"Form".to_vec())),
        (
            "BBox".to_owned(),
            DictItem::Array(bounds.into_iter().map(DictItem::Real).collect()),
        ),
        (
            "Resources".to_owned(),
            DictItem::Dict {
                map: BTreeMap::new(),
            },
        ),
    ]);
    let stream = ExternalStream {
        dict,
        content: pen.path.into_bytes(),
        compress: true,
    };
    let object = ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    };
    document
        .resources
        .xobjects
        .map
        .insert(form.clone(), XObject::External(object));
    let alpha = ExtendedGraphicsState::default().with_current_fill_alpha(ALPHA);
    document
        .resources
        .extgstates
        .map
        .insert(state.clone(), alpha);
    Ok(Some(Watermark {
        form,
        state,
        width: line.width,
    }))
}

/// Lays the words over a page in a loose pattern.
pub fn stamp(watermark: &Watermark) -> Vec<Op> {
    let (sin, cos) = SLOPE.to_radians().sin_cos();
    let (run, rise) = (watermark.width * cos, watermark.width * sin);
    let (columns, rows) = (2.0, 4.0);
    let mut ops = vec![
        Op::SaveGraphicsState,
        Op::LoadGraphicsState {
            gs: watermark.state.clone(),
        },
    ];
    let ink = 20.0 / 255.0;
    ops.push(Op::SetFillColor {
        col: printpdf::Color::Rgb(printpdf::Rgb {
            r: ink,
            g: ink,
            b: ink,
            icc_profile: None,
        }),
    });
    for row in 0..4_u8 {
        for column in 0..2_u8 {
            let x = PAGE_WIDTH * (f32::from(column) + 0.5) / columns - run / 2.0;
            let y = PAGE_HEIGHT * (f32::from(row) + 0.5) / rows - rise / 2.0;
            let round = |value: f32| (value * 1000.0).round() / 1000.0;
            let matrix = [
                round(cos),
                round(sin),
                round(-sin),
                round(cos),
                round(x),
                round(y),
            ];
            ops.push(Op::SaveGraphicsState);
            ops.push(Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(matrix),
            });
            let transform = XObjectTransform {
                no_auto_scale: true,
                ..XObjectTransform::default()
            };
            ops.push(Op::UseXobject {
                id: watermark.form.clone(),
                transform,
            });
            ops.push(Op::RestoreGraphicsState);
        }
    }
    ops.push(Op::RestoreGraphicsState);
    ops
}

/// Writes outlines as path operators.
#[derive(Default)]
struct Pen {
    path: String,
    x: f32,
    scale: f32,
    /// The point where the last segment ended, in font units: a quadratic curve needs it.
    last: (f32, f32),
}

impl Pen {
    fn write(&mut self, points: &[(f32, f32)], operator: &str) {
        for &(x, y) in points {
            // Writing to a string cannot fail.
            let _ = write!(
                self.path,
                "{:.2} {:.2} ",
                self.x + x * self.scale,
                y * self.scale
            );
        }
        self.path.push_str(operator);
        self.path.push('\n');
        if let Some(&last) = points.last() {
            self.last = last;
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write(&[(x, y)], "m");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write(&[(x, y)], "l");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let from = self.last;
        let blend = |a: f32, b: f32| a + (b - a) * 2.0 / 3.0;
        let first = (blend(from.0, x1), blend(from.1, y1));
        let second = (blend(x, x1), blend(y, y1));
        self.write(&[first, second, (x, y)], "c");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write(&[(x1, y1), (x2, y2), (x, y)], "c");
    }

    fn close(&mut self) {
        self.path.push_str("h\n");
    }
}
