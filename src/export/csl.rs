//! CSL-JSON: what processors of the Citation Style Language read (pandoc, Zotero, citeproc), an item for every article.
//!
//! Date parts are as many as are known; a range has two dates.

use super::Selection;
use super::partial_date::PartialDate;
use super::reference::{Names, Reference};
use crate::time::Interval;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A name as it is printed.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: Vec<Vec<i64>>,
}

/// Writes every article of `selection` as one item, an item a line.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut ids = Names::default();
    out.write_all(b"[")?;
    for (index, (article_id, article)) in selection.articles().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        let reference = Reference::new(article_id, &article, selection);
        let keyword = reference.keywords();
        let item = Item {
            id: ids.unique(&article.id),
            kind: "article-newspaper",
            title: reference.title,
            author: reference.names.into_iter().map(|literal| Name { literal }).collect(),
            outlet: reference.outlet,
            issued: reference.published.map(issued),
            language: reference.language,
            url: reference.url,
            keyword,
            text: reference.text,
            note: (!reference.notes.is_empty()).then(|| reference.notes.join("\n")),
        };
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"\n]\n")
}

fn issued(interval: Interval) -> Issued {
    let parts = |date: PartialDate| {
        let finer = [date.month, date.day].into_iter().flatten().map(i64::from);
        std::iter::once(i64::from(date.year)).chain(finer).collect()
    };
    let (first, last) = PartialDate::bounds(interval);
    Issued { parts: std::iter::once(first).chain(last).map(parts).collect() }
}
