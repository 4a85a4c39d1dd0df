//! Which words are close to this one?
//!
//! Of a merged dictionary, only the words that have nearly the same letters at nearly the same places are looked at. Of others all are: words come
//! sorted, so how far the beginning compares that a word shares with the one before is kept, and what begins too differently
//! is passed over.

use super::super::edit_distance::{Automaton, MOST_LETTERS, State};
use super::letters::Letters;
use super::tokens::JOINED;
use super::vocabulary::Lexicon;
use super::word_list::{Group, Words};
use crate::work::Cancel;
use rayon::prelude::*;

/// Words that are compared on one processor before it asks whether to stop.
const AT_ONCE: usize = 1 << 11;

/// Words from which on comparing is shared out among the processors.
const WORTH_SHARING: usize = 1 << 13;

/// Words looked at between two questions whether to stop.
const PATIENCE: u32 = 1 << 14;

/// The numbers of the words that at most `distance` changes turn into `word`. Nothing when cancelled.
pub(super) fn close_words(lexicon: Lexicon<'_>, word: &str, distance: u8, cancel: &Cancel) -> Option<Vec<u32>> {
    let automaton = Automaton::new(word.chars(), distance);
    if let Some(words) = lexicon.words {
        return close_among(words, word, distance, &automaton, cancel);
    }
    let dictionary = lexicon.dictionary;
    let mut found = Vec::new();
    let mut comparison = Comparison { automaton, read: Vec::new() };
    let mut walk = dictionary.walk(dictionary.prefix_range(JOINED.as_bytes()).end);
    let mut looked_at = 0_u32;
    loop {
        let index = walk.next_index();
        if walk.step().is_none() {
            break;
        }
        looked_at += 1;
        if looked_at.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
            return None;
        }
        match comparison.read(walk.token(), walk.shared()) {
            Reading::Close => found.push(index),
            Reading::Far => {}
            Reading::FarFrom(end) => walk.skip_prefix(end),
        }
    }
    Some(found)
}

/// The numbers, ascending, of the words of a list that are close.
fn close_among(words: Words<'_>, word: &str, distance: u8, automaton: &Automaton, cancel: &Cancel) -> Option<Vec<u32>> {
    let letters = Letters::of(word.chars().take(MOST_LETTERS));
    let groups = words.groups_near(letters.length, distance);
    let of_group = |group: &Group<'_>| {
        let places = group.nearly(letters.letters, distance);
        let close = |places: &[u32]| (!cancel.is_cancelled()).then(|| close_of(*group, places, automaton));
        // Waking other processors takes longer than to look at few.
        let found: Option<Vec<Vec<u32>>> = if places.len() < WORTH_SHARING {
            places.chunks(AT_ONCE).map(close).collect()
        } else {
            places.par_chunks(AT_ONCE).map(close).collect()
        };
        Some(found?.concat())
    };
    // One change leaves few words to be looked at.
    let found: Option<Vec<Vec<u32>>> =
        if distance < 2 { groups.iter().map(of_group).collect() } else { groups.par_iter().map(of_group).collect() };
    let mut found = found?.concat();
    found.sort_unstable();
    Some(found)
}

/// The numbers of those of the words at `places` of a group that are close.
fn close_of(group: Group<'_>, places: &[u32], automaton: &Automaton) -> Vec<u32> {
    let is_close = |word: &[u8]| {
        let may_be = !group.is_ascii() || automaton.may_be_close(word);
        may_be && matches!(compared(automaton, word, (0, automaton.start()), |_, _| {}), Reading::Close)
    };
    let close = places.iter().filter(|&&place| group.word(place).is_some_and(is_close));
    close.filter_map(|&place| group.number(place)).collect()
}

/// How a word compares.
enum Reading {
    Close,
    Far,
    /// So are all words that begin with so many bytes of it.
    FarFrom(usize),
}

/// Compares a word from the byte that was read up to with what was read so far; `each` is told how far each character leads.
fn compared(automaton: &Automaton, word: &[u8], from: (usize, State), mut each: impl FnMut(usize, State)) -> Reading {
    let (mut at, mut state) = from;
    while let Some(c) = char_at(word, at) {
        at += c.len_utf8();
        state = automaton.step(&state, c);
        each(at, state);
        if automaton.is_lost(&state) {
            return Reading::FarFrom(at);
        }
    }
    if at == word.len() && automaton.is_close(&state) { Reading::Close } else { Reading::Far }
}

/// The character that begins at a byte; nothing at the end and where bytes are damaged.
#[inline]
fn char_at(word: &[u8], at: usize) -> Option<char> {
    let &byte = word.get(at)?;
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    word.get(at..)?.utf8_chunks().next()?.valid().chars().next()
}

/// Compares words in their order, which share beginnings.
struct Comparison {
    automaton: Automaton,
    /// For each character of the last word where it ends in bytes, and how the word compares up to it.
    read: Vec<(usize, State)>,
}

impl Comparison {
    /// Compares `word`, of which the first `shared` bytes are those of the last one.
    fn read(&mut self, word: &[u8], shared: usize) -> Reading {
        while self.read.last().is_some_and(|&(end, _)| end > shared) {
            self.read.pop();
        }
        let Self { automaton, read } = self;
        let from = read.last().copied().unwrap_or_else(|| (0, automaton.start()));
        compared(automaton, word, from, |at, state| read.push((at, state)))
    }
}
