//! A short name for an event: the stretch of its most telling sentence in which its own words stand closest.
//!
//! A stretch of the text reads better than a list of words, and is something that an article did say.

use crate::text::terms::is_function_word;
use crate::text::{Span, fold, terms, words};
use std::collections::BTreeMap;

/// Words of the shortest label.
const FEWEST_WORDS: usize = 3;

/// Words of the longest label.
const MOST_WORDS: usize = 8;

/// Characters of the longest label in a script that sets no spaces.
const MOST_CHARACTERS: usize = 16;

/// A cut through a name ("Xi | Jinping", "Secretary of | State") or over a comma costs this share of the score.
const AWKWARD: f32 = 0.6;

/// A stretch that opens where a clause opens reads better, and so does one that ends where it ends.
const OPENS_CLAUSE: f32 = 1.4;
const ENDS_CLAUSE: f32 = 1.2;

/// At so many words from the expression of time a word counts half.
const HALF_AT_WORDS: f32 = 8.0;

struct Word {
    span: Span,
    weight: f32,
    is_empty_of_content: bool,
    is_date: bool,
    is_capitalised: bool,
    /// What stands between this word and the one before.
    joint: Joint,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Space,
    /// No space at all, as in Chinese.
    None,
    Comma,
    Break,
}

/// The label that `sentence` of `text` gives, with `weight_of` a stem for the event, `dates` the expressions of time in it
/// and `mention` the one that the event is dated by.
pub(super) fn label(
    text: &str,
    sentence: Span,
    dates: &[Span],
    mention: Span,
    weight_of: impl Fn(&str) -> f32,
) -> String {
    let weights: BTreeMap<u32, f32> =
        terms(text, sentence).into_iter().map(|term| (term.span.start, weight_of(&term.stem))).collect();
    let mut before = sentence.start();
    let mut words: Vec<Word> = words(sentence.slice(text))
        .map(|span| {
            let span = span.shifted(sentence.start());
            let joint = joint(Span::new(before, span.start()).slice(text));
            before = span.end();
            Word {
                span,
                weight: weights.get(&span.start).copied().unwrap_or(0.0),
                is_empty_of_content: is_function_word(&fold(span.slice(text))),
                is_date: dates.iter().any(|date| date.overlaps(span)),
                is_capitalised: span.slice(text).starts_with(char::is_uppercase),
                joint,
            }
        })
        .collect();
    let here = words.partition_point(|word| word.span.start < mention.start);
    for (index, word) in words.iter_mut().enumerate() {
        word.weight /= 1.0 + index.abs_diff(here) as f32 / HALF_AT_WORDS;
    }
    let stretch = best_stretch(&words).unwrap_or_else(|| first_words(&words, sentence));
    // "U.S." keeps its last dot, which is no part of the word.
    let rest = Span::new(stretch.end(), sentence.end()).slice(text);
    let is_abbreviation = stretch.slice(text).rsplit(' ').next().is_some_and(|word| word.contains('.'));
    let dot = if is_abbreviation && rest.starts_with('.') { "." } else { "" };
    stretch.slice(text).split_whitespace().collect::<Vec<_>>().join(" ") + dot
}

fn first_words(words: &[Word], sentence: Span) -> Span {
    words.iter().take(MOST_WORDS).map(|word| word.span).reduce(Span::cover).unwrap_or(sentence)
}

fn best_stretch(words: &[Word]) -> Option<Span> {
    let mut best: Option<(f32, Span)> = None;
    for (start, first) in words.iter().enumerate() {
        if first.is_empty_of_content || first.is_date {
            continue;
        }
        let mut score_sum = 0.0;
        let mut factor = opening(words, start);
        let mut spaced_count = 0;
        for (offset, last) in words.iter().skip(start).enumerate() {
            if offset > 0 {
                match last.joint {
                    Joint::Break => break,
                    Joint::Comma => factor *= AWKWARD,
                    Joint::Space | Joint::None => {}
                }
            }
            spaced_count += usize::from(last.joint != Joint::None);
            if last.is_date || spaced_count > MOST_WORDS || offset >= MOST_CHARACTERS {
                break;
            }
            score_sum += last.weight;
            if offset + 1 < FEWEST_WORDS || last.is_empty_of_content {
                continue;
            }
            let score = score_sum * factor * closing(last, words.get(start + offset + 1));
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, first.span.cover(last.span)));
            }
        }
    }
    best.map(|(_, span)| span)
}

/// How well a stretch may open at this word.
fn opening(words: &[Word], start: usize) -> f32 {
    let Some(first) = words.get(start) else { return 1.0 };
    let before = start.checked_sub(1).and_then(|index| words.get(index));
    if before.is_some_and(|before| cuts_name(before, first)) {
        return AWKWARD;
    }
    let leading = words.iter().take(start).rev().take_while(|word| word.is_empty_of_content).count();
    let is_after_name = leading > 0
        && first.is_capitalised
        && start.checked_sub(leading + 1).and_then(|index| words.get(index)).is_some_and(|word| word.is_capitalised);
    if is_after_name && first.joint == Joint::Space {
        return AWKWARD;
    }
    let opens_clause = start == leading
        || words.iter().skip(start - leading).take(leading + 1).any(|w| matches!(w.joint, Joint::Break | Joint::Comma));
    if opens_clause { OPENS_CLAUSE } else { 1.0 }
}

/// How well a stretch may end at this word.
fn closing(last: &Word, next: Option<&Word>) -> f32 {
    match next {
        None => ENDS_CLAUSE,
        Some(next) if cuts_name(last, next) => AWKWARD,
        Some(next) if next.is_date || next.is_empty_of_content => ENDS_CLAUSE,
        Some(next) if matches!(next.joint, Joint::Break | Joint::Comma) => ENDS_CLAUSE,
        Some(_) => 1.0,
    }
}

fn cuts_name(before: &Word, after: &Word) -> bool {
    after.joint == Joint::Space && after.is_capitalised && before.is_capitalised
}

fn joint(gap: &str) -> Joint {
    let marks = gap.trim();
    if gap.is_empty() {
        Joint::None
    } else if marks.is_empty()
        || marks.chars().all(|c| matches!(c, '-' | '$' | '€' | '£' | '#' | '%' | '’' | '\'' | '.'))
    {
        // A dot inside a sentence belongs to an abbreviation or an initial.
        Joint::Space
    } else if matches!(marks, "," | "，" | "、") {
        Joint::Comma
    } else {
        Joint::Break
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, heavy: &[&str], dates: &[&str], expected: &str) {
        let dates: Vec<Span> =
            dates.iter().filter_map(|date| text.find(date).map(|start| Span::new(start, start + date.len()))).collect();
        let weight_of = |stem: &str| if heavy.contains(&stem) { 1.0 } else { 0.1 };
        let mention = dates.first().copied().unwrap_or_default();
        assert_eq!(label(text, Span::of(text), &dates, mention, weight_of), expected);
    }

    #[test]
    fn a_label_is_the_densest_stretch_without_the_date_and_whole_names() {
        check(
            "In a surprise move, the Air Force awarded Northrop Grumman the contract on February 29, officials said.",
            &["force", "award", "contract"],
            &["February 29"],
            "Air Force awarded Northrop Grumman the contract",
        );
        check(
            "Hamas raid proves U.S. policy failed in 2023.",
            &["u.s", "raid"],
            &["2023"],
            "Hamas raid proves U.S. policy failed",
        );
        check("On Monday, Xi Jinping landed in\nMoscow.", &["landed"], &["Monday"], "Xi Jinping landed in Moscow");
    }

    #[test]
    fn a_sentence_without_a_good_stretch_gives_its_first_words() {
        check("He left.", &[], &[], "He left");
        check("3月20日习近平抵达莫斯科。", &[], &["3月20日"], "习近平抵达莫斯科");
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_gives_a_label_of_its_own_words(text in "\\PC{0,80}") {
            let label = label(&text, Span::of(&text), &[], Span::default(), |_| 1.0);
            assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(&label), "{label:?}");
        }
    }
}
