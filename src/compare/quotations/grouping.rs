//! The same quotation across articles.
//!
//! Candidates share a run of three words that few other quotations have; each is then measured word by word. In a bucket a
//! quotation is measured against the first and a few neighbours, so that what everybody quotes costs linear time. Numbers of
//! words are kept, not texts: some hundred bytes a quotation.

use super::wordings::{RUN, Wording, is_telling, wording, words_of};
use super::{Quotation, quotations};
use crate::compare::docs::Docs;
use crate::compare::joined::{Joined, put_pairs};
use crate::corpus::{ArticleId, Corpus};
use crate::text::hashed::mixed;
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::ops::Range;

/// Runs of words that more quotations have are turns of phrase.
const MOST_HOLDING: usize = 200;

/// Runs are looked through in so many parts, by their numbers.
const PARTS: u64 = 16;

/// One quotation in several articles.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationGroup {
    /// In the order of publication, the earliest first, then as they stand in their article.
    pub quoted: Vec<Quoted>,
}

/// One place where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quoted {
    /// Which article.
    pub article_id: ArticleId,
    /// Where in it, and who says it.
    pub quotation: Quotation,
    /// How it is worded beside the earliest.
    pub wording: Wording,
}

impl QuotationGroup {
    /// How many articles hold it.
    pub fn article_count(&self) -> usize {
        self.quoted.chunk_by(|one, next| one.article_id == next.article_id).count()
    }

    /// Is its wording the same everywhere, or a part of the same?
    pub fn is_verbatim(&self) -> bool {
        self.quoted.iter().all(|quoted| quoted.wording != Wording::Altered)
    }
}

/// Every quotation of `article_ids` with its words as numbers.
#[derive(Default)]
struct Read {
    quotations: Vec<(u32, Quotation)>,
    words: Vec<u32>,
    ends: Vec<usize>,
}

impl Read {
    fn words(&self, index: u32) -> &[u32] {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(index).copied());
        range.and_then(|(start, end)| self.words.get(start..end)).unwrap_or_default()
    }

    fn add(&mut self, doc: u32, quotation: Quotation, words: &[u32]) {
        self.quotations.push((doc, quotation));
        self.words.extend_from_slice(words);
        self.ends.push(self.words.len());
    }
}

/// The quotations of three telling words or more that stand in two articles or more, in the order of the earliest. Counts
/// articles in `progress`. Nothing when cancelled.
pub fn quotation_groups(
    corpus: &Corpus,
    article_ids: &[ArticleId],
    cancel: &Cancel,
    progress: &Progress,
) -> Option<Vec<QuotationGroup>> {
    let docs = Docs::new(corpus, article_ids, cancel);
    progress.add_total(docs.len());
    let read = read(&docs, cancel, progress)?;
    let mut joined = Joined::new(read.quotations.len());
    let hashes: Vec<u64> = (0..read.quotations.len() as u32)
        .into_par_iter()
        .map(|index| read.words(index).iter().fold(1, |hash, &word| mixed(hash ^ u64::from(word))))
        .collect();
    joined.join_equal(&hashes);
    let leaders = joined.leaders();
    let alone: Vec<u32> =
        (0..).zip(&leaders).filter(|&(index, &leader)| index == leader).map(|(index, _)| index).collect();
    for part in 0..PARTS {
        let pairs = candidates(&read, &alone, part, cancel)?;
        let open: Vec<(u32, u32)> = pairs.into_iter().filter(|&(a, b)| !joined.are_joined(a, b)).collect();
        let measure = |&(a, b): &(u32, u32)| !cancel.is_cancelled() && wording(read.words(a), read.words(b)).is_some();
        let is_same: Vec<bool> = open.par_iter().map(measure).collect();
        for (&(a, b), _) in open.iter().zip(is_same).filter(|(_, is_same)| *is_same) {
            joined.join(a, b);
        }
    }
    (!cancel.is_cancelled()).then(|| groups(&docs, &read, &mut joined))
}

fn read(docs: &Docs<'_>, cancel: &Cancel, progress: &Progress) -> Option<Read> {
    let mut read = Read::default();
    docs.read(
        cancel,
        progress,
        |range| chunk(docs, range),
        |chunk: Read| {
            for (index, &(doc, quotation)) in (0..).zip(&chunk.quotations) {
                read.add(doc, quotation, chunk.words(index));
            }
        },
    )?;
    Some(read)
}

fn chunk(docs: &Docs<'_>, range: Range<usize>) -> Read {
    let mut chunk = Read::default();
    for doc in range {
        let Some(article) = docs.article(doc as u32) else { continue };
        for quotation in quotations(&article) {
            let words = words_of(&article.text, &quotation);
            if is_telling(&words) {
                chunk.add(doc as u32, quotation, &words);
            }
        }
    }
    chunk
}

/// Pairs of quotations that share a rare run of this part. Nothing when cancelled.
fn candidates(read: &Read, alone: &[u32], part: u64, cancel: &Cancel) -> Option<Vec<(u32, u32)>> {
    let of_quotation = |&index: &u32| {
        read.words(index).windows(RUN).filter_map(move |run| {
            let hash = run.iter().fold(0, |hash, &word| mixed(hash ^ u64::from(word)));
            (hash >> 60 == part).then_some(hash << 32 | u64::from(index))
        })
    };
    let mut entries: Vec<u64> = alone.par_iter().flat_map_iter(of_quotation).collect();
    if cancel.is_cancelled() {
        return None;
    }
    entries.par_sort_unstable();
    entries.dedup();
    let (mut pairs, mut followers) = (Vec::new(), Vec::new());
    for same in entries.chunk_by(|one, next| one >> 32 == next >> 32) {
        if same.len() > 1 && same.len() <= MOST_HOLDING {
            put_pairs(same, |entry| entry as u32, &mut pairs, &mut followers);
        }
    }
    pairs.append(&mut followers);
    pairs.par_sort_unstable();
    pairs.dedup();
    Some(pairs)
}

fn groups(docs: &Docs<'_>, read: &Read, joined: &mut Joined) -> Vec<QuotationGroup> {
    let mut led: Vec<(u32, u32)> = (0..).zip(joined.leaders()).map(|(index, leader)| (leader, index)).collect();
    led.sort_unstable();
    let quoted = |&(leader, index): &(u32, u32)| {
        let &(doc, quotation) = read.quotations.get(index as usize)?;
        // Through a third wording two may belong together that share little.
        let wording = wording(read.words(leader), read.words(index)).unwrap_or(Wording::Altered);
        Some(Quoted { article_id: docs.article_id(doc)?, quotation, wording })
    };
    let several = led.chunk_by(|one, next| one.0 == next.0).filter(|group| group.len() > 1);
    let groups = several.map(|group| QuotationGroup { quoted: group.iter().filter_map(quoted).collect() });
    groups.filter(|group| group.article_count() > 1).collect()
}
