//! Which stretches stand in both of two articles?
//!
//! Runs of [`SEED`] words that stand in both are chained while the gaps between them stay short: words may have been changed,
//! left out and put in. Linear but for sorting: of a run that stands in the first article several times, the first counts.

use super::measuring::words_of;
use crate::corpus::Article;
use crate::text::Span;
use crate::text::hashed::{HashedWord, row_hash};

/// Words in a row that begin a shared stretch or carry it on.
const SEED: usize = 5;

/// Words that may stand between two such runs, on either side.
const MOST_GAP: usize = 12;

/// Least words that both have in a stretch that counts: more than a sentence, less than an agency's paragraph.
pub(super) const LEAST_SHARED: usize = 24;

/// Of the words of a stretch, at least this share stands in both.
const LEAST_DENSE: f32 = 0.5;

/// A stretch that stands in two articles, with few words changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedPassage {
    /// In the first article.
    pub a: Span,
    /// In the second.
    pub b: Span,
    /// Words that both have, in the same order.
    pub words: u32,
}

/// The stretches of at least 24 words that stand in both articles outside boilerplate, in the order of the second.
pub fn shared_passages(a: &Article, b: &Article) -> Vec<SharedPassage> {
    let (words_a, words_b) = (words_of(a), words_of(b));
    Seeds::new(&words_a)
        .shared_with(&words_b)
        .into_iter()
        .filter_map(|stretch| stretch.located(&words_a, &words_b))
        .collect()
}

/// The runs of an article, to look those of others up in.
pub(super) struct Seeds(Vec<(u64, u32)>);

/// A shared stretch in word numbers, ends excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) a: (usize, usize),
    pub(super) b: (usize, usize),
    pub(super) words: usize,
}

impl Seeds {
    pub(super) fn new(words: &[HashedWord]) -> Self {
        let mut seeds: Vec<(u64, u32)> = (0..).zip(words.windows(SEED)).map(|(at, run)| (row_hash(run), at)).collect();
        seeds.sort_unstable();
        seeds.dedup_by_key(|seed| seed.0);
        Self(seeds)
    }

    fn place(&self, hash: u64) -> Option<usize> {
        let index = self.0.binary_search_by_key(&hash, |seed| seed.0).ok()?;
        self.0.get(index).map(|seed| seed.1 as usize)
    }

    /// The stretches that `others` share.
    pub(super) fn shared_with(&self, others: &[HashedWord]) -> Vec<Stretch> {
        let mut found = Vec::new();
        let mut open: Option<Stretch> = None;
        for (b, run) in others.windows(SEED).enumerate() {
            let Some(a) = self.place(row_hash(run)) else { continue };
            let goes_on = |stretch: &Stretch| {
                let is_near = |at: usize, end: usize| at + SEED > end && at <= end + MOST_GAP;
                is_near(a, stretch.a.1) && is_near(b, stretch.b.1)
            };
            match &mut open {
                Some(stretch) if goes_on(stretch) => {
                    // Words of the run that were not counted with the one before.
                    stretch.words += (b + SEED - stretch.b.1).min(SEED).min(a + SEED - stretch.a.1);
                    (stretch.a.1, stretch.b.1) = (a + SEED, b + SEED);
                }
                _ => {
                    let begun = Stretch { a: (a, a + SEED), b: (b, b + SEED), words: SEED };
                    found.extend(open.replace(begun).filter(Stretch::counts));
                }
            }
        }
        found.extend(open.filter(Stretch::counts));
        found
    }
}

impl Stretch {
    fn counts(&self) -> bool {
        let longer = (self.a.1 - self.a.0).max(self.b.1 - self.b.0);
        self.words >= LEAST_SHARED && self.words as f32 >= LEAST_DENSE * longer as f32
    }

    fn located(self, a: &[HashedWord], b: &[HashedWord]) -> Option<SharedPassage> {
        let span = |words: &[HashedWord], (start, end): (usize, usize)| {
            Some(words.get(start)?.span.cover(words.get(end.checked_sub(1)?)?.span))
        };
        Some(SharedPassage { a: span(a, self.a)?, b: span(b, self.b)?, words: self.words as u32 })
    }
}
