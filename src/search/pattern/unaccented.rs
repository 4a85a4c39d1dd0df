//! A text without accents, and the way back to the text itself: what regular expressions are matched against.
//!
//! Case stays, and so does all that is no letter: a pattern means its own characters, and `\W` stays `\W`.

use super::words::ascii_length;
use crate::text::Span;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A text without accents.
#[derive(Debug)]
pub(super) struct Unaccented {
    text: String,
    /// For each byte of `text` where the character that it is of begins in the original.
    origins: Vec<u32>,
    original_length: usize,
}

impl Unaccented {
    /// Nothing when `original` has no accents.
    pub(super) fn new(original: &str) -> Option<Self> {
        if original.is_ascii() {
            return None;
        }
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len());
        let mut is_changed = false;
        let mut at = 0;
        while let Some(rest) = original.get(at..).filter(|rest| !rest.is_empty()) {
            let ascii = ascii_length(rest.as_bytes());
            text.push_str(rest.get(..ascii).unwrap_or_default());
            origins.extend(at as u32..(at + ascii) as u32);
            let (offset, Some(c)) = (at + ascii, rest.get(ascii..).and_then(|rest| rest.chars().next())) else { break };
            at = offset + c.len_utf8();
            let before = text.len();
            push(c, &mut text);
            is_changed |= text.get(before..) != original.get(offset..offset + c.len_utf8());
            origins.resize(text.len(), offset as u32);
        }
        is_changed.then_some(Self { text, origins, original_length: original.len() })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The stretch of the original that a stretch of the text comes from, whole characters with their marks.
    pub(super) fn original(&self, span: Span) -> Span {
        let Some(&start) = self.origins.get(span.start()) else { return Span::default() };
        let last = span.end().checked_sub(1).and_then(|last| self.origins.get(last));
        let behind = self.origins.get(span.end()..).unwrap_or(&[]);
        let end = behind.iter().find(|&origin| Some(origin) != last).map_or(self.original_length, |&end| end as usize);
        Span::new(start as usize, end)
    }
}

/// `pattern` without accents.
pub(super) fn unaccented(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        push(c, &mut text);
    }
    text
}

fn push(c: char, text: &mut String) {
    if c.is_ascii() || matches!(c, '\u{AC00}'..='\u{D7A3}') {
        text.push(c);
        return;
    }
    if is_combining_mark(c) {
        return;
    }
    let before = text.len();
    decompose_compatible(c, |part| {
        if !is_combining_mark(part) {
            text.push(part);
        }
    });
    let is_of_letters = text.get(before..).is_some_and(|parts| parts.chars().all(char::is_alphabetic));
    if !c.is_alphabetic() || !is_of_letters || text.len() == before {
        text.truncate(before);
        text.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_go_and_the_way_back_covers_them() {
        let original = "L’Élysée e\u{301}té ½ ﬁn…";
        let text = Unaccented::new(original).expect("accents");
        assert_eq!(text.text(), "L’Elysee ete ½ fin…");
        let back = |part: &str| {
            let start = text.text().find(part).expect("part");
            text.original(Span::new(start, start + part.len())).slice(original)
        };
        assert_eq!(back("Elysee"), "Élysée");
        assert_eq!(back("ete"), "e\u{301}té");
        assert_eq!(back("in"), "ﬁn");
        assert!(Unaccented::new("“plain” – 中文 한국").is_none());
    }

    proptest! {
        #[test]
        fn every_stretch_leads_back_to_whole_characters(original in "(\\PC|[éﬁ\u{301}]){0,20}", from in 0..30_usize, length in 1..9_usize) {
            let Some(text) = Unaccented::new(&original) else { return Ok(()) };
            let (start, end) = (from, from + length);
            if text.text().get(start..end).is_some() {
                let span = text.original(Span::new(start, end));
                prop_assert!(original.get(span.range()).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
