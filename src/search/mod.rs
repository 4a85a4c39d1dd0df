//! Which articles match, and how do they count by facet?

use crate::corpus::{ArticleId, Corpus};
use crate::events::Mentions;
use crate::text::Span;
use crate::time::Interval;
use crate::work::Cancel;
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
    /// Tags of which an article must carry one; empty: all.
    pub tags: BTreeSet<Arc<str>>,
    /// The publication date must overlap this.
    pub published: Option<Interval>,
    /// A mention outside boilerplate must overlap this.
    pub about: Option<Interval>,
    /// Only these articles (those that mention an event, those picked).
    pub within: Option<Arc<BTreeSet<ArticleId>>>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By outlet.
    pub outlets: Vec<FacetCount>,
    /// By language.
    pub languages: Vec<FacetCount>,
}

/// What a filter left.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Articles that pass, in corpus order.
    pub article_ids: Vec<ArticleId>,
    /// Counts by facet.
    pub facets: Facets,
}

/// The articles that pass `filter`, with the facets. Nothing when cancelled.
pub fn find(corpus: &Corpus, mentions: &Mentions, filter: &Filter, cancel: &Cancel) -> Option<Found> {
    let _ = (mentions, filter, cancel);
    Some(Found { article_ids: corpus.iter().map(|(article_id, _)| article_id).collect(), facets: Facets::default() })
}

/// What is wrong with a query as typed.
pub fn faults(query: &str) -> Vec<QueryFault> {
    let _ = query;
    Vec::new()
}

/// Where the words of a query stand in `text`, in order, none overlapping: what the reader marks.
pub fn hits(query: &str, text: &str) -> Vec<Span> {
    let _ = (query, text);
    Vec::new()
}

/// The days that `FROM..TO`, `FROM..`, `..TO` or a single date of any precision means.
///
/// # Errors
/// One sentence for the user when it is none of them.
pub fn parse_days(typed: &str) -> Result<Interval, String> {
    Err(format!("“{typed}” is not a date or FROM..TO"))
}
