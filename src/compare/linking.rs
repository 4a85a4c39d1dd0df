//! Which sentences of two articles say the same?
//!
//! Links cross freely: one account reports things in another order than the next, so no alignment that keeps the order is
//! sought. A sentence takes few links, and a further one only when it is nearly as strong as its best.

use super::changes::sameness;
use super::likeness::Likeness;
use super::passages::{Passage, passages};
use super::shared::shared;
use super::{Comparison, Link, LinkKind};
use crate::corpus::Article;
use crate::text::Span;
use std::collections::BTreeSet;

/// Strength from which a link is drawn, with so much more for each doubling of the longer article's sentences: the more
/// there are, the more are alike by chance. Chosen with the two below on pairs of ECB+ articles (some 15 sentences) and on
/// hand-made links between articles of 100.
const DRAWN: f32 = 0.18;
const DRAWN_PER_DOUBLING: f32 = 0.02;

/// Share of a sentence's best link that a further link of it must reach.
const NEARLY_BEST: f32 = 0.45;

/// Links that one sentence takes.
const MOST_LINKS: usize = 4;

/// Likeness below which two sentences have nothing of each other, however alike the two articles are.
const ALONE: f32 = 0.11;

/// Share of common words from which two sentences are one with words changed.
const EDITED: f32 = 0.65;

/// Words of the shortest sentence that is linked for being the same or edited.
const FEWEST_WORDS: usize = 4;

/// Words of content without which a sentence says nothing that could be told to be missing elsewhere.
const FEWEST_TERMS: usize = 2;

/// Compares two articles. Boilerplate is left out.
pub fn compare(a: &Article, b: &Article) -> Comparison {
    let pair = Pair::new(a, b);
    let longer = pair.a.len().max(pair.b.len()).max(1);
    let drawn = DRAWN + (longer as f32).log2() * DRAWN_PER_DOUBLING;
    let candidates = pair.candidates().filter(|pair| pair.strength >= drawn && pair.likeness >= ALONE).collect();
    let links = chosen(candidates, pair.a.len(), pair.b.len());
    let mut links: Vec<Link> = links.into_iter().filter_map(|candidate| pair.link(candidate)).collect();
    links.sort_by_key(|link| (link.a, link.b));
    let linked_a: BTreeSet<Span> = links.iter().map(|link| link.a).collect();
    let linked_b: BTreeSet<Span> = links.iter().map(|link| link.b).collect();
    let only_a = alone(&pair.a, &pair.likeness.best_a, &linked_a);
    let only_b = alone(&pair.b, &pair.likeness.best_b, &linked_b);
    Comparison { links, only_a, only_b }
}

/// Every two sentences whose link would be at least so strong, drawn or not, in order of the first article: for measuring,
/// and for offering counterparts of a sentence that has no link. 0 gives every two that share anything.
pub fn every_pair(a: &Article, b: &Article, least: f32) -> Vec<Link> {
    let pair = Pair::new(a, b);
    pair.candidates().filter(|pair| pair.strength >= least).filter_map(|candidate| pair.link(candidate)).collect()
}

/// Two sentences by their positions.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    a: usize,
    b: usize,
    likeness: f32,
    strength: f32,
}

struct Pair<'a> {
    text_a: &'a str,
    a: Vec<Passage>,
    b: Vec<Passage>,
    likeness: Likeness,
}

impl<'a> Pair<'a> {
    fn new(a: &'a Article, b: &'a Article) -> Self {
        let (passages_a, passages_b) = (passages(a), passages(b));
        let likeness = Likeness::new(&passages_a, &passages_b);
        Self { text_a: &a.text, a: passages_a, b: passages_b, likeness }
    }

    fn candidates(&self) -> impl Iterator<Item = Candidate> + '_ {
        let pairs = self.likeness.pairs();
        pairs.map(|(a, b, likeness)| Candidate { a, b, likeness, strength: self.likeness.strength(likeness) })
    }

    fn link(&self, candidate: Candidate) -> Option<Link> {
        let (a, b) = (self.a.get(candidate.a)?, self.b.get(candidate.b)?);
        let kind = if a.words.len().min(b.words.len()) < FEWEST_WORDS {
            LinkKind::Paraphrase
        } else if a.words == b.words {
            LinkKind::Identical
        } else if sameness(&a.words, &b.words) >= EDITED {
            LinkKind::Edited
        } else {
            LinkKind::Paraphrase
        };
        let shared = shared(self.text_a, a, b, &self.likeness);
        Some(Link { kind, a: a.span, b: b.span, score: candidate.strength, shared })
    }
}

/// The strongest first, as long as both sentences still take links.
fn chosen(mut candidates: Vec<Candidate>, count_a: usize, count_b: usize) -> Vec<Candidate> {
    candidates.sort_by(|x, y| y.likeness.total_cmp(&x.likeness).then((x.a, x.b).cmp(&(y.a, y.b))));
    // Of each sentence: links taken, and the likeness of the first, which is the best.
    let mut taken_a = vec![(0, 0.0_f32); count_a];
    let mut taken_b = vec![(0, 0.0_f32); count_b];
    candidates.retain(|candidate| {
        let (Some(a), Some(b)) = (taken_a.get_mut(candidate.a), taken_b.get_mut(candidate.b)) else { return false };
        let takes = |&(count, best): &(usize, f32)| count < MOST_LINKS && candidate.likeness >= best * NEARLY_BEST;
        let is_taken = takes(a) && takes(b);
        if is_taken {
            for (count, best) in [a, b] {
                *count += 1;
                *best = best.max(candidate.likeness);
            }
        }
        is_taken
    });
    candidates
}

/// Sentences with something to say and nothing like it in the other article.
fn alone(passages: &[Passage], best: &[f32], linked: &BTreeSet<Span>) -> Vec<Span> {
    let pairs = passages.iter().zip(best);
    pairs
        .filter(|(passage, best)| **best < ALONE && passage.terms.len() >= FEWEST_TERMS)
        .map(|(passage, _)| passage.span)
        .filter(|span| !linked.contains(span))
        .collect()
}
