//! Which documents have a token that begins with these few characters?
//!
//! One or two letters begin tens of thousands of tokens. Where joining their lists would take long, the answer is kept.

use super::bits::word_count;
use super::doc_set::StoredDocs;
use super::tokens::UNIT;

/// Characters of the longest prefix that is kept.
const MOST_CHARS: usize = 3;

/// The mark and one character of an unspaced script.
const MOST_CHARS_OF_UNITS: usize = 2;

/// Bytes of a prefix in the table; longer ones are not kept.
const KEY: usize = 12;

/// What joining a list costs in documents.
const COST_OF_LIST: usize = 8;

/// A prefix is kept when joining its lists costs as much as so many documents for each 64 of the block.
const WORTH: usize = 40;

/// Collects prefixes while tokens come in ascending order.
#[derive(Debug)]
pub(super) struct PrefixWriter {
    universe: u32,
    open: Vec<Open>,
    /// Keys with their bits, in the order in which they were closed.
    closed: Vec<([u8; KEY], Vec<u8>)>,
}

/// A prefix of the last token.
#[derive(Debug)]
struct Open {
    prefix: Vec<u8>,
    bits: Vec<u64>,
    cost: usize,
}

impl PrefixWriter {
    pub(super) fn new(universe: u32) -> Self {
        Self { universe, open: Vec::new(), closed: Vec::new() }
    }

    /// The next token and its documents.
    pub(super) fn add(&mut self, token: &[u8], docs: &[u16]) {
        while self.open.last().is_some_and(|last| !token.starts_with(&last.prefix)) {
            self.close();
        }
        let mut end = self.open.last().map_or(0, |last| last.prefix.len());
        let most_chars = if token.first() == Some(&(UNIT as u8)) { MOST_CHARS_OF_UNITS } else { MOST_CHARS };
        while self.open.len() < most_chars && end < token.len() {
            end += 1;
            while token.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
                end += 1;
            }
            let prefix = token.get(..end).unwrap_or_default().to_vec();
            self.open.push(Open { prefix, bits: vec![0; word_count(self.universe)], cost: 0 });
        }
        // The innermost takes the documents and hands them on when it is closed.
        if let Some(last) = self.open.last_mut() {
            last.cost += docs.len() + COST_OF_LIST;
            for &doc in docs {
                if let Some(word) = last.bits.get_mut(usize::from(doc) / 64) {
                    *word |= 1 << (doc % 64);
                }
            }
        }
    }

    fn close(&mut self) {
        let Some(Open { prefix, bits, cost }) = self.open.pop() else { return };
        if let Some(outer) = self.open.last_mut() {
            outer.cost += cost;
            outer.bits.iter_mut().zip(&bits).for_each(|(word, inner)| *word |= inner);
        }
        let is_worth = cost * 64 >= WORTH * self.universe as usize;
        if is_worth && prefix.len() <= KEY {
            let mut key = [0; KEY];
            key.iter_mut().zip(&prefix).for_each(|(slot, &byte)| *slot = byte);
            self.closed.push((key, bits.iter().flat_map(|word| word.to_le_bytes()).collect()));
        }
    }

    /// The prefixes in ascending order, and the bits of each.
    pub(super) fn finish(mut self) -> [Vec<u8>; 2] {
        while !self.open.is_empty() {
            self.close();
        }
        self.closed.sort_unstable();
        let keys = self.closed.iter().flat_map(|(key, _)| *key).collect();
        [keys, self.closed.into_iter().flat_map(|(_, bits)| bits).collect()]
    }
}

/// Stored prefixes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prefixes<'a> {
    pub(super) keys: &'a [u8],
    pub(super) bits: &'a [u8],
}

impl<'a> Prefixes<'a> {
    /// The documents with a token that begins with `prefix`; nothing when they are not kept.
    pub(super) fn docs(&self, prefix: &[u8], universe: u32) -> Option<StoredDocs<'a>> {
        if prefix.is_empty() || prefix.len() > KEY {
            return None;
        }
        let mut wanted = [0; KEY];
        wanted.iter_mut().zip(prefix).for_each(|(slot, &byte)| *slot = byte);
        let index = self.keys.as_chunks::<KEY>().0.binary_search(&wanted).ok()?;
        let size = word_count(universe) * 8;
        self.bits.get(index * size..(index + 1) * size).map(StoredDocs::Dense)
    }
}
