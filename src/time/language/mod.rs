//! What one language says of time: its words and its patterns, read from a file under `assets/languages/`.
//!
//! [`slot`] names what a word can tell (a month, a unit, a direction), [`file`] reads the file, [`pattern`] expands its
//! patterns, [`trie`] holds them as one automaton over word classes, [`words`] looks words up. Adding a language is adding
//! a file and a line in [`of`]; `assets/languages/README.md` describes the format.

mod file;
mod pattern;
mod slot;
mod trie;
mod words;

pub(super) use slot::{Category, Class, Head, Slot, builtin, code_name};
pub(super) use trie::Trie;
pub(super) use words::Front;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;
use words::{WordHasher, Words};

/// The words and patterns of one language, ready to read with.
#[derive(Debug, Default)]
pub(super) struct Language {
    /// Lower-case words and the number of the entry of each.
    words: Words,
    entries: Vec<Vec<Sense>>,
    /// What each class tells.
    slots: Vec<Option<Slot>>,
    class_names: HashMap<String, Class, BuildHasherDefault<WordHasher>>,
    /// Patterns that name a time.
    pub(super) rules: Vec<Rule>,
    /// The automaton over [`Self::rules`].
    pub(super) patterns: Trie,
    /// What belongs to an expression though it stands before it, read leftwards.
    pub(super) before: Trie,
    /// The same for what stands after it.
    pub(super) after: Trie,
    /// What [`Self::before`] and [`Self::after`] may be put to.
    pub(super) affixes: Vec<Affix>,
    /// True where words are not set apart by spaces.
    pub(super) unspaced: bool,
    /// True where an apostrophe can stand inside a word: п'ять.
    pub(super) inner_apostrophe: bool,
    /// Endings of past verb forms that the file does not list one by one.
    pub(super) past_endings: Vec<String>,
    /// The same for the future.
    pub(super) future_endings: Vec<String>,
    /// What was wrong in the file, for a test to see.
    pub(super) problems: Vec<String>,
}

/// One of the things that a word can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sense {
    pub(super) class: Class,
    pub(super) value: i32,
    /// How the text must write it.
    pub(super) case: Case,
}

/// How a word must be written to have a sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    /// With a capital: "May", "Sun".
    Capital,
    /// Without one, but at the opening of a sentence: German "morgen", which is tomorrow, where "Morgen" is morning.
    Lower,
}

/// One pattern, expanded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) head: Head,
    /// What each of its tokens is.
    pub(super) classes: Vec<Class>,
    /// How many of them stand before and after the expression and only license it.
    pub(super) left: usize,
    pub(super) right: usize,
    /// What the rule says by itself: `date holiday=easter: easter sunday`.
    pub(super) fixed: Vec<(Slot, i32)>,
    /// Its place in the file: of equal matches the first counts.
    pub(super) line: u32,
}

/// One word or more that belong to an expression though no pattern holds them: "early", "the end of", "or so".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Affix {
    /// Which expressions take it, a bit for each [`Category`].
    pub(super) categories: u32,
    /// How many of its outermost words only license it.
    pub(super) outside: usize,
}

impl Language {
    /// The entry of a lower-case word.
    pub(super) fn entry(&self, word: &str) -> Option<u32> {
        self.words.get(word)
    }

    /// The same of a word of ASCII letters, whatever its case, of which the front is known.
    pub(super) fn entry_of_letters(&self, word: &str, front: Front) -> Option<u32> {
        self.words.with_front(front, || word.to_ascii_lowercase().into())
    }

    /// What the word of an entry can be.
    pub(super) fn senses(&self, entry: u32) -> &[Sense] {
        self.entries.get(entry as usize).map_or(&[], Vec::as_slice)
    }

    /// What a class tells.
    pub(super) fn slot(&self, class: Class) -> Option<Slot> {
        self.slots.get(usize::from(class)).copied().flatten()
    }

    /// The class of that name, if the file has it.
    pub(super) fn class(&self, name: &str) -> Option<Class> {
        self.class_names.get(name).copied()
    }
}

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../../../assets/languages/", $name, ".txt"))
    };
}

macro_rules! languages {
    ($($code:literal),*) => { [$(($code, text!($code), LazyLock::new(|| file::read(text!($code))))),*] };
}

/// The languages that have a file: code, the file, and what it says.
static LANGUAGES: [(&str, &str, LazyLock<Language>); 8] = languages!["en", "de", "fr", "es", "it", "ru", "uk", "zh"];

/// Words of a kind in every language, with their values: the names of months, of weekdays. Short forms that mean it in a
/// field only are among them, and names in languages without a file.
pub(super) fn names(slot: Slot) -> impl Iterator<Item = (&'static str, i32)> {
    LANGUAGES.iter().map(|language| language.1).chain([text!("fields")]).flat_map(move |text| file::names(text, slot))
}

/// The language of that ISO 639-1 code; English where it is unknown.
pub(super) fn of(code: Option<&str>) -> &'static Language {
    let code = code.and_then(|code| code.get(..2)).unwrap_or("en");
    let [english, ..] = &LANGUAGES;
    &LANGUAGES.iter().find(|(known, ..)| code.eq_ignore_ascii_case(known)).unwrap_or(english).2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_file_is_read_without_a_problem() {
        assert_eq!(file::read(text!("fields")).problems, Vec::<String>::new(), "in fields.txt");
        for (code, _, language) in &LANGUAGES {
            assert_eq!(language.problems, Vec::<String>::new(), "in {code}.txt");
            assert!(!language.rules.is_empty());
        }
    }
}
