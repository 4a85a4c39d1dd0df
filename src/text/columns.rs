//! How much room do words take where every letter is as wide as another, and how are they cut to it?

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

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

    #[test]
    fn words_are_cut_by_what_they_take_and_say_that_they_are() {
        assert_eq!(shortened("Morning Post", 12), "Morning Post");
        assert_eq!(shortened("Morning Post", 9), "Morning…");
        assert_eq!(shortened("標題標題標題", 6), "標題…");
    }
}
