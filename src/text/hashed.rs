//! Words as numbers: for work over very many texts, where cutting after UAX 29 and folding would cost most of the time.
//!
//! A word is a run of letters and digits, compared without case; apostrophes and hyphens part. A character of a script
//! without spaces counts together with its neighbour, as in [`terms`](super::terms). Accents count.

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

/// The words of the `stretch` of a text, in order, added to `found`. Some 3 ns a byte of ASCII.
pub fn hashed_words(text: &str, stretch: Span, found: &mut Vec<HashedWord>) {
    let content = stretch.slice(text);
    let bytes = content.as_bytes();
    let base = stretch.start();
    let mut open: Option<(usize, u64)> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            if byte.is_ascii_alphanumeric() {
                let (start, hash) = open.unwrap_or((at, 0));
                open = Some((start, step(hash, u32::from(byte.to_ascii_lowercase()))));
            } else {
                close(&mut open, base, at, found);
            }
            at += 1;
            continue;
        }
        let Some(c) = content.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let end = at + c.len_utf8();
        if is_unspaced(c) {
            close(&mut open, base, at, found);
            let next = content.get(end..).and_then(|rest| rest.chars().next()).filter(|&next| is_unspaced(next));
            let pair = next.map_or(step(0, c.into()), |next| step(step(0, c.into()), next.into()));
            let end = end + next.map_or(0, char::len_utf8);
            found.push(HashedWord { span: Span::new(base + at, base + end), hash: mixed(pair) });
        } else if c.is_alphanumeric() {
            let (start, hash) = open.unwrap_or((at, 0));
            open = Some((start, c.to_lowercase().fold(hash, |hash, lower| step(hash, lower.into()))));
        } else {
            close(&mut open, base, at, found);
        }
        at = end;
    }
    close(&mut open, base, bytes.len(), found);
}

fn close(open: &mut Option<(usize, u64)>, base: usize, end: usize, found: &mut Vec<HashedWord>) {
    if let Some((start, hash)) = open.take() {
        found.push(HashedWord { span: Span::new(base + start, base + end), hash: mixed(hash) });
    }
}

fn step(hash: u64, unit: u32) -> u64 {
    (hash.rotate_left(5) ^ u64::from(unit)).wrapping_mul(SPREAD)
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
