//! Which tokens of a dictionary does a pattern mean?
//!
//! This is asked once for all blocks of a dictionary; what it finds is then looked up in each block.

use super::super::words::OVERLONG;
use super::doc_set::{DocSet, add_stored, word_count};
use super::fuzzy::close_words;
use super::layout::Part;
use super::near::near_docs;
use super::pattern::{Pattern, Phrase};
use super::phrase::LocalPhrase;
use super::postings::Postings;
use super::tokens::JOINED;
use super::vocabulary::Lexicon;
use super::word_pattern::WordPattern;
use crate::work::Cancel;
use std::ops::Range;

/// Words looked at between two questions whether to stop.
const PATIENCE: u32 = 1 << 14;

/// Words that begin alike are looked at one by one when they are at most one of so many: searching all for a part is
/// faster by that much.
const NARROW: usize = 20;

/// Tokens of a dictionary that mean the same to a pattern.
#[derive(Clone, Debug)]
pub(super) enum Terms {
    /// One, if it is there.
    One(Option<u32>),
    /// All that begin alike.
    Prefix(Vec<u8>, Range<u32>),
    /// These, ascending.
    Many(Vec<u32>),
}

/// A phrase with the tokens of a dictionary.
#[derive(Clone, Debug)]
pub(super) struct AskedPhrase {
    /// At which position of the phrase, and which.
    pub(super) tokens: Vec<(u32, Terms)>,
    /// Positions that the whole takes.
    pub(super) length: u32,
}

/// A pattern with the tokens of a dictionary.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Words(Terms),
    Phrase(AskedPhrase),
    Near(Vec<AskedPhrase>, u32),
}

impl Asked {
    /// Resolves a pattern. Nothing when cancelled.
    pub(super) fn new(pattern: &Pattern, lexicon: Lexicon<'_>, cancel: &Cancel) -> Option<Self> {
        Some(match pattern {
            Pattern::Phrase(phrase) => Self::Phrase(AskedPhrase::new(phrase, lexicon)),
            Pattern::Near(phrases, words) => {
                Self::Near(phrases.iter().map(|phrase| AskedPhrase::new(phrase, lexicon)).collect(), *words)
            }
            Pattern::Fuzzy(word, distance) => {
                Self::Words(Terms::Many(close_words(lexicon.dictionary, word, *distance, cancel)?))
            }
            Pattern::Matching(pattern) => Self::Words(Terms::Many(matching(lexicon, pattern, cancel)?)),
            Pattern::ContainsPart(part) => {
                let is_taken = |word: &str| word.contains(part.as_str());
                Self::Words(Terms::Many(words(lexicon, "", part, is_taken, cancel)?))
            }
        })
    }

    /// The documents of the `number`th block of the dictionary.
    pub(super) fn docs(&self, part: Part<'_>, lexicon: Lexicon<'_>, number: usize) -> DocSet {
        let none = || DocSet::none(part.universe);
        match self {
            Self::Words(terms) => {
                LocalTerms::new(part, lexicon, number, terms).map_or_else(none, |terms| terms.docs(part))
            }
            Self::Phrase(phrase) => {
                LocalPhrase::new(part, lexicon, number, phrase).map_or_else(none, |phrase| phrase.docs())
            }
            Self::Near(phrases, words) => {
                let phrases: Option<Vec<LocalPhrase<'_>>> =
                    phrases.iter().map(|phrase| LocalPhrase::new(part, lexicon, number, phrase)).collect();
                phrases.map_or_else(none, |phrases| near_docs(&phrases, *words, part.universe))
            }
        }
    }
}

impl AskedPhrase {
    fn new(phrase: &Phrase, lexicon: Lexicon<'_>) -> Self {
        let resolve = |text: &str, is_prefix| {
            let bytes = text.as_bytes();
            if is_prefix {
                Terms::Prefix(bytes.to_vec(), lexicon.dictionary.prefix_range(bytes))
            } else {
                Terms::One(lexicon.dictionary.find(bytes))
            }
        };
        let tokens = phrase.tokens.iter().map(|token| (token.offset, resolve(&token.text, token.is_prefix))).collect();
        Self { tokens, length: phrase.length }
    }
}

/// The first token that is a word of a spaced script.
pub(super) fn first_word(lexicon: Lexicon<'_>) -> u32 {
    lexicon.dictionary.prefix_range(JOINED.as_bytes()).end
}

fn matching(lexicon: Lexicon<'_>, pattern: &WordPattern, cancel: &Cancel) -> Option<Vec<u32>> {
    words(lexicon, &pattern.beginning, &pattern.part, |word| pattern.is_match(word), cancel)
}

/// The words that begin so, have this part, and of which something holds.
fn words(
    lexicon: Lexicon<'_>,
    beginning: &str,
    part: &str,
    is_taken: impl Fn(&str) -> bool,
    cancel: &Cancel,
) -> Option<Vec<u32>> {
    let is_taken =
        |word: &[u8]| std::str::from_utf8(word).is_ok_and(|word| is_taken(word.strip_suffix(OVERLONG).unwrap_or(word)));
    let range = lexicon.dictionary.prefix_range(beginning.as_bytes());
    let is_narrow = range.len() < lexicon.dictionary.len() as usize / NARROW;
    if let Some(all) = lexicon.words.filter(|_| !is_narrow && !part.is_empty()) {
        return all.with_part(part, is_taken, cancel);
    }
    let mut walk = lexicon.dictionary.walk(range.start.max(first_word(lexicon)));
    let mut found = Vec::new();
    while walk.next_index() < range.end {
        let index = walk.next_index();
        let Some(word) = walk.step() else { break };
        if index.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
            return None;
        }
        if is_taken(word) {
            found.push(index);
        }
    }
    Some(found)
}

/// Tokens that mean the same, in one block.
#[derive(Clone, Debug)]
pub(super) enum LocalTerms<'a> {
    /// One, by its number in the block, and its list.
    One(u32, Postings<'a>),
    /// All that begin alike.
    Prefix(&'a [u8], Range<u32>),
    /// These, ascending.
    Many(Vec<u32>),
}

impl<'a> LocalTerms<'a> {
    /// Looks the terms up in a block; nothing when it has none of them.
    pub(super) fn new(part: Part<'a>, lexicon: Lexicon<'_>, number: usize, terms: &'a Terms) -> Option<Self> {
        match terms {
            Terms::One(token) => {
                let token = lexicon.local(number, (*token)?)?;
                Some(Self::One(token, part.list(token)?))
            }
            Terms::Prefix(prefix, tokens) => {
                let range = lexicon.local_range(number, tokens);
                (!range.is_empty()).then_some(Self::Prefix(prefix, range))
            }
            Terms::Many(tokens) => {
                let tokens: Vec<u32> = tokens.iter().filter_map(|&token| lexicon.local(number, token)).collect();
                (!tokens.is_empty()).then_some(Self::Many(tokens))
            }
        }
    }

    /// The documents of any of them.
    pub(super) fn docs(&self, part: Part<'a>) -> DocSet {
        let universe = part.universe;
        if let Self::One(_, list) = self {
            return DocSet::from_stored(universe, list.docs());
        }
        if let Self::Prefix(prefix, _) = self
            && let Some(docs) = part.prefixes.docs(prefix, universe)
        {
            return DocSet::from_stored(universe, docs);
        }
        let mut bits = vec![0; word_count(universe)];
        self.each_list(part, |list| add_stored(&mut bits, list.docs()));
        DocSet::from_bits(universe, bits)
    }

    /// The list of every one of them.
    pub(super) fn each_list(&self, part: Part<'a>, mut found: impl FnMut(Postings<'a>)) {
        match self {
            Self::One(_, list) => found(*list),
            Self::Prefix(_, range) => part.lists(range.clone()).for_each(found),
            Self::Many(tokens) => part.lists_of(tokens).for_each(found),
        }
    }
}
