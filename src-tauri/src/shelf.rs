//! What the page has opened and may still ask for: the newest few, by number.

use std::collections::VecDeque;

/// Things under numbers of their own; one of long ago makes room for a new one.
pub struct Shelf<T> {
    room: usize,
    last: u32,
    things: VecDeque<(u32, T)>,
}

impl<T: Clone> Shelf<T> {
    pub fn of(room: usize) -> Self {
        Shelf {
            room,
            last: 0,
            things: VecDeque::new(),
        }
    }

    /// The number by which it is asked for.
    pub fn put(&mut self, thing: T) -> u32 {
        self.last += 1;
        self.things.push_front((self.last, thing));
        self.things.truncate(self.room);
        self.last
    }

    pub fn get(&self, number: u32) -> Option<T> {
        let found = self.things.iter().find(|(own, _)| *own == number);
        found.map(|(_, thing)| thing.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_under_numbers_that_never_come_again() {
        let mut shelf = Shelf::of(2);
        let numbers = ["a", "b", "c"].map(|thing| shelf.put(thing));
        assert_eq!(
            numbers.map(|number| shelf.get(number)),
            [None, Some("b"), Some("c")]
        );
        assert!(!numbers.contains(&shelf.put("d")));
    }
}
