//! Walking the buffers: every hit is judged, each client keeps its best.

use super::needle::{Answers, Match, Needle, Starts, Typed};
use super::rank::{Field, Place, Rank};
use super::sound::{BREAK, Sounds, Token};
use super::text::{END, Term};
use super::{SearchIndex, Slot};
use memchr::{memchr, memmem, memrchr};
use std::ops::Range;
use zeroize::Zeroizing;

const END_BYTE: u8 = END as u8;

/// A part of a query, ready to be looked for.
pub(super) struct Search<'a> {
    /// In numbers, codes and names.
    joined: Form<'a>,
    /// In further text, where it is spelt differently there.
    parted: Option<Form<'a>>,
}

struct Form<'a> {
    text: memmem::Finder<'a>,
    sound: Sound<'a>,
}

enum Sound<'a> {
    /// No letters were typed: the text says it all.
    None,
    Letter(Answers),
    Letters(Starts<'a>, Needle<'a>),
}

/// The fields a form is looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Area {
    All,
    Names,
    Extra,
}

impl<'a> Search<'a> {
    pub(super) fn new(term: &'a Term, sounds: &'a Sounds) -> Self {
        Search {
            joined: Form::new(&term.joined, sounds),
            parted: (!term.is_whole_in_further_text()).then(|| Form::new(&term.parted, sounds)),
        }
    }
}

impl<'a> Form<'a> {
    fn new(typed: &'a Zeroizing<String>, sounds: &'a Sounds) -> Self {
        Form {
            text: memmem::Finder::new(typed.as_bytes()),
            sound: Sound::new(typed, sounds),
        }
    }
}

impl<'a> Sound<'a> {
    fn new(typed: &str, sounds: &'a Sounds) -> Self {
        if !typed.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Sound::None;
        }
        let needle = Needle::new(sounds, typed);
        if needle.is_one_letter() {
            Sound::Letter(Answers::new(&needle))
        } else {
            Sound::Letters(Starts::new(&needle), needle)
        }
    }
}

/// Fewer clients than this a thread are not worth starting one.
const CLIENTS_A_THREAD: usize = 25_000;
const MOST_THREADS: usize = 4;

/// Threads one search may use on this machine.
pub(super) fn threads_here() -> usize {
    let here = std::thread::available_parallelism().map_or(1, usize::from);
    here.min(MOST_THREADS)
}

impl SearchIndex {
    /// The best hit of every slot, several threads sharing the slots.
    pub(super) fn scan_all(&self, term: &Term, ranks: &mut [Rank]) {
        let threads = (self.slots.len() / CLIENTS_A_THREAD).clamp(1, self.threads);
        let share = self.slots.len().div_ceil(threads);
        let scan = |nth: usize, ranks: &mut [Rank]| {
            let first = nth * share;
            let mut search = Search::new(term, &self.sounds);
            self.scan(&mut search, first..first + ranks.len(), ranks);
        };
        let mut shares = ranks.chunks_mut(share).enumerate();
        let own = shares.next();
        std::thread::scope(|scope| {
            for (nth, ranks) in shares {
                scope.spawn(move || scan(nth, ranks));
            }
            if let Some((nth, ranks)) = own {
                scan(nth, ranks);
            }
        });
    }

    /// Lowers `ranks`, one for each of `slots`, to its best hit. There is at least one slot.
    pub(super) fn scan(&self, search: &mut Search<'_>, slots: Range<usize>, ranks: &mut [Rank]) {
        match &mut search.parted {
            None => self.scan_form(&mut search.joined, Area::All, slots, ranks),
            Some(parted) => {
                self.scan_form(&mut search.joined, Area::Names, slots.clone(), ranks);
                self.scan_form(parted, Area::Extra, slots, ranks);
            }
        }
    }

    fn scan_form(&self, form: &mut Form<'_>, area: Area, slots: Range<usize>, ranks: &mut [Rank]) {
        if area != Area::Extra {
            self.scan_ids(&form.text, slots.clone(), ranks);
        }
        match &mut form.sound {
            Sound::None => self.scan_text(&form.text, area, slots, ranks),
            Sound::Letter(answers) => self.scan_for_letter(answers, slots, ranks),
            Sound::Letters(starts, needle) => {
                self.scan_sounds(starts, needle, area, slots, ranks);
            }
        }
    }

    /// Of one field only the first occurrence counts: none after it can be better placed.
    fn scan_ids(&self, needle: &memmem::Finder<'_>, slots: Range<usize>, ranks: &mut [Rank]) {
        let end = self.ids_of(slots.end - 1).end;
        let mut at = self.slots[slots.start].number as usize;
        let mut slot = slots.start;
        while let Some(found) = needle.find(&self.ids[at..end]) {
            at += found;
            while self.ids_of(slot).end <= at {
                slot += 1;
            }
            let own = &self.slots[slot];
            let (field, bounds) = if at >= own.code as usize {
                (Field::Code, own.code as usize..self.ids_of(slot).end - 1)
            } else {
                (Field::Number, own.number as usize..own.code as usize - 1)
            };
            let place = place(at, at + needle.needle().len(), &bounds);
            let rank = &mut ranks[slot - slots.start];
            *rank = Rank::new(field, place, Typed::AS_WRITTEN, own.name_length()).min(*rank);
            at = bounds.end + 1;
        }
    }

    fn scan_text(
        &self,
        needle: &memmem::Finder<'_>,
        area: Area,
        slots: Range<usize>,
        ranks: &mut [Rank],
    ) {
        let end = self.text_of(slots.end - 1).end;
        let mut at = self.slots[slots.start].name as usize;
        let mut slot = slots.start;
        while let Some(found) = needle.find(&self.text[at..end]) {
            at += found;
            while self.text_of(slot).end <= at {
                slot += 1;
            }
            let own = &self.slots[slot];
            let extra = own.extra as usize;
            let in_extra = at >= extra;
            let until = at + needle.needle().len();
            let bounds = if in_extra {
                self.word_around(extra, at, until)
            } else {
                own.name as usize..extra - 1
            };
            let rank = &mut ranks[slot - slots.start];
            if area == Area::All || in_extra == (area == Area::Extra) {
                let field = if in_extra { Field::Extra } else { Field::Name };
                let place = place(at, until, &bounds);
                *rank = Rank::new(field, place, Typed::AS_WRITTEN, own.name_length()).min(*rank);
            }
            at = if rank.extra_may_beat() {
                bounds.end + 1
            } else {
                self.text_of(slot).end
            };
        }
    }

    /// The word (or words, for a needle that holds breaks) of further text from `extra` on.
    fn word_around(&self, extra: usize, from: usize, until: usize) -> Range<usize> {
        let start = memrchr(END_BYTE, &self.text[extra..from]).map_or(extra, |end| extra + end + 1);
        let rest = memchr(END_BYTE, &self.text[until..]).unwrap_or_default();
        start..until + rest
    }

    /// One letter is found nearly everywhere, so the hits are not worth a jump each.
    fn scan_for_letter(&self, answers: &Answers, slots: Range<usize>, ranks: &mut [Rank]) {
        for (slot, rank) in slots.zip(ranks) {
            let own = &self.slots[slot];
            let (name, extra) = (own.name_sounds as usize, own.extra_sounds as usize);
            let name = &self.tokens[name..extra - 1];
            *rank = best_in_word(answers, name, Field::Name, own).min(*rank);
            let words = &self.tokens[extra..self.tokens_of(slot).end];
            if rank.extra_may_beat() && answers.best_of(words).is_some() {
                for word in words.split(|&token| token == BREAK) {
                    *rank = best_in_word(answers, word, Field::Extra, own).min(*rank);
                }
            }
        }
    }

    fn scan_sounds(
        &self,
        starts: &Starts<'_>,
        needle: &mut Needle<'_>,
        area: Area,
        slots: Range<usize>,
        ranks: &mut [Rank],
    ) {
        let end = self.tokens_of(slots.end - 1).end;
        let start = self.slots[slots.start].name_sounds as usize;
        let mut slot = slots.start;
        let mut bounds = self.tokens_of(slot);
        for at in starts.among(&self.tokens[start..end]) {
            let at = start + at;
            while bounds.end <= at {
                slot += 1;
                bounds = self.tokens_of(slot);
            }
            let own = &self.slots[slot];
            let extra = own.extra_sounds as usize;
            let rank = &mut ranks[slot - slots.start];
            if at < extra && area != Area::Extra {
                if let Some(found) = needle.match_at(&self.tokens[at..extra - 1]) {
                    *rank = rank_of(found, Field::Name, at == bounds.start, own).min(*rank);
                }
            } else if at >= extra && area != Area::Names && rank.extra_may_beat() {
                let opens_word = at == extra || self.tokens[at - 1] == BREAK;
                if let Some(found) = needle.match_at(&self.tokens[at..bounds.end]) {
                    *rank = rank_of(found, Field::Extra, opens_word, own).min(*rank);
                }
            }
        }
    }
}

fn best_in_word(answers: &Answers, word: &[Token], field: Field, slot: &Slot) -> Rank {
    let opening = answers.best_of(&word[..word.len().min(1)]);
    let inner = || answers.best_of(word.get(1..)?);
    let opening_place = match word {
        [_] => Place::Exact,
        _ => Place::Prefix,
    };
    let rank = |place, typed| Rank::new(field, place, typed, slot.name_length());
    match opening {
        Some(typed) if !typed.unlikely => rank(opening_place, typed),
        // Behind an opening in another reading a likely one may still be better, in further text.
        _ => [
            opening.map(|typed| rank(opening_place, typed)),
            inner().map(|typed| rank(Place::Inner, typed)),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(Rank::MISS),
    }
}

fn place(from: usize, until: usize, bounds: &Range<usize>) -> Place {
    match (from == bounds.start, until == bounds.end) {
        (true, true) => Place::Exact,
        (true, false) => Place::Prefix,
        (false, _) => Place::Inner,
    }
}

fn rank_of(found: Match, field: Field, opens: bool, slot: &Slot) -> Rank {
    let (place, typed) = match found.to_the_end {
        Some(typed) if opens => (Place::Exact, typed),
        _ if opens => (Place::Prefix, found.best),
        _ => (Place::Inner, found.best),
    };
    Rank::new(field, place, typed, slot.name_length())
}
