//! Words as numbers: for work over very many texts, where cutting after UAX 29 and folding would cost most of the time.
//!
//! A word is a run of letters and digits, compared without case; apostrophes and hyphens part. A character of a script
//! without spaces counts together with its neighbour, as in [`terms`](mod@super::terms). Accents count.

use super::Span;
use super::terms::is_unspaced;

/// A word with its number. Equal words have equal numbers; two different ones have the same by a chance of 2⁻⁶⁴.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashedWord {
    /// Where it stands.
    pub span: Span,
    /// Its number.
    pub hash: u64,
}

/// An odd number without pattern, by which numbers are spread.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// What ASCII letters and digits count as; 0 is no part of a word.
const LOWERED: [u8; 128] = lowered();

const fn lowered() -> [u8; 128] {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// The words of the `stretch` of a text, in order, added to `found`.
pub fn hashed_words(text: &str, stretch: Span, found: &mut Vec<HashedWord>) {
    let content = stretch.slice(text);
    let bytes = content.as_bytes();
    let base = stretch.start();
    let mut word = OpenWord::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(&lower) = LOWERED.get(usize::from(byte)) {
            if lower == 0 {
                word.close(base, at, found);
            } else {
                word.push(at, lower);
            }
            at += 1;
            continue;
        }
        let Some(c) = content.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + c.len_utf8();
        if is_unspaced(c) {
            word.close(base, at, found);
            let next = content.get(end..).and_then(|rest| rest.chars().next()).filter(|&next| is_unspaced(next));
            word.push_char(at, c);
            if let Some(next) = next {
                word.push_char(at, next);
            }
            word.close(base, end + next.map_or(0, char::len_utf8), found);
        } else if c.is_alphanumeric() {
            c.to_lowercase().for_each(|lower| word.push_char(at, lower));
        } else {
            word.close(base, at, found);
        }
        at = end;
    }
    word.close(base, bytes.len(), found);
}

/// A word that is being read: its bytes are taken in eights, so that most words are spread once.
#[derive(Default)]
struct OpenWord {
    start: usize,
    hash: u64,
    bytes: u64,
    /// 0 while no word is open.
    len: u32,
}

impl OpenWord {
    #[inline]
    fn push(&mut self, at: usize, byte: u8) {
        if self.len == 0 {
            self.start = at;
        } else if self.len.is_multiple_of(8) {
            self.hash = spread(self.hash, self.bytes);
            self.bytes = 0;
        }
        self.bytes = self.bytes << 8 | u64::from(byte);
        self.len += 1;
    }

    fn push_char(&mut self, at: usize, c: char) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(at, byte));
    }

    #[inline]
    fn close(&mut self, base: usize, end: usize, found: &mut Vec<HashedWord>) {
        if self.len > 0 {
            let hash = mixed(spread(self.hash, self.bytes));
            found.push(HashedWord { span: Span::new(base + self.start, base + end), hash });
            *self = Self::default();
        }
    }
}

fn spread(hash: u64, bytes: u64) -> u64 {
    (hash.rotate_left(29) ^ bytes).wrapping_mul(SPREAD)
}

/// Spreads a number over all 64 bits: the mixing step of `SplitMix64`.
pub fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(SPREAD);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The number of words in a row, by their numbers.
pub fn row_hash(words: &[HashedWord]) -> u64 {
    mixed(words.iter().fold(0, |hash: u64, word| (hash.rotate_left(17) ^ word.hash).wrapping_mul(SPREAD)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(String, u64)> {
        let mut found = Vec::new();
        hashed_words(text, Span::of(text), &mut found);
        found.iter().map(|word| (word.span.slice(text).to_owned(), word.hash)).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_digits_without_case() {
        let words: Vec<String> = shown("It’s 3,000 Élysée-x 习近平.").into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["It", "s", "3", "000", "Élysée", "x", "习近", "近平", "平"]);
        assert_eq!(shown("MOSCOW")[0].1, shown("a, Moscow")[1].1);
        assert_eq!(shown("МОСКВА")[0].1, shown("москва")[0].1);
        assert_ne!(shown("on")[0].1, shown("no")[0].1);
        assert_ne!(shown("international")[0].1, shown("internatienal")[0].1);
    }

    proptest! {
        #[test]
        fn words_stand_in_order_inside_the_stretch(text in "\\PC{0,40}", cut in 0_usize..20) {
            let cut = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let mut found = Vec::new();
            hashed_words(&text, Span::new(cut, text.len()), &mut found);
            let mut start = cut;
            for word in found {
                prop_assert!(word.span.start() >= start && !word.span.slice(&text).is_empty());
                start = word.span.start() + 1;
            }
        }
    }
}
