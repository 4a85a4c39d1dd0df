//! A set of documents as one bit each.
//!
//! A catalogue numbers its documents through all its shards; every shard starts at a multiple of 64, so that a shard's
//! part of a set is a slice of whole words.

/// Bits in one word.
pub(super) const WORD: usize = 64;

/// A set of document numbers below a fixed bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// No document of `bound`, which is rounded up to a multiple of 64.
    pub(super) fn none(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(WORD)] }
    }

    /// The words, lowest numbers first.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// The words, to be written.
    pub(super) fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// Is `doc` in the set?
    pub(super) fn contains(&self, doc: u32) -> bool {
        let doc = doc as usize;
        self.words.get(doc / WORD).is_some_and(|word| word >> (doc % WORD) & 1 == 1)
    }

    /// Puts `doc` into the set; a number above the bound is passed over.
    pub(super) fn insert(&mut self, doc: usize) {
        if let Some(word) = self.words.get_mut(doc / WORD) {
            *word |= 1 << (doc % WORD);
        }
    }

    /// Takes `doc` out of the set.
    pub(super) fn remove(&mut self, doc: usize) {
        if let Some(word) = self.words.get_mut(doc / WORD) {
            *word &= !(1 << (doc % WORD));
        }
    }

    /// How many documents.
    pub(super) fn len(&self) -> usize {
        count(&self.words)
    }

    /// True when there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Keeps what is in `other` too.
    pub(super) fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what is in `other`.
    pub(super) fn or(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes out what is in `other`.
    pub(super) fn and_not(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Every document in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        ones(&self.words)
    }
}

/// How many bits are set.
pub(super) fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// How many bits are set from `start` up to but not including `end`.
pub(super) fn count_between(words: &[u64], start: usize, end: usize) -> usize {
    let (first, last) = (start / WORD, end / WORD);
    let above = u64::MAX << (start % WORD);
    let below = !(u64::MAX << (end % WORD));
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    if first == last {
        return (word(first) & above & below).count_ones() as usize;
    }
    let between = words.get(first + 1..last).map_or(0, count);
    (word(first) & above).count_ones() as usize + between + (word(last) & below).count_ones() as usize
}

/// Gives the numbers of the bits that are set, in order.
#[inline]
pub(super) fn each_one(words: &[u64], mut found: impl FnMut(usize)) {
    for (index, &word) in words.iter().enumerate() {
        let mut word = word;
        while word != 0 {
            found(index * WORD + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
}

/// The numbers of the bits that are set, in order.
pub(super) fn ones(words: &[u64]) -> impl Iterator<Item = u32> {
    words.iter().enumerate().flat_map(|(index, &word)| {
        let base = (index * WORD) as u32;
        std::iter::successors((word != 0).then_some(word), |&rest| {
            let rest = rest & (rest - 1);
            (rest != 0).then_some(rest)
        })
        .map(move |rest| base + rest.trailing_zeros())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn bits_are_a_set(a in prop::collection::btree_set(0u32..300, 0..80), b in prop::collection::btree_set(0u32..300, 0..80), start in 0usize..300, end in 0usize..300) {
            let bits = |set: &BTreeSet<u32>| {
                let mut bits = Bits::none(300);
                for &doc in set {
                    bits.insert(doc as usize);
                }
                bits
            };
            let set = |bits: &Bits| bits.iter().collect::<BTreeSet<u32>>();
            let (x, y) = (bits(&a), bits(&b));
            prop_assert_eq!(set(&x), a.clone());
            let mut each = BTreeSet::new();
            each_one(x.words(), |doc| {
                each.insert(doc as u32);
            });
            prop_assert_eq!(&each, &a);
            prop_assert_eq!(x.len(), a.len());
            let (mut both, mut any, mut rest) = (x.clone(), x.clone(), x.clone());
            both.and(&y);
            any.or(&y);
            rest.and_not(&y);
            prop_assert_eq!(set(&both), &a & &b);
            prop_assert_eq!(set(&any), &a | &b);
            prop_assert_eq!(set(&rest), &a - &b);
            let (start, end) = (start.min(end), start.max(end));
            let between = a.iter().filter(|&&doc| (start..end).contains(&(doc as usize))).count();
            prop_assert_eq!(count_between(x.words(), start, end), between);
        }
    }
}
