//! Where does a word, a phrase or the beginning of a word stand in a text?
//!
//! Words are compared folded (without case and accents) and as wholes: a word is a run of letters, digits and combining
//! marks, so "Xi" is found in "Xi's" and "art" is not found in "party". Scripts that set no spaces between words (Chinese,
//! Japanese, Korean particles, Thai) are searched by substring. Nothing is folded that need not be: a text in which
//! nothing folds to an ASCII letter is searched as it stands, the others are compared character by character in place.

use super::words::{MOST_WORDS, WIDEST_GAP, fold_char, goes_on_syllable, is_unspaced, is_word, looked_for};
use crate::text::{Span, fold};
use regex::bytes::{Regex, RegexBuilder};
use unicode_normalization::char::is_combining_mark;

/// A word, a phrase of several, or the beginning of a word.
#[derive(Clone, Debug)]
pub(super) struct Term {
    words: Vec<Needle>,
    /// The last word may go on.
    is_prefix: bool,
    /// Finds where the term may stand in a text where nothing but ASCII can match it; nothing when the term itself holds
    /// more than ASCII.
    ascii: Option<Regex>,
}

#[derive(Clone, Debug)]
struct Needle {
    folded: Vec<char>,
    opens_anywhere: bool,
    closes_anywhere: bool,
}

impl Term {
    /// The words in `typed`; nothing when it holds none.
    pub(super) fn new(typed: &str, is_prefix: bool) -> Option<Self> {
        let words: Vec<Needle> = typed.split(|c| !is_word(c)).filter_map(Needle::new).take(MOST_WORDS).collect();
        let ascii = ascii_regex(&words);
        (!words.is_empty()).then_some(Self { words, is_prefix, ascii })
    }

    /// Does the term stand in `text`? `is_plain` tells [`is_plain`] of it; it is asked only where it matters.
    pub(super) fn is_in(&self, text: &str, is_plain: impl FnOnce() -> bool) -> bool {
        match &self.ascii {
            Some(regex) => self.first_ascii(regex, text) || (!is_plain() && self.next(text, 0).is_some()),
            None => (!text.is_ascii() || self.is_ascii()) && self.next(text, 0).is_some(),
        }
    }

    /// Every place where the term stands, in order, none overlapping.
    pub(super) fn all_in(&self, text: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut from = 0;
        while let Some(span) = self.next(text, from) {
            found.push(span);
            from = span.end();
        }
        found
    }

    fn is_ascii(&self) -> bool {
        self.words.iter().all(|word| word.folded.iter().all(char::is_ascii))
    }

    fn first_ascii(&self, regex: &Regex, text: &str) -> bool {
        let mut from = 0;
        while let Some(candidate) = regex.find_at(text.as_bytes(), from) {
            let start = candidate.start();
            if opens_word(text, start) && self.end_from(text, start).is_some() {
                return true;
            }
            from = start + 1; // an ASCII letter stands at `start`
        }
        false
    }

    /// The first place at or after `from`, which follows a whole character.
    fn next(&self, text: &str, from: usize) -> Option<Span> {
        let first = self.words.first()?;
        let wanted = *first.folded.first()?;
        let mut may_open = first.opens_anywhere || opens_word(text, from);
        let mut before = text.get(..from)?.chars().next_back().unwrap_or(' ');
        for (offset, c) in text.get(from..)?.char_indices() {
            let could_be_it = if c.is_ascii() { c.to_ascii_lowercase() == wanted } else { is_word(c) };
            let begins = !goes_on_syllable(std::mem::replace(&mut before, c), c);
            if may_open
                && begins
                && could_be_it
                && let Some(end) = self.end_from(text, from + offset)
                && end > from + offset
            {
                return Some(Span::new(from + offset, end));
            }
            may_open = first.opens_anywhere || !is_word(c) || is_unspaced(c);
        }
        None
    }

    /// Where the term ends when it stands at `start`.
    fn end_from(&self, text: &str, start: usize) -> Option<usize> {
        let mut at = start;
        for (number, word) in self.words.iter().enumerate() {
            if number > 0 {
                at += gap(text.get(at..)?)?;
            }
            let may_go_on = word.closes_anywhere || (self.is_prefix && number + 1 == self.words.len());
            at = word.end_from(text, at, may_go_on)?;
            if !may_go_on && !closes_word(text, at) {
                return None;
            }
        }
        Some(at)
    }
}

impl Needle {
    fn new(word: &str) -> Option<Self> {
        let word = looked_for(word);
        let folded: Vec<char> = fold(word).chars().collect();
        folded.first()?;
        let mut bases = word.chars().filter(|&c| !is_combining_mark(c));
        let first = bases.next()?;
        let last = bases.next_back().unwrap_or(first);
        Some(Self { folded, opens_anywhere: is_unspaced(first), closes_anywhere: is_unspaced(last) })
    }

    /// Where the word ends when it stands at `start`, trailing combining marks included. One that may go on ends within
    /// a ligature too, but not within a syllable.
    fn end_from(&self, text: &str, start: usize, may_go_on: bool) -> Option<usize> {
        let mut wanted = self.folded.iter();
        let mut chars = text.get(start..)?.char_indices().peekable();
        let mut last = None;
        while !wanted.as_slice().is_empty() {
            let (_, c) = chars.next().filter(|&(_, c)| is_word(c))?;
            let is_divisible = may_go_on && !matches!(c, '\u{AC00}'..='\u{D7A3}');
            let stands = fold_char(c, |folded| match wanted.next() {
                Some(&next) => next == folded,
                None => is_divisible,
            });
            if !stands {
                return None;
            }
            last = Some(c);
        }
        while chars.next_if(|&(_, c)| is_combining_mark(c)).is_some() {}
        let Some(&(offset, next)) = chars.peek() else { return Some(text.len()) };
        (!last.is_some_and(|last| goes_on_syllable(last, next))).then_some(start + offset)
    }
}

/// The words with a gap of anything but ASCII letters and digits between each two. What it finds is looked at again.
fn ascii_regex(words: &[Needle]) -> Option<Regex> {
    let words: Option<Vec<String>> = words
        .iter()
        .map(|word| word.folded.iter().all(char::is_ascii).then(|| regex::escape(&String::from_iter(&word.folded))))
        .collect();
    let gap = format!("[^0-9A-Za-z]{{1,{}}}", WIDEST_GAP * 4);
    RegexBuilder::new(&words?.join(&gap)).unicode(false).case_insensitive(true).build().ok()
}

/// True when no character of `text` outside ASCII can fold to an ASCII letter or digit, or belong to a word: typographic
/// quotes, dashes and spaces only. A phrase or word in ASCII is then found by its bytes.
pub(super) fn is_plain(text: &str) -> bool {
    let mut lead = 0;
    text.as_bytes().chunks(64).all(|chunk| {
        if chunk.is_ascii() {
            lead = 0;
            return true;
        }
        chunk.iter().all(|&byte| {
            match std::mem::replace(&mut lead, byte) {
                0x00..=0xC1 => true,
                // No-break space, guillemets, section sign, degree, middle dot, pound, copyright.
                0xC2 => matches!(byte, 0xA0..=0xA9 | 0xAB..=0xB1 | 0xB6 | 0xB7 | 0xBB),
                // U+2000..U+203F: spaces, dashes, quotes.
                0xE2 => byte == 0x80,
                _ => false,
            }
        })
    })
}

/// Length of what stands between two words of a phrase, if it is short enough.
fn gap(text: &str) -> Option<usize> {
    let mut length = 0;
    for c in text.chars().take(WIDEST_GAP) {
        if is_word(c) {
            return Some(length);
        }
        length += c.len_utf8();
    }
    text.get(length..)?.chars().next().filter(|&c| is_word(c)).map(|_| length)
}

fn opens_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !is_word(c) || is_unspaced(c))
}

fn closes_word(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|after| after.chars().next()).is_none_or(|c| !is_word(c) || is_unspaced(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(typed: &str, is_prefix: bool, text: &str) -> Vec<String> {
        let Some(term) = Term::new(typed, is_prefix) else { return Vec::new() };
        let spans = term.all_in(text);
        assert_eq!(term.is_in(text, || is_plain(text)), !spans.is_empty(), "{typed:?} in {text:?}");
        spans.iter().map(|span| span.slice(text).to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_whole_whatever_its_case_and_accents() {
        assert_eq!(marked("xi", false, "Xi’s plan, XI; taxi, exit, Xiamen"), ["Xi", "XI"]);
        assert_eq!(marked("Élysee", false, "L’Élysée et l'ELYSEE"), ["Élysée", "ELYSEE"]);
        assert_eq!(marked("cafe", false, "cafe\u{301} cafes"), ["cafe\u{301}"]);
        assert_eq!(marked("finance", false, "ﬁnance"), ["ﬁnance"]);
        assert_eq!(marked("москва", false, "в МОСКВА, москвача"), ["МОСКВА"]);
    }

    #[test]
    fn a_prefix_goes_on_and_a_phrase_passes_over_marks_and_line_breaks() {
        assert_eq!(marked("ukrain", true, "Ukraine, Ukrainian, UK"), ["Ukrain", "Ukrain"]);
        assert_eq!(marked("dear friends", false, "“dear\nfriends”, dear old friends"), ["dear\nfriends"]);
        assert_eq!(marked("U.S. officials", false, "U.S. officials; US officials"), ["U.S. officials"]);
        assert_eq!(marked("don't", false, "We don’t."), ["don’t"]);
    }

    #[test]
    fn unspaced_scripts_are_searched_by_substring() {
        assert_eq!(marked("习近平", false, "国家主席习近平访问"), ["习近平"]);
        assert_eq!(marked("서울", false, "서울에서 만났다"), ["서울"]);
        assert_eq!(marked("iPhone", false, "使用iPhone手机"), ["iPhone"]);
    }

    #[test]
    fn typographic_marks_leave_a_text_plain_and_letters_do_not() {
        assert!(is_plain("“Xi’s” – 20 km…"));
        assert!(!is_plain("café") && !is_plain("2²") && !is_plain("ﬁ"));
    }

    proptest! {
        #[test]
        fn places_are_ordered_fit_the_text_and_fold_to_the_word(
            word in "[a-cé中]{1,3}", text in "([a-cA-Cé中 ’.]|e\u{301}){0,60}"
        ) {
            let Some(term) = Term::new(&word, false) else { return Ok(()) };
            let spans = term.all_in(&text);
            prop_assert_eq!(term.is_in(&text, || is_plain(&text)), !spans.is_empty());
            let mut at = 0;
            for span in spans {
                prop_assert!(span.start() >= at && !span.is_empty());
                prop_assert_eq!(fold(span.slice(&text)), fold(&word));
                at = span.end();
            }
        }

        #[test]
        fn any_text_and_any_term_are_fine(typed in "\\PC{0,20}", text in "(\\PC|\\n){0,60}") {
            if let Some(term) = Term::new(&typed, true) {
                for span in term.all_in(&text) {
                    prop_assert!(text.get(span.range()).is_some());
                }
            }
        }
    }
}
