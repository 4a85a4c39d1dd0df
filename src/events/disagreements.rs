//! Where the accounts of one event differ: other days, other figures for the same thing.
//!
//! Rather few than wrong: days differ only when neither holds the other, and figures only when they count the same (see
//! `figures`). An article that gives several values of its own has no say, for it tells of several things.

use super::figures::{Figure, figures};
use super::{Event, EventPassage, Mentions};
use crate::corpus::{ArticleId, Corpus};
use crate::text::{Span, one_line};
use crate::time::Interval;
use std::collections::{BTreeMap, BTreeSet};

/// Passages of one event that are compared.
const MOST_COMPARED: usize = 120;

/// Longest interval that states days.
const LONGEST_DAYS: i64 = 14;

/// What accounts differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The days.
    Days,
    /// A figure for this: "people killed".
    Figure(String),
}

impl Matter {
    /// In a word or two: "days", "people killed".
    pub fn name(&self) -> &str {
        match self {
            Self::Days => "days",
            Self::Figure(subject) => subject,
        }
    }
}

/// One account of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it says: "20 Mar 2023", "11 people".
    pub value: String,
    /// The sentence that says it, once for each article.
    pub passages: Vec<EventPassage>,
}

/// Accounts of one event that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// In what they differ.
    pub matter: Matter,
    /// The values, at least two, most articles first.
    pub claims: Vec<Claim>,
}

/// Where the passages of an event differ.
pub(super) fn disagreements(event: &Event, corpus: &Corpus, mentions: &Mentions) -> Vec<Disagreement> {
    if event.article_ids().len() < 2 {
        return Vec::new();
    }
    let passages: Vec<EventPassage> = event.passages(mentions).into_iter().take(MOST_COMPARED).collect();
    let mut found: Vec<Disagreement> = of_days(&passages, mentions).into_iter().collect();
    found.extend(of_figures(&passages, corpus, mentions));
    found
}

fn of_days(passages: &[EventPassage], mentions: &Mentions) -> Option<Disagreement> {
    let mut by_article: BTreeMap<ArticleId, BTreeMap<Interval, EventPassage>> = BTreeMap::new();
    for passage in passages {
        let days = passage.mention.and_then(|mention| mentions.get(mention)?.interval());
        if let Some(days) = days.filter(|days| days.day_count() <= LONGEST_DAYS) {
            by_article.entry(passage.article_id).or_default().entry(days).or_insert(*passage);
        }
    }
    let said: Vec<(Interval, EventPassage)> = by_article
        .into_values()
        .filter(|days| days.keys().all(|a| days.keys().all(|b| !excludes(*a, *b))))
        .filter_map(|days| days.into_iter().min_by_key(|(days, _)| days.day_count()))
        .collect();
    let differing: BTreeSet<Interval> =
        said.iter().map(|(days, _)| *days).filter(|a| said.iter().any(|(b, _)| excludes(*a, *b))).collect();
    let claims = differing.into_iter().map(|days| Claim {
        value: days.to_string(),
        passages: said.iter().filter(|(other, _)| *other == days).map(|(_, passage)| *passage).collect(),
    });
    disagreement(Matter::Days, claims.collect())
}

/// True when two statements of days cannot both be exact.
fn excludes(a: Interval, b: Interval) -> bool {
    !a.contains(b) && !b.contains(a)
}

fn disagreement(matter: Matter, mut claims: Vec<Claim>) -> Option<Disagreement> {
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.passages.len()));
    (claims.len() > 1).then_some(Disagreement { matter, claims })
}

/// A figure and who gives it.
struct Given {
    figure: Figure,
    passage: EventPassage,
}

fn of_figures(passages: &[EventPassage], corpus: &Corpus, mentions: &Mentions) -> Vec<Disagreement> {
    let mut given: Vec<Given> = Vec::new();
    let mut read: BTreeSet<(ArticleId, Span)> = BTreeSet::new();
    for &passage in passages {
        let Some(article) = corpus.get(passage.article_id) else { continue };
        if !read.insert((passage.article_id, passage.sentence)) {
            continue;
        }
        let of_article = mentions.of(passage.article_id);
        let first = of_article.partition_point(|mention| mention.expression.span.end <= passage.sentence.start);
        let dates: Vec<Span> = of_article
            .iter()
            .skip(first)
            .take_while(|mention| mention.expression.span.start < passage.sentence.end)
            .take(MOST_COMPARED)
            .map(|mention| mention.expression.span)
            .collect();
        let found = figures(&article.text, passage.sentence, &dates, article.language());
        given.extend(found.into_iter().take(MOST_COMPARED).map(|figure| Given { figure, passage }));
    }
    given.truncate(MOST_COMPARED * 2);
    let mut found = Vec::new();
    let mut is_done = vec![false; given.len()];
    for (index, first) in given.iter().enumerate() {
        if is_done.get(index) == Some(&true) {
            continue;
        }
        let alike: Vec<usize> = (index..given.len())
            .filter(|&other| given.get(other).is_some_and(|other| first.figure.counts_like(&other.figure)))
            .collect();
        for &other in &alike {
            is_done.iter_mut().skip(other).take(1).for_each(|done| *done = true);
        }
        let alike: Vec<&Given> = alike.into_iter().filter_map(|other| given.get(other)).collect();
        found.extend(differing(&alike, corpus));
    }
    found
}

/// The claims of figures that count the same, one for each value, of articles that give one value only.
fn differing(alike: &[&Given], corpus: &Corpus) -> Option<Disagreement> {
    let wavers = |one: &Given| {
        alike
            .iter()
            .any(|other| other.passage.article_id == one.passage.article_id && other.figure.contradicts(&one.figure))
    };
    let firm: Vec<&&Given> = alike.iter().filter(|one| !wavers(one)).collect();
    let mut claims: Vec<(&Figure, Claim)> = Vec::new();
    for one in &firm {
        if !firm.iter().any(|other| other.figure.contradicts(&one.figure)) {
            continue;
        }
        let known = claims.iter_mut().find(|(figure, _)| !figure.contradicts(&one.figure));
        if let Some((_, claim)) = known {
            if !claim.passages.iter().any(|known| known.article_id == one.passage.article_id) {
                claim.passages.push(one.passage);
            }
        } else {
            let text = &corpus.get(one.passage.article_id)?.text;
            let value = one_line(one.figure.span.slice(text));
            claims.push((&one.figure, Claim { value, passages: vec![one.passage] }));
        }
    }
    let subject = alike.first()?.figure.subject();
    disagreement(Matter::Figure(subject), claims.into_iter().map(|(_, claim)| claim).collect())
}
