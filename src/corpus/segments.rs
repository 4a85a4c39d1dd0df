//! A list that is cheap to copy: what a snapshot and its successor share is shared in memory.

use std::sync::Arc;

/// A growing list in segments of [`Segments::LEN`], each shared by `Arc`. A clone copies one pointer a segment; adding
/// or replacing an item copies at most one segment.
#[derive(Clone, Debug)]
pub struct Segments<T> {
    segments: Vec<Arc<Vec<T>>>,
    len: usize,
}

impl<T> Default for Segments<T> {
    fn default() -> Self {
        Self { segments: Vec::new(), len: 0 }
    }
}

impl<T: Clone> Segments<T> {
    /// Items in one segment.
    pub const LEN: usize = 4096;

    /// How many items.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an item behind the last.
    pub fn push(&mut self, item: T) {
        if self.len.is_multiple_of(Self::LEN) {
            self.segments.push(Arc::new(Vec::new()));
        }
        if let Some(last) = self.segments.last_mut() {
            Arc::make_mut(last).push(item);
        }
        self.len += 1;
    }

    /// The item at `index`.
    pub fn get(&self, index: usize) -> Option<&T> {
        self.segments.get(index / Self::LEN)?.get(index % Self::LEN)
    }

    /// Replaces the item at `index`; does nothing when there is none.
    pub fn set(&mut self, index: usize, item: T) {
        if let Some(segment) = self.segments.get_mut(index / Self::LEN)
            && let Some(slot) = Arc::make_mut(segment).get_mut(index % Self::LEN)
        {
            *slot = item;
        }
    }

    /// Every item in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.segments.iter().flat_map(|segment| segment.iter())
    }
}

impl<T: Clone> FromIterator<T> for Segments<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut segments = Self::default();
        items.into_iter().for_each(|item| segments.push(item));
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_its_items_when_the_original_changes() {
        let mut list = Segments::default();
        (0..Segments::<usize>::LEN + 3).for_each(|i| list.push(i));
        let copy = list.clone();
        list.set(1, 77);
        list.push(99);
        assert_eq!((copy.get(1), copy.len()), (Some(&1), Segments::<usize>::LEN + 3));
        assert_eq!((list.get(1), list.get(Segments::<usize>::LEN + 3)), (Some(&77), Some(&99)));
        assert!(list.iter().count() == list.len());
    }
}
