//! Which article of a corpus.

/// The number of an article in its corpus, from 0, in the order of reading. Stable while the corpus is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of articles as a table by their numbers: asked once for each of a whole corpus, in one step each.
#[derive(Clone, Debug, Default)]
pub struct ArticleSet {
    is_in: Vec<bool>,
}

impl FromIterator<ArticleId> for ArticleSet {
    fn from_iter<T: IntoIterator<Item = ArticleId>>(article_ids: T) -> Self {
        let mut set = Self::default();
        for article_id in article_ids {
            if set.is_in.len() <= article_id.index() {
                set.is_in.resize(article_id.index() + 1, false);
            }
            if let Some(slot) = set.is_in.get_mut(article_id.index()) {
                *slot = true;
            }
        }
        set
    }
}

impl ArticleSet {
    /// Is an article in the set?
    pub fn contains(&self, article_id: ArticleId) -> bool {
        self.is_in.get(article_id.index()).copied().unwrap_or_default()
    }

    /// True when no article is in the set.
    pub fn is_empty(&self) -> bool {
        self.is_in.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_in() {
        let set: ArticleSet = [7, 2, 7].into_iter().map(ArticleId).collect();
        let found: Vec<u32> = (0..20).filter(|&number| set.contains(ArticleId(number))).collect();
        assert_eq!(found, [2, 7]);
        assert!(!set.is_empty() && ArticleSet::default().is_empty());
    }
}
