//! Where two sentences tell one thing in other words, and give it another date or amount.
//!
//! They must share most of their content, each must give one date (or one amount of that unit) and no more, words beside it
//! must be shared, and neither article may give the value of the other as well. A sentence that tells who said it gives the
//! day of saying as often as that of what happened: its dates are passed over.

use super::conflicts::{Conflict, Matter, exclude};
use super::facts::{Dated, Facts, Of};
use super::prepared::Prepared;
use super::quotations::is_speech_verb;
use super::sentence::{Sentence, Term};
use crate::events::Amount;
use crate::text::{Span, fold, words};

/// Words of content, dates and numbers left out, that both sentences must have at least.
const FEWEST_SHARED: usize = 4;

/// Their share of the words of the shorter sentence.
const LEAST_OF_SHORTER: f32 = 0.75;

/// The same of the longer one.
const LEAST_OF_LONGER: f32 = 0.6;

/// Days of the longest interval that tells of a day.
const MOST_DAYS: i64 = 31;

/// Words of content on either side of a date or an amount that are looked at.
const BESIDE: usize = 3;

/// Of them so many must be shared: what a date goes with is no other deed of the same people.
const FEWEST_BESIDE: usize = 2;

/// The dates and amounts in which two sentences differ that say the same in other words.
pub(super) fn conflicts(a: &Prepared, in_a: usize, b: &Prepared, in_b: usize) -> Vec<Conflict> {
    let (Some(of_a), Some(of_b)) = (a.sentences.get(in_a), b.sentences.get(in_b)) else { return Vec::new() };
    if !say_the_same(a, (in_a, of_a), b, (in_b, of_b)) {
        return Vec::new();
    }
    let dates = of_dates(a, (in_a, of_a), b, (in_b, of_b));
    dates.into_iter().chain(of_amounts(a, (in_a, of_a), b, (in_b, of_b))).collect()
}

fn say_the_same(
    a: &Prepared,
    (in_a, of_a): (usize, &Sentence),
    b: &Prepared,
    (in_b, of_b): (usize, &Sentence),
) -> bool {
    let distinct = |terms: Vec<&Term>| {
        let mut stems: Vec<u64> = terms.into_iter().map(|term| term.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (stems_a, stems_b) = (distinct(a.facts.told_beside(in_a, of_a)), distinct(b.facts.told_beside(in_b, of_b)));
    let shared = stems_a.iter().filter(|stem| stems_b.binary_search(stem).is_ok()).count();
    let (shorter, longer) = (stems_a.len().min(stems_b.len()), stems_a.len().max(stems_b.len()));
    shared >= FEWEST_SHARED
        && shared as f32 >= LEAST_OF_SHORTER * shorter as f32
        && shared as f32 >= LEAST_OF_LONGER * longer as f32
}

fn only<T>(mut facts: impl Iterator<Item = T>) -> Option<T> {
    facts.next().filter(|_| facts.next().is_none())
}

fn of_dates(
    a: &Prepared,
    (in_a, of_a): (usize, &Sentence),
    b: &Prepared,
    (in_b, of_b): (usize, &Sentence),
) -> Option<Conflict> {
    let one = only(Facts::within(&a.facts.dates, in_a))?;
    let other = only(Facts::within(&b.facts.dates, in_b))?;
    let is_as_precise = match (one.interval, other.interval) {
        (Some(x), Some(y)) => x.precision() == y.precision() && x.day_count() == y.day_count(),
        _ => true,
    };
    let says_too = |all: &[Of<Dated>], dated: &Dated| all.iter().any(|of| is_one_day(&of.fact, dated));
    let differ = is_as_precise
        && exclude(one, other)
        && !says_too(&a.facts.dates, other)
        && !says_too(&b.facts.dates, one)
        && !tells_who_said(a, of_a)
        && !tells_who_said(b, of_b)
        && stand_alike(&a.facts.told_beside(in_a, of_a), one.span, &b.facts.told_beside(in_b, of_b), other.span);
    differ.then_some(Conflict { matter: Matter::Date, a: one.span, b: other.span })
}

/// Is it the same day, or a part of it? A year that holds it says nothing of the day.
fn is_one_day(one: &Dated, other: &Dated) -> bool {
    match (one.interval, other.interval) {
        (Some(x), Some(y)) => x.overlaps(y) && x.day_count() <= MOST_DAYS.max(y.day_count()),
        (None, None) => one.value == other.value,
        _ => false,
    }
}

fn of_amounts(
    a: &Prepared,
    (in_a, of_a): (usize, &Sentence),
    b: &Prepared,
    (in_b, of_b): (usize, &Sentence),
) -> Option<Conflict> {
    let with_unit = |article: &'_ Prepared, number: usize| {
        only(Facts::within(&article.facts.amounts, number).filter(|amount| amount.unit.is_some())).copied()
    };
    let (one, other) = (with_unit(a, in_a)?, with_unit(b, in_b)?);
    let says_too = |all: &[Of<Amount>], amount: &Amount| {
        all.iter().any(|of| of.fact.unit == amount.unit && !of.fact.contradicts(amount))
    };
    let differ = one.contradicts(&other)
        && !says_too(&a.facts.amounts, &other)
        && !says_too(&b.facts.amounts, &one)
        && stand_alike(&a.facts.told_beside(in_a, of_a), one.span, &b.facts.told_beside(in_b, of_b), other.span);
    let matter = Matter::Figure(one.unit.unwrap_or_default().to_owned());
    differ.then_some(Conflict { matter, a: one.span, b: other.span })
}

fn tells_who_said(article: &Prepared, sentence: &Sentence) -> bool {
    let content = sentence.span.slice(&article.text);
    words(content).any(|word| is_speech_verb(&fold(word.slice(content))))
}

/// Do both stand among the same words?
fn stand_alike(terms_a: &[&Term], span_a: Span, terms_b: &[&Term], span_b: Span) -> bool {
    fn beside<'t>(terms: &[&'t Term], span: Span) -> impl Iterator<Item = &'t Term> {
        let place = terms.partition_point(|term| term.span.start() < span.start());
        let near = place.saturating_sub(BESIDE)..(place + BESIDE).min(terms.len());
        terms.get(near).unwrap_or_default().to_vec().into_iter()
    }
    let shared = beside(terms_a, span_a).filter(|one| beside(terms_b, span_b).any(|other| one.stem == other.stem));
    shared.count() >= FEWEST_BESIDE
}

#[cfg(test)]
mod tests {
    use crate::compare::{LinkKind, compare};
    use crate::corpus::{Article, Basis, ContentHash, Known, Source};
    use crate::time::Interval;
    use std::path::PathBuf;
    use std::sync::Arc;

    fn stated<T>(value: T) -> Known<T> {
        Known { value, basis: Basis::Stated { place: "test".into() } }
    }

    fn article(language: &str, day: Option<u32>, text: &str) -> Article {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
        Article {
            language: Some(stated(language.into())),
            published: day.map(|day| stated(Interval::of_day(2023, 3, day).expect("a day"))),
            ..Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into())
        }
    }

    /// What conflicts between two sentences that are linked, each among others.
    fn told(language: &str, days: [Option<u32>; 2], a: &str, b: &str) -> Vec<(String, String)> {
        let a = article(language, days[0], &format!("{a}\nSnow fell in the hills."));
        let b = article(language, days[1], &format!("Bakers complain.\n{b}"));
        let links = compare(&a, &b).links;
        assert!(!links.is_empty(), "{} / {}", a.text, b.text);
        let of_link = links.iter().filter(|link| link.kind == LinkKind::Conflict).flat_map(|link| &link.conflicts);
        of_link.map(|one| (one.a.slice(&a.text).to_owned(), one.b.slice(&b.text).to_owned())).collect()
    }

    const LONG: &str = "The parliament in Kyiv adopted the new budget law";

    #[test]
    fn another_day_or_amount_in_other_words_is_a_conflict() {
        for (language, days, a, b, x, y) in [
            (
                "en",
                [None, None],
                "The parliament in Kyiv adopted the new budget law on 14 March 2023 after a long debate.",
                "After a long debate on 16 March 2023, Kyiv's parliament adopted the budget law.",
                "14 March 2023",
                "16 March 2023",
            ),
            (
                "en",
                [Some(15), Some(17)],
                "The parliament in Kyiv adopted the new budget law on Tuesday after a long debate.",
                "After a long debate on Thursday, Kyiv's parliament adopted the budget law.",
                "on Tuesday",
                "on Thursday",
            ),
            (
                "en",
                [None, None],
                "The ministry of transport paid 40 billion dollars for the bridge over the river Dnipro.",
                "For the bridge over the Dnipro river $35 billion were paid by the transport ministry.",
                "40 billion dollars",
                "$35 billion",
            ),
            (
                "de",
                [None, None],
                "Das Verkehrsministerium zahlte 40 Mrd. Euro für die neue Brücke über den Fluss Dnipro.",
                "Für die Brücke über den Fluss Dnipro zahlte das Verkehrsministerium am Ende 31,5 Milliarden €.",
                "40 Mrd. Euro",
                "31,5 Milliarden",
            ),
        ] {
            let found = told(language, days, a, b);
            let clean = |text: &str| text.trim_start_matches("on ").to_owned();
            let found: Vec<_> = found.iter().map(|(a, b)| (clean(a), clean(b))).collect();
            assert_eq!(found, [(clean(x), clean(y))], "{a} / {b}");
        }
    }

    #[test]
    fn what_can_both_be_so_is_no_conflict() {
        let same = |tail: &str| format!("After a long debate {tail}, Kyiv's parliament adopted the budget law.");
        for (days, a, b) in [
            // Of differing precision.
            ([None, None], format!("{LONG} in 2023 after much debate."), same("in March 2023")),
            ([None, None], format!("{LONG} in January 2023 after much debate."), same("on 5 March 2023")),
            // The same day in other words.
            ([Some(15), Some(14)], format!("{LONG} on Tuesday after much debate."), same("today")),
            // The day of saying is not that of what happened.
            (
                [None, None],
                format!("{LONG} on 14 March 2023 after much debate, officials said."),
                same("on 16 March 2023"),
            ),
            // Two days in one sentence tell of two things.
            ([None, None], format!("{LONG} on 14 March 2023 and not on 16 March 2023."), same("on 16 March 2023")),
            // Other units, ranges, rough figures.
            ([None, None], format!("{LONG} of 40 billion dollars."), same("of 35 billion euros")),
            ([None, None], format!("{LONG} of 40 to 50 billion dollars."), same("of 35 billion dollars")),
            ([None, None], format!("{LONG} of about 80 billion dollars."), same("of $81.3 billion")),
            ([None, None], format!("{LONG} of more than 30 billion dollars."), same("of $35 billion")),
            ([None, None], format!("{LONG} by 61 percent."), same("with 48 votes")),
        ] {
            assert_eq!(told("en", days, &a, &b), [], "{a} / {b}");
        }
        // Another deed of the same people.
        let fired = "On 14 March 2023 Ann Lee was fired as head coach of the Kyiv Dragons.";
        let other = "Ann Lee will be presented as the next head coach of Kyiv at a press conference on 16 March 2023.";
        assert_eq!(told("en", [None, None], fired, other), []);
        // Who gives both values tells of two things.
        let both = format!("{LONG} on 14 March 2023 after much debate.\nIt was signed on 16 March 2023.");
        assert_eq!(told("en", [None, None], &both, &same("on 16 March 2023")), []);
    }
}
