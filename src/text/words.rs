//! Words of a text, as a reader counts them (Unicode UAX 29, white space and punctuation left out).

use super::Span;
use memchr::memchr;
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

/// How many words `text` has: no word goes on behind a space, and between two spaces mostly ASCII and Latin letters stand.
pub fn word_count(text: &str) -> usize {
    let (mut count, mut rest) = (0, text);
    while let Some(other) = first_other(rest.as_bytes()) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let start = rest.get(..other).and_then(|before| before.rfind(is_space)).map_or(0, |space| space + 1);
        let end = rest.get(start..).and_then(|part| part.find(is_space)).map_or(rest.len(), |length| start + length);
        count += latin_word_count(rest.get(..start).unwrap_or_default().as_bytes());
        count += rest.get(start..end).map_or(0, |part| part.unicode_words().count());
        rest = rest.get(end..).unwrap_or_default();
    }
    count + latin_word_count(rest.as_bytes())
}

/// Where the first byte stands that belongs neither to ASCII nor to a letter from `À` (U+00C0) to `ɿ` (U+027F): those that
/// begin with 0xC3 to 0xC9, but for the signs `×` and `÷`.
#[allow(clippy::needless_bitwise_bool, reason = "a branch keeps many bytes from being looked at at once")]
fn first_other(text: &[u8]) -> Option<usize> {
    let is_other = |byte: u8| (byte == 0xC2) | (byte > 0xC9);
    let is_sign = |byte: u8, next: u8| (byte == 0xC3) & ((next == 0x97) | (next == 0xB7));
    let nexts = text.get(1..)?;
    let has_any = |(stretch, nexts): (&[u8; AT_ONCE], &[u8; AT_ONCE])| {
        let pairs = stretch.iter().zip(nexts);
        pairs.fold(false, |found, (&byte, &next)| found | is_other(byte) | is_sign(byte, next))
    };
    let ((stretches, _), (next_stretches, _)) = (text.as_chunks(), nexts.as_chunks());
    let passed = stretches.iter().zip(next_stretches).position(has_any).unwrap_or(next_stretches.len()) * AT_ONCE;
    let nexts = nexts.iter().skip(passed).copied().chain([0]);
    let mut rest = text.iter().skip(passed).copied().zip(nexts);
    Some(passed + rest.position(|(byte, next)| is_other(byte) | is_sign(byte, next))?)
}

/// The words of a text in which [`first_other`] finds nothing.
fn latin_word_count(text: &[u8]) -> usize {
    if memchr(b'_', text).is_some() { underscored_word_count(text) } else { plain_word_count(text) }
}

/// Bytes whose words are counted in a number of eight bits.
const AT_ONCE: usize = 64;

/// The same without `_`: as many words as stretches of letters and digits, fewer those that a sign between joins.
/// Three bytes tell each, without a branch, so that many are looked at at once.
#[allow(clippy::needless_bitwise_bool, reason = "a branch keeps many bytes from being looked at at once")]
fn plain_word_count(text: &[u8]) -> usize {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() | !byte.is_ascii();
    let is_word = |byte: u8| is_letter(byte) | byte.is_ascii_digit();
    let starts = |before: u8, byte: u8| i8::from(!is_word(before) & is_word(byte));
    let joins = |before: u8, byte: u8, after: u8| {
        let letters = is_letter(before) & is_letter(after);
        let digits = before.is_ascii_digit() & after.is_ascii_digit();
        let both = (byte == b'.') | (byte == b'\'');
        i8::from(letters & (both | (byte == b':')) | digits & (both | (byte == b',') | (byte == b';')))
    };
    let ([first, seconds @ ..], [.., last]) = (text, text) else { return 0 };
    let thirds = seconds.get(1..).unwrap_or_default();
    let stretches = text.chunks(AT_ONCE).zip(seconds.chunks(AT_ONCE)).zip(thirds.chunks(AT_ONCE));
    let of_stretch = |((befores, bytes), afters): ((&[u8], &[u8]), &[u8])| {
        let mut count = 0_i8;
        for ((&before, &byte), &after) in befores.iter().zip(bytes).zip(afters) {
            count += starts(before, byte) - joins(before, byte, after);
        }
        isize::from(count)
    };
    // The first byte has none before it, the last none behind it.
    let ends = text.len().checked_sub(2).and_then(|at| text.get(at)).map_or(0, |&before| starts(before, *last));
    let count = isize::from(starts(b' ', *first) + ends) + stretches.map(of_stretch).sum::<isize>();
    count.unsigned_abs()
}

/// What UAX 29 says of them: letters, digits and `_` stay together, letters also over one of `.':`, digits over one of
/// `.',;`; what has neither letter nor digit is no word.
fn underscored_word_count(text: &[u8]) -> usize {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let (mut count, mut is_open, mut is_counted) = (0, false, false);
    let mut before = b' ';
    for (index, &byte) in text.iter().enumerate() {
        if is_letter(byte) || byte.is_ascii_digit() || byte == b'_' {
            is_counted &= is_open;
            is_open = true;
            if !is_counted && byte != b'_' {
                count += 1;
                is_counted = true;
            }
        } else if is_open {
            let after = text.get(index + 1).copied().unwrap_or(b' ');
            let joins_letters = matches!(byte, b'.' | b'\'' | b':') && is_letter(before);
            let joins_digits = matches!(byte, b'.' | b'\'' | b',' | b';') && before.is_ascii_digit();
            is_open = (joins_letters && is_letter(after)) || (joins_digits && after.is_ascii_digit());
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
        fn long_lines_are_counted_as_cut(text in "[a-c1-3.,;:' \néßÅɿ×÷-]{0,300}|[a-c1-3_.,;:' \nÀÖØƻǃɏ-]{0,300}") {
            prop_assert_eq!(word_count(&text), text.unicode_words().count());
        }

        #[test]
        fn counting_finds_as_many_as_cutting(text in "[a-c1-3_.,;:'’ \\n\u{301}\u{200d}é中\"!-]{0,40}") {
            prop_assert_eq!(word_count(&text), text.unicode_words().count());
        }
    }
}
