//! The faces: parsed once per process into tables from character to glyph and advance.

use super::ReportError;
use super::style::Weight;
use std::collections::HashMap;
use std::sync::OnceLock;
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::{GlyphId, Tag};

/// A static face that is part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    HanRegular,
    HanBold,
    LatinRegular,
    LatinMedium,
    LatinSemibold,
}

const FACES: usize = 5;

impl Face {
    /// The file the face is parsed from and subset out of.
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::HanRegular => include_bytes!(env!("JINGWEI_FACE_HAN_REGULAR")),
            Self::HanBold => include_bytes!(env!("JINGWEI_FACE_HAN_BOLD")),
            Self::LatinRegular => include_bytes!(env!("JINGWEI_FACE_LATIN_REGULAR")),
            Self::LatinMedium => include_bytes!(env!("JINGWEI_FACE_LATIN_MEDIUM")),
            Self::LatinSemibold => include_bytes!(env!("JINGWEI_FACE_LATIN_SEMIBOLD")),
        }
    }

    /// PostScript name, as written into the file behind the subset tag.
    pub fn name(self) -> &'static str {
        match self {
            Self::HanRegular => "NotoSansSC-Regular",
            Self::HanBold => "NotoSansSC-Bold",
            Self::LatinRegular => "Inter-Regular",
            Self::LatinMedium => "Inter-Medium",
            Self::LatinSemibold => "Inter-SemiBold",
        }
    }

    /// The Chinese face of a weight.
    pub fn han(weight: Weight) -> Self {
        match weight {
            Weight::Regular | Weight::Medium => Self::HanRegular,
            Weight::Strong => Self::HanBold,
        }
    }

    /// The face for figures and Latin of a weight.
    pub fn latin(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self::LatinRegular,
            Weight::Medium => Self::LatinMedium,
            Weight::Strong => Self::LatinSemibold,
        }
    }
}

/// What the engine needs to know of a face without parsing it again.
pub struct FaceTable {
    /// Glyph of each character of the basic plane; 0 is none.
    basic: Vec<u16>,
    /// Glyphs of characters beyond it.
    astral: HashMap<u32, u16>,
    /// Advance of each glyph in whole thousandths of an em, as the file's width table states it.
    advances: Vec<u16>,
    /// Glyphs that have a twin with the width of a figure.
    tabular: HashMap<u16, u16>,
    pub metrics: Metrics,
}

/// Numbers for the font descriptor, in font units.
#[derive(Debug, Clone, Copy)]
pub struct Metrics {
    pub units_per_em: u16,
    pub ascender: i16,
    pub descender: i16,
    pub bounds: (i16, i16, i16, i16),
    pub weight_class: u16,
}

impl FaceTable {
    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = character as u32;
        let glyph = match self.basic.get(code as usize) {
            Some(&glyph) => glyph,
            None => self.astral.get(&code).copied().unwrap_or(0),
        };
        (glyph != 0).then_some(glyph)
    }

    /// The glyph's twin with the width of a figure, or the glyph itself.
    pub fn tabular(&self, glyph: u16) -> u16 {
        self.tabular.get(&glyph).copied().unwrap_or(glyph)
    }

    /// Advance in thousandths of an em.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }
}

/// The table of a face; parsed at first use, kept for the life of the process.
pub fn table(face: Face) -> Result<&'static FaceTable, ReportError> {
    static TABLES: [OnceLock<Option<FaceTable>>; FACES] = [const { OnceLock::new() }; FACES];
    TABLES[face as usize]
        .get_or_init(|| parse(face))
        .as_ref()
        .ok_or(ReportError::Font { name: face.name() })
}

/// The parsed face itself, for outlines.
pub fn outlines(face: Face) -> Result<ttf_parser::Face<'static>, ReportError> {
    ttf_parser::Face::parse(face.data(), 0).map_err(|_| ReportError::Font { name: face.name() })
}

fn parse(face: Face) -> Option<FaceTable> {
    let parsed = ttf_parser::Face::parse(face.data(), 0).ok()?;
    let units = u32::from(parsed.units_per_em());
    let mut basic = vec![0_u16; 0x1_0000];
    let mut astral = HashMap::new();
    for subtable in parsed.tables().cmap?.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            if let Some(GlyphId(glyph)) = subtable.glyph_index(code) {
                match basic.get_mut(code as usize) {
                    Some(slot) => *slot = glyph,
                    None => {
                        astral.insert(code, glyph);
                    }
                }
            }
        });
    }
    let advances = (0..parsed.number_of_glyphs())
        .map(|glyph| {
            let advance = u32::from(parsed.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0));
            u16::try_from(advance * 1000 / units).unwrap_or(u16::MAX)
        })
        .collect();
    let bounds = parsed.global_bounding_box();
    Some(FaceTable {
        basic,
        astral,
        advances,
        tabular: tabular_twins(&parsed),
        metrics: Metrics {
            units_per_em: parsed.units_per_em(),
            ascender: parsed.ascender(),
            descender: parsed.descender(),
            bounds: (bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max),
            weight_class: parsed.weight().to_number(),
        },
    })
}

/// Reads the single substitutions of the feature `tnum`.
fn tabular_twins(face: &ttf_parser::Face) -> HashMap<u16, u16> {
    let mut twins = HashMap::new();
    let Some(table) = face.tables().gsub else {
        return twins;
    };
    let Some(feature) = table.features.find(Tag::from_bytes(b"tnum")) else {
        return twins;
    };
    for index in feature.lookup_indices {
        let Some(lookup) = table.lookups.get(index) else {
            continue;
        };
        for subtable in lookup.subtables.into_iter::<SubstitutionSubtable>() {
            if let SubstitutionSubtable::Single(single) = subtable {
                for glyph in 0..face.number_of_glyphs() {
                    if let Some(twin) = substitute(&single, glyph) {
                        twins.insert(glyph, twin);
                    }
                }
            }
        }
    }
    twins
}

fn substitute(single: &SingleSubstitution, glyph: u16) -> Option<u16> {
    match single {
        SingleSubstitution::Format1 { coverage, delta } => coverage
            .get(GlyphId(glyph))
            .map(|_| glyph.wrapping_add_signed(*delta)),
        SingleSubstitution::Format2 {
            coverage,
            substitutes,
        } => coverage
            .get(GlyphId(glyph))
            .and_then(|index| substitutes.get(index))
            .map(|twin| twin.0),
    }
}
