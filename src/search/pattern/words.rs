//! Where do words begin and end in a text?
//!
//! A word is a run of letters, digits and combining marks, so "Xi" is a word of "Xi's" and "art" none of "party". Of
//! scripts that set no spaces between words (Chinese, Japanese, Thai; Korean hangs particles on them) every character is
//! a word by itself; they are searched by substring. A run that folds to nothing (marks alone) is no word.

use crate::search::words::{is_unspaced, is_word};
use crate::text::Span;
use unicode_normalization::char::is_combining_mark;

/// Every word of `text` in order: what the distance of NEAR counts, and what follows one another in a phrase.
pub(in crate::search) fn positions(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let (offset, first) = rest.char_indices().find(|&(_, c)| is_word(c))?;
            let start = at + offset;
            at = if is_unspaced(first) { start + first.len_utf8() } else { run_end(text, start) };
            let word = Span::new(start, at);
            if word.slice(text).chars().any(|c| !is_combining_mark(c)) {
                return Some(word);
            }
        }
    })
}

/// Where the run of spaced letters, digits and marks that holds `start` ends.
pub(super) fn run_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    rest.find(|c: char| !is_word(c) || is_unspaced(c)).map_or(text.len(), |length| start + length)
}

/// The bytes before the first that is not of ASCII.
pub(super) fn ascii_length(bytes: &[u8]) -> usize {
    let whole: usize = bytes.chunks(64).take_while(|chunk| chunk.is_ascii()).map(<[u8]>::len).sum();
    let rest = bytes.get(whole..).unwrap_or_default();
    whole + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

/// True when no character of `text` outside ASCII can fold to an ASCII letter or digit, or belong to a word: typographic
/// quotes, dashes and spaces only. A phrase or word in ASCII is then found by its bytes.
pub(super) fn is_plain(text: &str) -> bool {
    let mut lead = 0;
    text.as_bytes().chunks(64).all(|chunk| {
        if chunk.is_ascii() {
            lead = 0;
            return true;
        }
        chunk.iter().all(|&byte| {
            match std::mem::replace(&mut lead, byte) {
                0x00..=0xC1 => true,
                // No-break space, guillemets, section sign, degree, middle dot, pound, copyright.
                0xC2 => matches!(byte, 0xA0..=0xA9 | 0xAB..=0xB1 | 0xB6 | 0xB7 | 0xBB),
                // U+2000..U+203F: spaces, dashes, quotes.
                0xE2 => byte == 0x80,
                _ => false,
            }
        })
    })
}

/// May a word begin at `at`?
pub(super) fn opens_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !is_word(c) || is_unspaced(c))
}

/// May a word end at `at`?
pub(super) fn closes_word(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|after| after.chars().next()).is_none_or(|c| !is_word(c) || is_unspaced(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_and_unspaced_characters_stand_alone() {
        let shown = |text| positions(text).map(|span| span.slice(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(shown("Xi’s plan, 5G"), ["Xi", "s", "plan", "5G"]);
        assert_eq!(shown("使用iPhone手"), ["使", "用", "iPhone", "手"]);
        assert_eq!(shown("cafe\u{301} ❤\u{fe0f} x"), ["cafe\u{301}", "x"]);
    }

    #[test]
    fn typographic_marks_leave_a_text_plain_and_letters_do_not() {
        assert!(is_plain("“Xi’s” – 20 km…"));
        assert!(!is_plain("café") && !is_plain("2²") && !is_plain("ﬁ"));
    }
}
