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
///
/// An article that has gone leaves its place empty, so that the numbers of all others stay.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    articles: Segments<Option<Arc<Article>>>,
    gone_count: usize,
}

impl Corpus {
    /// A corpus without articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.articles.len() - self.gone_count
    }

    /// How many places there are, empty ones among them: every article's number is below this.
    pub fn slot_count(&self) -> usize {
        self.articles.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds an article behind the last and tells its number.
    pub fn push(&mut self, article: Arc<Article>) -> ArticleId {
        self.articles.push(Some(article));
        ArticleId((self.slot_count() - 1) as u32)
    }

    /// The article with this number; nothing when it has gone.
    pub fn get(&self, article_id: ArticleId) -> Option<Arc<Article>> {
        self.articles.get(article_id.index())?.clone()
    }

    /// Puts another version of an article in its place. Does nothing when there is no such article.
    pub fn replace(&mut self, article_id: ArticleId, article: Arc<Article>) {
        if self.get(article_id).is_some() {
            self.articles.set(article_id.index(), Some(article));
        }
    }

    /// Puts an article at a place, empty or not; places between the last and it stay empty.
    pub fn put(&mut self, article_id: ArticleId, article: Arc<Article>) {
        while self.slot_count() <= article_id.index() {
            self.articles.push(None);
            self.gone_count += 1;
        }
        self.gone_count -= usize::from(self.get(article_id).is_none());
        self.articles.set(article_id.index(), Some(article));
    }

    /// Takes an article away. The numbers of all others stay.
    pub fn remove(&mut self, article_id: ArticleId) {
        if self.get(article_id).is_some() {
            self.articles.set(article_id.index(), None);
            self.gone_count += 1;
        }
    }

    /// Every article with its number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> {
        let slots = self.articles.iter().enumerate();
        slots.filter_map(|(index, article)| Some((ArticleId(index as u32), article.clone()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ContentHash, Source};
    use std::path::PathBuf;

    #[test]
    fn an_article_that_has_gone_leaves_the_numbers_of_the_others() {
        let article = |name: &str| {
            let source = Source { path: Arc::new(PathBuf::new()), shown_path: name.into(), member: None };
            Arc::new(Article::of_text(source, name.into(), ContentHash([0; 32]), "A text".into()))
        };
        let mut corpus = Corpus::new();
        let ids: Vec<ArticleId> = ["a", "b", "c"].map(|name| corpus.push(article(name))).to_vec();
        corpus.remove(ids[1]);
        corpus.remove(ids[1]);
        corpus.replace(ids[1], article("nobody"));
        assert_eq!((corpus.len(), corpus.slot_count()), (2, 3));
        assert_eq!(corpus.iter().map(|(article_id, _)| article_id).collect::<Vec<_>>(), [ids[0], ids[2]]);
        assert_eq!(corpus.push(article("d")), ArticleId(3));
        corpus.put(ids[1], article("again"));
        corpus.put(ArticleId(5), article("far"));
        assert_eq!((corpus.len(), corpus.slot_count()), (5, 6));
        assert!(corpus.get(ArticleId(4)).is_none());
    }
}
