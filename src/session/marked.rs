//! What the user notes of articles, by their contents: tags, whether they were reviewed, notes.

use super::change::{Change, Correction, Place};
use crate::corpus::ContentHash;
use crate::search::ArticleMarks;
use std::collections::HashMap;
use std::sync::Arc;

/// What the user notes of every article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    by_content: HashMap<ContentHash, ArticleMarks>,
}

impl Marked {
    /// Takes a change into account; later ones win. Those of other places change nothing here.
    pub(super) fn record(&mut self, change: &Change) {
        let of = self.by_content.entry(change.sha256).or_default();
        match (&change.place, &change.new) {
            (Place::Tag(tag), Correction::Value(_)) => {
                of.tags.insert(tag.clone());
            }
            (Place::Tag(tag), _) => {
                of.tags.remove(tag);
            }
            (Place::Reviewed, new) => of.is_reviewed = matches!(new, Correction::Value(_)),
            (Place::Note(span), Correction::Value(text)) => {
                of.notes.insert(*span, Arc::from(text.as_str()));
            }
            (Place::Note(span), _) => {
                of.notes.remove(span);
            }
            _ => {}
        }
        if *of == ArticleMarks::default() {
            self.by_content.remove(&change.sha256);
        }
    }

    /// What the user notes at a place; "as read" where nothing is, and at places of other kinds.
    pub(super) fn at(&self, sha256: ContentHash, place: &Place) -> Correction {
        let Some(of) = self.of(sha256) else { return Correction::AsRead };
        let noted = match place {
            Place::Tag(tag) => of.tags.contains(tag).then(|| IS_SO.to_owned()),
            Place::Reviewed => of.is_reviewed.then(|| IS_SO.to_owned()),
            Place::Note(span) => of.notes.get(span).map(ToString::to_string),
            _ => None,
        };
        noted.map_or(Correction::AsRead, Correction::Value)
    }

    /// What the user notes of a content; nothing where nothing is noted.
    pub fn of(&self, sha256: ContentHash) -> Option<&ArticleMarks> {
        self.by_content.get(&sha256)
    }

    /// The contents of which something is noted, in no order.
    pub fn contents(&self) -> impl Iterator<Item = ContentHash> + '_ {
        self.by_content.keys().copied()
    }
}

/// What the store holds where a tag is carried or an article was reviewed.
pub(super) const IS_SO: &str = "yes";
