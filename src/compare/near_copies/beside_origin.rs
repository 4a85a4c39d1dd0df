//! What did a copy cut, add and change beside its origin?

use crate::compare::changes::{changed, kept};
use crate::corpus::Article;
use crate::text::hashed::{HashedWord, hashed_words, row_hash};
use crate::text::{Span, sentences};
use std::collections::{BTreeMap, HashMap};

/// Words in a row that make two sentences candidates for being versions of one another.
const RUN: usize = 2;

/// Sentences that more others share a run with are not looked up by that run.
const MOST_HOLDING: usize = 8;

/// Of the words of the longer one, this share must stand in both versions.
const LEAST_KEPT: f32 = 0.5;

/// A copy beside its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BesideOrigin {
    /// Sentences of the origin that the copy does not have, in order.
    pub cut: Vec<Span>,
    /// Sentences of the copy that the origin does not have, in order.
    pub added: Vec<Span>,
    /// Sentences that were changed, in the order of the copy.
    pub edited: Vec<EditedSentence>,
    /// The same in words.
    pub words: WordCounts,
}

/// How many words a copy took over, left out and put in, outside boilerplate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCounts {
    /// Words of both.
    pub kept: usize,
    /// Words of the origin alone.
    pub cut: usize,
    /// Words of the copy alone.
    pub added: usize,
    /// True when both have the same words in the same order.
    pub is_verbatim: bool,
}

/// A sentence in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedSentence {
    /// In the origin.
    pub origin: Span,
    /// In the copy.
    pub copy: Span,
    /// Words of the origin's version that the copy's lacks.
    pub words_cut: Vec<Span>,
    /// Words of the copy's version that the origin's lacks.
    pub words_added: Vec<Span>,
}

/// What `copy` cut, added and changed beside `origin`, outside boilerplate. Order does not count: a sentence that was moved
/// is the same sentence.
pub fn beside_origin(origin: &Article, copy: &Article) -> BesideOrigin {
    let (of_origin, of_copy) = (sentences_of(origin), sentences_of(copy));
    let mut open: Vec<bool> = vec![true; of_origin.len()];
    let mut same: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, sentence) in of_origin.iter().enumerate().rev() {
        same.entry(row_hash(&sentence.words)).or_default().push(index);
    }
    let mut left: Vec<&Sentence> = Vec::new();
    let mut kept_count = 0;
    for sentence in &of_copy {
        let twin = same.get_mut(&row_hash(&sentence.words)).and_then(Vec::pop);
        match twin.and_then(|twin| open.get_mut(twin)) {
            Some(is_open) => {
                *is_open = false;
                kept_count += sentence.words.len();
            }
            None => left.push(sentence),
        }
    }
    let mut runs: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, sentence) in of_origin.iter().enumerate().filter(|(index, _)| open.get(*index) == Some(&true)) {
        for run in sentence.runs() {
            runs.entry(run).or_default().push(index);
        }
    }
    let mut beside = BesideOrigin::default();
    for sentence in left {
        let version = best_version(sentence, &of_origin, &runs, &open);
        match version.and_then(|index| Some((of_origin.get(index)?, open.get_mut(index)?))) {
            Some((version, is_open)) => {
                *is_open = false;
                let (edited, common) = edited(version, sentence);
                kept_count += common;
                beside.edited.push(edited);
            }
            None => beside.added.push(sentence.span),
        }
    }
    let cut = of_origin.iter().zip(&open).filter(|(_, is_open)| **is_open);
    beside.cut = cut.map(|(sentence, _)| sentence.span).collect();
    let in_all = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>();
    beside.words = WordCounts {
        kept: kept_count,
        cut: in_all(&of_origin) - kept_count,
        added: in_all(&of_copy) - kept_count,
        is_verbatim: hashes(&of_origin).eq(hashes(&of_copy)),
    };
    beside
}

impl BesideOrigin {
    /// What the origin alone has: sentences, and words of those that were changed; in order.
    pub fn cut_passages(&self) -> Vec<Span> {
        in_order(&self.cut, self.edited.iter().flat_map(|edited| &edited.words_cut))
    }

    /// What the copy alone has, likewise.
    pub fn added_passages(&self) -> Vec<Span> {
        in_order(&self.added, self.edited.iter().flat_map(|edited| &edited.words_added))
    }
}

fn in_order<'a>(sentences: &'a [Span], words: impl Iterator<Item = &'a Span>) -> Vec<Span> {
    let mut passages: Vec<Span> = sentences.iter().chain(words).copied().collect();
    passages.sort_unstable();
    passages
}

fn hashes(sentences: &[Sentence]) -> impl Iterator<Item = u64> {
    sentences.iter().flat_map(|sentence| sentence.words.iter().map(|word| word.hash))
}

struct Sentence {
    span: Span,
    words: Vec<HashedWord>,
}

impl Sentence {
    fn runs(&self) -> impl Iterator<Item = u64> + '_ {
        self.words.windows(RUN.min(self.words.len().max(1))).map(row_hash)
    }
}

fn sentences_of(article: &Article) -> Vec<Sentence> {
    let cut = sentences(&article.text).into_iter().filter(|span| !article.is_boilerplate(*span));
    let read = cut.map(|span| {
        let mut words = Vec::new();
        hashed_words(&article.text, span, &mut words);
        Sentence { span, words }
    });
    read.filter(|sentence| !sentence.words.is_empty()).collect()
}

/// The sentence of the origin that is still open and shares most runs, where it shares enough words.
fn best_version(
    sentence: &Sentence,
    of_origin: &[Sentence],
    runs: &HashMap<u64, Vec<usize>>,
    open: &[bool],
) -> Option<usize> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for holding in sentence.runs().filter_map(|run| runs.get(&run)).filter(|holding| holding.len() <= MOST_HOLDING) {
        for &index in holding.iter().filter(|index| open.get(**index) == Some(&true)) {
            *votes.entry(index).or_default() += 1;
        }
    }
    let best = votes.into_iter().max_by_key(|&(index, count)| (count, std::cmp::Reverse(index)))?.0;
    let version = of_origin.get(best)?;
    let longer = version.words.len().max(sentence.words.len());
    (shared_words(&version.words, &sentence.words) as f32 >= LEAST_KEPT * longer as f32).then_some(best)
}

/// Words that both have, each as often as in the one that has it less often.
fn shared_words(a: &[HashedWord], b: &[HashedWord]) -> usize {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    for word in a {
        *counts.entry(word.hash).or_default() += 1;
    }
    let takes =
        |word: &&HashedWord| counts.get_mut(&word.hash).filter(|count| **count > 0).map(|count| *count -= 1).is_some();
    b.iter().filter(takes).count()
}

/// A sentence in two versions, and how many words both have in the same order.
fn edited(origin: &Sentence, copy: &Sentence) -> (EditedSentence, usize) {
    let [of_origin, of_copy] = [origin, copy].map(|sentence| {
        let words = sentence.words.iter();
        words.map(|word| (word.span, word.hash)).unzip::<Span, u64, Vec<Span>, Vec<u64>>()
    });
    let (kept_of_origin, kept_of_copy) = kept(&of_origin.1, &of_copy.1);
    let common = kept_of_copy.iter().filter(|is_kept| **is_kept).count();
    let edited = EditedSentence {
        origin: origin.span,
        copy: copy.span,
        words_cut: changed(&of_origin.0, &kept_of_origin),
        words_added: changed(&of_copy.0, &kept_of_copy),
    };
    (edited, common)
}
