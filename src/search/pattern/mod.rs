//! What is looked for in a text, and where does it stand?
//!
//! A [`Pattern`] is asked of one text at a time, without an index: what is said here is what an index must say too.
//!
//! [`words`] (where words begin and end, and how they are folded), [`haystack`] (a text with what is worked out of it
//! once), [`unaccented`] (a text without accents, and back), [`needle`] (one word), [`beginnings`] (where one may begin), [`term`] (a word or a phrase), [`expression`] (a regular expression), [`near`] (one near the other).

mod beginnings;
pub(super) mod expression;
pub(super) mod haystack;
pub(super) mod near;
pub(super) mod needle;
pub(super) mod term;
mod unaccented;
pub(super) mod words;

#[cfg(test)]
mod tests;

pub(super) use expression::Expression;
pub(super) use haystack::Haystack;
pub(super) use near::Near;
pub(super) use needle::Reach;
pub(super) use term::Term;

use crate::text::Span;

/// What is looked for in one text.
#[derive(Clone, Debug)]
pub(super) enum Pattern {
    /// A word or a phrase.
    Term(Term),
    /// A regular expression.
    Expression(Expression),
    /// Several, each near the one before.
    Near(Near),
    /// Any of several; stands only as a side of [`Pattern::Near`].
    Any(Vec<Pattern>),
}

impl Pattern {
    /// Does it stand in the text?
    pub(super) fn is_in(&self, text: &Haystack<'_>) -> bool {
        match self {
            Self::Term(term) => term.is_in(text),
            Self::Expression(expression) => expression.is_in(text),
            Self::Near(near) => near.is_in(text),
            Self::Any(patterns) => patterns.iter().any(|pattern| pattern.is_in(text)),
        }
    }

    /// Every place where it stands, by their starts; none is empty. Those of a phrase and of [`Pattern::Any`] may
    /// overlap. Of [`Pattern::Near`] each side where it is near the others, not what lies between.
    pub(super) fn places(&self, text: &Haystack<'_>) -> Vec<Span> {
        match self {
            Self::Term(term) => term.places(text),
            Self::Expression(expression) => expression.places(text),
            Self::Near(near) => sorted(near.places_by_side(text).into_iter().flatten().collect()),
            Self::Any(patterns) => sorted(patterns.iter().flat_map(|pattern| pattern.places(text)).collect()),
        }
    }
}

fn sorted(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_unstable();
    places.dedup();
    places
}
