//! What is known of articles that they do not say themselves: found by comparing them, or noted by the user.

use crate::corpus::{ArticleId, ArticleSet, TagColour};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Notes on an article by the passage that each is on; nothing for the one on all of it.
pub type Notes = BTreeMap<Option<Span>, Arc<str>>;

/// What the user notes of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleMarks {
    /// Its tags.
    pub tags: BTreeSet<Arc<str>>,
    /// Has it been looked at?
    pub is_reviewed: bool,
    /// Its notes.
    pub notes: Notes,
}

/// The articles that carry each tag.
pub type Tagged = BTreeMap<Arc<str>, ArticleSet>;

/// Articles of which something is known: for `is:duplicate`, `is:reviewed`, `is:noted`, `is:tagged` and `tag:`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Those that say nearly the same as an earlier one.
    pub duplicates: Arc<ArticleSet>,
    /// Those that the user has marked as looked at.
    pub reviewed: Arc<ArticleSet>,
    /// What the user has written on articles; none without a note.
    pub notes: Arc<BTreeMap<ArticleId, Arc<Notes>>>,
    /// By tag, those that the user has given it; none without articles.
    pub tagged: Arc<Tagged>,
    /// The colours that the user has given to tags.
    pub colours: Arc<BTreeMap<Arc<str>, TagColour>>,
}

impl Marks {
    /// Makes these the marks of an article.
    pub fn set(&mut self, article_id: ArticleId, of: ArticleMarks) {
        if self.reviewed.contains(article_id) != of.is_reviewed {
            put(Arc::make_mut(&mut self.reviewed), article_id, of.is_reviewed);
        }
        let is_as_wanted =
            |(tag, articles): (&Arc<str>, &ArticleSet)| articles.contains(article_id) == of.tags.contains(tag);
        if !self.tagged.iter().all(is_as_wanted) || !of.tags.iter().all(|tag| self.tagged.contains_key(tag)) {
            let tagged = Arc::make_mut(&mut self.tagged);
            for (tag, articles) in tagged.iter_mut() {
                put(articles, article_id, of.tags.contains(tag));
            }
            for tag in of.tags {
                tagged.entry(tag).or_default().insert(article_id);
            }
            tagged.retain(|_, articles| !articles.is_empty());
        }
        if self.notes.get(&article_id).map_or(of.notes.is_empty(), |known| **known == of.notes) {
            return;
        }
        let notes = Arc::make_mut(&mut self.notes);
        if of.notes.is_empty() {
            notes.remove(&article_id);
        } else {
            notes.insert(article_id, Arc::new(of.notes));
        }
    }

    /// The tags of an article, in alphabetical order.
    pub fn tags_of(&self, article_id: ArticleId) -> impl Iterator<Item = &Arc<str>> {
        let carries = move |(_, articles): &(&Arc<str>, &ArticleSet)| articles.contains(article_id);
        self.tagged.iter().filter(carries).map(|(tag, _)| tag)
    }

    /// The notes on an article, that on all of it first; nothing where there is none.
    pub fn notes_on(&self, article_id: ArticleId) -> impl Iterator<Item = (Option<Span>, &Arc<str>)> {
        self.notes.get(&article_id).into_iter().flat_map(|notes| notes.iter().map(|(span, text)| (*span, text)))
    }

    /// Does an article carry any tag?
    pub fn is_tagged(&self, article_id: ArticleId) -> bool {
        self.tags_of(article_id).next().is_some()
    }
}

fn put(set: &mut ArticleSet, article_id: ArticleId, is_in: bool) {
    if is_in {
        set.insert(article_id);
    } else {
        set.remove(article_id);
    }
}
