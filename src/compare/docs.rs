//! Articles in the order of publication, numbered anew: the first of a group is its origin.

use crate::corpus::{Article, ArticleId, Corpus};
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// No outlet is known.
pub(super) const NO_OUTLET: u32 = u32::MAX;

/// Articles read by one thread in one go.
const CHUNK: usize = 256;

/// Such chunks between two times of putting together.
const ROUND: usize = 64;

/// Articles by when they surely had appeared, undated ones last, then as they were read.
pub(super) struct Docs<'a> {
    corpus: &'a Corpus,
    article_ids: Vec<ArticleId>,
    /// Who published each, by number.
    outlets: Vec<u32>,
}

impl<'a> Docs<'a> {
    /// Puts them in order. Of no use when cancelled: articles are missing then.
    pub(super) fn new(corpus: &'a Corpus, article_ids: &[ArticleId], cancel: &Cancel) -> Self {
        let facts = |&article_id: &ArticleId| {
            let article = corpus.get(article_id).filter(|_| !cancel.is_cancelled())?;
            let days = article.published().map(|published| (published.last(), published.first()));
            let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone());
            Some(((days.is_none(), days, article_id), outlet))
        };
        let mut known: Vec<_> = article_ids.par_iter().filter_map(facts).collect();
        known.par_sort_unstable_by_key(|(place, _)| *place);
        known.dedup_by_key(|(place, _)| *place);
        let mut numbers: HashMap<Arc<str>, u32> = HashMap::new();
        let mut number = |outlet: Option<Arc<str>>| {
            let next = numbers.len() as u32;
            outlet.map_or(NO_OUTLET, |outlet| *numbers.entry(outlet).or_insert(next))
        };
        let (mut article_ids, mut outlets) = (Vec::with_capacity(known.len()), Vec::with_capacity(known.len()));
        for ((.., article_id), outlet) in known {
            article_ids.push(article_id);
            outlets.push(number(outlet));
        }
        Self { corpus, article_ids, outlets }
    }

    pub(super) fn len(&self) -> usize {
        self.article_ids.len()
    }

    pub(super) fn article_id(&self, doc: u32) -> Option<ArticleId> {
        self.article_ids.get(doc as usize).copied()
    }

    pub(super) fn article(&self, doc: u32) -> Option<Arc<Article>> {
        self.corpus.get(self.article_id(doc)?)
    }

    pub(super) fn outlet(&self, doc: u32) -> u32 {
        self.outlets.get(doc as usize).copied().unwrap_or(NO_OUTLET)
    }

    /// Reads all of them, many at a time, and hands what was read to `put` in order. Counts articles in `progress`. Nothing
    /// when cancelled.
    pub(super) fn read<Chunk: Default + Send>(
        &self,
        cancel: &Cancel,
        progress: &Progress,
        read: impl Fn(Range<usize>) -> Chunk + Sync,
        mut put: impl FnMut(Chunk),
    ) -> Option<()> {
        for round in (0..self.len()).step_by(CHUNK * ROUND) {
            let end = self.len().min(round + CHUNK * ROUND);
            let starts: Vec<usize> = (round..end).step_by(CHUNK).collect();
            let chunks: Vec<Chunk> = starts
                .into_par_iter()
                .map(|start| {
                    let range = start..end.min(start + CHUNK);
                    let count = range.len();
                    let chunk = if cancel.is_cancelled() { Chunk::default() } else { read(range) };
                    progress.add_done(count);
                    chunk
                })
                .collect();
            if cancel.is_cancelled() {
                return None;
            }
            chunks.into_iter().for_each(&mut put);
        }
        Some(())
    }
}
