//! The order of hits: exact before prefix before inner, the likely reading before others, names before further text.

use super::needle::Typed;

/// Where in a client's file the query was found.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, specta::Type,
)]
#[serde(rename_all = "snake_case", rename = "SearchField")]
pub enum Field {
    /// 客户编号
    Number,
    /// 统一社会信用代码
    Code,
    Name,
    /// Legal representative, people, notes.
    Extra,
}

/// How much of the field (of the word, in further text) the query covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Exact,
    Prefix,
    Inner,
}

/// Lower is better. From the highest bits: level (4), manner (2), length of the name (16), place (2), field (2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rank(u32);

impl Rank {
    pub(super) const MISS: Rank = Rank(u32::MAX);
    /// Nothing in further text ranks before this.
    const BEFORE_EXTRA: u32 = 5;

    pub(super) fn new(field: Field, place: Place, typed: Typed, name_length: usize) -> Rank {
        let length = name_length.min(0xffff) as u32;
        Rank(
            level(field, place, typed.unlikely) << 22
                | (typed.manner as u32) << 20
                | length << 4
                | (place as u32) << 2
                | field as u32,
        )
    }

    pub(super) fn is_hit(self) -> bool {
        self != Rank::MISS
    }

    /// Whether a hit in further text could still be the better one.
    pub(super) fn extra_may_beat(self) -> bool {
        self.0 >> 22 >= Self::BEFORE_EXTRA
    }

    pub(super) fn field(self) -> Field {
        [Field::Number, Field::Code, Field::Name, Field::Extra][(self.0 & 3) as usize]
    }

    pub(super) fn place(self) -> Place {
        [Place::Exact, Place::Prefix, Place::Inner][(self.0 >> 2 & 3).min(2) as usize]
    }

    pub(super) fn value(self) -> u32 {
        self.0
    }
}

fn level(field: Field, place: Place, unlikely: bool) -> u32 {
    match (field == Field::Extra, place, unlikely) {
        (false, Place::Exact, false) => 0,
        (false, Place::Exact, true) => 1,
        (false, Place::Prefix, false) => 2,
        (false, Place::Prefix, true) => 3,
        (false, Place::Inner, false) => 4,
        (true, Place::Exact, false) => 5,
        (true, Place::Prefix, false) => 6,
        (false, Place::Inner, true) => 7,
        (true, Place::Inner, false) => 8,
        (true, _, true) => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::needle::Manner;

    #[test]
    fn packs_what_it_is_asked_for() {
        for field in [Field::Number, Field::Code, Field::Name, Field::Extra] {
            for place in [Place::Exact, Place::Prefix, Place::Inner] {
                let rank = Rank::new(field, place, Typed::AS_WRITTEN, 70_000);
                assert_eq!((rank.field(), rank.place()), (field, place));
                assert!(rank.is_hit());
                let worse = Typed {
                    unlikely: true,
                    manner: Manner::Initials,
                };
                assert!(rank < Rank::new(field, place, worse, 2));
                assert_eq!(rank.extra_may_beat(), field == Field::Extra);
            }
        }
    }
}
