//! How all documents of a shard count by value.

use crate::search::index::DocSet;

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
    /// By month from the first that is referred to.
    pub(super) months_about: Vec<u32>,
    /// Where each month of publication begins among the documents, and where the last one ends.
    pub(super) month_bounds: Vec<u32>,
}

/// The documents of each code.
#[derive(Debug)]
pub(super) enum ByCode {
    /// Which.
    Sets(Vec<DocSet>),
    /// How many.
    Counts(Vec<u32>),
}

impl Default for ByCode {
    fn default() -> Self {
        Self::Sets(Vec::new())
    }
}

impl ByCode {
    pub(super) fn new(codes: &[u32]) -> Self {
        let code_count = codes.iter().max().map_or(0, |&largest| largest as usize + 1);
        if code_count > FEW {
            return Self::Counts(by_code(codes, code_count, &DocSet::all(codes.len() as u32)));
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
