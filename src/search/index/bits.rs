//! Sets of numbers as words of 64 bits, lowest numbers first.

use super::popcount::count;

/// Bits in one word.
pub(super) const WORD: usize = 64;

/// Puts a number into the set; one that has no place there is passed over.
#[inline]
pub(super) fn set(bits: &mut [u64], number: u16) {
    if let Some(word) = bits.get_mut(usize::from(number) / WORD) {
        *word |= 1 << (number % 64);
    }
}

/// Puts all of them into the set.
pub(super) fn set_all(bits: &mut [u64], numbers: impl Iterator<Item = u16>) {
    numbers.for_each(|number| set(bits, number));
}

/// Puts all of them into the set, and counts those that are new in it.
pub(super) fn add_all(bits: &mut [u64], numbers: &[u16]) -> u32 {
    let mut count = 0;
    for &number in numbers {
        if let Some(word) = bits.get_mut(usize::from(number) / WORD) {
            count += u32::from(*word >> (number % 64) & 1 == 0);
            *word |= 1 << (number % 64);
        }
    }
    count
}

/// Is a number in the set?
#[inline]
pub(super) fn is_set(bits: &[u64], number: u16) -> bool {
    bits.get(usize::from(number) / WORD).is_some_and(|word| word >> (number % 64) & 1 == 1)
}

/// How many are in the set from `start` up to but not including `end`.
pub(super) fn count_between(bits: &[u64], start: usize, end: usize) -> usize {
    let (first, last) = (start / WORD, end / WORD);
    let above = u64::MAX << (start % WORD);
    let below = !(u64::MAX << (end % WORD));
    let word = |index: usize| bits.get(index).copied().unwrap_or_default();
    if first == last {
        return (word(first) & above & below).count_ones() as usize;
    }
    let between = bits.get(first + 1..last).map_or(0, count);
    (word(first) & above).count_ones() as usize + between + (word(last) & below).count_ones() as usize
}

/// Gives every number of a set in order.
#[inline]
pub(super) fn each_one(bits: impl Iterator<Item = u64>, mut found: impl FnMut(u16)) {
    for (index, mut word) in bits.enumerate() {
        while word != 0 {
            found((index * WORD) as u16 + word.trailing_zeros() as u16);
            word &= word - 1;
        }
    }
}

/// The numbers of a set in order, or from the back.
pub(super) fn ones(bits: &[u64]) -> impl DoubleEndedIterator<Item = u16> + '_ {
    bits.iter().enumerate().flat_map(|(index, &word)| Ones { base: (index * WORD) as u16, word })
}

struct Ones {
    base: u16,
    word: u64,
}

impl Iterator for Ones {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        let bit = (self.word != 0).then(|| self.word.trailing_zeros() as u16)?;
        self.word &= self.word - 1;
        Some(self.base + bit)
    }
}

impl DoubleEndedIterator for Ones {
    fn next_back(&mut self) -> Option<u16> {
        let bit = (self.word != 0).then(|| 63 - self.word.leading_zeros() as u16)?;
        self.word &= !(1 << bit);
        Some(self.base + bit)
    }
}

/// Words of 64 bits that a universe takes.
pub(super) fn word_count(universe: u32) -> usize {
    (universe as usize).div_ceil(64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn bits_are_a_set(a in prop::collection::btree_set(0u16..300, 0..80), b in prop::collection::vec(0u16..300, 0..80), start in 0u16..300, end in 0u16..300) {
            let mut bits = vec![0; 5];
            set_all(&mut bits, a.iter().copied());
            let mut each = BTreeSet::new();
            each_one(bits.iter().copied(), |number| {
                each.insert(number);
            });
            prop_assert_eq!(&each, &a);
            prop_assert!(ones(&bits).eq(a.iter().copied()));
            prop_assert!(ones(&bits).rev().eq(a.iter().rev().copied()));
            prop_assert_eq!(count(&bits), a.len());
            prop_assert_eq!(count_between(&bits, 0, usize::from(start)), a.range(..start).count());
            let (start, end) = (start.min(end), start.max(end));
            prop_assert_eq!(count_between(&bits, usize::from(start), usize::from(end)), a.range(start..end).count());
            for number in 0..300 {
                prop_assert_eq!(is_set(&bits, number), a.contains(&number));
            }
            let both: BTreeSet<u16> = a.iter().chain(&b).copied().collect();
            prop_assert_eq!(add_all(&mut bits, &b) as usize, both.len() - a.len());
            prop_assert!(ones(&bits).eq(both.iter().copied()));
        }
    }
}
