//! What each passage has to say for itself: the words of its sentence, weighed by how rare they are.

use super::Mentions;
use super::kinds::kinds;
use super::passages::{Days, Passage, passages};
use crate::corpus::{Article, ArticleId, Corpus, Mention};
use crate::text::{Span, Term, TermKind, terms};
use crate::time::Interval;
use crate::work::Cancel;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A sentence with fewer words of content besides its dates names no happening: datelines, "Published on …".
const FEWEST_TERMS: usize = 2;

/// A name tells two happenings apart better than a word of the same rarity.
const NAME_WEIGHT: f32 = 1.5;

/// So many bytes on either side of the expression are read; what is longer is no sentence.
const REACH_BYTES: usize = 1500;

/// A word is counted in full up to so many terms away from the expression of time, and by half beyond.
const NEAR_TERMS: usize = 12;

/// The kind of a happening weighs less than the words that name it.
const KIND_WEIGHT: f32 = 0.6;

/// So many unknown sentences stand beside those of a corpus when the rarity of a word is reckoned: in a small corpus on
/// one story the words of the story are not common words.
const UNSEEN_SENTENCES: f32 = 40.0;

/// In how many of the unknown sentences each word stands.
const UNSEEN_USES: f32 = 2.0;

/// A passage with its words.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) article_id: ArticleId,
    pub(super) passage: Passage,
    /// Words with their weights, in order of the words' numbers.
    pub(super) words: Vec<(WordId, f32)>,
    /// Square root of the sum of their squares.
    pub(super) length: f32,
}

impl Piece {
    /// What tells the piece from all others, in corpus order.
    pub(super) fn place(&self) -> (ArticleId, Span, Option<u32>) {
        (self.article_id, self.passage.sentence, self.passage.mention)
    }

    /// The days, where they are known.
    pub(super) fn known_days(&self) -> Option<Interval> {
        match self.passage.days {
            Days::Known(interval) => Some(interval),
            Days::Within(..) => None,
        }
    }
}

/// The number of a word, in order of first appearance.
pub(super) type WordId = u32;

struct Unweighed {
    article_id: ArticleId,
    passage: Passage,
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
    /// What each word is, by number.
    natures: Vec<Nature>,
}

/// What a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Nature {
    #[default]
    Word,
    /// Written as a name wherever the writing shows it, and most often.
    Name,
    /// Stands for a kind of happening.
    Kind,
}

impl Evidence {
    /// What a word is.
    pub(super) fn nature(&self, word_id: WordId) -> Nature {
        self.natures.get(word_id as usize).copied().unwrap_or_default()
    }

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
            let article = (!cancel.is_cancelled()).then(|| corpus.get(article_id))?;
            let pieces = |article: &Article| of_article(article_id, article, &mentions.of(article_id));
            Some(article.as_deref().map_or_else(Vec::new, pieces))
        })
        .collect();
    let unweighed: Vec<Unweighed> = by_article?.into_iter().flatten().collect();
    let (numbers, sentence_counts) = number_words(&unweighed);
    let sentence_count = unweighed.iter().filter(|piece| piece.is_first_of_sentence).count();
    let rarity: Vec<f32> = sentence_counts
        .iter()
        .map(|&count| (1.0 + (sentence_count as f32 + UNSEEN_SENTENCES) / (count as f32 + UNSEEN_USES)).ln())
        .collect();
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
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        Piece { article_id: piece.article_id, passage: piece.passage, words, length }
    });
    let natures = natures(&unweighed, &numbers);
    Some(Evidence { pieces: pieces.collect(), numbers, natures })
}

/// What each word is, by number.
fn natures(pieces: &[Unweighed], numbers: &HashMap<String, WordId>) -> Vec<Nature> {
    let mut as_name = vec![(0_u32, 0_u32); numbers.len()];
    for (stem, weight) in pieces.iter().flat_map(|piece| &piece.words) {
        if let Some((names, all)) = numbers.get(stem).and_then(|&word_id| as_name.get_mut(word_id as usize)) {
            *names += u32::from(is_name_weight(*weight));
            *all += 1;
        }
    }
    let mut natures: Vec<Nature> =
        as_name.into_iter().map(|(names, all)| if names * 2 > all { Nature::Name } else { Nature::Word }).collect();
    let kinds = pieces.iter().flat_map(|piece| piece.words.keys()).filter(|stem| stem.starts_with('\u{1}'));
    for word_id in kinds.filter_map(|kind| numbers.get(kind)) {
        if let Some(nature) = natures.get_mut(*word_id as usize) {
            *nature = Nature::Kind;
        }
    }
    natures
}

/// True for the weights that names have, near and far from the expression.
fn is_name_weight(weight: f32) -> bool {
    [NAME_WEIGHT, NAME_WEIGHT / 2.0].iter().any(|name| (weight - name).abs() < f32::EPSILON)
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
    for passage in passages(article, mentions) {
        let scope = scope(&article.text, passage);
        let first = mentions.partition_point(|mention| mention.expression.span.end <= scope.start);
        let dates: Vec<Span> = mentions
            .iter()
            .skip(first)
            .take_while(|mention| mention.expression.span.start < scope.end)
            .map(|mention| mention.expression.span)
            .collect();
        let words = words_near(&article.text, scope, passage.centre, &dates);
        if words.keys().filter(|stem| !stem.starts_with('\u{1}')).count() >= FEWEST_TERMS {
            let is_first_of_sentence = found.last().is_none_or(|last| last.passage.sentence != passage.sentence);
            found.push(Unweighed { article_id, passage, is_first_of_sentence, words });
        }
    }
    found
}

/// The part of a sentence that is read: all of it, but for lines without an end.
fn scope(text: &str, passage: Passage) -> Span {
    let (sentence, centre) = (passage.sentence, passage.centre);
    let start = text.floor_char_boundary(centre.start().saturating_sub(REACH_BYTES)).max(sentence.start());
    let end = text.floor_char_boundary(centre.end() + REACH_BYTES).min(sentence.end());
    Span::new(start, end.max(start))
}

/// The words of a passage outside its expressions of time, by stem.
fn words_near(text: &str, scope: Span, centre: Span, dates: &[Span]) -> BTreeMap<String, f32> {
    let terms: Vec<Term> =
        terms(text, scope).into_iter().filter(|term| !dates.iter().any(|date| date.overlaps(term.span))).collect();
    let here = terms.partition_point(|term| term.span.start < centre.start);
    let mut words: BTreeMap<String, f32> = BTreeMap::new();
    for (position, term) in terms.into_iter().enumerate() {
        let nearness = if position.abs_diff(here) <= NEAR_TERMS { 1.0 } else { 0.5 };
        let weight = nearness * if term.kind == TermKind::Name { NAME_WEIGHT } else { 1.0 };
        for kind in kinds(&term.stem) {
            let slot = words.entry(kind).or_default();
            *slot = slot.max(nearness * KIND_WEIGHT);
        }
        let slot = words.entry(term.stem).or_default();
        *slot = slot.max(weight);
    }
    words
}
