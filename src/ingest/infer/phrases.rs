//! The lists of lines that are not the article: `assets/boilerplate.txt`.
//!
//! The list's own head documents its format. It is read once; a line of it that does not fit the format is left out,
//! and a test holds that there is none.

use crate::text::fold;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where in a document a phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Before the headline or behind the running text.
    Edge,
    /// Before the running text only.
    Head,
    /// Behind the running text only: where the footer begins.
    Tail,
    /// A short label between headline and text.
    Label,
    /// A picture's caption or credit.
    Credit,
}

/// All phrases, ready to compare.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    places: HashMap<Place, Patterns>,
}

#[derive(Debug, Default)]
struct Patterns {
    whole: HashSet<String>,
    /// Beginnings by their first character.
    starts: HashMap<char, Vec<String>>,
    held: Option<Regex>,
}

/// The list that is built into the program.
pub(super) fn phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::parse(include_str!("../../../assets/boilerplate.txt")).0);
    &PHRASES
}

impl Phrases {
    /// The phrases of a list, and how many of its lines do not fit the format.
    fn parse(list: &str) -> (Self, usize) {
        let mut phrases = Self::default();
        let mut held: HashMap<Place, Vec<String>> = HashMap::new();
        let mut place = None;
        let mut misfits = 0;
        for line in list.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                place = Place::named(name);
                misfits += usize::from(place.is_none());
                continue;
            }
            let mut chars = line.chars();
            let (Some(mark), Some(place)) = (chars.next(), place) else {
                misfits += 1;
                continue;
            };
            let phrase = fold(chars.as_str());
            let patterns = phrases.places.entry(place).or_default();
            match (mark, phrase.chars().next()) {
                ('=', Some(_)) => {
                    patterns.whole.insert(phrase);
                }
                ('^', Some(first)) => patterns.starts.entry(first).or_default().push(phrase),
                ('~', Some(_)) => held.entry(place).or_default().push(regex::escape(&phrase)),
                _ => misfits += 1,
            }
        }
        for place in Place::ALL {
            if let (Some(patterns), Some(alternatives)) = (phrases.places.get_mut(&place), held.get(&place)) {
                patterns.held = Regex::new(&alternatives.join("|")).ok();
            }
        }
        (phrases, misfits)
    }

    /// Does a line with this key (see [`super::page::line_key`]) match a phrase of `place`?
    pub(super) fn matches(&self, key: &str, place: Place) -> bool {
        let Some(first) = key.chars().next() else { return false };
        let Some(patterns) = self.places.get(&place) else { return false };
        patterns.whole.contains(key)
            || patterns.whole.contains(key.trim_end_matches([':', '.', ' ']))
            || patterns
                .starts
                .get(&first)
                .is_some_and(|starts| starts.iter().any(|start| key.starts_with(start.as_str())))
            || patterns.held.as_ref().is_some_and(|held| held.is_match(key))
    }

    /// Does a line with this key match a phrase of any of `places`?
    pub(super) fn matches_any(&self, key: &str, places: &[Place]) -> bool {
        places.iter().any(|&place| self.matches(key, place))
    }
}

impl Place {
    const ALL: [Self; 5] = [Self::Edge, Self::Head, Self::Tail, Self::Label, Self::Credit];

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "edge" => Self::Edge,
            "head" => Self::Head,
            "tail" => Self::Tail,
            "label" => Self::Label,
            "credit" => Self::Credit,
            _ => return None,
        })
    }
}

/// Every word capitalised but small ones, no final mark.
pub(super) fn is_proper_name(name: &str) -> bool {
    let small =
        ["of", "the", "and", "for", "in", "on", "de", "la", "le", "der", "die", "das", "und", "&", "y", "et", "del"];
    let proper =
        |word: &str| word.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric()) || small.contains(&word);
    !name.ends_with(['.', ':', '!', '?', ',']) && name.split_whitespace().all(proper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_fits_its_format() {
        let (phrases, misfits) = Phrases::parse(include_str!("../../../assets/boilerplate.txt"));
        assert_eq!(misfits, 0);
        assert_eq!(phrases.places.len(), 5);
        assert!(phrases.places.values().all(|patterns| !patterns.whole.is_empty() || patterns.held.is_some()));
    }

    #[test]
    fn a_phrase_is_compared_as_its_mark_says() {
        let (phrases, misfits) = Phrases::parse("# a list\n[tail]\n=leave a reply\n^more from\n~all rights\n?what\n");
        assert_eq!(misfits, 1);
        let cases = [
            ("leave a reply", true),
            ("leave a reply now", false),
            ("more from sport", true),
            ("no more from sport", false),
            ("2024 all rights reserved", true),
            ("", false),
        ];
        for (key, expected) in cases {
            assert_eq!(phrases.matches(key, Place::Tail), expected, "{key}");
        }
        assert!(!phrases.matches("leave a reply", Place::Head));
    }
}
