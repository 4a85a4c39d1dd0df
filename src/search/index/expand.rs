//! Which tokens of a dictionary does a pattern mean?
//!
//! This is asked once for all blocks of a dictionary; what it finds is then looked up in each block.

use super::super::words::OVERLONG;
use super::doc_set::DocSet;
use super::fuzzy::close_words;
use super::layout::Part;
use super::near::near_docs;
use super::pattern::{Pattern, Phrase, Reach, Token};
use super::phrase::LocalPhrase;
use super::terms::{AskedPhrase, LocalTerms, Terms};
use super::tokens::JOINED;
use super::vocabulary::Lexicon;
use super::word_pattern::WordPattern;
use crate::work::Cancel;
use memchr::memmem;
use rayon::prelude::*;

/// Words looked at on one processor before it asks whether to stop.
const STRETCH: u32 = 1 << 12;

/// Words that begin alike are looked at one by one when they are at most one of so many: searching all for a part is
/// faster by that much.
const NARROW: usize = 20;

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
            Pattern::Phrase(phrase) => Self::Phrase(resolved(phrase, lexicon, cancel)?),
            Pattern::Near(phrases, words) => {
                let phrases: Option<Vec<AskedPhrase>> =
                    phrases.iter().map(|phrase| resolved(phrase, lexicon, cancel)).collect();
                Self::Near(phrases?, *words)
            }
            Pattern::Fuzzy(word, distance) => Self::Words(Terms::Many(close_words(lexicon, word, *distance, cancel)?)),
            Pattern::Matching(pattern) => Self::Words(Terms::Many(matching(lexicon, pattern, cancel)?)),
            // What has the part is looked for anyway.
            Pattern::ContainsPart(part) => Self::Words(Terms::Many(words(lexicon, "", part, |_| true, cancel)?)),
        })
    }

    /// Is it a single word, whole?
    pub(super) fn is_word(&self) -> bool {
        self.word().is_some()
    }

    /// The number in the `number`th block of the dictionary of what is a [single word](Self::is_word).
    pub(super) fn word_in(&self, lexicon: Lexicon<'_>, number: usize) -> Option<u32> {
        let Terms::One(token) = self.word()? else { return None };
        lexicon.local(number, (*token)?)
    }

    fn word(&self) -> Option<&Terms> {
        let Self::Phrase(phrase) = self else { return None };
        let [(_, word @ Terms::One(_))] = phrase.tokens.as_slice() else { return None };
        Some(word)
    }

    /// The documents of the `number`th block of the dictionary; only those of `among`, when given.
    pub(super) fn docs(&self, part: Part<'_>, lexicon: Lexicon<'_>, number: usize, among: Option<&DocSet>) -> DocSet {
        let none = || DocSet::none(part.universe);
        if among.is_some_and(DocSet::is_empty) {
            return none();
        }
        match self {
            Self::Words(terms) => {
                LocalTerms::new(part, lexicon, number, terms).map_or_else(none, |terms| terms.docs_among(part, among))
            }
            Self::Phrase(phrase) => {
                LocalPhrase::new(part, lexicon, number, phrase).map_or_else(none, |phrase| phrase.docs_among(among))
            }
            Self::Near(phrases, words) => {
                let phrases: Option<Vec<LocalPhrase<'_>>> =
                    phrases.iter().map(|phrase| LocalPhrase::new(part, lexicon, number, phrase)).collect();
                let among = || among.cloned().unwrap_or_else(|| DocSet::all(part.universe));
                phrases.map_or_else(none, |phrases| near_docs(&phrases, *words, among()))
            }
        }
    }
}

/// A phrase with the tokens of a dictionary. Nothing when cancelled.
fn resolved(phrase: &Phrase, lexicon: Lexicon<'_>, cancel: &Cancel) -> Option<AskedPhrase> {
    let resolve = |token: &Token| {
        let bytes = token.text.as_bytes();
        Some(match token.reach {
            Reach::Whole => Terms::One(lexicon.dictionary.find(bytes)),
            Reach::Beginning => Terms::Prefix(bytes.to_vec(), lexicon.dictionary.prefix_range(bytes)),
            Reach::End => {
                let is_taken = |word: &str| word.ends_with(token.text.as_str());
                Terms::Many(words(lexicon, "", &token.text, is_taken, cancel)?)
            }
        })
    };
    let tokens: Option<Vec<(u32, Terms)>> =
        phrase.tokens.iter().map(|token| Some((token.offset, resolve(token)?))).collect();
    Some(AskedPhrase { tokens: tokens?, length: phrase.length })
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
    is_taken: impl Fn(&str) -> bool + Sync,
    cancel: &Cancel,
) -> Option<Vec<u32>> {
    let is_taken =
        |word: &[u8]| std::str::from_utf8(word).is_ok_and(|word| is_taken(word.strip_suffix(OVERLONG).unwrap_or(word)));
    let range = lexicon.dictionary.prefix_range(beginning.as_bytes());
    let is_narrow = range.len() < lexicon.dictionary.len() as usize / NARROW;
    if let Some(all) = lexicon.words.filter(|_| !is_narrow && !part.is_empty()) {
        return all.with_part(part, is_taken, cancel);
    }
    let finder = memmem::Finder::new(part);
    let of_stretch = |start: u32| {
        let (end, mut found) = (range.end.min(start.saturating_add(STRETCH)), Vec::new());
        let mut walk = lexicon.dictionary.walk(start);
        while walk.next_index() < end {
            let index = walk.next_index();
            let Some(word) = walk.step() else { break };
            if finder.find(word).is_some() && is_taken(word) {
                found.push(index);
            }
        }
        (!cancel.is_cancelled()).then_some(found)
    };
    let starts: Vec<u32> = (range.start.max(first_word(lexicon))..range.end).step_by(STRETCH as usize).collect();
    let found: Option<Vec<Vec<u32>>> = starts.into_par_iter().map(of_stretch).collect();
    Some(found?.concat())
}
