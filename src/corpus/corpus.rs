//! All articles opened together.

use super::Article;
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
///
/// Articles stand in segments of [`Corpus::SEGMENT`], so that adding a batch or replacing one article copies one
/// segment's pointers and not the corpus.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    segments: Vec<Arc<Vec<Arc<Article>>>>,
    len: usize,
}

impl Corpus {
    const SEGMENT: usize = 4096;

    /// A corpus without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an article behind the last and tells its number.
    pub fn push(&mut self, article: Arc<Article>) -> ArticleId {
        if self.len.is_multiple_of(Self::SEGMENT) {
            self.segments.push(Arc::new(Vec::with_capacity(64)));
        }
        if let Some(last) = self.segments.last_mut() {
            Arc::make_mut(last).push(article);
        }
        self.len += 1;
        ArticleId((self.len - 1) as u32)
    }

    /// The article with this number.
    pub fn get(&self, article_id: ArticleId) -> Option<&Arc<Article>> {
        let index = article_id.index();
        self.segments.get(index / Self::SEGMENT)?.get(index % Self::SEGMENT)
    }

    /// Puts another version of an article in its place. Does nothing when there is no such article.
    pub fn replace(&mut self, article_id: ArticleId, article: Arc<Article>) {
        let index = article_id.index();
        if let Some(segment) = self.segments.get_mut(index / Self::SEGMENT)
            && let Some(slot) = Arc::make_mut(segment).get_mut(index % Self::SEGMENT)
        {
            *slot = article;
        }
    }

    /// Every article with its number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, &Arc<Article>)> {
        self.segments.iter().flat_map(|segment| segment.iter()).enumerate().map(|(i, a)| (ArticleId(i as u32), a))
    }
}
