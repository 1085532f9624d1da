//! The one grid, the one type scale and the colours of look.md, in points from the top left.

use crate::document::Ink;

/// A colour, 0xRRGGBB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u32);

pub const INK: Color = Color(0x14_20_2F);
pub const INK2: Color = Color(0x48_54_66);
pub const INK3: Color = Color(0x5F_6A_7B);
pub const INK4: Color = Color(0xA6_AF_BC);
pub const LINE: Color = Color(0xE4_E7_EC);
pub const LINE_STRONG: Color = Color(0xCC_D2_DB);
pub const SUNKEN: Color = Color(0xF8_F9_FA);
pub const WHITE: Color = Color(0xFF_FF_FF);
pub const BRAND: Color = Color(0x1D_4E_89);
pub const BRAND_SOFT: Color = Color(0xE9_F0_F9);
pub const BRASS: Color = Color(0x8A_5F_17);
pub const BRASS_SOFT: Color = Color(0xFA_F4_E6);
pub const UP: Color = Color(0x24_63_A6);
pub const DOWN: Color = Color(0x7A_4B_78);
pub const RED: Color = Color(0xC2_2F_2D);
pub const RED_SOFT: Color = Color(0xFC_EF_EE);
pub const ORANGE: Color = Color(0xB2_4C_08);
pub const ORANGE_SOFT: Color = Color(0xFC_E9_D8);
pub const YELLOW: Color = Color(0x8A_68_00);
pub const YELLOW_SOFT: Color = Color(0xFC_F6_DE);
pub const GREEN: Color = Color(0x2B_77_49);
pub const DATA2: Color = Color(0x7F_A6_D3);
pub const DATA3: Color = Color(0xC7_D5_E6);
/// Bars that take away, and what is not ours: neither brand nor warning.
pub const QUIET: Color = Color(0xB8_C2_CF);

/// A4.
pub const PAGE_WIDTH: f32 = 595.28;
pub const PAGE_HEIGHT: f32 = 841.89;
/// Left and right margin; the content is 12 columns wide.
pub const MARGIN: f32 = 44.0;
pub const CONTENT_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Baseline of the running head and the rule below it.
pub const HEAD_BASELINE: f32 = 42.0;
pub const HEAD_RULE: f32 = 51.0;
/// Where content begins and ends.
pub const CONTENT_TOP: f32 = 68.0;
pub const CONTENT_BOTTOM: f32 = 780.0;
pub const CONTENT_HEIGHT: f32 = CONTENT_BOTTOM - CONTENT_TOP;
/// Rule above the footer and the footer's baseline.
pub const FOOT_RULE: f32 = 796.0;
pub const FOOT_BASELINE: f32 = 811.0;
/// Space between columns.
pub const GUTTER: f32 = 24.0;
pub const HAIRLINE: f32 = 0.5;

/// Weight of type: Chinese has two, figures and Latin three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    /// Figures; Chinese stays regular.
    Medium,
    Strong,
}

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    pub size: f32,
    /// Height of a line.
    pub leading: f32,
    pub weight: Weight,
    pub ink: Color,
    /// Figures of equal width.
    pub tabular: bool,
}

impl Type {
    const fn new(size: f32, leading: f32, weight: Weight, ink: Color) -> Self {
        Self {
            size,
            leading,
            weight,
            ink,
            tabular: false,
        }
    }

    pub const fn tabular(mut self) -> Self {
        self.tabular = true;
        self
    }

    pub const fn ink(mut self, ink: Color) -> Self {
        self.ink = ink;
        self
    }

    pub const fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// The same type in another size, the leading in proportion.
    pub fn scaled_to(mut self, size: f32) -> Self {
        self.leading *= size / self.size;
        self.size = size;
        self
    }

    /// Baseline below the top of a line: the em box is centred in the leading.
    pub fn baseline(&self) -> f32 {
        (self.leading - self.size) / 2.0 + 0.88 * self.size
    }
}

pub const TITLE: Type = Type::new(22.0, 30.0, Weight::Strong, INK);
pub const TITLE_FACTS: Type = Type::new(8.5, 14.0, Weight::Regular, INK2);
pub const VERDICT: Type = Type::new(14.0, 22.0, Weight::Strong, INK);
pub const VERDICT_LABEL: Type = Type::new(10.0, 22.0, Weight::Strong, BRASS);
pub const SECTION: Type = Type::new(14.0, 20.0, Weight::Strong, INK);
pub const SUB: Type = Type::new(10.5, 16.0, Weight::Strong, INK);
pub const UNIT: Type = Type::new(8.0, 16.0, Weight::Regular, INK3);
pub const BODY: Type = Type::new(9.5, 16.0, Weight::Regular, INK);
pub const NOTE: Type = Type::new(7.5, 12.0, Weight::Regular, INK3);
pub const CELL: Type = Type::new(8.5, 14.0, Weight::Regular, INK);
pub const CELL_HEAD: Type = Type::new(8.0, 12.0, Weight::Regular, INK3);
pub const LABEL: Type = Type::new(8.0, 12.0, Weight::Regular, INK3);
pub const FIGURE: Type = Type::new(20.0, 26.0, Weight::Strong, INK).tabular();
pub const AXIS: Type = Type::new(7.5, 10.0, Weight::Regular, INK3);
pub const MARK: Type = Type::new(7.5, 10.0, Weight::Medium, INK);
pub const FURNITURE: Type = Type::new(7.5, 12.0, Weight::Regular, INK3);

/// The colour of an inline ink; `Normal` keeps the ink of the block.
pub fn ink(ink: Ink, normal: Color) -> Color {
    match ink {
        Ink::Normal => normal,
        Ink::Soft => INK2,
        Ink::Faint => INK3,
        Ink::Red => RED,
        Ink::Orange => ORANGE,
        Ink::Yellow => YELLOW,
        Ink::Green => GREEN,
        Ink::Brand => BRAND,
        Ink::Brass => BRASS,
        Ink::Up => UP,
        Ink::Down => DOWN,
    }
}
