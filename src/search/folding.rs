//! Stories instead of copies: what a filter needs to know for folding.

use crate::compare::near_copies::CopyGroups;
use std::sync::Arc;

/// The copies that are folded: of each group, the earliest article that passes everything else stands for the others. Two are
/// equal when they are the same answer, not only an equal one.
#[derive(Clone)]
pub struct Folding(Arc<CopyGroups>);

impl Folding {
    /// Folds these.
    pub fn new(copies: Arc<CopyGroups>) -> Self {
        Self(copies)
    }

    /// What is folded.
    pub fn copies(&self) -> &CopyGroups {
        &self.0
    }
}

impl PartialEq for Folding {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Folding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folding").field("group_count", &self.0.len()).finish_non_exhaustive()
    }
}
