//! What each dated mention has to say for itself: the words of its sentence, weighed by how rare they are.

use super::{MentionRef, Mentions};
use crate::corpus::{Article, ArticleId, Corpus, Mention};
use crate::text::{Span, Term, TermKind, terms};
use crate::time::Interval;
use crate::work::Cancel;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Mentions vaguer than this (a decade, a century) name no happening.
const VAGUEST_DAYS: i64 = 366;

/// A sentence with fewer words of content besides its dates names no happening: datelines, "Published on …".
const FEWEST_TERMS: usize = 2;

/// A name tells two happenings apart better than a word of the same rarity.
const NAME_WEIGHT: f32 = 1.5;

/// A word is counted in full up to so many terms away from the expression of time, and by half beyond.
const NEAR_TERMS: usize = 12;

/// A dated mention with its words.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) mention: MentionRef,
    pub(super) interval: Interval,
    pub(super) sentence: Span,
    /// Words with their weights, in order of the words' numbers.
    pub(super) words: Vec<(WordId, f32)>,
}

/// The number of a word, in order of first appearance.
pub(super) type WordId = u32;

struct Unweighed {
    mention: MentionRef,
    interval: Interval,
    sentence: Span,
    is_first_of_sentence: bool,
    /// Stem and weight without rarity.
    words: BTreeMap<String, f32>,
}

/// All evidence of a corpus.
#[derive(Debug)]
pub(super) struct Evidence {
    /// In corpus order.
    pub(super) pieces: Vec<Piece>,
    numbers: HashMap<String, WordId>,
}

impl Evidence {
    /// The number of a stem, if any piece holds it.
    pub(super) fn number(&self, stem: &str) -> Option<WordId> {
        self.numbers.get(stem).copied()
    }
}

/// The evidence of all dated mentions outside boilerplate, in corpus order. Nothing when cancelled.
pub(super) fn gather(corpus: &Corpus, mentions: &Mentions, cancel: &Cancel) -> Option<Evidence> {
    let by_article: Option<Vec<Vec<Unweighed>>> = (0..corpus.slot_count())
        .into_par_iter()
        .map(|index| {
            let article_id = ArticleId(index as u32);
            let article = corpus.get(article_id);
            let pieces = |article| of_article(article_id, article, mentions.of(article_id));
            (!cancel.is_cancelled()).then(|| article.map_or_else(Vec::new, |article| pieces(article)))
        })
        .collect();
    let unweighed: Vec<Unweighed> = by_article?.into_iter().flatten().collect();
    let (numbers, sentence_counts) = number_words(&unweighed);
    let sentence_count = unweighed.iter().filter(|piece| piece.is_first_of_sentence).count();
    let rarity: Vec<f32> =
        sentence_counts.iter().map(|&count| (1.0 + sentence_count as f32 / count.max(1) as f32).ln()).collect();
    let pieces = unweighed.iter().map(|piece| {
        let mut words: Vec<(WordId, f32)> = piece
            .words
            .iter()
            .filter_map(|(stem, weight)| {
                let word_id = *numbers.get(stem)?;
                Some((word_id, weight * rarity.get(word_id as usize)?))
            })
            .collect();
        words.sort_unstable_by_key(|&(word_id, _)| word_id);
        Piece { mention: piece.mention, interval: piece.interval, sentence: piece.sentence, words }
    });
    Some(Evidence { pieces: pieces.collect(), numbers })
}

/// Gives every word a number and counts the sentences that hold it.
fn number_words(pieces: &[Unweighed]) -> (HashMap<String, WordId>, Vec<usize>) {
    let mut numbers: HashMap<String, WordId> = HashMap::new();
    let mut sentence_counts: Vec<usize> = Vec::new();
    for piece in pieces {
        for stem in piece.words.keys() {
            let word_id = *numbers.entry(stem.clone()).or_insert_with(|| {
                sentence_counts.push(0);
                (sentence_counts.len() - 1) as WordId
            });
            if piece.is_first_of_sentence
                && let Some(count) = sentence_counts.get_mut(word_id as usize)
            {
                *count += 1;
            }
        }
    }
    (numbers, sentence_counts)
}

fn of_article(article_id: ArticleId, article: &Article, mentions: &[Mention]) -> Vec<Unweighed> {
    let mut found: Vec<Unweighed> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let Some(interval) = mention.interval().filter(|interval| interval.day_count() <= VAGUEST_DAYS) else {
            continue;
        };
        if mention.is_boilerplate {
            continue;
        }
        let dates =
            mentions.iter().filter(|other| other.sentence == mention.sentence).map(|other| other.expression.span);
        let dates: Vec<Span> = dates.collect();
        let words = words_near(&article.text, mention, &dates);
        if words.len() >= FEWEST_TERMS {
            let is_first_of_sentence = found.last().is_none_or(|last| last.sentence != mention.sentence);
            let mention_ref = MentionRef { article_id, index: index as u32 };
            let sentence = mention.sentence;
            found.push(Unweighed { mention: mention_ref, interval, sentence, is_first_of_sentence, words });
        }
    }
    found
}

/// The words of the mention's sentence outside its expressions of time, by stem.
fn words_near(text: &str, mention: &Mention, dates: &[Span]) -> BTreeMap<String, f32> {
    let terms: Vec<Term> = terms(text, mention.sentence)
        .into_iter()
        .filter(|term| !dates.iter().any(|date| date.overlaps(term.span)))
        .collect();
    let here = terms.partition_point(|term| term.span.start < mention.expression.span.start);
    let mut words: BTreeMap<String, f32> = BTreeMap::new();
    for (position, term) in terms.into_iter().enumerate() {
        let nearness = if position.abs_diff(here) <= NEAR_TERMS { 1.0 } else { 0.5 };
        let weight = nearness * if term.kind == TermKind::Name { NAME_WEIGHT } else { 1.0 };
        let slot = words.entry(term.stem).or_default();
        *slot = slot.max(weight);
    }
    words
}
