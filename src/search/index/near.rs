//! In which documents do several phrases stand close together?

use super::doc_set::DocSet;
use super::phrase::{LocalPhrase, Occurrences};

/// Those of `docs` where one occurrence of each phrase lies in a stretch with at most `words` words besides theirs.
pub(super) fn near_docs(phrases: &[LocalPhrase<'_>], words: u32, mut docs: DocSet) -> DocSet {
    let universe = docs.universe();
    for phrase in phrases {
        docs = docs.and(&phrase.candidates());
    }
    let mut found: Vec<Occurrences> = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let occurrences = phrase.occurrences(&docs);
        docs = DocSet::from_docs(universe, occurrences.docs.clone());
        found.push(occurrences);
    }
    let lengths: Vec<u32> = phrases.iter().map(|phrase| phrase.length).collect();
    let widest = lengths.iter().fold(words, |all, &length| all.saturating_add(length));
    let sets: Vec<DocSet> = found.iter().map(|found| DocSet::from_docs(universe, found.docs.clone())).collect();
    let near = docs.iter().filter(|&doc| {
        let starts: Vec<&[u32]> = found.iter().zip(&sets).map(|(found, set)| found.starts(set.rank(doc))).collect();
        are_near(starts, &lengths, widest)
    });
    DocSet::from_docs(universe, near.collect())
}

/// Is there a choice of one start of each, with its length, within `widest` positions? The earliest is moved on until one
/// of them has no more.
fn are_near(mut starts: Vec<&[u32]>, lengths: &[u32], widest: u32) -> bool {
    loop {
        let heads = starts.iter().map(|starts| starts.first().copied());
        let Some(heads) = heads.collect::<Option<Vec<u32>>>() else { return false };
        let end = heads.iter().zip(lengths).map(|(head, length)| head.saturating_add(*length)).max();
        let earliest = heads.iter().copied().enumerate().min_by_key(|&(_, head)| head);
        let (Some(end), Some((index, start))) = (end, earliest) else { return false };
        if end - start <= widest {
            return true;
        }
        if let Some(starts) = starts.get_mut(index) {
            *starts = starts.get(1..).unwrap_or_default();
        }
    }
}
