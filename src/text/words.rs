//! Words of a text, as a reader counts them (Unicode UAX 29, white space and punctuation left out).

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Every word of `text` in order, as spans. A CJK character without a dictionary is a word of its own.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    // No word goes on behind a space, and between two spaces mostly ASCII stands, which is cut much faster.
    text.split_inclusive(|c: char| c.is_ascii_whitespace()).flat_map(move |part| {
        let offset = start;
        start += part.len();
        part.unicode_word_indices().map(move |(at, word)| Span::new(offset + at, offset + at + word.len()))
    })
}

/// How many words `text` has: no word goes on behind a space, and between two spaces mostly ASCII stands.
pub fn word_count(text: &str) -> usize {
    let count =
        |part: &str| if part.is_ascii() { ascii_word_count(part.as_bytes()) } else { part.unicode_words().count() };
    text.split_ascii_whitespace().map(count).sum()
}

/// What UAX 29 says of ASCII: letters, digits and `_` stay together, letters also over one of `.':`, digits over one of
/// `.',;`; what has neither letter nor digit is no word.
fn ascii_word_count(part: &[u8]) -> usize {
    let (mut count, mut is_open, mut is_counted) = (0, false, false);
    let mut before = b' ';
    for (index, &byte) in part.iter().enumerate() {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            is_counted &= is_open;
            is_open = true;
            if !is_counted && byte != b'_' {
                count += 1;
                is_counted = true;
            }
        } else if is_open {
            let after = part.get(index + 1).copied().unwrap_or(b' ');
            let joins_letters = matches!(byte, b'.' | b'\'' | b':') && before.is_ascii_alphabetic();
            let joins_digits = matches!(byte, b'.' | b'\'' | b',' | b';') && before.is_ascii_digit();
            is_open = (joins_letters && after.is_ascii_alphabetic()) || (joins_digits && after.is_ascii_digit());
        }
        before = byte;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_counted_as_a_reader_does() {
        for (text, count) in
            [("Mr. O'Neil's 3,000.5 e-mails, U.S.A.", 6), ("a_b _ __c", 2), ("“Xi’s” plan — 50", 3), ("习近平 x", 4)]
        {
            assert_eq!(word_count(text), count, "{text}");
        }
    }

    proptest! {
        #[test]
        fn cutting_at_spaces_first_makes_no_difference(text in "[a-c1-3_.,;:'’ \\n\t\r\u{301}\u{200d}\u{a0}é中カ🇫\"!-]{0,40}") {
            let whole: Vec<Span> =
                text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), whole);
        }

        #[test]
        fn counting_finds_as_many_as_cutting(text in "[a-c1-3_.,;:'’ \\n\u{301}\u{200d}é中\"!-]{0,40}") {
            prop_assert_eq!(word_count(&text), text.unicode_words().count());
        }
    }
}
