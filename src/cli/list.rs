//! `list`: the articles.

use super::arguments::{ListArguments, ListFormat};
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use crate::corpus::Known;
use crate::export::{self, Format, Options, Scope, Selection};
use crate::work::{Cancel, Progress};

const COLUMNS: [Column; 6] = [
    Column::words("PUBLISHED", 24),
    Column::words("OUTLET", 28),
    Column::words("LANG", 4),
    Column::number("WORDS"),
    Column::words("TITLE", 72),
    Column::words("DOC", 60),
];

/// Writes the articles that pass the filters.
pub(super) fn run(arguments: &ListArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Articles, streams)?;
    match arguments.format {
        ListFormat::Table => table(&chosen, streams)?,
        ListFormat::Csv => rendered(Format::Csv, &chosen, streams)?,
        ListFormat::Jsonl => {
            for (_, article) in chosen.articles() {
                streams.write_json(&export::ArticleRecord::new(&article))?;
            }
        }
    }
    Ok(())
}

fn table(chosen: &Chosen, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let rows: Vec<_> = chosen
        .articles()
        .map(|(_, article)| {
            [
                marked(article.published.as_ref()),
                marked(article.outlet.as_ref()),
                article.language().unwrap_or_default().to_owned(),
                article.word_count.to_string(),
                article.shown_title(),
                article.source.doc(),
            ]
        })
        .collect();
    Ok(table::write(&COLUMNS, &rows, streams.out)?)
}

/// A value as shown, with a question mark behind one that is not sure.
fn marked<T: ToString>(known: Option<&Known<T>>) -> String {
    let shown = known.map(|known| known.value.to_string()).unwrap_or_default();
    if known.is_some_and(|known| !known.basis.is_sure()) { format!("{shown} ?") } else { shown }
}

fn rendered(format: Format, chosen: &Chosen, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let selection = Selection {
        events: &[],
        comparisons: &[],
        corpus: &chosen.corpus,
        mentions: &chosen.mentions,
        marks: &chosen.filter.marks,
        article_ids: &chosen.article_ids,
        scope: Scope::default(),
        options: Options { has_text: false, ..Options::default() },
        cancel: Cancel::new(),
        progress: Progress::new(),
    };
    Ok(export::render(format, &selection, streams.out)?)
}
