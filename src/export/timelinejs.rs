//! `TimelineJS` (JSON, Knight Lab): a slide for every sentence and the days that it refers to, an outlet a group.
//!
//! A date has the parts that are known: the timeline shows "March 2023" as March 2023. What is told is HTML there; the words
//! of articles are escaped, and the name of a group twice: the timeline takes it apart as HTML, keeps the words, and puts those
//! into the page as HTML again.

use super::Selection;
use super::markup::escaped_line;
use super::partial_date::PartialDate;
use super::reference::line;
use super::sheet::{self, Reference};
use crate::corpus::{Article, ArticleId};
use crate::time::Interval;
use serde::Serialize;
use std::io::{self, Write};

/// Bytes of a headline.
const HEADLINE: usize = 160;

/// What a slide tells, as HTML.
#[derive(Serialize)]
struct Told {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct Slide {
    start_date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    display_date: String,
    text: Told,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    unique_id: String,
}

#[derive(Serialize)]
struct Date {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

impl From<PartialDate> for Date {
    fn from(PartialDate { year, month, day }: PartialDate) -> Self {
        Self { year, month, day }
    }
}

/// Writes a title slide with query and counts, and a slide a line.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let scope = &selection.scope;
    let lines: Vec<String> = scope.told().map(|told| escaped_line(&told)).collect();
    let title = Told { headline: escaped_line(&sheet::heading(scope)), text: lines.join("<br>") };
    out.write_all(b"{\"title\":{\"text\":")?;
    serde_json::to_writer(&mut *out, &title)?;
    out.write_all(b"},\"events\":[")?;
    let mut is_first = true;
    for (article_id, article) in selection.articles() {
        for reference in sheet::references(&selection.mentions.of(article_id)) {
            for &interval in &reference.days {
                out.write_all(if is_first { b"\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *out, &slide(article_id, &article, &reference, interval))?;
                is_first = false;
            }
        }
    }
    out.write_all(b"\n]}\n")
}

fn slide(article_id: ArticleId, article: &Article, reference: &Reference, interval: Interval) -> Slide {
    let (first, last) = PartialDate::bounds(interval);
    let sentence = line(reference.sentence.slice(&article.text));
    let facts = sheet::facts(article).into_iter().map(|fact| escaped_line(&format!("{}: {}", fact.name, fact.value)));
    let told: Vec<String> =
        [escaped_line(&sentence), escaped_line(&article.shown_title())].into_iter().chain(facts).collect();
    let start = reference.sentence.start;
    Slide {
        start_date: first.into(),
        end_date: last.map(Date::from),
        display_date: escaped_line(&interval.to_string()),
        text: Told {
            headline: escaped_line(&sheet::shortened(&sentence, HEADLINE)),
            text: format!("<p>{}</p>", told.join("</p><p>")),
        },
        group: group(article),
        unique_id: format!("a{}-{start}-{}-{}", article_id.0, interval.first(), interval.last()),
    }
}

/// The lane that an article stands in, as the timeline wants it.
pub(super) fn group(article: &Article) -> Option<String> {
    article.outlet().map(|outlet| escaped_line(&escaped_line(outlet)))
}
