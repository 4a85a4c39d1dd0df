//! What does a query as typed ask for?
//!
//! Parsing never fails: what cannot be understood is left out and told as a fault.
//!
//! [`ast`] (what a query says), [`lex`] (a query cut into tokens), [`typed`] (words as typed), [`values`] (what stands
//! behind the colon of a field), [`parse`] (the grammar).

pub(super) mod ast;
pub(super) mod lex;
mod parse;
mod typed;
pub(super) mod values;

pub(super) use ast::{Node, Place, State};

use super::QueryFault;
use super::pattern::{Haystack, Pattern};
use crate::text::Span;

/// A query as understood.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) root: Option<Node>,
    faults: Vec<QueryFault>,
}

/// A place in a text that a query looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// Which of the words, phrases and expressions of the query stands there: their numbers in the order of the query.
    pub term: u32,
}

impl Query {
    /// Reads a query as typed.
    pub fn parse(query: &str) -> Self {
        let (root, faults) = parse::parse(query);
        Self { root, faults }
    }

    /// What could not be understood, in order.
    pub fn faults(&self) -> &[QueryFault] {
        &self.faults
    }

    /// True when the query asks for nothing: every article passes.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// True when the query asks which days an article refers to.
    pub fn asks_about(&self) -> bool {
        self.root.as_ref().is_some_and(|root| root.any(&|node| matches!(node, Node::About(_))))
    }

    /// True when it hangs on which articles are copies of others.
    pub fn asks_for_duplicates(&self) -> bool {
        self.root.as_ref().is_some_and(|root| root.any(&|node| matches!(node, Node::Is(State::Duplicate))))
    }

    /// True when the query looks for something in the texts of articles: there are hits to be shown.
    pub fn looks_in_texts(&self) -> bool {
        let mut looks = false;
        if let Some(root) = &self.root {
            root.each_wanted(&mut |place, _| looks |= matches!(place, Place::Anywhere | Place::Text));
        }
        looks
    }

    /// What the query looks for in `text`, an article's text, in order, none overlapping. What is to be left out
    /// (NOT) gives nothing, and of NEAR each side gives what is near the other.
    pub fn hits(&self, text: &str) -> Vec<Span> {
        self.term_hits(text).into_iter().map(|hit| hit.span).collect()
    }

    /// The same in a headline.
    pub fn title_hits(&self, title: &str) -> Vec<Span> {
        let hits = self.hits_in(title, &[Place::Anywhere, Place::Title]);
        hits.into_iter().map(|hit| hit.span).collect()
    }

    /// [`Self::hits`] with what stands there; of two that overlap one is made, with the term of the first.
    pub fn term_hits(&self, text: &str) -> Vec<Hit> {
        self.hits_in(text, &[Place::Anywhere, Place::Text])
    }

    /// Gives each pattern that the query wants (none below NOT) to `look`, in the order of the query.
    pub(in crate::search) fn each_wanted<'a>(&'a self, look: &mut impl FnMut(Place, &'a Pattern)) {
        if let Some(root) = &self.root {
            root.each_wanted(look);
        }
    }

    fn hits_in(&self, text: &str, places: &[Place]) -> Vec<Hit> {
        let text = Haystack::new(text);
        let mut found: Vec<Hit> = Vec::new();
        let mut term = 0;
        let mut look = |place: Place, pattern: &Pattern| {
            let sides = match pattern {
                Pattern::Near(near) => near.others().len() as u32 + 1,
                _ => 1,
            };
            if places.contains(&place) {
                match pattern {
                    Pattern::Near(near) => {
                        for (side, spans) in (term..).zip(near.places_by_side(&text)) {
                            found.extend(spans.into_iter().map(|span| Hit { span, term: side }));
                        }
                    }
                    _ => found.extend(pattern.places(&text).into_iter().map(|span| Hit { span, term })),
                }
            }
            term += sides;
        };
        self.each_wanted(&mut look);
        found.sort_unstable();
        let mut hits: Vec<Hit> = Vec::with_capacity(found.len());
        for hit in found {
            match hits.last_mut() {
                Some(last) if last.span.overlaps(hit.span) => last.span = last.span.cover(hit.span),
                _ => hits.push(hit),
            }
        }
        hits
    }
}
