//! A growing buffer whose memory is zeroed when it is dropped and whenever it moves: `Vec` would leave copies.

use std::ops::Deref;
use zeroize::Zeroize;

#[derive(Default)]
pub(super) struct Wiped<T: Zeroize + Copy>(Vec<T>);

impl<T: Zeroize + Copy> Wiped<T> {
    pub(super) fn new() -> Self {
        Wiped(Vec::new())
    }

    pub(super) fn push(&mut self, item: T) {
        self.make_room(1);
        self.0.push(item);
    }

    pub(super) fn extend(&mut self, items: &[T]) {
        self.make_room(items.len());
        self.0.extend_from_slice(items);
    }

    /// Gives back what growing took in advance.
    pub(super) fn shrink(&mut self) {
        self.move_to(self.0.len());
    }

    /// Bytes held, in use or not.
    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<T>()
    }

    fn make_room(&mut self, extra: usize) {
        let needed = self.0.len() + extra;
        if needed > self.0.capacity() {
            self.move_to(needed.max(self.0.len() / 2 * 3).max(64));
        }
    }

    fn move_to(&mut self, capacity: usize) {
        let mut moved = Vec::with_capacity(capacity);
        moved.extend_from_slice(&self.0);
        self.0.zeroize();
        self.0 = moved;
    }
}

impl<T: Zeroize + Copy> Deref for Wiped<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Zeroize + Copy> Drop for Wiped<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_items_while_it_moves() {
        let mut buffer = Wiped::new();
        for n in 0..10_000_u16 {
            buffer.push(n);
        }
        buffer.extend(&[7, 8, 9]);
        buffer.shrink();
        assert_eq!(buffer.bytes(), 2 * buffer.len());
        assert!((0..10_000).eq(buffer[..10_000].iter().copied()));
        assert_eq!(&buffer[10_000..], [7, 8, 9]);
    }
}
