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
struct Spelling {
    /// As [`packed`].
    letters: u64,
    length: u8,
    has_digraph: bool,
    likely: bool,
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
    fn common(&self, typed: u64) -> usize {
        let same = (self.letters ^ typed).trailing_zeros() / 8;
        (same as usize).min(usize::from(self.length))
    }
}

/// The first eight letters, the first one in the lowest byte; what is no ASCII character meets no letter.
fn packed(letters: impl Iterator<Item = char>) -> u64 {
    letters.take(8).enumerate().fold(0, |packed, (at, c)| {
        let byte = if c.is_ascii() { c as u8 } else { u8::MAX };
        packed | u64::from(byte) << (8 * at)
    })
}

/// A bit that every sound which may begin with `c` has among its initials: one for each letter, one for the break,
/// and few for the many other characters to share.
fn opening_bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        END => 1 << 26,
        _ => 1 << (27 + u32::from(c) % 4),
    }
}

/// Set among the initials of every sound: what may be followed by anything.
const ANY: u32 = 1 << 31;

/// How a stretch of sounds was typed; the order is the order of merit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Typed {
    /// In a reading other than the likely one.
    pub(super) unlikely: bool,
    pub(super) manner: Manner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Manner {
    Characters,
    Syllables,
    /// At least one character by its initial.
    Initials,
}

impl Typed {
    pub(super) const AS_WRITTEN: Typed = Typed {
        unlikely: false,
        manner: Manner::Characters,
    };

    fn merit(self) -> u8 {
        self.manner as u8 + if self.unlikely { 3 } else { 0 }
    }

    fn and(self, other: Typed) -> Typed {
        Typed {
            unlikely: self.unlikely || other.unlikely,
            manner: self.manner.max(other.manner),
        }
    }
}

/// [`Typed::merit`] of each sound.
pub(super) struct Answers(Vec<u8>);

const NO_ANSWER: u8 = u8::MAX;

impl Answers {
    /// The best answer among `tokens`.
    pub(super) fn best_of(&self, tokens: &[Token]) -> Option<Typed> {
        let merits = tokens.iter().map(|&token| self.0[usize::from(token)]);
        let merit = merits.fold(NO_ANSWER, u8::min);
        (merit != NO_ANSWER).then(|| Typed {
            unlikely: merit >= 3,
            manner: [Manner::Characters, Manner::Syllables, Manner::Initials]
                [usize::from(merit % 3)],
        })
    }
}

/// How well a needle was read from one start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) best: Typed,
    /// The best way that ends with the word, its last syllable whole.
    pub(super) to_the_end: Option<Typed>,
}

/// One typed part of a query, ready to be held against tokens.
pub(super) struct Needle<'a> {
    sounds: &'a Sounds,
    typed: Vec<char>,
    /// From each place on, as [`packed`].
    packed: Vec<u64>,
    /// Of each sound at a start: the [`opening_bit`]s the next one needs, [`ANY`] if the needle may end here.
    continues: Vec<u32>,
    /// While one start is tried: how many letters may have been read so far, and how.
    ways: Vec<(usize, Typed)>,
    next_ways: Vec<(usize, Typed)>,
    /// Answers by the next tokens: half of all names end alike.
    answered: Vec<(Window, Option<Match>)>,
}

/// The tokens from a start on, filled up with [`BREAK`].
type Window = [Token; 8];

/// A power of two; 12 KB.
const ANSWERS_KEPT: usize = 512;

impl<'a> Needle<'a> {
    pub(super) fn new(sounds: &'a Sounds, typed: &str) -> Self {
        let typed: Vec<char> = typed.chars().collect();
        let mut needle = Needle {
            sounds,
            packed: (0..typed.len())
                .map(|at| packed(typed[at..].iter().copied()))
                .collect(),
            typed,
            continues: Vec::new(),
            ways: Vec::new(),
            next_ways: Vec::new(),
            // No start is a break, so nothing is answered by these.
            answered: vec![([BREAK; 8], None); ANSWERS_KEPT],
        };
        needle.continues = (0..sounds.sounds.len())
            .map(|at| {
                let mut next = 0;
                needle.read(at, 0, |letters, _, _| {
                    next |= needle.typed.get(letters).map_or(ANY, |&c| opening_bit(c));
                });
                next
            })
            .collect();
        needle
    }

    /// Whether it is worth trying to match where `token` is followed by `next`.
    pub(super) fn may_start_at(&self, token: Token, next: Token) -> bool {
        self.continues[usize::from(token)] & self.sounds.initials[usize::from(next)] != 0
    }

    /// Of each sound, how it answers a needle of one letter; `None` for longer needles.
    pub(super) fn answers_to_one_letter(&self) -> Option<Answers> {
        let answer = |at| {
            let mut best = NO_ANSWER;
            self.read(at, 0, |_, typed, _| best = typed.merit().min(best));
            best
        };
        let sounds = 0..self.sounds.sounds.len();
        (self.typed.len() == 1).then(|| Answers(sounds.map(answer).collect()))
    }

    /// Reads the whole needle from the first of `tokens` on; `tokens` is the rest of a field.
    pub(super) fn match_at(&mut self, tokens: &[Token]) -> Option<Match> {
        let mut window = [BREAK; 8];
        match tokens.first_chunk() {
            Some(first) => window = *first,
            None => window[..tokens.len()].copy_from_slice(tokens),
        }
        let place = place_of(window);
        let (known, answer) = self.answered[place];
        if known == window {
            return answer;
        }
        let (answer, looked_at) = self.read_from(tokens);
        if looked_at <= window.len() {
            self.answered[place] = (window, answer);
        }
        answer
    }

    /// The answer, and how many tokens it depends on.
    fn read_from(&mut self, tokens: &[Token]) -> (Option<Match>, usize) {
        let mut found: Option<Match> = None;
        let mut ways = std::mem::take(&mut self.ways);
        let mut next_ways = std::mem::take(&mut self.next_ways);
        ways.clear();
        ways.push((0, Typed::AS_WRITTEN));
        let mut looked_at = 1;
        for (at, &token) in tokens.iter().enumerate() {
            let word_ends = tokens.get(at + 1).is_none_or(|&next| next == BREAK);
            next_ways.clear();
            for &(read, so_far) in &ways {
                self.read(usize::from(token), read, |letters, typed, whole| {
                    let typed = so_far.and(typed);
                    if read + letters == self.typed.len() {
                        let to_the_end = (whole && word_ends).then_some(typed);
                        found = Some(Match::better(found, typed, to_the_end));
                    } else {
                        note(&mut next_ways, read + letters, typed);
                    }
                });
            }
            std::mem::swap(&mut ways, &mut next_ways);
            looked_at = at + 2;
            if ways.is_empty() {
                break;
            }
        }
        (self.ways, self.next_ways) = (ways, next_ways);
        (found, looked_at)
    }

    /// Every way the sound at `at` may have been typed by the letters from `read` on: how many it takes, how it was
    /// typed, and whether it was typed out (false where the letters end inside a syllable).
    fn read(&self, at: usize, read: usize, mut visit: impl FnMut(usize, Typed, bool)) {
        let Some(&first) = self.typed.get(read) else {
            return;
        };
        let sound = &self.sounds.sounds[at];
        if sound.character == first {
            visit(1, Typed::AS_WRITTEN, true);
        }
        if self.sounds.initials[at] & opening_bit(first) == 0 {
            return;
        }
        let left = self.typed.len() - read;
        for spelling in &self.sounds.spellings[sound.spellings.clone()] {
            let same = spelling.common(self.packed[read]).min(left);
            if same == 0 {
                continue;
            }
            let typed = |manner| Typed {
                unlikely: !spelling.likely,
                manner,
            };
            let length = usize::from(spelling.length);
            if same == length {
                visit(same, typed(Manner::Syllables), true);
            } else if same > 1 && same == left {
                visit(same, typed(Manner::Syllables), false);
            }
            if length > 1 {
                visit(1, typed(Manner::Initials), true);
            }
            if same > 1 && spelling.has_digraph {
                visit(2, typed(Manner::Initials), true);
            }
        }
    }
}

impl Match {
    fn better(found: Option<Match>, typed: Typed, to_the_end: Option<Typed>) -> Match {
        match found {
            None => Match {
                best: typed,
                to_the_end,
            },
            Some(found) => Match {
                best: found.best.min(typed),
                to_the_end: [found.to_the_end, to_the_end].into_iter().flatten().min(),
            },
        }
    }
}

/// Where the answer for a window is kept.
fn place_of(window: Window) -> usize {
    let mixed = window.iter().fold(0_u64, |mixed, &token| {
        (mixed.rotate_left(5) ^ u64::from(token)).wrapping_mul(0x517c_c1b7_2722_0a95)
    });
    (mixed >> 48) as usize % ANSWERS_KEPT
}

/// Keeps the better of two ways to the same place.
fn note(ways: &mut Vec<(usize, Typed)>, read: usize, typed: Typed) {
    match ways.iter_mut().find(|way| way.0 == read) {
        Some(way) => way.1 = way.1.min(typed),
        None => ways.push((read, typed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(word: &str, letters: &str) -> Option<(Manner, bool, bool)> {
        let mut sounds = Sounds::new();
        let mut tokens = Wiped::new();
        sounds.encode(&word.chars().collect::<Vec<_>>(), false, &mut tokens);
        let found = Needle::new(&sounds, letters).match_at(&tokens)?;
        Some((
            found.best.manner,
            found.best.unlikely,
            found.to_the_end.is_some(),
        ))
    }

    #[test]
    fn reads_syllables_initials_and_mixtures() {
        let (likely, whole) = (false, true);
        assert_eq!(
            typed("重庆", "chongqing"),
            Some((Manner::Syllables, likely, whole))
        );
        assert_eq!(typed("重庆", "cq"), Some((Manner::Initials, likely, whole)));
        assert_eq!(
            typed("重庆", "chqing"),
            Some((Manner::Initials, likely, whole))
        );
        assert_eq!(
            typed("重庆", "重q"),
            Some((Manner::Initials, likely, whole))
        );
        assert_eq!(
            typed("重庆", "重庆"),
            Some((Manner::Characters, likely, whole))
        );
        assert_eq!(
            typed("重庆银行", "chongqingyh"),
            Some((Manner::Initials, likely, whole))
        );
        assert_eq!(typed("重庆银行", "chongqiny"), None);
        assert_eq!(
            typed("TCL集团".to_lowercase().as_str(), "tcljt"),
            Some((Manner::Initials, likely, whole))
        );
    }

    #[test]
    fn other_readings_are_found_as_unlikely() {
        let (unlikely, whole) = (true, true);
        assert_eq!(
            typed("重庆", "zq"),
            Some((Manner::Initials, unlikely, whole))
        );
        assert_eq!(
            typed("重庆", "zhongqing"),
            Some((Manner::Syllables, unlikely, whole))
        );
        assert_eq!(
            typed("银行", "yx"),
            Some((Manner::Initials, unlikely, whole))
        );
        assert_eq!(
            typed("银行", "yinhang"),
            Some((Manner::Syllables, false, whole))
        );
    }

    #[test]
    fn a_syllable_may_be_cut_off_only_at_the_end() {
        assert_eq!(
            typed("重庆银行", "chongqi"),
            Some((Manner::Syllables, false, false))
        );
        assert_eq!(typed("重庆", "chonqing"), None);
        assert_eq!(
            typed("重庆", "chongqin"),
            Some((Manner::Syllables, false, false))
        );
    }

    #[test]
    fn umlaut_is_typed_three_ways() {
        for letters in ["lvse", "lyuse", "luse", "ls"] {
            assert!(
                matches!(typed("绿色", letters), Some((_, false, true))),
                "{letters}"
            );
        }
    }

    #[test]
    fn a_character_beyond_the_bmp_is_a_sound_of_its_own() {
        assert_eq!(typed("𠮷田", "𠮷t"), Some((Manner::Initials, false, true)));
        assert_eq!(typed("𠮷田", "吉"), None);
    }
}
