//! What do these articles share, and what has each alone?
//!
//! [`passages`] (articles cut into sentences), [`likeness`] (how alike are two sentences?), [`linking`] (which of them say
//! the same), [`shared`] (what a link rests on), [`changes`] (which words differ between two wordings), [`near_copies`]
//! (which articles of a corpus are nearly the same), [`quotations`] (who is quoted saying what).

mod changes;
mod likeness;
mod linking;
pub mod near_copies;
mod passages;
pub mod quotations;
mod shared;

#[cfg(test)]
mod tests;

pub use changes::word_changes;
pub use linking::{compare, every_pair};

use crate::text::Span;

/// How two linked passages relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// The same words.
    Identical,
    /// The same sentence with words changed.
    Edited,
    /// Other words, same content.
    Paraphrase,
}

/// Two passages that say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How they relate.
    pub kind: LinkKind,
    /// Passage of the first article.
    pub a: Span,
    /// Passage of the second article.
    pub b: Span,
    /// How alike, from 0 to 1.
    pub score: f32,
    /// What the link rests on: the rare words, figures and names that both hold, as they stand in the first passage.
    pub shared: Vec<String>,
}

impl Link {
    /// Why the two are linked, in a few words for the user: "same words", "shares Kishida, Bucha, Tuesday".
    pub fn why(&self) -> String {
        let shared = self.shared.join(", ");
        match self.kind {
            LinkKind::Identical => "same words".to_owned(),
            LinkKind::Edited if shared.is_empty() => "same sentence, words changed".to_owned(),
            LinkKind::Edited => format!("same sentence, words changed; shares {shared}"),
            LinkKind::Paraphrase if shared.is_empty() => "similar spelling".to_owned(),
            LinkKind::Paraphrase => format!("shares {shared}"),
        }
    }
}

/// What two articles share and what each has alone.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// In order of the first article.
    pub links: Vec<Link>,
    /// Sentences that only the first has.
    pub only_a: Vec<Span>,
    /// Sentences that only the second has.
    pub only_b: Vec<Span>,
}
