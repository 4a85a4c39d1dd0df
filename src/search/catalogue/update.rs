//! Bringing a catalogue up to date with its corpus: what came, changed and went first, the index of texts after it.

use super::Catalogue;
use super::shard::Shard;
use crate::corpus::{ArticleId, ArticleSet, Corpus};
use crate::events::Mentions;
use crate::search::index::{BLOCK_DOCS, Block, DocSet, Vocabulary};
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
        let mut shards = without(&self.shards, changed);
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
    pub fn indexed(&self, corpus: &Corpus, mentions: &Mentions, cancel: &Cancel) -> Option<Self> {
        let is_waiting = |shard: &Shard| shard.block.is_none();
        let is_small = |shard: &Shard| shard.alive_count() * 2 < BLOCK_DOCS;
        let small = self.shards.iter().filter(|shard| is_small(shard));
        let joins_small = small.clone().filter(|shard| !is_waiting(shard)).count() >= MOST_SMALL
            || small.map(Shard::alive_count).sum::<usize>() >= BLOCK_DOCS;
        let (joined, mut shards): (Vec<Shard>, Vec<Shard>) =
            self.shards.iter().cloned().partition(|shard| is_waiting(shard) || (joins_small && is_small(shard)));
        let mut ids: Vec<ArticleId> = joined.iter().flat_map(Shard::alive_ids).collect();
        ids.sort_unstable();
        let mut names = self.names.clone();
        for ids in ids.chunks(BLOCK_DOCS) {
            shards.push(Shard::new(ids, corpus, mentions, &mut names).indexed(corpus, cancel)?);
        }
        let vocabulary = vocabulary(&shards, self.index.vocabulary(), cancel)?;
        Some(Self::new(shards, names, vocabulary))
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

/// The shards without the articles that have changed; those that are left empty are dropped.
fn without(shards: &[Shard], changed: &BTreeSet<ArticleId>) -> Vec<Shard> {
    let changed: ArticleSet = changed.iter().copied().collect();
    let strip = |shard: &Shard| {
        let ids = &shard.columns.article_ids;
        let is_gone = |&article_id: &u32| changed.contains(ArticleId(article_id));
        let gone: Vec<u16> =
            (0..).zip(ids.iter()).filter(|(_, article_id)| is_gone(article_id)).map(|(doc, _)| doc).collect();
        let mut shard = shard.clone();
        if !gone.is_empty() {
            shard.alive = Arc::new(shard.alive.and_not(&DocSet::from_docs(shard.universe(), gone)));
        }
        shard
    };
    shards.iter().map(strip).filter(|shard| !shard.alive.is_empty()).collect()
}
