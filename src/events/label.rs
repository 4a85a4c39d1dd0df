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

/// A cut through a name ("Xi | Jinping") or over a comma costs this share of the score.
const AWKWARD: f32 = 0.6;

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

/// The label that `sentence` of `text` gives, with `weight_of` a stem for the event and `dates` the expressions of time.
pub(super) fn label(text: &str, sentence: Span, dates: &[Span], weight_of: impl Fn(&str) -> f32) -> String {
    let weights: BTreeMap<u32, f32> =
        terms(text, sentence).into_iter().map(|term| (term.span.start, weight_of(&term.stem))).collect();
    let mut before = sentence.start();
    let words: Vec<Word> = words(sentence.slice(text))
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
    let stretch = best_stretch(&words).unwrap_or_else(|| first_words(&words, sentence));
    stretch.slice(text).split_whitespace().collect::<Vec<_>>().join(" ")
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
        let mut factor = if start > 0 && cuts_name(words.get(start - 1), first) { AWKWARD } else { 1.0 };
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
            let cuts = words.get(start + offset + 1).is_some_and(|next| cuts_name(Some(last), next));
            let score = score_sum * factor * if cuts { AWKWARD } else { 1.0 };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, first.span.cover(last.span)));
            }
        }
    }
    best.map(|(_, span)| span)
}

fn cuts_name(before: Option<&Word>, after: &Word) -> bool {
    after.joint == Joint::Space && after.is_capitalised && before.is_some_and(|before| before.is_capitalised)
}

fn joint(gap: &str) -> Joint {
    if gap.is_empty() {
        Joint::None
    } else if gap.trim().is_empty()
        || gap.trim().chars().all(|c| matches!(c, '-' | '$' | '€' | '£' | '#' | '%' | '’' | '\''))
    {
        Joint::Space
    } else if gap.trim() == "," || gap.trim() == "，" || gap.trim() == "、" {
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
        assert_eq!(label(text, Span::of(text), &dates, weight_of), expected);
    }

    #[test]
    fn a_label_is_the_densest_stretch_without_the_date_and_whole_names() {
        check(
            "In a surprise move, the Air Force awarded Northrop Grumman the contract on February 29, officials said.",
            &["force", "award", "contract"],
            &["February 29"],
            "Air Force awarded Northrop Grumman the contract",
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
            let label = label(&text, Span::of(&text), &[], |_| 1.0);
            assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(&label));
        }
    }
}
