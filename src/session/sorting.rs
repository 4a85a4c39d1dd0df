//! The columns of the table and the order of its rows.

use crate::corpus::{Article, ArticleId, Corpus};
use crate::events::Mentions;
use crate::events::lanes::day_number;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// When it appeared.
    Published,
    /// Who published it.
    Outlet,
    /// Headline.
    Title,
    /// Who wrote it.
    Byline,
    /// Language.
    Language,
    /// Words.
    Words,
    /// Dated mentions.
    Mentions,
}

impl Column {
    /// All columns in the order of the table.
    pub const ALL: [Self; 7] =
        [Self::Published, Self::Outlet, Self::Title, Self::Byline, Self::Language, Self::Words, Self::Mentions];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Published => "Published",
            Self::Outlet => "Outlet",
            Self::Title => "Title",
            Self::Byline => "Byline",
            Self::Language => "Lang.",
            Self::Words => "Words",
            Self::Mentions => "Dates",
        }
    }
}

/// By which column rows are sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Largest, latest or last in the alphabet first.
    pub is_descending: bool,
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { column: Column::Published, is_descending: true }
    }
}

/// Sorts rows. Unknown values stand last either way; equal ones in the order of reading.
pub fn sort_rows(corpus: &Corpus, mentions: &Mentions, sort: Sort, rows: &mut [ArticleId]) {
    let key = |article_id: &ArticleId| {
        let article = corpus.get(*article_id);
        article.map_or(Key::Unknown, |article| key_of(&article, *article_id, mentions, sort.column))
    };
    let mut keyed: Vec<(Key, ArticleId)> = rows.iter().map(|article_id| (key(article_id), *article_id)).collect();
    keyed.sort_by(|a, b| a.0.cmp_with(&b.0, sort.is_descending).then(a.1.cmp(&b.1)));
    for (slot, (_, article_id)) in rows.iter_mut().zip(keyed) {
        *slot = article_id;
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(i64, i64),
    Unknown,
}

impl Key {
    fn cmp_with(&self, other: &Self, is_descending: bool) -> Ordering {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => self.cmp(other),
            _ if is_descending => other.cmp(self),
            _ => self.cmp(other),
        }
    }
}

fn key_of(article: &Article, article_id: ArticleId, mentions: &Mentions, column: Column) -> Key {
    let text = |value: Option<&str>| value.map_or(Key::Unknown, |value| Key::Text(fold(value)));
    match column {
        Column::Published => article.published().map_or(Key::Unknown, |published| {
            let day = |day: chrono::NaiveDate| i64::from(day_number(day));
            Key::Number(day(published.first()), day(published.last()))
        }),
        Column::Outlet => text(article.outlet()),
        Column::Title => text(article.title()),
        Column::Byline => text(article.byline()),
        Column::Language => text(article.language()),
        Column::Words => Key::Number(i64::from(article.word_count), 0),
        Column::Mentions => Key::Number(mentions.dated_count(article_id) as i64, 0),
    }
}
