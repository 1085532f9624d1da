//! Search over the clients in memory: Chinese, pinyin, initials, mixtures, codes and numbers, every hit ranked.
//!
//! Numbers and codes lie in one buffer, names and further text in a second (both scanned with `memchr::memmem`), and
//! the same names as sounds in a third, which is walked when letters were typed. All three are zeroed when dropped
//! or outgrown, since they hold client text. Every client is looked at, so no better hit is lost to an early stop;
//! over many clients a few threads share that. No SQL, no clock. An index never changes: building one anew takes
//! less than a second at 100,000 clients, and only imports call for it.

mod marks;
mod needle;
mod rank;
mod readings;
mod scan;
mod sound;
mod text;
mod wiped;

pub use marks::Mark;
pub use rank::{Field, Place};

use crate::ids::ClientKey;
use rank::Rank;
use scan::{Search, threads_here};
use sound::{BREAK, Sounds, Token};
use std::ops::Range;
use text::{END, Query, Term, normal_name, normal_words};
use wiped::Wiped;
use zeroize::Zeroizing;

/// What is searchable of one client.
#[derive(Debug, Clone, Copy)]
pub struct SearchEntry<'a> {
    pub key: ClientKey,
    pub name: &'a str,
    pub number: Option<&'a str>,
    pub code: Option<&'a str>,
    /// Legal representative, people, notes: words between blanks or punctuation, of which the first 2,048
    /// characters count. Long texts belong to the full-text index.
    pub extra: &'a str,
}

/// A client found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub key: ClientKey,
    /// Where the query, or its least well found part, was found.
    pub field: Field,
    pub place: Place,
    /// Lower is better; comparable within one answer.
    pub rank: u32,
}

/// One client's place in the buffers. A field runs up to the [`END`] or [`BREAK`] before the next begins.
#[derive(Clone, Copy)]
struct Slot {
    key: ClientKey,
    number: u32,
    code: u32,
    name: u32,
    extra: u32,
    name_sounds: u32,
    extra_sounds: u32,
}

/// The index. About 220 bytes a client with a 15-character name and four people.
pub struct SearchIndex {
    /// In order of their keys.
    slots: Vec<Slot>,
    /// Number, code, number, code …
    ids: Wiped<u8>,
    /// Name, further text, name …
    text: Wiped<u8>,
    /// The same as `text`, as sounds.
    tokens: Wiped<Token>,
    sounds: Sounds,
    threads: usize,
}

const END_BYTE: u8 = END as u8;

impl Default for SearchIndex {
    fn default() -> Self {
        SearchIndex::build(std::iter::empty())
    }
}

impl SearchIndex {
    /// Each key greater than the one before.
    pub fn build<'a>(entries: impl IntoIterator<Item = SearchEntry<'a>>) -> Self {
        let mut index = SearchIndex {
            slots: Vec::new(),
            ids: Wiped::new(),
            text: Wiped::new(),
            tokens: Wiped::new(),
            sounds: Sounds::new(),
            threads: threads_here(),
        };
        for entry in entries {
            index.append(entry);
        }
        index.slots.shrink_to_fit();
        index.ids.shrink();
        index.text.shrink();
        index.tokens.shrink();
        index
    }

    /// Clients in the index.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
            + self.ids.bytes()
            + self.text.bytes()
            + self.tokens.bytes()
            + self.sounds.bytes()
    }

    /// The best `limit` of all clients in which every part of `query` is found; parts are what stands between blanks.
    /// A query of nothing but blanks finds nothing. Of a query, 16 parts and 1,024 characters count.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query = Query::parse(query);
        let (Some((first, others)), false) = (query.terms.split_first(), self.is_empty()) else {
            return Vec::new();
        };
        let mut ranks = vec![Rank::MISS; self.slots.len()];
        self.scan_all(first, &mut ranks);
        let mut found: Vec<Found> = ((0..).zip(&ranks))
            .filter(|(_, rank)| rank.is_hit())
            .map(|(slot, &rank)| Found { rank, slot })
            .collect();
        for term in others {
            self.look_again(term, &found, &mut ranks);
            found.retain_mut(|found| {
                found.rank = found.rank.max(ranks[found.slot as usize]);
                found.rank.is_hit()
            });
        }
        if let Some(whole) = &query.whole {
            self.look_again(whole, &found, &mut ranks);
            for found in &mut found {
                found.rank = found.rank.min(ranks[found.slot as usize]);
            }
        }
        self.best(found, limit)
    }

    /// Fills `ranks` for the clients already found, by the cheaper of two ways.
    fn look_again(&self, term: &Term, found: &[Found], ranks: &mut [Rank]) {
        ranks.fill(Rank::MISS);
        if found.len() > self.slots.len() / 4 {
            return self.scan_all(term, ranks);
        }
        let mut search = Search::new(term, &self.sounds);
        for found in found {
            let slot = found.slot as usize;
            self.scan(&mut search, slot..slot + 1, &mut ranks[slot..=slot]);
        }
    }

    fn append(&mut self, entry: SearchEntry<'_>) {
        debug_assert!(self.slots.last().is_none_or(|last| last.key < entry.key));
        let number = self.append_id(entry.number);
        let code = self.append_id(entry.code);
        let (name, name_sounds) = (offset(self.text.len()), offset(self.tokens.len()));
        self.append_field(&normal_name(entry.name), false);
        let (extra, extra_sounds) = (offset(self.text.len()), offset(self.tokens.len()));
        self.append_field(&normal_words(entry.extra), true);
        self.slots.push(Slot {
            key: entry.key,
            number,
            code,
            name,
            extra,
            name_sounds,
            extra_sounds,
        });
    }

    fn append_id(&mut self, id: Option<&str>) -> u32 {
        let start = offset(self.ids.len());
        self.ids
            .extend(normal_name(id.unwrap_or_default()).as_bytes());
        self.ids.push(END_BYTE);
        start
    }

    /// As text and as sounds. Short words of further text may be people.
    fn append_field(&mut self, field: &str, may_be_people: bool) {
        self.text.extend(field.as_bytes());
        self.text.push(END_BYTE);
        let mut characters = Zeroizing::new(Vec::with_capacity(field.len()));
        for word in field.split(END) {
            characters.clear();
            characters.extend(word.chars());
            let is_person = may_be_people && (2..=4).contains(&characters.len());
            self.sounds.encode(&characters, is_person, &mut self.tokens);
            self.tokens.push(BREAK);
        }
    }

    fn slot_of(&self, key: ClientKey) -> Option<usize> {
        self.slots.binary_search_by_key(&key, |slot| slot.key).ok()
    }

    fn ids_of(&self, at: usize) -> Range<usize> {
        let next = self.slots.get(at + 1);
        self.slots[at].number as usize..next.map_or(self.ids.len(), |slot| slot.number as usize)
    }

    fn text_of(&self, at: usize) -> Range<usize> {
        let next = self.slots.get(at + 1);
        self.slots[at].name as usize..next.map_or(self.text.len(), |slot| slot.name as usize)
    }

    fn tokens_of(&self, at: usize) -> Range<usize> {
        let next = self.slots.get(at + 1);
        let end = next.map_or(self.tokens.len(), |slot| slot.name_sounds as usize);
        self.slots[at].name_sounds as usize..end
    }

    /// Equal ranks by key, as they were found.
    fn best(&self, mut found: Vec<Found>, limit: usize) -> Vec<Hit> {
        let order = |found: &Found| u64::from(found.rank.value()) << 32 | u64::from(found.slot);
        if limit < found.len() {
            found.select_nth_unstable_by_key(limit, order);
            found.truncate(limit);
        }
        found.sort_unstable_by_key(order);
        let hit = |found: &Found| Hit {
            key: self.slots[found.slot as usize].key,
            field: found.rank.field(),
            place: found.rank.place(),
            rank: found.rank.value(),
        };
        found.iter().map(hit).collect()
    }
}

/// A client in which all parts looked for so far were found, the worst found of them ranking it.
struct Found {
    rank: Rank,
    slot: u32,
}

impl Slot {
    /// In characters.
    fn name_length(&self) -> usize {
        (self.extra_sounds - self.name_sounds - 1) as usize
    }
}

/// Buffers stay far below 4 GiB: a client adds at most about 30 KB.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
