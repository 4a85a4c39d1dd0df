//! The words of a language, looked up by every word of a text: most are told by how they begin to be none of them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Lower-case words and a number for each.
#[derive(Debug, Default)]
pub(super) struct Words {
    fronts: Fronts,
    /// Words that their fronts are the whole of, by the bytes of these.
    short: HashMap<u64, u32, BuildHasherDefault<WordHasher>>,
    long: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
}

impl Words {
    pub(super) fn insert(&mut self, word: &str, number: u32) {
        let front = Front::of(word);
        self.fronts.add(front);
        if front.is_whole() {
            self.short.insert(front.bytes, number);
        } else {
            self.long.insert(word.into(), number);
        }
    }

    pub(super) fn get(&self, word: &str) -> Option<u32> {
        self.with_front(Front::of(word), || word.into())
    }

    /// The number of the word of that front; `word` gives the word where it is longer than the front.
    pub(super) fn with_front<'a>(&self, front: Front, word: impl FnOnce() -> Cow<'a, str>) -> Option<u32> {
        if !self.fronts.may_have(front) {
            return None;
        }
        if front.is_whole() { self.short.get(&front.bytes).copied() } else { self.long.get(&*word()).copied() }
    }
}

/// How a word begins and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::time) struct Front {
    /// Its first eight bytes, the first of them lowest; zeros behind it where it is shorter.
    bytes: u64,
    len: usize,
}

impl Front {
    /// Of a lower-case word.
    pub(super) fn of(word: &str) -> Self {
        Self { bytes: eight(word.as_bytes()), len: word.len() }
    }

    /// Of the word of ASCII letters with which `text` begins, as it is in lower case.
    pub(in crate::time) fn of_letters(text: &[u8]) -> Self {
        let first = eight(text);
        let count = letters(first);
        let lower = first | 0x2020_2020_2020_2020;
        if count < 8 {
            return Self { bytes: lower & !(u64::MAX << (8 * count)), len: count };
        }
        let mut len = 8;
        loop {
            let more = letters(eight(text.get(len..).unwrap_or_default()));
            len += more;
            if more < 8 {
                return Self { bytes: lower, len };
            }
        }
    }

    /// Bytes of the word.
    pub(in crate::time) fn len(self) -> usize {
        self.len
    }

    /// The word has no more bytes than the front.
    fn is_whole(self) -> bool {
        self.len <= 8
    }
}

/// The first eight bytes, the first lowest; zeros where there are fewer.
fn eight(bytes: &[u8]) -> u64 {
    if let Some(&first) = bytes.first_chunk() {
        return u64::from_le_bytes(first);
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// How many of eight bytes are ASCII letters before the first that is not.
fn letters(eight: u64) -> usize {
    /// The same in every byte.
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let lower = (eight | each(0x20)) & each(0x7F);
    // The highest bit of a byte is set by what is added where the byte is "a" or more, and where it is more than "z".
    let (from_a, after_z) = (lower + each(0x80 - b'a'), lower + each(0x7F - b'z'));
    let others = !((from_a ^ after_z) & !eight) & each(0x80);
    others.trailing_zeros() as usize / 8
}

/// An odd number whose bits are as good as random: 2 to the 64th over the golden ratio.
const MIXER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Bits that the fronts of words are put into.
const FRONTS: usize = 1 << 14;

/// A bit for the front of each of several words. Some share one.
#[derive(Clone, Debug)]
struct Fronts(Box<[u64; FRONTS / 64]>);

impl Default for Fronts {
    fn default() -> Self {
        Self(Box::new([0; FRONTS / 64]))
    }
}

impl Fronts {
    /// Where the bit of a front is: which number, which bit.
    fn place(front: Front) -> (usize, u32) {
        let mixed = (front.bytes ^ front.len as u64).wrapping_mul(MIXER);
        let place = mixed >> (u64::BITS - FRONTS.ilog2());
        (place as usize / 64, place as u32 % 64)
    }

    fn add(&mut self, front: Front) {
        let (number, bit) = Self::place(front);
        if let Some(bits) = self.0.get_mut(number) {
            *bits |= 1 << bit;
        }
    }

    fn may_have(&self, front: Front) -> bool {
        let (number, bit) = Self::place(front);
        self.0.get(number).is_some_and(|bits| bits >> bit & 1 == 1)
    }
}

/// Multiplies and turns, eight bytes at once: words come from our own files, so that speed counts and flooding does not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordHasher(u64);

impl std::hash::Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.chunks(8).for_each(|chunk| self.write_u64(eight(chunk)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(MIXER).rotate_left(26);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_and_most_others_are_passed_over_by_their_fronts() {
        for (code, _, language) in &super::super::LANGUAGES {
            let words = &language.words;
            assert!(words.long.iter().all(|(word, &number)| words.get(word) == Some(number)), "{code}");
            let is_found = |(bytes, number): (&u64, &u32)| {
                let word = bytes.to_le_bytes();
                let word = std::str::from_utf8(word.split(|byte| *byte == 0).next().unwrap()).unwrap();
                words.get(word) == Some(*number)
            };
            assert!(words.short.iter().all(is_found) && words.short.len() > 100, "{code}");
            let bits: u32 = words.fronts.0.iter().map(|bits| bits.count_ones()).sum();
            assert!(bits < FRONTS as u32 / 4, "{code}: {bits} of {FRONTS}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_letters_at_the_start_of_any_text_have_the_front_of_their_word(text in "[a-zA-Z@\\[`{é’ 0-9-]{0,30}") {
            let end = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
            let lower = text.get(..end).unwrap().to_ascii_lowercase();
            assert_eq!(Front::of_letters(text.as_bytes()), Front::of(&lower));
        }

        #[test]
        fn letters_are_counted_to_the_first_other_byte(bytes in proptest::prelude::any::<[u8; 8]>()) {
            let expected = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(8);
            assert_eq!(letters(u64::from_le_bytes(bytes)), expected);
        }
    }
}
