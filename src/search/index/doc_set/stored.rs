//! Sets as they stand in the bytes of a block.

use super::super::bits::{is_set, set, set_all, word_count};
use super::super::coding::{u16s, u64s};
use super::super::numbers::Numbers;
use super::super::popcount;
use super::super::sorted_lists::{FAR_MORE, keep};
use super::super::split_numbers::{Finder, SplitNumbers};
use super::{DocSet, Docs, WORTH_BITS, fit};
use bytes::Bytes;

/// A stored set, read where it stands: numbers in ascending order, in two bytes each or less, or bits.
#[derive(Clone, Copy, Debug)]
pub(in crate::search::index) enum StoredDocs<'a> {
    Sparse(&'a [u8]),
    Split(SplitNumbers<'a>),
    Dense(&'a [u8]),
}

impl DocSet {
    pub(in crate::search::index) fn from_stored(universe: u32, stored: StoredDocs<'_>) -> Self {
        match stored {
            StoredDocs::Sparse(numbers) => Self::from_docs(universe, u16s(numbers).collect()),
            StoredDocs::Split(numbers) => {
                let mut docs = vec![0; numbers.len()];
                let mut slots = docs.iter_mut();
                numbers.each(|doc| {
                    if let Some(slot) = slots.next() {
                        *slot = doc;
                    }
                });
                let left = slots.len();
                docs.truncate(docs.len() - left);
                Self::from_docs(universe, docs)
            }
            StoredDocs::Dense(bits) => Self::from_bits(universe, u64s(bits).collect()),
        }
    }

    /// A stored set, and how many documents it has where that is known. Bits are read where they stand in `bytes`.
    pub(in crate::search::index) fn from_shared(
        universe: u32,
        stored: StoredDocs<'_>,
        count: Option<usize>,
        bytes: &Bytes,
    ) -> Self {
        let StoredDocs::Dense(bits) = stored else { return Self::from_stored(universe, stored) };
        let mut bits = Numbers::within(bytes, bits);
        if !fits(&bits, universe) {
            fit(bits.to_mut(), universe);
        }
        let count = count.unwrap_or_else(|| popcount::count(&bits));
        if count <= universe as usize / WORTH_BITS {
            return Self::from_bits(universe, bits.to_vec());
        }
        Self { universe, docs: Docs::Dense(bits, count as u32) }
    }

    /// The set and further documents, two bytes each in `bytes`: in ascending order, none of which it has.
    pub(in crate::search::index) fn beside(self, others: &[u8], bytes: &Bytes) -> Self {
        match self.docs {
            _ if others.is_empty() => self,
            Docs::Dense(bits, count) => {
                let others = Numbers::within(bytes, others);
                let count = count + others.len() as u32;
                Self { universe: self.universe, docs: Docs::Beside(bits, others, count) }
            }
            _ => self.or(&Self::from_docs(self.universe, u16s(others).collect())),
        }
    }

    /// The documents whose bits are set in `bytes`, where they are read.
    pub(in crate::search) fn of_bytes(universe: u32, bytes: &Bytes) -> Self {
        Self::from_shared(universe, StoredDocs::Dense(bytes), None, bytes)
    }

    pub(in crate::search::index) fn and_stored(&self, stored: StoredDocs<'_>) -> Self {
        match (&self.docs, stored) {
            (Docs::Beside(..), _) => self.settled().and_stored(stored),
            (Docs::Dense(bits, _), StoredDocs::Dense(others)) => {
                Self::from_bits(self.universe, bits.iter().zip(u64s(others)).map(|(a, b)| a & b).collect())
            }
            (Docs::Dense(bits, _), StoredDocs::Sparse(numbers)) => {
                let bits: &[u64] = bits;
                let mut docs = Vec::with_capacity(numbers.len() / 2);
                docs.extend(u16s(numbers).filter(|&doc| is_set(bits, doc)));
                Self::from_docs(self.universe, docs)
            }
            (Docs::Dense(bits, _), StoredDocs::Split(numbers)) => {
                let bits: &[u64] = bits;
                let mut docs = vec![0; numbers.len()];
                let mut count = 0;
                numbers.each(|doc| {
                    if let Some(slot) = docs.get_mut(count) {
                        *slot = doc;
                    }
                    count += usize::from(is_set(bits, doc));
                });
                docs.truncate(count);
                Self::from_docs(self.universe, docs)
            }
            (Docs::Sparse(docs), StoredDocs::Dense(others)) => {
                let words = others.as_chunks::<8>().0;
                self.sparse(keep(docs, |doc| {
                    let word = words.get(usize::from(doc) / 64).map_or(0, |&word| u64::from_le_bytes(word));
                    word >> (doc % 64) & 1 == 1
                }))
            }
            (Docs::Sparse(docs), StoredDocs::Split(numbers)) if docs.len() * FAR_MORE <= numbers.len() => {
                let mut finder = Finder::new();
                let is_there = |doc: &&u16| finder.place(numbers, **doc).is_some();
                self.sparse(docs.iter().filter(is_there).copied().collect())
            }
            (Docs::Sparse(_), StoredDocs::Sparse(_) | StoredDocs::Split(_)) => {
                self.and(&Self::from_stored(self.universe, stored))
            }
        }
    }
}

/// Are there as many words as the universe takes, and nothing behind it?
fn fits(bits: &[u64], universe: u32) -> bool {
    let behind = bits.last().copied().unwrap_or_default().checked_shr(universe % 64).unwrap_or_default();
    bits.len() == word_count(universe) && (universe.is_multiple_of(64) || behind == 0)
}

/// Adds a stored set to bits.
pub(in crate::search::index) fn add_stored(bits: &mut [u64], stored: StoredDocs<'_>) {
    match stored {
        StoredDocs::Sparse(numbers) => set_all(bits, u16s(numbers)),
        StoredDocs::Split(numbers) => numbers.each(|doc| set(bits, doc)),
        StoredDocs::Dense(others) => bits.iter_mut().zip(u64s(others)).for_each(|(word, other)| *word |= other),
    }
}
