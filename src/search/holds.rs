//! Does what a query asks for hold of one article?

use super::Filter;
use super::pattern::{Haystack, Pattern};
use super::query::{Node, Place, Query, State};
use crate::corpus::{Article, ArticleId, Basis};
use crate::events::Mentions;
use crate::time::Interval;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One article with all that a query may ask of it.
pub(super) struct Subject<'a> {
    pub(super) article_id: ArticleId,
    pub(super) article: &'a Article,
    pub(super) mentions: &'a Mentions,
    pub(super) filter: &'a Filter,
    text: Haystack<'a>,
    title: Option<Haystack<'a>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(article_id: ArticleId, article: &'a Article, mentions: &'a Mentions, filter: &'a Filter) -> Self {
        let (text, title) = (Haystack::new(&article.text), article.title().map(Haystack::new));
        Self { article_id, article, mentions, filter, text, title }
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

    /// Does it carry one of these tags? `None` stands for carrying none.
    pub(super) fn has_tag_of(&self, wanted: &BTreeSet<Option<Arc<str>>>) -> bool {
        let marks = &self.filter.marks;
        let mut tags = wanted.iter().flatten().filter_map(|tag| marks.tagged.get(tag));
        tags.any(|articles| articles.contains(self.article_id))
            || (wanted.contains(&None) && !marks.is_tagged(self.article_id))
    }

    fn holds(&self, node: &Node) -> bool {
        match node {
            Node::All(parts) => parts.iter().all(|part| self.holds(part)),
            Node::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Node::Not(part) => !self.holds(part),
            Node::Text(place, pattern) => self.has(*place, pattern),
            Node::Language(code) => self.article.language().is_some_and(|language| language.eq_ignore_ascii_case(code)),
            Node::Published(days) => self.is_published_in(*days),
            Node::About(days) => self.is_about(*days),
            Node::Words(least, most) => (*least..=*most).contains(&self.article.word_count),
            Node::Is(state) => self.is(*state),
        }
    }

    fn has(&self, place: Place, pattern: &Pattern) -> bool {
        let in_field = |field: Option<&str>| field.is_some_and(|field| pattern.is_in(&Haystack::new(field)));
        let in_title = || self.title.as_ref().is_some_and(|title| pattern.is_in(title));
        match place {
            Place::Anywhere => in_title() || pattern.is_in(&self.text),
            Place::Text => pattern.is_in(&self.text),
            Place::Title => in_title(),
            Place::Outlet => in_field(self.article.outlet()),
            Place::Byline => in_field(self.article.byline()),
            Place::Kind => in_field(Some(self.article.source.kind())),
            Place::Tag => self.filter.marks.tags_of(self.article_id).any(|tag| in_field(Some(tag))),
        }
    }

    fn is(&self, state: State) -> bool {
        let marks = &self.filter.marks;
        match state {
            State::Undated => self.article.published().is_none(),
            State::Untitled => self.article.title().is_none(),
            State::Unsigned => self.article.byline().is_none(),
            State::Duplicate => marks.duplicates.contains(self.article_id),
            State::Edited => is_edited(self.article),
            State::Reviewed => marks.reviewed.contains(self.article_id),
            State::Noted => marks.notes.contains_key(&self.article_id),
            State::Tagged => marks.is_tagged(self.article_id),
        }
    }
}

/// Was a field corrected by hand?
fn is_edited(article: &Article) -> bool {
    let texts = [&article.title, &article.outlet, &article.byline, &article.language, &article.url];
    let mut bases = texts.into_iter().flatten().map(|known| &known.basis);
    let published = article.published.as_ref().map(|known| &known.basis);
    let is_by_hand = |basis: &Basis| matches!(basis, Basis::Edited { .. });
    bases.any(is_by_hand) || published.is_some_and(is_by_hand)
}
