//! Does a sentence speak of what an expression names as something still to come?

use super::language;
use super::tense::{Tense, Tenses};
use super::tokens::tokenize;
use crate::text::Span;

/// So many bytes on either side of an expression decide; a sentence is seldom longer.
const REACH_BYTES: usize = 600;

/// True when the clause around `expression` in `sentence` speaks of something to come: "will", "is scheduled for", "due by".
/// False when it speaks of the past, and nothing when it does not say.
pub fn looks_ahead(text: &str, sentence: Span, expression: Span, language: Option<&str>) -> Option<bool> {
    let language = language::of(language);
    let start = sentence.start().max(on_border(text, expression.start().saturating_sub(REACH_BYTES)));
    let end = sentence.end().min(on_border(text, expression.end() + REACH_BYTES));
    let tokens = tokenize(text, Span::new(start, end), language);
    let at_or_behind =
        |offset: usize| (0..tokens.len()).find(|&at| tokens.get(at).is_some_and(|t| t.span().start() >= offset));
    let first = at_or_behind(expression.start()).unwrap_or(tokens.len());
    let behind = at_or_behind(expression.end()).unwrap_or(tokens.len());
    match Tenses::of(language).around(&tokens, text, first, behind) {
        Tense::Future => Some(true),
        Tense::Past => Some(false),
        Tense::Present | Tense::Unknown => None,
    }
}

/// The nearest border of characters at or before `offset`.
fn on_border(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_tells_what_is_to_come_from_what_was() {
        let check = |text: &str, words: &str| {
            let start = text.find(words).expect("the words");
            looks_ahead(text, Span::of(text), Span::new(start, start + words.len()), Some("en"))
        };
        assert_eq!(check("The bridge will open in May 2031.", "May 2031"), Some(true));
        assert_eq!(check("The bridge opened in May 2021.", "May 2021"), Some(false));
        assert_eq!(check("Talks are scheduled for Tuesday.", "Tuesday"), Some(true));
        assert_eq!(check("Summer of 2021", "2021"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_span_of_any_text_is_answered(text in "(.|\\n|will |was ){0,60}", start in 0_usize..80, len in 0_usize..40) {
            let _ = looks_ahead(&text, Span::of(&text), Span::new(start, start + len), None);
        }
    }
}
