//! Which articles match, and how do they count by facet?
//!
//! A [`Filter`] goes in, the articles that pass come out with their counts: [`find`] scans every text as it stands, which
//! is what every other way must agree with; [`fn@lookup`] asks a [`Catalogue`], which has indexed them. Nothing here changes an
//! article or knows of a screen.
//!
//! [`words`] (what a word is), [`edit_distance`] (words that are close), [`days`] (ranges of days as typed), [`pattern`] (what is looked for in a text), [`query`] (the
//! query language), [`holds`] (does the query hold of one article?), [`find`] (every article, in parallel), [`folding`] (stories instead of copies), [`marks`] (what the user and comparing say of articles), [`facets`] (the
//! counts), [`mod@index`] (which texts hold which words), [`catalogue`] (everything laid out for being searched), [`sorting`]
//! (by which columns), [`saved_view`] (filters and order to come back to), [`mod@alike`] (passages like a passage), [`mod@snippet`] (the stretch that answers best), [`concordance`] (every
//! hit with its words around), [`mod@complete`] (what can be typed next), [`sharing`] (work for all processors).

mod alike;
pub mod catalogue;
mod complete;
mod concordance;
mod days;
mod edit_distance;
mod facets;
mod find;
mod folding;
mod holds;
pub mod index;
mod marks;
mod pattern;
mod query;
mod saved_view;
mod sharing;
mod snippet;
pub mod sorting;
mod words;

#[cfg(test)]
mod tests;

pub use alike::{Alike, AlikeQuestion, alike};
pub use catalogue::{Catalogue, Holdings, Indexed, Lookup, Matches, lookup};
pub use complete::{Completion, complete};
pub use concordance::{ConcordanceOrder, InContext, Occurrence, in_context, occurrences, sorted};
pub use days::{parse_days, show_days};
pub use find::find;
pub use folding::Folding;
pub use marks::{ArticleMarks, Marks, Notes, Tagged};
pub use query::{Hit, Query};
pub use saved_view::SavedView;
pub use snippet::{Snippet, snippet};

use crate::compare::near_copies::{CopyGroups, Folded};
use crate::corpus::ArticleId;
use crate::text::Span;
use crate::time::Interval;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the user asks for. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The text query as typed.
    pub query: String,
    /// Outlets that may pass, or `None` among them for "unknown"; empty: all.
    pub outlets: BTreeSet<Option<Arc<str>>>,
    /// Languages that may pass; empty: all.
    pub languages: BTreeSet<Option<Arc<str>>>,
    /// Kinds of documents that may pass: see [`Source::kind`](crate::corpus::Source::kind); empty: all.
    pub kinds: BTreeSet<Option<Arc<str>>>,
    /// Tags of which an article must carry one, or `None` among them for "no tag"; empty: all.
    pub tags: BTreeSet<Option<Arc<str>>>,
    /// The publication date must overlap this; articles without one do not pass.
    pub published: Option<Interval>,
    /// A mention outside boilerplate must overlap this.
    pub about: Option<Interval>,
    /// Only these articles (those that mention an event, those picked).
    pub within: Option<Arc<BTreeSet<ArticleId>>>,
    /// What is known of articles that they do not say themselves: tags among it.
    pub marks: Marks,
    /// Copies that are folded, once everything else is evaluated; nothing when every article counts.
    pub stories: Option<Folding>,
}

impl Filter {
    /// Does it keep anything out? What is known of articles, and folding, do not.
    pub fn is_set(&self) -> bool {
        *self != self.cleared()
    }

    /// One that keeps nothing out, with the same knowledge of the articles, and the same folding.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { marks: self.marks.clone(), stories: self.stories.clone(), ..Self::default() }
    }

    /// The copies that are folded.
    pub(crate) fn folds(&self) -> Option<&CopyGroups> {
        self.stories.as_ref().map(Folding::copies)
    }
}

/// A stretch of a query that could not be understood; the rest of the query still counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryFault {
    /// Where in the query.
    pub span: Span,
    /// Why, in one sentence without a final period.
    pub reason: String,
}

/// A value of a facet with the number of articles that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value; nothing for "unknown".
    pub value: Option<Arc<str>>,
    /// Articles that have it and pass all other filters.
    pub count: usize,
}

/// How the articles that pass count by value, each facet leaving its own filter out. Most frequent first.
///
/// Where copies are folded, a value counts stories: groups of copies of which an article has the value and passes all other
/// filters. So many rows are left when the value alone is chosen. A story that two outlets tell counts for both, as an article
/// that refers to two months does: the counts of a facet may add up to more than there are rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By outlet.
    pub outlets: Vec<FacetCount>,
    /// By language.
    pub languages: Vec<FacetCount>,
    /// By kind of document.
    pub kinds: Vec<FacetCount>,
    /// By tag, nothing for articles without one; empty where no article has any.
    pub tags: Vec<FacetCount>,
    /// By month of publication: its first day and the count, in order. Dates vaguer than a month stand in none.
    pub months_published: Vec<(NaiveDate, usize)>,
    /// By month referred to: its first day and how many articles refer to it, in order.
    pub months_about: Vec<(NaiveDate, usize)>,
    /// Articles without a publication date that pass all but the filter on it.
    pub undated: usize,
}

/// What a filter left.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Articles that pass, in corpus order.
    pub article_ids: Vec<ArticleId>,
    /// Counts by facet.
    pub facets: Facets,
    /// Articles that pass too, and that others stand for.
    pub folded: Folded,
}

/// What is wrong with a query as typed, in order. The rest of the query still filters.
pub fn faults(query: &str) -> Vec<QueryFault> {
    Query::parse(query).faults().to_vec()
}

/// Where the words of a query stand in `text`, in order, none overlapping: what the reader marks.
///
/// For many texts, parse a [`Query`] once and ask it.
pub fn hits(query: &str, text: &str) -> Vec<Span> {
    Query::parse(query).hits(text)
}
