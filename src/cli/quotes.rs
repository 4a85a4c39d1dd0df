//! `quotes`: quotations that stand in several articles.

use super::arguments::{RowsArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use super::watched::watched;
use crate::compare::quotations::{QuotationGroup, Quoted, Wording, quotation_groups};
use crate::text::CodePoints;
use crate::work::Cancel;
use serde::Serialize;
use std::collections::BTreeSet;

const COLUMNS: [Column; 5] = [
    Column::number("ARTICLES"),
    Column::number("OUTLETS"),
    Column::words("WORDING", 8),
    Column::words("SPEAKER", 40),
    Column::words("QUOTATION", 120),
];

/// One quotation as JSON Lines tells it.
#[derive(Serialize)]
struct Line {
    group: usize,
    articles: usize,
    outlets: usize,
    wording: &'static str,
    speakers: BTreeSet<String>,
    text: String,
    quoted: Vec<Place>,
}

/// One place where it stands.
#[derive(Serialize)]
struct Place {
    doc: String,
    id: String,
    outlet: Option<String>,
    start: usize,
    end: usize,
    text: String,
    speaker: Option<String>,
    wording: &'static str,
}

/// Writes the quotations that stand in several of the articles that pass the filters, each with all its places, the earliest
/// first. `text` is the earliest wording, without the marks.
pub(super) fn run(arguments: &RowsArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Articles, streams)?;
    let find = |progress: &_| quotation_groups(&chosen.corpus, &chosen.article_ids, &Cancel::new(), progress);
    let groups = watched("reading quotations: article", streams, find).flatten().unwrap_or_default();
    match arguments.format {
        RowsFormat::Table => {
            let row = |(number, group): (usize, &QuotationGroup)| {
                let line = Line::new(number, group, &chosen);
                let speakers: Vec<String> = line.speakers.into_iter().collect();
                let counts = [line.articles.to_string(), line.outlets.to_string()];
                let [articles, outlets] = counts;
                [articles, outlets, line.wording.to_owned(), speakers.join(", "), line.text]
            };
            let rows: Vec<_> = groups.iter().enumerate().map(row).collect();
            if rows.is_empty() {
                streams.say("no quotation stands in several of these articles");
            }
            table::write(&COLUMNS, &rows, streams.out)?;
        }
        RowsFormat::Jsonl => {
            for (number, group) in groups.iter().enumerate() {
                streams.write_json(&Line::new(number, group, &chosen))?;
            }
        }
    }
    Ok(())
}

impl Line {
    fn new(number: usize, group: &QuotationGroup, chosen: &Chosen) -> Self {
        let quoted: Vec<Place> = group.quoted.iter().filter_map(|quoted| Place::new(quoted, chosen)).collect();
        let outlets: BTreeSet<&str> = quoted.iter().filter_map(|place| place.outlet.as_deref()).collect();
        Self {
            group: number + 1,
            articles: group.article_count(),
            outlets: outlets.len(),
            wording: if group.is_verbatim() { "verbatim" } else { "altered" },
            speakers: quoted.iter().filter_map(|place| place.speaker.clone()).collect(),
            text: quoted.first().map(|place| place.text.clone()).unwrap_or_default(),
            quoted,
        }
    }
}

impl Place {
    fn new(quoted: &Quoted, chosen: &Chosen) -> Option<Self> {
        let article = chosen.corpus.get(quoted.article_id)?;
        let (start, end) = CodePoints::new(&article.text).span(quoted.quotation.span);
        Some(Self {
            doc: article.source.doc(),
            id: article.id.to_string(),
            outlet: article.outlet().map(str::to_owned),
            start,
            end,
            text: quoted.quotation.inner.slice(&article.text).to_owned(),
            speaker: quoted.quotation.speaker.map(|speaker| speaker.slice(&article.text).to_owned()),
            wording: match quoted.wording {
                Wording::Verbatim => "verbatim",
                Wording::Part => "part",
                Wording::Altered => "altered",
            },
        })
    }
}
