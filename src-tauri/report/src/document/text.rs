//! Text with inline runs: strong, coloured by meaning, chips.

/// A paragraph's worth of text. Markup and braces in it are literal; control, bidi and zero-width
/// characters are not printed; a newline breaks the line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    pub inlines: Vec<Inline>,
}

/// A piece of a [`Text`].
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Run {
        text: String,
        strong: bool,
        ink: Ink,
    },
    /// The chip 红, 橙 or 黄.
    Severity(Severity),
    /// A small label: tier, role, state.
    Chip { label: String, look: ChipLook },
}

/// What a colour means (look.md, Colour).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// The ink of the surrounding block.
    #[default]
    Normal,
    Soft,
    Faint,
    /// 红色预警, overdue, a negative level.
    Red,
    Orange,
    Yellow,
    Green,
    Brand,
    /// 战略, 下一步, our side.
    Brass,
    /// A movement upwards; see [`Change`].
    Up,
    /// A movement downwards; see [`Change`].
    Down,
}

/// Severity of a warning signal (domain.md §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Red,
    Orange,
    Yellow,
}

impl Severity {
    /// The character in the chip.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "红",
            Self::Orange => "橙",
            Self::Yellow => "黄",
        }
    }
}

/// Looks of a chip, from loud to quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChipLook {
    /// Ink on white reversed: decisive roles.
    Solid,
    Brass,
    Brand,
    Outline,
    Plain,
}

/// A movement: always signed with + or U+2212, blue or plum, never red or green.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub direction: Direction,
    /// The amount without sign, with its unit where that is not clear: `16.28%`, `1,200`.
    pub magnitude: String,
}

/// Direction of a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Flat,
}

impl Change {
    /// A change of the given magnitude, written without sign.
    #[must_use]
    pub fn new(direction: Direction, magnitude: impl Into<String>) -> Self {
        Self {
            direction,
            magnitude: magnitude.into(),
        }
    }

    /// The change as printed, sign included.
    #[must_use]
    pub fn signed(&self) -> String {
        match self.direction {
            Direction::Up => format!("+{}", self.magnitude),
            Direction::Down => format!("\u{2212}{}", self.magnitude),
            Direction::Flat => "持平".to_owned(),
        }
    }

    pub(crate) fn ink(&self) -> Ink {
        match self.direction {
            Direction::Up => Ink::Up,
            Direction::Down => Ink::Down,
            Direction::Flat => Ink::Soft,
        }
    }
}

impl Text {
    /// Text in the block's own ink.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self::default().plain(text)
    }

    /// Appends text in the block's own ink.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.ink(Ink::Normal, text)
    }

    /// Appends strong text.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.inlines.push(Inline::Run {
            text: text.into(),
            strong: true,
            ink: Ink::Normal,
        });
        self
    }

    /// Appends text in an ink that means something.
    #[must_use]
    pub fn ink(mut self, ink: Ink, text: impl Into<String>) -> Self {
        self.inlines.push(Inline::Run {
            text: text.into(),
            strong: false,
            ink,
        });
        self
    }

    /// Appends strong text in an ink that means something.
    #[must_use]
    pub fn strong_ink(mut self, ink: Ink, text: impl Into<String>) -> Self {
        self.inlines.push(Inline::Run {
            text: text.into(),
            strong: true,
            ink,
        });
        self
    }

    /// Appends a signed, coloured movement.
    #[must_use]
    pub fn change(self, change: &Change) -> Self {
        self.ink(change.ink(), change.signed())
    }

    /// Appends a severity chip.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.inlines.push(Inline::Severity(severity));
        self
    }

    /// Appends a chip.
    #[must_use]
    pub fn chip(mut self, look: ChipLook, label: impl Into<String>) -> Self {
        self.inlines.push(Inline::Chip {
            label: label.into(),
            look,
        });
        self
    }

    /// Whether nothing would be printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inlines
            .iter()
            .all(|inline| matches!(inline, Inline::Run { text, .. } if text.is_empty()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
