//! Which words are close to this one?
//!
//! The distance counts characters put in, left out or put for another, and two neighbours exchanged (optimal string
//! alignment). Words come sorted, so the rows of the table of distances that belong to what a word shares with the one
//! before are kept, and what begins too differently is passed over.

use super::super::words::MOST_CHARS;
use super::dictionary::Dictionary;
use super::tokens::JOINED;
use crate::work::Cancel;

/// Words looked at between two questions whether to stop.
const PATIENCE: u32 = 1 << 14;

/// The numbers of the words that at most `distance` steps turn into `word`. Nothing when cancelled.
pub(super) fn close_words(dictionary: Dictionary<'_>, word: &str, distance: u8, cancel: &Cancel) -> Option<Vec<u32>> {
    let mut rows = Rows::new(word, distance);
    let mut walk = dictionary.walk(dictionary.prefix_range(JOINED.as_bytes()).end);
    let mut found = Vec::new();
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
        match rows.read(walk.token(), walk.shared()) {
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

/// The table of distances between the beginnings of two words: one row for each character of the other.
struct Rows {
    wanted: Vec<char>,
    distance: u8,
    /// The characters of the other word, and where each ends in bytes.
    chars: Vec<(char, usize)>,
    /// One row more than characters, each one longer than the word that is wanted.
    cells: Vec<u8>,
}

impl Rows {
    fn new(word: &str, distance: u8) -> Self {
        let wanted: Vec<char> = word.chars().take(MOST_CHARS).collect();
        let cells = (0..=wanted.len() as u8).collect();
        Self { wanted, distance, chars: Vec::new(), cells }
    }

    /// Compares `word`, of which the first `shared` bytes are those of the last one.
    fn read(&mut self, word: &[u8], shared: usize) -> Reading {
        while self.chars.last().is_some_and(|&(_, end)| end > shared) {
            self.chars.pop();
        }
        self.cells.truncate((self.chars.len() + 1) * (self.wanted.len() + 1));
        let start = self.chars.last().map_or(0, |&(_, end)| end);
        let Some(rest) = word.get(start..).and_then(|rest| std::str::from_utf8(rest).ok()) else { return Reading::Far };
        for (offset, c) in rest.char_indices() {
            let end = start + offset + c.len_utf8();
            if self.push(c, end) > self.distance {
                return Reading::FarFrom(end);
            }
        }
        if self.cells.last().is_some_and(|&steps| steps <= self.distance) { Reading::Close } else { Reading::Far }
    }

    /// Adds a row and gives the least in it.
    fn push(&mut self, c: char, end: usize) -> u8 {
        let width = self.wanted.len() + 1;
        let before = self.chars.last().map(|&(c, _)| c);
        let length = self.cells.len();
        self.cells.resize(length + width, 0);
        let (rows, row) = self.cells.split_at_mut(length);
        let above = rows.get(length - width..).unwrap_or_default();
        let second_above = length.checked_sub(2 * width).and_then(|at| rows.get(at..)).unwrap_or_default();
        let mut left = above.first().map_or(u8::MAX, |steps| steps.saturating_add(1));
        let mut least = left;
        let Some((first, row)) = row.split_first_mut() else { return u8::MAX };
        *first = left;
        let mut wanted_before = None;
        for (column, ((cell, &wanted), above)) in row.iter_mut().zip(&self.wanted).zip(above.windows(2)).enumerate() {
            let [diagonal, up] = *above else { continue };
            let put_for = diagonal.saturating_add(u8::from(wanted != c));
            let mut steps = put_for.min(left.saturating_add(1)).min(up.saturating_add(1));
            if wanted_before == Some(c)
                && before == Some(wanted)
                && let Some(exchanged) = column.checked_sub(1).and_then(|column| second_above.get(column))
            {
                steps = steps.min(exchanged.saturating_add(1));
            }
            *cell = steps;
            left = steps;
            least = least.min(steps);
            wanted_before = Some(wanted);
        }
        self.chars.push((c, end));
        least
    }
}
