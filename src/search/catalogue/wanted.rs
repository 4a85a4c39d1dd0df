//! Which documents can hold something, put so that an index can answer.

use crate::search::index;

/// What an index is asked.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The documents that answer this are those that hold the pattern.
    Exactly(index::Pattern),
    /// No others than the documents that answer this can hold the pattern.
    AtMost(Box<Wanted>),
    /// All of these; never empty.
    All(Vec<Wanted>),
    /// One of these; never empty.
    Any(Vec<Wanted>),
    /// The index knows nothing of it.
    Unknown,
}

impl Wanted {
    /// The documents that hold a phrase, when it is one.
    pub(super) fn phrase(phrase: Option<index::Phrase>) -> Self {
        phrase.map_or(Self::Unknown, |phrase| Self::Exactly(index::Pattern::Phrase(phrase)))
    }

    pub(super) fn at_most(self) -> Self {
        match self {
            Self::Unknown | Self::AtMost(_) => self,
            other => Self::AtMost(Box::new(other)),
        }
    }

    /// All of these; what is not known of some leaves more than there are.
    pub(super) fn all(parts: Vec<Self>) -> Self {
        let count = parts.len();
        let known: Vec<Self> = parts.into_iter().filter(|part| !matches!(part, Self::Unknown)).collect();
        match (known.len(), known.len() == count) {
            (0, _) => Self::Unknown,
            (_, true) => Self::All(known),
            (_, false) => Self::All(known).at_most(),
        }
    }

    /// One of these; when something is not known of one, nothing is of all.
    pub(super) fn any(parts: Vec<Self>) -> Self {
        if parts.is_empty() || parts.iter().any(|part| matches!(part, Self::Unknown)) {
            return Self::Unknown;
        }
        Self::Any(parts)
    }
}
