//! Folding: the form in which words are compared, without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case, decomposed (NFKD), without combining marks, with typographic apostrophes straightened.
///
/// Offsets are not kept: fold words, not documents, where a position matters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '\u{2019}' | '\u{2018}' | '\u{02bc}') { '\'' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_fold_away() {
        assert_eq!(fold("Élysée"), "elysee");
        assert_eq!(fold("Xi’s"), "xi's");
        assert_eq!(fold("МОСКВА"), "москва");
    }
}
