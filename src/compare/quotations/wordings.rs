//! Are these two wordings of one quotation?

use super::Quotation;
use crate::compare::changes::kept;
use crate::text::fold;
use crate::text::hashed::{HashedWord, hashed_words};
use crate::text::terms::is_function_word;

/// How a quotation is worded beside the earliest of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wording {
    /// The same words.
    Verbatim,
    /// All its words stand in the other in a row, or the other's in it.
    Part,
    /// Words were changed, left out or put in between.
    Altered,
}

/// Words of a quotation that are looked at.
pub(super) const MOST_WORDS: usize = 200;

/// Set in the number of a word that carries content.
const CONTENT: u32 = 1 << 31;

/// Words in a row that two wordings must share somewhere.
pub(super) const RUN: usize = 3;

/// Of the runs of the shorter, this share stands in both: one word changed in a clause of seven leaves two of five.
const LEAST_RUNS: f32 = 0.3;

/// Of the words of the shorter, this share stands in both in the same order.
const LEAST_KEPT: f32 = 0.6;

/// Of these, so many carry content: "I do not know what" is said by everybody.
const LEAST_CONTENT: usize = 3;

/// The words of a quotation as numbers.
pub(super) fn words_of(text: &str, quotation: &Quotation) -> Vec<u32> {
    let mut found: Vec<HashedWord> = Vec::new();
    hashed_words(text, quotation.inner, &mut found);
    let number =
        |word: &HashedWord| (word.hash >> 33) as u32 | if is_content(word.span.slice(text)) { CONTENT } else { 0 };
    found.iter().take(MOST_WORDS).map(number).collect()
}

/// Apostrophes part words here: "don" and "ll" are pieces of function words.
fn is_content(word: &str) -> bool {
    let folded = fold(word);
    let is_piece = || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    !is_function_word(&folded) && !is_function_word(&format!("{folded}'t")) && !is_piece()
}

/// Does a quotation say enough to be told from what others say by chance?
pub(super) fn is_telling(words: &[u32]) -> bool {
    words.iter().filter(|word| **word & CONTENT != 0).count() >= LEAST_CONTENT
}

/// How `b` is worded beside `a`; nothing when they are different quotations.
pub(super) fn wording(a: &[u32], b: &[u32]) -> Option<Wording> {
    if a == b {
        return Some(Wording::Verbatim);
    }
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (is_kept, _) = kept(shorter, longer);
    let kept: Vec<u32> = shorter.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(word, _)| *word).collect();
    if !is_telling(&kept) || (kept.len() as f32) < LEAST_KEPT * shorter.len() as f32 {
        return None;
    }
    if longer.windows(shorter.len().max(1)).any(|stretch| stretch == shorter) {
        return Some(Wording::Part);
    }
    let runs = shorter.windows(RUN).count();
    let shared = shorter.windows(RUN).filter(|run| longer.windows(RUN).any(|other| other == *run)).count();
    (shared > 0 && shared as f32 >= LEAST_RUNS * runs as f32).then_some(Wording::Altered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn check(a: &str, b: &str, expected: Option<Wording>) {
        let words = |text: &str| {
            let inner = Span::of(text);
            words_of(text, &Quotation { span: inner, inner, speaker: None })
        };
        assert_eq!(wording(&words(a), &words(b)), expected, "{a} / {b}");
        assert_eq!(wording(&words(b), &words(a)), expected, "{b} / {a}");
    }

    #[test]
    fn wordings_are_told_from_other_quotations() {
        let whole = "Western countries led by America have implemented all-round containment of China";
        check(
            whole,
            "western countries, led by America, have implemented all-round containment of China!",
            Some(Wording::Verbatim),
        );
        check(whole, "have implemented all-round containment", Some(Wording::Part));
        let altered = "Western countries led by America have implemented all-round confinement, encirclement and suppression of China";
        check(whole, altered, Some(Wording::Altered));
        check("I don't know what to say", "I don't know what to do", None);
        check(whole, "Western tourists have never seen so much of China before this year", None);
    }
}
