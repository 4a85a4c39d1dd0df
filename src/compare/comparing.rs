//! Two articles compared: their links with what each is, and what each has alone.

use super::Comparison;
use super::changes::sameness;
use super::conflicts::conflicts;
use super::lacking::lacking;
use super::likeness::Likeness;
use super::link::{Link, LinkKind};
use super::linking::{Candidate, candidate, candidates, is_copy, linked};
use super::prepared::Prepared;
use super::quotes::{QuoteMatch, is_telling, same_quotations};
use super::restated;
use super::shared::shared;
use crate::corpus::Article;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Share of common words from which two sentences are one with words changed.
const EDITED: f32 = 0.65;

/// Words of the shortest sentence that can be one with words changed.
const FEWEST_WORDS: usize = 4;

/// Words of content without which a sentence says nothing that could be told to be missing elsewhere.
const FEWEST_TERMS: usize = 2;

/// Likeness from which a sentence has something like it in the other article, linked or not.
const MOST_ALONE: f32 = 0.11;

/// Compares two articles. Boilerplate is left out.
///
/// The other way round it gives the same links, mirrored. To compare an article with several, keep it [`Prepared`].
pub fn compare(a: &Article, b: &Article) -> Comparison {
    compare_prepared(&Prepared::new(a), &Prepared::new(b))
}

/// Compares two articles that were made ready before.
pub fn compare_prepared(a: &Prepared, b: &Prepared) -> Comparison {
    let pair = Pair::new(a, b);
    let mut chosen = linked(a, b, &pair.likeness);
    pair.add_quotations(&mut chosen);
    let mut links: Vec<Link> = chosen.iter().filter_map(|candidate| pair.link(candidate)).collect();
    links.sort_by_key(|link| (link.a, link.b));
    let linked_a: BTreeSet<usize> = chosen.iter().map(|candidate| candidate.a).collect();
    let linked_b: BTreeSet<usize> = chosen.iter().map(|candidate| candidate.b).collect();
    Comparison {
        links,
        only_a: alone(a, &pair.likeness.best_a, &linked_a),
        only_b: alone(b, &pair.likeness.best_b, &linked_b),
        facts_a: lacking(a, b),
        facts_b: lacking(b, a),
    }
}

/// Every two sentences whose link would be at least so strong, drawn or not, in order of the first article: for measuring,
/// and for offering counterparts of a sentence that has no link. 0 gives every two that share anything.
pub fn every_pair(a: &Article, b: &Article, least: f32) -> Vec<Link> {
    let (a, b) = (Prepared::new(a), Prepared::new(b));
    let pair = Pair::new(&a, &b);
    let strong = candidates(&pair.likeness).filter(|candidate| candidate.strength >= least);
    strong.filter_map(|candidate| pair.link(&candidate)).collect()
}

struct Pair<'a> {
    a: &'a Prepared,
    b: &'a Prepared,
    likeness: Likeness,
    quotations: BTreeMap<(usize, usize), QuoteMatch>,
}

impl<'a> Pair<'a> {
    fn new(a: &'a Prepared, b: &'a Prepared) -> Self {
        Self { a, b, likeness: Likeness::new(a, b), quotations: same_quotations(a, b) }
    }

    /// Links what holds the same quotation, if the quotation says enough, however different the rest is.
    fn add_quotations(&self, chosen: &mut Vec<Candidate>) {
        let known: BTreeSet<(usize, usize)> = chosen.iter().map(|candidate| (candidate.a, candidate.b)).collect();
        for (&(a, b), quote) in &self.quotations {
            if !known.contains(&(a, b)) && is_telling(quote, self.a, a, &self.likeness) {
                chosen.push(candidate(a, b, self.likeness.of(a, b), &self.likeness));
            }
        }
    }

    fn link(&self, candidate: &Candidate) -> Option<Link> {
        let (in_a, in_b) = (candidate.a, candidate.b);
        let (a, b) = (self.a.sentences.get(in_a)?, self.b.sentences.get(in_b)?);
        let (shorter, longer) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
        let may_be_edited = shorter >= FEWEST_WORDS && 2.0 * shorter as f32 >= EDITED * (shorter + longer) as f32;
        let is_edited = may_be_edited && sameness(&a.words, &b.words) >= EDITED;
        let quote = self.quotations.get(&(in_a, in_b)).copied();
        let is_copy = is_copy(self.a, self.b, candidate);
        let mut conflicts = if is_copy { Vec::new() } else { conflicts(self.a, in_a, self.b, in_b, is_edited) };
        if conflicts.is_empty() && !is_edited {
            conflicts = restated::conflicts(self.a, in_a, self.b, in_b);
        }
        let kind = if is_copy {
            LinkKind::Identical
        } else if !conflicts.is_empty() {
            LinkKind::Conflict
        } else if is_edited {
            LinkKind::Edited
        } else if quote.is_some() {
            LinkKind::Quote
        } else {
            LinkKind::Paraphrase
        };
        let shared = shared(self.a, in_a, self.b, in_b, &self.likeness);
        Some(Link { kind, a: a.span, b: b.span, score: candidate.strength, shared, quote, conflicts })
    }
}

/// Sentences with something to say and nothing like it in the other article.
fn alone(article: &Prepared, best: &[f32], linked: &BTreeSet<usize>) -> Vec<Span> {
    let numbered = article.sentences.iter().zip(best).enumerate();
    numbered
        .filter(|(number, (sentence, best))| {
            **best < MOST_ALONE && sentence.terms.len() >= FEWEST_TERMS && !linked.contains(number)
        })
        .map(|(_, (sentence, _))| sentence.span)
        .collect()
}
