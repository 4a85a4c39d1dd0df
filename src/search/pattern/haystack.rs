//! A text that is searched, with what is worked out of it once however many patterns ask.

use super::unaccented::Unaccented;
use super::words::{is_plain, positions};
use crate::text::Span;
use std::cell::OnceCell;

/// A text that patterns are looked for in.
#[derive(Debug)]
pub(in crate::search) struct Haystack<'a> {
    text: &'a str,
    is_plain: OnceCell<bool>,
    words: OnceCell<Vec<Span>>,
    unaccented: OnceCell<Option<Unaccented>>,
}

impl<'a> Haystack<'a> {
    pub(in crate::search) fn new(text: &'a str) -> Self {
        Self { text, is_plain: OnceCell::new(), words: OnceCell::new(), unaccented: OnceCell::new() }
    }

    pub(in crate::search) fn text(&self) -> &'a str {
        self.text
    }

    /// Can what is ASCII be found by its bytes?
    pub(super) fn is_plain(&self) -> bool {
        *self.is_plain.get_or_init(|| is_plain(self.text))
    }

    /// The text without accents; nothing when that is the text itself.
    pub(super) fn unaccented(&self) -> Option<&Unaccented> {
        self.unaccented.get_or_init(|| if self.is_plain() { None } else { Unaccented::new(self.text) }).as_ref()
    }

    /// The number of the first word that ends behind `start`.
    pub(super) fn first_word(&self, start: usize) -> usize {
        self.words().partition_point(|word| word.end() <= start)
    }

    /// One more than the number of the last word that begins before `end`.
    pub(super) fn words_before(&self, end: usize) -> usize {
        self.words().partition_point(|word| word.start() < end)
    }

    fn words(&self) -> &[Span] {
        self.words.get_or_init(|| positions(self.text).collect())
    }
}
