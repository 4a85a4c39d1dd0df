//! `events`: the happenings that the articles refer to.

use super::arguments::{RowsArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::corpus::{ArticleId, Mention};
use crate::events::{self, Disagreement, Event, EventPassage, outlook_of};
use crate::export::record::days;
use crate::text::CodePoints;
use crate::work::{Cancel, Progress};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

const COLUMNS: [Column; 8] = [
    Column::number("NUMBER"),
    Column::words("WHEN", 26),
    Column::words("STATE", 9),
    Column::number("PASSAGES"),
    Column::number("ARTICLES"),
    Column::words("OUTLETS", 40),
    Column::words("EVENT", 96),
    Column::words("ACCOUNTS DIFFER", 60),
];

/// One event as JSON Lines tells it.
#[derive(Serialize)]
struct Line<'a> {
    event: u32,
    label: &'a str,
    from: String,
    to: String,
    precision: &'static str,
    /// `mention` or `publication`: what the days are known from.
    dated_by: &'static str,
    /// `told`, `after-publication` or `announced`.
    outlook: &'static str,
    articles: usize,
    outlets: BTreeSet<Arc<str>>,
    /// Passages with an expression of time.
    mentions: Vec<Place>,
    /// Headlines and opening sentences without one.
    undated: Vec<Place>,
    disagreements: Vec<Differing<'a>>,
}

/// One passage of an event.
#[derive(Serialize)]
struct Place {
    doc: String,
    id: Arc<str>,
    outlet: Option<Arc<str>>,
    start: usize,
    end: usize,
    text: String,
    sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlook: Option<&'static str>,
}

/// In what accounts differ, and who says what.
#[derive(Serialize)]
struct Differing<'a> {
    about: &'a str,
    claims: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    value: &'a str,
    by: Vec<Place>,
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
        event.undated.retain(|passage| passing.contains(&passage.article_id));
        for differing in &mut event.disagreements {
            for claim in &mut differing.claims {
                claim.passages.retain(|passage| passing.contains(&passage.article_id));
            }
            differing.claims.retain(|claim| !claim.passages.is_empty());
        }
        event.disagreements.retain(|differing| differing.claims.len() > 1);
    }
    events.retain(|event| event.passage_count() > 0 && about.is_none_or(|about| event.interval.overlaps(about)));
    match arguments.format {
        RowsFormat::Table => table(&chosen, &events, streams),
        RowsFormat::Jsonl => {
            events.iter().try_for_each(|event| streams.write_json(&line(&chosen, event))).map_err(Failure::Output)
        }
    }
}

/// The events of the whole collection, as the user says of them.
pub(super) fn grouped(chosen: &Chosen) -> Vec<Event> {
    let edits = chosen.corrections.events();
    events::group(&chosen.corpus, &chosen.mentions, edits, &Cancel::new(), &Progress::new()).unwrap_or_default()
}

fn table(chosen: &Chosen, events: &[Event], streams: &mut Streams<'_>) -> Result<(), Failure> {
    let rows: Vec<_> = events
        .iter()
        .map(|event| {
            [
                event.event_id.0.to_string(),
                event.interval.to_string(),
                if event.outlook.is_ahead() { "announced" } else { "" }.to_owned(),
                event.passage_count().to_string(),
                event.article_ids().len().to_string(),
                event.outlets(&chosen.corpus).into_iter().collect::<Vec<_>>().join(", "),
                event.label.clone(),
                event.disagreements.iter().map(differing_in_short).collect::<Vec<_>>().join("; "),
            ]
        })
        .collect();
    Ok(table::write(&COLUMNS, &rows, streams.out)?)
}

/// "days: 12 May 2023 / 13 May 2023".
fn differing_in_short(differing: &Disagreement) -> String {
    let values: Vec<&str> = differing.claims.iter().map(|claim| claim.value.as_str()).collect();
    format!("{}: {}", differing.matter.name(), values.join(" / "))
}

fn line<'a>(chosen: &Chosen, event: &'a Event) -> Line<'a> {
    let (from, to) = days(event.interval);
    let passages = event.passages(&chosen.mentions);
    let (mentions, undated): (Vec<_>, Vec<_>) = passages.into_iter().partition(|passage| passage.mention.is_some());
    let places = |passages: &[EventPassage]| passages.iter().filter_map(|passage| place(chosen, passage)).collect();
    Line {
        event: event.event_id.0,
        label: &event.label,
        from,
        to,
        precision: event.interval.precision().name(),
        dated_by: if event.is_dated_by_publication() { "publication" } else { "mention" },
        outlook: event.outlook.name(),
        articles: event.article_ids().len(),
        outlets: event.outlets(&chosen.corpus),
        mentions: places(&mentions),
        undated: places(&undated),
        disagreements: event
            .disagreements
            .iter()
            .map(|differing| Differing {
                about: differing.matter.name(),
                claims: differing
                    .claims
                    .iter()
                    .map(|claim| Said { value: &claim.value, by: places(&claim.passages) })
                    .collect(),
            })
            .collect(),
    }
}

fn place(chosen: &Chosen, passage: &EventPassage) -> Option<Place> {
    let article = chosen.corpus.get(passage.article_id)?;
    let mention = passage.mention.and_then(|mention| chosen.mentions.get(mention));
    let (start, end) = CodePoints::new(&article.text).span(passage.span);
    let interval = mention.as_ref().and_then(Mention::interval).map(days);
    Some(Place {
        doc: article.source.doc(),
        id: article.id.clone(),
        outlet: article.outlet.as_ref().map(|known| known.value.clone()),
        start,
        end,
        text: passage.span.slice(&article.text).to_owned(),
        sentence: passage.sentence.slice(&article.text).to_owned(),
        from: interval.as_ref().map(|(from, _)| from.clone()),
        to: interval.map(|(_, to)| to),
        outlook: mention.map(|mention| outlook_of(&article, &mention).name()),
    })
}
