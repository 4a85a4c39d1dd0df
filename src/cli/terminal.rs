//! Words from documents, made safe and short for a terminal.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// `words` on one line, without control characters, escape sequences and marks that turn the direction of writing.
///
/// White space of any kind becomes one space; escape sequences lose their escape, which makes them harmless.
pub fn plain(words: &str) -> Cow<'_, str> {
    if !words.contains(is_unfit) && !words.contains("  ") {
        return Cow::Borrowed(words);
    }
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_whitespace() {
            if !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !is_unfit(c) {
            plain.push(c);
        }
    }
    Cow::Owned(plain)
}

/// Control characters, and the invisible ones that reorder or hide what stands beside them.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || (c != ' ' && c.is_whitespace())
}

/// How many columns `words` take.
pub fn width(words: &str) -> usize {
    words.width()
}

/// `words` in at most `columns` columns, with `…` where something was left out.
pub fn shortened(words: &str, columns: usize) -> Cow<'_, str> {
    if words.width() <= columns {
        return Cow::Borrowed(words);
    }
    // By what a reader sees as one character: a sign and the mark that makes it a picture take more room together.
    let mut short = String::new();
    let mut used = 0;
    for cluster in words.graphemes(true) {
        used += cluster.width();
        if used >= columns {
            break;
        }
        short.push_str(cluster);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_taken_out() {
        assert_eq!(plain("a\u{1b}[31mred\u{7}\u{9b}2J"), "a[31mred2J");
        assert_eq!(plain("one\r\n\ttwo  three"), "one two three");
        assert_eq!(plain("\u{202e}txt.exe\u{2066}"), "txt.exe");
        assert_eq!(plain("Ünïcode 標題"), "Ünïcode 標題");
    }

    #[test]
    fn a_sign_with_the_mark_that_makes_it_a_picture_takes_the_room_of_both() {
        for columns in 1..12 {
            let short = shortened("🕯\u{fe0f}  A¡ 0A®Aaኸ", columns);
            assert!(width(&short) <= columns, "{short} in {columns}");
        }
    }

    proptest::proptest! {
        #[test]
        fn shortened_words_fit(words in "\\PC{0,40}", columns in 1_usize..30) {
            assert!(width(&shortened(&words, columns)) <= columns);
        }
    }
}
