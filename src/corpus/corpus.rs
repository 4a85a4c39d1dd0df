//! All articles opened together.

use super::packed::{ArticleBlock, PackedList, Unpacked};
use super::{Article, ArticleId};
use std::sync::Arc;

/// All articles opened together. A clone is cheap and shares every article: a snapshot is a clone.
///
/// An article that has gone leaves its place empty, so that the numbers of all others stay.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    articles: PackedList<ArticleBlock>,
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
        self.articles.get(article_id.index())
    }

    /// Puts another version of an article in its place. Does nothing when there is no such article.
    pub fn replace(&mut self, article_id: ArticleId, article: Arc<Article>) {
        if self.articles.has(article_id.index()) {
            self.articles.set(article_id.index(), Some(article));
        }
    }

    /// Puts an article at a place, empty or not; places between the last and it stay empty.
    pub fn put(&mut self, article_id: ArticleId, article: Arc<Article>) {
        while self.slot_count() <= article_id.index() {
            self.articles.push(None);
            self.gone_count += 1;
        }
        self.gone_count -= usize::from(!self.articles.has(article_id.index()));
        self.articles.set(article_id.index(), Some(article));
    }

    /// Takes an article away. The numbers of all others stay.
    pub fn remove(&mut self, article_id: ArticleId) {
        if self.articles.has(article_id.index()) {
            self.articles.set(article_id.index(), None);
            self.gone_count += 1;
        }
    }

    /// A corpus of articles that were packed before; `gone_count` of the places are empty.
    pub fn of_packed(articles: PackedList<ArticleBlock>, gone_count: usize) -> Self {
        Self { articles, gone_count }
    }

    /// The articles as they lie in memory.
    pub fn packed(&self) -> &PackedList<ArticleBlock> {
        &self.articles
    }

    /// Articles that lie loose and fill a block: for somebody to pack and to give to [`Corpus::take_packed`]. Each is
    /// given out once.
    pub fn give_out(&mut self) -> Vec<Unpacked<Arc<Article>>> {
        self.articles.give_out()
    }

    /// Puts packed articles in the place of the loose ones; what has been replaced since stays.
    pub fn take_packed(&mut self, from: &Unpacked<Arc<Article>>, block: Arc<ArticleBlock>) {
        self.articles.take_packed(from, block);
    }

    /// Every article with its number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> {
        self.articles.iter().map(|(index, article)| (ArticleId(index as u32), article))
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
