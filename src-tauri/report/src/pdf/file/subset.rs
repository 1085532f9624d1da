//! Only the glyphs that are used go into the file, renumbered.

use super::super::ReportError;
use super::super::canvas::Mark;
use super::super::font::{Face, table};
use super::super::furniture::Page;
use printpdf::{
    FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// The embedded faces: their names in the file and their new glyph numbers.
pub type Fonts = BTreeMap<Face, (FontId, GlyphRemapper)>;

/// Cuts every face down to the glyphs that the pages use and registers it.
pub fn embed(document: &mut PdfDocument, pages: &[Page]) -> Result<Fonts, ReportError> {
    let mut used: BTreeMap<Face, Vec<u16>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.fragment.marks) {
        if let Mark::Run(run) = mark {
            used.entry(run.face)
                .or_default()
                .extend(run.glyphs.iter().map(|glyph| glyph.id));
        }
    }
    let mut fonts = Fonts::new();
    for (face, mut glyphs) in used {
        glyphs.sort_unstable();
        glyphs.dedup();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        let program = subsetter::subset(face.data(), 0, &remapper)
            .map_err(|_| ReportError::Font { name: face.name() })?;
        let id = FontId(format!("F{}", face as usize + 1));
        let font = parsed(face, &glyphs, &remapper, program)?;
        document
            .resources
            .fonts
            .map
            .insert(id.clone(), PdfFont::new(font));
        fonts.insert(face, (id, remapper));
    }
    Ok(fonts)
}

fn parsed(
    face: Face,
    glyphs: &[u16],
    remapper: &GlyphRemapper,
    program: Vec<u8>,
) -> Result<ParsedFont, ReportError> {
    let faces = table(face)?;
    let metrics = faces.metrics;
    let widths = glyphs
        .iter()
        .filter_map(|&glyph| Some((remapper.get(glyph)?, faces.advance(glyph))))
        .collect();
    let thousandths = |value: i16| {
        i16::try_from(i32::from(value) * 1000 / i32::from(metrics.units_per_em)).unwrap_or(value)
    };
    Ok(ParsedFont {
        original_bytes: program,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(face, glyphs), face.name())),
        codepoint_to_glyph: BTreeMap::new(),
        // Widths and metrics are given in thousandths, so that the file states exactly the advances
        // that the lines were set with.
        glyph_widths: widths,
        units_per_em: 1000,
        font_metrics: FontMetrics {
            ascent: thousandths(metrics.ascender),
            descent: thousandths(metrics.descender),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: thousandths(metrics.bounds.0),
            y_min: thousandths(metrics.bounds.1),
            x_max: thousandths(metrics.bounds.2),
            y_max: thousandths(metrics.bounds.3),
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: metrics.weight_class,
        },
    })
}

/// Six capitals that name this very subset (ISO 32000-1, 9.6.4).
fn tag(face: Face, glyphs: &[u16]) -> String {
    let mut hash = Sha256::new();
    hash.update(face.name());
    for glyph in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
