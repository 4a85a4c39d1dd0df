//! What a document for people tells of an article: the same in Markdown and HTML, in a calendar and on a timeline.

use super::Scope;
use crate::corpus::{Alternative, Article, ArticleId, Basis, Evidence, Field, Mention};
use crate::search::{Marks, Query};
use crate::text::{Span, one_line, sentences};
use crate::time::{Anchor, Interval};
use std::collections::BTreeMap;

/// Bytes of a snippet, about four lines.
const SNIPPET: usize = 320;
/// Bytes of the words that a value rests on.
const EVIDENCE: usize = 80;
/// Sentences with a hit that a snippet shows.
const HIT_SENTENCES: usize = 3;

/// One field of an article with the reason for its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// `Outlet`, `Published`.
    pub(super) name: &'static str,
    /// As a person reads it.
    pub(super) value: String,
    /// How it is known; empty where there is nothing to say.
    pub(super) basis: String,
}

/// `5 of 12 articles`.
pub(super) fn heading(scope: &Scope) -> String {
    format!("{} of {} article{}", scope.shown, scope.total, if scope.total == 1 { "" } else { "s" })
}

/// What is known of `article`, in reading order; outlet and date also where they are unknown.
pub(super) fn facts(article: &Article) -> Vec<Fact> {
    let text = &*article.text;
    let words = |name, field: &Field<std::sync::Arc<str>>| {
        let known = field.as_ref()?;
        Some(Fact { name, value: known.value.to_string(), basis: basis_words(&known.basis, text) })
    };
    let unknown = |name, value: &str| Fact { name, value: value.to_owned(), basis: String::new() };
    let published = match &article.published {
        Some(known) => {
            Fact { name: "Published", value: known.value.to_string(), basis: basis_words(&known.basis, text) }
        }
        None => unknown("Published", "undated"),
    };
    let mut facts = vec![words("Outlet", &article.outlet).unwrap_or_else(|| unknown("Outlet", "unknown")), published];
    facts.extend(words("By", &article.byline));
    facts.extend(words("Language", &article.language));
    facts.extend(words("Address", &article.url));
    facts.push(unknown("Source", &article.source.doc()));
    facts
}

/// What the user notes of an article; nothing where that is nothing.
pub(super) fn marked(article_id: ArticleId, article: &Article, marks: &Marks) -> Vec<Fact> {
    let fact = |name, value: String| Fact { name, value, basis: String::new() };
    let tags: Vec<&str> = marks.tags_of(article_id).map(|tag| &**tag).collect();
    let mut facts = Vec::new();
    if !tags.is_empty() {
        facts.push(fact("Tags", tags.join(", ")));
    }
    if marks.reviewed.contains(article_id) {
        facts.push(fact("Reviewed", "yes".to_owned()));
    }
    facts.extend(notes(article_id, article, marks).into_iter().map(|note| fact("Note", note)));
    facts
}

/// The user's notes on an article, each behind the words that it is on.
pub(super) fn notes(article_id: ArticleId, article: &Article, marks: &Marks) -> Vec<String> {
    let note = |(span, text): (Option<Span>, &std::sync::Arc<str>)| match span {
        Some(span) => format!("“{}”: {text}", shortened(&one_line(span.slice(&article.text)), EVIDENCE)),
        None => text.to_string(),
    };
    marks.notes_on(article_id).map(note).collect()
}

/// `inferred by latest-cited-day from “last week”, 60 % sure; not 1 Jun 2024 (archive month)`.
fn basis_words(basis: &Basis, text: &str) -> String {
    match basis {
        Basis::Stated { place } => format!("stated by {place}"),
        Basis::Edited { at } => format!("set by hand on {}", at.format("%Y-%m-%d")),
        Basis::Inferred { rule, evidence, alternatives, confidence } => {
            let from = evidence.first().map(|piece| match piece {
                Evidence::Text(span) => format!(" from “{}”", shortened(&one_line(span.slice(text)), EVIDENCE)),
                Evidence::Outside(words) => format!(" from {}", shortened(&one_line(words), EVIDENCE)),
            });
            let not = alternatives.first().map(|Alternative { value, reason, .. }| format!("; not {value} ({reason})"));
            let (from, not) = (from.unwrap_or_default(), not.unwrap_or_default());
            format!("inferred by {rule}{from}, {} sure{not}", percent(*confidence))
        }
    }
}

/// Why a mention means what it means.
pub(super) fn mention_words(mention: &Mention) -> String {
    let expression = &mention.expression;
    let days = expression.interval.map_or_else(|| expression.value.clone(), |interval| interval.to_string());
    let anchor = match expression.anchor {
        Anchor::Explicit | Anchor::Open => String::new(),
        Anchor::Publication(interval) => format!(", reckoned from publication {interval}"),
        Anchor::Mention { interval, .. } => format!(", reckoned from {interval} in the text"),
    };
    format!("{days}: {}{anchor}, {} sure", expression.rule, percent(expression.confidence))
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The sentences that answer the query; without a query or hits, the first ones outside boilerplate.
pub(super) fn snippet(article: &Article, query: &Query) -> String {
    let text = &*article.text;
    let sentences: Vec<Span> = sentences(text).into_iter().filter(|span| !article.is_boilerplate(*span)).collect();
    let mut hit: Vec<Span> = Vec::new();
    for span in query.hits(text) {
        let index = sentences.partition_point(|sentence| sentence.end <= span.start);
        if let Some(sentence) = sentences.get(index)
            && sentence.overlaps(span)
            && hit.last() != Some(sentence)
        {
            hit.push(*sentence);
        }
    }
    hit.truncate(HIT_SENTENCES);
    let is_title = |span: &&Span| Some(span.slice(text).trim()) == article.title();
    let lead = sentences.iter().skip_while(is_title).take(HIT_SENTENCES);
    let (chosen, between) = if hit.is_empty() { (lead.copied().collect(), " ") } else { (hit, " … ") };
    shortened(&chosen.iter().map(|span| one_line(span.slice(text))).collect::<Vec<_>>().join(between), SNIPPET)
}

/// Cut at a word, with `…` where something was left out.
pub(super) fn shortened(words: &str, most: usize) -> String {
    if words.len() <= most {
        return words.to_owned();
    }
    let end = words.char_indices().map(|(index, _)| index).take_while(|&index| index <= most).last().unwrap_or(0);
    let kept = Span::new(0, end).slice(words);
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    format!("{kept} …")
}

/// A sentence that refers to dated days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// The days, in order of the words, each once.
    pub(super) days: Vec<Interval>,
    /// The sentence.
    pub(super) sentence: Span,
}

/// The sentences outside boilerplate that refer to dated days, in order of the text.
pub(super) fn references(mentions: &[Mention]) -> Vec<Reference> {
    let mut by_sentence: BTreeMap<Span, Vec<Interval>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| !mention.is_boilerplate) {
        if let Some(interval) = mention.interval() {
            let days = by_sentence.entry(mention.sentence).or_default();
            if !days.contains(&interval) {
                days.push(interval);
            }
        }
    }
    by_sentence.into_iter().map(|(sentence, days)| Reference { days, sentence }).collect()
}
