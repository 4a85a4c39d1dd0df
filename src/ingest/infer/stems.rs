//! Beginnings of words: which of a line's words does a text take up, inflected or not?

use crate::text::{fold, words};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Characters of a word that count.
const CHARS: usize = 6;

/// The beginning of a word, folded, as a number: of ASCII the letters themselves, of others a hash, by which two are the
/// same by a chance of 2⁻⁶³.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem(u64);

/// The beginnings of the longer words of `text`, folded: inflected forms of a word begin alike. Where a character is a
/// word, all of them.
pub(super) fn stems(text: &str) -> impl Iterator<Item = Stem> {
    words(text).filter_map(move |word| {
        let word = word.slice(text);
        if word.is_ascii() {
            return (word.len() > 3).then(|| spelled(word.as_bytes()));
        }
        (word.len() > 2).then(|| folded(word))
    })
}

/// Six letters leave the highest bits clear, which tells these from hashes.
fn spelled(word: &[u8]) -> Stem {
    let letters = word.iter().take(CHARS);
    Stem(letters.fold(0, |number, byte| number << 8 | u64::from(byte.to_ascii_lowercase())))
}

fn folded(word: &str) -> Stem {
    let folded = fold(word);
    let end = folded.char_indices().nth(CHARS).map_or(folded.len(), |(end, _)| end);
    let beginning = folded.get(..end).unwrap_or(&folded);
    if beginning.is_ascii() {
        return spelled(beginning.as_bytes());
    }
    let mut hasher = DefaultHasher::new();
    beginning.hash(&mut hasher);
    Stem(hasher.finish() | 1 << 63)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<Stem> {
        stems(text).collect()
    }

    /// The same in letters: slow and simple.
    fn spelled_out(text: &str) -> Vec<String> {
        let long = words(text)
            .map(|word| word.slice(text))
            .filter(|word| word.chars().count() > 3 || !word.is_ascii() && word.len() > 2);
        long.map(|word| fold(word).chars().take(CHARS).collect()).collect()
    }

    #[test]
    fn inflected_words_begin_alike_and_short_ones_do_not_count() {
        assert_eq!(all("Councils of the Élysées"), all("a councillor, élysée"));
        assert_eq!(all("Élysée"), all("elysee"), "with or without its accents");
        assert_ne!(all("москва"), all("минск1"));
        assert_eq!(all("it is"), []);
    }

    proptest! {
        #[test]
        fn equal_numbers_are_equal_letters(text in "([a-cA-C]{1,7}|[éÉß]{1,3}|[мск]{1,7}|[ﬁ京]|\u{301}|['. ]){0,30}") {
            let (numbers, letters) = (all(&text), spelled_out(&text));
            prop_assert_eq!(numbers.len(), letters.len());
            for (one, first) in numbers.iter().zip(&letters) {
                for (other, second) in numbers.iter().zip(&letters) {
                    prop_assert_eq!(one == other, first == second, "{} {}", first, second);
                }
            }
        }
    }
}
