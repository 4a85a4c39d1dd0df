//! Where two linked sentences tell one thing and state it differently: another figure, date or name.
//!
//! Rather few than wrong. Figures conflict where both count the same and neither article gives the other's value as well,
//! or where a sentence was taken over with nothing but the number changed; "about 40" and "more than 40" agree. Names
//! conflict only in sentences that are one but for the words replaced; dates and amounts also in sentences that share most of
//! their content ([`super::restated`]).

use super::alike::{GroupsOf, hashed};
use super::changes::replacements;
use super::facts::{Dated, Facts, Name, Of};
use super::prepared::Prepared;
use crate::events::{Amount, Figure};
use crate::text::terms::stem;
use crate::text::{Span, fold, words};

/// What two accounts differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A figure for this: "people killed"; empty where what is counted has no word of its own.
    Figure(String),
    /// The day.
    Date,
    /// Who or where.
    Name,
}

/// One thing that two accounts state differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// In what they differ.
    pub matter: Matter,
    /// What the first article says.
    pub a: Span,
    /// What the second says.
    pub b: Span,
}

impl Matter {
    /// In a word or two, for the user: "people killed", "date", "name".
    pub fn name(&self) -> &str {
        match self {
            Self::Figure(subject) if subject.is_empty() => "figure",
            Self::Figure(subject) => subject,
            Self::Date => "date",
            Self::Name => "name",
        }
    }
}

/// Words of one replaced stretch that are looked at.
const MOST_WORDS: usize = 6;

/// The conflicts of two linked sentences; `is_edited` where they are one with words changed.
pub(super) fn conflicts(a: &Prepared, in_a: usize, b: &Prepared, in_b: usize, is_edited: bool) -> Vec<Conflict> {
    let mut found = of_figures(a, in_a, b, in_b);
    if is_edited {
        for conflict in of_replacements(a, in_a, b, in_b) {
            if !found.iter().any(|known| known.a.overlaps(conflict.a) || known.b.overlaps(conflict.b)) {
                found.push(conflict);
            }
        }
    }
    found.sort_by_key(|conflict| (conflict.a, conflict.b));
    found
}

fn of_figures(a: &Prepared, in_a: usize, b: &Prepared, in_b: usize) -> Vec<Conflict> {
    let (all_a, all_b) = (&a.facts.figures, &b.facts.figures);
    let says_too = |all: &[Of<Figure>], figure: &Figure| {
        all.iter().any(|of| of.fact.counts_like(figure) && !of.fact.contradicts(figure))
    };
    let mut found = Vec::new();
    for one in Facts::within(all_a, in_a) {
        for other in Facts::within(all_b, in_b) {
            if one.counts_like(other) && one.contradicts(other) && !says_too(all_a, other) && !says_too(all_b, one) {
                found.push(Conflict { matter: Matter::Figure(one.subject()), a: one.span, b: other.span });
            }
        }
    }
    found
}

fn of_replacements(a: &Prepared, in_a: usize, b: &Prepared, in_b: usize) -> Vec<Conflict> {
    let (Some(sentence_a), Some(sentence_b)) = (a.sentences.get(in_a), b.sentences.get(in_b)) else {
        return Vec::new();
    };
    let replaced = replacements(sentence_a.span.slice(&a.text), sentence_b.span.slice(&b.text));
    let placed =
        |(in_a, in_b): (Span, Span)| (in_a.shifted(sentence_a.span.start()), in_b.shifted(sentence_b.span.start()));
    replaced
        .into_iter()
        .map(placed)
        .filter_map(|(slot_a, slot_b)| {
            of_amounts(&a.facts.amounts, in_a, slot_a, &b.facts.amounts, in_b, slot_b)
                .or_else(|| of_dates(&a.facts.dates, in_a, slot_a, &b.facts.dates, in_b, slot_b))
                .or_else(|| of_names((a, in_a, slot_a), (b, in_b, slot_b)))
        })
        .collect()
}

/// The only fact of a kind that touches a replaced stretch.
fn only<T>(facts: &[Of<T>], sentence: usize, slot: Span, span: fn(&T) -> Span) -> Option<&T> {
    let mut touching = Facts::within(facts, sentence).filter(|fact| span(fact).overlaps(slot));
    touching.next().filter(|_| touching.next().is_none())
}

fn of_amounts(
    a: &[Of<Amount>],
    in_a: usize,
    slot_a: Span,
    b: &[Of<Amount>],
    in_b: usize,
    slot_b: Span,
) -> Option<Conflict> {
    let one = only(a, in_a, slot_a, |amount| amount.span)?;
    let other = only(b, in_b, slot_b, |amount| amount.span)?;
    // Who gives both values tells of two things, or corrects himself.
    let says_too = |all: &[Of<Amount>], amount: &Amount| all.iter().any(|of| of.fact.equals(amount));
    let differ = one.contradicts(other) && !says_too(a, other) && !says_too(b, one);
    differ.then(|| Conflict { matter: Matter::Figure(String::new()), a: one.span, b: other.span })
}

fn of_dates(
    a: &[Of<Dated>],
    in_a: usize,
    slot_a: Span,
    b: &[Of<Dated>],
    in_b: usize,
    slot_b: Span,
) -> Option<Conflict> {
    let one = only(a, in_a, slot_a, |dated| dated.span)?;
    let other = only(b, in_b, slot_b, |dated| dated.span)?;
    let differ = exclude(one, other);
    differ.then_some(Conflict { matter: Matter::Date, a: one.span, b: other.span })
}

/// Can not both be the day? Where one holds the other they can.
pub(super) fn exclude(one: &Dated, other: &Dated) -> bool {
    match (one.interval, other.interval) {
        (Some(x), Some(y)) => !x.contains(y) && !y.contains(x),
        // "Monday" and "Tuesday" of an unknown week.
        (None, None) => {
            let weekday =
                |value: &'_ str| value.strip_prefix("XXXX-WXX-").map(|day| day.chars().take(1).collect::<String>());
            weekday(&one.value).zip(weekday(&other.value)).is_some_and(|(x, y)| x != y)
        }
        _ => false,
    }
}

/// Names in the same place of one sentence, neither of which the other sentence has, and neither of which can stand for the
/// other.
fn of_names(
    (a, in_a, slot_a): (&Prepared, usize, Span),
    (b, in_b, slot_b): (&Prepared, usize, Span),
) -> Option<Conflict> {
    let is_whole = |article: &Prepared, slot: Span, name: &Name| {
        let content = slot.slice(&article.text);
        let outside = words(content).filter(|word| !name.span.contains(word.shifted(slot.start()))).count();
        outside == 0 && words(content).count() <= MOST_WORDS
    };
    let one = only(&a.facts.names, in_a, slot_a, |name| name.span).filter(|name| is_whole(a, slot_a, name))?;
    let other = only(&b.facts.names, in_b, slot_b, |name| name.span).filter(|name| is_whole(b, slot_b, name))?;
    let has = |article: &Prepared, sentence: usize, stem: u64| {
        article.sentences.get(sentence).is_some_and(|sentence| sentence.terms.iter().any(|term| term.stem == stem))
    };
    let is_title = |stem: &u64| a.facts.is_plain(*stem) || b.facts.is_plain(*stem);
    let is_apart = !one.stems.iter().any(|stem| has(b, in_b, *stem) || is_title(stem))
        && !other.stems.iter().any(|stem| has(a, in_a, *stem) || is_title(stem));
    let differ = is_apart && !can_be_one(one.span.slice(&a.text), other.span.slice(&b.text));
    differ.then_some(Conflict { matter: Matter::Name, a: one.span, b: other.span })
}

/// Can two names be spellings of one ("Kiev", "Kyiv"), or words for one ("Moscow", "Russia")?
fn can_be_one(a: &str, b: &str) -> bool {
    let pairs = words(a).flat_map(|word| words(b).map(move |other| (word, other)));
    pairs.into_iter().any(|(word, other)| {
        let (word, other) = (fold(word.slice(a)), fold(other.slice(b)));
        let [groups, groups_of_other] = [&word, &other].map(|word| GroupsOf::new(hashed(&stem(word))));
        groups.both(groups_of_other).next().is_some() || is_spelling(&word, &other)
    })
}

/// Do two words begin alike, and are half of their letters the same from the front?
fn is_spelling(a: &str, b: &str) -> bool {
    let front = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let back = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
    let longer = a.chars().count().max(b.chars().count());
    front > 0 && (front + back) * 2 >= longer
}
