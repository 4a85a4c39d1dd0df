//! Which words have nearly the same letters as this one, or all of its letters?
//!
//! A change puts in or takes out one letter at most, so words that few changes turn into one another have nearly the same
//! letters and nearly as many. The letters, and which of them are there again, fit one number a word, of which many are
//! compared at once: what is left is looked at letter by letter.

use super::super::edit_distance::MOST_CHANGES;
use std::ops::Range;

/// Bits for letters.
const BITS: u32 = 27;

/// Bits below them for letters that stand in a word more than once.
const REPEATED_BITS: u32 = u32::BITS - BITS;

/// Those of the Latin alphabet have one each, the highest those that stand in about every other word: among sorted numbers most
/// stretches are then told apart by their highest bits.
const BY_FREQUENCY: [u8; 26] = *b"eianrtoslcdumpghbfvkyzwjxq";

/// The bit of each letter of the Latin alphabet.
const BIT_OF: [u8; 26] = {
    let mut bits = [0; 26];
    let mut rank = 0;
    while rank < BY_FREQUENCY.len() {
        bits[(BY_FREQUENCY[rank] - b'a') as usize] = BITS as u8 - 1 - rank as u8;
        rank += 1;
    }
    bits
};

/// Bits below those that stretches of sorted numbers share.
const BELOW: u32 = u32::BITS - 8;

/// Lengths from here on are not told apart.
const LONG: u32 = 31;

/// Words that are compared at once.
const AT_ONCE: usize = 16;

/// What two words must nearly have in common to be alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// Characters, up to [`LONG`].
    pub(super) length: u32,
    /// A bit for each letter, and a lower one where it is there again; those of other alphabets share the bits. A letter more
    /// or less sets or clears one bit at most: the first of its kind the one, the second the other.
    pub(super) letters: u32,
}

impl Letters {
    pub(super) fn of(word: impl Iterator<Item = char>) -> Self {
        let (mut letters, mut repeated, mut length) = (0_u32, 0, 0);
        for c in word {
            let latin = c.is_ascii_lowercase().then(|| BIT_OF.get((c as u8 - b'a') as usize)).flatten();
            let bit = latin.map_or(u32::from(c) % BITS, |&bit| u32::from(bit));
            repeated |= (letters >> bit & 1) << (bit % REPEATED_BITS);
            letters |= 1 << bit;
            length += 1;
        }
        Self { length: length.min(LONG), letters: letters << REPEATED_BITS | repeated }
    }
}

/// The letters of many words in ascending order.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterList<'a> {
    /// [`Letters::letters`] of each.
    pub(super) letters: &'a [u8],
    /// Where those end that share their highest bits, of each value of these.
    pub(super) ends: &'a [u8],
}

/// Bytes of [`LetterList::ends`].
pub(super) const ENDS: usize = 4 << (u32::BITS - BELOW);

/// Puts [`LetterList::ends`] of these letters behind what `bytes` hold.
pub(super) fn put_ends(bytes: &mut Vec<u8>, letters: impl Iterator<Item = u32>) {
    let mut ends = [0_u32; 1 << (u32::BITS - BELOW)];
    for letters in letters {
        if let Some(count) = ends.get_mut((letters >> BELOW) as usize) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in ends {
        sum += count;
        bytes.extend(sum.to_le_bytes());
    }
}

impl LetterList<'_> {
    /// The places, in order, of those that so few changes may turn into the wanted ones.
    pub(super) fn nearly(&self, wanted: u32, changes: u8) -> Vec<u32> {
        match changes {
            0 => self.nearly_by::<0>(wanted),
            1 => self.nearly_by::<1>(wanted),
            _ => self.nearly_by::<MOST_CHANGES>(wanted),
        }
    }

    fn nearly_by<const CHANGES: usize>(&self, wanted: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let list = self.letters.as_chunks::<4>().0;
        for (highest, stretch) in self.stretches() {
            if is_near::<CHANGES>(highest << BELOW, wanted >> BELOW << BELOW) {
                compare::<CHANGES>(
                    list.get(stretch.clone()).unwrap_or_default(),
                    stretch.start as u32,
                    wanted,
                    &mut found,
                );
            }
        }
        found
    }

    /// Places, in order, among which all stand that have the wanted letters, and some that have not: words are told apart by
    /// their most frequent letters alone, which takes a few steps.
    pub(super) fn stretches_with(&self, wanted: u32) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let wanted = wanted >> BELOW;
        for (_, stretch) in self.stretches().filter(|(highest, _)| wanted & !highest == 0) {
            match found.last_mut().filter(|last| last.end == stretch.start) {
                Some(last) => last.end = stretch.end,
                None => found.push(stretch),
            }
        }
        found
    }

    /// The places that share their highest bits, of each value of these that there is.
    fn stretches(&self) -> impl Iterator<Item = (u32, Range<usize>)> {
        let count = self.letters.len() / 4;
        let ends = self.ends.as_chunks::<4>().0.iter().map(move |&end| count.min(u32::from_le_bytes(end) as usize));
        let starts = std::iter::once(0).chain(ends.clone());
        (0..).zip(starts.zip(ends).map(|(start, end)| start..end)).filter(|(_, stretch)| !stretch.is_empty())
    }
}

/// Adds the places of what is near in a stretch that begins at place `before`.
fn compare<const CHANGES: usize>(list: &[[u8; 4]], before: u32, wanted: u32, found: &mut Vec<u32>) {
    let (chunks, rest) = list.as_chunks::<AT_ONCE>();
    let add = |found: &mut Vec<u32>, place: u32, words: &[[u8; 4]]| {
        let near = (place..).zip(words).filter(|(_, word)| is_near::<CHANGES>(u32::from_le_bytes(**word), wanted));
        found.extend(near.map(|(place, _)| place));
    };
    for (place, words) in (before..).step_by(AT_ONCE).zip(chunks) {
        let far = words.iter().fold(u32::MAX, |far, word| {
            let distance = distance::<CHANGES>(u32::from_le_bytes(*word), wanted);
            // The sign of what is not nothing is set in it or in its negative.
            far & (distance | distance.wrapping_neg())
        });
        if far >> (u32::BITS - 1) == 0 {
            add(found, place, words);
        }
    }
    add(found, before + (list.len() - rest.len()) as u32, rest);
}

fn is_near<const CHANGES: usize>(word: u32, wanted: u32) -> bool {
    distance::<CHANGES>(word, wanted) == 0
}

/// Nothing when so few changes may do. Without a branch or a comparison, so that several are worked out side by side.
#[inline]
fn distance<const CHANGES: usize>(word: u32, wanted: u32) -> u32 {
    let (mut more, mut fewer) = (word & !wanted, wanted & !word);
    for _ in 0..CHANGES {
        // One letter less.
        more &= more.wrapping_sub(1);
        fewer &= fewer.wrapping_sub(1);
    }
    more | fewer
}

#[cfg(test)]
mod tests {
    use super::super::super::edit_distance::Automaton;
    use super::*;
    use proptest::prelude::*;

    fn stored(letters: impl Iterator<Item = u32> + Clone) -> (Vec<u8>, Vec<u8>) {
        let mut ends = Vec::new();
        put_ends(&mut ends, letters.clone());
        (letters.flat_map(u32::to_le_bytes).collect(), ends)
    }

    fn is_close(word: &str, wanted: &str, changes: u8) -> bool {
        let automaton = Automaton::new(wanted.chars(), changes);
        let state = word.chars().fold(automaton.start(), |state, c| automaton.step(&state, c));
        automaton.is_close(&state)
    }

    proptest! {
        #[test]
        fn no_close_word_is_passed_over(
            words in prop::collection::vec("[a-dzé0ж]{1,7}|[ab]{28,34}", 1..80),
            wanted in "[a-dzé0ж]{1,7}|[ab]{28,34}",
            changes in 0_u8..=2,
        ) {
            let mut words: Vec<(Letters, String)> = words.into_iter().map(|word| (Letters::of(word.chars()), word)).collect();
            words.sort_by_key(|(letters, _)| letters.letters);
            let (letters, ends) = stored(words.iter().map(|(of_word, _)| of_word.letters));
            let list = LetterList { letters: &letters, ends: &ends };
            let of_wanted = Letters::of(wanted.chars());
            let found = list.nearly(of_wanted.letters, changes);
            prop_assert!(found.is_sorted_by(|a, b| a < b));
            for (place, (of_word, word)) in (0..).zip(&words) {
                if is_close(word, &wanted, changes) {
                    prop_assert!(found.contains(&place), "{} {}", word, wanted);
                    prop_assert!(of_word.length.abs_diff(of_wanted.length) <= u32::from(changes), "{} {}", word, wanted);
                }
                prop_assert!(found.contains(&place) || of_word.letters != of_wanted.letters);
            }
            let stretches = list.stretches_with(of_wanted.letters);
            prop_assert!(stretches.is_sorted_by(|a, b| a.end < b.start));
            for (place, (_, word)) in words.iter().enumerate().filter(|(_, (_, word))| word.contains(&wanted)) {
                prop_assert!(stretches.iter().any(|stretch| stretch.contains(&place)), "{} {}", word, wanted);
            }
        }

        #[test]
        fn any_numbers_are_fine(
            letters in prop::collection::vec(any::<u8>(), 0..400),
            ends in prop::collection::vec(any::<u8>(), 0..400),
            wanted in any::<u32>(),
            changes in 0_u8..=2,
        ) {
            let list = LetterList { letters: &letters, ends: &ends };
            list.nearly(wanted, changes);
            list.stretches_with(wanted);
        }
    }

    #[test]
    fn words_of_other_letters_are_passed_over() {
        let mut words = ["putin", "putni", "putted", "puddle", "put", "moscow"];
        words.sort_by_key(|word| Letters::of(word.chars()).letters);
        let (letters, ends) = stored(words.iter().map(|word| Letters::of(word.chars()).letters));
        let list = LetterList { letters: &letters, ends: &ends };
        let near = |changes| {
            let places = list.nearly(Letters::of("putin".chars()).letters, changes).into_iter();
            let mut words: Vec<&str> = places.map(|place| words[place as usize]).collect();
            words.sort_unstable();
            words
        };
        assert_eq!(near(1), ["putin", "putni"]);
        // The second "t" is the third change.
        assert_eq!(near(2), ["put", "putin", "putni"]);
        let with =
            |part: &str| list.stretches_with(Letters::of(part.chars()).letters).iter().map(Range::len).sum::<usize>();
        assert_eq!([with("put"), with("i"), with("zebra"), with("")], [4, 2, 0, words.len()]);
    }
}
