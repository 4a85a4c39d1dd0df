//! Timesketch (JSON Lines): publications and the days that articles refer to, as events of a forensic timeline.
//!
//! An event there is a moment. A day that is known stands once; of what is known less exactly, the first and the last day that
//! it may be stand, each saying which it is, so that a vague date never becomes one day. All times are midnight UTC, because
//! the format asks for one; `from`, `to` and `precision` say what is known.

use super::record::days;
use super::reference::line;
use super::{Selection, chronology, sheet};
use crate::corpus::{Article, ArticleId};
use crate::time::{Interval, Precision};
use chrono::NaiveDate;
use serde::Serialize;
use std::io::{self, Write};

/// What Timesketch asks of an event, followed by what we know of it.
#[derive(Serialize)]
struct Event<'a> {
    message: String,
    datetime: String,
    timestamp_desc: String,
    from: &'a str,
    to: &'a str,
    precision: &'static str,
    doc: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    sha256: String,
    tag: &'a [String],
}

/// Writes the publication of every article and the days that it refers to.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (article_id, article) in selection.articles() {
        let tags = tags(article_id, selection);
        if let Some(published) = article.published() {
            events(&article, &article.shown_title(), published, ["Published", "published"], &tags, out)?;
        }
    }
    for entry in chronology::in_order_of_articles(selection) {
        let Some(article) = entry.article(selection) else { continue };
        let tags = tags(entry.article_id, selection);
        events(&article, &entry.words(&article), entry.days, ["Day referred to", "day referred to"], &tags, out)?;
    }
    Ok(())
}

fn tags(article_id: ArticleId, selection: &Selection<'_>) -> Vec<String> {
    selection.marks.tags_of(article_id).map(|tag| line(tag)).collect()
}

/// One event where the day is known, else one for each end of what it may be. `what` is how it is called alone and behind
/// "first".
fn events(
    article: &Article,
    message: &str,
    interval: Interval,
    what: [&str; 2],
    tags: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let [alone, behind] = what;
    let moments: Vec<(NaiveDate, String)> = if interval.precision() <= Precision::Day {
        vec![(interval.first(), alone.to_owned())]
    } else {
        let desc = |which: &str| format!("{which} day that may be {behind}");
        vec![(interval.first(), desc("First")), (interval.last(), desc("Last"))]
    };
    let (from, to) = days(interval);
    for (day, timestamp_desc) in moments {
        let event = Event {
            message: sheet::shortened(&line(message), 2000),
            datetime: format!("{}T00:00:00+00:00", day.format("%Y-%m-%d")),
            timestamp_desc,
            from: &from,
            to: &to,
            precision: interval.precision().name(),
            doc: article.source.doc(),
            title: line(&article.shown_title()),
            outlet: article.outlet(),
            url: article.url.as_ref().map(|url| &*url.value),
            sha256: article.sha256.to_string(),
            tag: tags,
        };
        serde_json::to_writer(&mut *out, &event)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
