//! Where do words stand one after the other?
//!
//! First the documents that hold them all, with the pairs of frequent tokens that are kept; only of those the places are
//! read, the rarest word's first.

use super::bits::{is_set, set_all, word_count};
use super::doc_set::DocSet;
use super::layout::Part;
use super::postings::{Places, Postings, each_doc};
use super::terms::{AskedPhrase, LocalTerms};
use super::vocabulary::Lexicon;
use crate::search::sharing::side_by_side;
use rayon::prelude::*;

/// Documents from which on it is worth waking other processors to read places in them.
const WORTH_SHARING: usize = 1 << 11;

/// Words of one document in so many or more stand in each about so many times.
const FREQUENT: usize = 8;

/// Lists from which on it is worth that.
const WORTH_SHARING_LISTS: usize = 1 << 8;

/// Parts of many lists for each processor: some are longer than others.
const PARTS_EACH: usize = 4;

/// Of one document in so many of a list, each is looked up.
const FEW_OF: usize = 8;

/// A phrase with its lists in one block.
#[derive(Clone, Debug)]
pub(super) struct LocalPhrase<'a> {
    part: Part<'a>,
    /// At which position of the phrase, and which.
    tokens: Vec<(u32, LocalTerms<'a>)>,
    /// Positions that the whole takes.
    pub(super) length: u32,
}

/// Where a phrase starts in each document that has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Occurrences {
    pub(super) docs: Vec<u16>,
    /// For each document the end of its starts.
    ends: Vec<usize>,
    starts: Vec<u32>,
}

impl Occurrences {
    /// The starts in the document at `index`, ascending.
    pub(super) fn starts(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let end = self.ends.get(index).copied();
        start.zip(end).and_then(|(start, end)| self.starts.get(start..end)).unwrap_or_default()
    }

    fn push(&mut self, doc: u16, starts: &[u32]) {
        if !starts.is_empty() {
            self.starts.extend_from_slice(starts);
            self.docs.push(doc);
            self.ends.push(self.starts.len());
        }
    }
}

impl<'a> LocalPhrase<'a> {
    /// Looks a phrase up in a block; nothing when one of its words is not there.
    pub(super) fn new(part: Part<'a>, lexicon: Lexicon<'_>, number: usize, phrase: &'a AskedPhrase) -> Option<Self> {
        let local = |(offset, terms): &'a (u32, _)| Some((*offset, LocalTerms::new(part, lexicon, number, terms)?));
        let tokens: Option<Vec<(u32, LocalTerms<'a>)>> = phrase.tokens.iter().map(local).collect();
        Some(Self { part, tokens: tokens?, length: phrase.length })
    }

    /// The documents that have it; only those of `among`, when given.
    pub(super) fn docs_among(&self, among: Option<&DocSet>) -> DocSet {
        if let [(_, terms)] = self.tokens.as_slice() {
            return terms.docs_among(self.part, among);
        }
        let mut candidates = self.candidates();
        if let Some(among) = among {
            candidates = candidates.and(among);
        }
        if self.is_told_by_docs() {
            return candidates;
        }
        DocSet::from_docs(self.part.universe, self.occurrences(&candidates).docs)
    }

    /// Documents that hold all words, and side by side where pairs are kept.
    pub(super) fn candidates(&self) -> DocSet {
        let universe = self.part.universe;
        if let [(_, terms)] = self.tokens.as_slice() {
            return terms.docs(self.part);
        }
        let mut stored: Vec<_> = self.pairs().collect();
        for (_, terms) in &self.tokens {
            match terms {
                LocalTerms::One(_, list) => stored.push((list.doc_count(), list.docs())),
                LocalTerms::Prefix(prefix, _) => {
                    stored.extend(self.part.prefixes.docs(prefix, universe).map(|docs| (universe as usize, docs)));
                }
                LocalTerms::Many(_) => {}
            }
        }
        stored.sort_by_key(|&(count, _)| count);
        let mut stored = stored.into_iter();
        let mut docs = match stored.next() {
            Some((_, first)) => self.part.set_of(first, None),
            None => DocSet::all(universe),
        };
        for (_, next) in stored {
            if docs.is_empty() {
                return docs;
            }
            docs = docs.and_stored(next);
        }
        for (_, terms) in &self.tokens {
            if matches!(terms, LocalTerms::Many(_)) && !docs.is_empty() {
                docs = docs.and(&terms.docs(self.part));
            }
        }
        docs
    }

    /// Does the phrase, of several words, stand in every candidate?
    fn is_told_by_docs(&self) -> bool {
        self.tokens.len() == 2 && self.pairs().next().is_some()
    }

    /// The documents of the pairs that are kept.
    fn pairs(&self) -> impl Iterator<Item = (usize, super::doc_set::StoredDocs<'a>)> {
        self.tokens.windows(2).filter_map(|two| match two {
            [(first_at, LocalTerms::One(first, _)), (second_at, LocalTerms::One(second, _))]
                if first_at + 1 == *second_at =>
            {
                Some((0, self.part.pairs.docs(*first, *second, self.part.universe)?))
            }
            _ => None,
        })
    }

    /// Every place in `docs` where the phrase starts.
    pub(super) fn occurrences(&self, docs: &DocSet) -> Occurrences {
        let (mut ones, mut others) = (Vec::new(), Vec::new());
        for (offset, terms) in &self.tokens {
            match terms {
                LocalTerms::One(_, list) => ones.push((*offset, *list)),
                _ => others.push((*offset, terms)),
            }
        }
        // First those of which there are few.
        others.sort_by_key(|(_, terms)| terms.len());
        ones.sort_by_key(|(_, list)| list.doc_count());
        let mut others = others.into_iter();
        let mut found = match ones.split_first() {
            Some(((offset, rarest), rest)) => in_parts(docs, self.worth_sharing(rarest), |docs| {
                let mut rest: Vec<(u32, Places<'a>)> =
                    rest.iter().map(|(offset, list)| (*offset, list.places())).collect();
                in_each(docs, *rarest, *offset, &mut rest)
            }),
            None => match others.next() {
                Some((offset, terms)) => self.any_of(docs, offset, terms),
                None => Occurrences::default(),
            },
        };
        for (offset, terms) in others {
            found = self.keep_followed(&found, offset, terms);
        }
        found
    }

    /// Documents from which on reading the places of a list and of more frequent ones in them is shared out.
    fn worth_sharing(&self, rarest: &Postings<'_>) -> usize {
        let is_frequent = rarest.doc_count() * FREQUENT > self.part.universe as usize;
        if is_frequent { WORTH_SHARING / FREQUENT } else { WORTH_SHARING }
    }

    /// Every place of any of the terms.
    fn any_of(&self, docs: &DocSet, offset: u32, terms: &LocalTerms<'a>) -> Occurrences {
        let (mut all, mut places) = (Vec::new(), Vec::new());
        let wanted = docs.to_bits();
        terms.each_list(self.part, |list| {
            let mut reader = list.places();
            let mut rank = 0;
            each_doc(list.docs(), |doc| {
                if is_set(&wanted, doc) {
                    reader.read_at(rank, &mut places);
                    all.extend(places.iter().filter_map(|place| Some((doc, place.checked_sub(offset)?))));
                }
                rank += 1;
            });
        });
        #[allow(
            clippy::stable_sort_primitive,
            reason = "each list comes sorted, which only the stable sort makes use of"
        )]
        all.sort();
        all.dedup();
        let mut found = Occurrences::default();
        for same in all.chunk_by(|(doc, _), (other, _)| doc == other) {
            if let Some(&(doc, _)) = same.first() {
                places.clear();
                places.extend(same.iter().map(|&(_, start)| start));
                found.push(doc, &places);
            }
        }
        found
    }

    /// What was found where any of the terms stands `offset` behind the start.
    fn keep_followed(&self, found: &Occurrences, offset: u32, terms: &LocalTerms<'a>) -> Occurrences {
        // For each document of the block one more than its place in what was found.
        let mut found_at = vec![0_u32; self.part.universe as usize];
        for (index, &doc) in (1..).zip(&found.docs) {
            if let Some(slot) = found_at.get_mut(usize::from(doc)) {
                *slot = index;
            }
        }
        let mut wanted = vec![0; word_count(self.part.universe)];
        set_all(&mut wanted, found.docs.iter().copied());
        let followed = |terms: &LocalTerms<'a>| {
            let mut is_kept = vec![false; found.starts.len()];
            let mut places = Vec::new();
            terms.each_list(self.part, |list| {
                let mut reader = list.places();
                let mut next_rank = 0;
                each_doc(list.docs(), |doc| {
                    let rank = next_rank;
                    next_rank += 1;
                    if !is_set(&wanted, doc) {
                        return;
                    }
                    let place = found_at.get(usize::from(doc)).copied().unwrap_or_default();
                    let Some(index) = place.checked_sub(1).map(|index| index as usize) else { return };
                    reader.read_at(rank, &mut places);
                    let starts = found.starts(index);
                    let first = found.ends.get(index).map_or(0, |end| end - starts.len());
                    for place in &places {
                        let at = place.checked_sub(offset).and_then(|start| starts.binary_search(&start).ok());
                        if let Some(kept) = at.and_then(|at| is_kept.get_mut(first + at)) {
                            *kept = true;
                        }
                    }
                });
            });
            is_kept
        };
        let either = |mut one: Vec<bool>, other: Vec<bool>| {
            one.iter_mut().zip(other).for_each(|(one, other)| *one |= other);
            one
        };
        let is_kept = if found.docs.len() < WORTH_SHARING || terms.len() < WORTH_SHARING_LISTS {
            followed(terms)
        } else {
            let parts = terms.parts(rayon::current_num_threads() * PARTS_EACH);
            parts.par_iter().map(followed).reduce_with(either).unwrap_or_default()
        };
        let mut kept = Occurrences::default();
        let (mut flags, mut starts) = (is_kept.into_iter(), Vec::new());
        for (index, &doc) in found.docs.iter().enumerate() {
            starts.clear();
            starts.extend(found.starts(index).iter().zip(&mut flags).filter(|(_, is_kept)| *is_kept).map(|(s, _)| *s));
            kept.push(doc, &starts);
        }
        kept
    }
}

/// What is found in a set of documents, which many processors look through when it is large: each goes through the lists anew.
fn in_parts(docs: &DocSet, worth_sharing: usize, find: impl Fn(&DocSet) -> Occurrences + Send + Sync) -> Occurrences {
    if docs.len() < worth_sharing {
        return find(docs);
    }
    let mut found = Occurrences::default();
    for part in side_by_side(&docs.parts(rayon::current_num_threads()), find) {
        let before = found.starts.len();
        found.docs.extend(part.docs);
        found.ends.extend(part.ends.into_iter().map(|end| before + end));
        found.starts.extend(part.starts);
    }
    found
}

/// Where all of several lists agree.
fn in_each(docs: &DocSet, list: Postings<'_>, offset: u32, rest: &mut [(u32, Places<'_>)]) -> Occurrences {
    let mut found = Occurrences::default();
    let mut rarest = list.places();
    let (mut starts, mut places) = (Vec::new(), Vec::new());
    let mut add = |doc, starts: &mut Vec<u32>| {
        for (offset, reader) in &mut *rest {
            let Some(latest) = starts.last() else { return };
            reader.read_to(doc, latest.saturating_add(*offset), &mut places);
            keep_shifted(starts, &places, *offset);
        }
        found.push(doc, starts);
    };
    let first_starts = |places: &mut Vec<u32>| {
        if offset > 0 {
            places.retain(|&place| place >= offset);
            for place in places {
                *place -= offset;
            }
        }
    };
    if docs.len() * FEW_OF < list.doc_count() {
        docs.each(|doc| {
            rarest.read(doc, &mut starts);
            first_starts(&mut starts);
            add(doc, &mut starts);
        });
        return found;
    }
    // Where most are looked at, going through all of them tells which comes next.
    let wanted = docs.to_bits();
    let mut rank = 0;
    each_doc(list.docs(), |doc| {
        if is_set(&wanted, doc) {
            rarest.read_at(rank, &mut starts);
            first_starts(&mut starts);
            add(doc, &mut starts);
        }
        rank += 1;
    });
    found
}

/// Keeps the starts behind which, by `offset`, a place stands. Both ascend.
fn keep_shifted(starts: &mut Vec<u32>, places: &[u32], offset: u32) {
    let mut places = places.iter();
    let mut next = places.next();
    starts.retain(|start| {
        let wanted = start.wrapping_add(offset);
        while next.is_some_and(|&place| place < wanted) {
            next = places.next();
        }
        next == Some(&wanted)
    });
}
