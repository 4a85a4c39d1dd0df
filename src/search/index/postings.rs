//! In which documents does a token stand, and where in each?
//!
//! ```text
//! list      = varint (documents << 1 | each once) [varint others, u16 others: when dense] documents places
//! others    = documents that have the token in another field alone
//! documents = u16 each, or of more `split_numbers`, or one bit each of the block when dense
//! places    = per document of a short list: [varint count - 1 unless each once] varint first {varint step - 1}
//!           | u32 end of each group, groups
//! group     = up to 64 documents: width of firsts, [width of steps, varint count], firsts, [ends, steps - 1]
//! ends      = behind which place each document ends | one bit for each place: is it its document's last?, what is shorter
//! ```
//! A group is reached in one step and a document in it in another or by counting bits, so a phrase reads only the places of documents
//! that hold all its words.

mod writing;

pub(super) use writing::{FIRST, List, align_list, put_docs, put_list};

use super::bits::{each_one, word_count};
use super::coding::{packed, sum_packed, u16s, u32_at, u64_at, u64s, varint};
use super::doc_set::{StoredDocs, is_dense};
use super::split_numbers::{self, Finder, SplitNumbers};

/// Lists of fewer documents are written one document after the other.
const SHORT: usize = 8;

/// Documents whose places are packed together: small enough to fit the widths, large enough to pay for them.
const GROUP: usize = 64;

/// A stored list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings<'a> {
    /// From the list to the end of all lists.
    bytes: &'a [u8],
    doc_count: usize,
    is_each_once: bool,
    /// Documents that have the token in another field alone, in ascending order; not told of few.
    others: Option<&'a [u8]>,
    docs: StoredDocs<'a>,
    places_at: usize,
}

impl<'a> Postings<'a> {
    /// The list that `bytes` begin with; nothing when it does not fit.
    #[inline]
    pub(super) fn read(bytes: &'a [u8], universe: u32) -> Option<Self> {
        let mut at = 0;
        let head = varint(bytes, &mut at)?;
        let doc_count = usize::try_from(head >> 1).ok().filter(|&count| count <= universe as usize)?;
        let mut others = None;
        if is_dense(doc_count, universe) {
            let count = usize::try_from(varint(bytes, &mut at)?).ok().filter(|&count| count <= universe as usize)?;
            others = Some(bytes.get(at..at + count * 2)?);
            at += count * 2;
        }
        let (docs, places_at) = stored_docs(bytes, at, doc_count, universe)?;
        Some(Self { bytes, doc_count, is_each_once: head & 1 == 1, others, docs, places_at })
    }

    /// Documents in the list.
    pub(super) fn doc_count(&self) -> usize {
        self.doc_count
    }

    /// The documents.
    pub(super) fn docs(&self) -> StoredDocs<'a> {
        self.docs
    }

    /// Documents that have the token in another field and not in this one, two bytes each; not told of few.
    pub(super) fn others(&self) -> Option<&'a [u8]> {
        self.others
    }

    /// Reads the places, documents in ascending order.
    pub(super) fn places(&self) -> Places<'a> {
        Places { list: *self, ranks: Ranks { docs: self.docs, at: 0, before: 0, finder: Finder::new() }, group: None }
    }
}

/// The `count` documents that begin at `at`, and where they end.
#[inline]
pub(super) fn stored_docs(bytes: &[u8], at: usize, count: usize, universe: u32) -> Option<(StoredDocs<'_>, usize)> {
    if is_dense(count, universe) {
        let end = at + word_count(universe) * 8;
        Some((StoredDocs::Dense(bytes.get(at..end)?), end))
    } else if count >= split_numbers::LEAST {
        SplitNumbers::read(bytes, at, count).map(|(numbers, end)| (StoredDocs::Split(numbers), end))
    } else {
        let end = at + count * 2;
        Some((StoredDocs::Sparse(bytes.get(at..end)?), end))
    }
}

/// Which document of a list is it? Asked in ascending order.
#[derive(Clone, Debug)]
struct Ranks<'a> {
    docs: StoredDocs<'a>,
    /// Number or word of 64 bits that comes next.
    at: usize,
    /// Documents before that word.
    before: usize,
    finder: Finder,
}

impl Ranks<'_> {
    fn rank(&mut self, doc: u16) -> Option<usize> {
        match self.docs {
            StoredDocs::Sparse(numbers) => {
                let numbers = numbers.as_chunks::<2>().0;
                let number = |at: usize| numbers.get(at).map(|&number| u16::from_le_bytes(number));
                let mut step = 1;
                while number(self.at + step).is_some_and(|other| other < doc) {
                    step *= 2;
                }
                let part = numbers.get(self.at..numbers.len().min(self.at + step)).unwrap_or_default();
                self.at += part.partition_point(|&other| u16::from_le_bytes(other) < doc);
                (number(self.at) == Some(doc)).then_some(self.at)
            }
            StoredDocs::Split(numbers) => self.finder.place(numbers, doc),
            StoredDocs::Dense(bits) => {
                let words = bits.as_chunks::<8>().0;
                let wanted = usize::from(doc) / 64;
                for word in words.get(self.at..wanted).unwrap_or_default() {
                    self.before += u64::from_le_bytes(*word).count_ones() as usize;
                }
                self.at = self.at.max(wanted);
                let word = u64::from_le_bytes(*words.get(wanted)?);
                let within = (word & ((1 << (doc % 64)) - 1)).count_ones() as usize;
                (word >> (doc % 64) & 1 == 1).then_some(self.before + within)
            }
        }
    }
}

/// Reads places of a list, documents in ascending order.
#[derive(Clone, Debug)]
pub(super) struct Places<'a> {
    list: Postings<'a>,
    ranks: Ranks<'a>,
    group: Option<Group>,
}

/// Where things stand in a group, and how far it is read.
#[derive(Clone, Copy, Debug)]
struct Group {
    number: usize,
    first_width: u32,
    step_width: u32,
    firsts_at: usize,
    ends_at: usize,
    /// Where ends are numbers.
    ends_width: Option<u32>,
    steps_at: usize,
    place_count: usize,
    /// A document of the group and its first place, both counted within the group.
    doc: usize,
    place: usize,
}

impl Places<'_> {
    /// Puts the places of `doc` into `places`, in ascending order; none when it is not in the list.
    pub(super) fn read(&mut self, doc: u16, places: &mut Vec<u32>) {
        self.read_to(doc, u32::MAX, places);
    }

    /// The same; those behind `last` may be left out.
    pub(super) fn read_to(&mut self, doc: u16, last: u32, places: &mut Vec<u32>) {
        match self.ranks.rank(doc) {
            Some(rank) => self.read_at_most(rank, last, places),
            None => places.clear(),
        }
    }

    /// The same for the document that so many of the list come before.
    #[inline]
    pub(super) fn read_at(&mut self, rank: usize, places: &mut Vec<u32>) {
        self.read_at_most(rank, u32::MAX, places);
    }

    #[inline]
    fn read_at_most(&mut self, rank: usize, last: u32, places: &mut Vec<u32>) {
        if self.read_ranked(rank, Some((places, last))).is_none() {
            places.clear();
        }
    }

    /// How often the token stands in `doc`.
    pub(super) fn count(&mut self, doc: u16) -> u32 {
        let Some(rank) = self.ranks.rank(doc) else { return 0 };
        if self.list.is_each_once { 1 } else { self.read_ranked(rank, None).unwrap_or(0) }
    }

    /// How many places a document has; they replace what is in the list given, up to some behind the last that is wanted.
    fn read_ranked(&mut self, rank: usize, places: Option<(&mut Vec<u32>, u32)>) -> Option<u32> {
        if self.list.doc_count < SHORT {
            return self.read_short(rank, places.map(|(places, _)| places));
        }
        let bytes = self.list.bytes;
        let mut group = match self.group {
            Some(group) if group.number == rank / GROUP && group.doc <= rank % GROUP => group,
            _ => self.list.group(rank / GROUP)?,
        };
        let doc = rank % GROUP;
        let first = packed(bytes, group.firsts_at, group.first_width, doc);
        if self.list.is_each_once {
            self.group = Some(group);
            let (places, _) = places?;
            places.clear();
            places.push(first);
            return Some(1);
        }
        let end = if let Some(width) = group.ends_width {
            let end = |doc| (packed(bytes, group.ends_at, width, doc) as usize).min(group.place_count);
            group.place = doc.checked_sub(1).map_or(0, end);
            end(doc)
        } else {
            group.place = skip_lasts(bytes, group.ends_at, group.place, doc - group.doc, group.place_count);
            skip_lasts(bytes, group.ends_at, group.place, 1, group.place_count)
        };
        group.doc = doc;
        self.group = Some(group);
        let count = end.saturating_sub(group.place);
        if let Some((places, last)) = places {
            let steps_before = group.place.saturating_sub(doc);
            // What the list held before is written over: clearing it would fill it with zeros once more.
            places.resize(count.max(1), 0);
            if let [start, others @ ..] = places.as_mut_slice() {
                *start = first;
                let steps = (group.steps_at, group.step_width, steps_before);
                let filled = sum_packed(bytes, steps, first, last, others);
                places.truncate(1 + filled);
            }
        }
        Some(count as u32)
    }

    fn read_short(&self, rank: usize, places: Option<&mut Vec<u32>>) -> Option<u32> {
        let Postings { bytes, is_each_once, places_at, .. } = self.list;
        let mut at = places_at;
        let step_count = |at: &mut usize| if is_each_once { Some(0) } else { varint(bytes, at) };
        for _ in 0..rank {
            // The first place, and a step to each of the others.
            for _ in 0..=step_count(&mut at)? {
                varint(bytes, &mut at)?;
            }
        }
        let count = step_count(&mut at)? + 1;
        if let Some(places) = places {
            places.clear();
            let mut place = varint(bytes, &mut at)? as u32;
            places.push(place);
            for _ in 1..count {
                place = place.wrapping_add(varint(bytes, &mut at)? as u32).wrapping_add(1);
                places.push(place);
            }
        }
        Some(count as u32)
    }
}

impl Postings<'_> {
    fn group(&self, number: usize) -> Option<Group> {
        let group_count = self.doc_count.div_ceil(GROUP);
        let start = match number.checked_sub(1) {
            Some(before) => u32_at(self.bytes, self.places_at + before * 4)? as usize,
            None => 0,
        };
        let mut at = self.places_at + group_count * 4 + start;
        let doc_count = GROUP.min(self.doc_count.checked_sub(number * GROUP)?);
        let first_width = u32::from(*self.bytes.get(at)?).min(32);
        at += 1;
        let (mut step_width, mut place_count) = (0, doc_count);
        if !self.is_each_once {
            step_width = u32::from(*self.bytes.get(at)?).min(32);
            at += 1;
            place_count = varint(self.bytes, &mut at)? as usize;
        }
        let ends_at = at + (doc_count * first_width as usize).div_ceil(8);
        let place_count = place_count.min(self.bytes.len().saturating_sub(ends_at) * 8);
        let ends_width = ends_width(doc_count, place_count);
        let end_bits = ends_width.map_or(place_count, |width| doc_count * width as usize);
        Some(Group {
            number,
            first_width,
            step_width,
            firsts_at: at,
            ends_at,
            ends_width,
            steps_at: ends_at + end_bits.div_ceil(8),
            place_count,
            doc: 0,
            place: 0,
        })
    }
}

/// Bits of each end of the documents of a group, where these are shorter as numbers than as a bit for each place.
fn ends_width(doc_count: usize, place_count: usize) -> Option<u32> {
    let width = usize::BITS - place_count.leading_zeros();
    (doc_count * (width as usize) < place_count).then_some(width)
}

/// The bit behind the `count`th set bit from bit `from` on, at most `end`.
#[inline]
fn skip_lasts(bytes: &[u8], start: usize, from: usize, mut count: usize, end: usize) -> usize {
    let mut at = from;
    while count > 0 && at < end {
        let byte = start + at / 8;
        let word = u64_at(bytes, byte).unwrap_or_else(|| {
            let rest = bytes.get(byte..).unwrap_or_default();
            rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
        });
        // The 56 bits that are there whatever the bit within the byte.
        let mut word = (word >> (at % 8)) & (u64::MAX >> 8);
        let found = word.count_ones() as usize;
        if found < count {
            count -= found;
            at += 56;
            continue;
        }
        for _ in 1..count {
            word &= word - 1;
        }
        return (at + word.trailing_zeros() as usize + 1).min(end);
    }
    at.min(end)
}

/// Every document of a stored set, in order.
#[inline]
pub(super) fn each_doc(docs: StoredDocs<'_>, found: impl FnMut(u16)) {
    match docs {
        StoredDocs::Sparse(numbers) => u16s(numbers).for_each(found),
        StoredDocs::Split(numbers) => numbers.each(found),
        StoredDocs::Dense(bits) => each_one(u64s(bits), found),
    }
}

#[cfg(test)]
mod tests {
    use super::super::coding::ALIGNMENT;
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn lists() -> impl Strategy<Value = BTreeMap<u16, BTreeSet<u32>>> {
        let places = |count| proptest::collection::btree_set(prop_oneof![0_u32..60, 0_u32..100_000], 1..count);
        prop_oneof![
            proptest::collection::btree_map(0_u16..3000, places(4), 1..12),
            proptest::collection::btree_map(0_u16..3000, places(2), 1..600),
            proptest::collection::btree_map(0_u16..3000, places(90), 1..150),
        ]
    }

    proptest! {
        #[test]
        fn documents_and_places_come_back(list in lists(), asked in proptest::collection::btree_set(0_u16..3000, 0..200)) {
            let docs: Vec<u16> = list.keys().copied().collect();
            let places: Vec<u32> = list
                .values()
                .flat_map(|places| places.iter().enumerate().map(|(index, &place)| if index == 0 { place | FIRST } else { place }))
                .collect();
            for universe in [3000, 65_536] {
                let others: Vec<u16> = asked.iter().copied().filter(|doc| !list.contains_key(doc)).collect();
                let mut bytes = vec![0; asked.len()];
                let written = List { docs: &docs, places: &places, others: &others };
                align_list(&mut bytes, universe, &written);
                let start = bytes.len();
                put_list(&mut bytes, universe, &written);
                let read = Postings::read(&bytes[start..], universe).unwrap();
                if let StoredDocs::Dense(bits) = read.docs() {
                    prop_assert_eq!((bits.as_ptr().addr() - bytes.as_ptr().addr()) % ALIGNMENT, 0);
                }
                prop_assert_eq!(read.doc_count(), docs.len());
                prop_assert_eq!(read.others().is_some(), matches!(read.docs(), StoredDocs::Dense(_)));
                prop_assert!(read.others().is_none_or(|read| u16s(read).eq(others.iter().copied())));
                let mut found = Vec::new();
                each_doc(read.docs(), |doc| found.push(doc));
                prop_assert_eq!(&found, &docs);
                let (mut reader, mut counter, mut found) = (read.places(), read.places(), Vec::new());
                let (mut by_rank, mut up_to) = (read.places(), read.places());
                for (rank, places) in list.values().enumerate().filter(|(rank, _)| rank % 3 != 1) {
                    by_rank.read_at(rank, &mut found);
                    prop_assert!(found.iter().eq(places.iter()));
                }
                for doc in docs.iter().copied().filter(|doc| doc % 3 != 0).collect::<BTreeSet<_>>().union(&asked) {
                    reader.read(*doc, &mut found);
                    let expected: Vec<u32> = list.get(doc).into_iter().flatten().copied().collect();
                    prop_assert_eq!(&found, &expected);
                    prop_assert_eq!(counter.count(*doc) as usize, expected.len());
                    let last = expected.get(expected.len() / 2).copied().unwrap_or(0);
                    up_to.read_to(*doc, last, &mut found);
                    prop_assert!(found.len() <= expected.len());
                    found.retain(|&place| place <= last);
                    prop_assert!(found.iter().eq(expected.iter().filter(|&&place| place <= last)));
                }
            }
        }

        #[test]
        fn any_bytes_are_fine(bytes in proptest::collection::vec(any::<u8>(), 0..200), universe in 1_u32..2000) {
            if let Some(read) = Postings::read(&bytes, universe) {
                let (mut places, mut reader) = (Vec::new(), read.places());
                each_doc(read.docs(), |doc| reader.read(doc, &mut places));
            }
        }
    }
}
