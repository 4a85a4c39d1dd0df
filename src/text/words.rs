//! Words of a text, as a reader counts them (Unicode UAX 29, white space and punctuation left out).

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Every word of `text` in order, as spans. A CJK character without a dictionary is a word of its own.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len()))
}

/// How many words `text` has.
pub fn word_count(text: &str) -> usize {
    text.unicode_words().count()
}
