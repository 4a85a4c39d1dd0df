//! A set of documents of one block: which, how many, and what do two sets have in common?
//!
//! Few documents are kept as sorted numbers, many as one bit each. [`stored`]: as they stand in a block.

mod stored;

pub(super) use stored::{StoredDocs, add_stored};

use super::BLOCK_DOCS;
use super::bits::{add_all, count_between, each_one, is_set, ones, set_all, word_count};
use super::numbers::Numbers;
use super::popcount::{self, count, count_both};
use super::sorted_lists::{FAR_MORE, WORTH_MARKING, both, keep, place_of, with_few};
use std::borrow::Cow;

/// Above one document in so many, a set keeps one bit for each. At 16, numbers and bits take the same room.
const DENSE: usize = 16;

/// What comes as bits stays so above one document in so many: writing the numbers of more costs more than later work on
/// bits that are mostly unset.
const WORTH_BITS: usize = 256;

/// A set of documents numbered `0..universe` in a block. By default none of no block.
#[derive(Clone, Debug)]
pub struct DocSet {
    universe: u32,
    docs: Docs,
}

#[derive(Clone, Debug)]
enum Docs {
    /// In ascending order, each once.
    Sparse(Vec<u16>),
    /// One bit each, none set at or after the universe, and how many are set.
    Dense(Numbers<u64>, u32),
    /// Bits as they stand in a block, further documents in ascending order that are not set there, and how many both are
    /// together: to be counted, and asked for one, the bits need not be copied.
    Beside(Numbers<u64>, Numbers<u16>, u32),
}

/// Is a set of `count` in `universe` kept as bits?
pub(in crate::search) fn is_dense(count: usize, universe: u32) -> bool {
    count > universe as usize / DENSE
}

/// The documents of a set.
pub type DocIter<'a> = Box<dyn DoubleEndedIterator<Item = u16> + 'a>;

impl<'a> IntoIterator for &'a DocSet {
    type Item = u16;
    type IntoIter = DocIter<'a>;

    fn into_iter(self) -> DocIter<'a> {
        self.iter()
    }
}

impl DocSet {
    /// No document of `universe`.
    pub fn none(universe: u32) -> Self {
        Self { universe, docs: Docs::Sparse(Vec::new()) }
    }

    /// Every document of `universe`.
    pub fn all(universe: u32) -> Self {
        Self::none(universe).complement()
    }

    /// These documents, in any order; those outside the universe are left out.
    pub fn from_docs(universe: u32, mut docs: Vec<u16>) -> Self {
        if !ascends(&docs) {
            docs.sort_unstable();
            docs.dedup();
        }
        docs.truncate(docs.partition_point(|&doc| u32::from(doc) < universe));
        Self::of_sorted(universe, docs)
    }

    /// These documents of the universe, in ascending order, each once.
    fn of_sorted(universe: u32, docs: Vec<u16>) -> Self {
        if is_dense(docs.len(), universe) {
            let mut bits = vec![0; word_count(universe)];
            set_all(&mut bits, docs.iter().copied());
            return Self::from_bits(universe, bits);
        }
        Self { universe, docs: Docs::Sparse(docs) }
    }

    /// The documents whose bits are set.
    pub fn from_bits(universe: u32, mut bits: Vec<u64>) -> Self {
        fit(&mut bits, universe);
        let count = count(&bits);
        if count > universe as usize / WORTH_BITS {
            return Self { universe, docs: Docs::Dense(bits.into(), count as u32) };
        }
        let mut docs = Vec::with_capacity(count);
        each_one(bits.into_iter(), |doc| docs.push(doc));
        Self { universe, docs: Docs::Sparse(docs) }
    }

    /// Documents of the block, in the set or not.
    pub fn universe(&self) -> u32 {
        self.universe
    }

    /// Documents in the set.
    pub fn len(&self) -> usize {
        match &self.docs {
            Docs::Sparse(docs) => docs.len(),
            Docs::Dense(_, count) | Docs::Beside(_, _, count) => *count as usize,
        }
    }

    /// True when no document is in the set.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True when every document of the block is in the set.
    pub fn is_all(&self) -> bool {
        self.len() == self.universe as usize
    }

    /// Is `doc` in the set?
    pub fn contains(&self, doc: u16) -> bool {
        match &self.docs {
            Docs::Sparse(docs) => docs.binary_search(&doc).is_ok(),
            Docs::Dense(bits, _) => is_set(bits, doc),
            Docs::Beside(bits, others, _) => is_set(bits, doc) || others.binary_search(&doc).is_ok(),
        }
    }

    /// The set as numbers or bits alone, for work that goes through all of it.
    pub fn settled(&self) -> Cow<'_, Self> {
        match &self.docs {
            Docs::Sparse(_) | Docs::Dense(..) => Cow::Borrowed(self),
            Docs::Beside(bits, others, _) => {
                let mut bits = bits.to_vec();
                set_all(&mut bits, others.iter().copied());
                Cow::Owned(Self::from_bits(self.universe, bits))
            }
        }
    }

    /// The same of a set that nobody else needs.
    #[must_use]
    pub fn into_settled(self) -> Self {
        if matches!(self.docs, Docs::Beside(..)) { self.settled().into_owned() } else { self }
    }

    /// How many documents of the set come before `doc`?
    pub fn rank(&self, doc: u16) -> usize {
        self.count_between(0, u32::from(doc))
    }

    /// How many documents of the set are numbered from `start` up to but not including `end`?
    pub fn count_between(&self, start: u32, end: u32) -> usize {
        let between = |docs: &[u16]| {
            let below = |bound: u32| docs.partition_point(|&doc| u32::from(doc) < bound);
            below(end).saturating_sub(below(start))
        };
        let (start_at, end_at) = (start as usize, end as usize);
        match &self.docs {
            Docs::Sparse(docs) => between(docs),
            Docs::Dense(bits, _) => count_between(bits, start_at, end_at),
            Docs::Beside(bits, others, _) => count_between(bits, start_at, end_at) + between(others),
        }
    }

    /// How many documents are in both? Both sets are of the same block.
    pub fn count_in(&self, other: &Self) -> usize {
        match (&self.docs, &other.docs) {
            (Docs::Dense(bits, _), Docs::Dense(other_bits, _)) => count_both(bits, other_bits),
            (Docs::Sparse(docs), Docs::Dense(bits, _)) | (Docs::Dense(bits, _), Docs::Sparse(docs)) => {
                let bits: &[u64] = bits;
                docs.iter().map(|&doc| usize::from(is_set(bits, doc))).sum()
            }
            (Docs::Sparse(docs), Docs::Sparse(others)) => both(docs, others).len(),
            (Docs::Beside(..), _) | (_, Docs::Beside(..)) => self.settled().count_in(&other.settled()),
        }
    }

    /// Gives every document in ascending order.
    #[inline]
    pub fn each(&self, found: impl FnMut(u16)) {
        match &self.docs {
            Docs::Sparse(docs) => docs.iter().copied().for_each(found),
            Docs::Dense(bits, _) => each_one(bits.iter().copied(), found),
            Docs::Beside(..) => self.settled().each(found),
        }
    }

    /// The documents in ascending order, or from the back.
    pub fn iter(&self) -> DocIter<'_> {
        match &self.docs {
            Docs::Sparse(docs) => Box::new(docs.iter().copied()),
            Docs::Dense(bits, _) => Box::new(ones(bits)),
            Docs::Beside(..) => Box::new(self.settled().iter().collect::<Vec<u16>>().into_iter()),
        }
    }

    /// The set in so many parts, one behind the other, of about as many documents or numbers each.
    pub(super) fn parts(&self, count: usize) -> Vec<Self> {
        let universe = self.universe;
        match &self.docs {
            Docs::Sparse(docs) => {
                let parts = docs.chunks(docs.len().div_ceil(count.max(1)).max(1));
                parts.map(|part| Self { universe, docs: Docs::Sparse(part.to_vec()) }).collect()
            }
            Docs::Dense(bits, _) => {
                let step = bits.len().div_ceil(count.max(1)).max(1);
                let part = |start: usize| {
                    let end = bits.len().min(start + step);
                    let mut part = vec![0; bits.len()];
                    part.iter_mut().zip(bits.iter()).take(end).skip(start).for_each(|(slot, word)| *slot = *word);
                    Self::from_bits(universe, part)
                };
                (0..bits.len()).step_by(step).map(part).collect()
            }
            Docs::Beside(..) => self.settled().parts(count),
        }
    }

    /// The bits of the set, for work on many documents at once.
    pub fn to_bits(&self) -> Vec<u64> {
        match &self.docs {
            Docs::Sparse(docs) => {
                let mut bits = vec![0; word_count(self.universe)];
                set_all(&mut bits, docs.iter().copied());
                bits
            }
            Docs::Dense(bits, _) => bits.to_vec(),
            Docs::Beside(..) => self.settled().to_bits(),
        }
    }

    /// In both. Both sets are of the same block.
    pub fn and(&self, other: &Self) -> Self {
        match (&self.docs, &other.docs) {
            (Docs::Dense(bits, _), Docs::Dense(other_bits, _)) => {
                Self::from_bits(self.universe, bits.iter().zip(other_bits.iter()).map(|(a, b)| a & b).collect())
            }
            (Docs::Sparse(docs), Docs::Dense(bits, _)) | (Docs::Dense(bits, _), Docs::Sparse(docs)) => {
                let bits: &[u64] = bits;
                self.sparse(keep(docs, |doc| is_set(bits, doc)))
            }
            (Docs::Sparse(docs), Docs::Sparse(others)) => self.sparse(both(docs, others)),
            (Docs::Beside(..), _) | (_, Docs::Beside(..)) => self.settled().and(&other.settled()),
        }
    }

    /// In either. Both sets are of the same block.
    pub fn or(&self, other: &Self) -> Self {
        match (&self.docs, &other.docs) {
            (Docs::Sparse(docs), Docs::Sparse(others)) => {
                let (few, many) = if docs.len() <= others.len() { (docs, others) } else { (others, docs) };
                if few.len() < WORTH_MARKING || few.len() * FAR_MORE <= many.len() {
                    return self.sparse(with_few(many, few));
                }
                let mut bits = self.to_bits();
                set_all(&mut bits, others.iter().copied());
                Self::from_bits(self.universe, bits)
            }
            (Docs::Dense(bits, count), Docs::Sparse(docs)) | (Docs::Sparse(docs), Docs::Dense(bits, count)) => {
                let mut bits = bits.clone();
                let new_count = add_all(bits.to_mut(), docs);
                Self { universe: self.universe, docs: Docs::Dense(bits, count + new_count) }
            }
            (Docs::Dense(bits, _), Docs::Dense(other_bits, _)) => {
                Self::from_bits(self.universe, bits.iter().zip(other_bits.iter()).map(|(a, b)| a | b).collect())
            }
            (Docs::Beside(..), _) | (_, Docs::Beside(..)) => self.settled().or(&other.settled()),
        }
    }

    /// Those of the other as well. Both sets are of the same block.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        if let (Docs::Dense(bits, count), Docs::Sparse(docs)) = (&mut self.docs, &other.docs) {
            // Bits that stand in a block are copied only where one is new: a word of a headline mostly stands in the text too.
            if docs.iter().any(|&doc| !is_set(bits, doc)) {
                *count += add_all(bits.to_mut(), docs);
            }
            return self;
        }
        if other.is_empty() { self } else { self.or(other) }
    }

    /// How many documents come before each of these bounds, which ascend, into `ranks`.
    pub fn ranks(&self, bounds: &[u32], ranks: &mut Vec<usize>) {
        match &self.docs {
            Docs::Dense(bits, _) => popcount::ranks(bits, bounds, ranks),
            Docs::Beside(bits, others, _) => {
                // On the stack, which is at hand: memory that is asked for would first have to come from afar.
                let mut all = [0; BLOCK_DOCS / 64];
                all.iter_mut().zip(bits.iter()).for_each(|(slot, word)| *slot = *word);
                set_all(&mut all, others.iter().copied());
                popcount::ranks(all.get(..bits.len()).unwrap_or(&all), bounds, ranks);
            }
            Docs::Sparse(docs) => {
                let mut rank = 0;
                let rank_of = |&bound: &u32| {
                    rank = u16::try_from(bound).map_or(docs.len(), |doc| place_of(docs, rank, doc));
                    rank
                };
                ranks.clear();
                ranks.extend(bounds.iter().map(rank_of));
            }
        }
    }

    /// How many documents that are in both come before each of these bounds, which ascend. Both sets are of the same block.
    pub fn ranks_in(&self, other: &Self, bounds: &[u32], ranks: &mut Vec<usize>) {
        match (&self.docs, &other.docs) {
            (Docs::Dense(bits, _), Docs::Dense(other_bits, _)) => {
                popcount::ranks_of_both(bits, other_bits, bounds, ranks);
            }
            _ => self.and(other).ranks(bounds, ranks),
        }
    }

    /// In this and not in the other. Both sets are of the same block.
    pub fn and_not(&self, other: &Self) -> Self {
        match (&self.docs, &other.docs) {
            (Docs::Beside(..), _) | (_, Docs::Beside(..)) => self.settled().and_not(&other.settled()),
            (Docs::Sparse(docs), _) => self.sparse(keep(docs, |doc| !other.contains(doc))),
            (Docs::Dense(bits, _), Docs::Dense(other_bits, _)) => {
                Self::from_bits(self.universe, bits.iter().zip(other_bits.iter()).map(|(a, b)| a & !b).collect())
            }
            (Docs::Dense(bits, _), Docs::Sparse(docs)) => {
                let mut bits = bits.to_vec();
                for &doc in docs {
                    if let Some(word) = bits.get_mut(usize::from(doc) / 64) {
                        *word &= !(1 << (doc % 64));
                    }
                }
                Self::from_bits(self.universe, bits)
            }
        }
    }

    /// Every document that is not in the set.
    pub fn complement(&self) -> Self {
        let mut bits = self.to_bits();
        for word in &mut bits {
            *word = !*word;
        }
        Self::from_bits(self.universe, bits)
    }

    fn sparse(&self, docs: Vec<u16>) -> Self {
        Self::of_sorted(self.universe, docs)
    }
}

impl Default for DocSet {
    fn default() -> Self {
        Self::none(0)
    }
}

impl PartialEq for DocSet {
    fn eq(&self, other: &Self) -> bool {
        self.universe == other.universe && self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for DocSet {}

/// Do the numbers ascend, each once? All are looked at: that is quicker than stopping at the first that does not.
fn ascends(docs: &[u16]) -> bool {
    let behind = docs.get(1..).unwrap_or_default();
    docs.iter().zip(behind).map(|(doc, next)| usize::from(doc >= next)).sum::<usize>() == 0
}

/// Gives `bits` as many words as the universe takes, and takes out what lies behind it.
fn fit(bits: &mut Vec<u64>, universe: u32) {
    bits.resize(word_count(universe), 0);
    if let Some(last) = bits.last_mut().filter(|_| !universe.is_multiple_of(64)) {
        *last &= (1 << (universe % 64)) - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::split_numbers::{self, SplitNumbers};
    use super::*;
    use bytes::Bytes;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn docs() -> impl Strategy<Value = BTreeSet<u16>> {
        prop_oneof![
            proptest::collection::btree_set(0_u16..1000, 0..40),
            proptest::collection::btree_set(0_u16..1000, 0..900),
            proptest::collection::btree_set(0_u16..1000, 0..3),
        ]
    }

    proptest! {
        #[test]
        fn sets_compute_like_sets(a in docs(), b in docs(), universe in prop_oneof![Just(1000_u32), 1_u32..1000]) {
            let within = |set: &BTreeSet<u16>| -> BTreeSet<u16> {
                set.iter().copied().filter(|&doc| u32::from(doc) < universe).collect()
            };
            let [set, other] = [&a, &b].map(|set| DocSet::from_docs(universe, set.iter().rev().copied().collect()));
            let (a, b) = (within(&a), within(&b));
            let all: BTreeSet<u16> = (0..universe as u16).collect();
            for (made, expected) in [
                (set.clone(), a.clone()),
                (set.and(&other), &a & &b),
                (set.or(&other), &a | &b),
                (set.clone().with(&other), &a | &b),
                (set.and_not(&other), &a - &b),
                (set.complement(), &all - &a),
                (DocSet::all(universe), all.clone()),
                (DocSet::from_bits(universe, set.to_bits()), a.clone()),
            ] {
                prop_assert_eq!(made.len(), expected.len());
                prop_assert!(made.iter().eq(expected.iter().copied()));
                prop_assert!(made.iter().rev().eq(expected.iter().rev().copied()));
                for doc in 0..1000 {
                    prop_assert_eq!(made.contains(doc), expected.contains(&doc));
                    if u32::from(doc) < universe {
                        prop_assert_eq!(made.rank(doc), expected.range(..doc).count());
                    }
                }
            }
            for count in [1, 2, 5] {
                let parts = set.parts(count);
                prop_assert!(parts.len() <= count);
                prop_assert_eq!(parts.iter().flatten().collect::<Vec<u16>>(), set.iter().collect::<Vec<u16>>());
            }
            let bounds: Vec<u32> = b.iter().map(|&doc| u32::from(doc)).chain([universe]).collect();
            let expected: Vec<usize> = bounds.iter().map(|&bound| a.range(..bound as u16).count()).collect();
            let (mut ranks, mut of_both) = (Vec::new(), Vec::new());
            set.ranks(&bounds, &mut ranks);
            prop_assert_eq!(&ranks, &expected);
            DocSet::all(universe).ranks_in(&set, &bounds, &mut ranks);
            prop_assert_eq!(&ranks, &expected);
            set.ranks_in(&other, &bounds, &mut of_both);
            set.and(&other).ranks(&bounds, &mut ranks);
            prop_assert_eq!(&of_both, &ranks);
            let bits: Vec<u8> = other.to_bits().iter().flat_map(|word| word.to_le_bytes()).collect();
            let numbers: Vec<u8> = b.iter().flat_map(|doc| doc.to_le_bytes()).collect();
            prop_assert_eq!(set.and_stored(StoredDocs::Dense(&bits)), set.and(&other));
            prop_assert_eq!(set.and_stored(StoredDocs::Sparse(&numbers)), set.and(&other));
            let mut numbers = Vec::new();
            split_numbers::put(&mut numbers, &b.iter().copied().collect::<Vec<u16>>());
            let split = StoredDocs::Split(SplitNumbers::read(&numbers, 0, b.len()).unwrap().0);
            prop_assert_eq!(set.and_stored(split), set.and(&other));
            prop_assert_eq!(DocSet::from_stored(universe, split), other.clone());
            let shared = Bytes::from(bits);
            let of_bits = |count, bytes| DocSet::from_shared(universe, StoredDocs::Dense(&shared), count, bytes);
            prop_assert_eq!(of_bits(Some(other.len()), &shared), other.clone());
            prop_assert_eq!(of_bits(None, &shared).with(&set), set.or(&other));
            prop_assert_eq!(of_bits(None, &Bytes::new()).and_not(&set), other.and_not(&set));
            let besides: BTreeSet<u16> = &a - &b;
            let stored: Bytes = besides.iter().flat_map(|doc| doc.to_le_bytes()).collect();
            let beside = DocSet::from_shared(universe, StoredDocs::Dense(&shared), None, &shared).beside(&stored, &stored);
            let both = set.or(&other);
            prop_assert_eq!(beside.len(), both.len());
            prop_assert_eq!(&beside, &both);
            prop_assert_eq!(&*beside.settled(), &both);
            prop_assert_eq!(beside.to_bits(), both.to_bits());
            prop_assert!(beside.iter().rev().eq(both.iter().rev()));
            prop_assert!((0..1000).all(|doc| beside.contains(doc) == both.contains(doc)));
            prop_assert!((0..universe as u16).all(|doc| beside.rank(doc) == both.rank(doc)));
            prop_assert_eq!(beside.and(&set), set.clone());
            prop_assert_eq!(set.and(&beside), set.clone());
            prop_assert_eq!(beside.and_not(&set), both.and_not(&set));
            prop_assert_eq!(DocSet::all(universe).and_not(&beside), both.complement());
            prop_assert_eq!(beside.complement(), both.complement());
            prop_assert_eq!(set.or(&beside), both.clone());
            prop_assert_eq!(beside.clone().with(&set), both.clone());
            prop_assert_eq!(beside.count_in(&set), set.len());
            prop_assert_eq!(beside.and_stored(StoredDocs::Dense(&shared)), other.clone());
            beside.ranks(&bounds, &mut ranks);
            both.ranks(&bounds, &mut of_both);
            prop_assert_eq!(&ranks, &of_both);
            beside.ranks_in(&set, &bounds, &mut ranks);
            prop_assert_eq!(&ranks, &expected);
            let parts = beside.parts(3);
            prop_assert_eq!(parts.iter().flatten().collect::<Vec<u16>>(), both.iter().collect::<Vec<u16>>());
            let mut behind = shared.to_vec();
            behind.extend([255; 8]);
            prop_assert_eq!(DocSet::from_shared(universe, StoredDocs::Dense(&behind), None, &behind.clone().into()), other);
        }
    }
}
