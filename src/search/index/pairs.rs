//! In which documents do two of the most frequent tokens stand side by side?
//!
//! A phrase of common words would have to look at the places of each in nearly every document; the pairs of the most
//! frequent tokens are kept with their documents instead.

use super::coding::{ALIGNMENT, u16_at, u32_at};
use super::doc_set::{StoredDocs, is_dense};
use super::postings::{put_docs, stored_docs};

/// Tokens of which pairs are kept.
pub(super) const TOP_TOKENS: usize = 256;

/// Numbers of a first and a second token, packed.
const PAIR_COUNT: usize = TOP_TOKENS * TOP_TOKENS;

/// Bytes of an entry of the table: pair, documents - 1, end of the list.
const ENTRY: usize = 8;

/// Collects pairs while documents are read in order.
#[derive(Debug, Default)]
pub(super) struct PairWriter {
    /// The pair above, the document below.
    found: Vec<u32>,
    /// The last document of each pair, plus one.
    last_docs: Vec<u32>,
}

impl PairWriter {
    /// Two tokens, by their numbers among the most frequent, stand side by side in `doc`.
    #[inline]
    pub(super) fn add(&mut self, first: u16, second: u16, doc: u16) {
        if self.last_docs.is_empty() {
            self.last_docs.resize(PAIR_COUNT, 0);
        }
        let pair = usize::from(first) * TOP_TOKENS + usize::from(second);
        if let Some(last) = self.last_docs.get_mut(pair)
            && *last != u32::from(doc) + 1
        {
            *last = u32::from(doc) + 1;
            self.found.push((pair as u32) << 16 | u32::from(doc));
        }
    }

    /// The table, by pair, and the lists.
    pub(super) fn finish(self, universe: u32) -> [Vec<u8>; 2] {
        let mut ends = vec![0_usize; PAIR_COUNT + 1];
        for &found in &self.found {
            if let Some(count) = ends.get_mut((found >> 16) as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        let mut docs = vec![0_u16; total];
        let mut next = ends.clone();
        for &found in &self.found {
            if let Some(at) = next.get_mut((found >> 16) as usize) {
                if let Some(slot) = docs.get_mut(*at) {
                    *slot = found as u16;
                }
                *at += 1;
            }
        }
        let (mut table, mut lists) = (Vec::new(), Vec::new());
        for (pair, range) in ends.windows(2).enumerate() {
            let [start, end] = *range else { continue };
            let docs = docs.get(start..end).unwrap_or_default();
            if docs.is_empty() {
                continue;
            }
            if is_dense(docs.len(), universe) {
                lists.resize(lists.len().next_multiple_of(ALIGNMENT), 0);
            }
            put_docs(&mut lists, universe, docs);
            table.extend((pair as u16).to_le_bytes());
            table.extend(((docs.len() - 1) as u16).to_le_bytes());
            table.extend((lists.len() as u32).to_le_bytes());
        }
        [table, lists]
    }
}

/// Stored pairs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pairs<'a> {
    /// The most frequent tokens, by their numbers in the dictionary, ascending.
    pub(super) tops: &'a [u8],
    pub(super) table: &'a [u8],
    pub(super) lists: &'a [u8],
}

impl<'a> Pairs<'a> {
    /// Documents where `first` stands right before `second`, given as numbers in the dictionary; nothing when pairs of
    /// them are not kept.
    pub(super) fn docs(&self, first: u32, second: u32, universe: u32) -> Option<StoredDocs<'a>> {
        let pair = self.top(first)? * TOP_TOKENS + self.top(second)?;
        let entry = |index: usize| u16_at(self.table, index * ENTRY).map_or(usize::MAX, usize::from);
        let (mut low, mut high) = (0, self.table.len() / ENTRY);
        while low < high {
            let middle = usize::midpoint(low, high);
            if entry(middle) < pair { low = middle + 1 } else { high = middle }
        }
        if entry(low) != pair {
            return Some(StoredDocs::Sparse(&[]));
        }
        let count = usize::from(u16_at(self.table, low * ENTRY + 2)?) + 1;
        let start = match low.checked_sub(1) {
            Some(before) => u32_at(self.table, before * ENTRY + 4)? as usize,
            None => 0,
        };
        let start = if is_dense(count, universe) { start.next_multiple_of(ALIGNMENT) } else { start };
        stored_docs(self.lists, start, count, universe).map(|(docs, _)| docs)
    }

    fn top(&self, token: u32) -> Option<usize> {
        let tops = self.tops.as_chunks::<4>().0;
        tops.binary_search_by_key(&token, |&top| u32::from_le_bytes(top)).ok()
    }
}
