//! Does what a query asks for hold of one article?

use super::Filter;
use super::parse::{Node, Place, Query};
use super::term::is_plain;
use crate::corpus::{Article, ArticleId};
use crate::events::Mentions;
use crate::time::Interval;
use std::cell::OnceCell;

/// One article with all that a query may ask of it.
pub(super) struct Subject<'a> {
    pub(super) article_id: ArticleId,
    pub(super) article: &'a Article,
    pub(super) mentions: &'a Mentions,
    pub(super) filter: &'a Filter,
    is_text_plain: OnceCell<bool>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(article_id: ArticleId, article: &'a Article, mentions: &'a Mentions, filter: &'a Filter) -> Self {
        Self { article_id, article, mentions, filter, is_text_plain: OnceCell::new() }
    }

    /// Does the article pass the whole query?
    pub(super) fn passes(&self, query: &Query) -> bool {
        query.root.as_ref().is_none_or(|root| self.holds(root))
    }

    /// Does a mention outside boilerplate overlap `days`?
    pub(super) fn is_about(&self, days: Interval) -> bool {
        let mentions = self.mentions.of(self.article_id);
        let mut mentions = mentions.iter().filter(|mention| !mention.is_boilerplate);
        mentions.any(|mention| mention.interval().is_some_and(|interval| interval.overlaps(days)))
    }

    pub(super) fn is_published_in(&self, days: Interval) -> bool {
        self.article.published().is_some_and(|published| published.overlaps(days))
    }

    fn holds(&self, node: &Node) -> bool {
        match node {
            Node::All(parts) => parts.iter().all(|part| self.holds(part)),
            Node::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Node::Not(part) => !self.holds(part),
            Node::Text(place, term) => {
                let in_field = |field: Option<&str>| field.is_some_and(|field| term.is_in(field, || is_plain(field)));
                let in_text = || {
                    let text = &self.article.text;
                    term.is_in(text, || *self.is_text_plain.get_or_init(|| is_plain(text)))
                };
                match place {
                    Place::Anywhere => in_field(self.article.title()) || in_text(),
                    Place::Text => in_text(),
                    Place::Title => in_field(self.article.title()),
                    Place::Outlet => in_field(self.article.outlet()),
                    Place::Byline => in_field(self.article.byline()),
                }
            }
            Node::Tag(term) => {
                let tags = self.filter.tagged.get(&self.article_id);
                tags.is_some_and(|tags| tags.iter().any(|tag| term.is_in(tag, || is_plain(tag))))
            }
            Node::Language(code) => self.article.language().is_some_and(|language| language.eq_ignore_ascii_case(code)),
            Node::Published(days) => self.is_published_in(*days),
            Node::About(days) => self.is_about(*days),
            Node::Words(least, most) => (*least..=*most).contains(&self.article.word_count),
            Node::Undated => self.article.published().is_none(),
            Node::Untitled => self.article.title().is_none(),
            Node::Unsigned => self.article.byline().is_none(),
        }
    }
}
