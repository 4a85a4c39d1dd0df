//! How many bits are set in many words?
//!
//! The one instruction that counts the bits of a word is not among those that every x86-64 processor has, so the compiler
//! does without: a dozen steps instead. Here it is used where the processor has it (all since 2008): counting what two
//! sets of 65,536 documents have in common takes a fifth of the time.

/// How many bits are set.
pub(super) fn count(words: &[u64]) -> usize {
    of_words(words.iter().copied())
}

/// How many bits are set in both.
pub(super) fn count_both(words: &[u64], others: &[u64]) -> usize {
    of_words(words.iter().zip(others).map(|(word, other)| word & other))
}

use super::BLOCK_DOCS;

/// Words of the largest set: that of a block.
const MOST_WORDS: usize = BLOCK_DOCS / 64;

/// How many bits are set before each of the bounds, into `ranks`; words of one set.
pub(super) fn ranks(words: &[u64], bounds: &[u32], ranks: &mut Vec<usize>) {
    of_bounds(words.iter().copied(), |place| words.get(place).copied().unwrap_or_default(), bounds, ranks);
}

/// How many bits are set in both before each of the bounds, into `ranks`.
pub(super) fn ranks_of_both(words: &[u64], others: &[u64], bounds: &[u32], ranks: &mut Vec<usize>) {
    let both = words.iter().zip(others).map(|(word, other)| word & other);
    let both_at = |place| words.get(place).zip(others.get(place)).map_or(0, |(word, other)| word & other);
    of_bounds(both, both_at, bounds, ranks);
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "the processor is asked before its instruction is used")]
fn of_bounds(words: impl Iterator<Item = u64>, word_at: impl Fn(usize) -> u64, bounds: &[u32], ranks: &mut Vec<usize>) {
    if std::arch::is_x86_feature_detected!("popcnt") {
        // SAFETY: the processor has the one feature that the function asks for.
        return unsafe { bounds_with_popcnt(words, word_at, bounds, ranks) };
    }
    plain_bounds(words, word_at, bounds, ranks);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn bounds_with_popcnt(
    words: impl Iterator<Item = u64>,
    word_at: impl Fn(usize) -> u64,
    bounds: &[u32],
    ranks: &mut Vec<usize>,
) {
    plain_bounds(words, word_at, bounds, ranks);
}

#[cfg(not(target_arch = "x86_64"))]
fn of_bounds(words: impl Iterator<Item = u64>, word_at: impl Fn(usize) -> u64, bounds: &[u32], ranks: &mut Vec<usize>) {
    plain_bounds(words, word_at, bounds, ranks);
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "what is not compiled into its caller is compiled for any processor")]
fn plain_bounds(
    words: impl Iterator<Item = u64>,
    word_at: impl Fn(usize) -> u64,
    bounds: &[u32],
    ranks: &mut Vec<usize>,
) {
    // What is set before each word: no bound is then reached by steps whose number could be guessed wrong. Loops without
    // closures, which would be compiled for any processor.
    let mut before = [0_u32; MOST_WORDS];
    let (mut sum, mut count) = (0, 0);
    for (slot, word) in before.iter_mut().zip(words) {
        *slot = sum;
        sum += word.count_ones();
        count += 1;
    }
    ranks.clear();
    ranks.resize(bounds.len(), 0);
    for (rank, &bound) in ranks.iter_mut().zip(bounds) {
        let place = bound as usize / 64;
        let within = word_at(place) & !(u64::MAX << (bound % 64));
        let before = before.get(place).copied().filter(|_| place < count).unwrap_or(sum);
        *rank = (before + within.count_ones()) as usize;
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, reason = "the processor is asked before its instruction is used")]
fn of_words(words: impl Iterator<Item = u64>) -> usize {
    if std::arch::is_x86_feature_detected!("popcnt") {
        // SAFETY: the processor has the one feature that the function asks for.
        return unsafe { with_popcnt(words) };
    }
    plain(words)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn with_popcnt(words: impl Iterator<Item = u64>) -> usize {
    words.fold(0, |sum, word| sum + word.count_ones() as usize)
}

#[cfg(not(target_arch = "x86_64"))]
fn of_words(words: impl Iterator<Item = u64>) -> usize {
    plain(words)
}

fn plain(words: impl Iterator<Item = u64>) -> usize {
    words.map(|word| word.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_count_alike(words in prop::collection::vec(any::<u64>(), 0..40), others in prop::collection::vec(any::<u64>(), 0..40)) {
            let bit_by_bit = |words: &[u64]| (0..64).map(|bit| words.iter().filter(|&&word| word >> bit & 1 == 1).count()).sum::<usize>();
            prop_assert_eq!(count(&words), bit_by_bit(&words));
            prop_assert_eq!(plain(words.iter().copied()), bit_by_bit(&words));
            let both: Vec<u64> = words.iter().zip(&others).map(|(a, b)| a & b).collect();
            prop_assert_eq!(count_both(&words, &others), bit_by_bit(&both));
        }

        #[test]
        fn ranks_are_counts_of_what_is_before(words in prop::collection::vec(any::<u64>(), 0..40), others in prop::collection::vec(any::<u64>(), 0..40), bounds in prop::collection::vec(0_u32..3_000, 0..60)) {
            let expected = |words: &[u64]| -> Vec<usize> {
                let is_set = |bit: u32| words.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
                bounds.iter().map(|&bound| (0..bound).filter(|&bit| is_set(bit)).count()).collect()
            };
            let both: Vec<u64> = words.iter().zip(&others).map(|(a, b)| a & b).collect();
            let mut found = vec![7; 3];
            plain_bounds(words.iter().copied(), |place| words.get(place).copied().unwrap_or_default(), &bounds, &mut found);
            prop_assert_eq!(&found, &expected(&words));
            ranks(&words, &bounds, &mut found);
            prop_assert_eq!(&found, &expected(&words));
            ranks_of_both(&words, &others, &bounds, &mut found);
            prop_assert_eq!(&found, &expected(&both));
        }
    }
}
