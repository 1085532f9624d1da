//! One spelling for what is searched and what is asked: half-width, lower case, without blanks and punctuation.

use super::Mark;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Ends a field, and a word inside one; never part of searchable text.
pub(super) const END: char = '\0';

/// Characters taken of one name; longer ones are found by their beginning.
const LONGEST_NAME: usize = 2_048;
/// Characters taken of one client's further text.
const LONGEST_EXTRA: usize = 2_048;
/// Characters taken of a query. Shorter than what is taken of a name, so a whole name still finds itself.
const LONGEST_QUERY: usize = 1_024;
/// Parts taken of a query; what follows does not narrow it further.
const MOST_TERMS: usize = 16;

/// One part of a query, between blanks.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// As it stands in a name, number or code: punctuation left out.
    pub(super) joined: Zeroizing<String>,
    /// As it stands in further text: [`END`] for punctuation, since that text is cut into words there.
    pub(super) parted: Zeroizing<String>,
}

/// The parts of a query (all must be found) and, of several, the whole without blanks and punctuation.
pub(super) struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) whole: Option<Term>,
}

impl Query {
    pub(super) fn parse(query: &str) -> Self {
        let folded = fold(query, LONGEST_QUERY);
        let mut terms: Vec<Term> = Vec::new();
        for part in folded.split_whitespace() {
            let term = Term::new(part);
            if !term.joined.is_empty() && !terms.contains(&term) && terms.len() < MOST_TERMS {
                terms.push(term);
            }
        }
        if terms.is_empty() {
            // Nothing but signs: then signs are what is looked for.
            let signs = signs_of(&folded);
            terms.extend((!signs.is_empty()).then(|| Term {
                joined: signs.clone(),
                parted: signs,
            }));
        }
        let whole = (terms.len() > 1).then(|| {
            let joined = Term::new(&folded).joined;
            Term {
                parted: joined.clone(),
                joined,
            }
        });
        // Letters typed apart are initials: `c q` means what `cq` means, and no client holds them by chance.
        let apart = |term: &Term| term.joined.len() == 1;
        if let Some(whole) = whole.as_ref().filter(|_| terms.iter().all(apart)) {
            return Query {
                terms: vec![whole.clone()],
                whole: None,
            };
        }
        // The longest part leaves the fewest clients for the others to look at.
        terms.sort_by_key(|term| std::cmp::Reverse(term.joined.len()));
        Query { terms, whole }
    }
}

impl Term {
    fn new(part: &str) -> Self {
        let words = words_of(part);
        Term {
            joined: words
                .chars()
                .filter(|&c| c != END)
                .collect::<String>()
                .into(),
            parted: words,
        }
    }

    pub(super) fn is_whole_in_further_text(&self) -> bool {
        self.joined == self.parted
    }
}

/// A name, number or code as it is searched.
pub(super) fn normal_name(text: &str) -> Zeroizing<String> {
    let folded = fold(text, LONGEST_NAME);
    let kept: Zeroizing<String> = folded
        .chars()
        .filter(|&c| is_searchable(c))
        .collect::<String>()
        .into();
    if kept.is_empty() {
        signs_of(&folded)
    } else {
        kept
    }
}

/// Where each character of [`normal_name`] stands in `text`. Characters are folded one by one, so a text that
/// composes differently as a whole comes out with another length, and one of nothing but signs empty.
pub(super) fn folded_characters(text: &str) -> Vec<Mark> {
    let (mut places, mut start) = (Vec::with_capacity(text.len()), 0);
    for c in text.chars() {
        let end = start + c.len_utf16() as u32;
        let folded = fold(c.encode_utf8(&mut [0; 4]), LONGEST_NAME);
        let kept = folded.chars().filter(|&c| is_searchable(c)).count();
        places.extend(std::iter::repeat_n(Mark { start, end }, kept));
        start = end;
    }
    places
}

/// Further text as it is searched: words with one [`END`] between them.
pub(super) fn normal_words(text: &str) -> Zeroizing<String> {
    words_of(&fold(text, LONGEST_EXTRA))
}

fn words_of(folded: &str) -> Zeroizing<String> {
    let mut words = Zeroizing::new(String::with_capacity(folded.len()));
    for word in folded.split(|c| !is_searchable(c)) {
        if !word.is_empty() {
            if !words.is_empty() {
                words.push(END);
            }
            words.push_str(word);
        }
    }
    words
}

/// For texts without a single letter or digit.
fn signs_of(folded: &str) -> Zeroizing<String> {
    folded
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .into()
}

/// Letters and digits of any script; and the private area, where banks' systems keep rare characters.
fn is_searchable(c: char) -> bool {
    is_common_hanzi(c)
        || c.is_alphanumeric()
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

fn is_common_hanzi(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// At most `longest` characters, compatibility forms and case folded.
fn fold(text: &str, longest: usize) -> Zeroizing<String> {
    let mut folded = Zeroizing::new(String::with_capacity(text.len()));
    if text.chars().take(longest).all(|c| fold_simply(c).is_some()) {
        folded.extend(text.chars().take(longest).filter_map(fold_simply));
    } else {
        folded.extend(
            text.nfkc()
                .flat_map(char::to_lowercase)
                // Typed as v in pinyin; the same everywhere, so that it also meets itself.
                .map(|c| if c == 'ü' { 'v' } else { c })
                .take(longest),
        );
    }
    folded
}

/// What normalisation makes of the characters nearly all names consist of; the whole algorithm is slow.
fn fold_simply(c: char) -> Option<char> {
    match c {
        _ if c.is_ascii() => Some(c.to_ascii_lowercase()),
        _ if is_common_hanzi(c) => Some(c),
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).map(|c| c.to_ascii_lowercase())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(query: &str) -> Vec<String> {
        let mut terms: Vec<String> = Query::parse(query)
            .terms
            .iter()
            .map(|term| term.joined.to_string())
            .collect();
        terms.sort();
        terms
    }

    #[test]
    fn one_spelling_for_all_widths_and_cases() {
        assert_eq!(*normal_name("示例（重庆）ＴＣＬ　科技 "), "示例重庆tcl科技");
        assert_eq!(
            *normal_name("９１００００００dem１１１０５６f"),
            "91000000dem111056f"
        );
        assert_eq!(*normal_name("①②㈱ Café"), "12株café");
    }

    #[test]
    fn signs_stay_only_where_there_is_nothing_else() {
        assert_eq!(*normal_name("！！！ ?"), "!!!?");
        assert_eq!(terms("!!! ?"), ["!!!?"]);
        assert_eq!(terms("重庆 ! "), ["重庆"]);
        assert!(terms(" \u{3000}\t\0").is_empty());
    }

    #[test]
    fn blanks_part_a_query_and_other_signs_do_not() {
        assert_eq!(terms("重庆 ＹＨ\u{3000}重庆"), ["yh", "重庆"]);
        let query = Query::parse("张三，李四");
        assert_eq!(*query.terms[0].joined, "张三李四");
        assert_eq!(*query.terms[0].parted, "张三\0李四");
        assert!(query.whole.is_none());
        assert_eq!(*Query::parse("a\0b").terms[0].parted, "a\0b");
    }

    #[test]
    fn the_short_way_agrees_with_the_whole_algorithm() {
        for c in '\0'..char::MAX {
            if let Some(folded) = fold_simply(c) {
                let whole: Vec<char> = [c]
                    .into_iter()
                    .nfkc()
                    .flat_map(char::to_lowercase)
                    .collect();
                assert_eq!(whole, [folded], "{c:?}");
            }
        }
    }

    #[test]
    fn rare_and_private_characters_are_text() {
        assert_eq!(*normal_name("𠮷\u{e123}〇々"), "𠮷\u{e123}〇々");
        assert_eq!(
            *normal_words("沈知衡 董事长、顾砚秋\n"),
            "沈知衡\0董事长\0顾砚秋"
        );
    }
}
