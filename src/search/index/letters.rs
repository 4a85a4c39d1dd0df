//! Which words have nearly the same letters as this one?
//!
//! A change puts in or takes out one letter at most, so words that few changes turn into one another have nearly the same
//! letters and nearly as many. Both fit one number a word, and many numbers are compared at once: what is left is looked at
//! letter by letter.

use super::super::edit_distance::MOST_CHANGES;
use super::bytes::u32_at;

/// Bits for letters. Those of the Latin alphabet have one each, the others share them.
const LETTER_BITS: u32 = 27;

const LETTERS: u32 = (1 << LETTER_BITS) - 1;

/// Lengths from here on are not told apart.
const LONG: usize = 31;

/// The highest bit.
const SIGN: u32 = 1 << 31;

/// Words that are compared at once.
const AT_ONCE: usize = 16;

/// The letters of a word below, its length above them.
pub(super) fn letters_of(word: impl Iterator<Item = char>) -> u32 {
    let (mut letters, mut length) = (0, 0);
    for c in word {
        let letter = if c.is_ascii_lowercase() { u32::from(c) - u32::from('a') } else { u32::from(c) % LETTER_BITS };
        letters |= 1 << letter;
        length += 1;
    }
    (length.min(LONG) as u32) << LETTER_BITS | letters
}

/// The places in a list of such numbers of the words that so few changes may turn into a wanted one, in order.
pub(super) fn nearly(list: &[u8], wanted: u32, changes: u8) -> Vec<u32> {
    match changes {
        0 => nearly_by::<0>(list, wanted),
        1 => nearly_by::<1>(list, wanted),
        _ => nearly_by::<MOST_CHANGES>(list, wanted),
    }
}

fn nearly_by<const CHANGES: usize>(list: &[u8], wanted: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let (chunks, rest) = list.as_chunks::<{ AT_ONCE * 4 }>();
    for (number, chunk) in (0..).step_by(AT_ONCE).zip(chunks) {
        let words = chunk.as_chunks::<4>().0;
        let any = words.iter().fold(0, |any, word| {
            let distance = distance::<CHANGES>(u32::from_le_bytes(*word), wanted);
            // The sign of what is not nothing is set in it or in its negative.
            any | !(distance | distance.wrapping_neg())
        });
        if any & SIGN != 0 {
            let near = (number..).zip(words).filter(|(_, word)| is_near::<CHANGES>(u32::from_le_bytes(**word), wanted));
            found.extend(near.map(|(place, _)| place));
        }
    }
    let before = (chunks.len() * AT_ONCE) as u32;
    let rest =
        (0..rest.len() / 4).filter(|place| u32_at(rest, place * 4).is_some_and(|w| is_near::<CHANGES>(w, wanted)));
    found.extend(rest.map(|place| before + place as u32));
    found
}

fn is_near<const CHANGES: usize>(word: u32, wanted: u32) -> bool {
    distance::<CHANGES>(word, wanted) == 0
}

/// Nothing when so few changes may do. Without a branch or a comparison, so that several are worked out side by side.
#[inline]
fn distance<const CHANGES: usize>(word: u32, wanted: u32) -> u32 {
    let (mut more, mut fewer) = (word & !wanted & LETTERS, wanted & !word & LETTERS);
    for _ in 0..CHANGES {
        // One letter less.
        more &= more.wrapping_sub(1);
        fewer &= fewer.wrapping_sub(1);
    }
    let most = CHANGES as u32;
    let longer = (word >> LETTER_BITS).wrapping_sub(wanted >> LETTER_BITS);
    // One of these is below zero where the lengths are too far apart.
    let beyond = most.wrapping_add(longer) | most.wrapping_sub(longer);
    more | fewer | (beyond & SIGN)
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
            let list: Vec<u8> = words.iter().flat_map(|word| letters_of(word.chars()).to_le_bytes()).collect();
            let found = nearly(&list, letters_of(wanted.chars()), changes);
            prop_assert!(found.is_sorted_by(|a, b| a < b));
            for (place, word) in (0..).zip(&words) {
                prop_assert!(found.contains(&place) || !is_close(word, &wanted, changes), "{} {}", word, wanted);
                let is_same = letters_of(word.chars()) == letters_of(wanted.chars());
                prop_assert!(found.contains(&place) || !is_same);
            }
        }
    }

    #[test]
    fn words_of_other_letters_or_lengths_are_passed_over() {
        let words = ["putin", "putni", "putted", "puddle", "put", "moscow"];
        let list: Vec<u8> = words.iter().flat_map(|word| letters_of(word.chars()).to_le_bytes()).collect();
        assert_eq!(nearly(&list, letters_of("putin".chars()), 1), [0, 1]);
        assert_eq!(nearly(&list, letters_of("putin".chars()), 2), [0, 1, 2, 4]);
    }
}
