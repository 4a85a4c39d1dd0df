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
