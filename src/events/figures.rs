//! Figures of a sentence with what they count: "11 people … killed", "$40 billion contract".
//!
//! A figure is kept only where what it counts stands beside it, for two figures are compared only when they count the
//! same: the same noun beside the number and a word of the same kind before it, the same currency and noun, or people and
//! the same fate.

use super::kinds::share_kind;
use crate::text::terms::{is_function_word, stem};
use crate::text::{Span, fold, words};
use std::collections::BTreeSet;

/// A figure and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// From the number to what it counts.
    pub(crate) span: Span,
    pub(crate) value: f64,
    pub(crate) bound: Bound,
    counted: Counted,
}

/// A number with its scale and currency, whatever it counts: "$81.3B", "1.2 million".
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub(crate) span: Span,
    pub(crate) value: f64,
    pub(crate) bound: Bound,
    pub(crate) is_money: bool,
}

/// Is the figure exact?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Exact,
    /// "about", "nearly".
    About,
    /// "at least", "more than".
    AtLeast,
    /// "up to", "fewer than".
    AtMost,
}

#[derive(Clone, Debug, PartialEq)]
enum Counted {
    /// People who met one fate, by number in [`FATES`].
    People(usize),
    /// Money of a currency for something.
    Money(String, String),
    /// Things, with the words of content that stand before the number.
    Things(String, BTreeSet<String>),
}

const PEOPLE: &str = "people person persons men women children civilians soldiers troops passengers workers students
    residents victims migrants refugees officers policemen protesters demonstrators patients crew others villagers
    tourists hostages prisoners fighters militants";

/// Stems by which people's fates are told.
const FATES: [(&str, &str); 6] = [
    ("killed", "kill die died dead death dy fatality fatal live kills killing toll"),
    ("injured", "injur wound hurt injury"),
    ("arrested", "arrest detain detention custody"),
    ("missing", "miss unaccount"),
    ("evacuated", "evacuat displac homeles"),
    ("infected", "infect infection"),
];

const SCALES: [(&str, f64); 10] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("bn", 1e9),
    ("mn", 1e6),
    ("m", 1e6),
    ("b", 1e9),
    ("hundred", 1e2),
    ("dozen", 12.0),
];

const SMALL: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const CURRENCIES: [(&str, &str); 14] = [
    ("dollar", "$"),
    ("euro", "€"),
    ("pound", "£"),
    ("yuan", "yuan"),
    ("renminbi", "yuan"),
    ("yen", "¥"),
    ("rubl", "ruble"),
    ("roubl", "ruble"),
    ("rupe", "rupee"),
    ("franc", "franc"),
    ("won", "won"),
    ("lira", "lira"),
    ("real", "real"),
    ("peso", "peso"),
];

/// Words of a noun behind a number.
const MOST_NOUN_WORDS: usize = 4;

/// How far the fate of people may stand from their number, in words.
const FATE_WITHIN: usize = 6;

/// Bytes of a sentence that are read.
const MOST_BYTES: usize = 2000;

struct Word<'a> {
    span: Span,
    folded: String,
    /// What stands before it.
    gap: &'a str,
}

/// The figures of a sentence of `text` outside its expressions of time.
pub(crate) fn figures(text: &str, sentence: Span, dates: &[Span]) -> Vec<Figure> {
    let words = read(text, sentence);
    (0..words.len()).filter(|&at| is_outside(&words, at, dates)).filter_map(|at| figure(&words, at)).collect()
}

/// The numbers of a sentence of `text` outside its expressions of time, in order, none overlapping another.
pub(crate) fn amounts(text: &str, sentence: Span, dates: &[Span]) -> Vec<Amount> {
    let words = read(text, sentence);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(number) = numbered(&words, at).filter(|_| is_outside(&words, at, dates)) else {
            at += 1;
            continue;
        };
        let last = words.get(number.next.saturating_sub(1)).or_else(|| words.get(at));
        if let (Some(first), Some(last)) = (words.get(at), last) {
            let span = with_sign(first.span.cover(last.span), number.sign);
            let is_money = number.currency.is_some();
            found.push(Amount { span, value: number.value, bound: bound(&words, at), is_money });
        }
        at = number.next.max(at + 1);
    }
    found
}

fn is_outside(words: &[Word<'_>], at: usize, dates: &[Span]) -> bool {
    words.get(at).is_some_and(|word| !dates.iter().any(|date| date.overlaps(word.span)))
}

fn read(text: &str, sentence: Span) -> Vec<Word<'_>> {
    let end = text.floor_char_boundary(sentence.start() + MOST_BYTES).min(sentence.end());
    let content = Span::new(sentence.start(), end).slice(text);
    let mut before = sentence.start();
    words(content)
        .map(|span| {
            let span = span.shifted(sentence.start());
            let gap = Span::new(before, span.start()).slice(text);
            before = span.end();
            Word { span, folded: fold(span.slice(text)), gap }
        })
        .collect()
}

/// True for a folded word with which a number can begin.
pub(crate) fn is_number(folded: &str) -> bool {
    let is_short = || folded.len() <= LONGEST_NUMBER_WORD;
    (is_short() || folded.starts_with(|c: char| c.is_ascii_digit())) && number(folded).is_some()
}

/// Bytes of "eleven" and "twelve".
const LONGEST_NUMBER_WORD: usize = 6;

/// A number as it is written.
struct Numbered {
    value: f64,
    /// The sign of a currency right before it.
    sign: Option<char>,
    currency: Option<String>,
    /// The word after the number, its scale and its currency.
    next: usize,
}

fn numbered(words: &[Word<'_>], at: usize) -> Option<Numbered> {
    let word = words.get(at)?;
    let (mut value, inline_scale) = number(&word.folded)?;
    let mut next = at + 1;
    let scale = words.get(next).and_then(|word| SCALES.iter().find(|(name, _)| *name == word.folded));
    if let Some((_, factor)) = scale
        .filter(|_| !inline_scale && words.get(next).is_some_and(|word| word.gap.trim().is_empty() || word.gap == "-"))
    {
        value *= factor;
        next += 1;
    }
    let sign = word.gap.trim_end().chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥'));
    let currency = sign.map(String::from).or_else(|| {
        let name = stem(&words.get(next)?.folded);
        let (_, currency) = CURRENCIES.iter().find(|(stem, _)| *stem == name)?;
        next += 1;
        Some((*currency).to_owned())
    });
    Some(Numbered { value, sign, currency, next })
}

fn with_sign(span: Span, sign: Option<char>) -> Span {
    sign.map_or(span, |sign| Span::new(span.start().saturating_sub(sign.len_utf8()), span.end()))
}

/// The figure that begins at a word.
fn figure(words: &[Word<'_>], at: usize) -> Option<Figure> {
    let Numbered { value, sign, currency, next } = numbered(words, at)?;
    let noun = noun(words, next);
    let counted = match currency {
        Some(currency) => Counted::Money(currency, noun.last().map(|(_, stem)| stem.clone())?),
        None => counted(words, at, next, &noun)?,
    };
    let last = noun.last().map_or(next.saturating_sub(1), |(index, _)| *index);
    let span = with_sign(words.get(at)?.span.cover(words.get(last)?.span), sign);
    Some(Figure { span, value, bound: bound(words, at), counted })
}

/// The value of a number, and whether its scale is written on it ("81.3B").
fn number(folded: &str) -> Option<(f64, bool)> {
    if let Some(small) = SMALL.iter().position(|name| *name == folded) {
        return (small > 1).then_some((small as f64, false));
    }
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = folded.strip_prefix(digits)?;
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // "9,5" could be a decimal: only thousands are read.
    let groups: Vec<&str> = digits.split(',').collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let value: f64 = is_grouped.then(|| digits.replace(',', "").parse().ok())??;
    match suffix {
        "" => Some((value, false)),
        suffix => SCALES.iter().find(|(name, _)| *name == suffix).map(|(_, factor)| (value * factor, true)),
    }
}

/// The words of content right behind a number: adjectives and the noun, which is the last.
fn noun(words: &[Word<'_>], from: usize) -> Vec<(usize, String)> {
    let behind = words.iter().enumerate().skip(from).take(MOST_NOUN_WORDS);
    behind
        .take_while(|(_, word)| {
            word.gap.trim().trim_matches('-').is_empty()
                && !is_function_word(&word.folded)
                && !word.folded.starts_with(|c: char| c.is_ascii_digit())
                && !word.folded.ends_with("ed")
                && !word.folded.ends_with("ing")
        })
        .map(|(index, word)| (index, stem(&word.folded)))
        .collect()
}

fn counted(words: &[Word<'_>], at: usize, next: usize, noun: &[(usize, String)]) -> Option<Counted> {
    let is_person = |index: usize| {
        words.get(index).is_some_and(|word| PEOPLE.split_ascii_whitespace().any(|person| person == word.folded))
    };
    let person = noun.iter().find(|(index, _)| is_person(*index)).map(|(index, _)| *index);
    let fate_of = |index: usize| {
        let stem = stem(&words.get(index)?.folded);
        FATES.iter().position(|(_, stems)| stems.split_ascii_whitespace().any(|known| known == stem))
    };
    if let Some(person) = person {
        let behind = (person + 1..person + 1 + FATE_WITHIN).find_map(fate_of);
        let before = (at.saturating_sub(FATE_WITHIN)..at).rev().find_map(fate_of);
        // "killed 8 people and injured 20": the word right before a number governs it.
        let close = at.checked_sub(1).and_then(fate_of);
        return close.or(behind).or(before).map(Counted::People);
    }
    // "8 dead", "killed 8"
    if let Some(fate) = fate_of(next).or_else(|| at.checked_sub(1).and_then(fate_of).filter(|_| noun.is_empty())) {
        return Some(Counted::People(fate));
    }
    let (_, head) = noun.last()?;
    let before: BTreeSet<String> = words
        .iter()
        .take(at)
        .rev()
        .take(5)
        .filter(|word| !is_function_word(&word.folded) && word.folded.chars().all(char::is_alphabetic))
        .take(2)
        .map(|word| stem(&word.folded))
        .collect();
    (!before.is_empty()).then(|| Counted::Things(head.clone(), before))
}

fn bound(words: &[Word<'_>], at: usize) -> Bound {
    let back =
        |count: usize| at.checked_sub(count).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_str());
    match (back(2), back(1)) {
        ("at", "least") | ("more" | "greater", "than") | (_, "over") => Bound::AtLeast,
        ("up", "to") | ("fewer" | "less", "than") | ("at", "most") | (_, "under") => Bound::AtMost,
        (_, "about" | "around" | "nearly" | "almost" | "some" | "approximately" | "roughly" | "estimated") => {
            Bound::About
        }
        _ => Bound::Exact,
    }
}

impl Amount {
    /// True when both cannot be so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        contradict((self.value, self.bound), (other.value, other.bound))
    }

    /// True when both are nearly the same number: the one may stand for the other.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        let is_exact = self.bound == Bound::Exact && other.bound == Bound::Exact;
        self.is_money == other.is_money
            && (self.value - other.value).abs() <= slack(is_exact) * self.value.max(other.value)
    }
}

/// Share by which two figures may differ and be one, rounded or said to be rough.
fn slack(is_exact: bool) -> f64 {
    if is_exact { 0.015 } else { 0.1 }
}

fn contradict(a: (f64, Bound), b: (f64, Bound)) -> bool {
    let ((low, low_bound), (high, high_bound)) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    if low_bound == Bound::AtLeast || high_bound == Bound::AtMost {
        return false;
    }
    high - low > slack(low_bound != Bound::About && high_bound != Bound::About) * high
}

impl Figure {
    /// True when both count the same.
    pub(crate) fn counts_like(&self, other: &Self) -> bool {
        match (&self.counted, &other.counted) {
            (Counted::People(a), Counted::People(b)) => a == b,
            (Counted::Money(currency, noun), Counted::Money(other_currency, other_noun)) => {
                currency == other_currency && noun == other_noun
            }
            (Counted::Things(noun, before), Counted::Things(other_noun, other_before)) => {
                noun == other_noun && before.iter().any(|a| other_before.iter().any(|b| a == b || share_kind(a, b)))
            }
            _ => false,
        }
    }

    /// True when both cannot be so.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        contradict((self.value, self.bound), (other.value, other.bound))
    }

    /// What it counts, in a word.
    pub(crate) fn subject(&self) -> String {
        match &self.counted {
            Counted::People(fate) => FATES.get(*fate).map_or_else(String::new, |(name, _)| format!("people {name}")),
            Counted::Money(currency, noun) => format!("{currency} {noun}"),
            Counted::Things(noun, _) => noun.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Figure> {
        figures(text, Span::of(text), &[])
    }

    fn differ(a: &str, b: &str) -> bool {
        of(a).iter().any(|a| of(b).iter().any(|b| a.counts_like(b) && a.contradicts(b)))
    }

    #[test]
    fn figures_differ_only_where_they_count_the_same() {
        for (a, b) in [
            ("The blast killed 8 people.", "Eleven people died in the blast."),
            ("The $40 billion contract was signed.", "They signed the $35 billion contract."),
            ("The council bought 40 new buses.", "The town ordered 45 buses."),
            ("The flood left 12 dead.", "The flood killed 15 people."),
        ] {
            assert!(differ(a, b), "{a} / {b}: {:?} {:?}", of(a), of(b));
        }
        for (a, b) in [
            ("The blast killed 8 people.", "The blast injured 11 people."),
            ("At least 8 people were killed.", "In the blast 11 people were killed."),
            ("About 10,000 people were evacuated.", "Some 10,400 people were evacuated."),
            ("The $40 billion contract was signed.", "They paid a $35 billion fine."),
            ("The council bought 40 buses.", "The fleet has 45 buses."),
            ("The council bought 40 buses.", "The council bought 45 trams."),
            ("It opened 2 schools.", "It opened a school."),
        ] {
            assert!(!differ(a, b), "{a} / {b}: {:?} {:?}", of(a), of(b));
        }
    }

    #[test]
    fn numbers_are_read_with_their_scale_and_never_from_names() {
        let value = |text: &str| of(text).first().map(|figure| figure.value);
        assert_eq!(value("They signed a 1.2 million euro deal"), Some(1.2e6));
        assert_eq!(value("It delivered 3,500 tents"), Some(3500.0));
        assert_eq!(value("The A380 landed"), None);
        assert_eq!(value("It delivered 3,5 tents"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_is_read(text in "([0-9,.]{1,5}|[a-z$€ ]{1,6}|killed|people|million|\\PC){0,40}") {
            for figure in of(&text) {
                proptest::prop_assert!(!figure.span.slice(&text).is_empty() && !figure.contradicts(&figure));
            }
        }
    }
}
