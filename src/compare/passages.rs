//! An article cut into sentences, each with what it is compared by.

use crate::corpus::Article;
use crate::text::{Span, Term, fold, sentences, terms, words};
use std::collections::BTreeMap;

/// Sentences of one article that are compared; the rest of a longer one (a book, a hostile file) is passed over.
const MOST_SENTENCES: usize = 4000;

/// Words of one sentence that are compared.
const MOST_WORDS: usize = 400;

/// Characters of one gram of letters.
const GRAM: usize = 4;

/// One sentence.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) span: Span,
    /// Words of content, in order.
    pub(super) terms: Vec<Term>,
    /// All words, folded, in order.
    pub(super) words: Vec<String>,
}

/// The sentences of `article` outside boilerplate, in order.
pub(super) fn passages(article: &Article) -> Vec<Passage> {
    sentences(&article.text)
        .into_iter()
        .filter(|&sentence| !article.is_boilerplate(sentence))
        .take(MOST_SENTENCES)
        .map(|span| {
            let sentence = span.slice(&article.text);
            let words = words(sentence).take(MOST_WORDS).map(|word| fold(word.slice(sentence))).collect();
            let mut terms = terms(&article.text, span);
            terms.truncate(MOST_WORDS);
            Passage { span, terms, words }
        })
        .collect()
}

impl Passage {
    /// How often each stem occurs.
    pub(super) fn stems(&self) -> BTreeMap<&str, f32> {
        let mut counts = BTreeMap::new();
        for term in &self.terms {
            *counts.entry(term.stem.as_str()).or_default() += 1.0;
        }
        counts
    }

    /// How often each run of four characters occurs, spaces between words included, as numbers that hash them.
    pub(super) fn grams(&self) -> BTreeMap<u64, f32> {
        let mut counts: BTreeMap<u64, f32> = BTreeMap::new();
        let letters: Vec<char> = std::iter::once(' ')
            .chain(self.words.iter().flat_map(|word| word.chars().chain(std::iter::once(' '))))
            .collect();
        for gram in letters.windows(GRAM) {
            // 21 bits hold any character: four of them are told apart by their lowest 16.
            let number = gram.iter().fold(0, |number, &c| (number << 16) | u64::from(c as u32 & 0xFFFF));
            *counts.entry(number).or_default() += 1.0;
        }
        counts
    }
}
