//! What was typed, held against sounds: every way to read it, the best one kept.

use super::sound::{ANY, BREAK, Sounds, Token, opening_bit, packed};

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

    fn of_merit(merit: u8) -> Option<Typed> {
        let manners = [Manner::Characters, Manner::Syllables, Manner::Initials];
        (merit < 6).then(|| Typed {
            unlikely: merit >= 3,
            manner: manners[usize::from(merit % 3)],
        })
    }

    fn and(self, other: Typed) -> Typed {
        Typed {
            unlikely: self.unlikely || other.unlikely,
            manner: self.manner.max(other.manner),
        }
    }
}

/// How each sound answers a needle of one letter: [`Typed::merit`].
pub(super) struct Answers(Vec<u8>);

const NO_ANSWER: u8 = u8::MAX;

impl Answers {
    pub(super) fn new(needle: &Needle<'_>) -> Self {
        let answer = |token| {
            let mut best = NO_ANSWER;
            needle.read(token, 0, |_, typed, _| best = best.min(typed.merit()));
            best
        };
        Answers(needle.sounds.all().map(answer).collect())
    }

    /// Without a branch for each token: one in five answers, and nobody can foresee which.
    pub(super) fn best_of(&self, tokens: &[Token]) -> Option<Typed> {
        let merits = tokens.iter().map(|&token| self.0[usize::from(token)]);
        Typed::of_merit(merits.fold(NO_ANSWER, u8::min))
    }
}

/// Where it is worth trying to match, by a glance at two tokens.
pub(super) struct Starts<'a> {
    /// Of each sound at a start: the [`opening_bit`]s the next one needs, [`ANY`] if the needle may end here.
    continues: Vec<u32>,
    initials: &'a [u32],
}

impl<'a> Starts<'a> {
    pub(super) fn new(needle: &Needle<'a>) -> Self {
        let continues = |token| {
            let mut next = 0;
            needle.read(token, 0, |letters, _, _| {
                next |= needle.typed.get(letters).map_or(ANY, |&c| opening_bit(c));
            });
            next
        };
        Starts {
            continues: needle.sounds.all().map(continues).collect(),
            initials: needle.sounds.initials(),
        }
    }

    /// Places in `tokens`, whose last is a break.
    pub(super) fn among(&self, tokens: &[Token]) -> impl Iterator<Item = usize> {
        let (continues, initials) = (self.continues.as_slice(), self.initials);
        (tokens.windows(2).enumerate())
            .filter(|(_, pair)| {
                continues[usize::from(pair[0])] & initials[usize::from(pair[1])] != 0
            })
            .map(|(at, _)| at)
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
        Needle {
            sounds,
            packed: (0..typed.len())
                .map(|at| packed(typed[at..].iter().copied()))
                .collect(),
            typed,
            ways: Vec::new(),
            next_ways: Vec::new(),
            // No start is a break, so nothing is answered by these.
            answered: vec![([BREAK; 8], None); ANSWERS_KEPT],
        }
    }

    pub(super) fn is_one_letter(&self) -> bool {
        self.typed.len() == 1
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

    /// The best way to read the whole needle from the first of `tokens` on, and over how many of them; of equal
    /// ways the shortest.
    pub(super) fn reach(&self, tokens: &[Token]) -> Option<(Typed, usize)> {
        let mut found: Option<(Typed, usize)> = None;
        let mut ways = vec![(0, Typed::AS_WRITTEN)];
        for (length, &token) in (1..).zip(tokens) {
            let mut next_ways = Vec::new();
            for &(read, so_far) in &ways {
                self.read(token, read, |letters, typed, _| {
                    let typed = so_far.and(typed);
                    if read + letters == self.typed.len() {
                        let way = (typed, length);
                        found = Some(found.map_or(way, |best| best.min(way)));
                    } else {
                        note(&mut next_ways, read + letters, typed);
                    }
                });
            }
            if next_ways.is_empty() {
                break;
            }
            ways = next_ways;
        }
        found
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
                self.read(token, read, |letters, typed, whole| {
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

    /// Every way `token` may have been typed by the letters from `read` on: how many it takes, how it was
    /// typed, and whether it was typed out (false where the letters end inside a syllable).
    fn read(&self, token: Token, read: usize, mut visit: impl FnMut(usize, Typed, bool)) {
        let Some(&first) = self.typed.get(read) else {
            return;
        };
        if self.sounds.character(token) == first {
            visit(1, Typed::AS_WRITTEN, true);
        }
        if self.sounds.initials()[usize::from(token)] & opening_bit(first) == 0 {
            return;
        }
        let left = self.typed.len() - read;
        for spelling in self.sounds.spellings(token) {
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
    use crate::search::wiped::Wiped;

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
