//! What of a hit to show as found: the characters of the name, or the person. Only for the few hits that are
//! shown; the search itself keeps no places.

use super::needle::{Needle, Typed};
use super::rank::{Field, Place, Rank};
use super::sound::Token;
use super::text::{END, Query, Term, folded_characters};
use super::{END_BYTE, SearchIndex};
use crate::ids::ClientKey;
use serde::Serialize;
use std::ops::Range;

/// A stretch of a name in UTF-16 code units, the unit of the page's strings; `end` is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "SearchMark")]
pub struct Mark {
    pub start: u32,
    pub end: u32,
}

impl SearchIndex {
    /// Where in this client's name the parts of `query` were found: in order, not overlapping. Empty where the
    /// hit is in another field. `name` is the name that was indexed.
    pub fn marks(&self, key: ClientKey, name: &str, query: &str) -> Vec<Mark> {
        let Some(tokens) = self.name_tokens(key) else {
            return Vec::new();
        };
        let characters = folded_characters(name);
        // A name that folds otherwise as a whole (composed characters) has no place for each sound.
        if characters.len() != tokens.len() {
            return Vec::new();
        }
        let query = Query::parse(query);
        let whole = (query.whole.as_ref()).and_then(|whole| self.found_in(whole, tokens));
        let found: Vec<Range<usize>> = match whole {
            Some(whole) => vec![whole],
            None => (query.terms.iter())
                .filter_map(|term| self.found_in(term, tokens))
                .collect(),
        };
        let mut marks: Vec<Mark> = Vec::new();
        for character in joined(found)
            .into_iter()
            .flat_map(|range| &characters[range])
        {
            match marks.last_mut() {
                // Signs between two characters are no part of what was found.
                Some(last) if character.start <= last.end => last.end = character.end,
                _ => marks.push(*character),
            }
        }
        marks
    }

    /// The word of a client's further text (a person, as indexed) in which the query's first part is found.
    pub fn word_found(&self, key: ClientKey, query: &str) -> Option<String> {
        let at = self.slot_of(key)?;
        let slot = self.slots[at];
        let text = &self.text[slot.extra as usize..self.text_of(at).end - 1];
        let words = text.split(|&byte| byte == END_BYTE);
        let sounds = &self.tokens[slot.extra_sounds as usize..self.tokens_of(at).end];
        let sounds = sounds.split(|&token| token == super::BREAK);
        let query = Query::parse(query);
        let best = (words.zip(sounds))
            .filter_map(|(word, sounds)| {
                let ranks = query
                    .terms
                    .iter()
                    .filter_map(|term| self.best_of(term, sounds));
                Some((ranks.map(|(rank, _)| rank).min()?, word))
            })
            .min_by_key(|(rank, _)| *rank)?;
        String::from_utf8(best.1.to_vec()).ok()
    }

    fn name_tokens(&self, key: ClientKey) -> Option<&[Token]> {
        let slot = &self.slots[self.slot_of(key)?];
        Some(&self.tokens[slot.name_sounds as usize..slot.extra_sounds as usize - 1])
    }

    fn found_in(&self, term: &Term, tokens: &[Token]) -> Option<Range<usize>> {
        self.best_of(term, tokens).map(|(_, range)| range)
    }

    /// The best place of a term among a word's sounds, ranked as the search ranks it; of equals the first.
    fn best_of(&self, term: &Term, tokens: &[Token]) -> Option<(Rank, Range<usize>)> {
        if term.joined.contains(END) {
            return None;
        }
        let needle = Needle::new(&self.sounds, &term.joined);
        (0..tokens.len())
            .filter_map(|from| {
                let (typed, length) = needle.reach(&tokens[from..])?;
                let until = from + length;
                Some((rank(typed, from, until, tokens.len()), from..until))
            })
            .min_by_key(|(rank, range)| (*rank, range.start))
    }
}

fn rank(typed: Typed, from: usize, until: usize, length: usize) -> Rank {
    let place = match (from, until) {
        (0, until) if until == length => Place::Exact,
        (0, _) => Place::Prefix,
        _ => Place::Inner,
    };
    Rank::new(Field::Name, place, typed, 0)
}

/// In order, those that touch or overlap as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::{SearchEntry, SearchIndex};
    use super::Mark;
    use crate::ids::ClientKey;

    /// The name with what is marked in brackets.
    fn marked(name: &str, query: &str) -> String {
        let index = SearchIndex::build([SearchEntry {
            key: ClientKey(1),
            name,
            number: Some("K001"),
            code: None,
            extra: "沈知衡 顾砚秋",
        }]);
        let units: Vec<u16> = name.encode_utf16().collect();
        let (mut shown, mut from) = (String::new(), 0);
        for Mark { start, end } in index.marks(ClientKey(1), name, query) {
            let text = |range: std::ops::Range<usize>| String::from_utf16(&units[range]).unwrap();
            shown += &text(from..start as usize);
            shown += &format!("[{}]", text(start as usize..end as usize));
            from = end as usize;
        }
        shown + &String::from_utf16(&units[from..]).unwrap()
    }

    #[test]
    fn characters_syllables_initials_and_mixtures_are_marked_where_they_stand() {
        for (query, expected) in [
            ("精工", "示例[精工]股份有限公司"),
            ("jg", "示例[精工]股份有限公司"),
            ("jingg", "示例[精工]股份有限公司"),
            ("精g", "示例[精工]股份有限公司"),
            ("sl", "[示例]精工股份有限公司"),
            ("gs", "示例精工股份有限[公司]"),
            ("j", "示例[精]工股份有限公司"),
            ("jin", "示例[精]工股份有限公司"),
        ] {
            assert_eq!(marked("示例精工股份有限公司", query), expected, "{query}");
        }
    }

    #[test]
    fn the_likely_reading_is_marked_before_an_earlier_unlikely_one() {
        assert_eq!(marked("重庆朝阳重工", "cq"), "[重庆]朝阳重工");
        assert_eq!(marked("重庆朝阳重工", "zg"), "重庆朝阳[重工]");
    }

    #[test]
    fn parts_are_marked_each_and_as_one_where_they_stand_together() {
        assert_eq!(
            marked("示例精工股份有限公司", "gf sl"),
            "[示例]精工[股份]有限公司"
        );
        assert_eq!(
            marked("示例精工股份有限公司", "jg gf"),
            "示例[精工股份]有限公司"
        );
        assert_eq!(
            marked("示例精工股份有限公司", "s l j g"),
            "[示例精工]股份有限公司"
        );
    }

    #[test]
    fn widths_signs_and_characters_beyond_the_bmp_keep_their_places() {
        assert_eq!(
            marked("示例（重庆）ＴＣＬ 电子", "tcl"),
            "示例（重庆）[ＴＣＬ] 电子"
        );
        assert_eq!(marked("示例（重庆）电子", "重庆dz"), "示例（[重庆]）[电子]");
        assert_eq!(marked("𠮷田物流", "田"), "𠮷[田]物流");
        assert_eq!(marked("𠮷田物流", "𠮷"), "[𠮷]田物流");
    }

    #[test]
    fn what_is_found_elsewhere_marks_nothing_and_names_the_person() {
        assert_eq!(marked("示例精工", "k001"), "示例精工");
        assert_eq!(marked("示例精工", "szh"), "示例精工");
        let index = SearchIndex::build([SearchEntry {
            key: ClientKey(1),
            name: "示例精工",
            number: None,
            code: None,
            extra: "沈知衡 顾砚秋",
        }]);
        let word = |query| index.word_found(ClientKey(1), query);
        assert_eq!(word("szh").as_deref(), Some("沈知衡"));
        assert_eq!(word("秋").as_deref(), Some("顾砚秋"));
        assert_eq!(word("xyz"), None);
        assert_eq!(index.marks(ClientKey(9), "示例精工", "jg"), []);
    }
}
