//! Sets of documents of a whole catalogue: one of each shard.
//!
//! A catalogue numbers its documents through all its shards, each of which starts at a multiple of 64; within a shard they
//! count from 0.

use super::Catalogue;
use super::shard::Shard;
use crate::search::index::{BLOCK_DOCS, DocSet};

/// Documents whose bits stand in one word.
pub(super) const WORD: usize = 64;

/// A set of documents for each shard of a catalogue, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Sets {
    of_shards: Vec<DocSet>,
}

impl FromIterator<DocSet> for Sets {
    fn from_iter<T: IntoIterator<Item = DocSet>>(sets: T) -> Self {
        Self { of_shards: sets.into_iter().collect() }
    }
}

impl Sets {
    /// How many documents.
    pub(super) fn len(&self) -> usize {
        self.of_shards.iter().map(DocSet::len).sum()
    }

    /// True when there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.of_shards.iter().all(DocSet::is_empty)
    }

    /// The set of each shard.
    pub(super) fn iter(&self) -> impl Iterator<Item = &DocSet> {
        self.of_shards.iter()
    }

    /// The same, made for being gone through: see [`DocSet::settled`].
    pub(super) fn settled(self) -> Self {
        self.of_shards.into_iter().map(DocSet::into_settled).collect()
    }

    /// In both.
    pub(super) fn and(self, other: &Self) -> Self {
        self.joined(other, |set, other| if set.is_empty() || other.is_all() { set } else { set.and(other) })
    }

    /// In either.
    pub(super) fn or(self, other: &Self) -> Self {
        self.joined(other, |set, other| if set.is_all() { set } else { set.with(other) })
    }

    /// In this and not in the other.
    pub(super) fn and_not(self, other: &Self) -> Self {
        self.joined(other, |set, other| if set.is_empty() || other.is_empty() { set } else { set.and_not(other) })
    }

    fn joined(self, other: &Self, join: impl Fn(DocSet, &DocSet) -> DocSet) -> Self {
        self.of_shards.into_iter().zip(&other.of_shards).map(|(set, other)| join(set, other)).collect()
    }
}

impl Catalogue {
    /// A set that is made of each shard.
    pub(super) fn sets_of(&self, set: impl Fn(&Shard) -> DocSet) -> Sets {
        self.shards.iter().map(set).collect()
    }

    /// No document.
    pub(super) fn no_docs(&self) -> Sets {
        self.sets_of(|shard| DocSet::none(shard.universe()))
    }

    /// Without those that are not alive.
    pub(super) fn alive_of(&self, sets: Sets) -> Sets {
        let of_shards = sets.of_shards.into_iter().zip(self.shards.iter());
        of_shards.map(|(set, shard)| if shard.alive.is_all() { set } else { set.and(&shard.alive) }).collect()
    }

    /// Every document that is alive.
    pub(super) fn alive(&self) -> Sets {
        self.sets_of(|shard| shard.alive.as_ref().clone())
    }

    /// These documents, by their numbers in the catalogue.
    pub(super) fn these(&self, docs: impl Iterator<Item = u32>) -> Sets {
        let mut of_shards: Vec<Vec<u16>> = vec![Vec::new(); self.shards.len()];
        for doc in docs {
            if let Some((shard, doc)) = self.place(doc)
                && let Some(docs) = of_shards.get_mut(shard)
            {
                docs.push(doc);
            }
        }
        let of_shards = self.shards.iter().zip(of_shards);
        of_shards.map(|(shard, docs)| DocSet::from_docs(shard.universe(), docs)).collect()
    }

    /// Every document of a set in order, by its number in the catalogue.
    pub(super) fn each_of(&self, sets: &Sets, mut found: impl FnMut(u32)) {
        for (&base, set) in self.bases.iter().zip(&sets.of_shards) {
            set.each(|doc| found(base as u32 + u32::from(doc)));
        }
    }

    /// One bit for each number of a document: is it in the set?
    pub(super) fn bits_of(&self, sets: &Sets) -> Vec<u64> {
        let mut bits = Vec::with_capacity(self.bound() / WORD);
        for (&end, set) in self.bases.iter().skip(1).zip(&sets.of_shards) {
            bits.extend(set.to_bits());
            bits.resize(end / WORD, 0);
        }
        bits
    }

    /// Is a document, by its number in the catalogue, in a set?
    pub(super) fn is_in(&self, sets: &Sets, doc: u32) -> bool {
        self.place(doc).is_some_and(|(shard, doc)| sets.of_shards.get(shard).is_some_and(|set| set.contains(doc)))
    }

    /// The shard of a document and its number there.
    pub(super) fn place(&self, doc: u32) -> Option<(usize, u16)> {
        // No shard is larger than a block: where all before it are full, this is the one.
        let least = doc as usize / BLOCK_DOCS;
        let rest = self.bases.get(least + 1..).unwrap_or_default();
        let shard = match rest.first() {
            Some(&end) if end > doc as usize => least,
            _ => least + rest.partition_point(|&base| base <= doc as usize),
        };
        let doc = u16::try_from((doc as usize).checked_sub(*self.bases.get(shard)?)?).ok()?;
        Some((shard, doc))
    }
}
