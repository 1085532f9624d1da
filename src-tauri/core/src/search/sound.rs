//! Names as sequences of sounds. A character is a token, a token knows every way to type it, so one pass finds full
//! pinyin, initials and mixtures of both with characters, in every reading, without spelling combinations out.

use super::readings::{Readings, spellings};
use super::text::END;
use super::wiped::Wiped;
use std::collections::HashMap;
use std::ops::Range;
use zeroize::Zeroize;

/// Index of a sound; [`BREAK`] ends a word or a field.
pub(super) type Token = u16;

pub(super) const BREAK: Token = 0;
/// Stands for the characters beyond the 65,534 first different ones: found as text, not by sound.
const SILENT: Token = 1;

/// A character in a context that decides its likely reading.
struct Sound {
    character: char,
    opens_phrase: bool,
    is_surname: bool,
    /// Its part of [`Sounds::spellings`].
    spellings: Range<usize>,
}

/// One way to type a syllable, comparable in a few instructions.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// As [`packed`].
    letters: u64,
    pub(super) length: u8,
    /// Begins with zh, ch or sh.
    pub(super) has_digraph: bool,
    pub(super) likely: bool,
}

/// Every sound met so far.
pub(super) struct Sounds {
    readings: Readings,
    sounds: Vec<Sound>,
    spellings: Vec<Spelling>,
    /// Of each sound, the [`opening_bit`]s of all it may begin with, and [`ANY`].
    initials: Vec<u32>,
    /// Characters by themselves; 0 is not met yet.
    plain: Vec<Token>,
    plain_beyond_bmp: HashMap<char, Token>,
    in_context: HashMap<(char, &'static str), Token>,
}

impl Sounds {
    pub(super) fn new() -> Self {
        let mut sounds = Sounds {
            readings: Readings::new(),
            sounds: Vec::new(),
            spellings: Vec::new(),
            initials: Vec::new(),
            plain: vec![0; 0x1_0000],
            plain_beyond_bmp: HashMap::new(),
            in_context: HashMap::new(),
        };
        // BREAK and SILENT, in their order.
        sounds.add(END, &[]);
        sounds.add(char::REPLACEMENT_CHARACTER, &[]);
        sounds
    }

    /// Appends the tokens of one word. A person's first character is read as a surname.
    pub(super) fn encode(&mut self, word: &[char], is_person: bool, tokens: &mut Wiped<Token>) {
        let mut at = 0;
        while at < word.len() {
            let character = word[at];
            let token = self.plain_token(character);
            let sound = &self.sounds[usize::from(token)];
            if at == 0
                && is_person
                && sound.is_surname
                && let Some(surname) = self.readings.surname(character)
            {
                tokens.push(self.token_read_as(character, surname));
                at += 1;
            } else if sound.opens_phrase
                && let Some(syllables) = self.phrase_at(&word[at..])
            {
                for (&character, syllable) in word[at..].iter().zip(&syllables) {
                    tokens.push(self.token_read_as(character, syllable));
                }
                at += syllables.len();
            } else {
                tokens.push(token);
                at += 1;
            }
        }
    }

    fn phrase_at(&self, word: &[char]) -> Option<Vec<&'static str>> {
        self.readings
            .phrases_opened_by(*word.first()?)
            .iter()
            .find(|phrase| word.starts_with(&phrase.characters))
            .map(|phrase| phrase.syllables.clone())
    }

    fn plain_token(&mut self, character: char) -> Token {
        let known = match u16::try_from(u32::from(character)) {
            Ok(unit) => self.plain[usize::from(unit)],
            Err(_) => (self.plain_beyond_bmp.get(&character).copied()).unwrap_or_default(),
        };
        if known != 0 || character == END {
            return known;
        }
        let readings = self.readings.of(character);
        let token = self.add(character, &readings);
        match u16::try_from(u32::from(character)) {
            Ok(unit) => self.plain[usize::from(unit)] = token,
            Err(_) => {
                self.plain_beyond_bmp.insert(character, token);
            }
        }
        token
    }

    /// The character with this reading as the likely one.
    fn token_read_as(&mut self, character: char, reading: &'static str) -> Token {
        let mut readings = self.readings.of(character);
        if readings.first() == Some(&reading) {
            return self.plain_token(character);
        }
        if let Some(&token) = self.in_context.get(&(character, reading)) {
            return token;
        }
        readings.retain(|other| *other != reading);
        readings.insert(0, reading);
        let token = self.add(character, &readings);
        self.in_context.insert((character, reading), token);
        token
    }

    fn add(&mut self, character: char, readings: &[&'static str]) -> Token {
        let Ok(token) = Token::try_from(self.sounds.len()) else {
            return SILENT;
        };
        let start = self.spellings.len();
        for (nth, reading) in readings.iter().enumerate() {
            self.spellings.extend(
                spellings(reading)
                    .iter()
                    .map(|s| Spelling::new(s, nth == 0)),
            );
        }
        let initials = readings.iter().filter_map(|reading| reading.chars().next());
        self.initials.push(
            initials
                .chain([character])
                .fold(ANY, |bits, c| bits | opening_bit(c)),
        );
        self.sounds.push(Sound {
            character,
            opens_phrase: !self.readings.phrases_opened_by(character).is_empty(),
            is_surname: self.readings.surname(character).is_some(),
            spellings: start..self.spellings.len(),
        });
        token
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Token> + use<> {
        (0..self.sounds.len()).map(|at| at as Token)
    }

    pub(super) fn character(&self, token: Token) -> char {
        self.sounds[usize::from(token)].character
    }

    /// By token: the [`opening_bit`]s of all it may begin with, and [`ANY`].
    pub(super) fn initials(&self) -> &[u32] {
        &self.initials
    }

    pub(super) fn spellings(&self, token: Token) -> &[Spelling] {
        &self.spellings[self.sounds[usize::from(token)].spellings.clone()]
    }

    /// Bytes held, about.
    pub(super) fn bytes(&self) -> usize {
        self.sounds.capacity() * size_of::<Sound>()
            + self.spellings.capacity() * size_of::<Spelling>()
            + self.initials.capacity() * size_of::<u32>()
            + self.plain.capacity() * size_of::<Token>()
    }
}

/// The order in which characters were met says something about the names they came from.
impl Drop for Sounds {
    fn drop(&mut self) {
        for sound in &mut self.sounds {
            sound.character.zeroize();
        }
        self.plain.zeroize();
    }
}

impl Spelling {
    fn new(spelling: &str, likely: bool) -> Self {
        let second = spelling.chars().nth(1);
        Spelling {
            letters: packed(spelling.chars()),
            length: spelling.len() as u8,
            has_digraph: spelling.len() > 2 && second == Some('h'),
            likely,
        }
    }

    /// How many letters are the same as the first ones of `typed`, itself [`packed`].
    pub(super) fn common(&self, typed: u64) -> usize {
        let same = (self.letters ^ typed).trailing_zeros() / 8;
        (same as usize).min(usize::from(self.length))
    }
}

/// The first eight letters, the first one in the lowest byte; what is no ASCII character meets no letter.
pub(super) fn packed(letters: impl Iterator<Item = char>) -> u64 {
    letters.take(8).enumerate().fold(0, |packed, (at, c)| {
        let byte = if c.is_ascii() { c as u8 } else { u8::MAX };
        packed | u64::from(byte) << (8 * at)
    })
}

/// A bit that every sound which may begin with `c` has among its initials: one for each letter, one for the break,
/// and few for the many other characters to share.
pub(super) fn opening_bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        END => 1 << 26,
        _ => 1 << (27 + u32::from(c) % 4),
    }
}

/// Set among the initials of every sound: what may be followed by anything.
pub(super) const ANY: u32 = 1 << 31;
