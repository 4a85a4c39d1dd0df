//! `mentions`: every expression of time, with the days it means and why.

use super::arguments::{RowsArguments, RowsFormat};
use super::events::grouped;
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::corpus::Mention;
use crate::events::{Event, MentionRef};
use crate::export::MentionRecord;
use crate::text::CodePoints;
use crate::time::Interval;
use serde::Serialize;
use std::collections::BTreeMap;

const COLUMNS: [Column; 6] = [
    Column::words("WHEN", 26),
    Column::words("TYPE", 8),
    Column::words("VALUE", 24),
    Column::words("WORDS", 40),
    Column::words("RULE", 28),
    Column::words("DOC", 60),
];

/// A mention with the article it stands in and the event it speaks of.
#[derive(Serialize)]
struct Line<'a> {
    doc: &'a str,
    id: &'a str,
    #[serde(flatten)]
    mention: MentionRecord<'a>,
    event: Option<u32>,
}

/// Writes the mentions of the articles that pass the filters; under `--about`, those that fall into its days.
pub(super) fn run(arguments: &RowsArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Mentions, streams)?;
    let about = arguments.scope.filters.about;
    match arguments.format {
        RowsFormat::Table => table(&chosen, about, streams),
        RowsFormat::Jsonl => lines(&chosen, about, streams),
    }
}

fn table(chosen: &Chosen, about: Option<Interval>, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for (article_id, article) in chosen.articles() {
        for mention in chosen.mentions.of(article_id).iter().filter(|mention| is_wanted(mention, about)) {
            let expression = &mention.expression;
            rows.push([
                expression.interval.map(|interval| interval.to_string()).unwrap_or_default(),
                expression.kind.name().to_owned(),
                expression.value.clone(),
                expression.span.slice(&article.text).to_owned(),
                expression.rule.to_string(),
                article.source.doc(),
            ]);
        }
    }
    Ok(table::write(&COLUMNS, &rows, streams.out)?)
}

fn lines(chosen: &Chosen, about: Option<Interval>, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let event_of = event_numbers(&grouped(chosen));
    for (article_id, article) in chosen.articles() {
        let points = CodePoints::new(&article.text);
        let doc = article.source.doc();
        for (index, mention) in chosen.mentions.of(article_id).iter().enumerate() {
            if is_wanted(mention, about) {
                let event = event_of.get(&MentionRef { article_id, index: index as u32 }).copied();
                let mention = MentionRecord::new(mention, &article.text, &points);
                streams.write_json(&Line { doc: &doc, id: &article.id, mention, event })?;
            }
        }
    }
    Ok(())
}

fn is_wanted(mention: &Mention, about: Option<Interval>) -> bool {
    about.is_none_or(|about| mention.interval().is_some_and(|interval| interval.overlaps(about)))
}

fn event_numbers(events: &[Event]) -> BTreeMap<MentionRef, u32> {
    events.iter().flat_map(|event| event.mentions.iter().map(|&mention| (mention, event.event_id.0))).collect()
}
