//! `events`: the happenings that the articles refer to.

use super::arguments::{RowsArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::corpus::{Article, ArticleId};
use crate::events::{self, Event, MentionRef};
use crate::export::record::days;
use crate::text::CodePoints;
use crate::work::Cancel;
use serde::Serialize;
use std::collections::BTreeSet;

const COLUMNS: [Column; 5] = [
    Column::words("WHEN", 26),
    Column::number("MENTIONS"),
    Column::number("ARTICLES"),
    Column::words("OUTLETS", 40),
    Column::words("EVENT", 72),
];

/// One event as JSON Lines tells it.
#[derive(Serialize)]
struct Line<'a> {
    event: u32,
    label: &'a str,
    from: String,
    to: String,
    precision: &'static str,
    articles: usize,
    outlets: Vec<&'a str>,
    mentions: Vec<Place<'a>>,
}

/// One mention of an event.
#[derive(Serialize)]
struct Place<'a> {
    doc: String,
    id: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
    sentence: &'a str,
}

/// Writes the events that the articles which pass the filters refer to; under `--about`, those of its days.
///
/// Events keep the numbers that they have in the whole collection; of their mentions, only those in articles that pass
/// are told.
pub(super) fn run(arguments: &RowsArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Mentions, streams)?;
    let passing: BTreeSet<ArticleId> = chosen.article_ids.iter().copied().collect();
    let about = arguments.scope.filters.about;
    let mut events = grouped(&chosen);
    for event in &mut events {
        event.mentions.retain(|mention| passing.contains(&mention.article_id));
    }
    events.retain(|event| !event.mentions.is_empty() && about.is_none_or(|about| event.interval.overlaps(about)));
    match arguments.format {
        RowsFormat::Table => table(&chosen, &events, streams),
        RowsFormat::Jsonl => {
            events.iter().try_for_each(|event| streams.write_json(&line(&chosen, event))).map_err(Failure::Output)
        }
    }
}

/// The events of the whole collection.
pub(super) fn grouped(chosen: &Chosen) -> Vec<Event> {
    events::group(&chosen.corpus, &chosen.mentions, &Cancel::new()).unwrap_or_default()
}

fn table(chosen: &Chosen, events: &[Event], streams: &mut Streams<'_>) -> Result<(), Failure> {
    let rows: Vec<_> = events
        .iter()
        .map(|event| {
            [
                event.interval.to_string(),
                event.mentions.len().to_string(),
                article_count(event).to_string(),
                outlets(chosen, event).join(", "),
                event.label.clone(),
            ]
        })
        .collect();
    Ok(table::write(&COLUMNS, &rows, streams.out)?)
}

fn line<'a>(chosen: &'a Chosen, event: &'a Event) -> Line<'a> {
    let (from, to) = days(event.interval);
    Line {
        event: event.event_id.0,
        label: &event.label,
        from,
        to,
        precision: event.interval.precision().name(),
        articles: article_count(event),
        outlets: outlets(chosen, event),
        mentions: event.mentions.iter().filter_map(|&mention| place(chosen, mention)).collect(),
    }
}

fn place(chosen: &Chosen, mention: MentionRef) -> Option<Place<'_>> {
    let article = chosen.corpus.get(mention.article_id)?;
    let mention = chosen.mentions.get(mention)?;
    let span = mention.expression.span;
    let (start, end) = CodePoints::new(&article.text).span(span);
    Some(Place {
        doc: article.source.doc(),
        id: &article.id,
        start,
        end,
        text: span.slice(&article.text),
        sentence: mention.sentence.slice(&article.text),
    })
}

fn article_count(event: &Event) -> usize {
    event.mentions.iter().map(|mention| mention.article_id).collect::<BTreeSet<_>>().len()
}

fn outlets<'a>(chosen: &'a Chosen, event: &Event) -> Vec<&'a str> {
    let articles = event.mentions.iter().filter_map(|mention| chosen.corpus.get(mention.article_id));
    articles.filter_map(|article| Article::outlet(article)).collect::<BTreeSet<_>>().into_iter().collect()
}
