//! Lists of numbers in ascending order, each once: what two have in common, and what they have together.

use super::bits::{is_set, set_all, word_count};

/// Lists of so many documents are compared and united by way of bits.
pub(super) const WORTH_MARKING: usize = 64;

/// One list is far longer than another when it has so many times as many numbers: what is in the short one is looked up.
pub(super) const FAR_MORE: usize = 8;

/// The documents that `is_kept`, without a branch that could be guessed wrong.
pub(super) fn keep(docs: &[u16], is_kept: impl Fn(u16) -> bool) -> Vec<u16> {
    let mut kept = vec![0; docs.len()];
    let mut count = 0;
    for &doc in docs {
        if let Some(slot) = kept.get_mut(count) {
            *slot = doc;
        }
        count += usize::from(is_kept(doc));
    }
    kept.truncate(count);
    kept
}

/// The place of the first number of an ascending list at or behind `from` that is not below `doc`, found by halving steps.
pub(super) fn place_of(list: &[u16], from: usize, doc: u16) -> usize {
    let rest = list.get(from..).unwrap_or_default();
    let mut step = 1;
    while rest.get(step).is_some_and(|&other| other < doc) {
        step *= 2;
    }
    from + rest.get(..step).unwrap_or(rest).partition_point(|&other| other < doc)
}

/// An ascending list with a few numbers more, in order, each once.
pub(super) fn with_few(list: &[u16], few: &[u16]) -> Vec<u16> {
    let mut united = Vec::with_capacity(list.len() + few.len());
    let mut from = 0;
    for &doc in few {
        let place = place_of(list, from, doc);
        united.extend_from_slice(list.get(from..place).unwrap_or_default());
        if list.get(place) != Some(&doc) {
            united.push(doc);
        }
        from = place;
    }
    united.extend_from_slice(list.get(from..).unwrap_or_default());
    united
}

/// What two ascending lists have in common: by halving steps when one is far longer, by way of bits when both are long,
/// else side by side.
pub(super) fn both(docs: &[u16], others: &[u16]) -> Vec<u16> {
    let (short, long) = if docs.len() <= others.len() { (docs, others) } else { (others, docs) };
    let mut found = Vec::with_capacity(short.len());
    if short.len() * FAR_MORE <= long.len() {
        let mut from = 0;
        for &doc in short {
            from = place_of(long, from, doc);
            match long.get(from) {
                Some(&other) if other == doc => found.push(doc),
                Some(_) => {}
                None => break,
            }
        }
        return found;
    }
    if short.len() >= WORTH_MARKING {
        // Where there are many, looking each up among bits is quicker than guessing which list goes on.
        let mut bits = vec![0; short.last().map_or(0, |&last| word_count(u32::from(last) + 1))];
        set_all(&mut bits, short.iter().copied());
        return keep(long, |doc| is_set(&bits, doc));
    }
    let (mut at, mut other_at) = (0, 0);
    while let (Some(&doc), Some(&other)) = (short.get(at), long.get(other_at)) {
        if doc == other {
            found.push(doc);
        }
        at += usize::from(doc <= other);
        other_at += usize::from(other <= doc);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_have_in_common_what_sets_have(
            a in proptest::collection::btree_set(0_u16..2000, 0..300),
            b in proptest::collection::btree_set(0_u16..2000, 0..300),
        ) {
            let [list, other] = [&a, &b].map(|set| set.iter().copied().collect::<Vec<u16>>());
            let expected: Vec<u16> = a.intersection(&b).copied().collect();
            prop_assert_eq!(both(&list, &other), expected.clone());
            prop_assert_eq!(both(&other, &list), expected);
            prop_assert_eq!(with_few(&list, &other), a.union(&b).copied().collect::<Vec<u16>>());
        }
    }
}
