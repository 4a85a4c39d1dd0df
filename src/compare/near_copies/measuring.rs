//! How alike are two articles, measured exactly?
//!
//! By sets of runs of words (Jaccard), as the sketches estimate it; of the runs of letters, by which sentences
//! are compared, any two long texts of one language share many.

use crate::corpus::Article;
use crate::text::Span;
use crate::text::hashed::{HashedWord, hashed_words, row_hash};
use std::cmp::Ordering;

/// Words in a shingle: long enough that common phrases are rarely shared, short enough to survive an edited word.
const SHINGLE: usize = 4;

/// How much two articles share, in runs of four words outside boilerplate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resemblance {
    /// Shared runs over all runs of both, from 0 to 1.
    pub jaccard: f32,
    /// The share of the first that the second has too, from 0 to 1.
    pub of_a: f32,
    /// The share of the second that the first has too, from 0 to 1.
    pub of_b: f32,
}

/// How much two articles share.
pub fn resemblance(a: &Article, b: &Article) -> Resemblance {
    Resemblance::of(&shingles(&words_of(a)), &shingles(&words_of(b)))
}

impl Resemblance {
    /// Two of which every word is the same.
    pub(super) const SAME: Self = Self { jaccard: 1.0, of_a: 1.0, of_b: 1.0 };

    /// Of two sorted sets of shingles.
    pub(super) fn of(a: &[u32], b: &[u32]) -> Self {
        let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
            match x.cmp(y) {
                Ordering::Less => drop(left.next()),
                Ordering::Greater => drop(right.next()),
                Ordering::Equal => {
                    shared += 1;
                    left.next();
                    right.next();
                }
            }
        }
        let share = |all: usize| shared as f32 / all.max(1) as f32;
        Self { jaccard: share(a.len() + b.len() - shared), of_a: share(a.len()), of_b: share(b.len()) }
    }
}

/// The words of an article outside boilerplate.
pub(super) fn words_of(article: &Article) -> Vec<HashedWord> {
    let mut found = Vec::with_capacity(article.text.len() / 5);
    let mut start = 0;
    for stretch in &article.boilerplate {
        hashed_words(&article.text, Span::new(start, stretch.start()), &mut found);
        start = stretch.end();
    }
    hashed_words(&article.text, Span::new(start, article.text.len()), &mut found);
    found
}

/// The numbers of the runs of [`SHINGLE`] words in order of place; of all words, where there are fewer. None without words.
pub(super) fn runs(words: &[HashedWord]) -> impl Iterator<Item = u32> + '_ {
    words.windows(SHINGLE.min(words.len().max(1))).map(|run| (row_hash(run) >> 32) as u32)
}

/// The same, sorted and distinct.
pub(super) fn shingles(words: &[HashedWord]) -> Vec<u32> {
    let mut set: Vec<u32> = runs(words).collect();
    set.sort_unstable();
    set.dedup();
    set
}
