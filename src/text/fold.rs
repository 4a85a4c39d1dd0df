//! Folding: the form in which words are compared, without case and accents.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// `text` in lower case, decomposed (NFKD), without combining marks, with typographic apostrophes straightened.
///
/// Offsets are not kept: fold words, not documents, where a position matters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |part| folded.push(part));
    }
    folded
}

/// Gives each character that one character becomes: none for a combining mark, several for a ligature.
pub(super) fn fold_char(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii() {
        return put(c.to_ascii_lowercase());
    }
    // Normalizing would also put marks in order, all of which are left out here.
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().map(straightened).for_each(&mut put);
        }
    });
}

fn straightened(c: char) -> char {
    if matches!(c, '\u{2019}' | '\u{2018}' | '\u{02bc}') { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_and_accents_fold_away() {
        assert_eq!(fold("Élysée"), "elysee");
        assert_eq!(fold("Xi’s"), "xi's");
        assert_eq!(fold("МОСКВА"), "москва");
    }
    proptest! {
        #[test]
        fn it_is_what_normalizing_the_whole_text_gives(text in "(\\PC|[A-Za-zÀ-ſ‘’ʼ]|[\u{300}-\u{36f}]|[가-힣ﬁ½İΣ]){0,40}") {
            let whole: String = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
            prop_assert_eq!(fold(&text), whole.replace(['\u{2019}', '\u{2018}', '\u{02bc}'], "'"));
        }
    }
}
