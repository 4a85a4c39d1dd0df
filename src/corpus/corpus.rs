//! All articles opened together.

use super::{Article, Segments};
use std::sync::Arc;

/// The number of an article in its corpus, from 0, in the order of reading. Stable while the corpus is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All articles opened together. A clone is cheap and shares every article: a snapshot is a clone.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    articles: Segments<Arc<Article>>,
}

impl Corpus {
    /// A corpus without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Adds an article behind the last and tells its number.
    pub fn push(&mut self, article: Arc<Article>) -> ArticleId {
        self.articles.push(article);
        ArticleId((self.len() - 1) as u32)
    }

    /// The article with this number.
    pub fn get(&self, article_id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.get(article_id.index())
    }

    /// Puts another version of an article in its place. Does nothing when there is no such article.
    pub fn replace(&mut self, article_id: ArticleId, article: Arc<Article>) {
        self.articles.set(article_id.index(), article);
    }

    /// Every article with its number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Arc<Article>)> {
        self.articles.iter().enumerate().map(|(index, article)| (ArticleId(index as u32), article))
    }
}
