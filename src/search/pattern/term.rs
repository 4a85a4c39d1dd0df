//! Where does a word or a phrase stand in a text?
//!
//! Words are compared folded (without case and accents) unless they are exact, and as wholes; those of a phrase follow
//! one another with anything but words between them. Nothing is folded that need not be: a text in which nothing folds to
//! an ASCII letter is searched as it stands, the others are compared character by character in place.

use super::haystack::Haystack;
use super::needle::{Needle, Reach};
use super::words::{ascii_length, opens_word};
use crate::search::words::{MOST_WORDS, goes_on_syllable, is_silent, is_word};
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use std::sync::{Arc, OnceLock};

/// A word, or a phrase of several.
#[derive(Clone, Debug)]
pub(in crate::search) struct Term {
    words: Vec<Needle>,
    /// Finds where the term may stand in a text where nothing but ASCII can match it; nothing when the term itself holds
    /// more than ASCII. Made when a text is first searched: an index does without.
    ascii: Arc<OnceLock<Option<Regex>>>,
}

impl Term {
    /// The words given, each with its reach; nothing when there are none. `is_exact`: case and accents count.
    pub(in crate::search) fn new<'a>(words: impl Iterator<Item = (&'a str, Reach)>, is_exact: bool) -> Option<Self> {
        let words: Vec<Needle> =
            words.filter_map(|(word, reach)| Needle::new(word, reach, is_exact)).take(MOST_WORDS).collect();
        (!words.is_empty()).then(|| Self { words, ascii: Arc::default() })
    }

    /// Its words in order, at least one.
    pub(in crate::search) fn words(&self) -> &[Needle] {
        &self.words
    }

    /// Must case and accents of a word be met too?
    pub(in crate::search) fn is_exact(&self) -> bool {
        self.words.iter().any(Needle::is_exact)
    }

    fn ascii(&self) -> Option<&Regex> {
        self.ascii.get_or_init(|| ascii_regex(&self.words, self.is_exact())).as_ref()
    }

    /// Does the term stand in the text?
    pub(in crate::search) fn is_in(&self, text: &Haystack<'_>) -> bool {
        match self.ascii() {
            Some(regex) => {
                self.next_ascii(regex, text.text(), 0).is_some()
                    || (!text.is_plain() && self.next(text.text(), 0).is_some())
            }
            None => (!text.text().is_ascii() || self.may_be_ascii()) && self.next(text.text(), 0).is_some(),
        }
    }

    /// Every place where the term stands, by their starts; those of a phrase may overlap.
    pub(in crate::search) fn places(&self, text: &Haystack<'_>) -> Vec<Span> {
        let regex = self.ascii().filter(|_| text.is_plain());
        let text = text.text();
        let mut found: Vec<Span> = Vec::new();
        let mut from = 0;
        while let Some(span) = regex.map_or_else(|| self.next(text, from), |regex| self.next_ascii(regex, text, from)) {
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

    fn next_ascii(&self, regex: &Regex, text: &str, mut from: usize) -> Option<Span> {
        while let Some(candidate) = regex.find_at(text.as_bytes(), from) {
            let start = candidate.start();
            if opens_word(text, start)
                && let Some(end) = self.end_from(text, start)
            {
                return Some(Span::new(start, end));
            }
            from = start + 1; // an ASCII letter stands at `start`
        }
        None
    }

    /// The first place at or after `from`, which is on a character's border.
    fn next(&self, text: &str, from: usize) -> Option<Span> {
        let first = self.words.first()?;
        let may_begin = first.first_bytes();
        let mut from = from;
        let mut beyond = from + ascii_length(text.as_bytes().get(from..)?);
        loop {
            let start = may_begin.find(text.as_bytes(), from, &mut beyond)?;
            if !text.as_bytes().get(start..).is_some_and(|rest| may_begin.may_go_on(rest)) {
                from = start + 1; // an ASCII letter stands at `start`
                continue;
            }
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

/// The words with anything but ASCII letters and digits between each two. What it finds is looked at again.
fn ascii_regex(words: &[Needle], is_exact: bool) -> Option<Regex> {
    let of = |word: &Needle| {
        let rest = if word.reach() == Reach::Prefix { "[0-9A-Za-z]*" } else { "" };
        word.ascii().map(|letters| regex::escape(&letters) + rest)
    };
    let words: Option<Vec<String>> = words.iter().map(of).collect();
    RegexBuilder::new(&words?.join("[^0-9A-Za-z]+")).unicode(false).case_insensitive(!is_exact).build().ok()
}
