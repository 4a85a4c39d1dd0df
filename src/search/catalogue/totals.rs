//! How all documents of a shard count by value.

use super::numbers::{Reader, Writer};
use crate::search::index::{DocSet, Numbers};

/// Of so few values, those of each are kept as a set: what two sets have in common is quickly counted.
const FEW: usize = 32;

/// One document in so many is looked at alone.
const SMALL: usize = 32;

/// How all documents of a shard count by value: of a set that holds most of them, those that it lacks are counted.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) outlets: ByCode,
    pub(super) languages: ByCode,
    pub(super) kinds: ByCode,
    /// Of each month that is referred to.
    pub(super) months_about: Numbers<u32>,
    /// Where each month of publication begins among the documents, and where the last one ends.
    pub(super) month_bounds: Numbers<u32>,
}

/// The documents of each code.
#[derive(Debug)]
pub(super) enum ByCode {
    /// Which.
    Sets(Vec<DocSet>),
    /// How many.
    Counts(Numbers<u32>),
}

impl Default for ByCode {
    fn default() -> Self {
        Self::Sets(Vec::new())
    }
}

impl Totals {
    /// Puts them behind what `writer` holds.
    pub(super) fn write(&self, writer: &mut Writer) {
        for by_code in [&self.outlets, &self.languages, &self.kinds] {
            by_code.write(writer);
        }
        for numbers in [&self.months_about, &self.month_bounds] {
            writer.u32(numbers.len() as u32);
            writer.u32s(numbers);
        }
    }

    /// What [`write`](Self::write) put there for so many documents; nothing when it does not fit.
    pub(super) fn read(reader: &mut Reader<'_>, doc_count: usize) -> Option<Self> {
        let mut by_code = || ByCode::read(reader, doc_count);
        let (outlets, languages, kinds) = (by_code()?, by_code()?, by_code()?);
        let mut numbers = || {
            let count = reader.u32()? as usize;
            reader.numbers(count)
        };
        Some(Self { outlets, languages, kinds, months_about: numbers()?, month_bounds: numbers()? })
    }
}

impl ByCode {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Sets(sets) => {
                writer.u32(0);
                writer.u32(sets.len() as u32);
                for docs in sets {
                    writer.bits(docs);
                }
            }
            Self::Counts(counts) => {
                writer.u32(1);
                writer.u32(counts.len() as u32);
                writer.u32s(counts);
            }
        }
    }

    fn read(reader: &mut Reader<'_>, doc_count: usize) -> Option<Self> {
        let (are_counts, count) = (reader.u32()? == 1, reader.u32()? as usize);
        if are_counts {
            return reader.numbers(count).map(Self::Counts);
        }
        (0..count).map(|_| reader.bits(doc_count)).collect::<Option<_>>().map(Self::Sets)
    }

    /// Of the codes of all documents, which are below `bound`.
    pub(super) fn new(codes: &[u32], bound: usize) -> Self {
        let code_count = codes.iter().max().map_or(0, |&largest| bound.min(largest as usize + 1));
        if code_count > FEW {
            return Self::Counts(by_code(codes, code_count, &DocSet::all(codes.len() as u32)).into());
        }
        let mut docs: Vec<Vec<u16>> = vec![Vec::new(); code_count];
        for (doc, &code) in (0..).zip(codes) {
            if let Some(docs) = docs.get_mut(code as usize) {
                docs.push(doc);
            }
        }
        Self::Sets(docs.into_iter().map(|docs| DocSet::from_docs(codes.len() as u32, docs)).collect())
    }

    /// How many documents of `set` have each code.
    pub(super) fn counts(&self, codes: &[u32], set: &DocSet) -> Vec<u32> {
        let set = &*set.settled();
        match self {
            Self::Sets(sets) if set.len() < codes.len() / SMALL => by_code(codes, sets.len(), set),
            Self::Sets(sets) => sets.iter().map(|of_code| of_code.count_in(set) as u32).collect(),
            Self::Counts(all) if is_most(set) => less(all, &by_code(codes, all.len(), &set.complement())),
            Self::Counts(all) => by_code(codes, all.len(), set),
        }
    }
}

/// Are more documents in the set than not?
pub(super) fn is_most(set: &DocSet) -> bool {
    set.len() > set.universe() as usize / 2
}

/// One list of counts less the other.
pub(super) fn less(all: &[u32], some: &[u32]) -> Vec<u32> {
    all.iter().zip(some).map(|(all, some)| all.saturating_sub(*some)).collect()
}

/// How many of the documents have each code.
fn by_code(codes: &[u32], code_count: usize, set: &DocSet) -> Vec<u32> {
    let mut counts = vec![0; code_count];
    set.each(|doc| {
        if let Some(count) = codes.get(usize::from(doc)).and_then(|&code| counts.get_mut(code as usize)) {
            *count += 1;
        }
    });
    counts
}
