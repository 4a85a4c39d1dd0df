//! One article as the reader keeps it between frames: its blocks, and where the words of the query stand.

use super::blocks::{Block, BlockKind, FoldedPart, Folds, block_at, blocks};
use crate::corpus::Article;
use crate::search::hits;
use crate::text::Span;
use std::sync::Arc;

/// One article, cut into blocks, with the words of the query found in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    article: Option<Arc<Article>>,
    folds: Folds,
    query: String,
    /// What is laid out, in order.
    pub blocks: Vec<Block>,
    /// Where the words of the query stand, in order.
    pub hits: Vec<Span>,
}

impl Document {
    /// Follows what is shown; true when the blocks have changed.
    pub fn update(&mut self, article: &Arc<Article>, query: &str, folds: &Folds) -> bool {
        let is_same_text = self
            .article
            .as_ref()
            .is_some_and(|known| known.text == article.text && known.boilerplate == article.boilerplate);
        if !is_same_text || self.query != query {
            query.clone_into(&mut self.query);
            self.hits = if query.trim().is_empty() { Vec::new() } else { hits(query, &article.text) };
        }
        let is_same = is_same_text && self.folds == *folds;
        if !is_same {
            self.folds.clone_from(folds);
            self.blocks = blocks(&article.text, &article.boilerplate, folds);
        }
        if !self.article.as_ref().is_some_and(|known| Arc::ptr_eq(known, article)) {
            self.article = Some(article.clone());
        }
        !is_same
    }

    /// True when the hits are those of `query`.
    pub fn is_of(&self, query: &str) -> bool {
        self.query == query
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.article.as_ref().map_or("", |article| &article.text)
    }

    /// What `span` is folded away as.
    pub fn folded_as(&self, span: Span) -> Option<FoldedPart> {
        let block = self.blocks.get(block_at(&self.blocks, span.start()))?;
        match block.kind {
            BlockKind::Folded { part, .. } if block.span.overlaps(span) => Some(part),
            _ => None,
        }
    }

    /// The items of a list in order of their spans that overlap `range`.
    pub fn within<T>(items: &[T], span: impl Fn(&T) -> Span, range: Span) -> &[T] {
        let from = items.partition_point(|item| span(item).end <= range.start);
        let to = items.partition_point(|item| span(item).start < range.end).max(from);
        items.get(from..to).unwrap_or(&[])
    }
}
