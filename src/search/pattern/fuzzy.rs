//! How many letters do two words differ by?
//!
//! A letter left out, put in, changed, or two neighbours that changed places count one each (optimal string alignment:
//! the restricted edit distance of Damerau 1964, in the form of Boytsov 2011, section 2.1).

/// Letters up to which a word may differ by one only, when the query does not say how many.
const SHORT_LETTERS: usize = 5;

/// The distance for a word of so many letters where none is given.
pub(in crate::search) fn usual_distance(letter_count: usize) -> u8 {
    if letter_count <= SHORT_LETTERS { 1 } else { 2 }
}

/// True when `word` becomes `wanted` by at most `most` changes. Both folded; a word of nothing is near to none.
pub(in crate::search) fn is_within(word: &str, wanted: &[char], most: u8) -> bool {
    let most = usize::from(most);
    if word.is_empty() || word.len() > (wanted.len() + most) * 4 {
        return false;
    }
    // Rows of the table: two letters back, one letter back, this one.
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=wanted.len()).collect();
    let mut before = None;
    for (row, letter) in word.chars().enumerate() {
        let mut new = Vec::with_capacity(old.len());
        new.push(row + 1);
        let mut least = row + 1;
        let mut wanted_before = None;
        for (column, &other) in wanted.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut cost = at(&old, column) + usize::from(letter != other);
            cost = cost.min(at(&old, column + 1) + 1).min(at(&new, column) + 1);
            if column > 0 && before == Some(other) && wanted_before == Some(letter) {
                cost = cost.min(at(&older, column - 1) + 1);
            }
            least = least.min(cost);
            new.push(cost);
            wanted_before = Some(other);
        }
        let is_lost = least > most && old.iter().all(|&cost| cost + 1 > most);
        if is_lost {
            return false;
        }
        older = std::mem::replace(&mut old, new);
        before = Some(letter);
    }
    old.last().is_some_and(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(word: &str, wanted: &str, most: u8) -> bool {
        is_within(word, &wanted.chars().collect::<Vec<_>>(), most)
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
            ("zelensky", "selenskij", 3),
            ("selenskyj", "zelenskiy", 3),
            ("сы", "сыр", 1),
            ("a", "b", 1),
        ];
        for (word, wanted, distance) in cases {
            assert!(is_near(word, wanted, distance), "{word} {wanted}");
            assert!(distance == 0 || !is_near(word, wanted, distance - 1), "{word} {wanted}");
            assert!(is_near(wanted, word, distance), "{wanted} {word}");
        }
        assert!(!is_near("", "a", 1));
    }
}
