//! Which articles of a corpus are copies and rewrites of one another, and which hold a part of another?
//!
//! Built for a million articles in the background. What is kept of an article is a kilobyte: what is shared by few is found by
//! these numbers alone, and only candidates are read again and measured exactly. The answer is the same whatever the number of
//! threads.
//!
//! - **Copies** have a Jaccard index of at least [`LIKE`] over runs of four words. Candidates come from one-permutation
//!   `MinHash` (Li, Owen, Zhang 2012) with rotation densification (Shrivastava, Li 2014) and banding.
//! - **Parts** are stretches of at least [`LEAST_SHARED`](passages::LEAST_SHARED) words, as of an agency's paragraph within a
//!   longer article. Candidates share runs of eight words that are rare in the corpus, selected by winnowing (Schleimer,
//!   Wilkerson, Aiken 2003).
//!
//! Boilerplate is left out. Within a bucket an article is measured against the first and a few neighbours, and not when both
//! are known to be of one group: a million copies of one article cost a million steps.
//!
//! [`measuring`] (two articles beside each other), [`passages`] (what stands in
//! both), [`sketch`] (banding), [`fingerprints`] (rare runs), [`reading`] (every article read once), [`whole`] and [`parts`] (candidates measured), [`groups`] (the answer), [`stories`] (one article for a group),
//! [`beside_origin`] (what a copy cut and added).

mod beside_origin;
mod fingerprints;
mod groups;
mod measuring;
mod parts;
mod passages;
mod reading;
mod sketch;
mod stories;
#[cfg(test)]
mod tests;
mod whole;

pub use beside_origin::{BesideOrigin, EditedSentence, WordCounts, beside_origin};
pub use groups::{CopyGroups, GroupMember, PartialCopy};
pub use measuring::{Resemblance, resemblance};
pub use passages::{SharedPassage, shared_passages};
pub use stories::Folded;

use crate::compare::docs::Docs;
use crate::compare::joined::Joined;
use crate::corpus::{ArticleId, Corpus};
use crate::work::{Cancel, Progress};

/// Least Jaccard index of two copies: 10 % of words changed leave 0.49, and half of a text added leaves 0.66.
pub const LIKE: f32 = 0.4;

/// The copies among `article_ids`. Counts each article twice in `progress`: once read, once measured. Nothing when cancelled.
pub fn near_copies(
    corpus: &Corpus,
    article_ids: &[ArticleId],
    cancel: &Cancel,
    progress: &Progress,
) -> Option<CopyGroups> {
    let docs = Docs::new(corpus, article_ids, cancel);
    progress.add_total(2 * docs.len());
    let read = reading::read(&docs, cancel, progress)?;
    let mut joined = Joined::new(docs.len());
    joined.join_equal(&read.whole_hashes);
    let steps = whole::Steps::new(progress, docs.len());
    whole::join(&docs, &read.band_keys, &mut joined, cancel, &steps)?;
    let parts = parts::find(&docs, read.fingerprints, &mut joined, cancel, &steps)?;
    let groups = CopyGroups::new(&docs, &mut joined, &read.whole_hashes, &parts, cancel)?;
    steps.finish();
    Some(groups)
}
