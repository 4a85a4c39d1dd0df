//! A phrase of a query looked up, before anything is asked of it: the rarest part is asked first.

use crate::search::index::Resolved;

/// A phrase of a query as the dictionaries have it.
#[derive(Debug)]
pub(super) struct LookedUp<'a> {
    /// Of each field that it is searched in, texts before headlines; never empty.
    pub(super) of_fields: Vec<Resolved<'a>>,
}

impl LookedUp<'_> {
    /// How many documents of the first block hold it, at most, where that is written down: for a single word.
    pub(super) fn first_doc_count(&self) -> Option<usize> {
        self.of_fields.iter().map(Resolved::first_doc_count).sum()
    }
}
