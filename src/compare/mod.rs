//! What do these articles share, and what has each alone?
//!
//! Of two articles, in reading order: [`prepared`] (an article made ready), [`sentence`] (what one is compared by), [`facts`]
//! (what an article states), `alike` (words that mean alike), `full_names` (how often one is named), `offices` (what tells only who somebody is), [`likeness`] (how alike are two sentences?), [`linking`] (which
//! of them say the same), [`quotes`] (which quotations are the same), [`conflicts`] (what is stated differently; [`restated`] in other words), [`shared`]
//! (what a link rests on), [`link`] (what it is and why), [`lacking`] (what only one states), [`comparing`] (all of it
//! together), [`memo`] (articles kept ready), [`changes`] (which words differ between two wordings). Of a corpus: [`docs`] (articles in the order of
//! publication), [`joined`] (who belongs together), [`near_copies`] (which articles are nearly the same), [`quotations`] (who
//! is quoted saying what).

mod alike;
mod changes;
mod comparing;
mod conflicts;
mod docs;
mod facts;
mod full_names;
mod joined;
mod lacking;
mod likeness;
mod link;
mod linking;
mod memo;
pub mod near_copies;
mod offices;
mod prepared;
pub mod quotations;
mod quotes;
mod restated;
mod sentence;
mod shared;

#[cfg(test)]
mod tests;

pub use changes::word_changes;
pub use comparing::{compare, compare_prepared, every_pair};
pub use conflicts::{Conflict, Matter};
pub use lacking::{Fact, FactKind};
pub use link::{Link, LinkKind, Strength};
pub use memo::PreparedMemo;
pub use prepared::Prepared;
pub use quotes::QuoteMatch;
pub use shared::Shared;

use crate::text::Span;

/// What two articles share and what each has alone.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// In order of the first article.
    pub links: Vec<Link>,
    /// Sentences that only the first has.
    pub only_a: Vec<Span>,
    /// Sentences that only the second has.
    pub only_b: Vec<Span>,
    /// Facts that only the first states, in order.
    pub facts_a: Vec<Fact>,
    /// Facts that only the second states, in order.
    pub facts_b: Vec<Fact>,
}
