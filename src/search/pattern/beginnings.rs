//! Where may a word begin in a text?
//!
//! Most of a text is ASCII, where the first letters of a word are looked for in many places at once: the two rarest of them, at
//! their distance, whatever their case. What stands behind or across other characters, which may fold
//! to any letter, is given as it comes. All places are to be looked at again; none is passed over.

use super::needle::{Needle, Reach};

/// Letters of a word that are looked for at once.
const MOST_LETTERS: usize = 8;

/// Places that are compared at once.
const STRETCH: usize = 64;

/// The bit that tells a lower-case letter of ASCII from its capital. Digits have it.
const LOWER: u8 = 0x20;

/// From the most frequent to the rarest, across the languages of the Latin alphabet: of two words that differ little in this
/// it is all the same.
const BY_FREQUENCY: &[u8] = b"eainrtoslducmphgbfvykwzxjq";

/// How a word begins.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    /// Its first letters and digits, when they are of ASCII.
    letters: Vec<u8>,
    /// Where the two rarest of them stand, in order; twice the same where there is one.
    rarest: [usize; 2],
    /// Any letter will do.
    is_any: bool,
}

impl Beginning {
    pub(super) fn of(word: &Needle) -> Self {
        let is_any = matches!(word.reach(), Reach::Fuzzy(_));
        let letters = word.folded().iter().take_while(|c| c.is_ascii_alphanumeric()).take(MOST_LETTERS);
        let letters: Vec<u8> = letters.map(|&c| c as u8 | LOWER).collect();
        Self { rarest: rarest(&letters), letters, is_any }
    }

    /// The first place at or after `from` where the word may begin, both on a character's border. `beyond` is where what is
    /// not simple stands next, or behind `from`.
    #[inline]
    pub(super) fn find(&self, text: &str, from: usize, beyond: &mut usize) -> Option<usize> {
        let bytes = text.as_bytes();
        if self.is_any {
            let rest = bytes.get(from..)?;
            return rest.iter().position(|&byte| byte >= 0xc0 || byte.is_ascii_alphanumeric()).map(|at| from + at);
        }
        if *beyond < from {
            *beyond = from + simple_length(bytes.get(from..)?);
        }
        let simple = bytes.get(from..*beyond)?;
        if let Some(at) = find_letters(simple, &self.letters, self.rarest) {
            return Some(from + at);
        }
        if *beyond >= bytes.len() {
            return None;
        }
        // What began before may go on there.
        let most = self.letters.len().saturating_sub(1).min(simple.len());
        let begins = |&length: &usize| {
            let end = simple.get(simple.len() - length..).unwrap_or_default();
            end.iter().zip(&self.letters).all(|(byte, letter)| byte | LOWER == *letter)
        };
        Some(*beyond - (1..=most).rev().find(begins).unwrap_or(0))
    }
}

/// Where the two rarest letters stand, in order.
fn rarest(letters: &[u8]) -> [usize; 2] {
    let mut places: Vec<usize> = (0..letters.len()).collect();
    // What is no letter is rarer than any.
    let frequency =
        |place: &usize| letters.get(*place).and_then(|letter| BY_FREQUENCY.iter().position(|l| l == letter));
    places.sort_by_key(|place| std::cmp::Reverse(frequency(place).unwrap_or(BY_FREQUENCY.len())));
    let one = places.first().copied().unwrap_or_default();
    let other = places.get(1).copied().unwrap_or(one);
    [one.min(other), one.max(other)]
}

/// Where these letters stand first, in whatever case; nothing when there are none. Two of them are looked for.
fn find_letters(bytes: &[u8], letters: &[u8], [first_at, last_at]: [usize; 2]) -> Option<usize> {
    let (&first, &last) = letters.get(first_at).zip(letters.get(last_at))?;
    let stands_at = |place: usize| {
        let there = bytes.get(place..place + letters.len())?;
        there.iter().zip(letters).all(|(byte, letter)| byte | LOWER == *letter).then_some(place)
    };
    let firsts = bytes.get(first_at..)?.as_chunks::<STRETCH>().0;
    let lasts = bytes.get(last_at..)?.as_chunks::<STRETCH>().0;
    for (number, (firsts, lasts)) in firsts.iter().zip(lasts).enumerate() {
        // Without a branch, so that many are compared side by side.
        let is_met = |(one, other): (&u8, &u8)| u8::from(one | LOWER == first) & u8::from(other | LOWER == last);
        let met = firsts.iter().zip(lasts).fold(0, |met, pair| met | is_met(pair));
        if met != 0 {
            let places = (number * STRETCH..).zip(firsts.iter().zip(lasts));
            let mut met = places.filter(|&(_, pair)| is_met(pair) != 0);
            if let Some(place) = met.find_map(|(place, _)| stands_at(place)) {
                return Some(place);
            }
        }
    }
    let looked_at = firsts.len().min(lasts.len()) * STRETCH;
    (looked_at..(bytes.len() + 1).saturating_sub(letters.len())).find_map(stands_at)
}

/// The bytes before the first character that may belong to a word and is not of ASCII.
fn simple_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        length += super::words::ascii_length(bytes.get(length..).unwrap_or_default());
        match bytes.get(length..).unwrap_or_default() {
            // Spaces, dashes and quotation marks: U+2000 to U+203F.
            [0xE2, 0x80, _, ..] => length += 3,
            _ => return length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_two_rarest_letters_are_looked_for() {
        let found = ["price", "a", "", "aaa", "x1y", "team"].map(|word| rarest(word.as_bytes()));
        assert_eq!(found, [[0, 3], [0, 0], [0, 0], [0, 1], [0, 1], [0, 3]]);
    }

    #[test]
    fn letters_are_found_in_any_case_near_and_far() {
        let find = |bytes: &[u8], letters: &[u8]| find_letters(bytes, letters, rarest(letters));
        for before in [0, 1, 30, 63, 64, 65, 200] {
            for (word, letters) in [("price", "price"), ("P", "p"), ("1ST", "1st"), ("PrIc", "pric")] {
                let text = format!("{}{word}{}", " ".repeat(before), ".".repeat(before));
                assert_eq!(find(text.as_bytes(), letters.as_bytes()), Some(before), "{text}");
            }
        }
        assert_eq!(find(b"abcab", b"abd"), None);
        assert_eq!(find(b"abc", b""), None);
        assert_eq!(find(b"ab", b"abc"), None);
    }

    proptest! {
        #[test]
        fn every_place_that_folds_so_is_given(text in "([abA]|é|’|ﬁ|e\u{301}|с|中| ){0,90}", word in "[abeéf中с]{1,3}") {
            let needle = Needle::new(&word, Reach::Whole, false).unwrap();
            let beginning = Beginning::of(&needle);
            let (mut given, mut beyond, mut from) = (Vec::new(), 0, 0);
            while let Some(at) = beginning.find(&text, from, &mut beyond) {
                given.push(at);
                from = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            }
            for (at, _) in text.char_indices().filter(|(_, c)| super::super::super::words::is_word(*c)) {
                prop_assert!(needle.end_from(&text, at).is_none() || given.contains(&at), "{} {:?} {}", word, text, at);
            }
        }
    }
}
