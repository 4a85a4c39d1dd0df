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

/// Articles whose bits stand in one word.
const WORD: usize = 64;

/// A set of articles, one bit for each number: a whole corpus takes little, and is asked for each of them in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleSet {
    /// The last word is never 0: equal sets have equal words.
    words: Vec<u64>,
    len: usize,
}

impl FromIterator<ArticleId> for ArticleSet {
    fn from_iter<T: IntoIterator<Item = ArticleId>>(article_ids: T) -> Self {
        let mut set = Self::default();
        set.extend(article_ids);
        set
    }
}

impl Extend<ArticleId> for ArticleSet {
    fn extend<T: IntoIterator<Item = ArticleId>>(&mut self, article_ids: T) {
        article_ids.into_iter().for_each(|article_id| {
            self.insert(article_id);
        });
    }
}

impl ArticleSet {
    /// Puts an article in. True when it was not in the set.
    pub fn insert(&mut self, article_id: ArticleId) -> bool {
        let (word, bit) = place(article_id);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        let Some(slot) = self.words.get_mut(word) else { return false };
        let is_new = *slot & bit == 0;
        *slot |= bit;
        self.len += usize::from(is_new);
        is_new
    }

    /// Takes an article out. True when it was in the set.
    pub fn remove(&mut self, article_id: ArticleId) -> bool {
        let (word, bit) = place(article_id);
        let Some(slot) = self.words.get_mut(word).filter(|slot| **slot & bit != 0) else { return false };
        *slot &= !bit;
        self.len -= 1;
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
        true
    }

    /// Is an article in the set?
    pub fn contains(&self, article_id: ArticleId) -> bool {
        let (word, bit) = place(article_id);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How many articles.
    pub fn len(&self) -> usize {
        self.len
    }

    /// True when no article is in the set.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The articles in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> + '_ {
        (0..).step_by(WORD).zip(&self.words).flat_map(|(first, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(ArticleId(first + bit))
            })
        })
    }
}

/// The word of an article, and its bit there.
fn place(article_id: ArticleId) -> (usize, u64) {
    (article_id.index() / WORD, 1 << (article_id.index() % WORD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_holds_what_was_put_in_and_not_taken_out(changes in proptest::collection::vec((0_u32..300, any::<bool>()), 0..80)) {
            let (mut set, mut expected) = (ArticleSet::default(), BTreeSet::new());
            for (number, is_in) in changes {
                let article_id = ArticleId(number);
                if is_in {
                    prop_assert_eq!(set.insert(article_id), expected.insert(article_id));
                } else {
                    prop_assert_eq!(set.remove(article_id), expected.remove(&article_id));
                }
            }
            prop_assert_eq!(set.len(), expected.len());
            prop_assert_eq!(set.is_empty(), expected.is_empty());
            prop_assert!((0..400).map(ArticleId).all(|id| set.contains(id) == expected.contains(&id)));
            prop_assert!(set.iter().eq(expected.iter().copied()));
            prop_assert_eq!(&set, &expected.into_iter().collect());
        }
    }
}
