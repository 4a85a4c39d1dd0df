//! Bringing a catalogue up to date with its corpus: what came, changed and went first, the index of texts after it.

use super::Catalogue;
use super::columns::Columns;
use super::row::{NO_DAY, Place, sort_key};
use super::shard::Shard;
use crate::corpus::{ArticleId, ArticleSet, Corpus};
use crate::events::Mentions;
use crate::search::index::{BLOCK_BYTES, BLOCK_DOCS, Block, Vocabulary};
use crate::work::Cancel;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Articles that are indexed together at least while more are expected: as many as a keystroke can scan.
const LEAST_INDEXED: usize = 4096;

/// Dictionaries are merged anew when one in so many of their blocks is not among the merged ones.
const MERGE_PART: usize = 4;

/// Articles of a shard whose dictionary is merged with others, or laid out anew alone: looking for a part of a word in one as
/// it stands in a block takes longer than a frame.
const LARGE: usize = 4096;

/// Shards that are not full, at most, before they are joined.
const MOST_SMALL: usize = 12;

/// An index of one in so many of the bytes of text that a block takes is full: what it is of has about half as many.
const FULL_PART: usize = 4;

/// Texts that were indexed, for the catalogue in which they waited or a later one.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// The shards that are replaced, by their columns.
    replaced: Vec<Arc<Columns>>,
    shards: Vec<Shard>,
    vocabulary: Known,
}

impl Catalogue {
    /// The catalogue with these articles as they are in `corpus` now: added, changed or gone. Their texts wait for being
    /// indexed, and are scanned until then. Nothing when cancelled.
    pub fn listing(
        &self,
        corpus: &Corpus,
        mentions: &Mentions,
        changed: &BTreeSet<ArticleId>,
        cancel: &Cancel,
    ) -> Option<Self> {
        let mut names = self.names.clone();
        let gone: ArticleSet = changed.iter().copied().collect();
        let mut shards = remaining(self.shards.iter(), |article_id| gone.contains(article_id));
        let fresh: Vec<ArticleId> =
            changed.iter().copied().filter(|&article_id| corpus.get(article_id).is_some()).collect();
        for ids in fresh.chunks(BLOCK_DOCS) {
            if cancel.is_cancelled() {
                return None;
            }
            shards.push(Shard::new(ids, corpus, mentions, &mut names));
        }
        Some(Self::new(shards, names, self.index.vocabulary().cloned()))
    }

    /// Is it time to index the texts that wait? `is_done` tells that no more articles are to be expected soon. Until then
    /// there have to be as many as are indexed, up to a whole block: small blocks would be joined, and their texts indexed twice.
    pub fn is_indexing_due(&self, is_done: bool) -> bool {
        let indexed_count = self.indexed_count();
        let waiting_count = self.len() - indexed_count;
        waiting_count >= indexed_count.clamp(LEAST_INDEXED, BLOCK_DOCS) || (is_done && waiting_count > 0)
    }

    /// The catalogue with the texts indexed that wait for it, and small shards joined. Nothing when cancelled.
    pub fn indexed(&self, corpus: &Corpus, cancel: &Cancel) -> Option<Self> {
        Some(self.with_indexed(self.index_waiting(corpus, cancel)?))
    }

    /// Indexes the texts that wait for it, with those of small shards; this catalogue goes on meanwhile. Nothing when cancelled.
    pub fn index_waiting(&self, corpus: &Corpus, cancel: &Cancel) -> Option<Indexed> {
        self.index_within(corpus, BLOCK_BYTES, cancel)
    }

    /// The same with another most of text in a block.
    pub(super) fn index_within(&self, corpus: &Corpus, most_bytes: usize, cancel: &Cancel) -> Option<Indexed> {
        let (joined, mut shards) = self.to_join(most_bytes);
        let parts: Vec<&Columns> = joined.iter().map(|shard| &*shard.columns).collect();
        let mut known: Vec<(ArticleId, Place)> = Vec::new();
        for (part, shard) in joined.iter().enumerate() {
            known.extend(shard.alive_ids().zip(shard.alive.iter()).map(|(id, doc)| (id, Place { part, doc })));
        }
        known.sort_unstable_by_key(|&(article_id, _)| article_id);
        let fresh_from = shards.len();
        for known in known.chunks_mut(BLOCK_DOCS) {
            known.sort_by_cached_key(|&(article_id, place)| {
                let days = parts.get(place.part).and_then(|part| part.published.get(usize::from(place.doc)));
                sort_key(article_id, days.copied().unwrap_or([NO_DAY; 2]))
            });
            let places: Vec<Place> = known.iter().map(|&(_, place)| place).collect();
            let mut left = places.as_slice();
            while !left.is_empty() {
                let shard = Shard::indexed(&parts, left, corpus, most_bytes, cancel)?;
                left = left.get(shard.columns.len()..).filter(|_| shard.columns.len() > 0)?;
                shards.push(shard);
            }
        }
        let vocabulary = vocabulary(&shards, self.index.vocabulary(), cancel)?;
        let replaced = joined.into_iter().map(|shard| shard.columns).collect();
        Some(Indexed { replaced, shards: shards.split_off(fresh_from), vocabulary })
    }

    /// The shards whose texts wait for being indexed, with the smallest others where there are many of these, and the rest.
    fn to_join(&self, most_bytes: usize) -> (Vec<Shard>, Vec<Shard>) {
        let small = self.shards.iter().enumerate().filter(|(_, shard)| {
            shard.alive_count() * 2 < BLOCK_DOCS
                && shard.block.as_ref().is_some_and(|block| block.bytes().len().saturating_mul(FULL_PART) < most_bytes)
        });
        let mut small: Vec<(usize, usize)> = small.map(|(at, shard)| (shard.alive_count(), at)).collect();
        small.sort_unstable();
        let mut doc_count = 0;
        let is_room = |&(count, _): &(usize, usize)| {
            doc_count += count;
            doc_count <= BLOCK_DOCS
        };
        let smallest: BTreeSet<usize> = if small.len() < MOST_SMALL {
            BTreeSet::new()
        } else {
            small.into_iter().take_while(is_room).map(|(_, at)| at).collect()
        };
        let (joined, rest): (Vec<_>, Vec<_>) =
            self.shards.iter().enumerate().partition(|(at, shard)| shard.block.is_none() || smallest.contains(at));
        let shards = |some: Vec<(usize, &Shard)>| some.into_iter().map(|(_, shard)| shard.clone()).collect();
        (shards(joined), shards(rest))
    }

    /// The catalogue with texts that were indexed of it, or of what it was before articles came, changed or went.
    pub fn with_indexed(&self, indexed: Indexed) -> Self {
        let is_replaced = |shard: &Shard| indexed.replaced.iter().any(|columns| Arc::ptr_eq(columns, &shard.columns));
        let (replaced, left): (Vec<&Shard>, Vec<&Shard>) = self.shards.iter().partition(|shard| is_replaced(shard));
        // Of an article that has changed since, a shard behind these tells.
        let alive: ArticleSet = replaced.into_iter().flat_map(Shard::alive_ids).collect();
        let (mut shards, waiting): (Vec<Shard>, Vec<Shard>) =
            left.into_iter().cloned().partition(|shard| shard.block.is_some());
        shards.extend(remaining(indexed.shards.iter(), |article_id| !alive.contains(article_id)));
        shards.extend(waiting);
        Self::new(shards, self.names.clone(), indexed.vocabulary)
    }
}

/// A vocabulary where there is one. Nothing at all when cancelled.
type Merged = Option<Known>;
type Known = Option<Arc<Vocabulary>>;

/// The dictionaries of the large shards in front as one: what was merged before, or more, when enough have come.
fn vocabulary(shards: &[Shard], known: Option<&Arc<Vocabulary>>, cancel: &Cancel) -> Merged {
    let is_large = |shard: &&Shard| shard.columns.len() >= LARGE;
    let large: Vec<Arc<Block>> = shards.iter().take_while(is_large).filter_map(|shard| shard.block.clone()).collect();
    let known = known.filter(|known| large.get(..known.block_count()).is_some_and(|merged| known.fits(merged)));
    let covered = known.map_or(0, |known| known.block_count());
    // Merging costs as much as all that is merged: it waits until that has grown by a good part.
    if (large.len() - covered) * MERGE_PART <= covered {
        return Some(known.cloned());
    }
    Vocabulary::merge(&large, cancel).map(|merged| Some(Arc::new(merged)))
}

/// The shards without the articles that `is_gone` tells of; those that are left empty are dropped.
fn remaining<'a>(shards: impl Iterator<Item = &'a Shard>, is_gone: impl Fn(ArticleId) -> bool) -> Vec<Shard> {
    shards.map(|shard| shard.without(&is_gone)).filter(|shard| !shard.alive.is_empty()).collect()
}
