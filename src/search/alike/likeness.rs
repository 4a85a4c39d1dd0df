//! How alike are two passages, given how rare words are in the corpus?

use crate::search::Catalogue;
use crate::search::index::token_of;
use crate::text::terms::is_unspaced;
use crate::text::{Span, TermKind, fold, terms};
use std::collections::{BTreeMap, HashMap};

/// Letters in a run by which spelling is compared.
const GRAM: usize = 4;

/// How much spelling counts beside words.
const SPELLING: f32 = 0.3;

/// How much more a name or a figure counts than a word as rare.
const TELLING: f32 = 1.3;

/// How rare words are, each looked up once.
pub(super) struct Rarities<'a> {
    catalogue: &'a Catalogue,
    known: HashMap<String, f32>,
}

impl<'a> Rarities<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, known: HashMap::new() }
    }

    fn of(&mut self, word: &str) -> f32 {
        if let Some(&rarity) = self.known.get(word) {
            return rarity;
        }
        let rarity = self.catalogue.rarity_of(&token_of(word, word.starts_with(is_unspaced)));
        self.known.insert(word.to_owned(), rarity);
        rarity
    }
}

/// A passage ready for being compared.
pub(super) struct Measured {
    /// By stem the weight, and where it stands first.
    words: BTreeMap<String, (f32, Span)>,
    weight: f32,
    grams: Vec<u32>,
}

impl Measured {
    pub(super) fn new(text: &str, span: Span, rarities: &mut Rarities<'_>) -> Self {
        let found = terms(text, span);
        let mut words = BTreeMap::new();
        for term in found {
            let telling = if term.kind == TermKind::Word { 1.0 } else { TELLING };
            let weight = telling * rarities.of(term.span.slice(text));
            words.entry(term.stem).or_insert((weight, term.span));
        }
        let weight = words.values().map(|(weight, _)| weight).sum();
        Self { words, weight, grams: grams(span.slice(text)) }
    }

    /// From 0 to 1: the shared weight over that of both (Dice), with the same of runs of letters.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let shared = |(stem, (weight, _)): (&String, &(f32, Span))| {
            other.words.get(stem).map_or(0.0, |(other, _)| weight.min(*other))
        };
        let words: f32 = self.words.iter().map(shared).sum();
        let by_words = 2.0 * words / (self.weight + other.weight).max(f32::MIN_POSITIVE);
        let by_spelling =
            2.0 * shared_count(&self.grams, &other.grams) as f32 / (self.grams.len() + other.grams.len()).max(1) as f32;
        ((1.0 - SPELLING) * by_words + SPELLING * by_spelling).clamp(0.0, 1.0)
    }

    /// The words of `other`, which stands in `text`, that this has too, the rarest first.
    pub(super) fn shared(&self, other: &Self, text: &str) -> Vec<String> {
        let is_shared = |(stem, _): &(&String, &(f32, Span))| self.words.contains_key(*stem);
        let mut shared: Vec<&(f32, Span)> = other.words.iter().filter(is_shared).map(|(_, word)| word).collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shared.into_iter().map(|(_, span)| span.slice(text).to_owned()).collect()
    }
}

/// Sorted distinct numbers of the runs of letters: a set for Dice, where `compare` counts runs and weighs them by what two
/// articles have in common, which a passage and a corpus do not tell.
fn grams(passage: &str) -> Vec<u32> {
    let letters: Vec<char> = fold(passage).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let number = |run: &[char]| {
        run.iter().fold(0_u32, |hash, &c| (hash.rotate_left(5) ^ u32::from(c)).wrapping_mul(0x9e37_79b1))
    };
    let mut grams: Vec<u32> = letters.windows(GRAM).map(number).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

fn shared_count(a: &[u32], b: &[u32]) -> usize {
    let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
    shorter.iter().filter(|gram| longer.binary_search(gram).is_ok()).count()
}
