//! Where does a word or a phrase stand in a text?
//!
//! Words are compared folded (without case and accents) unless they are exact, and as wholes; those of a phrase follow
//! one another with anything but words between them. Nothing is folded that need not be: places where the first word may
//! begin are found by bytes, and only there characters are compared.

use super::beginnings::Beginning;
use super::haystack::Haystack;
use super::needle::{Needle, Reach};
use super::words::opens_word;
use crate::search::words::{MOST_WORDS, goes_on_syllable, is_silent, is_word};
use crate::text::Span;

/// A word, or a phrase of several.
#[derive(Clone, Debug)]
pub(in crate::search) struct Term {
    words: Vec<Needle>,
    beginning: Beginning,
}

impl Term {
    /// The words given, each with its reach; nothing when there are none. `is_exact`: case and accents count.
    pub(in crate::search) fn new<'a>(words: impl Iterator<Item = (&'a str, Reach)>, is_exact: bool) -> Option<Self> {
        let words: Vec<Needle> =
            words.filter_map(|(word, reach)| Needle::new(word, reach, is_exact)).take(MOST_WORDS).collect();
        let beginning = Beginning::of(words.first()?);
        Some(Self { words, beginning })
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
        (self.may_be_ascii() || !text.is_ascii()) && self.next(text, 0, &mut 0).is_some()
    }

    /// Every place where the term stands, by their starts; those of a phrase may overlap.
    pub(in crate::search) fn places(&self, text: &Haystack<'_>) -> Vec<Span> {
        let text = text.text();
        let mut found: Vec<Span> = Vec::new();
        let (mut from, mut beyond) = (0, 0);
        while let Some(span) = self.next(text, from, &mut beyond) {
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

    /// The first place at or after `from`, which is on a character's border; `beyond` is what [`Beginning::find`] keeps.
    fn next(&self, text: &str, mut from: usize, beyond: &mut usize) -> Option<Span> {
        let first = self.words.first()?;
        loop {
            let start = self.beginning.find(text, from, beyond)?;
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
