//! Copies of whole articles: candidates from bands, measured, joined.

use super::LIKE;
use super::measuring::{Resemblance, shingles, words_of};
use super::sketch::BANDS;
use crate::compare::docs::Docs;
use crate::compare::joined::{Joined, put_pairs};
use crate::corpus::Article;
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Pairs measured between two times of joining.
const BATCH: usize = 1 << 15;

/// Pairs measured by one thread in one go: neighbours share their first article.
const CHUNK: usize = 32;

/// Progress over work of several kinds, in parts of `total`.
pub(super) struct Steps<'a> {
    progress: &'a Progress,
    total: usize,
    done: AtomicUsize,
}

impl<'a> Steps<'a> {
    pub(super) fn new(progress: &'a Progress, total: usize) -> Self {
        Self { progress, total, done: AtomicUsize::new(0) }
    }

    /// One of `count` equal parts of half the work is done.
    pub(super) fn add_half(&self, count: usize) {
        let step = self.total / (2 * count.max(1));
        self.done.fetch_add(step, Ordering::Relaxed);
        self.progress.add_done(step);
    }

    pub(super) fn finish(&self) {
        self.progress.add_done(self.total.saturating_sub(self.done.load(Ordering::Relaxed)));
    }
}

/// Joins what is alike in a band. Nothing when cancelled.
pub(super) fn join(
    docs: &Docs<'_>,
    keys: &[u32],
    joined: &mut Joined,
    cancel: &Cancel,
    steps: &Steps<'_>,
) -> Option<()> {
    let leaders = joined.leaders();
    // Of articles with the same words only the first is looked at.
    let alone: Vec<u32> = (0..).zip(&leaders).filter(|&(doc, &leader)| doc == leader).map(|(doc, _)| doc).collect();
    for band in 0..BANDS {
        let key = |doc: u32| keys.get(doc as usize * BANDS + band).copied().unwrap_or_default();
        let mut keyed: Vec<u64> = alone.iter().map(|&doc| u64::from(key(doc)) << 32 | u64::from(doc)).collect();
        keyed.par_sort_unstable();
        let buckets = keyed.chunk_by(|one, next| one >> 32 == next >> 32).filter(|bucket| bucket.len() > 1);
        let mut firsts = Vec::new();
        let mut followers = Vec::new();
        for bucket in buckets {
            put_pairs(bucket, |keyed| keyed as u32, &mut firsts, &mut followers);
        }
        for pairs in [firsts, followers] {
            join_alike(docs, &pairs, joined, cancel)?;
        }
        steps.add_half(BANDS);
    }
    Some(())
}

fn join_alike(docs: &Docs<'_>, pairs: &[(u32, u32)], joined: &mut Joined, cancel: &Cancel) -> Option<()> {
    for batch in pairs.chunks(BATCH) {
        let open: Vec<(u32, u32)> = batch.iter().copied().filter(|&(a, b)| !joined.are_joined(a, b)).collect();
        let set = |article: &Article| shingles(&words_of(article));
        let are_alike = |a: &Vec<u32>, b: &Vec<u32>| Resemblance::of(a, b).jaccard >= LIKE;
        let alike = measured(docs, &open, cancel, set, are_alike)?;
        for (&(a, b), _) in open.iter().zip(alike).filter(|(_, is_alike)| *is_alike) {
            joined.join(a, b);
        }
    }
    Some(())
}

/// What `measure` says of each pair, of what `prepare` makes of their articles. Nothing when cancelled.
pub(super) fn measured<P, T: Send + Default>(
    docs: &Docs<'_>,
    pairs: &[(u32, u32)],
    cancel: &Cancel,
    prepare: impl Fn(&Article) -> P + Sync,
    measure: impl Fn(&P, &P) -> T + Sync,
) -> Option<Vec<T>> {
    let measured = pairs
        .par_chunks(CHUNK)
        .flat_map_iter(|chunk| {
            let mut last: Option<(u32, P)> = None;
            let mut found = Vec::with_capacity(chunk.len());
            for &(a, b) in chunk {
                let prepared = |doc: u32| docs.article(doc).map(|article: Arc<Article>| prepare(&article));
                if last.as_ref().is_none_or(|(doc, _)| *doc != a) {
                    last = prepared(a).map(|prepared| (a, prepared));
                }
                let other = if cancel.is_cancelled() { None } else { prepared(b) };
                found.push(match (&last, other) {
                    (Some((_, one)), Some(other)) => measure(one, &other),
                    _ => T::default(),
                });
            }
            found
        })
        .collect();
    (!cancel.is_cancelled()).then_some(measured)
}
