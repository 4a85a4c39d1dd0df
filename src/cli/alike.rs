//! `alike`: who else says this?

use super::arguments::{AlikeArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::export::record::rounded;
use crate::search::{Alike, AlikeQuestion, Catalogue, Holdings, alike};
use crate::text::CodePoints;
use crate::work::Cancel;
use serde::Serialize;

const COLUMNS: [Column; 4] =
    [Column::number("ALIKE"), Column::words("ARTICLE", 40), Column::words("PASSAGE", 100), Column::words("SHARED", 60)];

/// One passage as JSON Lines tells it.
#[derive(Serialize)]
struct Line<'a> {
    doc: String,
    id: &'a str,
    outlet: Option<&'a str>,
    start: usize,
    end: usize,
    text: &'a str,
    score: f32,
    shared: &'a [String],
}

/// Writes the passages most like the one given among the articles that pass the filters, one an article, best first.
pub(super) fn run(arguments: &AlikeArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Articles, streams)?;
    let wanted = chosen.article_ids.iter().copied().collect();
    // For one question reading every text is cheaper than indexing them.
    let never = Cancel::new();
    let catalogue = Catalogue::default().listing(&chosen.corpus, &chosen.mentions, &wanted, &never).unwrap_or_default();
    let holdings = Holdings { catalogue: &catalogue, corpus: &chosen.corpus, mentions: &chosen.mentions };
    let question = AlikeQuestion { passage: &arguments.passage, most: arguments.most, ..AlikeQuestion::default() };
    let found = alike(holdings, question, &|_| true, &never).unwrap_or_default();
    let article = |alike: &Alike| chosen.corpus.get(alike.article_id);
    match arguments.format {
        RowsFormat::Table => {
            let row = |alike: &Alike| {
                let article = article(alike)?;
                let passage = alike.span.slice(&article.text).to_owned();
                let score = format!("{:.0} %", alike.score * 100.0);
                Some([score, article.source.doc(), passage, alike.shared.join(", ")])
            };
            let rows: Vec<_> = found.iter().filter_map(row).collect();
            table::write(&COLUMNS, &rows, streams.out)?;
        }
        RowsFormat::Jsonl => {
            for alike in &found {
                let Some(article) = article(alike) else { continue };
                let (start, end) = CodePoints::new(&article.text).span(alike.span);
                streams.write_json(&Line {
                    doc: article.source.doc(),
                    id: &article.id,
                    outlet: article.outlet(),
                    start,
                    end,
                    text: alike.span.slice(&article.text),
                    score: rounded(alike.score),
                    shared: &alike.shared,
                })?;
            }
        }
    }
    Ok(())
}
