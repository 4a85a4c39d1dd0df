//! Which articles hold the rare words of a passage?
//!
//! Texts that are indexed are asked by their index, the others are read: so that an answer is there from the start.

use super::Catalogue;
use super::shard::Shard;
use crate::corpus::{ArticleId, Corpus};
use crate::search::index::{Field, token_of};
use crate::text::Span;
use crate::text::hashed::hashed_words;
use crate::work::Cancel;
use rayon::prelude::*;

/// Words of a passage that are looked for.
pub(in crate::search) const MOST_WORDS: usize = 64;

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(in crate::search) struct Sought {
    /// Its number, as [`hashed_words`] gives it.
    pub(in crate::search) hash: u64,
    /// As the index knows it.
    pub(in crate::search) token: String,
    /// How rare it is: the logarithm of how many articles there are for one that holds it. 0 until it is known.
    pub(in crate::search) rarity: f32,
}

impl Sought {
    pub(in crate::search) fn new(word: &str, hash: u64, is_unspaced: bool) -> Self {
        Self { hash, token: token_of(word, is_unspaced), rarity: 0.0 }
    }
}

impl Catalogue {
    /// Works out how rare the words are, and finds the `most` articles of `is_wanted` that hold the rarest together, best first.
    /// Nothing when cancelled.
    pub(in crate::search) fn resembling(
        &self,
        corpus: &Corpus,
        sought: &mut [Sought],
        most: usize,
        is_wanted: &(dyn Fn(ArticleId) -> bool + Sync),
        cancel: &Cancel,
    ) -> Option<Vec<ArticleId>> {
        let read = self.read_unindexed(corpus, sought, cancel)?;
        for (place, sought) in sought.iter_mut().enumerate() {
            let indexed = self.index.token_doc_count(Field::Text, &sought.token);
            let holding = indexed + read.iter().filter(|(_, mask)| mask >> place & 1 == 1).count();
            sought.rarity = rarity(self.len(), holding);
        }
        let mut weighed: Vec<(String, f32)> = sought
            .iter()
            .map(|sought| (sought.token.clone(), sought.rarity))
            .filter(|(_, rarity)| *rarity > 0.0)
            .collect();
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let blocks: Vec<&Shard> = self.shards.iter().filter(|shard| shard.block.is_some()).collect();
        let article_id = |block: usize, doc: u16| {
            let shard = blocks.get(block).filter(|shard| shard.alive.contains(doc))?;
            shard.columns.article_ids.get(usize::from(doc)).map(|&article_id| ArticleId(article_id))
        };
        let is_alive = |block: usize, doc: u16| article_id(block, doc).is_some_and(is_wanted);
        let ranked = self.index.resembling(Field::Text, &weighed, most, &is_alive, cancel)?;
        let mut best: Vec<(f32, ArticleId)> =
            ranked.iter().filter_map(|ranked| Some((ranked.score, article_id(ranked.block, ranked.doc)?))).collect();
        let sum = |mask: u64| {
            (0..).zip(sought.iter()).filter(|&(place, _)| mask >> place & 1 == 1).map(|(_, word)| word.rarity).sum()
        };
        best.extend(
            read.iter()
                .filter(|(article_id, _)| is_wanted(*article_id))
                .map(|&(article_id, mask)| (sum(mask), article_id)),
        );
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        best.truncate(most);
        Some(best.into_iter().map(|(_, article_id)| article_id).collect())
    }

    /// How rare a word is among the texts that are indexed.
    pub(in crate::search) fn rarity_of(&self, token: &str) -> f32 {
        rarity(self.indexed_count().max(1), self.index.token_doc_count(Field::Text, token))
    }

    /// The articles whose texts are not indexed and hold a word, one bit for each word.
    fn read_unindexed(&self, corpus: &Corpus, sought: &[Sought], cancel: &Cancel) -> Option<Vec<(ArticleId, u64)>> {
        let unindexed = self.shards.iter().filter(|shard| shard.block.is_none());
        let article_ids: Vec<ArticleId> = unindexed.flat_map(Shard::alive_ids).collect();
        let mut places: Vec<(u64, usize)> =
            sought.iter().enumerate().map(|(place, sought)| (sought.hash, place)).collect();
        places.sort_unstable();
        let mask = |&article_id: &ArticleId| {
            let article = corpus.get(article_id).filter(|_| !cancel.is_cancelled())?;
            let mut words = Vec::new();
            hashed_words(&article.text, Span::of(&article.text), &mut words);
            let place = |hash: u64| places.binary_search_by_key(&hash, |place| place.0).ok();
            let found = words.iter().filter_map(|word| places.get(place(word.hash)?));
            let mask = found.fold(0_u64, |mask, &(_, place)| mask | 1 << place);
            (mask != 0).then_some((article_id, mask))
        };
        let read = article_ids.par_iter().filter_map(mask).collect();
        (!cancel.is_cancelled()).then_some(read)
    }
}

fn rarity(article_count: usize, holding: usize) -> f32 {
    ((article_count as f32 + 1.0) / (holding as f32 + 1.0)).ln()
}
