//! Who else says this? From any passage, those most like it in the whole corpus.
//!
//! First the articles that hold the rarest words of the passage together ([`Catalogue::resembling`]), then in each the stretch
//! in which they stand closest ([`stretch`]), then its sentences measured against the passage ([`likeness`]): words weighed by
//! how rare they are in the corpus, names and figures more, and the spelling by runs of four letters.

mod likeness;
mod stretch;
#[cfg(test)]
mod tests;

use super::Holdings;
use super::catalogue::resembling::{MOST_WORDS, Sought};
use crate::compare::near_copies::CopyGroups;
use crate::corpus::{ArticleId, Corpus};
use crate::text::hashed::hashed_words;
use crate::text::terms::{is_function_word, is_unspaced};
use crate::text::{Span, fold};
use crate::work::Cancel;
use likeness::{Measured, Rarities};
use std::collections::BTreeSet;
use stretch::{Stretch, Weights};

/// Articles whose texts are read.
const MOST_READ: usize = 200;

/// Of these, so many have their sentences measured besides those that are told.
const MEASURED_BESIDES: usize = 20;

/// Passages less alike are not told: a word in common is no saying the same.
const LEAST_SCORE: f32 = 0.12;

/// What is asked.
#[derive(Clone, Copy, Default)]
pub struct AlikeQuestion<'a> {
    /// The passage: a sentence or a few.
    pub passage: &'a str,
    /// The article that it is of, which is not told.
    pub from: Option<ArticleId>,
    /// Of copies of one article, and of the one asked from, only the best is told.
    pub copies: Option<&'a CopyGroups>,
    /// Articles told at most.
    pub most: usize,
}

impl std::fmt::Debug for AlikeQuestion<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AlikeQuestion")
            .field("passage", &self.passage)
            .field("most", &self.most)
            .finish_non_exhaustive()
    }
}

/// A passage that says nearly the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// In which article.
    pub article_id: ArticleId,
    /// The sentence, or the few.
    pub span: Span,
    /// How alike, from 0 to 1.
    pub score: f32,
    /// The words that both share as they stand in it, the rarest first.
    pub shared: Vec<String>,
}

/// The passages most like the one asked for among the articles of `is_wanted`, one an article, best first. Nothing when
/// cancelled.
pub fn alike(
    holdings: Holdings<'_>,
    question: AlikeQuestion<'_>,
    is_wanted: &(dyn Fn(ArticleId) -> bool + Sync),
    cancel: &Cancel,
) -> Option<Vec<Alike>> {
    let Holdings { catalogue, corpus, .. } = holdings;
    let mut sought = sought(question.passage);
    let asked_group = question.from.and_then(|from| question.copies?.group_of(from));
    let is_open = |article_id: ArticleId| {
        let is_copy =
            asked_group.is_some() && question.copies.and_then(|copies| copies.group_of(article_id)) == asked_group;
        Some(article_id) != question.from && !is_copy && is_wanted(article_id)
    };
    let candidates = catalogue.resembling(corpus, &mut sought, MOST_READ, &is_open, cancel)?;
    let weights = Weights::new(&sought);
    let stretches = stretch::closest(corpus, &candidates, &weights, question.passage);
    let most_measured = question.most + MEASURED_BESIDES;
    let mut rarities = Rarities::new(catalogue);
    let asked = Measured::new(question.passage, Span::of(question.passage), &mut rarities);
    let mut found: Vec<Alike> = Vec::new();
    for stretch in stretches.into_iter().take(most_measured) {
        if cancel.is_cancelled() {
            return None;
        }
        found.extend(best_passage(corpus, &mut rarities, &weights, &asked, &stretch));
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article_id.cmp(&b.article_id)));
    if let Some(copies) = question.copies {
        let mut told: BTreeSet<usize> = BTreeSet::new();
        found.retain(|alike| copies.group_of(alike.article_id).is_none_or(|group| told.insert(group)));
    }
    found.truncate(question.most);
    Some(found)
}

/// The distinct words of a passage that carry content; of very many the longest.
fn sought(passage: &str) -> Vec<Sought> {
    let mut words = Vec::new();
    hashed_words(passage, Span::of(passage), &mut words);
    let mut seen = BTreeSet::new();
    let mut found: Vec<(usize, Sought)> = Vec::new();
    for word in words.into_iter().filter(|word| seen.insert(word.hash)) {
        let written = word.span.slice(passage);
        let is_pair = written.starts_with(is_unspaced);
        if is_pair || !is_function_word(&fold(written)) {
            found.push((written.len(), Sought::new(written, word.hash, is_pair)));
        }
    }
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().take(MOST_WORDS).map(|(_, sought)| sought).collect()
}

/// The sentence of the stretch, or all of them together, that is most like the passage.
fn best_passage(
    corpus: &Corpus,
    rarities: &mut Rarities<'_>,
    weights: &Weights,
    asked: &Measured,
    stretch: &Stretch,
) -> Option<Alike> {
    let article_id = stretch.article_id;
    let article = corpus.get(article_id)?;
    let spans = stretch::passages(&article.text, stretch.span, weights);
    let measured = spans.into_iter().map(|span| {
        let other = Measured::new(&article.text, span, rarities);
        (asked.likeness(&other), span, other)
    });
    let (score, span, other) = measured.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let shared = asked.shared(&other, &article.text);
    (score >= LEAST_SCORE && !shared.is_empty()).then_some(Alike { article_id, span, score, shared })
}
