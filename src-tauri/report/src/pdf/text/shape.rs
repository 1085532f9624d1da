//! From characters to atoms: which face, how wide, how near, where a line may break.

use super::super::ReportError;
use super::super::font::{Face, table};
use super::super::style::{self, Color, Type, Weight};
use crate::document::{ChipLook, Inline, Severity, Text};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use std::rc::Rc;

/// Space between Chinese and Latin, in ems. From 0.1 em on, text extraction would insert a space.
const GAP: f32 = 0.095;

/// The part a character plays in spacing and breaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Han,
    /// Letters and figures that keep a gap from Chinese.
    Latin,
    /// Opening brackets and quotes of full width: blank on the left.
    Open,
    /// Closing brackets and quotes of full width: blank on the right.
    Close,
    /// Full-width stops: as [`Class::Close`], and may hang over the end of a line.
    Stop,
    Space,
    Other,
}

/// What an atom draws.
#[derive(Debug, Clone)]
pub enum Kind {
    Glyph {
        face: Face,
        id: u16,
        character: char,
    },
    /// A character that no face has: its description in a frame.
    Framed {
        character: char,
        face: Face,
        label: Rc<[(u16, char)]>,
    },
    Chip(Rc<Chip>),
    Newline,
}

/// A small label with its colours.
#[derive(Debug)]
pub struct Chip {
    pub label: super::Line,
    pub fill: Color,
    pub border: Color,
}

/// The smallest piece of text that is never divided.
#[derive(Debug, Clone)]
pub struct Atom {
    pub kind: Kind,
    pub class: Class,
    pub size: f32,
    pub ink: Color,
    pub width: f32,
    /// Space before it inside a line; negative where punctuation is squeezed.
    pub before: f32,
    /// Whether a line may begin with it.
    pub breaks: bool,
}

/// Shapes a text set in `base`.
pub fn shape(text: &Text, base: Type) -> Result<Vec<Atom>, ReportError> {
    let mut shaper = Shaper {
        han_context: text.inlines.iter().any(|inline| match inline {
            Inline::Run { text, .. } => text.chars().any(|one| is_han(one) || is_full_width(one)),
            _ => true,
        }),
        atoms: Vec::new(),
        plain: String::new(),
        starts: Vec::new(),
    };
    for inline in &text.inlines {
        match inline {
            Inline::Run { text, strong, ink } => {
                let weight = if *strong { Weight::Strong } else { base.weight };
                shaper.run(text, base.weight(weight).ink(style::ink(*ink, base.ink)))?;
            }
            Inline::Severity(severity) => {
                let (ink, fill) = severity_colours(*severity);
                shaper.chip(severity.word(), base, (ink, fill, ink))?;
            }
            Inline::Chip { label, look } => shaper.chip(label, base, chip_colours(*look))?,
        }
    }
    shaper.mark_breaks();
    shaper.space();
    Ok(shaper.atoms)
}

struct Shaper {
    /// Quotes, dashes and dots are shared by both scripts: Chinese wins where there is any.
    han_context: bool,
    atoms: Vec<Atom>,
    /// The text as the line segmenter sees it, and where each atom begins in it.
    plain: String,
    starts: Vec<usize>,
}

impl Shaper {
    fn run(&mut self, text: &str, kind: Type) -> Result<(), ReportError> {
        let mut before = None;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if is_invisible(character) {
                continue;
            }
            let after = characters.peek().copied();
            match character {
                '\r' if after == Some('\n') => {}
                '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                    self.push(Kind::Newline, Class::Space, 0.0, kind, '\n')
                }
                '\t' => self.character(' ', kind, false)?,
                _ => {
                    let between = before.is_some_and(is_han) && after.is_some_and(is_han);
                    self.character(character, kind, between)?;
                }
            }
            before = Some(character);
        }
        Ok(())
    }

    fn character(
        &mut self,
        character: char,
        kind: Type,
        between_han: bool,
    ) -> Result<(), ReportError> {
        let han = Face::han(kind.weight);
        let latin = Face::latin(kind.weight);
        let order = if prefers_latin(character, self.han_context, between_han) {
            [latin, han]
        } else {
            [han, latin]
        };
        for face in order {
            let faces = table(face)?;
            if let Some(mut id) = faces.glyph(character) {
                if kind.tabular {
                    id = faces.tabular(id);
                }
                let class = classify(character, face == latin);
                let width = f32::from(faces.advance(id)) / 1000.0 * kind.size;
                self.push(
                    Kind::Glyph {
                        face,
                        id,
                        character,
                    },
                    class,
                    width,
                    kind,
                    character,
                );
                return Ok(());
            }
        }
        self.framed(character, kind)
    }

    /// A character that no face has, such as U+20BB7: its code in a frame, never an empty box.
    fn framed(&mut self, character: char, kind: Type) -> Result<(), ReportError> {
        let face = Face::LatinMedium;
        let faces = table(face)?;
        let label: Rc<[(u16, char)]> = format!("U+{:04X}", u32::from(character))
            .chars()
            .filter_map(|letter| faces.glyph(letter).map(|id| (id, letter)))
            .collect();
        let advance: u32 = label
            .iter()
            .map(|&(id, _)| u32::from(faces.advance(id)))
            .sum();
        let width = (advance as f32 / 1000.0 * FRAMED_SIZE + FRAMED_PADDING) * kind.size;
        let class = if is_wide(character) {
            Class::Han
        } else {
            Class::Other
        };
        self.push(
            Kind::Framed {
                character,
                face,
                label,
            },
            class,
            width,
            kind,
            character,
        );
        Ok(())
    }

    fn chip(
        &mut self,
        label: &str,
        base: Type,
        colours: (Color, Color, Color),
    ) -> Result<(), ReportError> {
        let (ink, fill, border) = colours;
        let kind = base
            .scaled_to(base.size * CHIP_SIZE)
            .weight(Weight::Strong)
            .ink(ink);
        let label = super::single(&Text::new(label), kind)?;
        let width = label.width + CHIP_PADDING * 2.0 * base.size;
        let chip = Kind::Chip(Rc::new(Chip {
            label,
            fill,
            border,
        }));
        self.push(chip, Class::Other, width, base, '\u{FFFC}');
        Ok(())
    }

    fn push(&mut self, kind: Kind, class: Class, width: f32, set: Type, character: char) {
        self.starts.push(self.plain.len());
        self.plain.push(character);
        self.atoms.push(Atom {
            kind,
            class,
            size: set.size,
            ink: set.ink,
            width,
            before: 0.0,
            breaks: false,
        });
    }

    /// Strict line breaking (UAX 14), and figures stay with the unit behind them.
    fn mark_breaks(&mut self) {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        let segmenter = LineSegmenter::new_auto(options);
        let mut atom = 0;
        for position in segmenter.segment_str(&self.plain) {
            while self.starts.get(atom).is_some_and(|&start| start < position) {
                atom += 1;
            }
            if self.starts.get(atom) == Some(&position) {
                self.atoms[atom].breaks = atom > 0;
            }
        }
        let characters: Vec<char> = self.plain.chars().collect();
        for index in 1..self.atoms.len() {
            let spaced = characters[index - 1] == ' ' && index > 1;
            let before = if spaced {
                characters[index - 2]
            } else {
                characters[index - 1]
            };
            let glued = match characters[index] {
                '元' => before.is_ascii_digit() || (matches!(before, '万' | '亿') && !spaced),
                unit if is_unit(unit) => before.is_ascii_digit(),
                // A unit in Latin, such as BP, stays too.
                letter if spaced && letter.is_ascii_alphabetic() => before.is_ascii_digit(),
                _ => false,
            };
            // Quotes have no direction for the segmenter: it would let them stray beside a space, and
            // hold on to what stands outside them.
            let before = (0..index)
                .rev()
                .find(|&at| self.atoms[at].class != Class::Space);
            let strays = matches!(self.atoms[index].class, Class::Close | Class::Stop)
                || matches!(characters[index], '\u{201D}' | '\u{2019}')
                || before.is_some_and(|at| {
                    self.atoms[at].class == Class::Open
                        || matches!(characters[at], '\u{201C}' | '\u{2018}')
                });
            let opens = match (self.atoms[index - 1].class, self.atoms[index].class) {
                (Class::Open | Class::Space, Class::Open) => false,
                (_, Class::Open) => true,
                (Class::Close, Class::Han | Class::Latin) => true,
                _ => false,
            };
            let breaks = self.atoms[index].breaks || opens;
            self.atoms[index].breaks = breaks && !glued && !strays;
        }
    }

    /// Gaps between the scripts, squeezed punctuation, room around chips.
    fn space(&mut self) {
        for index in 1..self.atoms.len() {
            let (head, tail) = self.atoms.split_at_mut(index);
            let (before, atom) = (&head[index - 1], &mut tail[0]);
            let size = atom.size.min(before.size);
            let chips = matches!(before.kind, Kind::Chip(_)) || matches!(atom.kind, Kind::Chip(_));
            atom.before = match (before.class, atom.class) {
                (_, Class::Space) | (Class::Space, _) => 0.0,
                _ if chips => size * 0.35,
                (Class::Han, Class::Latin) | (Class::Latin, Class::Han) => size * GAP,
                (Class::Close | Class::Stop, Class::Open | Class::Close | Class::Stop)
                | (Class::Open, Class::Open) => -size / 2.0,
                _ => 0.0,
            };
        }
        // A typed space between the scripts is a little narrower than one between words.
        for index in 1..self.atoms.len().saturating_sub(1) {
            let around = (self.atoms[index - 1].class, self.atoms[index + 1].class);
            if self.atoms[index].class == Class::Space
                && matches!(
                    around,
                    (Class::Han, Class::Latin) | (Class::Latin, Class::Han)
                )
            {
                self.atoms[index].width = self.atoms[index].size * TYPED_GAP;
            }
        }
    }
}

/// A typed space between Chinese and Latin, in ems.
const TYPED_GAP: f32 = 0.21;

/// A described character's label and the room around it, in ems.
pub const FRAMED_SIZE: f32 = 0.62;
pub const FRAMED_PADDING: f32 = 0.48;
/// A chip's label and the room around it, in ems.
const CHIP_SIZE: f32 = 0.84;
pub const CHIP_PADDING: f32 = 0.34;

fn severity_colours(severity: Severity) -> (Color, Color) {
    match severity {
        Severity::Red => (style::RED, style::RED_SOFT),
        Severity::Orange => (style::ORANGE, style::ORANGE_SOFT),
        Severity::Yellow => (style::YELLOW, style::YELLOW_SOFT),
    }
}

/// Ink, fill and border.
fn chip_colours(look: ChipLook) -> (Color, Color, Color) {
    match look {
        ChipLook::Solid => (style::WHITE, style::INK, style::INK),
        ChipLook::Brass => (style::BRASS, style::BRASS_SOFT, style::BRASS_SOFT),
        ChipLook::Brand => (style::BRAND, style::BRAND_SOFT, style::BRAND_SOFT),
        ChipLook::Outline => (style::INK2, style::WHITE, style::LINE_STRONG),
        ChipLook::Plain => (style::INK2, style::SUNKEN, style::LINE),
    }
}

/// Controls, bidi and zero-width characters, variation selectors: never printed.
pub fn is_invisible(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{85}');
    control
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Chinese characters and kana, without punctuation.
fn is_han(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{30FA}'
        | '\u{30FC}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Punctuation and forms of full width.
fn is_full_width(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}

fn is_wide(character: char) -> bool {
    is_han(character) || matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}')
}

fn prefers_latin(character: char, han_context: bool, between_han: bool) -> bool {
    match character {
        '\u{B7}' => !between_han,
        '\u{2014}' | '\u{2015}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}'
        | '\u{2026}' => !han_context,
        '\u{0}'..='\u{2FF}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' => true,
        '\u{2000}'..='\u{214F}' | '\u{2190}'..='\u{2199}' | '\u{2200}'..='\u{22FF}' => true,
        _ => false,
    }
}

fn classify(character: char, latin: bool) -> Class {
    match character {
        ' ' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Class::Space,
        '，' | '。' | '、' | '；' | '：' if !latin => Class::Stop,
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' => {
            Class::Open
        }
        '\u{201C}' | '\u{2018}' if !latin => Class::Open,
        '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝' => {
            Class::Close
        }
        '\u{201D}' | '\u{2019}' if !latin => Class::Close,
        _ if is_han(character) => Class::Han,
        _ if latin
            && (character.is_alphanumeric()
                || matches!(character, '%' | '‰' | '+' | '\u{2212}' | '°')) =>
        {
            Class::Latin
        }
        _ => Class::Other,
    }
}

/// Measure words that stay on the line of their number.
fn is_unit(character: char) -> bool {
    matches!(
        character,
        '万' | '亿'
            | '天'
            | '年'
            | '月'
            | '日'
            | '个'
            | '人'
            | '笔'
            | '户'
            | '条'
            | '项'
            | '份'
            | '次'
            | '家'
            | '页'
            | '倍'
            | '期'
            | '％'
            | '‰'
    )
}
