//! JSON Lines: one article a line with everything that is known of it, its text unchanged.

use super::record::exact;
use super::{ArticleRecord, MentionRecord, Selection};
use crate::corpus::{Article, ArticleId, Mention};
use crate::text::{CodePoints, Span};
use serde::Serialize;
use std::io::{self, Write};
use std::sync::Arc;

/// The record that `list` prints, followed by what only an export holds.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    article: ArticleRecord<'a>,
    /// Where `published` had to be widened to a month or a year: the interval itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    published_days: Option<String>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    reviewed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// A note of the user's, and where the passage stands that it is on: in code points, nothing for the whole article.
#[derive(Serialize)]
struct NoteRecord<'a> {
    start: Option<usize>,
    end: Option<usize>,
    text: &'a str,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Writes every article of `selection` as one line.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (article_id, article) in selection.articles() {
        object(selection, article_id, &article, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes one article as a JSON object on one line.
pub(super) fn object(
    selection: &Selection<'_>,
    article_id: ArticleId,
    article: &Article,
    out: &mut dyn Write,
) -> io::Result<()> {
    let options = selection.options;
    let mentions = selection.mentions.of(article_id);
    let record = ArticleRecord::new(article);
    let published_days = article.published().map(exact).filter(|days| record.published.as_ref() != Some(days));
    let line = Line {
        article: record,
        published_days,
        url: article.url.as_ref().map(|known| &*known.value),
        tags: selection.marks.tags_of(article_id).map(|tag| &**tag).collect(),
        reviewed: selection.marks.reviewed.contains(article_id),
        notes: note_records(article, selection.marks.notes_on(article_id)),
        mentions: options.has_mentions.then(|| mention_records(article, &mentions)),
        text: options.has_text.then_some(&*article.text),
    };
    Ok(serde_json::to_writer(out, &line)?)
}

fn note_records<'a>(
    article: &Article,
    notes: impl Iterator<Item = (Option<Span>, &'a Arc<str>)>,
) -> Vec<NoteRecord<'a>> {
    let points = CodePoints::new(&article.text);
    let record = |(span, text): (Option<Span>, &'a Arc<str>)| {
        let (start, end) = span.map(|span| points.span(span)).unzip();
        NoteRecord { start, end, text }
    };
    notes.map(record).collect()
}

fn mention_records<'a>(article: &'a Article, mentions: &'a [Mention]) -> Vec<MentionRecord<'a>> {
    let points = CodePoints::new(&article.text);
    mentions.iter().map(|mention| MentionRecord::new(mention, &article.text, &points)).collect()
}
