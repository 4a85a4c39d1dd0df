//! Where does a word or a phrase stand in a text?
//!
//! Words are compared folded (without case and accents) unless they are exact, and as wholes; those of a phrase follow
//! one another with anything but words between them. Nothing is folded that need not be: places where a word may begin are
//! found by bytes, the longest word of a phrase first, and only there characters are compared.

use super::beginnings::Beginning;
use super::haystack::Haystack;
use super::needle::{Needle, Reach};
use super::words::opens_word;
use crate::search::words::{MOST_WORDS, goes_on_syllable, is_silent, is_word};
use crate::text::Span;
use std::cmp::Reverse;

/// How far a text has been looked through.
#[derive(Debug, Default)]
struct Sought {
    /// What [`Beginning::find`] keeps, for the first word and for the longest.
    beyond: usize,
    beyond_longest: usize,
    /// Where the longest word may stand next.
    longest_at: Option<usize>,
}

/// A word, or a phrase of several.
#[derive(Clone, Debug)]
pub(in crate::search) struct Term {
    words: Vec<Needle>,
    beginning: Beginning,
    /// The longest word, where it is not the first: how many words stand before it, and how it begins.
    longest: Option<(usize, Beginning)>,
}

impl Term {
    /// The words given, each with its reach; nothing when there are none. `is_exact`: case and accents count.
    pub(in crate::search) fn new<'a>(words: impl Iterator<Item = (&'a str, Reach)>, is_exact: bool) -> Option<Self> {
        let words: Vec<Needle> =
            words.filter_map(|(word, reach)| Needle::new(word, reach, is_exact)).take(MOST_WORDS).collect();
        let beginning = Beginning::of(words.first()?);
        let length = |place: &usize| (words.get(*place).map_or(0, |word| word.folded().len()), Reverse(*place));
        let longest = (0..words.len()).max_by_key(length).filter(|&place| place > 0);
        let longest = longest.and_then(|place| Some((place, Beginning::of(words.get(place)?))));
        Some(Self { words, beginning, longest })
    }

    /// Its words in order, at least one.
    pub(in crate::search) fn words(&self) -> &[Needle] {
        &self.words
    }

    /// Must case and accents of a word be met too?
    pub(in crate::search) fn is_exact(&self) -> bool {
        self.words.iter().any(Needle::is_exact)
    }

    /// Does the term stand in the text?
    pub(in crate::search) fn is_in(&self, text: &Haystack<'_>) -> bool {
        let text = text.text();
        (self.may_be_ascii() || !text.is_ascii()) && self.next(text, 0, &mut Sought::default()).is_some()
    }

    /// Every place where the term stands, by their starts; those of a phrase may overlap.
    pub(in crate::search) fn places(&self, text: &Haystack<'_>) -> Vec<Span> {
        let text = text.text();
        let mut found: Vec<Span> = Vec::new();
        let (mut from, mut sought) = (0, Sought::default());
        while let Some(span) = self.next(text, from, &mut sought) {
            found.push(span);
            let first = span.slice(text).chars().next().map_or(1, char::len_utf8);
            from = span.start() + first;
        }
        found
    }

    fn may_be_ascii(&self) -> bool {
        let is_fuzzy = |word: &Needle| matches!(word.reach(), Reach::Fuzzy(_));
        self.words.iter().all(|word| is_fuzzy(word) || word.folded().iter().all(char::is_ascii))
    }

    /// The first place at or after `from`, which is on a character's border.
    fn next(&self, text: &str, mut from: usize, sought: &mut Sought) -> Option<Span> {
        let first = self.words.first()?;
        loop {
            if let Some((before, longest)) = &self.longest {
                while sought.longest_at.is_none_or(|at| at < from) {
                    sought.longest_at = Some(longest.find(text, from, &mut sought.beyond_longest)?);
                }
                // Where the longest word stands next, no more words stand before it.
                from = from.max(runs_back(text, sought.longest_at?, *before));
            }
            let start = self.beginning.find(text, from, &mut sought.beyond)?;
            let c = text.get(start..)?.chars().next()?;
            if is_word(c)
                && (first.opens_anywhere || opens_word(text, start))
                && !goes_on_syllable(text.get(..start)?.chars().next_back().unwrap_or(' '), c)
                && let Some(end) = self.end_from(text, start)
                && end > start
            {
                return Some(Span::new(start, end));
            }
            from = start + c.len_utf8();
        }
    }

    /// Where the term ends when it stands at `start`.
    fn end_from(&self, text: &str, start: usize) -> Option<usize> {
        let mut at = start;
        for (number, word) in self.words.iter().enumerate() {
            if number > 0 {
                at += text.get(at..)?.find(|c: char| is_word(c) && !is_silent(c))?;
            }
            at = word.end_from(text, at)?;
        }
        Some(at)
    }
}

/// Where the last so many runs of what may belong to words begin before `at`, which is on a character's border: none of so many
/// words that stand there begins before.
fn runs_back(text: &str, at: usize, count: usize) -> usize {
    let mut start = at;
    for _ in 0..count {
        let is_of_word = |c: char| is_word(c) || is_silent(c);
        let before = text.get(..start).unwrap_or_default().trim_end_matches(|c| !is_of_word(c));
        start = before.trim_end_matches(is_of_word).len();
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_phrase_stands_wherever_its_first_word_begins_one(
            text in "(a|b|ab|bab|é|e\u{301}|\u{ad}|中|국|-|, | |  |\\n){0,60}",
            words in prop::collection::vec("[ab]{1,3}|é|中|a\u{301}b", 1..5),
            is_open in any::<bool>(),
        ) {
            let last = words.len() - 1;
            let reach = |at: usize| if is_open && at == last { Reach::Prefix } else { Reach::Whole };
            let term = Term::new(words.iter().enumerate().map(|(at, word)| (word.as_str(), reach(at))), false).unwrap();
            let from_the_first = Term { longest: None, ..term.clone() };
            let haystack = Haystack::new(&text);
            prop_assert_eq!(term.places(&haystack), from_the_first.places(&haystack));
        }
    }

    #[test]
    fn the_longest_word_of_a_phrase_is_looked_for() {
        let longest = |phrase: &str| {
            let words = phrase.split(' ').map(|word| (word, Reach::Whole));
            Term::new(words, false).unwrap().longest.map(|(before, _)| before)
        };
        assert_eq!(["the rocks", "rocks of the", "a by the", "one two"].map(longest), [Some(1), None, Some(2), None]);
    }
}
