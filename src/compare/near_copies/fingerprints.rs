//! Runs of words selected so that whoever copies a stretch selects the same.
//!
//! Of every [`WINDOW`] runs of [`RUN`] words in a row the one with the least number is selected: a stretch of
//! `RUN + WINDOW - 1` words that stands unchanged in two articles has a selected run in common, and one run in 8 is selected
//! (winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003).

use crate::text::hashed::{HashedWord, row_hash};
use std::collections::VecDeque;

/// Words in a run: long enough that two articles seldom share one by chance.
const RUN: usize = 8;

/// Runs of which one is selected.
const WINDOW: usize = 16;

/// The numbers of the selected runs, in order of place; of all runs, the least, where there are fewer than a window.
pub(super) fn selected(words: &[HashedWord]) -> Vec<u64> {
    let mut found = Vec::with_capacity(words.len() / 8 + 1);
    // Numbers in the window that may still become the least, rising.
    let mut rising: VecDeque<(usize, u64)> = VecDeque::new();
    let mut taken: Option<usize> = None;
    let run_count = (words.len() + 1).saturating_sub(RUN);
    for (at, run) in words.windows(RUN).enumerate() {
        let hash = row_hash(run);
        while rising.back().is_some_and(|&(_, before)| before >= hash) {
            rising.pop_back();
        }
        rising.push_back((at, hash));
        if rising.front().is_some_and(|&(first, _)| first + WINDOW <= at) {
            rising.pop_front();
        }
        if at + 1 >= WINDOW.min(run_count)
            && let Some(&(least_at, least)) = rising.front()
            && taken != Some(least_at)
        {
            taken = Some(least_at);
            found.push(least);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn words(hashes: &[u64]) -> Vec<HashedWord> {
        hashes.iter().map(|&hash| HashedWord { span: Span::default(), hash }).collect()
    }

    proptest! {
        #[test]
        fn a_stretch_that_stands_in_two_texts_has_a_selected_run_in_common(
            shared in proptest::collection::vec(0_u64..1000, RUN + WINDOW - 1..60),
            before in proptest::collection::vec(0_u64..1000, 0..60),
            after in proptest::collection::vec(0_u64..1000, 0..60),
        ) {
            let one = selected(&words(&[before.clone(), shared.clone()].concat()));
            let other = selected(&words(&[shared.clone(), after].concat()));
            prop_assert!(one.iter().any(|run| other.contains(run)));
        }
    }

    #[test]
    fn few_words_have_one_run_or_none() {
        assert_eq!(selected(&words(&[1; RUN - 1])).len(), 0);
        assert_eq!(selected(&words(&[1, 2, 3, 4, 5, 6, 7, 8, 9])).len(), 1);
    }
}
