//! Do so few changes turn one word into the other?
//!
//! A character put in, left out or put for another, and two neighbours exchanged, count one each (optimal string
//! alignment: the restricted edit distance of Damerau 1964, in the form of Boytsov 2011, section 2.1). All beginnings of
//! the word that is wanted are followed at once, one bit each, as Wu and Manber 1992 do: a character more costs a few
//! operations however long the word is, and when no bit is left no word that begins so is close.

/// Changes that are counted at most; more are taken for so many.
pub(super) const MOST_CHANGES: usize = 2;

/// Characters of the longest word that others are compared with.
pub(super) const MOST_LETTERS: usize = 64;

/// A word that others are compared with.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    changes: usize,
    /// One bit for each of its characters.
    all: u64,
    /// The last of them; none when the word is empty.
    last: u64,
    /// For each ASCII character the places where it stands.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

/// How a word compares that is read up to some character.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// Characters read.
    count: usize,
    /// The bit of a character is set when what was read turns into the wanted word up to it by at most as many changes as
    /// the number of the row.
    rows: [u64; MOST_CHANGES + 1],
    /// The rows before the last character.
    rows_before: [u64; MOST_CHANGES + 1],
    /// Where the last character stands in the wanted word.
    places_before: u64,
}

impl Automaton {
    /// Compares with the first [`MOST_LETTERS`] characters of `wanted`, and allows up to [`MOST_CHANGES`].
    pub(super) fn new(wanted: impl Iterator<Item = char>, changes: u8) -> Self {
        let mut automaton = Self {
            changes: usize::from(changes).min(MOST_CHANGES),
            all: 0,
            last: 0,
            ascii: [0; 128],
            others: Vec::new(),
        };
        for (place, c) in wanted.take(MOST_LETTERS).enumerate() {
            let bit = 1 << place;
            automaton.last = bit;
            automaton.all |= bit;
            if let Some(places) = automaton.ascii.get_mut(c as usize) {
                *places |= bit;
            } else if let Some((_, places)) = automaton.others.iter_mut().find(|(other, _)| *other == c) {
                *places |= bit;
            } else {
                automaton.others.push((c, bit));
            }
        }
        automaton
    }

    /// May a word of ASCII be close? A character of either that stands nowhere near in the other takes a change, so of most
    /// words this is known sooner than how they compare.
    #[inline]
    pub(super) fn may_be_close(&self, word: &[u8]) -> bool {
        // The places that are near the next character: a change moves what follows by one.
        let mut near = (1_u64 << (self.changes + 1)) - 1;
        let (mut astray, mut met) = (0, 0);
        for (place, &byte) in word.iter().enumerate() {
            let here = self.ascii.get(usize::from(byte)).copied().unwrap_or_default() & near;
            astray += usize::from(here == 0);
            met |= here;
            near = near << 1 | u64::from(place < self.changes);
        }
        astray <= self.changes && (self.all & !met).count_ones() as usize <= self.changes
    }

    /// Nothing read yet.
    pub(super) fn start(&self) -> State {
        let rows = std::array::from_fn(|changes| self.all & ((1 << changes) - 1));
        State { count: 0, rows, rows_before: rows, places_before: 0 }
    }

    /// One character more.
    #[inline]
    pub(super) fn step(&self, state: &State, c: char) -> State {
        let places = self.places(c);
        // The beginning without a character, by so many changes: of what was read one back, before and now.
        let none = |read: usize, changes: usize| u64::from(read <= changes);
        let State { count, rows: old, rows_before: older, places_before } = state;
        let mut rows = [0; MOST_CHANGES + 1];
        let mut fewer: Option<(u64, u64, u64)> = None;
        for (changes, (row, (old, older))) in
            rows.iter_mut().zip(old.iter().zip(older)).enumerate().take(self.changes + 1)
        {
            let mut next = (old << 1 | none(*count, changes)) & places;
            if let Some((old, older, new)) = fewer {
                let less = changes - 1;
                next |= old | old << 1 | none(*count, less) | new << 1 | none(count + 1, less);
                if let Some(before) = count.checked_sub(1) {
                    next |= (older << 2 | none(before, less) << 1) & places_before & places << 1;
                }
            }
            *row = next & self.all;
            fewer = Some((*old, *older, *row));
        }
        State { count: count + 1, rows, rows_before: *old, places_before: places }
    }

    /// Is the word that was read close enough? A word of nothing is close to none.
    #[inline]
    pub(super) fn is_close(&self, state: &State) -> bool {
        let is_short = self.last == 0 && state.count <= self.changes;
        state.count > 0 && (is_short || self.row(state) & self.last != 0)
    }

    /// Can no word be close that begins with what was read?
    #[inline]
    pub(super) fn is_lost(&self, state: &State) -> bool {
        state.count > self.changes && self.row(state) == 0
    }

    fn row(&self, state: &State) -> u64 {
        state.rows.get(self.changes).copied().unwrap_or_default()
    }

    #[inline]
    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => self.others.iter().find(|(other, _)| *other == c).map_or(0, |&(_, places)| places),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_within(word: impl Iterator<Item = char>, wanted: &Automaton) -> bool {
        let mut state = wanted.start();
        for c in word {
            state = wanted.step(&state, c);
            if wanted.is_lost(&state) {
                return false;
            }
        }
        wanted.is_close(&state)
    }

    fn is_near(word: &str, wanted: &str, most: u8) -> bool {
        is_within(word.chars(), &Automaton::new(wanted.chars(), most))
    }

    /// The whole table of distances between the beginnings of both.
    fn distance(word: &[char], wanted: &[char]) -> usize {
        let mut table = vec![vec![0_usize; wanted.len() + 1]; word.len() + 1];
        for row in 0..=word.len() {
            for column in 0..=wanted.len() {
                table[row][column] = match (row, column) {
                    (0, other) | (other, 0) => other,
                    _ => {
                        let is_other = word[row - 1] != wanted[column - 1];
                        let mut least = table[row - 1][column - 1] + usize::from(is_other);
                        least = least.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1);
                        let is_exchanged = row > 1
                            && column > 1
                            && word[row - 1] == wanted[column - 2]
                            && word[row - 2] == wanted[column - 1];
                        if is_exchanged { least.min(table[row - 2][column - 2] + 1) } else { least }
                    }
                };
            }
        }
        table[word.len()][wanted.len()]
    }

    #[test]
    fn changes_are_counted() {
        let cases = [
            ("putin", "putin", 0),
            ("putn", "putin", 1),
            ("puttin", "putin", 1),
            ("pudin", "putin", 1),
            ("uptin", "putin", 1),
            ("zelenskiy", "zelensky", 1),
            ("zelenskyj", "zelenskij", 1),
            ("zelensky", "selenskyj", 2),
            ("сы", "сыр", 1),
            ("a", "b", 1),
        ];
        for (word, wanted, distance) in cases {
            assert!(is_near(word, wanted, distance), "{word} {wanted}");
            assert!(distance == 0 || !is_near(word, wanted, distance - 1), "{word} {wanted}");
            assert!(is_near(wanted, word, distance), "{wanted} {word}");
        }
        assert!(!is_near("", "a", 1) && is_near("a", "", 1) && !is_near("ab", "", 1));
    }

    proptest! {
        #[test]
        fn bits_say_what_the_table_of_distances_says(word in "[abé]{0,9}", wanted in "[abé]{0,9}|[ab]{60,64}", most in 0_u8..=2) {
            let [word, wanted] = [&word, &wanted].map(|word| word.chars().collect::<Vec<char>>());
            let automaton = Automaton::new(wanted.iter().copied(), most);
            let is_close = !word.is_empty() && distance(&word, &wanted) <= usize::from(most);
            prop_assert_eq!(is_within(word.iter().copied(), &automaton), is_close);
            let bytes: String = word.iter().collect();
            prop_assert!(!is_close || !bytes.is_ascii() || automaton.may_be_close(bytes.as_bytes()));
            let mut changed = wanted.clone();
            if changed.len() > 3 {
                changed.swap(1, 2);
                changed.remove(0);
            }
            let is_close = !changed.is_empty() && distance(&changed, &wanted) <= usize::from(most);
            prop_assert_eq!(is_within(changed.into_iter(), &automaton), is_close);
        }
    }
}
