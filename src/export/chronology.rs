//! Every sentence that refers to dated days, in order of the days: what a chronology and a timeline tell.

use super::reference::line;
use super::{Selection, sheet};
use crate::corpus::{Article, ArticleId};
use crate::text::Span;
use crate::time::Interval;
use std::sync::Arc;

/// A sentence under one of the days that it refers to.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) article_id: ArticleId,
    pub(super) days: Interval,
    pub(super) sentence: Span,
}

/// The entries of a selection, by first day, then by last, then in the order of the articles.
pub(super) fn entries(selection: &Selection<'_>) -> Vec<Entry> {
    let mut entries = in_order_of_articles(selection);
    entries.sort_by_key(|entry| (entry.days.first(), entry.days.last()));
    entries
}

/// The entries of a selection, article by article.
pub(super) fn in_order_of_articles(selection: &Selection<'_>) -> Vec<Entry> {
    let of_article = |article_id: ArticleId| {
        let references = sheet::references(&selection.mentions.of(article_id));
        let days = |reference: sheet::Reference| {
            let sentence = reference.sentence;
            reference.days.into_iter().map(move |days| Entry { article_id, days, sentence })
        };
        references.into_iter().flat_map(days).collect::<Vec<_>>()
    };
    selection.articles().flat_map(|(article_id, _)| of_article(article_id)).collect()
}

impl Entry {
    /// The article that it stands in.
    pub(super) fn article(&self, selection: &Selection<'_>) -> Option<Arc<Article>> {
        selection.corpus.get(self.article_id)
    }

    /// The sentence on one line.
    pub(super) fn words(&self, article: &Article) -> String {
        line(self.sentence.slice(&article.text))
    }
}
