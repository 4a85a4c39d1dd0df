//! Which words are close to this one?
//!
//! Of a merged dictionary, only the words that have nearly the same letters are looked at. Of others all are: words come
//! sorted, so how far the beginning compares that a word shares with the one before is kept, and what begins too differently
//! is passed over.

use super::super::edit_distance::{Automaton, MOST_LETTERS, State};
use super::letters::{letters_of, nearly};
use super::tokens::JOINED;
use super::vocabulary::Lexicon;
use crate::work::Cancel;

/// Words looked at between two questions whether to stop.
const PATIENCE: u32 = 1 << 14;

/// The numbers of the words that at most `distance` changes turn into `word`. Nothing when cancelled.
pub(super) fn close_words(lexicon: Lexicon<'_>, word: &str, distance: u8, cancel: &Cancel) -> Option<Vec<u32>> {
    let mut comparison = Comparison { automaton: Automaton::new(word.chars(), distance), read: Vec::new() };
    let dictionary = lexicon.dictionary;
    let mut found = Vec::new();
    if let Some(words) = lexicon.words {
        let mut walk = dictionary.walk(0);
        let places = nearly(words.letters, letters_of(word.chars().take(MOST_LETTERS)), distance);
        for (looked_at, place) in (1_u32..).zip(places) {
            if looked_at.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
                return None;
            }
            let index = words.first.saturating_add(place);
            let Some(token) = walk.to(index) else { break };
            if matches!(comparison.read(token, 0), Reading::Close) {
                found.push(index);
            }
        }
        return Some(found);
    }
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

/// How a word compares.
enum Reading {
    Close,
    Far,
    /// So are all words that begin with so many bytes of it.
    FarFrom(usize),
}

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
        let (start, mut state) = self.read.last().copied().unwrap_or_else(|| (0, self.automaton.start()));
        let mut at = start;
        while let Some(&byte) = word.get(at) {
            let c = if byte.is_ascii() {
                char::from(byte)
            } else {
                let next = word.get(at..).and_then(|rest| rest.utf8_chunks().next()).map(|chunk| chunk.valid());
                let Some(c) = next.and_then(|valid| valid.chars().next()) else { return Reading::Far };
                c
            };
            at += c.len_utf8();
            state = self.automaton.step(&state, c);
            self.read.push((at, state));
            if self.automaton.is_lost(&state) {
                return Reading::FarFrom(at);
            }
        }
        if self.automaton.is_close(&state) { Reading::Close } else { Reading::Far }
    }
}
