//! The order of all documents by some columns, worked out once and asked for every set of them.

use super::Catalogue;
use super::row::NO_DAY;
use super::sets::{Sets, WORD};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::search::index::Numbers;
use crate::search::sorting::{Column, Sort, SortKey};
use crate::text::fold;
use crate::work::Cancel;
use rayon::prelude::*;
use std::sync::Arc;

/// From one document in so many on, walking all of them in order is quicker than marking those that were found.
const DENSE: usize = 3;

/// So many documents are looked up one by one sooner than the bits of all are written down.
const FEW_PASSED: usize = 4_096;

/// Stands behind every known value.
const UNKNOWN: u64 = u64::MAX;

/// All documents in the order of a [`Sort`].
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Document numbers in order.
    docs: Numbers<u32>,
    /// Their articles.
    article_ids: Numbers<u32>,
    /// The place of each document in it, by number.
    places: Numbers<u32>,
}

impl Order {
    /// Puts every document of the catalogue in order. Nothing when cancelled.
    pub(super) fn new(catalogue: &Catalogue, corpus: &Corpus, sort: Sort, cancel: &Cancel) -> Option<Self> {
        let mut keyed: Vec<([u64; 3], u32, u32)> =
            catalogue.docs().map(|(doc, article_id)| ([0; 3], article_id.0, doc)).collect();
        for (place, key) in sort.keys().enumerate() {
            let values = values(catalogue, corpus, key, cancel)?;
            for (keys, _, doc) in &mut keyed {
                if let (Some(slot), Some(value)) = (keys.get_mut(place), values.get(*doc as usize)) {
                    *slot = *value;
                }
            }
        }
        if cancel.is_cancelled() {
            return None;
        }
        keyed.par_sort_unstable();
        let docs: Vec<u32> = keyed.iter().map(|&(_, _, doc)| doc).collect();
        let article_ids = keyed.iter().map(|&(_, article_id, _)| article_id).collect();
        let mut places = vec![u32::MAX; catalogue.bound()];
        for (place, &doc) in docs.iter().enumerate() {
            if let Some(slot) = places.get_mut(doc as usize) {
                *slot = place as u32;
            }
        }
        Some(Self { docs: docs.into(), article_ids, places: places.into() })
    }

    /// What [`lists`](Self::lists) gave; nothing when they are not of as many documents as the catalogue has.
    pub(super) fn of_lists(catalogue: &Catalogue, lists: [Numbers<u32>; 3]) -> Option<Self> {
        let [docs, article_ids, places] = lists;
        let fits =
            docs.len() == catalogue.len() && article_ids.len() == docs.len() && places.len() == catalogue.bound();
        fits.then_some(Self { docs, article_ids, places })
    }

    /// Documents in order, their articles, and the place of each document.
    pub(super) fn lists(&self) -> [&[u32]; 3] {
        [&self.docs, &self.article_ids, &self.places]
    }

    /// The documents of `found` in order.
    pub(super) fn docs_of(&self, catalogue: &Catalogue, found: &Sets) -> Arc<[u32]> {
        self.those_of(catalogue, found, &self.docs, |doc| doc)
    }

    /// The articles of `found` in order.
    pub(super) fn articles_of(&self, catalogue: &Catalogue, found: &Sets) -> Arc<[ArticleId]> {
        self.those_of(catalogue, found, &self.article_ids, ArticleId)
    }

    /// The first so many articles of `found` in order, without looking at what follows them where that can be.
    pub(super) fn first_of(&self, catalogue: &Catalogue, found: &Sets, most: usize) -> Vec<ArticleId> {
        let count = found.len();
        if most.saturating_mul(self.docs.len()) > count * count {
            // Where there are few, as many would be passed by before enough are met.
            return self.articles_of(catalogue, found).iter().copied().take(most).collect();
        }
        let both = self.docs.iter().zip(self.article_ids.iter());
        if most.saturating_mul(self.docs.len()) < count * FEW_PASSED {
            let passed = both.filter(|&(&doc, _)| catalogue.is_in(found, doc));
            return passed.map(|(_, &article_id)| ArticleId(article_id)).take(most).collect();
        }
        let bits = catalogue.bits_of(found);
        let found = both.filter(|&(&doc, _)| is_set(&bits, doc));
        found.map(|(_, &article_id)| ArticleId(article_id)).take(most).collect()
    }

    fn is_dense(&self, count: usize) -> bool {
        count * DENSE >= self.docs.len()
    }

    /// What `values` hold at the places of `found`, written where it stays: there can be a million.
    fn those_of<T: Copy>(&self, catalogue: &Catalogue, found: &Sets, values: &[u32], of: fn(u32) -> T) -> Arc<[T]> {
        let count = found.len();
        let mut those: Arc<[T]> = std::iter::repeat_n(of(0), count).collect();
        let slots = Arc::get_mut(&mut those).unwrap_or_default();
        let kept = self.put_those_of(catalogue, found, values, of, slots);
        // Only an order that is damaged lacks some.
        if kept < count { those.iter().copied().take(kept).collect() } else { those }
    }

    /// Puts them into the slots, of which there is one for each; tells how many there were.
    fn put_those_of<T>(
        &self,
        catalogue: &Catalogue,
        found: &Sets,
        values: &[u32],
        of: fn(u32) -> T,
        slots: &mut [T],
    ) -> usize {
        let mut kept = 0;
        if self.is_dense(slots.len()) {
            let bits = catalogue.bits_of(found);
            // Each is written down and kept when it was found: no branch that could be guessed wrong.
            for (&doc, &value) in self.docs.iter().zip(values) {
                if let Some(slot) = slots.get_mut(kept) {
                    *slot = of(value);
                }
                kept += usize::from(is_set(&bits, doc));
            }
            return kept;
        }
        // One bit for each place, then all that are set.
        let mut marked = vec![0_u64; self.docs.len().div_ceil(WORD)];
        let places: &[u32] = &self.places;
        catalogue.each_of(found, |doc| {
            let place = places.get(doc as usize).map_or(usize::MAX, |&place| place as usize);
            if let Some(word) = marked.get_mut(place / WORD) {
                *word |= 1 << (place % WORD);
            }
        });
        for (mut word, values) in marked.into_iter().zip(values.chunks(WORD)) {
            while word != 0 {
                if let Some((slot, &value)) = slots.get_mut(kept).zip(values.get(word.trailing_zeros() as usize)) {
                    *slot = of(value);
                    kept += 1;
                }
                word &= word - 1;
            }
        }
        kept
    }

    /// The place of a document in the order.
    #[inline]
    pub(super) fn place(&self, doc: u32) -> u32 {
        self.places.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// The article at a place.
    #[inline]
    pub(super) fn article_at(&self, place: u32) -> Option<ArticleId> {
        self.article_ids.get(place as usize).map(|&article_id| ArticleId(article_id))
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        (self.docs.len() * 2 + self.places.len()) * 4
    }
}

/// Is the bit of a document set?
#[inline]
fn is_set(bits: &[u64], doc: u32) -> bool {
    let word = bits.get(doc as usize / WORD).copied().unwrap_or_default();
    word >> (doc as usize % WORD) & 1 == 1
}

/// What documents are sorted by, by document number: smaller first, [`UNKNOWN`] last.
fn values(catalogue: &Catalogue, corpus: &Corpus, key: SortKey, cancel: &Cancel) -> Option<Vec<u64>> {
    let mut values = match key.column {
        Column::Published => of_columns(catalogue, |shard, doc| match shard.columns.published.get(doc) {
            Some(&[first, last]) if first != NO_DAY => (sortable(first) << 32) | sortable(last),
            _ => UNKNOWN,
        }),
        Column::Words => of_columns(catalogue, |shard, doc| number(&shard.columns.words, doc)),
        Column::Mentions => of_columns(catalogue, |shard, doc| number(&shard.columns.dated_counts, doc)),
        Column::Outlet => {
            let ranks = catalogue.names.outlets.ranks();
            of_columns(catalogue, |shard, doc| rank(&ranks, &shard.columns.outlets, doc))
        }
        Column::Language => {
            let ranks = catalogue.names.languages.ranks();
            of_columns(catalogue, |shard, doc| rank(&ranks, &shard.columns.languages, doc))
        }
        Column::Title => texts(catalogue, corpus, Article::title, cancel)?,
        Column::Byline => texts(catalogue, corpus, Article::byline, cancel)?,
        // Records of one file stand in its order: they are equal.
        Column::File => texts(catalogue, corpus, |article| Some(&*article.source.shown_path), cancel)?,
        // Asked of what was found, not of all.
        Column::Match => vec![0; catalogue.bound()],
    };
    if key.is_descending {
        for value in values.iter_mut().filter(|value| **value != UNKNOWN) {
            *value = UNKNOWN - 1 - *value;
        }
    }
    Some(values)
}

/// Keeps the order of signed days.
fn sortable(day: i32) -> u64 {
    u64::from(day.cast_unsigned() ^ (1 << 31))
}

fn number(column: &[u32], doc: usize) -> u64 {
    column.get(doc).map_or(UNKNOWN, |&value| u64::from(value))
}

fn rank(ranks: &[u64], codes: &[u32], doc: usize) -> u64 {
    codes.get(doc).and_then(|&code| ranks.get(code as usize)).copied().unwrap_or(UNKNOWN)
}

fn of_columns(catalogue: &Catalogue, value: impl Fn(&super::Shard, usize) -> u64) -> Vec<u64> {
    let mut values = vec![UNKNOWN; catalogue.bound()];
    for (base, shard) in catalogue.based_shards() {
        for (doc, slot) in values.iter_mut().skip(base).take(shard.columns.len()).enumerate() {
            *slot = value(shard, doc);
        }
    }
    values
}

/// Ranks of a text that each article has of its own: equal texts share one.
fn texts(
    catalogue: &Catalogue,
    corpus: &Corpus,
    text: fn(&Article) -> Option<&str>,
    cancel: &Cancel,
) -> Option<Vec<u64>> {
    let docs: Vec<(u32, ArticleId)> = catalogue.docs().collect();
    let folded = |&(doc, article_id): &(u32, ArticleId)| {
        if cancel.is_cancelled() {
            return None;
        }
        let article = corpus.get(article_id)?;
        text(&article).map(|text| (fold(text), doc))
    };
    let mut known: Vec<(String, u32)> = docs.par_iter().filter_map(folded).collect();
    known.par_sort_unstable();
    if cancel.is_cancelled() {
        return None;
    }
    let mut values = vec![UNKNOWN; catalogue.bound()];
    let mut rank = 0;
    let mut before: Option<&str> = None;
    for (text, doc) in &known {
        if before.is_some_and(|before| before != text) {
            rank += 1;
        }
        before = Some(text);
        if let Some(slot) = values.get_mut(*doc as usize) {
            *slot = rank;
        }
    }
    Some(values)
}
