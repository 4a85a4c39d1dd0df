//! Which words have nearly the same letters as this one?
//!
//! A change puts in or takes out one letter at most, so words that few changes turn into one another have nearly the same
//! letters and nearly as many. The letters fit one number a word, of which many are compared at once: what is left is looked
//! at letter by letter.

use super::super::edit_distance::MOST_CHANGES;

/// Bits for letters.
const BITS: u32 = 27;

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
const BELOW: u32 = BITS - 8;

/// Lengths from here on are not told apart.
const LONG: u32 = 31;

/// Words that are compared at once.
const AT_ONCE: usize = 16;

/// What two words must nearly have in common to be alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    /// Characters, up to [`LONG`].
    pub(super) length: u32,
    /// A bit for each letter; those of other alphabets share the bits.
    pub(super) letters: u32,
}

impl Letters {
    pub(super) fn of(word: impl Iterator<Item = char>) -> Self {
        let (mut letters, mut length) = (0, 0);
        for c in word {
            let latin = c.is_ascii_lowercase().then(|| BIT_OF.get((c as u8 - b'a') as usize)).flatten();
            letters |= 1 << latin.map_or(u32::from(c) % BITS, |&bit| u32::from(bit));
            length += 1;
        }
        Self { length: length.min(LONG), letters }
    }
}

/// The places, in order, in an ascending list of [`Letters::letters`] of those that so few changes may turn into the wanted ones.
pub(super) fn nearly(list: &[u8], wanted: u32, changes: u8) -> Vec<u32> {
    match changes {
        0 => nearly_by::<0>(list, wanted),
        1 => nearly_by::<1>(list, wanted),
        _ => nearly_by::<MOST_CHANGES>(list, wanted),
    }
}

fn nearly_by<const CHANGES: usize>(list: &[u8], wanted: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let list = list.as_chunks::<4>().0;
    let mut start = 0;
    while let Some(first) = list.get(start) {
        let highest = u32::from_le_bytes(*first) >> BELOW;
        let end = start + stretch(list.get(start..).unwrap_or_default(), highest);
        if is_near::<CHANGES>(highest << BELOW, wanted >> BELOW << BELOW) {
            compare::<CHANGES>(list.get(start..end).unwrap_or_default(), start as u32, wanted, &mut found);
        }
        // Numbers that do not ascend are damaged: every one is passed but once all the same.
        start = end.max(start + 1);
    }
    found
}

/// How many numbers at the front have no higher highest bits.
fn stretch(list: &[[u8; 4]], highest: u32) -> usize {
    let is_in = |place: usize| list.get(place).is_some_and(|number| u32::from_le_bytes(*number) >> BELOW <= highest);
    let mut step = AT_ONCE;
    while is_in(step) {
        step *= 2;
    }
    let (mut low, mut high) = (0, step.min(list.len()));
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_in(middle) { low = middle + 1 } else { high = middle }
    }
    low
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
            let list: Vec<u8> = words.iter().flat_map(|(of_word, _)| of_word.letters.to_le_bytes()).collect();
            let of_wanted = Letters::of(wanted.chars());
            let found = nearly(&list, of_wanted.letters, changes);
            prop_assert!(found.is_sorted_by(|a, b| a < b));
            for (place, (of_word, word)) in (0..).zip(&words) {
                if is_close(word, &wanted, changes) {
                    prop_assert!(found.contains(&place), "{} {}", word, wanted);
                    prop_assert!(of_word.length.abs_diff(of_wanted.length) <= u32::from(changes), "{} {}", word, wanted);
                }
                prop_assert!(found.contains(&place) || of_word.letters != of_wanted.letters);
            }
        }

        #[test]
        fn any_numbers_are_fine(list in prop::collection::vec(any::<u8>(), 0..400), wanted in any::<u32>(), changes in 0_u8..=2) {
            nearly(&list, wanted, changes);
        }
    }

    #[test]
    fn words_of_other_letters_are_passed_over() {
        let mut words = ["putin", "putni", "putted", "puddle", "put", "moscow"];
        words.sort_by_key(|word| Letters::of(word.chars()).letters);
        let list: Vec<u8> = words.iter().flat_map(|word| Letters::of(word.chars()).letters.to_le_bytes()).collect();
        let near = |changes| {
            let places = nearly(&list, Letters::of("putin".chars()).letters, changes).into_iter();
            let mut words: Vec<&str> = places.map(|place| words[place as usize]).collect();
            words.sort_unstable();
            words
        };
        assert_eq!(near(1), ["putin", "putni"]);
        assert_eq!(near(2), ["put", "putin", "putni", "putted"]);
    }
}
