//! `similar`: near-copies, first version.

use super::arguments::{RowsArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::compare::near_copies::{NearCopy, near_copies};
use crate::corpus::Article;
use crate::export::record::rounded;
use serde::Serialize;
use std::sync::Arc;

const COLUMNS: [Column; 4] =
    [Column::number("GROUP"), Column::number("ALIKE"), Column::words("A", 72), Column::words("B", 72)];

/// One pair as JSON Lines tells it.
#[derive(Serialize)]
struct Line<'a> {
    group: u32,
    score: f32,
    a: Side<'a>,
    b: Side<'a>,
}

/// One article of a pair.
#[derive(Serialize)]
struct Side<'a> {
    doc: String,
    id: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
}

/// Writes the pairs of near-copies among the articles that pass the filters, the groups that they form numbered from 1.
pub(super) fn run(arguments: &RowsArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Articles, streams)?;
    let articles: Vec<Arc<Article>> = chosen.articles().map(|(_, article)| article).collect();
    let pairs = near_copies(&articles);
    let sides = |pair: &NearCopy| articles.get(pair.a as usize).zip(articles.get(pair.b as usize));
    match arguments.format {
        RowsFormat::Table => {
            let rows: Vec<_> = pairs
                .iter()
                .filter_map(|pair| {
                    let (a, b) = sides(pair)?;
                    let alike = format!("{:.0} %", pair.score * 100.0);
                    Some([(pair.group + 1).to_string(), alike, shown(a), shown(b)])
                })
                .collect();
            table::write(&COLUMNS, &rows, streams.out)?;
        }
        RowsFormat::Jsonl => {
            for pair in &pairs {
                let Some((a, b)) = sides(pair) else { continue };
                let score = rounded(pair.score);
                streams.write_json(&Line { group: pair.group + 1, score, a: Side::new(a), b: Side::new(b) })?;
            }
        }
    }
    Ok(())
}

impl<'a> Side<'a> {
    fn new(article: &'a Article) -> Self {
        Self { doc: article.source.doc(), id: &article.id, outlet: article.outlet(), title: article.title() }
    }
}

fn shown(article: &Article) -> String {
    match article.outlet() {
        Some(outlet) => format!("{outlet}: {}", article.source.doc()),
        None => article.source.doc(),
    }
}
