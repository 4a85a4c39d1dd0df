//! A short name for an event: a clause of its most telling sentence, from where a clause opens to where one ends.
//!
//! A clause of the text reads better than a list of words, and is something that an article did say.

use super::clauses::{Joint, Word, cut, is_dependent, opens_badly, wants_more};
use crate::text::{Span, one_line, terms};
use std::collections::BTreeMap;

/// Words of the shortest clause that says something.
const FEWEST_WORDS: usize = 4;

/// Words of a comfortable label, and of the longest that is not cut.
const GOOD_WORDS: usize = 10;
const MOST_WORDS: usize = 18;

/// Characters of the longest label in a script that sets no spaces.
const MOST_CHARACTERS: usize = 28;

/// Words of a time and place before a sentence.
const MOST_HEAD_WORDS: usize = 8;

/// How well a clause may begin, from the best place to the worst.
mod opening {
    pub(super) const SENTENCE: f32 = 1.5;
    /// The time stands beside the label anyway.
    pub(super) const TIME_FIRST: f32 = 1.2;
    pub(super) const BEHIND_TIME: f32 = 1.7;
    pub(super) const BEHIND_BREAK: f32 = 0.9;
    pub(super) const BEHIND_COMMA: f32 = 0.75;
    pub(super) const POINTING: f32 = 0.8;
    pub(super) const DEPENDENT: f32 = 0.35;
    pub(super) const QUOTED: f32 = 0.5;
}

/// A clause without a verb is a full thought only in a headline.
const WITHOUT_VERB: f32 = 0.35;

/// A clause that had to be cut short.
const CUT_SHORT: f32 = 0.7;

/// The words near the expression that dates the event tell of it.
const AROUND_DATE: f32 = 1.4;

/// A clause that ends in "said" or "of".
const WANTS_MORE: f32 = 0.4;

/// What is known of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clues<'a> {
    /// All expressions of time in it.
    pub(super) dates: &'a [Span],
    /// The one that dates the event.
    pub(super) mention: Span,
    /// Its language.
    pub(super) language: Option<&'a str>,
}

/// How well a sentence reads by itself, about 1 for a plain statement.
pub(super) fn readability(text: &str, sentence: Span, language: Option<&str>) -> f32 {
    let words = cut(text, sentence, language);
    let content = sentence.slice(text).trim();
    let mut worth = 1.0;
    if content.ends_with(['?', '？']) {
        worth *= 0.3;
    }
    if content.starts_with(['“', '"', '«', '„', '`', '‘', '\'', '[', '(', '…']) {
        worth *= 0.5;
    }
    if !words.iter().any(|word| word.is_verb) {
        worth *= 0.5;
    }
    if words.first().is_some_and(opens_badly) {
        worth *= 0.7;
    }
    match words.len() {
        0..FEWEST_WORDS => worth * 0.5,
        FEWEST_WORDS..=40 => worth,
        _ => worth * 0.75,
    }
}

/// The label that `sentence` of `text` gives, with `weight_of` a stem for the event.
pub(super) fn label(text: &str, sentence: Span, clues: &Clues<'_>, weight_of: impl Fn(&str) -> f32) -> String {
    let weights: BTreeMap<u32, f32> =
        terms(text, clipped(text, sentence)).into_iter().map(|term| (term.span.start, weight_of(&term.stem))).collect();
    let words = cut(text, sentence, clues.language);
    let best = clauses(&words, clues)
        .into_iter()
        .map(|clause| (worth(&words, &clause, clues, &weights), clause))
        .rev()
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, clause)) => written(text, sentence, &words, &clause),
        None => sentence.slice(text).chars().take(MOST_CHARACTERS).collect(),
    }
}

/// A line without an end is no sentence.
fn clipped(text: &str, sentence: Span) -> Span {
    Span::new(sentence.start(), text.floor_char_boundary(sentence.start() + 4000).min(sentence.end()))
}

/// From a word to a word, the last included.
#[derive(Clone, Copy, Debug)]
struct Clause {
    first: usize,
    last: usize,
    opening: f32,
    is_cut_short: bool,
}

/// Every stretch from an opening to an end of a clause.
fn clauses(words: &[Word], clues: &Clues<'_>) -> Vec<Clause> {
    let mut found = Vec::new();
    for (first, opening) in openings(words, clues) {
        let mut fallback = first;
        let mut length = 0;
        let mut has_verb = false;
        for (index, word) in words.iter().enumerate().skip(first) {
            length += usize::from(word.joint != Joint::None || index == first);
            if length > MOST_WORDS || index - first >= MOST_CHARACTERS.max(MOST_WORDS) {
                break;
            }
            has_verb |= word.is_verb;
            let next = words.get(index + 1);
            let ends = next.is_none_or(|next| matches!(next.joint, Joint::Comma | Joint::Break | Joint::Quote));
            let may_cut = next.is_some_and(|next| next.is_empty_of_content && !word.is_empty_of_content && has_verb);
            if ends || next.is_some_and(|next| is_dependent(next) && has_verb) {
                found.push(Clause { first, last: index, opening, is_cut_short: false });
            }
            if may_cut || fallback == first {
                fallback = index;
            }
        }
        if length > MOST_WORDS && fallback > first {
            found.push(Clause { first, last: fallback, opening, is_cut_short: true });
        }
    }
    found
}

/// Where a label may begin, and how well.
fn openings(words: &[Word], clues: &Clues<'_>) -> Vec<(usize, f32)> {
    let is_date = |word: &Word| clues.dates.iter().any(|date| date.overlaps(word.span));
    let behind_time = behind_time(words, is_date);
    let is_quoted = words.first().is_some_and(|word| word.joint == Joint::Quote);
    let grade = |index: usize, word: &Word, grade: f32| {
        let grade = if is_dependent(word) { opening::DEPENDENT.min(grade) } else { grade };
        let grade = if opens_badly(word) { grade * opening::POINTING } else { grade };
        (index, if is_quoted && index == 0 { grade * opening::QUOTED } else { grade })
    };
    words
        .iter()
        .enumerate()
        .filter_map(|(index, word)| match word.joint {
            _ if Some(index) == behind_time => Some(grade(index, word, opening::BEHIND_TIME)),
            _ if index == 0 && behind_time.is_some() => Some(grade(index, word, opening::TIME_FIRST)),
            _ if index == 0 => Some(grade(index, word, opening::SENTENCE)),
            Joint::Break => Some(grade(index, word, opening::BEHIND_BREAK)),
            Joint::Quote => Some(grade(index, word, opening::BEHIND_BREAK * opening::QUOTED)),
            Joint::Comma if word.is_verb || word.folded.ends_with("ing") => {
                Some(grade(index, word, opening::DEPENDENT))
            }
            Joint::Comma => Some(grade(index, word, opening::BEHIND_COMMA)),
            Joint::Space | Joint::None => None,
        })
        .collect()
}

/// Where the sentence begins once its time and place are told: "On Monday, | the court", "OSLO, 3 May — | The court".
fn behind_time(words: &[Word], is_date: impl Fn(&Word) -> bool) -> Option<usize> {
    let is_head = |word: &Word| is_date(word) || word.is_empty_of_content || word.is_capitalised && !word.is_verb;
    let mut is_dated = false;
    for (index, word) in words.iter().enumerate().take(MOST_HEAD_WORDS) {
        if is_dated && matches!(word.joint, Joint::Comma | Joint::Break | Joint::None) && !is_date(word) {
            return Some(index);
        }
        if !is_head(word) {
            return None;
        }
        is_dated |= is_date(word);
    }
    None
}

/// How much of the event a clause tells, and how well it reads.
fn worth(words: &[Word], clause: &Clause, clues: &Clues<'_>, weights: &BTreeMap<u32, f32>) -> f32 {
    let inside = || words.iter().take(clause.last + 1).skip(clause.first);
    let length = inside().count();
    let weight: f32 = inside().filter_map(|word| weights.get(&word.span.start)).sum();
    let mut worth = (0.05 + weight).sqrt() * clause.opening;
    if !inside().any(|word| word.is_verb) {
        worth *= WITHOUT_VERB;
    }
    if clause.is_cut_short {
        worth *= CUT_SHORT;
    }
    if inside().any(|word| clues.mention.overlaps(word.span)) || clause.opening >= opening::BEHIND_TIME {
        worth *= AROUND_DATE;
    }
    if words.get(clause.last).is_some_and(|word| wants_more(word) && clause.last + 1 < words.len()) {
        worth *= WANTS_MORE;
    }
    match length {
        0..FEWEST_WORDS => worth * 0.3,
        FEWEST_WORDS..=GOOD_WORDS => worth,
        _ => worth * GOOD_WORDS as f32 / length as f32,
    }
}

/// The mark that closes what a label opened last.
fn closing(label: &str) -> &'static str {
    let pairs = [('“', '”', "”"), ('«', '»', "»"), ('(', ')', ")"), ('[', ']', "]")];
    let is_open =
        |open: char, close: char| label.rfind(open).is_some_and(|at| label.rfind(close).is_none_or(|end| end < at));
    pairs.into_iter().find(|(open, close, _)| is_open(*open, *close)).map_or("", |(_, _, mark)| mark)
}

fn written(text: &str, sentence: Span, words: &[Word], clause: &Clause) -> String {
    let inside = words.iter().take(clause.last + 1).skip(clause.first).map(|word| word.span);
    let stretch = inside.reduce(Span::cover).unwrap_or(sentence);
    // Signs before the first word ("$40") and the last dot of "U.S." belong to it.
    let before = Span::new(sentence.start(), stretch.start()).slice(text);
    let sign = before.chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥' | '#' | '@'));
    let rest = Span::new(stretch.end(), sentence.end()).slice(text);
    let is_abbreviation = stretch.slice(text).rsplit(' ').next().is_some_and(|word| word.contains('.'));
    let end = match rest.chars().next() {
        Some('.') if is_abbreviation => ".",
        Some('%') => "%",
        _ if clause.is_cut_short => " …",
        _ => "",
    };
    let content = one_line(stretch.slice(text));
    let mut label: String = sign.into_iter().collect();
    let mut letters = content.chars();
    match letters.next() {
        // A clause from within a sentence opens a label.
        Some(first) if clause.first > 0 => label.extend(first.to_uppercase()),
        first => label.extend(first),
    }
    label.push_str(letters.as_str());
    label.push_str(closing(&label));
    label.push_str(end);
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(text: &str, dates: &[&str]) -> String {
        let dates: Vec<Span> =
            dates.iter().filter_map(|date| text.find(date).map(|start| Span::new(start, start + date.len()))).collect();
        let clues = Clues { dates: &dates, mention: dates.first().copied().unwrap_or_default(), language: Some("en") };
        label(text, Span::of(text), &clues, |_| 1.0)
    }

    #[test]
    fn a_label_is_a_whole_clause_from_its_beginning() {
        for (text, date, expected) in [
            (
                "On Monday, the harbour authority closed three piers, which had been damaged by the storm.",
                "Monday",
                "The harbour authority closed three piers",
            ),
            (
                "The council voted 8 to 3 on May 4 to sell the old mill, officials said.",
                "May 4",
                "The council voted 8 to 3 on May 4 to sell the old mill",
            ),
            (
                "Ferries, which carry 400 people, return on 3 June.",
                "3 June",
                "Ferries, which carry 400 people, return on 3 June",
            ),
        ] {
            assert_eq!(labelled(text, &[date]), expected);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_where_a_phrase_ends_and_says_so() {
        let text = "The ministers of the eleven countries around the inland sea agreed on Monday to limit the catch of \
                    sturgeon in the northern waters for the next five years in spite of protests";
        let label = labelled(text, &["Monday"]);
        assert!(label.ends_with('…') && label.starts_with("The ministers") && label.contains("agreed"), "{label}");
    }

    #[test]
    fn a_sentence_without_a_clause_gives_its_words() {
        assert_eq!(labelled("He left.", &[]), "He left");
        let text = "3月20日代表团抵达港口。";
        let dates = [Span::new(0, "3月20日".len())];
        let clues = Clues { dates: &dates, mention: Span::default(), language: Some("zh") };
        assert_eq!(label(text, Span::of(text), &clues, |_| 1.0), "代表团抵达港口");
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_gives_a_label_and_no_long_one(text in "\\PC{0,200}") {
            let clues = Clues { dates: &[], mention: Span::default(), language: None };
            let label = label(&text, Span::of(&text), &clues, |_| 1.0);
            proptest::prop_assert!(label.chars().count() <= text.chars().count() + 4, "{}", label);
            let _ = readability(&text, Span::of(&text), None);
        }
    }
}
