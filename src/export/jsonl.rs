//! JSON Lines: one article a line with everything that is known of it, its text unchanged.

use super::record::exact;
use super::{ArticleRecord, MentionRecord, Selection};
use crate::corpus::{Article, Mention};
use crate::text::CodePoints;
use serde::Serialize;
use std::io::{self, Write};

/// The record that `list` prints, followed by what only an export holds.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    article: ArticleRecord<'a>,
    /// Where `published` had to be widened to a month or a year: the interval itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    published_days: Option<String>,
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRecord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Writes every article of `selection` as one line.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (article_id, article) in selection.articles() {
        let options = selection.options;
        let mentions = selection.mentions.of(article_id);
        let record = ArticleRecord::new(&article);
        let published_days = article.published().map(exact).filter(|days| record.published.as_ref() != Some(days));
        let line = Line {
            article: record,
            published_days,
            url: article.url.as_ref().map(|known| &*known.value),
            mentions: options.has_mentions.then(|| mention_records(&article, &mentions)),
            text: options.has_text.then_some(&*article.text),
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn mention_records<'a>(article: &'a Article, mentions: &'a [Mention]) -> Vec<MentionRecord<'a>> {
    let points = CodePoints::new(&article.text);
    mentions.iter().map(|mention| MentionRecord::new(mention, &article.text, &points)).collect()
}
