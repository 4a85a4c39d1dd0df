//! An article made ready for comparing: cut into sentences, each with what it is compared by, as sorted numbers.
//!
//! A word counts with its stem, and less with the groups of words that mean alike ([`super::alike`]). What can be worked out from one article alone is worked out here, once; comparing two is then a merge of sorted lists.

use super::alike::hashed;
use super::facts::Facts;
use super::full_names::{Spread, spreads};
use super::offices;
use super::sentence::{Sentence, weighed};
use crate::corpus::{Article, Text};
use crate::events::is_number;
use crate::text::{Span, fold, sentences, terms, words};

/// Sentences of one article that are compared; the rest of a longer one (a book, a hostile file) is passed over.
const MOST_SENTENCES: usize = 2000;

/// Words of one sentence that are compared.
const MOST_WORDS: usize = 400;

/// Bytes of one sentence that are looked at.
const MOST_BYTES: usize = 8000;

/// Characters of one gram of letters.
const GRAM: usize = 4;

/// What a group of words that mean alike counts for, beside 1 of the word itself. Chosen with the measures of
/// [`super::likeness`].
pub(super) const GROUP: f32 = 0.75;

/// An article made ready. Keep it as long as the article may be compared again: it holds no more than a few times the text.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) text: Text,
    pub(super) sentences: Vec<Sentence>,
    /// Stems of the words of content, by stem, then by sentence.
    pub(super) stems: Vec<Occurrence>,
    /// Runs of four characters, spaces between words included, in the same order.
    pub(super) grams: Vec<Occurrence>,
    /// Words of names that are told of more often than they stand, by number.
    pub(super) names: Vec<Spread>,
    pub(super) facts: Facts,
    /// For each sentence, does it tell nothing but dates and figures?
    bare: Vec<bool>,
}

/// How often a feature stands in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) feature: u64,
    pub(super) sentence: u32,
    pub(super) count: f32,
    /// The square root of the count.
    pub(super) root: f32,
}

impl Occurrence {
    fn new(feature: u64, sentence: u32, count: f32) -> Self {
        Self { feature, sentence, count, root: count.sqrt() }
    }

    fn add(&mut self, count: f32) {
        self.count += count;
        self.root = self.count.sqrt();
    }
}

impl Prepared {
    /// Reads `article` once. Boilerplate is left out.
    pub fn new(article: &Article) -> Self {
        let mut read = Vec::new();
        let (mut stems, mut grams) = (Vec::new(), Vec::new());
        let kept = sentences(&article.text).into_iter().filter(|&span| !article.is_boilerplate(span));
        for (number, span) in kept.take(MOST_SENTENCES).enumerate() {
            let end = article.text.floor_char_boundary(span.start() + MOST_BYTES).min(span.end());
            let read_span = Span::new(span.start(), end);
            let content = read_span.slice(&article.text);
            let folded: Vec<String> = words(content).take(MOST_WORDS).map(|word| fold(word.slice(content))).collect();
            let mut terms = terms(&article.text, read_span);
            terms.truncate(MOST_WORDS);
            let mut terms = weighed(&article.text, &terms);
            offices::mark(&article.text, &mut terms);
            let occurrence = |feature, count| Occurrence::new(feature, number as u32, count);
            let in_groups = terms.iter().filter(|term| !term.is_office).flat_map(|term| term.groups.iter());
            stems.extend(in_groups.map(|group| occurrence(u64::from(group), GROUP)));
            stems.extend(terms.iter().map(|term| occurrence(term.stem, term.weight)));
            grams.extend(grams_of(&folded).map(|gram| spread(gram) << SENTENCE_BITS | number as u64));
            let has_figure =
                words(content).take(MOST_WORDS).any(|word| is_number(word.slice(content), article.language()));
            let words = folded.iter().map(|word| hashed(word)).collect();
            read.push(Sentence { span, terms, words, has_figure });
        }
        let facts = Facts::read(article, &read);
        let bare = (0..).zip(&read).map(|(number, sentence)| facts.told_beside(number, sentence).is_empty()).collect();
        let stems = counted(stems);
        let names = spreads(&article.text, &read, |stem| {
            let first = stems.partition_point(|one| one.feature < stem);
            stems.iter().skip(first).take_while(|one| one.feature == stem).count()
        });
        Self { text: article.text.clone(), sentences: read, stems, grams: counted_grams(grams), names, facts, bare }
    }
}

impl Prepared {
    /// Does a sentence tell nothing but dates and figures? That it stands in another article as well says nothing.
    pub(super) fn is_bare(&self, number: usize) -> bool {
        self.bare.get(number).copied().unwrap_or_default()
    }

    /// Does a stem stand anywhere in the article?
    pub(super) fn holds(&self, stem: u64) -> bool {
        self.stems.binary_search_by_key(&stem, |one| one.feature).is_ok()
    }

    /// In how many sentences the most frequent word stands of the name that a word is a part of; 0 for the word itself and
    /// for others.
    pub(super) fn sentence_count_of_name(&self, stem: u64) -> usize {
        let place = self.names.binary_search_by_key(&stem, |&(word, _)| word).ok();
        place.and_then(|place| self.names.get(place)).map_or(0, |&(_, count)| count as usize)
    }
}

/// The runs of four characters of words that are set one space apart, as numbers: 21 bits hold any character, and four of
/// them are told apart well enough by their lowest 16. They are counted and weighed by rarity in two articles; finding a
/// passage in a corpus takes plain sets of runs, and copies are told by runs of words: three measures for three questions.
fn grams_of(words: &[String]) -> impl Iterator<Item = u64> + '_ {
    let letters = std::iter::once(' ').chain(words.iter().flat_map(|word| word.chars().chain(std::iter::once(' '))));
    let numbers = letters.scan(0_u64, |number, c| {
        *number = (*number << 16) | u64::from(c as u32 & 0xFFFF);
        Some(*number)
    });
    numbers.skip(GRAM - 1)
}

/// Bits that hold the number of a sentence, [`MOST_SENTENCES`] at most.
const SENTENCE_BITS: u32 = 11;

/// A gram's number mixed into the bits that are kept (multiplication by an odd number without pattern; Knuth 1973).
fn spread(gram: u64) -> u64 {
    gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> SENTENCE_BITS
}

/// The same for grams, which are many: sorted as plain numbers, the gram above the number of its sentence.
fn counted_grams(mut numbers: Vec<u64>) -> Vec<Occurrence> {
    numbers.sort_unstable();
    let mut found: Vec<Occurrence> = Vec::with_capacity(numbers.len());
    for number in numbers {
        let (feature, sentence) = (number >> SENTENCE_BITS, (number & ((1 << SENTENCE_BITS) - 1)) as u32);
        match found.last_mut() {
            Some(last) if (last.feature, last.sentence) == (feature, sentence) => last.add(1.0),
            _ => found.push(Occurrence::new(feature, sentence, 1.0)),
        }
    }
    found
}

/// Sorted, with the same feature of one sentence counted once.
fn counted(mut occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    occurrences.sort_unstable_by_key(|one| (one.feature, one.sentence));
    occurrences.dedup_by(|next, kept| {
        let is_same = (next.feature, next.sentence) == (kept.feature, kept.sentence);
        if is_same {
            kept.add(next.count);
        }
        is_same
    });
    occurrences
}
