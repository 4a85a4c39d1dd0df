//! What a pattern asks of an index: exactly, or of which documents it can hold at all.

use super::expressions::of_expression;
use super::wanted::Wanted;
use crate::search::index::{self, Phrase};
use crate::search::pattern::{Near, Pattern, Reach, Term};
use crate::search::query::{Place, Query};
use crate::search::words::is_unspaced;

/// Pairs of phrases that are looked up near each other; of more, only that all of them are there.
const MOST_PAIRS: usize = 16;

/// What an index is asked about a pattern.
pub(super) fn wanted(pattern: &Pattern) -> Wanted {
    match pattern {
        Pattern::Term(term) => of_term(term),
        Pattern::Expression(expression) => of_expression(expression),
        Pattern::Near(near) => of_near(near),
        Pattern::Any(patterns) => Wanted::any(patterns.iter().map(wanted).collect()),
    }
}

fn of_term(term: &Term) -> Wanted {
    let asked = if let Some(phrase) = phrase(term) {
        Wanted::phrase(Some(phrase))
    } else {
        let words = term.words().iter().map(|needle| {
            let word: String = needle.folded().iter().collect();
            let pattern = match needle.reach() {
                Reach::Fuzzy(distance) => index::Pattern::fuzzy(&word, distance),
                reach => Phrase::new(&word, reach == Reach::Prefix).map(index::Pattern::Phrase),
            };
            pattern.map_or(Wanted::Unknown, Wanted::Exactly)
        });
        let words: Vec<Wanted> = words.collect();
        match words.as_slice() {
            [word] => word.clone(),
            _ => Wanted::all(words).at_most(),
        }
    };
    if term.is_exact() { asked.at_most() } else { asked }
}

/// The words and phrases that a query wants, for telling how well a text answers.
pub(super) fn words(query: &Query) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    query.each_wanted(&mut |place, pattern| {
        if matches!(place, Place::Anywhere | Place::Text | Place::Title) {
            add_words(pattern, &mut phrases);
        }
    });
    phrases
}

fn add_words(pattern: &Pattern, phrases: &mut Vec<Phrase>) {
    match pattern {
        Pattern::Term(term) => {
            let words = term.words().iter().map(|needle| needle.folded().iter().collect::<String>());
            phrases.extend(words.filter_map(|word| Phrase::new(&word, false)));
        }
        Pattern::Near(near) => {
            let sides = std::iter::once(near.first()).chain(near.others().iter().map(|(_, pattern)| pattern));
            sides.for_each(|side| add_words(side, phrases));
        }
        Pattern::Any(patterns) => patterns.iter().for_each(|pattern| add_words(pattern, phrases)),
        Pattern::Expression(_) => {}
    }
}

/// The words of a term as they follow one another; nothing when one but the last may go on, or one is only like it.
fn phrase(term: &Term) -> Option<Phrase> {
    let (last, before) = term.words().split_last()?;
    let is_whole = before.iter().all(|needle| needle.reach() == Reach::Whole);
    if !is_whole || matches!(last.reach(), Reach::Fuzzy(_)) {
        return None;
    }
    let words: Vec<String> = term.words().iter().map(|needle| needle.folded().iter().collect()).collect();
    Phrase::new(&words.join(" "), last.reach() == Reach::Prefix)
}

fn of_near(near: &Near) -> Wanted {
    let mut before = near.first();
    let mut pairs = Vec::new();
    for (most, pattern) in near.others() {
        pairs.push(of_pair(before, pattern, *most));
        before = pattern;
    }
    match pairs.as_slice() {
        [pair] => pair.clone(),
        // The same place need not be near both of its neighbours.
        _ => Wanted::all(pairs).at_most(),
    }
}

/// One pattern so many words from another.
fn of_pair(a: &Pattern, b: &Pattern, most: usize) -> Wanted {
    let both = || Wanted::all(vec![wanted(a), wanted(b)]).at_most();
    let (Some(firsts), Some(seconds)) = (phrases(a), phrases(b)) else { return both() };
    if firsts.len() * seconds.len() > MOST_PAIRS {
        return both();
    }
    let between = u32::try_from(most.saturating_sub(1)).unwrap_or(u32::MAX);
    let pairs = firsts.iter().flat_map(|first| {
        seconds.iter().map(move |second| {
            let asked = Wanted::Exactly(index::Pattern::Near(vec![first.0.clone(), second.0.clone()], between));
            // Places that overlap are not near each other: words that differ cannot overlap.
            let is_sure = match (&first.1, &second.1) {
                (Some(first), Some(second)) => first != second,
                _ => false,
            };
            if is_sure { asked } else { asked.at_most() }
        })
    });
    Wanted::any(pairs.collect())
}

/// The phrases that a side of NEAR may be; with the word, when it is one that stands for itself alone.
fn phrases(pattern: &Pattern) -> Option<Vec<(Phrase, Option<String>)>> {
    match pattern {
        Pattern::Term(term) => {
            let phrase = phrase(term)?;
            let word = match term.words() {
                [needle] if needle.reach() == Reach::Whole && !needle.is_exact() => {
                    let word: String = needle.folded().iter().collect();
                    Some(word).filter(|word| !word.chars().any(is_unspaced))
                }
                _ => None,
            };
            Some(vec![(phrase, word)])
        }
        Pattern::Any(patterns) => {
            let phrases: Option<Vec<_>> = patterns.iter().map(phrases).collect();
            Some(phrases?.into_iter().flatten().collect())
        }
        Pattern::Expression(_) | Pattern::Near(_) => None,
    }
}
