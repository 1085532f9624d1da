//! Walking the buffers: every hit is judged, each client keeps its best.

use super::needle::{Answers, Match, Needle, Typed};
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
    /// Where letters were typed: what they sound like. Without letters the text says it all.
    sound: Option<Needle<'a>>,
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
        let has_letters = typed.bytes().any(|byte| byte.is_ascii_lowercase());
        Form {
            text: memmem::Finder::new(typed.as_bytes()),
            sound: has_letters.then(|| Needle::new(sounds, typed)),
        }
    }
}

impl SearchIndex {
    /// Lowers `ranks` (one a slot) to the best hit of each of `slots`, which are not none.
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
            Some(needle) => match needle.answers_to_one_letter() {
                Some(answers) => self.scan_for_letter(&answers, slots, ranks),
                None => self.scan_sounds(needle, area, slots, ranks),
            },
            None => self.scan_text(&form.text, area, slots, ranks),
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
            let rank = Rank::new(field, place, Typed::AS_WRITTEN, own.name_length());
            ranks[slot] = ranks[slot].min(rank);
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
            if area == Area::All || in_extra == (area == Area::Extra) {
                let field = if in_extra { Field::Extra } else { Field::Name };
                let place = place(at, until, &bounds);
                let rank = Rank::new(field, place, Typed::AS_WRITTEN, own.name_length());
                ranks[slot] = ranks[slot].min(rank);
            }
            at = if ranks[slot].extra_may_beat() {
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
        for slot in slots {
            let own = &self.slots[slot];
            let extra = own.extra_sounds as usize;
            let rank = &mut ranks[slot];
            let name = &self.tokens[own.name_sounds as usize..extra - 1];
            if let Some(found) = best_of_word(answers, name, Field::Name, own) {
                *rank = found.min(*rank);
            }
            let extra = &self.tokens[extra..self.tokens_of(slot).end];
            if rank.extra_may_beat() && answers.best_of(extra).is_some() {
                let words = extra.split(|&token| token == BREAK);
                for found in words.filter_map(|word| best_of_word(answers, word, Field::Extra, own))
                {
                    *rank = found.min(*rank);
                }
            }
        }
    }

    fn scan_sounds(
        &self,
        needle: &mut Needle<'_>,
        area: Area,
        slots: Range<usize>,
        ranks: &mut [Rank],
    ) {
        let end = self.tokens_of(slots.end - 1).end;
        let start = self.slots[slots.start].name_sounds as usize;
        let mut slot = slots.start;
        let mut bounds = self.tokens_of(slot);
        // Most places are passed over by this test alone, so nothing else may stand in the loop before it.
        for (at, pair) in (start..).zip(self.tokens[start..end].windows(2)) {
            if !needle.may_start_at(pair[0], pair[1]) {
                continue;
            }
            while bounds.end <= at {
                slot += 1;
                bounds = self.tokens_of(slot);
            }
            let own = &self.slots[slot];
            let extra = own.extra_sounds as usize;
            let rank = &mut ranks[slot];
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

fn best_of_word(answers: &Answers, word: &[Token], field: Field, slot: &Slot) -> Option<Rank> {
    let opening = (answers.best_of(word.get(..1)?)).map(|typed| {
        let place = if word.len() == 1 {
            Place::Exact
        } else {
            Place::Prefix
        };
        Rank::new(field, place, typed, slot.name_length())
    });
    // Behind an opening in another reading a likely one may still be better placed, in further text.
    let inner = (answers.best_of(&word[1..]))
        .map(|typed| Rank::new(field, Place::Inner, typed, slot.name_length()));
    opening.into_iter().chain(inner).min()
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
