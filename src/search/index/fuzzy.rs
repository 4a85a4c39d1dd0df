//! Which words are close to this one?
//!
//! The distance counts characters put in, left out or put for another, and two neighbours exchanged (optimal string
//! alignment). Words come sorted, so the rows of the table of distances that belong to what a word shares with the one
//! before are kept.

use super::dictionary::Dictionary;
use super::tokens::JOINED;
use crate::work::Cancel;

/// Words looked at between two questions whether to stop.
const PATIENCE: u32 = 1 << 14;

/// The numbers of the words that at most `distance` steps turn into `word`. Nothing when cancelled.
pub(super) fn close_words(
    dictionary: Dictionary<'_>,
    word: &str,
    distance: usize,
    cancel: &Cancel,
) -> Option<Vec<u32>> {
    let mut rows = Rows::new(word, distance);
    let mut walk = dictionary.walk(dictionary.prefix_range(JOINED.as_bytes()).end);
    let mut found = Vec::new();
    loop {
        let index = walk.next_index();
        if walk.step().is_none() {
            break;
        }
        if index.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
            return None;
        }
        if rows.is_close(walk.token(), walk.shared()) {
            found.push(index);
        }
    }
    Some(found)
}

/// The table of distances between the beginnings of two words: one row for each character of the other.
struct Rows {
    wanted: Vec<char>,
    distance: usize,
    /// The characters of the other word, and where each ends in bytes.
    chars: Vec<(char, usize)>,
    /// One row more than characters.
    rows: Vec<Vec<usize>>,
    /// Rows behind this one hold nothing small enough.
    dead_from: usize,
}

impl Rows {
    fn new(word: &str, distance: usize) -> Self {
        let wanted: Vec<char> = word.chars().collect();
        let rows = vec![(0..=wanted.len()).collect()];
        Self { wanted, distance, chars: Vec::new(), rows, dead_from: usize::MAX }
    }

    /// Is `word` close enough, of which the first `shared` bytes are those of the last one?
    fn is_close(&mut self, word: &[u8], shared: usize) -> bool {
        while self.chars.last().is_some_and(|&(_, end)| end > shared) {
            self.chars.pop();
            self.rows.pop();
        }
        if self.rows.len() > self.dead_from {
            return false;
        }
        self.dead_from = usize::MAX;
        let start = self.chars.last().map_or(0, |&(_, end)| end);
        let Some(rest) = word.get(start..).and_then(|rest| std::str::from_utf8(rest).ok()) else { return false };
        for (offset, c) in rest.char_indices() {
            self.push(c, start + offset + c.len_utf8());
            if self.rows.last().is_none_or(|row| row.iter().all(|&steps| steps > self.distance)) {
                self.dead_from = self.rows.len() - 1;
                return false;
            }
        }
        self.rows.last().and_then(|row| row.last()).is_some_and(|&steps| steps <= self.distance)
    }

    fn push(&mut self, c: char, end: usize) {
        let before_last = self.chars.last().map(|&(c, _)| c);
        let mut row = Vec::with_capacity(self.wanted.len() + 1);
        let above = |rows: &[Vec<usize>], up: usize, column: usize| {
            rows.len().checked_sub(up).and_then(|index| rows.get(index)?.get(column).copied()).unwrap_or(usize::MAX / 2)
        };
        row.push(self.rows.len());
        for (column, &wanted) in self.wanted.iter().enumerate() {
            let left = row.last().copied().unwrap_or(usize::MAX / 2);
            let put_for = above(&self.rows, 1, column) + usize::from(wanted != c);
            let mut least = put_for.min(left + 1).min(above(&self.rows, 1, column + 1) + 1);
            let wanted_before = column.checked_sub(1).and_then(|before| self.wanted.get(before));
            if let (Some(&wanted_before), Some(c_before)) = (wanted_before, before_last)
                && wanted_before == c
                && wanted == c_before
            {
                least = least.min(above(&self.rows, 2, column - 1) + 1);
            }
            row.push(least);
        }
        self.rows.push(row);
        self.chars.push((c, end));
    }
}
