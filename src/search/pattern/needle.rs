//! One word that is looked for: as a whole, as a beginning, or with a letter or two changed.

use super::words::{closes_word, run_end};
use crate::search::edit_distance::{Automaton, MOST_LETTERS};
use crate::search::words::{fold_char, folded, goes_on_syllable, is_silent, is_unspaced, looked_for};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Which words of a text a word of a query stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Reach {
    /// Itself.
    Whole,
    /// All that begin with it.
    Prefix,
    /// All that become it by at most so many changes; see [`edit_distance`](crate::search::edit_distance).
    Fuzzy(u8),
}

/// One word that is looked for.
#[derive(Clone, Debug)]
pub(in crate::search) struct Needle {
    folded: Vec<char>,
    /// Its letters with their case and accents (NFD), when they must be met.
    exact: Option<Vec<char>>,
    reach: Reach,
    /// What words are compared with that may be a letter or two off.
    near: Option<Arc<Automaton>>,
    pub(super) opens_anywhere: bool,
    closes_anywhere: bool,
}

impl Needle {
    /// Nothing when `word` folds to nothing. A word of an unspaced script is never fuzzy, nor one of more
    /// than [`MOST_LETTERS`].
    pub(super) fn new(word: &str, reach: Reach, is_exact: bool) -> Option<Self> {
        let word = looked_for(word.trim_start_matches(is_combining_mark));
        let folded: Vec<char> = folded(word).chars().collect();
        let (first, last) = (word.chars().next()?, word.chars().rfind(|&c| !is_combining_mark(c))?);
        folded.first()?;
        let reach = match reach {
            Reach::Fuzzy(_) if is_exact || folded.len() > MOST_LETTERS || word.chars().any(is_unspaced) => Reach::Whole,
            reach => reach,
        };
        let near = |changes| Arc::new(Automaton::new(folded.iter().copied(), changes));
        Some(Self {
            exact: is_exact.then(|| word.nfd().collect()),
            near: if let Reach::Fuzzy(changes) = reach { Some(near(changes)) } else { None },
            reach,
            opens_anywhere: is_unspaced(first),
            closes_anywhere: is_unspaced(last),
            folded,
        })
    }

    /// The word as words are compared: lower case, without accents. It may hold characters of an unspaced script, each of
    /// which is a word by itself in [`super::words::positions`].
    pub(in crate::search) fn folded(&self) -> &[char] {
        &self.folded
    }

    /// Which words of a text it stands for.
    pub(in crate::search) fn reach(&self) -> Reach {
        self.reach
    }

    /// Must case and accents be met too? What is found by [`Self::folded`] is then to be looked at in the text.
    pub(in crate::search) fn is_exact(&self) -> bool {
        self.exact.is_some()
    }

    /// Where the word ends when it stands at `start`, trailing combining marks included.
    pub(super) fn end_from(&self, text: &str, start: usize) -> Option<usize> {
        if let Some(near) = &self.near {
            let end = run_end(text, start);
            return is_close(text.get(start..end)?, near).then_some(end);
        }
        let end = match &self.exact {
            Some(letters) => exact_end(letters, text, start)?,
            None => folded_end(&self.folded, self.reach == Reach::Prefix && !self.closes_anywhere, text, start)?,
        };
        if self.closes_anywhere || closes_word(text, end) {
            return Some(end);
        }
        (self.reach == Reach::Prefix).then(|| run_end(text, end))
    }
}

/// Letters up to which a word may differ by one only where the query gives no number.
const SHORT_LETTERS: usize = 5;

/// How far a word may be from `word` where the query gives no number.
pub(in crate::search) fn usual_reach(word: &str) -> Reach {
    Reach::Fuzzy(if folded(word).chars().count() <= SHORT_LETTERS { 1 } else { 2 })
}

/// Is a word, folded, close to the one that is wanted?
fn is_close(word: &str, wanted: &Automaton) -> bool {
    let mut state = wanted.start();
    let goes_on = |c| {
        fold_char(c, |folded| {
            state = wanted.step(&state, folded);
            !wanted.is_lost(&state)
        })
    };
    word.chars().all(goes_on) && wanted.is_close(&state)
}

/// Where the letters end that stand at `start`, on a character's border; `may_go_on` within a character that folds to several.
fn folded_end(letters: &[char], may_go_on: bool, text: &str, start: usize) -> Option<usize> {
    let mut wanted = letters.iter();
    let mut chars = text.get(start..)?.char_indices().peekable();
    let mut last = None;
    while !wanted.as_slice().is_empty() {
        let (_, c) = chars.next()?;
        if !fold_char(c, |folded| wanted.next().map_or(may_go_on, |wanted| *wanted == folded)) {
            return None;
        }
        last = Some(c);
    }
    while chars.next_if(|&(_, c)| is_silent(c)).is_some() {}
    let Some(&(offset, next)) = chars.peek() else { return Some(text.len()) };
    (!last.is_some_and(|last| goes_on_syllable(last, next))).then_some(start + offset)
}

/// Marks of one letter are met in the order in which they stand.
fn exact_end(letters: &[char], text: &str, start: usize) -> Option<usize> {
    let mut wanted = letters.iter();
    let mut chars = text.get(start..)?.char_indices().peekable();
    while !wanted.as_slice().is_empty() {
        let (_, c) = chars.next()?;
        let mut is_same = true;
        decompose_canonical(c, |part| is_same = is_same && wanted.next() == Some(&part));
        if !is_same {
            return None;
        }
    }
    match chars.peek() {
        Some(&(_, c)) if is_combining_mark(c) && !is_unspaced(c) => None,
        Some(&(offset, _)) => Some(start + offset),
        None => Some(text.len()),
    }
}
