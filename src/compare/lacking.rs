//! What one article states and the other lacks: figures, names, quotations, dates.
//!
//! Rather few than wrong: what the other has in another form (a surname, a rounded figure, a month that holds the day)
//! counts as had.

use super::facts::{Facts, Name, Of, Quoted};
use super::prepared::Prepared;
use super::quotes::may_be_same;
use crate::events::{Amount, Figure};
use crate::text::Span;
use std::collections::BTreeSet;

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// A number, with what it counts.
    Figure,
    /// A name of whatever kind.
    Name,
    /// What is quoted, without the marks.
    Quotation,
    /// A day, month or year.
    Date,
}

impl FactKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Figure, Self::Name, Self::Quotation, Self::Date];

    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Date => "date",
        }
    }
}

/// Something that one article states and the other lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Where it stands first.
    pub span: Span,
    /// Its words, for a list; with what is counted, where that is known: "11 people (killed)".
    pub wording: String,
}

/// Share of a quotation's words that the other article's quotation must have.
const SAME: f32 = 0.6;

/// Numbers up to this stand for themselves too often to tell which thing they count.
const SMALL: f64 = 12.0;

/// Longest interval that is a date; longer ones are eras.
const MOST_DAYS: i64 = 366;

/// The facts of `article` that `other` lacks, in order.
pub(super) fn lacking(article: &Prepared, other: &Prepared) -> Vec<Fact> {
    let mut found = figures(article, other);
    found.extend(names(article, other));
    found.extend(quotations(article, other));
    found.extend(dates(article, other));
    found.sort_by_key(|fact| (fact.span, fact.kind));
    found
}

fn figures(article: &Prepared, other: &Prepared) -> Vec<Fact> {
    let mut seen: Vec<Amount> = Vec::new();
    let mut found = Vec::new();
    for Of { sentence, fact: amount } in &article.facts.amounts {
        let figures = Facts::within(&article.facts.figures, *sentence);
        let counted = { figures }.find(|figure| figure.span.overlaps(amount.span));
        let is_bare = counted.is_none() && amount.unit.is_none() && amount.quantity.value <= SMALL;
        let is_had = |known: &Amount| known.equals(amount);
        if is_bare || seen.iter().any(is_had) || other.facts.amounts.iter().any(|of| is_had(&of.fact)) {
            continue;
        }
        seen.push(*amount);
        let span = counted.map_or(amount.span, |figure| figure.span);
        let words = span.slice(&article.text);
        let subject = counted.map(Figure::subject).filter(|subject| !words.contains(subject.as_str()));
        let wording = subject.map_or_else(|| words.to_owned(), |subject| format!("{words} ({subject})"));
        found.push(Fact { kind: FactKind::Figure, span, wording });
    }
    found
}

/// What is left off a name in a list.
const POSSESSIVE: [&str; 2] = ["’s", "'s"];

fn names(article: &Prepared, other: &Prepared) -> Vec<Fact> {
    let is_title = |stem: u64| article.facts.is_plain(stem) || other.facts.is_plain(stem);
    // Words by which the article calls somebody or something alone.
    let alone: BTreeSet<u64> = article
        .facts
        .names
        .iter()
        .filter_map(|of| if let [stem] = *of.fact.stems { Some(stem) } else { None })
        .collect();
    let mut told: BTreeSet<u64> = BTreeSet::new();
    let mut lacked: Vec<&Name> = article.facts.names.iter().map(|of| &of.fact).collect();
    // The longest form tells most.
    lacked.sort_by_key(|name| (std::cmp::Reverse(name.stems.len()), name.span));
    let mut found = Vec::new();
    for name in lacked {
        let own: Vec<u64> = name.stems.iter().copied().filter(|stem| !is_title(*stem)).collect();
        let Some(last) = own.last() else { continue };
        let missing = own.iter().filter(|stem| !other.holds(**stem)).count();
        let has_alias = own.iter().any(|stem| alone.contains(stem) && other.holds(*stem));
        let is_lacked = (!other.holds(*last) || missing * 2 > own.len()) && !has_alias;
        let is_told = own.iter().all(|stem| told.contains(stem)) || (own.len() == 1 && told.contains(last));
        if is_lacked && !is_told {
            told.extend(own);
            let wording = name.span.slice(&article.text).to_owned();
            let wording =
                POSSESSIVE.iter().find_map(|end| wording.strip_suffix(end)).map_or(wording.clone(), str::to_owned);
            found.push(Fact { kind: FactKind::Name, span: name.span, wording });
        }
    }
    found
}

fn quotations(article: &Prepared, other: &Prepared) -> Vec<Fact> {
    let is_had = |quoted: &Quoted| other.facts.quotations.iter().any(|of| may_be_same(quoted, &of.fact, SAME));
    let lacked = article.facts.quotations.iter().map(|of| &of.fact).filter(|quoted| !is_had(quoted));
    lacked
        .map(|quoted| {
            let wording = quoted.span.slice(&article.text).to_owned();
            Fact { kind: FactKind::Quotation, span: quoted.span, wording }
        })
        .collect()
}

fn dates(article: &Prepared, other: &Prepared) -> Vec<Fact> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for Of { fact: dated, .. } in &article.facts.dates {
        let Some(interval) = dated.interval.filter(|interval| interval.day_count() <= MOST_DAYS) else { continue };
        let is_had = other.facts.dates.iter().any(|of| of.fact.interval.is_some_and(|known| known.overlaps(interval)));
        if !is_had && seen.insert(interval) {
            let words = dated.span.slice(&article.text);
            let day = interval.to_string();
            let wording = if day == words { day } else { format!("{words} ({day})") };
            found.push(Fact { kind: FactKind::Date, span: dated.span, wording });
        }
    }
    found
}
