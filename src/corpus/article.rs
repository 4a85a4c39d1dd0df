//! One news item.

use super::{ContentHash, Field, Source, Text};
use crate::text::Span;
use crate::text::words::word_count;
use crate::time::Interval;
use std::sync::Arc;

/// One news item with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// The record's own id where it has one, else the first 12 hex digits of the content hash.
    pub id: Arc<str>,
    /// Identity: survives renames and moves.
    pub sha256: ContentHash,
    /// The decoded document as read. Boilerplate is marked in it, not cut.
    pub text: Text,
    /// Headline.
    pub title: Field<Arc<str>>,
    /// Who published it.
    pub outlet: Field<Arc<str>>,
    /// Who wrote it.
    pub byline: Field<Arc<str>>,
    /// When it appeared: an interval as wide as the knowledge is vague.
    pub published: Field<Interval>,
    /// ISO 639-1 code.
    pub language: Field<Arc<str>>,
    /// Where it was published.
    pub url: Field<Arc<str>>,
    /// Stretches of the text that are not the article: menus, footers, forms. In order, none overlapping.
    pub boilerplate: Vec<Span>,
    /// Words of the text, boilerplate left out.
    pub word_count: u32,
}

/// The fields of an article that carry a basis and that a user can correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldName {
    /// Headline.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Published,
    /// ISO 639-1 code.
    Language,
}

impl FieldName {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Title, Self::Outlet, Self::Byline, Self::Published, Self::Language];

    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Byline => "byline",
            Self::Published => "published",
            Self::Language => "language",
        }
    }
}

impl Article {
    /// An article of which nothing but the text is known.
    pub fn of_text(source: Source, id: Arc<str>, sha256: ContentHash, text: Text) -> Self {
        Self {
            source,
            id,
            sha256,
            word_count: word_count(&text) as u32,
            text,
            title: None,
            outlet: None,
            byline: None,
            published: None,
            language: None,
            url: None,
            boilerplate: Vec::new(),
        }
    }

    /// The title, or nothing.
    pub fn title(&self) -> Option<&str> {
        self.title.as_ref().map(|known| &*known.value)
    }

    /// The outlet, or nothing.
    pub fn outlet(&self) -> Option<&str> {
        self.outlet.as_ref().map(|known| &*known.value)
    }

    /// The byline, or nothing.
    pub fn byline(&self) -> Option<&str> {
        self.byline.as_ref().map(|known| &*known.value)
    }

    /// When it appeared, or nothing.
    pub fn published(&self) -> Option<Interval> {
        self.published.as_ref().map(|known| known.value)
    }

    /// The language's ISO 639-1 code, or nothing.
    pub fn language(&self) -> Option<&str> {
        self.language.as_ref().map(|known| &*known.value)
    }

    /// The title, or where there is none the file's name in brackets: something to show in a row.
    pub fn shown_title(&self) -> String {
        match self.title() {
            Some(title) => title.to_owned(),
            None => format!("[{}]", self.source.doc()),
        }
    }

    /// True when `span` lies in a stretch that is marked as boilerplate.
    pub fn is_boilerplate(&self, span: Span) -> bool {
        let index = self.boilerplate.partition_point(|stretch| stretch.end <= span.start);
        self.boilerplate.get(index).is_some_and(|stretch| stretch.overlaps(span))
    }
}
